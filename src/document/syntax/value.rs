//! Slips on a line that should give a key a value. The line is taken apart from the left: invisible characters,
//! notes of other languages, a colon for `=`, the key, and then the value by its first character.

use super::{Line, QUOTES, Slip, is_key, is_toml, short};

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

/// Explains a text that begins with a double quotation mark: a bad escape, a missing end, words after the end.
fn double(text: &str, line: &Line<'_>, key: &str, value: &str) -> Option<Slip> {
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
fn single(line: &Line<'_>, key: &str, value: &str) -> Option<Slip> {
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

/// Explains a value without quotation marks: `yes`, `null`, a date or number in another form, or words.
fn bare(text: &str, line: &Line<'_>, key: &str, value: &str) -> Slip {
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
    // Words that go on in the lines below are one slip.
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
