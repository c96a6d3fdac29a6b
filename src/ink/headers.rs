//! Reads the header of an ICC profile, without decoding the rest.
//!
//! A profile that a press cannot use gets a message about its kind, where the decoder would only say that it
//! failed.

/// Length of the header of a profile in bytes (ICC.1:2022, 7.2).
const HEADER: usize = 128;
/// Newest major version that PDF/X-4 allows (ISO 15930-7, 6.2.2: ICC.1:2001 to ICC.1:2010).
const NEWEST: u8 = 4;

/// Checks that a profile is one of a CMYK press (ICC.1:2022, 7.2). The error completes "the profile … ".
pub(super) fn check_press_profile(bytes: &[u8]) -> Result<(), String> {
    let field = |at: usize| bytes.get(at..at + 4).unwrap_or_default();
    if bytes.len() <= HEADER || field(36) != b"acsp" {
        return Err("is not an ICC profile".to_owned());
    }
    // The major version is the first byte of the field.
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
        return Err(format!("is of the class `{class}`, not `prtr` (printer)"));
    }
    Ok(())
}
