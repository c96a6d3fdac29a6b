//! A value as it should be written: without its comment, and between the marks of TOML.

use super::line::QUOTES;

/// A value without the comment after it. A `#` begins one only after a space: `page#1` is part of a word.
pub(super) fn without_note(value: &str) -> &str {
    let mut in_text: Option<char> = None;
    let mut before = ' ';
    for (at, c) in value.char_indices() {
        match (in_text, c) {
            (None, '#') if before.is_whitespace() || at == 0 => return value[..at].trim_end(),
            (None, '"') => in_text = Some(c),
            (Some(mark), c) if mark == c && before != '\\' => in_text = None,
            // In a text whose mark was forgotten, the comment would seem part of it.
            (Some(_), '#') if before.is_whitespace() && !value[at..].contains('"') => {
                return value[..at].trim_end();
            }
            _ => {}
        }
        before = c;
    }
    value.trim_end()
}

/// A value as TOML takes it: a text between straight quotation marks, whichever marks were around it.
pub(super) fn quoted(value: &str) -> String {
    let value = value.trim();
    if value.is_empty() {
        return "\"…\"".to_owned();
    }
    let closed = value.len() > 1 && value.starts_with('"') && value.ends_with('"');
    let is_literal =
        matches!(value, "true" | "false") || value.parse::<f64>().is_ok_and(f64::is_finite);
    if closed || is_literal || value.starts_with(['[', '{']) {
        return short_value(value);
    }
    let inner = value
        .trim_start_matches(['"', '\''])
        .trim_start_matches(QUOTES)
        .trim_end_matches(['"', '\''])
        .trim_end_matches(QUOTES);
    let inner = if inner.is_empty() { value } else { inner };
    let right = match (
        inner.contains('"') || inner.contains('\\'),
        inner.contains('\''),
    ) {
        (false, _) => format!("\"{inner}\""),
        (true, false) => format!("'{inner}'"),
        (true, true) => format!("\"{}\"", inner.replace('\\', r"\\").replace('"', r#"\""#)),
    };
    short_value(&right)
}

/// A value of at most 80 characters, for a message; a shortened one keeps its closing mark.
fn short_value(value: &str) -> String {
    if value.chars().count() <= 80 {
        return value.to_owned();
    }
    let last = value.chars().next_back().unwrap_or('"');
    let words: String = value.chars().take(60).collect();
    format!("{words}…{last}")
}
