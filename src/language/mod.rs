//! Languages: the fixed words of layouts, quotation marks, and the forms of dates, times, numbers and lists.
//!
//! [`Language::of`] takes a tag (BCP 47). The rest of the program asks the language for a word
//! ([`Language::label`]), for typographic signs in place of the straight ones on a keyboard
//! ([`Language::signs`]), and, through [`Dates`], for dates and times. [`Date`], [`When`] and [`Point`] are
//! dates as a content file has them.
//!
//! - Words come from tables of our own, `languages/*.toml` (`words.rs`).
//! - Numbers, lists, and the names of months and days come from Unicode CLDR through `icu4x`, whose data is
//!   compiled in. Nothing is read from the locale of the machine, so every machine writes the same page.
//! - The patterns of dates and ranges also come from CLDR, as a table of our own (`forms.rs` says why).
//! - Straight quotation marks are replaced by rules of our own (`quoting`), which no library offers for
//!   sixteen languages. They leave addresses and phone numbers alone, which `token.rs` finds.

mod calendar;
mod date;
mod dates;
mod embedded;
mod forms;
mod marks;
mod pattern;
mod quoting;
mod signs;
mod tag;
mod token;
mod when;
mod words;
mod written;

use std::sync::Arc;

use icu_locale_core::Locale;

pub use date::Date;
pub use dates::Dates;
pub use marks::Quotes;
pub use quoting::Quoting;
pub use tag::{BadTag, check, is_right_to_left, primary};
pub(crate) use token::{Kind, Token, is_leftward, is_steering, tokens};
pub use when::{Misread, Point, When};

use crate::diag::Diagnostic;
use crate::document::Document;
use crate::rules::Rule;
pub use words::NoteWords;
use words::Words;

/// A language that text is set in.
#[derive(Clone, Debug)]
pub struct Language {
    tag: Arc<str>,
    words: Arc<Words>,
    /// The quotation marks, if they differ from those in the table of words.
    quotes: Option<Arc<Quotes>>,
    /// The CLDR locale for dates and lists: the tag, unless the table of words names another one.
    locale: Locale,
}

impl Language {
    /// The language with this tag (BCP 47).
    pub fn of(tag: &str) -> Result<Self, BadTag> {
        let own = check(tag)?;
        let words = Words::of(tag);
        let locale = words
            .locale
            .as_deref()
            // The locale of a table is for its exact tag: `en` means English of the world, and `en-GB` has a
            // region of its own.
            .filter(|_| words.tag == Some(tag))
            .and_then(|name| name.parse().ok())
            .unwrap_or(own);
        let known = words.tag.map(primary) == Some(primary(tag));
        Ok(Self {
            tag: tag.into(),
            quotes: Quotes::other(tag, known).map(Arc::new),
            words: words.into(),
            locale,
        })
    }

    /// The tag of the language.
    pub fn tag(&self) -> &Arc<str> {
        &self.tag
    }

    /// The English name of the language; its tag if the program does not know it.
    pub fn english_name(&self) -> &str {
        if self.is_known() {
            &self.words.english
        } else {
            &self.tag
        }
    }

    /// Whether the program has a table of words for the language.
    pub fn is_known(&self) -> bool {
        self.words.tag.is_some()
    }

    /// A fixed word of layouts. None if there is no word of that name, or if the program does not know the
    /// language: it never prints words of another language instead.
    pub fn label(&self, name: &str) -> Option<&str> {
        if self.is_known() {
            self.model(name)
        } else {
            // The colon is punctuation, so it suits any language.
            (name == "colon").then_some(": ")
        }
    }

    /// The text of a fixed word in the language, or else in English, as the original for a translator. None if
    /// there is no word of that name.
    pub fn model(&self, name: &str) -> Option<&str> {
        self.words.labels.get(name).map(String::as_str)
    }

