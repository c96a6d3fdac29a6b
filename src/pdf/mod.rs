//! Pages become a PDF. The only place that knows `printpdf` and `lopdf`.
//!
//! `printpdf` writes the page contents; what it does not write well (boxes, fonts of its own making,
//! outlines, structure, metadata, the file identifier) is finished on the object tree before it is
//! saved.

mod contours;
mod deflate;
mod draw;
mod finish;
mod fonts;
mod forms;
mod images;
mod intent;
mod outline;
mod paint;
mod print;
mod resources;
mod shapes;
mod signs;
mod structure;
mod surface;
mod tags;
mod truetype;
mod x4;
mod xmp;

use printpdf::{PdfDocument, PdfPage, PdfSaveOptions};

use crate::diag::Diagnostic;
use crate::page::Piece;
use crate::sheet::Sheet;
use crate::typeset::FontBook;

use draw::Shared;
use fonts::FontUse;
pub use fonts::Reused;
pub use intent::Intent;
pub use paint::Separation;
pub use print::Print;
use surface::Surfaces;
use tags::Tags;

/// Writes a piece as PDF 1.7, for a press as PDF/X-4 (1.6). The same piece gives the same bytes.
pub fn export(print: &Print<'_>, book: &FontBook, reused: &Reused) -> Result<Vec<u8>, Diagnostic> {
    let surfaces = Surfaces::of(print.piece, print.sheets);
    let fonts = fonts::collect(&surfaces, book, reused)?;
    let tags = (print.read && surfaces.plain).then(|| Tags::of(print.piece));
    let mut shared = Shared::new(reused);
    let document = contents(print, &surfaces, (&fonts, book), tags.as_ref(), &mut shared)?;
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: false,
        image_optimization: None,
    };
    let document = document.to_lopdf_document(&options, &mut Vec::new());
    let parts = finish::Parts {
        print,
        surfaces: &surfaces,
        fonts: &fonts,
        tags: tags.as_ref(),
        shared: &shared,
        reused,
    };
    finish::finish(document, &parts)
}

/// Finds whether the letters of a piece, and those of the marks on its sheets, can be embedded, without
/// writing a file: what else is drawn cannot fail, since the layout looked at the pictures.
pub fn verify_fonts(
    piece: &Piece,
    sheets: Option<&[Sheet]>,
    book: &FontBook,
    reused: &Reused,
) -> Result<(), Diagnostic> {
    fonts::verify(&Surfaces::of(piece, sheets), book, reused)
}

/// The streams with their drawing operations, forms first.
fn contents(
    print: &Print<'_>,
    surfaces: &Surfaces<'_>,
    fonts: (&FontUse, &FontBook),
    tags: Option<&Tags>,
    shared: &mut Shared,
) -> Result<PdfDocument, Diagnostic> {
    let mut document = PdfDocument::new(&print.piece.title);
    for (number, surface) in surfaces.all().enumerate() {
        let pen = draw::Pen::new((number, surface), fonts, tags, print.separation, shared);
        let ops = pen.draw()?;
        let size = |length: crate::geom::Length| printpdf::Mm(length.to_mm() as f32);
        let (width, height) = (size(surface.size.width), size(surface.size.height));
        document.pages.push(PdfPage::new(width, height, ops));
    }
    for (id, object) in std::mem::take(&mut shared.images.objects) {
        let object = printpdf::XObject::External(object);
        document.resources.xobjects.map.insert(id, object);
    }
    Ok(document)
}
