//! Folds of a leaflet, and the panels between them.

use crate::diag::Diagnostic;
use crate::geom::{Length, Point, Rect, Size};
use crate::keyword::keywords;
use crate::rules::Rule;

/// Width in millimetres of the narrowest panel that can be folded by hand and read (practice).
const NARROWEST: f64 = 20.0;

/// Difference in millimetres between a quarter of the sheet and a flap of a gate fold, so that the flaps do not
/// collide (print practice).
const FLAP_SHORT: f64 = 1.0;

/// Difference in millimetres between a panel that is tucked in and the others, so that it lies flat inside: 97 mm
/// beside 100 mm on A4 (print practice).
const TUCK_MM: f64 = 3.0;

/// Difference in inches between a panel that is tucked in and the others, for paper in inches: 3.625 in beside
/// 3.6875 in on letter (print practice).
const TUCK_IN: f64 = 1.0 / 16.0;

keywords! {
    /// How a sheet is folded. Folds divide the longer side.
    pub enum FoldKind {
        /// One fold: two equal panels.
        Half = "half",
        /// Two folds inwards: three panels, of which the one folded in is narrower.
        Letter = "letter",
        /// Two folds in opposite directions: three panels.
        Z = "z",
        /// Two flaps that meet in the middle.
        Gate = "gate",
    }
}

impl FoldKind {
    /// Page numbers, from 0, of the panels of the outside and of the inside, each from left to right. The order is
    /// that of a leaflet that is read from left to right; a leaflet that is read from right to left is mirrored. The
    /// list below counts pages from 1, as readers do.
    ///
    /// - `Half`: the cover is the right half of the outside, as in a book.
    /// - `Letter`: the cover is the right panel of the outside. Behind it, the reader sees page 2 on the panel that
    ///   is tucked in. Opening that panel shows the inside, pages 3 to 5. The last page is the back, between the
    ///   cover and the panel that is tucked in.
    /// - `Z`: the cover is the right panel of the outside. Opening it like a book shows page 2, and drawing the
    ///   leaflet out shows the whole inside, pages 2 to 4. Pages 5 and 6 are on the outside, beside the cover.
    /// - `Gate`: the two flaps are pages 1 and 2, the inside is pages 3 to 6, and the back is pages 7 and 8.
    #[doc(hidden)]
    pub fn order(self) -> (&'static [usize], &'static [usize]) {
        match self {
            Self::Half => (&[3, 0], &[1, 2]),
            Self::Letter => (&[1, 5, 0], &[2, 3, 4]),
            Self::Z => (&[4, 5, 0], &[1, 2, 3]),
            Self::Gate => (&[1, 6, 7, 0], &[2, 3, 4, 5]),
        }
    }

    /// Sizes of the pages of a leaflet in reading order. Each page is one panel, except that a gate fold has two
    /// pages on its wide panel.
    #[doc(hidden)]
    pub fn pages(self, flat: Size) -> Result<Vec<Size>, Diagnostic> {
        let lying = flat.landscape();
        let panels = Panels::of(self, lying, false)?;
        let (outside, inside) = self.order();
        let places = panels.places(self);
        // The panels of the inside lie behind those of the outside, in reverse order.
        let behind = places.iter().rev();
        let pages = outside.iter().zip(&places).chain(inside.iter().zip(behind));
        let mut sizes: Vec<(usize, Size)> = pages.map(|(page, rect)| (*page, rect.size)).collect();
        sizes.sort_by_key(|(page, _)| *page);
        Ok(sizes.into_iter().map(|(_, size)| size).collect())
    }
}

/// Direction of folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldAxis {
    /// From top to bottom, between panels side by side.
    Upright,
    /// From left to right, between panels one above the other.
    Lying,
}

/// A leaflet divided into panels.
#[derive(Clone, Debug, PartialEq)]
pub struct Panels {
    /// Direction of its folds.
    pub axis: FoldAxis,
    /// Panels of the outside, from left to right or from top to bottom.
    pub front: Vec<Rect>,
    /// Panels of the inside, from left to right or from top to bottom, as seen after the sheet is turned over like
    /// the leaf of a book. Panels between upright folds are therefore in reverse order.
    pub back: Vec<Rect>,
}

