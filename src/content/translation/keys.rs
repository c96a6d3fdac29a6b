//! Checks the keys of a translation: each must be that of a text of the content. A misspelt key would otherwise
//! be ignored, and the text would print in the language of the original.

use std::collections::{BTreeMap, BTreeSet};

use super::status::Status;
use crate::content::texts;
use crate::diag::{Diagnostic, Diagnostics, closest};
use crate::document::{Document, Leaf};
use crate::language::Language;
use crate::rules::Rule;

/// Most wrong keys that are reported. A file with more was made for other content.
const MOST_PROBLEMS: usize = 50;

/// Reads the values of a translation file, one by one.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document,
    pub(super) original: &'a Document,
    /// The language of the translation, for the names of fixed words.
    pub(super) fixed: &'a Language,
    /// The source texts, by key path.
    pub(super) known: &'a BTreeMap<&'a str, &'a str>,
    /// Number of problems so far, reported or not.
    pub(super) found: usize,
    pub(super) problems: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// Reports a problem at a key of the translation.
    fn report(&mut self, path: &str, problem: Diagnostic) {
        self.found += 1;
        if self.found > MOST_PROBLEMS {
            return;
        }
        self.problems.push(problem.at(self.document.place(path)));
    }

    /// The status of the translation.
    pub(super) fn status(&mut self, leaf: &Leaf) -> Status {
        match leaf.text.as_deref() {
            Some("draft") => Status::Draft,
            Some("reviewed") => Status::Reviewed,
            other => {
                let given = other.unwrap_or_default();
                let problem =
                    Diagnostic::error(Rule::UnknownValue, format!("unknown status `{given}`"));
                self.report(&leaf.path, problem.suggest(given, ["draft", "reviewed"]));
                // Not a draft, or one mistake would be reported twice.
                Status::Reviewed
            }
        }
    }

    /// A text of the translation; `None` if it is empty, or if the content has no text with that key, which is
    /// reported.
    pub(super) fn text(&mut self, leaf: Leaf) -> Option<String> {
        let Leaf { path, text } = leaf;
        let mut parts = path.split('.');
        let (table, id) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        // Checked first, since a label has no id and no entry in the list of texts of the content.
        if table == "labels" {
            self.label(&path, id, text.as_deref().unwrap_or_default());
        }
        if table == "labels"
            || texts::need(&path).is_some() && self.known.contains_key(path.as_str())
        {
            if text.is_none() {
                let problem = Diagnostic::error(Rule::WrongType, format!("`{path}` is not a text"));
                self.report(&path, problem.hint("write it in quotation marks"));
            }
            return text.filter(|text| !text.trim().is_empty());
        }
        let has_ids = texts::is_list(table) && self.original.has(table);
        if has_ids && !self.is_element(table, id, &path) {
            return None;
        }
        if has_ids && path.ends_with(".id") {
            self.id(table, text.as_deref().unwrap_or_default(), &path);
            return None;
        }
        if has_ids && !self.original.has(&format!("{table}.{id}")) {
            // The unknown id was reported; each text below it would repeat that.
            return None;
        }
        // An empty text of a key that the content does not have: left by `translate` after the content lost the
        // key.
        if texts::need(&path).is_some() && text.as_ref().is_some_and(|text| text.trim().is_empty())
        {
            return None;
        }
        self.stray(table, &path);
        None
    }

    /// Whether a key is in an element of a list that has a proper id. Reports a missing or repeated id.
    fn is_element(&mut self, table: &str, id: &str, path: &str) -> bool {
        let element = format!("{table}.{id}");
        let has_id = self.document.has(&format!("{element}.id"));
        // An element without a usable id goes by its number.
        let numbered = id.parse::<usize>().is_ok();
        let problem = match (numbered, has_id) {
            (false, true) => return true,
            // A key path has a number instead of an id if the id is taken by an earlier element.
            (true, true) if !path.ends_with(".id") => return false,
            (true, true) => Diagnostic::error(
                Rule::DuplicateId,
                format!("two of `[[{table}]]` have the same id"),
            )
            .hint("put all texts of an element into one table"),
            (true, false) => Diagnostic::error(
                Rule::MissingKey,
                format!("an element of `[[{table}]]` has no id"),
            )
            .hint("give it the id that it has in the content"),
            (false, false) => Diagnostic::error(
                Rule::WrongType,
                format!("`{table}` is a list, and its elements are named by their ids"),
            )
            .hint(format!("write [[{table}]] above, and id = \"…\" in it")),
        };
        self.report(path, problem);
        false
    }

    /// Checks a fixed word. Layouts may have words of their own, so an unknown name is an error only if it
    /// looks like a misspelt known one.
    fn label(&mut self, path: &str, name: &str, text: &str) {
        if let Some(problem) = self.fixed.check_label(name, text) {
            self.report(path, problem);
        }
        let own = self
            .known
            .keys()
            .filter_map(|path| path.strip_prefix("labels."));
        let names: BTreeSet<&str> = self.fixed.labels().chain(own).collect();
        // Known to the program, or used by a layout of the campaign's own.
        if names.contains(name) {
            return;
        }
        let problem =
            Diagnostic::error(Rule::UnknownKey, format!("there is no fixed word `{name}`"));
        if let Some(known) = closest(name, names) {
            self.report(path, problem.meant(known));
        }
    }

    /// Checks the id of an element.
    fn id(&mut self, table: &str, id: &str, path: &str) {
        if self.original.has(&format!("{table}.{id}")) {
            return;
        }
        let prefix = format!("{table}.");
        let ids: BTreeSet<&str> = self
            .known
            .keys()
            .filter_map(|path| path.strip_prefix(&prefix)?.split('.').next())
            .collect();
        let problem = Diagnostic::error(
            Rule::UnknownId,
            format!("the content has no `[[{table}]]` with the id `{id}`"),
        );
        self.report(path, problem.suggest(id, ids));
    }

    /// Reports a key that is not that of a text of the content, and says which of three mistakes it is.
    fn stray(&mut self, table: &str, path: &str) {
        let field = path
            .rsplit('.')
            // The last part that is no number is the key that people typed.
            .find(|part| part.parse::<usize>().is_err())
            .unwrap_or(path);
        let problem = if self.original.has(path) && texts::need(path).is_none() {
            Diagnostic::error(Rule::NotAText, format!("`{field}` is not translated"))
                .hint("remove it: a translation has only texts; addresses, dates and counts come from the content")
        } else if texts::need(path).is_some() {
            Diagnostic::error(Rule::UnknownKey, format!("the content has no `{path}`"))
                .hint("add it to the content first, or remove it here")
        } else {
            let fields = match table {
                "translation" => vec!["status", "translator"],
                _ => texts::fields(table),
            };
            let unknown =
                |what: &str| Diagnostic::error(Rule::UnknownKey, format!("unknown {what}"));
            if fields.is_empty() {
                let tables = texts::tables();
                let known = tables.iter().copied().chain(["translation"]);
                unknown(&format!("table `{table}`")).suggest(table, known)
            } else {
                unknown(&format!("key `{field}`")).suggest(field, fields)
            }
        };
        self.report(path, problem);
    }
}
