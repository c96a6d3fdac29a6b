//! Grey pictures, with the operations that the camera model needs. The same input gives the same pixels
//! everywhere.

use image::{GrayImage, imageops};

/// A grey picture, 0 black.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grey {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// The pixels, row by row from the top.
    pub pixels: Vec<u8>,
}

impl Grey {
    /// A picture of pixels, row by row. An incomplete last row is dropped.
    pub fn new(pixels: Vec<u8>, width: usize) -> Self {
        let height = pixels.len().checked_div(width).unwrap_or_default();
        Self {
            width,
            height,
            pixels,
        }
    }

    /// The pixel at a place; beyond an edge, the pixel at that edge.
    pub(super) fn near(&self, x: f64, y: f64) -> u8 {
        let at = |value: f64, count: usize| (value.max(0.0) as usize).min(count.saturating_sub(1));
        let (x, y) = (at(x, self.width), at(y, self.height));
        self.pixels.get(y * self.width + x).copied().unwrap_or(255)
    }

    /// A part of the picture, as far as it is inside.
    pub(super) fn part(
        &self,
        (left, top): (usize, usize),
        (width, height): (usize, usize),
    ) -> Self {
        let left = left.min(self.width);
        let width = width.min(self.width - left);
        let rows = self
            .pixels
            .chunks_exact(self.width.max(1))
            .skip(top)
            .take(height);
        let pixels = rows.flat_map(|row| row.iter().skip(left).take(width).copied());
        Self::new(pixels.collect(), width)
    }

    /// Tones in rows of `width`, after a Gaussian blur with that standard deviation in pixels.
    pub(super) fn blurred(tones: &[f64], width: usize, deviation: f64) -> Self {
        let reach = (deviation * 3.0).ceil() as usize;
        // Beyond three standard deviations the weights are about a hundredth of the largest.
        let weight = |at: usize| {
            let far = at as f64 - reach as f64;
            (-far * far / (2.0 * deviation * deviation)).exp()
        };
        let weights: Vec<f64> = (0..=2 * reach).map(weight).collect();
        let sum: f64 = weights.iter().sum();
        let weights: Vec<f64> = weights.iter().map(|weight| weight / sum).collect();
        let height = tones.len().checked_div(width).unwrap_or_default();
        // A Gaussian can be applied to rows and columns one after the other, which is much faster than to
        // areas.
        let across = blurred_rows(tones, width, &weights);
        // Transposed, columns are rows.
        let down = blurred_rows(&turned(&across, width), height, &weights);
        let pixels = turned(&down, height).into_iter();
        Self::new(
            pixels
                .map(|tone| tone.round().clamp(0.0, 255.0) as u8)
                .collect(),
            width,
        )
    }

    /// The picture with stronger edges (unsharp mask), as cameras make them.
    pub(super) fn sharpened(&self) -> Self {
        let tones: Vec<f64> = self.pixels.iter().map(|tone| f64::from(*tone)).collect();
        let soft = Self::blurred(&tones, self.width, 1.2);
        let pixels = self.pixels.iter().zip(soft.pixels);
        let stronger = pixels.map(|(tone, soft)| {
            // Twice a byte less a byte does not fit into a byte.
            let tone = i16::from(*tone);
            (tone * 2 - i16::from(soft)).clamp(0, 255) as u8
        });
        Self::new(stronger.collect(), self.width)
    }

    /// The picture turned clockwise by a quarter.
    pub(super) fn turned(&self) -> Self {
        // Each column, read from the bottom up, becomes a row.
        let places = (0..self.width).flat_map(|x| (0..self.height).rev().map(move |y| (x, y)));
        let pixels = places.filter_map(|(x, y)| self.pixels.get(y * self.width + x).copied());
        Self::new(pixels.collect(), self.height)
    }

    /// The picture enlarged by a whole factor, smoothly. `None` if it would get too large.
    pub(super) fn larger(&self, times: u32) -> Option<Self> {
        let (width, height) = (self.width as u32, self.height as u32);
        let picture = GrayImage::from_raw(width, height, self.pixels.clone())?;
        let (width, height) = (width.checked_mul(times)?, height.checked_mul(times)?);
        let larger = imageops::resize(&picture, width, height, imageops::FilterType::CatmullRom);
        Some(Self::new(larger.into_raw(), width as usize))
    }
}

/// Blurs each row; beyond its ends, the first and last tone go on.
fn blurred_rows(tones: &[f64], width: usize, weights: &[f64]) -> Vec<f64> {
    let reach = weights.len() / 2;
    let mut blurred = Vec::with_capacity(tones.len());
    let mut wide = Vec::with_capacity(width + 2 * reach);
    for row in tones.chunks_exact(width.max(1)) {
        let (Some(first), Some(last)) = (row.first(), row.last()) else {
            continue;
        };
        wide.clear();
        wide.extend(std::iter::repeat_n(*first, reach));
        wide.extend_from_slice(row);
        wide.extend(std::iter::repeat_n(*last, reach));
        let sums = wide.windows(weights.len()).map(|near| {
            let products = near.iter().zip(weights).map(|(tone, weight)| tone * weight);
            products.sum::<f64>()
        });
        blurred.extend(sums);
    }
    blurred
}

/// Tones in rows of `width`, transposed.
fn turned(tones: &[f64], width: usize) -> Vec<f64> {
    let height = tones.len().checked_div(width).unwrap_or_default();
    let places = (0..width).flat_map(|x| (0..height).map(move |y| y * width + x));
    places.filter_map(|at| tones.get(at).copied()).collect()
}
