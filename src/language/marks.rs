//! Quotation marks and the signs that keyboards lack.

use serde::Deserialize;

use super::quoting::{Quoting, Setter};
use super::{Language, primary};

/// The quotation marks of a language, with the spaces that it sets within them.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct Quotes {
    /// Before a quotation.
    pub open: String,
    /// After a quotation.
    pub close: String,
    /// Before a quotation within a quotation.
    pub inner_open: String,
    /// After a quotation within a quotation.
    pub inner_close: String,
}

/// The marks of languages that the program has no words for, and of countries that have their own (CLDR,
/// "delimiters"). A language that is not named has those of English, as most of the others do.
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

/// German and French of Switzerland, whose marks differ from those of the language elsewhere.
const SWISS: [&str; 4] = ["«", "»", "‹", "›"];

impl Quotes {
    /// The marks of a language that differ from those of the table of words that it uses; none where
    /// these are its own.
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
            .iter()
            .filter(|_| !known)
            .find(|(languages, _)| named(languages));
        found.map(|(_, marks)| of(*marks))
    }
}

impl Language {
    /// Texts of one paragraph with the signs of the language in place of those of the keyboard: straight
    /// quotation marks and apostrophes, and in Armenian the colon that stands for a full stop. Signs in
    /// addresses, and the marks of feet and inches, stay as they are. `quoting` is what the paragraph
    /// has open before the texts, and after them.
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
