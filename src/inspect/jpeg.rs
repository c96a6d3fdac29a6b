//! What a JPEG carries beside its picture.

use crate::picture::jpeg_end;

/// What was found in a JPEG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JpegExtras {
    /// A block of the camera (Exif).
    pub exif: bool,
    /// Where it was taken.
    pub gps: bool,
    /// XMP.
    pub xmp: bool,
    /// Photoshop's blocks, which hold the names of authors and places (IPTC).
    pub photoshop: bool,
    /// A comment.
    pub comment: bool,
    /// Bytes behind the end of the picture: phones put films and maps there.
    pub trailing: bool,
}

impl JpegExtras {
    /// Whether there is anything.
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// Reads the headers of a JPEG (ITU T.81, annex B).
pub(super) fn extras(bytes: &[u8]) -> JpegExtras {
    let mut extras = JpegExtras::default();
    let mut at = 2;
    while let Some([0xFF, marker]) = bytes.get(at..at + 2) {
        match marker {
            0xFF => {
                at += 1;
                continue;
            }
            0xD9 => break,
            0x01 | 0xD0..=0xD8 => {
                at += 2;
                continue;
            }
            0xDA => {
                let end = jpeg_end(bytes, at);
                let rest = end.and_then(|end| bytes.get(end..)).unwrap_or_default();
                // The line break before `endstream`.
                extras.trailing = rest
                    .iter()
                    .filter(|byte| !byte.is_ascii_whitespace())
                    .count()
                    > 4;
                break;
            }
            _ => {}
        }
        let Some([high, low]) = bytes.get(at + 2..at + 4) else {
            break;
        };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let segment = bytes
            .get(at + 4..at + 2 + length.max(2))
            .unwrap_or_default();
        match marker {
            0xE1 if segment.starts_with(b"Exif\0") => {
                extras.exif = true;
                let tiff = segment.get(6..).unwrap_or_default();
                extras.gps |= gps(tiff).unwrap_or(false);
            }
            0xE1 if segment.starts_with(b"http://ns.adobe.com/") => {
                extras.xmp = true;
                extras.gps |= super::lex::find(segment, b"GPSLatitude", 0).is_some();
            }
            0xED => extras.photoshop = true,
            0xFE => extras.comment |= segment.iter().any(u8::is_ascii_graphic),
            _ => {}
        }
        at += 2 + length.max(2);
    }
    extras
}

/// Whether the first directory of a TIFF block points at one with a place (Exif 2.3, tag 0x8825).
fn gps(tiff: &[u8]) -> Option<bool> {
    let little = tiff.starts_with(b"II");
    let short = |at: usize| {
        let pair: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        })
    };
    let offset: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let offset = if little {
        u32::from_le_bytes(offset)
    } else {
        u32::from_be_bytes(offset)
    };
    let offset = usize::try_from(offset).ok()?;
    let count = usize::from(short(offset)?);
    let tags = (0..count).map_while(|entry| short(offset + 2 + entry * 12));
    Some(tags.into_iter().any(|tag| tag == 0x8825))
}
