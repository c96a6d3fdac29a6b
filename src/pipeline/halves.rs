//! The two halves of a page that two languages share.
//!
//! The paper is turned, so that its halves stand as the page would: A3 upright becomes A3 lying, with two A4 upright
//! side by side; a card that lies becomes an upright one, with one half over the other. A picture to share keeps
//! its shape, which the place it goes to demands, and is divided across its longer side.
//!
//! A page that is nothing but copies to cut apart, such as stickers, stays as it is: half of the copies are in one
//! language and half in the other, at full size.

use crate::content::Campaign;
use crate::frame::{Frame, ItemKind};
use crate::geom::{Edges, Length, Point, Rect, Size, narrow_clip};
use crate::language;
use crate::paper::Paper;
use crate::template::{Choice, CutApart, Template};

/// A page and its halves.
#[derive(Clone, Debug)]
pub(super) struct Halves {
    /// The paper of the page.
    pub(super) page: Paper,
    /// The paper that each language is laid out on: a half, or the whole page if it takes half of the copies there.
    pub(super) laid: Paper,
    /// Whether the halves are side by side; otherwise one is over the other.
    across: bool,
    /// Whether each language has half of the copies of the page.
    of_copies: bool,
}

/// A half by its place on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The left or the upper half.
    Near,
    /// The right or the lower half.
    Far,
}

/// The way from what was laid out to its half of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// How far it is moved.
    pub(super) by: Point,
    /// The half on the page, with its bleed: that ends where the other half begins.
    pub(super) shown: Rect,
    /// The half without its bleed.
    pub(super) room: Rect,
}

impl Halves {
    /// The halves of a page of a template on a paper.
    pub(super) fn of(template: &Template, campaign: &Campaign, paper: &Paper) -> Self {
        let copies = template.cut_apart(campaign, paper, &Choice::default());
        let copies = copies.filter(|copies| copies.whole);
        if let Some(copies) = copies
            && (copies.columns % 2 == 0 || copies.rows % 2 == 0)
        {
            return Self {
                page: paper.clone(),
                laid: paper.clone(),
                across: copies.columns % 2 == 0,
                of_copies: true,
            };
        }
        let page = if template.is_shared() {
            paper.clone()
        } else {
            paper.turned()
        };
        let size = page.size();
        Self {
            laid: page.half(),
            page,
            across: size.width >= size.height,
            of_copies: false,
        }
    }

    /// The places of the first and of the second language. Side by side, the first stands where reading it begins:
    /// at the left, or at the right if it is written from right to left.
    pub(super) fn places(&self, first: &str) -> [Place; 2] {
        if self.across && language::is_right_to_left(first) {
            [Place::Far, Place::Near]
        } else {
            [Place::Near, Place::Far]
        }
    }

    /// The edges that stay empty where a language is laid out, if those of the page have this width: there is none
    /// between the halves.
    pub(super) fn border(&self, place: Place, width: Length) -> Edges {
        if self.of_copies {
            Edges::all(width)
        } else {
            self.outer(place, width)
        }
    }

    /// How much smaller than on a page of its own everything is.
    pub(super) fn scale(&self, paper: &Paper) -> f64 {
        let (laid, whole) = (self.laid.size(), paper.size());
        let across = laid.width.ratio(whole.width);
        across.min(laid.height.ratio(whole.height))
    }

    /// The way of a page in a language to its half.
    pub(super) fn way(&self, place: Place, (laid, bleed): (Size, Length), language: &str) -> Way {
        let half = match (self.of_copies, self.across) {
            (false, _) => laid,
            (true, true) => Size::new(laid.width / 2.0, laid.height),
            (true, false) => Size::new(laid.width, laid.height / 2.0),
        };
        let at = self.corner(place, half);
        // Of the copies, those half of the page is taken where reading begins: the first of them is the one that
        // screen readers read.
        let [begins, _] = self.places(language);
        let from = if self.of_copies {
            self.corner(begins, half)
        } else {
            Point::default()
        };
        let room = Rect::of_size(half).moved(at);
        Way {
            by: Point::new(at.x - from.x, at.y - from.y),
            shown: room.grown(self.outer(place, bleed)),
            room,
        }
    }

    /// The size of the page, of which this was laid out for a language.
    pub(super) fn page_size(&self, laid: Size) -> Size {
        match (self.of_copies, self.across) {
            (true, _) => laid,
            (false, true) => Size::new(laid.width * 2.0, laid.height),
            (false, false) => Size::new(laid.width, laid.height * 2.0),
        }
    }

    /// The copies on the page that are cut apart, of which each language was laid out with so many.
    pub(super) fn copies(&self, laid: CutApart) -> CutApart {
        let (across, down) = match (self.of_copies, self.across) {
            (true, _) => (1, 1),
            (false, true) => (2, 1),
            (false, false) => (1, 2),
        };
        CutApart {
            columns: laid.columns.saturating_mul(across),
            rows: laid.rows.saturating_mul(down),
            ..laid
        }
    }

    /// The upper left corner of a half of this size.
    fn corner(&self, place: Place, half: Size) -> Point {
        match (place, self.across) {
            (Place::Near, _) => Point::default(),
            (Place::Far, true) => Point::new(half.width, Length::ZERO),
            (Place::Far, false) => Point::new(Length::ZERO, half.height),
        }
    }

    /// The same width on all edges of a half but the one between the halves.
    fn outer(&self, place: Place, width: Length) -> Edges {
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

impl Way {
    /// A drawing on its half. What would lie on the other one is removed, and not only hidden: nobody shall find words
    /// there by searching or copying.
    pub(super) fn of(&self, drawing: Frame) -> Frame {
        let mut drawing = drawing.moved(self.by);
        drawing.clip = narrow_clip(drawing.clip, Some(self.shown));
        remove_outside(&mut drawing, self.shown);
        drawing
    }
}

/// Removes the items of a frame that a part of the page does not show.
fn remove_outside(frame: &mut Frame, shown: Rect) {
    frame.items.retain_mut(|item| {
        if let ItemKind::Group(inner) = &mut item.kind {
            remove_outside(inner, shown);
            return !inner.items.is_empty();
        }
        let bounds = match &item.kind {
            ItemKind::Link(link) => Some(link.rect),
            _ => item.bounds(),
        };
        bounds.is_none_or(|bounds| bounds.overlaps(shown, Length::ZERO))
    });
}
