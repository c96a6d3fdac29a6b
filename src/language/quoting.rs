//! Straight quotation marks: which one opens, which one closes, and which one is no quotation mark.
//!
//! A keyboard has two marks for six signs, so each is told by what stands on both sides of it and by the
//! quotations that are open.

use std::ops::Range;

use super::marks::Quotes;
use super::token::{Kind, is_steering, tokens};

/// The quotations that a paragraph has open, and what it was written up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoting {
    open: Vec<Quotation>,
    before: Before,
}

/// A quotation that was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Quotation {
    form: Form,
    /// The mark of the keyboard that it was, or would have been, typed with.
    typed: char,
}

/// Which marks of the language a quotation has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Outer,
    Inner,
}

/// What stands before a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Before {
    /// The start of a paragraph.
    #[default]
    Nothing,
    Opening,
    Closing,
    Apostrophe,
    Character(char),
}

/// What a straight mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Opening,
    Closing,
    Apostrophe,
    /// A mark of feet, inches, minutes or seconds, which stays as it is: few fonts have primes.
    Measure,
    Geresh,
    Gershayim,
}

/// Texts on their way through.
pub(super) struct Setter<'q> {
    quotes: &'q Quotes,
    language: &'q str,
    quoting: &'q mut Quoting,
    letters: Vec<char>,
    addresses: Vec<Range<usize>>,
    /// How many of the addresses were passed.
    passed: usize,
    /// Whether other words come after these, so that their end is not that of the paragraph.
    goes_on: bool,
}

impl<'q> Setter<'q> {
    pub(super) fn new(
        quotes: &'q Quotes,
        language: &'q str,
        texts: &[&str],
        quoting: &'q mut Quoting,
    ) -> Self {
        let letters: Vec<char> = texts.iter().flat_map(|text| text.chars()).collect();
        let addresses = tokens(&letters)
            .into_iter()
            .filter(|token| token.kind == Kind::Address)
            .map(|token| token.range)
            .collect();
        Self {
            quotes,
            language,
            quoting,
            letters,
            addresses,
            passed: 0,
            goes_on: false,
        }
    }

    /// The texts with their signs.
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

    /// Only takes note of what is opened and closed.
    pub(super) fn pass(mut self) {
        self.goes_on = true;
        for at in 0..self.letters.len() {
            let character = self.letters[at];
            self.typographic(at, character);
        }
    }

