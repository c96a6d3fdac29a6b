//! Descriptions of files as JSON Schema: of those that people write, for editors that complete and check keys,
//! and of the reports that the program writes.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// The JSON Schema of a table, as text that ends with a line break. Draft 7, which the editors' TOML
/// servers understand.
pub(crate) fn schema<T: JsonSchema>(title: &str) -> String {
    let settings = SchemaSettings::draft07()
        .with_transform(RecursiveTransform(without_null))
        .with_transform(RecursiveTransform(needed));
    shown(title, settings.into_generator().into_root_schema_for::<T>())
}

/// The same for a file in which a table need not be whole: only what names an element is asked for.
pub(crate) fn partial_schema<T: JsonSchema>(title: &str) -> String {
    let settings = SchemaSettings::draft07()
        .with_transform(RecursiveTransform(without_null))
        .with_transform(RecursiveTransform(ids_alone));
    shown(title, settings.into_generator().into_root_schema_for::<T>())
}

/// The JSON Schema of what the program itself writes. Here null is a value, unless the key is left out for it.
pub(crate) fn output_schema<T: JsonSchema>(title: &str) -> String {
    let settings = SchemaSettings::draft07()
        .for_serialize()
        .with_transform(RecursiveTransform(without_null_if_left_out));
    shown(title, settings.into_generator().into_root_schema_for::<T>())
}

fn shown(title: &str, mut schema: Schema) -> String {
    schema.insert("title".to_owned(), title.into());
    // A schema is made of texts, numbers and lists, which are always written.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// The mark of a key that has to be there, on its own schema.
const NEEDED: &str = "x-needed";

/// TOML has no null: a key that may be missing is left out.
fn without_null(schema: &mut Schema) {
    schema.remove("default");
    schema.remove("format");
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = &types[..] {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(choices)) = schema.get_mut("anyOf") else {
        return;
    };
    choices.retain(|choice| choice.get("type") != Some(&"null".into()));
    if let [only] = &choices[..] {
        let only = only.clone();
        schema.remove("anyOf");
        // What stands beside a reference is not read in draft 7, but in a list of one it is.
        schema.insert("allOf".to_owned(), Value::Array(vec![only]));
    }
}

/// A key that is not always there is left out where it has no value, and never null.
fn without_null_if_left_out(schema: &mut Schema) {
    schema.remove("format");
    let required = schema.get("required").cloned().unwrap_or_default();
    let is_required = |key: &str| {
        let mut keys = required.as_array().into_iter().flatten();
        keys.any(|name| name == key)
    };
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    for (key, of) in properties {
        if let (false, Ok(of)) = (is_required(key), <&mut Schema>::try_from(of)) {
            without_null(of);
        }
    }
}

/// Tells which keys have to be there.
fn needed(schema: &mut Schema) {
    require(schema, |_| true);
}

/// Tells which keys name an element: of a part of a file nothing else has to be there.
fn ids_alone(schema: &mut Schema) {
    require(schema, |mark| mark == "named");
}

fn require(schema: &mut Schema, is_wanted: impl Fn(&Value) -> bool) {
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    let marked = |(key, of): (&String, &mut Value)| {
        let mark = of.as_object_mut().and_then(|of| of.remove(NEEDED))?;
        is_wanted(&mark).then(|| Value::from(key.as_str()))
    };
    let keys: Vec<Value> = properties.iter_mut().filter_map(marked).collect();
    if !keys.is_empty() {
        schema.insert("required".to_owned(), keys.into());
    }
}

#[cfg(test)]
mod tests {
    use schemars::{Schema, json_schema};
    use serde_json::{Value, json};

    use super::{ids_alone, needed, without_null};

    fn transformed(mut schema: Schema, transform: impl Fn(&mut Schema)) -> Value {
        transform(&mut schema);
        schema.to_value()
    }

    #[test]
    fn null_is_no_value() {
        let schema = json_schema!({ "type": ["string", "null"], "default": null });
        assert_eq!(
            transformed(schema, without_null),
            json!({ "type": "string" })
        );
        let schema = json_schema!({ "anyOf": [{ "$ref": "#/x" }, { "type": "null" }] });
        assert_eq!(
            transformed(schema, without_null),
            json!({ "allOf": [{ "$ref": "#/x" }] })
        );
    }

    #[test]
    fn a_translation_names_its_elements() {
        let written = || {
            json_schema!({ "properties": {
                "id": { "x-needed": "named" }, "text": { "x-needed": "needed" }, "note": {}
            } })
        };
        let properties = json!({ "id": {}, "text": {}, "note": {} });
        assert_eq!(
            transformed(written(), needed),
            json!({ "properties": properties, "required": ["id", "text"] })
        );
        assert_eq!(
            transformed(written(), ids_alone),
            json!({ "properties": properties, "required": ["id"] })
        );
    }
}
