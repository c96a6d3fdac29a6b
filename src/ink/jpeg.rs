//! Encodes pictures as JPEG, in grey, RGB or CMYK.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::pixels::{Pixels, Space};

/// Encodes pixels as JPEG with a quality from 1 to 100. None for pixels that a JPEG cannot hold: one bit a
/// pixel, or more than 65 535 pixels on a side.
///
/// CMYK is inverted (0 is full ink) and has Adobe's marker, because some readers assume this for every CMYK
/// JPEG. The image object needs `/Decode [1 0 1 0 1 0 1 0]` (ISO 32000-1, 7.4.8 and 8.9.5.2).
pub fn jpeg(pixels: &Pixels, quality: u8) -> Option<Vec<u8>> {
    let color = match pixels.space {
        Space::Gray => ColorType::Luma,
        Space::Rgb => ColorType::Rgb,
        // The encoder inverts CMYK and writes the marker.
        Space::Cmyk => ColorType::Cmyk,
        Space::Line => return None,
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
    // Colour at full resolution: the usual half resolution blurs red type in a picture. It would save a
    // quarter of the size.
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    let (width, height) = (
        u16::try_from(pixels.width).ok()?,
        u16::try_from(pixels.height).ok()?,
    );
    encoder.encode(&pixels.bytes, width, height, color).ok()?;
    Some(bytes)
}
