//! Puts the messages of serde about keys and values into the words of a user, and adds what to write instead.
//!
//! Serde's sentences are matched by their beginnings ("unknown field", "invalid type"), as it gives no codes. A
//! sentence that is not recognised is passed on as it is, so a new version of serde can only make messages
//! plainer.

use std::ops::Range;

use super::file::Document;
use super::meanings::{self, declared_picture};
use super::types;
use crate::diag::{self, Diagnostic, Diagnostics, Hint, Meant};
use crate::rules::Rule;

impl Document {
    /// Explains an error of serde. `span` is the value or key in the file, and `path` the key path to it, with
    /// numbers for elements of lists.
    pub(super) fn explain(&self, message: &str, span: &Range<usize>, path: &str) -> Diagnostic {
        let written = self.source.text.get(span.clone()).unwrap_or_default();
        let mut keys = path.rsplit('.').peekable();
        let mut in_list = false;
        // The key to name is the last part of the path that is not the number of an element.
        while let Some(number) = keys.peek()
            && number.parse::<usize>().is_ok()
        {
            in_list = true;
            keys.next();
        }
        let key = keys.next().unwrap_or_default();
        // Serde accepts a sequence where a struct belongs, and would complain about the first element instead
        // of the two brackets of `[[campaign]]`.
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
        // `logo = "logo.svg"` under a key that does not exist: the user needs to know how to declare a picture,
        // too.
        let after = self.source.text.get(span.end..).unwrap_or_default();
        let line = after.lines().next().unwrap_or_default();
        let value = line.trim_start().strip_prefix('=').map(str::trim_start);
        let file =
            value.and_then(|value| value.strip_prefix(['"', '\''])?.split(['"', '\'']).next());
        match (&problem.hint, file.and_then(declared_picture)) {
            (Some(hint), Some(declared))
                if problem.rule == Rule::UnknownKey
                    && hint.meant == Some(Meant::Name("image".to_owned())) =>
            {
                let hint = hint.clone().and(&declared);
                problem.hint(hint)
            }
            _ => problem,
        }
    }

    /// Drops errors that only follow from a misspelt list of tables. If `[[action]]` is misspelt, the
    /// `[action.script]` below it makes `action` a single table, which is of the wrong type; the misspelling
    /// alone is reported.
    pub(super) fn drop_parts_of_misspelt(&self, problems: &mut Diagnostics) {
        let meant: Vec<Meant> = problems
            .iter()
            .filter_map(|problem| problem.hint.clone()?.meant)
            .collect();
        let follows = |problem: &Diagnostic| {
            let key = problem.place.as_ref().map_or("", |place| &place.key);
            problem.rule == Rule::WrongType && meant.contains(&Meant::List(key.to_owned()))
        };
        let all = std::mem::take(problems);
        *problems = all.filter_map(|problem| (!follows(&problem)).then_some(problem));
    }
}

/// The known key that a wrong one stands for: a word of the same meaning (`link` for `url`), or one that is
/// spelt almost the same.
pub fn meant_key<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let by_spelling = || match meanings::home(word) {
        // A correct key of another table is in the wrong place, not misspelt.
        Some(_) => None,
        None => diag::closest(word, known.iter().copied()),
    };
    meanings::meant(word, known).or_else(by_spelling)
}

/// The table that a key belongs to, if it is one that people often write into another table.
pub fn home_of_key(word: &str) -> Option<&'static str> {
    meanings::home(word)
}

/// Explains a sentence of serde about keys and words.
fn explain(message: &str, path: &str) -> Diagnostic {
    let mut quoted = message.split('`').skip(1).step_by(2);
    // In serde's sentence the wrong name comes first between backquotes, then all known ones.
    if message.starts_with("unknown field") {
        let given = quoted.next().unwrap_or_default().to_owned();
        let known: Vec<&str> = quoted.collect();
        let problem = Diagnostic::error(Rule::UnknownKey, format!("unknown key `{given}`"));
        let Some(meant) = meanings::meant(&given, &known) else {
            return match meanings::home(&given) {
                Some(table) => {
                    problem.suggest_or(&given, known, format!("`{given}` belongs below {table}"))
                }
                None => problem.suggest(&given, known),
            };
        };
        // Keys at the top of a file are tables, which are written in brackets.
        let is_table = !path.contains('.');
        let name = meant.to_owned();
        return problem.hint(Hint::meant(match is_table {
            true if meanings::is_list(meant) => Meant::List(name),
            true => Meant::Table(name),
            false => Meant::Name(name),
        }));
    }
    if message.starts_with("unknown variant") {
        let given = quoted.next().unwrap_or_default().to_owned();
        let known: Vec<&str> = quoted.collect();
        let problem = Diagnostic::error(Rule::UnknownValue, format!("unknown value `{given}`"));
        return match meanings::meant(&given, &known) {
            Some(meant) => problem.meant(meant),
            None => problem.suggest(&given, known),
        };
    }
    if message.starts_with("missing field") {
        let lacks = quoted.next().unwrap_or_default();
        return Diagnostic::error(Rule::MissingKey, format!("`{lacks}` is missing"));
    }
    if message.starts_with("invalid") || message.starts_with("data did not match") {
        let key = path.rsplit('.').find(|part| part.parse::<usize>().is_err());
        let key = key.unwrap_or_default();
        // Serde names Rust types ("expected f64"). Our own visitors say what a user would write, after
        // "expected".
        let what = match message.split_once(", expected ") {
            Some((_, expected)) => format!("`{key}` is {}", expected.trim()),
            None => format!("`{key}` has a value of the wrong kind"),
        };
        return Diagnostic::error(Rule::WrongType, what).hint(
            "write texts in quotation marks, numbers without them, and lists between [ and ]",
        );
    }
    // Our own types separate message and hint with a dash, since serde's errors have no hint.
    match message.split_once(" — ") {
        Some((message, hint)) => {
            Diagnostic::error(Rule::BadValue, message.trim().to_owned()).hint(hint.trim())
        }
        None => Diagnostic::error(Rule::BadValue, message.trim().to_owned()),
    }
}
