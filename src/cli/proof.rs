//! `handbill proof`: checks finished PDFs, or the pieces of content files, and prints or writes a report.
//!
//! A file that ends in .toml is a content file: its pieces are built in memory and checked, without writing them.
//! Any other file is read as a PDF. A folder stands for the PDFs in it.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use handbill::internals::diag::{Diagnostic, Diagnostics};
use handbill::internals::findings::SarifLog;
use handbill::internals::order::Order;
use handbill::internals::project::{self, Project};
use handbill::internals::proof::report::{Entry, html, summary};
use handbill::internals::tasks::{self, Bar, campaign_title, prove_file};

use super::args::{self, ReportFormat};
use super::order::order_of_copies;
use super::output::{Report, print_sarif};
use super::proof_records::ProofRecords;
use super::report::{self, Outcome, progress};

/// Runs `handbill proof`.
pub(super) fn proof(options: &args::Proof) -> Outcome {
    let mut problems = Diagnostics::default();
    let entries = prove(options, &mut problems).unwrap_or_default();
    // Diagnostics without a place usually mean that the command could not run (exit code 2). An error in a checked
    // file is a problem of the content (1), even if it points at no line.
    let of_files = if entries.iter().any(Entry::has_errors) {
        Outcome::Problems
    } else {
        Outcome::Done
    };
    // The worse of the two: a run that could not read one of its files is no success.
    let outcome = Outcome::of(&problems).max(of_files);
    match options.format {
        ReportFormat::Json => Report::Proof(ProofRecords::of(&entries, &problems)).print(),
        ReportFormat::Sarif => {
            let first = options.files.first().map(PathBuf::as_path);
            print_sarif(first, |log| add_findings(log, &entries, &problems), outcome);
        }
        ReportFormat::Human => print(&entries, &problems),
    }
    outcome
}

/// Checks every file, follows links if asked, and writes the report. None if the options cannot be read.
fn prove(options: &args::Proof, problems: &mut Diagnostics) -> Option<Vec<Entry>> {
    let order = order_of_copies(&options.choice, &options.terms, &options.copies);
    // A mistyped `--deny` or `--country` is reported before any piece is made, which takes seconds.
    let bar = Bar::of(&order, problems)?;
    let progress = progress(options.format != ReportFormat::Human);
    let mut entries = Vec::new();
    let mut country = None;
    let mut templates = BTreeSet::new();
    for file in &without_folders(&options.files, problems) {
        if is_content(file) {
            let asked = (&Project::at(file), &order);
            let Some(set) = tasks::prove(asked, &bar, Path::new("out"), progress, problems) else {
                continue;
            };
            templates.extend(set.templates);
            country = country.or(set.country);
            entries.extend(set.entries);
        } else {
            match finished(file, options, &bar, &order) {
                Ok((entry, more)) => {
                    entries.push(entry);
                    problems.extend(more);
                }
                Err(found) => problems.extend(found),
            }
        }
    }
    // Only now are the templates of all content files known. Finished PDFs alone have no templates to compare with.
    if !templates.is_empty() {
        tasks::check_copies(&order, &templates, problems);
    }
    #[cfg(feature = "online")]
    if options.online {
        tasks::follow_links(&mut entries, &bar);
    }
    // The report is written last, because it also shows where links lead.
    if let Some(path) = &options.report {
        let mut about = bar.about(&order);
        about.title = title(options);
        about.country = about.country.or(country);
        if let Err(problem) = project::write(path, html(&entries, &about).as_bytes()) {
            problems.push(problem);
        }
    }
    Some(entries)
}

/// Checks a finished PDF, and compares it with its content file if `--content` names one.
fn finished(
    file: &Path,
    options: &args::Proof,
    bar: &Bar,
    order: &Order,
) -> Result<(Entry, Diagnostics), Diagnostics> {
    let bytes = project::read_pdf(file)?;
    let project = options.content.as_ref().map(Project::at);
    prove_file(bar, file, &bytes, project.as_ref(), order)
}

/// The files that are named, with the PDFs of a folder in its place. A folder without any is reported.
pub(super) fn without_folders(named: &[PathBuf], problems: &mut Diagnostics) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in named {
        if !project::is_folder(path) {
            files.push(path.clone());
            continue;
        }
        match project::pdfs_in(path) {
            Ok(found) => files.extend(found),
            Err(problem) => problems.push(problem),
        }
    }
    files
}

/// Whether a file is a content file: its name ends in .toml.
pub(super) fn is_content(file: &Path) -> bool {
    has_ending(file, "toml")
}

fn has_ending(file: &Path, wanted: &str) -> bool {
    // Some systems write endings in capitals: FLYER.PDF.
    let ending = file.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case(wanted))
}

/// Adds the findings of all files to a SARIF log. Allowed findings are included, with their reasons.
fn add_findings<'r>(log: &mut SarifLog<'r>, entries: &'r [Entry], problems: &'r Diagnostics) {
    log.add_all(problems);
    for entry in entries {
        // A piece that could not be made has a title here, such as `flyer, A5`, which is not a path.
        let file = Some(entry.name.as_str()).filter(|name| has_ending(Path::new(name), "pdf"));
        for judged in &entry.judged {
            log.add(&judged.diagnostic, file, judged.allowed.as_deref());
        }
    }
}

/// The title of the report: names of campaigns or files, at most three.
fn title(options: &args::Proof) -> String {
    let title = |file: &PathBuf| {
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let campaign = is_content(file).then(|| campaign_title(&Project::at(file)));
        campaign.flatten().or(name).unwrap_or_default()
    };
    // A folder may hold hundreds of PDFs, and the title has one line.
    let titles: Vec<String> = options.files.iter().take(3).map(title).collect();
    titles.join(", ")
}

/// Prints the findings with their lines to standard error, and then a summary of each file to standard output.
fn print(entries: &[Entry], problems: &Diagnostics) {
    let mut findings = problems.clone();
    for entry in entries {
        let standing = entry.standing();
        findings.extend(
            standing
                .into_iter()
                .map(|problem| with_file(problem, entry)),
        );
    }
    report::print(&findings);
    // If the reader has closed the pipe, nobody wants the summary.
    let _ = write!(io::stdout().lock(), "{}", summary(entries));
}

/// Adds the name of the file, and the page, to a finding that points at no line. Findings on layouts that come with
/// the program are gathered in one line, which lists their pieces, so these stay as they are.
fn with_file(mut problem: Diagnostic, entry: &Entry) -> Diagnostic {
    if problem.is_about_shipped_layout() {
        return problem;
    }
    if problem.place.is_none() && !problem.message.contains(&entry.name) {
        let page = problem.on_page.map(|on| format!(", page {}", on.page + 1));
        problem
            .message
            .push_str(&format!(" ({}{})", entry.name, page.unwrap_or_default()));
        // The file name tells which piece it is, so the piece need not be named again.
        problem.piece = None;
    }
    problem
}
