//! `handbill check`: reports every problem of a content file, and writes no files.

use handbill::internals::diag::{Diagnostics, counted};
use handbill::internals::project::Project;
use handbill::internals::tasks;

use super::args::{self, ReportFormat};
use super::order::order_to_check;
use super::output::{CheckReport, Report, print_sarif};
use super::report::{self, Outcome};

/// Runs `handbill check`.
pub(super) fn check(options: &args::Check) -> Outcome {
    let mut problems = Diagnostics::default();
    let project = Project::at(&options.content);
    // The result is empty if the check could not begin; `problems` has the reason then.
    let _ = tasks::check(&project, &order_to_check(options), &mut problems);
    match options.format {
        ReportFormat::Json => Report::Check(CheckReport::of(&problems)).print(),
        ReportFormat::Sarif => {
            let content = Some(options.content.as_path());
            print_sarif(
                content,
                |log| log.add_all(&problems),
                Outcome::of(&problems),
            );
        }
        ReportFormat::Human => {
            let counts = report::print(&problems);
            let notes = match counts.notes {
                0 => String::new(),
                notes => format!(", {} on layouts", counted(notes, "note")),
            };
            report::print_line(format!(
                "{}: {}, {}{notes}",
                options.content.display(),
                counted(counts.errors, "error"),
                counted(counts.warnings, "warning")
            ));
        }
    }
    Outcome::of(&problems)
}
