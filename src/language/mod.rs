//! What a language brings along: the fixed words of layouts, its quotation marks, and how it writes
//! dates, times, numbers and lists.
//!
//! Words are tables of our own (`languages/*.toml`); all that a standard describes (CLDR) comes from
//! `icu4x`, whose data is compiled in, so nothing of the machine's locale reaches a page.

mod date;
mod dates;
mod embedded;
mod forms;
mod marks;
mod quoting;
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
pub(crate) use token::{Kind, is_leftward, is_steering, tokens};
pub use when::{Misread, Point, When};

use crate::diag::Diagnostic;
use crate::document::Document;
use words::Words;

/// A language that text is set in.
#[derive(Clone, Debug)]
pub struct Language {
    tag: Arc<str>,
    words: Arc<Words>,
    /// Its quotation marks, where they are not those of the table of words.
    quotes: Option<Arc<Quotes>>,
    /// What dates and lists are written by: the tag, unless the table of words names another.
    locale: Locale,
}

impl Language {
    /// The language of a tag (BCP 47).
    pub fn of(tag: &str) -> Result<Self, BadTag> {
        let own = check(tag)?;
        let words = Words::of(tag);
        let locale = words
            .locale
            .as_deref()
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

    /// Its tag.
    pub fn tag(&self) -> &Arc<str> {
        &self.tag
    }

    /// Its name in English; the tag, where the program does not know it.
    pub fn english_name(&self) -> &str {
        if self.is_known() {
            &self.words.english
        } else {
            &self.tag
        }
    }

    /// Whether the program has words of its own for it.
    pub fn is_known(&self) -> bool {
        self.words.tag.is_some()
    }

    /// Whether months and days have names in it. Where they have none, dates are printed as ISO 8601 has
    /// them.
    pub fn has_names_of_months(&self) -> bool {
        dates::has_names(&self.locale)
    }

    /// A fixed word of layouts; none where there is none of that name, or where the program does not know
    /// the language: words of another language are never printed in its place.
    pub fn label(&self, name: &str) -> Option<&str> {
        if self.is_known() {
            self.model(name)
        } else {
            // A sign, not a word.
            (name == "colon").then_some(": ")
        }
    }

    /// What a fixed word says: in the language, else in English for whoever translates it. None where there
    /// is none of that name.
    pub fn model(&self, name: &str) -> Option<&str> {
        self.words.labels.get(name).map(String::as_str)
    }

    /// How a time of the clock of 24 hours is written, with `{time}` in it, where it does not stand alone.
    fn clock(&self) -> Option<&str> {
        self.words.clock.as_deref()
    }

    /// What is wrong with a fixed word of the campaign's own: it has to leave open what the layouts put
    /// into it.
    pub fn lacking(&self, name: &str, text: &str) -> Option<Diagnostic> {
        let own = self.model(name)?;
        if text.trim().is_empty() || words::places(own) == words::places(text) {
            return None;
        }
        let problem = Diagnostic::error(
            "label-places",
            format!("the fixed word `{name}` has other names in braces than it should"),
        );
        Some(problem.hint(format!("such as “{own}”")))
    }

    /// The names of all fixed words.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.words.labels.keys().map(String::as_str)
    }

    /// The name of the table that its words are from, as in diagnostics.
    pub fn file(&self) -> String {
        format!("languages/{}.toml", self.words.tag.unwrap_or("en"))
    }

    /// The table that its words are from; none where the program does not know the language.
    pub fn document(&self) -> Option<&Document> {
        self.words.document.as_ref().filter(|_| self.is_known())
    }

    /// Its quotation marks.
    pub fn quotes(&self) -> &Quotes {
        self.quotes.as_deref().unwrap_or(&self.words.quotes)
    }

    /// Whether it is read from right to left.
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
                    let places = words::places(text.unwrap_or_default());
                    places.into_iter().map(str::to_owned).collect()
                };
                assert_eq!(places(own), places(first), "{tag}: {name}");
            }
            assert_eq!(language.labels().count(), english.labels().count(), "{tag}");
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
