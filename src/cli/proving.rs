//! Pieces and finished files with their proofs.

use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use super::args;
use super::copies::Copies;
use super::pieces::{Chosen, Piece, named, path};
use crate::content::{Allow, Campaign};
use crate::diag::{Diagnostic, Diagnostics, Severity, Warned};
use crate::parallel;
use crate::preflight::readings;
use crate::proof::report::Entry;
use crate::proof::{self, Deny, Known, Proof, Terms};
use crate::rules::Rule;
use crate::{Built, Job, PdfFile, project};

/// What files are proved by.
pub(super) struct Ground<'a> {
    pub(super) terms: &'a Terms,
    pub(super) copies: &'a Copies,
    pub(super) deny: &'a Deny,
}

/// A file of ours with its proof.
pub(super) struct Proved<'p> {
    pub(super) path: PathBuf,
    pub(super) job: &'p Job,
    pub(super) built: Option<&'p Built>,
    pub(super) bytes: &'p [u8],
    pub(super) entry: Entry,
}

/// A file of a piece by its number; none of a piece that could not be made.
type File<'p, 'c> = (&'p Piece<'c>, Option<(&'p Warned<Built>, usize)>);

/// Copies that a price is told for where nobody says how many.
const COPIES: u32 = 100;

impl Ground<'_> {
    fn copies(&self, template: &str) -> NonZeroU32 {
        self.copies
            .of_piece(template)
            .or(NonZeroU32::new(COPIES))
            .unwrap_or(NonZeroU32::MIN)
    }

    /// Proves each file of the pieces, in their order.
    pub(super) fn of_pieces<'p>(
        &self,
        chosen: &Chosen,
        pieces: &'p [Piece<'_>],
        out: &Path,
    ) -> Vec<Proved<'p>> {
        let mut files: Vec<File<'p, '_>> = Vec::new();
        for piece in pieces {
            let Ok(built) = &piece.made else {
                files.push((piece, None));
                continue;
            };
            files.extend((0..built.value.files.len()).map(|at| (piece, Some((built, at)))));
        }
        let proved = parallel::each(&files, chosen.threads(), &|(piece, made)| match made
            .and_then(|(built, at)| Some((built, at, built.value.files.get(at)?)))
        {
            Some((built, at, file)) => self.of_file(piece, built, (file, at == 0), out),
            None => self.not_made(piece),
        });
        proved.into_iter().flatten().collect()
    }

    /// A piece with errors.
    fn not_made<'p>(&self, piece: &'p Piece<'_>) -> Proved<'p> {
        let problems = piece.made.as_ref().err().cloned().unwrap_or_default();
        let title = titled(&piece.job, None);
        Proved {
            path: PathBuf::new(),
            job: &piece.job,
            built: None,
            bytes: &[],
            entry: Entry {
                name: title.clone(),
                title,
                language: language(&piece.campaigns),
                judged: proof::judge(
                    named(problems, &piece.job),
                    allows(&piece.campaigns),
                    self.deny,
                ),
                ..Entry::default()
            },
        }
    }

    fn of_file<'p>(
        &self,
        piece: &'p Piece<'_>,
        built: &'p Warned<Built>,
        (file, is_first): (&'p PdfFile, bool),
        out: &Path,
    ) -> Proved<'p> {
        let made = &built.value;
        let path = path(out, &piece.campaigns, &piece.job, made, file);
        let known = Known {
            campaigns: &piece.campaigns,
            built: made,
            ink: file.ink.as_deref(),
        };
        let mut problems = Diagnostics::default();
        // Of several files of one piece, the first tells of the piece.
        if is_first {
            problems.extend(built.warnings.iter().cloned());
            problems.extend(made.placed(proof::of_frames(&piece.campaigns, made, self.terms)));
        }
        let proof = self.seen(&file.bytes, Some(known), &mut problems);
        let cost = proof.as_ref().filter(|_| is_first);
        Proved {
            job: &piece.job,
            built: Some(made),
            bytes: &file.bytes,
            entry: Entry {
                name: path.display().to_string(),
                title: titled(&piece.job, file.ink.as_deref()),
                language: language(&piece.campaigns),
                judged: proof::judge(
                    named(problems, &piece.job),
                    allows(&piece.campaigns),
                    self.deny,
                ),
                readings: readings(&made.piece),
                cost: cost.map(|proof| {
                    let copies = self.copies(&piece.job.template.id);
                    proof::cost::cost(made, &proof.pages, copies)
                }),
                proof,
                ..Entry::default()
            },
            path,
        }
    }

    /// Looks at a file, and adds what was found to what was known before.
    fn seen(
        &self,
        bytes: &[u8],
        known: Option<Known<'_>>,
        problems: &mut Diagnostics,
    ) -> Option<Proof> {
        match proof::prove(bytes, known, self.terms) {
            Ok(proof) => {
                // What was found in the frames is not told again of the file.
                let told: BTreeSet<Rule> = problems.iter().map(|problem| problem.rule).collect();
                let new = proof
                    .findings
                    .iter()
                    .filter(|problem| !told.contains(&problem.rule));
                let new: Vec<Diagnostic> = new.cloned().collect();
                problems.extend(new);
                Some(proof)
            }
            Err(problem) => {
                problems.push(problem);
                None
            }
        }
    }

    /// Proves a finished file, held against the content that it was made from where that is named.
    pub(super) fn of_pdf(
        &self,
        path: &Path,
        content: Option<&Path>,
        choice: &args::Choice,
    ) -> Result<(Entry, Diagnostics), Diagnostics> {
        let bytes = project::pdf(path)?;
        let name = path.display().to_string();
        let mut said = Diagnostics::default();
        let mut problems = Diagnostics::default();
        if let Some(content) = content {
            for choice in [
                super::named::like(path, content, choice).as_ref(),
                Some(choice),
            ] {
                let Some(choice) = choice else { continue };
                said = Diagnostics::default();
                let country = self.terms.country.as_deref();
                let Some(chosen) = Chosen::of(content, choice, country, &mut said) else {
                    continue;
                };
                let pieces = chosen.made(true);
                let proved = pieces.iter().find_map(|piece| {
                    let built = piece.made.as_ref().ok()?;
                    let file = built.value.files.iter().find(|file| file.bytes == bytes)?;
                    Some(self.of_file(piece, built, (file, true), Path::new("")))
                });
                if let Some(proved) = proved {
                    let entry = Entry {
                        name,
                        ..proved.entry
                    };
                    return Ok((entry, said));
                }
                problems = outdated(&name, pieces.len());
            }
            if said.has_errors() {
                return Err(said);
            }
        }
        let proof = self.seen(&bytes, None, &mut problems);
        let foreign = proof.iter().flat_map(|proof| &proof.codes);
        let foreign: Vec<Diagnostic> = match content {
            Some(content) => foreign
                .filter_map(|code| not_of(content, code, choice))
                .collect(),
            None => Vec::new(),
        };
        problems.extend(foreign);
        let title = match path.file_name() {
            Some(file) => file.to_string_lossy().into_owned(),
            None => name.clone(),
        };
        let entry = Entry {
            name,
            title,
            judged: proof::judge(problems, &[], self.deny),
            proof,
            ..Entry::default()
        };
        Ok((entry, said))
    }
}

