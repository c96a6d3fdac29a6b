//! What the person who prints has to know of a file, in the words of a language: a row of the table of the note.

use crate::ink::Inks;
use crate::language::NoteWords;
use crate::pipeline::{Examined, SheetKind};
use crate::proof::cost::{Cost, is_page_by_page};
use crate::route::RouteKind;
use crate::sheet::Flip;

/// How a file is printed, by the columns of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Instructions {
    pub(super) paper: String,
    pub(super) sides: String,
    pub(super) ink: String,
    pub(super) copies: String,
    pub(super) sheets: String,
    /// What is done with the printed sheets.
    pub(super) after: String,
}

/// How a piece is printed. Where nobody said how many copies are wanted, the counts are those of one set of its sheets:
/// eight stickers from one sheet.
pub(super) fn instructions(
    examined: &Examined,
    cost: &Cost,
    is_counted: bool,
    words: &NoteWords,
) -> Instructions {
    let (copies, sheets) = match is_counted {
        true => (cost.copies.get(), cost.sheets),
        false => (cost.copies_of_set, cost.sheets_of_set),
    };
    Instructions {
        paper: paper(examined, words),
        sides: sides(examined, words),
        ink: ink(examined, words),
        copies: copies.to_string(),
        sheets: sheets.to_string(),
        after: after(examined, cost, words),
    }
}

/// The name of a kind of printer.
pub(super) fn printer(route: RouteKind, words: &NoteWords) -> &str {
    match route {
        RouteKind::Home => &words.home,
        RouteKind::Copier => &words.copier,
        RouteKind::Riso => &words.riso,
        RouteKind::Press => &words.press,
        RouteKind::Screen => &words.screen,
    }
}

/// The sheet with its weight. The weights are those that desktop printers feed, and that print shops take for flyers
/// (practice). A press can use paper of any size that is large enough.
fn paper(examined: &Examined, words: &NoteWords) -> String {
    let pages = &examined.piece.pages;
    let trim = pages.first().map(|page| page.trim).unwrap_or_default();
    match examined.route.kind {
        RouteKind::Press => {
            let size = |length: crate::geom::Length| length.to_mm().round().to_string();
            let cut = words.trimmed.replace("{width}", &size(trim.width));
            let cut = cut.replace("{height}", &size(trim.height));
            format!("{cut}, {}", weight("120", "170"))
        }
        _ => format!("{}, {}", examined.onto, weight("80", "120")),
    }
}

/// A range of weights, which no line divides.
fn weight(from: &str, to: &str) -> String {
    format!("{from}–\u{2060}{to}\u{a0}g/m²")
}

fn sides(examined: &Examined, words: &NoteWords) -> String {
    let two_sided = match &examined.imposed {
        Some(imposed) if !is_page_by_page(examined) => {
            imposed.sheets.iter().any(|sheet| sheet.back.is_some())
        }
        _ => examined.piece.pages.len() > 1,
    };
    let said = match (two_sided, examined.flip) {
        (false, _) => &words.one,
        (true, Some(Flip::ShortEdge)) => &words.short_edge,
        (true, _) => &words.long_edge,
    };
    said.clone()
}

fn ink(examined: &Examined, words: &NoteWords) -> String {
    match examined.route.kind {
        RouteKind::Home | RouteKind::Screen => words.color.clone(),
        RouteKind::Copier => words.black.clone(),
        RouteKind::Press => words.pdf_x.clone(),
        RouteKind::Riso => {
            let inks = Inks::of(&examined.route, &examined.piece.inks);
            let plates = inks.as_ref().map(Inks::plates).unwrap_or_default();
            let names: Vec<&str> = plates.iter().map(|plate| plate.name.as_str()).collect();
            words.separate.replace("{list}", &names.join(", "))
        }
    }
}

/// Folds, cuts and staples.
fn after(examined: &Examined, cost: &Cost, words: &NoteWords) -> String {
    let mut steps: Vec<&str> = Vec::new();
    match examined.kind {
        SheetKind::Booklet => steps.push(&words.staple),
        SheetKind::Zine => steps.push(&words.zine),
        SheetKind::Fold => steps.push(&words.fold),
        SheetKind::Tile => steps.push(&words.paste),
        _ => {}
    }
    // Tiles are cut along their overlap, which the last page shows.
    if cost.cuts > 0 && examined.kind != SheetKind::Tile {
        steps.push(&words.cut);
    }
    if examined.cut_apart.is_some_and(|parts| parts.lines() > 0) {
        steps.push(&words.cut_apart);
    }
    if steps.is_empty() {
        steps.push(&words.nothing);
    }
    steps.join("; ")
}
