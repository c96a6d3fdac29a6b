//! Reads fonts: whether they are embedded, how wide their glyphs are, and which text their codes stand for
//! (ISO 32000-1, 9.6 to 9.10). Font programs themselves are not opened.

use std::collections::BTreeMap;

use super::cmap::{self, Texts};
use super::model::FontUse;
use super::store::Store;
use super::value::{Map, Value};

/// Largest number of widths read of a font (practice: at most 65,536 glyphs).
const MOST_WIDTHS: usize = 70_000;
/// Bit 3 of the flags of a font descriptor: the glyphs are symbols, outside the Latin alphabet (ISO 32000-1,
/// table 123).
const SYMBOLIC: u32 = 1 << 2;

/// A font with what is needed to measure and read the text set in it.
pub(super) struct Font {
    pub(super) facts: FontUse,
    /// Number of bytes in a code: 2 for composite fonts, else 1.
    pub(super) bytes: usize,
    /// Widths of glyphs by code, in units of [`Self::unit`].
    widths: BTreeMap<u32, f64>,
    /// Width of a glyph that is not listed.
    default_width: f64,
    texts: Texts,
    /// Whether codes can be read as Latin-1: the ASCII letters agree in all standard encodings.
    latin: bool,
    /// Size of a width unit in text space at size 1: a thousandth, except in Type 3 fonts, which define their
    /// own.
    unit: f64,
    /// Whether lines may run from top to bottom, so that the pen does not move along them.
    pub(super) vertical: bool,
    /// Height of the letters at size 1: 1, except in Type 3 fonts, whose glyphs are drawn in any scale.
    pub(super) em: f64,
    /// Work spent to read it, in the units that operators of contents are counted in.
    pub(super) cost: usize,
}

impl Font {
    /// Reads the font that a dictionary describes.
    pub(super) fn of(store: &Store<'_>, map: &Map) -> Self {
        let name_at = |map: &Map, key: &[u8]| {
            let name = store.get(map, key).and_then(Value::name);
            name.map(|name| String::from_utf8_lossy(name).into_owned())
        };
        let kind = name_at(map, b"Subtype").unwrap_or_default();
        // A composite font (Type 0) keeps descriptor and widths in its only descendant (9.7.6).
        let descendant = store.list(map, b"DescendantFonts");
        let descendant =
            descendant.and_then(|descendant| store.followed(descendant.first()?).map());
        let described = descendant.unwrap_or(map);
        let descriptor = store.map(described, b"FontDescriptor");
        let files: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
        let embedded =
            descriptor.is_some_and(|map| files.iter().any(|file| store.get(map, file).is_some()));
        // Glyphs of Type 3 are small contents in the file, so the font is always complete.
        let drawn = kind == "Type3";
        let base = name_at(map, b"BaseFont").or_else(|| name_at(map, b"Name"));
        let base = base.unwrap_or_default();
        // Subsets are marked by six letters and a plus (9.6.4), as in `ABCDEF+Lato`.
        let (subset, name) = match base.split_once('+') {
            Some((mark, name)) if mark.len() == 6 => (true, name.to_owned()),
            _ => (false, base),
        };
        let texts = map.get(b"ToUnicode").and_then(|value| store.stream(value));
        let texts = texts.and_then(|(_, stream)| store.unpacked(stream));
        // Reading the dictionaries of a font is about as much work as 50 operators, and its map one for each
        // 16 bytes: many fonts with large maps use up the budget of the file.
        let mut cost = 50;
        let texts = texts.map(|bytes| {
            cost += bytes.len() / 16;
            cmap::texts(&bytes)
        });
        let texts = texts.unwrap_or_default();
        let latin = descendant.is_none()
            && !drawn
            && has_standard_encoding(store, map, descriptor, embedded);
        let (widths, default_width) = match descendant {
            Some(descendant) => (
                composite_widths(store, descendant),
                number(store, descendant, b"DW", 1000.0),
            ),
            None => simple_widths(store, map, descriptor),
        };
        let unicode =
            !texts.is_empty() || latin || (descendant.is_some() && has_known_cmap(store, map));
        Self {
            facts: FontUse {
                name,
                kind: descendant
                    .and_then(|descendant| name_at(descendant, b"Subtype"))
                    .unwrap_or(kind),
                embedded: embedded || drawn,
                subset,
                unicode,
                drawn,
                seen: None,
            },
            cost: cost + widths.len(),
            bytes: if descendant.is_some() { 2 } else { 1 },
            widths,
            default_width,
            texts,
            latin,
            unit: if drawn { drawn_unit(store, map) } else { 0.001 },
            vertical: descendant.is_some() && may_run_down(store, map),
            em: if drawn { drawn_em(store, map) } else { 1.0 },
        }
    }

