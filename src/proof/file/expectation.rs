//! What is known about a file besides its bytes, from the piece that it was made of.

use crate::frame::{Frame, ItemKind};
use crate::geom::{Length, Size};
use crate::impose::Imposed;
use crate::pipeline::Examined;
use crate::route::RouteKind;
use crate::sheet::Side;

/// Knowledge about a file that is not in it.
#[derive(Clone, Debug, Default)]
pub struct Expectation {
    /// The way it will be printed, if known.
    pub route: Option<RouteKind>,
    /// The author that it should name, for a file that this program made.
    pub author: Option<String>,
    /// Whether its pages are imposed on sheets, which have lettering for those who print, cut and glue.
    pub sheets: bool,
    /// The smallest type on each side of the sheets, with that lettering. Type of that size was reported when
    /// the sheets were made.
    pub type_on_sheets: Vec<Option<Length>>,
    /// The size of the whole piece, if that is not a page of the file. The distance from which people look at
    /// it follows from this size, and so the resolution that its pictures need.
    pub whole: Option<Size>,
}

impl Expectation {
    /// The expectation of a file that this program made.
    pub fn of(examined: &Examined) -> Self {
        Self {
            route: Some(examined.route.kind),
            author: Some(examined.piece.author.clone()),
            sheets: examined.imposed.is_some(),
            type_on_sheets: type_on_sheets(examined),
            whole: examined.piece.pages.first().map(|page| page.trim),
        }
    }
}

/// The smallest type on each side of the sheets: of the pages on it, at their scale, and of the marks.
fn type_on_sheets(examined: &Examined) -> Vec<Option<Length>> {
    let pages: Vec<Option<Length>> = examined
        .piece
        .pages
        .iter()
        .map(|page| smallest(&page.frame))
        .collect();
    let sides = examined.imposed.iter().flat_map(Imposed::sides);
    let on_side = |side: &Side| {
        // A page without type, such as a picture, does not count.
        let placed = side
            .placements
            .iter()
            .filter_map(|placement| Some((*pages.get(placement.page)?)? * placement.scale));
        placed.chain(smallest(&side.marks)).min()
    };
    sides.map(on_side).collect()
}

/// The smallest type of a frame; `None` if it has no text.
fn smallest(frame: &Frame) -> Option<Length> {
    let mut sizes = Vec::new();
    frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind {
            sizes.push(run.size);
        }
    });
    sizes.into_iter().min()
}
