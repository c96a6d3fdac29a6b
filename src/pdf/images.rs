//! Pictures of pixels as image objects.

use std::collections::BTreeMap;
use std::io::Cursor;

use fast_image_resize::{ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView};
use printpdf::{DictItem, ExternalStream, ExternalXObject, XObjectId};

use crate::content::{Picture, PictureKind};
use crate::diag::Diagnostic;
use crate::frame::Placed;

/// Pixels to the inch that a press can use (practice).
const TARGET_PPI: f64 = 300.0;
/// From this many times the target on, a picture is scaled down; below it, its bytes stay as they are.
const BY_FAR: f64 = 2.0;
/// Quality of a JPEG that had to be made anew (practice: no loss that is seen in print).
const JPEG_QUALITY: u8 = 90;

/// The image objects of a document. A picture used twice is written once.
#[derive(Default)]
pub(super) struct Images {
    pub(super) objects: BTreeMap<XObjectId, ExternalXObject>,
    known: Vec<(String, u64, String, [f32; 6])>,
}

/// Maps the unit square of the stored picture onto that of the upright one.
fn upright(orientation: Orientation) -> [f32; 6] {
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
    /// Adds a picture, and gives its name and the matrix that turns it upright.
    pub(super) fn add(&mut self, placed: &Placed) -> Result<(String, [f32; 6]), Diagnostic> {
        let asset = &placed.image.asset;
        let width = (placed.rect.size.width.to_mm() * 100.0).round() as u64;
        if let Some((.., name, matrix)) = self
            .known
            .iter()
            .find(|(file, w, ..)| *file == asset.file && *w == width)
        {
            return Ok((name.clone(), *matrix));
        }
        let failed = |(what, hint): (String, &'static str)| {
            Diagnostic::error(
                "bad-picture",
                format!("the picture `{}` {what}", asset.file),
            )
            .hint(hint)
        };
        let ppi = asset.picture.size.0 / placed.rect.size.width.to_inch().max(1e-9);
        let too_fine = ppi > TARGET_PPI * BY_FAR;
        let (object, matrix) = match (asset.picture.kind, too_fine) {
            (PictureKind::Jpeg(orientation), false) => match passed_through(&asset.picture) {
                Some(object) => (object, upright(orientation)),
                None => (
                    jpeg(&asset.picture.pixels().map_err(failed)?)?,
                    upright(Orientation::NoTransforms),
                ),
            },
            (PictureKind::Jpeg(_), true) => {
                let small = scaled(&asset.picture.pixels().map_err(failed)?, TARGET_PPI / ppi);
                (jpeg(&small)?, upright(Orientation::NoTransforms))
            }
            (PictureKind::Png | PictureKind::Svg, fine) => {
                let pixels = asset.picture.pixels().map_err(failed)?;
                let pixels = if fine {
                    scaled(&pixels, TARGET_PPI / ppi)
                } else {
                    pixels
                };
                (lossless(&pixels), upright(Orientation::NoTransforms))
            }
        };
        let name = format!("I{}", self.objects.len());
        self.objects.insert(XObjectId(name.clone()), object);
        self.known
            .push((asset.file.clone(), width, name.clone(), matrix));
        Ok((name, matrix))
    }
}

fn scaled(pixels: &DynamicImage, factor: f64) -> DynamicImage {
    let (width, height) = pixels.dimensions();
    let side = |pixels: u32| ((f64::from(pixels) * factor).round() as u32).max(1);
    // The resizer works on 8-bit pixels in these two layouts.
    let (source, mut small) = if pixels.color().has_alpha() {
        (
            DynamicImage::from(pixels.to_rgba8()),
            DynamicImage::new_rgba8(side(width), side(height)),
        )
    } else {
        (
            DynamicImage::from(pixels.to_rgb8()),
            DynamicImage::new_rgb8(side(width), side(height)),
        )
    };
    let layout = if pixels.color().has_alpha() {
        fast_image_resize::PixelType::U8x4
    } else {
        fast_image_resize::PixelType::U8x3
    };
    let view = fast_image_resize::images::ImageRef::new(width, height, source.as_bytes(), layout);
    let target = fast_image_resize::images::Image::new(side(width), side(height), layout);
    if let (Ok(view), mut target) = (view, target)
        && Resizer::new()
            .resize(&view, &mut target, &ResizeOptions::new())
            .is_ok()
    {
        let bytes = target.into_vec();
        small = match small {
            DynamicImage::ImageRgba8(_) => {
                image::RgbaImage::from_raw(side(width), side(height), bytes).map(DynamicImage::from)
            }
            _ => {
                image::RgbImage::from_raw(side(width), side(height), bytes).map(DynamicImage::from)
            }
        }
        .unwrap_or(source);
        return small;
    }
    source
}

fn jpeg(pixels: &DynamicImage) -> Result<ExternalXObject, Diagnostic> {
    let mut bytes = Cursor::new(Vec::new());
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    let pixels = DynamicImage::from(pixels.to_rgb8());
    pixels.write_with_encoder(encoder).map_err(|error| {
        Diagnostic::error(
            "bad-picture",
            format!("a picture cannot be written as JPEG: {error}"),
        )
    })?;
    let (width, height) = pixels.dimensions();
    Ok(object(
        width,
        height,
        "DeviceRGB",
        Some("DCTDecode"),
        bytes.into_inner(),
        None,
        None,
    ))
}

