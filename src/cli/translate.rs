//! `handbill translate`, and the list of languages.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{self, Format};
use super::report::{self, Outcome, Record};
use crate::content::{Content, FilledIn, Status, Translation};
use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::project::{self, Project};
use crate::rules::Rule;

/// What was written, as told to programs.
#[derive(Serialize)]
struct Report<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    texts: usize,
    missing: &'r [String],
    stale: &'r [String],
    diagnostics: Vec<Record<'r>>,
}

/// `handbill translate`.
pub(super) fn translate(options: &args::Translate) -> Outcome {
    let project = Project::at(&options.content);
    let path = project.translation_path(&options.lang);
    let mut said = Diagnostics::default();
    let filled = Content::open(&project).and_then(|content| {
        // Errors of the content itself come first: a translator should not work on a broken file.
        content.original()?;
        let filled = content.fill_in(&options.lang)?;
        project::write(&path, filled.text.as_bytes())?;
        // What the file has wrong is said at once, not at the next build.
        match content.translation(&options.lang) {
            Ok(Warned { warnings, .. }) => said.extend(warnings.into_iter().filter(|warning| {
                matches!(
                    warning.rule,
                    Rule::FiguresDiffer | Rule::ReferencesDiffer | Rule::UnusualLanguage
                )
            })),
            Err(problems) => said.extend(problems),
        }
        Ok(filled)
    });
    let filled = filled.map_err(|problems| said.extend(problems)).ok();
    match options.format {
        Format::Json => {
            let none = Vec::new();
            report::print_json(&Report {
                path: filled.as_ref().map(|_| path.display().to_string()),
                texts: filled.as_ref().map_or(0, |filled| filled.needed),
                missing: filled.as_ref().map_or(&none, |filled| &filled.missing),
                stale: filled.as_ref().map_or(&none, |filled| &filled.stale),
                diagnostics: report::records(&said),
            });
        }
        Format::Human => {
            report::print(&said);
            if let Some(filled) = &filled {
                // A closed pipe is the reader's choice.
                let _ = writeln!(io::stdout().lock(), "{}: {}", path.display(), told(filled));
            }
        }
    }
    Outcome::of(&said)
}

fn told(filled: &FilledIn) -> String {
    let mut told = format!(
        "{} texts, {} to translate",
        filled.needed,
        filled.missing.len()
    );
    if !filled.stale.is_empty() {
        told.push_str(&format!(
            ", {} stale: {}",
            filled.stale.len(),
            filled.stale.join(", ")
        ));
    }
    told
}

/// A language of a content file.
#[derive(Serialize)]
struct LanguageRow {
    language: String,
    name: String,
    texts: usize,
    translated: usize,
    stale: usize,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    translator: Option<String>,
}

/// `handbill list languages`.
pub(super) fn languages(options: &args::List) -> Outcome {
    let Some(path) = &options.content else {
        let problem = Diagnostic::error(Rule::MissingArgument, "no content file is named");
        let problem = problem.hint("handbill list languages content/free-armenian-pows.toml");
        report::print(&problem.into());
        return Outcome::CouldNotRun;
    };
    let project = Project::at(path);
    let mut said = Diagnostics::default();
    let rows = match Content::open(&project) {
        Ok(content) => rows(&content, &mut said),
        Err(problems) => {
            said.extend(problems);
            Vec::new()
        }
    };
    match options.format {
        Format::Json => report::print_json(&rows),
        Format::Human if rows.is_empty() => {}
        Format::Human => {
            let head = [
                "language",
                "name",
                "translated",
                "stale",
                "status",
                "translator",
            ];
            let mut table = vec![head.map(str::to_owned).to_vec()];
            table.extend(rows.iter().map(|row| {
                let share = match row.texts {
                    0 => "-".to_owned(),
                    texts => format!(
                        "{} % ({} of {texts})",
                        row.translated * 100 / texts,
                        row.translated
                    ),
                };
                vec![
                    row.language.clone(),
                    row.name.clone(),
                    share,
                    row.stale.to_string(),
                    row.status.to_owned(),
                    row.translator.clone().unwrap_or_else(|| "-".to_owned()),
                ]
            }));
            report::print_table(&table);
        }
    }
    report::print(&said);
    Outcome::of(&said)
}

fn rows(content: &Content<'_>, said: &mut Diagnostics) -> Vec<LanguageRow> {
    let first = content.first_language();
    let name = crate::language::Language::of(first);
    let mut rows = vec![LanguageRow {
        language: first.to_owned(),
        name: name.map_or_else(
            |_| String::new(),
            |language| language.english_name().to_owned(),
        ),
        texts: 0,
        translated: 0,
        stale: 0,
        status: "original",
        translator: None,
    }];
    for tag in content.translations() {
        match content.translation(&tag) {
            Ok(Warned { value, .. }) => rows.push(row(&tag, value)),
            Err(problems) => said.extend(problems),
        }
    }
    rows
}

fn row(tag: &str, translation: Translation) -> LanguageRow {
    LanguageRow {
        language: tag.to_owned(),
        name: translation.language.english_name().to_owned(),
        texts: translation.needed,
        translated: translation.translated(),
        stale: translation.stale.len(),
        status: match translation.status {
            Status::Draft => "draft",
            Status::Reviewed => "reviewed",
        },
        translator: translation.translator,
    }
}
