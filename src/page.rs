//! Finished pages, the piece that they belong to, and findings that point at a place on them.
//!
//! A [`Page`] is what layout makes and imposition puts onto sheets: a frame with its size after trimming. Its
//! coordinates count from the upper left corner of the trim; what bleeds has negative ones.

use crate::color::Ink;
use crate::diag::Diagnostic;
use crate::frame::{Code, Frame, ItemKind, Origin};
use crate::geom::{Edges, Length, Point, Rect, Size};

/// One finished side.
#[derive(Clone, Debug)]
pub struct Page {
    /// Size after trimming.
    pub trim: Size,
    /// How far the drawing goes on beyond the trim, on every side.
    pub bleed: Length,
    /// What is drawn; points count from the upper left corner of the trim.
    pub frame: Frame,
}

impl Page {
    /// The page with an empty edge around it.
    #[must_use]
    pub fn with_border(self, border: Length) -> Self {
        let edge = border * 2.0;
        Self {
            trim: Size::new(self.trim.width + edge, self.trim.height + edge),
            bleed: self.bleed,
            frame: self.frame.moved(Point::new(border, border)),
        }
    }

    /// The trimmed page.
    pub fn trim_box(&self) -> Rect {
        Rect::of_size(self.trim)
    }

    /// The trimmed page with its bleed.
    pub fn bleed_box(&self) -> Rect {
        self.trim_box().grown(Edges::all(self.bleed))
    }

    /// The codes on the page, in drawing order.
    pub fn codes(&self) -> Vec<&Code> {
        let mut codes = Vec::new();
        self.frame.walk(&mut |item| {
            if let ItemKind::Code(code) = &item.kind {
                codes.push(code);
            }
        });
        codes
    }
}

/// A place in a piece or on its sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// On a page, by its place in the piece; from the upper left corner of its trim.
    Page(usize, Rect),
    /// On a side of a sheet, by its place among the printed sides; from the upper left corner of the sheet.
    Side(usize, Rect),
}

/// A problem of a piece, with the key that it came from and the place where it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFinding {
    /// The key of the first item that it holds for; none where it holds for the whole.
    pub origin: Option<Origin>,
    /// Where it is seen, as far as known.
    pub spot: Option<Spot>,
    /// The problem.
    pub diagnostic: Diagnostic,
}

impl PageFinding {
    /// A problem of one item.
    pub fn at(origin: &Origin, diagnostic: Diagnostic) -> Self {
        Self {
            origin: Some(origin.clone()),
            spot: None,
            diagnostic,
        }
    }

    /// A problem of the piece as a whole.
    pub fn of_piece(diagnostic: Diagnostic) -> Self {
        Self {
            origin: None,
            spot: None,
            diagnostic,
        }
    }

    /// Adds where it is seen.
    #[must_use]
    pub fn on(mut self, spot: Spot) -> Self {
        self.spot = Some(spot);
        self
    }
}

/// A flyer, poster or handout laid out on a paper.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Id of the template.
    pub template: String,
    /// Name of the paper.
    pub paper: String,
    /// Title of the document.
    pub title: String,
    /// Language of the text.
    pub language: String,
    /// The country in which it is handed out (ISO 3166-1 alpha-2), where that is known.
    pub country: Option<String>,
    /// The inks with names that its colours speak of.
    pub inks: Vec<Ink>,
    /// Who made it known: the organizer.
    pub author: String,
    /// Whether the pages stay together, on one sheet or stapled. Then an imprint on one of them is enough.
    pub together: bool,
    /// Whether the words are also written as plain text, for people who have the leaflet read to them. They cannot
    /// scan a code, so addresses are spelled out there.
    pub spoken: bool,
    /// The sides, in order.
    pub pages: Vec<Page>,
}
