//! Picture files: what is in them, checked before anything is laid out.

mod jpeg;

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

/// Most pixels that a picture may have: an A0 poster at 150 ppi has 35 million (practice).
const MOST_PIXELS: u64 = 100_000_000;

/// A picture file, read and recognised.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The bytes of the file.
    pub bytes: Arc<[u8]>,
    /// Its format.
    pub kind: PictureKind,
    /// Width and height as seen, after its orientation is applied: pixels, or the units of a view box.
    pub size: (f64, f64),
    known: Arc<Known>,
}

/// What takes long to find out about a picture file, found once.
#[derive(Debug, Default)]
struct Known {
    /// Whether the whole file can be decoded.
    check: OnceLock<Result<(), Problem>>,
    /// The SHA-256 of its bytes.
    digest: OnceLock<[u8; 32]>,
}

/// A picture with what must be said about it.
#[derive(Clone, Debug)]
pub struct Image {
    /// Name in references.
    pub id: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Who made it.
    pub credit: Option<String>,
    /// Licence.
    pub license: Option<String>,
    /// The point that a crop keeps, as fractions of width and height.
    pub focus: (f64, f64),
    /// The file and what is in it.
    pub asset: Asset,
}

/// A file that belongs to the campaign.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Path relative to the content file.
    pub file: String,
    /// The picture in it.
    pub picture: Picture,
}

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PictureKind {
    /// JPEG, with the orientation from its EXIF.
    Jpeg(Orientation),
    /// PNG.
    Png,
    /// SVG.
    Svg,
}

impl Picture {
    /// Recognises a picture by its bytes. Says what is wrong with it, and what to do.
    pub fn read(bytes: Vec<u8>) -> Result<Self, Problem> {
        if looks_like_svg(&bytes) {
            let tree = svg(&bytes)?;
            let size = (
                f64::from(tree.size().width()),
                f64::from(tree.size().height()),
            );
            return Ok(Self::of(bytes, PictureKind::Svg, size));
        }
        let (kind, width, height) = match recognised(&bytes) {
            Some(ImageFormat::Jpeg) => {
                let jpeg = Jpeg::read(&bytes).map_err(unusable)?;
                let orientation = jpeg.exif().and_then(Orientation::from_exif_chunk);
                let orientation = orientation.unwrap_or(Orientation::NoTransforms);
                (PictureKind::Jpeg(orientation), jpeg.width, jpeg.height)
            }
            Some(ImageFormat::Png) => {
                let mut decoder = png_decoder(&bytes)?;
                let (width, height) = decoder.dimensions();
                let is_turned = decoder.orientation().is_ok_and(turns);
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
                    "save it as one of these three",
                ));
            }
        };
        if width == 0 || height == 0 {
            return Err(unusable(Unusable::Damaged));
        }
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err((
                format!(
                    "is {width} × {height} pixels, more than {} million",
                    MOST_PIXELS / 1_000_000
                ),
                "scale it to the size that is printed: 300 pixels to the inch",
            ));
        }
        let (width, height) = (f64::from(width), f64::from(height));
        let size = match kind {
            PictureKind::Jpeg(orientation) if turns(orientation) => (height, width),
            _ => (width, height),
        };
        Ok(Self::of(bytes, kind, size))
    }

    fn of(bytes: Vec<u8>, kind: PictureKind, size: (f64, f64)) -> Self {
        Self {
            bytes: bytes.into(),
            kind,
            size,
            known: Arc::default(),
        }
    }

    /// Decodes the pixels, upright. Finds files that are corrupt or cut off. A drawing has none.
    pub fn pixels(&self) -> Result<Raster, Problem> {
        match self.kind {
            PictureKind::Jpeg(orientation) => {
                let jpeg = Jpeg::read(&self.bytes).map_err(unusable)?;
                let pixels = jpeg.decode().map_err(unusable)?;
                let (width, height) = (jpeg.width, jpeg.height);
                // Four channels are turned alike, whatever they are named.
                let upright = match jpeg.coding.channels() {
                    1 => GrayImage::from_raw(width, height, pixels).map(DynamicImage::from),
                    3 => RgbImage::from_raw(width, height, pixels).map(DynamicImage::from),
                    _ => RgbaImage::from_raw(width, height, pixels).map(DynamicImage::from),
                };
                let mut upright = upright.ok_or_else(|| unusable(Unusable::Damaged))?;
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
                    DynamicImage::from_decoder(decoder).map_err(|error| broken(&error))?;
                upright.apply_orientation(orientation.unwrap_or(Orientation::NoTransforms));
                Ok(Raster::from(upright))
            }
            PictureKind::Svg => Err((
                "is a drawing and has no pixels".to_owned(),
                "save it as a JPEG or PNG",
            )),
        }
    }

    /// The drawing of an SVG.
    pub fn drawing(&self) -> Result<usvg::Tree, Problem> {
        svg(&self.bytes)
    }

    /// Looks at the whole file, as far as its format goes.
    pub fn check(&self) -> Result<(), Problem> {
        let look = || match self.kind {
            PictureKind::Svg => self.drawing().map(drop),
            PictureKind::Jpeg(_) | PictureKind::Png => self.pixels().map(drop),
        };
        self.known.check.get_or_init(look).clone()
    }

    /// The SHA-256 of its file: two pictures with the same one look the same.
    pub fn digest(&self) -> [u8; 32] {
        let digest = || Sha256::digest(&self.bytes).into();
        *self.known.digest.get_or_init(digest)
    }

    /// Whether what lies below may be seen through a part of its pixels, by its headers.
    pub fn shows_ground(&self) -> bool {
        // The third bit of the colour type stands for alpha (PNG 3rd edition, 11.2.1).
        let alpha = |kind: &u8| kind & 4 != 0;
        self.kind == PictureKind::Png
            && (self.bytes.get(25).is_some_and(alpha) || has_chunk(&self.bytes, b"tRNS"))
    }

    /// What the file says of its colours, from its headers alone.
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

    /// How many channels it has before any that says how opaque it is, where its headers can be read: 1 for
    /// grey, 3 for colours, 4 for inks. None for a drawing.
    pub fn channels(&self) -> Option<u8> {
        match self.kind {
            PictureKind::Jpeg(_) => Some(Jpeg::read(&self.bytes).ok()?.coding.channels()),
            // The second bit of the colour type stands for colours (PNG 3rd edition, 11.2.1).
            PictureKind::Png => Some(if self.bytes.get(25)? & 2 != 0 { 3 } else { 1 }),
            PictureKind::Svg => None,
        }
    }
}

