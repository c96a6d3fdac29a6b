//! What is said of a translation: how far it is, and where it differs from its source.

use std::collections::BTreeMap;

use super::{Status, Translation};
use crate::diag::{Diagnostic, Diagnostics, Severity};

/// Most keys that one message names.
const MOST_NAMED: usize = 6;

impl Translation {
    /// How many of the texts that need a translation have one.
    pub fn translated(&self) -> usize {
        self.needed - self.missing.len()
    }

    pub(super) fn report(&self, known: &BTreeMap<&str, &str>, problems: &mut Diagnostics) {
        let name = self.language.english_name();
        let tag = self.language.tag();
        if self.status == Status::Draft {
            let problem =
                Diagnostic::warning("draft", format!("the translation into {name} is a draft"));
            problems.push(problem.at(self.document.place("translation.status")).hint(
                "have it read by someone who speaks the language, then write status = \"reviewed\"",
            ));
        }
        if self.translator.is_none() {
            let problem = Diagnostic::warning(
                "no-translator",
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
                "untranslated",
                format!(
                    "{texts} not translated into {name}: {}",
                    named(&self.missing)
                ),
            );
            problems.push(
                problem
                    .at(self.document.place(""))
                    .hint(format!("they print in the first language; `handbill translate CONTENT {tag}` adds them to the file")),
            );
        }
        for path in &self.stale {
            let problem = Diagnostic::warning(
                "stale",
                format!("`{path}` changed after it was translated into {name}"),
            );
            problems.push(problem.at(self.document.place(path)).hint(format!(
                "it now reads: {}",
                shortened(known.get(path.as_str()).copied().unwrap_or_default())
            )));
        }
        for (path, own) in &self.texts {
            let original = known.get(path.as_str()).copied().unwrap_or_default();
            self.compare(path, original, own, problems);
        }
        if &**tag == "am" {
            let problem = Diagnostic::warning("unusual-language", "`am` is Amharic");
            problems.push(
                problem
                    .at(self.document.place("translation"))
                    .hint("Armenian is `hy`"),
            );
        }
    }

    /// What a printed translation must not lose: the figures, and the references to sources.
    fn compare(&self, path: &str, original: &str, own: &str, problems: &mut Diagnostics) {
        let (theirs, ours) = (figures(original), figures(own));
        if theirs != ours && !path.starts_with("source.") {
            let problem = Diagnostic::warning(
                "figures-differ",
                format!(
                    "the figures of `{path}` differ from the source's: {} there, {} here",
                    told(&theirs),
                    told(&ours)
                ),
            );
            problems.push(
                problem
                    .at(self.document.place(path))
                    .hint("write in figures what the source has in figures, and in words what it has in words"),
            );
        }
        let (theirs, ours) = (references(original), references(own));
        if theirs != ours {
            let problem = Diagnostic::warning(
                "references-differ",
                format!(
                    "`{path}` names other sources than the content: {} there, {} here",
                    told(&theirs),
                    told(&ours)
                ),
            );
            problems.push(
                problem
                    .at(self.document.place(path))
                    .hint("keep each [words](source:ID)"),
            );
        }
    }

    /// Makes a draft an error, for those who print only what was read twice.
    pub fn require_reviewed(problems: Diagnostics) -> Diagnostics {
        let mut raised = Diagnostics::default();
        raised.extend(problems.into_iter().map(|mut problem| {
            if problem.code == "draft" {
                problem.severity = Severity::Error;
            }
            problem
        }));
        raised
    }
}

/// Numbers written in figures of any script, as European ones, in order of size.
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
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    found.sort();
    found
}

/// The sources that a text refers to, in order of their ids.
fn references(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text
        .split("](source:")
        .skip(1)
        .filter_map(|part| part.split(')').next().map(str::to_owned))
        .collect();
    found.sort();
    found
}

fn told(things: &[String]) -> String {
    if things.is_empty() {
        "none".to_owned()
    } else {
        things.join(", ")
    }
}

fn named(paths: &[String]) -> String {
    let mut named = paths[..paths.len().min(MOST_NAMED)].join(", ");
    if paths.len() > MOST_NAMED {
        named.push_str(&format!(" and {} more", paths.len() - MOST_NAMED));
    }
    named
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 160;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
