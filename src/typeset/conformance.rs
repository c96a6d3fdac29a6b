//! Cases of the Unicode consortium, set by this typesetter: where lines may end (Annex 14) and in which
//! order words in both directions stand (Annex 9). The libraries under it run such cases on parts of
//! their own; these run on what reaches the page.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::prepare::prepare;
use super::script::paragraph_is_right_to_left;
use super::words::is_invisible;
use super::{FontBook, Typesetter};
use crate::frame::{Origin, Role};
use crate::geom::Length;
use crate::text::{Run, Text, TextStyle};

const LINE_BREAKS: &str = include_str!("../../tests/unicode/line-break.txt");
const BIDI_CHARACTERS: &str = include_str!("../../tests/unicode/bidi-character.txt");
const BIDI_CLASSES: &str = include_str!("../../tests/unicode/bidi-classes.txt");

fn runs(words: &str) -> Vec<Run> {
    vec![Run::new(words, &Origin::new("f", "k"))]
}

fn text(words: &str) -> Text {
    let style = TextStyle {
        families: vec!["Noto Sans".to_owned()],
        ..TextStyle::plain("case")
    };
    Text {
        runs: runs(words),
        style: Arc::new(style),
        role: Role::Paragraph,
        marker: None,
        lines: None,
    }
}

fn character(code: &str) -> char {
    let code = u32::from_str_radix(code, 16).expect("a code point in the file");
    char::from_u32(code).expect("a character in the file")
}

fn cases(file: &str) -> impl Iterator<Item = &str> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Places in characters where a line may end, without the end of the text.
fn breaks(setter: &mut Typesetter<'_>, words: &str) -> Vec<usize> {
    let paragraph = setter.paragraph(&text(words), &mut Vec::new());
    let mut at = 0;
    let mut ends = Vec::new();
    for piece in &paragraph.pieces {
        at += piece.characters as usize;
        ends.push(at);
    }
    ends.retain(|end| *end < words.chars().count());
    ends.dedup();
    ends
}

/// Why the typesetter does not follow a case of Annex 14, if it is not meant to.
fn other_breaks(words: &str, expected: &[usize]) -> Option<&'static str> {
    let has = |wanted: fn(char) -> bool| words.chars().any(wanted);
    if has(|c| c == '\u{ad}') {
        return Some("a soft hyphen is taken out and kept as a place for a hyphen");
    }
    if has(|c| {
        matches!(
            c,
            '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    }) {
        return Some("content has line feeds only, and a tab is a space");
    }
    let letters: Vec<char> = words.chars().collect();
    if expected.iter().any(|&end| is_extending(letters[end])) {
        return Some("a mark after a space or a dash is shaped with it: no line begins with one");
    }
    if expected
        .iter()
        .any(|&end| letters[..end].iter().all(|c| is_placeless(*c)))
    {
        return Some("before anything is drawn there is no line to end");
    }
    let prepared = prepare(
        &runs(words),
        "en",
        paragraph_is_right_to_left([words].into_iter(), false),
    );
    if prepared.text != words {
        return Some("a number is tied to its unit, a dash to the word before it");
    }
    None
}

/// Characters of the cases that make one cluster with what stands before them (Annex 29).
fn is_extending(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{e31}' | '\u{1b44}' | '\u{1bf2}' | '\u{200d}'
        | '\u{302a}' | '\u{1f3fb}'..='\u{1f3ff}')
}

