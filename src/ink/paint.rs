//! Converts a colour of the palette to what the file of a route contains.

use super::inks::Inks;
use super::luma::{gray, permille};
use super::plates::Plate;
use crate::color::{Cmyk, Color, Tint, Tone};
use crate::frame::{ItemKind, Path, Segment};
use crate::geom::{Length, Point};
use crate::route::RouteKind;

/// A colour as it is written into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// A share of black alone, from 0 (paper) to 1000 (full).
    Gray(u16),
    /// Red, green and blue (sRGB).
    Rgb(u8, u8, u8),
    /// The four inks of a press.
    Cmyk(Cmyk),
    /// A share of a named ink.
    Spot(Tint),
    /// All inks, for registration marks.
    Registration,
}

/// Whether a colour fills a large area or something fine. Large areas may be limited to less than full ink,
/// so that they do not set off; fine things keep full ink, because a tint would make their edges ragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mass {
    /// Text, codes, lines and small shapes.
    Fine,
    /// A filled shape with room for a solid.
    Solid,
}

impl Mass {
    /// The mass of an item's fill. A shape with a short side below 5 mm is fine, because it carries too little
    /// ink to set off (practice).
    pub fn of(kind: &ItemKind) -> Self {
        match kind {
            ItemKind::Path(path) => Self::of_fill(path),
            ItemKind::Image(_) => Self::Solid,
            ItemKind::Group(_) | ItemKind::Text(_) | ItemKind::Link(_) | ItemKind::Code(_) => {
                Self::Fine
            }
        }
    }

    /// The mass of a shape's fill: solid if one of its parts is. A stroke is always fine.
    pub fn of_fill(path: &Path) -> Self {
        // A path may hold many letters or rules; together they may span the page although each is small.
        let mut parts = path
            .segments
            .chunk_by(|_, next| !matches!(next, Segment::Move(_)));
        let solid = parts.any(|part| short_side(part) >= Length::mm(5.0));
        if solid { Self::Solid } else { Self::Fine }
    }
}

/// The short side of the bounding box of an outline's points.
fn short_side(segments: &[Segment]) -> Length {
    let points = segments.iter().flat_map(|segment| match *segment {
        Segment::Move(p) | Segment::Line(p) => [Some(p), None, None],
        Segment::Curve(a, b, p) => [Some(a), Some(b), Some(p)],
        Segment::Close => [None; 3],
    });
    let extent = |along: fn(Point) -> Length| {
        // Control points count too: the box may be larger than the curve, never smaller.
        let along = points.clone().flatten().map(along);
        let ends = along.clone().min().zip(along.max());
        ends.map_or(Length::ZERO, |(low, high)| high - low)
    };
    extent(|point| point.x).min(extent(|point| point.y))
}

impl Inks {
    /// Converts a colour for the file. A risograph has one file for each ink; there the result names the ink, for
    /// a proof that shows all plates together.
    pub fn paint(&self, color: Color, mass: Mass) -> Paint {
        // Marks of the printer are on every plate, in full ink.
        if color.tone == Tone::Registration {
            return match self.kind {
                RouteKind::Press | RouteKind::Riso => Paint::Registration,
                _ => Paint::Gray(1000),
            };
        }
        match self.kind {
            RouteKind::Screen | RouteKind::Home => match color.tone {
                Tone::Rgb(r, g, b) => Paint::Rgb(r, g, b),
                Tone::Key(tint) => Paint::Gray(permille(tint)),
                Tone::Registration => Paint::Registration,
            },
            RouteKind::Copier => Paint::Gray(self.hold(gray(color), mass)),
            RouteKind::Riso => match self.loaded(color) {
                Some(tint) => self.spot(tint, mass),
                None => Paint::Gray(self.hold(gray(color), mass)),
            },
            RouteKind::Press => self.mix_for_press(color, mass),
        }
    }

    /// A loaded spot ink takes precedence over a mixture: it is in the press only because the layout asked for it.
    fn mix_for_press(&self, color: Color, mass: Mass) -> Paint {
        if let Some(tint) = self.loaded(color) {
            return self.spot(tint, mass);
        }
        let cmyk = match (color.cmyk, color.tone, &self.profile) {
            (Some(cmyk), ..) => cmyk,
            // Black is black ink only, in whatever form it was written. Four inks would blur its edges.
            (None, Tone::Rgb(0, 0, 0), _) => Cmyk([0, 0, 0, 1000]),
            (None, Tone::Rgb(r, g, b), Some(profile)) => profile.cmyk((r, g, b)),
            _ => Cmyk([0, 0, 0, gray(color)]),
        };
        Paint::Cmyk(Cmyk(cmyk.0.map(|share| self.hold(share, mass))))
    }

    /// A share of a spot ink within the tints of the route.
    fn spot(&self, tint: Tint, mass: Mass) -> Paint {
        Paint::Spot(Tint {
            share: self.hold(tint.share, mass),
            ..tint
        })
    }

    /// The nearest share of ink, in permille, that the route can print.
    pub(super) fn hold(&self, share: u16, mass: Mass) -> u16 {
        match mass {
            Mass::Fine => self.band.hold(share),
            Mass::Solid => self.band.hold_solid(share),
        }
    }

    /// The spot ink of a colour, if the route loads it.
    pub(super) fn loaded(&self, color: Color) -> Option<Tint> {
        let tint = color.spot?;
        let on_plate = || self.plates.iter().any(|plate| plate.ink == Some(tint.ink));
        (self.spots.contains(&tint.ink) || on_plate()).then_some(tint)
    }

    /// Whether a colour overprints the other inks of a press instead of knocking them out. Fine things in full
    /// black do, so that no white edge shows if the inks are out of register.
    pub fn overprints(&self, color: Color, mass: Mass) -> bool {
        let black = Paint::Cmyk(Cmyk([0, 0, 0, 1000]));
        self.kind == RouteKind::Press
            && mass == Mass::Fine
            && matches!(color.tone, Tone::Key(255) | Tone::Rgb(0, 0, 0))
            && self.paint(color, mass) == black
    }

    /// The amount of ink that a plate prints for a colour, in permille. None leaves what lies below unchanged; 0
    /// removes it.
    ///
    /// Black and greys overprint the other inks. Every other colour, and white, removes the other inks below it,
    /// so that it is printed as it is named. A colour whose ink is not loaded is printed as a grey of the same
    /// lightness.
    pub fn on_plate(&self, plate: &Plate, color: Color, mass: Mass) -> Option<u16> {
        if color.tone == Tone::Registration {
            return Some(1000);
        }
        if let Some(tint) = self.loaded(color) {
            let own = plate.ink == Some(tint.ink);
            return Some(if own { self.hold(tint.share, mass) } else { 0 });
        }
        let share = self.hold(gray(color), mass);
        (share == 0 || plate.key).then_some(share)
    }
}
