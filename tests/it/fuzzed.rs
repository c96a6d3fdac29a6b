//! The fuzz targets of `fuzz/` compile and run, and inputs that broke the program once do so no more.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[allow(
    unreachable_pub,
    reason = "the fuzz targets use it as a crate of its own"
)]
#[path = "../../fuzz/src/lib.rs"]
mod targets;

/// A target by its name, and the file of an input that goes all the way through it.
type Target = (&'static str, fn(&[u8]), &'static str);

const TARGETS: [Target; 6] = [
    ("content", targets::content, "fuzz/ground/campaign.toml"),
    ("layout", targets::layout, "fuzz/ground/words.toml"),
    ("font", targets::font, "tests/fonts/NotoSansLao-cut.ttf"),
    (
        "picture",
        targets::picture,
        "fuzz/ground/pictures/baseline.jpg",
    ),
    ("svg", targets::svg, "content/art/wordmark.svg"),
    ("pdf", targets::pdf, "fuzz/ground/page.pdf"),
];

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let stem = |path: std::path::PathBuf| {
        path.file_stem()
            .and_then(|stem| stem.to_str())
            .map(str::to_owned)
    };
    paths.filter_map(stem).collect()
}

#[test]
fn every_target_runs_and_survives_what_was_found() {
    let known: BTreeSet<String> = TARGETS
        .iter()
        .map(|(name, ..)| (*name).to_owned())
        .collect();
    assert_eq!(names(Path::new("fuzz/fuzz_targets")), known);
    let manifest = fs::read_to_string("fuzz/Cargo.toml").expect("a manifest");
    for (name, target, sample) in TARGETS {
        assert!(
            manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")),
            "{name}"
        );
        target(&fs::read(sample).expect("a sample"));
        let cases = Path::new("fuzz/cases").join(name);
        for case in fs::read_dir(&cases).into_iter().flatten() {
            let path = case.expect("a case").path();
            target(&fs::read(path).expect("a case"));
        }
    }
}
