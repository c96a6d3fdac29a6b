//! `handbill build`.

use std::io::{self, Write};
use std::path::Path;

use super::args::{self, Format};
use super::files::{self, File, Report};
use super::left_out::Omissions;
use super::pieces::{Chosen, Piece, named, path};
use super::report::{self, Counts, Outcome, counted};
use super::terms;
use crate::carried::Carried;
use crate::content::Campaign;
use crate::diag::{Diagnostics, Warned};
use crate::project;
use crate::proof::{self, Deny, Terms};
use crate::{Built, Job, PdfFile};

/// `handbill build`.
pub(super) fn build(options: &args::Build) -> Outcome {
    let mut said = Diagnostics::default();
    let (files, left_out) = made(options, &mut said).unwrap_or_default();
    match options.format {
        Format::Json => report::print_json(&Report {
            files: &files,
            left_out: left_out.records(),
            diagnostics: report::records(&said),
        }),
        Format::Human => {
            let counts = report::print(&said);
            if !files.is_empty() {
                files::print(&files);
            }
            if !left_out.weigh {
                for line in left_out.lines() {
                    // A closed pipe is the reader's choice.
                    let _ = writeln!(io::stdout().lock(), "note: {line}");
                }
            }
            // A closed pipe is the reader's choice.
            let _ = writeln!(io::stdout().lock(), "{}", found(files.len(), counts));
        }
    }
    Outcome::of(&said)
}

/// What a build came to, in a line, with what to do next.
fn found(files: usize, counts: Counts) -> String {
    let told = match counts {
        Counts {
            errors: 0,
            warnings: 0,
            notes: 0,
        } => "no warnings".to_owned(),
        counts => counts.told(),
    };
    let next = if counts.errors > 0 {
        "fix the errors above, then run it again"
    } else if files == 0 {
        "nothing was written: `handbill list templates` says what there is to build"
    } else {
        "`handbill proof` checks the finished files"
    };
    format!("{}: {told}; {next}", counted(files, "file"))
}

/// Makes and writes the pieces. Those with errors are left out, and the errors said.
fn made(options: &args::Build, said: &mut Diagnostics) -> Option<(Vec<File>, Omissions)> {
    let deny = terms::deny(&options.terms, said)?;
    let terms = terms::terms(&options.terms, &options.choice.printing, None, said)?;
    let country = terms.country.as_deref();
    let chosen = Chosen::of(&options.content, &options.choice, country, said)?;
    let desk = Desk {
        out: &options.out,
        terms: &terms,
        deny: &deny,
    };
    let finished = chosen.made_each(options.format == Format::Json, &|piece| desk.finish(piece));
    let mut carried: Option<Carried> = None;
    for prints in finished.iter().filter_map(|one| one.carried.as_ref()) {
        carried.get_or_insert_default().join(prints.clone());
    }
    let left_out = Omissions::of_set(carried.as_ref(), &chosen, &options.choice, &deny);
    if left_out.weigh {
        said.extend(left_out.told.iter().cloned());
    }
    let mut files = Vec::new();
    for one in finished {
        said.extend(one.said);
        files.extend(one.files);
    }
    Some((files, left_out))
}

/// What every piece of a build is judged by, and where its files go.
struct Desk<'a> {
    out: &'a Path,
    terms: &'a Terms,
    deny: &'a Deny,
}

/// What is kept of a piece once its files are written: not its pages, nor the bytes of the files. A set of 848
/// files would take half a gigabyte.
#[derive(Default)]
struct Finished {
    files: Vec<File>,
    said: Diagnostics,
    /// What the piece prints of the content; none where it could not be made.
    carried: Option<Carried>,
}

impl Desk<'_> {
    /// Judges a piece and writes its files. A piece with errors is not written.
    fn finish(&self, piece: Piece<'_>) -> Finished {
        let allows = piece.campaigns.iter().flat_map(|campaign| &campaign.allows);
        let mut built = match piece.made {
            Ok(built) => built,
            Err(problems) => {
                let standing = proof::standing(proof::judge(problems, allows, self.deny));
                return Finished {
                    said: named(standing, &piece.job),
                    ..Finished::default()
                };
            }
        };
        let mut carried = Carried::default();
        carried.add(&built.value.piece);
        let findings = proof::of_frames(&piece.campaigns, &built.value, self.terms);
        built.warnings.extend(built.value.placed(findings));
        let judged = proof::judge(built.warnings, allows, self.deny);
        built.warnings = proof::standing(judged);
        let mut finished = Finished {
            files: Vec::new(),
            said: named(built.warnings.clone(), &piece.job),
            carried: Some(carried),
        };
        if !built.warnings.has_errors() {
            self.write(&piece.campaigns, &piece.job, &built, &mut finished);
        }
        finished
    }

    /// Writes the files of a piece, and its words as plain text beside the last of them.
    fn write(
        &self,
        campaigns: &[&Campaign],
        job: &Job,
        built: &Warned<Built>,
        finished: &mut Finished,
    ) {
        let path = |file: &PdfFile| path(self.out, campaigns, job, &built.value, file);
        for file in &built.value.files {
            let path = path(file);
            match project::write(&path, &file.bytes) {
                Ok(()) => finished.files.push(File::new(&path, file, built)),
                Err(problem) => finished.said.push(problem),
            }
        }
        let (Some(text), Some(file)) = (&built.value.text, built.value.files.first()) else {
            return;
        };
        let path = path(file).with_extension("txt");
        match (
            project::write(&path, text.as_bytes()),
            finished.files.last_mut(),
        ) {
            (Ok(()), Some(last)) => last.with_text(&path, text),
            (Ok(()), None) => {}
            (Err(problem), _) => finished.said.push(problem),
        }
    }
}
