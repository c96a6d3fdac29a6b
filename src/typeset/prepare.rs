//! Prepares text for the shaper by putting in characters that nobody sees.
//!
//! The shaper follows Unicode: where lines may end (Annex 14) and in which order text is drawn that mixes
//! directions (Annex 9). Where these rules give the wrong result for leaflets, control characters correct
//! them:
//!
//! - no-break spaces keep `5 km` together (`ties.rs` says which words);
//! - isolates keep `12-34-56` in order within Arabic or Hebrew text;
//! - word joiners keep addresses, figures and the numbers of sources in one piece; where an address may be divided
//!   after all is said beside the text (`addresses.rs`).
//!
//! Each character keeps the number of the run that it came from, so that a link or a finding still finds its words.

use std::ops::Range;

use super::addresses;
use super::lines::End;
use super::ties;
use crate::language::{self, is_steering};
use crate::text::Run;

/// Prepared text, with the run that each stretch of it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Prepared {
    pub(super) text: String,
    /// Byte ranges, one for each run that has text.
    pub(super) runs: Vec<(Range<usize>, usize)>,
    /// Byte offsets at which the author allows a word to be divided (U+00AD, taken out of the text).
    pub(super) soft_hyphens: Vec<usize>,
    /// Byte offsets before which a line may end within an address or a number to dial.
    pub(super) ends: Vec<(usize, End)>,
}

/// Joins runs, and ties figures to what belongs to them with no-break spaces.
pub(super) fn prepare(runs: &[Run], language: &str, right_to_left: bool) -> Prepared {
    let mut characters = join(runs);
    // Isolates are put in only where directions mix: in plain Latin text they would only cost time.
    let both_ways = right_to_left || characters.iter().any(|(c, _)| is_from_right_to_left(*c));
    let between_figures = tie(&mut characters, runs, language);
    if both_ways {
        isolate_tokens(&mut characters, &between_figures);
    } else {
        for at in between_figures {
            characters[at].0 = NO_BREAK;
        }
    }
    let mut ends = find_ends(&mut characters, runs).into_iter().peekable();
    let mut prepared = Prepared::default();
    for (at, (character, run)) in characters.into_iter().enumerate() {
        let start = prepared.text.len();
        if let Some((_, end)) = ends.next_if(|(place, _)| *place == at) {
            prepared.ends.push((start, end));
        }
        if character == '\u{ad}' {
            prepared.soft_hyphens.push(start);
            continue;
        }
        prepared.text.push(character);
        let end = prepared.text.len();
        match prepared.runs.last_mut() {
            // A soft hyphen that was taken out leaves no gap in the byte ranges.
            Some((range, last)) if *last == run && range.end == start => range.end = end,
            _ => prepared.runs.push((start..end, run)),
        }
    }
    prepared
}

/// The characters of all runs, each with the number of its run.
fn join(runs: &[Run]) -> Vec<(char, usize)> {
    let mut characters: Vec<(char, usize)> = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        // The number of a source stands behind what it is about: a line could begin with it after a question mark.
        if run.cites.is_some() && characters.last().is_some_and(|(c, _)| !c.is_whitespace()) {
            characters.push((WORD_JOINER, index));
        }
        for character in run.text.chars() {
            characters.push((
                match character {
                    // A tab has no meaning in a paragraph that is not a table.
                    '\t' => ' ',
                    // A line may end at a thin space, which people type between the digits of a figure.
                    '\u{2009}' if run.whole => '\u{202f}',
                    other => other,
                },
                index,
            ));
        }
    }
    characters
}

/// Whether a character brings in the direction from right to left: letters, figures and signs of such scripts, and
/// marks of direction.
fn is_from_right_to_left(character: char) -> bool {
    language::is_leftward(character)
        || matches!(
            character,
            '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{202b}' | '\u{202e}' | '\u{2067}' | '\u{2068}'
        )
}

const NO_BREAK: char = '\u{a0}';

/// A character without width at which no line ends (U+2060).
const WORD_JOINER: char = '\u{2060}';

