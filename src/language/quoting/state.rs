//! What is known at a place in a paragraph: the texts, the open quotations, and the character before.

use std::ops::Range;

use super::super::marks::Quotes;
use super::super::token::{Kind, tokens};

/// The state between two texts of a paragraph: the quotations that are open, and the last character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoting {
    pub(super) open: Vec<Quotation>,
    pub(super) before: Before,
}

/// An open quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    pub(super) form: Form,
    /// The straight mark that opened it, or that would have opened it if its mark was typographic.
    pub(super) typed: char,
}

/// Whether a quotation has the outer or the inner marks of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Outer,
    Inner,
}

/// What precedes a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing: the mark is at the start of the paragraph.
    #[default]
    Nothing,
    Opening,
    Closing,
    Apostrophe,
    Character(char),
}

/// The sign that a straight mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Opening,
    Closing,
    Apostrophe,
    /// Feet, inches, minutes or seconds. The straight mark stays, because few fonts have primes.
    Measure,
    Geresh,
    Gershayim,
}

/// Replaces the marks in the texts of one paragraph.
pub(in crate::language) struct Setter<'q> {
    pub(super) quotes: &'q Quotes,
    pub(super) language: &'q str,
    pub(super) quoting: &'q mut Quoting,
    pub(super) letters: Vec<char>,
    pub(super) addresses: Vec<Range<usize>>,
    /// Number of addresses before the current character.
    pub(super) passed: usize,
    /// Whether the paragraph continues after these texts.
    pub(super) goes_on: bool,
}

impl<'q> Setter<'q> {
    pub(in crate::language) fn new(
        quotes: &'q Quotes,
        language: &'q str,
        texts: &[&str],
        quoting: &'q mut Quoting,
    ) -> Self {
        // All texts in one list: a quotation may begin in plain words and end in bold ones.
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

    /// Whether a quotation is open that this straight mark opened.
    pub(super) fn is_open(&self, typed: char) -> bool {
        self.quoting
            .open
            .iter()
            .any(|quotation| quotation.typed == typed)
    }
}

impl Before {
    /// Whether a mark after this can only open a quotation.
    pub(super) fn opens(self) -> bool {
        match self {
            Self::Nothing | Self::Opening => true,
            Self::Character(c) => c.is_whitespace() || "([{<–—―¿¡\u{200b}（［".contains(c),
            Self::Closing | Self::Apostrophe => false,
        }
    }

    pub(super) fn is_space(self) -> bool {
        matches!(self, Self::Character(c) if c.is_whitespace())
    }

    pub(super) fn is_letter(self) -> bool {
        matches!(self, Self::Character(c) if c.is_alphanumeric())
    }

    pub(super) fn is_figure(self) -> bool {
        matches!(self, Self::Character(c) if c.is_numeric())
    }
}
