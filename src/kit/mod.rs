//! The print kit: one zip with all that a helper needs who knows nothing of printing.

mod note;
mod zip;

pub use self::zip::zip;
pub use note::{Line, note};

use crate::impose::Flip;
use crate::ink::Inks;
use crate::job::SheetKind;
use crate::press::Built;
use crate::proof::cost::{Cost, is_page_by_page};
use crate::route::RouteKind;

/// A file of a kit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KitFile {
    /// Its path in the zip.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The folder of a route, numbered so that the simplest comes first.
pub fn folder(route: RouteKind) -> &'static str {
    match route {
        RouteKind::Screen => "0-to-look-at",
        RouteKind::Home => "1-home-or-office-printer",
        RouteKind::Copier => "2-photocopier",
        RouteKind::Riso => "3-risograph",
        RouteKind::Press => "4-press",
    }
}

/// What those who print a piece have to know, in words: paper, sides, edge, sheets, folds, cuts, size.
pub fn instructions(built: &Built, cost: &Cost) -> Vec<String> {
    let mut told = vec![match built.route.kind {
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
        (true, Some(Flip::ShortEdge)) => "both sides, turned about the short edge".to_owned(),
        (true, _) => "both sides, turned about the long edge".to_owned(),
    });
    told.push(match built.route.kind {
        RouteKind::Home => "in colour".to_owned(),
        RouteKind::Copier => "black alone".to_owned(),
        RouteKind::Press => "PDF/X-4, with bleed and crop marks".to_owned(),
        RouteKind::Riso => inks(built),
        RouteKind::Screen => "to look at, not to print".to_owned(),
    });
    told.push(format!("{} sheets for {} copies", cost.sheets, cost.copies));
    match built.kind {
        SheetKind::Booklet => told.push("fold in the middle and staple there".to_owned()),
        SheetKind::Zine => told.push("fold three times, cut the slit, fold to a book".to_owned()),
        SheetKind::Fold => told.push("fold at the marks".to_owned()),
        SheetKind::Tile => {
            told.push("cut at the marks and paste, as the last page shows".to_owned());
        }
        _ => {}
    }
    if built.kind != SheetKind::Tile {
        told.push(match cost.cuts {
            0 => "no cut".to_owned(),
            1 => "one cut, at the marks".to_owned(),
            cuts => format!("{cuts} cuts, at the marks"),
        });
    }
    told.push("at 100 %".to_owned());
    told
}

/// The sheet in words: on a press, paper of any size that holds it.
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
