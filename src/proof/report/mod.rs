//! The report: one page for browsers that opens from disk, with a picture of each page and what was found on
//! it. Nothing in it is loaded from elsewhere, and it holds no script.

mod charts;
mod escape;
mod files;
mod findings;
mod head;
mod pictures;
mod tables;

use std::num::NonZeroU32;

use escape::Html;

use super::cost::Cost;
use super::online::Outcome;
use super::{Judged, Proof};
use crate::diag::Severity;
use crate::language::Date;
use crate::preflight::Reading;

/// What a report is of.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The campaign, or the file.
    pub title: String,
    /// The day that ages were counted at; none where they were not.
    pub today: Option<Date>,
    /// The country that it is handed out in (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// How many copies are printed.
    pub copies: Option<NonZeroU32>,
    /// What was made an error, as it was asked for.
    pub denied: Vec<String>,
}

/// A file with its proof.
#[derive(Debug, Default)]
pub struct Entry {
    /// Its path as the user knows it.
    pub name: String,
    /// What it is, such as `flyer, A5, for the press`.
    pub title: String,
    /// The language of its text (BCP 47), and whether it is written from right to left.
    pub language: Option<(String, bool)>,
    /// What was seen; none where it could not be made or opened.
    pub proof: Option<Proof>,
    /// What was found.
    pub judged: Vec<Judged>,
    /// Where its links lead, where they were followed.
    pub links: Vec<(String, Outcome)>,
    /// How far its words are read.
    pub readings: Vec<Reading>,
    /// What it costs, where it is one of ours.
    pub cost: Option<Cost>,
}

/// Whether a file is to be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing speaks against it.
    Prints,
    /// It prints, and that many warnings are to be weighed.
    Weigh(usize),
    /// That many errors speak against it.
    DoesNot(usize),
}

impl Entry {
    /// Whether it is to be printed.
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
    /// In words.
    pub fn told(self) -> String {
        let counted = |count: usize, noun: &str| {
            format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
        };
        match self {
            Self::Prints => "ready to print".to_owned(),
            Self::Weigh(warnings) => {
                format!("prints, with {} to weigh", counted(warnings, "warning"))
            }
            Self::DoesNot(errors) => format!("do not print: {}", counted(errors, "error")),
        }
    }
}

/// The report of some files, as a page in HTML.
pub fn html(entries: &[Entry], about: &About) -> String {
    let mut page = Html::default();
    page.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    // Nothing may be loaded, whatever a file has in its names.
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">");
    page.element("<title>Proof: ", &about.title, "</title><style>");
    page.raw(include_str!("style.css"))
        .raw("</style></head><body>");
    page.raw("<a class=\"skip\" href=\"#main\">Skip to the files</a>");
    head::head(&mut page, entries, about);
    page.raw("<main id=\"main\" tabindex=\"-1\">");
    for (number, entry) in entries.iter().enumerate() {
        files::file(&mut page, number + 1, entry);
    }
    files::method(&mut page, about);
    page.raw("</main><footer><p>Made by handbill ")
        .text(env!("CARGO_PKG_VERSION"));
    page.raw(". What is printed cannot be recalled: print one, fold it, scan it, then print the rest.</p></footer></body></html>\n");
    page.finish()
}