/// Puts no-break spaces where a line must not end. Returns the places of the spaces between two figures, which are left
/// as they are: what replaces them depends on the direction. So are the spaces of numbers to dial, which may be
/// divided there if they have to.
fn tie(characters: &mut [(char, usize)], runs: &[Run], language: &str) -> Vec<usize> {
    let mut between_figures = Vec::new();
    let numbers = numbers_to_dial(characters);
    let whole = |run: usize| runs.get(run).is_some_and(|run| run.whole);
    for at in 1..characters.len().saturating_sub(1) {
        let (character, run) = characters[at];
        if character != ' ' {
            continue;
        }
        let in_figure = whole(run);
        if !in_figure && numbers.iter().any(|number| number.contains(&at)) {
            continue;
        }
        let before = word(characters[..at].iter().rev());
        // Collected backwards from the space, so it is turned over.
        let before: String = before.chars().rev().collect();
        let after = word(characters[at + 1..].iter());
        if let Some(space) = ties::french_space(&before, &after, language) {
            characters[at].0 = space;
        } else if in_figure || ties::tied(&before, &after, language) {
            if before.ends_with(char::is_numeric) && after.starts_with(char::is_numeric) {
                between_figures.push(at);
            } else {
                characters[at].0 = NO_BREAK;
            }
        }
    }
    between_figures
}

/// The places of numbers that may be divided between their groups.
fn numbers_to_dial(characters: &[(char, usize)]) -> Vec<Range<usize>> {
    let text: Vec<char> = characters.iter().map(|(character, _)| *character).collect();
    let tokens = language::tokens(&text).into_iter();
    let numbers = tokens.filter(|token| token.kind == language::Kind::Groups);
    numbers
        .map(|token| token.range)
        .filter(|range| {
            text.get(range.clone())
                .is_some_and(addresses::may_be_divided)
        })
        .collect()
}

/// Isolates the tokens of a text from right to left (addresses, phone numbers, hashtags) between U+2066 and U+2069
/// (Unicode Annex 9, 2.4). Otherwise `12-34-56` would print as `56-34-12`. Only the token itself is isolated;
/// the marks beside it and all other figures stand where the algorithm puts them.
///
/// Spaces between figures within a token become no-break spaces. All others are followed by a word joiner, since
/// a no-break space would make one number of two (rule W4) and so change their order.
fn isolate_tokens(characters: &mut Vec<(char, usize)>, between_figures: &[usize]) {
    let text: Vec<char> = characters.iter().map(|(character, _)| *character).collect();
    let mut isolated: Vec<Range<usize>> = language::tokens(&text)
        .into_iter()
        .map(|token| token.range)
        .collect();
    isolated.extend(own_figures(&text));
    isolated.sort_by_key(|range| range.start);
    // Figures after a Latin word may be a phone number too.
    let mut end = 0;
    isolated.retain(|range| {
        let free = range.start >= end;
        end = end.max(range.end);
        free
    });
    let mut joined: Vec<usize> = Vec::new();
    for &space in between_figures {
        if isolated.iter().any(|range| range.contains(&space)) {
            characters[space].0 = NO_BREAK;
        } else {
            joined.push(space);
        }
    }
    let mut out = Vec::with_capacity(characters.len() + 2 * isolated.len() + joined.len());
    let mut at = 0;
    // Copies what lies between tokens, with the word joiners.
    let plain = |out: &mut Vec<(char, usize)>, range: Range<usize>| {
        for (index, character) in range.clone().zip(&characters[range]) {
            out.push(*character);
            if joined.binary_search(&index).is_ok() {
                out.push((WORD_JOINER, character.1));
            }
        }
    };
    for range in isolated {
        let (first, last) = (characters[range.start].1, characters[range.end - 1].1);
        let token = &characters[range.clone()];
        // Hyphens between Arabic figures go with the text even in an isolate.
        let arabic = token
            .iter()
            .any(|(c, _)| ('\u{660}'..='\u{669}').contains(c));
        let (open, close): (&[char], &[char]) = if arabic {
            (&['\u{2066}', '\u{202d}'], &['\u{202c}', '\u{2069}'])
        } else {
            (&['\u{2066}'], &['\u{2069}'])
        };
        plain(&mut out, at..range.start);
        out.extend(open.iter().map(|sign| (*sign, first)));
        out.extend_from_slice(token);
        out.extend(close.iter().map(|sign| (*sign, last)));
        at = range.end;
    }
    plain(&mut out, at..characters.len());
    *characters = out;
}

