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
mod safe;
mod small;

pub use legible::{Reading, readings};

use crate::geom::{Length, Point, Turn};
use crate::page::{Finding, Piece};
use crate::sheet::{Placement, Sheet};
use crate::typeset::FontBook;
use laid::Laid;

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

/// A piece as it is printed.
pub(crate) struct Printed<'a> {
    pub(crate) piece: &'a Piece,
    /// The fonts that it was set with.
    pub(crate) book: &'a FontBook,
    /// The sheets; each page is one where there are none.
    pub(crate) sheets: Option<&'a [Sheet]>,
    /// The edge of the sheet that the printer does not reach.
    pub(crate) margin: Length,
    /// Whether it is divided over sheets, of which the last shows it small.
    pub(crate) tiled: bool,
    /// The narrowest module that the printer renders.
    pub(crate) module: Length,
    /// Whether its true size was asked for.
    pub(crate) true_size: bool,
}

impl Printed<'_> {
    /// What is wrong with it.
    pub(crate) fn check(&self) -> Vec<Finding> {
        let mut findings = edges::check(self);
        findings.extend(of_pages(self.piece, self.book));
        findings
    }

    /// Where pages lie, side by side: each with the size of its side.
    fn placements(&self) -> Vec<(Placement, crate::geom::Size)> {
        let Some(sheets) = self.sheets else {
            let pages = self.piece.pages.iter().enumerate();
            let alone = |(number, page): (usize, &crate::page::Page)| {
                let placement = Placement {
                    page: number,
                    turn: Turn::None,
                    scale: 1.0,
                    at: Point::default(),
                    clip: page.trim_box(),
                };
                (placement, page.trim)
            };
            return pages.map(alone).collect();
        };
        let sides = sheets.iter().flat_map(Sheet::sides);
        let lying =
            sides.flat_map(|side| side.placements.iter().map(|placed| (*placed, side.size)));
        lying.collect()
    }
}
