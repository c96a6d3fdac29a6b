//! Finds what a JPEG carries beside its picture: data of the camera, places, comments, appended files.

use crate::picture::jpeg_end;

/// Data that a JPEG carries beside its picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JpegExtras {
    /// Data of the camera (Exif).
    pub exif: bool,
    /// The place where the picture was taken, in Exif or XMP.
    pub gps: bool,
    /// Metadata in XMP.
    pub xmp: bool,
    /// Blocks of Photoshop, which hold names of authors and places (IPTC).
    pub photoshop: bool,
    /// A comment with any visible character.
    pub comment: bool,
    /// Bytes after the end of the picture: phones append films and depth maps there.
    pub trailing: bool,
}

impl JpegExtras {
    /// Whether any of these is present.
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// Reads the segments of a JPEG up to its picture data (ITU-T T.81, annex B).
pub(super) fn extras(bytes: &[u8]) -> JpegExtras {
    let mut extras = JpegExtras::default();
    // The file begins with the marker `FF D8`.
    let mut at = 2;
    while let Some([0xFF, marker]) = bytes.get(at..at + 2) {
        match marker {
            // A marker may be preceded by any number of fill bytes FF (B.1.1.2).
            0xFF => {
                at += 1;
                continue;
            }
            0xD9 => break,
            // These markers have no segment, so no length follows.
            0x01 | 0xD0..=0xD8 => {
                at += 2;
                continue;
            }
            0xDA => {
                // Picture data begin here. Their end is found by the picture's own rules, as FF D9 may also
                // come in an embedded preview.
                let end = jpeg_end(bytes, at);
                let rest = end.and_then(|end| bytes.get(end..)).unwrap_or_default();
                // A line break or a few stray bytes before `endstream` are no appended file.
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
        // The length counts its own two bytes.
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

/// Whether the first directory of a TIFF block points to one with a place (Exif 2.3, tag 0x8825, GPS IFD).
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
    // A directory is a count and entries of twelve bytes, each beginning with its tag (TIFF 6.0).
    let tags = (0..count).map_while(|entry| short(offset + 2 + entry * 12));
    Some(tags.into_iter().any(|tag| tag == 0x8825))
}