impl Panels {
    /// Divides the longer side of a flat leaflet into panels; if both sides are equal, the width. The front of the
    /// sheet is the outside of the leaflet.
    ///
    /// - `Half`: two equal panels.
    /// - `Letter`: the first panel is tucked in, so it is narrower. The difference is 3 mm if the side is a whole
    ///   number of millimetres, otherwise 1/16 in. A4 gives 97, 100 and 100 mm; letter gives 3.625, 3.6875 and
    ///   3.6875 in. In leaflets that are read from right to left, the last panel is tucked in.
    /// - `Z`: three equal panels.
    /// - `Gate`: two flaps, each 1 mm shorter than a quarter, and the rest between them.
    ///
    /// The sum of the panels is exactly the side. A panel narrower than 20 mm is an error.
    pub fn of(kind: FoldKind, flat: Size, right_to_left: bool) -> Result<Self, Diagnostic> {
        let axis = if flat.width >= flat.height {
            FoldAxis::Upright
        } else {
            FoldAxis::Lying
        };
        let long = flat.long_side();
        let mut lengths = lengths(kind, long);
        // Right-to-left leaflets open the other way, so the narrow panel changes sides. Panels that lie one above
        // the other have no reading direction.
        if right_to_left && axis == FoldAxis::Upright {
            lengths.reverse();
        }
        let least = Length::mm(NARROWEST);
        if let Some(narrow) = lengths.iter().min().filter(|narrow| **narrow < least) {
            let problem = format!(
                "folding a leaflet of {} leaves a panel of {narrow}; {least} is the least",
                format_args!("{} × {}", flat.width, flat.height)
            );
            return Err(Diagnostic::error(Rule::FoldPanelNarrow, problem)
                .hint("fold it fewer times, or print on a larger paper"));
        }
        let front = rects(axis, flat, &lengths);
        if axis == FoldAxis::Upright {
            lengths.reverse();
        }
        let back = rects(axis, flat, &lengths);
        Ok(Self { axis, front, back })
    }

    /// Places for pages on the outside: one for each panel, and two for the middle panel of a gate fold.
    pub fn places(&self, kind: FoldKind) -> Vec<Rect> {
        let mut places = Vec::new();
        for (index, panel) in self.front.iter().enumerate() {
            // The middle panel of a gate fold is as wide as two pages, and `FoldKind::order` counts it as two.
            if kind == FoldKind::Gate && index == 1 {
                let half = panel.size.width * 0.5;
                let Rect { origin, size } = *panel;
                places.push(Rect::new(origin.x, origin.y, half, size.height));
                let rest = size.width - half;
                places.push(Rect::new(origin.x + half, origin.y, rest, size.height));
            } else {
                places.push(*panel);
            }
        }
        places
    }

    /// Distances of the folds from the left or upper edge, on the inside or the outside.
    pub fn folds(&self, inside: bool) -> Vec<Length> {
        let side = if inside { &self.back } else { &self.front };
        let starts = side.iter().skip(1);
        match self.axis {
            FoldAxis::Upright => starts.map(|panel| panel.origin.x).collect(),
            FoldAxis::Lying => starts.map(|panel| panel.origin.y).collect(),
        }
    }
}

/// Lengths of the panels of the outside, for a leaflet that is read from left to right.
fn lengths(kind: FoldKind, long: Length) -> Vec<Length> {
    match kind {
        FoldKind::Half => {
            // Rounding may lose a unit, so the second panel gets the rest: the sum is exactly the side.
            let half = long * 0.5;
            vec![half, long - half]
        }
        FoldKind::Letter => {
            // This function does not know the unit of the paper. But among papers with a name, none in inches has a
            // long side of a whole number of millimetres: letter is 279.4 mm long.
            let metric = long.to_mm().fract() == 0.0;
            let shorter = if metric {
                Length::mm(TUCK_MM)
            } else {
                Length::inch(TUCK_IN)
            };
            // Two wide panels and one that is narrower by `shorter` fill the side.
            let wide = (long + shorter) / 3.0;
            vec![long - wide * 2.0, wide, wide]
        }
        FoldKind::Z => {
            let third = long / 3.0;
            vec![third, long - third * 2.0, third]
        }
        FoldKind::Gate => {
            let flap = long * 0.25 - Length::mm(FLAP_SHORT);
            vec![flap, long - flap * 2.0, flap]
        }
    }
}

fn rects(axis: FoldAxis, flat: Size, lengths: &[Length]) -> Vec<Rect> {
    let mut start = Length::ZERO;
    let mut rects = Vec::with_capacity(lengths.len());
    for length in lengths {
        rects.push(match axis {
            FoldAxis::Upright => Rect::new(start, Length::ZERO, *length, flat.height),
            FoldAxis::Lying => Rect {
                origin: Point::new(Length::ZERO, start),
                size: Size::new(flat.width, *length),
            },
        });
        start += *length;
    }
    rects
}
