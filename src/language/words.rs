//! Reads the tables of words, `languages/TAG.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::embedded::LANGUAGES;
use super::marks::Quotes;
use super::primary;
use crate::diag::{Diagnostics, Source};
use crate::document::Document;

/// A table as it is written in TOML.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    /// The name of the language in the language itself, for people who read the table.
    #[serde(rename = "name")]
    _name: String,
    english: String,
    /// The CLDR locale for dates and lists, if it is not the tag.
    locale: Option<String>,
    /// The form of a time on the 24-hour clock, such as `{time} Uhr`.
    clock: Option<String>,
    quotes: Quotes,
    labels: BTreeMap<String, String>,
    note: Option<NoteWords>,
}

/// The words of the note for the person who prints, which goes with a kit. A table has all of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteWords {
    /// The title.
    pub title: String,
    /// How to print, above a ruler of 100 mm.
    pub size: String,
    /// To print one copy first.
    pub first: String,
    /// To choose one of several folders.
    pub choose: String,
    /// A printer at home or in an office.
    pub home: String,
    /// A photocopier.
    pub copier: String,
    /// A risograph.
    pub riso: String,
    /// A press.
    pub press: String,
    /// A screen.
    pub screen: String,
    /// Heads a column: what it is.
    pub piece: String,
    /// Heads a column: the paper.
    pub paper: String,
    /// Heads a column: one side or both.
    pub sides: String,
    /// Heads a column: the inks.
    pub ink: String,
    /// Heads a column: how many.
    pub copies: String,
    /// Heads a column: how many sheets of paper they take.
    pub sheets: String,
    /// Heads a column: what to do with the sheets.
    pub after: String,
    /// The size when cut; takes `{width}` and `{height}` in millimetres.
    pub trimmed: String,
    /// One side.
    pub one: String,
    /// Both sides, the sheet turned over its long edge.
    pub long_edge: String,
    /// Both sides, the sheet turned over its short edge.
    pub short_edge: String,
    /// In colour.
    pub color: String,
    /// In black alone.
    pub black: String,
    /// A file for each ink; takes `{list}`.
    pub separate: String,
    /// What the file of a press is.
    pub pdf_x: String,
    /// Fold and staple.
    pub staple: String,
    /// Fold and cut to a book of eight pages.
    pub zine: String,
    /// Fold.
    pub fold: String,
    /// Cut and paste together.
    pub paste: String,
    /// Cut at the marks.
    pub cut: String,
    /// Cut along the lines between parts of a page.
    pub cut_apart: String,
    /// Nothing is left to do.
    pub nothing: String,
}

/// The table of words that a language uses.
#[derive(Debug)]
pub(super) struct Words {
    /// The tag of the table; none if the language has no table and these are the English words.
    pub(super) tag: Option<&'static str>,
    pub(super) document: Option<Document>,
    pub(super) english: String,
    pub(super) locale: Option<String>,
    pub(super) clock: Option<String>,
    pub(super) quotes: Quotes,
    pub(super) labels: BTreeMap<String, String>,
    pub(super) note: NoteWords,
}

impl Words {
    /// The table of a tag, or else of its language, or else of English.
    pub(super) fn of(tag: &str) -> Self {
        let by = |wanted: &str| LANGUAGES.iter().find(|(known, _)| *known == wanted);
        let own = by(tag).or_else(|| by(primary(tag)));
        let known = own.map(|(tag, _)| *tag);
        let (tag, text) = own.or_else(|| by("en")).copied().unwrap_or(("en", ""));
        let source = Source {
            name: format!("languages/{tag}.toml"),
            text: text.to_owned(),
            shipped: true,
        };
        // A test reads every table, so a table that cannot be parsed never gets here.
        let document = Document::parse(source).ok();
        let file: Option<File> = document
            .as_ref()
            .and_then(|document| document.read(&mut Diagnostics::default()));
        let file = file.unwrap_or_default();
        Self {
            tag: known,
            document,
            english: file.english,
            locale: file.locale,
            // English words stand in for a missing table, but not the English form of a time.
            clock: file.clock.filter(|_| known.is_some()),
            quotes: file.quotes,
            labels: file.labels,
            note: file.note.or_else(english_note).unwrap_or_default(),
        }
    }
}

/// The English words of the note, for a language that has none.
fn english_note() -> Option<NoteWords> {
    let (_, text) = LANGUAGES.iter().find(|(tag, _)| *tag == "en")?;
    toml::from_str::<File>(text).ok()?.note
}

/// The names in braces in a fixed word, sorted.
pub(super) fn placeholders(text: &str) -> Vec<&str> {
    let parts = text.split('{').skip(1);
    let mut names: Vec<&str> = parts.filter_map(|part| part.split('}').next()).collect();
    names.sort_unstable();
    names
}
