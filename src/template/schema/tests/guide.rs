//! The keys that the guide for designers and the schema for editors list.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use schemars::JsonSchema;
use serde_json::Value;

use super::super::area::{Block, BoxKeys, GridBlock, StackBlock, for_all_blocks};
use super::super::blocks::{
    CodesBlock, EventsBlock, FactsBlock, ImageBlock, ImprintBlock, MapBlock, NamesBlock,
    QuotesBlock, RuleBlock, ScriptBlock, ShapeBlock, SourcesBlock, StepsBlock, StoryBlock,
    TableBlock, TallyBlock, TextBlock, TimelineBlock,
};
use super::super::column::ColumnKeys;
use super::super::file::{Look, Page, Route, Story, Style, TallyLook, Template};
use super::super::layer::LayerKeys;
use super::super::looks::{HalftoneLook, PictureLook};
use super::super::option::PageOption;
use super::super::when::When;
use crate::document::keys_of;

/// The schema of each table of a layout file, by the name that the guide gives it.
fn tables() -> BTreeMap<String, Value> {
    macro_rules! tables_of_blocks {
        ($($name:ident($type:ident): $key:ident,)*) => {
            [$((stringify!($key).to_owned(), schema_of::<$type>())),*]
        };
    }
    let blocks = for_all_blocks!(tables_of_blocks);
    let others = [
        ("template", schema_of::<Template>()),
        ("styles", schema_of::<Style>()),
        ("boxes", schema_of::<Look>()),
        ("picture", schema_of::<PictureLook>()),
        ("halftone", schema_of::<HalftoneLook>()),
        ("tally table", schema_of::<TallyLook>()),
        ("route", schema_of::<Route>()),
        ("story table", schema_of::<Story>()),
        ("page", schema_of::<Page>()),
        ("every area", schema_of::<BoxKeys>()),
        ("layer", schema_of::<LayerKeys>()),
        ("when", schema_of::<When>()),
        ("option", schema_of::<PageOption>()),
        ("column", schema_of::<ColumnKeys>()),
    ];
    let others = others.map(|(name, schema)| (name.to_owned(), schema));
    blocks.into_iter().chain(others).collect()
}

fn schema_of<T: JsonSchema>() -> Value {
    serde_json::from_str(&crate::document::json_schema::schema::<T>("")).expect("a schema")
}

/// What a key takes, in a word or two.
fn value_in_words(value: &Value, definitions: &Value) -> String {
    let referred = value["$ref"]
        .as_str()
        .or(value["allOf"][0]["$ref"].as_str());
    if let Some(name) = referred.and_then(|path| path.rsplit('/').next()) {
        let definition = &definitions[name];
        return match name {
            "Area" => "area".to_owned(),
            "Layer" => "layer".to_owned(),
            "Column" => "column".to_owned(),
            "Fill" => "fill".to_owned(),
            "Anchor" => "place".to_owned(),
            "PictureShape" => "`circle`, `ellipse`, a path, or a list of points".to_owned(),
            "Track" => "extent".to_owned(),
            "Padding" => "lengths".to_owned(),
            "Count" => "number or range".to_owned(),
            "TallyMark" => "mark".to_owned(),
            "Lines" => "whole number, or a range".to_owned(),
            _ if definition["pattern"].is_string() => name.to_lowercase(),
            _ => value_in_words(definition, definitions),
        };
    }
    // One value, or a list of such values.
    let one = value["anyOf"][0]
        .as_object()
        .or(value["allOf"][0]["anyOf"][0].as_object());
    if let Some(one) = one {
        let one = value_in_words(&Value::Object(one.clone()), definitions);
        return format!("{one}, or a list");
    }
    let quoted = |words: Vec<&str>| -> String {
        let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        quoted.join(", ")
    };
    if let Some(choices) = value["oneOf"].as_array() {
        return quoted(
            choices
                .iter()
                .filter_map(|choice| choice["const"].as_str())
                .collect(),
        );
    }
    match value["type"].as_str().unwrap_or_default() {
        "array" => {
            let items = value_in_words(&value["items"], definitions);
            if items.starts_with('`') {
                format!("list of {items}")
            } else {
                format!("list: {items}")
            }
        }
        "object" => "table".to_owned(),
        "boolean" => "`true`, `false`".to_owned(),
        "integer" => "whole number".to_owned(),
        "string" => "text".to_owned(),
        other => other.to_owned(),
    }
}

