//! What contents draw with (ISO 32000-1, 8.4 and 9.3).

use std::rc::Rc;

use super::color::Paint;
use super::font::Font;
use super::space::{Area, Matrix};

/// The state of the graphics.
#[derive(Clone)]
pub(super) struct State {
    pub(super) matrix: Matrix,
    pub(super) fill: Paint,
    pub(super) stroke: Paint,
    pub(super) line_width: f64,
    /// What is not cut off, as far as a rectangle tells it.
    pub(super) clip: Area,
    pub(super) overprint_fill: bool,
    pub(super) overprint_stroke: bool,
    /// How much of what is drawn is there: 0 is nothing.
    pub(super) alpha_fill: f64,
    pub(super) alpha_stroke: f64,
    pub(super) text: TextState,
}

/// How text is set.
#[derive(Clone)]
pub(super) struct TextState {
    /// The font, with its place among those of the page.
    pub(super) font: Option<(usize, Rc<Font>)>,
    pub(super) size: f64,
    pub(super) between_letters: f64,
    pub(super) between_words: f64,
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    /// How glyphs are drawn: 0 filled, 1 as outlines, 2 both, 3 not at all; 4 to 7 the same, and they cut.
    pub(super) mode: u32,
}

impl State {
    pub(super) fn new(matrix: Matrix, clip: Area) -> Self {
        Self {
            matrix,
            fill: Paint::black(),
            stroke: Paint::black(),
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

/// The path that is being made, in places of the page.
#[derive(Clone)]
pub(super) struct Path {
    pub(super) bounds: Area,
    /// How many parts it has.
    pub(super) parts: usize,
    /// Whether it cuts off what follows, once it is drawn.
    pub(super) cuts: bool,
    /// Where the pen is, in the units of the contents.
    pub(super) pen: (f64, f64),
}

impl Path {
    pub(super) fn new() -> Self {
        Self {
            bounds: Area::NONE,
            parts: 0,
            cuts: false,
            pen: (0.0, 0.0),
        }
    }
}
