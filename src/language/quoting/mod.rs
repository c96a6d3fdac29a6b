//! Replaces straight quotation marks and apostrophes with the signs of a language.
//!
//! A keyboard has two marks, `"` and `'`, for six signs. `mark.rs` decides which sign each one is, by the
//! characters on both sides and by the quotations that are open (`state.rs`). This file opens and closes quotations
//! and writes the signs. Marks that the author typed as typographic ones stay, and are counted as opening or closing.

mod mark;
mod state;

use super::token::is_steering;
pub use state::Quoting;
pub(super) use state::Setter;
use state::{Before, Form, Mark, Quotation};

impl Setter<'_> {
    /// The texts with the signs of the language.
    pub(super) fn set(mut self, texts: &[&str]) -> Vec<String> {
        let mut at = 0;
        let mut set = Vec::with_capacity(texts.len());
        for text in texts {
            let mut out = String::with_capacity(text.len());
            for character in text.chars() {
                self.next(at, character, &mut out);
                at += 1;
            }
            set.push(out);
        }
        set
    }

    /// Records which quotations the texts open and close, without writing anything.
    pub(super) fn pass(mut self) {
        self.goes_on = true;
        for at in 0..self.letters.len() {
            let character = self.letters[at];
            self.record(at, character);
        }
    }

    /// Writes one character, replaced if it is a straight mark outside an address.
    fn next(&mut self, at: usize, character: char, out: &mut String) {
        let address = self.addresses.get(self.passed);
        let in_address = address.is_some_and(|address| address.start <= at);
        // The last character of an address: the next one is looked for from here on.
        if address.is_some_and(|address| address.end == at + 1) {
            self.passed += 1;
        }
        match character {
            _ if in_address => {
                self.quoting.before = Before::Character(character);
                out.push(character);
            }
            '"' => {
                let mark = self.double(at);
                self.put(at, mark, '"', out);
            }
            '\'' => {
                let mark = self.single(at);
                self.put(at, mark, '\'', out);
            }
            ':' if self.is_armenian_full_stop(at) => {
                self.quoting.before = Before::Character('։');
                out.push('։');
            }
            other => {
                self.record(at, other);
                out.push(other);
            }
        }
    }

    /// Writes the sign for a straight mark, and records what it opens or closes.
    fn put(&mut self, at: usize, mark: Mark, typed: char, out: &mut String) {
        let quotes = self.quotes;
        self.quoting.before = match mark {
            Mark::Opening => {
                let form = self.form(typed);
                self.quoting.open.push(Quotation { form, typed });
                let sign = match form {
                    Form::Outer => &quotes.open,
                    Form::Inner => &quotes.inner_open,
                };
                // The author already typed the space that the language sets inside the marks.
                let spaced = self.letters.get(at + 1).is_some_and(|c| c.is_whitespace());
                out.push_str(if spaced { sign.trim_end() } else { sign });
                Before::Opening
            }
            Mark::Closing => {
                let natural = if typed == '"' {
                    Form::Outer
                } else {
                    Form::Inner
                };
                // A closing mark without an opening one has the form that its key usually stands for.
                let form = self.close(typed).unwrap_or(natural);
                let sign = match form {
                    Form::Outer => &quotes.close,
                    Form::Inner => &quotes.inner_close,
                };
                let spaced = self.quoting.before.is_space();
                out.push_str(if spaced { sign.trim_start() } else { sign });
                Before::Closing
            }
            Mark::Apostrophe => {
                out.push('’');
                Before::Apostrophe
            }
            Mark::Measure => {
                out.push(typed);
                Before::Character(typed)
            }
            Mark::Geresh => {
                out.push('׳');
                Before::Character('׳')
            }
            Mark::Gershayim => {
                out.push('״');
                Before::Character('״')
            }
        };
    }

    /// The form of a quotation that is opened now. A double mark is an outer quotation, unless it is directly inside
    /// another outer one; a single mark is an inner quotation, unless it is directly inside another inner one.
    fn form(&self, typed: char) -> Form {
        let around = self.quoting.open.last().map(|quotation| quotation.form);
        match (typed, around) {
            ('"', Some(Form::Outer)) => Form::Inner,
            ('"', _) => Form::Outer,
            (_, Some(Form::Inner)) => Form::Outer,
            (_, _) => Form::Inner,
        }
    }

    /// Closes the last quotation that this mark opened, together with unclosed quotations inside it.
    fn close(&mut self, typed: char) -> Option<Form> {
        let open = &mut self.quoting.open;
        let at = open
            .iter()
            .rposition(|quotation| quotation.typed == typed)?;
        let form = open[at].form;
        open.truncate(at);
        Some(form)
    }

    /// Records a character that stays as it is. A typographic mark opens or closes a quotation.
    fn record(&mut self, at: usize, sign: char) {
        let before = self.quoting.before;
        // Characters that draw nothing do not separate a mark from its word.
        if is_steering(sign) {
            return;
        }
        if !QUOTATION_MARKS.contains(sign) {
            self.quoting.before = Before::Character(sign);
            return;
        }
        let quotes = self.quotes;
        let form = |outer: &str, inner: &str| {
            let is = |mark: &str| mark.trim().starts_with(sign);
            let inner = is(inner).then_some(Form::Inner);
            is(outer).then_some(Form::Outer).or(inner)
        };
        let opening = form(&quotes.open, &quotes.inner_open);
        let closing = form(&quotes.close, &quotes.inner_close);
        let beside = before.opens() && !self.ends_right(at);
        // This sign is also the apostrophe, inside a word or at its start.
        if sign == '’' && !self.ends_right(at) && (before.is_letter() || opening.is_none()) {
            self.quoting.before = if beside {
                Before::Opening
            } else {
                Before::Apostrophe
            };
            return;
        }
        let opens = match (opening, closing) {
            (Some(_), None) => true,
            (None, Some(_)) => false,
            _ => beside,
        };
        match (opens, opening, closing) {
            (true, Some(form), _) => {
                let typed = if form == Form::Outer { '"' } else { '\'' };
                self.quoting.open.push(Quotation { form, typed });
            }
            (false, _, Some(form)) => {
                let open = &mut self.quoting.open;
                if let Some(at) = open.iter().rposition(|quotation| quotation.form == form) {
                    open.truncate(at);
                }
            }
            _ => {}
        }
        self.quoting.before = match (opens, sign) {
            (true, _) => Before::Opening,
            // It may close a quotation or be an apostrophe that belongs to the word before it.
            (false, '’') if before.is_letter() => Before::Apostrophe,
            (false, _) => Before::Closing,
        };
    }

    /// Whether a colon is an Armenian full stop: it follows an Armenian letter and ends the word.
    fn is_armenian_full_stop(&self, at: usize) -> bool {
        let armenian = |c: char| ('\u{531}'..='\u{587}').contains(&c);
        let next = self.letters.get(at + 1);
        // The Armenian full stop looks like a colon, and keyboards have only the colon.
        matches!(self.language, "hy" | "hyw")
            && matches!(self.quoting.before, Before::Character(c) if armenian(c))
            && next.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '»' | '”' | '"'))
    }
}

/// Quotation marks of any language.
const QUOTATION_MARKS: &str = "“”„‟«»‹›‘’‚‛「」『』";

#[cfg(test)]
mod tests;
