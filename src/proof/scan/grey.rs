//! Grey pictures.

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
    /// From its pixels, row by row; a last row that is not whole is left out.
    pub fn new(pixels: Vec<u8>, width: usize) -> Self {
        let height = pixels.len().checked_div(width).unwrap_or_default();
        Self {
            width,
            height,
            pixels,
        }
    }

    /// The pixel at a place; beyond the edge, that at the edge.
    pub(super) fn near(&self, x: f64, y: f64) -> u8 {
        let at = |value: f64, count: usize| (value.max(0.0) as usize).min(count.saturating_sub(1));
        let (x, y) = (at(x, self.width), at(y, self.height));
        self.pixels.get(y * self.width + x).copied().unwrap_or(255)
    }

    /// A part of it, as far as it lies within.
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

    /// Tones of that width, blurred by a bell of that many pixels.
    pub(super) fn blurred(tones: &[f64], width: usize, deviation: f64) -> Self {
        let reach = (deviation * 3.0).ceil() as usize;
        let weight = |at: usize| {
            let far = at as f64 - reach as f64;
            (-far * far / (2.0 * deviation * deviation)).exp()
        };
        let weights: Vec<f64> = (0..=2 * reach).map(weight).collect();
        let sum: f64 = weights.iter().sum();
        let weights: Vec<f64> = weights.iter().map(|weight| weight / sum).collect();
        let height = tones.len().checked_div(width).unwrap_or_default();
        let across = blurred_rows(tones, width, &weights);
        // Turned about the diagonal, columns are rows.
        let down = blurred_rows(&turned(&across, width), height, &weights);
        let pixels = turned(&down, height).into_iter();
        Self::new(
            pixels
                .map(|tone| tone.round().clamp(0.0, 255.0) as u8)
                .collect(),
            width,
        )
    }

    /// Twice as large, with tones between its own.
    pub(super) fn doubled(&self) -> Self {
        let (width, height) = (self.width * 2, self.height * 2);
        let mut pixels = Vec::with_capacity(width * height);
        let tone = |x: usize, y: usize| {
            let (x, y) = (x.min(self.width - 1), y.min(self.height - 1));
            u32::from(self.pixels.get(y * self.width + x).copied().unwrap_or(255))
        };
        // A new pixel lies a quarter from the nearest old one, three quarters from the next.
        let sides = |at: usize| {
            let near = at / 2;
            (
                near,
                if at % 2 == 0 {
                    near.saturating_sub(1)
                } else {
                    near + 1
                },
            )
        };
        for y in 0..height {
            let (near_y, far_y) = sides(y);
            for x in 0..width {
                let (near_x, far_x) = sides(x);
                let near = tone(near_x, near_y) * 3 + tone(far_x, near_y);
                let far = tone(near_x, far_y) * 3 + tone(far_x, far_y);
                pixels.push(((near * 3 + far + 8) / 16) as u8);
            }
        }
        Self::new(pixels, width)
    }
}

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

fn turned(tones: &[f64], width: usize) -> Vec<f64> {
    let height = tones.len().checked_div(width).unwrap_or_default();
    let places = (0..width).flat_map(|x| (0..height).map(move |y| y * width + x));
    places.filter_map(|at| tones.get(at).copied()).collect()
}
