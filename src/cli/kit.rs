//! `handbill kit`: writes one zip file for the person who prints.

use std::path::Path;

use handbill::internals::diag::{Diagnostics, counted};
use handbill::internals::kit;
use handbill::internals::project::{self, Project};

use super::args;
use super::order::order_of_copies;
use super::report::{self, Outcome, progress};

/// Runs `handbill kit`.
pub(super) fn kit(options: &args::Kit) -> Outcome {
    let mut problems = Diagnostics::default();
    let written = write(options, &mut problems);
    report::print(&problems);
    if let Some((line, _)) = &written {
        report::print_line(line);
    }
    // A kit without some of its pieces must not pass for a whole one in a script, even if the findings that kept
    // them out are about no line of a file.
    let is_whole = written.is_some_and(|(_, left_out)| left_out == 0);
    Outcome::of(&problems).max(if is_whole {
        Outcome::Done
    } else {
        Outcome::Problems
    })
}

/// Writes the kit. Returns a line that describes it, and the number of files that were left out.
fn write(options: &args::Kit, problems: &mut Diagnostics) -> Option<(String, usize)> {
    let order = order_of_copies(&options.choice, &options.terms, &options.copies);
    let project = Project::at(&options.content);
    let kit = kit::kit(&project, &order, &options.also, progress(false), problems)?;
    let path = options
        .output
        .clone()
        // The id of the campaign is known only after the content has been read, so this default is not one of clap's.
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
