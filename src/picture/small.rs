//! A picture reduced to a few tones, to judge what lies behind words.

/// Most cells on the long side. On an A3 poster a cell is about 2 mm wide, a little more than a stroke of a
/// headline (practice).
const CELLS: usize = 200;

/// Mean colours of the cells of a picture.
#[derive(Debug)]
pub(super) struct Small {
    across: usize,
    down: usize,
    /// Red, green, blue and opacity of each cell, row after row.
    cells: Vec<[u8; 4]>,
}

impl Small {
    /// Reduces a picture. `color` gives red, green, blue and opacity of a pixel, which has `channels` bytes.
    pub(super) fn of(
        (width, height): (usize, usize),
        (bytes, channels): (&[u8], usize),
        color: impl Fn(&[u8]) -> [u8; 4],
    ) -> Option<Self> {
        let long = width.max(height);
        if long == 0 || width.min(height) == 0 {
            return None;
        }
        let cells_of = |side: usize| (side * CELLS.min(long)).div_ceil(long).clamp(1, side);
        let (across, down) = (cells_of(width), cells_of(height));
        let mut sums = vec![[0_u64; 5]; across * down];
        for (y, row) in bytes.chunks_exact(width * channels).enumerate() {
            for (x, pixel) in row.chunks_exact(channels).enumerate() {
                let cell = (y * down / height).min(down - 1) * across + x * across / width;
                let Some(sum) = sums.get_mut(cell) else {
                    continue;
                };
                let [r, g, b, alpha] = color(pixel).map(u64::from);
                // Weighed by opacity: the colour of a clear pixel is never seen.
                for (sum, part) in sum
                    .iter_mut()
                    .zip([r * alpha, g * alpha, b * alpha, alpha, 1])
                {
                    *sum += part;
                }
            }
        }
        let mean = |[r, g, b, alpha, count]: [u64; 5]| {
            let color = [r, g, b].map(|part| (part / alpha.max(1)) as u8);
            let [r, g, b] = color;
            [r, g, b, (alpha / count.max(1)) as u8]
        };
        Some(Self {
            across,
            down,
            cells: sums.into_iter().map(mean).collect(),
        })
    }

    /// The mean colour around a point, given as shares of width and height.
    pub(super) fn at(&self, (x, y): (f64, f64)) -> [u8; 4] {
        let cell = |share: f64, count: usize| {
            ((share.clamp(0.0, 1.0) * count as f64) as usize).min(count.saturating_sub(1))
        };
        let at = cell(y, self.down) * self.across + cell(x, self.across);
        self.cells.get(at).copied().unwrap_or([255, 255, 255, 0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_mean_of_their_pixels() {
        // Left half black, right half a checkerboard of black and white.
        let bytes: Vec<u8> = (0..400 * 400)
            .map(|at| (at % 400, at / 400))
            .map(|(x, y)| if x >= 200 && (x + y) % 2 == 0 { 255 } else { 0 })
            .collect();
        let small = Small::of((400, 400), (&bytes, 1), |pixel| {
            [pixel[0], pixel[0], pixel[0], 255]
        });
        let small = small.expect("pixels");
        assert_eq!(small.at((0.1, 0.5)), [0, 0, 0, 255]);
        assert_eq!(small.at((0.9, 0.5)), [127, 127, 127, 255]);
        assert!(Small::of((0, 3), (&[], 1), |_| [0; 4]).is_none());
    }
}
