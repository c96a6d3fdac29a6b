//! Reads the `ToUnicode` map of a font: which text each character code stands for (ISO 32000-1, 9.10.3).

use std::collections::BTreeMap;

use super::lex::{Item, Lexer};
use super::value::Value;

/// Largest number of entries read of a map (practice: a font has at most 65,536 glyphs).
const MOST: usize = 70_000;

/// Texts by character code.
#[derive(Default)]
pub(super) struct Texts {
    /// Codes that are listed one by one, from `bfchar` and from `bfrange` with a list.
    single: BTreeMap<u32, String>,
    /// Ranges of consecutive characters: first code to last code and the character of the first code.
    ranges: BTreeMap<u32, (u32, u32)>,
}

impl Texts {
    pub(super) fn is_empty(&self) -> bool {
        self.single.is_empty() && self.ranges.is_empty()
    }

    /// The text of a code; none if the map does not list it.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let (first, (last, character)) = self.ranges.range(..=code).next_back()?;
        let step = (code <= *last).then(|| code - first)?;
        char::from_u32(character.checked_add(step)?).map(String::from)
    }
}

/// Reads a map. Whatever is not a mapping is ignored, so a broken map gives the part that can be read.
pub(super) fn texts(bytes: &[u8]) -> Texts {
    let mut texts = Texts::default();
    let mut lexer = Lexer::new(bytes, 0);
    let mut operands: Vec<Value> = Vec::new();
    loop {
        match lexer.next() {
            Item::Value(value) if operands.len() < MOST => operands.push(value),
            Item::Value(_) => {}
            Item::Word(word) => {
                // A map is a small PostScript program: the operands of each section precede its closing word.
                match word {
                    b"endbfchar" => read_characters(&operands, &mut texts),
                    b"endbfrange" => read_ranges(&operands, &mut texts),
                    _ => {}
                }
                operands.clear();
            }
            Item::End => return texts,
        }
    }
}

/// The number of a code, which is written as a string of one to four bytes.
fn code(value: &Value) -> Option<u32> {
    let bytes = value.text().filter(|bytes| bytes.len() <= 4)?;
    Some(
        bytes
            .iter()
            .fold(0, |sum, byte| sum << 8 | u32::from(*byte)),
    )
}

/// Text from UTF-16 without a byte order mark, high byte first (9.10.3).
fn utf16(bytes: &[u8]) -> String {
    let units = bytes
        .chunks_exact(2)
        .map(|pair| pair.iter().fold(0, |sum, byte| sum << 8 | u16::from(*byte)));
    String::from_utf16_lossy(&units.collect::<Vec<u16>>())
}

/// Reads the operands of `bfchar`: pairs of a code and its text.
fn read_characters(operands: &[Value], texts: &mut Texts) {
    for pair in operands.chunks_exact(2) {
        let [from, to] = pair else { continue };
        if let (Some(from), Some(to)) = (code(from), to.text())
            && texts.single.len() < MOST
        {
            texts.single.insert(from, utf16(to));
        }
    }
}

/// Reads the operands of `bfrange`: first code, last code, and the text of the first code or a list of texts.
fn read_ranges(operands: &[Value], texts: &mut Texts) {
    for triple in operands.chunks_exact(3) {
        let [first, last, to] = triple else { continue };
        let (Some(first), Some(last)) = (code(first), code(last)) else {
            continue;
        };
        match to {
            Value::List(each) => {
                for (code, text) in (first..=last).zip(each) {
                    if let Some(text) = text.text().filter(|_| texts.single.len() < MOST) {
                        texts.single.insert(code, utf16(text));
                    }
                }
            }
            one => {
                // Only the last byte of the text counts up over a range. One character is enough for the
                // texts in use; a range that begins with a ligature loses all but its first letter.
                let text = one.text().map(utf16).unwrap_or_default();
                if let Some(character) = text.chars().next().filter(|_| texts.ranges.len() < MOST) {
                    texts.ranges.insert(first, (last, u32::from(character)));
                }
            }
        }
    }
}
