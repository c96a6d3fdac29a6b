//! The places of the codes of a piece in its file, also after imposition.

use crate::frame::{Code, ItemKind, Origin};
use crate::geom::{Length, Rect};
use crate::page::Page;
use crate::pipeline::Examined;
use crate::pipeline::SheetKind;
use crate::sheet::{Placement, Side};

/// A code at a place in a file.
pub(super) struct CodePlace<'a> {
    pub(super) code: &'a Code,
    pub(super) origin: &'a Origin,
    /// The page of the file.
    pub(super) page: usize,
    /// Its rectangle on that page, with the quiet zone.
    pub(super) rect: Rect,
    /// Width of a module there, at the scale of the page on the sheet.
    pub(super) module: Length,
    /// Number of the code in the piece. The same code at another place has the same number.
    pub(super) number: usize,
    /// Whether all of it is printed there.
    pub(super) whole: bool,
}

/// All places of the codes of a piece.
pub(super) fn places(examined: &Examined) -> Vec<CodePlace<'_>> {
    let mut codes = Vec::new();
    // Numbered over the whole piece, so that a code keeps its number on every sheet that shows it.
    for (page, side) in examined.piece.pages.iter().enumerate() {
        for (code, origin) in codes_of(side) {
            codes.push((page, code, origin));
        }
    }
    let Some(imposed) = &examined.imposed else {
        let alone = codes.into_iter().enumerate();
        return alone
            .map(|(number, (page, code, origin))| CodePlace {
                code,
                origin,
                page,
                rect: code.bounds(),
                module: code.module,
                number,
                whole: true,
            })
            .collect();
    };
    let tiled = examined.kind == SheetKind::Tile;
    let sides: Vec<&Side> = imposed.sides().collect();
    // The last page of a tiled poster is a map that shows it small; its codes need not be readable.
    let count = sides.len() - usize::from(tiled && sides.len() > 1);
    let mut places = Vec::new();
    for (page, side) in sides.into_iter().take(count).enumerate() {
        for placement in &side.placements {
            let Some(laid) = examined.piece.pages.get(placement.page) else {
                continue;
            };
            let here = codes.iter().enumerate();
            for (number, (_, code, origin)) in here.filter(|(_, (at, ..))| *at == placement.page) {
                let rect = placement.rect(laid.trim, code.bounds());
                let seen = printed_part(rect, placement, side);
                // A tile shows only a part of the page; codes on other tiles are not here.
                if seen.area() > 0.0 {
                    places.push(CodePlace {
                        code,
                        origin,
                        page,
                        rect,
                        module: code.module * placement.scale,
                        number,
                        // Rounding of lengths may take a thousandth.
                        whole: seen.area() > rect.area() * 0.999,
                    });
                }
            }
        }
    }
    places
}

/// The part of a rectangle of a page that is printed on its sheet.
fn printed_part(rect: Rect, placement: &Placement, side: &Side) -> Rect {
    let paper = Rect::of_size(side.size);
    rect.intersection(placement.clip).intersection(paper)
}

/// The codes of a page, with their origins.
fn codes_of(page: &Page) -> Vec<(&Code, &Origin)> {
    let mut codes = Vec::new();
    page.frame.walk(&mut |item| {
        if let ItemKind::Code(code) = &item.kind {
            codes.push((code, &item.origin));
        }
    });
    codes
}
