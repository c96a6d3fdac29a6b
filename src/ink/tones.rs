//! What decides the pixels that a route makes of a picture file.

use std::sync::Arc;

use super::inks::Inks;
use super::parts::Part;
use super::plates::Plate;
use super::tints::Band;
use crate::frame::{Dot, Keep, Toning};
use crate::geom::{Angle, Size};
use crate::route::RouteKind;

/// Everything that decides how a route converts a picture, apart from the file and the number of pixels. If two
/// of these are equal, [`Inks::picture`] makes the same pixels of the same file, so that one conversion can be
/// shared by many pieces.
#[derive(Clone, Debug, PartialEq)]
pub struct Tones {
    kind: RouteKind,
    band: Band,
    contrast: f64,
    /// Lines per inch of a line screen, and the size of the picture on paper, which decides how many lines it has.
    screen: Option<(f64, Size)>,
    /// The colours that greys become, in the bytes of a pixel.
    ramp: Vec<Vec<u8>>,
    /// A colour that is kept.
    keep: Option<Keep>,
    /// What a plate of a risograph prints of the picture.
    part: Option<Part>,
    /// Ruling, angle and shape of a halftone, and the size of the picture on paper.
    halftone: Option<(f64, Angle, Dot, Size)>,
    /// The bytes of the press's profile.
    profile: Option<Arc<[u8]>>,
}

impl Inks {
    /// The tones in which [`Inks::picture`] and [`Inks::halftone`] convert a picture of this size on paper.
    pub fn tones(&self, size: Size, toning: &Toning, plate: Option<&Plate>) -> Tones {
        let colors = toning.ramp.colors().iter();
        let dots = toning.halftone;
        Tones {
            kind: self.kind,
            band: self.band,
            contrast: self.contrast,
            screen: self.screen.map(|lines| (lines, size)),
            ramp: colors.map(|color| self.channels(*color)).collect(),
            keep: toning.keep,
            part: self.part(plate, toning),
            halftone: dots.map(|dots| (dots.ruling, dots.angle, dots.dot, size)),
            profile: self.profile().map(|profile| Arc::clone(profile.bytes())),
        }
    }
}
