//! Reports of `build`, `check` and `proof` for programs: JSON, its schema, and SARIF.

use std::path::Path;

use handbill::internals::diag::Diagnostics;
use handbill::internals::findings::{self, Finding, SarifLog};
use schemars::JsonSchema;
use serde::Serialize;

use super::files::BuildReport;
use super::proof_records::ProofRecords;
use super::report::{self, Outcome};

/// Report of a command; `command` names it.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "command", rename_all = "lowercase")]
pub(super) enum Report<'r> {
    /// Report of `handbill build --format json`.
    Build(BuildReport<'r>),
    /// Report of `handbill check --format json`.
    Check(CheckReport),
    /// Report of `handbill proof --format json`.
    Proof(ProofRecords<'r>),
}

/// Report of a check.
#[derive(Serialize, JsonSchema)]
pub(super) struct CheckReport {
    /// Findings, sorted by file and place.
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
    /// Prints the report to standard output.
    pub(super) fn print(&self) {
        report::print_json(self);
    }
}

/// JSON Schema of all reports, as text that ends with a line break.
pub(super) fn json_schema() -> String {
    findings::json_schema::<Report<'static>>("Reports of handbill")
}

/// Prints findings as a SARIF log. Readers of SARIF show a result only at a file, so a finding that points at none
/// gets the first file of the command.
pub(super) fn print_sarif<'r>(
    first_file: Option<&'r Path>,
    add_findings: impl FnOnce(&mut SarifLog<'r>),
    outcome: Outcome,
) {
    // Without a current folder (it may have been deleted), addresses stay as the files were named.
    let folder = std::env::current_dir().ok();
    let mut log = SarifLog::new(folder, first_file);
    add_findings(&mut log);
    // SARIF records the exit code of the run that it describes.
    report::print_json(&log.finish(outcome.code()));
}
