//! `handbill build` and `handbill check`.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use serde::Serialize;

use super::args::{self, Format};
use super::report::{self, Outcome, Record, counted};
use crate::content::{Campaign, Content, Translation};
use crate::diag::{Diagnostic, Diagnostics, Severity, Warned};
use crate::geom::Rect;
use crate::page::{Page, Piece};
use crate::project::{self, Project};
use crate::qr;
use crate::template::{Library, Template};
use crate::{Built, Job, Press};

/// `handbill build`.
pub(super) fn build(options: &args::Build) -> Outcome {
    let mut said = Diagnostics::default();
    let files = made(options, &mut said).unwrap_or_default();
    match options.format {
        Format::Json => report::print_json(&Report {
            files: &files,
            diagnostics: report::records(&said),
        }),
        Format::Human => {
            report::print(&said);
            if !files.is_empty() {
                print_files(&files);
            }
        }
    }
    Outcome::of(&said)
}

/// Makes and writes the pieces. Those with errors are left out, and the errors said.
fn made(options: &args::Build, said: &mut Diagnostics) -> Option<Vec<File>> {
    let project = Project::at(&options.content);
    let campaigns = campaigns(&project, &options.languages, false, said)?;
    let press = press(&project, said)?;
    let jobs = chosen(&press.library, options, said)?;
    let jobs: Vec<(&Campaign, Job)> = campaigns
        .iter()
        .flat_map(|campaign| jobs.iter().map(move |job| (campaign, job.clone())))
        .collect();
    let threads = options
        .jobs
        .or_else(|| thread::available_parallelism().ok())
        .unwrap_or(NonZeroUsize::MIN);
    let quiet = options.format == Format::Json || !io::stderr().is_terminal();
    let total = jobs.len();
    let results = press.build_all(&jobs, threads, &|count| {
        if !quiet {
            // Progress that cannot be shown is no loss.
            let _ = write!(
                io::stderr().lock(),
                "\rmaking pieces: {count} of {total}{}",
                if count == total { "\r\x1b[K" } else { "" }
            );
        }
    });
    let mut files = Vec::new();
    for ((campaign, _), result) in jobs.iter().zip(results) {
        match result {
            Ok(piece) => {
                said.extend(piece.warnings.clone());
                let path = path(&options.out, campaign, &piece.value.piece);
                match project::write(&path, &piece.value.pdf) {
                    Ok(()) => files.push(File::new(&path, &piece)),
                    Err(problem) => said.push(problem),
                }
            }
            Err(problems) => said.extend(problems),
        }
    }
    Some(files)
}

/// The campaign in each language that the arguments name: in that of the content where they name none,
/// unless all are wanted then. A language with errors is left out, and the errors said; none where the
/// content cannot be opened.
fn campaigns(
    project: &Project,
    options: &args::Languages,
    all_by_default: bool,
    said: &mut Diagnostics,
) -> Option<Vec<Campaign>> {
    let content = match Content::open(project) {
        Ok(content) => content,
        Err(problems) => {
            said.extend(problems);
            return None;
        }
    };
    let first = content.first_language().to_owned();
    let mut tags: Vec<String> = Vec::new();
    let all = options.lang.is_empty() && all_by_default;
    if options.lang.is_empty() {
        tags.push(first.clone());
    }
    for tag in options
        .lang
        .iter()
        .map(String::as_str)
        .chain(all.then_some("all"))
    {
        if tag == "all" {
            tags.push(first.clone());
            tags.extend(content.translations());
        } else {
            tags.push(tag.to_owned());
        }
    }
    let mut seen = BTreeSet::new();
    tags.retain(|tag| seen.insert(tag.clone()));
    let mut campaigns = Vec::new();
    for tag in tags {
        let (campaign, mut problems) = match content.campaign(&tag) {
            Ok(Warned { value, warnings }) => (Some(value), warnings),
            Err(problems) => (None, problems),
        };
        if options.require_reviewed {
            problems = Translation::require_reviewed(problems);
        }
        let prints = !problems.has_errors();
        said.extend(problems);
        campaigns.extend(campaign.filter(|_| prints));
    }
    Some(campaigns)
}

