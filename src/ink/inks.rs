//! The inks of a route.

use std::sync::Arc;

use super::icc::Profile;
use super::plates::{self, Plate};
use super::tints::Band;
use crate::color::{Ink, InkId};
use crate::diag::Diagnostic;
use crate::route::{Route, RouteKind};

/// The inks of a route, and what they make of the colours of a piece.
#[derive(Debug)]
pub struct Inks {
    pub(super) kind: RouteKind,
    pub(super) band: Band,
    pub(super) contrast: f64,
    pub(super) screen: Option<f64>,
    pub(super) limit: f64,
    /// The inks of the piece.
    pub(super) inks: Vec<Ink>,
    /// Those of them that a press loads beside its four.
    pub(super) spots: Vec<InkId>,
    /// The plates of a risograph.
    pub(super) plates: Vec<Plate>,
    pub(super) profile: Option<Arc<Profile>>,
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

    /// The plates of a risograph, in the order in which they are loaded; none on other routes.
    pub fn plates(&self) -> &[Plate] {
        &self.plates
    }
}
