//! The ink on the plates of a piece: how much of each lies where, and what that means in print.

use super::resources::Pipeline;
use crate::diag::Diagnostic;
use crate::ink::{self, Coverage, Inks};
use crate::page::{Page, PageFinding, Piece};
use crate::route::RouteKind;
use crate::rules::Rule;

/// Resolution at which coverage is measured, in dots per inch: type is still told from its ground
/// (practice).
const DPI: f64 = 144.0;
/// Largest number of pixels that the coverage of a page is measured on: an A3 poster at 144 dots per inch.
/// Larger pages are measured more coarsely.
const MOST_PIXELS: f64 = 4e6;

impl Pipeline {
    /// How much of each ink lies on the pages, where the route has inks of its own.
    pub(super) fn measure_coverage(&self, piece: &Piece, inks: &Inks) -> Vec<Coverage> {
        if !matches!(inks.kind(), RouteKind::Press | RouteKind::Riso) {
            return Vec::new();
        }
        let measured = |page: &Page| {
            let inches = page.trim.width.to_inch() * page.trim.height.to_inch();
            // The minimum keeps a page without area from dividing by zero.
            let dpi = (MOST_PIXELS / inches.max(1e-6)).sqrt().min(DPI);
            ink::coverage(page, inks, &self.book, dpi)
        };
        piece.pages.iter().map(measured).collect()
    }
}

/// What is wrong with the inks of a piece.
pub(super) fn findings(piece: &Piece, inks: &Inks, coverage: &[Coverage]) -> Vec<PageFinding> {
    let mut findings = inks.findings(piece);
    let pages = coverage.iter().enumerate();
    findings.extend(pages.filter_map(|(page, it)| it.finding(inks, page + 1)));
    findings.extend(blank_plates(inks, coverage));
    findings
}

/// Plates of a risograph on which nothing is printed but marks.
fn blank_plates(inks: &Inks, coverage: &[Coverage]) -> Vec<PageFinding> {
    let blank = |name: &str| {
        let mut shares = coverage.iter().flat_map(|page| &page.inks);
        // A plate carries ink if its mean is above zero on any page.
        !shares.any(|ink| ink.name == name && ink.mean > 0.0)
    };
    let plates = inks.plates().iter().filter(|plate| blank(&plate.name));
    let told = plates.map(|plate| {
        let problem = format!("nothing is printed with the ink `{}`", plate.name);
        let hint = "leave it out of `inks`, or give it to a colour of the palette: spot = \"…\"";
        PageFinding::of_piece(Diagnostic::warning(Rule::BlankPlate, problem).hint(hint))
    });
    told.collect()
}
