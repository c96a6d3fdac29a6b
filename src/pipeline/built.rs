//! What comes of a job: a piece examined, and the same piece with its files.

use crate::diag::{Diagnostics, OnPage, Warned};
use crate::document::Document;
use crate::frame::Origin;
use crate::geom::{Length, Rect};
use crate::impose::Imposed;
use crate::ink::Coverage;
use crate::page::{PageFinding, Piece, Spot};
use crate::pipeline::{Measured, SheetKind, Taken};
use crate::route::Route;
use crate::sheet::Flip;
use crate::sheet::Placement;
use crate::template::CutApart;

/// A piece with its warnings, or what keeps it from being made.
pub type Made = Result<Warned<Built>, Diagnostics>;

/// A piece laid out, put on its sheets and looked at. All that its content and layout can be blamed for is
/// known; no file is made of it.
#[derive(Debug)]
pub struct Examined {
    /// Its pages.
    pub piece: Piece,
    /// The sheets that they lie on; none where each page is printed by itself.
    pub imposed: Option<Imposed>,
    /// The kind of these sheets.
    pub kind: SheetKind,
    /// The name of their paper.
    pub onto: String,
    /// The route, with its numbers.
    pub route: Route,
    /// How much of each ink lies on each page, where the route has inks of its own.
    pub coverage: Vec<Coverage>,
    /// The edge of the sheet that the printer does not reach.
    pub margin: Length,
    /// The empty edge of a page that is as large as its sheet: the page was laid out within it.
    pub border: Length,
    /// The edge about which the printer is to turn the sheets, where pages lie on sheets.
    pub flip: Option<Flip>,
    /// Its copies on a page that are cut apart, such as stickers.
    pub cut_apart: Option<CutApart>,
    /// The measures of its pages, or of the half that each language has of them.
    pub measures: Vec<Measured>,
    /// The options of its pages that were taken, and why.
    pub taken: Vec<Taken>,
    /// The content and layout files that its items name as their origin.
    pub documents: Vec<Document>,
}

/// A piece made: examined, and its files.
#[derive(Debug)]
pub struct Built {
    /// The piece that the files are of.
    pub examined: Examined,
    /// The files: one, or one for each ink.
    pub files: Vec<PdfFile>,
    /// Its words as plain text, where the layout asks for them.
    pub text: Option<String>,
}

/// A file made.
#[derive(Debug)]
pub struct PdfFile {
    /// The ink that it is for, where each ink has a file of its own.
    pub ink: Option<String>,
    /// The PDF.
    pub bytes: Vec<u8>,
}

impl Built {
    /// The PDF; of several inks that of the first.
    pub fn pdf(&self) -> &[u8] {
        self.files.first().map_or(&[], |file| &file.bytes)
    }
}

impl Examined {
    /// Findings as diagnostics, each with the line that it came from and its place in the file.
    pub fn placed(&self, findings: Vec<PageFinding>) -> Diagnostics {
        let line = |origin: Origin| {
            let named = |document: &&Document| document.source().name == *origin.file;
            let document = self.documents.iter().find(named)?;
            Some(document.place(&origin.key))
        };
        let mut diagnostics = Diagnostics::default();
        for finding in findings {
            let mut diagnostic = finding.diagnostic;
            diagnostic.place = finding.origin.and_then(line).or(diagnostic.place);
            let on_page = finding.spot.and_then(|spot| self.on_page(spot));
            diagnostic.on_page = on_page.or(diagnostic.on_page);
            diagnostics.push(diagnostic);
        }
        diagnostics
    }

    /// A place in the piece as a place in the file: on sheets, where the page lies largest.
    pub fn on_page(&self, spot: Spot) -> Option<OnPage> {
        let (page, rect) = match (spot, &self.imposed) {
            (Spot::Side(page, rect), _) | (Spot::Page(page, rect), None) => {
                return Some(OnPage { page, rect });
            }
            (Spot::Page(page, rect), Some(_)) => (page, rect),
        };
        let size = self.piece.pages.get(page)?.trim;
        let sides = self.imposed.iter().flat_map(Imposed::sides).enumerate();
        let lies = sides.flat_map(|(number, side)| {
            let placements = side.placements.iter();
            let here = placements.filter(move |placement| placement.page == page);
            here.map(move |placement| (number, placement, placement.rect(size, rect)))
        });
        // Of tiles, the one that shows most of it; of pages that lie on sheets many times, the first.
        let seen = |placement: &Placement, rect: Rect| rect.intersection(placement.clip).area();
        let mut best: Option<(f64, usize, Rect)> = None;
        for (number, placement, rect) in lies {
            let area = seen(placement, rect);
            if best.is_none_or(|(most, ..)| area > most) {
                best = Some((area, number, rect.intersection(placement.clip)));
            }
        }
        best.map(|(_, page, rect)| OnPage { page, rect })
    }
}
