//! Says in a user's words what serde says of a key or a value, and what to write instead.

use std::ops::Range;

use super::file::Document;
use super::meanings::{self, declared_picture};
use super::types;
use crate::diag::{self, Diagnostic, Diagnostics};

impl Document {
    /// Says what is wrong with the value or the key at a place, and what to write.
    pub(super) fn explain(&self, message: &str, span: &Range<usize>, path: &str) -> Diagnostic {
        let written = self.source.text.get(span.clone()).unwrap_or_default();
        let mut keys = path.rsplit('.').peekable();
        let mut in_list = false;
        while let Some(number) = keys.peek()
            && number.parse::<usize>().is_ok()
        {
            in_list = true;
            keys.next();
        }
        let key = keys.next().unwrap_or_default();
        // serde takes a list for a table whose keys come in order.
        if written.starts_with("[[") && message.starts_with("invalid type: map") {
            return types::one_table(written.trim_matches(['[', ']']).trim());
        }
        let value_of = |span: &Range<usize>| self.spans.places.get(path) == Some(span);
        let misfit = types::Misfit {
            key,
            written,
            in_list: in_list || !value_of(span),
            table: path.split('.').next().unwrap_or_default(),
        };
        let problem = types::explain(message, &misfit).unwrap_or_else(|| explain(message, path));
        // A picture by its file, under a key of another name.
        let after = self.source.text.get(span.end..).unwrap_or_default();
        let line = after.lines().next().unwrap_or_default();
        let value = line.trim_start().strip_prefix('=').map(str::trim_start);
        let file =
            value.and_then(|value| value.strip_prefix(['"', '\''])?.split(['"', '\'']).next());
        match (&problem.hint, file.and_then(declared_picture)) {
            (Some(meant), Some(declared))
                if problem.code == "unknown-key" && meant.contains("`image`") =>
            {
                let hint = format!("{meant} {declared}");
                problem.hint(hint)
            }
            _ => problem,
        }
    }

    /// A table whose other parts have its right name is reported by the part that is misspelt alone.
    pub(super) fn drop_parts_of_misspelt(&self, problems: &mut Diagnostics) {
        let hints: Vec<String> = problems
            .iter()
            .filter_map(|problem| problem.hint.clone())
            .collect();
        let follows = |problem: &Diagnostic| {
            let key = problem.place.as_ref().map_or("", |place| &place.key);
            let meant = format!("did you mean `[[{key}]]`?");
            problem.code == "wrong-type" && hints.contains(&meant)
        };
        let all = std::mem::take(problems);
        *problems = all.filter_map(|problem| (!follows(&problem)).then_some(problem));
    }
}

/// The key that a word means: by the sense of the word, or because it is spelt almost like it.
pub fn meant_key<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let by_spelling = || match meanings::home(word) {
        // A word that is right in another table is no slip of spelling.
        Some(_) => None,
        None => diag::close_to(word, known),
    };
    meanings::meant(word, known).or_else(by_spelling)
}

/// The table that a key belongs to, if people often write it into another.
pub fn home_of_key(word: &str) -> Option<&'static str> {
    meanings::home(word)
}

/// Turns serde's sentence on keys and words into one of ours.
fn explain(message: &str, path: &str) -> Diagnostic {
    let mut quoted = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field") {
        let given = quoted.next().unwrap_or_default().to_owned();
        let known: Vec<&str> = quoted.collect();
        let problem = Diagnostic::error("unknown-key", format!("unknown key `{given}`"));
        let Some(meant) = meanings::meant(&given, &known) else {
            let close = problem.clone().suggest(&given, known);
            let is_close = close
                .hint
                .as_ref()
                .is_some_and(|hint| hint.starts_with("did you"));
            return match meanings::home(&given) {
                Some(table) if !is_close => {
                    problem.hint(format!("`{given}` belongs below {table}"))
                }
                _ => close,
            };
        };
        // At the top of a file the keys are tables.
        let is_table = !path.contains('.');
        return problem.hint(match is_table {
            true if meanings::is_list(meant) => format!("did you mean `[[{meant}]]`?"),
            true => format!("did you mean `[{meant}]`?"),
            false => format!("did you mean `{meant}`?"),
        });
    }
    if message.starts_with("unknown variant") {
        let given = quoted.next().unwrap_or_default().to_owned();
        let known: Vec<&str> = quoted.collect();
        let problem = Diagnostic::error("unknown-value", format!("unknown value `{given}`"));
        return match meanings::meant(&given, &known) {
            Some(meant) => problem.hint(format!("did you mean `{meant}`?")),
            None => problem.suggest(&given, known),
        };
    }
    if message.starts_with("missing field") {
        let lacks = quoted.next().unwrap_or_default();
        return Diagnostic::error("missing-key", format!("`{lacks}` is missing"));
    }
    if message.starts_with("invalid") || message.starts_with("data did not match") {
        let key = path.rsplit('.').find(|part| part.parse::<usize>().is_err());
        let key = key.unwrap_or_default();
        // The words of a person who writes files, not those of a programmer.
        let what = match message.split_once(", expected ") {
            Some((_, expected)) => format!("`{key}` is {}", expected.trim()),
            None => format!("`{key}` has another kind of value than it takes"),
        };
        return Diagnostic::error("wrong-type", what).hint(
            "texts stand between quotation marks, numbers do not, and lists stand between [ and ]",
        );
    }
    match message.split_once(" — ") {
        Some((message, hint)) => {
            Diagnostic::error("bad-value", message.trim().to_owned()).hint(hint.trim())
        }
        None => Diagnostic::error("bad-value", message.trim().to_owned()),
    }
}
