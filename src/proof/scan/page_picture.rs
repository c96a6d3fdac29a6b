//! The picture of a page in grey, in which codes are sought.

use super::grey::Grey;
use super::reach::Print;
use crate::geom::{Edges, Length, Rect};
use crate::proof::look::Raster;
use crate::proof::reader;

/// Modules of the page around a code that are drawn with it, since something that touches its quiet zone can
/// disturb the reader.
const AROUND: f64 = 3.0;

/// The picture of a page, in grey.
pub(in crate::proof) struct PagePicture {
    pub(super) grey: Grey,
    ppi: f64,
}

impl PagePicture {
    /// Turns a picture grey. `ppi` is its resolution in pixels per inch.
    pub(in crate::proof) fn new(raster: &Raster, ppi: f64) -> Self {
        Self {
            grey: Grey::new(raster.greys(), raster.width),
            ppi,
        }
    }

    /// A code with its surroundings, cut out of the page.
    pub(super) fn print(&self, rect: Rect, module: Length) -> Print {
        let rect = rect.grown(Edges::all(module * AROUND));
        // A code at the edge reaches out of the page with its surroundings; the part begins at the edge then.
        let pixel = |length: Length| (length.to_inch() * self.ppi).round().max(0.0) as usize;
        let (left, top) = (pixel(rect.origin.x), pixel(rect.origin.y));
        let size = (
            pixel(rect.right()).saturating_sub(left),
            pixel(rect.bottom()).saturating_sub(top),
        );
        Print {
            picture: self.grey.part((left, top), size),
            per_mm: self.ppi / 25.4,
        }
    }

    /// The codes that can be read from the picture of the whole page, each with the rectangle around its
    /// corners.
    pub(super) fn codes(&self) -> Vec<(Rect, String)> {
        let found = reader::read(&self.grey.pixels, self.grey.width).into_iter();
        let texts = found.filter_map(|found| Some((self.rect(&found.corners), found.text?)));
        texts.collect()
    }

    /// The rectangle around corners in pixels, on the page.
    pub(super) fn rect(&self, corners: &[(i32, i32); 4]) -> Rect {
        let length = |pixels: i32| Length::inch(f64::from(pixels) / self.ppi);
        let xs = corners.map(|(x, _)| x);
        let ys = corners.map(|(_, y)| y);
        let low = |all: [i32; 4]| all.into_iter().min().unwrap_or_default();
        let high = |all: [i32; 4]| all.into_iter().max().unwrap_or_default();
        let (x, y) = (length(low(xs)), length(low(ys)));
        Rect::new(x, y, length(high(xs)) - x, length(high(ys)) - y)
    }
}
