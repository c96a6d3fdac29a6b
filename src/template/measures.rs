//! The measures that a layout file may give: lengths, sizes of type, columns and rows, shares. The one place
//! that reads them, and that says what to write instead of what is none.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::geom::{Edges, Length};
use crate::text::Sizing;

/// The units of lengths.
const UNITS: [&str; 5] = ["mm", "cm", "m", "in", "pt"];

/// A measure as it is written: a text, or a number where someone forgot the unit.
enum Written {
    Text(String),
    Number(f64),
    List(Vec<Written>),
}

/// The unit of a number that has none.
type Unit = fn(f64) -> &'static str;

impl Written {
    /// The measure with a unit after each number that has none.
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

/// Reads whatever stands where a measure belongs.
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

/// What a kind of measure is called, the unit of its numbers, and how it is written.
struct Said<'s> {
    name: &'s str,
    unit: Unit,
    example: &'s str,
}

/// Reads a measure, or says what it would be: what is meant, where that is known, and otherwise such as the
/// example.
fn read<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    said: &Said<'_>,
    parse: impl Fn(&str) -> Option<T>,
    mended: impl Fn(String) -> String,
) -> Result<T, D::Error> {
    let written = Written::deserialize(deserializer)?;
    if let Written::Text(text) = &written
        && let Some(value) = parse(text)
    {
        return Ok(value);
    }
    let Said {
        name,
        unit,
        example,
    } = said;
    let meant = mended(written.with_unit(*unit));
    let unknown = unknown_unit(&written.to_string());
    let what = match (&written, &unknown) {
        (Written::Number(_), _) if parse(&meant).is_some() && !meant.contains('x') => {
            format!("`{written}` is a number without a unit")
        }
        (Written::List(_), _) => format!("`{written}` is a list, and not {name}"),
        (_, Some(unit)) => format!("`{written}` is not {name}: `{unit}` is no unit of paper"),
        _ => format!("`{written}` is not {name}"),
    };
    let hint = if parse(&meant).is_some() {
        format!("write \"{meant}\"")
    } else {
        format!("write such as {example}")
    };
    Err(de::Error::custom(format!("{what} — {hint}")))
}

/// A text with a unit after each number that has none, a point for a decimal comma, and units in small letters.
fn with_units(text: &str, unit: Unit) -> String {
    let mut right = String::new();
    let text = text.trim().to_lowercase().replace("mm.", "mm");
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if matches!(c, ',' | ';') {
            right.push(' ');
            continue;
        }
        if !c.is_ascii_digit() {
            right.push(c);
            continue;
        }
        let mut number = String::from(c);
        while let Some(&next) = chars.peek() {
            // Two points are those of a range.
            let is_part = next.is_ascii_digit()
                || matches!(next, '.' | ',') && {
                    let mut ahead = chars.clone();
                    ahead.next();
                    ahead.peek().is_some_and(char::is_ascii_digit)
                };
            if !is_part {
                break;
            }
            number.push(if next == ',' { '.' } else { next });
            chars.next();
        }
        right.push_str(&number);
        let unit = unit(number.parse().unwrap_or_default());
        let mut word = String::new();
        let mut ahead = chars.clone();
        while ahead.peek() == Some(&' ') {
            ahead.next();
        }
        while let Some(next) = ahead
            .peek()
            .filter(|c| c.is_alphabetic() || **c == '%' || **c == '"')
        {
            word.push(*next);
            ahead.next();
        }
        let own = match word.as_str() {
            "millimeter" | "millimetre" | "millimeters" | "millimetres" => "mm",
            "inch" | "inches" | "\"" => "in",
            "point" | "points" | "pts" | "px" if unit == "pt" => "pt",
            other => other,
        };
        let is_unit = own != word || UNITS.contains(&own) || own == "fr";
        if word.is_empty() || !is_unit && chars.peek() == Some(&' ') {
            right.push_str(unit);
        } else if is_unit {
            right.push_str(own);
            chars = ahead;
        }
    }
    right.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A unit that is none of paper, such as `px`.
fn unknown_unit(text: &str) -> Option<String> {
    let words = text.split(|c: char| !c.is_alphabetic() && c != '%');
    let mut words = words.filter(|word| !word.is_empty());
    let word = words.find(|word| {
        matches!(
            *word,
            "px" | "em" | "rem" | "vw" | "vh" | "pc" | "%" | "ft" | "dpi"
        )
    })?;
    Some(word.to_owned())
}

/// Distances inward, in the order of CSS: one for all sides, two for vertical and horizontal, four
/// from the top clockwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Padding(pub(super) Edges);

