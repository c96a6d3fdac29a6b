//! `handbill preview`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args;
use super::pieces::{Chosen, named, path};
use super::report::{self, Outcome};
use crate::diag::{Diagnostic, Diagnostics};
use crate::parallel;
use crate::project;
use crate::proof::share::{SHARED, laid_out, on_a_ground, png};
use crate::proof::{Opened, Raster};

/// `handbill preview`.
pub(super) fn preview(options: &args::Preview) -> Outcome {
    let mut said = Diagnostics::default();
    let mut written = Vec::new();
    for file in &options.files {
        let ending = file.extension().and_then(|ending| ending.to_str());
        let pictures = if ending.is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) {
            of_content(file, options, &mut said)
        } else {
            of_pdf(file, options).unwrap_or_else(|problem| {
                said.push(problem);
                Vec::new()
            })
        };
        for (path, bytes) in pictures {
            match project::write(&path, &bytes) {
                Ok(()) => written.push(path),
                Err(problem) => said.push(problem),
            }
        }
    }
    report::print(&said);
    for path in written {
        // A closed pipe is the reader's choice.
        let _ = writeln!(io::stdout().lock(), "{}", path.display());
    }
    Outcome::of(&said)
}

type Picture = (PathBuf, Vec<u8>);

/// Every page of the pieces, and pictures to share.
fn of_content(content: &Path, options: &args::Preview, said: &mut Diagnostics) -> Vec<Picture> {
    let Some(chosen) = Chosen::of(content, &options.choice, None, said) else {
        return Vec::new();
    };
    let mut pieces = chosen.made(false);
    let shared = pieces.len();
    pieces.extend(chosen.shared());
    let numbered: Vec<(bool, _)> = pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| (at >= shared, piece))
        .collect();
    let drawn = parallel::each(&numbered, chosen.threads(), &|(is_shared, piece)| {
        let built = match &piece.made {
            Ok(built) => built,
            Err(problems) => return Err(named(problems.clone(), &piece.job)),
        };
        let mut pictures = Vec::new();
        for file in &built.value.files {
            let path = path(
                &options.out,
                &piece.campaigns,
                &piece.job,
                &built.value,
                file,
            );
            let opened = Opened::new(&file.bytes)?;
            if *is_shared {
                let name = format!("{}.png", built.value.piece.template);
                pictures.push((path.with_file_name(name), png(&laid_out(&opened))?));
            } else {
                pictures.extend(pages(&opened, &path, options.dpi)?);
            }
        }
        Ok(pictures)
    });
    let mut pictures = Vec::new();
    for drawn in drawn.into_iter().flatten() {
        match drawn {
            Ok(drawn) => pictures.extend(drawn),
            Err(problems) => said.extend(problems),
        }
    }
    pictures
}

/// Every page of a file, and pictures to share with its first one on them.
fn of_pdf(file: &Path, options: &args::Preview) -> Result<Vec<Picture>, Diagnostic> {
    let opened = Opened::foreign(&project::pdf(file)?)?;
    let name = file.file_name().unwrap_or_default();
    let path = options.out.join(name);
    let mut pictures = pages(&opened, &path, options.dpi)?;
    for (width, height) in SHARED {
        let picture = on_a_ground(&opened, (width, height));
        pictures.push((
            with_end(&path, &format!("share-{width}x{height}")),
            png(&picture)?,
        ));
    }
    Ok(pictures)
}

fn pages(opened: &Opened, path: &Path, dpi: u16) -> Result<Vec<Picture>, Diagnostic> {
    let draw = |page: usize| -> Result<Picture, Diagnostic> {
        let picture: Raster = opened.draw(page, f64::from(dpi));
        Ok((with_end(path, &(page + 1).to_string()), png(&picture)?))
    };
    (0..opened.pages()).map(draw).collect()
}

/// `flyer-a5.pdf` as `flyer-a5-1.png`.
fn with_end(path: &Path, end: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{end}.png"))
}
