//! Gives the hero line of a headline a line of its own.
//!
//! Where every line fills its column, short lines are large: the words that a campaign marks stand out once they
//! do not share their line. The break is not a character, which would be copied with the words, but a line end that
//! is forced at the place where the words are divided anyway.

use std::ops::Range;

use super::lines::{End, LinePiece};
use super::prepare::Prepared;
use crate::text::Run;

/// Forces line ends before and after the hero line, and gives its pieces; none if the words have no hero line.
/// Quotation marks and full stops beside it stay with it, because a line cannot end between them and the word.
pub(super) fn end_lines_around(
    pieces: &mut [LinePiece],
    prepared: &Prepared,
    runs: &[Run],
) -> Range<usize> {
    let Some(hero) = range_of_hero(prepared, runs) else {
        return 0..0;
    };
    let count = pieces.len();
    let places = places_of(pieces, &prepared.text);
    let overlaps = |place: &Range<usize>| place.start < hero.end && hero.start < place.end;
    let Some(first) = places.iter().position(overlaps) else {
        return 0..0;
    };
    let last = places.iter().rposition(overlaps).unwrap_or(first);
    if let Some(before) = first.checked_sub(1) {
        pieces[before].end = End::Forced;
    }
    if last + 1 < count {
        pieces[last].end = End::Forced;
    }
    first..last + 1
}

/// The bytes of the hero line, without the spaces at its ends.
fn range_of_hero(prepared: &Prepared, runs: &[Run]) -> Option<Range<usize>> {
    let is_hero = |index: &usize| runs.get(*index).is_some_and(|run| run.hero);
    let mut ranges = prepared.runs.iter().filter(|(_, index)| is_hero(index));
    let first = ranges.next()?;
    let end = ranges.next_back().unwrap_or(first).0.end;
    let words = prepared.text.get(first.0.start..end)?;
    let start = first.0.start + (words.len() - words.trim_start().len());
    let length = words.trim().len();
    (length > 0).then_some(start..start + length)
}

/// The bytes of each piece, which counts its characters.
fn places_of(pieces: &[LinePiece], text: &str) -> Vec<Range<usize>> {
    let mut rest = text.char_indices().map(|(at, _)| at);
    let mut start = 0;
    pieces
        .iter()
        .map(|piece| {
            let begin = start;
            // The first character of the next piece, which is the end of this one.
            let characters = piece.characters as usize;
            for _ in 0..characters {
                rest.next();
            }
            start = rest.clone().next().unwrap_or(text.len());
            begin..start
        })
        .collect()
}
