//! The two halves of a page that two languages share.
//!
//! The paper is turned, so that its halves stand as the page would: A3 upright becomes A3 lying, with two A4 upright
//! side by side; a card that lies becomes an upright one, with one half over the other. A picture to share keeps
//! its shape, which the place it goes to demands, and is divided across its longer side.

use crate::content::Campaign;
use crate::geom::{Edges, Length, Point, Rect, Size};
use crate::paper::Paper;
use crate::template::{CutApart, Template};

/// A page and its halves.
#[derive(Clone, Debug)]
pub(super) struct Halves {
    /// The paper of the page.
    pub(super) whole: Paper,
    /// The paper of a half.
    pub(super) half: Paper,
    /// Whether the halves are side by side; otherwise one is over the other.
    across: bool,
}

/// A half by its place on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The left or the upper half.
    Near,
    /// The right or the lower half.
    Far,
}

impl Halves {
    /// The halves of a page of a template on a paper.
    pub(super) fn of(template: &Template, paper: &Paper) -> Self {
        let whole = if template.is_shared() {
            paper.clone()
        } else {
            paper.turned()
        };
        let size = whole.size();
        Self {
            half: whole.half(),
            whole,
            across: size.width >= size.height,
        }
    }

    /// The places of the first and of the second language. Side by side, the first stands where reading it begins:
    /// at the left, or at the right if it is written from right to left.
    pub(super) fn places(&self, first: &Campaign) -> [Place; 2] {
        if self.across && first.language.is_right_to_left() {
            [Place::Far, Place::Near]
        } else {
            [Place::Near, Place::Far]
        }
    }

    /// The place on the page, without its bleed, of a half of this size, and the part of the page that shows it: the
    /// bleed of a half ends where the other one begins.
    pub(super) fn room(&self, place: Place, half: Size, bleed: Length) -> (Point, Rect) {
        let at = match (place, self.across) {
            (Place::Near, _) => Point::default(),
            (Place::Far, true) => Point::new(half.width, Length::ZERO),
            (Place::Far, false) => Point::new(Length::ZERO, half.height),
        };
        let trim = Rect::of_size(half).moved(at);
        (at, trim.grown(self.outer(place, bleed)))
    }

    /// The size of a page of two halves.
    pub(super) fn page(&self, half: Size) -> Size {
        if self.across {
            Size::new(half.width * 2.0, half.height)
        } else {
            Size::new(half.width, half.height * 2.0)
        }
    }

    /// The copies on a page whose halves have so many each.
    pub(super) fn copies(&self, half: CutApart) -> CutApart {
        let (across, down) = if self.across { (2, 1) } else { (1, 2) };
        CutApart {
            columns: half.columns.saturating_mul(across),
            rows: half.rows.saturating_mul(down),
            ..half
        }
    }

    /// The same width on all edges of a half but the one between the halves.
    pub(super) fn outer(&self, place: Place, width: Length) -> Edges {
        let mut edges = Edges::all(width);
        let inner = match (place, self.across) {
            (Place::Near, true) => &mut edges.right,
            (Place::Far, true) => &mut edges.left,
            (Place::Near, false) => &mut edges.bottom,
            (Place::Far, false) => &mut edges.top,
        };
        *inner = Length::ZERO;
        edges
    }
}
