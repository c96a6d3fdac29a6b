//! The boxes of a page, sized and placed by `taffy`, with the sizes that texts, QR codes and pictures ask for.

use std::collections::BTreeMap;

use taffy::prelude::{AvailableSpace, NodeId, TaffyTree};
use taffy::{Dimension, Size, Style};

use super::code::{self, GiveWay};
use super::entry::{Entry, measure};
use super::spacing::{self, Spacing};
use super::units::{length, points};
use crate::frame::{Blend, Owner};
use crate::geom::{Length, Rect};
use crate::template::plan::Kind;

/// The boxes of a page.
pub(super) struct Tree<'p, 'b> {
    pub(super) taffy: TaffyTree<usize>,
    pub(super) root: NodeId,
    /// All boxes in the order of painting: a box comes before its content.
    pub(super) entries: Vec<Entry<'p, 'b>>,
    /// The contents of turned boxes, each a tree of its own, by the index of the box in `entries`.
    pub(super) turned: BTreeMap<usize, Self>,
    /// Distances between rows that the layout leaves to the type.
    pub(super) spacings: Vec<Spacing>,
    /// The page without its margins.
    pub(super) page: Rect,
    /// Width of the trimmed page, if it is read from right to left and has to be mirrored.
    pub(super) mirror: Option<Length>,
    /// How it mixes with what lies below as a whole, if it is that of a turned box.
    pub(super) blend: Blend,
    /// Share of the way between the smallest and the largest size at which fitted type is set.
    pub(super) share: f64,
    /// How far its codes give way to what stands beside them.
    pub(super) give_way: GiveWay,
}

impl Tree<'_, '_> {
    /// Sizes and places all boxes, with fitted type at a share of the way between its bounds.
    pub(super) fn compute(&mut self, share: f64) {
        self.share = share;
        self.space(share);
        self.place(share);
        if spacing::follow_widths(&self.spacings, &self.entries) {
            // Lines that fill their measure have a size only when their box has a width. Their distances are
            // computed from the first placing, and one more placing is enough in practice.
            self.space(share);
            self.place(share);
        }
    }

    /// Lets the codes give way so far, those in turned boxes too. It counts when the boxes are computed again.
    pub(super) fn let_codes_give_way(&mut self, give_way: GiveWay) {
        self.give_way = give_way;
        for inner in self.turned.values_mut() {
            inner.let_codes_give_way(give_way);
        }
    }

    /// Whether any code gets smaller if codes give way further.
    pub(super) fn codes_can_give_way(&self, from: GiveWay, to: GiveWay) -> bool {
        let mut codes = self
            .entries
            .iter()
            .filter_map(|entry| match &entry.node.kind {
                Kind::Code(code) => Some(code),
                _ => None,
            });
        codes.any(|code| code::can_give_way(code, from, to))
            || self
                .turned
                .values()
                .any(|inner| inner.codes_can_give_way(from, to))
    }

    /// Sets the distances that follow the type.
    fn space(&mut self, share: f64) {
        spacing::apply(&self.spacings, &mut self.taffy, &mut self.entries, share);
    }

    /// Has `taffy` place all boxes, then the contents of turned boxes within the places that these got.
    fn place(&mut self, share: f64) {
        let ids: Vec<NodeId> = self
            .entries
            .iter()
            .filter(|entry| {
                let is_code = matches!(entry.node.kind, Kind::Code(_));
                entry.text.is_some() || entry.table.is_some() || is_code
            })
            .map(|entry| entry.id)
            .collect();
        for id in ids {
            // `taffy` keeps sizes that it asked for, and cannot know that text changes with the share, or that codes
            // give way.
            // Marking fails only for nodes that are not in the tree.
            let _ = self.taffy.mark_dirty(id);
        }
        let space = Size {
            width: AvailableSpace::Definite(points(self.page.size.width)),
            height: AvailableSpace::Definite(points(self.page.size.height)),
        };
        let sizes = (share, self.give_way);
        let entries = &mut self.entries;
        let result = self.taffy.compute_layout_with_measure(
            self.root,
            space,
            |inputs, _, context, style| {
                taffy::compute_leaf_layout(
                    inputs,
                    style,
                    |_, _| 0.0,
                    |known, available| match context.and_then(|index| entries.get_mut(*index)) {
                        Some(entry) => measure(entry, sizes, known, available),
                        None => Size::ZERO,
                    },
                )
            },
        );
        // Computing fails only for nodes that are not in the tree.
        let _ = result;
        for index in 0..self.entries.len() {
            let room = self.content(index).size;
            let Some(inner) = self.turned.get_mut(&index) else {
                continue;
            };
            if let Kind::Turned(plan) = &self.entries[index].node.kind {
                inner.resize(plan.turn.size(room));
                inner.compute(share);
            }
        }
    }

