//! `handbill build`: writes the PDF of each piece, and its words as plain text beside it.
//!
//! Pieces are written while others are still made, so that no run holds the bytes of all files. A piece with an
//! error is left out; the others are written all the same.

use std::path::Path;

use handbill::internals::diag::{Diagnostics, counted};
use handbill::internals::findings::records;
use handbill::internals::project::{self, Project};
use handbill::internals::tasks::{self, BuiltSet, Printable};

use super::args::{self, ReportFormat};
use super::files::{self, BuildReport, File, OmissionRecord};
use super::order::order;
use super::output::{Report, print_sarif};
use super::printed_as;
use super::report::{self, Counts, Outcome, progress};

/// Runs `handbill build`.
pub(super) fn build(options: &args::Build) -> Outcome {
    let mut problems = Diagnostics::default();
    let order = order(&options.choice, Some(&options.terms));
    // Other programs may store standard error, where a line that overwrites itself would be noise.
    let progress = progress(options.format != ReportFormat::Human);
    let project = Project::at(&options.content);
    let built = tasks::build_each(&project, &order, progress, &mut problems, &|piece| {
        write(&piece, &options.out)
    });
    let BuiltSet {
        pieces,
        left_out,
        chosen_theme,
    } = built.unwrap_or_default();
    let mut files = Vec::new();
    for (written, failed) in pieces {
        files.extend(written);
        problems.extend(failed);
    }
    let printed_as = printed_as::line(
        files.iter().filter_map(|file| file.printed_as.as_ref()),
        options.choice.printing.route,
        &options.content,
    );
    match options.format {
        ReportFormat::Json => Report::Build(BuildReport {
            files: &files,
            left_out: left_out.elements.iter().map(OmissionRecord::of).collect(),
            printed_as,
            chosen_theme,
            diagnostics: records(&problems),
        })
        .print(),
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
            if !files.is_empty() {
                files::print(&files);
            }
            if options.verbose {
                for line in files.iter().flat_map(File::options_in_words) {
                    report::print_line(line);
                }
            }
            // Elements that weigh are among the warnings already.
            if !left_out.weigh {
                for line in left_out.lines() {
                    report::print_line(format!("note: {line}"));
                }
            }
            if let Some(theme) = chosen_theme.filter(|_| !files.is_empty()) {
                report::print_line(chosen_theme_in_words(&theme));
            }
            if let Some(line) = printed_as {
                report::print_line(line);
            }
            report::print_line(summary(files.len(), counts));
        }
    }
    Outcome::of(&problems)
}

/// The theme that the program chose, and how to have another.
fn chosen_theme_in_words(theme: &str) -> String {
    format!(
        "theme: `{theme}`, chosen by what the campaign has; `--theme NAME` takes another (`handbill list themes`)"
    )
}

/// The last line of a build: what it wrote, and what to do next.
fn summary(files: usize, counts: Counts) -> String {
    let findings = match counts {
        Counts {
            errors: 0,
            warnings: 0,
            notes: 0,
        } => "no warnings".to_owned(),
        counts => counts.in_words(),
    };
    let next = if counts.errors > 0 {
        "fix the errors above, then build again"
    } else if files == 0 {
        "nothing was written; `handbill list templates` lists what you can build"
    } else {
        "`handbill proof` checks the finished files"
    };
    format!("{}: {findings}; {next}", counted(files, "file"))
}

/// Writes the files of a piece, and its words as plain text. Returns the records of the files and the problems of
/// writing them; pages and bytes are freed, because a run may make hundreds of files.
fn write(piece: &Printable, out: &Path) -> (Vec<File>, Diagnostics) {
    let (mut files, mut failed) = (Vec::new(), Diagnostics::default());
    for (name, file) in piece.files() {
        let path = out.join(name);
        match project::write(&path, &file.bytes) {
            Ok(()) => files.push(File::new(&path, file, &piece.built)),
            Err(problem) => failed.push(problem),
        }
    }
    if let Some((name, text)) = piece.text() {
        let path = out.join(name);
        // The text belongs to the last file: on a risograph the inks of a piece share it.
        match (project::write(&path, text.as_bytes()), files.last_mut()) {
            (Ok(()), Some(last)) => last.with_text(&path, text),
            (Ok(()), None) => {}
            (Err(problem), _) => failed.push(problem),
        }
    }
    (files, failed)
}
