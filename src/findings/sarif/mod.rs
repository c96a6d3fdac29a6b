//! Findings in SARIF 2.1.0, the form in which code hosts and editors read them.
//!
//! A finding that holds for several pieces is one result, whose logical locations name the pieces. A result points
//! at the file that its reader can change: at the content file, not at a layout within the program; at the PDF
//! if the finding is about a PDF alone. The log has no time and no absolute path of the machine, so the same input
//! gives the same log everywhere.
//!
//! The schema of the format is
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json>. At 110 kB it is
//! not kept here; `python3 -m jsonschema -i LOG SCHEMA` checks a log against it.

mod found;
mod log;
mod place;
mod uri;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Gathered, sentence};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::rules::{Rule, Weight};
use found::{FINGERPRINT, Found};
use log::{
    Base, Configuration, Described, Driver, Finding, Help, Invocation, Level, Log, Message, Run,
    Suppression, Tool,
};
use place::{FOLDER, PROGRAM};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A log under construction.
#[derive(Debug)]
pub struct SarifLog<'r> {
    /// The folder that the program was run in, as an absolute path.
    folder: Option<PathBuf>,
    /// The file that a finding is shown at if it points at no file itself.
    first_file: Option<&'r Path>,
    found: Vec<Found<'r>>,
    /// Where each finding is in `found`.
    known: BTreeMap<Key<'r>, usize>,
}

/// What makes two findings the same result.
type Key<'r> = (
    Rule,
    Severity,
    &'r str,
    String,
    PlaceKey<'r>,
    Option<&'r str>,
);

/// A place in a text file, or a file with a page.
type PlaceKey<'r> = (&'r str, usize, usize);

impl<'r> SarifLog<'r> {
    /// A log without findings.
    pub fn new(folder: Option<PathBuf>, first_file: Option<&'r Path>) -> Self {
        Self {
            folder,
            first_file,
            found: Vec::new(),
            known: BTreeMap::new(),
        }
    }

    /// Adds findings that are not about a PDF.
    pub fn add_all(&mut self, problems: &'r Diagnostics) {
        for problem in problems.sorted() {
            self.add(problem, None, None);
        }
    }

    /// Adds a finding: with the PDF that it was found in, and with the reason for which the content allows it.
    pub fn add(
        &mut self,
        problem: &'r Diagnostic,
        file: Option<&'r str>,
        allowed: Option<&'r str>,
    ) {
        let place = match (&problem.place, problem.on_page) {
            (Some(place), _) => (place.source.name.as_str(), place.span.start, place.span.end),
            (None, Some(on)) => (file.unwrap_or_default(), on.page, 0),
            (None, None) => (file.unwrap_or_default(), 0, 0),
        };
        let hint = problem.hint.as_ref().map(ToString::to_string);
        let hint = hint.unwrap_or_default();
        let key = (
            problem.rule,
            problem.severity,
            problem.message.as_str(),
            hint,
            place,
            allowed,
        );
        // Results keep the order in which they were found first; the map only finds them again.
        let at = *self.known.entry(key).or_insert_with(|| {
            self.found.push(Found {
                all: Vec::new(),
                files: BTreeSet::new(),
                allowed,
            });
            self.found.len() - 1
        });
        if let Some(found) = self.found.get_mut(at) {
            found.all.push(problem);
            found.files.extend(file);
        }
    }

    /// The finished log of a run that ended with an exit code: 0 and 1 mean that it came to its end.
    pub fn finish(&self, exit_code: u8) -> impl Serialize + use<> {
        // Sorted by name, so that the indices do not depend on the order of the findings.
        let rules: BTreeSet<&str> = self
            .found
            .iter()
            .flat_map(|found| &found.all)
            .map(|problem| problem.rule.name())
            .collect();
        let rules: Vec<Rule> = rules.into_iter().filter_map(Rule::named).collect();
        let results = self.found.iter();
        let results = results.filter_map(|found| self.result(found, &rules));
        let base = |text: &str| Base {
            description: Message::new(text),
        };
        Log {
            schema: SCHEMA,
            version: "2.1.0",
            runs: [Run {
                results: results.collect(),
                tool: Tool {
                    driver: Driver {
                        name: env!("CARGO_PKG_NAME"),
                        version: env!("CARGO_PKG_VERSION"),
                        semantic_version: env!("CARGO_PKG_VERSION"),
                        // A package without a repository gives an empty text, which is no valid URI.
                        information_uri: Some(env!("CARGO_PKG_REPOSITORY"))
                            .filter(|uri| !uri.is_empty()),
                        rules: rules.iter().copied().map(describe).collect(),
                    },
                },
                invocations: [Invocation {
                    // Code 1 means that problems were found: the run itself came to its end.
                    execution_successful: exit_code < 2,
                    exit_code,
                }],
                original_uri_base_ids: BTreeMap::from([
                    (FOLDER, base("The folder that handbill was run in.")),
                    (
                        PROGRAM,
                        base("The sources of handbill, with its own layouts."),
                    ),
                ]),
                // Readers that ignore this count so, as editors do.
                column_kind: "utf16CodeUnits",
            }],
        }
    }

    fn result(&self, found: &Found<'_>, rules: &[Rule]) -> Option<Finding> {
        let gathered = Gathered::of(found.all.clone())?;
        let problem = gathered.problem;
        let location = place::location(found, self.folder.as_deref(), self.first_file);
        let fingerprint = found.fingerprint(problem, &location);
        Some(Finding {
            rule_id: problem.rule,
            rule_index: rules.iter().position(|rule| *rule == problem.rule)?,
            level: level(problem),
            message: describe_finding(&gathered),
            related_locations: place::shipped(problem).into_iter().collect(),
            locations: vec![location],
            partial_fingerprints: BTreeMap::from([(FINGERPRINT, fingerprint)]),
            suppressions: found
                .allowed
                .map(|reason| Suppression {
                    // The `[[allow]]` is in the content file, which SARIF calls the source.
                    kind: "inSource",
                    status: "accepted",
                    justification: reason.to_owned(),
                })
                .into_iter()
                .collect(),
        })
    }
}

/// What is wrong, on which pieces, and what to do. The first line is a sentence by itself (3.11.3).
fn describe_finding(gathered: &Gathered<'_>) -> Message {
    let (title, list) = gathered.describe();
    let mut lines = vec![sentence(&title)];
    lines.extend(list);
    let hint = gathered.problem.hint.as_ref();
    lines.extend(hint.map(|hint| sentence(&hint.to_string())));
    Message::new(lines.join("\n"))
}

fn describe(rule: Rule) -> Described {
    Described {
        id: rule,
        short_description: Message::new(first_sentence(rule.why())),
        full_description: Message::new(rule.why()),
        help: Help {
            text: format!("{}\n\n{}", rule.why(), rule.fix()),
            markdown: format!(
                "**Why it matters:** {}\n\n**How to fix it:** {}",
                rule.why(),
                rule.fix()
            ),
        },
        default_configuration: Configuration {
            // The level of a rule without a result in hand.
            level: match rule.weight() {
                Weight::Error => Level::Error,
                // Each result says what it is; a reader that knows only the rule had better not stop.
                Weight::Warning | Weight::Either => Level::Warning,
            },
        },
    }
}

fn level(problem: &Diagnostic) -> Level {
    match problem.severity {
        // The user cannot mend these, and an alert that nobody can close hides the others.
        _ if problem.is_about_shipped_layout() => Level::Note,
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
    }
}

fn first_sentence(text: &str) -> &str {
    match text.find(". ") {
        Some(end) => &text[..=end],
        None => text,
    }
}