impl<'de> Deserialize<'de> for Padding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let example = "\"9mm\", \"9mm 12mm\" or \"9mm 12mm 9mm 12mm\"";
        let said = Said {
            name: "one, two or four lengths",
            unit: |_| "mm",
            example,
        };
        read(
            deserializer,
            &said,
            |text| edges(text).map(Self),
            |meant| meant,
        )
    }
}

fn edges(text: &str) -> Option<Edges> {
    // A unit may stand after a space: "9 mm 12 mm".
    let mut parts: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match parts.last_mut() {
            Some(last) if UNITS.contains(&word) => last.push_str(word),
            _ => parts.push(word.to_owned()),
        }
    }
    let lengths: Option<Vec<Length>> = parts.iter().map(|part| part.parse().ok()).collect();
    let lengths = lengths?;
    if lengths.iter().any(|length| *length < Length::ZERO) {
        return None;
    }
    match lengths[..] {
        [all] => Some(Edges::all(all)),
        [vertical, horizontal] => Some(Edges {
            top: vertical,
            right: horizontal,
            bottom: vertical,
            left: horizontal,
        }),
        [top, right, bottom, left] => Some(Edges {
            top,
            right,
            bottom,
            left,
        }),
        _ => None,
    }
}

impl<'de> Deserialize<'de> for Sizing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let example = "\"9pt\", \"fit 9pt..11pt\" or \"fill 20pt..90pt\"";
        let said = Said {
            name: "a size",
            unit: |_| "pt",
            example,
        };
        read(deserializer, &said, sizing, bounds_in_order)
    }
}

/// Two sizes in any form as the bounds of one that is fitted or fills.
fn bounds_in_order(meant: String) -> String {
    let words = meant.replace("..", " ");
    let words = words.split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
    let mut sizes: Vec<(Length, &str)> = words
        .filter_map(|word| Some((word.parse().ok()?, word)))
        .collect();
    sizes.sort_by_key(|(size, _)| *size);
    match sizes[..] {
        [(_, low), (_, high)] if meant.contains("fill") => format!("fill {low}..{high}"),
        [(_, low), (_, high)] => format!("fit {low}..{high}"),
        _ => meant,
    }
}

fn sizing(text: &str) -> Option<Sizing> {
    let bounds = |range: &str| {
        let (low, high) = range.split_once("..")?;
        let (low, high): (Length, Length) = (low.parse().ok()?, high.parse().ok()?);
        (low > Length::ZERO && low <= high).then_some((low, high))
    };
    if let Some(range) = text.strip_prefix("fit ") {
        return bounds(range).map(|(low, high)| Sizing::Fit(low, high));
    }
    if let Some(range) = text.strip_prefix("fill ") {
        return bounds(range).map(|(low, high)| Sizing::Fill(low, high));
    }
    let size: Length = text.parse().ok()?;
    (size > Length::ZERO).then_some(Sizing::Fixed(size))
}

/// The extent of a column or row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Track {
    /// As large as its content.
    Auto,
    /// A share of what is left.
    Fraction(f64),
    /// A length.
    Fixed(Length),
}

impl<'de> Deserialize<'de> for Track {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let example = "\"auto\", \"1fr\" or \"32mm\"";
        let said = Said {
            name: "a width or height",
            // Small numbers are shares of what is left.
            unit: |number| if number < 10.0 { "fr" } else { "mm" },
            example,
        };
        read(deserializer, &said, track, |meant| meant)
    }
}

fn track(text: &str) -> Option<Track> {
    if text == "auto" {
        return Some(Track::Auto);
    }
    let share = text.strip_suffix("fr");
    if let Some(share) = share.and_then(|share| share.trim().parse::<f64>().ok()) {
        return (share > 0.0 && share.is_finite()).then_some(Track::Fraction(share));
    }
    let length = text.parse().ok().filter(|length| *length >= Length::ZERO);
    length.map(Track::Fixed)
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        length(deserializer, |_| "mm")
    }
}

fn length<'de, D: Deserializer<'de>>(deserializer: D, unit: Unit) -> Result<Length, D::Error> {
    let said = Said {
        name: "a length",
        unit,
        example: "\"9mm\": a number with mm, cm, m, in or pt",
    };
    read(deserializer, &said, |text| text.parse().ok(), |meant| meant)
}

/// The weight of a line, which people give in points.
pub(super) fn weight<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Length>, D::Error> {
    length(deserializer, |_| "pt").map(Some)
}

/// The distance of a reader, which people give in metres.
pub(super) fn metres<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Length>, D::Error> {
    length(
        deserializer,
        |number| if number < 10.0 { "m" } else { "cm" },
    )
    .map(Some)
}

