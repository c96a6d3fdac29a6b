//! Tables and keys that exist already, in the same or in another form.

use std::ops::Range;

use super::line::{Line, Slip, number};
use crate::document::meanings;

/// Explains a table or key that exists already.
pub(super) fn twice(text: &str, line: &Line<'_>, span: Range<usize>) -> Slip {
    let (what, hint) = if line.is_header() {
        table_twice(text, line)
    } else {
        key_twice(text, line, &span)
    };
    Slip {
        span,
        what,
        hint,
        until: line.range.end,
    }
}

/// The problem and the hint for a table that exists already, in the same or in another form.
fn table_twice(text: &str, line: &Line<'_>) -> (String, String) {
    let before = &text[..line.range.start];
    let inner = line.text.trim().trim_matches(['[', ']']).trim();
    let path = inner.split([']', '#']).next().unwrap_or(inner).trim();
    // The byte of an earlier line with that header.
    let headed = |form: String| {
        let mut at = 0;
        before.split_inclusive('\n').find_map(|other| {
            let start = at;
            at += other.len();
            let other = other.trim();
            let after = other.strip_prefix(&form)?;
            (after.is_empty() || after.trim_start().starts_with('#')).then_some(start)
        })
    };
    let (one, many) = (headed(format!("[{path}]")), headed(format!("[[{path}]]")));
    // `[action.script]` above its `[[action]]`: to TOML the inner one has made `action` a single table.
    let within = format!("[{path}.");
    let early = before
        .find(&within)
        .filter(|_| one.is_none() && many.is_none());
    if let Some(at) = early {
        let inner = Line::at(text, at).text.trim();
        return (
            format!(
                "`{inner}` in line {} comes before the table that it belongs to",
                number(text, at)
            ),
            format!("move it below `{}`", line.text.trim()),
        );
    }
    let is_many = line.text.trim_start().starts_with("[[");
    match (one, many) {
        (Some(at), _) if is_many => (
            format!(
                "`{path}` is a single table in line {} and a list here",
                number(text, at)
            ),
            format!("write `[[{path}]]` in line {} too", number(text, at)),
        ),
        (_, Some(at)) if !is_many => (
            format!(
                "`{path}` is a list in line {} and a single table here",
                number(text, at)
            ),
            format!("write `[[{path}]]` here too"),
        ),
        (Some(at), _) if meanings::is_list(path) => (
            format!(
                "`[{path}]` occurs twice, first in line {}",
                number(text, at)
            ),
            format!("write `[[{path}]]` for each of them: two brackets allow several"),
        ),
        (Some(at), _) => (
            format!(
                "`[{path}]` occurs twice, first in line {}",
                number(text, at)
            ),
            match path.split_once('.') {
                Some((list, _)) if meanings::is_list(list) => format!(
                    "begin the element that it belongs to with `[[{list}]]` above it, or put the keys of both under one"
                ),
                _ => format!("put the keys of both under one `[{path}]`"),
            },
        ),
        (None, _) => {
            let mut lines = before.lines().enumerate();
            let first = lines.find(|(_, other)| {
                other
                    .split_once('=')
                    .is_some_and(|(key, _)| key.trim() == path)
            });
            let place = first.map(|(at, _)| format!(" in line {}", at + 1));
            (
                format!(
                    "`{path}` has a value{} and is a table here",
                    place.unwrap_or_default()
                ),
                "keep one of the two".to_owned(),
            )
        }
    }
}

/// The problem and the hint for a key that its table has already.
fn key_twice(text: &str, line: &Line<'_>, span: &Range<usize>) -> (String, String) {
    let name = text.get(span.clone()).unwrap_or_default().trim();
    let before = &text[..line.range.start];
    let table = before.rfind("\n[").map_or(0, |at| at + 1);
    // A key that comes twice: the first one is somewhere between the header of the table and this line.
    let mut at = table;
    let first = before[table..].split_inclusive('\n').find_map(|other| {
        let start = at;
        at += other.len();
        let (key, _) = other.split_once('=')?;
        (key.trim() == name).then_some(start)
    });
    let place = first.map(|at| format!(", first in line {}", number(text, at)));
    (
        format!(
            "`{name}` occurs twice in one table{}",
            place.unwrap_or_default()
        ),
        "keep one of the two; put # before the other line to keep it as a comment".to_owned(),
    )
}
