//! Pictures as their files hold them: pixels, and the profile that tells what they mean.

use std::io::Cursor;

use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, RgbaImage};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::headers;
use crate::content::{Picture, PictureKind};

/// The pixels of a picture file, upright, in the file's own colours.
#[derive(Clone, Debug)]
pub struct Source {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    pub(super) bytes: Vec<u8>,
    pub(super) kind: Kind,
    pub(super) profile: Profiled,
}

/// What the bytes of a pixel are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Gray,
    GrayAlpha,
    Rgb,
    RgbAlpha,
    /// Full ink is 255.
    Cmyk,
}

/// What a file says of its colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Profiled {
    /// Nothing.
    No,
    /// That they are sRGB.
    Srgb,
    /// An ICC profile.
    Icc(Vec<u8>),
}

impl Kind {
    fn pixel_type(self) -> PixelType {
        match self {
            Self::Gray => PixelType::U8,
            Self::GrayAlpha => PixelType::U8x2,
            Self::Rgb => PixelType::U8x3,
            Self::RgbAlpha | Self::Cmyk => PixelType::U8x4,
        }
    }
}

impl Source {
    /// Decodes a picture file. Says what is wrong with it, and what to do.
    pub fn of(picture: &Picture) -> Result<Self, (String, &'static str)> {
        let profile = profiled(picture);
        if let PictureKind::Jpeg(orientation) = picture.kind
            && let Some(source) = inks(&picture.bytes, orientation)
        {
            return Ok(Self { profile, ..source });
        }
        Ok(Self {
            profile,
            ..Self::plain(picture.pixels()?)
        })
    }

    /// Pixels that come from no file, as sRGB.
    pub fn plain(pixels: DynamicImage) -> Self {
        let (width, height) = (pixels.width(), pixels.height());
        let color = pixels.color();
        let (kind, bytes) = match (color.has_color(), color.has_alpha()) {
            (false, false) => (Kind::Gray, pixels.into_luma8().into_raw()),
            (false, true) => (Kind::GrayAlpha, pixels.into_luma_alpha8().into_raw()),
            (true, false) => (Kind::Rgb, pixels.into_rgb8().into_raw()),
            (true, true) => (Kind::RgbAlpha, pixels.into_rgba8().into_raw()),
        };
        Self {
            width,
            height,
            bytes,
            kind,
            profile: Profiled::Srgb,
        }
    }

    /// The same picture with that many pixels. Stays as it is where it has none.
    #[must_use]
    pub fn scaled(self, width: u32, height: u32) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        let layout = self.kind.pixel_type();
        let options = ResizeOptions::new().use_alpha(self.kind != Kind::Cmyk);
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

    /// Whether the pixels are shares of four inks.
    pub fn is_cmyk(&self) -> bool {
        self.kind == Kind::Cmyk
    }
}

/// What a file says of its colours, from its headers alone.
pub(super) fn profiled(picture: &Picture) -> Profiled {
    let decoder = ImageReader::new(Cursor::new(&*picture.bytes))
        .with_guessed_format()
        .ok()
        .and_then(|reader| reader.into_decoder().ok());
    let icc = decoder.and_then(|mut decoder| decoder.icc_profile().ok().flatten());
    match icc {
        Some(icc) => Profiled::Icc(icc),
        None if picture.kind == PictureKind::Png && headers::says_srgb(&picture.bytes) => {
            Profiled::Srgb
        }
        None => Profiled::No,
    }
}

/// The pixels of a JPEG of four inks; none of any other.
fn inks(bytes: &[u8], orientation: Orientation) -> Option<Source> {
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let space = decoder.input_colorspace()?;
    if !matches!(space, ColorSpace::CMYK | ColorSpace::YCCK) {
        return None;
    }
    decoder.set_options(options.jpeg_set_out_colorspace(space));
    let mut pixels = decoder.decode().ok()?;
    let (width, height) = decoder.dimensions()?;
    if space == ColorSpace::YCCK {
        pixels.chunks_exact_mut(4).for_each(rgb_of_ycc);
    }
    // Adobe writes full ink as 0; so does everyone who writes the marker.
    if headers::jpeg(bytes).adobe {
        for byte in &mut pixels {
            *byte = 255 - *byte;
        }
    }
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    // Four channels are turned alike, whatever they are named.
    let mut upright = DynamicImage::from(RgbaImage::from_raw(width, height, pixels)?);
    upright.apply_orientation(orientation);
    Some(Source {
        width: upright.width(),
        height: upright.height(),
        bytes: upright.into_rgba8().into_raw(),
        kind: Kind::Cmyk,
        profile: Profiled::No,
    })
}

/// The first three of four channels from YCC to what they were made from (ITU-T T.871, 7).
fn rgb_of_ycc(pixel: &mut [u8]) {
    if let [y, cb, cr, _] = pixel {
        let (luma, blue, red) = (
            f32::from(*y),
            f32::from(*cb) - 128.0,
            f32::from(*cr) - 128.0,
        );
        *y = (luma + 1.402 * red).round() as u8;
        *cb = (luma - 0.344_136 * blue - 0.714_136 * red).round() as u8;
        *cr = (luma + 1.772 * blue).round() as u8;
    }
}
