//! Boxes that are repeated in columns and rows, such as tabs and stickers, with lines to cut along between
//! them.

use super::nodes::plain_box;
use super::plan::{Cell, Gap, Grid, Kind, Node, RuledLine, Track};
use super::values::Copies;
use crate::color::Color;
use crate::geom::Length;

/// Weight of lines to cut along (practice: clear to whoever cuts, and not noticed by readers).
fn cut_weight() -> Length {
    Length::pt(0.5)
}

/// Repeats a box in columns and rows. `cut` is the colour of the lines to cut along; without it there are none.
/// Screen readers read the first copy only.
pub(super) fn repeat_box(one: &Node, copies: Copies, cut: Option<Color>) -> Kind {
    let rule = |upright: bool| RuledLine {
        weight: cut_weight(),
        color: cut.unwrap_or(Color::BLACK),
        dashed: true,
        upright,
    };
    // Each line to cut along has a track of its own between two copies: `count` copies have `count - 1` lines.
    let step = if cut.is_some() { 2 } else { 1 };
    let tracks = |count: usize| -> Vec<Track> {
        let track = |at: usize| match at % step {
            0 => Track::Fraction(1.0),
            _ => Track::Fixed(cut_weight()),
        };
        (0..count * step + 1 - step).map(track).collect()
    };
    let (columns, rows) = (tracks(copies.columns), tracks(copies.rows));
    let mut cells = Vec::new();
    // Even tracks hold copies, odd ones lines; without lines every track holds copies.
    for row in (0..rows.len()).step_by(step) {
        for column in (0..columns.len()).step_by(step) {
            cells.push(Cell {
                columns: column..column + 1,
                rows: row..row + 1,
                node: Node {
                    unsaid: !cells.is_empty(),
                    ..one.clone()
                },
            });
        }
    }
    let between = |count: usize| (1..count).step_by(2).filter(move |_| cut.is_some());
    // The lines run across the whole grid, and cross each other.
    for column in between(columns.len()) {
        cells.push(Cell {
            columns: column..column + 1,
            rows: 0..rows.len(),
            node: plain_box(one.origin.clone(), Kind::Rule(rule(true))),
        });
    }
    for row in between(rows.len()) {
        cells.push(Cell {
            columns: 0..columns.len(),
            rows: row..row + 1,
            node: plain_box(one.origin.clone(), Kind::Rule(rule(false))),
        });
    }
    Kind::Grid(Grid {
        columns,
        rows,
        gap: Gap::NONE,
        cells,
    })
}
