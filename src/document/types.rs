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
    let given = Given::of(given, misfit.written);
    let (what, hint) = match Expected::of(expected)? {
        Expected::Text => misfit.not_text(given)?,
        Expected::Number => misfit.not_number(given, false)?,
        Expected::Whole => misfit.not_number(given, true)?,
        Expected::Bool => misfit.not_bool(given)?,
        Expected::List => misfit.not_list(given)?,
        Expected::Table => misfit.not_table(given)?,
    };
    Some(Diagnostic::error(Rule::WrongType, what).hint(hint))
}

/// A problem and the hint for it. `None` where serde would accept the value.
type Explained = Option<(String, String)>;

impl Misfit<'_> {
    /// The value in a message: its first line, shortened.
    fn shown(&self) -> String {
        short(self.written.lines().next().unwrap_or_default())
    }

    /// The holder of the value in a message. An element has no key of its own to name.
    fn holder(&self) -> String {
        if self.in_list {
            format!("an element of `{}`", self.key)
        } else {
            format!("`{}`", self.key)
        }
    }

    /// The hint that shows the right value.
    fn write(&self, right: &str) -> String {
        if self.in_list {
            format!("write `{right}`")
        } else {
            format!("write `{} = {right}`", self.key)
        }
    }

    /// Explains a value in the place of a text.
    fn not_text(&self, given: Given) -> Explained {
        let (key, written) = (self.key, self.written);
        let (holder, shown) = (self.holder(), self.shown());
        Some(match given {
            // Layouts use numbers for the places of elements, so an id needs a letter in it.
            Given::Number if key == "id" => (
                format!("`id` is a text with at least one letter, not `{shown}`"),
                self.write(&format!("\"{}-{written}\"", self.table)),
            ),
            Given::Number | Given::Bool | Given::Date => (
                format!("{holder} is a text, but `{shown}` has no quotation marks"),
                self.write(&format!("\"{written}\"")),
            ),
            Given::List => {
                let right = match &elements(written)[..] {
                    [] => "\"…\"".to_owned(),
                    [one] => text(one),
                    several => {
                        let words: Vec<&str> = several.iter().map(|one| unquoted(one)).collect();
                        // The cells of a table have lines between them.
                        let between = if matches!(key, "rows" | "columns") {
                            " | "
                        } else {
                            " "
                        };
                        format!("\"{}\"", words.join(between))
                    }
                };
                (
                    format!("{holder} is one text, but `{shown}` is a list"),
                    self.write(&right),
                )
            }
            Given::Table => (
                format!("{holder} is one text, but this is a table"),
                format!(
                    "write `{key} = \"…\"`; for other languages, `handbill translate` makes a file each"
                ),
            ),
            Given::Text => return None,
        })
    }

    /// Explains a value in the place of a number; `whole` is one without a fraction or a sign.
    fn not_number(&self, given: Given, whole: bool) -> Explained {
        let (key, written) = (self.key, self.written);
        let (holder, shown) = (self.holder(), self.shown());
        Some(match given {
            Given::Text => (
                format!("{holder} is a number, but `{shown}` is a text"),
                self.number_meant(whole).map_or_else(
                    || format!("write a number without quotation marks, such as `{key} = 8`"),
                    |number| self.write(&number),
                ),
            ),
            Given::Number if whole => {
                // A number of ten digits or more does not fit the type.
                let right = number_in(written, true).filter(|whole| whole.len() < 10);
                (
                    format!("{holder} is a whole number of 0 or more, not `{shown}`"),
                    right.map_or_else(
                        || "write a smaller number".to_owned(),
                        |right| self.write(&right),
                    ),
                )
            }
            Given::Bool | Given::Date => (
                format!("{holder} is a number, but `{shown}` is not"),
                format!("write a number, such as `{key} = 8`"),
            ),
            Given::List => {
                let elements = elements(written);
                let first = elements.first().map_or("8", |first| first);
                (
                    format!("{holder} is one value, but `{shown}` is a list"),
                    self.write(unquoted(first)),
                )
            }
            Given::Table => (
                format!("{holder} is one value, but this is a table"),
                format!("write one value: `{key} = …`"),
            ),
            Given::Number => return None,
        })
    }

    /// The number that a text stands for: a weight by its name, as in CSS, a percentage, or the number that it
    /// begins with.
    fn number_meant(&self, whole: bool) -> Option<String> {
        let inner = unquoted(self.written);
        let mut weights = WEIGHTS.iter().filter(|_| self.key == "weight");
        if let Some((_, weight)) = weights.find(|(name, _)| *name == inner.to_lowercase()) {
            return Some((*weight).to_owned());
        }
        let percent = inner.strip_suffix('%').map(str::trim);
        match percent.and_then(|percent| percent.parse::<f64>().ok()) {
            Some(percent) if !whole => Some(format!("{}", percent / 100.0)),
            _ => number_in(inner, whole),
        }
    }

    /// Explains a value in the place of `true` or `false`.
    fn not_bool(&self, given: Given) -> Explained {
        let (key, written, holder) = (self.key, self.written, self.holder());
        Some(match given {
            Given::Text | Given::Number | Given::Date => {
                // Yes and no in the languages of likely users.
                let yes = ["true", "yes", "on", "1", "ja", "oui", "si", "sí"];
                let no = ["false", "no", "off", "0", "nein", "non"];
                let inner = unquoted(written).trim().to_lowercase();
                let hint = if yes.contains(&&*inner) {
                    self.write("true")
                } else if no.contains(&&*inner) {
                    self.write("false")
                } else {
                    format!("write `{key} = true` or `{key} = false`")
                };
                (
                    format!("{holder} is `true` or `false`, without quotation marks"),
                    hint,
                )
            }
            Given::List | Given::Table => return self.not_number(given, false),
            Given::Bool => return None,
        })
    }

    /// Explains a value in the place of a list.
    fn not_list(&self, given: Given) -> Explained {
        let (key, shown) = (self.key, self.shown());
        Some(match given {
            Given::Text | Given::Number | Given::Bool | Given::Date => {
                // A list of tables (`[[fact]]`) is written in quite another way than a list of values.
                if meanings::is_list(key) {
                    return Some(table_for_value(&format!("[[{key}]]"), key, &shown));
                }
                (
                    format!("`{key}` is a list, but `{shown}` is one value"),
                    self.write(&listed(key, self.written, given)),
                )
            }
            Given::Table => (
                format!("`{key}` is a list of tables, but this is a single table"),
                format!("write `[[{key}]]` with two brackets, for each of them"),
            ),
            Given::List => return None,
        })
    }

    /// Explains a value in the place of a table.
    fn not_table(&self, given: Given) -> Explained {
        let (key, shown) = (self.key, self.shown());
        match given {
            Given::Table => None,
            _ if self.in_list => Some((
                format!("{} is a table, but `{shown}` is a value", self.holder()),
                "write its keys between braces, such as `{ text = \"Hello\" }`".to_owned(),
            )),
            _ => Some(table_for_value(&format!("[{key}]"), key, &shown)),
        }
    }
}

/// The problem and the hint for a value in the place of a table with that header.
fn table_for_value(header: &str, key: &str, shown: &str) -> (String, String) {
    (
        format!("`{key}` is a table, but `{shown}` is a value"),
        format!(
            "write `{header}` on a line of its own, with its keys below; `handbill new NAME` makes a file that shows how"
        ),
    )
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
