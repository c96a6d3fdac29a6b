//! What becomes of each colour and picture on a route.
//!
//! A piece is laid out in the colours of its palette. Here it is decided what a file says of them: red,
//! green and blue for a screen; grey for a photocopier; four inks and spot colours for a press; a plate for
//! each ink of a risograph. The writer of PDFs asks [`Inks`] and knows no route itself.

mod below;
mod coverage;
mod findings;
mod headers;
mod icc;
mod jpeg;
mod known;
mod luma;
mod paint;
mod picture;
mod planes;
mod plates;
mod prepare;
mod raster;
mod screen;
mod source;
mod tints;

pub use below::Below;
pub use coverage::{Coverage, InkShare, Spot, coverage};
pub use icc::Profile;
pub use jpeg::jpeg;
pub use known::{KnownInk, known_ink, known_inks};
pub use paint::{Mass, Paint};
pub use picture::{Pixels, Space};
pub use plates::Plate;
pub use prepare::prepare;
pub use source::Source;

use std::sync::Arc;

use crate::color::{Ink, InkId};
use crate::diag::Diagnostic;
use crate::route::{Route, RouteKind};
use tints::Band;

/// The inks of a route, and what they make of the colours of a piece.
#[derive(Debug)]
pub struct Inks {
    kind: RouteKind,
    band: Band,
    contrast: f64,
    screen: Option<f64>,
    limit: f64,
    /// The inks of the piece.
    inks: Vec<Ink>,
    /// Those of them that a press loads beside its four.
    spots: Vec<InkId>,
    /// The plates of a risograph.
    plates: Vec<Plate>,
    profile: Option<Arc<Profile>>,
}

impl Inks {
    /// The inks of a route for a piece that speaks of these inks. Fails where the route names an ink that
    /// nobody knows, or a profile that cannot be used.
    pub fn of(route: &Route, inks: &[Ink]) -> Result<Self, Diagnostic> {
        let spots = if route.kind == RouteKind::Press {
            let named = |name: &String| {
                let known = inks.iter().map(|ink| ink.name.as_str());
                plates::find(inks, name).ok_or_else(|| plates::unknown(name, known))
            };
            route.inks.iter().map(named).collect::<Result<_, _>>()?
        } else {
            Vec::new()
        };
        Ok(Self {
            kind: route.kind,
            band: Band::of(route),
            contrast: route.contrast,
            screen: route.screen,
            limit: route.coverage,
            inks: inks.to_vec(),
            spots,
            plates: match route.kind {
                RouteKind::Riso => plates::of(route, inks)?,
                _ => Vec::new(),
            },
            profile: match route.kind {
                RouteKind::Press => Some(Profile::of(&route.condition)?),
                _ => None,
            },
        })
    }

    /// Those of the screen, which mixes its own.
    pub fn on_screen() -> Self {
        let route = Route::of(RouteKind::Screen);
        Self {
            kind: route.kind,
            band: Band::of(&route),
            contrast: route.contrast,
            screen: route.screen,
            limit: route.coverage,
            inks: Vec::new(),
            spots: Vec::new(),
            plates: Vec::new(),
            profile: None,
        }
    }

    /// Which route it is.
    pub fn kind(&self) -> RouteKind {
        self.kind
    }

    /// What the press is known to print, on the route of a press.
    pub fn profile(&self) -> Option<&Profile> {
        self.profile.as_deref()
    }

    /// A named ink of the piece.
    pub fn ink(&self, id: InkId) -> Option<&Ink> {
        self.inks.get(usize::from(id.0))
    }

    /// The inks that a press loads beside its four, in the order of their plates.
    pub fn spots(&self) -> &[InkId] {
        &self.spots
    }
}
