//! A campaign's files: the content file, and what lies beside it.
//!
//! A [`Project`] knows which file has which part: the content is `NAME.toml`, its translation into Armenian
//! `NAME.hy.toml`, and beside it lie `templates/`, `fonts/`, pictures and colour profiles. Where the bytes come
//! from is behind the trait `Files`: a folder on the disk (with the feature `disk`), or memory. The limits
//! of size and the rule that no path leaves the folder are here, so that both sources keep them.

#[cfg(feature = "disk")]
mod disk;
mod files;
mod memory;
pub mod starter;
mod text;

#[cfg(feature = "disk")]
pub use disk::{is_folder, pdfs_in, read_pdf, write, write_new};

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::diag::{Diagnostic, Source};
use crate::rules::Rule;
use files::Files;
use memory::Memory;

/// Largest size of a text: a campaign's is a few kilobytes (practice).
const LARGEST_TEXT: u64 = 4 << 20;
/// Largest size of a picture or a colour profile: twice that of a camera's largest JPEG, some 60 MB (practice).
const LARGEST_PICTURE: u64 = 128 << 20;
/// Largest size of a font: three times that of a face of a CJK superfamily, the largest in use (practice).
const LARGEST_FONT: u64 = 64 << 20;

/// The files of a campaign: the content file, and what lies beside it.
///
/// A project knows its files by their names. Beside the content `library.toml` it finds the translations
/// (`library.de.toml`), layouts (`templates/ID.toml`), fonts (`fonts/`), and the pictures and colour profiles that the
/// content and the layouts name. No path leads out of the folder of the content file.
///
/// Each task reads what it needs, and nothing else: a project is cheap to make and to clone.
#[derive(Clone, Debug)]
pub struct Project {
    /// The content file, as its user names it.
    content: PathBuf,
    files: Arc<dyn Files>,
}

impl Project {
    /// A project around a content file on the disk. Nothing is read yet: each task reads the files anew.
    #[cfg(feature = "disk")]
    pub fn at(content: impl Into<PathBuf>) -> Self {
        let content = content.into();
        let files = Arc::new(disk::Disk::around(&content));
        Self { content, files }
    }

    /// A project of files in memory: the name of the content file, and all files, each with its path
    /// relative to the content file, such as `library.de.toml` or `templates/mine.toml`.
    pub fn in_memory<P, B>(
        content: impl Into<PathBuf>,
        files: impl IntoIterator<Item = (P, B)>,
    ) -> Self
    where
        P: Into<PathBuf>,
        B: Into<Vec<u8>>,
    {
        let files = files.into_iter();
        let files = files.map(|(path, bytes)| (path.into(), bytes.into()));
        Self {
            content: content.into(),
            files: Arc::new(Memory::of(files)),
        }
    }

    /// The text of the content file.
    pub(crate) fn content(&self) -> Result<Source, Diagnostic> {
        self.text(&self.content, &self.content_name())
    }

    /// The name of the content file within its folder.
    fn content_name(&self) -> PathBuf {
        PathBuf::from(self.content.file_name().unwrap_or(self.content.as_os_str()))
    }

    /// The name of the translation into a language within the folder.
    fn translation_name(&self, tag: &str) -> PathBuf {
        let mut name = self.content.file_stem().unwrap_or_default().to_owned();
        name.push(format!(".{tag}.toml"));
        PathBuf::from(name)
    }

    /// The path of the translation into a language: `NAME.LANG.toml` beside the content.
    pub(crate) fn translation_path(&self, tag: &str) -> PathBuf {
        self.content.with_file_name(self.translation_name(tag))
    }

    /// The text of a translation; `None` where there is none.
    pub(crate) fn translation(&self, tag: &str) -> Option<Result<Source, Diagnostic>> {
        if tag.contains(['/', '\\']) {
            return None;
        }
        let name = self.translation_name(tag);
        let is_there = self.files.is_file(&name);
        is_there.then(|| self.text(&self.translation_path(tag), &name))
    }

