//! Pictures in the colours of a route.

use std::sync::Arc;

use super::Inks;
use super::headers;
use super::icc::{self, Profile};
use super::luma::{Luma, gray};
use super::paint::{Mass, Paint};
use super::plates::Plate;
use super::screen;
use super::source::{Kind, Profiled, Source, profiled};
use crate::color::{Cmyk, Color};
use crate::content::{Picture, PictureKind};
use crate::geom::Size;
use crate::route::{Condition, RouteKind};

/// Pixels as a file holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// What the bytes are.
    pub space: Space,
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Row after row, from the top.
    pub bytes: Vec<u8>,
    /// How opaque each pixel is, 255 being fully so; none where all are. Only for screens and home
    /// printers: for every other route the picture is laid onto white.
    pub alpha: Option<Vec<u8>>,
}

/// What the bytes of a picture are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// A byte for a pixel, 0 full ink and 255 paper (`DeviceGray`).
    Gray,
    /// Three bytes for a pixel: red, green and blue (`DeviceRGB`).
    Rgb,
    /// Four bytes for a pixel: cyan, magenta, yellow and black, 255 full ink (`DeviceCMYK`).
    Cmyk,
    /// A bit for a pixel, 0 full ink and 1 paper, the first pixel in the highest bit; each row begins
    /// with a new byte (`DeviceGray` of one bit).
    Line,
}

impl Inks {
    /// Whether the data of a JPEG goes into the file as it is, since its colours are the route's.
    pub fn passes(&self, picture: &Picture) -> bool {
        if !matches!(picture.kind, PictureKind::Jpeg(_)) {
            return false;
        }
        let own = headers::jpeg(&picture.bytes).channels;
        match (self.kind, own) {
            (RouteKind::Screen | RouteKind::Home, Some(1)) => true,
            (RouteKind::Screen | RouteKind::Home, Some(3)) => match profiled(picture) {
                Profiled::Icc(own) => icc::to_srgb(&own, &[]).is_none(),
                Profiled::No | Profiled::Srgb => true,
            },
            (RouteKind::Press, Some(1 | 4)) => self.band.holds_all(),
            _ => false,
        }
    }

    /// A picture in the colours of the route. On a risograph it is what the plate for black prints; the
    /// other plates are left as they are below it. `size` is that of the whole picture on paper; `duotone`
    /// are two colours to print it in, the dark one first.
    pub fn picture(&self, source: Source, size: Size, duotone: Option<[Color; 2]>) -> Pixels {
        let toned = self.toned(source, duotone);
        match (self.kind, self.screen) {
            (RouteKind::Copier | RouteKind::Riso, Some(lines)) => {
                screen::lines(&toned, lines, size)
            }
            _ => toned,
        }
    }

    /// Whether the numbers of a picture without a profile are taken for sRGB: not those of grey pictures
    /// and of four inks.
    pub(super) fn takes_for_srgb(&self, picture: &Picture) -> bool {
        match picture.kind {
            PictureKind::Jpeg(_) => headers::jpeg(&picture.bytes).channels == Some(3),
            // The colour type: its second bit is set for colours (PNG 3rd edition, 11.2.1).
            PictureKind::Png => picture.bytes.get(25).is_some_and(|kind| kind & 2 != 0),
            PictureKind::Svg => false,
        }
    }

    /// Whether a plate of a risograph prints pictures.
    pub fn shows_pictures(&self, plate: &Plate) -> bool {
        plate.key
    }

    /// A picture in tones of the inks of the route, before any line screen.
    pub(super) fn toned(&self, source: Source, duotone: Option<[Color; 2]>) -> Pixels {
        // On a risograph the light colour is the ground that the black is printed on; a copier has its own
        // tones.
        let own = matches!(self.kind, RouteKind::Riso | RouteKind::Copier);
        if let (Some(colors), false) = (duotone, own) {
            return self.two_toned(seen(flat(source)), colors);
        }
        match self.kind {
            RouteKind::Screen | RouteKind::Home => seen(source),
            RouteKind::Press => self.separated(source),
            RouteKind::Copier | RouteKind::Riso => self.gray_picture(source),
        }
    }