    /// The form of a time on the 24-hour clock, such as `{time} Uhr`; none if the time is written alone.
    fn clock(&self) -> Option<&str> {
        self.words.clock.as_deref()
    }

    /// Checks a campaign's own text for a fixed word: it must have the same placeholders in braces, because
    /// layouts fill them in.
    pub fn check_label(&self, name: &str, text: &str) -> Option<Diagnostic> {
        let own = self.model(name)?;
        // A blank text is not used, so there is nothing to fill in.
        if text.trim().is_empty() || words::placeholders(own) == words::placeholders(text) {
            return None;
        }
        let problem = Diagnostic::error(
            Rule::LabelPlaces,
            format!("the fixed word `{name}` must have the same names in braces as the original"),
        );
        Some(problem.hint(format!("write it like “{own}”")))
    }

    /// The words of the note for the person who prints; English ones, if the language has none.
    pub fn note(&self) -> &NoteWords {
        &self.words.note
    }

    /// The names of all fixed words.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.words.labels.keys().map(String::as_str)
    }

    /// The name of the table of words, as diagnostics show it.
    pub fn file(&self) -> String {
        format!("languages/{}.toml", self.words.tag.unwrap_or("en"))
    }

    /// The table of words; none if the program does not know the language.
    pub fn document(&self) -> Option<&Document> {
        self.words.document.as_ref().filter(|_| self.is_known())
    }

    /// The quotation marks of the language.
    pub fn quotes(&self) -> &Quotes {
        self.quotes.as_deref().unwrap_or(&self.words.quotes)
    }

    /// Whether the language is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        is_right_to_left(&self.tag)
    }
}

/// The tags of the languages that the program has words for.
pub fn tags() -> impl Iterator<Item = &'static str> {
    embedded::LANGUAGES.iter().map(|(tag, _)| *tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_whole() {
        let english = Language::of("en").expect("a tag");
        for (tag, _) in embedded::LANGUAGES {
            let language = Language::of(tag).expect("a tag");
            assert!(language.is_known(), "{tag}");
            assert!(!language.english_name().is_empty(), "{tag}");
            for name in english.labels() {
                let (own, first) = (language.label(name), english.label(name));
                assert!(
                    own.is_some_and(|own| !own.trim().is_empty()),
                    "{tag}: {name}"
                );
                let places = |text: Option<&str>| -> Vec<String> {
                    let places = words::placeholders(text.unwrap_or_default());
                    places.into_iter().map(str::to_owned).collect()
                };
                assert_eq!(places(own), places(first), "{tag}: {name}");
            }
            assert_eq!(language.labels().count(), english.labels().count(), "{tag}");
            // The words of the note have no English ones in their place, and the same names in braces.
            let (own, first) = (language.note(), english.note());
            assert!(
                *tag == "en" || own.title != first.title,
                "{tag}: {}",
                own.title
            );
            for (own, first) in [
                (&own.trimmed, &first.trimmed),
                (&own.separate, &first.separate),
            ] {
                assert_eq!(
                    words::placeholders(own),
                    words::placeholders(first),
                    "{tag}"
                );
            }
        }
    }

    #[test]
    fn a_region_has_the_words_of_its_language() {
        let language = Language::of("en-AU").expect("a tag");
        assert_eq!(language.label("sources"), Some("Sources"));
        assert_eq!(&**language.tag(), "en-AU");
    }

    #[test]
    fn a_language_without_words_has_none_of_another() {
        for tag in ["sw", "tr", "ckb", "zh-Hant", "az-Cyrl"] {
            let language = Language::of(tag).expect("a tag");
            assert!(!language.is_known(), "{tag}");
            assert_eq!(language.label("sources"), None, "{tag}");
            assert_eq!(language.model("sources"), Some("Sources"), "{tag}");
        }
        assert!(Language::of("sw").expect("a tag").has_names_of_months());
        assert!(
            !Language::of("az-Cyrl")
                .expect("a tag")
                .has_names_of_months()
        );
    }
}
