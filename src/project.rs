//! The only door to the disk: the content file, what lies beside it, and the files written.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use crate::diag::{Diagnostic, Source};
use crate::rules::Rule;

/// A campaign's text is a few kilobytes; past this size a file is something else (practice).
const LARGEST_TEXT: u64 = 4 << 20;
/// A camera's largest JPEG is some 60 MB; past this size a picture is a mistake (practice).
const LARGEST_PICTURE: u64 = 128 << 20;
/// The largest font in use, a CJK superfamily, is some 20 MB a face (practice).
/// Posters with many pictures are a tenth of it.
const LARGEST_PDF: u64 = 1 << 30;
const LARGEST_FONT: u64 = 64 << 20;

/// A content file and the folder around it.
#[derive(Clone, Debug)]
pub struct Project {
    content: PathBuf,
    folder: PathBuf,
}

impl Project {
    /// A project around a content file. Nothing is read yet.
    pub fn at(content: impl Into<PathBuf>) -> Self {
        let content = content.into();
        let folder = match content.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        Self { content, folder }
    }

    /// The text of the content file.
    pub fn content(&self) -> Result<Source, Diagnostic> {
        read_text(&self.content)
    }

    /// The path of the translation into a language: `NAME.LANG.toml` beside the content.
    pub fn translation_path(&self, tag: &str) -> PathBuf {
        let stem = self.content.file_stem().unwrap_or_default();
        let mut name = stem.to_owned();
        name.push(format!(".{tag}.toml"));
        self.content.with_file_name(name)
    }

    /// The text of a translation; `None` where there is none.
    pub fn translation(&self, tag: &str) -> Option<Result<Source, Diagnostic>> {
        if tag.contains(['/', '\\']) {
            return None;
        }
        let path = self.translation_path(tag);
        path.is_file().then(|| read_text(&path))
    }

    /// The tags in the names of the translations beside the content, in order.
    pub fn translation_tags(&self) -> Vec<String> {
        let stem = self
            .content
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy();
        let paths = sorted_files(&self.folder);
        let names = paths.iter().filter_map(|path| path.file_name()?.to_str());
        names
            .filter_map(|name| {
                let tag = name.strip_prefix(&*stem)?.strip_prefix('.')?;
                let tag = tag.strip_suffix(".toml")?;
                (!tag.is_empty() && !tag.contains('.')).then(|| tag.to_owned())
            })
            .collect()
    }

    /// A template beside the content, at `templates/ID.toml`; `None` where there is none.
    pub fn template(&self, id: &str) -> Option<Result<Source, Diagnostic>> {
        if !id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        {
            return None;
        }
        let path = self.folder.join("templates").join(format!("{id}.toml"));
        path.is_file().then(|| read_text(&path))
    }

    /// The ids of the templates beside the content, in order of name.
    pub fn template_ids(&self) -> Vec<String> {
        let paths = sorted_files(&self.folder.join("templates"));
        let with_toml = paths
            .into_iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
        with_toml
            .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
            .collect()
    }

