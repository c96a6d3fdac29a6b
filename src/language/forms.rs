//! The patterns in which languages write dates, times and ranges, from a table made of Unicode CLDR
//! (`languages/cldr/README.md`).
//!
//! Why a table of our own: the formatter for ranges in `icu4x` is not stable, and in version 2.4 it drops the
//! names of months. Single dates come from the same table, so that dates and ranges look alike.

use icu_locale_core::Locale;

/// Rows with locales and patterns, separated by tabs.
const TABLE: &str = include_str!("../../languages/cldr/dates.tsv");

/// The patterns of a locale (Unicode Technical Standard 35, part 4).
#[derive(Clone, Copy, Debug)]
pub(super) struct Forms {
    /// A range of any two things: from `{0}` to `{1}`.
    pub(super) range: &'static str,
    /// A range of days in one month, in one year, and over two years.
    pub(super) days: [&'static str; 3],
    /// A range of times on the 12-hour clock: from morning to afternoon, and within one of them.
    pub(super) clock12: [&'static str; 2],
    /// A range of times on the 24-hour clock.
    pub(super) clock24: &'static str,
    /// A range of times `{0}` with its date `{1}`.
    pub(super) beside: &'static str,
    /// A single time `{0}` with its date `{1}`.
    pub(super) at: &'static str,
    /// A weekday with a time, on the 24-hour clock and on the 12-hour clock.
    pub(super) weekday: [&'static str; 2],
    /// A day with its weekday, and without.
    pub(super) day: [&'static str; 2],
}

impl Forms {
    /// The patterns of a locale, or of the nearest locale that has a row.
    pub(super) fn of(locale: &Locale) -> Self {
        let tags = tags(locale);
        // A row for `root` ends the list, so a row is always found.
        let row = tags.iter().find_map(|tag| row(tag)).unwrap_or_default();
        let mut columns = row.split('\t').skip(1);
        let mut next = || columns.next().unwrap_or_default();
        Self {
            range: next(),
            days: [next(), next(), next()],
            clock12: [next(), next()],
            clock24: next(),
            beside: next(),
            at: next(),
            weekday: [next(), next()],
            day: [next(), next()],
        }
    }

    /// Whether CLDR has patterns for exactly this language and region.
    pub(super) fn has(tag: &str) -> bool {
        row(tag).is_some()
    }
}

/// The row of a tag in the table.
fn row(tag: &str) -> Option<&'static str> {
    let is = |line: &&str| {
        let locales = line.split('\t').next().unwrap_or_default();
        locales.split(' ').any(|locale| locale == tag)
    };
    TABLE.lines().skip(1).find(is)
}

/// The tag of a locale, followed by the shorter tags that replace it, in order.
fn tags(locale: &Locale) -> Vec<String> {
    let language = locale.id.language.as_str();
    let script = locale.id.script.map(|script| script.to_string());
    let region = locale.id.region.map(|region| region.to_string());
    let tag = |parts: &[Option<&String>]| {
        let parts = parts.iter().copied().flatten();
        parts.fold(language.to_owned(), |tag, part| format!("{tag}-{part}"))
    };
    let (script, region) = (script.as_ref(), region.as_ref());
    vec![
        tag(&[script, region]),
        tag(&[script]),
        tag(&[region]),
        tag(&[]),
        "root".to_owned(),
    ]
}

/// Fills `{0}` and `{1}` of a pattern. Text between quotes stays as it is.
pub(super) fn fill(pattern: &str, first: &str, second: &str) -> String {
    // Quotes are taken out first: a filled-in text may have apostrophes of its own.
    let bare = unquoted(pattern);
    let mut text = String::new();
    let mut rest = bare.as_str();
    while let Some(at) = rest.find('{') {
        text.push_str(&rest[..at]);
        let after = &rest[at..];
        let (value, length) = match after.get(..3) {
            Some("{0}") => (first, 3),
            Some("{1}") => (second, 3),
            _ => ("{", 1),
        };
        text.push_str(value);
        rest = &after[length..];
    }
    text.push_str(rest);
    text
}

/// A pattern without its quotation marks: a pair of them is a literal mark (UTS 35, part 4).
fn unquoted(pattern: &str) -> String {
    pattern
        .replace("''", "\u{0}")
        .replace('\'', "")
        .replace('\u{0}', "'")
}

/// Splits the pattern of a range in two: the second half begins where a field occurs for the second time.
pub(super) fn split_range(pattern: &str) -> (&str, &str) {
    let mut seen: Vec<char> = Vec::new();
    let mut quoted = false;
    let mut last = None;
    for (at, c) in pattern.char_indices() {
        if c == '\'' {
            quoted = !quoted;
        }
        let field = (!quoted && c.is_ascii_alphabetic()).then(|| field_of(c));
        if let Some(field) = field.filter(|_| field != last) {
            if seen.contains(&field) {
                // `d MMM – d MMM y`: the second `d` begins the second half.
                return pattern.split_at(at);
            }
            seen.push(field);
        }
        // Equal letters in a row are one field: `MMM` is a month, not three.
        last = field;
    }
    (pattern, "")
}

/// The letter that represents a field, of all the letters that CLDR has for it.
fn field_of(field: char) -> char {
    match field {
        'L' => 'M',
        'c' | 'e' => 'E',
        'B' | 'b' => 'a',
        'h' | 'K' | 'k' => 'H',
        other => other,
    }
}

/// A pattern whose hours have as many digits as in `model`: `H:mm` for `HH:mm`.
pub(super) fn with_hour_of(pattern: &str, model: &str) -> String {
    let is_hour = |c: char| matches!(c, 'h' | 'H' | 'k' | 'K');
    let width = bare(model).chars().filter(|c| is_hour(*c)).count().max(1);
    let mut text = String::new();
    let (mut quoted, mut last) = (false, None);
    for c in pattern.chars() {
        if c == '\'' {
            quoted = !quoted;
        }
        match (!quoted && is_hour(c), last == Some(c)) {
            // The rest of a run of hours: its first letter has written all of them.
            (true, true) => {}
            (true, false) => text.extend(std::iter::repeat_n(c, width)),
            (false, _) => text.push(c),
        }
        last = Some(c);
    }
    text
}

/// The letters of a pattern that are text and no fields, such as those of "o'clock".
pub(super) fn literal_letters(pattern: &str) -> String {
    let parts = pattern.split('\'').enumerate();
    let own = |(index, part): (usize, &str)| -> String {
        let is_text = |c: &char| c.is_alphabetic() && (index % 2 == 1 || !c.is_ascii());
        part.chars().filter(is_text).collect()
    };
    parts.map(own).collect()
}

/// A pattern without the text between quotes.
pub(super) fn bare(pattern: &str) -> String {
    pattern.split('\'').step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_divides_where_a_field_comes_again() {
        assert_eq!(split_range("d.–d. MMMM y"), ("d.–", "d. MMMM y"));
        assert_eq!(split_range("MMMM d – d, y"), ("MMMM d – ", "d, y"));
        assert_eq!(split_range("h:mm a – h:mm a"), ("h:mm a – ", "h:mm a"));
        assert_eq!(
            split_range("d 'de' MMMM – d 'de' MMMM"),
            ("d 'de' MMMM – ", "d 'de' MMMM")
        );
        assert_eq!(split_range("Bh:mm至h:mm"), ("Bh:mm至", "h:mm"));
    }

    #[test]
    fn patterns_are_filled() {
        assert_eq!(
            fill("{1} 'um' {0}", "18:00", "Mittwoch"),
            "Mittwoch um 18:00"
        );
        assert_eq!(fill("{1} 'o''clock' {0}", "a", "b"), "b o'clock a");
        assert_eq!(with_hour_of("HH:mm–HH:mm 'Uhr'", "H:mm"), "H:mm–H:mm 'Uhr'");
        assert_eq!(bare("H 'h' mm"), "H  mm");
    }

    #[test]
    fn every_row_is_whole() {
        for line in TABLE.lines().skip(1) {
            assert_eq!(line.split('\t').count(), 14, "{line}");
            assert!(
                line.split('\t').skip(1).all(|form| !form.is_empty()),
                "{line}"
            );
        }
        for tag in ["en", "en-001", "de", "zh-TW", "az-Cyrl", "root"] {
            assert!(Forms::has(tag), "{tag}");
        }
        let forms = Forms::of(&"de-AT".parse().expect("a locale"));
        assert_eq!(forms.clock24, "HH:mm–HH:mm 'Uhr'");
    }
}
