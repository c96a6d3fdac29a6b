//! Text made ready for the shaper: spaces that must not break, isolated addresses.

use std::ops::Range;

use super::ties;
use crate::template::plan::Run;

/// Text with the run that each stretch of it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Prepared {
    pub(super) text: String,
    /// Byte ranges, one for each run that has text.
    pub(super) runs: Vec<(Range<usize>, usize)>,
    /// Byte offsets at which the author allows a word to be divided (U+00AD, taken out of the text).
    pub(super) soft_hyphens: Vec<usize>,
}

/// Joins runs, and ties figures to what belongs to them with no-break spaces.
pub(super) fn prepare(runs: &[Run], language: &str, isolate: bool) -> Prepared {
    let mut characters: Vec<(char, usize)> = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        for character in run.text.chars() {
            let character = if character == '\t' { ' ' } else { character };
            characters.push((character, index));
        }
    }
    tie(&mut characters, language);
    if isolate {
        isolate_foreign(&mut characters);
    }
    divide_addresses(&mut characters);
    let mut prepared = Prepared::default();
    for (character, run) in characters {
        let start = prepared.text.len();
        if character == '\u{ad}' {
            prepared.soft_hyphens.push(start);
            continue;
        }
        prepared.text.push(character);
        let end = prepared.text.len();
        match prepared.runs.last_mut() {
            Some((range, last)) if *last == run && range.end == start => range.end = end,
            _ => prepared.runs.push((start..end, run)),
        }
    }
    prepared
}

fn tie(characters: &mut [(char, usize)], language: &str) {
    for at in 1..characters.len().saturating_sub(1) {
        if characters[at].0 != ' ' {
            continue;
        }
        let before = word(characters[..at].iter().rev());
        let before: String = before.chars().rev().collect();
        let after = word(characters[at + 1..].iter());
        if let Some(space) = ties::french_space(&before, &after, language) {
            characters[at].0 = space;
        } else if ties::tied(&before, &after, language) {
            characters[at].0 = '\u{a0}';
        }
    }
}

/// In text from right to left: puts phone numbers, figures, addresses, handles and hashtags between
/// U+2066 and U+2069 (Unicode Annex 9, 2.4), or `12-34-56` prints as `56-34-12`. A no-break space holds
/// the groups of a number together.
fn isolate_foreign(characters: &mut Vec<(char, usize)>) {
    let foreign = |token: &str| {
        let strong = |c: char| c.is_alphabetic() && !c.is_ascii();
        let has_digit = token.chars().any(|c| c.is_ascii_digit());
        let named = token.starts_with(['#', '@'])
            && token.chars().skip(1).any(|c| c.is_ascii_alphanumeric());
        let marked =
            token.starts_with(|c: char| c.is_ascii_alphabetic()) && token.ends_with(['+', '#']);
        !token.chars().any(strong) && (has_digit || named || marked || is_address(token))
    };
    let mut out = Vec::with_capacity(characters.len());
    // The letter that the word before ended with, where it is a Latin one.
    let mut latin = false;
    for token in characters.split_inclusive(|(c, _)| c.is_whitespace() && *c != '\u{a0}') {
        let text: String = token.iter().map(|(c, _)| *c).collect();
        let word = text
            .trim_end()
            .trim_end_matches(['.', ',', ';', ':', '،', '؛']);
        let length = word.chars().count();
        let after_latin = std::mem::replace(
            &mut latin,
            text.trim_end().ends_with(|c: char| c.is_ascii_alphabetic()),
        );
        // `Windows 11` is one name; figures of the script would be drawn to the Latin word before them.
        let figures = word.chars().all(|c| c.is_ascii_digit());
        let own = has_own_figures(word) && (after_latin || word.contains(['-', '/', ':']));
        if !(foreign(word) || own) || figures && after_latin {
            out.extend_from_slice(token);
            continue;
        }
        let run = token[0].1;
        out.push(('\u{2066}', run));
        out.extend_from_slice(&token[..length]);
        out.push(('\u{2069}', token[length.max(1) - 1].1));
        out.extend_from_slice(&token[length..]);
    }
    *characters = out;
}

