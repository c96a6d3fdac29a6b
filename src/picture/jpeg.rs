//! Reads the structure of a JPEG (ITU-T T.81) and decides how its colours are coded, once for all routes.
//!
//! A JPEG does not define its colours itself; markers of JFIF and Adobe do, and where these are missing or
//! disagree, programs guess. The decision here is that of `libjpeg`, with which most pictures have been
//! viewed before. Decoders and PDF files then get a JPEG that leaves nothing to guess.

use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

/// Coding of the colours of a JPEG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    /// Lightness alone.
    Gray,
    /// Red, green and blue as they are.
    Rgb,
    /// Lightness and two colour differences (ITU-T T.871, 7).
    Ycc,
    /// Four inks, uncoded.
    Cmyk(FullInk),
    /// Four inks, of which three are coded like red, green and blue.
    Ycck(FullInk),
}

/// The value of full ink in a JPEG of four inks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FullInk {
    /// 0, in files with Adobe's marker.
    Is0,
    /// 255, in files without it.
    Is255,
}

impl Coding {
    /// Number of bytes in a pixel.
    pub(crate) fn channels(self) -> u8 {
        match self {
            Self::Gray => 1,
            Self::Rgb | Self::Ycc => 3,
            Self::Cmyk(_) | Self::Ycck(_) => 4,
        }
    }

    /// Value of full ink; none if the JPEG has no inks.
    pub(crate) fn full_ink(self) -> Option<FullInk> {
        match self {
            Self::Gray | Self::Rgb | Self::Ycc => None,
            Self::Cmyk(full) | Self::Ycck(full) => Some(full),
        }
    }
}

/// Why a JPEG cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// Damaged, or not a JPEG.
    Damaged,
    /// The data end before the end marker.
    CutOff,
    /// A kind that hardly any program reads: lossless, arithmetic, 12 bits, or unusual channels.
    Unusual,
}

/// A JPEG whose headers were read.
pub(crate) struct Jpeg<'b> {
    /// Pixels in a row.
    pub(crate) width: u32,
    /// Rows.
    pub(crate) height: u32,
    /// Coding of the colours.
    pub(crate) coding: Coding,
    bytes: &'b [u8],
    /// Segments needed for decoding, in order: tables and the frame header.
    segments: Vec<&'b [u8]>,
    /// Names of the channels.
    names: Vec<u8>,
    /// Data of the application segments, with their number.
    extras: Vec<(u8, &'b [u8])>,
    /// Offset of the first scan.
    scan: usize,
}

/// Channel names that mean red, green and blue.
const NAMED_RGB: [u8; 3] = *b"RGB";

