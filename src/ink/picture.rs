//! Converts the pixels of a picture to the colours of a route.

use super::below::Below;
use super::icc;
use super::inks::Inks;
use super::parts::Part;
use super::pixels::{Pixels, Space};
use super::plates::Plate;
use super::screen;
use super::shown::{to_grays, to_screen};
use super::source::Source;
use crate::frame::{Placed, Toning};
use crate::geom::Size;
use crate::picture::{Picture, PictureKind, Profiled};
use crate::route::RouteKind;

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

    /// Whether what lies below a picture decides its pixels on a plate or, without one, on a copier.
    pub fn mixes(&self, placed: &Placed, plate: Option<&Plate>) -> bool {
        let clear = placed.shows_ground();
        let over = self.part(plate, &placed.toning);
        self.flattens() && (clear || over.is_some_and(|part| part.blend.shows_ground()))
    }

    /// Converts a picture. On a risograph, the plate for black prints it, and the other plates keep what lies
    /// below, unless the toning gives them a part of it. `size` is the size of the whole picture on paper. A route
    /// that flattens mixes it with white paper.
    pub fn picture(
        &self,
        source: Source,
        size: Size,
        toning: &Toning,
        plate: Option<&Plate>,
    ) -> Pixels {
        if self.flattens() {
            // On white paper transparent pixels become white, so that no opacity is left.
            let pixels = self.picture_on(source, size, (toning, plate), &Below::PAPER);
            return Pixels {
                alpha: None,
                ..pixels
            };
        }
        self.toned(source, toning, plate)
    }

    /// Converts a picture on a route that flattens, mixed with what lies below. Fully transparent pixels are left
    /// out, so that the background stays as sharp as it is.
    pub fn picture_on(
        &self,
        source: Source,
        size: Size,
        (toning, plate): (&Toning, Option<&Plate>),
        below: &Below,
    ) -> Pixels {
        let part = self.part(plate, toning).unwrap_or(Part::GRAY);
        let flat = self.gray_picture(source, part, Some(below));
        match self.screen {
            Some(lines) => screen::lines(&flat, lines, size),
            None => flat,
        }
    }

    /// Converts a picture to tones of the route's inks, without a line screen.
    pub(super) fn toned(&self, source: Source, toning: &Toning, plate: Option<&Plate>) -> Pixels {
        // A copier has only black, and a risograph prints each ink by itself.
        if self.flattens() {
            let part = self.part(plate, toning).unwrap_or(Part::GRAY);
            return self.gray_picture(source, part, None);
        }
        if !toning.ramp.colors().is_empty() {
            return self.on_ramp(source, toning);
        }
        match self.kind {
            RouteKind::Press => self.separated(source),
            _ => to_screen(source),
        }
    }

    /// A picture in grey, with the contrast that the route gives to pictures.
    pub(super) fn stretched_grays(&self, source: Source) -> Pixels {
        let screen = to_screen(source);
        let mut grays = to_grays(screen.space, screen.bytes);
        self.stretch(&mut grays);
        Pixels {
            space: Space::Gray,
            width: screen.width,
            height: screen.height,
            bytes: grays,
            alpha: screen.alpha,
        }
    }

    /// Stretches contrast about the middle grey, so that a photograph keeps its overall lightness.
    fn stretch(&self, grays: &mut [u8]) {
        let stretched: [u8; 256] = std::array::from_fn(|gray| {
            let gray = (gray as f64 - 127.5) * self.contrast + 127.5;
            gray.round().clamp(0.0, 255.0) as u8
        });
        look_up(&stretched, grays);
    }

    /// Converts a picture, or the part of it that a plate prints, to tones of one ink, mixed with `below` if that is
    /// given, without a line screen.
    fn gray_picture(&self, source: Source, part: Part, below: Option<&Below>) -> Pixels {
        let Pixels {
            space,
            width,
            height,
            bytes,
            alpha,
        } = to_screen(source);
        let held = self.band.bytes();
        // The band counts ink, pixels count light.
        let held: [u8; 256] = std::array::from_fn(|gray| {
            let ink = 255 - gray;
            255 - held.get(ink).copied().unwrap_or(ink as u8)
        });
        let colors = (space == Space::Rgb).then(|| bytes.clone());
        let mut grays = to_grays(space, bytes);
        self.stretch(&mut grays);
        part.take(&mut grays, colors.as_deref());
        let mut alpha = alpha;
        if let Some(below) = below {
            mix_with(below, (width, height), &mut grays, &mut alpha);
        }
        look_up(&held, &mut grays);
        Pixels {
            space: Space::Gray,
            width,
            height,
            bytes: grays,
            alpha: alpha.filter(|alpha| alpha.iter().any(|opaque| *opaque < 255)),
        }
    }
}

/// Replaces each value by that of a table.
fn look_up(table: &[u8; 256], values: &mut [u8]) {
    for value in values {
        *value = table.get(usize::from(*value)).copied().unwrap_or(*value);
    }
}

/// Mixes greys with what lies below them. What is mixed has to be mixed before the tones are limited: limited ink
/// below limited ink may be too much. Pixels that leave what lies below as it is become clear.
fn mix_with(
    below: &Below,
    (width, height): (u32, u32),
    grays: &mut [u8],
    alpha: &mut Option<Vec<u8>>,
) {
    if below.blend.shows_ground() && alpha.is_none() {
        *alpha = Some(vec![255; grays.len()]);
    }
    let Some(alpha) = alpha else { return };
    let rows = grays.chunks_exact_mut(width.max(1) as usize);
    let rows = rows.zip(alpha.chunks_exact_mut(width.max(1) as usize));
    for (y, (grays, alphas)) in (0..height).zip(rows) {
        for (x, (gray, alpha)) in (0..width).zip(grays.iter_mut().zip(alphas)) {
            let ground = 255 - below.ink((x, width), (y, height));
            // Without ink, nothing is added to what lies below.
            let is_clear = *alpha == 0 || below.blend.shows_ground() && *gray == 255;
            *gray = blend(below.blend.light(*gray, ground), ground, *alpha);
            // The ground is in the pixel now, so the pixel is opaque.
            *alpha = if is_clear { 0 } else { 255 };
        }
    }
}

/// Lays one value over another, as far as it is opaque.
fn blend(above: u8, below: u8, alpha: u8) -> u8 {
    let (above, below, alpha) = (u32::from(above), u32::from(below), u32::from(alpha));
    ((above * alpha + below * (255 - alpha) + 127) / 255) as u8
}
