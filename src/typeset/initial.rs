//! Shapes paragraphs, with their large first letters (`drop_cap`).
//!
//! The letter is shaped by itself, and the rest of the paragraph as a text of its own. The whole paragraph is shaped
//! too, for columns in which no large letter fits (`beside.rs`).
//!
//! Letters of scripts that join (Arabic, Syriac and others) are never taken apart: a paragraph in them has no large
//! letter.

use std::sync::Arc;

use icu_segmenter::GraphemeClusterSegmenter;

use super::hang::Hang;
use super::line_ink::LineInk;
use super::lines::End;
use super::paragraph::{Dropped, Paragraph};
use super::script;
use super::shape::{Missing, Typesetter};
use super::words::is_invisible;
use crate::geom::Length;
use crate::text::{Run, Sizing, Text, TextStyle};

/// Marks that stay with the first letter: opening quotation marks and brackets, and the marks that begin a Spanish
/// question. A no-break space may follow, as in French.
const OPENING: [char; 18] = [
    '“', '„', '”', '‟', '‘', '‚', '’', '«', '»', '‹', '›', '"', '\'', '(', '[', '¿', '¡',
    '\u{202f}',
];

/// Size at which the letter is shaped. It is scaled later, so any size would do.
fn any_size() -> Sizing {
    Sizing::Fixed(Length::pt(10.0))
}

impl<'b> Typesetter<'b> {
    /// Shapes a paragraph. Characters that no font has are errors, each with the origin of its words.
    pub fn paragraph(&mut self, text: &Text, missing: &mut Vec<Missing>) -> Paragraph<'b> {
        let words = text.runs.iter().map(|run| run.text.as_str());
        let right_to_left = script::paragraph_is_right_to_left(words, self.right_to_left);
        let mut paragraph = self.paragraph_in(text, right_to_left, missing);
        // A text that is read in the other direction than its page begins where the lines of the page end.
        if right_to_left == self.right_to_left {
            paragraph.dropped = self.drop_initial(text, right_to_left).map(Box::new);
        }
        paragraph
    }

    /// Shapes the first letter of a text and the rest of it, if its style asks for a large first letter and the text
    /// can have one.
    fn drop_initial(&mut self, text: &Text, right_to_left: bool) -> Option<Dropped<'b>> {
        let style = &text.style;
        if style.drop_cap < 2 || text.marker.is_some() || matches!(style.size, Sizing::Fill(..)) {
            return None;
        }
        let words: String = text.runs.iter().map(|run| run.text.as_str()).collect();
        let (first, rest) = split(&text.runs, end_of_initial(&words)?);
        let (rest, space) = without_space_before(rest);
        if rest.iter().all(|run| run.text.trim().is_empty()) {
            return None;
        }
        let part = |runs: Vec<Run>, style: TextStyle| Text {
            runs,
            style: Arc::new(style),
            ..text.clone()
        };
        let letter = TextStyle {
            drop_cap: 0,
            hang: false,
            hyphenate: false,
            size: any_size(),
            ..TextStyle::clone(style)
        };
        let others = TextStyle {
            drop_cap: 0,
            ..TextStyle::clone(style)
        };
        // The paragraph as a whole has reported what no font has.
        let mut reported = Vec::new();
        let initial = self.paragraph_in(&part(first, letter), right_to_left, &mut reported);
        let mut rest = self.paragraph_in(&part(rest, others), right_to_left, &mut reported);
        if !space {
            keep_first_word(&mut rest);
        }
        let capital = initial
            .text
            .chars()
            .any(|c| c.is_uppercase() || c.is_numeric());
        // A small letter is measured like one of a script without capitals: by its ink.
        let ink = LineInk {
            cased: capital,
            ..initial.whole_ink()
        };
        let (left, right) = ink.edges(Hang::NONE, Hang::NONE)?;
        let (rise, depth) = (ink.rise(initial.cap_height), ink.depth());
        // A stroke has no height that could be made as high as several lines.
        if rise + depth < 0.1 {
            return None;
        }
        Some(Dropped {
            lines: style.drop_cap as usize,
            sides: (left, right),
            rise,
            depth,
            capital,
            space,
            initial,
            rest,
        })
    }
}