/// A share: `85%`, 0.85 inside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Share(pub(super) f64);

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        let text = written.to_string();
        if let Written::Text(_) = written
            && let Some(share) = share(&text)
        {
            return Ok(share);
        }
        // 0.85 is 85 %, and so is 85.
        let meant = match text.trim().parse::<f64>() {
            Ok(number) if (0.0..=1.0).contains(&number) => format!("{:.0}%", number * 100.0),
            Ok(number) if number > 1.0 => format!("{number}%"),
            _ => "85%".to_owned(),
        };
        Err(de::Error::custom(format!(
            "`{text}` is not a share — write such as \"{meant}\""
        )))
    }
}

fn share(text: &str) -> Option<Share> {
    let percent: f64 = text.strip_suffix('%')?.trim().parse().ok()?;
    (percent.is_finite() && percent >= 0.0).then_some(Share(percent / 100.0))
}

/// How often something is repeated: columns and rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Copies {
    pub(super) columns: usize,
    pub(super) rows: usize,
}

/// Most copies in a row or column (practice: more are too small to be read).
const MOST_COPIES: usize = 40;

impl<'de> Deserialize<'de> for Copies {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = format!("a number of columns and rows, 1 to {MOST_COPIES} each");
        let said = Said {
            name: &name,
            unit: |_| "x1",
            example: "\"10x1\"",
        };
        read(deserializer, &said, copies, |meant| meant)
    }
}

fn copies(text: &str) -> Option<Copies> {
    let count = |text: &str| {
        let count = text.trim().parse::<usize>().ok();
        count.filter(|count| (1..=MOST_COPIES).contains(count))
    };
    let (columns, rows) = text.split_once(['x', '×'])?;
    Some(Copies {
        columns: count(columns)?,
        rows: count(rows)?,
    })
}

/// How a value that is written as a text looks, for editors.
macro_rules! described {
    ($($type:ty, $name:literal, $text:literal, $pattern:expr;)*) => { $(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "description": $text, "pattern": $pattern })
            }
        }
    )* };
}
described!(
    Length, "Length", "A number with mm, cm, m, in or pt, such as 9mm.", r"^\s*-?[0-9.]+\s*(mm|cm|m|in|pt)\s*$";
    Padding, "Padding", "One, two or four lengths: all sides; top and bottom, then left and right; or from the top clockwise.", r"^\s*([0-9.]+\s*(mm|cm|m|in|pt)\s*){1,4}$";
    Sizing, "Size", "9pt, fixed; fit 8.5pt..11pt, as large as the page allows; fill 24pt..400pt, each line as wide as the measure.", r"^((fit|fill) )?[0-9.]+(mm|cm|m|in|pt)(\.\.[0-9.]+(mm|cm|m|in|pt))?$";
    Track, "Track", "auto, as large as its content; a share of the rest, such as 1fr; or a length.", r"^(auto|[0-9.]+\s*(fr|mm|cm|m|in|pt))$";
    Share, "Share", "A share, such as 85%.", r"^[0-9.]+\s*%$";
    Copies, "Copies", "Columns and rows, such as 10x1.", r"^\s*[0-9]{1,2}\s*[x×]\s*[0-9]{1,2}\s*$";
    crate::color::Color, "Color", "#F2A800, black, white, or a tint such as black 20%.", r"^(#[0-9A-Fa-f]{3}([0-9A-Fa-f]{3})?|(black|white)( [0-9.]+%)?)$";
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_get_the_unit_that_they_lack() {
        let mm: Unit = |_| "mm";
        let pt: Unit = |_| "pt";
        for (given, unit, right) in [
            ("20", mm, "20mm"),
            ("20 10", mm, "20mm 10mm"),
            ("9mm, 12mm;", mm, "9mm 12mm"),
            ("1,5mm", mm, "1.5mm"),
            ("20MM", mm, "20mm"),
            ("2 inches", mm, "2in"),
            ("12", pt, "12pt"),
            ("12px", pt, "12pt"),
            ("fit 9..11", pt, "fit 9pt..11pt"),
            ("fit 9..11pt", pt, "fit 9pt..11pt"),
        ] {
            assert_eq!(with_units(given, unit), right, "{given}");
        }
        for given in ["fit 9pt-11pt", "9pt..11pt", "fit 11pt..9pt", "9pt - 11pt"] {
            assert_eq!(bounds_in_order(given.into()), "fit 9pt..11pt", "{given}");
        }
        assert!(edges("9 mm 12 mm").is_some());
        assert!(edges("9mm 12mm 9mm").is_none());
    }
}
