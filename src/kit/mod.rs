//! The print kit: one zip file with everything that a helper needs who knows nothing about printing.
//!
//! It takes the built pieces with their proofs and costs, and makes a folder for each route, a printed note with
//! instructions for every file (`note.rs`), and a zip file (`zip.rs`). The same content gives the same bytes on
//! every day and every machine, so that two people can compare their kits by the checksums.

mod note;
mod zip;

pub use self::zip::zip;
pub use note::{Line, note};

use crate::ink::Inks;
use crate::job::SheetKind;
use crate::press::Built;
use crate::proof::cost::{Cost, is_page_by_page};
use crate::route::RouteKind;
use crate::sheet::Flip;
use crate::template::CutApart;

/// A file of a kit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KitFile {
    /// Its path in the zip file.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The name of a route's folder. Folders are numbered so that the simplest route comes first.
pub fn folder(route: RouteKind) -> &'static str {
    match route {
        RouteKind::Screen => "0-to-look-at",
        RouteKind::Home => "1-home-or-office-printer",
        RouteKind::Copier => "2-photocopier",
        RouteKind::Riso => "3-risograph",
        RouteKind::Press => "4-press",
    }
}

/// How the number of copies of a piece was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// For this piece.
    Asked,
    /// One number for all pieces, of which the helper will choose some.
    IfChosen,
    /// Not at all.
    Unsaid,
}

/// The instructions for printing a piece: paper, sides, edge, sheets, folds, cuts, size.
pub fn instructions(built: &Built, cost: &Cost, wanted: Wanted) -> Vec<String> {
    let mut told = vec![match built.route.kind {
        // The weights are those that desktop printers feed, and that print shops take for flyers (practice).
        RouteKind::Press => format!("Paper {}, uncoated, 120–170 g/m²", sheet(built)),
        _ => format!("Paper {}, uncoated, 80–120 g/m²", sheet(built)),
    }];
    let two_sided = match &built.imposed {
        Some(imposed) if !is_page_by_page(built) => {
            imposed.sheets.iter().any(|sheet| sheet.back.is_some())
        }
        _ => built.piece.pages.len() > 1,
    };
    told.push(match (two_sided, built.flip) {
        (false, _) => "one side".to_owned(),
        (true, Some(Flip::ShortEdge)) => "both sides, flipped on the short edge".to_owned(),
        (true, _) => "both sides, flipped on the long edge".to_owned(),
    });
    told.push(match built.route.kind {
        RouteKind::Home => "in colour".to_owned(),
        RouteKind::Copier => "black only".to_owned(),
        RouteKind::Press => "PDF/X-4, with bleed and crop marks".to_owned(),
        RouteKind::Riso => inks(built),
        RouteKind::Screen => "to look at, not to print".to_owned(),
    });
    told.push(describe_sheets(cost, wanted));
    match built.kind {
        SheetKind::Booklet => told.push("fold in the middle and staple in the fold".to_owned()),
        SheetKind::Zine => {
            told.push("fold three times, cut the slit, and fold into a book".to_owned());
        }
        SheetKind::Fold => told.push("fold at the marks".to_owned()),
        SheetKind::Tile => {
            told.push("cut at the marks and paste together, as the last page shows".to_owned());
        }
        _ => {}
    }
    if built.kind != SheetKind::Tile {
        told.push(describe_cuts(cost.cuts, built.cut_apart));
    }
    told.push("at 100 %".to_owned());
    told
}

/// Sheets and copies in words.
fn describe_sheets(cost: &Cost, wanted: Wanted) -> String {
    let counted = |count: u32, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    let sheets = counted(cost.sheets, "sheet", "sheets");
    let copies = counted(cost.copies.get(), "copy", "copies");
    match (wanted, cost.copies_of_set, cost.sheets_of_set) {
        (Wanted::Asked, ..) => format!("{sheets} for {copies}"),
        (Wanted::IfChosen, ..) => format!("{sheets} if {copies} of this piece are wanted"),
        (Wanted::Unsaid, 1, of_set) => {
            format!("{} for each copy", counted(of_set, "sheet", "sheets"))
        }
        (Wanted::Unsaid, of_set, 1) => format!("{of_set} copies from each sheet"),
        (Wanted::Unsaid, copies, sheets) => format!("{copies} copies from each {sheets} sheets"),
    }
}

