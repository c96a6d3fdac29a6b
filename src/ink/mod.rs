//! What becomes of each colour and picture on a route.
//!
//! A piece is laid out in the colours of its palette. Here it is decided what a file says of them: red,
//! green and blue for a screen; grey for a photocopier; four inks and spot colours for a press; a plate for
//! each ink of a risograph. The writer of PDFs asks [`Inks`] and knows no route itself.

mod below;
mod coverage;
mod findings;
mod ground;
mod headers;
mod icc;
mod inks;
mod jpeg;
mod known;
mod luma;
mod paint;
mod picture;
mod pixels;
mod planes;
mod plates;
mod prepare;
mod raster;
mod screen;
mod source;
mod tints;

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
