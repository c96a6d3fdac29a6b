//! `handbill gallery`: writes one picture of all pieces.

use handbill::internals::diag::{Diagnostic, Diagnostics};
use handbill::internals::project::{self, Project};
use handbill::internals::tasks::gallery::{GalleryFormat, GalleryScale, gallery};

use super::args;
use super::order::order;
use super::report::{self, Outcome, progress};
use handbill::internals::rules::Rule;

/// Runs `handbill gallery`.
pub(super) fn show(options: &args::Gallery) -> Outcome {
    let mut problems = Diagnostics::default();
    let written = write(options, &mut problems);
    report::print(&problems);
    if written.is_some() {
        report::print_line(options.output.display());
    }
    Outcome::of(&problems)
}

fn write(options: &args::Gallery, problems: &mut Diagnostics) -> Option<()> {
    // The format is checked first, because making the pieces takes seconds.
    let format = format(options)
        .map_err(|problem| problems.push(problem))
        .ok()?;
    let order = order(&options.choice, None);
    let project = Project::at(&options.content);
    let scale = match options.true_scale {
        true => GalleryScale::True,
        false => GalleryScale::Seen,
    };
    let bytes = gallery(&project, &order, (format, scale), progress(false), problems)?;
    project::write(&options.output, &bytes)
        .map_err(|problem| problems.push(problem))
        .ok()
}

/// The format that the ending of the file name asks for.
fn format(options: &args::Gallery) -> Result<GalleryFormat, Diagnostic> {
    let ending = options.output.extension().and_then(|it| it.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("pdf") => Ok(GalleryFormat::Pdf),
        Some("png") => Ok(GalleryFormat::Png {
            width: options.width,
        }),
        _ => Err(
            Diagnostic::error(Rule::UnknownFormat, "a gallery can be a PDF or a PNG")
                .hint("end the file name in .pdf or .png"),
        ),
    }
}
