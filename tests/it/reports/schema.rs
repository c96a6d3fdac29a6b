//! A judge of values by a JSON Schema, as far as the schemas of schemars go. It is stricter than the standard: a key
//! that no schema describes is a fault, so that nothing is printed which nobody can look up.

use serde_json::Value;

/// A schema with the definitions that it refers to.
pub(super) struct Schema(pub(super) Value);

impl Schema {
    /// What is wrong with a value.
    pub(super) fn faults(&self, value: &Value) -> Vec<String> {
        self.judge(&self.0, value, "", true)
    }

    /// `is_whole` is false for a part of a schema: other parts describe the other keys.
    fn judge(&self, schema: &Value, value: &Value, at: &str, is_whole: bool) -> Vec<String> {
        let mut faults = Vec::new();
        let mut fault = |what: String| faults.push(format!("{at}: {what}"));
        if let Some(wanted) = schema.get("const").filter(|wanted| *wanted != value) {
            fault(format!("{value} is not {wanted}"));
        }
        if let Some(Value::Array(choices)) = schema.get("enum")
            && !choices.contains(value)
        {
            fault(format!("{value} is none of the choices"));
        }
        if let Some(of) = schema.get("type")
            && !kinds(of).any(|kind| is_of(kind, value))
        {
            fault(format!("{value} is not of type {of}"));
        }
        for key in list(schema, "required").filter_map(Value::as_str) {
            if value.get(key).is_none() {
                fault(format!("`{key}` is missing"));
            }
        }
        let choices: Vec<&Value> = list(schema, "oneOf").chain(list(schema, "anyOf")).collect();
        if is_whole
            && choices.is_empty()
            && let Value::Object(entries) = value
        {
            let known = self.keys(schema);
            for key in entries.keys().filter(|key| !known.contains(&key.as_str())) {
                fault(format!("`{key}` is not described"));
            }
        }
        if let Value::Array(items) = value {
            let count = |key: &str| schema.get(key).and_then(Value::as_u64);
            if count("minItems").is_some_and(|least| (items.len() as u64) < least)
                || count("maxItems").is_some_and(|most| items.len() as u64 > most)
            {
                fault(format!("{} items", items.len()));
            }
            for (number, item) in items.iter().enumerate() {
                let of = match schema.get("items") {
                    Some(Value::Array(each)) => each.get(number),
                    of => of,
                };
                if let Some(of) = of {
                    faults.extend(self.judge(of, item, &format!("{at}/{number}"), true));
                }
            }
        }
        if let Some(Value::Object(properties)) = schema.get("properties") {
            for (key, of) in properties {
                if let Some(inner) = value.get(key) {
                    faults.extend(self.judge(of, inner, &format!("{at}/{key}"), true));
                }
            }
        }
        for part in self.parts(schema) {
            faults.extend(self.judge(part, value, at, false));
        }
        let judged = choices
            .iter()
            .map(|choice| self.judge(choice, value, at, true));
        let judged: Vec<Vec<String>> = judged.collect();
        if !judged.is_empty() && judged.iter().all(|faults| !faults.is_empty()) {
            // The choice that is nearest says most.
            faults.extend(judged.into_iter().min_by_key(Vec::len).unwrap_or_default());
        }
        faults
    }

    /// Schemas that hold at the same place.
    fn parts<'s>(&'s self, schema: &'s Value) -> Vec<&'s Value> {
        let mut parts: Vec<&Value> = list(schema, "allOf").collect();
        let name = schema.get("$ref").and_then(Value::as_str);
        parts.extend(name.and_then(|name| self.0.pointer(name.trim_start_matches('#'))));
        parts
    }

    /// The keys that a schema and its parts describe.
    fn keys<'s>(&'s self, schema: &'s Value) -> Vec<&'s str> {
        let properties = schema.get("properties").and_then(Value::as_object);
        let mut keys: Vec<&str> = properties
            .into_iter()
            .flat_map(|properties| properties.keys().map(String::as_str))
            .collect();
        for part in self.parts(schema) {
            keys.extend(self.keys(part));
        }
        keys
    }
}

fn list<'s>(schema: &'s Value, key: &str) -> impl Iterator<Item = &'s Value> {
    let list = schema.get(key).and_then(Value::as_array);
    list.into_iter().flatten()
}

fn kinds(of: &Value) -> impl Iterator<Item = &str> {
    let many = of.as_array().into_iter().flatten();
    many.chain(Some(of)).filter_map(Value::as_str)
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the judge does not know the type `{other}`"),
    }
}
