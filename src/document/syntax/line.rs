//! A line of the text and a slip in it: what all explanations share.

use std::ops::Range;

/// Characters that word processors and other languages use for quotation marks.
pub(super) const QUOTES: &[char] = &[
    '“', '”', '„', '‟', '«', '»', '‹', '›', '‘', '’', '‚', '‛', '「', '」', '『', '』', '〝', '〞',
    '〟', '＂', '＇', '`', '´', '′', '″', '❝', '❞',
];

/// A slip: its place, its description, and what to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::document) struct Slip {
    /// Byte range of the text at fault.
    pub(in crate::document) span: Range<usize>,
    /// The problem.
    pub(in crate::document) what: String,
    /// What to write.
    pub(in crate::document) hint: String,
    /// The byte up to which the file cannot be read because of it. Errors of the parser before that byte follow
    /// from this slip and are not reported.
    pub(in crate::document) until: usize,
}

/// A line of the text.
pub(super) struct Line<'t> {
    /// Its bytes, without the line break.
    pub(super) range: Range<usize>,
    /// The line, with its indent.
    pub(super) text: &'t str,
}

impl<'t> Line<'t> {
    /// The line around a byte.
    pub(super) fn at(text: &'t str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        let line = text.get(start..end).unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        Self {
            range: start..start + line.len(),
            text: line,
        }
    }

    /// The line after it.
    pub(super) fn next(&self, text: &'t str) -> Option<Self> {
        let rest = text.get(self.range.end..)?;
        let start = self.range.end + rest.find('\n')? + 1;
        (start < text.len()).then(|| Line::at(text, start))
    }

    /// Whether it begins a table.
    pub(super) fn is_header(&self) -> bool {
        self.text.trim_start().starts_with('[')
    }

    /// The range of a part of it.
    pub(super) fn range_of(&self, part: &str) -> Range<usize> {
        // `part` is a slice of this line, so the difference of the addresses is its offset. The bounds make a
        // wrong call harmless.
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let start = (self.range.start + offset).min(self.range.end);
        start..(start + part.len()).min(self.range.end)
    }

    /// A slip at a part of it.
    pub(super) fn slip(&self, part: &str, what: String, hint: String) -> Slip {
        Slip {
            span: self.range_of(part),
            what,
            hint,
            until: self.range.end,
        }
    }
}

/// The last boundary between characters at or before a byte: the parser may stop within a character.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The number of the line of a byte, from 1.
pub(super) fn number(text: &str, at: usize) -> usize {
    text[..floor(text, at)].matches('\n').count() + 1
}

/// Whether a word may be a key without quotation marks (TOML 1.0, "Keys").
pub(super) fn is_key(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-' || c == '.';
    word.chars().all(plain) && word.split('.').all(|part| !part.is_empty())
}

/// Whether a line looks like TOML: the header of a table, or a key with a value.
pub(super) fn is_toml(line: &str) -> bool {
    let line = line.trim();
    let table = line.strip_prefix('[').and_then(|line| line.split_once(']'));
    let is_table = table.is_some_and(|(name, _)| is_key(name.trim_start_matches('[').trim()));
    let is_pair = line
        .split_once('=')
        .is_some_and(|(key, _)| is_key(key.trim()));
    is_table || is_pair
}

/// The first 40 characters of a text, for a message.
pub(in crate::document) fn short(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
