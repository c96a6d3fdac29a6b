//! One picture of all pieces of an order, small, with their names.

mod sheet;

pub use sheet::{Exhibit, GalleryScale, draw};

use crate::diag::{Diagnostic, Diagnostics};
use crate::order::{Order, PieceSet, Progress};
use crate::project::Project;
use crate::proof::Opened;
use crate::proof::share::png;
use crate::route::RouteKind;
use crate::template::Library;

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

/// The name that asks for all themes.
const ALL: &str = "all";

/// Draws the pieces of an order as they look on a screen, whatever route it names; of the theme `all`, in each theme.
/// Pieces with errors are left out and reported; none where no piece is left.
pub fn gallery(
    project: &Project,
    order: &Order,
    (format, scale): (GalleryFormat, GalleryScale),
    progress: Progress<'_>,
    problems: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let mut order = order.clone();
    order.printing.route = RouteKind::Screen;
    let all = order.theme.as_deref() == Some(ALL);
    let orders = match all {
        false => vec![order],
        true => {
            let themes = Library::of(project).themes().into_iter();
            themes.map(|theme| order.clone().theme(&theme)).collect()
        }
    };
    let mut sets = Vec::new();
    for order in orders {
        let theme = order.theme.clone().filter(|_| all);
        let mut found = Diagnostics::default();
        let set = PieceSet::of(project, &order, &mut found);
        // What is wrong with the content is the same in each theme.
        if sets.is_empty() || found.has_errors() {
            problems.extend(found);
        }
        sets.push((theme, set?));
    }
    let mut exhibits = Vec::new();
    let made: Vec<_> = sets
        .iter()
        .map(|(theme, set)| (theme, set.make(progress)))
        .collect();
    for (theme, pieces) in &made {
        for piece in pieces {
            match &piece.made {
                Ok(made) => {
                    let shown = &made.value.examined.piece;
                    let template = &piece.job.template;
                    let note = note(&shown.paper, shown.pages.len());
                    exhibits.push(Exhibit {
                        piece: shown,
                        scale,
                        joined: template.form().is_some(),
                        name: theme.as_ref().unwrap_or(&template.id).clone(),
                        note: match theme {
                            Some(_) => format!("{}, {note}", template.id),
                            None => note,
                        },
                    });
                }
                Err(found) => problems.extend(piece.job.name_in(found.clone())),
            }
        }
    }
    let (_, first) = sets.first()?;
    if exhibits.is_empty() {
        return None;
    }
    let drawn = draw(&exhibits, &first.pipeline.book);
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
