//! Slips in a list (`[…]`) or an inline table (`{…}`): brackets that are not closed, missing commas, texts
//! without quotation marks. A list may span lines, so the innermost bracket that is open where the parser
//! stopped is found first.

use super::line::{Line, QUOTES, Slip, is_key, is_toml, number, short};
use super::quoted::{quoted, without_note};

/// An open bracket: its byte, and which one it is.
struct Open {
    at: usize,
    mark: char,
}

impl Open {
    /// The bracket that closes it, and the name of what it encloses.
    fn names(&self) -> (char, &'static str) {
        if self.mark == '[' {
            (']', "list")
        } else {
            ('}', "table")
        }
    }
}

/// Explains an error at a byte within a list or inline table; `None` if the byte is in none.
pub(super) fn slip(text: &str, line: &Line<'_>, at: usize) -> Option<Slip> {
    let open = open_at(text, at)?;
    let (key, _) = Line::at(text, open.at).text.split_once('=')?;
    let key = key.trim();
    let (close, what) = open.names();
    let later = line.range.start > open.at;
    let trimmed = line.text.trim();
    // If the line at fault begins another key or table, the list before it was not closed.
    let begins_other = later && is_toml(trimmed) && open.mark == '[';
    let ends = trimmed.is_empty() || line.next(text).is_none() && at + 1 >= text.trim_end().len();
    // In braces `key = value` is normal, so a line that ends with a brace or a comma may still be inside.
    let begins_table = later
        && open.mark == '{'
        && is_toml(trimmed)
        && !trimmed.trim_end_matches(',').ends_with('}');
    if begins_other || begins_table || ends || trimmed.starts_with("[[") {
        return Some(unclosed(text, &open, key));
    }
    let here = text
        .get(at..line.range.end)
        .unwrap_or_default()
        .trim_start();
    if open.mark == '{' && here.starts_with(':') {
        let what = format!("the table of `{key}` has `:` where TOML uses `=`");
        return Some(line.slip(
            here,
            what,
            "write for example { rgb = \"#F2A800\" }".to_owned(),
        ));
    }
    let element: &str = here
        .split([',', ']', '}', '#'])
        .next()
        .unwrap_or(here)
        .trim();
    let before = text[..at].trim_end();
    // A value right after another value: the comma between them is missing.
    let after_value =
        before.ends_with(['"', '\'', ']', '}']) || before.ends_with(|c: char| c.is_ascii_digit());
    let begins = |c: char| matches!(c, '"' | '\'' | '[' | '{' | '-') || c.is_ascii_alphanumeric();
    if after_value && here.starts_with(begins) {
        let previous = before
            .rsplit([',', '[', '\n'])
            .next()
            .unwrap_or_default()
            .trim();
        let what = format!(
            "a comma is missing between `{}` and `{}` in `{key}`",
            short(previous),
            short(element)
        );
        let hint = format!("write `{}, {}`", short(previous), short(element));
        return Some(line.slip(here, what, hint));
    }
    if here.starts_with(QUOTES) {
        // Curly quotation marks around an element.
        let word = here.split([',', ']']).next().unwrap_or(here).trim();
        let mark = here.chars().next().unwrap_or_default();
        let what = format!("{mark} in the list of `{key}` is not a quotation mark in TOML");
        return Some(line.slip(word, what, format!("write `{}`", quoted(word))));
    }
    if element.starts_with(';') || here.starts_with(';') {
        // Spreadsheets separate with semicolons.
        let what = format!("the elements of `{key}` are separated by `;`");
        return Some(line.slip(here, what, "separate them with commas".to_owned()));
    }
    if !element.is_empty() && !element.starts_with(['"', '\'']) {
        return Some(without_marks(text, line, &open, (key, element)));
    }
    let what = format!(
        "the {what} of `{key}`, which begins in line {}, cannot be read from `{}` on",
        number(text, open.at),
        short(here)
    );
    let hint = format!(
        "separate its elements with commas, put texts in quotation marks, and end it with {close}"
    );
    Some(Slip {
        span: at..line.range.end.max(at),
        what,
        hint,
        until: line.range.end,
    })
}