    /// The codes in a string, high byte first.
    pub(super) fn codes<'b>(&self, bytes: &'b [u8]) -> impl Iterator<Item = u32> + use<'b> {
        let codes = bytes.chunks(self.bytes);
        codes.map(|code| code.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
    }

    /// Distance that a glyph moves the pen, in text space at size 1.
    pub(super) fn advance(&self, code: u32) -> f64 {
        let width = self
            .widths
            .get(&code)
            .copied()
            .unwrap_or(self.default_width);
        width * self.unit
    }

    /// The text of a code; none if the file does not tell.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        if let Some(text) = self.texts.get(code) {
            return Some(text);
        }
        let latin = char::from_u32(code).filter(|c| self.latin && !c.is_control());
        latin.map(String::from)
    }
}

/// The number at a key, or the default if it is missing or not finite.
fn number(store: &Store<'_>, map: &Map, key: &[u8], default: f64) -> f64 {
    let value = store.get(map, key).and_then(Value::number);
    value.filter(|value| value.is_finite()).unwrap_or(default)
}

/// Scale of the space in which the glyphs of a Type 3 font are drawn: the length of its first axis.
fn drawn_unit(store: &Store<'_>, map: &Map) -> f64 {
    let matrix = store.numbers::<6>(map, b"FontMatrix");
    matrix.map_or(0.001, |[a, b, ..]| a.hypot(b))
}

/// Approximate height of the letters of a Type 3 font, from the box that holds all its glyphs.
fn drawn_em(store: &Store<'_>, map: &Map) -> f64 {
    let bounds = store.numbers::<4>(map, b"FontBBox");
    let height = bounds.map_or(0.0, |[_, bottom, _, top]| (top - bottom).abs());
    let em = height * drawn_unit(store, map);
    // Many programs write zeros or a huge box; a size outside half to twice the nominal one is not believed.
    if (0.5..2.0).contains(&em) { em } else { 1.0 }
}

/// Whether the codes of a simple font have the meaning of a standard encoding.
fn has_standard_encoding(
    store: &Store<'_>,
    map: &Map,
    descriptor: Option<&Map>,
    embedded: bool,
) -> bool {
    let encoding = store.get(map, b"Encoding");
    let base = match encoding {
        Some(Value::Name(name)) => Some(name.as_slice()),
        Some(Value::Map(encoding)) => store.get(encoding, b"BaseEncoding").and_then(Value::name),
        _ => None,
    };
    let standard: [&[u8]; 3] = [b"WinAnsiEncoding", b"MacRomanEncoding", b"StandardEncoding"];
    let differences = encoding
        .and_then(Value::map)
        .and_then(|encoding| store.list(encoding, b"Differences"));
    if let Some(differences) = differences {
        // Differences replace single codes: text can be read only if each new name says which letter it is.
        let mut names = differences.iter().filter_map(Value::name);
        return names.all(is_a_known_name);
    }
    if base.is_some_and(|base| standard.contains(&base)) {
        return true;
    }
    let flags = descriptor.and_then(|map| store.get(map, b"Flags"));
    let flags = flags.and_then(Value::whole).unwrap_or(0);
    // Without an encoding, viewers use the font's own; only fonts of symbols differ from Latin there.
    !embedded || flags & SYMBOLIC == 0
}

/// Whether a glyph name identifies its letter (Adobe Glyph List), unlike `g12`, `cid34` or `C0_1`.
fn is_a_known_name(name: &[u8]) -> bool {
    let hexadecimal = |digits: &[u8]| digits.len() >= 4 && digits.iter().all(u8::is_ascii_hexdigit);
    let is_letter_of_code = match name {
        [b'u', b'n', b'i', digits @ ..] | [b'u', digits @ ..] => hexadecimal(digits),
        _ => false,
    };
    // Programs number glyphs behind a short prefix; a digit beside more than four letters is taken for part
    // of a word.
    let numbered = name.iter().any(u8::is_ascii_digit) && name != b".notdef";
    is_letter_of_code
        || !numbered
        || name
            .iter()
            .filter(|byte| byte.is_ascii_alphabetic())
            .count()
            > 4
}

/// Whether a composite font uses a predefined map of codes, whose meaning viewers know. `Identity` numbers
/// glyphs, which says nothing about letters.
fn has_known_cmap(store: &Store<'_>, map: &Map) -> bool {
    let name = store.get(map, b"Encoding").and_then(Value::name);
    name.is_some_and(|name| !name.starts_with(b"Identity"))
}

/// Whether the codes of a composite font may be for vertical lines: predefined maps for these end in `V` (ISO
/// 32000-1, table 118), and a map in the file may be for either.
fn may_run_down(store: &Store<'_>, map: &Map) -> bool {
    let name = store.get(map, b"Encoding").and_then(Value::name);
    name.is_none_or(|name| name.ends_with(b"V"))
}

/// Widths of a simple font by code, and the width of codes that are not listed (9.6.2).
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
    // Standard fonts may leave out widths: half an em is about the mean width of Latin letters.
    let default = descriptor.map_or(500.0, |map| number(store, map, b"MissingWidth", 500.0));
    (widths.collect(), default)
}

/// Widths of a composite font; entries have the form `first [w w w]` or `first last w` (ISO 32000-1,
/// 9.7.4.3).
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
                // A range may name four billion codes; a font has no more than 65,536.
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
