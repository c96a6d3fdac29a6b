//! The script that a text is written in, for conditions of a layout.
//!
//! The letters decide, not the tag of the language: Serbian is written in two scripts under one tag, and a
//! layout asks because of the letters that it has to set.

use super::values::Script;

/// The first and last code points of blocks with letters of one script (Unicode 16, `Blocks.txt`), in order.
const BLOCKS: &[(char, char, Script)] = &[
    ('A', '\u{24f}', Script::Latin),
    ('\u{370}', '\u{3ff}', Script::Greek),
    ('\u{400}', '\u{52f}', Script::Cyrillic),
    ('\u{530}', '\u{58f}', Script::Armenian),
    ('\u{590}', '\u{5ff}', Script::Hebrew),
    ('\u{600}', '\u{6ff}', Script::Arabic),
    ('\u{750}', '\u{77f}', Script::Arabic),
    ('\u{860}', '\u{8ff}', Script::Arabic),
    ('\u{900}', '\u{97f}', Script::Devanagari),
    ('\u{980}', '\u{9ff}', Script::Bengali),
    ('\u{a00}', '\u{a7f}', Script::Gurmukhi),
    ('\u{b80}', '\u{bff}', Script::Tamil),
    ('\u{d80}', '\u{dff}', Script::Sinhala),
    ('\u{e00}', '\u{e7f}', Script::Thai),
    ('\u{e80}', '\u{eff}', Script::Lao),
    ('\u{f00}', '\u{fff}', Script::Tibetan),
    ('\u{1000}', '\u{109f}', Script::Burmese),
    ('\u{10a0}', '\u{10ff}', Script::Georgian),
    ('\u{1100}', '\u{11ff}', Script::Hangul),
    ('\u{1200}', '\u{139f}', Script::Ethiopic),
    ('\u{1780}', '\u{17ff}', Script::Khmer),
    ('\u{1c80}', '\u{1c8f}', Script::Cyrillic),
    ('\u{1c90}', '\u{1cbf}', Script::Georgian),
    ('\u{1e00}', '\u{1eff}', Script::Latin),
    ('\u{1f00}', '\u{1fff}', Script::Greek),
    ('\u{2d00}', '\u{2d2f}', Script::Georgian),
    ('\u{2d80}', '\u{2ddf}', Script::Ethiopic),
    ('\u{2de0}', '\u{2dff}', Script::Cyrillic),
    ('\u{3040}', '\u{30ff}', Script::Kana),
    ('\u{3400}', '\u{9fff}', Script::Han),
    ('\u{a640}', '\u{a69f}', Script::Cyrillic),
    ('\u{a9e0}', '\u{a9ff}', Script::Burmese),
    ('\u{ac00}', '\u{d7a3}', Script::Hangul),
    ('\u{fb1d}', '\u{fb4f}', Script::Hebrew),
    ('\u{fb50}', '\u{fdff}', Script::Arabic),
    ('\u{fe70}', '\u{fefe}', Script::Arabic),
    ('\u{20000}', '\u{323af}', Script::Han),
];

fn script_of(letter: char) -> Option<Script> {
    let mut blocks = BLOCKS.iter();
    let block = blocks.find(|(first, last, _)| (*first..=*last).contains(&letter))?;
    Some(block.2)
}

/// The script that most letters of the texts belong to; `None` if no letter is of a script with a name here.
pub(super) fn script_of_most<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<Script> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for letter in texts.into_iter().flat_map(str::chars) {
        // Signs and digits are in the blocks too, and belong to no script.
        let Some(found) = script_of(letter).filter(|_| letter.is_alphabetic()) else {
            continue;
        };
        match counts.iter_mut().find(|(known, _)| *known == found) {
            Some((_, count)) => *count += 1,
            None => counts.push((found, 1)),
        }
    }
    // Of equally many the one that comes last in the text: any fixed choice gives the same page each time.
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map(|(found, _)| found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_letters_decide() {
        let of = |text| script_of_most([text]);
        assert_eq!(of("Free them, 2026!"), Some(Script::Latin));
        assert_eq!(of("Ազատություն USA"), Some(Script::Armenian));
        assert_eq!(of("الحرية"), Some(Script::Arabic));
        assert_eq!(of("Слобода"), Some(Script::Cyrillic));
        assert_eq!(of("მეგობრები"), Some(Script::Georgian));
        assert_eq!(of("50+"), None);
    }
}
