//! Default distances between rows: they follow the type above and below, at the size in which it is set.
//!
//! CSS has one gap for all rows of a grid, in a fixed length. Here a large headline needs more room below than
//! a note, and type is fitted, so each distance is the bottom margin of the box above it, computed again for
//! each attempt. The distance is a share of the white that the two texts have between their own lines.

use taffy::prelude::{NodeId, TaffyTree};
use taffy::{LengthPercentageAuto, Style};

use super::entry::Entry;
use super::units::{length, points};
use crate::geom::Length;
use crate::template::plan::{Gap, Kind};
use crate::text::Sizing;

/// Height of a capital letter as a share of the size of type (practice: 0.66 to 0.74 in most fonts).
const CAPITAL: f64 = 0.7;
/// Least white between two lines, as a share of the size of type: room for descenders and accents (practice).
const LEAST_SPACE: f64 = 0.6;

/// Room for ink that reaches out of its box, as a multiple of the ink (practice).
const CLEAR: f64 = 1.15;

/// A distance below a box, before its length is known.
pub(super) struct Spacing {
    id: NodeId,
    share: f64,
    least: Length,
    /// The texts that end the box, by their index in the entries.
    above: Vec<usize>,
    /// The texts that begin the boxes below it.
    below: Vec<usize>,
}

/// The end of a box that a neighbour meets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Top,
    Bottom,
}

/// The distances below all boxes of grids that leave the gap to the type.
pub(super) fn spacings(entries: &[Entry<'_, '_>]) -> Vec<Spacing> {
    let mut spacings = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let Kind::Grid(grid) = &entry.node.kind else {
            continue;
        };
        let Gap::ByType { share, least, .. } = grid.gap else {
            continue;
        };
        let children = children(entries, index);
        let cells = || grid.cells.iter().zip(&children);
        // The boxes of the last row have no neighbour below.
        for (cell, child) in cells().filter(|(cell, _)| cell.rows.end < grid.rows.len()) {
            let next = cells().filter(|(next, _)| next.rows.start == cell.rows.end);
            spacings.push(Spacing {
                id: entries[*child].id,
                share,
                least,
                above: texts_at(entries, *child, End::Bottom),
                below: next
                    .flat_map(|(_, next)| texts_at(entries, *next, End::Top))
                    .collect(),
            });
        }
    }
    spacings
}

/// The entries of the boxes that a box holds, in the order of its cells.
fn children(entries: &[Entry<'_, '_>], holder: usize) -> Vec<usize> {
    let all = entries.iter().enumerate().skip(holder + 1);
    all.filter(|(_, entry)| entry.parent == Some(holder))
        .map(|(index, _)| index)
        .collect()
}

/// The texts at an end of a box, at any depth. A picture or a code has no text: then only the least distance
/// counts.
fn texts_at(entries: &[Entry<'_, '_>], index: usize, end: End) -> Vec<usize> {
    let Some(entry) = entries.get(index) else {
        return Vec::new();
    };
    if entry.text.is_some() {
        return vec![index];
    }
    let Kind::Grid(grid) = &entry.node.kind else {
        return Vec::new();
    };
    let children = children(entries, index);
    let cells = grid.cells.iter().zip(children);
    let at_end = cells.filter(|(cell, _)| match end {
        End::Top => cell.rows.start == 0,
        End::Bottom => cell.rows.end == grid.rows.len(),
    });
    at_end
        .flat_map(|(_, child)| texts_at(entries, child, end))
        .collect()
}

/// Whether some distance depends on the widths of boxes, because lines fill their measure.
pub(super) fn follow_widths(spacings: &[Spacing], entries: &[Entry<'_, '_>]) -> bool {
    let mut texts = spacings
        .iter()
        .flat_map(|spacing| spacing.above.iter().chain(&spacing.below))
        .filter_map(|index| entries.get(*index)?.text.as_ref());
    texts.any(|text| matches!(text.paragraph.style().size, Sizing::Fill(..)))
}

/// Sets the distances for fitted type at that share.
pub(super) fn apply(
    spacings: &[Spacing],
    taffy: &mut TaffyTree<usize>,
    entries: &mut [Entry<'_, '_>],
    share: f64,
) {
    for spacing in spacings {
        // Of several texts side by side the one with the most white decides.
        let mut most_space = |texts: &[usize]| -> Length {
            let spaces = texts.iter().map(|index| {
                let entry = entries.get_mut(*index);
                entry.map_or(Length::ZERO, |entry| line_space(entry, taffy, share))
            });
            spaces.max().unwrap_or_default()
        };
        let both = most_space(&spacing.above) + most_space(&spacing.below);
        let mut distance = (both * spacing.share).max(spacing.least);
        if spacing.share <= 0.0 {
            // A given distance: ink that reaches out of the boxes keeps a little more than its own room.
            let mut most_reach = |texts: &[usize], end: End| -> Length {
                let reaches = texts.iter().map(|index| {
                    let entry = entries.get_mut(*index);
                    entry.map_or(Length::ZERO, |entry| reach(entry, taffy, share, end))
                });
                reaches.max().unwrap_or_default()
            };
            let ink =
                most_reach(&spacing.above, End::Bottom) + most_reach(&spacing.below, End::Top);
            distance = distance.max(ink * CLEAR);
        }
        if let Ok(style) = taffy.style(spacing.id).cloned() {
            let mut margin = style.margin;
            margin.bottom = LengthPercentageAuto::length(points(distance));
            // A node that is in the tree has a style that can be set.
            let _ = taffy.set_style(spacing.id, Style { margin, ..style });
        }
    }
}

/// The white from a baseline of a text to the top of the capitals in the next line.
fn line_space(entry: &mut Entry<'_, '_>, taffy: &TaffyTree<usize>, share: f64) -> Length {
    let (size, space) = set_size(entry, taffy, share);
    size * space.max(LEAST_SPACE)
}

/// How far the ink of a text reaches out of its box at an end.
fn reach(entry: &mut Entry<'_, '_>, taffy: &TaffyTree<usize>, share: f64, end: End) -> Length {
    let (size, _) = set_size(entry, taffy, share);
    let text = entry.text.as_ref();
    text.map_or(Length::ZERO, |text| {
        size * text.paragraph.reach(end == End::Top)
    })
}

/// The size in which a text is set, and the white between its lines as a share of that.
fn set_size(entry: &mut Entry<'_, '_>, taffy: &TaffyTree<usize>, share: f64) -> (Length, f64) {
    let width = taffy.layout(entry.id).map(|layout| layout.size.width);
    let padding = entry.node.padding.left + entry.node.padding.right;
    let width = length(width.unwrap_or(0.0)) - padding;
    let Some(text) = &mut entry.text else {
        return (Length::ZERO, 0.0);
    };
    let leading = text.paragraph.style().leading;
    match text.paragraph.style().size {
        Sizing::Fixed(size) => (size, leading - CAPITAL),
        Sizing::Fit(low, high) => {
            let share = text.share_of(share);
            let size = text.paragraph.fitted_size((low, high), share);
            (size, leading - CAPITAL)
        }
        // Filled lines have sizes of their own, and their leading is a share of the capitals, not of the size.
        // Before the first placing there is no width to fill.
        Sizing::Fill(low, _) if width <= Length::ZERO => (low, LEAST_SPACE),
        Sizing::Fill(low, _) => {
            let lines = text.broken(width, share).lines;
            let largest = lines.iter().map(|line| line.size).max();
            (largest.unwrap_or(low), LEAST_SPACE)
        }
    }
}
