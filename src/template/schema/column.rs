//! A column of a table, written by the name of its cells alone or as a table of keys.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::merge::Merge;
use crate::template::values::Track;
use crate::text::Align;

/// A column of a table.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(in crate::template) struct ColumnKeys {
    /// Its cells. Of events: `when`, `day`, `time`, `title`, `city`, `place` or `short` (the address with more, without
    /// `https://`). Of a table of the content: the place of the column, from 1.
    pub(in crate::template) cell: Option<String>,
    /// Its width: `auto` (the default), a length, or a share of what is left.
    pub(in crate::template) width: Option<Track>,
    /// Its heading; by default the one that the content has, or that the language has for events.
    pub(in crate::template) head: Option<String>,
    /// Style of its cells, if it is not that of the table.
    pub(in crate::template) style: Option<String>,
    /// Where lines begin or end in the column; by default as the style says.
    pub(in crate::template) align: Option<Align>,
}

/// A column: one that is written by the name of its cells has no other keys.
#[derive(Clone, Debug, Default)]
pub(in crate::template) struct Column(pub(in crate::template) ColumnKeys);

/// A list of columns replaces that of the base, as any list.
impl Merge for Vec<Column> {
    fn over(self, _: Self) -> Self {
        self
    }
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Written)
    }
}

struct Written;

impl<'de> Visitor<'de> for Written {
    type Value = Column;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a column, or a table with its keys")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Column, E> {
        Ok(Column(ColumnKeys {
            cell: Some(text.to_owned()),
            ..ColumnKeys::default()
        }))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Column, E> {
        Err(E::custom(format!(
            "`{number}` is a number, but a column is a text — write \"{number}\""
        )))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Column, A::Error> {
        ColumnKeys::deserialize(MapAccessDeserializer::new(map)).map(Column)
    }
}

impl JsonSchema for Column {
    fn schema_name() -> Cow<'static, str> {
        "Column".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let keys = ColumnKeys::json_schema(generator);
        json_schema!({
            "description": "A column of a table.",
            "anyOf": [
                { "type": "string", "description": "The name of its cells, such as time, or its place in the content." },
                keys
            ]
        })
    }
}
