//! Writes pixels, JPEGs and stencils as image objects (ISO 32000-1, 8.9.5).

use std::collections::BTreeMap;

use printpdf::{DictItem, ExternalStream, ExternalXObject};

use super::deflate::deflate;
use crate::ink::{self, Pixels, Space};
use crate::picture::{FullInk, Jpeg, Picture, PictureKind};

/// Quality of a JPEG that is encoded again (practice: no visible loss in print).
const JPEG_QUALITY: u8 = 90;

/// Pixels as an image object: of a photograph as JPEG, unless JPEG cannot hold them.
pub(super) fn encode(picture: &Picture, pixels: Pixels) -> ExternalXObject {
    let photo = matches!(picture.kind, PictureKind::Jpeg(_));
    let object = photo.then(|| as_jpeg(&pixels)).flatten();
    object.unwrap_or_else(|| as_deflated_pixels(pixels))
}

/// Pixels as JPEG; none for black-and-white or transparent pixels, which JPEG cannot hold.
pub(super) fn as_jpeg(pixels: &Pixels) -> Option<ExternalXObject> {
    let (space, decode) = match pixels.space {
        Space::Gray => ("DeviceGray", None),
        Space::Rgb => ("DeviceRGB", None),
        Space::Cmyk => ("DeviceCMYK", Some(full_ink_is_0())),
        Space::Line => return None,
    };
    if pixels.alpha.is_some() {
        return None;
    }
    let format = ImageFormat {
        space,
        bits: 8,
        filter: Some("DCTDecode"),
        decode,
    };
    let bytes = ink::jpeg(pixels, JPEG_QUALITY)?;
    Some(image_object(
        (pixels.width, pixels.height),
        format,
        bytes,
        None,
    ))
}

/// The `Decode` array that inverts four inks: Adobe's JPEGs of CMYK store full ink as 0.
fn full_ink_is_0() -> DictItem {
    DictItem::Array(
        [1, 0, 1, 0, 1, 0, 1, 0]
            .into_iter()
            .map(DictItem::Int)
            .collect(),
    )
}

/// The original JPEG without its metadata; none if it cannot be read.
pub(super) fn original_jpeg(picture: &Picture) -> Option<ExternalXObject> {
    let jpeg = Jpeg::read(&picture.bytes).ok()?;
    let space = match jpeg.coding.channels() {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        _ => "DeviceCMYK",
    };
    let format = ImageFormat {
        space,
        bits: 8,
        filter: Some("DCTDecode"),
        decode: (jpeg.coding.full_ink() == Some(FullInk::Is0)).then(full_ink_is_0),
    };
    let bytes = jpeg.plain().ok()?;
    Some(image_object((jpeg.width, jpeg.height), format, bytes, None))
}

/// Pixels deflated, with a mask if some are transparent.
pub(super) fn as_deflated_pixels(pixels: Pixels) -> ExternalXObject {
    let size = (pixels.width, pixels.height);
    let plain = |space, bits| ImageFormat {
        space,
        bits,
        filter: None,
        decode: None,
    };
    // Pixels that are either there or not need a stencil only, and no transparency (ISO 32000-1, 8.9.6.3).
    let is_soft = pixels.mixes();
    let mask = pixels.alpha.map(|alpha| {
        if is_soft {
            return (
                "SMask",
                image_object(size, plain("DeviceGray", 8), alpha, None),
            );
        }
        ("Mask", as_stencil(size, stencil_bits(&alpha, size.0)))
    });
    let format = match pixels.space {
        Space::Gray => plain("DeviceGray", 8),
        Space::Rgb => plain("DeviceRGB", 8),
        Space::Cmyk => plain("DeviceCMYK", 8),
        Space::Line => plain("DeviceGray", 1),
    };
    image_object(size, format, pixels.bytes, mask)
}

/// Bits as a stencil: 0 lets the current colour through (ISO 32000-1, 8.9.6.2).
pub(super) fn as_stencil(size: (u32, u32), bits: Vec<u8>) -> ExternalXObject {
    let format = ImageFormat {
        space: "DeviceGray",
        bits: 1,
        filter: None,
        decode: None,
    };
    let mut stencil = image_object(size, format, bits, None);
    let dict = &mut stencil.stream.dict;
    // A stencil has no colours.
    dict.remove("ColorSpace");
    dict.insert("ImageMask".to_owned(), DictItem::Bool(true));
    stencil
}

/// A bit for each pixel, 1 where the picture is left out. Each row begins with a new byte (ISO 32000-1,
/// 8.9.3).
fn stencil_bits(alpha: &[u8], width: u32) -> Vec<u8> {
    let rows = alpha.chunks_exact(width.max(1) as usize);
    let bits = |eight: &[u8]| {
        let bits = eight.iter().zip((0..8).rev());
        bits.fold(0, |byte, (alpha, bit)| {
            byte | (u8::from(*alpha == 0) << bit)
        })
    };
    rows.flat_map(|row| row.chunks(8).map(bits)).collect()
}

/// Format of the bytes of an image object.
struct ImageFormat {
    space: &'static str,
    bits: i64,
    filter: Option<&'static str>,
    decode: Option<DictItem>,
}

/// An image object, with a mask under its key if there is one.
fn image_object(
    (width, height): (u32, u32),
    format: ImageFormat,
    content: Vec<u8>,
    mask: Option<(&str, ExternalXObject)>,
) -> ExternalXObject {
    let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
    let mut dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(width.into())),
        ("Height".to_owned(), DictItem::Int(height.into())),
        ("ColorSpace".to_owned(), name(format.space)),
        ("BitsPerComponent".to_owned(), DictItem::Int(format.bits)),
    ]);
    if let Some(filter) = format.filter {
        dict.insert("Filter".to_owned(), name(filter));
    }
    if let Some(decode) = format.decode {
        dict.insert("Decode".to_owned(), decode);
    }
    if let Some((name, mask)) = mask {
        dict.insert(
            name.to_owned(),
            DictItem::Stream {
                stream: mask.stream,
            },
        );
    }
    // Deflated here and not with the rest of the document, so that it happens once for all files with the
    // picture. `finish::compress` names the filter.
    let content = match format.filter {
        Some(_) => content,
        None => deflate(&content),
    };
    let stream = ExternalStream {
        dict,
        content,
        compress: false,
    };
    ExternalXObject {
        stream,
        width: None,
        height: None,
        dpi: None,
    }
}
