//! The inks of a route.

use std::sync::Arc;

use super::icc::Profile;
use super::plates::{self, Plate};
use super::tints::Band;
use crate::color::{Ink, InkId};
use crate::diag::Diagnostic;
use crate::route::{Route, RouteKind};

/// The inks of a route, which convert the colours and pictures of a piece.
#[derive(Debug)]
pub struct Inks {
    pub(super) kind: RouteKind,
    /// The tints that the route can print.
    pub(super) band: Band,
    /// Factor by which the greys of pictures are stretched.
    pub(super) contrast: f64,
    /// Lines per inch, if pictures are printed as a line screen.
    pub(super) screen: Option<f64>,
    /// Highest total ink coverage on one spot: 3 means three inks in full.
    pub(super) limit: f64,
    /// The inks that the palette of the piece names.
    pub(super) inks: Vec<Ink>,
    /// The inks of the palette that a press loads in addition to its four.
    pub(super) spots: Vec<InkId>,
    /// The plates of a risograph.
    pub(super) plates: Vec<Plate>,
    pub(super) profile: Option<Arc<Profile>>,
}

impl Inks {
    /// The inks of a route for a piece whose palette names `inks`. Fails if the route names an unknown ink, or
    /// a profile that cannot be used.
    pub fn of(route: &Route, inks: &[Ink]) -> Result<Self, Diagnostic> {
        let spots = if route.kind == RouteKind::Press {
            let named = |name: &String| {
                let known = inks.iter().map(|ink| ink.name.as_str());
                plates::find(inks, name).ok_or_else(|| plates::unknown(name, known))
            };
            // A spot ink of a press has to be in the palette, which defines its appearance for other
            // printers.
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
            // Only a risograph writes a file for each ink.
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

    /// The inks of a screen, which has no plates and no profile.
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

    /// The kind of route.
    pub fn kind(&self) -> RouteKind {
        self.kind
    }

    /// Whether its files have inks and not the colours of a screen, so that what is transparent is mixed in inks.
    pub fn blends_as_inks(&self) -> bool {
        matches!(self.kind, RouteKind::Press | RouteKind::Riso)
    }

    /// The ICC profile of the press; none on other routes.
    pub fn profile(&self) -> Option<&Profile> {
        self.profile.as_deref()
    }

    /// A named ink of the piece.
    pub fn ink(&self, id: InkId) -> Option<&Ink> {
        self.inks.get(usize::from(id.0))
    }

    /// The inks that a press loads in addition to its four, in the order of their plates.
    pub fn spots(&self) -> &[InkId] {
        &self.spots
    }

    /// The plates of a risograph, in the order in which they are loaded; empty on other routes.
    pub fn plates(&self) -> &[Plate] {
        &self.plates
    }
}
