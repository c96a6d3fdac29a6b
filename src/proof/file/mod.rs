//! What a PDF shows by itself, from anyone: whether it prints as it should, and what it tells of people.

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
use crate::press::Built;
use crate::route::RouteKind;
use crate::sheet::Side;

/// What is known of a file beside the file.
#[derive(Clone, Debug, Default)]
pub struct Expectation {
    /// Where it is printed, where that is said.
    pub route: Option<RouteKind>,
    /// Who is to stand in it as its author, of a file that we made.
    pub author: Option<String>,
    /// Whether its pages lie on sheets of ours: there is lettering for those who print, cut and glue.
    pub sheets: bool,
    /// The smallest type that is meant to be on each side of the sheets, with that lettering. What is
    /// small there is told when the sheets are made.
    pub type_on_sheets: Vec<Option<Length>>,
    /// The size of the whole piece, where that is not a page of the file: how far it is looked at from.
    pub whole: Option<Size>,
}

impl Expectation {
    /// Of a file that we made.
    pub fn of(built: &Built) -> Self {
        Self {
            route: Some(built.route.kind),
            author: Some(built.piece.author.clone()),
            sheets: built.imposed.is_some(),
            type_on_sheets: type_on_sheets(built),
            whole: built.piece.pages.first().map(|page| page.trim),
        }
    }
}

fn type_on_sheets(built: &Built) -> Vec<Option<Length>> {
    let pages: Vec<Option<Length>> = built
        .piece
        .pages
        .iter()
        .map(|page| smallest(&page.frame))
        .collect();
    let sides = built.imposed.iter().flat_map(Imposed::sides);
    let on_side = |side: &Side| {
        let placed = side
            .placements
            .iter()
            .filter_map(|placement| Some((*pages.get(placement.page)?)? * placement.scale));
        placed.chain(smallest(&side.marks)).min()
    };
    sides.map(on_side).collect()
}

/// The smallest type of a frame.
fn smallest(frame: &Frame) -> Option<Length> {
    let mut sizes = Vec::new();
    frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind {
            sizes.push(run.size);
        }
    });
    sizes.into_iter().min()
}

/// The findings of a file.
pub fn findings(found: &Inspected, expected: &Expectation) -> Vec<Diagnostic> {
    let ours = is_ours(found);
    let known = expected.author.is_some();
    let mut look = Look {
        found,
        expected,
        ours: ours || known,
        // Of ours that nothing else is known of: those that are pages alone are tagged.
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
        let problem = "the file is encrypted, so nothing else is known of it";
        let hint =
            "save it without a password and without restrictions: printers refuse such files";
        look.say(Diagnostic::error("encrypted", problem).hint(hint));
        return look.findings;
    }
    look.fonts();
    look.type_and_lines();
    look.pictures();
    look.colors();
    look.boxes();
    look.privacy();
    if !found.has_table {
        let problem = "the file is damaged: its table of objects is not where it should be. Viewers mend that, a printer may refuse it";
        let hint = "export or copy it again; it may have been cut off or changed on the way";
        look.say(Diagnostic::warning("damaged-file", problem).hint(hint));
    }
    if found.cut {
        let problem =
            "the file is larger than a piece to print is, and was not looked at as a whole";
        let hint = "export it again for print, with pictures of 300 pixels to the inch";
        look.say(Diagnostic::warning("not-all-seen", problem).hint(hint));
    }
    look.findings
}

/// Whether a file says that we made it.
fn is_ours(found: &Inspected) -> bool {
    let producer = found.about.info.get("Producer");
    producer.is_some_and(|producer| producer.starts_with("handbill "))
}

/// A file that is looked at.
struct Look<'f> {
    found: &'f Inspected,
    expected: &'f Expectation,
    /// Whether we made it.
    ours: bool,
    /// Whether its pages lie on sheets of ours.
    sheets: bool,
    /// Whether it is for a press: it is printed there, or says that it keeps PDF/X.
    press: bool,
    findings: Vec<Diagnostic>,
}

impl<'f> Look<'f> {
    fn say(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }

    /// Adds a finding with its place on a page.
    fn say_on(&mut self, page: usize, rect: Rect, diagnostic: Diagnostic) {
        let corner = self.found.pages.get(page).map(|facts| self.corner(facts));
        let corner = corner.unwrap_or_default();
        let rect = rect.moved(Point::new(-corner.x, -corner.y));
        self.say(diagnostic.on(OnPage { page, rect }));
    }

    /// Where places count from: the corner of the trim, of a sheet that of the sheet.
    fn corner(&self, facts: &PageFacts) -> Point {
        if self.expected.sheets {
            Point::default()
        } else {
            facts.trim.origin
        }
    }

    fn pages(&self) -> impl Iterator<Item = (usize, &'f PageFacts)> + use<'f> {
        self.found.pages.iter().enumerate()
    }
}

/// What was found first, for what is told once of a file.
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
