//! Picture files: what is in them, checked before anything is laid out.

use std::io::Cursor;
use std::sync::Arc;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, metadata::Orientation};

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
    pub fn read(bytes: Vec<u8>) -> Result<Self, (String, &'static str)> {
        if looks_like_svg(&bytes) {
            let tree = svg(&bytes)?;
            let size = (
                f64::from(tree.size().width()),
                f64::from(tree.size().height()),
            );
            return Ok(Self {
                bytes: bytes.into(),
                kind: PictureKind::Svg,
                size,
            });
        }
        let reader = reader(&bytes)?;
        let format = reader.format();
        let mut decoder = reader.into_decoder().map_err(|error| broken(&error))?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err((
                format!(
                    "is {width} × {height} pixels, more than {} million",
                    MOST_PIXELS / 1_000_000
                ),
                "scale it to the size that is printed: 300 pixels to the inch",
            ));
        }
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        drop(decoder);
        let (kind, turned) = match format {
            Some(ImageFormat::Jpeg) => (PictureKind::Jpeg(orientation), turns(orientation)),
            _ => (PictureKind::Png, false),
        };
        let (width, height) = (f64::from(width), f64::from(height));
        let size = if turned {
            (height, width)
        } else {
            (width, height)
        };
        Ok(Self {
            bytes: bytes.into(),
            kind,
            size,
        })
    }

    /// Decodes the pixels, upright. Finds files that are corrupt or cut off.
    pub fn pixels(&self) -> Result<DynamicImage, (String, &'static str)> {
        let decoder = reader(&self.bytes)?
            .into_decoder()
            .map_err(|error| broken(&error))?;
        let mut pixels = DynamicImage::from_decoder(decoder).map_err(|error| broken(&error))?;
        if let PictureKind::Jpeg(orientation) = self.kind {
            // The decoder fills what is missing from a cut-off JPEG with grey, and says nothing.
            if !self
                .bytes
                .windows(2)
                .rev()
                .take(4096)
                .any(|pair| pair == [0xFF, 0xD9])
            {
                return Err(("ends in the middle".into(), CUT_OFF));
            }
            pixels.apply_orientation(orientation);
        }
        Ok(pixels)
    }

    /// The drawing of an SVG.
    pub fn drawing(&self) -> Result<usvg::Tree, (String, &'static str)> {
        svg(&self.bytes)
    }

    /// Looks at the whole file, as far as its format goes.
    pub fn check(&self) -> Result<(), (String, &'static str)> {
        match self.kind {
            PictureKind::Svg => self.drawing().map(drop),
            PictureKind::Jpeg(_) | PictureKind::Png => self.pixels().map(drop),
        }
    }
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

fn reader(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, (String, &'static str)> {
    let unknown = || {
        (
            "is not a JPEG, PNG or SVG".to_owned(),
            "save it as one of these three",
        )
    };
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| unknown())?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png)) {
        return Err(unknown());
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    Ok(reader)
}

/// What is wrong in a person's words; the decoder's own speak of chunks and checksums.
fn broken(error: &image::ImageError) -> (String, &'static str) {
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

fn svg(bytes: &[u8]) -> Result<usvg::Tree, (String, &'static str)> {
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