/// Cuts in words: through the pile at the crop marks, and along the lines between copies on a page.
fn describe_cuts(at_marks: u32, cut_apart: Option<CutApart>) -> String {
    let cuts = |count: u32| match count {
        1 => "one cut".to_owned(),
        count => format!("{count} cuts"),
    };
    let of_pile = (at_marks > 0).then(|| format!("{}, at the marks", cuts(at_marks)));
    let along_lines = cut_apart.filter(|it| it.lines() > 0).map(|it| {
        let lines = cuts(it.lines());
        if it.whole {
            format!(
                "{lines}, along the dashed lines: {} from a page",
                it.copies_of_page()
            )
        } else {
            format!("{lines}, along the dashed lines between the parts to tear off")
        }
    });
    match (of_pile, along_lines) {
        (None, None) => "no cut".to_owned(),
        (Some(one), None) | (None, Some(one)) => one,
        (Some(pile), Some(lines)) => format!("{pile}; then {lines}"),
    }
}

/// The sheet in words. A press can use paper of any size that is large enough.
fn sheet(built: &Built) -> String {
    let trim = built
        .piece
        .pages
        .first()
        .map(|page| page.trim)
        .unwrap_or_default();
    match built.route.kind {
        RouteKind::Press => {
            let size = |length: crate::geom::Length| length.to_mm().round();
            format!(
                "for {} × {} mm when cut",
                size(trim.width),
                size(trim.height)
            )
        }
        _ => built.onto.clone(),
    }
}

/// The inks of a riso in words: each has a file and a drum of its own.
fn inks(built: &Built) -> String {
    let names = match Inks::of(&built.route, &built.piece.inks) {
        Ok(inks) => inks
            .plates()
            .iter()
            .map(|plate| plate.name.clone())
            .collect(),
        Err(_) => Vec::new(),
    };
    format!("a file for each ink: {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::*;

    fn cost(copies: u32, copies_of_set: u32, sheets_of_set: u32) -> Cost {
        Cost {
            copies: NonZeroU32::new(copies).expect("copies"),
            copies_of_set,
            sheets_of_set,
            sheets: copies.div_ceil(copies_of_set) * sheets_of_set,
            onto: "A4".to_owned(),
            cuts: 0,
            inks: Vec::new(),
            ways: Vec::new(),
        }
    }

    #[test]
    fn sheets_are_counted_for_the_copies_that_are_wanted() {
        let told = |cost: &Cost, wanted| describe_sheets(cost, wanted);
        let stickers = cost(500, 8, 1);
        assert_eq!(told(&stickers, Wanted::Asked), "63 sheets for 500 copies");
        assert_eq!(
            told(&stickers, Wanted::IfChosen),
            "63 sheets if 500 copies of this piece are wanted"
        );
        assert_eq!(told(&stickers, Wanted::Unsaid), "8 copies from each sheet");
        assert_eq!(
            told(&cost(100, 1, 1), Wanted::Unsaid),
            "1 sheet for each copy"
        );
        assert_eq!(
            told(&cost(100, 1, 4), Wanted::Unsaid),
            "4 sheets for each copy"
        );
        assert_eq!(told(&cost(1, 1, 1), Wanted::Asked), "1 sheet for 1 copy");
    }

    #[test]
    fn what_is_cut_is_said() {
        let apart = |columns, rows, whole| {
            Some(CutApart {
                columns,
                rows,
                whole,
            })
        };
        assert_eq!(describe_cuts(0, None), "no cut");
        assert_eq!(describe_cuts(1, None), "one cut, at the marks");
        assert_eq!(
            describe_cuts(0, apart(2, 4, true)),
            "4 cuts, along the dashed lines: 8 from a page"
        );
        assert_eq!(
            describe_cuts(4, apart(8, 1, false)),
            "4 cuts, at the marks; then 7 cuts, along the dashed lines between the parts to tear off"
        );
    }
}
