//! How a leaflet is folded, and the panels that it is divided into.

use crate::diag::Diagnostic;
use crate::geom::{Length, Point, Rect, Size};
use crate::keyword::keywords;
use crate::rules::Rule;

/// The narrowest panel that can be folded by hand and read, in millimetres (practice).
const NARROWEST: f64 = 20.0;

/// By how much the flaps of a gate fold are shorter than a quarter, in millimetres (print practice).
const FLAP_SHORT: f64 = 1.0;

/// By how much a panel that is tucked in is narrower, in millimetres: 97 mm beside 100 mm of A4 (print
/// practice).
const TUCK_MM: f64 = 3.0;

/// The same in inches: 3.625 in beside 3.6875 in of letter (print practice).
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
    /// Pages by panel, from 0: the outside from left to right, then the inside, for a leaflet that is read
    /// from left to right. Others are mirrored.
    ///
    /// - `Half`: the cover is the right half of the outside, as in a book.
    /// - `Letter`: the cover is the right panel of the outside. Opened, it shows the tucked-in panel, the
    ///   second page. Opened too, that shows the three panels inside, pages 3 to 5. The last page is the
    ///   back, between cover and tucked-in panel.
    /// - `Z`: the cover is the right panel of the outside. Opened like a book it shows page 2; drawn out, the
    ///   inside is pages 2 to 4. On its other side follow pages 5 and 6, beside the cover.
    /// - `Gate`: the two flaps are pages 1 and 2, the inside is pages 3 to 6, the back pages 7 and 8.
    #[doc(hidden)]
    pub fn order(self) -> (&'static [usize], &'static [usize]) {
        match self {
            Self::Half => (&[3, 0], &[1, 2]),
            Self::Letter => (&[1, 5, 0], &[2, 3, 4]),
            Self::Z => (&[4, 5, 0], &[1, 2, 3]),
            Self::Gate => (&[1, 6, 7, 0], &[2, 3, 4, 5]),
        }
    }

    /// The sizes of the pages of a leaflet, in the order of reading, where each page is a panel.
    #[doc(hidden)]
    pub fn pages(self, flat: Size) -> Result<Vec<Size>, Diagnostic> {
        let lying = flat.landscape();
        let panels = Panels::of(self, lying, false)?;
        let (outside, inside) = self.order();
        let places = panels.places(self);
        // Turned over, the panels of the inside lie behind those of the outside, in reverse.
        let behind = places.iter().rev();
        let pages = outside.iter().zip(&places).chain(inside.iter().zip(behind));
        let mut sizes: Vec<(usize, Size)> = pages.map(|(page, rect)| (*page, rect.size)).collect();
        sizes.sort_by_key(|(page, _)| *page);
        Ok(sizes.into_iter().map(|(_, size)| size).collect())
    }
}

/// How folds run.
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
    /// How its folds run.
    pub axis: FoldAxis,
    /// The panels of the outside, from left to right or from top to bottom.
    pub front: Vec<Rect>,
    /// The panels of the inside, in the same order as they are seen once the leaflet is turned like the
    /// leaf of a book: upright folds are mirrored.
    pub back: Vec<Rect>,
}

impl Panels {
    /// Divides the longer side of a flat leaflet; of two equal sides, the width. The outside is in front.
    ///
    /// - `Half`: two equal panels.
    /// - `Letter`: the first panel, which is tucked in, is narrower by 3 mm where the side is a whole
    ///   number of millimetres, else by 1/16 in: 97, 100 and 100 mm of A4, 3.625, 3.6875 and 3.6875 in
    ///   of letter. In leaflets that are read from right to left it is the last one.
    /// - `Z`: thirds.
    /// - `Gate`: flaps of a quarter less 1 mm on both sides of the rest.
    ///
    /// The panels sum exactly to the side. A panel under 20 mm is an error.
    pub fn of(kind: FoldKind, flat: Size, right_to_left: bool) -> Result<Self, Diagnostic> {
        let axis = if flat.width >= flat.height {
            FoldAxis::Upright
        } else {
            FoldAxis::Lying
        };
        let long = flat.long_side();
        let mut lengths = lengths(kind, long);
        // Right-to-left leaflets open the other way, so the narrow panel changes sides. Folds from top to
        // bottom have no reading direction.
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

    /// The places for pages on the outside: the panels, the one in the middle of a gate twice.
    pub fn places(&self, kind: FoldKind) -> Vec<Rect> {
        let mut places = Vec::new();
        for (index, panel) in self.front.iter().enumerate() {
            // The middle of a gate fold is as wide as two pages: the order counts it as two.
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

    /// Where the folds are, from the left or upper edge: those of the outside, or of the inside.
    pub fn folds(&self, inside: bool) -> Vec<Length> {
        let side = if inside { &self.back } else { &self.front };
        let starts = side.iter().skip(1);
        match self.axis {
            FoldAxis::Upright => starts.map(|panel| panel.origin.x).collect(),
            FoldAxis::Lying => starts.map(|panel| panel.origin.y).collect(),
        }
    }
}

/// Lengths of the panels of the outside, in a leaflet that is read from left to right.
fn lengths(kind: FoldKind, long: Length) -> Vec<Length> {
    match kind {
        FoldKind::Half => {
            // The rest goes to the second panel, so that both sum exactly to the side.
            let half = long * 0.5;
            vec![half, long - half]
        }
        FoldKind::Letter => {
            // The unit of the paper is not known here. Named paper in inches is no whole number of millimetres
            // long: letter is 279.4 mm.
            let metric = long.to_mm().fract() == 0.0;
            let shorter = if metric {
                Length::mm(TUCK_MM)
            } else {
                Length::inch(TUCK_IN)
            };
            // Two wide panels and one that is narrower by `shorter` make up the side.
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