    fn next(&mut self, at: usize, character: char, out: &mut String) {
        let address = self.addresses.get(self.passed);
        let in_address = address.is_some_and(|address| address.start <= at);
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
                self.typographic(at, other);
                out.push(other);
            }
        }
    }

    /// Writes a mark.
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
                // The author typed the space that the language sets.
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

    /// The form of a quotation that is opened now: the other one, where the one around has its own.
    fn form(&self, typed: char) -> Form {
        let around = self.quoting.open.last().map(|quotation| quotation.form);
        match (typed, around) {
            ('"', Some(Form::Outer)) => Form::Inner,
            ('"', _) => Form::Outer,
            (_, Some(Form::Inner)) => Form::Outer,
            (_, _) => Form::Inner,
        }
    }

    /// Closes the last quotation that was opened with a mark, and those within it that nobody closed.
    fn close(&mut self, typed: char) -> Option<Form> {
        let open = &mut self.quoting.open;
        let at = open
            .iter()
            .rposition(|quotation| quotation.typed == typed)?;
        let form = open[at].form;
        open.truncate(at);
        Some(form)
    }

    fn is_open(&self, typed: char) -> bool {
        self.quoting
            .open
            .iter()
            .any(|quotation| quotation.typed == typed)
    }

    /// Takes note of a sign that is printed as it stands: marks that the author set are counted.
    fn typographic(&mut self, at: usize, sign: char) {
        let before = self.quoting.before;
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
        // An apostrophe within a word, or at its start.
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
            // It may close a quotation or belong to the word before it.
            (false, '’') if before.is_letter() => Before::Apostrophe,
            (false, _) => Before::Closing,
        };
    }

    fn is_armenian_full_stop(&self, at: usize) -> bool {
        let armenian = |c: char| ('\u{531}'..='\u{587}').contains(&c);
        let next = self.letters.get(at + 1);
        matches!(self.language, "hy" | "hyw")
            && matches!(self.quoting.before, Before::Character(c) if armenian(c))
            && next.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '»' | '”' | '"'))
    }

    /// Whether what follows a mark, apart from marks, is a space or the end.
    fn ends_right(&self, at: usize) -> bool {
        let mut rest = self.letters[at + 1..].iter().take(MOST_MARKS);
        let next = rest.find(|c| !(CLOSING_MARKS.contains(**c) || is_steering(**c)));
        next.map_or(!self.goes_on, |c| c.is_whitespace())
    }

    /// What a straight double mark is.
    fn double(&self, at: usize) -> Mark {
        let before = self.quoting.before;
        let next = self.letters.get(at + 1).copied();
        let open = self.is_open('"');
        if let (Before::Character(letter), Some(next)) = (before, next)
            && is_hebrew(letter)
            && is_hebrew(next)
        {
            return if self.is_hebrew_prefix(at) {
                Mark::Opening
            } else {
                Mark::Gershayim
            };
        }
        if before.is_figure() && (!open || self.is_inches(at)) {
            return Mark::Measure;
        }
        match (before.opens(), self.ends_right(at)) {
            (true, false) => Mark::Opening,
            (false, true) => Mark::Closing,
            (true, true) if open => Mark::Closing,
            (true, true) => Mark::Opening,
            (false, false) => match before {
                // After an elision (l'"été") or a prefix (anti-"war").
                Before::Apostrophe
                | Before::Character('-' | '\u{2011}' | '/' | '־' | 'ـ' | '·') => Mark::Opening,
                _ if self.is_prefix(at) => Mark::Opening,
                _ if open => Mark::Closing,
                _ => Mark::Opening,
            },
        }
    }

    /// What a straight single mark is.
    fn single(&self, at: usize) -> Mark {
        let before = self.quoting.before;
        let next = self.letters.get(at + 1).copied();
        let open = self.is_open('\'');
        let closing = if open {
            Mark::Closing
        } else {
            Mark::Apostrophe
        };
        let after_hebrew = matches!(before, Before::Character(c) if is_hebrew(c));
        if after_hebrew {
            let within = next.is_some_and(char::is_alphabetic);
            if within && self.is_prefix(at) && self.closes_later(at) {
                return Mark::Opening;
            }
            return if open && !within {
                Mark::Closing
            } else {
                Mark::Geresh
            };
        }
        if before.is_figure() {
            let figures = self.letters[at + 1..].iter();
            let figures = figures.take_while(|c| c.is_ascii_digit()).count();
            return match (figures, next) {
                // Thousands, as in Switzerland.
                (3, _) => Mark::Apostrophe,
                (1.., _) => Mark::Measure,
                (0, Some(next)) if next.is_alphabetic() => Mark::Apostrophe,
                _ if open => Mark::Closing,
                _ => Mark::Measure,
            };
        }
        if before.is_letter() {
            return match next {
                Some(next) if next.is_alphanumeric() => Mark::Apostrophe,
                _ => closing,
            };
        }
        let ends = self.ends_right(at);
        let joined = matches!(
            before,
            Before::Apostrophe | Before::Character('-' | '\u{2011}' | '/')
        );
        if (before.opens() || joined) && !ends {
            return if !self.is_contraction(at) && self.closes_later(at) {
                Mark::Opening
            } else {
                Mark::Apostrophe
            };
        }
        closing
    }

    /// Whether the word before a mark is one letter or two that are written to the next word.
    fn is_prefix(&self, at: usize) -> bool {
        let before = &self.letters[..at];
        let length = before
            .iter()
            .rev()
            .take_while(|c| c.is_alphabetic())
            .count();
        let word: String = before[at - length..].iter().collect();
        matches!(
            &*word,
            "و" | "ف" | "ب" | "ك" | "ل" | "س" | "وب" | "ول" | "ال" | "بال" | "لل" | "وال"
        ) || length > 0 && length <= 3 && word.chars().all(|c| HEBREW_PREFIXES.contains(c))
    }

    /// Whether a mark between two Hebrew letters opens a quotation after a prefix (ה"ארץ"), and is no sign of
    /// an abbreviation (צה"ל): these have few letters after it, and nothing that closes.
    fn is_hebrew_prefix(&self, at: usize) -> bool {
        let after = self.letters[at + 1..]
            .iter()
            .take_while(|c| is_hebrew(**c))
            .count();
        if after < 2 || !self.is_prefix(at) {
            return false;
        }
        let closing = self.later_marks(at).filter_map(|mark| {
            let within = self.letters.get(mark + 1).is_some_and(|c| is_hebrew(*c));
            let spaced = self.letters[mark - 1].is_whitespace();
            (!within || spaced).then_some(!spaced)
        });
        // One for this quotation, and one for that around it.
        let wanted = 1 + usize::from(self.is_open('"'));
        closing.take_while(|closes| *closes).take(wanted).count() == wanted
    }

    /// Whether a mark after a figure stands for inches though a quotation is open: feet stand before
    /// it, or another mark closes the quotation.
    fn is_inches(&self, at: usize) -> bool {
        let before = self.letters[..at].iter().rev();
        let figures = before.clone().take_while(|c| c.is_numeric()).count();
        let mut feet = before.skip(figures).skip_while(|c| c.is_whitespace());
        if feet.next().is_some_and(|c| matches!(c, '\'' | '′')) {
            return feet.next().is_some_and(|c| c.is_numeric());
        }
        for mark in self.later_marks(at) {
            let before = self.letters[mark - 1];
            if before.is_numeric() {
                continue;
            }
            return !Before::Character(before).opens();
        }
        false
    }

    /// The places of the double marks after one.
    fn later_marks(&self, at: usize) -> impl Iterator<Item = usize> {
        let end = self.letters.len().min(at + LONGEST_QUOTATION);
        (at + 1..end).filter(|at| self.letters[*at] == '"')
    }

    /// Whether a single mark ends a word later on, so that one before it opened a quotation.
    fn closes_later(&self, at: usize) -> bool {
        let rest = &self.letters[at + 1..];
        (1..rest.len().min(LONGEST_QUOTATION)).any(|at| {
            rest[at] == '\''
                && !rest[at - 1].is_whitespace()
                && rest.get(at + 1).is_none_or(|c| !c.is_alphanumeric())
        })
    }

    /// Whether a single mark at the start of a word stands for letters that are left out.
    fn is_contraction(&self, at: usize) -> bool {
        let rest = &self.letters[at + 1..];
        let length = rest.iter().take_while(|c| c.is_alphanumeric()).count();
        let word: String = rest[..length].iter().collect::<String>().to_lowercase();
        let closed = rest.get(length) == Some(&'\'');
        // Rock 'n' roll.
        if closed {
            return word == "n";
        }
        let year = word.chars().take_while(char::is_ascii_digit).count() == 2;
        let words: &[&str] = match self.language {
            "en" => &[
                "tis", "twas", "twere", "twill", "twould", "em", "cause", "bout", "til", "n",
                "cos", "cuz", "coz", "nuff", "neath", "gainst", "kay",
            ],
            "de" | "lb" | "nds" => &[
                "s", "n", "ne", "nen", "ner", "nem", "rum", "rein", "raus", "ran", "runter", "rauf",
            ],
            "nl" | "af" | "fy" => &["s", "t", "n", "k", "m", "r", "tis"],
            "it" => &[
                "ndrangheta",
                "sto",
                "sta",
                "sti",
                "ste",
                "na",
                "nu",
                "o",
                "sera",
            ],
            _ => &[],
        };
        words.contains(&&*word) || year && (word.len() > 2 || !self.closes_as_one(at))
    }

    /// Whether a quotation that begins here is closed before another mark opens one.
    fn closes_as_one(&self, at: usize) -> bool {
        let rest = &self.letters[at + 1..];
        let mark = rest.iter().position(|c| *c == '\'');
        mark.is_some_and(|mark| {
            mark > 0
                && !rest[mark - 1].is_whitespace()
                && rest[mark - 1] != 's'
                && rest.get(mark + 1).is_none_or(|c| !c.is_alphanumeric())
        })
    }
}

