//! The state of the checks of one file: what was read, what is known, and what was found.

use super::expectation::Expectation;
use crate::diag::{Diagnostic, OnPage};
use crate::geom::{Point, Rect};
use crate::inspect::{Inspected, PageFacts};

/// The state of the checks of one file.
pub(super) struct FileCheck<'f> {
    pub(super) found: &'f Inspected,
    pub(super) expected: &'f Expectation,
    /// Whether this program made it.
    pub(super) ours: bool,
    /// Whether its pages are imposed on sheets by this program.
    pub(super) sheets: bool,
    /// Whether it is for a press: by its route, or because it claims to be PDF/X.
    pub(super) press: bool,
    pub(super) findings: Vec<Diagnostic>,
}

impl<'f> FileCheck<'f> {
    /// Adds a finding.
    pub(super) fn say(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }

    /// Adds a finding with its place on a page.
    pub(super) fn say_on(&mut self, page: usize, rect: Rect, diagnostic: Diagnostic) {
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
    pub(super) fn pages(&self) -> impl Iterator<Item = (usize, &'f PageFacts)> + use<'f> {
        self.found.pages.iter().enumerate()
    }
}

/// Whether this is the first of its kind; it is then remembered. For findings that are reported once for a
/// file.
pub(super) fn first<T>(seen: &mut Vec<T>, one: T) -> bool
where
    T: PartialEq,
{
    let is_new = !seen.contains(&one);
    if is_new {
        seen.push(one);
    }
    is_new
}
