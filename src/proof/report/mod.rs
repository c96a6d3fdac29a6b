//! The report: one HTML page that a browser opens from disk, with a picture of each page and the findings on
//! it.
//!
//! It loads nothing from elsewhere and has no script: people send it to each other, and it may be about a file
//! from a stranger. Pictures and styles are part of the page, and a content security policy forbids the rest.

mod charts;
mod escape;
mod files;
mod findings;
mod head;
mod pictures;
mod summary;
mod tables;

pub use summary::summary;

use std::num::NonZeroU32;

use escape::Html;

use super::cost::Cost;
use super::online::Outcome;
use super::{Judged, Proof};
use crate::diag::{Diagnostics, Severity, counted};
use crate::language::Date;
use crate::preflight::Reading;

/// The subject of a report.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The campaign, or the file.
    pub title: String,
    /// The day at which ages were checked; `None` if they were not.
    pub today: Option<Date>,
    /// The country in which the pieces are handed out (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// The print run: number of copies.
    pub copies: Option<NonZeroU32>,
    /// The names that the user denied, as given.
    pub denied: Vec<String>,
}

/// A file with the results of all checks.
#[derive(Debug, Default)]
pub struct Entry {
    /// Its path as the user knows it.
    pub name: String,
    /// Its description, such as `flyer, A5, for the press`.
    pub title: String,
    /// The language of its text (BCP 47), and whether that is written from right to left.
    pub language: Option<(String, bool)>,
    /// The proof; `None` if the file could not be made or opened.
    pub proof: Option<Proof>,
    /// The findings, with the decisions about them.
    pub judged: Vec<Judged>,
    /// Its links and where they lead, if they were followed.
    pub links: Vec<(String, Outcome)>,
    /// The distances from which its words can be read.
    pub readings: Vec<Reading>,
    /// The estimated cost, for a file of this program.
    pub cost: Option<Cost>,
}

/// The verdict on a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Print it.
    Prints,
    /// Print it after weighing that many warnings.
    Weigh(usize),
    /// Do not print it: it has that many errors.
    DoesNot(usize),
}

impl Entry {
    /// The findings that the content does not allow.
    pub fn standing(&self) -> Diagnostics {
        let mut standing = Diagnostics::default();
        let not_allowed = self.judged.iter().filter(|judged| judged.allowed.is_none());
        standing.extend(not_allowed.map(|judged| judged.diagnostic.clone()));
        standing
    }

    /// Whether an error among them speaks against printing it.
    pub fn has_errors(&self) -> bool {
        let mut standing = self.judged.iter().filter(|judged| judged.allowed.is_none());
        standing.any(|judged| judged.diagnostic.severity == Severity::Error)
    }

    /// The verdict that follows from the findings that count.
    pub fn verdict(&self) -> Verdict {
        let standing = self.judged.iter().filter(|judged| judged.allowed.is_none());
        let severities: Vec<Severity> = standing.map(|judged| judged.diagnostic.severity).collect();
        let count = |of: Severity| {
            severities
                .iter()
                .filter(|severity| **severity == of)
                .count()
        };
        match (count(Severity::Error), count(Severity::Warning)) {
            (0, 0) => Verdict::Prints,
            (0, warnings) => Verdict::Weigh(warnings),
            (errors, _) => Verdict::DoesNot(errors),
        }
    }
}

impl Verdict {
    /// The verdict in words.
    pub fn in_words(self) -> String {
        match self {
            Self::Prints => "ready to print".to_owned(),
            Self::Weigh(warnings) => {
                format!("ready to print, with {}", counted(warnings, "warning"))
            }
            Self::DoesNot(errors) => format!("not ready to print: {}", counted(errors, "error")),
        }
    }
}

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