/// Hebrew words of one letter that are written to the next word.
const HEBREW_PREFIXES: &str = "משהוכלב";

/// Quotation marks of any language.
const QUOTATION_MARKS: &str = "“”„‟«»‹›‘’‚‛「」『』";

/// How many marks are looked through for the word or the space after them.
const MOST_MARKS: usize = 32;

/// How far the end of a quotation is looked for, in characters (practice: single marks hold a phrase).
const LONGEST_QUOTATION: usize = 2000;

/// Marks that stand between a closing quotation mark and the next space.
const CLOSING_MARKS: &str = "\"'.,;:!?…)]}”’»›“‘」』։՞՜՛،؛؟。、，！？：；";

impl Before {
    /// Whether a mark after it can only open.
    fn opens(self) -> bool {
        match self {
            Self::Nothing | Self::Opening => true,
            Self::Character(c) => c.is_whitespace() || "([{<–—―¿¡\u{200b}（［".contains(c),
            Self::Closing | Self::Apostrophe => false,
        }
    }

    fn is_space(self) -> bool {
        matches!(self, Self::Character(c) if c.is_whitespace())
    }

    fn is_letter(self) -> bool {
        matches!(self, Self::Character(c) if c.is_alphanumeric())
    }

    fn is_figure(self) -> bool {
        matches!(self, Self::Character(c) if c.is_numeric())
    }
}

fn is_hebrew(character: char) -> bool {
    ('\u{5d0}'..='\u{5ea}').contains(&character)
}

#[cfg(test)]
mod tests;
