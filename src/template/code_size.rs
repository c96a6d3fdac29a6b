//! How large a code is printed, and from how far it is read then.
//!
//! A layout gives a code a side and a reading distance. They suit a short address: a long one makes a symbol of many
//! modules, and each module gets narrower. So there is a ladder. First the code grows beyond the side of the layout,
//! as far as its distance asks for and no further than [`MOST_GROWTH`]. Then it is read from nearer: from whatever
//! distance its modules carry, down to [`CodeSize::nearest`]. Below that, the address of the home page takes the
//! place of a longer one (`home_instead`), and only a code that no phone could read is an error.
//!
//! The other way round, a code that grew gives the room back if the page has none to spare, and one in a column that
//! is too narrow for it is made smaller, down to the same nearest distance. Layout decides that (`layout::code`).

use crate::geom::Length;
use crate::qr;

/// How far a code may grow beyond the side that its layout gives it (practice: a layout that is a quarter larger in
/// one place still looks as it was meant).
pub(super) const MOST_GROWTH: f64 = 1.25;

/// The distance from which any code may be read: the length of a forearm (practice: a sheet held in one hand and the
/// phone in the other).
const IN_HAND_MM: f64 = 250.0;

/// A thousandth allows for rounding of lengths.
const ROUNDING: f64 = 1.001;

/// The sizes that a code may have. Sides are those of the symbol with its quiet zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CodeSize {
    /// The distance from which it should be readable.
    pub distance: Length,
    /// The nearest distance for which it may be made smaller.
    pub nearest: Length,
    /// The narrowest module that the route prints reliably.
    pub floor: Length,
    /// The side that the layout asks for, on this paper; `None` if it leaves the size to the room.
    pub designed: Option<Length>,
    /// The side that it takes where the page has room: the one that the layout asks for, or more where its distance
    /// needs that. Without a side of the layout, one that is comfortable to read.
    pub largest: Length,
    /// The smallest side.
    pub smallest: Length,
}

impl CodeSize {
    /// The sizes of a symbol with that many modules on a side, its quiet zone included. `gives_way` says whether a
    /// shorter address could take its place: then it need not be read from as near as can be.
    pub(super) fn new(
        modules: usize,
        (distance, floor): (Length, Length),
        designed: Option<Length>,
        gives_way: bool,
    ) -> Self {
        let in_hand = Length::mm(IN_HAND_MM);
        let nearest = if gives_way {
            in_hand.max(distance * 0.5)
        } else {
            in_hand
        };
        let mut size = Self {
            distance,
            nearest: nearest.min(distance),
            floor,
            designed,
            largest: Length::ZERO,
            smallest: Length::ZERO,
        };
        let modules = modules as f64;
        size.smallest = size.lowest_module() * modules;
        let wanted = match designed {
            Some(side) => (size.least_module() * modules)
                .min(side * MOST_GROWTH)
                .max(side),
            None => size.comfortable_module() * modules,
        };
        size.largest = wanted.max(size.smallest);
        size
    }

    /// Whether it can be read from its nearest distance without growing further than a code may.
    pub(super) fn suits_its_layout(&self) -> bool {
        self.designed
            .is_none_or(|side| self.smallest <= side * (MOST_GROWTH * ROUNDING))
    }

    /// Makes the codes of a block alike: a smaller one among them would look less important.
    pub(super) fn join(sizes: &mut [&mut Self]) {
        let most =
            |of: fn(&Self) -> Length, sizes: &[&mut Self]| sizes.iter().map(|size| of(size)).max();
        let largest = most(|size| size.largest, &*sizes).unwrap_or_default();
        let smallest = most(|size| size.smallest, &*sizes).unwrap_or_default();
        for size in sizes {
            // Without a side of the layout each is as large as is comfortable, and the room decides.
            if size.designed.is_some() {
                size.largest = largest;
                size.smallest = smallest;
            }
        }
    }

    /// The narrowest module that can be read from the distance that is asked for and that the printer renders.
    pub fn least_module(&self) -> Length {
        (self.distance / qr::LONGEST_RATIO).max(self.floor)
    }

    /// The narrowest module that a phone reads from its nearest distance and that the printer renders.
    pub fn lowest_module(&self) -> Length {
        (self.nearest / qr::LONGEST_RATIO).max(self.floor)
    }

    /// The width of a module that is comfortable to read from the distance that is asked for.
    pub fn comfortable_module(&self) -> Length {
        (self.distance / qr::COMFORTABLE_RATIO).max(self.floor)
    }

    /// The distance from which a code with such modules is read: the one that is asked for, or a nearer one.
    pub fn distance_of(&self, module: Length) -> Length {
        if module * ROUNDING >= self.least_module() {
            return self.distance;
        }
        self.distance.min(module * qr::LONGEST_RATIO)
    }

    /// Whether modules are too narrow for any phone or for the printer.
    pub fn is_unreadable(&self, module: Length) -> bool {
        module * ROUNDING < self.lowest_module()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Modules with the quiet zone: of a link of 24, 50, 101 and 200 characters.
    const MODULES: [usize; 4] = [33, 41, 49, 65];

    fn size(modules: usize, distance: f64, designed: f64, gives_way: bool) -> CodeSize {
        let asked = (Length::mm(distance), Length::mm(0.5));
        CodeSize::new(modules, asked, Some(Length::mm(designed)), gives_way)
    }

    #[test]
    fn a_code_grows_and_then_is_read_from_nearer() {
        // The side at which a short link is just read from 3 m.
        let found = MODULES.map(|modules| {
            let size = size(modules, 3000.0, 215.3, true);
            let module = size.largest / modules as f64;
            assert!(size.suits_its_layout() && !size.is_unreadable(module));
            (
                size.largest.to_mm().round(),
                size.distance_of(module).to_mm().round(),
            )
        });
        assert_eq!(
            found,
            [
                (215.0, 3000.0),
                (267.0, 3000.0),
                (269.0, 2526.0),
                (269.0, 1905.0)
            ]
        );
    }

    #[test]
    fn a_small_code_gives_way_to_another_address() {
        // A sticker holds any of them; a tab to tear off has no room for the longest.
        assert!(
            MODULES
                .iter()
                .all(|modules| size(*modules, 500.0, 30.0, true).suits_its_layout())
        );
        let suits = MODULES.map(|modules| size(modules, 250.0, 21.8, true).suits_its_layout());
        assert_eq!(suits, [true, true, true, false]);
    }

    #[test]
    fn what_nothing_can_replace_may_be_read_from_the_hand() {
        let half = size(65, 3000.0, 100.0, true);
        assert_eq!(half.nearest, Length::mm(1500.0));
        let hand = size(65, 3000.0, 100.0, false);
        assert_eq!(hand.nearest, Length::mm(250.0));
        assert!(!half.suits_its_layout() && hand.suits_its_layout());
        // A layout that is read from nearer than that keeps its own distance.
        assert_eq!(size(33, 200.0, 30.0, false).nearest, Length::mm(200.0));
    }

    #[test]
    fn codes_of_a_block_are_alike() {
        let (mut short, mut long) = (size(33, 300.0, 24.5, true), size(65, 300.0, 24.5, true));
        CodeSize::join(&mut [&mut short, &mut long]);
        assert_eq!(short.largest, long.largest);
        assert_eq!(short.smallest, long.smallest);
    }
}
