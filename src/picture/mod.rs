//! Reads picture files: recognises JPEG, PNG and SVG by their first bytes, checks them before anything is
//! laid out, and decodes their pixels.
//!
//! In: the bytes of a file. Out: a [`Picture`] with format and size, from its headers alone;
//! [`Picture::pixels`] gives the pixels in the colours of the file, turned upright. What the colours become
//! is decided in `ink`.
//!
//! A file that is cut off or damaged is refused at `check`, not at printing: in a viewer such a picture often
//! looks whole. JPEGs are read by a parser of our own (`jpeg.rs`), because decoders disagree about the
//! colours of JPEGs of four inks; decoding itself is left to `zune-jpeg`, `png` and `usvg`.

mod jpeg;
mod small;

use std::io::Cursor;
use std::sync::{Arc, OnceLock};

use image::codecs::png::PngDecoder;
use image::metadata::Orientation;
use image::{
    DynamicImage, GrayImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage, RgbaImage,
};
use sha2::{Digest, Sha256};

pub(crate) use jpeg::{FullInk, Jpeg, end as jpeg_end};

use jpeg::Unusable;
use small::Small;

/// Largest number of pixels of a picture: an A0 poster at 150 ppi has 35 million (practice).
const MOST_PIXELS: u64 = 100_000_000;

/// A picture file, read and recognised.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The bytes of the file.
    pub bytes: Arc<[u8]>,
    /// Format.
    pub kind: PictureKind,
    /// Width and height as seen, with the orientation applied: in pixels, or in units of the view box of a
    /// drawing.
    pub size: (f64, f64),
    /// Results that are computed once for all clones.
    lookups: Arc<Lookups>,
}

/// Results about a file that take long to compute and are computed once.
#[derive(Debug, Default)]
struct Lookups {
    /// Result of decoding the whole file.
    check: OnceLock<Result<(), Problem>>,
    /// SHA-256 of the bytes.
    digest: OnceLock<[u8; 32]>,
    /// The picture reduced to a few tones; none for drawings and damaged files.
    small: OnceLock<Option<Small>>,
}

/// A picture of a campaign, with its description and rights.
#[derive(Clone, Debug)]
pub struct Image {
    /// Name in references.
    pub id: String,
    /// Description for those who cannot see it.
    pub alt: String,
    /// Author.
    pub credit: Option<String>,
    /// Licence.
    pub license: Option<String>,
    /// The point that a crop keeps, as fractions of width and height.
    pub focus: (f64, f64),
    /// File of the picture.
    pub asset: Asset,
}

/// A file that belongs to the campaign.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Path relative to the content file.
    pub file: String,
    /// Its picture.
    pub picture: Picture,
}

/// A picture format.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PictureKind {
    /// JPEG, with the orientation in its Exif data.
    Jpeg(Orientation),
    /// PNG.
    Png,
    /// SVG.
    Svg,
}

