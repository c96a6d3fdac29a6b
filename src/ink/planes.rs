//! Planes of ink: the amount of each ink on each pixel of a page.

use crate::frame::{Blend, Origin};

/// The planes of a page, within its trim.
pub(super) struct Planes {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Pixels per inch.
    pub(super) scale: (f64, f64),
    /// Name of each ink with its plane: 255 is full ink.
    pub(super) inks: Vec<(String, Vec<u8>)>,
    /// The topmost item on each pixel, as its index in `origins` plus one; 0 for none.
    pub(super) items: Vec<u32>,
    pub(super) origins: Vec<Origin>,
    /// Whether each item is a picture, in the order of `origins`.
    pub(super) pictures: Vec<bool>,
}

/// A rectangle of pixels on the page, with the coverage of each: 255 is fully covered.
#[derive(Clone)]
pub(super) struct Shape {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) covered: Vec<u8>,
}

impl Shape {
    /// Multiplies its coverage by a mask of the same size and by an opacity.
    pub(super) fn cover(&mut self, mask: &[u8], opacity: f32) {
        let opacity = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
        for (covered, mask) in self.covered.iter_mut().zip(mask) {
            *covered = times(times(*covered, *mask), opacity);
        }
    }

    /// A mask of its size, from a value for each column and row.
    pub(super) fn mask(&self, value: impl Fn(usize, usize) -> u8) -> Vec<u8> {
        let width = self.width.max(1);
        let pixels = 0..self.covered.len();
        pixels.map(|at| value(at % width, at / width)).collect()
    }

    /// Its rows: the index of the first pixel on a page that is `page` pixels wide, and the coverage.
    fn rows(&self, page: usize) -> impl Iterator<Item = (usize, &[u8])> {
        let starts = (self.top..).map(move |row| row * page + self.left);
        starts.zip(self.covered.chunks_exact(self.width.max(1)))
    }
}

impl Planes {
    /// Prints ink on a plane: `ink` gives the amount for a column and row of the shape.
    pub(super) fn blend(
        &mut self,
        plane: usize,
        shape: &Shape,
        blend: Blend,
        ink: impl Fn(usize, usize) -> u8,
    ) {
        let width = self.width;
        let Some((_, plane)) = self.inks.get_mut(plane) else {
            return;
        };
        for (y, (start, covered)) in shape.rows(width).enumerate() {
            let Some(row) = plane.get_mut(start..start + covered.len()) else {
                return;
            };
            for (x, (below, covered)) in row.iter_mut().zip(covered).enumerate() {
                match *covered {
                    0 => {}
                    255 => *below = blend.ink(ink(x, y), *below),
                    // The edge of a shape: its ink and the ink below share the pixel.
                    part => {
                        let above = blend.ink(ink(x, y), *below);
                        let above = u32::from(above) * u32::from(part);
                        let rest = u32::from(*below) * u32::from(255 - part);
                        *below = ((above + rest + 127) / 255) as u8;
                    }
                }
            }
        }
    }

    /// Records the last item as the topmost one on every pixel that the shape covers by half or more.
    pub(super) fn set_owner(&mut self, shape: &Shape) {
        let item = self.origins.len() as u32;
        for (start, covered) in shape.rows(self.width) {
            let Some(row) = self.items.get_mut(start..start + covered.len()) else {
                return;
            };
            for (owner, covered) in row.iter_mut().zip(covered) {
                // Only the owner of most of a pixel is named in findings.
                if *covered >= 128 {
                    *owner = item;
                }
            }
        }
    }
}

/// The product of two shares, where 255 is 1.
pub(super) fn times(a: u8, b: u8) -> u8 {
    ((u32::from(a) * u32::from(b) + 127) / 255) as u8
}
