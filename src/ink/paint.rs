//! What a file says of a colour.

use super::inks::Inks;
use super::luma::{gray, permille};
use super::plates::Plate;
use crate::color::{Cmyk, Color, Tint, Tone};
use crate::frame::{ItemKind, Path, Segment};
use crate::geom::{Length, Point};
use crate::route::RouteKind;

/// A colour as a file says it.
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
    /// Every ink there is.
    Registration,
}

/// How much there is of a colour in one place: large solids are capped, fine things keep their edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mass {
    /// Text, codes, lines and small shapes.
    Fine,
    /// A filled shape with room for a solid.
    Solid,
}

impl Mass {
    /// What an item's fill is. A shape is fine while its short side is below 5 mm: such a bar or dot
    /// carries too little ink to set off (practice).
    pub fn of(kind: &ItemKind) -> Self {
        match kind {
            ItemKind::Path(path) => Self::of_fill(path),
            ItemKind::Image(_) => Self::Solid,
            ItemKind::Group(_) | ItemKind::Text(_) | ItemKind::Link(_) | ItemKind::Code(_) => {
                Self::Fine
            }
        }
    }

    /// What the fill of a shape is: solid where one of its parts is. Its stroke is always fine.
    pub fn of_fill(path: &Path) -> Self {
        let mut parts = path
            .segments
            .chunk_by(|_, next| !matches!(next, Segment::Move(_)));
        let solid = parts.any(|part| short_side(part) >= Length::mm(5.0));
        if solid { Self::Solid } else { Self::Fine }
    }
}

/// The short side of the smallest rectangle around the points of an outline.
fn short_side(segments: &[Segment]) -> Length {
    let points = segments.iter().flat_map(|segment| match *segment {
        Segment::Move(p) | Segment::Line(p) => [Some(p), None, None],
        Segment::Curve(a, b, p) => [Some(a), Some(b), Some(p)],
        Segment::Close => [None; 3],
    });
    let extent = |along: fn(Point) -> Length| {
        let along = points.clone().flatten().map(along);
        let ends = along.clone().min().zip(along.max());
        ends.map_or(Length::ZERO, |(low, high)| high - low)
    };
    extent(|point| point.x).min(extent(|point| point.y))
}

impl Inks {
    /// What the file says of a colour. On a risograph, whose files each have one ink, this is the ink as
    /// a whole: for a proof that shows all plates.
    pub fn paint(&self, color: Color, mass: Mass) -> Paint {
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
            RouteKind::Press => self.on_press(color, mass),
        }
    }

    /// A spot colour comes before a mixture, since its ink is in the press only because it was asked for.
    fn on_press(&self, color: Color, mass: Mass) -> Paint {
        if let Some(tint) = self.loaded(color) {
            return self.spot(tint, mass);
        }
        let cmyk = match (color.cmyk, color.tone, &self.profile) {
            (Some(cmyk), ..) => cmyk,
            // Black is the black ink alone, however it was written: four inks would blur its edge.
            (None, Tone::Rgb(0, 0, 0), _) => Cmyk([0, 0, 0, 1000]),
            (None, Tone::Rgb(r, g, b), Some(profile)) => profile.cmyk((r, g, b)),
            _ => Cmyk([0, 0, 0, gray(color)]),
        };
        Paint::Cmyk(Cmyk(cmyk.0.map(|share| self.hold(share, mass))))
    }

    fn spot(&self, tint: Tint, mass: Mass) -> Paint {
        Paint::Spot(Tint {
            share: self.hold(tint.share, mass),
            ..tint
        })
    }

    pub(super) fn hold(&self, share: u16, mass: Mass) -> u16 {
        match mass {
            Mass::Fine => self.band.hold(share),
            Mass::Solid => self.band.hold_solid(share),
        }
    }

    /// The colour's own ink, where the route loads it.
    pub(super) fn loaded(&self, color: Color) -> Option<Tint> {
        let tint = color.spot?;
        let on_plate = || self.plates.iter().any(|plate| plate.ink == Some(tint.ink));
        (self.spots.contains(&tint.ink) || on_plate()).then_some(tint)
    }

    /// Whether a colour is printed over the other inks of a press, which are left as they are below it:
    /// fine things in full black, so that no paper shows where the inks are out of register.
    pub fn overprints(&self, color: Color, mass: Mass) -> bool {
        let black = Paint::Cmyk(Cmyk([0, 0, 0, 1000]));
        self.kind == RouteKind::Press
            && mass == Mass::Fine
            && matches!(color.tone, Tone::Key(255) | Tone::Rgb(0, 0, 0))
            && self.paint(color, mass) == black
    }

    /// What a plate prints for a colour, in permille: none leaves the plate as it is below, and 0 knocks
    /// out what is below.
    ///
    /// Black and greys are printed over the other inks. Every other colour knocks the other plates out,
    /// so that it shows as it is named; so does the paper's white. A colour whose ink is not loaded is
    /// printed in black, as light as it looks.
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
