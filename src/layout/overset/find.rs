//! Finds the box or text that reaches furthest beyond its place.

use crate::geom::{Length, Rect};
use crate::layout::code;
use crate::layout::tree::Tree;
use crate::layout::units::tolerance;
use crate::template::plan::{Fit, Kind};

/// A box that reaches beyond the one that holds it, or beyond the page.
#[derive(Clone, Copy)]
pub(in crate::layout) struct Beyond {
    pub(super) holder: usize,
    /// Index of the box itself.
    pub(super) child: usize,
    /// The length by which it reaches beyond.
    pub(super) over: Length,
    /// Whether it is too wide; otherwise it is too high.
    pub(in crate::layout) across: bool,
}

/// A text, a QR code or a picture in its box: something whose size comes from the content.
pub(super) struct Leaf {
    pub(super) index: usize,
    pub(super) rect: Rect,
    /// The least width that it can have: its widest word, or the smallest readable code.
    pub(super) width: Length,
    pub(super) height: Length,
}

impl Tree<'_, '_> {
    /// The box that reaches furthest beyond its holder. Any box that is too wide comes before all that are too
    /// high.
    pub(in crate::layout) fn beyond(&self) -> Option<Beyond> {
        let mut worst: Option<Beyond> = None;
        let mut note = |found: Beyond| {
            let more = |worst: &Beyond| (found.across, found.over) > (worst.across, worst.over);
            if found.over > tolerance() && worst.as_ref().is_none_or(more) {
                worst = Some(found);
            }
        };
        for (child, entry) in self.entries.iter().enumerate() {
            let rect = self.rect(child);
            let (holder, room) = match entry.parent {
                Some(parent) => (parent, self.content(parent)),
                None => (child, self.page),
            };
            let rooms = [room, self.page];
            for (at, room) in rooms.into_iter().enumerate() {
                // A box may be within its holder and still beyond the page, if the holder grew with it.
                let holder = if at == 0 { holder } else { 0 };
                let right = rect.right() - room.right();
                let left = room.origin.x - rect.origin.x;
                let down = rect.bottom() - room.bottom();
                let up = room.origin.y - rect.origin.y;
                for (across, over) in [(true, right.max(left)), (false, down.max(up))] {
                    note(Beyond {
                        holder,
                        child,
                        over,
                        across,
                    });
                }
            }
        }
        worst
    }

    /// The text that fits its own box least, and by how much: a line too wide, or too many lines.
    pub(super) fn overfull(&mut self) -> Option<(usize, Length)> {
        let share = self.share();
        let mut worst: Option<(usize, Length)> = None;
        for index in 0..self.entries.len() {
            let room = self.content(index).size;
            if let Some(text) = &mut self.entries[index].text {
                let broken = text.broken(room.width, share);
                let over = (broken.height - room.height).max(broken.overfull);
                if over > tolerance() && worst.is_none_or(|(_, most)| over > most) {
                    worst = Some((index, over));
                }
            }
        }
        worst
    }

    /// The texts, codes and pictures within a box, at any depth.
    pub(super) fn leaves(&mut self, holder: usize) -> Vec<Leaf> {
        let (share, give_way) = (self.share(), self.give_way);
        let within = |tree: &Self, index: usize| {
            let mut at = Some(index);
            while let Some(index) = at {
                if index == holder {
                    return true;
                }
                at = tree.entries[index].parent;
            }
            false
        };
        let mut leaves = Vec::new();
        for index in 0..self.entries.len() {
            if !within(self, index) {
                continue;
            }
            let (rect, room) = (self.rect(index), self.content(index).size);
            let entry = &mut self.entries[index];
            let leaf = match (&entry.node.kind, &mut entry.text) {
                (Kind::Text(_), Some(text)) => Leaf {
                    index,
                    rect,
                    width: text.least_width(),
                    height: text.broken(room.width, share).height,
                },
                (Kind::Code(code), _) => Leaf {
                    index,
                    rect,
                    width: code::least_in_column(code, give_way),
                    height: code::least_in_column(code, give_way),
                },
                // Only a picture that is shown whole has a height of its own.
                (Kind::Picture(picture), _) if picture.fit == Fit::Contain => Leaf {
                    index,
                    rect,
                    width: Length::ZERO,
                    height: rect.size.height,
                },
                _ => continue,
            };
            leaves.push(leaf);
        }
        leaves
    }
}
