//! The ink of a copy in rated pages.

use super::prices::prices;
use crate::pipeline::Built;
use crate::proof::PageProof;

/// Area of A4, in square metres.
pub(super) const A4_M2: f64 = 0.210 * 0.297;

/// The amount of an ink that one copy takes.
#[derive(Clone, Debug, PartialEq)]
pub struct InkOfCopy {
    /// Its name.
    pub name: String,
    /// Number of rated pages: A4 pages that are covered by 5 %.
    pub pages: f64,
    /// Millilitres, if the printer uses ink.
    pub ml: f64,
    /// Grams, if it uses toner.
    pub grams: f64,
}

/// The inks of a copy. `copies` is the number of copies on the pages.
pub(super) fn inks(built: &Built, pages: &[PageProof], copies: f64) -> Vec<InkOfCopy> {
    let examined = &built.examined;
    let rated = &prices().rated;
    let mut inks: Vec<InkOfCopy> = Vec::new();
    let mut add = |name: &str, mean: f64, m2: f64| {
        // The minimum keeps broken prices from dividing by zero.
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
    // If each ink has a file of its own, the pages of this file have one ink only. Then the measured coverage
    // of the piece is used, which is for one copy.
    if built.files.len() > 1 {
        for (page, coverage) in examined.piece.pages.iter().zip(&examined.coverage) {
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
