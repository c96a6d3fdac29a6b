//! Slips in the header of a table.

use super::line::{Line, Slip, is_key, short};

/// Explains a slip in the header of a table: brackets that do not match, a name that is none, text after it.
pub(super) fn header(line: &Line<'_>) -> Option<Slip> {
    let trimmed = line.text.trim();
    let inner = trimmed.trim_start_matches('[');
    let opened = trimmed.len() - inner.len();
    if opened == 0 {
        return None;
    }
    let end = inner.find([']', '#']).unwrap_or(inner.len());
    let name = inner[..end].trim();
    let rest = &inner[end..];
    let closed = rest.len() - rest.trim_start_matches(']').len();
    let after = rest.trim_start_matches(']').trim();
    let marks = |count: usize| match count {
        1 => "one bracket",
        2 => "two brackets",
        _ => "three brackets",
    };
    let slip = |what: String, hint: String| Some(line.slip(trimmed, what, hint));
    let word: String = name
        .chars()
        .map(|c| if c.is_whitespace() { '-' } else { c })
        .collect();
    if name.is_empty() {
        return slip(
            "there is no name of a table between the brackets".to_owned(),
            "write for example `[campaign]` or `[[fact]]`".to_owned(),
        );
    }
    if opened > 2 || (opened != closed && is_key(name)) {
        // More brackets on either side mean a list, as `[[` is the form that people half remember.
        let right = if opened.max(closed) >= 2 { 2 } else { 1 };
        let (open, close) = ("[".repeat(right), "]".repeat(right));
        let what = if closed == 0 {
            format!("the name of the table `{name}` is not closed")
        } else {
            format!(
                "the name of the table `{name}` has {} before it and {} after it",
                marks(opened.min(2)),
                marks(closed.min(3))
            )
        };
        return slip(what, format!("write `{open}{name}{close}`"));
    }
    if !is_key(name) {
        let (open, close) = ("[".repeat(opened), "]".repeat(opened));
        let word = word.trim_matches('.').to_owned();
        let hint = if word.is_ascii() && is_key(&word) {
            format!("write it as one word: `{open}{word}{close}`")
        } else {
            "names of tables are words of letters, digits, - and _, such as `[[fact]]`".to_owned()
        };
        return slip(
            format!("`{}` cannot be the name of a table", short(name)),
            hint,
        );
    }
    if !after.is_empty() && !after.starts_with('#') {
        let hint = "begin a new line after the bracket; a comment begins with #".to_owned();
        return Some(line.slip(
            after,
            format!(
                "`{}` is on the same line as the name of a table",
                short(after)
            ),
            hint,
        ));
    }
    None
}

/// Explains a table within a key that has a plain value already.
pub(super) fn misplaced(line: &Line<'_>) -> Slip {
    let trimmed = line.text.trim();
    let name = trimmed.trim_matches(['[', ']']);
    let what = format!("a part of `{name}` has a value already, so it cannot be a table");
    let hint = if name.contains(".areas.") {
        // Layouts draw the grid in `areas` and describe its areas in `area`, which is easily mixed up.
        format!("write `[{}]`", name.replace(".areas.", ".area."))
    } else {
        "give the table another name".to_owned()
    };
    line.slip(trimmed, what, hint)
}