    /// The fonts beside the content (`fonts/*.ttf`, `*.otf`), in order of name: file name and bytes.
    pub fn fonts(&self) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
        let is_font = |path: &PathBuf| {
            path.extension()
                .and_then(|ending| ending.to_str())
                .is_some_and(|ending| {
                    ["ttf", "otf"].contains(&ending.to_ascii_lowercase().as_str())
                })
        };
        sorted_files(&self.folder.join("fonts"))
            .into_iter()
            .filter(is_font)
            .map(|path| {
                let name = path
                    .file_name()
                    .and_then(|name| name.to_str())
                    .unwrap_or("font")
                    .to_owned();
                Ok((name, read_bytes(&path, LARGEST_FONT)?))
            })
            .collect()
    }

    /// A colour profile, by its path relative to the content file, which may not leave the folder.
    pub fn profile(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        self.beside(file)
    }

    /// A picture, by its path relative to the content file, which may not leave the folder.
    pub fn picture(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        self.beside(file)
    }

    /// A file by its path relative to the content file. The path may not leave the folder, by `..`, by
    /// a leading `/`, or through a symbolic link.
    fn beside(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        let leaves = || {
            Diagnostic::error(
                Rule::PathOutside,
                format!("the path `{file}` leaves the folder of the content file"),
            )
            .hint("put the file beside the content file and name it by a relative path")
        };
        let relative = Path::new(file);
        if relative
            .components()
            .any(|part| !matches!(part, Component::Normal(_) | Component::CurDir))
        {
            return Err(leaves());
        }
        let path = self.folder.join(relative);
        let real = fs::canonicalize(&path).map_err(|error| unreadable(&path, &error))?;
        let root =
            fs::canonicalize(&self.folder).map_err(|error| unreadable(&self.folder, &error))?;
        if !real.starts_with(root) {
            return Err(leaves());
        }
        read_bytes(&real, LARGEST_PICTURE).map_err(|mut problem| {
            problem.message = problem.message.replace(&real.display().to_string(), file);
            problem
        })
    }
}

fn sorted_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    paths
}

fn read_text(path: &Path) -> Result<Source, Diagnostic> {
    let name = path.display().to_string();
    let bytes = read_bytes(path, LARGEST_TEXT)?;
    let text = String::from_utf8(bytes).map_err(|error| not_text(&name, &error))?;
    // A byte order mark is an editor's habit, not content.
    let text = text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text);
    if text.trim().is_empty() {
        return Err(
            Diagnostic::error(Rule::EmptyFile, format!("`{name}` is empty"))
                .hint("`handbill new NAME` writes a file to begin with"),
        );
    }
    Ok(Source {
        name,
        text,
        shipped: false,
    })
}

/// What a file is that is no UTF-8 text, with a way to the program that reads it.
fn not_text(name: &str, error: &std::string::FromUtf8Error) -> Diagnostic {
    let bytes = error.as_bytes();
    let problem = |what: String| Diagnostic::error(Rule::NotUtf8, what);
    let begins = |signs: &[&[u8]]| signs.iter().any(|sign| bytes.starts_with(sign));
    if begins(&[b"%PDF"]) {
        return problem(format!("`{name}` is a PDF, not a content file"))
            .hint(format!("`handbill proof {name}` checks a PDF"));
    }
    if begins(&[b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]) {
        return problem(format!(
            "`{name}` is a file of a word processor or an archive"
        ))
        .hint("copy its text into a content file: `handbill new NAME` writes one");
    }
    if begins(&[b"\xff\xd8", b"\x89PNG", b"GIF8", b"RIFF"]) {
        return problem(format!("`{name}` is a picture, not a content file"))
            .hint("a content file names its pictures: [[image]] with `id`, `file` and `alt`");
    }
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    if begins(&[b"\xff\xfe", b"\xfe\xff"]) || zeros * 3 > bytes.len() {
        return problem(format!("`{name}` is text in UTF-16, not in UTF-8")).hint(
            "save it again as UTF-8: editors ask for the encoding under \u{201c}Save as\u{201d}",
        );
    }
    let at = error.utf8_error().valid_up_to();
    let before = bytes.get(..at).unwrap_or_default();
    let number = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    // What it reads as in the encoding of Western Europe, which most such files are in.
    let line = bytes.get(start..).unwrap_or_default().iter();
    let line: String = line
        .take_while(|byte| !matches!(byte, b'\n' | b'\r'))
        .take(60)
        .map(|byte| match byte {
            0x80..=0x9f => char::REPLACEMENT_CHARACTER,
            byte => char::from(*byte),
        })
        .filter(|c| !c.is_control())
        .collect();
    problem(format!(
        "`{name}` is not UTF-8 text: line {number} (`{}`) has other characters",
        line.trim()
    ))
    .hint("save it again as UTF-8: editors ask for the encoding under \u{201c}Save as\u{201d}")
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "toml")
}

