//! Halftones as a look: a picture becomes dots or lines of one ink, large enough to be seen.
//!
//! The result has one bit a pixel: ink or none. So every route prints it as solid tones, and a copier or a
//! risograph does not screen it a second time.
//!
//! Each cell of the pattern is a table of thresholds: a place prints if the tone there has more ink than its
//! threshold. The thresholds are the ranks of the places in the order in which a dot grows, so that the inked
//! share of a cell is that of its tone, whatever the shape of the dot.

use super::inks::Inks;
use super::pixels::{Pixels, Space};
use super::source::Source;
use crate::color::{Color, Tint};
use crate::frame::{Dot, Halftone};
use crate::geom::Size;
use crate::route::RouteKind;

/// Resolution of the pattern, in pixels per inch (practice: line art needs 600).
const PPI: f64 = 600.0;

/// Largest number of pixels of a pattern; a larger one gets a lower resolution. A1 at 600 ppi would have
/// 279 million, and is seen from farther away.
const MOST_PIXELS: f64 = 150e6;

/// Places along each side of a cell. A cell of 5 rows to the inch has 120 pixels at 600 ppi.
const CELL: usize = 128;

/// Number of tones that are taken from the picture for each row of dots. More would make ragged dots of small
/// details (practice).
const TONES_PER_ROW: f64 = 2.0;

/// The size in pixels of the pattern for a picture of this size on paper.
pub(super) fn size_in_pixels(size: Size) -> (u32, u32) {
    let (wide, high) = (
        size.width.to_inch().max(0.01),
        size.height.to_inch().max(0.01),
    );
    let ppi = PPI.min((MOST_PIXELS / (wide * high)).sqrt());
    let side = |inches: f64| ((inches * ppi).round() as u32).max(1);
    (side(wide), side(high))
}

impl Inks {
    /// The dots of a picture of this size on paper, one bit a pixel: 0 is ink, 1 none.
    pub fn halftone(&self, source: Source, size: Size, halftone: Halftone) -> Pixels {
        let (width, height) = size_in_pixels(size);
        let stride = width.div_ceil(8) as usize;
        let mut bytes = vec![0_u8; stride * height as usize];
        let mut rows = bytes.chunks_exact_mut(stride);
        self.screen_rows(source, (size, halftone), (width, height), |inked| {
            let Some(row) = rows.next() else { return };
            for (byte, eight) in row.iter_mut().zip(inked.chunks(8)) {
                for (bit, inked) in (0..8).rev().zip(eight) {
                    *byte |= u8::from(!inked) << bit;
                }
            }
        });
        Pixels {
            space: Space::Line,
            width,
            height,
            bytes,
            alpha: None,
        }
    }

    /// The same in that many pixels: 255 where ink is printed, 0 elsewhere.
    pub(super) fn halftone_mask(
        &self,
        source: Source,
        look: (Size, Halftone),
        (width, height): (u32, u32),
    ) -> Vec<u8> {
        let mut mask = Vec::with_capacity(width as usize * height as usize);
        self.screen_rows(source, look, (width, height), |inked| {
            mask.extend(inked.iter().map(|inked| if *inked { 255 } else { 0 }));
        });
        mask
    }

    /// The colour in which dots are printed: in full, since a tint would be screened once more. A copier has
    /// black, and so has a risograph that does not load the ink.
    pub fn dot_color(&self, color: Color) -> Color {
        match self.kind {
            RouteKind::Copier => Color::BLACK,
            RouteKind::Riso => match self.loaded(color) {
                Some(tint) => Color {
                    spot: Some(Tint {
                        share: 1000,
                        ..tint
                    }),
                    ..color
                },
                None => Color::BLACK,
            },
            RouteKind::Screen | RouteKind::Home | RouteKind::Press => color,
        }
    }

