//! Variants of a style: other keys for some languages, papers or campaigns.
//!
//! A list, because a style may have several and each needs a condition of its own. A variant takes all keys of a
//! style except `variant`: the keys of both are read and described by the struct of the style.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

use super::file::Style;
use super::when::When;

/// Keys of a style that hold under a condition.
#[derive(Clone, Debug, Default)]
pub(in crate::template) struct Variant {
    pub(in crate::template) when: When,
    pub(in crate::template) style: Style,
}

impl JsonSchema for Variant {
    fn schema_name() -> Cow<'static, str> {
        "Variant".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Style::json_schema(generator);
        let when = generator.subschema_for::<When>().to_value();
        if let Some(Value::Object(keys)) = schema.get_mut("properties") {
            keys.remove("variant");
            keys.insert("when".to_owned(), when);
        }
        schema.insert("required".to_owned(), vec![Value::from("when")].into());
        schema.insert(
            "description".to_owned(),
            "Keys of a style that hold under a condition.".into(),
        );
        schema
    }
}
