//! The ways to print a piece, compared by their cost: how many pages fit on which sheet, how many sheets,
//! sides, masters, inks and cuts that makes, and what each of them costs.

use std::num::NonZeroU32;

use super::prices::{Prices, WayPrices, prices};
use super::rated::{A4_M2, InkOfCopy};
use crate::geom::{Length, Size};
use crate::paper;
use crate::pipeline::Examined;
use crate::route::RouteKind;

/// Bleed on each side of a page, in millimetres (practice).
const BLEED_MM: f64 = 3.0;

/// A way to print a piece.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Name of the way.
    pub name: String,
    /// The route that makes its files, as named on the command line.
    pub route: String,
    /// The sheet.
    pub sheet: String,
    /// Number of pages on a side of the sheet.
    pub up: u32,
    /// Number of sheets through the printer, with those that are lost.
    pub sheets: u32,
    /// Number of cuts through a pile; 0 if cutting is included in the price.
    pub cuts: u32,
    /// The price in euros: an estimate.
    pub price: f64,
}

impl Way {
    /// The price of a copy in euros.
    pub fn of_copy(&self, copies: NonZeroU32) -> f64 {
        self.price / f64::from(copies.get())
    }

    /// The number of pages on a sheet, in words.
    pub fn pages_in_words(&self) -> String {
        match self.up {
            1 => "one".to_owned(),
            up => format!("{up} up"),
        }
    }
}

/// The ways that suit a piece, the cheapest first. `copies_of_page` is the number of copies that one page
/// holds, such as stickers: so many fewer pages are printed.
pub(super) fn ways(
    examined: &Examined,
    inks: &[InkOfCopy],
    (copies, copies_of_page): (NonZeroU32, u32),
) -> Vec<Way> {
    let Some(page) = examined.piece.pages.first() else {
        return Vec::new();
    };
    // The inks were measured for one copy, but the ways count whole pages, which may hold several.
    let inks: Vec<InkOfCopy> = inks
        .iter()
        .map(|ink| InkOfCopy {
            pages: ink.pages * f64::from(copies_of_page),
            ..ink.clone()
        })
        .collect();
    let of_piece = OfPiece {
        size: page.trim,
        pages: examined.piece.pages.len() as u32,
        in_inches: paper::by_name(&examined.piece.paper).is_some_and(paper::Paper::is_in_inches),
        inks: &inks,
        copies: copies.get().div_ceil(copies_of_page.max(1)),
    };
    let mut ways: Vec<Way> = prices()
        .way
        .iter()
        .filter_map(|way| of_piece.way(way, prices()))
        .collect();
    ways.sort_by(|a, b| a.price.total_cmp(&b.price));
    ways
}

/// The properties of a piece that its cost depends on.
struct OfPiece<'a> {
    size: Size,
    pages: u32,
    in_inches: bool,
    inks: &'a [InkOfCopy],
    copies: u32,
}

impl OfPiece<'_> {
    /// The piece printed one way, on the cheapest sheet for it; `None` if it fits on none.
    fn way(&self, way: &WayPrices, prices: &Prices) -> Option<Way> {
        if way.roll {
            return self.off_a_roll(way);
        }
        let sheets = way.sheets.iter().filter_map(|name| paper::by_name(name));
        // Without bleed the sheet is the paper of the piece, so A4 serves ISO sizes and Letter the American
        // ones.
        let suits = sheets.filter(|sheet| way.bleed || sheet.is_in_inches() == self.in_inches);
        let priced = suits.filter_map(|sheet| self.on(way, prices, sheet));
        priced.min_by(|a, b| a.price.total_cmp(&b.price))
    }

    /// The piece printed from a roll: only one sheet that is larger than A3.
    fn off_a_roll(&self, way: &WayPrices) -> Option<Way> {
        let (m2, leaves) = (area(self.size), self.leaves());
        // A little more than two A4 pages: A3 itself goes through an office printer.
        (leaves == 1 && m2 > 2.1 * A4_M2).then(|| Way {
            name: way.name.clone(),
            route: way.route.clone(),
            sheet: "a roll".to_owned(),
            up: 1,
            sheets: self.copies,
            cuts: 0,
            price: way.m2 * m2 * f64::from(self.copies),
        })
    }

    /// The piece printed on a sheet; `None` if it does not fit.
    fn on(&self, way: &WayPrices, prices: &Prices, sheet: &paper::Paper) -> Option<Way> {
        // A page that is trimmed brings its bleed on both sides.
        let room = if way.bleed {
            Length::mm(BLEED_MM * 2.0)
        } else {
            Length::ZERO
        };
        let (columns, rows) = grid(self.size, sheet.size(), room)?;
        let up = columns * rows;
        let sheets = (self.copies * self.leaves()).div_ceil(up) + way.waste;
        // A piece of more than two pages has several sheets, each of them printed on both sides.
        let sides = f64::from(sheets) * f64::from(self.pages.min(2));
        let in_a4 = area(sheet.size()) / A4_M2;
        // Copy shops count a side of A3 as two of A4, and charge nothing smaller than a side of A4.
        let clicks = sides * in_a4.round().max(1.0);
        let plates = f64::from(self.pages) * self.plates(way);
        let cuts = if way.cut_in_price {
            0
        } else {
            cuts(self.size, sheet.size(), (columns, rows))
        };
        let piles = f64::from(sheets.div_ceil(prices.pile.max(1)));
        // Print shops that charge for setting up include the paper.
        let paper = if way.setup > 0.0 {
            0.0
        } else {
            area(sheet.size()) * prices.paper_m2 * f64::from(sheets)
        };
        let price = way.setup
            + paper
            + way.side * clicks
            + way.master * plates
            + way.ink_side * clicks * self.plates(way)
            + self.ink(way) * f64::from(self.copies)
            + f64::from(cuts) * piles * prices.cut;
        Some(Way {
            name: way.name.clone(),
            route: way.route.clone(),
            sheet: sheet.name.to_string(),
            up,
            sheets,
            cuts,
            price,
        })
    }

    /// Number of sheets of one copy, printed on both sides.
    fn leaves(&self) -> u32 {
        self.pages.div_ceil(2).max(1)
    }

    /// Number of plates or masters for a side: black, and one for all colours together (practice: risographs
    /// have two drums).
    fn plates(&self, way: &WayPrices) -> f64 {
        let colored = self
            .inks
            .iter()
            .any(|ink| ink.name != "Black" && ink.pages > 0.005);
        if colored && !is_black(&way.route) {
            2.0
        } else {
            1.0
        }
    }

    /// Price of the ink of a copy, for printers whose owner buys cartridges.
    fn ink(&self, way: &WayPrices) -> f64 {
        let price = |ink: &InkOfCopy| {
            let rated = if ink.name == "Black" {
                way.black
            } else {
                way.color
            };
            rated * ink.pages
        };
        self.inks.iter().map(price).sum()
    }
}

