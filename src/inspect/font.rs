//! Fonts: whether they are in the file, how wide their glyphs are, and what their codes mean
//! (ISO 32000-1, 9.6 to 9.10).

use std::collections::BTreeMap;

use super::cmap::{self, Texts};
use super::model::FontUse;
use super::store::Store;
use super::value::{Map, Value};

/// Most widths that are read of a font.
const MOST_WIDTHS: usize = 70_000;
/// Bit 3 of the flags of a font: its glyphs are none of the Latin alphabet (ISO 32000-1, table 123).
const SYMBOLIC: u32 = 1 << 2;

/// A font, ready to set text with.
pub(super) struct Font {
    pub(super) facts: FontUse,
    /// Bytes to a code.
    pub(super) bytes: usize,
    widths: BTreeMap<u32, f64>,
    usual_width: f64,
    texts: Texts,
    /// Whether codes are those of Latin-1, as far as that is known.
    latin: bool,
    /// The unit of its widths in text space at a size of 1; glyphs of Type 3 have a space of their own.
    unit: f64,
    /// Its size in print at a size of 1: letters of Type 3 are as large as they are drawn.
    pub(super) em: f64,
    /// How much work it was to read, in operations of contents.
    pub(super) cost: usize,
}

impl Font {
    pub(super) fn of(store: &Store<'_>, map: &Map) -> Self {
        let name_at = |map: &Map, key: &[u8]| {
            let name = store.get(map, key).and_then(Value::name);
            name.map(|name| String::from_utf8_lossy(name).into_owned())
        };
        let kind = name_at(map, b"Subtype").unwrap_or_default();
        let below = store.list(map, b"DescendantFonts");
        let below = below.and_then(|below| store.followed(below.first()?).map());
        let described = below.unwrap_or(map);
        let descriptor = store.map(described, b"FontDescriptor");
        let files: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
        let embedded =
            descriptor.is_some_and(|map| files.iter().any(|file| store.get(map, file).is_some()));
        let drawn = kind == "Type3";
        let base = name_at(map, b"BaseFont").or_else(|| name_at(map, b"Name"));
        let base = base.unwrap_or_default();
        let (subset, name) = match base.split_once('+') {
            Some((mark, name)) if mark.len() == 6 => (true, name.to_owned()),
            _ => (false, base),
        };
        let texts = map.get(b"ToUnicode").and_then(|value| store.stream(value));
        let texts = texts.and_then(|(_, stream)| store.unpacked(stream));
        let mut cost = 50;
        let texts = texts.map(|bytes| {
            cost += bytes.len() / 16;
            cmap::texts(&bytes)
        });
        let texts = texts.unwrap_or_default();
        let latin = below.is_none() && !drawn && has_usual_codes(store, map, descriptor, embedded);
        let (widths, usual_width) = match below {
            Some(below) => (
                composite_widths(store, below),
                number(store, below, b"DW", 1000.0),
            ),
            None => simple_widths(store, map, descriptor),
        };
        let unicode = !texts.is_empty() || latin || (below.is_some() && has_known_cmap(store, map));
        Self {
            facts: FontUse {
                name,
                kind: below
                    .and_then(|below| name_at(below, b"Subtype"))
                    .unwrap_or(kind),
                embedded: embedded || drawn,
                subset,
                unicode,
                drawn,
                seen: None,
            },
            cost: cost + widths.len(),
            bytes: if below.is_some() { 2 } else { 1 },
            widths,
            usual_width,
            texts,
            latin,
            unit: if drawn { drawn_unit(store, map) } else { 0.001 },
            em: if drawn { drawn_em(store, map) } else { 1.0 },
        }
    }

    /// The codes of a string.
    pub(super) fn codes<'b>(&self, bytes: &'b [u8]) -> impl Iterator<Item = u32> + use<'b> {
        let codes = bytes.chunks(self.bytes);
        codes.map(|code| code.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
    }

    /// How far a glyph moves the pen, in text space at a size of 1.
    pub(super) fn advance(&self, code: u32) -> f64 {
        let width = self.widths.get(&code).copied().unwrap_or(self.usual_width);
        width * self.unit
    }

    /// What a code means.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        if let Some(text) = self.texts.get(code) {
            return Some(text);
        }
        let latin = char::from_u32(code).filter(|c| self.latin && !c.is_control());
        latin.map(String::from)
    }
}

fn number(store: &Store<'_>, map: &Map, key: &[u8], usual: f64) -> f64 {
    let value = store.get(map, key).and_then(Value::number);
    value.filter(|value| value.is_finite()).unwrap_or(usual)
}

/// The unit of the space that glyphs of a Type 3 font are drawn in.
fn drawn_unit(store: &Store<'_>, map: &Map) -> f64 {
    let matrix = store.numbers::<6>(map, b"FontMatrix");
    matrix.map_or(0.001, |[a, b, ..]| a.hypot(b))
}

