//! The graphics state of contents (ISO 32000-1, 8.4 and 9.3), as far as it changes what is reported.

use std::rc::Rc;

use super::color::CurrentColor;
use super::font::Font;
use super::space::{Bounds, Matrix};

/// The graphics state, saved by `q` and restored by `Q`.
#[derive(Clone)]
pub(super) struct State {
    /// Matrix from current coordinates to the page as it is seen.
    pub(super) matrix: Matrix,
    pub(super) fill: CurrentColor,
    pub(super) stroke: CurrentColor,
    /// Width of strokes in current coordinates.
    pub(super) line_width: f64,
    /// Bounds of the current clip.
    pub(super) clip: Bounds,
    pub(super) overprint_fill: bool,
    pub(super) overprint_stroke: bool,
    /// Opacity of fills: 0 is invisible, 1 is opaque.
    pub(super) alpha_fill: f64,
    /// Opacity of strokes.
    pub(super) alpha_stroke: f64,
    pub(super) text: TextState,
}

/// The text state (ISO 32000-1, table 104).
#[derive(Clone)]
pub(super) struct TextState {
    /// The font, and its index in the list of fonts of the page.
    pub(super) font: Option<(usize, Rc<Font>)>,
    pub(super) size: f64,
    pub(super) between_letters: f64,
    pub(super) between_words: f64,
    /// Horizontal scale: 1 is normal.
    pub(super) stretch: f64,
    pub(super) leading: f64,
    /// Shift of the baseline, for superscripts.
    pub(super) rise: f64,
    /// Rendering mode (table 106): 0 filled, 1 outlined, 2 both, 3 invisible; 4 to 7 the same, and added to
    /// the clip.
    pub(super) mode: u32,
}

impl State {
    /// The state at the beginning of a page or pattern (table 52).
    pub(super) fn new(matrix: Matrix, clip: Bounds) -> Self {
        Self {
            matrix,
            fill: CurrentColor::black(),
            stroke: CurrentColor::black(),
            // The default of the standard: one unit.
            line_width: 1.0,
            clip,
            overprint_fill: false,
            overprint_stroke: false,
            alpha_fill: 1.0,
            alpha_stroke: 1.0,
            text: TextState {
                font: None,
                size: 0.0,
                between_letters: 0.0,
                between_words: 0.0,
                stretch: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0,
            },
        }
    }
}

/// The path under construction, in coordinates of the page.
#[derive(Clone)]
pub(super) struct Path {
    pub(super) bounds: Bounds,
    /// Number of subpaths.
    pub(super) parts: usize,
    /// Whether it becomes part of the clip once it is painted.
    pub(super) cuts: bool,
    /// The current point, in coordinates of the contents.
    pub(super) pen: (f64, f64),
}

impl Path {
    pub(super) fn new() -> Self {
        Self {
            bounds: Bounds::NONE,
            parts: 0,
            cuts: false,
            pen: (0.0, 0.0),
        }
    }
}
