//! Reads a measure, whatever the file has in its place, and suggests what to write instead of a wrong one.

use std::fmt;

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::units::{Unit, unknown_unit, with_units};

/// A measure as it is written: a text, or a number where someone forgot the unit.
pub(super) enum Written {
    Text(String),
    Number(f64),
    List(Vec<Written>),
}

impl Written {
    /// The measure with a unit after each number that has none. A bare number loses its minus sign.
    fn with_unit(&self, unit: Unit) -> String {
        match self {
            Self::Text(text) => with_units(text, unit),
            Self::Number(number) => with_units(&number.abs().to_string(), unit),
            Self::List(list) => {
                let parts: Vec<String> = list.iter().map(|part| part.with_unit(unit)).collect();
                parts.join(" ")
            }
        }
    }
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::List(list) => {
                let parts: Vec<String> = list.iter().map(ToString::to_string).collect();
                write!(f, "[{}]", parts.join(", "))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyMeasure)
    }
}

/// Accepts any value, so that the message can quote what was written instead of "invalid type".
struct AnyMeasure;

impl<'de> Visitor<'de> for AnyMeasure {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a measure, such as \"9mm\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Written, E> {
        Ok(Written::Text(text.to_owned()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Written, E> {
        Ok(Written::Number(number as f64))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Written, E> {
        Ok(Written::Number(number as f64))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Written, E> {
        Ok(Written::Number(number))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Written, A::Error> {
        let mut parts = Vec::new();
        while let Some(part) = list.next_element()? {
            parts.push(part);
        }
        Ok(Written::List(parts))
    }
}

/// A kind of measure in messages: its name, the unit that a bare number most likely means, and an example.
pub(super) struct Expected<'s> {
    pub(super) name: &'s str,
    pub(super) unit: Unit,
    pub(super) example: &'s str,
}

/// Reads a measure. The error suggests the value that was probably meant, if adding units (and `mended`, which
/// may put parts in order) makes a measure of it; otherwise it shows the example.
pub(super) fn read<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expected: &Expected<'_>,
    parse: impl Fn(&str) -> Option<T>,
    mended: impl Fn(String) -> String,
) -> Result<T, D::Error> {
    let written = Written::deserialize(deserializer)?;
    if let Written::Text(text) = &written
        // A text that parses is the measure. Everything below builds the message.
        && let Some(value) = parse(text)
    {
        return Ok(value);
    }
    let Expected {
        name,
        unit,
        example,
    } = expected;
    let meant = mended(written.with_unit(*unit));
    let unknown = unknown_unit(&written.to_string());
    let what = match (&written, &unknown) {
        // "5" for copies lacks no unit but a second number: there the message names the kind instead.
        (Written::Number(_), _) if parse(&meant).is_some() && !meant.contains('x') => {
            format!("`{written}` is a number without a unit")
        }
        (Written::List(_), _) => format!("`{written}` is a list, not {name}"),
        (_, Some(unit)) => {
            format!("`{written}` is not {name}: handbill does not know the unit `{unit}`")
        }
        _ => format!("`{written}` is not {name}"),
    };
    let hint = if parse(&meant).is_some() {
        format!("write \"{meant}\"")
    } else {
        format!("write for example {example}")
    };
    Err(de::Error::custom(format!("{what} — {hint}")))
}