#[test]
fn lines_end_where_unicode_says() {
    let book = FontBook::embedded();
    let mut setter = Typesetter::new(&book, "en");
    let mut tried = 0;
    let mut left_out: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in cases(LINE_BREAKS) {
        let mut words = String::new();
        let mut expected = Vec::new();
        for part in case.split_whitespace() {
            match part {
                "×" => {}
                "÷" => expected.push(words.chars().count()),
                code => words.push(character(code)),
            }
        }
        expected.retain(|end| *end < words.chars().count());
        if let Some(why) = other_breaks(&words, &expected) {
            *left_out.entry(why).or_default() += 1;
            continue;
        }
        tried += 1;
        let found = breaks(&mut setter, &words);
        if found != expected {
            wrong.push(format!("{case}: {found:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(tried >= 200, "{tried} cases tried; left out: {left_out:?}");
}

/// Marks that stand on a letter, and characters that draw nothing: no place of their own in a line.
fn is_placeless(character: char) -> bool {
    is_invisible(character)
        || matches!(character, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{61c}' | '\u{591}'..='\u{5bd}')
}

/// The characters of a line as they stand from left to right.
fn visual(book: &FontBook, words: &str, right_to_left: bool) -> String {
    let language = if right_to_left { "ar" } else { "en" };
    let mut setter = Typesetter::new(book, language);
    let mut paragraph = setter.paragraph_in(&text(words), right_to_left, &mut Vec::new());
    let measure = Length::mm(1000.0);
    let broken = paragraph.broken(measure, 1.0);
    let mut glyphs: Vec<(Length, String)> = Vec::new();
    for line in paragraph.set(&broken, measure) {
        for run in line.runs {
            for glyph in run.glyphs.iter().filter(|glyph| !glyph.text.is_empty()) {
                glyphs.push((run.x + glyph.x, run.text[glyph.text.clone()].to_owned()));
            }
        }
    }
    glyphs.sort_by_key(|(x, _)| *x);
    drawn(glyphs.iter().flat_map(|(_, text)| text.chars()))
}

/// What is seen of characters in a line: those with a place of their own, without spaces at its ends.
/// Whether a space may end a line is not seen.
fn drawn(characters: impl Iterator<Item = char>) -> String {
    let drawn: String = characters
        .filter(|c| !is_placeless(*c))
        .map(|c| if c == '\u{a0}' { ' ' } else { c })
        .collect();
    drawn.trim_matches(' ').to_owned()
}

/// Why the typesetter does not follow a case of Annex 9, if it is not meant to.
fn other_order(words: &str) -> Option<&'static str> {
    if words.contains(['\t', '\u{b}', '\u{1f}']) {
        return Some("a tab is a space, and other separators of fields are not content");
    }
    words
        .contains([
            '\n', '\r', '\u{85}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{2029}',
        ])
        .then_some("a paragraph ends there")
}

/// Checks one case; `order` lists the characters, by their places in the text, from left to right.
fn check_order(
    book: &FontBook,
    words: &str,
    right_to_left: bool,
    order: &[usize],
    wrong: &mut Vec<String>,
) {
    let letters: Vec<char> = words.chars().collect();
    let expected = drawn(order.iter().map(|at| letters[*at]));
    let found = visual(book, words, right_to_left);
    if found != expected {
        wrong.push(format!(
            "{} {right_to_left}: {} for {}",
            words.escape_unicode(),
            found.escape_unicode(),
            expected.escape_unicode()
        ));
    }
}

/// Cases tried, those found wrong, and those left out with the reason.
#[derive(Default)]
struct Trial {
    tried: usize,
    wrong: Vec<String>,
    left_out: BTreeMap<&'static str, usize>,
}

impl Trial {
    /// Tries a case; `order` lists the places of its characters, as the files of Unicode do.
    fn of(&mut self, book: &FontBook, words: &str, right_to_left: bool, order: &str) {
        if let Some(why) = other_order(words) {
            *self.left_out.entry(why).or_default() += 1;
            return;
        }
        let place = |at: &str| at.parse().expect("a place");
        let order: Vec<usize> = order.split_whitespace().map(place).collect();
        self.tried += 1;
        check_order(book, words, right_to_left, &order, &mut self.wrong);
    }

    /// Checks that no case came out wrong, and that no fewer were tried than that many.
    fn holds(&self, least: usize) {
        let (tried, wrong, left_out) = (self.tried, &self.wrong, &self.left_out);
        assert!(
            wrong.is_empty(),
            "{} wrong:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
        assert!(
            tried >= least,
            "{tried} cases tried; left out: {left_out:?}"
        );
    }
}

#[test]
fn characters_stand_in_the_order_of_unicode() {
    let (book, mut trial) = (FontBook::embedded(), Trial::default());
    for case in cases(BIDI_CHARACTERS) {
        let fields: Vec<&str> = case.split(';').collect();
        let words: String = fields[0].split(' ').map(character).collect();
        trial.of(&book, &words, fields[2] == "1", fields[4]);
    }
    trial.holds(2063);
}

/// A character of each class of Annex 9, table 4.
fn of_class(class: &str) -> char {
    match class {
        "L" => 'a',
        "R" => 'א',
        "AL" => 'ب',
        "EN" => '1',
        "ES" => '-',
        "ET" => '%',
        "AN" => '٣',
        "CS" => ',',
        "NSM" => '\u{308}',
        "BN" => '\u{200b}',
        "WS" => ' ',
        "ON" => '!',
        "S" => '\t',
        "B" => '\u{2029}',
        "LRE" => '\u{202a}',
        "RLE" => '\u{202b}',
        "PDF" => '\u{202c}',
        "LRO" => '\u{202d}',
        "RLO" => '\u{202e}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        other => panic!("{other} is no class"),
    }
}

#[test]
fn classes_of_characters_stand_in_the_order_of_unicode() {
    let (book, mut trial) = (FontBook::embedded(), Trial::default());
    for case in cases(BIDI_CLASSES) {
        let fields: Vec<&str> = case.split(';').collect();
        let words: String = fields[0].split_whitespace().map(of_class).collect();
        let directions: u8 = fields[1].trim().parse().expect("a set of directions");
        for (bit, right_to_left) in [(2, false), (4, true)] {
            if directions & bit != 0 {
                trial.of(&book, &words, right_to_left, fields[2]);
            }
        }
    }
    trial.holds(2619);
}
