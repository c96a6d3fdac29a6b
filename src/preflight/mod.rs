//! Preflight: finds faults in the pages and sheets of a piece before a file is written.
//!
//! It takes the display list of each page ([`crate::frame`]) and the sheets that the pages lie on, and returns
//! findings, each with the key of the layout or content that caused it. Nothing is rendered: everything is
//! computed from rectangles and outlines, so a page takes less than a fifth of a millisecond.
//!
//! - Each page by itself ([`of_pages`]): contrast (`contrast.rs`, `color_blind.rs`), ink over other ink
//!   (`collide.rs`), small type and thin lines (`small.rs`), words near the cut (`safe.rs`), and pages without a QR
//!   code (`codes.rs`). Empty pages and large holes are measured by layout, and reported by the pipeline.
//! - The piece on its sheets ([`Printed`]): what lies in the edge that the printer cannot reach, and what became
//!   too small (`edges.rs`).
//!
//! The proof of a finished file finds some of this again in the rendered page. Preflight comes first because it
//! is fast enough for every build, and because only the display list knows which line of the layout to change.

mod codes;
mod collide;
mod color_blind;
mod contrast;
mod edges;
mod inked;
mod laid;
mod legible;
mod printed;
mod safe;
mod small;

pub use legible::{Reading, readings};
pub(crate) use printed::Printed;
pub use safe::SAFE_MM;

use crate::diag::Severity;
use crate::page::{Page, PageFinding, Piece};
use crate::typeset::FontBook;
use laid::Laid;

/// What is wrong with a piece as it is printed.
pub(crate) fn check(printed: &Printed<'_>) -> Vec<PageFinding> {
    let mut findings = edges::check(printed);
    findings.extend(of_pages(printed.piece, printed.book));
    findings
}

/// Whether ink of two blocks meets on a page so that it is an error.
pub(crate) fn collides(number: usize, page: &Page, template: &str, book: &FontBook) -> bool {
    let found = collide::check(number, page, template, &collide::Named::default(), book);
    let mut problems = found.iter().map(|found| found.diagnostic.severity);
    problems.any(|severity| severity == Severity::Error)
}

/// Checks the pages of a piece by themselves, however they are printed. `book` has the fonts that the piece was
/// set with.
pub fn of_pages(piece: &Piece, book: &FontBook) -> Vec<PageFinding> {
    let mut findings = Vec::new();
    for (number, page) in piece.pages.iter().enumerate() {
        let laid = Laid::of(&page.frame);
        // Contrast first: it names the pairs that the search for collisions then leaves out.
        let (hard_to_see, named) = contrast::check(number, &laid);
        findings.extend(hard_to_see);
        let collisions = collide::check(number, page, &piece.template, &named, book);
        findings.extend(collisions);
        findings.extend(small::check(number, &laid));
        findings.extend(safe::check(number, page, &laid, book));
    }
    findings.extend(codes::check(piece));
    findings
}