/// A file beside a path that is not there, with nearly its name.
fn nearest(path: &Path) -> Option<PathBuf> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let wanted = path.file_name()?.to_str()?.to_lowercase();
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let near = sorted_files(folder).into_iter().filter_map(|file| {
        let name = file.file_name()?.to_str()?.to_lowercase();
        let score = if stem(&name) == stem(&wanted) {
            1.0
        } else {
            strsim::jaro_winkler(&name, &wanted)
        };
        // A name without its ending is a name too, and `x.toml` and `y.toml` end alike.
        let alike = strsim::jaro_winkler(&stem(&name), &stem(&wanted)) >= 0.85;
        (score >= 0.85 && alike && file.is_file()).then_some((score, file))
    });
    let (_, file) = near.max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(match file.strip_prefix(".") {
        Ok(plain) if folder == Path::new(".") => plain.to_owned(),
        _ => file,
    })
}

fn read_bytes(path: &Path, largest: u64) -> Result<Vec<u8>, Diagnostic> {
    let file = fs::File::open(path).map_err(|error| unreadable(path, &error))?;
    let data = file.metadata().map_err(|error| unreadable(path, &error))?;
    if data.is_dir() {
        let problem = format!("`{}` is a folder, not a file", path.display());
        let problem = Diagnostic::error(Rule::CannotRead, problem);
        let inside = sorted_files(path);
        let content = inside.iter().find(|file| is_toml(file));
        return Err(match content {
            Some(content) => problem.meant(content.display().to_string()),
            None => problem.hint("name the content file: `handbill new NAME` writes one"),
        });
    }
    let too_large = || {
        Diagnostic::error(
            Rule::FileTooLarge,
            format!("`{}` is larger than {} MB", path.display(), largest >> 20),
        )
        .hint("check that it is the file you meant")
    };
    if data.len() > largest {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(data.len() as usize);
    // A device or a pipe tells no length, so the limit is kept while reading too.
    file.take(largest + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > largest {
        Err(too_large())
    } else {
        Ok(bytes)
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let problem = Diagnostic::error(
        Rule::CannotRead,
        format!("cannot read `{}`: {}", path.display(), plain(error)),
    );
    match error.kind() {
        io::ErrorKind::NotFound => match nearest(path) {
            Some(near) => problem.meant(near.display().to_string()),
            None => problem.hint("check the name, and the folder that you are in"),
        },
        io::ErrorKind::PermissionDenied => problem.hint("check that you may read the file"),
        _ => problem,
    }
}

/// The system's message without its number.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error")
        .next()
        .unwrap_or(&text)
        .to_lowercase()
}

/// A finished PDF, from anyone.
pub fn pdf(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    read_bytes(path, LARGEST_PDF)
}

/// Writes a file that is not there yet; one that is stays as it is, and that is an error.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    if path.exists() {
        let problem = format!("`{}` is there already", path.display());
        let problem = Diagnostic::error(Rule::ExistsAlready, problem);
        return Err(problem.hint("choose another name, or move the file away"));
    }
    write(path, bytes)
}

/// Writes a file whole or not at all: into a temporary file in the same folder, which is then
/// renamed. Folders are made as needed. An earlier file stays as it was when this fails.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let failed = |error: &io::Error| {
        let problem = Diagnostic::error(
            Rule::CannotWrite,
            format!("cannot write `{}`: {}", path.display(), plain(error)),
        );
        match error.kind() {
            io::ErrorKind::StorageFull => {
                problem.hint("the disk is full; an earlier file of that name is unchanged")
            }
            io::ErrorKind::PermissionDenied => {
                problem.hint("choose a folder that you may write to with --out")
            }
            _ => problem.hint("choose another folder with --out"),
        }
    };
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let result = fs::create_dir_all(folder).and_then(|()| {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".handbill-");
        // Temporary files are private by default; output is as readable as any file the user makes.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.persist(path).map(drop).map_err(|error| error.error)
    });
    result.map_err(|error| failed(&error))
}
