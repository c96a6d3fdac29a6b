//! Proves the pieces of a set, and finished PDFs from anywhere.
//!
//! A file that was made from content at hand is held against it: its codes have to hold what the content says,
//! and findings name lines of the content. For a PDF without its content only what the file shows is checked.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::bar::Bar;
use super::left_out::Omissions;
use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics, OnPage, Warned};
use crate::order::{
    MadePiece, Order, PieceSet, Progress, Stage, file_name, in_languages, order_like,
};
use crate::parallel;
use crate::pipeline::{Built, Job, PdfFile};
use crate::preflight::readings;
use crate::project::Project;
use crate::proof::report::Entry;
use crate::proof::{self, CodeProof, Known, Proof};
use crate::rules::Rule;
use crate::template;

/// A file of ours with its proof.
pub struct Proved<'p> {
    /// Its name with its folders, below the folder that it goes into.
    pub name: PathBuf,
    /// What was asked for.
    pub job: &'p Job,
    /// The piece; none where it could not be made.
    pub built: Option<&'p Built>,
    /// The PDF.
    pub bytes: &'p [u8],
    /// What was found.
    pub entry: Entry,
}

/// The files of an order with their proofs.
#[derive(Default)]
pub struct ProvedSet {
    /// The files, and the pieces that could not be made.
    pub entries: Vec<Entry>,
    /// The country of the content (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// The ids of the templates of the pieces.
    pub templates: BTreeSet<String>,
}

/// Makes the pieces of an order and proves their files, which go into the folder `out`; none where the order or
/// the content cannot be read. What no piece prints of the content is reported too.
pub fn prove(
    (project, order): (&Project, &Order),
    bar: &Bar,
    out: &Path,
    progress: Progress<'_>,
    problems: &mut Diagnostics,
) -> Option<ProvedSet> {
    let set = PieceSet::of(project, order, problems)?;
    let pieces = set.make(progress);
    Omissions::of(&pieces, &set, order, &bar.deny).report(problems);
    let proved = prove_pieces(bar, &set, &pieces, out, progress).into_iter();
    Some(ProvedSet {
        entries: proved.map(|proved| proved.entry).collect(),
        country: set.country(),
        templates: set.templates().collect(),
    })
}

/// Reports counts of copies for pieces that are not made.
pub fn check_copies(order: &Order, templates: &BTreeSet<String>, problems: &mut Diagnostics) {
    order.copies.check_names(templates, problems);
}

/// Proves each file of the pieces of a set, in their order. The files go into the folder `out`.
pub fn prove_pieces<'p>(
    bar: &Bar,
    set: &PieceSet,
    pieces: &'p [MadePiece<'_>],
    out: &Path,
    progress: Progress<'_>,
) -> Vec<Proved<'p>> {
    /// A file of a piece by its number; none of a piece that could not be made.
    type File<'p, 'c> = (&'p MadePiece<'c>, Option<(&'p Warned<Built>, usize)>);
    let mut files: Vec<File<'p, '_>> = Vec::new();
    for piece in pieces {
        let Ok(built) = &piece.made else {
            files.push((piece, None));
            continue;
        };
        files.extend((0..built.value.files.len()).map(|at| (piece, Some((built, at)))));
    }
    let finished = AtomicUsize::new(0);
    let proved = parallel::each(&files, set.threads(), &|(piece, made)| {
        let file = made.and_then(|(built, at)| Some((built, at, built.value.files.get(at)?)));
        let proved = match file {
            Some((built, at, file)) => made_file(bar, piece, built, (file, at == 0), out),
            None => not_made(bar, piece),
        };
        let count = finished.fetch_add(1, Ordering::Relaxed) + 1;
        progress(Stage::Proving, count, files.len());
        proved
    });
    proved.into_iter().flatten().collect()
}

/// A piece with errors, which has no file.
fn not_made<'p>(bar: &Bar, piece: &'p MadePiece<'_>) -> Proved<'p> {
    let problems = piece.made.as_ref().err().cloned().unwrap_or_default();
    let title = title_of(&piece.job, None);
    Proved {
        name: PathBuf::new(),
        job: &piece.job,
        built: None,
        bytes: &[],
        entry: Entry {
            name: title.clone(),
            title,
            language: language(&piece.campaigns),
            judged: bar.judge(piece.job.name_in(problems), &piece.campaigns),
            ..Entry::default()
        },
    }
}

/// A file of a piece. Of several files of one piece, one for each ink, the first has the findings and the
/// cost of the piece.
fn made_file<'p>(
    bar: &Bar,
    piece: &'p MadePiece<'_>,
    made: &'p Warned<Built>,
    (file, is_first): (&'p PdfFile, bool),
    out: &Path,
) -> Proved<'p> {
    let built = &made.value;
    let name = file_name(&piece.campaigns, &piece.job, built, file);
    let known = Known {
        campaigns: &piece.campaigns,
        examined: &built.examined,
        ink: file.ink.as_deref(),
    };
    let mut problems = Diagnostics::default();
    if is_first {
        problems.extend(made.warnings.iter().cloned());
        problems.extend(bar.findings_of(&piece.campaigns, &built.examined));
    }
    let proof = look(bar, &file.bytes, Some(known), &mut problems);
    let cost = proof.as_ref().filter(|_| is_first).map(|proof| {
        let copies = bar.copies_of(&piece.job.template.id);
        proof::cost::cost(built, &proof.pages, copies)
    });
    Proved {
        job: &piece.job,
        built: Some(built),
        bytes: &file.bytes,
        entry: Entry {
            name: out.join(&name).display().to_string(),
            title: title_of(&piece.job, file.ink.as_deref()),
            language: language(&piece.campaigns),
            judged: bar.judge(piece.job.name_in(problems), &piece.campaigns),
            readings: readings(&built.examined.piece),
            cost,
            proof,
            ..Entry::default()
        },
        name,
    }
}

