//! Where words may be divided at the end of a line.
//!
//! Most languages use the patterns of TeX (crate `hypher`, after Liang). They allow two letters at either end of
//! a word; here at least three stay, and only longer words are divided, since leaflets are read at
//! a glance. Armenian has a rule of its own ([`armenian`]).

use hypher::Lang;

use parley::Layout;

use super::book::FontBook;
use super::face::Face;
use super::scratch::RunIndex;
use super::script::{self, Script};
use crate::language;

/// Least number of letters of a word that may be divided (practice).
const SHORTEST_WORD: usize = 6;

/// Letters that stay together at either end of a word (practice; the patterns allow two).
const KEPT_LETTERS: usize = 3;

/// How words of a language are divided.
#[derive(Clone, Copy, Debug)]
pub(super) enum Division {
    /// By the patterns of the language.
    Patterns(Lang),
    /// By the rule of Eastern Armenian.
    Armenian,
}

/// How words of a language are divided, if they are: Arabic, Hebrew and their like never are. Western
/// Armenian is left out: its spelling has other digraphs, and no list to check a rule against is at hand.
pub(super) fn division(language: &str) -> Option<Division> {
    if language::is_right_to_left(language) {
        return None;
    }
    // Only the first part of a tag such as `de-AT` decides.
    let primary = match language::primary(language) {
        "hy" => return Some(Division::Armenian),
        "nb" | "nn" => "no",
        other => other,
    };
    let code = <[u8; 2]>::try_from(primary.as_bytes()).ok()?;
    // The patterns go by `nb` for both forms of Norwegian, and some lists of codes by `no`.
    let patterns =
        Lang::from_iso(code).or_else(|| Lang::from_iso(*b"nb").filter(|_| code == *b"no"));
    patterns.map(Division::Patterns)
}

/// The glyph of the hyphen that a face draws after a letter, and its width in ems. Armenian has a hyphen of its own; if
/// the face lacks it, the common one is taken.
pub(super) fn glyph(face: &Face, after: char) -> Option<(u16, f64)> {
    let own = (script::of(after) == Script::Armenian).then_some('\u{58a}');
    let wanted = own.into_iter().chain(['-', '\u{2010}']);
    let id = wanted
        .filter_map(|hyphen| face.glyph(hyphen))
        // Glyph 0 is the box for a missing character (OpenType, `glyf`).
        .find(|id| *id != 0)?;
    Some((id, face.advance(id)))
}

/// Width in ems of the widest hyphen among the fonts of a text. None if one of them has no hyphen: then no word is
/// divided.
pub(super) fn width(layout: &Layout<RunIndex>, text: &str, book: &FontBook) -> Option<f64> {
    let mut widest: f64 = 0.0;
    for line in layout.lines() {
        for run in line.runs() {
            let words = text.get(run.text_range()).unwrap_or_default();
            // A run without letters (digits, signs) is never divided, so its font needs no hyphen.
            let Some(letter) = words.chars().find(|c| c.is_alphabetic()) else {
                continue;
            };
            let (_, width) = glyph(book.face(book.id(&run)), letter)?;
            widest = widest.max(width);
        }
    }
    Some(widest)
}

/// Byte offsets in `text` at which a word may be divided. Words with anything but letters in them, such as addresses,
/// are left whole. So are words in capitals: they are abbreviations, which no pattern knows.
pub(super) fn points(text: &str, division: Division) -> Vec<usize> {
    let mut points = Vec::new();
    for (start, token) in tokens(text) {
        let letters = token.trim_matches(|c: char| !c.is_alphanumeric());
        let plain = letters.chars().all(char::is_alphabetic)
            && letters.chars().skip(1).any(char::is_lowercase);
        if letters.chars().count() < SHORTEST_WORD || !plain {
            continue;
        }
        // Quotation marks and brackets around the word stay with it.
        let offset = start + token.find(letters).unwrap_or(0);
        match division {
            Division::Patterns(patterns) => {
                let mut at = offset;
                for syllable in
                    hypher::hyphenate_bounded(letters, patterns, KEPT_LETTERS, KEPT_LETTERS)
                {
                    at += syllable.len();
                    if at < offset + letters.len() {
                        points.push(at);
                    }
                }
            }
            Division::Armenian => {
                points.extend(armenian(letters).into_iter().map(|at| offset + at));
            }
        }
    }
    points
}

