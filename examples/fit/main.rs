//! How the pieces fit campaigns that they were not made for: lays out every piece with each campaign of
//! `tests/campaigns`, and every theme with one of them, measures the pages, and writes `docs/fit.md`.
//!
//! `cargo run --release --example fit`; with `-- --check` it writes nothing, and fails if a piece is not built or has a
//! hole that its layout does not declare. `-- NAME…` takes only these campaigns, and writes nothing either.

#[allow(
    dead_code,
    reason = "the test of a sample asks for what the table does not show"
)]
mod measure;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use measure::{Desk, Fit, campaigns, fit, on_all_threads, open, pieces};
use table::{Part, in_short, page};

/// The campaign that themes are tried on: it has figures, events, quotations, a picture and several actions.
const OF_THEMES: &str = "strike";

fn main() -> ExitCode {
    match run() {
        Ok(faults) if faults.is_empty() => ExitCode::SUCCESS,
        Ok(faults) => {
            eprintln!("\n{}", faults.join("\n"));
            ExitCode::FAILURE
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// Measures everything, and returns the faults that are checked.
fn run() -> Result<Vec<String>, String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let check = arguments.iter().any(|argument| argument == "--check");
    let names: Vec<&String> = arguments
        .iter()
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut parts = Vec::new();
    for (theme, desk) in desks(root, &names)? {
        parts.push((theme, desk));
    }
    let parts = measured(parts);
    println!("{}", in_short(&parts));
    if !check && names.is_empty() {
        let path = root.join("docs/fit.md");
        std::fs::write(&path, page(&parts)).map_err(|error| format!("{path:?}: {error}"))?;
    }
    if !check {
        return Ok(Vec::new());
    }
    Ok(parts.iter().flat_map(Part::faults).collect())
}

/// The campaigns, and one of them in each theme.
fn desks(root: &Path, names: &[&String]) -> Result<Vec<(Option<String>, Desk)>, String> {
    let mut files: Vec<PathBuf> = campaigns(root)?;
    let name = |file: &PathBuf| {
        let folder = file.parent().and_then(Path::file_name);
        folder.unwrap_or_default().to_string_lossy().into_owned()
    };
    if let Some(unknown) = names
        .iter()
        .find(|wanted| !files.iter().any(|file| name(file) == ***wanted))
    {
        return Err(format!("tests/campaigns has no `{unknown}`"));
    }
    files.retain(|file| names.is_empty() || names.iter().any(|wanted| name(file) == **wanted));
    let mut all = Vec::new();
    for file in &files {
        all.push((None, open(file, None)?));
    }
    if let Some(file) = files.iter().find(|file| name(file) == OF_THEMES) {
        let themes = open(file, None)?.pipeline.library.themes();
        for theme in themes {
            let desk = open(file, Some(&theme))?;
            all.push((Some(theme), desk));
        }
    }
    Ok(all)
}

/// Each campaign with what every layout makes of it. Layouts are what threads share the work by.
fn measured(desks: Vec<(Option<String>, Desk)>) -> Vec<Part> {
    let ids: Vec<Vec<String>> = desks
        .iter()
        .map(|(_, desk)| pieces(&desk.pipeline))
        .collect();
    let work: Vec<(usize, &String)> = ids
        .iter()
        .enumerate()
        .flat_map(|(at, ids)| ids.iter().map(move |id| (at, id)))
        .collect();
    let mut fits: Vec<(usize, Fit)> =
        on_all_threads(&work, |(at, id)| (*at, fit(&desks[*at].1, id)));
    let parts = desks.into_iter().enumerate();
    parts
        .map(|(at, (theme, desk))| {
            let own = fits.extract_if(.., |(of, _)| *of == at);
            Part {
                theme,
                fits: own.map(|(_, fit)| fit).collect(),
                desk,
            }
        })
        .collect()
}
