//! Explains values of the wrong type, and shows how to write them: a number in quotation marks, one text where
//! a list belongs, `yes` for `true`.
//!
//! Serde says "invalid type: string "8", expected f64". That sentence is parsed into what was given and what
//! was expected, and each pair has its own message. Wherever the right value can be guessed, the hint shows the
//! whole line with that value.

use crate::diag::Diagnostic;
use crate::rules::Rule;

use super::meanings;
use super::syntax::short;

/// Weights of type by their names (CSS Fonts 4, 2.4).
const WEIGHTS: &[(&str, &str)] = &[
    ("thin", "100"),
    ("light", "300"),
    ("normal", "400"),
    ("regular", "400"),
    ("medium", "500"),
    ("semibold", "600"),
    ("bold", "700"),
    ("black", "900"),
    ("heavy", "900"),
];

/// A value of the wrong type, with its surroundings.
pub(super) struct Misfit<'t> {
    /// The key, without the tables around it.
    pub(super) key: &'t str,
    /// The value as it is written, with its quotation marks.
    pub(super) written: &'t str,
    /// Whether the value is an element of a list, so that a hint cannot show `key = value`.
    pub(super) in_list: bool,
    /// The outermost table around it.
    pub(super) table: &'t str,
}

/// Explains serde's sentence about a value; `None` if the sentence is about something else.
pub(super) fn explain(message: &str, misfit: &Misfit<'_>) -> Option<Diagnostic> {
    let message = message.trim();
    let (given, expected) = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))?
        .split_once(", expected ")?;
    let expected = Expected::of(expected)?;
    let given = Given::of(given, misfit.written);
    let problem = |what: String| Some(Diagnostic::error(Rule::WrongType, what));
    let Misfit {
        key,
        written,
        in_list,
        table,
    } = *misfit;
    let shown = short(written.lines().next().unwrap_or_default());
    let write = |right: &str| {
        if in_list {
            format!("write `{right}`")
        } else {
            format!("write `{key} = {right}`")
        }
    };
    // An element has no key of its own to name.
    let holder = if in_list {
        format!("an element of `{key}`")
    } else {
        format!("`{key}`")
    };
    match (given, expected) {
        // Layouts use numbers for the places of elements, so an id needs a letter in it.
        (Given::Number, Expected::Text) if key == "id" => {
            let problem = problem(format!(
                "`id` is a text with at least one letter, not `{shown}`"
            ))?;
            Some(problem.hint(write(&format!("\"{table}-{written}\""))))
        }
        (Given::Number | Given::Bool | Given::Date, Expected::Text) => {
            let problem = problem(format!(
                "{holder} is a text, but `{shown}` has no quotation marks"
            ))?;
            Some(problem.hint(write(&format!("\"{written}\""))))
        }
        (Given::Text, Expected::Number | Expected::Whole) => {
            let inner = unquoted(written);
            let problem = problem(format!("{holder} is a number, but `{shown}` is a text"))?;
            let named = WEIGHTS
                // `weight = "bold"` is what CSS has.
                .iter()
                .find(|(name, _)| *name == inner.to_lowercase());
            if let Some((_, weight)) = named.filter(|_| key == "weight") {
                return Some(problem.hint(write(weight)));
            }
            let share = inner
                // `"60%"` for a key that takes a share: 0.6.
                .strip_suffix('%')
                .and_then(|share| share.trim().parse::<f64>().ok());
            if let (Some(share), Expected::Number) = (share, expected) {
                return Some(problem.hint(write(&format!("{}", share / 100.0))));
            }
            Some(problem.hint(
                match number_in(inner, matches!(expected, Expected::Whole)) {
                    Some(number) => write(&number),
                    None => format!("write a number without quotation marks, such as `{key} = 8`"),
                },
            ))
        }
        (Given::Number, Expected::Whole) => {
            let problem = problem(format!(
                "{holder} is a whole number of 0 or more, not `{shown}`"
            ))?;
            let whole = number_in(written, true).filter(|whole| whole.len() < 10);
            // A number of ten digits or more does not fit the type.
            let Some(whole) = whole else {
                return Some(problem.hint("write a smaller number"));
            };
            Some(problem.hint(write(&whole)))
        }
        (Given::Bool | Given::Date, Expected::Number | Expected::Whole) => {
            let problem = problem(format!("{holder} is a number, but `{shown}` is not"))?;
            Some(problem.hint(format!("write a number, such as `{key} = 8`")))
        }
        (Given::Text | Given::Number | Given::Date, Expected::Bool) => {
            let problem = problem(format!(
                "{holder} is `true` or `false`, without quotation marks"
            ))?;
            // Yes and no in the languages of likely users.
            let yes = ["true", "yes", "on", "1", "ja", "oui", "si", "sí"];
            let no = ["false", "no", "off", "0", "nein", "non"];
            let inner = unquoted(written).trim().to_lowercase();
            Some(problem.hint(if yes.contains(&&*inner) {
                write("true")
            } else if no.contains(&&*inner) {
                write("false")
            } else {
                format!("write `{key} = true` or `{key} = false`")
            }))
        }
        (Given::Text | Given::Number | Given::Bool | Given::Date, Expected::List) => {
            // A list of tables (`[[fact]]`) is written in quite another way than a list of values.
            if meanings::is_list(key) {
                return table_for_value(key, true, &shown);
            }
            let problem = problem(format!("`{key}` is a list, but `{shown}` is one value"))?;
            Some(problem.hint(write(&listed(key, written, given))))
        }
        (Given::Table, Expected::List) => {
            let problem = problem(format!(
                "`{key}` is a list of tables, but this is a single table"
            ))?;
            Some(problem.hint(format!(
                "write `[[{key}]]` with two brackets, for each of them"
            )))
        }
        (Given::List, Expected::Text) => {
            let problem = problem(format!("{holder} is one text, but `{shown}` is a list"))?;
            let elements = elements(written);
            Some(problem.hint(match &elements[..] {
                [] => write("\"…\""),
                [one] => write(&text(one)),
                several => write(&format!(
                        "\"{}\"",
                        several
                            .iter()
                            .map(|one| unquoted(one))
                            .collect::<Vec<_>>()
                            .join(" ")
                    )),
            }))
        }
        (Given::List, Expected::Number | Expected::Whole | Expected::Bool) => {
            let problem = problem(format!("{holder} is one value, but `{shown}` is a list"))?;
            let elements = elements(written);
            Some(problem.hint(write(unquoted(elements.first().map_or("8", |first| first)))))
        }
        (
            Given::Text | Given::Number | Given::Bool | Given::Date | Given::List,
            Expected::Table,
        ) if in_list => {
            let problem = problem(format!("{holder} is a table, but `{shown}` is a value"))?;
            Some(problem.hint("write its keys between braces, such as `{ text = \"Hello\" }`"))
        }
        (
            Given::Text | Given::Number | Given::Bool | Given::Date | Given::List,
            Expected::Table,
        ) => table_for_value(key, false, &shown),
        (Given::Table, Expected::Text) => {
            let problem = problem(format!("{holder} is one text, but this is a table"))?;
            Some(problem.hint(format!(
                "write `{key} = \"…\"`; for other languages, `handbill translate` makes a file each"
            )))
        }
        (Given::Table, Expected::Number | Expected::Whole | Expected::Bool) => {
            let problem = problem(format!("{holder} is one value, but this is a table"))?;
            Some(problem.hint(format!("write one value: `{key} = …`")))
        }
        _ => None,
    }
}

