//! Paragraphs and lists of running text.
//!
//! A list is one only where it is meant: a bullet `-` always, `*` and `+` from two on (a single `*` is the
//! mark of a note), numbers from two on. Numbered lines that follow each other make a list; numbered
//! paragraphs make one if they count up by one. Each keeps the number that was typed.

use super::literal::joins_without_space;

/// The mark before an element of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A sign.
    Bullet,
    /// A number, as typed, with the sign after it.
    Number(String),
}

/// A paragraph or an element of a list, before its words are read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) marker: Option<Marker>,
    pub(super) text: String,
}

/// A line that begins as an element of a list does.
struct Start<'t> {
    /// `-`, `*` or `+`; for numbers what follows them: `.` or `)`.
    sign: char,
    number: Option<&'t str>,
    rest: &'t str,
}

/// Divides running text into paragraphs and elements of lists.
pub(super) fn divide(text: &str) -> Vec<Part> {
    let chunks = chunks(text);
    let mut parts = Vec::new();
    for (index, chunk) in chunks.iter().enumerate() {
        let mut chunk = chunk.as_slice();
        // An indented paragraph after an element of a list belongs to that element, on a new line.
        let set_in = chunk
            .first()
            .is_some_and(|line| line.starts_with("  ") || line.starts_with('\t'));
        let first = chunk.first().map_or("", |line| line.trim());
        // An indented line with a mark of its own is an element, not a continuation.
        if set_in
            && start(first).is_none()
            && let Some(Part {
                marker: Some(_),
                text,
            }) = parts.last_mut()
        {
            text.push('\n');
            let own = chunk
                .iter()
                .position(|line| start(line.trim()).is_some())
                .unwrap_or(chunk.len());
            text.push_str(&joined(&chunk[..own]));
            chunk = &chunk[own..];
            if chunk.is_empty() {
                continue;
            }
        }
        let counts = counts_up(&chunks, index);
        // The elements of this group of lines; the first part may be a plain paragraph.
        let mut here: Vec<(Option<Marker>, Vec<&str>)> = Vec::new();
        for (at, line) in chunk.iter().enumerate() {
            // A line without a mark goes on with the element or paragraph above it.
            let marked = start(line.trim())
                .filter(|own| is_meant(own, chunk, at, counts))
                .map(|own| (marker(&own), own.rest));
            match marked {
                Some((marker, rest)) => here.push((Some(marker), vec![rest])),
                None => match here.last_mut() {
                    Some((_, lines)) => lines.push(line),
                    None => here.push((None, vec![line])),
                },
            }
        }
        parts.extend(here.into_iter().map(|(marker, lines)| Part {
            marker,
            text: joined(&lines),
        }));
    }
    parts
}

/// The lines of each group between empty lines.
fn chunks(text: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = text.lines().collect();
    lines
        .split(|line| line.trim().is_empty())
        .filter(|chunk| !chunk.is_empty())
        .map(<[&str]>::to_vec)
        .collect()
}

/// The mark of a line, as it is printed.
fn marker(start: &Start<'_>) -> Marker {
    match start.number {
        Some(number) => Marker::Number(format!("{number}{}", start.sign)),
        None => Marker::Bullet,
    }
}

/// Reads a line as the beginning of an element of a list; `None` if it does not look like one.
fn start(line: &str) -> Option<Start<'_>> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = line.split_at(digits);
    let sign = rest.chars().next()?;
    let after = &rest[sign.len_utf8()..];
    let suits = match number.len() {
        0 => matches!(sign, '-' | '*' | '+'),
        // At most nine digits (CommonMark 0.31, 5.2).
        1..=9 => matches!(sign, '.' | ')'),
        _ => false,
    };
    // Without the space it is a word: `-5 °C`, `1.5 million`.
    let parted = after.starts_with([' ', '\t']);
    (suits && parted).then(|| Start {
        sign,
        number: (digits > 0).then_some(number),
        rest: after.trim(),
    })
}

/// Whether a line that looks like an element of a list was meant as one. The rules are in the module's comment.
fn is_meant(own: &Start<'_>, chunk: &[&str], at: usize, counts: bool) -> bool {
    let alike = |line: &&&str| {
        let other = start(line.trim());
        other.is_some_and(|o| o.sign == own.sign && o.number.is_some() == own.number.is_some())
    };
    let several = chunk.iter().filter(alike).count() > 1;
    match own.number {
        // A dash always makes a list. A single `*` is more likely the mark of a note, and a single number a
        // date.
        None => own.sign == '-' || several,
        Some(_) => {
            let first = chunk.iter().find(alike).and_then(|line| start(line.trim()));
            // In the middle of a paragraph only `1.` begins a list: a line may begin with `12. June` by chance.
            let begins = chunk.first().is_some_and(|line| alike(&line))
                || first
                    .and_then(|first| first.number)
                    .is_some_and(|n| n == "1");
            several && begins || counts && at == 0
        }
    }
}

/// Whether the numbered paragraph at an index goes on from the one before it, or the next one from it.
fn counts_up(chunks: &[Vec<&str>], index: usize) -> bool {
    let number = |index: usize| -> Option<(u32, char)> {
        let own = start(chunks.get(index)?.first()?.trim())?;
        Some((own.number?.parse().ok()?, own.sign))
    };
    let Some((own, sign)) = number(index) else {
        return false;
    };
    let before = index.checked_sub(1).and_then(number);
    let after = number(index + 1);
    // The same sign after both numbers: `1.` and `2)` are no list.
    before.is_some_and(|(n, s)| n.checked_add(1) == Some(own) && s == sign)
        || after.is_some_and(|(n, s)| own.checked_add(1) == Some(n) && s == sign)
}

/// Joins the lines of a paragraph. A line break is kept only if the author asked for it, with two spaces or a
/// backslash at the end of the line (CommonMark 0.31, 6.7).
fn joined(lines: &[&str]) -> String {
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        let last = at + 1 == lines.len();
        let words = line.trim_matches([' ', '\t']);
        let (words, breaks) = match words.strip_suffix('\\') {
            Some(words) if !words.ends_with('\\') && !last => (words.trim_end(), true),
            _ => (words, line.ends_with("  ")),
        };
        out.push_str(words);
        if last {
            break;
        }
        let next = lines[at + 1].trim_start().chars().next();
        if breaks {
            out.push('\n');
        // Lines in a file are wrapped by the editor; print wraps them anew.
        } else if !joins_without_space(words.chars().last(), next) {
            out.push(' ');
        }
    }
    out
}
