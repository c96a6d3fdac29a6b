//! `handbill check`.

use std::io::{self, Write};

use handbill::internals::diag::{Diagnostics, counted};
use handbill::internals::project::Project;
use handbill::internals::tasks;
use serde::Serialize;

use super::args::{self, Format};
use super::order::order_to_check;
use super::report::{self, Outcome, Record};

/// `handbill check`.
pub(super) fn check(options: &args::Check) -> Outcome {
    let mut problems = Diagnostics::default();
    let project = Project::at(&options.content);
    // A check that cannot begin has said why.
    let _ = tasks::check(&project, &order_to_check(options), &mut problems);
    match options.format {
        Format::Json => {
            #[derive(Serialize)]
            struct Findings<'r> {
                diagnostics: Vec<Record<'r>>,
            }
            report::print_json(&Findings {
                diagnostics: report::records(&problems),
            });
        }
        Format::Human => {
            let counts = report::print(&problems);
            let notes = match counts.notes {
                0 => String::new(),
                notes => format!(", {} on layouts", counted(notes, "note")),
            };
            let found = format!(
                "{}: {}, {}{notes}",
                options.content.display(),
                counted(counts.errors, "error"),
                counted(counts.warnings, "warning")
            );
            // A closed pipe is the reader's choice.
            let _ = writeln!(io::stdout().lock(), "{found}");
        }
    }
    Outcome::of(&problems)
}
