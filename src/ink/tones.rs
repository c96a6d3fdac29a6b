//! What decides the pixels that a route makes of a picture file.

use std::sync::Arc;

use super::inks::Inks;
use super::tints::Band;
use crate::color::Color;
use crate::geom::Size;
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
    /// The two colours of a duotone, in the bytes of a pixel.
    duotone: Option<[Vec<u8>; 2]>,
    /// The bytes of the press's profile.
    profile: Option<Arc<[u8]>>,
}

impl Inks {
    /// The tones in which [`Inks::picture`] converts a picture of this size on paper, perhaps in two colours.
    pub fn tones(&self, size: Size, duotone: Option<[Color; 2]>) -> Tones {
        Tones {
            kind: self.kind,
            band: self.band,
            contrast: self.contrast,
            screen: self.screen.map(|lines| (lines, size)),
            duotone: duotone.map(|colors| colors.map(|color| self.channels(color))),
            profile: self.profile().map(|profile| Arc::clone(profile.bytes())),
        }
    }
}
