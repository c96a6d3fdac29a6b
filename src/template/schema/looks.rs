//! How pictures look: in two or three colours, with one that they keep, or as a halftone.

use super::merge::Merge;
use super::written::{mergeable, written};
use crate::template::measures::Degrees;
use crate::template::values::Dots;

mergeable!(
    /// Dots or lines that a photograph becomes. All keys may be left out.
    HalftoneLook {
    /// Rows of dots to the inch; 25 by default.
    ruling: f64,
    /// The angle of the rows; `"45deg"` by default.
    angle: Degrees,
    /// What the dots look like; `dot` by default.
    shape: Dots,
    /// Their colour; by default the dark one of `duotone`, or else `ink`.
    color: String,
    /// The colour between them; by default the light one of `duotone`. Without it, what lies below is seen.
    ground: String,
});

written!(
    /// How pictures look.
    PictureLook {
    /// Two colours that photographs are printed in; by default they keep their own.
    duotone: Vec<String>,
    /// Three colours that photographs are printed in: for shadows, middle tones and lights.
    tritone: Vec<String>,
    /// A colour that stays as it is in photographs with `duotone` or `tritone`.
    keep: String,
    /// How far the hue of what is kept may be from that colour, in degrees of the colour circle; `"20deg"` by
    /// default.
    tolerance: Degrees,
    /// Prints photographs as dots or lines, large enough to be seen.
    halftone: HalftoneLook,
});

/// Two colours take the place of three, and three of two.
impl Merge for PictureLook {
    fn over(self, mut base: Self) -> Self {
        if self.duotone.is_some() || self.tritone.is_some() {
            base.duotone = None;
            base.tritone = None;
        }
        self.completed(base)
    }
}
