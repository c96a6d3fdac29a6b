//! From an order to a set of pieces: which templates, papers, languages and events, and how they are printed.
//!
//! In comes an [`Order`], in the words of whoever asks (names of templates, papers and languages, `all` among
//! them) and a project. Out comes a [`PieceSet`]: campaigns read, and one job for each piece. Everything that
//! can be decided without laying anything out is decided here: which templates have something to show, the
//! paper that a country uses, the rule by which a page comes onto a sheet that it is not made for, and the
//! name of each file.
//!
//! An order for everything leaves out what does not suit the campaign in silence; an order that names a
//! template or a paper gets an error instead. Whoever names something expects it.

mod copies;
mod events;
mod file_names;
mod languages;
mod onto;
mod pieces;
mod set;
mod theme;
mod unused;

pub use copies::{Copies, CopiesOf};
pub use file_names::{file_name, order_like};
pub use languages::{InLanguages, in_languages};
pub use pieces::{left_away, makes_sense, of_one_language};
pub use set::{MadePiece, PieceSet, Progress, Stage};
pub use theme::dress;

use std::num::{NonZeroU32, NonZeroUsize};

use crate::diag::Diagnostics;
use crate::geom::{Length, Point};
use crate::impose::{Mark, Marks};
use crate::language::Date;
use crate::paper::FoldKind;
use crate::pipeline::{Fit, Overlay, Printing, SheetKind};
use crate::route::RouteKind;
use crate::sheet::Flip;
use crate::template::{SecondLanguage, paper_of};

/// What to make of a campaign: which pieces, in which languages, printed how, and which findings are errors.
///
/// A new order asks for every template that suits the campaign, on its first paper, in the language of the
/// content, for a home printer. Each method changes one thing and gives the order back, so that they can be
/// chained:
///
/// ```
/// use handbill::{Length, Order, RouteKind};
///
/// let order = Order::new()
///     .templates(["flyer", "poster"])
///     .languages(["all"])
///     .route(RouteKind::Press)
///     .bleed(Length::mm(3.0));
/// ```
///
/// Names that do not exist are findings of the task that the order is given to. So are options that would do
/// nothing, such as a fold without a folded sheet.
#[derive(Clone, Debug, Default)]
pub struct Order {
    pub(crate) templates: Vec<String>,
    pub(crate) papers: Vec<String>,
    pub(crate) theme: Option<String>,
    pub(crate) events: Vec<String>,
    pub(crate) languages: Vec<String>,
    pub(crate) require_reviewed: bool,
    /// How the pieces are printed; sheet and marks are named below until the order is run.
    pub(crate) printing: Printing,
    onto: Option<String>,
    marks: Option<Vec<Mark>>,
    pub(crate) today: Option<Date>,
    pub(crate) deny: Vec<String>,
    pub(crate) copies: Copies,
    pub(crate) threads: Option<NonZeroUsize>,
}

/// Which pieces.
impl Order {
    /// An order for every piece that suits the campaign.
    pub fn new() -> Self {
        Self::default()
    }

    /// Chooses templates by their ids. A template that has nothing to show is an error then.
    #[must_use]
    pub fn templates(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.templates = texts(ids);
        self
    }

    /// Chooses papers by name (`A5`, `letter`) or size (`105x148mm`), or `all` for every paper that a template
    /// suits.
    #[must_use]
    pub fn papers(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.papers = texts(names);
        self
    }

    /// Sets the theme that all pieces are in, by its name.
    #[must_use]
    pub fn theme(mut self, name: &str) -> Self {
        self.theme = Some(name.to_owned());
        self
    }

    /// Chooses events by their ids, or `all`, for pieces that are about one; otherwise it is the first event.
    #[must_use]
    pub fn events(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.events = texts(ids);
        self
    }

    /// Takes options of pages by their names, whatever their scores and conditions. A name that no template of
    /// the order has is an error.
    #[must_use]
    pub fn options(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.printing.options = texts(names);
        self
    }

    /// Draws onto the pages what their layout does: for previews, not for print.
    #[must_use]
    #[doc(hidden)]
    pub fn overlay(mut self, overlays: impl IntoIterator<Item = Overlay>) -> Self {
        self.printing.overlay = overlays.into_iter().collect();
        self
    }

    /// Makes files of the pages themselves, and not of the sheets that they are printed on: for previews, not for
    /// print.
    #[must_use]
    #[doc(hidden)]
    pub fn as_pages(mut self, as_pages: bool) -> Self {
        self.printing.as_pages = as_pages;
        self
    }

    /// Chooses languages by their tags (`hy`, `pt-BR`), or `all`. Two with a plus between them (`en+es`) share one
    /// piece. Where none is named, a check takes all languages, and everything else takes the language of the
    /// content.
    #[must_use]
    pub fn languages(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.languages = texts(tags);
        self
    }
}

/// How they are printed.
impl Order {
    /// Sets where the second of two languages on one piece goes; otherwise its layout decides.
    #[must_use]
    pub fn second_language(mut self, place: SecondLanguage) -> Self {
        self.printing.second_language = Some(place);
        self
    }

    /// Sets the kind of printer.
    #[must_use]
    pub fn route(mut self, route: RouteKind) -> Self {
        self.printing.route = route;
        self
    }

