//! Quotation marks and the signs that keyboards lack.

use serde::Deserialize;

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

impl Language {
    /// A text with the signs of the language in place of those of the keyboard: straight quotation marks
    /// and apostrophes, and in Armenian the colon that stands for a full stop. `before` is the character
    /// that comes before the text in its paragraph.
    pub fn signs(&self, text: &str, before: Option<char>) -> String {
        let armenian = matches!(primary(self.tag()), "hy" | "hyw");
        let mut out = String::with_capacity(text.len());
        let (mut last, mut inner) = (before, false);
        let mut rest = text.chars().peekable();
        while let Some(character) = rest.next() {
            let next = rest.peek().copied();
            let within =
                last.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphabetic);
            let opens = last.is_none_or(|c| c.is_whitespace() || "([{–—-/".contains(c));
            match character {
                // Gershayim and geresh stand within Hebrew words.
                '"' if within && last.is_some_and(is_hebrew) => out.push('״'),
                '\'' if last.is_some_and(is_hebrew) => out.push('׳'),
                '"' if opens => out.push_str(&self.quotes().open),
                '"' => out.push_str(&self.quotes().close),
                '\'' if opens && next.is_some_and(char::is_alphabetic) && closes(rest.clone()) => {
                    inner = true;
                    out.push_str(&self.quotes().inner_open);
                }
                '\'' if inner && !within => {
                    inner = false;
                    out.push_str(&self.quotes().inner_close);
                }
                '\'' => out.push('’'),
                ':' if armenian
                    && last.is_some_and(is_armenian)
                    && next.is_none_or(char::is_whitespace) =>
                {
                    out.push('։');
                }
                other => out.push(other),
            }
            last = Some(character);
        }
        out
    }

    /// A title that is set between quotation marks, with inner marks in place of those in it.
    pub fn within_quotes(&self, title: &str) -> String {
        let quotes = self.quotes();
        let mut inner = self.signs(title, None);
        for (own, nested) in [
            (quotes.open.trim(), &quotes.inner_open),
            (quotes.close.trim(), &quotes.inner_close),
            ("“", &quotes.inner_open),
            ("”", &quotes.inner_close),
        ] {
            if own != nested.trim() {
                inner = inner.replace(own, nested);
            }
        }
        format!("{}{inner}{}", quotes.open, quotes.close)
    }
}

/// Whether a single mark ends a word later on: one that stood before it opened a quotation.
fn closes(rest: impl Iterator<Item = char>) -> bool {
    let rest: Vec<char> = rest.collect();
    rest.windows(2)
        .any(|pair| pair[0] == '\'' && !pair[1].is_alphanumeric())
        || rest.last() == Some(&'\'')
}

fn is_hebrew(character: char) -> bool {
    ('\u{5d0}'..='\u{5ea}').contains(&character)
}

fn is_armenian(character: char) -> bool {
    ('\u{531}'..='\u{587}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(tag: &str, text: &str) -> String {
        Language::of(tag).expect("a tag").signs(text, None)
    }

    #[test]
    fn signs_of_the_keyboard_become_those_of_the_language() {
        assert_eq!(signs("en", "a \"b\" isn't (\"c\")"), "a “b” isn’t (“c”)");
        assert_eq!(
            signs("en", "at 18:00: https://a.b"),
            "at 18:00: https://a.b"
        );
        assert_eq!(
            signs("en", "the 'one' of the '90s"),
            "the ‘one’ of the ’90s"
        );
        assert_eq!(signs("he", "צה\"ל"), "צה״ל");
        assert_eq!(signs("hy", "Ազատ են: Ժամը 18:00"), "Ազատ են։ Ժամը 18:00");
    }

    #[test]
    fn quotation_marks_within_quotation_marks_differ() {
        let english = Language::of("en").expect("a tag");
        assert_eq!(english.within_quotes("“They” spoke"), "“‘They’ spoke”");
        assert_eq!(english.within_quotes("\"They\" spoke"), "“‘They’ spoke”");
        let armenian = Language::of("hy").expect("a tag");
        assert!(!armenian.within_quotes("«Մայիսի» 1").contains("««"));
    }
}
