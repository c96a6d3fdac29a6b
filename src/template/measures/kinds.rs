//! The kinds of measures and their syntax: lengths, padding, sizes of type, tracks, shares and copies.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de;
use serde::{Deserialize, Deserializer};

use super::read::{Expected, Written, read};
use super::units::{UNITS, Unit};
use crate::geom::{Edges, Length};
use crate::text::Sizing;

/// Distances inward, in the order of CSS: one for all sides, two for vertical and horizontal, four
/// from the top clockwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::template) struct Padding(pub(in crate::template) Edges);

impl<'de> Deserialize<'de> for Padding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let example = "\"9mm\", \"9mm 12mm\" or \"9mm 12mm 9mm 12mm\"";
        let expected = Expected {
            name: "one, two or four lengths",
            unit: |_| "mm",
            example,
        };
        read(
            deserializer,
            &expected,
            |text| edges(text).map(Self),
            |meant| meant,
        )
    }
}

/// Parses one, two or four lengths. Negative ones are refused: a padding that reaches outward would overlap the
/// neighbours.
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
        let expected = Expected {
            name: "a size",
            unit: |_| "pt",
            example,
        };
        read(deserializer, &expected, sizing, bounds_in_order)
    }
}

/// Turns two sizes in any form ("9pt-11pt", "11 to 9pt") into `fit 9pt..11pt`, for a suggestion.
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

/// Parses a size of type: fixed, `fit LOW..HIGH` or `fill LOW..HIGH`.
fn sizing(text: &str) -> Option<Sizing> {
    let bounds = |range: &str| {
        let (low, high) = range.split_once("..")?;
        let (low, high): (Length, Length) = (low.parse().ok()?, high.parse().ok()?);
        // Layout divides the way between the bounds, so they have to be in order and above zero.
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
        let expected = Expected {
            name: "a width or height",
            // Small numbers are shares of what is left.
            unit: |number| if number < 10.0 { "fr" } else { "mm" },
            example,
        };
        read(deserializer, &expected, track, |meant| meant)
    }
}

/// Parses a track: `auto`, `2fr` or a length.
fn track(text: &str) -> Option<Track> {
    if text == "auto" {
        return Some(Track::Auto);
    }
    let share = text.strip_suffix("fr");
    if let Some(share) = share.and_then(|share| share.trim().parse::<f64>().ok()) {
        return (share > 0.0 && share.is_finite()).then_some(Track::Fraction(share));
    }
    let length = text.parse().ok().filter(|length| *length >= Length::ZERO);
    // A track of 0 mm is allowed: it hides a column in a layout that extends another.
    length.map(Track::Fixed)
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        length(deserializer, |_| "mm")
    }
}

/// Reads a length; `unit` chooses the unit for the suggestion if the file has a bare number.
fn length<'de, D: Deserializer<'de>>(deserializer: D, unit: Unit) -> Result<Length, D::Error> {
    let expected = Expected {
        name: "a length",
        unit,
        example: "\"9mm\": a number with mm, cm, m, in or pt",
    };
    read(
        deserializer,
        &expected,
        |text| text.parse().ok(),
        |meant| meant,
    )
}

/// Reads the weight of a line, or the space around a paragraph. Bare numbers there are most likely points.
pub(in crate::template) fn weight<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Length>, D::Error> {
    length(deserializer, |_| "pt").map(Some)
}

/// Reads a reading distance. Bare numbers there are most likely metres, or centimetres if they are large.
pub(in crate::template) fn metres<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Length>, D::Error> {
    length(
        deserializer,
        |number| if number < 10.0 { "m" } else { "cm" },
    )
    .map(Some)
}

/// A share, written `85%` and kept as 0.85.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::template) struct Share(pub(in crate::template) f64);

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        let text = written.to_string();
        if let Written::Text(_) = written
            && let Some(share) = share(&text)
        {
            return Ok(share);
        }
        // Someone who writes 0.85, or 85 without a sign, means 85 %: the message offers that.
        let meant = match text.trim().parse::<f64>() {
            Ok(number) if (0.0..=1.0).contains(&number) => format!("{:.0}%", number * 100.0),
            Ok(number) if number > 1.0 => format!("{number}%"),
            _ => "85%".to_owned(),
        };
        Err(de::Error::custom(format!(
            "`{text}` is not a share — write for example \"{meant}\""
        )))
    }
}

/// Parses a percentage of 0 or more. Some keys take more than 100 %, such as the coverage of all inks.
fn share(text: &str) -> Option<Share> {
    let percent: f64 = text.strip_suffix('%')?.trim().parse().ok()?;
    (percent.is_finite() && percent >= 0.0).then_some(Share(percent / 100.0))
}

/// Number of copies in columns and rows, written `10x1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::template) struct Copies {
    pub(in crate::template) columns: usize,
    pub(in crate::template) rows: usize,
}

/// Most copies in a row or a column (practice: more would be too small to read).
const MOST_COPIES: usize = 40;

impl<'de> Deserialize<'de> for Copies {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = format!("a number of columns and rows, 1 to {MOST_COPIES} each");
        let expected = Expected {
            name: &name,
            unit: |_| "x1",
            example: "\"10x1\"",
        };
        read(deserializer, &expected, copies, |meant| meant)
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

/// The JSON Schema of values that are written as texts: a description and a pattern, so that editors mark a
/// wrong one. The patterns are looser than the parsers, which have the last word.
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
    fn bounds_are_put_in_order_and_lengths_counted() {
        for given in ["fit 9pt-11pt", "9pt..11pt", "fit 11pt..9pt", "9pt - 11pt"] {
            assert_eq!(bounds_in_order(given.into()), "fit 9pt..11pt", "{given}");
        }
        assert!(edges("9 mm 12 mm").is_some());
        assert!(edges("9mm 12mm 9mm").is_none());
    }
}
