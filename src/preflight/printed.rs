//! A piece with all that decides how it comes out of the printer.

use crate::geom::{Length, Point, Size, Turn};
use crate::page::{Page, Piece};
use crate::sheet::{Placement, Sheet};
use crate::typeset::FontBook;

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
    /// Where pages lie, side by side: each with the size of its side.
    pub(super) fn placements(&self) -> Vec<(Placement, Size)> {
        let Some(sheets) = self.sheets else {
            let pages = self.piece.pages.iter().enumerate();
            let alone = |(number, page): (usize, &Page)| {
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
