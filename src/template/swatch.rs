//! Reads a colour of `[palette]`: one text for screen and print, or a table that also says which inks a press
//! mixes it of. Serde's own derive would answer "data did not match any variant", so a visitor reads both forms
//! and keeps the message of the part that is wrong.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::color::{Cmyk, Color};

/// A colour as written: `"#F2A800"`, or a table with `rgb`, `cmyk` and `spot`.
#[derive(Clone, Debug)]
pub(super) struct Swatch {
    pub(super) color: Color,
    /// Name of a spot ink and its share in thousandths: 600 is a tint of 60 %.
    pub(super) spot: Option<(String, u16)>,
}

impl JsonSchema for Swatch {
    fn schema_name() -> Cow<'static, str> {
        "Swatch".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let color = generator.subschema_for::<Color>();
        json_schema!({
            "description": "A colour, or a table that also says what a press mixes it of and which ink is loaded for it.",
            "anyOf": [
                color,
                {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["rgb"],
                    "properties": {
                        "rgb": color,
                        "cmyk": { "type": "string", "description": "Cyan, magenta, yellow and black in per cent: 0 34 100 0.", "pattern": r"^\s*([0-9.]+\s+){3}[0-9.]+\s*$" },
                        "spot": { "type": "string", "description": "An ink by its name, or a tint of it: Sunflower 60%." }
                    }
                }
            ]
        })
    }
}

const NOT_A_COLOR: &str = "write for example \"#F2A800\", \"black\" or \"black 20%\"";

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        color(&String::deserialize(deserializer)?)
    }
}

/// Reads a colour; the error says what to write.
fn color<E: de::Error>(text: &str) -> Result<Color, E> {
    text.parse()
        .map_err(|_| E::custom(format!("`{text}` is not a colour — {NOT_A_COLOR}")))
}

/// Reads an ink or a tint of one: `Sunflower`, `Sunflower 60%`.
fn spot<E: de::Error>(text: &str) -> Result<(String, u16), E> {
    let wrong = || {
        E::custom(format!(
            "`{text}` is not an ink — write its name, or a tint such as \"Sunflower 60%\""
        ))
    };
    let (name, share) = match text.strip_suffix('%') {
        Some(rest) => {
            // The percentage is the last word: names of inks have spaces and numbers too (`Pantone 185 60%`).
            let (name, percent) = rest.rsplit_once(' ').ok_or_else(wrong)?;
            let percent: f64 = percent.parse().map_err(|_| wrong())?;
            if !(0.0..=100.0).contains(&percent) {
                return Err(wrong());
            }
            (name, (percent * 10.0).round() as u16)
        }
        None => (text, 1000),
    };
    let name = name.trim();
    // The name becomes the name of a separation in the PDF, which the printer's software shows.
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(wrong());
    }
    Ok((name.to_owned(), share))
}

impl<'de> Deserialize<'de> for Swatch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written;
        impl<'de> Visitor<'de> for Written {
            type Value = Swatch;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(
                    f,
                    "a colour such as \"#F2A800\", or a table with rgb, cmyk and spot"
                )
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Swatch, E> {
                let color = color(text)?;
                Ok(Swatch { color, spot: None })
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Swatch, A::Error> {
                const KEYS: &[&str] = &["rgb", "cmyk", "spot"];
                let (mut rgb, mut cmyk, mut ink) = (None, None, None);
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "rgb" => rgb = Some(color::<A::Error>(&map.next_value::<String>()?)?),
                        "cmyk" => {
                            let text = map.next_value::<String>()?;
                            cmyk = Some(text.parse::<Cmyk>().map_err(|_| {
                                de::Error::custom(format!("`{text}` is not a mixture of inks — write four shares in per cent: \"0 34 100 0\""))
                            })?);
                        }
                        "spot" => ink = Some(spot(&map.next_value::<String>()?)?),
                        _ => return Err(de::Error::unknown_field(&key, KEYS)),
                    }
                }
                let rgb = rgb.ok_or_else(|| de::Error::missing_field("rgb"))?;
                // The screen colour is always needed: for previews, contrast and the home printer.
                Ok(Swatch {
                    color: Color { cmyk, ..rgb },
                    spot: ink,
                })
            }
        }
        deserializer.deserialize_any(Written)
    }
}
