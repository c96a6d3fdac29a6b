//! A piece with all that decides how it comes out of the printer.

use crate::geom::{Length, Point, Size, Turn};
use crate::page::{Page, Piece};
use crate::sheet::{Placement, Sheet};
use crate::typeset::FontBook;

/// A piece on its sheets, as it is printed.
pub(crate) struct Printed<'a> {
    pub(crate) piece: &'a Piece,
    /// The fonts that the piece was set with.
    pub(crate) book: &'a FontBook,
    /// The sheets; without any, each page is a sheet of its own.
    pub(crate) sheets: Option<&'a [Sheet]>,
    /// The edge of the sheet that the printer cannot reach.
    pub(crate) margin: Length,
    /// Whether the page is divided into tiles. The last sheet then has a small map of them.
    pub(crate) tiled: bool,
    /// The narrowest module of a QR code that the printer can render.
    pub(crate) module: Length,
    /// Whether the user asked for the true size (`--fit true`).
    pub(crate) true_size: bool,
}

impl Printed<'_> {
    /// The placement of every page on every side of the sheets, with the size of that side.
    pub(super) fn placements(&self) -> Vec<(Placement, Size)> {
        let Some(sheets) = self.sheets else {
            let pages = self.piece.pages.iter().enumerate();
            let alone = |(number, page): (usize, &Page)| {
                let placement = Placement {
                    page: number,
                    turn: Turn::None,
                    scale: 1.0,
                    at: Point::default(),
                    // Bleed is outside the page and never printed this way.
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