/// Where the first letter ends, with the marks before it: a whole grapheme cluster. None if the text does not begin with
/// a letter or a figure, or if its letters join.
fn end_of_initial(words: &str) -> Option<usize> {
    let opening = words.trim_start_matches(|c: char| OPENING.contains(&c) || c == '\u{a0}');
    let first = opening.chars().next()?;
    if !first.is_alphanumeric() || is_invisible(first) || script::joins_when_written(first) {
        return None;
    }
    // Marks without a letter between them and the start would be a word of their own.
    let before = words.len() - opening.len();
    let length = if first.is_numeric() {
        end_of_number(opening)
    } else {
        let mut clusters = GraphemeClusterSegmenter::new().segment_str(opening);
        clusters.find(|end| *end > 0)?
    };
    Some(before + length)
}

/// Where a number ends: one that is divided is misread, and wrong in text from right to left.
fn end_of_number(words: &str) -> usize {
    let mut end = 0;
    let mut rest = words.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let goes_on = rest.peek().is_some_and(|(_, next)| next.is_numeric());
        let inside = matches!(c, '.' | ',' | ':' | '\u{66b}' | '\u{66c}') && goes_on;
        if !c.is_numeric() && !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// Divides runs at a byte of their text.
fn split(runs: &[Run], at: usize) -> (Vec<Run>, Vec<Run>) {
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    let mut start = 0;
    for run in runs {
        let (before, after) = run
            .text
            .split_at_checked(at.saturating_sub(start).min(run.text.len()))
            .unwrap_or(("", &run.text));
        for (part, list) in [(before, &mut first), (after, &mut rest)] {
            if !part.is_empty() {
                list.push(Run {
                    text: part.to_owned(),
                    ..run.clone()
                });
            }
        }
        start += run.text.len();
    }
    (first, rest)
}

/// The runs without the spaces that they begin with, and whether there were any: then the first letter is a word.
fn without_space_before(mut runs: Vec<Run>) -> (Vec<Run>, bool) {
    let mut space = false;
    while let Some(first) = runs.first_mut() {
        let trimmed = first.text.trim_start();
        space |= trimmed.len() < first.text.len();
        first.text = trimmed.to_owned();
        if !first.text.is_empty() {
            break;
        }
        runs.remove(0);
    }
    (runs, space)
}

/// Keeps the rest of the first word in one piece. Where a word may be divided depends on its first letter, which is
/// missing here.
fn keep_first_word(rest: &mut Paragraph<'_>) {
    let word = rest
        .pieces
        .iter()
        .position(|piece| {
            !matches!(
                piece.end,
                End::Hyphen | End::Sign | End::Host | End::Anywhere
            )
        })
        .unwrap_or(rest.pieces.len().saturating_sub(1));
    let parts: Vec<_> = rest
        .pieces
        .drain(..=word.min(rest.pieces.len().saturating_sub(1)))
        .collect();
    let (Some(first), Some(last)) = (parts.first().copied(), parts.last().copied()) else {
        return;
    };
    let mut whole = last;
    whole.hang_start = first.hang_start;
    whole.characters = parts.iter().map(|part| part.characters).sum();
    whole.width = parts.iter().map(|part| part.width).sum();
    rest.pieces.insert(0, whole);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Origin;

    #[test]
    fn the_first_letter_is_a_whole_cluster_with_its_quotation_mark() {
        for (words, first) in [
            ("Once upon", "O"),
            ("“Once upon”", "“O"),
            ("«\u{a0}Il était", "«\u{a0}I"),
            ("¿Quién?", "¿Q"),
            ("e\u{301}tat", "e\u{301}"),
            ("Éva", "É"),
            ("8 people", "8"),
            ("1,5 Mio", "1,5"),
            ("2026. Now", "2026"),
            ("שלום", "ש"),
            ("Ազատ", "Ա"),
            ("თავი", "თ"),
            ("कि नहीं", "कि"),
            ("国立", "国"),
        ] {
            let end = end_of_initial(words);
            assert_eq!(end.map(|end| &words[..end]), Some(first), "{words}");
        }
        for words in [
            "",
            " Once",
            "– Once",
            "الحرية",
            "“الحرية”",
            "…",
            "“",
            "\u{2067}Once",
        ] {
            assert_eq!(end_of_initial(words), None, "{words}");
        }
    }

    #[test]
    fn runs_are_divided_where_the_letter_ends() {
        let origin = Origin::new("f", "k");
        let runs = [Run::new("“", &origin), Run::new("A house", &origin)];
        let (first, rest) = split(&runs, "“A".len());
        let texts = |runs: &[Run]| runs.iter().map(|run| run.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&first), ["“", "A"]);
        let (rest, space) = without_space_before(rest);
        assert!(space && texts(&rest) == ["house"]);
    }
}
