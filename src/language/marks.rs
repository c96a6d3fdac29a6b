//! Quotation marks of languages.

use serde::Deserialize;

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
        // Before the table of words, which has the marks of Germany, France and Italy.
        if matches!(tag, "de-CH" | "de-LI" | "fr-CH" | "it-CH") {
            return Some(of(SWISS));
        }
        let named = |languages: &[&str]| {
            let whole = |name: &&str| tag == *name || tag.starts_with(&format!("{name}-"));
            languages.iter().any(whole)
        };
        // A language with a table of words has its marks there.
        let found = MARKS
            .iter()
            .filter(|_| !known)
            .find(|(languages, _)| named(languages));
        found.map(|(_, marks)| of(*marks))
    }
}
