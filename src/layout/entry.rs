//! A box of the page, and the size that its content asks for.
//!
//! `taffy` asks for the size of a leaf with one side known, or both, or none, and in two modes: how small it
//! can get (`MinContent`), and how large it would like to be.

use taffy::Size;
use taffy::prelude::{AvailableSpace, NodeId};

use super::code::{self, GiveWay};
use super::set_text::SetText;
use super::table::set::SetTable;
use super::units::{length, points};
use crate::geom::Length;
use crate::template::plan::{Fit, Kind, Node};

/// A box with its shaped text or table.
pub(super) struct Entry<'p, 'b> {
    pub(super) node: &'p Node,
    pub(super) id: NodeId,
    pub(super) parent: Option<usize>,
    pub(super) text: Option<SetText<'b>>,
    pub(super) table: Option<SetTable<'b>>,
}

/// The size of the content of a leaf, in points. `share` is the share at which fitted type is set, `give_way` how far
/// codes give way.
pub(super) fn measure(
    entry: &mut Entry<'_, '_>,
    (share, give_way): (f64, GiveWay),
    known: Size<Option<f32>>,
    available: Size<AvailableSpace>,
) -> Size<f32> {
    // The space that `taffy` offers is without the padding, but a size that it knows is that of the whole box.
    // Without this, a text would be measured wider than it is set, and get too few lines.
    let padding = entry.node.padding;
    let within =
        |known: Option<f32>, padding: Length| known.map(|known| (known - points(padding)).max(0.0));
    let known = Size {
        width: within(known.width, padding.left + padding.right),
        height: within(known.height, padding.top + padding.bottom),
    };
    let given = known.width.map(length).or(match available.width {
        AvailableSpace::Definite(width) => Some(length(width)),
        _ => None,
    });
    let smallest = available.width == AvailableSpace::MinContent;
    let (width, height) = match &entry.node.kind {
        Kind::Text(_) => {
            let Some(text) = &mut entry.text else {
                return Size::ZERO;
            };
            let (one_line, widest_word) = text.widths(share);
            // Without a given width, a text takes one line if that fits, and is never narrower than its widest
            // word.
            let width = match known.width.map(length) {
                Some(width) => width,
                None if smallest => widest_word,
                None => one_line.min(given.unwrap_or(one_line)).max(widest_word),
            };
            (width, text.broken(width, share).height)
        }
        Kind::Table(area) if !area.divided => {
            let Some(table) = &mut entry.table else {
                return Size::ZERO;
            };
            // A table that is wider than its place must not widen the place: the message then says how wide that is.
            let width = match known.width.map(length) {
                Some(width) => width,
                None if smallest => Length::ZERO,
                None => {
                    let wished = table.wished_width(share);
                    wished.min(given.unwrap_or(wished))
                }
            };
            let height = table.height_at(width, share).unwrap_or_default();
            (width, height)
        }
        Kind::Code(code) => {
            let wanted = code::wanted(code, give_way);
            // A code takes the size that it wants, shrinks with its column, and stops where it would become
            // unreadable.
            let side = match given {
                Some(width) if !smallest => wanted.min(width).max(code::smallest(code)),
                _ if smallest => code::least_in_column(code, give_way),
                _ => wanted,
            };
            (known.width.map_or(side, length), side)
        }
        Kind::Picture(picture) if picture.fit == Fit::Contain => {
            // Only a picture that is shown whole has a height of its own, from its proportions. A cropped one
            // fills whatever it gets, like a shape or a tally.
            let (across, down) = picture.image.asset.picture.size;
            let width = given.unwrap_or_default();
            (width, width * (down / across.max(1e-9)))
        }
        Kind::Rule(rule) if rule.upright => (rule.weight, Length::ZERO),
        Kind::Rule(rule) => (known.width.map_or(Length::ZERO, length), rule.weight),
        _ => (known.width.map_or(Length::ZERO, length), Length::ZERO),
    };
    Size {
        width: known.width.unwrap_or(points(width)),
        height: known.height.unwrap_or(points(height)),
    }
}
