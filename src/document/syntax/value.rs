//! Slips on a line that should give a key a value. The line is taken apart from the left: invisible characters,
//! notes of other languages, a colon for `=`, the key, and then the value by its first character.

use super::bare_value::bare;
use super::line::{Line, QUOTES, Slip, is_key, short};
use super::quoted::{quoted, without_note};
use super::text_value::{double, single};

/// Marks that begin a comment in other languages.
const NOTES: &[&str] = &["//", "/*", "<!--", "--", ";", "%", "REM ", "rem "];

/// Explains a line outside of lists.
pub(super) fn slip(text: &str, line: &Line<'_>) -> Option<Slip> {
    let trimmed = without_note(line.text.trim());
    // These come first: a line with an invisible character looks perfectly right otherwise.
    if let Some(slip) = unseen(line) {
        return Some(slip);
    }
    if let Some(mark) = NOTES.iter().find(|mark| trimmed.starts_with(**mark)) {
        let rest = trimmed.trim_start_matches(mark).trim();
        let rest = rest.split("*/").next().unwrap_or(rest);
        let rest = rest.split("-->").next().unwrap_or(rest).trim();
        let what = format!("`{}` does not begin a comment in TOML", mark.trim());
        return Some(line.slip(trimmed, what, format!("write `# {}`", short(rest))));
    }
    // Marks that Markdown and YAML put before a word.
    let marks: &[char] = &['-', '*', '•', '–', '>', '=', '_', '~', ' '];
    let bare_line = trimmed.trim_start_matches(marks);
    let pair = bare_line
        .split_once(':')
        .map(|(key, _)| key.trim_matches(marks));
    let is_item = trimmed.starts_with(&marks[..5]) || bare_line.is_empty();
    if is_item && !pair.is_some_and(is_key) {
        let what = format!("`{}` is not part of any text", short(trimmed));
        let hint = format!(
            "put it between the quotation marks of a text, such as body = \"\"\"…\"\"\", or write `# {}` to keep it as a comment",
            short(if bare_line.is_empty() {
                trimmed
            } else {
                bare_line
            })
        );
        return Some(line.slip(trimmed, what, hint));
    }
    let equals = outside_quotes(line.text, '=');
    // A sign within a text does not count: `title = "Now: strike"`.
    let colon = outside_quotes(line.text, ':');
    // `key: value`, as in YAML or JSON, perhaps with stars or quotation marks around the key.
    if let Some(at) = colon
        && equals.is_none_or(|equals| at < equals)
        && let (key, rest) = (line.text[..at].trim(), line.text[at + 1..].trim())
        && let key = key.trim_matches(marks).trim_matches(['"', '\''])
        && is_key(key)
    {
        let key = key.to_lowercase();
        let rest = rest.trim_start_matches("**").trim();
        let rest = rest.strip_prefix('=').unwrap_or(rest).trim();
        let what = format!("`{key}` is followed by `:`, but TOML uses `=`");
        let right = quoted(without_note(rest).trim_end_matches(','));
        let hint = format!("write `{key} = {right}`");
        return Some(line.slip(&line.text[at..=at], what, hint));
    }
    let Some(at) = equals else {
        return Some(without_equals(line));
    };
    let (key, value) = (line.text[..at].trim(), line.text[at + 1..].trim());
    bad_key(line, key, value).or_else(|| self::value(text, line, key, value))
}

/// Finds an invisible character outside of texts and notes, such as a no-break space that came with pasted
/// text.
fn unseen(line: &Line<'_>) -> Option<Slip> {
    let mut in_text: Option<char> = None;
    for (at, c) in line.text.char_indices() {
        if c.is_control() && c != '\t' {
            let what = format!(
                "the line has a control character (U+{:04X}) in column {}",
                u32::from(c),
                line.text[..at].chars().count() + 1
            );
            let part = &line.text[at..at + c.len_utf8()];
            return Some(line.slip(part, what, "write the line again by hand".to_owned()));
        }
        match (in_text, c) {
            (Some(mark), c) if mark == c => in_text = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => in_text = Some(c),
            (None, '#') => return None,
            (None, c) => {
                let name = match c {
                    '\u{a0}' | '\u{202f}' | '\u{2007}' => "a no-break space",
                    '\u{2000}'..='\u{200a}' | '\u{3000}' | '\u{205f}' => "a wide space",
                    '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {
                        "a character without width"
                    }
                    '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                        "a mark of the direction of writing"
                    }
                    _ => continue,
                };
                let what = format!(
                    "`{}` contains {name} (U+{:04X}), which is invisible, in column {}",
                    short(line.text.trim()),
                    u32::from(c),
                    line.text[..at].chars().count() + 1
                );
                let hint = "type the line again by hand; such characters come with text from web pages and word processors";
                let part = &line.text[at..at + c.len_utf8()];
                return Some(line.slip(part, what, hint.to_owned()));
            }
        }
    }
    None
}

