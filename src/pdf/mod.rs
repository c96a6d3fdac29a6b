//! Writes pages or sheets as a PDF. The only room that knows `printpdf` and `lopdf`.
//!
//! In: a [`Print`]: a piece, the sheets that its pages lie on, the inks of the route. Out: the bytes of a
//! file, the same for the same input. The steps: `surface` decides which content streams there are, `signs`
//! and `fonts` choose the codes of each font and cut it, `tags` builds the structure, `draw` with `shapes`
//! and `images` writes the contents, and `finish` completes the object tree. PDF 1.7 (ISO 32000-1) is written
//! for screen and office printers, tagged as PDF/UA-1 (ISO 14289-1); PDF/X-4 (ISO 15930-7) for a press.
//!
//! Why two libraries: `printpdf` writes the operators of pages. What it does not write well (boxes, fonts,
//! outline, structure, metadata, file identifier) is finished on the object tree of `lopdf` before the file
//! is saved. Why fonts of our own making: text must be copied from the file letter for letter in every
//! viewer, which needs a code for each letter and not for each glyph; `signs` explains this.

mod contours;
mod deflate;
mod draw;
mod fades;
mod finish;
mod fonts;
mod forms;
mod image_objects;
mod images;
mod intent;
mod outline;
mod paint;
mod pen;
mod photo;
mod print;
mod repeats;
mod resources;
mod shadings;
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

use fonts::FontUse;
pub use fonts::Reused;
pub use intent::Intent;
pub use paint::Separation;
use pen::{Pen, Shared};
pub use print::Print;
use surface::Surfaces;
use tags::Tags;

/// Writes a piece as PDF 1.7, or for a press as PDF/X-4 (1.6). The same piece gives the same bytes.
/// Errors: a font or a picture cannot be written, or a press file does not meet PDF/X-4.
pub fn export(print: &Print<'_>, book: &FontBook, reused: &Reused) -> Result<Vec<u8>, Diagnostic> {
    let surfaces = Surfaces::of(print.piece, print.sheets);
    let fonts = fonts::collect(&surfaces, book, reused)?;
    // Pages of a sheet that holds several cannot be read in order, so only plain pages get a structure.
    let tags = (print.read && surfaces.plain).then(|| Tags::of(print.piece));
    let mut shared = Shared::new(reused);
    let document = contents(print, &surfaces, (&fonts, book), tags.as_ref(), &mut shared)?;
    let options = PdfSaveOptions {
        // Fonts and pictures are cut and compressed here; the options of the library would do it again.
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

/// Checks whether the fonts of a piece and of the marks on its sheets can be embedded, without writing a
/// file. Errors: a font cannot be read. Nothing else that is drawn can fail, as the layout has read the
/// pictures.
pub fn verify_fonts(
    piece: &Piece,
    sheets: Option<&[Sheet]>,
    book: &FontBook,
    reused: &Reused,
) -> Result<(), Diagnostic> {
    fonts::verify(&Surfaces::of(piece, sheets), book, reused)
}

/// The content streams, pages that are placed on sheets first.
fn contents(
    print: &Print<'_>,
    surfaces: &Surfaces<'_>,
    fonts: (&FontUse, &FontBook),
    tags: Option<&Tags>,
    shared: &mut Shared,
) -> Result<PdfDocument, Diagnostic> {
    let mut document = PdfDocument::new(&print.piece.title);
    for (number, surface) in surfaces.all().enumerate() {
        let pen = Pen::new((number, surface), fonts, tags, print.separation, shared);
        let ops = pen.draw()?;
        let size = |length: crate::geom::Length| printpdf::Mm(length.to_mm() as f32);
        let (width, height) = (size(surface.size.width), size(surface.size.height));
        document.pages.push(PdfPage::new(width, height, ops));
    }
    for (id, object) in std::mem::take(&mut shared.images.objects) {
        // Pictures are registered once for the document, after all pages have said which they use.
        let object = printpdf::XObject::External(object);
        document.resources.xobjects.map.insert(id, object);
    }
    Ok(document)
}