/// Explains a value in the place of a table.
fn table_for_value(key: &str, many: bool, shown: &str) -> Option<Diagnostic> {
    let name = if many {
        format!("[[{key}]]")
    } else {
        format!("[{key}]")
    };
    let problem = format!("`{key}` is a table, but `{shown}` is a value");
    let hint = format!(
        "write `{name}` on a line of its own, with its keys below; `handbill new NAME` makes a file to look at"
    );
    Some(Diagnostic::error(Rule::WrongType, problem).hint(hint))
}

/// Explains a table in two brackets that there is only one of.
pub(super) fn one_table(key: &str) -> Diagnostic {
    let problem =
        format!("there is only one `[{key}]`; `[[{key}]]` would begin an element of a list");
    Diagnostic::error(Rule::WrongType, problem).hint(format!("write `[{key}]` with one bracket"))
}

/// The kind of value that the file has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    Text,
    Number,
    Bool,
    Date,
    List,
    Table,
}

impl Given {
    /// Reads the kind from serde's words ("string \"8\"") and from the value itself.
    fn of(words: &str, written: &str) -> Self {
        let first = words.split(' ').next().unwrap_or_default();
        let is_date = || written.starts_with(|c: char| c.is_ascii_digit());
        match first {
            "string" => Self::Text,
            "integer" | "floating" | "number" => Self::Number,
            "boolean" => Self::Bool,
            "sequence" | "array" => Self::List,
            // The `toml` crate presents a date to serde as a map; the digit that it begins with gives it away.
            "map" if is_date() => Self::Date,
            "datetime" => Self::Date,
            _ => Self::Table,
        }
    }
}

