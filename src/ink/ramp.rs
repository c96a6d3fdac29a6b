//! Photographs in two or three colours of the palette, with perhaps one that stays as it is.

use super::inks::Inks;
use super::luma::gray;
use super::paint::{Mass, Paint};
use super::pixels::{Pixels, Space};
use super::shown::{to_grays, to_screen};
use super::source::Source;
use crate::color::{Cmyk, Color};
use crate::frame::{Keep, Toning, mixed_on_ramp};
use crate::route::RouteKind;

impl Inks {
    /// Maps the greys of a picture to tones between colours. What has the colour that it keeps stays as it is.
    pub(super) fn on_ramp(&self, source: Source, toning: &Toning) -> Pixels {
        let kept = toning.keep.and_then(|keep| self.kept(&source, keep));
        let screen = to_screen(source);
        let (width, height, alpha) = (screen.width, screen.height, screen.alpha);
        let grays = to_grays(screen.space, screen.bytes);
        let colors = toning.ramp.colors().iter();
        let colors: Vec<Vec<u8>> = colors.map(|color| self.channels(*color)).collect();
        let count = colors.first().map_or(1, Vec::len);
        let space = match count {
            1 => Space::Gray,
            3 => Space::Rgb,
            _ => Space::Cmyk,
        };
        // 256 greys, so 256 mixtures: computed once and looked up for each pixel.
        let tones: Vec<Vec<u8>> = (0..=255)
            .map(|gray| {
                let channel = |at: usize| {
                    let values = colors.iter().filter_map(|color| color.get(at).copied());
                    mixed_on_ramp(&values.collect::<Vec<u8>>(), gray)
                };
                (0..count).map(channel).collect()
            })
            .collect();
        let tone = |gray: &u8| tones.get(usize::from(*gray)).into_iter().flatten().copied();
        let mut bytes: Vec<u8> = grays.iter().flat_map(tone).collect();
        if let Some(kept) = kept.filter(|kept| kept.own.space == space) {
            let own = kept.own.bytes.chunks_exact(count);
            let pixels = bytes.chunks_exact_mut(count).zip(own);
            for ((pixel, own), weight) in pixels.zip(kept.weights) {
                for (value, own) in pixel.iter_mut().zip(own) {
                    *value = mixed_on_ramp(&[*value, *own], weight);
                }
            }
        }
        Pixels {
            space,
            width,
            height,
            bytes,
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

    /// The pixels of a picture in its own colours, and how far each is kept; `None` if none is.
    fn kept(&self, source: &Source, keep: Keep) -> Option<KeptPixels> {
        let screen = to_screen(source.clone());
        if screen.space != Space::Rgb {
            // A grey picture has no colour to keep.
            return None;
        }
        let weight = keep.weights();
        let weights: Vec<u8> = screen
            .bytes
            .chunks_exact(3)
            .map(|pixel| match *pixel {
                [r, g, b] => weight([r, g, b]),
                _ => 0,
            })
            .collect();
        if weights.iter().all(|weight| *weight == 0) {
            return None;
        }
        let own = match self.kind {
            RouteKind::Press => self.separated(source.clone()),
            _ => screen,
        };
        Some(KeptPixels { own, weights })
    }
}

/// Pixels in their own colours, with how far each is kept.
struct KeptPixels {
    own: Pixels,
    weights: Vec<u8>,
}
