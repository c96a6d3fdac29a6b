//! Pictures of pages and sheets, and pictures to share on the web, as PNG.

use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, Diagnostics};
use crate::order::{MadePiece, Order, PieceSet, Progress, file_name};
use crate::parallel;
use crate::project::Project;
use crate::proof::share::{SHARED, laid_out, on_a_ground, png};
use crate::proof::{Opened, Raster};

/// A PNG with its name.
pub type PictureFile = (PathBuf, Vec<u8>);

/// Every page of the pieces of an order, and its pictures to share. Names have the folders of campaign and
/// language.
pub fn preview_content(
    project: &Project,
    order: &Order,
    dpi: u16,
    progress: Progress<'_>,
    problems: &mut Diagnostics,
) -> Vec<PictureFile> {
    let Some(set) = PieceSet::of(project, order, problems) else {
        return Vec::new();
    };
    let pieces = set.make(progress);
    let shared = set.make_pictures_to_share();
    let all: Vec<(bool, &MadePiece<'_>)> = pieces
        .iter()
        .map(|piece| (false, piece))
        .chain(shared.iter().map(|piece| (true, piece)))
        .collect();
    let drawn = parallel::each(&all, set.threads(), &|(is_shared, piece)| {
        draw(piece, *is_shared, dpi)
    });
    let mut pictures = Vec::new();
    for drawn in drawn.into_iter().flatten() {
        match drawn {
            Ok(drawn) => pictures.extend(drawn),
            Err(found) => problems.extend(found),
        }
    }
    pictures
}

/// The pages of a piece; of a picture to share the picture itself.
fn draw(piece: &MadePiece<'_>, is_shared: bool, dpi: u16) -> Result<Vec<PictureFile>, Diagnostics> {
    let built = match &piece.made {
        Ok(made) => &made.value,
        Err(found) => return Err(piece.job.name_in(found.clone())),
    };
    let mut pictures = Vec::new();
    for file in &built.files {
        let name = file_name(&piece.campaigns, &piece.job, built, file);
        let opened = Opened::new(&file.bytes)?;
        if is_shared {
            let shared = format!("{}.png", built.examined.piece.template);
            pictures.push((name.with_file_name(shared), png(&laid_out(&opened))?));
        } else {
            pictures.extend(pages(&opened, &name, dpi)?);
        }
    }
    Ok(pictures)
}

/// Every page of a finished PDF, and pictures to share with its first page on them.
pub fn preview_pdf(name: &Path, bytes: &[u8], dpi: u16) -> Result<Vec<PictureFile>, Diagnostic> {
    let opened = Opened::foreign(bytes)?;
    let mut pictures = pages(&opened, name, dpi)?;
    for (width, height) in SHARED {
        let picture = on_a_ground(&opened, (width, height));
        let end = format!("share-{width}x{height}");
        pictures.push((with_end(name, &end), png(&picture)?));
    }
    Ok(pictures)
}

fn pages(opened: &Opened, path: &Path, dpi: u16) -> Result<Vec<PictureFile>, Diagnostic> {
    let draw = |page: usize| -> Result<PictureFile, Diagnostic> {
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
