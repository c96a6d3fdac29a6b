//! A table that is read part by part.
//!
//! Serde reads a whole type at once, so one key cannot decide which others are allowed. With a [`Table`], the
//! caller looks at the keys, takes out inner tables, refuses keys with messages of its own, and has serde read
//! the rest. Every part keeps its place in the file, so a message about it still points to its line. Serde
//! stops at the first error; to report all, the entry at fault is removed and the rest is read again.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::{DeserializeOwned, IgnoredAny};
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::file::{Document, MOST_PROBLEMS};
use crate::diag::{Diagnostic, Diagnostics, Place, Severity};

/// A table of a document, or what is left of it after parts were taken out.
pub struct Table<'d> {
    document: &'d Document,
    /// Its key path; empty for the whole file.
    path: String,
    entries: Spanned<DeTable<'d>>,
}

impl Document {
    /// Reads the document into a type. All unknown keys and values of a wrong kind are reported in one go.
    /// `None` if there are too many of them to go on, or one that belongs to no entry.
    pub fn read<T: DeserializeOwned>(&self, problems: &mut Diagnostics) -> Option<T> {
        self.table().read(problems)
    }

    /// The whole file as a table, to be read part by part.
    pub fn table(&self) -> Table<'_> {
        let (entries, _) = DeTable::parse_recoverable(&self.source.text);
        Table {
            document: self,
            path: String::new(),
            entries,
        }
    }
}

impl<'d> Table<'d> {
    /// The keys that are still in it, in order.
    pub fn keys(&self) -> Vec<String> {
        let keys = self.entries.get_ref().keys();
        keys.map(|key| key.get_ref().to_string()).collect()
    }

    /// Whether a key is still in it.
    pub fn has(&self, key: &str) -> bool {
        self.entries.get_ref().contains_key(key)
    }

    /// The place of the table in its file.
    pub fn place(&self) -> Place {
        self.document.place(&self.path)
    }

    /// Takes out the list of tables of a key. `None` if the key is missing. Anything that is not a table is
    /// reported and left out.
    pub fn take_list(&mut self, key: &str, problems: &mut Diagnostics) -> Option<Vec<Self>> {
        let (path, value) = self.take(key)?;
        let DeValue::Array(items) = value.get_ref() else {
            self.report_mismatch::<Vec<IgnoredAny>>(&path, value, problems);
            return None;
        };
        let tables = items.iter().enumerate().filter_map(|(index, item)| {
            self.inner(format!("{path}.{index}"), item.clone(), problems)
        });
        Some(tables.collect())
    }

    /// Takes out the named tables of a key. `None` if the key is missing. Anything that is not a table is
    /// reported and left out.
    pub fn take_named(
        &mut self,
        key: &str,
        problems: &mut Diagnostics,
    ) -> Option<BTreeMap<String, Self>> {
        let (path, value) = self.take(key)?;
        let named = self.inner(path, value, problems)?;
        let tables = named.entries.get_ref().iter().filter_map(|(name, value)| {
            let name = name.get_ref().to_string();
            let table = self.inner(format!("{}.{name}", named.path), value.clone(), problems)?;
            Some((name, table))
        });
        Some(tables.collect())
    }

    /// Moves the entries of some keys into a table of their own.
    #[must_use]
    pub fn split_off(&mut self, keys: &[&str]) -> Self {
        let mut part = DeTable::new();
        for key in keys {
            if let Some((key, value)) = self.entries.get_mut().remove_entry(*key) {
                part.insert(key, value);
            }
        }
        Self {
            document: self.document,
            path: self.path.clone(),
            entries: Spanned::new(self.entries.span(), part),
        }
    }

    /// Removes a key and reports a problem at its place.
    pub fn refuse(&mut self, key: &str, problem: Diagnostic, problems: &mut Diagnostics) {
        let path = self.path_of(key);
        if let Some((key, _)) = self.entries.get_mut().remove_entry(key) {
            problems.push(problem.at(Place {
                source: self.document.source.clone(),
                span: key.span(),
                key: path,
            }));
        }
    }