    /// Calls `put` for each row of the pattern, with whether each pixel is inked.
    fn screen_rows(
        &self,
        source: Source,
        (size, halftone): (Size, Halftone),
        (width, height): (u32, u32),
        mut put: impl FnMut(&[bool]),
    ) {
        let tones = self.tones_of_cells(source, size, halftone.ruling);
        let thresholds = thresholds(halftone.dot);
        // Rows of dots that a pixel to the right and one down lead on by, in 2³²ths of a row. Whole numbers
        // that wrap around: the same on every machine, and no division for each pixel.
        let step = |pixels: u32, inches: f64, share: f64| {
            let rows = halftone.ruling * inches / f64::from(pixels) * share;
            (rows * 4_294_967_296.0).round() as i64 as u32
        };
        let (cos, sin) = halftone.angle.cos_sin();
        let (wide, high) = (size.width.to_inch(), size.height.to_inch());
        let right = (step(width, wide, cos), step(width, wide, -sin));
        let down = (step(height, high, sin), step(height, high, cos));
        let columns: Vec<Between> = (0..width).map(|x| between(x, width, tones.width)).collect();
        let mut row = vec![false; width as usize];
        let mut line = vec![0_u32; tones.width as usize];
        for y in 0..height {
            tones.line(between(y, height, tones.height), &mut line);
            let mut at = (down.0.wrapping_mul(y), down.1.wrapping_mul(y));
            for (inked, column) in row.iter_mut().zip(&columns) {
                let ink = column.of(&line) >> 16;
                let place = |along: u32| (along >> 25) as usize;
                let threshold = thresholds.get(place(at.1) * CELL + place(at.0));
                *inked = threshold.is_some_and(|threshold| ink > u32::from(*threshold));
                at = (at.0.wrapping_add(right.0), at.1.wrapping_add(right.1));
            }
            put(&row);
        }
    }

    /// The ink of a picture, in a few tones for each row of dots.
    fn tones_of_cells(&self, source: Source, size: Size, ruling: f64) -> TonesOfCells {
        let most =
            |inches: f64| (inches * ruling * TONES_PER_ROW).ceil().clamp(1.0, 65535.0) as u32;
        let (wide, high) = (most(size.width.to_inch()), most(size.height.to_inch()));
        let source = if source.width > wide || source.height > high {
            source.scaled(wide, high)
        } else {
            source
        };
        let Pixels {
            width,
            height,
            bytes,
            alpha,
            ..
        } = self.stretched_grays(source);
        let mut ink: Vec<u8> = bytes.into_iter().map(|gray| 255 - gray).collect();
        for (ink, alpha) in ink.iter_mut().zip(alpha.iter().flatten()) {
            *ink = super::planes::times(*ink, *alpha);
        }
        TonesOfCells { width, height, ink }
    }
}

/// The ink of a picture, 255 being full ink.
struct TonesOfCells {
    width: u32,
    height: u32,
    ink: Vec<u8>,
}

/// A place between two neighbours: their indices, and how far it is on the way to the second, in 256ths.
#[derive(Clone, Copy)]
struct Between {
    first: usize,
    second: usize,
    share: u32,
}

/// The place of a pixel among `of` pixels, in a row of `in_source`.
fn between(at: u32, of: u32, in_source: u32) -> Between {
    // Pixels are measured from their middles.
    let place = (f64::from(at) + 0.5) / f64::from(of.max(1)) * f64::from(in_source) - 0.5;
    let last = in_source.saturating_sub(1) as usize;
    let place = place.max(0.0);
    let first = (place as usize).min(last);
    Between {
        first,
        second: (first + 1).min(last),
        share: ((place - first as f64) * 256.0).clamp(0.0, 256.0) as u32,
    }
}

impl Between {
    /// The value there, in 256ths of those of the row.
    fn of(self, row: &[u32]) -> u32 {
        let value = |at: usize| row.get(at).copied().unwrap_or_default();
        value(self.first) * (256 - self.share) + value(self.second) * self.share
    }
}

