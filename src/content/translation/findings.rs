//! Findings about a translation: its state, missing and stale texts, and texts that differ from their source in
//! figures or references. Figures and sources are all that a program can compare without knowing the languages,
//! and they are what must not be wrong on a leaflet.

use std::collections::BTreeMap;

use super::{Status, Translation};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::rules::Rule;

/// Most keys that one message lists.
const MOST_NAMED: usize = 6;

impl Translation {
    /// Number of texts that need a translation and have one.
    pub fn translated(&self) -> usize {
        self.needed - self.missing.len()
    }

    /// Reports everything about the translation. `known` has the source texts by key path.
    pub(super) fn report(&self, known: &BTreeMap<&str, &str>, problems: &mut Diagnostics) {
        let name = self.language.english_name();
        let tag = self.language.tag();
        if self.status == Status::Draft {
            let problem = Diagnostic::warning(
                Rule::Draft,
                format!("the translation into {name} is a draft"),
            );
            problems.push(problem.at(self.document.place("translation.status")).hint(
                "let someone else who speaks the language read it, then write status = \"reviewed\"",
            ));
        }
        if self.translator.is_none() {
            let problem = Diagnostic::warning(
                Rule::NoTranslator,
                format!("the translation into {name} does not say who made it"),
            );
            problems.push(
                problem
                    .at(self.document.place("translation.translator"))
                    .hint("write translator = \"…\" under [translation]"),
            );
        }
        if !self.missing.is_empty() {
            let count = self.missing.len();
            let texts = if count == 1 {
                "1 text is"
            } else {
                &format!("{count} texts are")
            };
            let problem = Diagnostic::warning(
                Rule::Untranslated,
                format!(
                    "{texts} not translated into {name}: {}",
                    named(&self.missing)
                ),
            );
            problems.push(
                problem
                    .at(self.document.place(""))
                    .hint(format!("they are printed in the language of the content; `handbill translate CONTENT {tag}` adds them to the file")),
            );
        }
        for path in &self.stale {
            let problem = Diagnostic::warning(
                Rule::Stale,
                format!("the source of `{path}` changed after it was translated into {name}"),
            );
            problems.push(problem.at(self.document.place(path)).hint(format!(
                "the source now reads: {}",
                shortened(known.get(path.as_str()).copied().unwrap_or_default())
            )));
        }
        for (path, own) in &self.texts {
            let original = known.get(path.as_str()).copied().unwrap_or_default();
            self.compare(path, original, own, problems);
        }
        if &**tag == "am" {
            // People guess `am` for Armenian, from the country code.
            let problem = Diagnostic::warning(Rule::UnusualLanguage, "`am` is Amharic");
            problems.push(
                problem
                    .at(self.document.place("translation"))
                    .hint("Armenian is `hy`"),
            );
        }
    }

    /// Compares the figures and the references to sources of a text with those of its source.
    fn compare(&self, path: &str, original: &str, own: &str, problems: &mut Diagnostics) {
        let (theirs, ours) = (figures(original), figures(own));
        // Titles of publications are exempt: their translation may write out a number.
        if theirs != ours && !path.starts_with("source.") {
            let problem = Diagnostic::warning(
                Rule::FiguresDiffer,
                format!(
                    "the figures in `{path}` differ: {} in the content, {} in the translation",
                    listed(&theirs),
                    listed(&ours)
                ),
            );
            problems.push(
                problem
                    .at(self.document.place(path))
                    .hint("write numbers in figures or in words as the source does"),
            );
        }
        let (theirs, ours) = (references(original), references(own));
        if theirs != ours {
            let problem = Diagnostic::warning(
                Rule::ReferencesDiffer,
                format!(
                    "the references to sources in `{path}` differ: {} in the content, {} in the translation",
                    listed(&theirs),
                    listed(&ours)
                ),
            );
            problems.push(
                problem
                    .at(self.document.place(path))
                    .hint("keep each [words](source:ID)"),
            );
        }
    }

    /// Turns the warning about a draft into an error, for those who print only reviewed translations.
    pub fn require_reviewed(problems: Diagnostics) -> Diagnostics {
        let mut raised = Diagnostics::default();
        raised.extend(problems.into_iter().map(|mut problem| {
            if problem.rule == Rule::Draft {
                problem.severity = Severity::Error;
            }
            problem
        }));
        raised
    }
}

/// The numbers in a text, sorted as texts. Arabic and Persian digits are read as European ones. Separators
/// split numbers, since `10.000` and `10 000` are the same in two languages.
fn figures(text: &str) -> Vec<String> {
    let european = |c: char| -> char {
        match c {
            '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
            '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
            other => other,
        }
    };
    let text: String = text.chars().map(european).collect();
    let mut found: Vec<String> = text
        // So `10.000` is the two numbers `10` and `000` in both languages.
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    found.sort();
    found
}

/// The ids of the sources that a text refers to, sorted: a translation may change their order.
fn references(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text
        .split("](source:")
        .skip(1)
        .filter_map(|part| part.split(')').next().map(str::to_owned))
        .collect();
    found.sort();
    found
}

/// Things in a row, for a message.
fn listed(things: &[String]) -> String {
    if things.is_empty() {
        "none".to_owned()
    } else {
        things.join(", ")
    }
}

/// Key paths in a row, the first few of them.
fn named(paths: &[String]) -> String {
    let mut named = paths[..paths.len().min(MOST_NAMED)].join(", ");
    if paths.len() > MOST_NAMED {
        named.push_str(&format!(" and {} more", paths.len() - MOST_NAMED));
    }
    named
}

/// The first 160 characters of a text, on one line.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 160;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
