//! Codes in pictures, found by a reader that shares nothing with the writer.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// A code in a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its corners in pixels, clockwise from the upper left one as the code stands.
    pub corners: [(i32, i32); 4],
    /// Modules on a side, where it can be read.
    pub modules: Option<usize>,
    /// What it holds; none where it cannot be read.
    pub text: Option<String>,
}

/// The codes in a grey picture of that width.
pub fn read(greys: &[u8], width: usize) -> Vec<Found> {
    let height = greys.len().checked_div(width).unwrap_or_default();
    if height == 0 {
        return Vec::new();
    }
    let grey = |x: usize, y: usize| greys.get(y * width + x).copied().unwrap_or(255);
    // The reader asserts what a picture may break; then nothing is read.
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