impl<'b> Jpeg<'b> {
    /// Reads the segments up to the first scan (ITU-T T.81, annex B).
    pub(crate) fn read(bytes: &'b [u8]) -> Result<Self, Unusable> {
        let mut rest = bytes.strip_prefix(&[0xFF, 0xD8]).ok_or(Unusable::Damaged)?;
        let (mut segments, mut extras, mut frame) = (Vec::new(), Vec::new(), None);
        let scan = loop {
            let at = bytes.len() - rest.len();
            // Fill bytes may precede any marker (B.1.1.2).
            let (marker, after) = match rest {
                [0xFF, 0xFF, ..] => {
                    rest = rest.get(1..).unwrap_or_default();
                    continue;
                }
                [0xFF, 0xDA, ..] => break at,
                [0xFF, marker, after @ ..] => (*marker, after),
                _ => return Err(Unusable::Damaged),
            };
            let length = match after {
                [high, low, ..] => usize::from(u16::from_be_bytes([*high, *low])),
                _ => return Err(Unusable::CutOff),
            };
            let data = after.get(2..length).ok_or(Unusable::Damaged)?;
            let segment = rest.get(..2 + length).unwrap_or_default();
            match marker {
                0xE0..=0xEF => extras.push((marker - 0xE0, data)),
                // Comments are dropped: they may name persons.
                0xFE => {}
                // Frame headers, all but the three other markers in their range (table B.1).
                0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                    // Baseline, extended and progressive, all with Huffman codes.
                    if marker > 0xC2 {
                        return Err(Unusable::Unusual);
                    }
                    frame = Some(data);
                    segments.push(segment);
                }
                _ => segments.push(segment),
            }
            rest = after.get(length..).unwrap_or_default();
        };
        // Frames of films (AVI) omit their Huffman tables, which hardly any program supplies.
        let is_of_film = |(_, data): &(u8, &[u8])| data.starts_with(b"AVI1");
        let has_tables = segments.iter().any(|segment| segment.get(1) == Some(&0xC4));
        if extras.iter().any(is_of_film) && !has_tables {
            return Err(Unusable::Unusual);
        }
        // A frame header: precision, height, width, number of channels (B.2.2). Only 8 bits are read.
        let [8, h1, h2, w1, w2, count, channels @ ..] = frame.ok_or(Unusable::Damaged)? else {
            return Err(Unusable::Unusual);
        };
        let side = |high: &u8, low: &u8| u32::from(u16::from_be_bytes([*high, *low]));
        let names: Vec<u8> = channels
            .chunks_exact(3)
            .filter_map(|channel| channel.first().copied())
            .collect();
        if names.len() != usize::from(*count) {
            return Err(Unusable::Damaged);
        }
        Ok(Self {
            width: side(w1, w2),
            height: side(h1, h2),
            coding: coding(&names, &extras).ok_or(Unusable::Unusual)?,
            bytes,
            segments,
            names,
            extras,
            scan,
        })
    }

    /// Data of the camera (Exif), without the identifier in front.
    pub(crate) fn exif(&self) -> Option<&'b [u8]> {
        let mut blocks = self.extras.iter().filter(|(number, _)| *number == 1);
        blocks.find_map(|(_, data)| data.strip_prefix(b"Exif\0\0"))
    }

    /// The ICC profile, which may be divided over several segments (ICC.1:2022, B.4). None if a part is
    /// missing.
    pub(crate) fn profile(&self) -> Option<Vec<u8>> {
        let blocks = self.extras.iter().filter(|(number, _)| *number == 2);
        let mut parts: Vec<(u8, u8, &[u8])> = blocks
            .filter_map(|(_, data)| data.strip_prefix(b"ICC_PROFILE\0"))
            .filter_map(|part| match part {
                [number, of, data @ ..] => Some((*number, *of, data)),
                _ => None,
            })
            .collect();
        // Parts are numbered from 1, and may be stored in any order.
        parts.sort_by_key(|(number, ..)| *number);
        let whole = parts
            .iter()
            .zip(1_usize..)
            .all(|((number, of, _), wanted)| {
                usize::from(*number) == wanted && usize::from(*of) == parts.len()
            });
        let profile: Vec<u8> = parts.iter().flat_map(|(.., data)| *data).copied().collect();
        (whole && !profile.is_empty()).then_some(profile)
    }

    /// The JPEG without anything but the picture: no place, camera, names, or films after its end. Adobe's
    /// marker is added where a reader would have to guess the coding without it (ISO 32000-1, 7.4.8: three
    /// channels are taken for YCC, and four for inks). Errors: the data are cut off.
    pub(crate) fn plain(&self) -> Result<Vec<u8>, Unusable> {
        let end = end(self.bytes, self.scan).ok_or(Unusable::CutOff)?;
        let transform = match self.coding {
            Coding::Gray | Coding::Ycc | Coding::Cmyk(FullInk::Is255) => None,
            Coding::Rgb | Coding::Cmyk(FullInk::Is0) => Some(0),
            Coding::Ycck(_) => Some(2),
        };
        let mut out = vec![0xFF, 0xD8];
        if let Some(transform) = transform {
            // Version 100, no flags (Adobe Technical Note 5116).
            out.extend_from_slice(b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0");
            out.push(transform);
        }
        self.segments
            .iter()
            .for_each(|segment| out.extend_from_slice(segment));
        out.extend_from_slice(self.bytes.get(self.scan..end).unwrap_or_default());
        if self.coding == Coding::Ycc && self.names == NAMED_RGB {
            number_channels(&mut out);
        }
        Ok(out)
    }

    /// Decodes the pixels: grey, RGB, or inks with 255 as full ink. Errors: the data are damaged or of an
    /// unusual kind.
    pub(crate) fn decode(&self) -> Result<Vec<u8>, Unusable> {
        let plain = self.plain()?;
        let space = match self.coding {
            Coding::Gray => ColorSpace::Luma,
            Coding::Rgb | Coding::Ycc => ColorSpace::RGB,
            Coding::Cmyk(_) => ColorSpace::CMYK,
            Coding::Ycck(_) => ColorSpace::YCCK,
        };
        let options = DecoderOptions::default()
            // Small errors in the data are common, and viewers pass over them.
            .set_strict_mode(false)
            .set_max_width(usize::from(u16::MAX))
            .set_max_height(usize::from(u16::MAX))
            .jpeg_set_out_colorspace(space);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(&*plain), options);
        let mut pixels = decoder.decode().map_err(|error| match error {
            DecodeErrors::Unsupported(_) => Unusable::Unusual,
            _ => Unusable::Damaged,
        })?;
        // The decoder returns YCCK unchanged, and inks as they are stored.
        if let Coding::Ycck(_) = self.coding {
            pixels.chunks_exact_mut(4).for_each(inks_of_ycck);
        }
        if self.coding.full_ink() == Some(FullInk::Is0) {
            pixels.iter_mut().for_each(|byte| *byte = 255 - *byte);
        }
        let length =
            self.width as usize * self.height as usize * usize::from(self.coding.channels());
        if pixels.len() == length {
            Ok(pixels)
        } else {
            Err(Unusable::Damaged)
        }
    }
}

