//! Converts the pixels of a picture to the colours of a route.

use std::sync::Arc;

use super::below::Below;
use super::icc::{self, Profile};
use super::inks::Inks;
use super::luma::{Luma, gray};
use super::paint::{Mass, Paint};
use super::pixels::{Pixels, Space};
use super::plates::Plate;
use super::screen;
use super::source::Source;
use crate::color::{Cmyk, Color};
use crate::geom::Size;
use crate::picture::{Channels, Picture, PictureKind, Profiled};
use crate::route::{Condition, RouteKind};

impl Inks {
    /// Whether a JPEG can go into the file unchanged, because its colours are those of the route.
    pub fn passes(&self, picture: &Picture) -> bool {
        if !matches!(picture.kind, PictureKind::Jpeg(_)) {
            return false;
        }
        match (self.kind, picture.channels()) {
            (RouteKind::Screen | RouteKind::Home, Some(1)) => true,
            // An empty list of pixels: only whether the profile differs from sRGB is of interest.
            (RouteKind::Screen | RouteKind::Home, Some(3)) => match picture.profiled() {
                Profiled::Icc(own) => icc::to_srgb(&own, &[]).is_none(),
                Profiled::No | Profiled::Srgb => true,
            },
            (RouteKind::Press, Some(1 | 4)) => self.band.holds_all(),
            _ => false,
        }
    }

    /// Whether the route prints pictures with one ink, and therefore mixes a transparent picture with its
    /// background: two tones that it can print may add up to one that it cannot.
    pub fn flattens(&self) -> bool {
        matches!(self.kind, RouteKind::Copier | RouteKind::Riso)
    }

    /// Converts a picture. On a risograph, the plate for black prints it, and the other plates keep what lies
    /// below. `size` is the size of the whole picture on paper; `duotone` is two colours to print it in, the
    /// dark one first. A route that flattens mixes it with white paper.
    pub fn picture(&self, source: Source, size: Size, duotone: Option<[Color; 2]>) -> Pixels {
        if self.flattens() {
            // On white paper transparent pixels become white, so that no opacity is left.
            let pixels = self.picture_on(source, size, &Below::PAPER);
            return Pixels {
                alpha: None,
                ..pixels
            };
        }
        self.toned(source, duotone)
    }

    /// Converts a picture on a route that flattens, mixed with what lies below. Fully transparent pixels are left
    /// out, so that the background stays as sharp as it is.
    pub fn picture_on(&self, source: Source, size: Size, below: &Below) -> Pixels {
        let flat = self.gray_picture(source, Some(below));
        match self.screen {
            Some(lines) => screen::lines(&flat, lines, size),
            None => flat,
        }
    }

    /// Whether a plate of a risograph prints pictures.
    pub fn shows_pictures(&self, plate: &Plate) -> bool {
        plate.key
    }

    /// Converts a picture to tones of the route's inks, without a line screen.
    pub(super) fn toned(&self, source: Source, duotone: Option<[Color; 2]>) -> Pixels {
        // A risograph prints the light colour as a background below the black, and a copier has only black, so
        // both of them treat the picture as grey.
        if let (Some(colors), false) = (duotone, self.flattens()) {
            return self.two_toned(to_screen(source), colors);
        }
        match self.kind {
            RouteKind::Screen | RouteKind::Home => to_screen(source),
            RouteKind::Press => self.separated(source),
            RouteKind::Copier | RouteKind::Riso => self.gray_picture(source, None),
        }
    }

    /// Maps the greys of a picture to tones between two colours.
    fn two_toned(&self, pixels: Pixels, colors: [Color; 2]) -> Pixels {
        let Pixels { alpha, .. } = pixels;
        let (width, height) = (pixels.width, pixels.height);
        let grays = to_grays(pixels.space, pixels.bytes);
        let [dark, light] = colors.map(|color| self.channels(color));
        let space = match light.len() {
            1 => Space::Gray,
            3 => Space::Rgb,
            _ => Space::Cmyk,
        };
        // 256 greys, so 256 mixtures: computed once and looked up for each pixel.
        let tones: Vec<Vec<u8>> = (0..=255u32)
            .map(|gray| {
                let mixed = dark.iter().zip(&light);
                // Mixed in the values of the route, as a press mixes two inks by their amounts; rounded to
                // the nearest.
                let mix = |(dark, light): (&u8, &u8)| {
                    let sum = u32::from(*dark) * (255 - gray) + u32::from(*light) * gray;
                    ((sum + 127) / 255) as u8
                };
                mixed.map(mix).collect()
            })
            .collect();
        let tone = |gray: &u8| tones.get(usize::from(*gray)).into_iter().flatten().copied();
        Pixels {
            space,
            width,
            height,
            bytes: grays.iter().flat_map(tone).collect(),
            alpha,
        }
    }