/// Whether a route prints in black only.
fn is_black(route: &str) -> bool {
    route == RouteKind::Copier.name()
}

/// An area in square metres.
fn area(size: Size) -> f64 {
    size.width.to_mm() * size.height.to_mm() / 1e6
}

/// Columns and rows of pages on a sheet, in the direction in which more of them fit; `None` if none fits.
fn grid(page: Size, sheet: Size, room: Length) -> Option<(u32, u32)> {
    // Half a millimetre of slack: ISO sizes are rounded, so two A5 pages can be wider than an A4 sheet.
    let count = |sheet: Length, page: Length| {
        ((sheet + Length::mm(0.5)).ratio(page + room))
            .floor()
            .max(0.0) as u32
    };
    let upright = (
        count(sheet.width, page.width),
        count(sheet.height, page.height),
    );
    let turned = (
        count(sheet.width, page.height),
        count(sheet.height, page.width),
    );
    let most = if turned.0 * turned.1 > upright.0 * upright.1 {
        turned
    } else {
        upright
    };
    (most.0 * most.1 > 0).then_some(most)
}

/// The number of cuts: between pages, and at four edges if the sheet is more than 2 % larger than the pages on
/// it.
fn cuts(page: Size, sheet: Size, (columns, rows): (u32, u32)) -> u32 {
    let used = area(page) * f64::from(columns * rows);
    let edges = if area(sheet) - used > 0.02 * area(sheet) {
        4
    } else {
        0
    };
    columns - 1 + rows - 1 + edges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(name: &str) -> Size {
        paper::by_name(name).expect("a paper").size()
    }

    #[test]
    fn pages_lie_as_many_as_fit() {
        assert_eq!(grid(size("A5"), size("A4"), Length::ZERO), Some((1, 2)));
        assert_eq!(grid(size("A6"), size("A4"), Length::ZERO), Some((2, 2)));
        assert_eq!(
            grid(size("A5"), size("SRA3"), Length::mm(6.0)),
            Some((2, 2))
        );
        assert_eq!(grid(size("A2"), size("A4"), Length::ZERO), None);
        assert_eq!(cuts(size("A5"), size("A4"), (1, 2)), 1);
        assert_eq!(cuts(size("A6"), size("A4"), (2, 2)), 2);
    }

    #[test]
    fn a_price_is_what_its_parts_are() {
        let inks = [InkOfCopy {
            name: "Black".to_owned(),
            pages: 1.0,
            ml: 0.0,
            grams: 0.0,
        }];
        let of_piece = OfPiece {
            size: size("A5"),
            pages: 2,
            in_inches: false,
            inks: &inks,
            copies: 500,
        };
        let prices = Prices {
            paper_m2: 0.2,
            cut: 0.5,
            pile: 500,
            ..Prices::default()
        };
        let way = WayPrices {
            side: 0.05,
            sheets: vec!["A4".to_owned()],
            ..WayPrices::default()
        };
        let way = of_piece.way(&way, &prices).expect("it fits");
        // 250 sheets of A4, each with two sides; one cut through one pile.
        assert_eq!((way.up, way.sheets, way.cuts), (2, 250, 1));
        let expected = 250.0 * 0.21 * 0.297 * 0.2 + 500.0 * 0.05 + 0.5;
        assert!(
            (way.price - expected).abs() < 1e-9,
            "{} is not {expected}",
            way.price
        );
    }
}
