//! Decides which sign a straight mark stands for.
//!
//! The rules come from typed texts in the sixteen languages of the program and the cases in `tests.rs`. They look
//! at the characters beside the mark first; where both sides are letters, at short words and prefixes that are
//! written together with a quotation; and last at whether a closing mark follows.

use super::super::token::is_steering;
use super::{Before, Mark, Setter};

impl Setter<'_> {
    /// Whether a space or the end of the paragraph follows a mark, perhaps after more marks.
    pub(super) fn ends_right(&self, at: usize) -> bool {
        // `"word".` ends at the space after the full stop.
        let mut rest = self.letters[at + 1..].iter().take(MOST_MARKS);
        let next = rest.find(|c| !(CLOSING_MARKS.contains(**c) || is_steering(**c)));
        next.map_or(!self.goes_on, |c| c.is_whitespace())
    }

    /// The sign for a straight double mark.
    pub(super) fn double(&self, at: usize) -> Mark {
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
        // `12"` measures inches; in `"in 2026"` the same mark closes the quotation.
        if before.is_figure() && (!open || self.is_inches(at)) {
            return Mark::Measure;
        }
        match (before.opens(), self.ends_right(at)) {
            // A mark after a space opens, a mark before a space closes. Between two spaces it closes what is
            // open.
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

    /// The sign for a straight single mark.
    pub(super) fn single(&self, at: usize) -> Mark {
        let before = self.quoting.before;
        let next = self.letters.get(at + 1).copied();
        let open = self.is_open('\'');
        // Where nothing is open, a mark at the end of a word is an apostrophe: the workers' march.
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
                // It separates thousands, as in Switzerland.
                (3, _) => Mark::Apostrophe,
                (1.., _) => Mark::Measure,
                (0, Some(next)) if next.is_alphabetic() => Mark::Apostrophe,
                _ if open => Mark::Closing,
                _ => Mark::Measure,
            };
        }
        if before.is_letter() {
            // Between two letters it is an apostrophe in every language (don't, l'été).
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

    /// Whether the word before a mark is a short Arabic or Hebrew prefix, which is written together with the next
    /// word.
    fn is_prefix(&self, at: usize) -> bool {
        let before = &self.letters[..at];
        let length = before
            .iter()
            .rev()
            .take_while(|c| c.is_alphabetic())
            .count();
        // The whole word before the mark has to be the prefix: a longer word may end with the same letters.
        let word: String = before[at - length..].iter().collect();
        // And, so, in, as, to, will, and the article, alone or combined.
        matches!(
            &*word,
            "و" | "ف" | "ب" | "ك" | "ل" | "س" | "وب" | "ول" | "ال" | "بال" | "لل" | "وال"
        ) || length > 0 && length <= 3 && word.chars().all(|c| HEBREW_PREFIXES.contains(c))
    }

    /// Whether a mark between two Hebrew letters opens a quotation after a prefix (ה"ארץ") and does not mark an
    /// abbreviation (צה"ל). An abbreviation has few letters after the mark, and no closing mark.
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
        // One closing mark for this quotation, and one for the quotation around it.
        let wanted = 1 + usize::from(self.is_open('"'));
        closing.take_while(|closes| *closes).take(wanted).count() == wanted
    }

    /// Whether a mark after a figure means inches although a quotation is open: feet precede it, or another mark
    /// closes the quotation.
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

    /// The indices of the double marks that follow.
    fn later_marks(&self, at: usize) -> impl Iterator<Item = usize> {
        let end = self.letters.len().min(at + LONGEST_QUOTATION);
        (at + 1..end).filter(|at| self.letters[*at] == '"')
    }

    /// Whether a later single mark ends a word, so that this one can open a quotation.
    fn closes_later(&self, at: usize) -> bool {
        let rest = &self.letters[at + 1..];
        (1..rest.len().min(LONGEST_QUOTATION)).any(|at| {
            rest[at] == '\''
                && !rest[at - 1].is_whitespace()
                && rest.get(at + 1).is_none_or(|c| !c.is_alphanumeric())
        })
    }

    /// Whether a single mark at the start of a word replaces omitted letters, as in 'tis or '68.
    fn is_contraction(&self, at: usize) -> bool {
        let rest = &self.letters[at + 1..];
        let length = rest.iter().take_while(|c| c.is_alphanumeric()).count();
        let word: String = rest[..length].iter().collect::<String>().to_lowercase();
        let closed = rest.get(length) == Some(&'\'');
        // Rock 'n' roll.
        if closed {
            return word == "n";
        }
        // '68 and the '90s.
        let year = word.chars().take_while(char::is_ascii_digit).count() == 2;
        // Words that lose their first letters in writing. Any other word after a mark may begin a quotation.
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
                // A mark after `s` may be a genitive: '68 students' protest.
                && rest[mark - 1] != 's'
                && rest.get(mark + 1).is_none_or(|c| !c.is_alphanumeric())
        })
    }
}

/// Hebrew words of one letter, which are written together with the next word.
const HEBREW_PREFIXES: &str = "משהוכלב";

/// Largest number of marks that are skipped to find the word or the space after them.
const MOST_MARKS: usize = 32;

/// Distance in characters within which the end of a quotation is searched. It keeps the time linear in the length of
/// a text.
const LONGEST_QUOTATION: usize = 2000;

/// Marks that can come between a closing quotation mark and the next space.
const CLOSING_MARKS: &str = "\"'.,;:!?…)]}”’»›“‘」』։՞՜՛،؛؟。、，！？：；";

fn is_hebrew(character: char) -> bool {
    ('\u{5d0}'..='\u{5ea}').contains(&character)
}
