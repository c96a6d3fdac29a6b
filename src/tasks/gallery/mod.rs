//! One picture of all pieces of an order, small, with their names.

mod sheet;

pub use sheet::{Exhibit, draw};

use crate::diag::{Diagnostic, Diagnostics};
use crate::order::{Order, PieceSet, Progress};
use crate::project::Project;
use crate::proof::Opened;
use crate::proof::share::png;
use crate::route::RouteKind;

/// What a gallery is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GalleryFormat {
    /// A PDF of one page.
    Pdf,
    /// A PNG of that many pixels in width.
    Png {
        /// Width in pixels.
        width: u16,
    },
}

/// Draws the pieces of an order as they look on a screen, whatever route it names. Pieces with errors are
/// left out and reported; none where no piece is left.
pub fn gallery(
    project: &Project,
    order: &Order,
    format: GalleryFormat,
    progress: Progress<'_>,
    problems: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let mut order = order.clone();
    order.printing.route = RouteKind::Screen;
    let set = PieceSet::of(project, &order, problems)?;
    let pieces = set.make(progress);
    let mut exhibits = Vec::new();
    for piece in &pieces {
        match &piece.made {
            Ok(made) => {
                let shown = &made.value.examined.piece;
                exhibits.push(Exhibit {
                    piece: shown,
                    joined: piece.job.template.form().is_some(),
                    name: piece.job.template.id.clone(),
                    note: note(&shown.paper, shown.pages.len()),
                });
            }
            Err(found) => problems.extend(piece.job.name_in(found.clone())),
        }
    }
    if exhibits.is_empty() {
        return None;
    }
    let drawn = draw(&exhibits, &set.pipeline.book);
    drawn
        .and_then(|pdf| in_format(pdf, format))
        .map_err(|problem| problems.push(problem))
        .ok()
}

fn in_format(pdf: Vec<u8>, format: GalleryFormat) -> Result<Vec<u8>, Diagnostic> {
    let GalleryFormat::Png { width } = format else {
        return Ok(pdf);
    };
    let opened = Opened::new(&pdf)?;
    let inches = opened.size(0).width.to_inch();
    png(&opened.draw(0, f64::from(width) / inches.max(1e-6)))
}

fn note(paper: &str, pages: usize) -> String {
    match pages {
        1 => paper.to_owned(),
        2 => format!("{paper}, two sides"),
        more => format!("{paper}, {more} pages"),
    }
}