/// The kind of value that the key takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    Text,
    Number,
    Whole,
    Bool,
    List,
    Table,
}

impl Expected {
    /// Reads the kind from serde's words. `None` for words of our own types, which have better messages.
    fn of(words: &str) -> Option<Self> {
        Some(match words.trim() {
            "a string" | "string or map" | "string or table" | "a borrowed string" => Self::Text,
            "f64" | "f32" | "a number" => Self::Number,
            "u8" | "u16" | "u32" | "u64" | "usize" | "i32" | "i64" => Self::Whole,
            "a boolean" => Self::Bool,
            "a sequence" => Self::List,
            words if words.starts_with("an array") => Self::List,
            words if words.starts_with("struct ") || words == "a map" => Self::Table,
            words if words.starts_with("variant of enum") || words.starts_with("enum ") => {
                Self::Text
            }
            _ => return None,
        })
    }
}

/// A value without its quotation marks.
fn unquoted(written: &str) -> &str {
    let trimmed = written.trim();
    let inner = trimmed
        .strip_prefix("\"\"\"")
        .and_then(|inner| inner.strip_suffix("\"\"\""));
    inner.unwrap_or_else(|| trimmed.trim_matches(['"', '\'']))
}

/// A value as a text of TOML, between whichever quotation marks it does not contain.
fn text(written: &str) -> String {
    let inner = unquoted(written);
    if inner.contains('"') {
        format!("'{inner}'")
    } else {
        format!("\"{inner}\"")
    }
}

/// The number that a text begins with, such as 50 in `50+`, as TOML writes it. Commas, points, apostrophes and
/// spaces before groups of three digits are taken as separators of thousands.
fn number_in(words: &str, whole: bool) -> Option<String> {
    let words = words
        .trim()
        .trim_start_matches(['+', '-', '~', '≈', '<', '>'])
        .trim();
    let groups: Vec<&str> = words.split([',', '.', '\'', ' ', '\u{a0}']).collect();
    let digits = |text: &str| -> String { text.chars().take_while(char::is_ascii_digit).collect() };
    let thousands = groups.len() > 1
        // "1.000" is a thousand, "0.500" is a half: a number with separators does not begin with 0.
        && groups[1..].iter().all(|group| digits(group).len() == 3)
        && groups[0].chars().all(|c| c.is_ascii_digit())
        && !groups[0].starts_with('0');
    let read = if thousands {
        groups.iter().map(|group| digits(group)).collect::<String>()
    } else {
        let first = digits(words);
        let rest = words.get(first.len()..).unwrap_or_default();
        let part = rest
            .strip_prefix(['.', ','])
            .map(digits)
            .filter(|part| !part.is_empty());
        match part {
            Some(part) if !whole => format!("{first}.{part}"),
            _ => first,
        }
    };
    let trimmed = read.trim_start_matches('0');
    let read = if read.is_empty() {
        return None;
    } else if trimmed.is_empty() || trimmed.starts_with('.') {
        format!("0{trimmed}")
    } else {
        trimmed.to_owned()
    };
    (read.len() < 12).then_some(read)
}

/// The elements of a list of values on one line.
fn elements(written: &str) -> Vec<String> {
    let inner = written.trim().trim_start_matches('[').trim_end_matches(']');
    let elements = inner
        .split(',')
        .map(str::trim)
        .filter(|element| !element.is_empty());
    elements.map(str::to_owned).collect()
}

/// A value as a list. Words with commas between them become several elements, and so do the tracks of a grid.
fn listed(key: &str, written: &str, given: Given) -> String {
    if given != Given::Text {
        return match key {
            // `columns = 3` most likely means three equal columns; a large number is a width in millimetres.
            "columns" | "rows" => match written.parse::<usize>() {
                Ok(count @ 1..=12) => format!("[{}]", vec!["\"1fr\""; count].join(", ")),
                _ => format!("[\"{written}mm\"]"),
            },
            _ => format!("[\"{written}\"]"),
        };
    }
    let inner = unquoted(written).trim();
    let parts: Vec<&str> = match key {
        "columns" | "rows" => inner.split_whitespace().collect(),
        "areas" => inner
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect(),
        _ if inner.contains(',') => inner.split(',').map(str::trim).collect(),
        _ => vec![inner],
    };
    let parts: Vec<String> = parts.iter().take(8).map(|part| text(part)).collect();
    format!("[{}]", parts.join(", "))
}
