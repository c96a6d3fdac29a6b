//! Pages become a PDF. The only place that knows `printpdf` and `lopdf`.
//!
//! `printpdf` writes the page contents; what it does not write well (boxes, fonts of its own making,
//! outlines, structure, metadata, the file identifier) is finished on the object tree before it is
//! saved.

mod draw;
mod finish;
mod fonts;
mod images;
mod outline;
mod reading;
mod signs;
mod structure;
mod tags;
mod truetype;
mod xmp;

use std::collections::BTreeMap;

use printpdf::{PdfDocument, PdfPage, PdfSaveOptions};

use crate::diag::Diagnostic;
use crate::page::Piece;
use crate::typeset::FontBook;

use fonts::FontUse;
pub use fonts::Subsets;

/// Writes a piece as PDF 1.7. The same piece gives the same bytes.
pub fn export(piece: &Piece, book: &FontBook, subsets: &Subsets) -> Result<Vec<u8>, Diagnostic> {
    let fonts = fonts::collect(piece, book, subsets)?;
    let tags = tags::Tags::of(piece);
    let (document, opacities) = contents(piece, &fonts, &tags)?;
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: false,
        image_optimization: None,
    };
    let document = document.to_lopdf_document(&options, &mut Vec::new());
    finish::finish(document, piece, &fonts, &tags, &opacities)
}

/// The pages with their drawing operations, and the opacities that they use.
fn contents(
    piece: &Piece,
    fonts: &FontUse,
    tags: &tags::Tags,
) -> Result<(PdfDocument, Vec<u8>), Diagnostic> {
    let mut document = PdfDocument::new(&piece.title);
    let mut images = images::Images::default();
    let mut opacities = BTreeMap::new();
    for (number, page) in piece.pages.iter().enumerate() {
        let mut pen = draw::Pen::new((number, page), fonts, tags, &mut images, &mut opacities);
        pen.frame(&page.frame)?;
        let (width, height) = (page.bleed_box().size.width, page.bleed_box().size.height);
        let size = |length: crate::geom::Length| printpdf::Mm(length.to_mm() as f32);
        document
            .pages
            .push(PdfPage::new(size(width), size(height), pen.finish()));
    }
    for (id, object) in images.objects {
        document
            .resources
            .xobjects
            .map
            .insert(id, printpdf::XObject::External(object));
    }
    Ok((document, opacities.into_keys().collect()))
}
