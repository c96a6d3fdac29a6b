//! The JSON Schema of an area, for editors: one form for each block, with the keys that the parser takes there.
//!
//! Written by hand, because an area is no struct that schemars could derive it from: the keys of box and block
//! are in one table of the file, but in two structs here. The forms are made of the same structs as the parser,
//! so the two cannot differ.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::area::{Area, Block, BoxKeys, GridBlock, StackBlock, for_all_blocks};
use super::blocks::{
    CodesBlock, EventsBlock, FactsBlock, ImageBlock, ImprintBlock, MapBlock, NamesBlock,
    QuotesBlock, RuleBlock, ScriptBlock, ShapeBlock, SourcesBlock, StepsBlock, StoryBlock,
    TableBlock, TallyBlock, TextBlock, TimelineBlock,
};
use crate::document::keys_of;

impl JsonSchema for Area {
    fn schema_name() -> Cow<'static, str> {
        "Area".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut forms: Vec<Value> = forms_with_blocks(generator)
            .into_iter()
            .map(Schema::to_value)
            .collect();
        forms.push(generator.subschema_for::<AreaWithoutBlock>().to_value());
        json_schema!({ "description": "A box with at most one block in it.", "anyOf": forms })
    }
}

macro_rules! block_schemas {
    ($($name:ident($type:ident): $key:ident,)*) => {
        /// An area with each of the blocks.
        fn forms_with_blocks(generator: &mut SchemaGenerator) -> Vec<Schema> {
            vec![$(generator.subschema_for::<AreaWith<$type>>()),*]
        }

        /// Each of the blocks without its box.
        fn blocks_alone(generator: &mut SchemaGenerator) -> Vec<Schema> {
            vec![$($type::json_schema(generator)),*]
        }
    };
}
for_all_blocks!(block_schemas);

/// An area that holds a block: the keys of both, and that of the block has to be there.
struct AreaWith<T>(PhantomData<T>);

impl<T: JsonSchema + DeserializeOwned> JsonSchema for AreaWith<T> {
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = T::json_schema(generator);
        // The first field of a block's struct is its naming key. Requiring it makes the forms exclude each
        // other, and an editor can offer the keys of the right block.
        let named = keys_of::<T>().first().copied().unwrap_or_default();
        schema.insert("required".to_owned(), vec![Value::from(named)].into());
        let mut keys = properties(schema.clone());
        keys.extend(properties(BoxKeys::json_schema(generator)));
        schema.insert("properties".to_owned(), keys.into());
        schema
    }
}

/// An area that names no block: a ground alone, or what changes in the area of that name in the layout that
/// this one extends. A file by itself does not say which block that is, so the keys of all are allowed.
struct AreaWithoutBlock;

impl JsonSchema for AreaWithoutBlock {
    fn schema_name() -> Cow<'static, str> {
        "AreaWithoutBlock".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut keys = keys_of_any_area(generator);
        // A shape alone may be that of the picture in the area that is changed.
        keys.retain(|key, _| key == "shape" || !Block::KEYS.contains(&key.as_str()));
        json_schema!({
            "description": "A ground without a block, or a change to the area of that name in the layout that this one extends.",
            "type": "object",
            "properties": keys,
            "additionalProperties": false
        })
    }
}

/// The keys of the box and of all blocks.
pub(super) fn keys_of_any_area(generator: &mut SchemaGenerator) -> Map<String, Value> {
    let mut keys = Map::new();
    for block in blocks_alone(generator) {
        for (key, value) in properties(block) {
            match keys.remove(&key) {
                // The shape of a picture and the block of that name take different values.
                Some(other) if key == "shape" => {
                    let either = json_schema!({ "anyOf": [other, value] });
                    keys.insert(key, either.to_value());
                }
                _ => {
                    keys.insert(key, value);
                }
            }
        }
    }
    keys.extend(properties(BoxKeys::json_schema(generator)));
    keys
}

/// Takes the keys out of a schema, each with its description.
pub(super) fn properties(mut schema: Schema) -> Map<String, Value> {
    match schema.remove("properties") {
        Some(Value::Object(properties)) => properties,
        _ => Map::new(),
    }
}
