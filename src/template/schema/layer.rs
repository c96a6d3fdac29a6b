//! A layer of a page: an area that lies over the grid or under it, and where.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::area::Area;
use super::describe::keys_of_any_area;
use super::merge::Merge;
use crate::template::anchors::Anchor;
use crate::template::values::Padding;

/// A layer takes these keys for its place, and those of an area.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(in crate::template) struct LayerKeys {
    /// What it lies on: `margin` (the page within its margins), `page`, `bleed` (the page with its
    /// bleed), or an area by its name; `margin` by default.
    pub(in crate::template) on: Option<String>,
    /// Where on that: one of nine places in the direction of reading, such as `bottom end`; `top start`
    /// by default.
    pub(in crate::template) at: Option<Anchor>,
    /// Distance from the edges of what it lies on.
    pub(in crate::template) inset: Option<Padding>,
    /// Whether it is drawn under the grid; by default it is drawn over it.
    pub(in crate::template) under: Option<bool>,
    /// Areas whose words it hides on purpose, by their names. Words that a layer hides without this are an
    /// error.
    pub(in crate::template) covers: Option<Vec<String>>,
}

/// A layer.
#[derive(Clone, Debug, Default)]
pub(in crate::template) struct Layer {
    pub(in crate::template) place: LayerKeys,
    pub(in crate::template) area: Area,
}

/// A list of layers replaces that of the base: layers have no names to tell them by.
impl Merge for Vec<Layer> {
    fn over(self, _: Self) -> Self {
        self
    }
}

impl JsonSchema for Layer {
    fn schema_name() -> Cow<'static, str> {
        "Layer".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut keys: Map<String, Value> = keys_of_any_area(generator);
        keys.extend(super::describe::properties(LayerKeys::json_schema(
            generator,
        )));
        json_schema!({
            "description": "An area that lies over the grid of the page, or under it.",
            "type": "object",
            "properties": keys,
            "additionalProperties": false
        })
    }
}