/// Numbers in Persian figures after a word in Latin letters. They belong to the Persian text, but the algorithm would
/// draw them as part of the Latin word. Numbers in Latin figures are left alone: they may be part of
/// the name (`Windows 11`).
fn own_figures(text: &[char]) -> Vec<Range<usize>> {
    let figure = |c: &char| matches!(c, '\u{6f0}'..='\u{6f9}');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].iter().position(figure).map(|next| at + next) {
        let signed = |c: &char| figure(c) || matches!(c, '٫' | '٬');
        let length = text[start..].iter().take_while(|c| signed(c)).count();
        at = start + length;
        let before = text[..start].iter().rev();
        let spaces = before.clone().take_while(|c| c.is_whitespace()).count();
        let letter = before.clone().nth(spaces);
        // Without a space the figures are part of the word.
        if spaces > 0 && letter.is_some_and(char::is_ascii_alphabetic) {
            found.push(start..at);
        }
    }
    found
}

/// Most letters after a hyphen that count as a suffix and stay with the word before it (practice).
const LONGEST_SUFFIX: usize = 3;

/// The places where a line may end within addresses and numbers to dial: before the character of that index. At the
/// signs where Unicode would end a line, word joiners are put in, so that it ends at these places only. The figures of
/// facts have no such place.
fn find_ends(characters: &mut Vec<(char, usize)>, runs: &[Run]) -> Vec<(usize, End)> {
    let text: Vec<char> = characters.iter().map(|(character, _)| *character).collect();
    let tokens = language::tokens(&text);
    let whole = |run: usize| runs.get(run).is_some_and(|run| run.whole);
    let wanted = addresses::ends(&text, &tokens).into_iter();
    let mut wanted = wanted
        .filter(|(at, _)| !whole(characters[*at].1))
        .peekable();
    let kinds = [language::Kind::Address, language::Kind::Handle];
    let addresses = tokens.iter().filter(|token| kinds.contains(&token.kind));
    let mut addresses = addresses.map(|token| &token.range).peekable();
    let mut ends = Vec::new();
    let mut out = Vec::with_capacity(characters.len());
    for (at, &(character, run)) in characters.iter().enumerate() {
        if let Some((_, end)) = wanted.next_if(|(place, _)| *place == at) {
            ends.push((out.len(), end));
        }
        out.push((character, run));
        // Addresses come in order, so one iterator serves for the whole text.
        while addresses.next_if(|address| address.end <= at).is_some() {}
        let address = addresses.peek().filter(|address| address.start <= at);
        let goes_on = match (address, characters.get(at + 1)) {
            (_, None | Some(('/', _))) => false,
            (Some(address), _) => at + 1 < address.end,
            (None, Some((_, next))) => whole(run) && *next == run,
        };
        let suffix = address.is_none() && character == '-' && is_suffix(&text[at + 1..]);
        if goes_on && addresses::ends_a_line(character) || suffix {
            out.push((WORD_JOINER, run));
        }
    }
    *characters = out;
    ends
}

/// Whether a text begins with the suffix of a word, such as Armenian `CNN-ի`, which does not stand alone at
/// the start of a line.
fn is_suffix(rest: &[char]) -> bool {
    let letters = rest.iter().take_while(|c| c.is_alphabetic()).count();
    let after = rest[letters..].iter().take_while(|c| !c.is_whitespace());
    let mut marks = after.filter(|c| !is_steering(**c));
    (1..=LONGEST_SUFFIX).contains(&letters)
        && marks.all(|c| matches!(c, '.' | ',' | ';' | ':' | ')' | '”' | '»' | '!' | '?'))
}

