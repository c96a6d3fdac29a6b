//! Pictures of pages within the report.

use std::io::Cursor;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use crate::proof::look::Raster;

/// Longest side of a picture, in pixels. Browsers show pages at about 800 pixels.
const LONGEST: f64 = 1000.0;
/// Size of a PNG in bytes above which the page has photographs, for which JPEG is smaller (practice).
const PHOTOGRAPH: usize = 160_000;

/// A picture as a `data:` address, which contains it (RFC 2397).
pub(super) fn address(picture: &Raster) -> String {
    let longest = picture.width.max(picture.height).max(1) as f64;
    let small = picture.made_smaller((LONGEST / longest).min(1.0));
    let pixels: Vec<u8> = small.pixels.iter().flatten().copied().collect();
    let (width, height) = (small.width as u32, small.height as u32);
    let mut png = Vec::new();
    let encoder = PngEncoder::new_with_quality(
        Cursor::new(&mut png),
        CompressionType::Best,
        FilterType::Adaptive,
    );
    let written = encoder.write_image(&pixels, width, height, ExtendedColorType::Rgb8);
    // PNG first: for flat colours and type it is smaller and has no artefacts.
    if written.is_ok() && png.len() <= PHOTOGRAPH {
        return format!("data:image/png;base64,{}", STANDARD.encode(&png));
    }
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(Cursor::new(&mut jpeg), 80);
    match encoder.write_image(&pixels, width, height, ExtendedColorType::Rgb8) {
        Ok(()) => format!("data:image/jpeg;base64,{}", STANDARD.encode(&jpeg)),
        Err(_) => format!("data:image/png;base64,{}", STANDARD.encode(&png)),
    }
}
