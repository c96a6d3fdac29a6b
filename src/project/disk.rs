//! Files on the disk: the only place of the library that opens or writes one.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::files::{Files, here};
use crate::diag::Diagnostic;
use crate::rules::Rule;

/// Largest size of a finished PDF: ten times that of a poster with many pictures (practice).
const LARGEST_PDF: u64 = 1 << 30;

/// How many folders below the one that is named are searched for PDFs: a build has two, and may lie in others (practice).
const FOLDERS_DEEP: usize = 4;
/// Most PDFs that are taken from a folder: a set in 16 languages on all papers has 848 (practice).
const MOST_PDFS: usize = 5_000;

/// A folder on the disk.
#[derive(Debug)]
pub(super) struct Disk {
    folder: PathBuf,
}

impl Disk {
    /// The folder that a content file lies in.
    pub(super) fn around(content: &Path) -> Self {
        // A path such as `dir/..` has no name of its own, and is read from here.
        let folder = match content.file_name() {
            Some(_) => folder_of(content),
            None => Path::new("."),
        };
        Self {
            folder: folder.to_owned(),
        }
    }
}

impl Files for Disk {
    fn path(&self, file: &Path) -> PathBuf {
        match self.folder == Path::new(".") {
            true => here(file),
            false => self.folder.join(file),
        }
    }

    fn is_file(&self, file: &Path) -> bool {
        self.path(file).is_file()
    }

    fn names(&self, folder: &Path) -> Vec<PathBuf> {
        let paths = sorted_files(&self.path(folder)).into_iter();
        paths
            .filter_map(|path| path.file_name().map(PathBuf::from))
            .collect()
    }

    fn folders(&self, folder: &Path) -> Vec<PathBuf> {
        let inside = fs::read_dir(self.path(folder)).into_iter().flatten();
        let folders = inside.flatten().filter(|entry| entry.path().is_dir());
        let mut names: Vec<PathBuf> = folders
            .map(|entry| PathBuf::from(entry.file_name()))
            .collect();
        names.sort();
        names
    }

    fn read(&self, file: &Path, largest: u64) -> Result<Vec<u8>, Diagnostic> {
        read_bytes(&self.path(file), largest)
    }

    /// Follows symbolic links, since one may lead out of the folder.
    fn holds(&self, file: &Path) -> Result<bool, Diagnostic> {
        let path = self.path(file);
        let real = fs::canonicalize(&path).map_err(|error| unreadable(&path, &error))?;
        let root =
            fs::canonicalize(&self.folder).map_err(|error| unreadable(&self.folder, &error))?;
        Ok(real.starts_with(root))
    }
}

/// The folder of a file; the current one for a bare name.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
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

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "toml")
}

/// A file beside a path that is not there, with nearly its name.
fn nearest(path: &Path) -> Option<PathBuf> {
    let folder = folder_of(path);
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
            Some(content) => problem.hint(format!("did you mean `{}`?", content.display())),
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
        io::ErrorKind::NotFound => problem.hint(match nearest(path) {
            Some(near) => format!("did you mean `{}`?", near.display()),
            None => "check the name, and the folder that you are in".to_owned(),
        }),
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

/// Whether a path leads to a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The PDFs in a folder and in the folders within it, in order of name. Builds are written to `CAMPAIGN/LANGUAGE/` below
/// the folder that is named. Hidden folders are left out, and links are not followed, so that no circle of them is.
pub fn pdfs_in(folder: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut found = Vec::new();
    collect_pdfs(folder, FOLDERS_DEEP, &mut found)?;
    if found.is_empty() {
        let problem = format!("there is no PDF in the folder `{}`", folder.display());
        let problem = Diagnostic::error(Rule::CannotRead, problem);
        let inside = sorted_files(folder);
        let content = inside.iter().find(|file| is_toml(file));
        return Err(match content {
            Some(content) => problem.hint(format!("did you mean `{}`?", content.display())),
            None => problem.hint(
                "name the folder that `handbill build` wrote into (`out` by default), a PDF, or a content file",
            ),
        });
    }
    Ok(found)
}

fn collect_pdfs(folder: &Path, deep: usize, found: &mut Vec<PathBuf>) -> Result<(), Diagnostic> {
    // Read here and not by `sorted_files`: a folder that may not be read has to be told.
    fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    for path in sorted_files(folder) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let kind = fs::symlink_metadata(&path).map(|data| data.file_type());
        let is_hidden = name.starts_with('.');
        match kind {
            Ok(kind) if kind.is_dir() && !is_hidden && deep > 0 => {
                collect_pdfs(&path, deep - 1, found)?;
            }
            Ok(kind) if !kind.is_dir() && !is_hidden && is_pdf(&path) => found.push(path),
            _ => {}
        }
        if found.len() > MOST_PDFS {
            let problem = format!(
                "the folder `{}` has more than {MOST_PDFS} PDFs",
                folder.display()
            );
            return Err(Diagnostic::error(Rule::CannotRead, problem)
                .hint("name a folder within it, or single files"));
        }
    }
    Ok(())
}

/// Whether the name of a file ends in `.pdf`, in small letters or capitals.
fn is_pdf(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}

/// Reads a finished PDF, whoever made it.
pub fn read_pdf(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    read_bytes(path, LARGEST_PDF)
}

/// Writes a file that is not there yet; one that is stays as it is, and that is an error.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    if path.exists() {
        let problem = format!("`{}` already exists", path.display());
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
    let folder = folder_of(path);
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
