//! Checks a PDF by its structure, without its source: fonts, lines, pictures, colours, page boxes, and traces
//! of the people who made it.
//!
//! In go the facts that `inspect` has read from the file, and an [`Expectation`] if something is known about
//! it. Out come findings with places on pages. The same rules hold for files of this program and for others;
//! only traces of people are errors in the former, which must not have any, and warnings in the latter.

mod boxes;
mod colors;
mod pictures;
mod privacy;
mod type_and_lines;

use crate::diag::{Diagnostic, OnPage};
use crate::frame::{Frame, ItemKind};
use crate::geom::{Length, Point, Rect, Size};
use crate::impose::Imposed;
use crate::inspect::{Inspected, PageFacts};
use crate::pipeline::Examined;
use crate::route::RouteKind;
use crate::rules::Rule;
use crate::sheet::Side;

/// Knowledge about a file that is not in it.
#[derive(Clone, Debug, Default)]
pub struct Expectation {
    /// The way it will be printed, if known.
    pub route: Option<RouteKind>,
    /// The author that it should name, for a file that this program made.
    pub author: Option<String>,
    /// Whether its pages are imposed on sheets, which have lettering for those who print, cut and glue.
    pub sheets: bool,
    /// The smallest type on each side of the sheets, with that lettering. Type of that size was reported when
    /// the sheets were made.
    pub type_on_sheets: Vec<Option<Length>>,
    /// The size of the whole piece, if that is not a page of the file. The distance from which people look at
    /// it follows from this size, and so the resolution that its pictures need.
    pub whole: Option<Size>,
}

impl Expectation {
    /// The expectation of a file that this program made.
    pub fn of(examined: &Examined) -> Self {
        Self {
            route: Some(examined.route.kind),
            author: Some(examined.piece.author.clone()),
            sheets: examined.imposed.is_some(),
            type_on_sheets: type_on_sheets(examined),
            whole: examined.piece.pages.first().map(|page| page.trim),
        }
    }
}

/// The smallest type on each side of the sheets: of the pages on it, at their scale, and of the marks.
fn type_on_sheets(examined: &Examined) -> Vec<Option<Length>> {
    let pages: Vec<Option<Length>> = examined
        .piece
        .pages
        .iter()
        .map(|page| smallest(&page.frame))
        .collect();
    let sides = examined.imposed.iter().flat_map(Imposed::sides);
    let on_side = |side: &Side| {
        // A page without type, such as a picture, does not count.
        let placed = side
            .placements
            .iter()
            .filter_map(|placement| Some((*pages.get(placement.page)?)? * placement.scale));
        placed.chain(smallest(&side.marks)).min()
    };
    sides.map(on_side).collect()
}

/// The smallest type of a frame; `None` if it has no text.
fn smallest(frame: &Frame) -> Option<Length> {
    let mut sizes = Vec::new();
    frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind {
            sizes.push(run.size);
        }
    });
    sizes.into_iter().min()
}

/// Checks a file. For an encrypted one, that is the only finding.
pub fn findings(found: &Inspected, expected: &Expectation) -> Vec<Diagnostic> {
    let ours = is_ours(found);
    let known = expected.author.is_some();
    let mut look = Look {
        found,
        expected,
        ours: ours || known,
        // A file of this program without its source: only files with plain pages are tagged, so one without
        // tags has sheets.
        sheets: expected.sheets || (ours && !known && !found.about.tagged),
        press: expected.route == Some(RouteKind::Press)
            || found
                .about
                .standards
                .iter()
                .any(|name| name.starts_with("PDF/X")),
        findings: Vec::new(),
    };
    if found.encrypted {
        let problem = "the file is encrypted, so nothing else can be checked";
        let hint = "save it without a password and without restrictions: print shops refuse encrypted files";
        look.say(Diagnostic::error(Rule::Encrypted, problem).hint(hint));
        return look.findings;
    }
    // The order is that of the report: what stops a printer first, what reveals people last.
    look.fonts();
    look.type_and_lines();
    look.pictures();
    look.colors();
    look.boxes();
    look.privacy();
    if !found.has_table {
        let problem = "the file is damaged: its table of objects is not where it should be. Viewers repair that, but a printer may refuse the file";
        let hint = "export or copy it again; it may have been cut off or changed in transfer";
        look.say(Diagnostic::warning(Rule::DamagedFile, problem).hint(hint));
    }
    if found.cut {
        let problem = "the file is unusually large, and only a part of it was checked";
        let hint = "export it again for print, with pictures at 300 pixels to the inch";
        look.say(Diagnostic::warning(Rule::NotAllSeen, problem).hint(hint));
    }
    look.findings
}

/// Whether a file names this program as its producer.
fn is_ours(found: &Inspected) -> bool {
    let producer = found.about.info.get("Producer");
    // The space keeps programs with a longer name out.
    producer.is_some_and(|producer| producer.starts_with("handbill "))
}

/// The state of the checks of one file.
struct Look<'f> {
    found: &'f Inspected,
    expected: &'f Expectation,
    /// Whether this program made it.
    ours: bool,
    /// Whether its pages are imposed on sheets by this program.
    sheets: bool,
    /// Whether it is for a press: by its route, or because it claims to be PDF/X.
    press: bool,
    findings: Vec<Diagnostic>,
}

impl<'f> Look<'f> {
    /// Adds a finding.
    fn say(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }

    /// Adds a finding with its place on a page.
    fn say_on(&mut self, page: usize, rect: Rect, diagnostic: Diagnostic) {
        let corner = self.found.pages.get(page).map(|facts| self.corner(facts));
        let corner = corner.unwrap_or_default();
        // Inspection measures from the corner of the paper, findings from the corner of the trim.
        let rect = rect.moved(Point::new(-corner.x, -corner.y));
        self.say(diagnostic.on(OnPage { page, rect }));
    }

    /// The point from which places are measured: the corner of the trim, or that of the sheet.
    fn corner(&self, facts: &PageFacts) -> Point {
        if self.expected.sheets {
            Point::default()
        } else {
            facts.trim.origin
        }
    }

    /// The pages with their numbers, from 0.
    fn pages(&self) -> impl Iterator<Item = (usize, &'f PageFacts)> + use<'f> {
        self.found.pages.iter().enumerate()
    }
}

/// Whether this is the first of its kind; it is then remembered. For findings that are reported once for a
/// file.
fn first<T>(seen: &mut Vec<T>, one: T) -> bool
where
    T: PartialEq,
{
    let is_new = !seen.contains(&one);
    if is_new {
        seen.push(one);
    }
    is_new
}
