//! What `build`, `check` and `proof` print for programs: JSON, its schema, and SARIF.

use std::path::Path;

use handbill::internals::diag::Diagnostics;
use handbill::internals::findings::{self, Finding, SarifLog};
use schemars::JsonSchema;
use serde::Serialize;

use super::files::BuildReport;
use super::proof_records::ProofRecords;
use super::report::{self, Outcome};

/// The report of a command. `command` says of which.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "command", rename_all = "lowercase")]
pub(super) enum Report<'r> {
    /// `handbill build --format json`.
    Build(BuildReport<'r>),
    /// `handbill check --format json`.
    Check(CheckReport),
    /// `handbill proof --format json`.
    Proof(ProofRecords<'r>),
}

/// The report of a check.
#[derive(Serialize, JsonSchema)]
pub(super) struct CheckReport {
    /// The findings, by file and place.
    diagnostics: Vec<Finding>,
}

impl CheckReport {
    pub(super) fn of(problems: &Diagnostics) -> Self {
        Self {
            diagnostics: findings::records(problems),
        }
    }
}

impl Report<'_> {
    /// Prints it to standard output.
    pub(super) fn print(&self) {
        report::print_json(self);
    }
}

/// The JSON Schema of all reports, as text that ends with a line break.
pub(super) fn json_schema() -> String {
    findings::json_schema::<Report<'static>>("Reports of handbill")
}

/// Prints findings as a SARIF log. A finding that points at no file is shown at the first file of the command.
pub(super) fn print_sarif<'r>(
    first_file: Option<&'r Path>,
    add_findings: impl FnOnce(&mut SarifLog<'r>),
    outcome: Outcome,
) {
    // If nobody knows the folder, addresses stay as the files were named.
    let folder = std::env::current_dir().ok();
    let mut log = SarifLog::new(folder, first_file);
    add_findings(&mut log);
    report::print_json(&log.finish(outcome.code()));
}
