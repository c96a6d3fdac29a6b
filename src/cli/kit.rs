//! `handbill kit`.

use std::io::{self, Write};
use std::path::Path;

use handbill::internals::diag::{Diagnostics, counted};
use handbill::internals::kit;
use handbill::internals::project::{self, Project};

use super::args;
use super::order::order_of_copies;
use super::report::{self, Outcome, progress};

/// `handbill kit`.
pub(super) fn kit(options: &args::Kit) -> Outcome {
    let mut problems = Diagnostics::default();
    let written = write(options, &mut problems);
    report::print(&problems);
    let mut out = io::stdout().lock();
    if let Some((line, _)) = &written {
        // A closed pipe is the reader's choice.
        let _ = writeln!(out, "{line}");
    }
    // That pieces were left out is to be known, even where no finding names a line.
    let is_whole = written.is_some_and(|(_, left_out)| left_out == 0);
    Outcome::of(&problems).max(if is_whole {
        Outcome::Done
    } else {
        Outcome::Problems
    })
}

/// Writes the kit: what was written, in a line, and how many files were left out.
fn write(options: &args::Kit, problems: &mut Diagnostics) -> Option<(String, usize)> {
    let order = order_of_copies(&options.choice, &options.terms, &options.copies);
    let project = Project::at(&options.content);
    let kit = kit::kit(&project, &order, progress(false), problems)?;
    let path = options
        .output
        .clone()
        .unwrap_or_else(|| Path::new("out").join(&kit.campaign).join("kit.zip"));
    project::write(&path, &kit.zip)
        .map_err(|problem| problems.push(problem))
        .ok()?;
    let left_out = match kit.left_out {
        0 => String::new(),
        count => format!(", {} left out", counted(count, "file")),
    };
    let files = counted(kit.files, "file");
    Some((
        format!("{}: {files}{left_out}", path.display()),
        kit.left_out,
    ))
}
