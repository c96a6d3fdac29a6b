//! Writes pictures of pixels as image objects: the original JPEG if the route can print it, else pixels
//! converted to the colours of the route.

use std::collections::BTreeMap;
use std::sync::Arc;

use image::metadata::Orientation;
use printpdf::{DictItem, ExternalStream, ExternalXObject, XObjectId};

use super::image_objects::{as_deflated_pixels, as_jpeg, as_stencil, encode, original_jpeg};
use crate::cache::Cache;
use crate::diag::Diagnostic;
use crate::frame::{Frame, Halftone, Placed, Toning};
use crate::ink::{Inks, Pixels, Plate, Source, Space, Tones};
use crate::picture::{Picture, PictureKind, Problem};
use crate::rules::Rule;
use crate::typeset::FontBook;

/// Resolution that a press can use, in pixels per inch (practice).
const TARGET_PPI: f64 = 300.0;
/// Multiple of the target resolution from which a picture is scaled down; below it, pixels stay as they are,
/// since resampling costs sharpness.
const BY_FAR: f64 = 2.0;
/// Most pixels of a picture that is enlarged so that what shows through it stays sharp.
const MOST_PIXELS: f64 = 40e6;

/// Largest number of bytes of converted pictures that a run keeps.
const MOST_KEPT: usize = 64 << 20;

/// The image objects of a document. A picture used twice is written once.
pub(super) struct Images {
    pub(super) objects: BTreeMap<XObjectId, ExternalXObject>,
    known: Vec<WrittenPicture>,
    converted: Arc<Converted>,
}

/// Pictures that a run has converted so far. A picture is printed in many languages and on many papers, and
/// converting it takes up to a hundred times as long as the rest of its file.
pub(super) struct Converted(Cache<Conversion, Result<Arc<ExternalXObject>, Problem>>);

/// Everything that decides the image object of a picture.
#[derive(PartialEq)]
struct Conversion {
    /// The SHA-256 of its file.
    file: [u8; 32],
    /// The width and height in pixels that it is scaled to.
    scaled: Option<(u32, u32)>,
    tones: Tones,
}

impl Default for Converted {
    fn default() -> Self {
        Self(Cache::new(MOST_KEPT, |object| {
            object
                .as_ref()
                .map_or(0, |object| stream_bytes(&object.stream))
        }))
    }
}

/// The number of bytes in a stream and in its mask.
fn stream_bytes(stream: &ExternalStream) -> usize {
    let masks = stream.dict.values().map(|value| match value {
        DictItem::Stream { stream } => stream.content.len(),
        _ => 0,
    });
    stream.content.len() + masks.sum::<usize>()
}

/// A picture that is already in the document.
struct WrittenPicture {
    file: String,
    /// Width on paper in hundredths of a millimetre.
    width: u64,
    toning: Toning,
    /// The only plate of a risograph that it is for.
    plate: Option<String>,
    name: String,
    matrix: [f32; 6],
}

/// Surroundings of a picture, which decide what its pixels become.
pub(super) struct PictureGround<'a> {
    pub(super) inks: &'a Inks,
    /// The plate of a risograph that the pixels are for.
    pub(super) plate: Option<&'a Plate>,
    /// Everything drawn on its page, including the picture.
    pub(super) frame: &'a Frame,
    pub(super) book: &'a FontBook,
}

