//! `handbill gallery`.

use std::io::{self, Write};

use super::args;
use super::pieces::{Chosen, named};
use super::report::{self, Outcome};
use crate::diag::{Diagnostic, Diagnostics};
use crate::gallery::{Exhibit, gallery};
use crate::project;
use crate::proof::Opened;
use crate::proof::share::png;
use crate::rules::Rule;

/// `handbill gallery`.
pub(super) fn show(options: &args::Gallery) -> Outcome {
    let mut said = Diagnostics::default();
    let written = made(options, &mut said);
    report::print(&said);
    if written.is_some() {
        // A closed pipe is the reader's choice.
        let _ = writeln!(io::stdout().lock(), "{}", options.output.display());
    }
    Outcome::of(&said)
}

fn made(options: &args::Gallery, said: &mut Diagnostics) -> Option<()> {
    let ending = options.output.extension().and_then(|it| it.to_str());
    let ending = ending.unwrap_or_default().to_ascii_lowercase();
    if !["pdf", "png"].contains(&ending.as_str()) {
        let problem = "a gallery is a PDF or a PNG";
        let problem = Diagnostic::error(Rule::UnknownFormat, problem)
            .hint("let the name of the file end in .pdf or .png");
        said.push(problem);
        return None;
    }
    let mut choice = options.choice.clone();
    choice.printing.route = args::Route::Screen;
    let chosen = Chosen::of(&options.content, &choice, None, said)?;
    let pieces = chosen.made(false);
    let mut exhibits = Vec::new();
    for piece in &pieces {
        match &piece.made {
            Ok(built) => exhibits.push(Exhibit {
                piece: &built.value.piece,
                joined: piece.job.template.form().is_some(),
                name: piece.job.template.id.clone(),
                note: note(&built.value.piece.paper, built.value.piece.pages.len()),
            }),
            Err(problems) => said.extend(named(problems.clone(), &piece.job)),
        }
    }
    if exhibits.is_empty() {
        return None;
    }
    let written = gallery(&exhibits, &chosen.press.book).and_then(|pdf| {
        let bytes = if ending == "pdf" {
            pdf
        } else {
            let opened = Opened::new(&pdf)?;
            let inches = opened.size(0).width.to_inch();
            png(&opened.draw(0, f64::from(options.width) / inches.max(1e-6)))?
        };
        project::write(&options.output, &bytes)
    });
    written.map_err(|problem| said.push(problem)).ok()
}

fn note(paper: &str, pages: usize) -> String {
    match pages {
        1 => paper.to_owned(),
        2 => format!("{paper}, two sides"),
        more => format!("{paper}, {more} pages"),
    }
}
