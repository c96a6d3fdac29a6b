//! The tints of an ink that a route can print.

use crate::route::{Route, RouteKind};

/// The shares of an ink that a route can print: none, those between two bounds, and the full ink. A copier loses
/// lighter tints and closes up darker ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Band {
    low: u16,
    high: u16,
    /// Largest share of one ink in a solid area.
    solid: u16,
}

impl Band {
    /// The band of a route. Screens and home printers show every tint.
    pub(super) fn of(route: &Route) -> Self {
        let permille = |share: f64| (share.clamp(0.0, 1.0) * 1000.0).round() as u16;
        match route.kind {
            RouteKind::Screen | RouteKind::Home => Self {
                low: 0,
                high: 1000,
                solid: 1000,
            },
            RouteKind::Copier | RouteKind::Riso | RouteKind::Press => {
                let (low, high) = (permille(route.tints.0), permille(route.tints.1));
                Self {
                    // Bounds given in the wrong order still make a band.
                    low: low.min(high),
                    high: high.max(low),
                    solid: permille(route.solid),
                }
            }
        }
    }

    /// The nearest share that the route can print: no ink, a tint between the bounds, or full ink. Half way
    /// between two, the tint wins, so that nothing disappears that could be printed.
    pub(super) fn hold(self, share: u16) -> u16 {
        if share < self.low {
            // Below half of the lightest tint nothing is printed.
            if share * 2 < self.low { 0 } else { self.low }
        } else if share > self.high {
            let full = u32::from(share) * 2 > u32::from(self.high) + 1000;
            if full { 1000 } else { self.high }
        } else {
            share
        }
    }

    /// The nearest share for a solid area, at most the route's limit for solids. The limit is applied last: if it
    /// is above the tints, solids are printed at the limit.
    pub(super) fn hold_solid(self, share: u16) -> u16 {
        self.hold(share).min(self.solid)
    }

    /// Whether the route can print every share.
    pub(super) fn holds_all(self) -> bool {
        self.low == 0 && self.high == 1000 && self.solid == 1000
    }

    /// A table of the printable share for each byte of ink, 255 being full ink.
    pub(super) fn bytes(self) -> [u8; 256] {
        std::array::from_fn(|ink| {
            let share = self.hold_solid((ink as f64 / 0.255).round() as u16);
            (f64::from(share) * 0.255).round() as u8
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_route_allows_is_held() {
        let band = Band::of(&Route::of(RouteKind::Copier));
        for share in 0..=1000 {
            let held = band.hold(share);
            assert!(matches!(held, 0 | 150..=850 | 1000), "{share} → {held}");
            assert!(held.abs_diff(share) <= 75, "{share} → {held}");
            assert_eq!(band.hold(held), held, "{share}");
        }
        assert_eq!(
            [0, 74, 75, 925, 926, 1000].map(|share| band.hold(share)),
            [0, 0, 150, 850, 1000, 1000]
        );
        for ink in band.bytes() {
            // A byte is a step of 4 permille.
            assert!(matches!(ink, 0 | 38..=217 | 255), "{ink}");
        }
    }
}
