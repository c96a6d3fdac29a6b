//! Converts the pixels of a picture to what a screen shows, and to greys.

use std::sync::Arc;

use super::icc::{self, Profile};
use super::luma::Luma;
use super::pixels::{Pixels, Space};
use super::source::Source;
use crate::picture::{Channels, Profiled};
use crate::route::Condition;

/// Converts a picture to sRGB or grey, as a screen shows it.
pub(super) fn to_screen(source: Source) -> Pixels {
    let (source, alpha) = split_alpha(source);
    let Source {
        width,
        height,
        bytes,
        kind,
        profile,
    } = source;
    let (space, bytes) = match (kind, &profile) {
        (Channels::Gray | Channels::GrayAlpha, _) => (Space::Gray, bytes),
        (Channels::Cmyk, profile) => (Space::Rgb, inks_to_screen(profile, &bytes)),
        (Channels::Rgb | Channels::RgbAlpha, Profiled::Icc(own)) => {
            (Space::Rgb, icc::to_srgb(own, &bytes).unwrap_or(bytes))
        }
        (Channels::Rgb | Channels::RgbAlpha, _) => (Space::Rgb, bytes),
    };
    Pixels {
        space,
        width,
        height,
        bytes,
        alpha,
    }
}

/// Splits a picture into colours and opacity. The opacity is none if all pixels are opaque.
pub(super) fn split_alpha(source: Source) -> (Source, Option<Vec<u8>>) {
    let (kind, colors) = match source.kind {
        Channels::GrayAlpha => (Channels::Gray, 1),
        Channels::RgbAlpha => (Channels::Rgb, 3),
        Channels::Gray | Channels::Rgb | Channels::Cmyk => return (source, None),
    };
    let pixels = source.bytes.len() / (colors + 1);
    let (mut bytes, mut alpha) = (
        Vec::with_capacity(pixels * colors),
        Vec::with_capacity(pixels),
    );
    for pixel in source.bytes.chunks_exact(colors + 1) {
        let (color, opaque) = pixel.split_at(colors);
        bytes.extend_from_slice(color);
        alpha.extend_from_slice(opaque);
    }
    // Many programs save an opaque picture with an alpha channel; a mask would only make the file larger.
    let is_clear = alpha.iter().any(|opaque| *opaque < 255);
    let source = Source {
        bytes,
        kind,
        ..source
    };
    (source, is_clear.then_some(alpha))
}

/// Converts pixels of one or three bytes to greys.
pub(super) fn to_grays(space: Space, bytes: Vec<u8>) -> Vec<u8> {
    match space {
        Space::Rgb => {
            let luma = Luma::new();
            let gray = |pixel: &[u8]| luma.gray(pixel);
            bytes.chunks_exact(3).map(gray).collect()
        }
        Space::Gray | Space::Cmyk | Space::Line => bytes,
    }
}

/// Converts CMYK pixels to sRGB with the picture's own profile, or else with that of coated paper.
fn inks_to_screen(own: &Profiled, inks: &[u8]) -> Vec<u8> {
    let own = match own {
        Profiled::Icc(own) => icc::own_inks(own).map(Arc::new),
        Profiled::No | Profiled::Srgb => None,
    };
    let profile = own.or_else(|| Profile::of(&Condition::Coated).ok());
    let pixels = profile.and_then(|profile| profile.screen_pixels(inks));
    pixels.unwrap_or_else(|| vec![255; inks.len() / 4 * 3])
}
