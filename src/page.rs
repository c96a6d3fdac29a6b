//! Finished pages, the piece that they belong to, and findings that point at a place on them.
//!
//! Layout makes a [`Page`], and imposition puts it onto sheets. A page is a frame with its size after trimming.
//! Coordinates are measured from the upper left corner of the trim, so they are negative in the bleed above and to
//! the left.

use crate::color::Ink;
use crate::diag::Diagnostic;
use crate::frame::{Code, Frame, ItemKind, Origin};
use crate::geom::{Edges, Length, Point, Rect, Size};

/// A finished page: one printed side.
#[derive(Clone, Debug)]
pub struct Page {
    /// Size after trimming.
    pub trim: Size,
    /// Distance that the drawing continues beyond each edge of the trim.
    pub bleed: Length,
    /// Items that are drawn. Points are measured from the upper left corner of the trim.
    pub frame: Frame,
}

impl Page {
    /// Adds empty edges of these widths.
    #[must_use]
    pub fn with_border(self, border: Edges) -> Self {
        Self {
            trim: self.trim_box().grown(border).size,
            bleed: self.bleed,
            frame: self.frame.moved(Point::new(border.left, border.top)),
        }
    }

    /// Rectangle of the trimmed page.
    pub fn trim_box(&self) -> Rect {
        Rect::of_size(self.trim)
    }

    /// Rectangle of the trimmed page with its bleed.
    pub fn bleed_box(&self) -> Rect {
        self.trim_box().grown(Edges::all(self.bleed))
    }

    /// Codes on the page, in drawing order.
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
    /// A place on a page: the number of the page in the piece, from 0, and a rectangle measured from the upper left
    /// corner of its trim.
    Page(usize, Rect),
    /// A place on a side of a sheet: the number of the printed side, from 0, and a rectangle measured from the upper
    /// left corner of the sheet.
    Side(usize, Rect),
}

/// A problem of a piece, with the key that causes it and the place where it is visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFinding {
    /// Key of the first item that has the problem; `None` if the problem is of the whole piece.
    pub origin: Option<Origin>,
    /// Place where the problem is visible; `None` if unknown.
    pub spot: Option<Spot>,
    /// Rule, message and hint.
    pub diagnostic: Diagnostic,
}

impl PageFinding {
    /// Creates a finding about the item of a key.
    pub fn at(origin: &Origin, diagnostic: Diagnostic) -> Self {
        Self {
            origin: Some(origin.clone()),
            spot: None,
            diagnostic,
        }
    }

    /// Creates a finding about the piece as a whole.
    pub fn of_piece(diagnostic: Diagnostic) -> Self {
        Self {
            origin: None,
            spot: None,
            diagnostic,
        }
    }

    /// Adds the place where the problem is visible.
    #[must_use]
    pub fn on(mut self, spot: Spot) -> Self {
        self.spot = Some(spot);
        self
    }
}

/// A piece, such as a flyer or a poster, laid out on a paper.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Id of the template.
    pub template: String,
    /// Name of the paper.
    pub paper: String,
    /// Title of the document.
    pub title: String,
    /// Language of the text; of a piece in several languages, the first.
    pub language: String,
    /// Country in which the piece is handed out (ISO 3166-1 alpha-2); `None` if unknown.
    pub country: Option<String>,
    /// Named inks that the colours of the piece refer to (`Tint::ink`).
    pub inks: Vec<Ink>,
    /// Name of the organizer, for the metadata of the file.
    pub author: String,
    /// Whether the pages stay together, on one sheet or stapled. If so, an imprint on one page is enough.
    pub together: bool,
    /// Whether nobody scans it: its words are also written as a text file, which spells out the addresses for people
    /// who use a screen reader; or it is a picture that is seen on the phone itself.
    pub unscanned: bool,
    /// Pages, in order.
    pub pages: Vec<Page>,
}

impl Piece {
    /// The languages of its pages, each once, in the order in which they are read.
    pub fn languages(&self) -> Vec<&str> {
        let mut languages = vec![self.language.as_str()];
        for page in &self.pages {
            collect_languages(&page.frame, &mut languages);
        }
        languages
    }

    /// The tags of its languages, such as `en+es`.
    pub fn language_tags(&self) -> String {
        self.languages().join("+")
    }
}

/// Adds the languages of a frame and of the frames right in it, which are the halves of a page.
fn collect_languages<'p>(frame: &'p Frame, languages: &mut Vec<&'p str>) {
    let halves = frame.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Group(half) => half.language.as_deref(),
        _ => None,
    });
    for language in frame.language.as_deref().into_iter().chain(halves) {
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
}
