//! A sheet that shows by how much a printer is off between front and back.

use crate::diag::Diagnostic;
use crate::geom::Point;
use crate::impose::{self, Imposition, Spec};
use crate::ink::Inks;
use crate::page::Piece;
use crate::paper::Paper;
use crate::pdf::{self, Print, Reused};
use crate::sheet::Flip;
use crate::typeset::FontBook;

/// A calibration sheet as PDF, for a printer that turns sheets about an edge. `offset` is what was found so
/// far, right and down: printed again with it, the crosses of front and back lie on one another.
pub fn calibration_as_pdf(paper: &Paper, flip: Flip, offset: Point) -> Result<Vec<u8>, Diagnostic> {
    let spec = Spec {
        flip,
        back_offset: offset,
        ..Spec::new(Imposition::OneUp, paper.size())
    };
    let book = FontBook::embedded();
    // The crosses are drawn on the sheet itself, so the piece has no pages.
    let sheets = [impose::calibration(&spec, &book)];
    let piece = Piece {
        template: "calibration".to_owned(),
        paper: String::new(),
        title: "Calibration of front and back".to_owned(),
        language: spec.language.clone(),
        country: None,
        author: String::new(),
        inks: Vec::new(),
        together: false,
        unscanned: false,
        pages: Vec::new(),
    };
    let inks = Inks::on_screen();
    let print = Print {
        sheets: Some(&sheets),
        read: false,
        flip: Some(spec.flip),
        ..Print::pages(&piece, &inks)
    };
    pdf::export(&print, &book, &Reused::default())
}