/// What is wrong with a picture, and what to do.
pub type Problem = (String, &'static str);

/// The pixels of a picture, row after row from the top.
#[derive(Clone, Debug)]
pub struct Raster {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// What the bytes of a pixel are.
    pub channels: Channels,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What the bytes of a pixel are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channels {
    /// Lightness.
    Gray,
    /// Lightness, and how opaque the pixel is.
    GrayAlpha,
    /// Red, green and blue.
    Rgb,
    /// The same, and how opaque the pixel is.
    RgbAlpha,
    /// Cyan, magenta, yellow and black; full ink is 255.
    Cmyk,
}

impl From<DynamicImage> for Raster {
    fn from(pixels: DynamicImage) -> Self {
        let (width, height) = (pixels.width(), pixels.height());
        let color = pixels.color();
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

/// What a file says of its colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Profiled {
    /// Nothing.
    No,
    /// That they are sRGB.
    Srgb,
    /// An ICC profile.
    Icc(Vec<u8>),
}

const CUT_OFF: &str = "copy the file again; it may not have been downloaded to its end";

/// Whether an orientation swaps width and height.
pub(crate) fn turns(orientation: Orientation) -> bool {
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

/// The format of pixels, by their first bytes.
fn recognised(bytes: &[u8]) -> Option<ImageFormat> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    reader.ok()?.format()
}

fn png_decoder(bytes: &[u8]) -> Result<PngDecoder<Cursor<&[u8]>>, Problem> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    PngDecoder::with_limits(Cursor::new(bytes), limits).map_err(|error| broken(&error))
}

/// What is wrong with a JPEG, in a person's words.
fn unusable(why: Unusable) -> Problem {
    match why {
        Unusable::Damaged => ("is damaged or cut off".to_owned(), CUT_OFF),
        Unusable::CutOff => ("ends in the middle".to_owned(), CUT_OFF),
        Unusable::Unusual => (
            "is of a kind that cannot be read".to_owned(),
            "save it again as an ordinary JPEG or PNG",
        ),
    }
}

/// What is wrong in a person's words; the decoder's own speak of chunks and checksums.
fn broken(error: &image::ImageError) -> Problem {
    match error {
        image::ImageError::Unsupported(_) => (
            "is of a kind that cannot be read".to_owned(),
            "save it again as an ordinary JPEG or PNG",
        ),
        image::ImageError::Limits(_) => (
            "takes more memory than a picture should".to_owned(),
            "scale it to the size that is printed: 300 pixels to the inch",
        ),
        _ => ("is damaged or cut off".to_owned(), CUT_OFF),
    }
}

fn looks_like_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).into_owned();
    head.trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('<')
        && head.contains("<svg")
}

fn svg(bytes: &[u8]) -> Result<usvg::Tree, Problem> {
    // The parser leaves out what it cannot draw, so it is looked for here. No file is read for a drawing.
    for (element, what) in [("<text", "text"), ("<image", "a picture of pixels")] {
        if bytes
            .windows(element.len())
            .any(|window| window == element.as_bytes())
        {
            let hint = "turn text into outlines, and leave pictures out of the drawing";
            return Err((format!("has {what} in it, which cannot be drawn"), hint));
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
            format!("is not a drawing that can be read: {error}"),
            "save it as a plain SVG",
        )
    })
}
