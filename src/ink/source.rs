//! Decoded picture files: pixels in the colours of the file, and the colour profile that defines them.

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

/// How the resizer reads the bytes of a pixel.
fn pixel_type(kind: Channels) -> PixelType {
    match kind {
        Channels::Gray => PixelType::U8,
        Channels::GrayAlpha => PixelType::U8x2,
        Channels::Rgb => PixelType::U8x3,
        Channels::RgbAlpha | Channels::Cmyk => PixelType::U8x4,
    }
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
        let layout = pixel_type(self.kind);
        // With opacity the resizer weighs colours by it, so that transparent pixels do not bleed their
        // colour. The fourth byte of CMYK is an ink.
        let options = ResizeOptions::new().use_alpha(self.kind != Channels::Cmyk);
        let view =
            fast_image_resize::images::ImageRef::new(self.width, self.height, &self.bytes, layout);
        let mut small = fast_image_resize::images::Image::new(width, height, layout);
        let resized = view
            .ok()
            .and_then(|view| Resizer::new().resize(&view, &mut small, &options).ok());
        match resized {
            Some(()) => Self {
                width,
                height,
                bytes: small.into_vec(),
                ..self
            },
            None => self,
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
