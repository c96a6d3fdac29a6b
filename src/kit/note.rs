//! The note for the person who prints: what it is, a ruler to check the printed size, and the table of the files
//! (`table.rs`), in the language of the content. It is one page, unless a kit has more files than a page has lines for.

use super::listing::Folder;
use super::pen::Pen;
use super::table;
use crate::diag::Diagnostic;
use crate::geom::{Length, Size};
use crate::ink::Inks;
use crate::language::Language;
use crate::page::{Page, Piece};
use crate::pdf::{self, Print, Reused};
use crate::typeset::FontBook;

/// Makes the note as PDF. `title` is that of the campaign.
pub(super) fn note(
    title: &str,
    folders: &[Folder],
    language: &Language,
    paper: Size,
) -> Result<Vec<u8>, Diagnostic> {
    let words = language.note();
    let book = FontBook::embedded();
    // The note is in English where the program has no words in the language.
    let tag = match language.is_known() {
        true => language.tag().to_string(),
        false => "en".to_owned(),
    };
    let mut pen = Pen::new(&book, &tag, paper);
    pen.heading(&words.title, 20.0);
    pen.paragraph(title, 10.5, 400);
    pen.space(2.4);
    pen.paragraph(&words.size, 8.5, 400);
    pen.space(1.4);
    pen.ruler();
    let choose = (folders.len() > 1).then_some(words.choose.as_str());
    for line in [Some(words.first.as_str()), choose].into_iter().flatten() {
        pen.paragraph(line, 8.5, 400);
    }
    pen.space(2.0);
    table::draw(folders, words, &mut pen);
    let page = |frame| Page {
        trim: paper,
        bleed: Length::ZERO,
        frame,
    };
    let piece = Piece {
        template: "note".to_owned(),
        paper: String::new(),
        title: format!("{}: {title}", words.title),
        language: tag,
        country: None,
        author: String::new(),
        inks: Vec::new(),
        together: false,
        unscanned: false,
        pages: pen.finish().into_iter().map(page).collect(),
    };
    let inks = Inks::on_screen();
    pdf::export(&Print::pages(&piece, &inks), &book, &Reused::default())
}
