//! Geometry on paper: lengths, points, sizes, rectangles and turns by quarters.
//!
//! Everything that lies on a page or sheet is measured in [`Length`]s. A length counts English Metric Units:
//! 914 400 to the inch, 36 000 to the millimetre, 12 700 to the point (ECMA-376 Part 1, 20.1.10.16). Why not
//! a floating point number? Papers are defined in millimetres or inches and type in points. In these units
//! all of them are whole numbers, so sizes stay exact, sums do not depend on their order, and two pages that
//! should meet do meet.
//!
//! The origin is the upper left corner of what is measured and `y` grows downward, as on a screen. PDF counts
//! from the lower left corner; only the writer of PDF turns coordinates over.
//!
//! What lies in both of two rectangles ([`Rect::intersection`]), whether they overlap ([`Rect::overlaps`])
//! and how many pieces fit a room ([`Length::count_fitting`]) is decided here, for all rooms, with one
//! tolerance ([`Length::TOLERANCE`]).

mod angle;
mod length;
mod rect;
mod turn;

pub use angle::{Angle, Rotation};
pub use length::{Length, NotALength};
pub use rect::{Edges, Point, Rect, Size, narrow_clip};
pub use turn::Turn;
