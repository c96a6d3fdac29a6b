//! Files in memory: for a browser, a server, and tests that need no folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use super::files::{Files, here};
use crate::diag::Diagnostic;
use crate::rules::Rule;

/// Files by their paths relative to the content file.
#[derive(Debug)]
pub(super) struct Memory(BTreeMap<PathBuf, Vec<u8>>);

impl Memory {
    pub(super) fn of(files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>) -> Self {
        let files = files.into_iter();
        Self(files.map(|(path, bytes)| (plain(&path), bytes)).collect())
    }
}

impl Files for Memory {
    fn path(&self, file: &Path) -> PathBuf {
        here(file)
    }

    fn is_file(&self, file: &Path) -> bool {
        self.0.contains_key(&plain(file))
    }

    fn names(&self, folder: &Path) -> Vec<PathBuf> {
        let folder = plain(folder);
        let inside = self.0.keys().filter_map(|path| {
            let name = path.strip_prefix(&folder).ok()?;
            (name.components().count() == 1).then(|| name.to_owned())
        });
        inside.collect()
    }

    fn folders(&self, folder: &Path) -> Vec<PathBuf> {
        let folder = plain(folder);
        let inside = self.0.keys().filter_map(|path| {
            let mut parts = path.strip_prefix(&folder).ok()?.components();
            let first = parts.next()?;
            parts
                .next()
                .is_some()
                .then(|| PathBuf::from(first.as_os_str()))
        });
        let names: BTreeSet<PathBuf> = inside.collect();
        names.into_iter().collect()
    }

    fn read(&self, file: &Path, largest: u64) -> Result<Vec<u8>, Diagnostic> {
        let Some(bytes) = self.0.get(&plain(file)) else {
            let problem = format!("there is no file `{}`", file.display());
            let names: Vec<String> = self
                .0
                .keys()
                .map(|path| path.display().to_string())
                .collect();
            return Err(Diagnostic::error(Rule::CannotRead, problem).suggest(
                &file.display().to_string(),
                names.iter().map(String::as_str),
            ));
        };
        if bytes.len() as u64 > largest {
            let problem = format!("`{}` is larger than {} MB", file.display(), largest >> 20);
            return Err(Diagnostic::error(Rule::FileTooLarge, problem)
                .hint("check that it is the file you meant"));
        }
        Ok(bytes.clone())
    }

    fn holds(&self, _: &Path) -> Result<bool, Diagnostic> {
        Ok(true)
    }
}

/// A path without `.`, so that `./a` and `a` are one file.
fn plain(path: &Path) -> PathBuf {
    let parts = path.components();
    parts.filter(|part| *part != Component::CurDir).collect()
}