/// Whether a word is written in Arabic or Persian figures and signs alone.
fn has_own_figures(word: &str) -> bool {
    let figure = |c: char| matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}');
    word.contains(figure) && !word.contains(char::is_alphabetic)
}

/// Whether a word is a web or mail address: a dot between two labels of two or more letters. `e.g.`,
/// `U.S.`, `1.5km` and a time such as 18.30 are none.
fn is_address(word: &str) -> bool {
    let letters = |text: &str| text.chars().all(char::is_alphabetic) && text.chars().count() >= 2;
    let host = word.split_once("://").map_or(word, |(_, rest)| rest);
    let host = host.split(['/', '?']).next().unwrap_or(host);
    let host = host.rsplit('@').next().unwrap_or(host);
    let labels: Vec<&str> = host.split('.').collect();
    match labels.as_slice() {
        [first @ .., last] => {
            let plain = |label: &&str| label.chars().all(|c| c.is_alphanumeric() || c == '-');
            !first.is_empty()
                && letters(last)
                && first.iter().all(|l| l.chars().count() >= 2 && plain(l))
        }
        [] => false,
    }
}

/// Letters after a hyphen that stay with the word before it (practice).
const LONGEST_SUFFIX: usize = 3;

/// Says where an address may be divided. A line that ends in a hyphen would leave the reader to guess
/// whether to type it, so a word joiner follows the hyphen; after a dot or a slash a line may end, so
/// a zero-width space follows those.
fn divide_addresses(characters: &mut Vec<(char, usize)>) {
    let mut out = Vec::with_capacity(characters.len());
    for token in characters.split_inclusive(|(c, _)| c.is_whitespace()) {
        let text: String = token.iter().map(|(c, _)| *c).collect();
        let letters = text.trim().trim_end_matches(['.', ',', ';', ':', ')', '”']);
        let address = is_address(letters);
        let inner = letters.chars().count();
        for (index, &(character, run)) in token.iter().enumerate() {
            out.push((character, run));
            // A suffix such as Armenian `CNN-ի` does not stand alone at the start of a line.
            let suffix = token.get(index + 1..inner).unwrap_or_default();
            let short = (1..=LONGEST_SUFFIX).contains(&suffix.len())
                && suffix.iter().all(|(letter, _)| letter.is_alphabetic());
            if character == '-' && !address && short {
                out.push(('\u{2060}', run));
            }
            if address && index + 1 < inner {
                match character {
                    '-' => out.push(('\u{2060}', run)),
                    '.' | '/' => out.push(('\u{200b}', run)),
                    _ => {}
                }
            }
        }
    }
    *characters = out;
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
            "call (202)~224-3121 or +1~202~224~3121."
        );
        assert_eq!(tied("in 2021 25 cities"), "in 2021~25 cities");
    }

    #[test]
    fn addresses_are_divided_after_dots_and_not_after_hyphens() {
        let joined = |text: &str| {
            let text = prepare(&[run(text)], "en", false).text;
            text.replace('\u{2060}', "~").replace('\u{200b}', "|")
        };
        assert_eq!(
            joined("armenian-assembly.org/a-b."),
            "armenian-~assembly.|org/|a-~b."
        );
        assert_eq!(
            joined("at 18.30, e.g. 1.5 km"),
            "at 18.30, e.g. 1.5\u{a0}km"
        );
        assert_eq!(
            joined("Nagorno-Karabakh. A one-click letter."),
            "Nagorno-Karabakh. A one-click letter."
        );
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
            "على [+1~202~224~3121] الآن"
        );
        assert_eq!(isolated("#Free و @name"), "[#Free] و [@name]");
        assert_eq!(isolated("JAM News ۲۱ و ۲۱"), "JAM News [۲۱] و ۲۱");
        assert_eq!(
            isolated("۱۲-۳۴ و Windows 11 و C++"),
            "[۱۲-۳۴] و Windows 11 و [C++]"
        );
    }

    #[test]
    fn runs_keep_their_ranges() {
        let prepared = prepare(&[run("8"), run(" mm – straße")], "de", false);
        assert_eq!(prepared.text, "8\u{a0}mm\u{a0}– straße");
        assert_eq!(prepared.runs, vec![(0..1, 0), (1..prepared.text.len(), 1)]);
    }
}
