//! A parsed TOML file, with the place of every key.
//!
//! Positions are kept beside the values, in a map from key paths to byte ranges, and not within the types that
//! are read. So these types stay plain, and any later stage can point to a line if it knows the key. Elements
//! of lists go by their `id` in key paths (`fact.deaths.figure`), because a number says little to a user and
//! changes when the list does.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::syntax;
use crate::diag::{Diagnostic, Diagnostics, Place, Source};
use crate::rules::Rule;

/// Most problems of one file that are reported. A file with more is probably of another format, and further
/// messages would help nobody.
pub(super) const MOST_PROBLEMS: usize = 50;

/// A parsed file: its text, and the place of every key.
#[derive(Clone, Debug)]
pub struct Document {
    pub(super) source: Arc<Source>,
    pub(super) spans: Arc<Spans>,
}

/// The places of keys and values in a file.
#[derive(Debug, Default)]
pub(super) struct Spans {
    /// Byte range of each value, by key path. Elements of lists go by their number, from 0.
    pub(super) places: BTreeMap<String, Range<usize>>,
    /// Number of an element, by the path of its list and its id.
    pub(super) numbers: BTreeMap<String, usize>,
    /// Id of an element, by its path with its number.
    pub(super) ids: BTreeMap<String, String>,
}

/// A value that is neither a table nor a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Its key path, in which elements go by their ids if they have one.
    pub path: String,
    /// Its text; `None` for a number, a date, `true` or `false`.
    pub text: Option<String>,
}

impl Document {
    /// Parses a TOML text. The error holds all syntax errors, each explained as the slip that it most likely
    /// is.
    pub fn parse(source: Source) -> Result<Self, Diagnostics> {
        let source = Arc::new(source);
        let (root, errors) = DeTable::parse_recoverable(&source.text);
        let mut problems = Diagnostics::default();
        let stops = errors.iter().map(|error| syntax::Stop {
            span: error.span().unwrap_or(0..0),
            message: error.message().trim().to_owned(),
        });
        let mut stops: Vec<syntax::Stop> = stops.collect();
        // The parser reports some errors late; slips are explained from the top of the file.
        stops.sort_by_key(|stop| stop.span.start);
        if !stops.is_empty() {
            for slip in syntax::slips(&source.text, &stops, MOST_PROBLEMS) {
                let place = Place {
                    source: source.clone(),
                    span: slip.span,
                    key: String::new(),
                };
                let problem = Diagnostic::error(Rule::TomlSyntax, slip.what).hint(slip.hint);
                problems.push(problem.at(place));
            }
        }
        if problems.has_errors() {
            return Err(problems);
        }
        let mut spans = Spans::default();
        index_table(root.get_ref(), "", &mut spans);
        Ok(Self {
            source: source.clone(),
            spans: Arc::new(spans),
        })
    }

    /// The file behind the document.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Reads the document into a type, with some of its texts replaced, as a translation does. `texts` has them
    /// by key path, with elements by their ids. `None` if the document does not suit the type;
    /// [`Document::read`] says why.
    pub fn read_over<T: DeserializeOwned>(&self, texts: &BTreeMap<String, String>) -> Option<T> {
        let (mut root, _) = DeTable::parse_recoverable(&self.source.text);
        // Parsed again instead of kept: the tree borrows from the text, and a document has to be free to move.
        for (key, value) in root.get_mut().iter_mut() {
            self.replace(value, key.get_ref(), texts);
        }
        T::deserialize(toml::Deserializer::from(root)).ok()
    }

