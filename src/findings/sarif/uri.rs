//! Paths as URIs (RFC 3986), the way SARIF wants them (2.1.0, 3.10.2).
//!
//! A path within the folder that the program was run in becomes relative to it, so that a log is the same on
//! every machine and tells nobody's home folder. A path outside of it cannot: it becomes a `file` URI.

use std::path::{Component, Path, Prefix};

/// A path as a URI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Uri {
    /// Relative to the folder that the program was run in.
    Relative(String),
    /// With its scheme, `file`.
    Absolute(String),
}

impl Uri {
    /// The URI of a path, as seen from a folder. Segments `.` and `..` are resolved without asking the disk.
    pub(super) fn of(path: &Path, folder: Option<&Path>) -> Self {
        let Some(folder) = folder else {
            let text = segments(path).join("/");
            // A run without a known folder can still point at the path as it was given.
            return match path.has_root() {
                true => Self::Absolute(format!("file:///{text}")),
                false => Self::Relative(text),
            };
        };
        // A path that begins at the root takes the place of the folder.
        let whole = segments(&folder.join(path));
        match whole.strip_prefix(&segments(folder)[..]) {
            Some(inside) => Self::Relative(inside.join("/")),
            None => Self::Absolute(format!("file:///{}", whole.join("/"))),
        }
    }

    /// The text of the URI.
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Relative(text) | Self::Absolute(text) => text,
        }
    }
}

/// The segments of a path, encoded. Of a relative path those that lead above its beginning stay.
fn segments(path: &Path) -> Vec<String> {
    let mut segments: Vec<String> = Vec::new();
    for component in path.components() {
        match component {
            Component::RootDir | Component::CurDir => {}
            Component::ParentDir => match segments.last() {
                Some(last) if last != ".." => drop(segments.pop()),
                // Nothing is above the root.
                _ if path.has_root() => {}
                _ => segments.push("..".to_owned()),
            },
            Component::Normal(name) => segments.push(encoded(&name.to_string_lossy())),
            // A drive letter of Windows keeps its colon: `file:///C:/…`.
            Component::Prefix(prefix) => match prefix.kind() {
                Prefix::Disk(letter) | Prefix::VerbatimDisk(letter) => {
                    segments.push(format!("{}:", char::from(letter)));
                }
                _ => segments.push(encoded(&prefix.as_os_str().to_string_lossy())),
            },
        }
    }
    segments
}

/// Letters with everything percent-encoded that may mean something in a URI. A colon is encoded too, since in
/// the first segment of a relative reference it would end a scheme.
fn encoded(segment: &str) -> String {
    let mut text = String::with_capacity(segment.len());
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn paths_within_the_folder_are_relative_and_others_absolute() {
        let uri = |path: &str| Uri::of(Path::new(path), Some(Path::new("/home/mara/work")));
        let relative = |text: &str| Uri::Relative(text.to_owned());
        let absolute = |text: &str| Uri::Absolute(text.to_owned());
        assert_eq!(uri("content/a.toml"), relative("content/a.toml"));
        assert_eq!(uri("./content/../a b.toml"), relative("a%20b.toml"));
        assert_eq!(uri("/home/mara/work/a.toml"), relative("a.toml"));
        assert_eq!(
            uri("/home/mara/a.toml"),
            absolute("file:///home/mara/a.toml")
        );
        assert_eq!(uri("../a.toml"), absolute("file:///home/mara/a.toml"));
        assert_eq!(uri("../work/a.toml"), relative("a.toml"));
        assert_eq!(uri("../../../../a.toml"), absolute("file:///a.toml"));
        assert_eq!(uri("C:a#1%.toml"), relative("C%3Aa%231%25.toml"));
        assert_eq!(
            uri("ֆլայեր.toml"),
            relative("%D6%86%D5%AC%D5%A1%D5%B5%D5%A5%D6%80.toml")
        );
    }

    #[test]
    fn a_path_above_an_unknown_folder_stays_as_it_is() {
        let uri = Uri::of(Path::new("../a.toml"), None);
        assert_eq!(uri.as_str(), "../a.toml");
    }
}
