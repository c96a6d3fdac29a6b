//! Pictures as JPEG, those of four inks too.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::pixels::{Pixels, Space};

/// The pixels as JPEG of that quality, 1 to 100. None for what a JPEG cannot hold: lines of one bit, and
/// sides of more than 65 535 pixels.
///
/// Four inks are written as Adobe does, full ink as 0 and with its marker, since some readers take every
/// JPEG of four inks for such a one. The image object needs `/Decode [1 0 1 0 1 0 1 0]`
/// (ISO 32000-1, 7.4.8 and 8.9.5.2).
pub fn jpeg(pixels: &Pixels, quality: u8) -> Option<Vec<u8>> {
    let color = match pixels.space {
        Space::Gray => ColorType::Luma,
        Space::Rgb => ColorType::Rgb,
        // The encoder inverts, and writes the marker.
        Space::Cmyk => ColorType::Cmyk,
        Space::Line => return None,
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
    // Coarser colour would blur red type in a picture; it saves a quarter of the size (practice).
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    let (width, height) = (
        u16::try_from(pixels.width).ok()?,
        u16::try_from(pixels.height).ok()?,
    );
    encoder.encode(&pixels.bytes, width, height, color).ok()?;
    Some(bytes)
}
