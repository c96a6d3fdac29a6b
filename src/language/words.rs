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
        }
    }
}

/// The names in braces in a fixed word, sorted.
pub(super) fn placeholders(text: &str) -> Vec<&str> {
    let parts = text.split('{').skip(1);
    let mut names: Vec<&str> = parts.filter_map(|part| part.split('}').next()).collect();
    names.sort_unstable();
    names
}
