//! `handbill build`.

use std::io::{self, Write};

use super::args::{self, Format};
use super::files::{self, File, Report};
use super::left_out::Omissions;
use super::pieces::{Chosen, named, path};
use super::report::{self, Counts, Outcome, counted};
use super::terms;
use crate::diag::Diagnostics;
use crate::project;
use crate::proof;

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
    let mut files = Vec::new();
    let pieces = chosen.made(options.format == Format::Json);
    let left_out = Omissions::of(&pieces, &chosen.press, &options.choice, &deny);
    if left_out.weigh {
        said.extend(left_out.told.iter().cloned());
    }
    for piece in pieces {
        let mut built = match piece.made {
            Ok(built) => built,
            Err(problems) => {
                let allows = piece.campaigns.iter().flat_map(|campaign| &campaign.allows);
                let standing = proof::standing(proof::judge(problems, allows, &deny));
                said.extend(named(standing, &piece.job));
                continue;
            }
        };
        let findings = proof::of_frames(&piece.campaigns, &built.value, &terms);
        built.warnings.extend(built.value.placed(findings));
        let allows = piece.campaigns.iter().flat_map(|campaign| &campaign.allows);
        let judged = proof::judge(built.warnings, allows, &deny);
        built.warnings = proof::standing(judged);
        said.extend(named(built.warnings.clone(), &piece.job));
        // What was refused is not written.
        if built.warnings.has_errors() {
            continue;
        }
        for file in &built.value.files {
            let path = path(
                &options.out,
                &piece.campaigns,
                &piece.job,
                &built.value,
                file,
            );
            match project::write(&path, &file.bytes) {
                Ok(()) => files.push(File::new(&path, file, &built)),
                Err(problem) => said.push(problem),
            }
        }
        let (Some(text), Some(file)) = (&built.value.text, built.value.files.first()) else {
            continue;
        };
        let path = path(
            &options.out,
            &piece.campaigns,
            &piece.job,
            &built.value,
            file,
        );
        let path = path.with_extension("txt");
        match (project::write(&path, text.as_bytes()), files.last_mut()) {
            (Ok(()), Some(last)) => last.with_text(&path, text),
            (Ok(()), None) => {}
            (Err(problem), _) => said.push(problem),
        }
    }
    Some((files, left_out))
}
