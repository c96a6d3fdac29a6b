//! Where the files of a project come from.

use std::fmt::Debug;
use std::path::{Path, PathBuf};

use crate::diag::Diagnostic;

/// Where files come from. Paths are relative to the folder of the content file.
pub(super) trait Files: Debug + Send + Sync {
    /// The path as a user knows it, for messages and for files to be written.
    fn path(&self, file: &Path) -> PathBuf;
    /// Whether there is such a file.
    fn is_file(&self, file: &Path) -> bool;
    /// The names of the files in a folder, sorted; none where there is no such folder.
    fn names(&self, folder: &Path) -> Vec<PathBuf>;
    /// The names of the folders in a folder, sorted.
    fn folders(&self, folder: &Path) -> Vec<PathBuf>;
    /// The bytes of a file; an error for one that is larger.
    fn read(&self, file: &Path, largest: u64) -> Result<Vec<u8>, Diagnostic>;
    /// Whether a file whose path does not leave the folder is within it in truth.
    fn holds(&self, file: &Path) -> Result<bool, Diagnostic>;
}

/// The path of a file in the current folder. One in a folder begins with `./`: `./templates/flyer.toml`
/// is a layout of the user's own, and `templates/flyer.toml` the one of the program.
pub(super) fn here(file: &Path) -> PathBuf {
    match file.components().count() {
        1 => file.to_owned(),
        _ => Path::new(".").join(file),
    }
}