fn outdated(name: &str, pieces: usize) -> Diagnostics {
    let problem = format!(
        "`{name}` is none of the {} that the content makes now: it is older, changed, or was made with other arguments",
        match pieces {
            1 => "pieces".to_owned(),
            count => format!("{count} pieces"),
        }
    );
    let hint = "make it anew with `build`, or give the arguments that it was made with (`--lang`, `--route`, …)";
    Diagnostic::error(Rule::OutdatedFile, problem)
        .hint(hint)
        .into()
}

/// A code that the content does not know.
fn not_of(content: &Path, code: &proof::CodeProof, choice: &args::Choice) -> Option<Diagnostic> {
    let read = code.read.as_deref()?;
    let project = project::Project::at(content);
    let mut unsaid = Diagnostics::default();
    let campaigns = super::pieces::campaigns(&project, &choice.languages, true, &mut unsaid)?;
    let known = campaigns.iter().flat_map(|campaign| &campaign.actions);
    let is_known = known
        .into_iter()
        .any(|action| action.payload.encoded() == read);
    (!is_known).then(|| {
        let problem = format!("a code says `{read}`, which no action of the content does");
        let problem = Diagnostic::error(Rule::WrongPayload, problem);
        problem
            .hint("make the file anew from the content")
            .on(crate::diag::OnPage {
                page: code.page,
                rect: code.rect,
            })
    })
}

/// What a file is, in words.
fn titled(job: &Job, ink: Option<&str>) -> String {
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

fn language(campaigns: &[&Campaign]) -> Option<(String, bool)> {
    let language = &campaigns.first()?.language;
    Some((language.tag().to_string(), language.is_right_to_left()))
}

fn allows<'c>(campaigns: &[&'c Campaign]) -> Vec<&'c Allow> {
    campaigns
        .iter()
        .flat_map(|campaign| &campaign.allows)
        .collect()
}

/// The findings that stand, errors among them.
pub(super) fn standing(entry: &Entry) -> Diagnostics {
    let mut standing = Diagnostics::default();
    let not_allowed = entry
        .judged
        .iter()
        .filter(|judged| judged.allowed.is_none());
    standing.extend(not_allowed.map(|judged| judged.diagnostic.clone()));
    standing
}

/// Whether an error stands.
pub(super) fn fails(entry: &Entry) -> bool {
    let standing = entry
        .judged
        .iter()
        .filter(|judged| judged.allowed.is_none());
    standing
        .into_iter()
        .any(|judged| judged.diagnostic.severity == Severity::Error)
}