    /// The tags in the names of the translations beside the content, in order.
    pub(crate) fn translation_tags(&self) -> Vec<String> {
        let stem = self
            .content
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy();
        let names = self.files.names(Path::new(""));
        let tags = names.iter().filter_map(|name| {
            let name = name.to_str()?;
            let tag = name.strip_prefix(&*stem)?.strip_prefix('.')?;
            let tag = tag.strip_suffix(".toml")?;
            (!tag.is_empty() && !tag.contains('.')).then(|| tag.to_owned())
        });
        tags.collect()
    }

    /// A template beside the content, at `templates/ID.toml`; `None` where there is none. The id of one that a theme
    /// has for itself begins with the theme and a slash.
    pub(crate) fn template(&self, id: &str) -> Option<Result<Source, Diagnostic>> {
        let is_name = |name: &str| {
            let mut letters = name.chars();
            letters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        };
        let (theme, own) = id.split_once('/').unwrap_or(("of-all", id));
        if !is_name(theme) || !is_name(own) {
            return None;
        }
        let file = Path::new("templates").join(format!("{id}.toml"));
        let is_there = self.files.is_file(&file);
        is_there.then(|| self.text(&self.files.path(&file), &file))
    }

    /// The themes beside the content, in order of name: folders with a file `theme.toml`.
    pub(crate) fn themes(&self) -> Vec<String> {
        let folder = Path::new("templates");
        let folders = self.files.folders(folder).into_iter();
        let themes = folders.filter(|name| {
            let file = folder.join(name).join("theme.toml");
            self.files.is_file(&file)
        });
        themes
            .filter_map(|name| Some(name.to_str()?.to_owned()))
            .collect()
    }

    /// The ids of the templates beside the content, in order of name.
    pub(crate) fn template_ids(&self) -> Vec<String> {
        let names = self.files.names(Path::new("templates")).into_iter();
        let with_toml =
            names.filter(|name| name.extension().is_some_and(|ending| ending == "toml"));
        with_toml
            .filter_map(|name| Some(name.file_stem()?.to_str()?.to_owned()))
            .collect()
    }

    /// The fonts beside the content (`fonts/*.ttf`, `*.otf`), in order of name: file name and bytes.
    pub(crate) fn fonts(&self) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
        let folder = Path::new("fonts");
        let is_font = |name: &PathBuf| {
            let ending = name.extension().and_then(|ending| ending.to_str());
            ending.is_some_and(|ending| {
                ["ttf", "otf"].contains(&ending.to_ascii_lowercase().as_str())
            })
        };
        let names = self.files.names(folder).into_iter().filter(is_font);
        names
            .map(|name| {
                let bytes = self.files.read(&folder.join(&name), LARGEST_FONT)?;
                Ok((name.to_str().unwrap_or("font").to_owned(), bytes))
            })
            .collect()
    }

    /// A colour profile, by its path relative to the content file, which may not leave the folder.
    pub(crate) fn profile(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        self.beside(file)
    }

    /// A picture, by its path relative to the content file, which may not leave the folder.
    pub(crate) fn picture(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        self.beside(file)
    }

    /// A file by its path relative to the content file. The path may not leave the folder, by `..`, by
    /// a leading `/`, or through a symbolic link: content from elsewhere must not print what else is on
    /// this machine.
    fn beside(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        let relative = Path::new(file);
        let mut parts = relative.components();
        let stays = parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !stays || !self.files.holds(relative)? {
            return Err(Diagnostic::error(
                Rule::PathOutside,
                format!("the path `{file}` leaves the folder of the content file"),
            )
            .hint("put the file beside the content file and name it by a relative path"));
        }
        self.files
            .read(relative, LARGEST_PICTURE)
            .map_err(|mut problem| {
                // The user named it by its path from the content file.
                let path = self.files.path(relative).display().to_string();
                problem.message = problem.message.replace(&path, file);
                problem
            })
    }

    /// The text of a file, under the path that its user knows.
    fn text(&self, shown: &Path, file: &Path) -> Result<Source, Diagnostic> {
        let bytes = self.files.read(file, LARGEST_TEXT)?;
        text::text_of(shown.display().to_string(), bytes)
    }
}
