//! The shape that a picture is cut to, as it is written: a name, a list of points, or the path of an SVG.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::outlines::{MOST_STEPS, check_outline, parse_path};
use super::plan::Cut;
use crate::frame::{Cutout, Step};

/// The shape of a picture, as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum PictureShape {
    /// `"circle"`.
    Circle,
    /// `"ellipse"`.
    Ellipse,
    /// A list of points, or a path.
    Outline(Vec<Step>),
}

/// The shapes that have names.
const NAMES: &[&str] = &["circle", "ellipse"];

impl PictureShape {
    /// The same for a plan.
    pub(super) fn cut(&self) -> Cut {
        match self {
            Self::Circle => Cut::Circle,
            Self::Ellipse => Cut::Ellipse,
            Self::Outline(steps) => Cut::Outline(Cutout::Outline(steps.as_slice().into())),
        }
    }
}

impl<'de> Deserialize<'de> for PictureShape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Written)
    }
}

/// Reads all forms, and keeps the message of the part that is wrong.
struct Written;

impl<'de> Visitor<'de> for Written {
    type Value = PictureShape;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("`circle`, `ellipse`, a list of points, or the path of an SVG")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<PictureShape, E> {
        match text.trim() {
            "circle" => return Ok(PictureShape::Circle),
            "ellipse" => return Ok(PictureShape::Ellipse),
            _ => {}
        }
        // Every path has numbers, and no name has.
        if !text.contains(|c: char| c.is_ascii_digit()) && !text.trim().is_empty() {
            return Err(E::unknown_variant(text, NAMES));
        }
        let steps = parse_path(text).map_err(E::custom)?;
        check_outline(&steps).map_err(E::custom)?;
        Ok(PictureShape::Outline(steps))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<PictureShape, A::Error> {
        let mut steps = Vec::new();
        while let Some(written) = list.next_element::<String>()? {
            let at = point(&written).ok_or_else(|| {
                de::Error::custom(format!(
                    "`{written}` is not a point — write how far it is from the start and from the top: \"50% 0%\""
                ))
            })?;
            steps.push(if steps.is_empty() {
                Step::Move(at)
            } else {
                Step::Line(at)
            });
            if steps.len() > MOST_STEPS {
                break;
            }
        }
        if steps.len() < 3 {
            return Err(de::Error::custom(format!(
                "a shape needs three points or more, and this one has {} — write for example [\"50% 0%\", \"100% 100%\", \"0% 100%\"]",
                steps.len()
            )));
        }
        // A list of points closes by itself.
        steps.push(Step::Close);
        check_outline(&steps).map_err(de::Error::custom)?;
        Ok(PictureShape::Outline(steps))
    }
}

/// A point in per cent: `50% 0%`.
fn point(text: &str) -> Option<(f64, f64)> {
    let mut parts = text.split_whitespace().map(|part| {
        let number = part.trim_end_matches(',').strip_suffix('%')?;
        number
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
    });
    let (x, y) = (parts.next()??, parts.next()??);
    parts.next().is_none().then_some((x / 100.0, y / 100.0))
}

impl JsonSchema for PictureShape {
    fn schema_name() -> Cow<'static, str> {
        "PictureShape".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A circle, an ellipse, a list of points in per cent, or the path of an SVG with coordinates from 0 to 1.",
            "anyOf": [
                { "type": "string", "enum": NAMES },
                { "type": "string", "pattern": r"^\s*[Mm]\s*[-+.0-9]" },
                {
                    "type": "array",
                    "minItems": 3,
                    "items": { "type": "string", "pattern": r"^\s*-?[0-9.]+%,?\s+-?[0-9.]+%\s*$" }
                }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<PictureShape, String> {
        #[derive(Debug, serde::Deserialize)]
        struct Has {
            shape: PictureShape,
        }
        toml::from_str::<Has>(&format!("shape = {text}"))
            .map(|has| has.shape)
            .map_err(|error| error.message().to_owned())
    }

    #[test]
    fn names_points_and_paths_are_read() {
        assert_eq!(read("\"circle\""), Ok(PictureShape::Circle));
        assert_eq!(read("\"ellipse\""), Ok(PictureShape::Ellipse));
        let triangle = [
            Step::Move((0.5, 0.0)),
            Step::Line((1.0, 1.0)),
            Step::Line((0.0, 1.0)),
            Step::Close,
        ];
        let triangle = Ok(PictureShape::Outline(triangle.to_vec()));
        assert_eq!(read("[\"50% 0%\", \"100% 100%\", \"0% 100%\"]"), triangle);
        assert_eq!(read("\"M.5 0 1 1 0 1z\""), triangle);
    }

    #[test]
    fn slips_name_the_way_out() {
        for (text, says) in [
            ("\"circel\"", "unknown variant `circel`"),
            ("\"star\"", "unknown variant `star`"),
            ("\"\"", "has nothing in it"),
            ("\"0 0 L 1 0 1 1 Z\"", "begins with M"),
            ("\"M 0 0 L 1 0 1 1\"", "add a Z"),
            ("\"M 0 0 L 100 0 100 100 Z\"", "from 0 to 1"),
            ("\"M 0 0 L 1.2 0 1 1 Z\"", "reaches beyond"),
            ("\"M 0 0 A 1 1 0 0 1 1 1 Z\"", "write arcs as curves"),
            ("\"M 0 0 L 1 Z\"", "a number is missing"),
            ("\"M 0 0 L 1 0 Z\"", "encloses nothing"),
            ("[\"0% 0%\", \"100% 0%\"]", "three points"),
            ("[\"0% 0%\", \"100% 0%\", \"50%\"]", "is not a point"),
            ("[\"0% 0%\", \"120% 0%\", \"50% 50%\"]", "reaches beyond"),
        ] {
            let message = read(text).expect_err(text);
            assert!(message.contains(says), "{text}: {message}");
        }
        let long = format!("\"M 0 0 {} Z\"", "L 1 0 1 1 ".repeat(400));
        let message = read(&long).expect_err("too many steps");
        assert!(message.contains("at most 500"), "{message}");
    }
}
