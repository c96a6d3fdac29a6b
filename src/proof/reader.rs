//! Reads QR codes in pictures, with a reader (`rqrr`) that shares no code with the writer.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// A QR code in a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its corners in pixels, clockwise from the one that is upper left when the code is upright.
    pub corners: [(i32, i32); 4],
    /// Modules on a side; `None` if it cannot be decoded.
    pub modules: Option<usize>,
    /// Its payload; `None` if it cannot be decoded.
    pub text: Option<String>,
}

/// The codes in a grey picture, given row by row from the top.
pub fn read(greys: &[u8], width: usize) -> Vec<Found> {
    let height = greys.len().checked_div(width).unwrap_or_default();
    if height == 0 {
        return Vec::new();
    }
    // Beyond an incomplete last row the picture is white, like paper.
    let grey = |x: usize, y: usize| greys.get(y * width + x).copied().unwrap_or(255);
    // The reader has assertions that an unlucky picture can trigger. Then it counts as not read.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
        let grids = prepared.detect_grids().into_iter();
        let found = grids.map(|grid| {
            let (modules, text) = match grid.decode() {
                Ok((meta, text)) => (Some(meta.version.to_size()), Some(text)),
                Err(_) => (None, None),
            };
            Found {
                corners: grid.bounds.map(|corner| (corner.x, corner.y)),
                modules,
                text,
            }
        });
        found.collect()
    }));
    read.unwrap_or_default()
}
