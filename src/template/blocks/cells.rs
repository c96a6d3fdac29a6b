//! The columns of a table that a layout asks for, by the names of their cells.

use super::expander::Expander;
use crate::content;
use crate::diag::Diagnostic;
use crate::rules::Rule;
use crate::template::schema::{Column, ColumnKeys};

/// The cells that events have.
const EVENT_CELLS: [&str; 7] = ["when", "day", "time", "title", "city", "place", "short"];

/// The columns of a table of events whose layout names none; with `title` before `city` where an event has one.
const EVENT_COLUMNS: [&str; 5] = ["day", "time", "title", "city", "place"];

/// Most columns of a table (practice: more are too narrow to read on a poster).
const MOST_COLUMNS: usize = 12;

/// What a table shows.
#[derive(Clone, Copy)]
pub(super) enum Shown<'a> {
    Events(&'a [content::Event]),
    Content(&'a content::Table),
}

impl Shown<'_> {
    /// Number of rows.
    pub(super) fn count(self) -> usize {
        match self {
            Self::Events(events) => events.len(),
            Self::Content(table) => table.rows.len(),
        }
    }

    /// The key of a row in the content file.
    pub(super) fn row_key(self, row: usize) -> String {
        match self {
            Self::Events(events) => {
                let id = events.get(row).map_or("", |event| event.id.as_str());
                format!("event.{id}")
            }
            Self::Content(table) => format!("table.{}.rows.{row}", table.id),
        }
    }
}

/// The cells of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cells {
    /// A field of events.
    Event(&'static str),
    /// A column of the content, from 0.
    Content(usize),
}

impl Cells {
    /// The name by which a layout asks for them.
    pub(super) fn name(self) -> String {
        match self {
            Self::Event(field) => field.to_owned(),
            Self::Content(at) => (at + 1).to_string(),
        }
    }

    /// The fixed word of layouts that is the heading over cells of events; a title and an address need none.
    pub(super) fn fixed_word(self) -> Option<&'static str> {
        match self {
            Self::Event("short" | "title") | Self::Content(_) => None,
            Self::Event(field) => Some(field),
        }
    }
}

/// A column that the layout asks for.
pub(super) struct Asked {
    /// Key in the layout.
    pub(super) key: String,
    pub(super) cells: Cells,
    pub(super) keys: ColumnKeys,
}

impl Expander<'_, '_> {
    /// The columns that a layout asks for; without any, those that there are. Unknown ones are reported and left out.
    pub(super) fn asked_columns(
        &mut self,
        table: (&str, Shown<'_>),
        columns: Option<&[Column]>,
    ) -> Vec<Asked> {
        let Some(columns) = columns else {
            let all: Vec<Cells> = match table.1 {
                Shown::Events(events) => {
                    let titled = events.iter().any(|event| event.title.is_some());
                    let columns = EVENT_COLUMNS.iter().copied();
                    let columns = columns.filter(|name| *name != "title" || titled);
                    columns.map(Cells::Event).collect()
                }
                Shown::Content(table) => (0..table.columns.len()).map(Cells::Content).collect(),
            };
            let asked = |cells| Asked {
                key: self.key.to_owned(),
                cells,
                keys: ColumnKeys::default(),
            };
            return all.into_iter().map(asked).collect();
        };
        if columns.is_empty() || columns.len() > MOST_COLUMNS {
            let problem = format!(
                "a table has 1 to {MOST_COLUMNS} columns, not {}",
                columns.len()
            );
            let problem = Diagnostic::error(Rule::BadValue, problem);
            let hint = "name the columns that are needed most, or remove `columns` to print all";
            self.context
                .report
                .add_at_layout(&self.at("columns"), problem.hint(hint));
            return Vec::new();
        }
        let mut asked = Vec::new();
        for (index, Column(keys)) in columns.iter().enumerate() {
            let key = self.at(&format!("columns.{index}"));
            let Some(name) = &keys.cell else {
                let problem = format!("column {} of the table has no `cell`", index + 1);
                let problem = Diagnostic::error(Rule::MissingKey, problem);
                let hint = format!(
                    "write which cells it has: one of {}",
                    listed(&names(table.1))
                );
                self.context.report.add_at_layout(&key, problem.hint(hint));
                continue;
            };
            // A column that is a name alone has no key `cell` in the file.
            let at = format!("{key}.cell");
            if let Some(cells) = self.cells(table, &at, name) {
                let keys = keys.clone();
                asked.push(Asked { key, cells, keys });
            }
        }
        asked
    }

    /// The cells of that name. An unknown name is reported at a key of the layout.
    pub(super) fn cells(
        &mut self,
        (table, shown): (&str, Shown<'_>),
        key: &str,
        name: &str,
    ) -> Option<Cells> {
        let found = match shown {
            Shown::Events(_) => {
                let mut known = EVENT_CELLS.iter();
                known
                    .find(|known| **known == name)
                    .map(|known| Cells::Event(known))
            }
            Shown::Content(table) => {
                let place = name
                    .parse::<usize>()
                    .ok()
                    .and_then(|place| place.checked_sub(1));
                place
                    .filter(|place| *place < table.columns.len())
                    .map(Cells::Content)
            }
        };
        if found.is_none() {
            let problem = format!("the table `{table}` has no column `{name}`");
            let problem = Diagnostic::error(Rule::UnknownReference, problem);
            let problem = match shown {
                Shown::Events(_) => problem.suggest(name, EVENT_CELLS),
                Shown::Content(_) => problem.hint(format!(
                    "name a column by its place: {}",
                    listed(&names(shown))
                )),
            };
            self.context.report.add_at_layout(key, problem);
        }
        found
    }
}

/// The names of the columns that there are; those of the content with their headings.
fn names(shown: Shown<'_>) -> Vec<String> {
    match shown {
        Shown::Events(_) => EVENT_CELLS.iter().map(|name| format!("`{name}`")).collect(),
        Shown::Content(table) => {
            let named = table.columns.iter().enumerate();
            named
                .map(|(at, heading)| format!("`{}` ({heading})", at + 1))
                .collect()
        }
    }
}

fn listed(names: &[String]) -> String {
    names.join(", ")
}
