//! What the codes of a font mean: its map to Unicode (ISO 32000-1, 9.10.3).

use std::collections::BTreeMap;

use super::lex::{Item, Lexer};
use super::value::Value;

/// Most entries that are read (practice: a font has at most 65,536 glyphs).
const MOST: usize = 70_000;

/// The texts of codes.
#[derive(Default)]
pub(super) struct Texts {
    single: BTreeMap<u32, String>,
    /// By their first code, the last one and the character of the first.
    ranges: BTreeMap<u32, (u32, u32)>,
}

impl Texts {
    pub(super) fn is_empty(&self) -> bool {
        self.single.is_empty() && self.ranges.is_empty()
    }

    pub(super) fn get(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let (first, (last, character)) = self.ranges.range(..=code).next_back()?;
        let step = (code <= *last).then(|| code - first)?;
        char::from_u32(character.checked_add(step)?).map(String::from)
    }
}

/// Reads a map.
pub(super) fn texts(bytes: &[u8]) -> Texts {
    let mut texts = Texts::default();
    let mut lexer = Lexer::new(bytes, 0);
    let mut operands: Vec<Value> = Vec::new();
    loop {
        match lexer.next() {
            Item::Value(value) if operands.len() < MOST => operands.push(value),
            Item::Value(_) => {}
            Item::Word(word) => {
                match word {
                    b"endbfchar" => characters(&operands, &mut texts),
                    b"endbfrange" => ranges(&operands, &mut texts),
                    _ => {}
                }
                operands.clear();
            }
            Item::End => return texts,
        }
    }
}

fn code(value: &Value) -> Option<u32> {
    let bytes = value.text().filter(|bytes| bytes.len() <= 4)?;
    Some(
        bytes
            .iter()
            .fold(0, |sum, byte| sum << 8 | u32::from(*byte)),
    )
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes
        .chunks_exact(2)
        .map(|pair| pair.iter().fold(0, |sum, byte| sum << 8 | u16::from(*byte)));
    String::from_utf16_lossy(&units.collect::<Vec<u16>>())
}

fn characters(operands: &[Value], texts: &mut Texts) {
    for pair in operands.chunks_exact(2) {
        let [from, to] = pair else { continue };
        if let (Some(from), Some(to)) = (code(from), to.text())
            && texts.single.len() < MOST
        {
            texts.single.insert(from, utf16(to));
        }
    }
}

fn ranges(operands: &[Value], texts: &mut Texts) {
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
                let text = one.text().map(utf16).unwrap_or_default();
                if let Some(character) = text.chars().next().filter(|_| texts.ranges.len() < MOST) {
                    texts.ranges.insert(first, (last, u32::from(character)));
                }
            }
        }
    }
}
