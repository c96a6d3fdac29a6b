//! Packs files into a zip file: the same files give the same bytes.

use std::io::{Cursor, Write};

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::diag::Diagnostic;
use crate::rules::Rule;

/// A file of a kit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KitFile {
    /// Its path in the zip file.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Name of the list of checksums, which `sha256sum -c` can read.
const SUMS: &str = "SHA256SUMS";

/// Packs files in the order of their paths, with their checksums. Nothing depends on the machine or the time: every
/// file has the date 1 January 1980, the earliest in a zip file.
pub(super) fn zip(mut files: Vec<KitFile>) -> Result<Vec<u8>, Diagnostic> {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut sums = String::new();
    for file in &files {
        let digest = Sha256::digest(&file.bytes);
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        sums.push_str(&format!("{hex}  {}\n", file.path));
    }
    // The list of checksums comes last, and does not name itself.
    files.push(KitFile {
        path: SUMS.to_owned(),
        bytes: sums.into_bytes(),
    });
    let failed = |error: &dyn std::fmt::Display| {
        // Writing to memory fails only at the limits of the zip format.
        Diagnostic::error(
            Rule::Internal,
            format!("the zip file cannot be written: {error}"),
        )
    };
    // PDF and PNG files are compressed already.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        // Fixed as well: the default depends on the system.
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in &files {
        zip.start_file(file.path.as_str(), options)
            .map_err(|error| failed(&error))?;
        zip.write_all(&file.bytes).map_err(|error| failed(&error))?;
    }
    let written = zip.finish().map_err(|error| failed(&error))?;
    Ok(written.into_inner())
}