impl Picture {
    /// Recognises a picture by its first bytes and reads its headers. Errors: another format, damaged
    /// headers, or more pixels than any poster needs.
    pub fn read(bytes: Vec<u8>) -> Result<Self, Problem> {
        if looks_like_svg(&bytes) {
            let tree = parse_svg(&bytes)?;
            let size = (
                f64::from(tree.size().width()),
                f64::from(tree.size().height()),
            );
            // A drawing has no pixels, so no limit applies.
            return Ok(Self::of(bytes, PictureKind::Svg, size));
        }
        let (kind, width, height) = match format_of(&bytes) {
            Some(ImageFormat::Jpeg) => {
                let jpeg = Jpeg::read(&bytes).map_err(jpeg_problem)?;
                let orientation = jpeg.exif().and_then(Orientation::from_exif_chunk);
                let orientation = orientation.unwrap_or(Orientation::NoTransforms);
                (PictureKind::Jpeg(orientation), jpeg.width, jpeg.height)
            }
            Some(ImageFormat::Png) => {
                let mut decoder = png_decoder(&bytes)?;
                let (width, height) = decoder.dimensions();
                // A PNG may carry Exif data with an orientation too (PNG 3rd edition, 11.3.4.5).
                let is_turned = decoder.orientation().is_ok_and(swaps_sides);
                let (width, height) = if is_turned {
                    (height, width)
                } else {
                    (width, height)
                };
                (PictureKind::Png, width, height)
            }
            _ => {
                return Err((
                    "is not a JPEG, PNG or SVG".to_owned(),
                    "save it as JPEG, PNG or SVG",
                ));
            }
        };
        if width == 0 || height == 0 {
            return Err(jpeg_problem(Unusable::Damaged));
        }
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err((
                format!(
                    "is {width} × {height} pixels, more than {} million",
                    MOST_PIXELS / 1_000_000
                ),
                "scale it down: 300 pixels per inch of its printed size are enough",
            ));
        }
        let (width, height) = (f64::from(width), f64::from(height));
        let size = match kind {
            PictureKind::Jpeg(orientation) if swaps_sides(orientation) => (height, width),
            _ => (width, height),
        };
        Ok(Self::of(bytes, kind, size))
    }

    fn of(bytes: Vec<u8>, kind: PictureKind, size: (f64, f64)) -> Self {
        Self {
            bytes: bytes.into(),
            kind,
            size,
            lookups: Arc::default(),
        }
    }

    /// Decodes the pixels, turned upright. Errors: the file is damaged or cut off, or is a drawing.
    pub fn pixels(&self) -> Result<Raster, Problem> {
        match self.kind {
            PictureKind::Jpeg(orientation) => {
                let jpeg = Jpeg::read(&self.bytes).map_err(jpeg_problem)?;
                let pixels = jpeg.decode().map_err(jpeg_problem)?;
                let (width, height) = (jpeg.width, jpeg.height);
                // The pixels of four inks are turned as if they were red, green, blue and opacity.
                let upright = match jpeg.coding.channels() {
                    1 => GrayImage::from_raw(width, height, pixels).map(DynamicImage::from),
                    3 => RgbImage::from_raw(width, height, pixels).map(DynamicImage::from),
                    _ => RgbaImage::from_raw(width, height, pixels).map(DynamicImage::from),
                };
                let mut upright = upright.ok_or_else(|| jpeg_problem(Unusable::Damaged))?;
                upright.apply_orientation(orientation);
                let raster = Raster::from(upright);
                Ok(match jpeg.coding.full_ink() {
                    Some(_) => Raster {
                        channels: Channels::Cmyk,
                        ..raster
                    },
                    None => raster,
                })
            }
            PictureKind::Png => {
                let mut decoder = png_decoder(&self.bytes)?;
                let orientation = decoder.orientation();
                let mut upright =
                    DynamicImage::from_decoder(decoder).map_err(|error| decoder_problem(&error))?;
                upright.apply_orientation(orientation.unwrap_or(Orientation::NoTransforms));
                Ok(Raster::from(upright))
            }
            PictureKind::Svg => Err((
                "is a drawing and has no pixels".to_owned(),
                "save it as a JPEG or PNG",
            )),
        }
    }

    /// The parsed drawing of an SVG. Errors: it is no SVG, or has parts that cannot be drawn.
    pub fn drawing(&self) -> Result<usvg::Tree, Problem> {
        parse_svg(&self.bytes)
    }

    /// Checks the whole file by decoding it. Errors: it is damaged, cut off, or of a kind that cannot be
    /// read.
    pub fn check(&self) -> Result<(), Problem> {
        let decode = || match self.kind {
            PictureKind::Svg => self.drawing().map(drop),
            PictureKind::Jpeg(_) | PictureKind::Png => self.pixels().map(drop),
        };
        self.lookups.check.get_or_init(decode).clone()
    }

    /// SHA-256 of the file: pictures with the same digest look the same.
    pub fn digest(&self) -> [u8; 32] {
        let digest = || Sha256::digest(&self.bytes).into();
        *self.lookups.digest.get_or_init(digest)
    }

    /// Red, green, blue (sRGB, without its colour profile) and opacity around a point, which is given as shares
    /// of width and height. None for drawings and damaged files.
    pub fn tone(&self, at: (f64, f64)) -> Option<[u8; 4]> {
        let small = self.lookups.small.get_or_init(|| {
            let raster = self.pixels().ok()?;
            let channels = match raster.channels {
                Channels::Gray => 1,
                Channels::GrayAlpha => 2,
                Channels::Rgb => 3,
                Channels::RgbAlpha | Channels::Cmyk => 4,
            };
            let size = (raster.width as usize, raster.height as usize);
            Small::of(size, (&raster.bytes, channels), |pixel| {
                match (raster.channels, pixel) {
                    (Channels::Gray, &[light]) => [light, light, light, 255],
                    (Channels::GrayAlpha, &[light, alpha]) => [light, light, light, alpha],
                    (Channels::Rgb, &[r, g, b]) => [r, g, b, 255],
                    (Channels::RgbAlpha, &[r, g, b, alpha]) => [r, g, b, alpha],
                    (Channels::Cmyk, &[c, m, y, k]) => {
                        // As if each ink took the light of one colour: near enough to judge contrast.
                        let light = |ink: u8| {
                            let light = (255 - u16::from(ink)) * (255 - u16::from(k)) / 255;
                            light as u8
                        };
                        [light(c), light(m), light(y), 255]
                    }
                    _ => [255, 255, 255, 0],
                }
            })
        });
        small.as_ref().map(|small| small.at(at))
    }

    /// Whether some pixels may be transparent, judged by the headers.
    pub fn shows_ground(&self) -> bool {
        // The third bit of the colour type means an alpha channel (PNG 3rd edition, 11.2.1). It is in byte
        // 25.
        let alpha = |kind: &u8| kind & 4 != 0;
        self.kind == PictureKind::Png
            && (self.bytes.get(25).is_some_and(alpha) || has_chunk(&self.bytes, b"tRNS"))
    }

    /// How the headers define the colours of the file.
    pub fn profiled(&self) -> Profiled {
        let icc = match self.kind {
            PictureKind::Jpeg(_) => Jpeg::read(&self.bytes).ok().and_then(|jpeg| jpeg.profile()),
            PictureKind::Png => png_decoder(&self.bytes)
                .ok()
                .and_then(|mut decoder| decoder.icc_profile().ok().flatten()),
            PictureKind::Svg => None,
        };
        match icc {
            Some(icc) => Profiled::Icc(icc),
            None if self.kind == PictureKind::Png && has_chunk(&self.bytes, b"sRGB") => {
                Profiled::Srgb
            }
            None => Profiled::No,
        }
    }

    /// Number of channels without opacity: 1 for grey, 3 for colours, 4 for inks. None for a drawing, or if
    /// the headers cannot be read.
    pub fn channels(&self) -> Option<u8> {
        match self.kind {
            PictureKind::Jpeg(_) => Some(Jpeg::read(&self.bytes).ok()?.coding.channels()),
            // The second bit of the colour type means colours (PNG 3rd edition, 11.2.1).
            PictureKind::Png => Some(if self.bytes.get(25)? & 2 != 0 { 3 } else { 1 }),
            PictureKind::Svg => None,
        }
    }
}