    /// Numbers the boxes from `first`: for each box its own number and that of the last box within it, so that
    /// two comparisons tell whether one box holds another. Boxes within a turned box are counted too. Also
    /// gives the first free number.
    pub(super) fn owners(&self, first: u32) -> (Vec<Owner>, u32) {
        let mut next = first;
        let mut owners: Vec<Owner> = Vec::with_capacity(self.entries.len());
        for index in 0..self.entries.len() {
            let number = next;
            next += 1;
            if let Some(inner) = self.turned.get(&index) {
                next = inner.owners(next).1;
            }
            owners.push(Owner {
                number,
                last: next - 1,
                ..Owner::default()
            });
        }
        for index in (0..owners.len()).rev() {
            // Children come after their holder, so going backwards passes the last number all the way up.
            let last = owners[index].last;
            if let Some(holder) = self.entries[index].parent.and_then(|at| owners.get_mut(at)) {
                holder.last = holder.last.max(last);
            }
        }
        (owners, next)
    }

    /// Gives the tree a page of another size: that of the place that a turned box got.
    fn resize(&mut self, page: crate::geom::Size) {
        self.page = Rect::of_size(page);
        self.mirror = self.mirror.map(|_| page.width);
        fix_size(&mut self.taffy, self.root, page);
    }

    /// Whether a box, or one that holds it, is a repeated copy that screen readers skip.
    pub(super) fn is_unsaid(&self, index: usize) -> bool {
        let mut at = Some(index);
        while let Some(entry) = at.and_then(|at| self.entries.get(at)) {
            if entry.node.unsaid {
                return true;
            }
            at = entry.parent;
        }
        false
    }

    /// How a box mixes with what lies below: as it says, or as one that holds it says.
    pub(super) fn blend(&self, index: usize) -> Blend {
        let mut at = Some(index);
        while let Some(entry) = at.and_then(|at| self.entries.get(at)) {
            if entry.node.blend != Blend::Normal {
                return entry.node.blend;
            }
            at = entry.parent;
        }
        self.blend
    }

    /// The place of a box on the page.
    pub(super) fn rect(&self, index: usize) -> Rect {
        mirrored(self.laid(index), self.mirror)
    }

    /// The place of a box before mirroring.
    fn laid(&self, index: usize) -> Rect {
        let entry = &self.entries[index];
        let Ok(layout) = self.taffy.layout(entry.id) else {
            return Rect::default();
        };
        let size = Rect::new(
            length(layout.location.x),
            length(layout.location.y),
            length(layout.size.width),
            length(layout.size.height),
        );
        match entry.parent {
            // Places in `taffy` are relative to the box around.
            Some(parent) => size.moved(self.laid(parent).origin),
            None => size.moved(mirrored(self.page, self.mirror).origin),
        }
    }

    /// The place of a box's content: the box without its padding.
    pub(super) fn content(&self, index: usize) -> Rect {
        let padding = self.entries[index].node.padding.inward();
        mirrored(self.laid(index).grown(padding), self.mirror)
    }

    /// The share that the boxes were computed with.
    pub(super) fn share(&self) -> f64 {
        self.share
    }
}

/// Gives the outermost box its size.
pub(super) fn fix_size(taffy: &mut TaffyTree<usize>, root: NodeId, size: crate::geom::Size) {
    if let Ok(style) = taffy.style(root).cloned() {
        let size = Size {
            width: points(size.width),
            height: points(size.height),
        };
        // A node that is in the tree has a style that can be set.
        let _ = taffy.set_style(
            root,
            Style {
                size: size.map(Dimension::length),
                ..style
            },
        );
    }
}

/// A rectangle mirrored on a page of that width; unchanged without one. Mirrored twice, it is the same again.
pub(super) fn mirrored(rect: Rect, mirror: Option<Length>) -> Rect {
    mirror.map_or(rect, |width| rect.mirrored(width))
}
