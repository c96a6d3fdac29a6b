//! Pictures to share on the web: a page of a layout that is made for that, or the first page of any file on a
//! ground.

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use super::look::{Opened, Raster};
use crate::diag::Diagnostic;
use crate::geom::{Length, Rect};
use crate::rules::Rule;

/// Sizes of pictures to share, in pixels: a portrait for feeds, and the preview beside a link (practice).
pub const SHARED: [(usize, usize); 2] = [(1080, 1350), (1200, 630)];

/// Pixels per inch of layouts that are pictures to share: ten per millimetre.
const PPI: f64 = 254.0;

/// Colour behind the page: a warm grey, against which white paper is visible.
const GROUND: [u8; 3] = [0xDD, 0xD7, 0xCB];
/// Free space on each side of the page, as a share of the picture.
const AIR: f64 = 0.06;
/// Pixels over which the shadow of the page fades.
const SHADOW: f64 = 28.0;

/// A picture as PNG. The same pixels give the same bytes.
pub fn png(picture: &Raster) -> Result<Vec<u8>, Diagnostic> {
    let pixels: Vec<u8> = picture.pixels.iter().flatten().copied().collect();
    let mut bytes = Vec::new();
    let quality = (CompressionType::Default, FilterType::Adaptive);
    let encoder = PngEncoder::new_with_quality(Cursor::new(&mut bytes), quality.0, quality.1);
    let (width, height) = (picture.width as u32, picture.height as u32);
    encoder
        .write_image(&pixels, width, height, ExtendedColorType::Rgb8)
        .map_err(|error| {
            Diagnostic::error(
                Rule::Internal,
                format!("a picture cannot be written: {error}"),
            )
        })?;
    Ok(bytes)
}

/// The first page of a file whose layout is a picture to share, at ten pixels to the millimetre.
pub fn laid_out(opened: &Opened) -> Raster {
    let size = opened.size(0);
    let exact = |length: Length| (length.to_mm() * 10.0).round().max(1.0) as usize;
    let drawn = opened.draw(0, PPI);
    // The renderer rounds up; sites that show pictures want the exact size.
    drawn.cut(exact(size.width), exact(size.height))
}

/// The first page of any file on a plain ground with a soft shadow, in a picture of that size.
pub fn on_a_ground(opened: &Opened, (width, height): (usize, usize)) -> Raster {
    let size = opened.size(0);
    let room = |pixels: usize| pixels as f64 * (1.0 - 2.0 * AIR);
    let ppi = f64::min(
        room(width) / size.width.to_inch().max(1e-6),
        room(height) / size.height.to_inch().max(1e-6),
    );
    let whole = Rect::of_size(size);
    let page = opened.draw_part(0, whole, ppi);
    // Centred; what is left over of an odd number goes to the right and the bottom.
    let (left, top) = (
        width.saturating_sub(page.width) / 2,
        height.saturating_sub(page.height) / 2,
    );
    let mut pixels = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            let on_page = (x.checked_sub(left), y.checked_sub(top));
            let pixel = match on_page {
                (Some(x), Some(y)) if x < page.width => page.pixels.get(y * page.width + x),
                _ => None,
            };
            pixels.push(pixel.copied().unwrap_or_else(|| {
                // Distance of a pixel from the page, along one axis.
                let far = |at: usize, from: usize, size: usize| {
                    let before = from.saturating_sub(at);
                    before.max((at + 1).saturating_sub(from + size)) as f64
                };
                let (far_x, far_y) = (far(x, left, page.width), far(y, top, page.height));
                // A square falls off softly; 0.3 is the darkest, at the edge of the page.
                let light = 1.0 - 0.3 * (1.0 - far_x.hypot(far_y) / SHADOW).max(0.0).powi(2);
                GROUND.map(|tone| (f64::from(tone) * light).round() as u8)
            }));
        }
    }
    Raster {
        width,
        height,
        pixels,
    }
}