/// Where a word of Eastern Armenian may be divided: before a single consonant between two vowels
/// (նկա-րել), and before the ending թյուն (ազատու-թյուն). The school rule also divides groups of
/// consonants before the last one (կար-դալ), but there a vowel ը may be heard that is not written
/// and would have to be (գր in համագրել), and only a dictionary tells where; such groups stay whole. The
/// patterns of TeX divide the vowel «ու», which is written with two letters, so they are not used.
fn armenian(word: &str) -> Vec<usize> {
    // Letters with their place; ու is one vowel, և begins with one and ends with a consonant.
    let lower: Vec<(usize, char)> = word
        .char_indices()
        .map(|(at, c)| (at, c.to_lowercase().next().unwrap_or(c)))
        .collect();
    let mut sounds: Vec<(usize, char)> = Vec::new();
    let mut letters = lower.iter().copied().peekable();
    while let Some((at, letter)) = letters.next() {
        let digraph = letter == 'ո' && letters.peek().is_some_and(|(_, next)| *next == 'ւ');
        if digraph {
            letters.next();
        }
        sounds.push((at, if digraph { 'ւ' } else { letter }));
    }
    let vowel = |c: char| "աեէըիոօւև".contains(c);
    let consonant = |c: char| ('ա'..='ֆ').contains(&c) && !vowel(c);
    let between = sounds.windows(3).filter_map(|three| {
        let [(_, before), (at, middle), (_, after)] = *three else {
            return None;
        };
        // `և` ends with a consonant, so the middle one is not single after it.
        (vowel(before) && before != 'և' && consonant(middle) && vowel(after)).then_some(at)
    });
    let ending = sounds.windows(5).filter_map(|five| {
        let letters: Vec<char> = five.iter().map(|(_, letter)| *letter).collect();
        let is_ending = vowel(letters[0]) && letters[1..] == ['թ', 'յ', 'ւ', 'ն'];
        is_ending.then_some(five[1].0)
    });
    let mut points: Vec<usize> = between.chain(ending).collect();
    points.sort_unstable();
    points.retain(|&at| {
        // Letters are counted, not sounds: readers see letters.
        let before = lower.iter().filter(|(place, _)| *place < at).count();
        before >= KEPT_LETTERS && lower.len() - before >= KEPT_LETTERS
    });
    points
}

fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(char::is_whitespace)
        .map(|token| (token.as_ptr() as usize - text.as_ptr() as usize, token))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(text: &str, language: &str) -> String {
        let mut out = text.to_owned();
        let points = division(language).map(|division| points(text, division));
        for at in points.into_iter().flatten().rev() {
            out.insert(at, '|');
        }
        out
    }

    #[test]
    fn words_are_divided_and_addresses_are_not() {
        assert_eq!(divided("(imprisonment)", "en"), "(impris|on|ment)");
        let whole = "armenian-assembly.org UNESCO zipcode4 short";
        assert_eq!(divided(whole, "en-GB"), whole);
    }

    #[test]
    fn each_language_divides_in_its_own_way() {
        for (language, expected) in [
            ("de-AT", "Kriegs|ge|fan|gene"),
            ("fr", "immé|dia|te|ment"),
            ("ru", "осво|бо|дите"),
            ("uk", "звіль|не|ння"),
            ("es-MX", "pri|sio|ne|ros"),
            ("pt-BR", "pri|si|o|nei|ros"),
            ("it", "pri|gio|nieri"),
            ("nl", "gevan|ge|nen"),
            ("pl", "jeń|ców"),
            ("el", "αιχ|μά|λω|τοι"),
            ("ka", "თავი|სუფ|ლება"),
            ("nb", "krigs|fan|ger"),
        ] {
            let word = expected.replace('|', "");
            assert_eq!(divided(&word, language), expected);
        }
    }

    #[test]
    fn scripts_without_divided_words_have_none() {
        for language in [
            "ar", "fa-IR", "he", "ur", "az-Arab", "hyw", "ja", "zh-Hant", "",
        ] {
            assert!(division(language).is_none(), "{language}");
        }
    }

    /// Words with the divisions that school grammars give (Abeghian, «Աշխարհաբար քերականություն»,
    /// «Վանկ»; Gharibyan and Shekoyan, «Դպրոցական ուղղագրական բառարան», 1981), less those within three
    /// letters of an end and within groups of consonants.
    #[test]
    fn armenian_words_are_divided_before_single_consonants() {
        for expected in [
            "թանա|քա|ման",
            "լու|սա|մուտ",
            "աշա|կերտ",
            "հասա|րակ",
            "բարե|կա|մա|բար",
            "ազա|տու|թյուն",
            "միու|թյուն",
            "նկա|րել",
            // The vowel ու is never divided, և neither.
            "ժողո|վուրդ",
            "պատե|րազմում",
            "Երևա|նում",
            "արևելյան",
            // Groups of consonants stay whole: here a vowel is heard that is not written.
            "համագրել",
            "կանգնել",
            "հետաքրքիր",
        ] {
            let word = expected.replace('|', "");
            assert_eq!(divided(&word, "hy"), expected);
        }
    }
}