/// A table of the guide: the keys with what they take and what they say, in the order of the struct.
fn table_of_keys(schema: &Value, keys: &[&str]) -> String {
    let about = schema["description"].as_str().unwrap_or_default();
    let about = about.replace('\n', " ");
    let mut table = format!("{about}\n\n| key | value | says |\n| --- | --- | --- |\n");
    for key in keys {
        let value = &schema["properties"][key];
        let says = value["description"].as_str().unwrap_or_default();
        let says = says.replace('\n', " ").replace('|', "\\|");
        let takes = value_in_words(value, &schema["definitions"]);
        table.push_str(&format!("| `{key}` | {takes} | {says} |\n"));
    }
    table
}

const BEGIN: &str = "<!-- keys of ";
const END: &str = "<!-- end of keys -->";

/// The guide for designers has, between two marks, the keys of each table as the parser takes them.
/// `UPDATE_DOCS=1 cargo test --lib the_guide` writes them.
#[test]
fn the_guide_has_the_keys_that_the_parser_takes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/README.md");
    let guide = fs::read_to_string(&path).expect("the guide");
    let mut tables = tables();
    let mut right = String::new();
    let mut rest = guide.as_str();
    while let Some(at) = rest.find(BEGIN) {
        let (before, after) = rest.split_at(at);
        let (mark, after) = after.split_once(" -->\n").expect("a mark on its line");
        let name = mark.trim_start_matches(BEGIN);
        let schema = tables
            .remove(name)
            .unwrap_or_else(|| panic!("no table `{name}`, or twice"));
        let keys = keys_of_table(name);
        let (_, after) = after.split_once(END).expect("an end");
        right.push_str(&format!(
            "{before}{mark} -->\n{}{END}",
            table_of_keys(&schema, keys)
        ));
        rest = after;
    }
    right.push_str(rest);
    assert!(
        tables.is_empty(),
        "the guide has no keys of {:?}",
        tables.keys()
    );
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &right).expect("written");
        return;
    }
    assert!(
        right == guide,
        "UPDATE_DOCS=1 cargo test --lib the_guide writes the tables of keys anew"
    );
}

/// The keys in the order of the struct; those of a schema are sorted.
fn keys_of_table(name: &str) -> &'static [&'static str] {
    match name {
        "template" => keys_of::<Template>(),
        "styles" => keys_of::<Style>(),
        "boxes" => keys_of::<Look>(),
        "picture" => keys_of::<PictureLook>(),
        "halftone" => keys_of::<HalftoneLook>(),
        "tally table" => keys_of::<TallyLook>(),
        "route" => keys_of::<Route>(),
        "story table" => keys_of::<Story>(),
        "page" => keys_of::<Page>(),
        "every area" => keys_of::<BoxKeys>(),
        "layer" => keys_of::<LayerKeys>(),
        "when" => keys_of::<When>(),
        "option" => keys_of::<PageOption>(),
        "column" => keys_of::<ColumnKeys>(),
        block => Block::named(block).expect("a block").keys(),
    }
}

#[test]
fn the_schema_for_editors_has_a_form_for_each_block() {
    let schema: Value = serde_json::from_str(&crate::template::json_schema()).expect("a schema");
    let definitions = &schema["definitions"];
    let forms = definitions["Area"]["anyOf"].as_array().expect("forms");
    assert_eq!(forms.len(), Block::KEYS.len() + 1);
    for key in Block::KEYS {
        let form = forms
            .iter()
            .filter_map(|form| form["$ref"].as_str()?.rsplit('/').next())
            .map(|name| &definitions[name])
            .find(|form| form["required"][0] == **key)
            .unwrap_or_else(|| panic!("no form for `{key}`"));
        let block = Block::named(key).expect("a block");
        let mut wanted: Vec<&str> = [block.keys(), keys_of::<BoxKeys>()].concat();
        wanted.sort_unstable();
        let properties = form["properties"].as_object().expect("keys");
        assert_eq!(properties.keys().collect::<Vec<_>>(), wanted, "{key}");
        assert_eq!(form["additionalProperties"], false, "{key}");
    }
}
