//! Converts the colours and pictures of a piece for a route, and measures the ink on its pages.
//!
//! A piece is laid out in the colours of its palette. [`Inks`] is made from a [`Route`] and answers what a
//! file contains for each of them: red, green and blue for a screen; grey for a photocopier; four inks and
//! spot colours for a press; one plate for each ink of a risograph. The PDF writer asks [`Inks`] and has no
//! code for single routes.
//!
//! - A colour becomes a [`Paint`] (`paint.rs`), within the tints that the route can print (`tints.rs`). For a
//!   press it is converted with an ICC profile (`icc.rs`).
//! - A picture becomes [`Pixels`] (`picture.rs`), as JPEG if it was one (`jpeg.rs`), and for a copier, if the
//!   layout asks for it, as a line screen (`screen.rs`). A layout may print it in two or three colours
//!   (`ramp.rs`), which a risograph divides among its plates (`parts.rs`), or as dots (`halftone.rs`).
//! - The ink on a page is measured by drawing the page once more, one plane for each ink (`raster.rs`,
//!   `planes.rs`, `coverage.rs`).
//!
//! Why a rasteriser of our own beside the PDF: the ink has to be known before a file is written, and the
//! order of items in the frame tells which key of the layout put the ink there.

mod below;
mod blended;
mod coverage;
mod findings;
mod flat;
mod ground;
mod halftone;
mod headers;
mod icc;
mod inks;
mod items;
mod jpeg;
mod known;
mod luma;
mod packed;
mod paint;
mod parts;
mod photo;
mod picture;
mod pixels;
mod planes;
mod plates;
mod prepare;
mod ramp;
mod raster;
mod screen;
mod separated;
mod shown;
mod source;
mod tints;
mod tones;

pub use below::Below;
pub use coverage::{Coverage, InkShare, Spot, coverage};
pub use icc::Profile;
pub use inks::Inks;
pub use jpeg::jpeg;
pub use known::{KnownInk, known_ink, known_inks};
pub use paint::{Mass, Paint};
pub use pixels::{Pixels, Space};
pub use plates::Plate;
pub use prepare::prepare;
pub use source::Source;
pub use tones::Tones;
