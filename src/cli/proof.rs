//! `handbill proof`.

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

/// `handbill proof`.
pub(super) fn proof(options: &args::Proof) -> Outcome {
    let mut problems = Diagnostics::default();
    let entries = prove(options, &mut problems).unwrap_or_default();
    // A finding of a file is one of the content, even where it names no line.
    let of_files = if entries.iter().any(Entry::has_errors) {
        Outcome::Problems
    } else {
        Outcome::Done
    };
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

fn prove(options: &args::Proof, problems: &mut Diagnostics) -> Option<Vec<Entry>> {
    let order = order_of_copies(&options.choice, &options.terms, &options.copies);
    let bar = Bar::of(&order, problems)?;
    let progress = progress(options.format != ReportFormat::Human);
    let mut entries = Vec::new();
    let mut country = None;
    let mut templates = BTreeSet::new();
    for file in &options.files {
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
    if !templates.is_empty() {
        tasks::check_copies(&order, &templates, problems);
    }
    #[cfg(feature = "online")]
    if options.online {
        tasks::follow_links(&mut entries, &bar);
    }
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

/// Proves a finished PDF, held against its content where that is named.
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

/// Whether a file is a content file, by the ending of its name.
pub(super) fn is_content(file: &Path) -> bool {
    has_ending(file, "toml")
}

fn has_ending(file: &Path, wanted: &str) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case(wanted))
}

/// Adds the findings of all files, those that the content allows too, each with its reason.
fn add_findings<'r>(log: &mut SarifLog<'r>, entries: &'r [Entry], problems: &'r Diagnostics) {
    log.add_all(problems);
    for entry in entries {
        // The name of a piece that could not be made is no path.
        let file = Some(entry.name.as_str()).filter(|name| has_ending(Path::new(name), "pdf"));
        for judged in &entry.judged {
            log.add(&judged.diagnostic, file, judged.allowed.as_deref());
        }
    }
}

/// The title of the report: the campaigns or files, three at the most.
fn title(options: &args::Proof) -> String {
    let title = |file: &PathBuf| {
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let campaign = is_content(file).then(|| campaign_title(&Project::at(file)));
        campaign.flatten().or(name).unwrap_or_default()
    };
    let titles: Vec<String> = options.files.iter().take(3).map(title).collect();
    titles.join(", ")
}

/// Prints the findings, each with its line, and then what was seen of each file.
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
    // A closed pipe is the reader's choice.
    let _ = write!(io::stdout().lock(), "{}", summary(entries));
}

/// A finding that names no line names its file, unless it is gathered with those on other layouts.
fn with_file(mut problem: Diagnostic, entry: &Entry) -> Diagnostic {
    if problem.is_about_shipped_layout() {
        return problem;
    }
    if problem.place.is_none() && !problem.message.contains(&entry.name) {
        let page = problem.on_page.map(|on| format!(", page {}", on.page + 1));
        problem
            .message
            .push_str(&format!(" ({}{})", entry.name, page.unwrap_or_default()));
        problem.piece = None;
    }
    problem
}