    /// The problem of a key that is not among the known ones, with the key that was meant if it can be guessed.
    pub fn explain_unknown(&self, key: &str, known: &[&str]) -> Diagnostic {
        let entry = self.entries.get_ref().get_key_value(key);
        let span = entry.map_or(0..0, |(key, _)| key.span());
        // Serde's own sentence, so that `explain` gives the same message wherever an unknown key is found.
        let known: Vec<String> = known.iter().map(|key| format!("`{key}`")).collect();
        let message = format!(
            "unknown field `{key}`, expected one of {}",
            known.join(", ")
        );
        self.document.explain(&message, &span, &self.path_of(key))
    }

    /// Reads what is left into a type. All unknown keys and values of a wrong kind are reported in one go.
    /// `None` if there are too many of them to go on, or one that belongs to no entry.
    pub fn read<T: DeserializeOwned>(mut self, problems: &mut Diagnostics) -> Option<T> {
        while problems.count(Severity::Error) < MOST_PROBLEMS {
            let value = T::deserialize(toml::Deserializer::from(self.entries.clone()));
            let error = match value {
                Ok(value) => return Some(value),
                Err(error) => error,
            };
            let span = error.span().unwrap_or(0..0);
            let mut removed = self.path.clone();
            let found = remove_at(self.entries.get_mut(), &span, &mut removed);
            let problem = self.document.explain(error.message(), &span, &removed);
            problems.push(problem.at(Place {
                source: self.document.source.clone(),
                span,
                key: removed,
            }));
            self.document.drop_parts_of_misspelt(problems);
            // An error that belongs to no entry, such as a missing table, would come again for ever.
            if !found {
                break;
            }
        }
        None
    }

    /// The full path of a key of this table.
    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    /// Takes out a key with its value.
    fn take(&mut self, key: &str) -> Option<(String, Spanned<DeValue<'d>>)> {
        let value = self.entries.get_mut().remove(key)?;
        Some((self.path_of(key), value))
    }

    /// A value as a table; anything else is reported and gives `None`.
    fn inner(
        &self,
        path: String,
        value: Spanned<DeValue<'d>>,
        problems: &mut Diagnostics,
    ) -> Option<Self> {
        let span = value.span();
        if !value.get_ref().is_table() {
            self.report_mismatch::<BTreeMap<String, IgnoredAny>>(&path, value, problems);
            return None;
        }
        match value.into_inner() {
            DeValue::Table(entries) => Some(Self {
                document: self.document,
                path,
                entries: Spanned::new(span, entries),
            }),
            _ => None,
        }
    }

    /// Reports that a value is not of a type. Serde is made to fail on it, so that the message is the usual
    /// one.
    fn report_mismatch<T: DeserializeOwned>(
        &self,
        path: &str,
        value: Spanned<DeValue<'_>>,
        problems: &mut Diagnostics,
    ) {
        let span = value.span();
        if let Err(error) = T::deserialize(ValueDeserializer::from(value)) {
            let problem = self.document.explain(error.message(), &span, path);
            problems.push(problem.at(Place {
                source: self.document.source.clone(),
                span,
                key: path.to_owned(),
            }));
        }
    }
}

/// Removes the innermost entry that an error points to, and appends its key path to `path`. Returns whether one
/// was found.
fn remove_at(table: &mut DeTable<'_>, span: &Range<usize>, path: &mut String) -> bool {
    fn within(span: &Range<usize>, outer: &Range<usize>) -> bool {
        outer.start <= span.start && span.end <= outer.end
    }
    fn in_value(value: &mut DeValue<'_>, span: &Range<usize>, path: &mut String) -> bool {
        match value {
            DeValue::Table(inner) => remove_at(inner, span, path),
            DeValue::Array(items) => {
                let length = path.len();
                items.iter_mut().enumerate().any(|(index, item)| {
                    path.truncate(length);
                    path.push_str(&format!(".{index}"));
                    in_value(item.get_mut(), span, path)
                }) || {
                    path.truncate(length);
                    false
                }
            }
            _ => false,
        }
    }
    let length = path.len();
    let mut hit = None;
    for (key, value) in table.iter_mut() {
        path.truncate(length);
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(key.get_ref());
        // The range of a table that begins with a header covers the header alone, so its inside is searched in
        // any case.
        if key.span() != *span && value.span() != *span && in_value(value.get_mut(), span, path) {
            return true;
        }
        if within(span, &key.span()) || within(span, &value.span()) {
            hit = Some(key.get_ref().to_string());
            break;
        }
    }
    match hit {
        Some(key) => {
            table.remove(key.as_str());
            true
        }
        None => {
            path.truncate(length);
            false
        }
    }
}
