//! The words of blocks as paragraphs of a running text.
//!
//! A list that stands in an area has to fit that area. As a part of a running text it goes on in the next column or on
//! the next page, however long it is. A running text has words alone and knows nothing beside another, so the boxes of
//! a block are taken apart: what is left are its paragraphs, in the order of reading, with the gaps between them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::boxes::plan_area;
use super::context::Context;
use super::plan::{Gap, Grid, Kind, Node};
use super::schema::Area;
use crate::diag::Diagnostic;
use crate::frame::Role;
use crate::geom::{Angle, Edges, Length};
use crate::rules::Rule;
use crate::text::{Text, TextStyle};

/// Most paragraphs of an element that stay together: a quotation with its speaker and note, or a way to act with its
/// address and detail, have up to four.
const ELEMENT: usize = 4;

/// The paragraphs of a running text.
#[derive(Default)]
pub(super) struct Told {
    pub(super) paragraphs: Vec<Text>,
    /// Places of the paragraphs that stay with the next one.
    pub(super) with_next: BTreeSet<usize>,
}

impl Told {
    /// Adds the words of a block.
    pub(super) fn add_block(&mut self, context: &mut Context<'_>, key: &str, area: &Area) {
        let node = plan_area(context, key, area);
        if has_box(&node) || holds_other_than_words(&node) {
            let problem = "a running text holds words alone: no codes, pictures, tables, grounds or boxes of a size";
            let problem = Diagnostic::error(Rule::BadValue, problem);
            let hint = "put this block into an area of a page";
            context.report.add_at_layout(key, problem.hint(hint));
            return;
        }
        self.add(node, None);
    }

    /// Adds the words of a box, `space` below what is there; `None` leaves the distance to the styles.
    fn add(&mut self, node: Node, space: Option<Length>) {
        match node.kind {
            Kind::Text(text) => self.paragraph(text, space),
            Kind::Grid(grid) => self.grid(grid, space),
            _ => {}
        }
    }

    fn grid(&mut self, grid: Grid, space: Option<Length>) {
        let is_element = is_element(&grid);
        // What stands beside words, such as the number of a way to act, begins their first line.
        let is_pair = grid.rows.len() == 1 && grid.columns.len() == 2;
        let start = self.paragraphs.len();
        let within = match grid.gap {
            // The parts of an element stand nearly like the lines of one paragraph: their own distance comes on top of
            // that of the lines, and Arabic marks need some of it.
            Gap::Given(least, _) | Gap::ByType { least, .. } if is_element => Some(least * 0.5),
            Gap::Given(rows, _) => Some(rows),
            // A distance that was given, and grows only where ink reaches out of its box.
            Gap::ByType { share, least, .. } if share <= 0.0 => Some(least),
            // What follows the type around it stands as paragraphs do.
            Gap::ByType { .. } => None,
        };
        let mut beside = None;
        for (index, cell) in grid.cells.into_iter().enumerate() {
            match cell.node.kind {
                Kind::Text(text) if is_pair && index == 0 => beside = Some(text),
                kind => {
                    let is_first = index == 0 || is_pair;
                    let node = Node { kind, ..cell.node };
                    self.add(node, if is_first { space } else { within });
                }
            }
        }
        if let Some(text) = beside {
            self.begin_with(start, text, space);
        }
        if is_element {
            let last = self.paragraphs.len().saturating_sub(1);
            self.with_next.extend(start..last);
        }
    }

    /// Begins the paragraph at a place with other words, an en space between them.
    fn begin_with(&mut self, at: usize, words: Text, space: Option<Length>) {
        let Some(text) = self.paragraphs.get_mut(at) else {
            return self.paragraph(words, space);
        };
        let mut runs = words.runs;
        if let Some(last) = runs.last_mut() {
            last.text.push('\u{2002}');
        }
        runs.append(&mut text.runs);
        text.runs = runs;
    }

    fn paragraph(&mut self, text: Text, space: Option<Length>) {
        let Some(space) = space else {
            self.paragraphs.push(text);
            return;
        };
        // Of the space after a paragraph and that before the next one the larger counts, so both are set.
        if let Some(last) = self.paragraphs.last_mut() {
            last.style = Arc::new(TextStyle {
                after: Length::ZERO,
                ..TextStyle::clone(&last.style)
            });
        }
        let style = Arc::new(TextStyle {
            before: space,
            ..TextStyle::clone(&text.style)
        });
        self.paragraphs.push(Text { style, ..text });
    }
}

/// Whether a grid is one element of a list, such as a quotation with its speaker: all that it holds are words of the same
/// element of the content.
fn is_element(grid: &Grid) -> bool {
    let of = |node: &Node| match &node.kind {
        Kind::Text(text) if !matches!(text.role, Role::Heading(_) | Role::ListItem) => {
            let key = &text.runs.first()?.origin.key;
            let mut parts = key.splitn(3, '.');
            Some((parts.next()?.to_owned(), parts.next()?.to_owned()))
        }
        _ => None,
    };
    let mut elements = grid.cells.iter().map(|cell| of(&cell.node));
    let first = elements.next().flatten();
    (2..=ELEMENT).contains(&grid.cells.len())
        && first.is_some()
        && elements.all(|element| element == first)
}

/// Whether a box has a look or a size, which a running text has no place for.
fn has_box(node: &Node) -> bool {
    let is_drawn = node.fill.is_some() || node.line.is_some();
    let is_sized = node.width.is_some() || node.height.is_some();
    is_drawn || is_sized || node.padding != Edges::default() || node.rotate != Angle::NONE
}

/// Whether anything in a box is not a paragraph.
fn holds_other_than_words(node: &Node) -> bool {
    match &node.kind {
        Kind::Text(_) | Kind::Empty => false,
        Kind::Grid(grid) => grid
            .cells
            .iter()
            .any(|cell| has_box(&cell.node) || holds_other_than_words(&cell.node)),
        _ => true,
    }
}
