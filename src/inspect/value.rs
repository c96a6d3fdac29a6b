//! Objects of a PDF (ISO 32000-1, 7.3). Every accessor returns none for an object of another type: what a key
//! holds cannot be relied on in a foreign file.

use std::collections::BTreeMap;

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    List(Vec<Value>),
    Map(Map),
    /// A reference to another object by number. Generations are ignored: of an object that was written
    /// several times the last one counts.
    Ref(u32),
}

/// A dictionary; sorted by key, so that results do not depend on the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Map(pub(super) BTreeMap<Vec<u8>, Value>);

impl Map {
    /// The value of a key; a reference is not followed.
    pub(super) fn get(&self, key: &[u8]) -> Option<&Value> {
        self.0.get(key)
    }

    /// Whether the value of a key is that name.
    pub(super) fn has_name(&self, key: &[u8], name: &[u8]) -> bool {
        self.get(key).and_then(Value::name) == Some(name)
    }
}

impl Value {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&[u8]> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> Option<&[Value]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    pub(super) fn map(&self) -> Option<&Map> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The value as a whole number of 32 bits without sign.
    pub(super) fn whole(&self) -> Option<u32> {
        let number = self.number()?;
        // Every number is read as a float; sizes and object numbers must be whole.
        let fits = number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0;
        fits.then_some(number as u32)
    }
}

/// Text of a string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 if it begins with a byte order mark, else read as
/// Latin-1, with which `PDFDocEncoding` agrees in its letters.
pub(super) fn words(bytes: &[u8]) -> String {
    let units = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        // A last single byte is dropped: the string is broken there.
        let pairs = bytes.chunks_exact(2);
        let units: Vec<u16> = pairs
            .map(|pair| {
                read([
                    pair.first().copied().unwrap_or(0),
                    pair.last().copied().unwrap_or(0),
                ])
            })
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => units(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Characters 0 to 255 of Unicode are those of Latin-1.
        plain => plain.iter().map(|byte| char::from(*byte)).collect(),
    }
}