/// The fonts and templates of the program and those beside the content.
fn press(project: &Project, said: &mut Diagnostics) -> Option<Press> {
    Press::of(project)
        .map_err(|problem| said.push(problem))
        .ok()
}

/// The pieces that the arguments name.
fn chosen(
    library: &Library,
    options: &args::Build,
    problems: &mut Diagnostics,
) -> Option<Vec<Job>> {
    let mut said = Diagnostics::default();
    let jobs = jobs(library, options, &mut said);
    problems.extend(said);
    jobs
}

fn jobs(library: &Library, options: &args::Build, said: &mut Diagnostics) -> Option<Vec<Job>> {
    let all = options.template.is_empty();
    let ids = if all {
        library.ids()
    } else {
        options.template.clone()
    };
    let mut templates = Vec::new();
    for id in ids {
        match library.load(&id) {
            Ok(template) if template.is_piece() || !all => templates.push(template),
            Ok(_) => {}
            Err(problems) => said.extend(problems),
        }
    }
    if said.has_errors() {
        return None;
    }
    let job = |template: &Template, paper| Job {
        template: template.clone(),
        paper,
        bleed: options.bleed,
    };
    if options.paper.is_empty() {
        return Some(
            templates
                .iter()
                .filter_map(|template| Some(job(template, *template.papers.first()?)))
                .collect(),
        );
    }
    let mut jobs = Vec::new();
    for name in &options.paper {
        if name == "all" {
            jobs.extend(
                templates
                    .iter()
                    .flat_map(|template| template.papers.iter().map(|paper| job(template, paper))),
            );
            continue;
        }
        let found: Vec<Result<Job, Diagnostic>> = templates
            .iter()
            .map(|template| template.paper(name).map(|paper| job(template, paper)))
            .collect();
        // With all templates, those that do not suit the paper stand back; but one of them has to suit it.
        let none_suits = !found.iter().any(Result::is_ok);
        for result in found {
            match result {
                Ok(job) => jobs.push(job),
                Err(problem) if !all => said.push(problem),
                Err(mut problem) if none_suits && !said.has_errors() => {
                    let papers = templates.iter().flat_map(|template| &template.papers);
                    let names: BTreeSet<&str> = papers.map(|paper| paper.name).collect();
                    problem.hint = None;
                    said.push(problem.suggest(name, names));
                }
                Err(_) => {}
            }
        }
    }
    // A piece that is named twice is made once.
    let mut seen = BTreeSet::new();
    jobs.retain(|job: &Job| seen.insert((job.template.id.clone(), job.paper.name)));
    (!said.has_errors()).then_some(jobs)
}

fn path(out: &Path, campaign: &Campaign, piece: &Piece) -> PathBuf {
    let name = format!("{}-{}.pdf", piece.template, piece.paper.to_lowercase());
    out.join(&campaign.id)
        .join(&**campaign.language.tag())
        .join(name)
}

