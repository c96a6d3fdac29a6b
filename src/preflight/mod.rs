//! What can be known of pages and sheets before they are written: what the printer does not reach, what
//! became too small, what is hard to see, what is printed over something else, and what is missing. Nothing
//! is rendered here.

mod codes;
mod collide;
mod color_blind;
mod contrast;
mod edges;
mod empty;
mod inked;
mod laid;
mod legible;
mod printed;
mod safe;
mod small;

pub use legible::{Reading, readings};
pub(crate) use printed::Printed;

use crate::page::{Finding, Piece};
use crate::typeset::FontBook;
use laid::Laid;

/// What is wrong with a piece as it is printed.
pub(crate) fn check(printed: &Printed<'_>) -> Vec<Finding> {
    let mut findings = edges::check(printed);
    findings.extend(of_pages(printed.piece, printed.book));
    findings
}

/// What is wrong with the pages of a piece by themselves, however they are printed. The fonts are those
/// that it was set with.
pub fn of_pages(piece: &Piece, book: &FontBook) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, page) in piece.pages.iter().enumerate() {
        let laid = Laid::of(&page.frame);
        let (hard_to_see, named) = contrast::check(number, &laid);
        findings.extend(hard_to_see);
        let collisions = collide::check(number, page, &piece.template, &named, book);
        findings.extend(collisions);
        findings.extend(small::check(number, &laid));
        findings.extend(safe::check(number, page, &laid, book));
        findings.extend(empty::check(number, page, &laid));
    }
    findings.extend(codes::check(piece));
    findings
}