/// The byte of the first `wanted` outside of quotation marks and notes.
fn outside_quotes(line: &str, wanted: char) -> Option<usize> {
    let mut in_text: Option<char> = None;
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        match (in_text, c) {
            (Some('"'), '\\') if !escaped => {
                escaped = true;
                continue;
            }
            (Some(mark), c) if mark == c && !escaped => in_text = None,
            (Some(_), _) => {}
            (None, c) if c == wanted => return Some(at),
            (None, '#') => return None,
            (None, '"' | '\'') => in_text = Some(c),
            (None, _) => {}
        }
        escaped = false;
    }
    None
}

/// Explains a line without `=`.
fn without_equals(line: &Line<'_>) -> Slip {
    let trimmed = without_note(line.text.trim());
    let (key, value) = trimmed
        .split_once(|c: char| c.is_whitespace() || c == '"')
        .map_or((trimmed, ""), |(key, _)| (key, trimmed[key.len()..].trim()));
    let is_text = value.starts_with(['"', '\'']) || value.starts_with(QUOTES);
    if is_key(key) && is_text {
        let what = format!("`=` is missing after `{key}`");
        let hint = format!("write `{key} = {}`", quoted(without_note(value)));
        return line.slip(trimmed, what, hint);
    }
    let what = format!("`{}` is not a key with a value", short(trimmed));
    let hint = if is_key(trimmed) {
        format!("write `{trimmed} = \"…\"`, or `[{trimmed}]` where a table begins")
    } else {
        format!(
            "put it between the quotation marks of a text, or write `# {}` to keep it as a comment",
            short(trimmed)
        )
    };
    line.slip(trimmed, what, hint)
}

/// Explains a word before `=` that cannot be a key.
fn bad_key(line: &Line<'_>, key: &str, value: &str) -> Option<Slip> {
    if is_key(key) || key.starts_with(['"', '\'']) && key.len() > 1 {
        return None;
    }
    if key.is_empty() {
        let what = "the line has no key before `=`".to_owned();
        let hint = format!(
            "write for example `title = {}`",
            short(&quoted(without_note(value)))
        );
        return Some(line.slip(line.text.trim(), what, hint));
    }
    if key.starts_with(QUOTES) {
        // Keys in curly quotation marks, from JSON that went through a word processor.
        let bare = key.trim_matches(QUOTES);
        let what = format!("`{}` has quotation marks of a word processor", short(key));
        return Some(line.slip(key, what, format!("write `{bare} = …`")));
    }
    let one = key
        // `As of` becomes `as_of`.
        .chars()
        .map(|c| if c.is_whitespace() { '_' } else { c })
        .collect::<String>()
        .to_lowercase();
    let what = format!("`{}` cannot be a key", short(key));
    let hint = if is_key(&one) {
        format!("a key is one word: `{one}`")
    } else {
        "keys are the English words of the file format, such as `title`; `handbill schema content` lists them all".to_owned()
    };
    Some(line.slip(key, what, hint))
}

/// Explains a value that TOML cannot read, by its first character.
fn value(text: &str, line: &Line<'_>, key: &str, value: &str) -> Option<Slip> {
    let plain = without_note(value);
    let write = |right: &str| format!("write `{key} = {right}`");
    if plain.is_empty() {
        // A colour or a hashtag without quotation marks (`color = #F2A800`) is a comment to TOML.
        if value.len() > 1 && !value[1..].starts_with([' ', '#', '=', '-']) {
            let word = value.split_whitespace().next().unwrap_or(value);
            let what = format!(
                "`{key}` has no value: `{}` is a comment, because it begins with #",
                short(word)
            );
            return Some(line.slip(value, what, write(&format!("\"{word}\""))));
        }
        let what = format!("`{key}` has no value");
        let hint = format!("write `{key} = \"…\"`, or put # before the line to leave it out");
        return Some(line.slip(line.text.trim(), what, hint));
    }
    let sign = plain
        .chars()
        .next()
        .filter(|c| matches!(c, '=' | '>' | ':' | '~'));
    if let Some(sign) = sign {
        let what = format!("`{key}` is followed by `={sign}`, but TOML uses `=`");
        let right = quoted(plain.trim_start_matches([sign, '=']));
        return Some(line.slip(plain, what, write(&right)));
    }
    let inner = plain
        // `("text")`, as in Python or JavaScript.
        .strip_prefix('(')
        .and_then(|plain| plain.strip_suffix(')'));
    if let Some(inner) = inner.filter(|inner| inner.starts_with(['"', '\''])) {
        let what = format!("the text of `{key}` is in brackets");
        return Some(line.slip(plain, what, write(&quoted(inner))));
    }
    if plain.starts_with(QUOTES) {
        let mark = plain.chars().next().unwrap_or_default();
        let what = format!(
            "the text of `{key}` begins with {mark}, which is not a quotation mark in TOML"
        );
        return Some(line.slip(plain, what, write(&quoted(plain))));
    }
    match plain.chars().next()? {
        '"' if !plain.starts_with("\"\"\"") => double(text, line, key, value),
        '\'' if !plain.starts_with("'''") => single(line, key, value),
        '[' | '{' | '"' | '\'' => None,
        _ => Some(bare(text, line, key, plain)),
    }
}
