//! What the headers of pictures and profiles tell, read without decoding them.

/// Length of the header of a profile in bytes (ICC.1:2022, 7.2).
const HEADER: usize = 128;
/// Newest major version that PDF/X-4 takes (ISO 15930-7, 6.2.2: ICC.1:2001 to ICC.1:2010).
const NEWEST: u8 = 4;
/// What the headers of a JPEG tell of its colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Jpeg {
    /// How many channels it has, where its headers can be read.
    pub(super) channels: Option<u8>,
    /// Whether it has Adobe's marker, after which full ink is 0.
    pub(super) adobe: bool,
}

/// Reads the segments of a JPEG up to its first scan (ITU-T T.81, annex B).
pub(super) fn jpeg(bytes: &[u8]) -> Jpeg {
    let mut found = Jpeg::default();
    let mut at = 2;
    while let Some([0xFF, marker, high, low]) = bytes.get(at..at + 4) {
        match marker {
            0xDA => break,
            0xFF => {
                at += 1;
                continue;
            }
            0xEE => found.adobe |= bytes.get(at + 4..at + 9) == Some(b"Adobe"),
            // Frame headers, all but the three other markers in their range (table B.1).
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                found.channels = bytes.get(at + 9).copied();
            }
            _ => {}
        }
        at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
    }
    found
}

/// Whether a PNG has an `sRGB` chunk before its pixels (PNG 3rd edition, 11.3.2.5).
pub(super) fn says_srgb(bytes: &[u8]) -> bool {
    let mut at = 8;
    loop {
        let Some([a, b, c, d, name @ ..]) = bytes.get(at..at + 8) else {
            return false;
        };
        match name {
            b"sRGB" => return true,
            b"IDAT" => return false,
            // Length, name and checksum take twelve bytes beside the data.
            _ => at += 12 + u32::from_be_bytes([*a, *b, *c, *d]) as usize,
        }
    }
}

/// What the header says that a press cannot use (ICC.1:2022, 7.2).
pub(super) fn press_profile(bytes: &[u8]) -> Result<(), String> {
    let field = |at: usize| bytes.get(at..at + 4).unwrap_or_default();
    if bytes.len() <= HEADER || field(36) != b"acsp" {
        return Err("is not an ICC profile".to_owned());
    }
    let version = bytes.get(8).copied().unwrap_or_default();
    if version > NEWEST {
        return Err(format!("is of version {version}, newer than {NEWEST}"));
    }
    let plain = |field: &[u8]| String::from_utf8_lossy(field).trim_end().to_owned();
    if field(16) != b"CMYK" {
        let space = plain(field(16));
        return Err(format!("is for `{space}`, not for CMYK"));
    }
    if field(12) != b"prtr" {
        let class = plain(field(12));
        return Err(format!("is of the class `{class}`, not that of printers"));
    }
    Ok(())
}