/// Opens a file and adds what is found to what is known already.
fn look(
    bar: &Bar,
    bytes: &[u8],
    known: Option<Known<'_>>,
    problems: &mut Diagnostics,
) -> Option<Proof> {
    match proof::prove(bytes, known, &bar.terms) {
        Ok(proof) => {
            // What the pages said before they were written, the file says again.
            let reported: BTreeSet<Rule> = problems.iter().map(|problem| problem.rule).collect();
            let is_new = |problem: &&Diagnostic| !reported.contains(&problem.rule);
            let new: Vec<Diagnostic> = proof.findings.iter().filter(is_new).cloned().collect();
            problems.extend(new);
            Some(proof)
        }
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}

/// Proves a finished PDF by the path that its user knows. Where the project that it was made from is named,
/// it is held against that: made again by the order that its name tells, or by the order that is given, it
/// has to come out the same, byte for byte.
pub fn prove_file(
    bar: &Bar,
    path: &Path,
    bytes: &[u8],
    project: Option<&Project>,
    order: &Order,
) -> Result<(Entry, Diagnostics), Diagnostics> {
    let name = path.display().to_string();
    let mut reported = Diagnostics::default();
    let mut problems = Diagnostics::default();
    if let Some(project) = project {
        let by_name = order_like(path, project, order);
        for order in by_name.iter().chain([order]) {
            reported = Diagnostics::default();
            let Some(set) = PieceSet::of(project, order, &mut reported) else {
                continue;
            };
            let pieces = set.make(&|_, _, _| {});
            let same = pieces.iter().find_map(|piece| {
                let made = piece.made.as_ref().ok()?;
                let file = made.value.files.iter().find(|file| file.bytes == bytes)?;
                Some(made_file(bar, piece, made, (file, true), Path::new("")))
            });
            if let Some(proved) = same {
                let entry = Entry {
                    name,
                    ..proved.entry
                };
                return Ok((entry, reported));
            }
            problems = outdated(&name, pieces.len());
        }
        if reported.has_errors() {
            return Err(reported);
        }
    }
    let proof = look(bar, bytes, None, &mut problems);
    if let (Some(project), Some(proof)) = (project, &proof) {
        problems.extend(unknown_codes(project, &proof.codes, order));
    }
    let title = match path.file_name() {
        Some(file) => file.to_string_lossy().into_owned(),
        None => name.clone(),
    };
    let entry = Entry {
        name,
        title,
        judged: bar.judge(problems, &[]),
        proof,
        ..Entry::default()
    };
    Ok((entry, reported))
}

fn outdated(name: &str, pieces: usize) -> Diagnostics {
    let problem = format!(
        "`{name}` does not match any of the {} built from this content. It is out of date, was edited, or was built with other options",
        match pieces {
            1 => "pieces".to_owned(),
            count => format!("{count} pieces"),
        }
    );
    let hint =
        "build it again, or give the options that it was built with, such as `--lang` or `--route`";
    Diagnostic::error(Rule::OutdatedFile, problem)
        .hint(hint)
        .into()
}

/// An error for each code that no action of the content has.
fn unknown_codes(project: &Project, codes: &[CodeProof], order: &Order) -> Diagnostics {
    let mut problems = Diagnostics::default();
    // What is wrong with the content was reported before.
    let languages = in_languages(project, order, true, &mut Diagnostics::default());
    // A code may open the home page in place of an address that is too long for its piece.
    let known: BTreeSet<String> = languages
        .iter()
        .flat_map(|languages| &languages.campaigns)
        .flat_map(|campaign| {
            let actions = campaign.actions.iter();
            let home = campaign.home.uri().to_string();
            let instead = (!template::replaceable(campaign).is_empty()).then_some(home);
            actions
                .map(|action| action.payload.encoded())
                .chain(instead)
        })
        .collect();
    for code in codes {
        let Some(read) = code.read.as_ref().filter(|read| !known.contains(*read)) else {
            continue;
        };
        let problem = format!(
            "a code contains `{read}`, but no action of the content has that address, number or text"
        );
        let problem = Diagnostic::error(Rule::WrongPayload, problem);
        let on_page = OnPage {
            page: code.page,
            rect: code.rect,
        };
        problems.push(
            problem
                .hint("build the file again from the content")
                .on(on_page),
        );
    }
    problems
}

/// What a file is, in words.
fn title_of(job: &Job, ink: Option<&str>) -> String {
    let printing = &job.printing;
    let mut title = format!("{} {}", job.template.id, job.paper.name);
    title.push_str(match printing.route.name() {
        "screen" => ", as pages",
        "home" => ", home printer",
        "copier" => ", copier",
        "riso" => ", risograph",
        _ => ", press",
    });
    if let Some(onto) = &printing.onto {
        title.push_str(&format!(", on {}", onto.name));
    }
    if let Some(ink) = ink {
        title.push_str(&format!(", {ink}"));
    }
    title
}

/// The tags of the languages of a piece, such as `es` or `en+es`, and whether the first is written from right to left.
fn language(campaigns: &[&Campaign]) -> Option<(String, bool)> {
    let tags: Vec<&str> = campaigns.iter().map(|it| &**it.language.tag()).collect();
    let first = &campaigns.first()?.language;
    Some((tags.join("+"), first.is_right_to_left()))
}