    /// Sets how pages lie on sheets; otherwise the kind of printer and the paper decide.
    #[must_use]
    pub fn sheet(mut self, kind: SheetKind) -> Self {
        self.printing.sheet = Some(kind);
        self
    }

    /// Sets the paper of the sheets, by name or size.
    #[must_use]
    pub fn onto(mut self, paper: &str) -> Self {
        self.onto = Some(paper.to_owned());
        self
    }

    /// Sets how a page comes onto a paper that its template is not made for.
    #[must_use]
    pub fn fit(mut self, fit: Fit) -> Self {
        self.printing.fit = Some(fit);
        self
    }

    /// Sets the bleed on every side.
    #[must_use]
    pub fn bleed(mut self, bleed: Length) -> Self {
        self.printing.bleed = Some(bleed);
        self
    }

    /// Sets the edge of the sheet that the printer does not reach.
    #[must_use]
    pub fn margin(mut self, margin: Length) -> Self {
        self.printing.margin = Some(margin);
        self
    }

    /// Sets how many pages a sheet holds; otherwise as many as fit.
    #[must_use]
    pub fn up(mut self, pages: NonZeroUsize) -> Self {
        self.printing.up = Some(pages.get());
        self
    }

    /// Sets the distance between pages on a sheet.
    #[must_use]
    pub fn gutter(mut self, gutter: Length) -> Self {
        self.printing.gutter = Some(gutter);
        self
    }

    /// Sets how far neighbouring tiles of a poster overlap.
    #[must_use]
    pub fn overlap(mut self, overlap: Length) -> Self {
        self.printing.overlap = Some(overlap);
        self
    }

    /// Sets how a sheet is folded.
    #[must_use]
    pub fn fold(mut self, fold: FoldKind) -> Self {
        self.printing.fold = Some(fold);
        self
    }

    /// Sets the edge about which a sheet is turned to print its back.
    #[must_use]
    pub fn flip(mut self, flip: Flip) -> Self {
        self.printing.flip = Some(flip);
        self
    }

    /// Moves the back of each sheet right and down, against the misregister of the printer itself.
    #[must_use]
    pub fn back_offset(mut self, right: Length, down: Length) -> Self {
        self.printing.back_offset = Point::new(right, down);
        self
    }

    /// Sets the thickness of the paper, which decides the creep of a booklet.
    #[must_use]
    pub fn thickness(mut self, thickness: Length) -> Self {
        self.printing.thickness = Some(thickness);
        self
    }

    /// Prints these marks and no others.
    #[must_use]
    pub fn marks(mut self, marks: impl IntoIterator<Item = Mark>) -> Self {
        self.marks = Some(marks.into_iter().collect());
        self
    }

    /// Sets the date that the slug line and the file carry; otherwise the day of the content's figures.
    #[must_use]
    pub fn date(mut self, date: Date) -> Self {
        self.printing.date = Some(date);
        self
    }

    /// Names the batch in the slug line.
    #[must_use]
    pub fn batch(mut self, batch: &str) -> Self {
        self.printing.batch = Some(batch.to_owned());
        self
    }

    /// Sets the country that the pieces are handed out in (ISO 3166-1 alpha-2): it decides which imprint is
    /// printed, and A or letter sizes.
    #[must_use]
    pub fn country(mut self, country: &str) -> Self {
        self.printing.country = Some(country.to_owned());
        self
    }
}

/// What the pieces are held to, and how the work is done.
impl Order {
    /// Makes a draft of a translation an error.
    #[must_use]
    pub fn require_reviewed(mut self, required: bool) -> Self {
        self.require_reviewed = required;
        self
    }

    /// Sets the day on which the age of figures is counted. Without it ages are not checked, since the
    /// library reads no clock.
    #[must_use]
    pub fn today(mut self, today: Date) -> Self {
        self.today = Some(today);
        self
    }

    /// Makes findings errors, by the names of their rules; `warnings` is all of them.
    #[must_use]
    pub fn deny(mut self, rules: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.deny = texts(rules);
        self
    }

    /// Sets how many copies of each piece are printed: a proof counts sheets, ink and cost with it.
    #[must_use]
    pub fn copies(mut self, count: NonZeroU32) -> Self {
        self.copies.set(None, count);
        self
    }

    /// Sets how many copies of one piece are printed, by the id of its template.
    #[must_use]
    pub fn copies_of(mut self, template: &str, count: NonZeroU32) -> Self {
        self.copies.set(Some(template), count);
        self
    }

    /// Sets the number of threads; otherwise as many as the machine has.
    #[must_use]
    pub fn threads(mut self, count: NonZeroUsize) -> Self {
        self.threads = Some(count);
        self
    }

    /// The same order with its sheet and its marks looked up; none where one of them is wrong.
    fn looked_up(&self, problems: &mut Diagnostics) -> Option<Self> {
        let mut order = self.clone();
        let mut report = |problem| problems.push(problem);
        let onto = order.onto.take().map(|name| paper_of(&name)).transpose();
        let onto = onto.map_err(&mut report);
        let marks = order.marks.take().map(|marks| Marks::named(&marks));
        let marks = marks.transpose().map_err(&mut report);
        order.printing.onto = onto.ok()?;
        order.printing.marks = marks.ok()?;
        let country = order.printing.country.take();
        order.printing.country = country.map(|country| country.to_uppercase());
        Some(order)
    }
}

fn texts(all: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    all.into_iter().map(Into::into).collect()
}
