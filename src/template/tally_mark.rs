//! The mark of a tally as it is written: one of those that the program draws, or the file of a drawing.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de;
use serde::{Deserialize, Deserializer};

use super::values::Mark;

/// The marks that the program draws, with their names.
const DRAWN: [(&str, Mark); 5] = [
    ("bar", Mark::Bar),
    ("dot", Mark::Dot),
    ("square", Mark::Square),
    ("person", Mark::Person),
    ("stroke", Mark::Stroke),
];

/// The mark of a tally.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TallyMark {
    /// One that the program draws.
    Drawn(Mark),
    /// A drawing, by the name of its file.
    File(String),
}

impl<'de> Deserialize<'de> for TallyMark {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if let Some((_, mark)) = DRAWN.iter().find(|(name, _)| *name == text) {
            return Ok(Self::Drawn(*mark));
        }
        match text.rsplit_once('.') {
            Some((_, ending)) if ending.eq_ignore_ascii_case("svg") => Ok(Self::File(text)),
            Some(_) => Err(de::Error::custom(format!(
                "`{text}` cannot be a mark — save the mark as an SVG file, in one colour"
            ))),
            // The form of serde's own message, for which "did you mean" is looked up.
            None => Err(de::Error::unknown_variant(
                &text,
                &["bar", "dot", "square", "person", "stroke"],
            )),
        }
    }
}

impl JsonSchema for TallyMark {
    fn schema_name() -> Cow<'static, str> {
        "TallyMark".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names = DRAWN.map(|(name, _)| name);
        json_schema!({
            "description": "The mark of a tally: one that handbill draws, or an SVG file.",
            "anyOf": [
                { "type": "string", "enum": names },
                { "type": "string", "pattern": r"\.[sS][vV][gG]$" }
            ]
        })
    }
}