fn print_files(files: &[File]) {
    let mut rows = vec![
        ["file", "size", "pages", "codes", "warnings"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for file in files {
        rows.push(vec![
            file.path.clone(),
            format!("{} kB", file.bytes.div_ceil(1000)),
            file.pages.len().to_string(),
            file.codes.len().to_string(),
            file.warnings.len().to_string(),
        ]);
    }
    report::print_table(&rows);
}

#[derive(Serialize)]
struct Report<'r> {
    files: &'r [File],
    diagnostics: Vec<Record<'r>>,
}

/// A file written, as told to programs. Lengths are in millimetres from the upper left corner of the trim.
#[derive(Serialize)]
struct File {
    path: String,
    template: String,
    paper: String,
    language: String,
    bytes: usize,
    pages: Vec<Boxes>,
    codes: Vec<CodeRecord>,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct Boxes {
    media: [f64; 4],
    trim: [f64; 4],
    bleed: [f64; 4],
}

#[derive(Serialize)]
struct CodeRecord {
    payload: String,
    label: String,
    short: String,
    page: usize,
    /// Left, top, width and height, with the quiet zone.
    place: [f64; 4],
    version: u8,
    level: char,
    module_mm: f64,
    /// The distance from which it is read with ease, and the longest from which it is read at all.
    distance_m: f64,
    longest_distance_m: f64,
}

impl File {
    fn new(path: &Path, built: &Warned<Built>) -> Self {
        let piece = &built.value.piece;
        Self {
            path: path.display().to_string(),
            template: piece.template.clone(),
            paper: piece.paper.clone(),
            language: piece.language.clone(),
            bytes: built.value.pdf.len(),
            pages: piece.pages.iter().map(boxes).collect(),
            codes: piece
                .pages
                .iter()
                .enumerate()
                .flat_map(|(index, page)| codes(index + 1, page))
                .collect(),
            warnings: built.warnings.iter().map(ToString::to_string).collect(),
        }
    }
}

fn thousandth(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn millimetres(rect: Rect) -> [f64; 4] {
    [
        rect.origin.x,
        rect.origin.y,
        rect.size.width,
        rect.size.height,
    ]
    .map(|length| thousandth(length.to_mm()))
}

fn boxes(page: &Page) -> Boxes {
    let (trim, bleed) = (millimetres(page.trim_box()), millimetres(page.bleed_box()));
    Boxes {
        media: bleed,
        trim,
        bleed,
    }
}

fn codes(number: usize, page: &Page) -> Vec<CodeRecord> {
    let record = |code: &crate::frame::Code| {
        let module = code.module.to_mm();
        CodeRecord {
            payload: code.payload.encoded(),
            label: code.label.clone(),
            short: code.short.clone(),
            page: number,
            place: millimetres(code.rect()),
            version: code.symbol.version(),
            level: code.symbol.level(),
            module_mm: thousandth(module),
            distance_m: thousandth(module * qr::COMFORTABLE_RATIO / 1000.0),
            longest_distance_m: thousandth(module * qr::LONGEST_RATIO / 1000.0),
        }
    };
    page.codes().into_iter().map(record).collect()
}

/// `handbill check`: the content, its pictures, and its layout with every template on every paper.
pub(super) fn check(options: &args::Check) -> Outcome {
    let mut said = Diagnostics::default();
    let project = Project::at(&options.content);
    let campaigns = campaigns(&project, &options.languages, true, &mut said);
    if let (Some(campaigns), Some(press)) = (campaigns, press(&project, &mut said)) {
        check_pictures(campaigns.first(), &mut said);
        let mut jobs = Vec::new();
        for id in press.library.ids() {
            match press.library.load(&id) {
                Ok(template) if template.is_piece() => {
                    jobs.extend(template.papers.iter().map(|paper| Job {
                        template: template.clone(),
                        paper,
                        bleed: None,
                    }));
                }
                Ok(_) => {}
                Err(problems) => said.extend(problems),
            }
        }
        let jobs: Vec<(&Campaign, Job)> = campaigns
            .iter()
            .flat_map(|campaign| jobs.iter().map(move |job| (campaign, job.clone())))
            .collect();
        let threads = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        for result in press.build_all(&jobs, threads, &|_| {}) {
            match result {
                Ok(built) => said.extend(built.warnings),
                Err(problems) => said.extend(problems),
            }
        }
    }
    match options.format {
        Format::Json => {
            #[derive(Serialize)]
            struct Findings<'r> {
                diagnostics: Vec<Record<'r>>,
            }
            report::print_json(&Findings {
                diagnostics: report::records(&said),
            });
        }
        Format::Human => {
            report::print(&said);
            let (errors, warnings) = (said.count(Severity::Error), said.count(Severity::Warning));
            let found = format!(
                "{}: {}, {}",
                options.content.display(),
                counted(errors, "error"),
                counted(warnings, "warning")
            );
            // A closed pipe is the reader's choice.
            let _ = writeln!(io::stdout().lock(), "{found}");
        }
    }
    Outcome::of(&said)
}

/// Looks at every pixel of the pictures; they are the same in all languages.
fn check_pictures(campaign: Option<&Campaign>, said: &mut Diagnostics) {
    let Some(campaign) = campaign else { return };
    for image in &campaign.images {
        if let Err((what, hint)) = image.asset.picture.check() {
            let problem = Diagnostic::error(
                "bad-picture",
                format!("the picture `{}` {what}", image.asset.file),
            );
            let place = campaign.files.place(&format!("image.{}.file", image.id));
            said.push(problem.hint(hint).at(place));
        }
    }
}
