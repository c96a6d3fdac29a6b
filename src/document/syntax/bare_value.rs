//! Slips in a value without quotation marks: a word of another language, a date or a number in another form, or a text.

use super::line::{Line, QUOTES, Slip, is_toml, short};
use super::quoted::quoted;

/// Explains a value without quotation marks: `yes`, `null`, a date or number in another form, or words.
pub(super) fn bare(text: &str, line: &Line<'_>, key: &str, value: &str) -> Slip {
    let write = |right: &str| format!("write `{key} = {right}`");
    let slip = |what: String, hint: String| line.slip(value, what, hint);
    let given = value;
    let value = value.trim_end_matches([',', ';']).trim_end();
    // A number or `true` with a comma after it, as in JSON.
    if value != given && (matches!(value, "true" | "false") || value.parse::<f64>().is_ok()) {
        let what = format!(
            "there is `{}` after the value of `{key}`",
            &given[value.len()..].trim()
        );
        return slip(what, write(value));
    }
    let small = value.to_lowercase();
    if let "true" | "false" | "yes" | "no" | "on" | "off" = small.as_str() {
        // `True`, `yes` and `on`, as in Python and YAML.
        let right = if matches!(small.as_str(), "true" | "yes" | "on") {
            "true"
        } else {
            "false"
        };
        return slip(
            format!("`{value}` is neither `true` nor `false`"),
            write(right),
        );
    }
    if let "null" | "none" | "nil" | "undefined" = small.as_str() {
        // TOML has no empty value: a key without a value is left out.
        let hint = format!("leave the key `{key}` out");
        return slip(format!("TOML has no `{value}`"), hint);
    }
    if let Some(date) = date(value) {
        if !exists(&date) {
            // The parser reads 2027-02-30 as a date and then refuses it.
            return slip(
                format!("the day {} does not exist", date.trim_matches('"')),
                "check it in a calendar".to_owned(),
            );
        }
        return slip(
            format!("`{value}` is not a date as TOML writes it"),
            format!("{}: year, month, day", write(&date)),
        );
    }
    if let Some(number) = number(value) {
        return slip(
            format!("`{value}` is not a number as TOML writes it"),
            format!("{}, or `\"{value}\"` if it is text", write(&number)),
        );
    }
    if value.ends_with('"') || value.ends_with(QUOTES) {
        let what = format!("the text of `{key}` has no quotation mark at its beginning");
        return slip(what, write(&quoted(value.trim_end_matches('"'))));
    }
    // Text without quotation marks may continue on the next lines. All of them are one mistake and get one
    // message.
    let mut until = line.range.end;
    let mut next = line.next(text);
    while let Some(other) = next.take() {
        let words = other.text.trim();
        if words.is_empty() || words.starts_with(['#', '[']) || is_toml(words) {
            break;
        }
        until = other.range.end;
        next = other.next(text);
    }
    let what = format!("`{}` is text without quotation marks", short(value));
    if until > line.range.end {
        let hint = format!(
            "put three quotation marks before and after all of it: `{key} = \"\"\"{}…\"\"\"`",
            short(value)
        );
        return Slip {
            until,
            ..slip(what, hint)
        };
    }
    slip(what, write(&quoted(value)))
}

/// A date in another form, written as the file formats take it; `None` if the value is no date.
fn date(value: &str) -> Option<String> {
    let (day, time) = match value.split_once(['T', ' ']) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (value, None),
    };
    let parts: Vec<&str> = day.trim_end_matches('.').split(['.', '-', '/']).collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| part.parse().ok()).collect();
    if let Some(&[month, year]) = numbers.as_deref()
        && year > 999
        && (1..=12).contains(&month)
    {
        return Some(format!("\"{year:04}-{month:02}\""));
    }
    let (year, month, day) = match numbers?[..] {
        [year, month, day] if year > 999 => (year, month, day),
        // Day before month, as in most of the world, unless the second number cannot be a month.
        [day, month, year] if year > 999 && month <= 12 => (year, month, day),
        [month, day, year] if year > 999 => (year, month, day),
        _ => return None,
    };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let time = time.and_then(|time| {
        let (hour, minute) = time.split_once([':', '.', 'h'])?;
        let minute = minute.get(..2)?;
        let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        Some(format!("T{hour:02}:{minute:02}"))
    });
    Some(format!(
        "\"{year:04}-{month:02}-{day:02}{}\"",
        time.unwrap_or_default()
    ))
}

/// Whether the calendar has that day (Gregorian rule of leap years).
fn exists(date: &str) -> bool {
    let mut parts = date.trim_matches('"').split(['-', 'T']);
    let mut next = || {
        parts
            .next()
            .and_then(|part| part.parse::<u32>().ok())
            .unwrap_or_default()
    };
    let (year, month, day) = (next(), next(), next());
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let most = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    };
    day <= most
}

/// A number in another form, written as TOML takes it; `None` if the value is no number.
fn number(value: &str) -> Option<String> {
    let plain =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | ' ' | '\u{a0}' | '’');
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() || digits.len() > 15 || !value.chars().all(plain) {
        return None;
    }
    let groups: Vec<&str> = value.split(|c: char| !c.is_ascii_digit()).collect();
    let thousands = groups.len() > 1 && groups[1..].iter().all(|group| group.len() == 3);
    let number = match groups[..] {
        _ if thousands => digits,
        [whole, part] => format!("{whole}.{part}"),
        [whole] => whole.to_owned(),
        _ => return None,
    };
    let (whole, part) = number
        .split_once('.')
        .map_or((&*number, None), |(w, p)| (w, Some(p)));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(part.map_or(whole.to_owned(), |part| format!("{whole}.{part}")))
}
