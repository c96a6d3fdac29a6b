//! Line screens: tones become lines of full ink that are wide or narrow. A copier reproduces these better
//! than greys.

use super::pixels::{Pixels, Space};
use crate::geom::Size;

/// Resolution of a picture with one bit a pixel, in pixels per inch (practice: line art needs 600).
const PPI: f64 = 600.0;
/// Largest number of pixels of a screened picture; a larger one gets a lower resolution. A1 at 600 ppi would have
/// 279 million, and is seen from farther away.
const MOST_PIXELS: f64 = 150e6;

/// Converts a grey picture to lines at 45 degrees, `per_inch` of them to an inch.
pub(super) fn lines(gray: &Pixels, per_inch: f64, size: Size) -> Pixels {
    let (wide, high) = (
        size.width.to_inch().max(0.01),
        size.height.to_inch().max(0.01),
    );
    let ppi = PPI.min((MOST_PIXELS / (wide * high)).sqrt());
    let side = |inches: f64| ((inches * ppi).round() as u32).max(1);
    let (width, height) = (side(wide), side(high));
    // Each row begins with a new byte.
    let stride = width.div_ceil(8) as usize;
    let mut bytes = vec![0_u8; stride * height as usize];
    let source = gray.width.max(1) as usize;
    let columns: Vec<usize> = (0..width).map(|x| nearest(x, width, gray.width)).collect();
    // Lines run at 45 degrees: one pixel to the right or down advances by 1/√2 pixels across them, here as a
    // fraction of the distance between two lines.
    let step = per_inch.clamp(1.0, PPI) / ppi * std::f64::consts::FRAC_1_SQRT_2;
    for (y, row) in bytes.chunks_exact_mut(stride).enumerate() {
        let from = nearest(y as u32, height, gray.height) * source;
        let tones = gray.bytes.get(from..from + source).unwrap_or_default();
        for (x, column) in columns.iter().enumerate() {
            // `away` is 0 in the middle of a line and 1 half way to the next one.
            let phase = ((x + y) as f64 * step).fract();
            let away = (2.0 * phase - 1.0).abs();
            let ink = 255 - tones.get(*column).copied().unwrap_or(255);
            // A line is as wide as its tone is dark: with half the ink, half of the way to the next line is
            // black.
            let paper = away * 255.0 >= f64::from(ink);
            if let Some(byte) = row.get_mut(x / 8) {
                *byte |= u8::from(paper) << (7 - x % 8);
            }
        }
    }
    let alpha = gray.alpha.as_ref().map(|alpha| {
        let rows = (0..height).map(|y| nearest(y, height, gray.height) * source);
        let pixels = rows.flat_map(|from| columns.iter().map(move |column| from + column));
        pixels
            .map(|at| alpha.get(at).copied().unwrap_or_default())
            .collect()
    });
    Pixels {
        space: Space::Line,
        width,
        height,
        bytes,
        alpha,
    }
}

/// The index of the pixel in a row of `in_source` that lies at the place of pixel `at` in a row of `of`.
pub(super) fn nearest(at: u32, of: u32, in_source: u32) -> usize {
    let at = (f64::from(at) + 0.5) / f64::from(of) * f64::from(in_source);
    (at as u32).min(in_source.saturating_sub(1)) as usize
}
