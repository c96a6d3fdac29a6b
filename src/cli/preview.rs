//! `handbill preview`: writes PNG pictures of the pieces of a content file, or of finished PDFs.

use std::path::Path;

use handbill::internals::diag::{Diagnostic, Diagnostics};
use handbill::internals::project::{self, Project};
use handbill::internals::rules::Rule;
use handbill::internals::tasks::{PictureFile, preview_content, preview_pdf};

use super::args;
use super::order::order;
use super::proof::{is_content, without_folders};
use super::report::{self, Outcome, progress};

/// Runs `handbill preview`.
pub(super) fn preview(options: &args::Preview) -> Outcome {
    let mut problems = Diagnostics::default();
    let mut written = Vec::new();
    for file in &without_folders(&options.files, &mut problems) {
        // A file that cannot be rendered is reported, and the others are rendered all the same.
        let pictures = if is_content(file) {
            of_content(file, options, &mut problems)
        } else {
            of_pdf(file, options)
                .map_err(|problem| problems.push(problem))
                .ok()
        };
        for (name, bytes) in pictures.unwrap_or_default() {
            let path = options.out.join(name);
            match project::write(&path, &bytes) {
                Ok(()) => written.push(path),
                Err(problem) => problems.push(problem),
            }
        }
    }
    report::print(&problems);
    for path in written {
        report::print_line(path.display());
    }
    Outcome::of(&problems)
}

/// Renders the pieces of a content file. None if the order cannot be read, which is reported.
fn of_content(
    content: &Path,
    options: &args::Preview,
    problems: &mut Diagnostics,
) -> Option<Vec<PictureFile>> {
    let printing = &options.choice.printing;
    // Whoever says how pages lie on sheets wants to see the sheets.
    let sheets = options.sheets || printing.sheet.is_some() || printing.onto.is_some();
    let order = order(&options.choice, None)
        .overlay(options.overlay.iter().copied())
        .as_pages(!sheets);
    let project = Project::at(content);
    let pictures = preview_content(&project, &order, options.dpi, progress(false), problems);
    Some(pictures)
}

/// Renders the pages of a finished PDF. Pictures are named after the file.
fn of_pdf(file: &Path, options: &args::Preview) -> Result<Vec<PictureFile>, Diagnostic> {
    if !options.overlay.is_empty() {
        let problem =
            "`--overlay` has no effect on a finished PDF, which does not say how it was laid out";
        let hint = "name the content file instead, with `--template`";
        return Err(Diagnostic::error(Rule::UnusedOption, problem).hint(hint));
    }
    let bytes = project::read_pdf(file)?;
    let name = Path::new(file.file_name().unwrap_or_default());
    preview_pdf(name, &bytes, options.dpi)
}
