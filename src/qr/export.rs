//! Writes a QR code as a file of its own, SVG or PNG.

use std::io::Cursor;

use image::{GrayImage, ImageFormat, Luma};

use super::{QUIET_ZONE, QrSymbol};

/// The symbol with its quiet zone as SVG, one unit to a module. All dark modules are one path, since browsers show
/// hairlines between shapes that touch.
pub fn to_svg(symbol: &QrSymbol) -> String {
    let side = symbol.side_with_quiet_zone();
    let path: String = symbol
        .rectangles()
        .into_iter()
        .map(|(x, y, width, height)| {
            format!(
                "M{} {}h{width}v{height}h-{width}z",
                x + QUIET_ZONE,
                y + QUIET_ZONE
            )
        })
        .collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>\n"
    )
}

/// The symbol with its quiet zone as PNG. A module is a whole number of pixels wide, so no edge is blurred.
pub fn to_png(symbol: &QrSymbol, pixels_per_module: u32) -> Vec<u8> {
    let scale = pixels_per_module.clamp(1, 100);
    let side = symbol.side_with_quiet_zone() as u32 * scale;
    let picture = GrayImage::from_fn(side, side, |x, y| {
        let module = |at: u32| ((at / scale) as usize).checked_sub(QUIET_ZONE);
        let dark = match (module(x), module(y)) {
            (Some(x), Some(y)) => x < symbol.side() && y < symbol.side() && symbol.is_dark(x, y),
            _ => false,
        };
        Luma([if dark { 0 } else { 255 }])
    });
    let mut bytes = Cursor::new(Vec::new());
    // Writing to memory cannot fail for a grey picture of this size.
    match picture.write_to(&mut bytes, ImageFormat::Png) {
        Ok(()) => bytes.into_inner(),
        Err(_) => Vec::new(),
    }
}