    /// A colour in the bytes of a pixel: grey, sRGB or four inks.
    pub(super) fn channels(&self, color: Color) -> Vec<u8> {
        let byte = |share: u16| ((u32::from(share) * 255 + 500) / 1000) as u8;
        let paint = self.paint(
            // Without the spot ink: pictures have no channel for it, so it is mixed.
            Color {
                spot: None,
                ..color
            },
            Mass::Solid,
        );
        match (self.kind, paint) {
            (RouteKind::Press, Paint::Cmyk(Cmyk(shares))) => shares.map(byte).to_vec(),
            (RouteKind::Press, Paint::Gray(share)) => vec![0, 0, 0, byte(share)],
            (RouteKind::Screen | RouteKind::Home, Paint::Rgb(r, g, b)) => vec![r, g, b],
            (RouteKind::Screen | RouteKind::Home, Paint::Gray(share)) => vec![255 - byte(share); 3],
            _ => vec![255 - byte(gray(color))],
        }
    }

    /// Converts a picture to tones of one ink, mixed with `below` if that is given, without a line screen.
    fn gray_picture(&self, source: Source, below: Option<&Below>) -> Pixels {
        let Pixels {
            space,
            width,
            height,
            bytes,
            alpha,
        } = to_screen(source);
        // Contrast is stretched about the middle grey, so that a photograph keeps its overall lightness.
        let stretched: [u8; 256] = std::array::from_fn(|gray| {
            let gray = (gray as f64 - 127.5) * self.contrast + 127.5;
            gray.round().clamp(0.0, 255.0) as u8
        });
        let held = self.band.bytes();
        // The band counts ink, pixels count light.
        let held: [u8; 256] = std::array::from_fn(|gray| {
            let ink = 255 - gray;
            255 - held.get(ink).copied().unwrap_or(ink as u8)
        });
        let of =
            |table: &[u8; 256], gray: u8| table.get(usize::from(gray)).copied().unwrap_or(gray);
        let mut grays = to_grays(space, bytes);
        grays
            .iter_mut()
            .for_each(|gray| *gray = of(&stretched, *gray));
        let mut alpha = alpha;
        if let (Some(below), Some(alpha)) = (below, &mut alpha) {
            let rows = grays.chunks_exact_mut(width.max(1) as usize);
            let rows = rows.zip(alpha.chunks_exact_mut(width.max(1) as usize));
            for (y, (grays, alphas)) in (0..height).zip(rows) {
                for (x, (gray, alpha)) in (0..width).zip(grays.iter_mut().zip(alphas)) {
                    // What is mixed has to be mixed before the tones are limited: limited ink below limited
                    // ink may be too much.
                    let ground = 255 - below.ink((x, width), (y, height));
                    *gray = blend(*gray, ground, *alpha);
                    // The ground is in the pixel now, so the pixel is opaque.
                    *alpha = if *alpha == 0 { 0 } else { 255 };
                }
            }
        }
        grays.iter_mut().for_each(|gray| *gray = of(&held, *gray));
        Pixels {
            space: Space::Gray,
            width,
            height,
            bytes: grays,
            alpha: alpha.filter(|alpha| alpha.iter().any(|opaque| *opaque < 255)),
        }
    }

    /// Converts a picture to the inks of the press. Grey pictures use black ink only. CMYK pictures stay as they
    /// are, because their maker chose the inks.
    fn separated(&self, source: Source) -> Pixels {
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

/// Converts a picture to sRGB or grey, as a screen shows it.
fn to_screen(source: Source) -> Pixels {
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
fn split_alpha(source: Source) -> (Source, Option<Vec<u8>>) {
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
fn to_grays(space: Space, bytes: Vec<u8>) -> Vec<u8> {
    match space {
        Space::Rgb => {
            let luma = Luma::new();
            let gray = |pixel: &[u8]| luma.gray(pixel);
            bytes.chunks_exact(3).map(gray).collect()
        }
        Space::Gray | Space::Cmyk | Space::Line => bytes,
    }
}

/// Lays one value over another, as far as it is opaque.
fn blend(above: u8, below: u8, alpha: u8) -> u8 {
    let (above, below, alpha) = (u32::from(above), u32::from(below), u32::from(alpha));
    ((above * alpha + below * (255 - alpha) + 127) / 255) as u8
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
