//! Pictures of pages, or of the sheets that they are printed on, and pictures to share on the web, as PNG.

use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Length, Rect, Size};
use crate::order::{MadePiece, Order, PieceSet, Progress, file_name};
use crate::parallel;
use crate::pipeline::Examined;
use crate::project::Project;
use crate::proof::Opened;
use crate::proof::share::{SHARED, laid_out, on_a_ground, png};

/// A PNG with its name.
pub type PictureFile = (PathBuf, Vec<u8>);

/// Every page of the pieces of an order, or every sheet if it asks for those, and its pictures to share. Names have the
/// folders of campaign and language.
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
            pictures.extend(pages(&opened, &name, dpi, &built.examined)?);
        }
    }
    Ok(pictures)
}

/// The pages of a file of a piece: sheets whole, pages without the bleed that is cut off.
fn pages(
    opened: &Opened,
    path: &Path,
    dpi: u16,
    examined: &Examined,
) -> Result<Vec<PictureFile>, Diagnostic> {
    let trims = examined.piece.pages.iter().map(|page| page.trim);
    let trims: Vec<Size> = match examined.imposed {
        None => trims.collect(),
        Some(_) => Vec::new(),
    };
    let part = |page: usize| {
        let whole = opened.size(page);
        let trim = trims.get(page).copied().unwrap_or(whole);
        // The bleed is the same on all sides.
        let edge = |whole: Length, trim: Length| (whole - trim) / 2.0;
        Rect::new(
            edge(whole.width, trim.width),
            edge(whole.height, trim.height),
            trim.width,
            trim.height,
        )
    };
    (0..opened.pages())
        .map(|page| drawn(opened, path, page, part(page), dpi))
        .collect()
}

fn drawn(
    opened: &Opened,
    path: &Path,
    page: usize,
    part: Rect,
    dpi: u16,
) -> Result<PictureFile, Diagnostic> {
    let picture = opened.draw_part(page, part, f64::from(dpi));
    Ok((with_end(path, &(page + 1).to_string()), png(&picture)?))
}

/// Every page of a finished PDF, and pictures to share with its first page on them.
pub fn preview_pdf(name: &Path, bytes: &[u8], dpi: u16) -> Result<Vec<PictureFile>, Diagnostic> {
    let opened = Opened::foreign(bytes)?;
    let mut pictures = Vec::new();
    for page in 0..opened.pages() {
        let whole = Rect::of_size(opened.size(page));
        pictures.push(drawn(&opened, name, page, whole, dpi)?);
    }
    for (width, height) in SHARED {
        let picture = on_a_ground(&opened, (width, height));
        let end = format!("share-{width}x{height}");
        pictures.push((with_end(name, &end), png(&picture)?));
    }
    Ok(pictures)
}

/// `flyer-a5.pdf` as `flyer-a5-1.png`.
fn with_end(path: &Path, end: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{end}.png"))
}
