//! Reads a PDF that any program may have made, and lists what can be seen without its source: pages and
//! boxes, fonts, pictures, colours, line widths, links, metadata, and traces of people and machines.
//!
//! In: the bytes of a file. Out: [`Inspected`], plain data without an opinion; the rooms under `proof` decide
//! what of it is a finding. The steps: `lex` makes objects of bytes, `store` finds all objects of the file,
//! `pages` walks the page tree, `contents` follows the operators of each page with `draw`, `letters` and
//! `state`, `traces` and `about` read what is not drawn, and `weight` decides whether a renderer may open the
//! file. Clauses are those of ISO 32000-1 (PDF 1.7), which every later version reads.
//!
//! Why not the reader of `lopdf`: this one has to survive files that are broken or made to do harm. `lopdf`
//! gives up on a broken table of objects, and some thousand streams that each name the next one as their
//! length overflow its stack, which ends the program. Here one pass from the beginning to the end of the file
//! finds each object; depth, work and memory have limits, and [`Inspected::cut`] records that a limit was
//! reached.

mod about;
mod cmap;
mod color;
mod contents;
mod draw;
mod filters;
mod font;
mod jpeg;
mod letters;
mod lex;
mod model;
mod over_text;
mod pages;
mod paths;
mod scan;
mod space;
mod state;
mod store;
mod traces;
mod value;
mod walk_state;
mod weight;
mod xmp;

pub use model::{
    About, ColorUse, Comment, Drawn, FontUse, Heaviest, ImageUse, Inspected, JpegExtras, Lettering,
    Line, Link, Marked, PageFacts, Space, TextOverText, Trace, Traces, Xmp,
};

use store::Store;
use walk_state::FileWalk;

use crate::diag::Diagnostic;
use crate::rules::Rule;

/// Refuses a file that would take all memory or time of a renderer, which has no limits of its own.
pub fn verify_weight(bytes: &[u8]) -> Result<(), Diagnostic> {
    let store = Store::read(bytes)?;
    if store.encrypted {
        let problem = Diagnostic::error(Rule::Encrypted, "the file is encrypted");
        return Err(problem.hint("save it without a password"));
    }
    weight::weigh(&store).map_or(Ok(()), Err)
}

/// Reads a file. Errors: the file is not a PDF, or is larger than any piece to print. For an encrypted file
/// the answer says only that it is encrypted.
pub fn inspect(bytes: &[u8]) -> Result<Inspected, Diagnostic> {
    // Every later step needs unpacked strings and streams, which encryption hides.
    let store = Store::read(bytes)?;
    let mut found = Inspected {
        version: store.version(),
        encrypted: store.encrypted,
        has_table: store.has_table(),
        ..Inspected::default()
    };
    if store.encrypted {
        return Ok(found);
    }
    found.about = about::read(&store);
    // Layers come before the pages: what lies in a hidden layer is not printed and does not count there.
    let hidden = about::hidden_layers(&store);
    about::read_catalog(&store, &hidden, &mut found.traces);
    traces::gather(&store, &mut found);
    let mut file_walk = FileWalk::new(&store, &hidden);
    for (number, pdf_page) in pages::pages(&store).into_iter().enumerate() {
        let links = traces::links_and_comments(&store, &pdf_page, number, &mut found);
        let mut facts = file_walk.page(pdf_page);
        facts.links = links;
        found.pages.push(facts);
    }
    // Contents repeat on many pages; each path is listed once.
    for path in file_walk.paths {
        if !found.traces.paths.contains(&path) {
            found.traces.paths.push(path);
        }
    }
    found.too_heavy = weight::weigh(&store);
    found.cut = store.cut.get();
    Ok(found)
}
