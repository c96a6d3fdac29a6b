//! The fill of a ground: a colour, a colour that is seen through, or two colours that fade into each other.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::measures::{Opacity, parse_degrees};
use crate::diag::closest;
use crate::geom::Angle;

/// The fill of a ground, as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shade {
    /// `"accent"`.
    Plain(String),
    /// `{ color = "ink", opacity = 0.7 }`.
    Clear {
        /// The colour.
        color: String,
        /// From 0 to 1.
        opacity: f64,
    },
    /// `{ from = "ink 0%", to = "ink 85%", toward = "bottom" }`.
    Fading {
        /// How it begins: a colour with its opacity.
        from: (String, f64),
        /// How it ends.
        to: (String, f64),
        /// Where it ends.
        toward: Toward,
    },
}

/// The direction in which a ground fades.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Toward {
    /// Up.
    Top,
    /// Down.
    #[default]
    Bottom,
    /// Against the direction of reading.
    Start,
    /// In the direction of reading.
    End,
    /// By an angle, clockwise from the top; mirrored where reading begins at the right.
    Angle(Angle),
}

/// The sides that a ground can fade toward, as they are written.
const SIDES: [(&str, Toward); 4] = [
    ("top", Toward::Top),
    ("bottom", Toward::Bottom),
    ("start", Toward::Start),
    ("end", Toward::End),
];

impl<'de> Deserialize<'de> for Toward {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let side = SIDES.iter().find(|(name, _)| *name == text.trim());
        if let Some((_, side)) = side {
            return Ok(*side);
        }
        if let Some(angle) = parse_degrees(&text) {
            return Ok(Self::Angle(angle.0));
        }
        let meant = match text.as_str() {
            "left" => "start",
            "right" => "end",
            other => closest(other, SIDES.iter().map(|(name, _)| *name)).unwrap_or("bottom"),
        };
        Err(de::Error::custom(format!(
            "`{text}` is not a direction — write \"{meant}\"; \"top\", \"bottom\", \"start\", \"end\" and angles such as \"30deg\" are possible"
        )))
    }
}

/// A colour with the opacity behind it: `ink 85%`. Without one, the colour hides what lies below.
fn end<E: de::Error>(text: &str) -> Result<(String, f64), E> {
    let Some(rest) = text.trim().strip_suffix('%') else {
        return Ok((text.trim().to_owned(), 1.0));
    };
    let parts = rest.rsplit_once(char::is_whitespace);
    let opacity = parts.and_then(|(_, percent)| percent.trim().parse::<f64>().ok());
    match (parts, opacity) {
        (Some((color, _)), Some(percent)) if (0.0..=100.0).contains(&percent) => {
            Ok((color.trim().to_owned(), percent / 100.0))
        }
        _ => Err(E::custom(format!(
            "`{text}` is not a colour with an opacity from 0% to 100% — write for example \"ink 85%\""
        ))),
    }
}

impl<'de> Deserialize<'de> for Shade {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Written)
    }
}

/// Reads both forms and keeps the message of the part that is wrong.
struct Written;

