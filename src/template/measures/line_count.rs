//! A number of lines: one number, or a range from which layout takes the best.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de;
use serde::{Deserialize, Deserializer};

use super::read::Written;
use crate::text::LineCount;

/// Most lines that display type may be broken into (practice: a wall of names on a poster has under twenty).
const MOST_LINES: u32 = 24;

impl<'de> Deserialize<'de> for LineCount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        let text = written.to_string();
        read(&text).map_err(|hint| {
            de::Error::custom(format!("`{text}` is not a number of lines — {hint}"))
        })
    }
}

/// Parses `3` or `2..4`. The error says what to write instead.
fn read(text: &str) -> Result<LineCount, String> {
    let example = || "write for example 3, or \"2..4\" for a range".to_owned();
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let (least, most) = match text.split_once("..") {
        // `2..=4` is how some programming languages write a range with its end.
        Some((least, most)) => (
            number(least),
            number(most.strip_prefix('=').unwrap_or(most)),
        ),
        None => (number(text), number(text)),
    };
    let (Some(least), Some(most)) = (least, most) else {
        let parts = text.split(|c: char| !c.is_ascii_digit());
        let mut numbers: Vec<u32> = parts.filter_map(|part| part.parse().ok()).collect();
        numbers.sort_unstable();
        return Err(match numbers[..] {
            [least, most] if least >= 1 && most <= MOST_LINES => {
                format!("write \"{least}..{most}\"")
            }
            _ => example(),
        });
    };
    if least > most {
        return Err(format!(
            "the smaller number comes first: write \"{most}..{least}\""
        ));
    }
    if least < 1 || most > MOST_LINES {
        return Err(format!("lines are counted from 1 to {MOST_LINES}"));
    }
    Ok(LineCount { least, most })
}

impl JsonSchema for LineCount {
    fn schema_name() -> Cow<'static, str> {
        "Lines".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A number of lines, or a range such as 2..4.",
            "oneOf": [
                { "type": "integer", "minimum": 1, "maximum": MOST_LINES },
                { "type": "string", "pattern": r"^\s*[0-9]{1,2}\s*\.\.\s*[0-9]{1,2}\s*$" }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_lines_is_one_or_a_range() {
        let lines = |least, most| Ok(LineCount { least, most });
        assert_eq!(read("3"), lines(3, 3));
        assert_eq!(read("2..4"), lines(2, 4));
        assert_eq!(read(" 2 .. 2 "), lines(2, 2));
        for (wrong, hint) in [
            ("4..2", "write \"2..4\""),
            ("2-4", "write \"2..4\""),
            ("2 to 4", "write \"2..4\""),
            ("0..2", "from 1 to 24"),
            ("0", "from 1 to 24"),
            ("2..400", "from 1 to 24"),
            ("many", "write for example 3"),
            ("2..", "write for example 3"),
            ("-1", "write for example 3"),
            ("2.5", "write"),
        ] {
            let said = read(wrong).expect_err(wrong);
            assert!(said.contains(hint), "{wrong}: {said}");
        }
    }
}
