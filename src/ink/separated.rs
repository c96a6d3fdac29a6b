//! Converts the pixels of a picture to the inks of a press.

use super::inks::Inks;
use super::pixels::{Pixels, Space};
use super::shown::split_alpha;
use super::source::Source;
use crate::picture::{Channels, Profiled};

impl Inks {
    /// Converts a picture to the inks of the press. Grey pictures use black ink only. CMYK pictures stay as they
    /// are, because their maker chose the inks.
    pub(super) fn separated(&self, source: Source) -> Pixels {
        let (source, alpha) = split_alpha(source);
        let own = match &source.profile {
            Profiled::Icc(own) => Some(own.as_slice()),
            Profiled::No | Profiled::Srgb => None,
        };
        let inks = self.band.bytes();
        let held = |ink: u8| inks.get(usize::from(ink)).copied().unwrap_or(ink);
        let (space, bytes) = match source.kind {
            Channels::Cmyk => (Space::Cmyk, source.bytes),
            // Grey stays on the black plate: from four inks it would take on a colour with the smallest
            // shift.
            Channels::Gray | Channels::GrayAlpha => (
                Space::Gray,
                source
                    .bytes
                    .iter()
                    .map(|gray| 255 - held(255 - gray))
                    .collect(),
            ),
            Channels::Rgb | Channels::RgbAlpha => {
                let profile = self.profile.as_deref();
                let inks = profile.and_then(|profile| profile.ink_pixels(own, &source.bytes));
                match inks {
                    Some(inks) => (Space::Cmyk, inks.into_iter().map(held).collect()),
                    // Only if the profile cannot convert pixels at all.
                    None => (Space::Rgb, source.bytes),
                }
            }
        };
        Pixels {
            space,
            width: source.width,
            height: source.height,
            bytes,
            alpha,
        }
    }
}
