//! Estimates what a print run costs: ink for a copy, sheets and cuts, and the ways to print it, the cheapest
//! first. The prices are estimates; they serve to compare ways with each other.
//!
//! Ink is counted in rated pages. Makers rate cartridges by A4 pages of which an ink covers 5 % (ISO/IEC 19752,
//! 19798 and 24711). So a page takes its share of the ink, times its area in A4 pages, divided by 5 %.

mod cuts;
mod prices;
mod rated;
mod ways;

pub use prices::{Prices, prices};
pub use rated::InkOfCopy;
pub use ways::Way;

use std::num::NonZeroU32;

use super::PageProof;
use crate::pipeline::{Built, Examined, SheetKind};

/// The cost of a print run.
#[derive(Clone, Debug, PartialEq)]
pub struct Cost {
    /// Number of copies.
    pub copies: NonZeroU32,
    /// Number of copies that one set of its sheets makes.
    pub copies_of_set: u32,
    /// Number of sheets in such a set.
    pub sheets_of_set: u32,
    /// Number of sheets through the printer.
    pub sheets: u32,
    /// The paper of the sheets.
    pub onto: String,
    /// Number of cuts through a pile of sheets, at the marks.
    pub cuts: u32,
    /// The inks that one copy takes.
    pub inks: Vec<InkOfCopy>,
    /// The ways to print it, the cheapest first.
    pub ways: Vec<Way>,
}

/// Estimates the cost of a print run. `pages` are the proofs of the pages, or of the sides of sheets.
pub fn cost(built: &Built, pages: &[PageProof], copies: NonZeroU32) -> Cost {
    let examined = &built.examined;
    let pages_of_set = match (&examined.imposed, examined.kind) {
        // Several copies lie on one sheet only if it was filled with the same page.
        (Some(imposed), SheetKind::Nup) => imposed.up.max(1) as u32,
        _ => 1,
    };
    // A page of stickers is several copies by itself.
    let copies_of_page = examined.cut_apart.map_or(1, |it| it.copies_of_page());
    let copies_of_set = pages_of_set.saturating_mul(copies_of_page);
    let sheets_of_set = match &examined.imposed {
        // Pages that were not imposed are printed on both sides, two to a sheet.
        Some(imposed) if !is_page_by_page(examined) => imposed.sheets.len() as u32,
        _ => examined.piece.pages.len().div_ceil(2) as u32,
    };
    let inks = rated::inks(built, pages, f64::from(copies_of_set));
    let ways = ways::ways(examined, &inks, (copies, copies_of_page));
    Cost {
        copies,
        copies_of_set,
        sheets_of_set,
        sheets: copies
            .get()
            .div_ceil(copies_of_set)
            .saturating_mul(sheets_of_set),
        onto: examined.onto.clone(),
        cuts: cuts::of_sheets(examined),
        inks,
        ways,
    }
}

/// Whether each page of the file is one side of a sheet, so that a copier or press prints two of them on a
/// sheet.
pub fn is_page_by_page(examined: &Examined) -> bool {
    let one_sided = |imposed: &crate::impose::Imposed| {
        imposed.up == 1 && imposed.sheets.iter().all(|sheet| sheet.back.is_none())
    };
    examined.kind == SheetKind::Page && examined.imposed.as_ref().is_none_or(one_sided)
}

impl Cost {
    /// The cost in rows: what, how much, and how that was found.
    pub fn lines(&self) -> Vec<[String; 3]> {
        let copies = self.copies;
        let mut lines = Vec::new();
        // Less would be printed as `0.00`.
        for ink in self.inks.iter().filter(|ink| ink.pages >= 0.005) {
            lines.push([
                format!("{} of a copy", ink.name),
                format!(
                    "{:.2} rated pages ({:.3} ml of ink or {:.3} g of toner)",
                    ink.pages, ink.ml, ink.grams
                ),
                "a rated page is A4 with 5 % ink coverage (ISO/IEC 19752, 19798, 24711)".to_owned(),
            ]);
        }
        let sheets = format!("{} of {}", self.sheets, self.onto);
        let how = format!(
            "{copies} copies, {} from {}",
            self.copies_of_set,
            match self.sheets_of_set {
                1 => "a sheet".to_owned(),
                sheets => format!("{sheets} sheets"),
            }
        );
        lines.push(["Sheets".to_owned(), sheets, how]);
        if self.cuts > 0 {
            let how = "cuts through a pile of sheets".to_owned();
            lines.push(["Cuts".to_owned(), self.cuts.to_string(), how]);
        }
        let recorded = &prices().recorded;
        for (place, way) in self.ways.iter().enumerate() {
            let what = if place == 0 {
                format!("Cheapest: {}", way.name)
            } else {
                format!("Or: {}", way.name)
            };
            let price = format!(
                "about {:.2} € ({:.3} € a copy)",
                way.price,
                way.of_copy(copies)
            );
            let how = format!(
                "--route {}, {} on {}, {} sheets; estimated with prices of {recorded}",
                way.route,
                way.pages_in_words(),
                way.sheet,
                way.sheets
            );
            lines.push([what, price, how]);
        }
        lines
    }
}
