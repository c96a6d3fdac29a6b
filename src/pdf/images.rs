//! Pictures of pixels as image objects.

use std::collections::BTreeMap;

use image::metadata::Orientation;
use printpdf::{DictItem, ExternalStream, ExternalXObject, XObjectId};

use crate::color::Color;
use crate::content::{Picture, PictureKind};
use crate::diag::Diagnostic;
use crate::frame::Placed;
use crate::ink::{self, Inks, Pixels, Source, Space};

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
    known: Vec<Known>,
}

/// A picture that was written.
struct Known {
    file: String,
    /// Its width on paper, in hundredths of a millimetre.
    width: u64,
    duotone: Option<[Color; 2]>,
    name: String,
    matrix: [f32; 6],
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
    pub(super) fn add(
        &mut self,
        placed: &Placed,
        inks: &Inks,
    ) -> Result<(String, [f32; 6]), Diagnostic> {
        let asset = &placed.image.asset;
        let width = (placed.rect.size.width.to_mm() * 100.0).round() as u64;
        let same = |known: &&Known| {
            known.file == asset.file && known.width == width && known.duotone == placed.duotone
        };
        if let Some(known) = self.known.iter().find(same) {
            return Ok((known.name.clone(), known.matrix));
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
        let whole = inks.passes(&asset.picture) && !too_fine && placed.duotone.is_none();
        let as_it_is = match asset.picture.kind {
            PictureKind::Jpeg(orientation) if whole => {
                passed_through(&asset.picture).map(|object| (object, upright(orientation)))
            }
            _ => None,
        };
        let (object, matrix) = match as_it_is {
            Some(written) => written,
            None => {
                let mut source = Source::of(&asset.picture).map_err(failed)?;
                if too_fine {
                    let side = |pixels: u32| (f64::from(pixels) * TARGET_PPI / ppi).round() as u32;
                    let (width, height) = (side(source.width), side(source.height));
                    source = source.scaled(width, height);
                }
                let pixels = inks.picture(source, placed.rect.size, placed.duotone);
                let photo = matches!(asset.picture.kind, PictureKind::Jpeg(_));
                let object = photo.then(|| lossy(&pixels)).flatten();
                let object = object.unwrap_or_else(|| lossless(pixels));
                (object, upright(Orientation::NoTransforms))
            }
        };
        let name = format!("I{}", self.objects.len());
        self.objects.insert(XObjectId(name.clone()), object);
        self.known.push(Known {
            file: asset.file.clone(),
            width,
            duotone: placed.duotone,
            name: name.clone(),
            matrix,
        });
        Ok((name, matrix))
    }
}

/// The pixels as JPEG; none for what it cannot hold.
fn lossy(pixels: &Pixels) -> Option<ExternalXObject> {
    let (space, decode) = match pixels.space {
        Space::Gray => ("DeviceGray", None),
        Space::Rgb => ("DeviceRGB", None),
        Space::Cmyk => ("DeviceCMYK", Some(full_ink_is_0())),
        Space::Line => return None,
    };
    if pixels.alpha.is_some() {
        return None;
    }
    let kind = Kind {
        space,
        bits: 8,
        filter: Some("DCTDecode"),
        decode,
    };
    let bytes = ink::jpeg(pixels, JPEG_QUALITY)?;
    Some(object((pixels.width, pixels.height), kind, bytes, None))
}

/// How Adobe writes JPEG of four inks.
fn full_ink_is_0() -> DictItem {
    DictItem::Array(
        [1, 0, 1, 0, 1, 0, 1, 0]
            .into_iter()
            .map(DictItem::Int)
            .collect(),
    )
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
    let kind = Kind {
        space,
        bits: 8,
        filter: Some("DCTDecode"),
        decode: (header.components == 4 && header.adobe).then(full_ink_is_0),
    };
    Some(object((header.width, header.height), kind, bytes, None))
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
fn lossless(pixels: Pixels) -> ExternalXObject {
    let size = (pixels.width, pixels.height);
    let plain = |space, bits| Kind {
        space,
        bits,
        filter: None,
        decode: None,
    };
    let mask = pixels
        .alpha
        .map(|alpha| object(size, plain("DeviceGray", 8), alpha, None));
    let kind = match pixels.space {
        Space::Gray => plain("DeviceGray", 8),
        Space::Rgb => plain("DeviceRGB", 8),
        Space::Cmyk => plain("DeviceCMYK", 8),
        Space::Line => plain("DeviceGray", 1),
    };
    object(size, kind, pixels.bytes, mask)
}

/// How the bytes of an image object are read.
struct Kind {
    space: &'static str,
    bits: i64,
    filter: Option<&'static str>,
    decode: Option<DictItem>,
}

fn object(
    (width, height): (u32, u32),
    kind: Kind,
    content: Vec<u8>,
    mask: Option<ExternalXObject>,
) -> ExternalXObject {
    let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
    let mut dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(width.into())),
        ("Height".to_owned(), DictItem::Int(height.into())),
        ("ColorSpace".to_owned(), name(kind.space)),
        ("BitsPerComponent".to_owned(), DictItem::Int(kind.bits)),
    ]);
    if let Some(filter) = kind.filter {
        dict.insert("Filter".to_owned(), name(filter));
    }
    if let Some(decode) = kind.decode {
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
        compress: kind.filter.is_none(),
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
    use std::io::Cursor;

    use image::DynamicImage;
    use image::codecs::jpeg::JpegEncoder;

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
