//! Quotation marks of languages, and the replacement of straight marks with them.

use serde::Deserialize;

use super::quoting::{Quoting, Setter};
use super::{Language, primary};

/// The quotation marks of a language, including the spaces that it sets inside them, as in French.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct Quotes {
    /// Mark before a quotation.
    pub open: String,
    /// Mark after a quotation.
    pub close: String,
    /// Mark before a quotation inside a quotation.
    pub inner_open: String,
    /// Mark after a quotation inside a quotation.
    pub inner_close: String,
}

/// The marks of languages for which the program has no table of words (CLDR, "delimiters"). A language that is
/// not listed uses the marks of English, as most others do.
const MARKS: [(&[&str], [&str; 4]); 10] = [
    (&["sv", "fi"], ["”", "”", "’", "’"]),
    (&["nb", "nn", "no"], ["«", "»", "‘", "’"]),
    (
        &["cs", "sk", "sl", "is", "lb", "mk", "et"],
        ["„", "“", "‚", "‘"],
    ),
    (&["hr", "bs", "sr"], ["„", "”", "’", "’"]),
    (&["bg", "lt"], ["„", "“", "„", "“"]),
    (&["hu"], ["„", "”", "»", "«"]),
    (&["ro"], ["„", "”", "«", "»"]),
    (&["uk", "be"], ["«", "»", "„", "“"]),
    (&["ca", "gl", "oc", "br"], ["«", "»", "“", "”"]),
    (
        &["ja", "zh-Hant", "zh-TW", "zh-HK"],
        ["「", "」", "『", "』"],
    ),
];

/// The marks in Switzerland and Liechtenstein, where German, French and Italian use other ones than elsewhere.
const SWISS: [&str; 4] = ["«", "»", "‹", "›"];

impl Quotes {
    /// The marks of a language if they differ from those in its table of words. `known` tells whether the table
    /// is of this language; otherwise it is the English one.
    pub(super) fn other(tag: &str, known: bool) -> Option<Self> {
        let of = |marks: [&str; 4]| {
            let [open, close, inner_open, inner_close] = marks.map(str::to_owned);
            Self {
                open,
                close,
                inner_open,
                inner_close,
            }
        };
        if matches!(tag, "de-CH" | "de-LI" | "fr-CH" | "it-CH") {
            return Some(of(SWISS));
        }
        let named = |languages: &[&str]| {
            let whole = |name: &&str| tag == *name || tag.starts_with(&format!("{name}-"));
            languages.iter().any(whole)
        };
        let found = MARKS
            // A language with a table of words has its marks there.
            .iter()
            .filter(|_| !known)
            .find(|(languages, _)| named(languages));
        found.map(|(_, marks)| of(*marks))
    }
}

impl Language {
    /// Replaces the signs of the keyboard in the texts of one paragraph with those of the language: straight
    /// quotation marks and apostrophes, and in Armenian a colon that is used as a full stop. Signs in addresses,
    /// and the marks of feet and inches, stay as they are. `quoting` holds the quotations that are open before
    /// the texts, and is updated to those that are open after them.
    pub fn signs(&self, texts: &[&str], quoting: &mut Quoting) -> Vec<String> {
        Setter::new(self.quotes(), primary(self.tag()), texts, quoting).set(texts)
    }

    /// Takes note of the quotations that a text opens and closes which is printed as it stands.
    pub fn note_signs(&self, text: &str, quoting: &mut Quoting) {
        Setter::new(self.quotes(), primary(self.tag()), &[text], quoting).pass();
    }

    /// A title that is set between quotation marks, with inner marks in place of those in it.
    pub fn within_quotes(&self, title: &str) -> String {
        let quotes = self.quotes();
        let mut quoting = Quoting::default();
        self.note_signs(&quotes.open, &mut quoting);
        let mut inner = self.signs(&[title], &mut quoting).concat();
        for (own, nested) in [
            (quotes.open.trim(), &quotes.inner_open),
            (quotes.close.trim(), &quotes.inner_close),
            ("“", &quotes.inner_open),
            ("”", &quotes.inner_close),
        ] {
            let inner_marks = [quotes.inner_open.trim(), quotes.inner_close.trim()];
            if !inner_marks.contains(&own) {
                inner = inner.replace(own, nested);
            }
        }
        format!("{}{inner}{}", quotes.open, quotes.close)
    }
}
