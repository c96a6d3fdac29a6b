//! Picture files: what is in them, checked before anything is laid out.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::{Arc, OnceLock};

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, metadata::Orientation};

use crate::diag::Diagnostic;
use crate::project::Project;

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
    /// What the look at the whole file found, kept because it takes long.
    checked: Arc<OnceLock<Result<(), (String, &'static str)>>>,
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

/// The pictures of a content file, each read once for all languages.
pub(super) struct Pictures<'p> {
    project: &'p Project,
    known: RefCell<BTreeMap<String, Result<Picture, Diagnostic>>>,
}

impl<'p> Pictures<'p> {
    pub(super) fn of(project: &'p Project) -> Self {
        Self {
            project,
            known: RefCell::default(),
        }
    }

    /// The picture of a file, by its path relative to the content file.
    pub(super) fn read(&self, file: &str) -> Result<Picture, Diagnostic> {
        if let Some(known) = self.known.borrow().get(file) {
            return known.clone();
        }
        let read = self.project.picture(file).and_then(|bytes| {
            Picture::read(bytes).map_err(|(what, hint)| {
                Diagnostic::error("bad-picture", format!("the picture `{file}` {what}")).hint(hint)
            })
        });
        self.known
            .borrow_mut()
            .insert(file.to_owned(), read.clone());
        read
    }
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
                checked: Arc::default(),
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
        let kind = match format {
            Some(ImageFormat::Jpeg) => PictureKind::Jpeg(orientation),
            _ => PictureKind::Png,
        };
        let turned = turns(orientation);
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
            checked: Arc::default(),
        })
    }

    /// Decodes the pixels, upright. Finds files that are corrupt or cut off.
    pub fn pixels(&self) -> Result<DynamicImage, (String, &'static str)> {
        let mut decoder = reader(&self.bytes)?
            .into_decoder()
            .map_err(|error| broken(&error))?;
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let mut pixels = DynamicImage::from_decoder(decoder).map_err(|error| broken(&error))?;
        if let PictureKind::Jpeg(_) = self.kind {
            // The decoder fills what is missing from a cut-off JPEG with grey, and says nothing.
            let scan = jpeg_scan(&self.bytes);
            if scan.and_then(|scan| jpeg_end(&self.bytes, scan)).is_none() {
                return Err(("ends in the middle".into(), CUT_OFF));
            }
        }
        pixels.apply_orientation(orientation);
        Ok(pixels)
    }

    /// The drawing of an SVG.
    pub fn drawing(&self) -> Result<usvg::Tree, (String, &'static str)> {
        svg(&self.bytes)
    }

    /// Looks at the whole file, as far as its format goes.
    pub fn check(&self) -> Result<(), (String, &'static str)> {
        let look = || match self.kind {
            PictureKind::Svg => self.drawing().map(drop),
            PictureKind::Jpeg(_) | PictureKind::Png => self.pixels().map(drop),
        };
        self.checked.get_or_init(look).clone()
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

/// Where the first scan of a JPEG begins, past the headers (which may hold a small JPEG of their own).
fn jpeg_scan(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        match (*bytes.get(at)?, *bytes.get(at + 1)?) {
            (0xFF, 0xDA) => return Some(at),
            (0xFF, 0xFF) => at += 1,
            (0xFF, _) => {
                at += 2 + usize::from(u16::from_be_bytes([
                    *bytes.get(at + 2)?,
                    *bytes.get(at + 3)?,
                ]));
            }
            _ => return None,
        }
    }
}

/// The end of a JPEG's picture data, one past its end marker. `scan` is where its first scan begins.
/// None where the data ends before the marker.
pub(crate) fn jpeg_end(bytes: &[u8], scan: usize) -> Option<usize> {
    let mut at = scan;
    loop {
        let marker = *bytes.get(at + 1)?;
        at += 2;
        match (bytes[at - 2], marker) {
            (0xFF, 0xD9) => return Some(at),
            // Stuffed bytes and restart markers belong to the data (ITU T.81, B.1.1.5); fill bytes precede a marker.
            (0xFF, 0x00 | 0xD0..=0xD7) => {}
            (0xFF, 0xFF) => at -= 1,
            (0xFF, _) => {
                at += usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
            }
            _ => at -= 1,
        }
    }
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
