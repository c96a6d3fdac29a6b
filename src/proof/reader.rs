//! Codes in pictures.

/// A code in a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its corners in pixels, clockwise from the upper left one as the code stands.
    pub corners: [(i32, i32); 4],
    /// What it holds; none where it cannot be read.
    pub text: Option<String>,
}

/// The codes in a grey picture of that width.
pub fn read(greys: &[u8], width: usize) -> Vec<Found> {
    let height = greys.len().checked_div(width).unwrap_or_default();
    let grey = |x: usize, y: usize| greys.get(y * width + x).copied().unwrap_or(255);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    let grids = prepared.detect_grids();
    let found = grids.into_iter().map(|grid| Found {
        corners: grid.bounds.map(|corner| (corner.x, corner.y)),
        text: grid.decode().ok().map(|(_, text)| text),
    });
    found.collect()
}