/// What is wrong with a picture, completing "the picture … ", and what to do.
pub type Problem = (String, &'static str);

/// Decoded pixels of a picture, row after row from the top.
#[derive(Clone, Debug)]
pub struct Raster {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Meaning of the bytes of a pixel.
    pub channels: Channels,
    /// Bytes of the pixels.
    pub bytes: Vec<u8>,
}

/// Meaning of the bytes of a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channels {
    /// Lightness.
    Gray,
    /// Lightness and opacity.
    GrayAlpha,
    /// Red, green and blue.
    Rgb,
    /// Red, green, blue and opacity.
    RgbAlpha,
    /// Cyan, magenta, yellow and black; full ink is 255.
    Cmyk,
}

impl From<DynamicImage> for Raster {
    fn from(pixels: DynamicImage) -> Self {
        let (width, height) = (pixels.width(), pixels.height());
        let color = pixels.color();
        // Channels of 16 bits become 8: no route prints more.
        let (channels, bytes) = match (color.has_color(), color.has_alpha()) {
            (false, false) => (Channels::Gray, pixels.into_luma8().into_raw()),
            (false, true) => (Channels::GrayAlpha, pixels.into_luma_alpha8().into_raw()),
            (true, false) => (Channels::Rgb, pixels.into_rgb8().into_raw()),
            (true, true) => (Channels::RgbAlpha, pixels.into_rgba8().into_raw()),
        };
        Self {
            width,
            height,
            channels,
            bytes,
        }
    }
}

