//! Decoded picture files: pixels in the colours of the file, and the colour profile that defines them.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::DynamicImage;

use crate::picture::{Channels, Picture, Problem, Profiled, Raster};

/// The pixels of a picture file, turned upright, in the colours of the file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    pub(super) bytes: Vec<u8>,
    pub(super) kind: Channels,
    pub(super) profile: Profiled,
}

/// Where the channels of a kind lie among four.
fn places(kind: Channels) -> &'static [usize] {
    match kind {
        Channels::Gray => &[0],
        Channels::GrayAlpha => &[0, 3],
        Channels::Rgb => &[0, 1, 2],
        Channels::RgbAlpha | Channels::Cmyk => &[0, 1, 2, 3],
    }
}

/// Fills pixels up to four channels, the only number that the resizer is built for (its feature `only_u8x4`): code
/// for every kind of pixel was a quarter of this crate's machine code, 3 of 12 MB. Each channel comes out the same.
fn widen_pixels(bytes: Vec<u8>, kind: Channels) -> Vec<u8> {
    let places = places(kind);
    if places.len() == 4 {
        return bytes;
    }
    let mut wide = Vec::with_capacity(bytes.len() / places.len() * 4);
    for pixel in bytes.chunks_exact(places.len()) {
        let mut four = [0, 0, 0, 255];
        for (place, channel) in places.iter().zip(pixel) {
            four[*place] = *channel;
        }
        wide.extend_from_slice(&four);
    }
    wide
}

/// Takes the channels of a kind back out of four.
fn narrow_pixels(bytes: Vec<u8>, kind: Channels) -> Vec<u8> {
    let places = places(kind);
    if places.len() == 4 {
        return bytes;
    }
    let mut narrow = Vec::with_capacity(bytes.len() / 4 * places.len());
    for four in bytes.chunks_exact(4) {
        narrow.extend(places.iter().map(|place| four[*place]));
    }
    narrow
}

impl Source {
    /// Decodes a picture file. The error tells what is wrong with it and what to do.
    pub fn of(picture: &Picture) -> Result<Self, Problem> {
        Ok(Self {
            profile: picture.profiled(),
            ..Self::from(picture.pixels()?)
        })
    }

    /// Pixels in sRGB that do not come from a file.
    pub fn plain(pixels: DynamicImage) -> Self {
        Self::from(Raster::from(pixels))
    }

    /// The same picture scaled to this size in pixels. A picture without pixels is returned unchanged.
    #[must_use]
    pub fn scaled(self, width: u32, height: u32) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        if self.width == 0 || self.height == 0 {
            return self;
        }
        // With opacity the resizer weighs colours by it, so that transparent pixels do not bleed their colour.
        let mixes = matches!(self.kind, Channels::GrayAlpha | Channels::RgbAlpha);
        let options = ResizeOptions::new().use_alpha(mixes);
        let bytes = widen_pixels(self.bytes, self.kind);
        let mut small = Image::new(width, height, PixelType::U8x4);
        let resized = ImageRef::new(self.width, self.height, &bytes, PixelType::U8x4)
            .ok()
            .and_then(|view| Resizer::new().resize(&view, &mut small, &options).ok());
        let (width, height, bytes) = match resized {
            Some(()) => (width, height, small.into_vec()),
            None => (self.width, self.height, bytes),
        };
        Self {
            width,
            height,
            bytes: narrow_pixels(bytes, self.kind),
            kind: self.kind,
            profile: self.profile,
        }
    }

    /// Whether some pixels are partly transparent.
    pub fn mixes(&self) -> bool {
        let step = match self.kind {
            Channels::GrayAlpha => 2,
            Channels::RgbAlpha => 4,
            Channels::Gray | Channels::Rgb | Channels::Cmyk => return false,
        };
        let mut alphas = self.bytes.iter().skip(step - 1).step_by(step);
        alphas.any(|alpha| !matches!(alpha, 0 | 255))
    }

    /// Whether the pixels are CMYK.
    pub fn is_cmyk(&self) -> bool {
        self.kind == Channels::Cmyk
    }
}

impl From<Raster> for Source {
    fn from(raster: Raster) -> Self {
        Self {
            width: raster.width,
            height: raster.height,
            bytes: raster.bytes,
            kind: raster.channels,
            profile: Profiled::Srgb,
        }
    }
}