/// The JPEG as it is, without its metadata; none where its headers cannot be read.
fn passed_through(picture: &Picture) -> Option<ExternalXObject> {
    let (bytes, header) = stripped(&picture.bytes)?;
    let space = match header.components {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        4 => "DeviceCMYK",
        _ => return None,
    };
    // Adobe writes CMYK with full ink as 0.
    let decode = (header.components == 4 && header.adobe).then(|| {
        DictItem::Array(
            [1, 0, 1, 0, 1, 0, 1, 0]
                .into_iter()
                .map(DictItem::Int)
                .collect(),
        )
    });
    Some(object(
        header.width,
        header.height,
        space,
        Some("DCTDecode"),
        bytes,
        decode,
        None,
    ))
}

struct JpegHeader {
    width: u32,
    height: u32,
    components: u8,
    adobe: bool,
}

/// Takes application data and comments out of a JPEG (place, camera, name, editor), and reads its
/// frame header. Adobe's marker stays: it tells how colours are coded. The picture data is not touched.
fn stripped(bytes: &[u8]) -> Option<(Vec<u8>, JpegHeader)> {
    let mut out = bytes
        .get(..2)
        .filter(|start| start == &[0xFF, 0xD8])?
        .to_vec();
    let mut header = None;
    let mut adobe = false;
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xFF {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        if marker == 0xFF {
            at += 1;
            continue;
        }
        let length = usize::from(u16::from_be_bytes([
            *bytes.get(at + 2)?,
            *bytes.get(at + 3)?,
        ]));
        let segment = bytes.get(at..at + 2 + length)?;
        match marker {
            0xE0..=0xEF | 0xFE => {
                if marker == 0xEE && segment.get(4..9) == Some(b"Adobe") {
                    adobe = true;
                    out.extend_from_slice(segment);
                }
            }
            // Frame headers, all but the three other markers in their range (ITU T.81, table B.1).
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                let side = |offset: usize| {
                    Some(u32::from(u16::from_be_bytes([
                        *segment.get(offset)?,
                        *segment.get(offset + 1)?,
                    ])))
                };
                header = Some((side(7)?, side(5)?, *segment.get(9)?));
                out.extend_from_slice(segment);
            }
            0xDA => {
                // What follows the end of the picture is metadata too: phones append films and maps.
                out.extend_from_slice(&bytes[at..crate::content::jpeg_end(bytes, at)?]);
                let (width, height, components) = header?;
                return Some((
                    out,
                    JpegHeader {
                        width,
                        height,
                        components,
                        adobe,
                    },
                ));
            }
            _ => out.extend_from_slice(segment),
        }
        at += 2 + length;
    }
}

/// Pixels as they are, with a mask where they are transparent.
fn lossless(pixels: &DynamicImage) -> ExternalXObject {
    let (width, height) = pixels.dimensions();
    let mask = pixels.color().has_alpha().then(|| {
        let alpha = pixels.to_rgba8().pixels().map(|pixel| pixel.0[3]).collect();
        object(width, height, "DeviceGray", None, alpha, None, None)
    });
    if pixels.color().has_color() {
        object(
            width,
            height,
            "DeviceRGB",
            None,
            pixels.to_rgb8().into_raw(),
            None,
            mask,
        )
    } else {
        object(
            width,
            height,
            "DeviceGray",
            None,
            pixels.to_luma8().into_raw(),
            None,
            mask,
        )
    }
}

fn object(
    width: u32,
    height: u32,
    space: &str,
    filter: Option<&str>,
    content: Vec<u8>,
    decode: Option<DictItem>,
    mask: Option<ExternalXObject>,
) -> ExternalXObject {
    let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
    let mut dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(width.into())),
        ("Height".to_owned(), DictItem::Int(height.into())),
        ("ColorSpace".to_owned(), name(space)),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
    ]);
    if let Some(filter) = filter {
        dict.insert("Filter".to_owned(), name(filter));
    }
    if let Some(decode) = decode {
        dict.insert("Decode".to_owned(), decode);
    }
    if let Some(mask) = mask {
        dict.insert(
            "SMask".to_owned(),
            DictItem::Stream {
                stream: mask.stream,
            },
        );
    }
    let stream = ExternalStream {
        dict,
        content,
        compress: filter.is_none(),
    };
    ExternalXObject {
        stream,
        width: None,
        height: None,
        dpi: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let (out, header) = stripped(&tagged).expect("a JPEG");
        assert_eq!((header.width, header.height, header.components), (16, 8, 3));
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
        assert_eq!(
            stripped(&trailed).map(|(out, _)| out),
            stripped(&plain).map(|(out, _)| out)
        );
    }

    #[test]
    fn broken_headers_are_refused() {
        assert!(stripped(b"").is_none());
        assert!(stripped(&[0xFF, 0xD8, 0xFF, 0xE1, 0xFF]).is_none());
        assert!(stripped(&[0xFF, 0xD8, 0xFF, 0xE1, 0, 0, 0, 0]).is_none());
    }
}