/// Definition of the colours of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Profiled {
    /// None: sRGB is assumed.
    No,
    /// The file says that they are sRGB.
    Srgb,
    /// An ICC profile.
    Icc(Vec<u8>),
}

/// Hint for files that end early.
const CUT_OFF: &str = "copy or download the file again; it may be incomplete";

/// Whether an orientation swaps width and height.
fn swaps_sides(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// Whether a PNG has a chunk of that name before its pixels (PNG 3rd edition, 5.3).
fn has_chunk(bytes: &[u8], wanted: &[u8; 4]) -> bool {
    let mut at = 8;
    loop {
        let Some([a, b, c, d, name @ ..]) = bytes.get(at..at + 8) else {
            return false;
        };
        match name {
            name if name == wanted => return true,
            b"IDAT" => return false,
            // Length, name and checksum take twelve bytes beside the data.
            _ => at += 12 + u32::from_be_bytes([*a, *b, *c, *d]) as usize,
        }
    }
}

/// Format of a file, by its first bytes.
fn format_of(bytes: &[u8]) -> Option<ImageFormat> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    reader.ok()?.format()
}

/// A decoder for PNG that may allocate eight bytes for each of the most pixels, which is 16 bits for each of
/// four channels.
fn png_decoder(bytes: &[u8]) -> Result<PngDecoder<Cursor<&[u8]>>, Problem> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    PngDecoder::with_limits(Cursor::new(bytes), limits).map_err(|error| decoder_problem(&error))
}

/// Describes in plain words why a JPEG cannot be used.
fn jpeg_problem(why: Unusable) -> Problem {
    match why {
        Unusable::Damaged => ("is damaged or cut off".to_owned(), CUT_OFF),
        Unusable::CutOff => ("is incomplete: its end is missing".to_owned(), CUT_OFF),
        Unusable::Unusual => (
            "is of a kind that cannot be read".to_owned(),
            "save it again as an ordinary JPEG or PNG",
        ),
    }
}

/// Describes an error of a decoder in plain words: its own message speaks of chunks and checksums.
fn decoder_problem(error: &image::ImageError) -> Problem {
    match error {
        image::ImageError::Unsupported(_) => (
            "is of a kind that cannot be read".to_owned(),
            "save it again as an ordinary JPEG or PNG",
        ),
        image::ImageError::Limits(_) => (
            "needs too much memory".to_owned(),
            "scale it down: 300 pixels per inch of its printed size are enough",
        ),
        _ => ("is damaged or cut off".to_owned(), CUT_OFF),
    }
}

/// Whether a file is text with an `<svg` element near its beginning.
fn looks_like_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).into_owned();
    head.trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('<')
        && head.contains("<svg")
}

/// Parses a drawing. Errors: it cannot be read, or contains text or pixels.
fn parse_svg(bytes: &[u8]) -> Result<usvg::Tree, Problem> {
    // The parser silently drops text without fonts and pictures, so both are searched for here. No other file
    // is read for a drawing.
    for (element, what) in [("<text", "text"), ("<image", "a picture of pixels")] {
        if bytes
            .windows(element.len())
            .any(|window| window == element.as_bytes())
        {
            let hint = "convert text to outlines, and remove pictures from the drawing";
            return Err((format!("contains {what}, which cannot be drawn"), hint));
        }
    }
    let nothing = usvg::ImageHrefResolver {
        resolve_data: Box::new(|_, _, _| None),
        resolve_string: Box::new(|_, _| None),
    };
    let options = usvg::Options {
        image_href_resolver: nothing,
        ..usvg::Options::default()
    };
    usvg::Tree::from_data(bytes, &options).map_err(|error| {
        (
            format!("is not a readable SVG: {error}"),
            "save it as a plain SVG",
        )
    })
}
