//! What a piece costs: ink of a copy, sheets and cuts, and the cheapest way to print it. All prices are
//! estimates to compare ways by.
//!
//! Ink is counted in rated pages: cartridges are rated by A4 pages of which an ink covers 5 % (ISO/IEC 19752,
//! 19798 and 24711), so that a page takes as many of them as its mean share of the ink times its area holds.

mod cuts;
mod prices;
mod ways;

pub use prices::{Prices, prices};
pub use ways::Way;

use std::num::NonZeroU32;

use super::PageProof;
use crate::job::SheetKind;
use crate::press::Built;
use crate::route::RouteKind;

/// Area of A4, in square metres.
const A4_M2: f64 = 0.210 * 0.297;

/// What a piece costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Cost {
    /// How many copies.
    pub copies: NonZeroU32,
    /// How many copies a set of its sheets gives.
    pub copies_of_set: u32,
    /// Sheets of such a set.
    pub sheets_of_set: u32,
    /// Sheets through the printer.
    pub sheets: u32,
    /// The paper that they are.
    pub onto: String,
    /// Cuts through a pile of sheets, at their marks.
    pub cuts: u32,
    /// The inks of a copy.
    pub inks: Vec<InkOfCopy>,
    /// The ways to print it, the cheapest first.
    pub ways: Vec<Way>,
}

/// An ink of a copy.
#[derive(Clone, Debug, PartialEq)]
pub struct InkOfCopy {
    /// Its name.
    pub name: String,
    /// Rated pages: A4 pages of which 5 % is covered.
    pub pages: f64,
    /// Millilitres, if it is ink.
    pub ml: f64,
    /// Grams, if it is toner.
    pub grams: f64,
}

/// What a piece costs whose pages, or sides of sheets, were looked at.
pub fn cost(built: &Built, pages: &[PageProof], copies: NonZeroU32) -> Cost {
    let pages_of_set = match (&built.imposed, built.kind) {
        (Some(imposed), SheetKind::Nup) => imposed.up.max(1) as u32,
        _ => 1,
    };
    let copies_of_page = built.cut_apart.map_or(1, |it| it.copies_of_page());
    let copies_of_set = pages_of_set.saturating_mul(copies_of_page);
    let sheets_of_set = match &built.imposed {
        Some(imposed) if !is_page_by_page(built) => imposed.sheets.len() as u32,
        _ => built.piece.pages.len().div_ceil(2) as u32,
    };
    let inks = inks(built, pages, f64::from(copies_of_set));
    let ways = ways::ways(built, &inks, (copies, copies_of_page));
    Cost {
        copies,
        copies_of_set,
        sheets_of_set,
        sheets: copies
            .get()
            .div_ceil(copies_of_set)
            .saturating_mul(sheets_of_set),
        onto: built.onto.clone(),
        cuts: cuts::of_sheets(built),
        inks,
        ways,
    }
}

/// Whether each page is a side of a sheet by itself: a press or copier prints them on both sides.
pub fn is_page_by_page(built: &Built) -> bool {
    let one_sided = |imposed: &crate::impose::Imposed| {
        imposed.up == 1 && imposed.sheets.iter().all(|sheet| sheet.back.is_none())
    };
    built.kind == SheetKind::None && built.imposed.as_ref().is_none_or(one_sided)
}

fn inks(built: &Built, pages: &[PageProof], copies: f64) -> Vec<InkOfCopy> {
    let rated = &prices().rated;
    let mut inks: Vec<InkOfCopy> = Vec::new();
    let mut add = |name: &str, mean: f64, m2: f64| {
        let pages = mean * m2 / A4_M2 / rated.share.max(1e-6) / copies;
        match inks.iter_mut().find(|ink| ink.name == name) {
            Some(ink) => ink.pages += pages,
            None => inks.push(InkOfCopy {
                name: name.to_owned(),
                pages,
                ml: 0.0,
                grams: 0.0,
            }),
        }
    };
    // Where each ink has a file of its own, the pages of one file do not tell of the others.
    if built.files.len() > 1 {
        for (page, coverage) in built.piece.pages.iter().zip(&built.coverage) {
            let m2 = page.trim_box().area() / 1e6;
            for ink in &coverage.inks {
                add(&ink.name, ink.mean, m2 * copies);
            }
        }
    } else {
        for page in pages {
            let m2 = page.size.width.to_mm() * page.size.height.to_mm() / 1e6;
            for ink in &page.inks {
                add(&ink.name, ink.mean, m2);
            }
        }
    }
    for ink in &mut inks {
        ink.ml = ink.pages * rated.ink_ml;
        ink.grams = ink.pages * rated.toner_g;
    }
    inks
}

impl Cost {
    /// It in rows to read: what, how much, and how that was found.
    pub fn lines(&self) -> Vec<[String; 3]> {
        let copies = self.copies;
        let mut lines = Vec::new();
        for ink in self.inks.iter().filter(|ink| ink.pages >= 0.005) {
            lines.push([
                format!("{} of a copy", ink.name),
                format!(
                    "{:.2} rated pages ({:.3} ml of ink or {:.3} g of toner)",
                    ink.pages, ink.ml, ink.grams
                ),
                "a rated page is A4 with 5 % covered (ISO/IEC 19752, 19798, 24711)".to_owned(),
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
            let how = "lines at which a pile is cut".to_owned();
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
                way.told(),
                way.sheet,
                way.sheets
            );
            lines.push([what, price, how]);
        }
        lines
    }
}

/// Whether a route prints in black alone.
fn is_black(route: &str) -> bool {
    route == RouteKind::Copier.name()
}
