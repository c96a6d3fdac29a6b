//! Tables: the cells of their rows, of which each row has as many as there are columns.

use super::value_checks::Check;
use crate::content::campaign::Table;
use crate::content::schema;
use crate::diag::Diagnostic;
use crate::rules::Rule;

/// Most columns of a table (practice: more are too narrow to read on a poster).
const MOST_COLUMNS: usize = 12;

/// Most rows of a table: about 20 pages. More are a book, and would only cost time.
const MOST_ROWS: usize = 1_000;

/// Most characters of a cell. A longer text is no entry of a table (practice).
const LONGEST_CELL: usize = 500;

/// The ids by which layouts name the table of all events, and the calendar of their months.
const TAKEN: [&str; 2] = ["events", "month"];

/// What stands between two cells.
const BETWEEN: char = '|';

impl Check<'_> {
    /// Checks a table.
    pub(super) fn table(&mut self, at: &str, item: schema::Table) -> Option<Table> {
        let key = |name: &str| format!("{at}.{name}");
        if let Some(taken) = item.id.as_deref().filter(|id| TAKEN.contains(id)) {
            let problem = format!(
                "`{taken}` cannot be the id of a table: layouts call a table of all events so"
            );
            let problem = Diagnostic::error(Rule::BadId, problem);
            self.report(
                &key("id"),
                problem.hint("choose another id, such as `programme`"),
            );
        }
        let columns = self.need(&key("columns"), item.columns);
        let columns = columns.map(|text| self.columns(&key("columns"), &text));
        let name = item.id.as_deref().unwrap_or_default();
        let rows = self.rows((at, name), item.rows, columns.as_deref());
        Some(Table {
            title: item.title.map(String::from),
            columns: columns?,
            rows,
            id: item.id?,
        })
    }

    /// The headings of the columns.
    fn columns(&mut self, key: &str, text: &str) -> Vec<String> {
        let columns = split_cells(text);
        let columns = without_ends(columns.len().saturating_sub(2), columns);
        if columns.len() > MOST_COLUMNS {
            let problem = format!(
                "the table has {} columns; at most {MOST_COLUMNS} are possible",
                columns.len()
            );
            let problem = Diagnostic::error(Rule::BadValue, problem);
            self.report(key, problem.hint("make two tables of it"));
        }
        self.cell_lengths(key, &columns);
        columns
    }

    /// The rows, each with its cells. Rows of another length are reported and left out. Without `columns`, which
    /// are reported already, there is nothing to count by.
    fn rows(
        &mut self,
        (at, name): (&str, &str),
        rows: Vec<impl Into<String>>,
        columns: Option<&[String]>,
    ) -> Vec<Vec<String>> {
        let list = format!("{at}.rows");
        if rows.is_empty() && !self.is_reported(&list) {
            let problem =
                Diagnostic::error(Rule::MissingKey, format!("the table `{name}` has no rows"));
            let hint = "write `rows = [\"18:00 | Mitte\", …]` with one text for each row";
            self.report(&list, problem.hint(hint));
        }
        if rows.len() > MOST_ROWS {
            let problem = format!(
                "the table `{name}` has {} rows; at most {MOST_ROWS} are possible",
                rows.len()
            );
            let problem = Diagnostic::error(Rule::BadValue, problem);
            self.report(&list, problem.hint("make several tables of it"));
            return Vec::new();
        }
        let Some(columns) = columns else {
            return Vec::new();
        };
        let mut read = Vec::with_capacity(rows.len());
        for (index, row) in rows.into_iter().enumerate() {
            let key = format!("{list}.{index}");
            let cells = without_ends(columns.len(), split_cells(&row.into()));
            if cells.len() != columns.len() {
                self.ragged((&key, name, index + 1), &cells, columns);
                continue;
            }
            if cells.iter().all(String::is_empty) {
                let problem = format!("row {} of the table `{name}` is empty", index + 1);
                let problem = Diagnostic::error(Rule::RaggedRow, problem);
                self.report(&key, problem.hint("remove the row, or fill in a cell"));
                continue;
            }
            self.cell_lengths(&key, &cells);
            read.push(cells);
        }
        read
    }

    /// Reports a row that has more or fewer cells than there are columns.
    fn ragged(
        &mut self,
        (key, name, number): (&str, &str, usize),
        cells: &[String],
        columns: &[String],
    ) {
        let counted = |count: usize, noun: &str| {
            let plural = if count == 1 { "" } else { "s" };
            format!("{count} {noun}{plural}")
        };
        let problem = format!(
            "row {number} of the table `{name}` has {}, but there are {}",
            counted(cells.len(), "cell"),
            counted(columns.len(), "column")
        );
        let hint = if cells.len() < columns.len() {
            let lacking = columns.get(cells.len()).map_or("", String::as_str);
            format!(
                "the cell for “{lacking}” is the first that is missing: write an upright line (|) between two cells, and nothing between two lines for an empty one"
            )
        } else {
            "remove an upright line (|), or write \\\\| to print one".to_owned()
        };
        self.report(key, Diagnostic::error(Rule::RaggedRow, problem).hint(hint));
    }

    /// Reports cells that are too long for a table.
    fn cell_lengths(&mut self, key: &str, cells: &[String]) {
        for cell in cells {
            let length = cell.chars().count();
            if length > LONGEST_CELL {
                let problem =
                    format!("a cell has {length} characters; at most {LONGEST_CELL} are possible");
                let problem = Diagnostic::error(Rule::BadValue, problem);
                self.report(key, problem.hint("shorten it, or make it a `[[section]]`"));
            }
        }
    }
}

/// The cells of a row: what is between upright lines, without the spaces around it. A line after a backslash
/// belongs to its cell.
fn split_cells(text: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for sign in text.chars() {
        if sign == BETWEEN && !escaped {
            cells.push(String::new());
            continue;
        }
        escaped = sign == '\\' && !escaped;
        if let Some(cell) = cells.last_mut() {
            cell.push(sign);
        }
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// The cells of a row without the empty ones at both of its ends: some people write a line before the first cell and
/// after the last, as in Markdown. Only if `wanted` cells are left, so that an empty cell stays one.
fn without_ends(wanted: usize, cells: Vec<String>) -> Vec<String> {
    let count = cells.len();
    let is_empty = |cell: Option<&String>| cell.is_some_and(String::is_empty);
    let framed = count == wanted + 2 && is_empty(cells.first()) && is_empty(cells.last());
    if !framed || wanted == 0 {
        return cells;
    }
    cells.into_iter().skip(1).take(wanted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_between_upright_lines() {
        assert_eq!(
            split_cells("18:00 | Mitte |  | 5"),
            ["18:00", "Mitte", "", "5"]
        );
        assert_eq!(split_cells(r"a \| b | c"), [r"a \| b", "c"]);
        assert_eq!(split_cells(r"a \\| b"), [r"a \\", "b"]);
        assert_eq!(split_cells(""), [""]);
    }

    #[test]
    fn lines_at_both_ends_make_no_cells() {
        let cells = |text| without_ends(2, split_cells(text));
        assert_eq!(cells("| a | b |"), ["a", "b"]);
        assert_eq!(cells("a | b"), ["a", "b"]);
        assert_eq!(cells("| b"), ["", "b"]);
        assert_eq!(cells("| a | b | c |").len(), 5);
    }
}
