//! Angles and opacities, as they are written.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

use crate::geom::Angle;

/// An angle, written `-6deg`: clockwise, or against the clock if it is negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::template) struct Degrees(pub(in crate::template) Angle);

/// Largest angle. More would only say the same in another way.
const MOST: f64 = 180.0;

/// Parses `-6deg` or `-6°`.
pub(in crate::template) fn parse_degrees(text: &str) -> Option<Degrees> {
    let text = text.trim();
    let number = text
        .strip_suffix("deg")
        .or_else(|| text.strip_suffix('°'))?;
    // Typeset minus signs are copied from texts.
    let number: f64 = number.trim().replace('−', "-").parse().ok()?;
    (number.abs() <= MOST).then(|| Degrees(Angle::degrees(number)))
}

impl<'de> Deserialize<'de> for Degrees {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_any(TextOrNumber)? {
            Given::Text(text) => parse_degrees(&text).ok_or_else(|| {
                de::Error::custom(format!(
                    "`{text}` is not an angle — write for example \"-6deg\", from -180deg to 180deg"
                ))
            }),
            Given::Number(number) => Err(de::Error::custom(format!(
                "`{number}` is not an angle — write \"{number}deg\""
            ))),
        }
    }
}

/// How much a ground covers of what lies below, from 0 (clear) to 1 (hides it).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::template) struct Opacity(pub(in crate::template) f64);

impl<'de> Deserialize<'de> for Opacity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (written, number) = match deserializer.deserialize_any(TextOrNumber)? {
            Given::Number(number) => (number.to_string(), Some(number)),
            Given::Text(text) => {
                let percent = text.trim().strip_suffix('%');
                let percent = percent.and_then(|number| number.trim().parse::<f64>().ok());
                (text, percent.map(|percent| percent / 100.0))
            }
        };
        match number {
            Some(number) if (0.0..=1.0).contains(&number) => Ok(Self(number)),
            // Whoever writes 70 means 70 %.
            Some(number) if number > 1.0 && number <= 100.0 => Err(de::Error::custom(format!(
                "`{written}` is not an opacity, which goes from 0 (clear) to 1 — write {}",
                number / 100.0
            ))),
            _ => Err(de::Error::custom(format!(
                "`{written}` is not an opacity, which goes from 0 (clear) to 1 — write for example 0.7"
            ))),
        }
    }
}

/// A value as it is written.
enum Given {
    Text(String),
    Number(f64),
}

/// Accepts a text or a number, so that the message can quote either.
struct TextOrNumber;

impl Visitor<'_> for TextOrNumber {
    type Value = Given;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a number")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Given, E> {
        Ok(Given::Text(text.to_owned()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Given, E> {
        Ok(Given::Number(number as f64))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Given, E> {
        Ok(Given::Number(number as f64))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Given, E> {
        Ok(Given::Number(number))
    }
}

impl JsonSchema for Degrees {
    fn schema_name() -> Cow<'static, str> {
        "Angle".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "An angle, clockwise, such as -6deg.",
            "pattern": r"^\s*-?[0-9.]+\s*(deg|°)\s*$"
        })
    }
}
