//! Places pages on both sides of a sheet. All kinds of imposition end here.

use std::collections::BTreeSet;

use super::mirror::Mirror;
use super::spec::{Oversize, Spec};
use crate::diag::Diagnostics;
use crate::frame::Frame;
use crate::geom::{Edges, Length, Point, Rect, Size, Turn};
use crate::language;
use crate::page::{Page, PageFinding};
use crate::sheet::{Placement, Sheet, Side};
use crate::typeset::{FontBook, Lettering};

/// The state of one imposition, shared by all kinds.
pub(super) struct Work<'a> {
    pub(super) pages: &'a [Page],
    pub(super) spec: &'a Spec,
    pub(super) pen: Lettering<'a>,
    pub(super) warnings: Diagnostics,
    pub(super) findings: Vec<PageFinding>,
    /// Marks that there is no room for.
    pub(super) left_out: BTreeSet<&'static str>,
    /// Scale of the page that was shrunk most.
    pub(super) scale: f64,
    /// Sides made so far, for their numbers.
    pub(super) sides: usize,
}

/// A place on a sheet with the pages on its two sides, as seen from the front.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf {
    pub(super) front: Option<usize>,
    pub(super) back: Option<usize>,
    /// Where the page lies, in the middle.
    pub(super) cell: Rect,
    /// What it may cover with its bleed.
    pub(super) limit: Rect,
    pub(super) turn: Turn,
}

/// A rectangle of that size in the middle of another.
pub(super) fn centered(size: Size, within: Rect) -> Rect {
    Rect {
        origin: Point::new(
            within.origin.x + (within.size.width - size.width) * 0.5,
            within.origin.y + (within.size.height - size.height) * 0.5,
        ),
        size,
    }
}

impl<'a> Work<'a> {
    pub(super) fn new(pages: &'a [Page], spec: &'a Spec, book: &'a FontBook) -> Self {
        Self {
            pages,
            spec,
            pen: Lettering::new(book, &spec.language),
            warnings: Diagnostics::default(),
            findings: Vec::new(),
            left_out: BTreeSet::new(),
            scale: 1.0,
            sides: 0,
        }
    }

    /// Whether the piece is read from right to left.
    pub(super) fn right_to_left(&self) -> bool {
        language::is_right_to_left(&self.spec.language)
    }

    /// The part of a sheet that the printer reaches.
    pub(super) fn printable(&self, sheet: Size) -> Rect {
        Rect::of_size(sheet).grown(Edges::all(self.spec.margin).inward())
    }

    /// The leaves of the piece by the numbers of their pages: front and back if it is printed on both sides, else the
    /// front alone.
    pub(super) fn leaves(&self) -> Vec<(usize, Option<usize>)> {
        let count = self.pages.len();
        if self.spec.duplex {
            // An odd number of pages leaves the last back empty.
            let back = |front: usize| Some(front + 1).filter(|back| *back < count);
            (0..count).step_by(2).map(|at| (at, back(at))).collect()
        } else {
            (0..count).map(|at| (at, None)).collect()
        }
    }

    /// Places a page in the middle of its cell, shrunk to it if that was asked for. Bleed beyond the limit is cut off.
    pub(super) fn place(
        &mut self,
        index: usize,
        turn: Turn,
        cell: Rect,
        limit: Rect,
    ) -> Option<Placement> {
        let page = self.pages.get(index)?;
        let size = turn.size(page.trim);
        let shares = cell.size.width.ratio(size.width);
        // The side that needs more shrinking decides, so that the page keeps its shape.
        let share = shares.min(cell.size.height.ratio(size.height));
        let scale = match self.spec.oversize {
            Oversize::Shrink if share < 1.0 => share,
            _ => 1.0,
        };
        self.scale = self.scale.min(scale);
        let mut placement = Placement {
            page: index,
            turn,
            scale,
            at: Point::default(),
            clip: Rect::default(),
        };
        let trim = centered(placement.trim(page.trim).size, cell);
        placement.at = trim.origin;
        placement.clip = trim
            .grown(Edges::all(page.bleed * scale))
            .intersection(limit);
        Some(placement)
    }

    /// Makes a sheet of its leaves, without marks. It has a back if any leaf has one.
    pub(super) fn sheet(&mut self, size: Size, leaves: &[Leaf]) -> Sheet {
        let mirror = Mirror::of(self.spec.flip, size);
        let mut front = blank(size);
        let mut back = blank(size);
        for leaf in leaves {
            if let Some(page) = leaf.front {
                front
                    .placements
                    .extend(self.place(page, leaf.turn, leaf.cell, leaf.limit));
            }
            if let Some(page) = leaf.back {
                let (cell, limit) = (mirror.rect(leaf.cell, size), mirror.rect(leaf.limit, size));
                // The back is computed from the front: mirrored about the edge that the printer turns about.
                back.placements
                    .extend(self.place(page, mirror.turn(leaf.turn), cell, limit));
            }
        }
        let has_back = leaves.iter().any(|leaf| leaf.back.is_some());
        Sheet {
            front,
            back: has_back.then_some(back),
        }
    }
}

/// A side with nothing on it.
pub(super) fn blank(size: Size) -> Side {
    Side {
        size,
        trim: Rect::of_size(size),
        bleed: Length::ZERO,
        placements: Vec::new(),
        marks: Frame::default(),
    }
}

/// Moves everything on a back side by the offset that makes up for the printer's misregister. A trim that is the whole
/// sheet stays: the paper does not move.
pub(super) fn move_back(side: &mut Side, by: Point) {
    if by == Point::default() {
        return;
    }
    for placement in &mut side.placements {
        placement.at = placement.at + by;
        placement.clip = placement.clip.moved(by);
    }
    if side.trim != Rect::of_size(side.size) {
        side.trim = side.trim.moved(by);
    }
    side.marks = std::mem::take(&mut side.marks).moved(by);
}