/// Renames channels to numbers: some decoders take channels named R, G and B for those colours, whatever the
/// markers say.
fn number_channels(plain: &mut [u8]) {
    let mut at = 2;
    while let Some([0xFF, marker, high, low]) = plain.get(at..at + 4) {
        let (marker, length) = (*marker, usize::from(u16::from_be_bytes([*high, *low])));
        // The channels of a frame follow its size and their count; those of a scan their count.
        let (first, step) = match marker {
            0xC0..=0xC2 => (at + 10, 3),
            0xDA => (at + 5, 2),
            _ => (plain.len(), 1),
        };
        let last = (at + 2 + length).min(plain.len());
        for name in (first..last).step_by(step) {
            if let Some(name) = plain.get_mut(name)
                && let Some(number) = NAMED_RGB.iter().position(|known| known == name)
            {
                *name = number as u8 + 1;
            }
        }
        at = match marker {
            0xDA => match next_segment(plain, at + 2 + length) {
                Some(next) => next,
                None => return,
            },
            _ => at + 2 + length,
        };
    }
}

/// Coding of the colours, as `libjpeg` decides it (`default_decompress_parms` in `jdapimin.c`): JFIF is
/// always YCC; otherwise Adobe's marker decides, and without it the names of the channels. None for two
/// channels, or more than four.
fn coding(names: &[u8], extras: &[(u8, &[u8])]) -> Option<Coding> {
    let jfif = extras
        .iter()
        .any(|(number, data)| *number == 0 && data.starts_with(b"JFIF\0"));
    // Adobe's marker holds a version, two words of flags, and the transformation of colours (Adobe Technical
    // Note 5116). The last marker counts.
    let adobe = extras.iter().rev().find_map(|(number, data)| {
        let marker = data.strip_prefix(b"Adobe").filter(|_| *number == 14)?;
        marker.get(6).copied()
    });
    Some(match (names.len(), adobe) {
        (1, _) => Coding::Gray,
        (3, _) if jfif => Coding::Ycc,
        (3, Some(0)) => Coding::Rgb,
        (3, None) if names == NAMED_RGB => Coding::Rgb,
        (3, _) => Coding::Ycc,
        (4, None) => Coding::Cmyk(FullInk::Is255),
        (4, Some(0)) => Coding::Cmyk(FullInk::Is0),
        (4, Some(_)) => Coding::Ycck(FullInk::Is0),
        _ => return None,
    })
}

/// Converts a pixel of YCCK back to inks: the first three inks were inverted and then coded like red, green
/// and blue (ITU-T T.871, 7; Adobe Technical Note 5116).
fn inks_of_ycck(pixel: &mut [u8]) {
    if let [y, cb, cr, _] = pixel {
        let (luma, blue, red) = (
            f32::from(*y),
            f32::from(*cb) - 128.0,
            f32::from(*cr) - 128.0,
        );
        // A conversion to a byte stays within its bounds.
        *y = (255.0 - (luma + 1.402 * red)).round() as u8;
        *cb = (255.0 - (luma - 0.344_136 * blue - 0.714_136 * red)).round() as u8;
        *cr = (255.0 - (luma + 1.772 * blue)).round() as u8;
    }
}

/// Offset of the next marker segment after the data of a scan; none at the end of the picture.
fn next_segment(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match (*bytes.get(at)?, *bytes.get(at + 1)?) {
            (0xFF, 0xD9) => return None,
            // Stuffed bytes and restart markers belong to the data (ITU-T T.81, B.1.1.5); fill bytes precede a
            // marker.
            (0xFF, 0x00 | 0xD0..=0xD7) => at += 2,
            (0xFF, 0xFF) => at += 1,
            (0xFF, _) => return Some(at),
            _ => at += 1,
        }
    }
}

/// Offset after the end marker of a JPEG. `scan` is the offset of the first scan. None if the data end before
/// the marker.
pub(crate) fn end(bytes: &[u8], scan: usize) -> Option<usize> {
    let mut at = scan;
    loop {
        let marker = *bytes.get(at + 1)?;
        at += 2;
        match (bytes[at - 2], marker) {
            (0xFF, 0xD9) => return Some(at),
            // Stuffed bytes and restart markers belong to the data (ITU-T T.81, B.1.1.5); fill bytes precede a
            // marker.
            (0xFF, 0x00 | 0xD0..=0xD7) => {}
            (0xFF, 0xFF) => at -= 1,
            (0xFF, _) => {
                // Tables between the scans of a progressive JPEG are skipped as a whole: a preview in them
                // may contain an end marker.
                at += usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
            }
            _ => at -= 1,
        }
    }
}
