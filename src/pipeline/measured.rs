//! The measures of a page with its place in the finished piece.

use crate::geom::{Point, Rect};
use crate::layout::PageMeasures;

/// The measures of a page, or of the half of a page that a language has.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The measures, from the upper left corner of what was laid out.
    pub measures: PageMeasures,
    /// Its language (BCP 47).
    pub language: String,
    /// Number of the page in the piece, from 0.
    pub page: usize,
    /// The page without its bleed, or the half of it.
    pub room: Rect,
    /// The corner of what was laid out, on the page: an empty edge may lie around it.
    pub corner: Point,
}
