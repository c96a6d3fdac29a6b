//! The state of the checks, and the checks of single values that several tables share.
//!
//! Each check reports what is wrong itself, at the place of its key, and returns `None` then. So an element can be
//! built with `?` once all of its keys were checked.

use crate::content::files::Files;
use crate::content::pictures::Pictures;
use crate::content::schema;
use crate::diag::{Diagnostic, Diagnostics, Hint, Meant};
use crate::document;
use crate::language::{Date, Point};
use crate::payload::{self, WebAddress};
use crate::rules::Rule;

/// The state of the checks: where keys are in the files, the pictures, and the problems found.
pub(super) struct Check<'a> {
    pub(super) files: &'a Files,
    pub(super) pictures: &'a Pictures<'a>,
    pub(super) problems: &'a mut Diagnostics,
}

impl Check<'_> {
    /// Reports a problem at a key.
    pub(super) fn report(&mut self, key: &str, problem: Diagnostic) {
        self.problems.push(problem.at(self.files.place(key)));
    }

    /// The value of a required key. A missing or blank one is reported, unless it was reported in another form.
    pub(super) fn need(&mut self, key: &str, value: Option<impl Into<String>>) -> Option<String> {
        match value.map(Into::into) {
            Some(text) if !text.trim().is_empty() => Some(text),
            Some(_) => {
                self.report(
                    key,
                    Diagnostic::error(Rule::MissingKey, format!("`{key}` is blank")),
                );
                None
            }
            None => {
                let reported = self.is_reported(key);
                if !reported {
                    let name = key.rsplit('.').next().unwrap_or(key);
                    let problem = Diagnostic::error(
                        Rule::MissingKey,
                        format!("`{}` is missing", self.files.by_id(key)),
                    );
                    self.report(
                        key,
                        problem.hint(format!("add a line `{name} = …` to its table")),
                    );
                }
                None
            }
        }
    }

    /// The index of the element with an id. An unknown id is reported.
    pub(super) fn reference(
        &mut self,
        key: &str,
        table: &str,
        id: &str,
        known: &[String],
    ) -> Option<usize> {
        let found = known.iter().position(|name| name == id);
        if found.is_none() {
            let problem = Diagnostic::error(
                Rule::UnknownReference,
                format!("no `[[{table}]]` has the id `{id}`"),
            );
            let declared = document::declared_picture(id).filter(|_| table == "image");
            // People write the file of a picture where its id belongs.
            let problem = match (declared, self.image_of(id)) {
                (_, Some(own)) if table == "image" => {
                    problem.hint(format!("write its id: `{own}`"))
                }
                (Some(declared), _) => problem.hint(declared),
                (None, _) => problem.suggest(id, known.iter().map(String::as_str)),
            };
            self.report(key, problem);
        }
        found
    }

    /// Whether a missing key is in the file in another form that was reported already: with a value of the
    /// wrong kind, misspelt, or in a misspelt table. "Is missing" would only confuse then.
    pub(super) fn is_reported(&self, key: &str) -> bool {
        let (table, name) = key.rsplit_once('.').unwrap_or(("", key));
        // The table itself may be misspelt.
        let top = table.split('.').next().unwrap_or_default();
        let within = |above: &str| {
            let rest = key.strip_prefix(above);
            !above.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.problems.iter().any(|problem| {
            let Some(at) = &problem.place else {
                return false;
            };
            let meant = problem.hint.as_ref().and_then(|hint| hint.meant.as_ref());
            let is_misspelt = match meant {
                Some(Meant::Name(meant)) => {
                    // A misspelt key counts only in the same table: another table may lack the same key.
                    let beside = at.key.rsplit_once('.').map(|(other, _)| other);
                    meant == name && beside == Some(table)
                }
                Some(Meant::Table(meant) | Meant::List(meant)) => meant == top,
                None => false,
            };
            at.key == key
                || problem.rule == Rule::UnknownKey && is_misspelt
                || problem.rule == Rule::WrongType && within(&at.key)
        })
    }

    /// The id of the picture with that file.
    fn image_of(&self, file: &str) -> Option<String> {
        let leaves = self
            .files
            .documents()
            .flat_map(|document| document.leaves());
        let mut files = leaves.filter(|leaf| leaf.text.as_deref() == Some(file));
        files.find_map(|leaf| {
            let id = leaf.path.strip_prefix("image.")?.strip_suffix(".file")?;
            Some(id.to_owned())
        })
    }

    /// A date of a year, a month or a day; `None` if the key is missing or wrong. A wrong one is reported.
    pub(super) fn date(&mut self, key: &str, stamp: Option<&schema::Stamp>) -> Option<Date> {
        let text = stamp?.0.trim();
        let date = text.parse().ok();
        if date.is_none() {
            let problem = Diagnostic::error(Rule::BadDate, format!("`{text}` is not a date"));
            // A day with a time, or a date in another form, is understood and offered as the file format takes
            // it.
            let meant = match Point::read(text) {
                Ok(Point::Time(time, _)) => Some(Meant::Name(time.date().to_string())),
                Ok(_) => None,
                Err(misread) => misread.hint.meant,
            };
            let hint = Hint {
                meant,
                words: "write 2023, 2023-11 or 2023-11-01".to_owned(),
            };
            self.report(key, problem.hint(hint));
        }
        date
    }

    /// A web address; a wrong one is reported.
    pub(super) fn web(&mut self, key: &str, text: String) -> Option<WebAddress> {
        match payload::web_address(&text) {
            Ok(url) => Some(url),
            Err((what, hint)) => {
                self.report(
                    key,
                    Diagnostic::error(Rule::BadUrl, format!("the address `{text}` {what}"))
                        .hint(hint),
                );
                None
            }
        }
    }
}