impl<'de> Visitor<'de> for Written {
    type Value = Shade;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a colour, or a table with color and opacity, or with from, to and toward")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Shade, E> {
        Ok(Shade::Plain(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shade, A::Error> {
        const KEYS: &[&str] = &["color", "opacity", "from", "to", "toward"];
        let (mut color, mut opacity, mut from, mut to, mut toward) = (None, None, None, None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "color" => color = Some(map.next_value::<String>()?),
                "opacity" => opacity = Some(map.next_value::<Opacity>()?.0),
                "from" => from = Some(end(&map.next_value::<String>()?)?),
                "to" => to = Some(end(&map.next_value::<String>()?)?),
                "toward" => toward = Some(map.next_value::<Toward>()?),
                _ => return Err(de::Error::unknown_field(&key, KEYS)),
            }
        }
        let fades = from.is_some() || to.is_some() || toward.is_some();
        match (color, from, to) {
            (Some(_), ..) if fades => Err(de::Error::custom(
                "a fill has one colour (`color`) or fades between two (`from` and `to`) — leave one of both out",
            )),
            (Some(color), ..) => Ok(Shade::Clear {
                color,
                opacity: opacity.unwrap_or(1.0),
            }),
            (None, Some(_), Some(_)) if opacity.is_some() => Err(de::Error::custom(
                "`opacity` does nothing in a fill that fades — write it with each colour, such as from = \"ink 0%\"",
            )),
            (None, Some(from), Some(to)) => Ok(Shade::Fading {
                from,
                to,
                toward: toward.unwrap_or_default(),
            }),
            (None, Some((from, _)), None) => Err(de::Error::custom(format!(
                "a fill that fades needs two colours, and `to` is missing — write for example to = \"{from} 0%\", or fill = \"{from}\""
            ))),
            (None, None, Some((to, _))) => Err(de::Error::custom(format!(
                "a fill that fades needs two colours, and `from` is missing — write for example from = \"{to} 0%\", or fill = \"{to}\""
            ))),
            (None, None, None) => Err(de::Error::custom(
                "the fill has no colour — write color = \"…\", or from = \"…\" and to = \"…\"",
            )),
        }
    }
}

impl JsonSchema for Shade {
    fn schema_name() -> Cow<'static, str> {
        "Fill".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A colour of the palette; one that is seen through; or two that fade into each other.",
            "anyOf": [
                { "type": "string", "description": "A colour of the palette." },
                {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["color"],
                    "properties": {
                        "color": { "type": "string", "description": "A colour of the palette." },
                        "opacity": {
                            "description": "How much it covers of what lies below: 0 is clear, 1 hides it.",
                            "anyOf": [
                                { "type": "number", "minimum": 0, "maximum": 1 },
                                { "type": "string", "pattern": r"^\s*[0-9.]+\s*%\s*$" }
                            ]
                        }
                    }
                },
                {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["from", "to"],
                    "properties": {
                        "from": { "type": "string", "description": "The colour that it begins with, and how much of it: ink 0%." },
                        "to": { "type": "string", "description": "The colour that it ends with, and how much of it: ink 85%." },
                        "toward": { "type": "string", "description": "Where it ends: top, bottom (the default), start, end, or an angle clockwise from the top, such as 30deg." }
                    }
                }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Shade, String> {
        #[derive(Debug, serde::Deserialize)]
        struct Has {
            fill: Shade,
        }
        toml::from_str::<Has>(text)
            .map(|has| has.fill)
            .map_err(|error| error.message().to_owned())
    }

    #[test]
    fn all_forms_are_read() {
        assert_eq!(
            read("fill = \"accent\""),
            Ok(Shade::Plain("accent".to_owned()))
        );
        let clear = |opacity| {
            Ok(Shade::Clear {
                color: "ink".to_owned(),
                opacity,
            })
        };
        assert_eq!(
            read("fill = { color = \"ink\", opacity = 0.7 }"),
            clear(0.7)
        );
        assert_eq!(
            read("fill = { color = \"ink\", opacity = \"70%\" }"),
            clear(0.7)
        );
        assert_eq!(
            read("fill = { from = \"ink 0%\", to = \"deep red 85%\", toward = \"-30deg\" }"),
            Ok(Shade::Fading {
                from: ("ink".to_owned(), 0.0),
                to: ("deep red".to_owned(), 0.85),
                toward: Toward::Angle(Angle::degrees(-30.0)),
            })
        );
    }

    #[test]
    fn slips_name_the_way_out() {
        for (text, says) in [
            ("{ color = \"ink\", opacity = 70 }", "write 0.7"),
            ("{ color = \"ink\", opacity = -1 }", "0.7"),
            ("{ from = \"ink\" }", "`to` is missing"),
            ("{ to = \"ink 50%\" }", "from = \"ink 0%\""),
            ("{ opacity = 0.5 }", "no colour"),
            (
                "{ from = \"ink\", to = \"paper\", color = \"ink\" }",
                "leave one",
            ),
            (
                "{ from = \"ink\", to = \"paper\", opacity = 0.5 }",
                "ink 0%",
            ),
            ("{ from = \"ink 120%\", to = \"paper\" }", "0% to 100%"),
            (
                "{ from = \"ink\", to = \"paper\", toward = \"botom\" }",
                "write \"bottom\"",
            ),
            (
                "{ from = \"ink\", to = \"paper\", toward = \"left\" }",
                "write \"start\"",
            ),
            ("{ colour = \"ink\" }", "unknown field `colour`"),
        ] {
            let message = read(&format!("fill = {text}")).expect_err(text);
            assert!(message.contains(says), "{text}: {message}");
        }
    }
}