fn word<'c>(characters: impl Iterator<Item = &'c (char, usize)>) -> String {
    characters
        .map(|(character, _)| *character)
        .take_while(|character| !character.is_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Origin;

    fn run(text: &str) -> Run {
        Run::new(text, &Origin::new("f", "k"))
    }

    #[test]
    fn figures_stay_with_their_units_and_words() {
        let tied = |text: &str| {
            prepare(&[run(text)], "en", false)
                .text
                .replace('\u{a0}', "~")
        };
        assert_eq!(
            tied("held 8 former leaders 5 km away"),
            "held 8 former leaders 5~km away"
        );
        assert_eq!(
            tied("enforce Section 907 of the Act"),
            "enforce Section~907 of the Act"
        );
        assert_eq!(
            tied("call (202) 224-3121 or +1 202 224 3121."),
            "call (202) 224-3121 or +1 202 224 3121."
        );
        assert_eq!(tied("in 2021 25 cities"), "in 2021~25 cities");
    }

    /// A text with a bar where a line may end within an address or a number, and a tilde for each word joiner.
    fn with_ends(prepared: &Prepared) -> String {
        let mut text = prepared.text.clone();
        let places = prepared.ends.iter().rev();
        for (at, _) in places.filter(|(_, end)| *end != End::Anywhere) {
            text.insert(*at, '|');
        }
        text.replace('\u{2060}', "~")
    }

    #[test]
    fn addresses_are_divided_at_their_signs_only() {
        let joined = |text: &str| with_ends(&prepare(&[run(text)], "en", false));
        assert_eq!(
            joined("armenian-assembly.org/a-b."),
            "armenian|-~assembly.org/~|a-~b."
        );
        assert_eq!(
            joined("council@library.example"),
            "council|@library.example"
        );
        assert_eq!(
            joined("at 18.30, e.g. 1.5 km"),
            "at 18.30, e.g. 1.5\u{a0}km"
        );
        assert_eq!(
            joined("Nagorno-Karabakh. A one-click letter."),
            "Nagorno-Karabakh. A one-click letter."
        );
        assert_eq!(
            joined("ES91 2100 0418 4502 0005 1332"),
            "ES91 |2100 |0418 |4502 |0005 |1332"
        );
    }

    #[test]
    fn figures_are_never_divided() {
        let whole = |text: &str| {
            let figure = Run {
                whole: true,
                ..run(text)
            };
            let prepared = prepare(&[run("so: "), figure, run(" of them")], "en", false);
            with_ends(&prepared).replace(['\u{a0}', '\u{202f}'], "_")
        };
        assert_eq!(whole("1 in 6"), "so: 1_in_6 of them");
        assert_eq!(whole("18\u{2009}000 €"), "so: 18_000_€ of them");
        assert_eq!(whole("10–12"), "so: 10–~12 of them");
        assert_eq!(whole("+1 202 224 3121"), "so: +1_202_224_3121 of them");
    }

    #[test]
    fn the_number_of_a_source_never_begins_a_line() {
        let cited = Run {
            cites: Some(crate::text::Citation {
                source: 0,
                of_list: false,
            }),
            ..run("¹")
        };
        let prepared = prepare(&[run("Who counted?"), cited], "en", false);
        assert_eq!(with_ends(&prepared), "Who counted?~¹");
    }

    #[test]
    fn numbers_keep_their_order_in_text_from_right_to_left() {
        let isolated = |text: &str| {
            prepare(&[run(text)], "ar", true)
                .text
                .replace('\u{2066}', "[")
                .replace('\u{2069}', "]")
                .replace('\u{a0}', "~")
        };
        assert_eq!(isolated("اتصل 12-34-56."), "اتصل [12-34-56].");
        assert_eq!(
            isolated("على +1 202 224 3121 الآن"),
            "على [+1 202 224 3121] الآن"
        );
        assert_eq!(isolated("#Free و @name"), "[#Free] و [@name]");
        assert_eq!(isolated("JAM News ۲۱ و ۲۱"), "JAM News [۲۱] و ۲۱");
        assert_eq!(isolated("Windows 11 و C++"), "Windows 11 و [C++]");
        assert_eq!(isolated("JAM ۰۲۱-۱۲۳۴۵۶۷."), "JAM [۰۲۱-۱۲۳۴۵۶۷].");
        for plain in [
            "هل جئتم في 2027؟ نعم",
            "(18), 50% 18:00–20:00",
            "۱۲-۳۴",
            "2019-2023",
        ] {
            assert_eq!(isolated(plain), plain, "marks stay out of isolates");
        }
        assert_eq!(isolated("\"#Free\"!"), "\"[#Free]\"!");
    }

    #[test]
    fn two_numbers_stay_two() {
        let tied = |text: &str| {
            prepare(&[run(text)], "he", true)
                .text
                .replace('\u{2060}', "~")
        };
        assert_eq!(tied("בשנת 2021 25 ערים"), "בשנת 2021 ~25 ערים");
        assert_eq!(tied("5 km"), "5\u{a0}km");
    }

    #[test]
    fn addresses_are_divided_on_a_page_from_right_to_left_too() {
        let text = prepare(&[run("ראו (https://abc-d.org/cde).")], "he", true);
        let text = with_ends(&text);
        assert_eq!(text, "ראו (\u{2066}https://~|abc|-~d.org/~|cde\u{2069}).");
    }

    #[test]
    fn runs_keep_their_ranges() {
        let prepared = prepare(&[run("8"), run(" mm – straße")], "de", false);
        assert_eq!(prepared.text, "8\u{a0}mm\u{a0}– straße");
        assert_eq!(prepared.runs, vec![(0..1, 0), (1..prepared.text.len(), 1)]);
    }
}
