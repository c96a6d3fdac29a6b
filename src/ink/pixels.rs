//! Pixels in the colours of a route.

/// Pixels as a file holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// What the bytes are.
    pub space: Space,
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Row after row, from the top.
    pub bytes: Vec<u8>,
    /// How opaque each pixel is, 255 being fully so; none where all are. With one ink a pixel is either
    /// printed or not, since what lies below is mixed into it.
    pub alpha: Option<Vec<u8>>,
}

/// What the bytes of a picture are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// A byte for a pixel, 0 full ink and 255 paper (`DeviceGray`).
    Gray,
    /// Three bytes for a pixel: red, green and blue (`DeviceRGB`).
    Rgb,
    /// Four bytes for a pixel: cyan, magenta, yellow and black, 255 full ink (`DeviceCMYK`).
    Cmyk,
    /// A bit for a pixel, 0 full ink and 1 paper, the first pixel in the highest bit; each row begins
    /// with a new byte (`DeviceGray` of one bit).
    Line,
}

impl Pixels {
    /// Whether some of them let what lies below shine through: neither fully opaque nor left out.
    pub fn mixes(&self) -> bool {
        let mut alphas = self.alpha.iter().flatten();
        alphas.any(|alpha| !matches!(alpha, 0 | 255))
    }
}