/// Explains a list or table whose closing bracket is missing.
fn unclosed(text: &str, open: &Open, key: &str) -> Slip {
    let (close, what) = open.names();
    // The hint only shows the line with the open bracket, as a later one may belong to something else.
    let line = Line::at(text, open.at);
    let written = without_note(&text[open.at..line.range.end]).trim_end_matches(',');
    let last = written.rsplit(',').next().unwrap_or_default().trim();
    let hint = if written.chars().count() > 40 && !last.is_empty() {
        format!(
            "write {close} after its last element: `{}{close}`",
            short(last)
        )
    } else if written.len() > 1 {
        let space = if close == '}' { " " } else { "" };
        format!("write `{key} = {}{space}{close}`", short(written))
    } else {
        format!("write {close} after its last element")
    };
    Slip {
        span: open.at..open.at + 1,
        what: format!(
            "the {what} of `{key}` begins with {} and does not end",
            open.mark
        ),
        hint,
        until: text.len(),
    }
}

/// Explains an element that is text without quotation marks.
fn without_marks(text: &str, line: &Line<'_>, open: &Open, (key, element): (&str, &str)) -> Slip {
    let (_, what) = open.names();
    let what = format!(
        "`{}` in the {what} of `{key}` is text without quotation marks",
        short(element)
    );
    let is_later = line.range.start > open.at;
    let hint = if open.mark == '[' && !is_later {
        // The hint shows all elements of the line, since the others probably lack their marks too.
        let first = Line::at(text, open.at);
        let words = without_note(&text[open.at..first.range.end]);
        let elements = words.trim_matches(['[', ']']).split(',').map(quoted);
        let right: Vec<String> = elements.take(8).collect();
        format!("write `{key} = [{}]`", right.join(", "))
    } else {
        format!("write `{}`", quoted(element))
    };
    line.slip(element, what, hint)
}

/// The innermost bracket that is open at a byte. Brackets in texts, notes and headers do not count.
fn open_at(text: &str, at: usize) -> Option<Open> {
    let mut open: Vec<Open> = Vec::new();
    let mut in_text: Option<&str> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let line_start = start;
        start += line.len();
        if line_start >= at {
            break;
        }
        let mut index = 0;
        // Only values open brackets. Those of a header enclose the name of a table.
        let value_at = line.find('=').filter(|at| is_key(line[..*at].trim()));
        if open.is_empty() && in_text.is_none() {
            match value_at {
                Some(at) => index = at + 1,
                None => continue,
            }
        }
        while let Some(rest) = line.get(index..).filter(|rest| !rest.is_empty()) {
            if line_start + index >= at {
                break;
            }
            if let Some(mark) = in_text {
                if mark == "\"" && rest.starts_with('\\')
                    // A backslash and the character after it cannot end the text. Texts in single marks know no
                    // escapes.
                    || mark == "\"\"\"" && rest.starts_with('\\')
                {
                    index += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                    continue;
                }
                if rest.starts_with(mark) {
                    in_text = None;
                    index += mark.len();
                    continue;
                }
            } else {
                let mark = ["\"\"\"", "'''", "\"", "'"]
                    .into_iter()
                    .find(|mark| rest.starts_with(mark));
                if let Some(mark) = mark {
                    in_text = Some(mark);
                    index += mark.len();
                    continue;
                }
                match rest.chars().next() {
                    Some('#') => break,
                    Some(mark @ ('[' | '{')) => open.push(Open {
                        at: line_start + index,
                        mark,
                    }),
                    Some(']' | '}') => drop(open.pop()),
                    _ => {}
                }
            }
            index += rest.chars().next().map_or(1, char::len_utf8);
        }
        // A text between single marks cannot go beyond its line; a forgotten mark must not swallow what
        // follows.
        if in_text.is_some_and(|mark| mark.len() == 1) {
            in_text = None;
        }
    }
    open.pop()
}
