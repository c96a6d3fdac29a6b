//! The report: one HTML page that a browser opens from disk, with a picture of each page and the findings on
//! it.
//!
//! It loads nothing from elsewhere and has no script: people send it to each other, and it may be about a file
//! from a stranger. Pictures and styles are part of the page, and a content security policy forbids the rest.

mod charts;
mod entries;
mod escape;
mod files;
mod findings;
mod head;
mod pictures;
mod summary;
mod tables;

pub use entries::{About, Entry, Verdict};
pub use summary::summary;

use escape::Html;

/// Writes the report on some files as an HTML page.
pub fn html(entries: &[Entry], about: &About) -> String {
    let mut page = Html::default();
    page.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    // Should something get through the escaping, the browser still loads and runs nothing.
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">");
    page.element("<title>Proof: ", &about.title, "</title><style>");
    page.raw(include_str!("style.css"))
        .raw("</style></head><body>");
    // Seen only when it has the focus: it spares people with a keyboard the whole list of files.
    page.raw("<a class=\"skip\" href=\"#main\">Skip to the files</a>");
    head::head(&mut page, entries, about);
    page.raw("<main id=\"main\" tabindex=\"-1\">");
    for (number, entry) in entries.iter().enumerate() {
        files::file(&mut page, number + 1, entry);
    }
    files::method(&mut page, about);
    page.raw("</main><footer><p>Made by handbill ")
        .text(env!("CARGO_PKG_VERSION"));
    page.raw(". Nobody can call back what is printed: print one copy, fold it, scan it, then print the rest.</p></footer></body></html>\n");
    page.finish()
}