    /// A picture in tones between two colours.
    fn two_toned(&self, pixels: Pixels, colors: [Color; 2]) -> Pixels {
        let luma = Luma::new();
        let grays: Vec<u8> = match pixels.space {
            Space::Rgb => {
                let gray = |pixel: &[u8]| luma.gray(pixel);
                pixels.bytes.chunks_exact(3).map(gray).collect()
            }
            _ => pixels.bytes,
        };
        let [dark, light] = colors.map(|color| self.channels(color));
        let space = match light.len() {
            1 => Space::Gray,
            3 => Space::Rgb,
            _ => Space::Cmyk,
        };
        let tones: Vec<Vec<u8>> = (0..=255u32)
            .map(|gray| {
                let mixed = dark.iter().zip(&light);
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
            bytes: grays.iter().flat_map(tone).collect(),
            alpha: None,
            ..pixels
        }
    }

    /// A colour as pixels of the route hold it: grey, sRGB or four inks.
    fn channels(&self, color: Color) -> Vec<u8> {
        let byte = |share: u16| ((u32::from(share) * 255 + 500) / 1000) as u8;
        let paint = self.paint(
            // A mixture: pictures have no channel for an ink with a name.
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

    /// A picture in tones of one ink, before any line screen.
    fn gray_picture(&self, source: Source) -> Pixels {
        let pixels = seen(flat(source));
        let tones: [u8; 256] = {
            let inks = self.band.bytes();
            std::array::from_fn(|gray| {
                // Stretched about the middle, so that a photograph keeps its lightness.
                let gray = (gray as f64 - 127.5) * self.contrast + 127.5;
                let ink = 255 - gray.round().clamp(0.0, 255.0) as u8;
                255 - inks.get(usize::from(ink)).copied().unwrap_or(ink)
            })
        };
        let tone = |gray: u8| tones.get(usize::from(gray)).copied().unwrap_or(gray);
        let bytes = match pixels.space {
            Space::Rgb => {
                let luma = Luma::new();
                let gray = |pixel: &[u8]| tone(luma.gray(pixel));
                pixels.bytes.chunks_exact(3).map(gray).collect()
            }
            _ => pixels.bytes.iter().map(|gray| tone(*gray)).collect(),
        };
        Pixels {
            space: Space::Gray,
            bytes,
            ..pixels
        }
    }

    /// A picture in the inks of the press. Grey pictures are printed with black alone, and those of four
    /// inks stay as they are: whoever made them chose the inks.
    fn separated(&self, source: Source) -> Pixels {
        let source = flat(source);
        let own = match &source.profile {
            Profiled::Icc(own) => Some(own.as_slice()),
            Profiled::No | Profiled::Srgb => None,
        };
        let inks = self.band.bytes();
        let held = |ink: u8| inks.get(usize::from(ink)).copied().unwrap_or(ink);
        let (space, bytes) = match source.kind {
            Kind::Cmyk => (Space::Cmyk, source.bytes),
            Kind::Gray | Kind::GrayAlpha => (
                Space::Gray,
                source
                    .bytes
                    .iter()
                    .map(|gray| 255 - held(255 - gray))
                    .collect(),
            ),
            Kind::Rgb | Kind::RgbAlpha => {
                let profile = self.profile.as_deref();
                let inks = profile.and_then(|profile| profile.ink_pixels(own, &source.bytes));
                match inks {
                    Some(inks) => (Space::Cmyk, inks.into_iter().map(held).collect()),
                    None => (Space::Rgb, source.bytes),
                }
            }
        };
        Pixels {
            space,
            width: source.width,
            height: source.height,
            bytes,
            alpha: None,
        }
    }
}

/// A picture in sRGB or grey, with what is transparent.
fn seen(source: Source) -> Pixels {
    let Source {
        width,
        height,
        bytes,
        kind,
        profile,
    } = source;
    let rgb = |bytes: Vec<u8>| match &profile {
        Profiled::Icc(own) => icc::to_srgb(own, &bytes).unwrap_or(bytes),
        Profiled::No | Profiled::Srgb => bytes,
    };
    let every = |from: usize, to: usize, of: usize| -> Vec<u8> {
        let mut part = Vec::with_capacity(bytes.len() / of * (to - from));
        for pixel in bytes.chunks_exact(of) {
            part.extend_from_slice(pixel.get(from..to).unwrap_or_default());
        }
        part
    };
    let (space, bytes, alpha) = match kind {
        Kind::Gray => (Space::Gray, bytes, None),
        Kind::GrayAlpha => (Space::Gray, every(0, 1, 2), Some(every(1, 2, 2))),
        Kind::Rgb => (Space::Rgb, rgb(bytes), None),
        Kind::RgbAlpha => (Space::Rgb, rgb(every(0, 3, 4)), Some(every(3, 4, 4))),
        Kind::Cmyk => (Space::Rgb, of_inks(&profile, &bytes), None),
    };
    Pixels {
        space,
        width,
        height,
        bytes,
        alpha: alpha.filter(|alpha| alpha.iter().any(|opaque| *opaque < 255)),
    }
}

/// Inks as sRGB, by the picture's own profile, else by that of coated paper.
fn of_inks(own: &Profiled, inks: &[u8]) -> Vec<u8> {
    let own = match own {
        Profiled::Icc(own) => icc::own_inks(own).map(Arc::new),
        Profiled::No | Profiled::Srgb => None,
    };
    let profile = own.or_else(|| Profile::of(&Condition::Coated).ok());
    let seen = profile.and_then(|profile| profile.screen_pixels(inks));
    seen.unwrap_or_else(|| vec![255; inks.len() / 4 * 3])
}

/// A picture laid onto white, in its own colours: print has no transparency, and RIPs differ in what
/// they make of it.
fn flat(source: Source) -> Source {
    let (kind, colors) = match source.kind {
        Kind::GrayAlpha => (Kind::Gray, 1),
        Kind::RgbAlpha => (Kind::Rgb, 3),
        Kind::Gray | Kind::Rgb | Kind::Cmyk => return source,
    };
    let mut bytes = Vec::with_capacity(source.bytes.len() / (colors + 1) * colors);
    for pixel in source.bytes.chunks_exact(colors + 1) {
        let (color, alpha) = pixel.split_at(colors);
        let alpha = alpha.first().copied().map_or(255, u32::from);
        bytes.extend(color.iter().map(|part| {
            let mixed = u32::from(*part) * alpha + 255 * (255 - alpha);
            ((mixed + 127) / 255) as u8
        }));
    }
    Source {
        bytes,
        kind,
        ..source
    }
}