/// About how high the letters of a Type 3 font are drawn: the height of what holds all of them.
fn drawn_em(store: &Store<'_>, map: &Map) -> f64 {
    let bounds = store.numbers::<4>(map, b"FontBBox");
    let height = bounds.map_or(0.0, |[_, bottom, _, top]| (top - bottom).abs());
    let em = height * drawn_unit(store, map);
    // Many programs write no bounds, or ones that hold anything.
    if (0.5..2.0).contains(&em) { em } else { 1.0 }
}

/// Whether codes have the meaning of a usual encoding.
fn has_usual_codes(store: &Store<'_>, map: &Map, descriptor: Option<&Map>, embedded: bool) -> bool {
    let encoding = store.get(map, b"Encoding");
    let base = match encoding {
        Some(Value::Name(name)) => Some(name.as_slice()),
        Some(Value::Map(encoding)) => store.get(encoding, b"BaseEncoding").and_then(Value::name),
        _ => None,
    };
    let usual: [&[u8]; 3] = [b"WinAnsiEncoding", b"MacRomanEncoding", b"StandardEncoding"];
    let differences = encoding
        .and_then(Value::map)
        .and_then(|encoding| store.list(encoding, b"Differences"));
    if let Some(differences) = differences {
        let mut names = differences.iter().filter_map(Value::name);
        return names.all(is_a_known_name);
    }
    if base.is_some_and(|base| usual.contains(&base)) {
        return true;
    }
    let flags = descriptor.and_then(|map| store.get(map, b"Flags"));
    let flags = flags.and_then(Value::whole).unwrap_or(0);
    !embedded || flags & SYMBOLIC == 0
}

/// Whether the name of a glyph says what it is (Adobe Glyph List), unlike `g12`, `cid34` or `C0_1`.
fn is_a_known_name(name: &[u8]) -> bool {
    let hexadecimal = |digits: &[u8]| digits.len() >= 4 && digits.iter().all(u8::is_ascii_hexdigit);
    let is_letter_of_code = match name {
        [b'u', b'n', b'i', digits @ ..] | [b'u', digits @ ..] => hexadecimal(digits),
        _ => false,
    };
    let numbered = name.iter().any(u8::is_ascii_digit) && name != b".notdef";
    is_letter_of_code
        || !numbered
        || name
            .iter()
            .filter(|byte| byte.is_ascii_alphabetic())
            .count()
            > 4
}

/// Whether codes are those of a character collection, which readers know the meaning of.
fn has_known_cmap(store: &Store<'_>, map: &Map) -> bool {
    let name = store.get(map, b"Encoding").and_then(Value::name);
    name.is_some_and(|name| !name.starts_with(b"Identity"))
}

fn simple_widths(
    store: &Store<'_>,
    map: &Map,
    descriptor: Option<&Map>,
) -> (BTreeMap<u32, f64>, f64) {
    let first = store
        .get(map, b"FirstChar")
        .and_then(Value::whole)
        .unwrap_or(0);
    let widths = store.list(map, b"Widths").unwrap_or_default();
    let widths = widths
        .iter()
        .take(256)
        .enumerate()
        .filter_map(|(at, width)| {
            let code = first.checked_add(u32::try_from(at).ok()?)?;
            Some((code, store.followed(width).number()?))
        });
    // Half an em is about the mean of Latin letters, for the fonts that readers have themselves.
    let usual = descriptor.map_or(500.0, |map| number(store, map, b"MissingWidth", 500.0));
    (widths.collect(), usual)
}

/// The widths of a composite font: `first [w w w]` and `first last w` (ISO 32000-1, 9.7.4.3).
fn composite_widths(store: &Store<'_>, map: &Map) -> BTreeMap<u32, f64> {
    let mut widths = BTreeMap::new();
    let mut list = store.list(map, b"W").unwrap_or_default().iter();
    while let (Some(first), Some(second)) = (list.next(), list.next()) {
        let Some(first) = store.followed(first).whole() else {
            continue;
        };
        match store.followed(second) {
            Value::List(each) => {
                for (code, width) in (first..).zip(each) {
                    if widths.len() < MOST_WIDTHS
                        && let Some(width) = store.followed(width).number()
                    {
                        widths.insert(code, width);
                    }
                }
            }
            last => {
                let width = list.next().and_then(|width| store.followed(width).number());
                let (Some(last), Some(width)) = (last.whole(), width) else {
                    continue;
                };
                for code in first..=last.min(first.saturating_add(0xFFFF)) {
                    if widths.len() >= MOST_WIDTHS {
                        break;
                    }
                    widths.insert(code, width);
                }
            }
        }
    }
    widths
}
