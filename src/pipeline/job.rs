//! What to make: a piece, and how it is printed.

use crate::content::Campaign;
use crate::diag::{Diagnostics, OnPiece};
use crate::geom::{Length, Point};
use crate::impose::Marks;
use crate::keyword::keywords;
use crate::language::Date;
use crate::paper::{FoldKind, Paper};
use crate::pipeline::Overlay;
use crate::pipeline::halves::Halves;
use crate::route::RouteKind;
use crate::sheet::Flip;
use crate::template::{SecondLanguage, Template};

/// A piece to make.
#[derive(Clone, Debug)]
pub struct Job {
    /// The template.
    pub template: Template,
    /// The paper that a page of it is trimmed to, or the sheet that its pages are parts of.
    pub paper: Paper,
    /// The event that it is about, by its id; the first one where none is named.
    pub event: Option<String>,
    /// Where its second language goes, of a piece in two; otherwise `None`.
    pub second_language: Option<SecondLanguage>,
    /// How it is printed.
    pub printing: Printing,
}

/// How a piece is printed. What is not given follows from the route and the paper.
#[derive(Clone, Debug, Default)]
pub struct Printing {
    /// What it is printed on.
    pub route: RouteKind,
    /// How its pages lie on sheets.
    pub sheet: Option<SheetKind>,
    /// Whether its files have the pages themselves, laid out for this way of printing, and not the sheets that they
    /// lie on: for previews.
    pub as_pages: bool,
    /// The sheet.
    pub onto: Option<Paper>,
    /// How a page comes onto paper that it is not made for.
    pub fit: Option<Fit>,
    /// Bleed on every side.
    pub bleed: Option<Length>,
    /// The edge of the sheet that the printer does not reach.
    pub margin: Option<Length>,
    /// How many pages a sheet holds; as many as fit where it is not given.
    pub up: Option<usize>,
    /// Distance between pages.
    pub gutter: Option<Length>,
    /// How far neighbouring tiles of a poster overlap.
    pub overlap: Option<Length>,
    /// How a sheet is folded.
    pub fold: Option<FoldKind>,
    /// The edge about which a sheet is turned to print its back.
    pub flip: Option<Flip>,
    /// How far the back is moved against the printer's own misregister.
    pub back_offset: Point,
    /// Thickness of the paper, which decides the creep of a booklet.
    pub thickness: Option<Length>,
    /// Which marks are printed.
    pub marks: Option<Marks>,
    /// A date for the slug line and the file.
    pub date: Option<Date>,
    /// A batch, for the slug line.
    pub batch: Option<String>,
    /// What is drawn onto the pages to show what their layout does.
    pub overlay: Vec<Overlay>,
    /// Options of pages that are taken whatever their scores, by name.
    pub options: Vec<String>,
    /// Where a second language goes, if the user says so; otherwise the layout decides.
    pub second_language: Option<SecondLanguage>,
    /// The country that it is handed out in (ISO 3166-1 alpha-2, capitals), whose imprint is printed.
    pub country: Option<String>,
}

impl Printing {
    /// Whether the sheets hold pieces in several languages together, one after the other: so do stacks,
    /// booklets and zines, and panels that are folded.
    pub fn is_set(&self) -> bool {
        match self.sheet {
            Some(SheetKind::Stack | SheetKind::Booklet | SheetKind::Zine) => true,
            Some(SheetKind::Fold) => self.onto.is_some(),
            _ => false,
        }
    }
}

keywords! {
    /// How pages lie on sheets.
    pub enum SheetKind {
        /// One page on each sheet.
        Page = "page",
        /// Copies of the same page, to cut apart.
        Nup = "nup",
        /// Different pages, which are in order after the pile is cut and stacked.
        Stack = "stack",
        /// A booklet, to fold and staple.
        Booklet = "booklet",
        /// Eight pages on one side of one sheet, with one slit.
        Zine = "zine",
        /// A leaflet, to fold.
        Fold = "fold",
        /// A poster on many sheets, to paste together.
        Tile = "tile",
    }
}

keywords! {
    /// Way to adapt a page to a paper that its template is not made for. Nothing is ever stretched.
    pub enum Fit {
        /// Lays the page out again for this paper.
        Layout = "layout",
        /// Keeps the page at its true size.
        True = "true",
        /// Makes the finished page smaller.
        Shrink = "shrink",
    }
}

impl Job {
    /// The pages themselves, for the screen.
    pub fn screen(template: &Template, paper: &Paper) -> Self {
        Self {
            template: template.clone(),
            paper: paper.clone(),
            event: None,
            second_language: None,
            printing: Printing {
                route: RouteKind::Screen,
                ..Printing::default()
            },
        }
    }

    /// The same job for a piece in that many languages. Sheets that hold all languages of a run one after the other
    /// do not ask where the second goes.
    #[must_use]
    pub fn in_languages(mut self, count: usize) -> Self {
        let of_layout = || self.template.second_language();
        let is_pair = count == 2 && !self.printing.is_set();
        self.second_language =
            is_pair.then(|| self.printing.second_language.unwrap_or_else(of_layout));
        self
    }

    /// Whether it is to be in two languages, but folded from one sheet, which has no place for the second.
    pub fn lacks_second_place(&self) -> bool {
        self.second_language.is_some() && self.template.form().is_some()
    }

    /// The halves of its pages, if two languages share them.
    pub(super) fn halves(&self, campaigns: &[&Campaign]) -> Option<Halves> {
        let first = campaigns.first()?;
        let beside = self.second_language == Some(SecondLanguage::Beside);
        beside.then(|| Halves::of(&self.template, first, &self.paper))
    }

    /// Problems with the piece that they are about, where they point at no line of the user's own files
    /// that would tell which piece it is.
    pub fn name_in(&self, problems: Diagnostics) -> Diagnostics {
        problems.filter_map(|problem| {
            // A line in the content or in the user's own layout tells enough; a line in a layout of the program
            // holds for every piece made with it.
            let own = problem.place.as_ref().map(|place| !place.source.shipped);
            if own == Some(true) || problem.piece.is_some() {
                return Some(problem);
            }
            Some(problem.on_piece(OnPiece {
                template: self.template.id.clone(),
                paper: self.paper.name.to_string(),
                language: None,
                shipped: self.template.is_shipped(),
            }))
        })
    }
}