impl TonesOfCells {
    /// Fills a row between two rows of the picture, in 256ths of its tones.
    fn line(&self, at: Between, line: &mut [u32]) {
        let width = self.width as usize;
        for (x, value) in line.iter_mut().enumerate() {
            let ink = |row: usize| {
                let ink = self.ink.get(row * width + x).copied().unwrap_or_default();
                u32::from(ink)
            };
            *value = ink(at.first) * (256 - at.share) + ink(at.second) * at.share;
        }
    }
}

/// The thresholds of a cell, from 0 to 254.
fn thresholds(dot: Dot) -> Vec<u8> {
    // Twice the distance from the middle, so that it is a whole number.
    let away = |at: usize| (2 * at as i32 - CELL as i32 + 1).abs();
    let mut order: Vec<(i32, usize)> = (0..CELL * CELL)
        .map(|at| {
            let (x, y) = (away(at % CELL), away(at / CELL));
            let grows = match dot {
                Dot::Round => x * x + y * y,
                Dot::Line => y,
                Dot::Cross => x.min(y),
            };
            (grows, at)
        })
        .collect();
    order.sort_unstable();
    let mut thresholds = vec![0; CELL * CELL];
    for (rank, (_, at)) in order.into_iter().enumerate() {
        if let Some(threshold) = thresholds.get_mut(at) {
            *threshold = (rank * 255 / (CELL * CELL)) as u8;
        }
    }
    thresholds
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, GrayImage, Luma};

    use super::*;
    use crate::geom::{Angle, Length};

    fn halftone(dot: Dot, degrees: f64) -> Halftone {
        Halftone {
            ruling: 20.0,
            angle: Angle::degrees(degrees),
            dot,
            color: Color::BLACK,
        }
    }

    fn even(gray: u8) -> Source {
        let pixels = GrayImage::from_pixel(90, 60, Luma([gray]));
        Source::plain(DynamicImage::from(pixels))
    }

    fn share_of_ink(pixels: &Pixels) -> f64 {
        // Bits beyond the end of a row are paper in whole bytes only, so the width is a multiple of 8.
        assert_eq!(pixels.width % 8, 0);
        let paper: u32 = pixels.bytes.iter().map(|byte| byte.count_ones()).sum();
        1.0 - f64::from(paper) / f64::from(pixels.width * pixels.height)
    }

    #[test]
    fn the_inked_share_is_that_of_the_tone() {
        let size = Size::new(Length::inch(1.2), Length::inch(0.8));
        for dot in [Dot::Round, Dot::Line, Dot::Cross] {
            for (gray, wanted) in [(255, 0.0), (204, 0.2), (128, 0.5), (64, 0.75), (0, 1.0)] {
                let dots = Inks::on_screen().halftone(even(gray), size, halftone(dot, 45.0));
                assert_eq!((dots.width, dots.height), (720, 480));
                let share = share_of_ink(&dots);
                assert!((share - wanted).abs() < 0.02, "{dot:?} {gray}: {share}");
            }
        }
    }

    #[test]
    fn a_row_of_dots_is_as_wide_as_its_ruling_says() {
        // 20 rows to the inch at 600 ppi: a dot every 30 pixels.
        let size = Size::new(Length::inch(1.2), Length::inch(0.8));
        let dots = Inks::on_screen().halftone(even(128), size, halftone(Dot::Line, 90.0));
        let ink = |x: usize| dots.bytes[x / 8] >> (7 - x % 8) & 1 == 0;
        let starts: Vec<usize> = (1..720).filter(|x| ink(*x) && !ink(x - 1)).collect();
        assert!(starts.len() >= 22, "{starts:?}");
        assert!(
            starts.windows(2).all(|pair| pair[1] - pair[0] == 30),
            "{starts:?}"
        );
    }

    #[test]
    fn a_large_pattern_gets_a_lower_resolution() {
        let (width, height) = size_in_pixels(Size::new(Length::mm(841.0), Length::mm(1189.0)));
        assert!(f64::from(width) * f64::from(height) <= MOST_PIXELS * 1.001);
    }
}
