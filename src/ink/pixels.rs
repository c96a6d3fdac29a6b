//! Pixels in the colours of a route.

/// Pixels as they are written into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Meaning of the bytes.
    pub space: Space,
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Row after row, from the top.
    pub bytes: Vec<u8>,
    /// Opacity of each pixel, 255 being opaque; none if all are opaque. On a route with one ink it is 0 or 255,
    /// because the background is already mixed into the pixels.
    pub alpha: Option<Vec<u8>>,
}

/// Meaning of the bytes of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// One byte a pixel: 0 is full ink, 255 is paper (`DeviceGray`).
    Gray,
    /// Three bytes a pixel: red, green and blue (`DeviceRGB`).
    Rgb,
    /// Four bytes a pixel: cyan, magenta, yellow and black, 255 being full ink (`DeviceCMYK`).
    Cmyk,
    /// One bit a pixel: 0 is full ink, 1 is paper. The first pixel is the highest bit, and each row begins with
    /// a new byte (`DeviceGray` with one bit).
    Line,
}

impl Pixels {
    /// Whether some pixels are partly transparent.
    pub fn mixes(&self) -> bool {
        let mut alphas = self.alpha.iter().flatten();
        alphas.any(|alpha| !matches!(alpha, 0 | 255))
    }
}
