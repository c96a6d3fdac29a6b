//! A PDF from anyone, looked at: what it shows by itself.
//!
//! The file is read by a reader of our own, not by that of `lopdf`: it has to stand files that are
//! broken or made to do harm. `lopdf` gives up on a broken table of objects, and some thousand streams
//! that each name the next one as their length make it run out of stack, which ends the program. Here
//! each object is found by reading the file once from its beginning to its end; depth, work and memory
//! have limits, and where they end what is seen, that is told ([`Inspected::cut`]).

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
mod pages;
mod paths;
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
    Line, Link, Marked, PageFacts, Space, Trace, Traces, Xmp,
};

use store::Store;
use walk_state::FileWalk;

use crate::diag::Diagnostic;

/// Refuses a file that would take all memory or time of a renderer, which has no limits of its own.
pub fn verify_weight(bytes: &[u8]) -> Result<(), Diagnostic> {
    let store = Store::read(bytes)?;
    if store.encrypted {
        let problem = Diagnostic::error("encrypted", "the file is encrypted");
        return Err(problem.hint("save it without a password"));
    }
    weight::weigh(&store).map_or(Ok(()), Err)
}

/// Looks at a file. One that is no PDF, or is larger than any piece to print, is an error; of an
/// encrypted one nothing is known but that.
pub fn inspect(bytes: &[u8]) -> Result<Inspected, Diagnostic> {
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
    found.about = about::about(&store);
    let hidden = about::hidden_layers(&store);
    about::catalog(&store, &hidden, &mut found.traces);
    traces::gather(&store, &mut found);
    let mut file_walk = FileWalk::new(&store, &hidden);
    for (number, sheet) in pages::pages(&store).into_iter().enumerate() {
        let links = traces::notes(&store, &sheet, number, &mut found);
        let mut facts = file_walk.page(sheet);
        facts.links = links;
        found.pages.push(facts);
    }
    for path in file_walk.paths {
        if !found.traces.paths.contains(&path) {
            found.traces.paths.push(path);
        }
    }
    found.too_heavy = weight::weigh(&store);
    found.cut = store.cut.get();
    Ok(found)
}
