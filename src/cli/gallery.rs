//! `handbill gallery`.

use std::io::{self, Write};

use handbill::internals::diag::{Diagnostic, Diagnostics};
use handbill::internals::project::{self, Project};
use handbill::internals::tasks::gallery::{GalleryFormat, gallery};

use super::args;
use super::order::order;
use super::report::{self, Outcome, progress};
use handbill::internals::rules::Rule;

/// `handbill gallery`.
pub(super) fn show(options: &args::Gallery) -> Outcome {
    let mut problems = Diagnostics::default();
    let written = write(options, &mut problems);
    report::print(&problems);
    if written.is_some() {
        // A closed pipe is the reader's choice.
        let _ = writeln!(io::stdout().lock(), "{}", options.output.display());
    }
    Outcome::of(&problems)
}

fn write(options: &args::Gallery, problems: &mut Diagnostics) -> Option<()> {
    let format = format(options)
        .map_err(|problem| problems.push(problem))
        .ok()?;
    let order = order(&options.choice, None);
    let project = Project::at(&options.content);
    let bytes = gallery(&project, &order, format, progress(false), problems)?;
    project::write(&options.output, &bytes)
        .map_err(|problem| problems.push(problem))
        .ok()
}

/// What the ending of the file's name asks for.
fn format(options: &args::Gallery) -> Result<GalleryFormat, Diagnostic> {
    let ending = options.output.extension().and_then(|it| it.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("pdf") => Ok(GalleryFormat::Pdf),
        Some("png") => Ok(GalleryFormat::Png {
            width: options.width,
        }),
        _ => Err(
            Diagnostic::error(Rule::UnknownFormat, "a gallery is a PDF or a PNG")
                .hint("let the name of the file end in .pdf or .png"),
        ),
    }
}
