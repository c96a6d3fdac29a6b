//! Writes the PDFs of a piece: one, or one for each ink where the route prints them apart.

use super::PdfFile;
use super::resources::Pipeline;
use crate::diag::Diagnostics;
use crate::impose::Imposed;
use crate::ink::Inks;
use crate::language::Date;
use crate::page::Piece;
use crate::pdf::{self, Intent, Print};
use crate::route::RouteKind;
use crate::sheet::Flip;

impl Pipeline {
    /// Writes the files.
    pub(super) fn files(
        &self,
        piece: &Piece,
        imposed: Option<(&Imposed, Flip)>,
        inks: &Inks,
        date: Date,
    ) -> Result<Vec<PdfFile>, Diagnostics> {
        let mut print = Print {
            sheets: imposed.map(|(imposed, _)| &imposed.sheets[..]),
            flip: imposed.map(|(_, flip)| flip),
            intent: inks.profile().map(|profile| Intent { profile, date }),
            // Only these files are read on a screen and need tags. The others go to a machine.
            read: matches!(inks.kind(), RouteKind::Screen | RouteKind::Home),
            ..Print::pages(piece, inks)
        };
        // Without plates one file holds all colours.
        if inks.plates().is_empty() {
            let bytes = pdf::export(&print, &self.book, &self.reused)?;
            return Ok(vec![PdfFile { ink: None, bytes }]);
        }
        let mut files = Vec::new();
        for plate in inks.plates() {
            // The date, sheets and marks are the same in each file, so that the plates align.
            print.separation.plate = Some(plate);
            files.push(PdfFile {
                ink: Some(plate.suffix.clone()),
                bytes: pdf::export(&print, &self.book, &self.reused)?,
            });
        }
        Ok(files)
    }
}
