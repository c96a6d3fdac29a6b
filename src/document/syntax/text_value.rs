//! Slips in a text between quotation marks: a bad escape, a missing end, words after the end.

use super::line::{Line, QUOTES, Slip, is_key, is_toml, short};
use super::quoted::{quoted, without_note};

/// Explains a text that begins with a double quotation mark: a bad escape, a missing end, words after the end.
pub(super) fn double(text: &str, line: &Line<'_>, key: &str, value: &str) -> Option<Slip> {
    let write = |right: &str| format!("write `{key} = {right}`");
    let mut bad_escape = None;
    let mut end = None;
    let mut chars = value.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => match chars.next() {
                // The escapes of TOML 1.1; `\e` and `\x` are new in it.
                Some((_, 'b' | 't' | 'n' | 'f' | 'r' | 'e' | '"' | '\\' | 'u' | 'U' | 'x')) => {}
                other => {
                    let after = other.map_or(0, |(_, c)| c.len_utf8());
                    bad_escape = bad_escape.or(Some(&value[at..at + 1 + after]));
                }
            },
            '"' => {
                end = Some(at);
                break;
            }
            _ => {}
        }
    }
    let rest = end.map(|end| value[end + 1..].trim());
    // The other escapes were right, so what the parser refused is `\u` or `\x` without the hexadecimal digits.
    let escape = bad_escape.or_else(|| {
        let at = value[..end.unwrap_or(value.len())]
            .find(r"\u")
            .or_else(|| value.find(r"\x"))?;
        value.get(at..at + 2)
    });
    if let (Some(escape), Some(rest)) = (escape, rest)
        && (rest.is_empty() || rest.starts_with('#'))
    {
        let inner = &value[1..end.unwrap_or(1)];
        // Windows paths are the usual case (`C:\posters`): a text in single marks takes a backslash as it is.
        let what = format!("`{escape}` in the text of `{key}` is not an escape that TOML knows");
        let right = if inner.contains('\'') {
            format!("\"{}\"", inner.replace('\\', r"\\"))
        } else {
            format!("'{inner}'")
        };
        let hint = format!(
            "{}: between double quotation marks, write each backslash twice",
            write(&right)
        );
        return Some(line.slip(escape, what, hint));
    }
    let Some(end) = end else {
        return Some(unclosed(text, line, key, value));
    };
    let rest = rest.unwrap_or_default();
    if rest.is_empty() || rest.starts_with('#') {
        return None;
    }
    Some(after_text(line, key, value, end, rest))
}