    /// Replaces the texts at and below a value.
    fn replace(
        &self,
        value: &mut Spanned<DeValue<'_>>,
        path: &str,
        texts: &BTreeMap<String, String>,
    ) {
        match value.get_mut() {
            DeValue::Table(table) => {
                for (key, value) in table.iter_mut() {
                    self.replace(value, &format!("{path}.{}", key.get_ref()), texts);
                }
            }
            DeValue::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.replace(item, &format!("{path}.{index}"), texts);
                }
            }
            DeValue::String(own) => {
                if let Some(text) = texts.get(&self.by_id(path)) {
                    *own = text.clone().into();
                }
            }
            _ => {}
        }
    }

    /// All values that are neither tables nor lists, in the order of the file.
    pub fn leaves(&self) -> Vec<Leaf> {
        fn walk(
            value: &Spanned<DeValue<'_>>,
            path: String,
            found: &mut Vec<(usize, String, Option<String>)>,
        ) {
            match value.get_ref() {
                DeValue::Table(table) => {
                    for (key, value) in table {
                        walk(value, format!("{path}.{}", key.get_ref()), found);
                    }
                }
                DeValue::Array(items) => {
                    for (index, item) in items.iter().enumerate() {
                        walk(item, format!("{path}.{index}"), found);
                    }
                }
                leaf => {
                    let text = leaf.as_str().map(str::to_owned);
                    found.push((value.span().start, path, text));
                }
            }
        }
        let (root, _) = DeTable::parse_recoverable(&self.source.text);
        let mut found = Vec::new();
        for (key, value) in root.get_ref() {
            walk(value, key.get_ref().to_string(), &mut found);
        }
        found.sort_by_key(|(at, ..)| *at);
        // The parser's tables are sorted by key; translators need the order of the file.
        found
            .into_iter()
            .map(|(_, path, text)| Leaf {
                path: self.by_id(&path),
                text,
            })
            .collect()
    }

    /// The text of a key; `None` if the key is missing or its value is of another kind.
    pub fn text(&self, path: &str) -> Option<String> {
        let mut leaves = self.leaves().into_iter();
        leaves.find(|leaf| leaf.path == path)?.text
    }

    /// A key path with the id of each element in place of its number.
    pub fn by_id(&self, path: &str) -> String {
        let mut numbered = String::with_capacity(path.len());
        let mut named = String::with_capacity(path.len());
        for segment in self.by_number(path).split('.') {
            // Ids are found by the path with numbers, so both paths grow together.
            if !numbered.is_empty() {
                numbered.push('.');
                named.push('.');
            }
            numbered.push_str(segment);
            named.push_str(
                self.spans
                    .ids
                    .get(&numbered)
                    .map_or(segment, String::as_str),
            );
        }
        named
    }

    /// Whether the file has that key.
    pub fn has(&self, path: &str) -> bool {
        self.spans.places.contains_key(&self.by_number(path))
    }

    /// The place of a key path such as `fact.leaders.figure`. Elements of lists go by their `id` or by their
    /// number. A missing key has the place of the table that should hold it, and a missing table the beginning
    /// of the file.
    pub fn place(&self, path: &str) -> Place {
        let numbered = self.by_number(path);
        let mut known = numbered.as_str();
        // Up to the nearest table that exists.
        let span = loop {
            if let Some(span) = self.spans.places.get(known) {
                break span.clone();
            }
            match known.rfind('.') {
                Some(dot) => known = &known[..dot],
                None => break 0..0,
            }
        };
        Place {
            source: self.source.clone(),
            span,
            key: path.to_owned(),
        }
    }

    /// A key path with the number of each element in place of its id.
    fn by_number(&self, path: &str) -> String {
        let mut numbered = String::with_capacity(path.len());
        for segment in path.split('.') {
            let parent = numbered.len();
            if parent > 0 {
                numbered.push('.');
            }
            numbered.push_str(segment);
            if let Some(number) = self.spans.numbers.get(&numbered) {
                numbered.truncate(parent);
                numbered.push_str(&format!(".{number}"));
            }
        }
        numbered
    }
}

/// Notes the places of all keys in a table.
fn index_table(table: &DeTable<'_>, path: &str, spans: &mut Spans) {
    for (key, value) in table {
        let path = if path.is_empty() {
            key.get_ref().to_string()
        } else {
            format!("{path}.{}", key.get_ref())
        };
        index_value(value, path, spans);
    }
}

/// Notes the place of a value and of all that it holds.
fn index_value(value: &Spanned<DeValue<'_>>, path: String, spans: &mut Spans) {
    match value.get_ref() {
        DeValue::Table(table) => index_table(table, &path, spans),
        DeValue::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let id = item.get_ref().as_table().and_then(|table| table.get("id"));
                if let Some(id) = id.and_then(|id| id.get_ref().as_str()) {
                    // If two elements have the same id, which is reported elsewhere, the first one keeps it.
                    // The other goes by its number.
                    let number = spans.numbers.entry(format!("{path}.{id}"));
                    if *number.or_insert(index) == index {
                        spans.ids.insert(format!("{path}.{index}"), id.to_owned());
                    }
                }
                index_value(item, format!("{path}.{index}"), spans);
            }
        }
        _ => {}
    }
    spans.places.insert(path, value.span());
}
