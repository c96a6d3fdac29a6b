//! The words that keep their small letters in a headline of capitals.
//!
//! Capitals are a look, and must not change what a word says. `POWS` reads as the name of something, `SCHÜLERINNEN`
//! are girls only, and nobody knows how to type an address in capitals. These stay as they are written:
//!
//! - words with a capital after their first letter, and a small letter: `POWs`, `iPhone`, `SchülerInnen`, `PhD`;
//! - addresses, `@names` and `#tags`;
//! - measures after a figure (`30 km`), and those of two parts wherever they are (`km/h`).
//!
//! Names such as `McCarthy` become capitals: their second capital begins a name and says nothing else. Irish puts a
//! small letter before a capital (`hÉireann`), which stays small in capitals too (`hÉIREANN`).

use std::ops::Range;

use crate::language::{self, Kind, is_steering};

/// Measures that are written in small letters after a figure (SI brochure, 5.2; their Cyrillic forms by GOST 8.417).
/// Those that are also words of some language are left out: `in`, `s`, `a`.
const MEASURES: &[&str] = &[
    "mm", "cm", "dm", "m", "km", "mg", "g", "kg", "t", "ml", "cl", "l", "h", "min", "m²", "km²",
    "m³", "мм", "см", "км", "кг", "мг", "мин", "м²", "км²", "м³",
];

/// Languages in which `min` means "my".
const MIN_IS_A_WORD: &[&str] = &["sv", "da", "nb", "nn", "no"];

/// Measures of two parts.
const RATES: &[&str] = &["km/h", "m/s", "l/min", "g/l", "mg/l", "км/ч", "м/с"];

/// The stretches of a text that stay as they are written, in order, as byte ranges.
pub(super) fn kept(text: &str, language: &str) -> Vec<Range<usize>> {
    // Characters that steer the shaper are within addresses, and no part of them.
    let letters: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, character)| !is_steering(*character) && *character != '\u{2060}')
        .collect();
    let characters: Vec<char> = letters.iter().map(|(_, character)| *character).collect();
    let bytes = |range: Range<usize>| {
        let start = letters.get(range.start).map_or(text.len(), |(at, _)| *at);
        let last = range.end.checked_sub(1).and_then(|last| letters.get(last));
        start..last.map_or(start, |(at, letter)| at + letter.len_utf8())
    };
    let mut found: Vec<Range<usize>> = language::tokens(&characters)
        .into_iter()
        .filter(|token| matches!(token.kind, Kind::Address | Kind::Handle))
        .map(|token| token.range)
        .collect();
    found.extend(measures(&characters, language));
    let irish = language::primary(language) == "ga";
    for word in words(&characters) {
        let letters = &characters[word.clone()];
        if irish && let Some(prefix) = irish_prefix(letters) {
            found.push(word.start..word.start + prefix);
        } else if has_inner_capital(letters, language) {
            found.push(word);
        }
    }
    found.sort_by_key(|range| (range.start, range.end));
    // A word may be part of an address.
    let mut end = 0;
    found.retain(|range| {
        let free = range.start >= end;
        end = end.max(range.end);
        free
    });
    found.into_iter().map(bytes).collect()
}

/// The words of a text: letters, figures and marks, with full stops between letters (`e.V.`). Hyphens, apostrophes
/// and slashes part words.
fn words(text: &[char]) -> Vec<Range<usize>> {
    let is_mark = |c: char| matches!(c, '\u{300}'..='\u{36f}');
    let belongs = |at: usize| {
        text[at].is_alphanumeric()
            || is_mark(text[at])
            || text[at] == '.' && text.get(at + 1).is_some_and(|next| next.is_alphabetic())
    };
    let mut words = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let length = (at..text.len()).take_while(|at| belongs(*at)).count();
        if length > 0 {
            words.push(at..at + length);
        }
        at += length.max(1);
    }
    words
}

/// Whether a word has a capital after its first letter, and a small letter, other than in a name such as `McCarthy`.
fn has_inner_capital(word: &[char], language: &str) -> bool {
    // The Dutch `ij` is one letter: `IJsland` begins with one capital.
    let dutch = language::primary(language) == "nl" && word.starts_with(&['I', 'J']);
    let first = if dutch { 2 } else { 1 };
    let inner = word.iter().skip(first).any(|c| c.is_uppercase());
    let small = word.iter().any(|c| c.is_lowercase());
    inner && small && !is_name_with_prefix(word)
}

/// Whether a word is a name such as `McCarthy`, `MacDonald`.
fn is_name_with_prefix(word: &[char]) -> bool {
    let prefixes: [&[char]; 2] = [&['M', 'c'], &['M', 'a', 'c']];
    prefixes.iter().any(|prefix| {
        word.strip_prefix(*prefix).is_some_and(|rest| {
            rest.len() > 2 && rest[0].is_uppercase() && rest[1..].iter().all(|c| c.is_lowercase())
        })
    })
}

/// Most small letters that Irish puts before a capital (`bhF`).
const LONGEST_PREFIX: usize = 2;

/// The number of small letters before the first capital of an Irish word; `None` if there are none.
fn irish_prefix(word: &[char]) -> Option<usize> {
    let small = word.iter().take_while(|c| c.is_lowercase()).count();
    let capital = word.get(small).is_some_and(|c| c.is_uppercase());
    ((1..=LONGEST_PREFIX).contains(&small) && capital).then_some(small)
}

/// Measures after a figure, with or without a space (`30 km`, `30km`), and those of two parts.
fn measures(text: &[char], language: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let in_measure = |c: &char| c.is_alphabetic() || matches!(c, '/' | '²' | '³');
    let mut at = 0;
    while at < text.len() {
        let length = text[at..].iter().take_while(|c| in_measure(c)).count();
        if length == 0 {
            at += 1;
            continue;
        }
        let word: String = text[at..at + length].iter().collect();
        let before = text[..at].iter().rev().find(|c| !c.is_whitespace());
        let after_figure = before.is_some_and(|c| c.is_numeric());
        // `l’été` and `t-shirts` begin with a letter that is no measure.
        let goes_on = matches!(text.get(at + length), Some('\'' | '’' | '-'));
        let measure = after_figure
            && !goes_on
            && MEASURES.contains(&word.as_str())
            && !(word == "min" && MIN_IS_A_WORD.contains(&language::primary(language)));
        if RATES.contains(&word.as_str()) || measure {
            found.push(at..at + length);
        }
        at += length;
    }
    found
}
