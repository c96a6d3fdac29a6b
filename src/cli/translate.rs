//! `handbill translate`: writes or updates a translation. Also the table of `handbill list languages`.

use serde::Serialize;

use super::args::{self, Format};
use super::report::{self, Outcome};
use handbill::internals::content::{Content, FilledIn, Status, Translation};
use handbill::internals::diag::{Diagnostic, Diagnostics, Warned};
use handbill::internals::findings::{self, Finding};
use handbill::internals::project::{self, Project};
use handbill::internals::rules::Rule;
use handbill::internals::tasks;

/// Report of `handbill translate`, as JSON.
#[derive(Serialize)]
struct Report<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    texts: usize,
    missing: &'r [String],
    stale: &'r [String],
    diagnostics: Vec<Finding>,
}

/// Runs `handbill translate`.
pub(super) fn translate(options: &args::Translate) -> Outcome {
    let project = Project::at(&options.content);
    let mut problems = Diagnostics::default();
    let filled = tasks::translate::translate(&project, &options.lang, &mut problems);
    let filled = filled.and_then(|(path, filled)| {
        project::write(&path, filled.text.as_bytes())
            .map_err(|problem| problems.push(problem))
            .ok()?;
        // Only the written file has lines that findings can point at.
        problems.extend(tasks::translate::review(&project, &options.lang));
        Some((path, filled))
    });
    match options.format {
        Format::Json => {
            // A run that failed prints the same keys, so that programs need not test for them.
            let none = Vec::new();
            let path = filled.as_ref().map(|(path, _)| path);
            let filled = filled.as_ref().map(|(_, filled)| filled);
            report::print_json(&Report {
                path: path.map(|path| path.display().to_string()),
                texts: filled.map_or(0, |filled| filled.needed),
                missing: filled.map_or(&none, |filled| &filled.missing),
                stale: filled.map_or(&none, |filled| &filled.stale),
                diagnostics: findings::records(&problems),
            });
        }
        Format::Human => {
            report::print(&problems);
            if let Some((path, filled)) = &filled {
                report::print_line(format!("{}: {}", path.display(), describe(filled)));
            }
        }
    }
    Outcome::of(&problems)
}

/// Numbers of texts: `40 texts, 3 to translate, 1 stale: fact.rent`.
fn describe(filled: &FilledIn) -> String {
    let mut summary = format!(
        "{} texts, {} to translate",
        filled.needed,
        filled.missing.len()
    );
    if !filled.stale.is_empty() {
        summary.push_str(&format!(
            ", {} stale: {}",
            filled.stale.len(),
            filled.stale.join(", ")
        ));
    }
    summary
}

/// A language of a content file: a row of the table.
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

/// Runs `handbill list languages`.
pub(super) fn languages(options: &args::List) -> Outcome {
    let Some(path) = &options.content else {
        let problem = Diagnostic::error(
            Rule::MissingArgument,
            "`list languages` needs a content file",
        );
        let problem = problem.hint("name it, as in `handbill list languages CONTENT.toml`");
        report::print(&problem.into());
        return Outcome::CouldNotRun;
    };
    let project = Project::at(path);
    let mut problems = Diagnostics::default();
    let rows = match Content::open(&project) {
        Ok(content) => rows(&content, &mut problems),
        Err(found) => {
            problems.extend(found);
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
                // The language of the content has nothing to translate. Shares are rounded down, so that 100 %
                // means all.
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
    report::print(&problems);
    Outcome::of(&problems)
}

/// The language of the content file, and then its translations. A translation with errors is reported, and the
/// others are listed all the same.
fn rows(content: &Content<'_>, problems: &mut Diagnostics) -> Vec<LanguageRow> {
    let first = content.first_language();
    let name = handbill::internals::language::Language::of(first);
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
            Err(found) => problems.extend(found),
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
