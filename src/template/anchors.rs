//! Where a layer lies: what it lies on, and at which of nine places of that.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de;
use serde::{Deserialize, Deserializer};

/// A place along one direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Along {
    /// At the top, or where reading begins.
    #[default]
    Start,
    /// In the middle.
    Middle,
    /// At the bottom, or where reading ends.
    End,
}

/// One of nine places, in the direction of reading: `bottom end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) across: Along,
    pub(super) down: Along,
}

/// Parses an anchor. A word for one direction alone leaves the other in the middle.
fn anchor(text: &str) -> Option<Anchor> {
    let (mut across, mut down) = (None, None);
    let mut middles = 0;
    for word in text.split_whitespace() {
        let (of, along) = match word {
            "start" => (&mut across, Along::Start),
            "end" => (&mut across, Along::End),
            "top" => (&mut down, Along::Start),
            "bottom" => (&mut down, Along::End),
            "center" | "middle" => {
                middles += 1;
                continue;
            }
            _ => return None,
        };
        if of.replace(along).is_some() {
            return None;
        }
    }
    let given = usize::from(across.is_some()) + usize::from(down.is_some()) + middles;
    (1..=2).contains(&given).then(|| Anchor {
        across: across.unwrap_or(Along::Middle),
        down: down.unwrap_or(Along::Middle),
    })
}

impl<'de> Deserialize<'de> for Anchor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        anchor(&text).ok_or_else(|| {
            let reading = text.replace("left", "start").replace("right", "end");
            let meant = match anchor(&reading) {
                Some(_) => reading,
                None => "bottom end".to_owned(),
            };
            de::Error::custom(format!(
                "`{text}` is not a place for a layer — write for example \"{meant}\": \"top\", \"center\" or \"bottom\", then \"start\", \"center\" or \"end\""
            ))
        })
    }
}

impl JsonSchema for Anchor {
    fn schema_name() -> Cow<'static, str> {
        "Anchor".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "One of nine places, in the direction of reading: bottom end.",
            "enum": ["top start", "top", "top end", "start", "center", "end", "bottom start", "bottom", "bottom end"]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_places_are_read_in_any_order() {
        let at = |across, down| Some(Anchor { across, down });
        use Along::{End, Middle, Start};
        assert_eq!(anchor("top start"), at(Start, Start));
        assert_eq!(anchor("end bottom"), at(End, End));
        assert_eq!(anchor("bottom"), at(Middle, End));
        assert_eq!(anchor("end"), at(End, Middle));
        assert_eq!(anchor("center"), at(Middle, Middle));
        assert_eq!(anchor("center end"), at(End, Middle));
        for wrong in ["", "left", "top bottom", "top start end", "centre"] {
            assert_eq!(anchor(wrong), None, "{wrong}");
        }
    }
}
