//! The ids of elements: checked for all lists before anything else, because other checks refer to them.

use std::collections::BTreeSet;

use super::value_checks::Check;
use crate::content::schema;
use crate::diag::Diagnostic;
use crate::rules::Rule;

/// The ids that other elements refer to, in the order of the file.
pub(super) struct Ids {
    pub(super) sources: Vec<String>,
    pub(super) images: Vec<String>,
    pub(super) events: Vec<String>,
}

impl Ids {
    /// The ids of a file. An element without one is left out, since nothing can refer to it.
    pub(super) fn of(raw: &schema::File) -> Self {
        Self {
            sources: raw.source.iter().filter_map(|it| it.id.clone()).collect(),
            images: raw.image.iter().filter_map(|it| it.id.clone()).collect(),
            events: raw.event.iter().filter_map(|it| it.id.clone()).collect(),
        }
    }
}

impl Check<'_> {
    /// Checks the ids of all lists.
    pub(super) fn all_ids(&mut self, raw: &schema::File) {
        self.ids("fact", raw.fact.iter().map(|item| item.id.as_deref()));
        self.ids("quote", raw.quote.iter().map(|item| item.id.as_deref()));
        self.ids("source", raw.source.iter().map(|item| item.id.as_deref()));
        self.ids("action", raw.action.iter().map(|item| item.id.as_deref()));
        self.ids("event", raw.event.iter().map(|item| item.id.as_deref()));
        self.ids("image", raw.image.iter().map(|item| item.id.as_deref()));
        self.ids("section", raw.section.iter().map(|item| item.id.as_deref()));
        self.ids("person", raw.person.iter().map(|item| item.id.as_deref()));
        self.ids("moment", raw.moment.iter().map(|item| item.id.as_deref()));
        self.ids("table", raw.table.iter().map(|item| item.id.as_deref()));
    }

    /// Checks the ids of a list: they are there, have allowed characters and a letter, and differ.
    fn ids<'i>(&mut self, table: &str, ids: impl Iterator<Item = Option<&'i str>>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            // Ids are what is being checked, so elements go by their numbers here.
            let key = format!("{table}.{index}.id");
            match id {
                None => drop(self.need(&key, None::<String>)),
                Some(id) => {
                    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
                    // A number would be taken for the place of an element in its list.
                    let numeric = id.chars().all(|c| c.is_ascii_digit());
                    if numeric || !id.chars().all(plain) {
                        let problem =
                            Diagnostic::error(Rule::BadId, format!("`{id}` cannot be an id"));
                        self.report(
                            &key,
                            problem.hint(if numeric && !id.is_empty() {
                                format!(
                                    "an id has at least one letter: write `id = \"{table}-{id}\"`"
                                )
                            } else {
                                "use letters, digits, - and _, and at least one letter".to_owned()
                            }),
                        );
                    }
                    if !seen.insert(id.to_owned()) {
                        let problem = Diagnostic::error(
                            Rule::DuplicateId,
                            format!("two of `[[{table}]]` have the id `{id}`"),
                        );
                        self.report(&key, problem.hint("give each its own id"));
                    }
                }
            }
        }
    }
}