/// Explains words after the mark that closes a text: a note of another language, a comma, a second key, or
/// quotation marks within the text that closed it early.
fn after_text(line: &Line<'_>, key: &str, value: &str, end: usize, rest: &str) -> Slip {
    let write = |right: &str| format!("write `{key} = {right}`");
    let closed = &value[..=end];
    let rest = match without_note(rest) {
        "" => rest,
        words => words,
    };
    if let Some(note) = ["//", "--", ";", "/*", "<!--"]
        .iter()
        .find(|mark| rest.starts_with(**mark))
    {
        let words = rest.trim_start_matches(note).trim();
        let what = format!("`{note}` does not begin a comment in TOML");
        let right = if words.is_empty() {
            closed.to_owned()
        } else {
            format!("{closed}  # {}", short(words))
        };
        return line.slip(rest, what, write(&right));
    }
    if rest == "," {
        let what = format!("there is a comma after the value of `{key}`");
        return line.slip(rest, what, write(closed));
    }
    let second = rest.split_once('=');
    let second = second.is_some_and(|(key, value)| {
        is_key(key.trim()) && value.trim().starts_with(['"', '\'', '[', '{'])
    });
    if second {
        let what = format!("`{}` is on the line of `{key}`", short(rest));
        return line.slip(rest, what, "begin a new line for each key".to_owned());
    }
    let added = rest.strip_prefix('+').map(str::trim);
    if let Some(added) = added.and_then(|added| added.strip_prefix('"')) {
        let what = format!(
            "`{}` joins more text to that of `{key}`, which TOML cannot do",
            short(rest)
        );
        return line.slip(
            rest,
            what,
            write(&format!("{}{added}", closed.trim_end_matches('"'))),
        );
    }
    let plain = without_note(value);
    if plain.ends_with('"') || plain.ends_with(QUOTES) || plain.ends_with('\'') {
        let last = plain.chars().next_back().map_or(1, char::len_utf8);
        let inner = &plain[1..plain.len() - last];
        let what = format!(
            "the text of `{key}` ends at the quotation mark before `{}`",
            short(rest)
        );
        let hint = if inner.contains('\'') {
            write(&format!(
                "\"{}\"",
                inner.replace(r#"\""#, "\"").replace('"', r#"\""#)
            ))
        } else {
            format!(
                "{}, between single quotation marks",
                write(&format!("'{inner}'"))
            )
        };
        return line.slip(rest, what, hint);
    }
    let what = format!(
        "`{}` comes after the quotation mark that closes the text of `{key}`",
        short(rest)
    );
    let words = closed.trim_end_matches('"');
    line.slip(
        rest,
        what,
        format!(
            "write `{key} = {words} {}\"`, or # before a comment",
            short(rest)
        ),
    )
}

/// Explains a text whose closing mark is not on its line: it may end some lines later, or not at all.
fn unclosed(text: &str, first: &Line<'_>, key: &str, value: &str) -> Slip {
    let write = |right: &str| format!("write `{key} = {right}`");
    let words = without_note(value);
    // A text of several lines between single marks: its end is searched in the next lines, but not beyond a
    // line that looks like TOML, nor further than 50 lines.
    let mut last = first.next(text);
    let mut lines = vec![words[1..].trim_end().to_owned()];
    while let Some(line) = last.take() {
        if is_toml(line.text) || lines.len() > 50 {
            break;
        }
        let trimmed = without_note(line.text.trim());
        if let Some(body) = trimmed.strip_suffix('"')
            && !body.ends_with('\\')
        {
            lines.push(body.to_owned());
            let what = format!("the text of `{key}` spans {} lines", lines.len());
            let hint = format!(
                "put three quotation marks before and after it, `{key} = \"\"\"{}…\"\"\"`, or write it on one line with \\n for each new line",
                short(&lines[0])
            );
            return Slip {
                span: first.range_of(words),
                what,
                hint,
                until: line.range.end,
            };
        }
        lines.push(trimmed.to_owned());
        last = line.next(text);
    }
    let what = format!("the text of `{key}` has no quotation mark at its end");
    let right = if words.ends_with(QUOTES) {
        quoted(words)
    } else {
        format!("{}\"", short(words.trim_end()))
    };
    first.slip(words, what, write(&right))
}

/// Explains a text that begins with a single quotation mark. An apostrophe in it ends it early.
pub(super) fn single(line: &Line<'_>, key: &str, value: &str) -> Option<Slip> {
    let write = |right: &str| format!("write `{key} = {right}`");
    let Some(end) = value[1..].find('\'').map(|at| at + 1) else {
        let words = without_note(value);
        let what = format!("the text of `{key}` has no quotation mark at its end");
        let right = if let Some(inner) = words[1..].strip_suffix('"') {
            quoted(inner)
        } else {
            quoted(&words[1..])
        };
        return Some(line.slip(words, what, write(&right)));
    };
    let rest = value[end + 1..].trim();
    if rest.is_empty() || rest.starts_with('#') {
        return None;
    }
    let plain = without_note(value);
    if plain.ends_with('\'') && plain.len() > end + 1 {
        let inner = &plain[1..plain.len() - 1];
        let rest = without_note(rest);
        let what = format!(
            "the apostrophe before `{}` ends the text of `{key}`",
            short(rest)
        );
        return Some(line.slip(rest, what, write(&quoted(inner))));
    }
    Some(after_text(line, key, value, end, rest))
}
