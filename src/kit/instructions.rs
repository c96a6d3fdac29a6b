//! The instructions for printing a file, in words.

use crate::ink::Inks;
use crate::order::Copies;
use crate::pipeline::{Examined, SheetKind};
use crate::proof::cost::{Cost, is_page_by_page};
use crate::route::RouteKind;
use crate::sheet::Flip;
use crate::template::CutApart;

/// How the number of copies of a piece was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// For this piece.
    Asked,
    /// One number for all pieces, of which the helper will choose some.
    IfChosen,
    /// Not at all.
    Unsaid,
}

impl Wanted {
    /// What is known of a piece, by its template. A number for every piece asks for those that the order
    /// names; where it names none, nobody has said yet which are wanted.
    pub(super) fn of(copies: &Copies, template: &str, is_named: bool) -> Self {
        match (copies.names(template), copies.every()) {
            (true, _) => Self::Asked,
            (false, Some(_)) if is_named => Self::Asked,
            (false, Some(_)) => Self::IfChosen,
            (false, None) => Self::Unsaid,
        }
    }
}

/// The instructions for printing a piece: paper, sides, edge, sheets, folds, cuts, size.
pub(super) fn instructions(examined: &Examined, cost: &Cost, wanted: Wanted) -> Vec<String> {
    let mut told = vec![match examined.route.kind {
        // The weights are those that desktop printers feed, and that print shops take for flyers (practice).
        RouteKind::Press => format!("Paper {}, uncoated, 120–170 g/m²", sheet(examined)),
        _ => format!("Paper {}, uncoated, 80–120 g/m²", sheet(examined)),
    }];
    let two_sided = match &examined.imposed {
        Some(imposed) if !is_page_by_page(examined) => {
            imposed.sheets.iter().any(|sheet| sheet.back.is_some())
        }
        _ => examined.piece.pages.len() > 1,
    };
    told.push(match (two_sided, examined.flip) {
        (false, _) => "one side".to_owned(),
        (true, Some(Flip::ShortEdge)) => "both sides, flipped on the short edge".to_owned(),
        (true, _) => "both sides, flipped on the long edge".to_owned(),
    });
    told.push(match examined.route.kind {
        RouteKind::Home => "in colour".to_owned(),
        RouteKind::Copier => "black only".to_owned(),
        RouteKind::Press => "PDF/X-4, with bleed and crop marks".to_owned(),
        RouteKind::Riso => inks(examined),
        RouteKind::Screen => "to look at, not to print".to_owned(),
    });
    told.push(describe_sheets(cost, wanted));
    match examined.kind {
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
    // Tiles are cut along their overlap, which the last page shows.
    if examined.kind != SheetKind::Tile {
        told.push(describe_cuts(cost.cuts, examined.cut_apart));
    }
    // Print dialogs often scale to fit, and a code that is scaled down may be too small to scan.
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
        (Wanted::IfChosen, ..) => format!("{sheets} if you need {copies} of this piece"),
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
fn sheet(examined: &Examined) -> String {
    let trim = examined
        .piece
        .pages
        .first()
        .map(|page| page.trim)
        .unwrap_or_default();
    match examined.route.kind {
        RouteKind::Press => {
            let size = |length: crate::geom::Length| length.to_mm().round();
            format!(
                "for {} × {} mm when cut",
                size(trim.width),
                size(trim.height)
            )
        }
        _ => examined.onto.clone(),
    }
}

/// The inks of a riso in words: each has a file and a drum of its own.
fn inks(examined: &Examined) -> String {
    let names = match Inks::of(&examined.route, &examined.piece.inks) {
        Ok(inks) => inks
            .plates()
            .iter()
            .map(|plate| plate.name.clone())
            .collect(),
        // The piece was built with these inks, so this does not occur.
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
            "63 sheets if you need 500 copies of this piece"
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

    #[test]
    fn a_number_for_every_piece_asks_for_those_that_are_named() {
        let copies = |argument: &str| Copies::of(&[argument.parse().expect("a count")]);
        let of = |argument: &str, is_named| Wanted::of(&copies(argument), "poster", is_named);
        assert_eq!(of("flyer=500", true), Wanted::Unsaid);
        assert_eq!(of("poster=40", false), Wanted::Asked);
        assert_eq!(of("500", false), Wanted::IfChosen);
        assert_eq!(of("500", true), Wanted::Asked);
    }
}