/// Matrix from the unit square of the stored picture to that of the upright one: the orientation of a camera
/// (Exif 2.3, tag 0x0112) becomes part of the placement, so that the JPEG need not be decoded.
fn upright_matrix(orientation: Orientation) -> [f32; 6] {
    match orientation {
        Orientation::NoTransforms => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        Orientation::FlipHorizontal => [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
        Orientation::Rotate180 => [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
        Orientation::FlipVertical => [1.0, 0.0, 0.0, -1.0, 0.0, 1.0],
        Orientation::Rotate90 => [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
        Orientation::Rotate270 => [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
        Orientation::Rotate90FlipH => [0.0, -1.0, -1.0, 0.0, 1.0, 1.0],
        Orientation::Rotate270FlipH => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
    }
}

impl Images {
    /// An empty collection. Pictures are converted once for all documents that share `converted`.
    pub(super) fn new(converted: Arc<Converted>) -> Self {
        Self {
            objects: BTreeMap::new(),
            known: Vec::new(),
            converted,
        }
    }

    /// Adds a picture, and returns its name and the matrix that turns it upright. Errors: the picture cannot
    /// be decoded.
    pub(super) fn add(
        &mut self,
        placed: &Placed,
        ground: &PictureGround<'_>,
    ) -> Result<(String, [f32; 6]), Diagnostic> {
        let (asset, inks) = (&placed.image.asset, ground.inks);
        // A picture mixed with its ground is another picture on every ground, so it is never shared.
        let is_mixed = inks.mixes(placed, ground.plate);
        let known = self.find_written(placed, ground.plate);
        if let Some(known) = known.filter(|_| !is_mixed) {
            return Ok((known.name.clone(), known.matrix));
        }
        let ppi = asset.picture.size.0 / placed.rect.size.width.to_inch().max(1e-9);
        let too_fine = ppi > TARGET_PPI * BY_FAR;
        // The original bytes are kept only if nothing about the pixels changes: neither colours nor size.
        let whole = inks.passes(&asset.picture) && !too_fine && placed.toning.is_plain();
        let as_it_is = match asset.picture.kind {
            PictureKind::Jpeg(orientation) if whole => {
                original_jpeg(&asset.picture).map(|object| (object, upright_matrix(orientation)))
            }
            _ => None,
        };
        let (object, matrix) = match as_it_is {
            Some(written) => written,
            None => {
                let object = if is_mixed {
                    mix_with_ground(placed, ground, ppi)?
                } else {
                    let object = self.converted.convert(placed, (inks, ground.plate), ppi)?;
                    Arc::unwrap_or_clone(object)
                };
                (object, upright_matrix(Orientation::NoTransforms))
            }
        };
        Ok((self.write(placed, ground.plate, (object, matrix)), matrix))
    }

    /// The object of the same picture in the same size and colours; `None` if there is none yet.
    fn find_written(&self, placed: &Placed, plate: Option<&Plate>) -> Option<&WrittenPicture> {
        let width = hundredths(placed);
        self.known.iter().find(|known| {
            known.file == placed.image.asset.file
                // The width decides the resolution.
                && known.width == width
                && known.toning == placed.toning
                && known.plate.as_deref() == plate.map(|plate| plate.name.as_str())
        })
    }

    /// Adds an object, and returns its name. Objects are numbered in drawing order.
    fn write(
        &mut self,
        placed: &Placed,
        plate: Option<&Plate>,
        (object, matrix): (ExternalXObject, [f32; 6]),
    ) -> String {
        let name = format!("I{}", self.objects.len());
        self.objects.insert(XObjectId(name.clone()), object);
        self.known.push(WrittenPicture {
            file: placed.image.asset.file.clone(),
            width: hundredths(placed),
            toning: placed.toning,
            plate: plate.map(|plate| plate.name.clone()),
            name: name.clone(),
            matrix,
        });
        name
    }

    /// Adds the dots of a halftone as a stencil, through which the current colour is printed, and returns its name.
    /// Errors: the picture cannot be decoded.
    pub(super) fn add_dots(
        &mut self,
        placed: &Placed,
        inks: &Inks,
        halftone: Halftone,
    ) -> Result<String, Diagnostic> {
        if let Some(known) = self.find_written(placed, None) {
            return Ok(known.name.clone());
        }
        let object = self.converted.screen(placed, inks, halftone)?;
        let object = Arc::unwrap_or_clone(object);
        let upright = upright_matrix(Orientation::NoTransforms);
        Ok(self.write(placed, None, (object, upright)))
    }

    /// Adds what a plate of a risograph prints of a picture, in the colour of its ink, for a file that shows all
    /// plates together; returns its name. Errors: the picture cannot be decoded.
    pub(super) fn add_tinted(
        &mut self,
        placed: &Placed,
        inks: &Inks,
        plate: &Plate,
    ) -> Result<String, Diagnostic> {
        let picture = &placed.image.asset.picture;
        let source = Source::of(picture).map_err(|problem| unreadable(placed, problem))?;
        let pixels = inks.picture(source, placed.rect.size, &placed.toning, Some(plate));
        let (r, g, b) = plate.look;
        // One colour, as opaque as there is ink.
        let tinted = Pixels {
            space: Space::Rgb,
            bytes: [r, g, b].repeat(pixels.bytes.len()),
            alpha: Some(pixels.bytes.iter().map(|light| 255 - light).collect()),
            ..pixels
        };
        let upright = upright_matrix(Orientation::NoTransforms);
        Ok(self.write(placed, Some(plate), (as_deflated_pixels(tinted), upright)))
    }
}

/// The width of a picture on paper in hundredths of a millimetre.
fn hundredths(placed: &Placed) -> u64 {
    (placed.rect.size.width.to_mm() * 100.0).round() as u64
}

impl Images {
    /// Adds the tones of a flattened ground, and returns their name. As JPEG where a photograph shows through:
    /// plain tones are smaller deflated, and stay exact.
    pub(super) fn add_flat(&mut self, pixels: Pixels) -> String {
        let few = pixels.bytes.len() / 8;
        let jpeg = as_jpeg(&pixels);
        let plain = as_deflated_pixels(pixels);
        let object = match jpeg {
            Some(jpeg) if plain.stream.content.len() > few => jpeg,
            _ => plain,
        };
        let name = format!("I{}", self.objects.len());
        self.objects.insert(XObjectId(name.clone()), object);
        name
    }
}

impl Images {
    /// Adds a form that draws an outline, and returns its name. One that is there already is not added again.
    pub(super) fn add_form(&mut self, form: ExternalXObject) -> String {
        let same = |known: &ExternalXObject| {
            known.stream.content == form.stream.content && known.stream.dict == form.stream.dict
        };
        if let Some((known, _)) = self.objects.iter().find(|(_, known)| same(known)) {
            return known.0.clone();
        }
        let name = format!("I{}", self.objects.len());
        self.objects.insert(XObjectId(name.clone()), form);
        name
    }
}

impl Converted {
    /// A picture in the colours of the route, taken from the store if the run has converted it before.
    fn convert(
        &self,
        placed: &Placed,
        (inks, plate): (&Inks, Option<&Plate>),
        ppi: f64,
    ) -> Result<Arc<ExternalXObject>, Diagnostic> {
        let picture = &placed.image.asset.picture;
        let scaled = scaled_size(picture, ppi);
        let conversion = Conversion {
            file: picture.digest(),
            scaled,
            tones: inks.tones(placed.rect.size, &placed.toning, plate),
        };
        let object = self.0.get_or_make(conversion, || {
            // Scaled before the colours are converted: fewer pixels to convert.
            let mut source = Source::of(picture)?;
            if let Some((width, height)) = scaled {
                source = source.scaled(width, height);
            }
            let pixels = inks.picture(source, placed.rect.size, &placed.toning, plate);
            Ok(Arc::new(encode(picture, pixels)))
        });
        object.map_err(|problem| unreadable(placed, problem))
    }

    /// The dots of a halftone, taken from the store if the run has made them before.
    fn screen(
        &self,
        placed: &Placed,
        inks: &Inks,
        halftone: Halftone,
    ) -> Result<Arc<ExternalXObject>, Diagnostic> {
        let picture = &placed.image.asset.picture;
        let conversion = Conversion {
            file: picture.digest(),
            scaled: None,
            tones: inks.tones(placed.rect.size, &placed.toning, None),
        };
        let object = self.0.get_or_make(conversion, || {
            let source = Source::of(picture)?;
            let dots = inks.halftone(source, placed.rect.size, halftone);
            Ok(Arc::new(as_stencil((dots.width, dots.height), dots.bytes)))
        });
        object.map_err(|problem| unreadable(placed, problem))
    }
}

/// A transparent picture, mixed with what is below it.
fn mix_with_ground(
    placed: &Placed,
    ground: &PictureGround<'_>,
    ppi: f64,
) -> Result<ExternalXObject, Diagnostic> {
    let picture = &placed.image.asset.picture;
    let mut source = Source::of(picture).map_err(|problem| unreadable(placed, problem))?;
    let scale = |source: Source, ppi: f64| {
        let (width, height) = at_target((source.width, source.height), ppi);
        source.scaled(width, height)
    };
    if ppi > TARGET_PPI * BY_FAR {
        source = scale(source, ppi);
    }
    // The result has the resolution of the picture, so a coarse picture is enlarged first: type that shows
    // through it would become coarse with it.
    let mixes = source.mixes() || placed.blend.shows_ground();
    if ppi < TARGET_PPI && mixes {
        let pixels = f64::from(source.width) * f64::from(source.height);
        source = scale(source, ppi.max(TARGET_PPI * (pixels / MOST_PIXELS).sqrt()));
    }
    // Resolution at which the ground is drawn.
    let dpi = ppi.clamp(TARGET_PPI, TARGET_PPI * BY_FAR);
    let PictureGround {
        inks,
        plate,
        frame,
        book,
    } = *ground;
    let below = inks.below((frame, placed), plate, book, dpi);
    let pixels = inks.picture_on(source, placed.rect.size, (&placed.toning, plate), &below);
    Ok(encode(picture, pixels))
}

fn unreadable(placed: &Placed, (what, hint): Problem) -> Diagnostic {
    let problem = format!("the picture `{}` {what}", placed.image.asset.file);
    Diagnostic::error(Rule::BadPicture, problem).hint(hint)
}

/// Size in pixels that a picture is scaled down to; none if it keeps its own. `ppi` is its printed
/// resolution.
fn scaled_size(picture: &Picture, ppi: f64) -> Option<(u32, u32)> {
    let (width, height) = picture.size;
    (ppi > TARGET_PPI * BY_FAR).then(|| at_target((width as u32, height as u32), ppi))
}

/// Size in pixels at which a picture printed at `ppi` has the target resolution.
fn at_target((width, height): (u32, u32), ppi: f64) -> (u32, u32) {
    let side = |pixels: u32| (f64::from(pixels) * TARGET_PPI / ppi).round() as u32;
    (side(width), side(height))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::DynamicImage;
    use image::codecs::jpeg::JpegEncoder;

    use crate::picture::Jpeg;

    #[test]
    fn metadata_is_stripped_and_picture_data_is_not_touched() {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(16, 8)
            .write_with_encoder(JpegEncoder::new(&mut bytes))
            .expect("in memory");
        let plain = bytes.into_inner();
        let mut tagged = plain[..2].to_vec();
        tagged.extend([0xFF, 0xE1, 0, 10]);
        tagged.extend(b"Exif\0GPS");
        tagged.extend([0xFF, 0xFE, 0, 6]);
        tagged.extend(b"name");
        tagged.extend(&plain[2..]);
        let jpeg = Jpeg::read(&tagged).expect("a JPEG");
        let out = jpeg.plain().expect("a whole one");
        assert_eq!(
            (jpeg.width, jpeg.height, jpeg.coding.channels()),
            (16, 8, 3)
        );
        assert!(
            !out.windows(3).any(|window| window == b"GPS")
                && !out.windows(4).any(|window| window == b"name")
        );
        let scan = |bytes: &[u8]| {
            bytes
                .windows(2)
                .position(|pair| pair == [0xFF, 0xDA])
                .map(|at| bytes[at..].to_vec())
        };
        assert_eq!(scan(&out), scan(&plain));
    }

    #[test]
    fn what_follows_the_picture_is_cut_off() {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(16, 8)
            .write_with_encoder(JpegEncoder::new(&mut bytes))
            .expect("in memory");
        let plain = bytes.into_inner();
        let mut trailed = plain.clone();
        trailed.extend(b"SECRETGPS");
        let stripped = |bytes: &[u8]| Jpeg::read(bytes).and_then(|jpeg| jpeg.plain());
        assert!(stripped(&trailed).is_ok());
        assert_eq!(stripped(&trailed), stripped(&plain));
    }

    #[test]
    fn broken_headers_are_refused() {
        assert!(Jpeg::read(b"").is_err());
        assert!(Jpeg::read(&[0xFF, 0xD8, 0xFF, 0xE1, 0xFF]).is_err());
        assert!(Jpeg::read(&[0xFF, 0xD8, 0xFF, 0xE1, 0, 0, 0, 0]).is_err());
    }
}
