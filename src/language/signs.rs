//! Sets texts with the signs of a language in place of those of the keyboard.

use super::quoting::{Quoting, Setter};
use super::{Language, primary};

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
        // The title counts as if a quotation were open, so straight marks in it become inner ones.
        self.note_signs(&quotes.open, &mut quoting);
        let mut inner = self.signs(&[title], &mut quoting).concat();
        for (own, nested) in [
            (quotes.open.trim(), &quotes.inner_open),
            (quotes.close.trim(), &quotes.inner_close),
            ("“", &quotes.inner_open),
            ("”", &quotes.inner_close),
        ] {
            let inner_marks = [quotes.inner_open.trim(), quotes.inner_close.trim()];
            // In some languages both forms share a sign, which then stays.
            if !inner_marks.contains(&own) {
                inner = inner.replace(own, nested);
            }
        }
        format!("{}{inner}{}", quotes.open, quotes.close)
    }
}
