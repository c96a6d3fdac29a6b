//! The face of the library: its public names, the guide to its rooms, and what its answers say.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use handbill::{Order, Project, ProofReport, RouteKind, Rule};

use crate::common::SAMPLE;

fn text_of(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(path).expect("a file of the repository")
}

/// The names that `lib.rs` exports beside the hidden door.
fn public_names() -> Vec<String> {
    let text = text_of("src/lib.rs");
    let (face, door) = text
        .split_once("#[doc(hidden)]\npub mod internals")
        .expect("the door");
    assert_eq!(
        door.matches("\npub ").count(),
        0,
        "nothing is public after the door"
    );
    let mut names = Vec::new();
    for export in face.split("\npub ").skip(1) {
        let export = export.strip_prefix("use ").expect("only re-exports");
        let export = export.split(';').next().expect("an end");
        let (_, listed) = export.rsplit_once("::").expect("a path");
        let listed = listed.trim_matches(['{', '}']).split(',').map(str::trim);
        names.extend(listed.filter(|name| !name.is_empty()).map(str::to_owned));
    }
    names.sort();
    names
}

#[test]
fn the_library_has_few_public_names() {
    let names = public_names();
    assert!(names.len() <= 21, "{} names: {names:?}", names.len());
    insta::assert_snapshot!(names.join("\n"), @r"
    Build
    BuiltFile
    Date
    Finding
    Findings
    Fit
    Flip
    FoldKind
    Length
    Mark
    Order
    PieceName
    Project
    ProofReport
    ProvedCode
    ProvedFile
    RouteKind
    Rule
    SecondLanguage
    Severity
    SheetKind
    ");
}

/// The tables of the guide are the listing of `src`, so that nobody looks for a room in vain.
#[test]
fn the_guide_names_every_room() {
    let guide = text_of("CONTRIBUTING.md");
    let (_, layout) = guide
        .split_once("## How the code is laid out")
        .expect("the section");
    let layout = layout.split("\n## ").next().expect("an end");
    let rows = layout.lines().filter_map(|line| line.strip_prefix("| `"));
    let named: Vec<&str> = rows.filter_map(|row| row.split('`').next()).collect();
    let once: BTreeSet<String> = named.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(named.len(), once.len(), "each room is named once");
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let entries = fs::read_dir(src).expect("the sources");
    let rooms: BTreeSet<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(once, rooms);
}

/// The files that lead a newcomer from a key of the content to the PDF are there, and are under ten.
#[test]
fn the_way_of_a_headline_passes_files_that_there_are() {
    let guide = text_of("CONTRIBUTING.md");
    let (_, way) = guide
        .split_once("## How a headline gets into print")
        .expect("the section");
    let way = way.split("\n## ").next().expect("an end");
    let steps: Vec<&str> = way
        .lines()
        .filter_map(|line| line.split_once(". `"))
        .map(|(_, rest)| rest)
        .collect();
    assert!((5..10).contains(&steps.len()), "{steps:?}");
    for step in steps {
        let file = step.split('`').next().expect("a file");
        assert!(
            Path::new(env!("CARGO_MANIFEST_DIR")).join(file).is_file(),
            "{file}"
        );
    }
}

#[test]
fn a_project_in_memory_gives_the_same_bytes_as_on_the_disk() {
    let folder = Path::new(SAMPLE).parent().expect("a folder");
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inside) = folders.pop() {
        for entry in fs::read_dir(inside).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path
                .strip_prefix(folder)
                .expect("below it")
                .to_string_lossy()
                .replace('\\', "/");
            files.push((name, fs::read(&path).expect("a file")));
        }
    }
    let memory = Project::in_memory("free-armenian-pows.toml", files);
    let order = Order::new()
        .templates(["flyer", "poster-picture"])
        .languages(["en", "hy"])
        .route(RouteKind::Screen);
    let files = |project: &Project| project.build(&order).complete().expect("no errors");
    let (one, other) = (files(&memory), files(&Project::at(SAMPLE)));
    assert_eq!(one.len(), 4);
    for (one, other) in one.iter().zip(&other) {
        assert_eq!(one.name, other.name);
        assert!(one.bytes == other.bytes, "{}", one.name.display());
    }
}

#[test]
fn a_build_is_proved_by_the_file_alone_and_by_its_project() {
    let project = Project::at(SAMPLE);
    let order = Order::new()
        .templates(["call-card"])
        .route(RouteKind::Screen);
    let files = project.build(&order).complete().expect("no errors");
    let file = &files[0];
    let alone = ProofReport::of_pdf("card.pdf", &file.bytes, &Order::new());
    let name = file.name.to_str().expect("letters");
    let known = project.prove_pdf(name, &file.bytes, &Order::new());
    for report in [&alone, &known] {
        assert_eq!(report.files.len(), 1, "{}", report.findings);
        assert!(
            report.files[0].is_printable(),
            "{}",
            report.files[0].findings
        );
        assert!(report.files[0].codes.iter().all(|code| code.read.is_some()));
        assert!(report.html().starts_with("<!doctype html>"));
    }
    let mut other = file.bytes.clone();
    other.extend(b"\n");
    let changed = project.prove_pdf(name, &other, &Order::new());
    let rules: Vec<Rule> = changed.files[0]
        .findings
        .iter()
        .map(|finding| finding.rule)
        .collect();
    assert!(
        rules.contains(&Rule::OutdatedFile),
        "{}",
        changed.files[0].findings
    );
}

#[test]
fn an_order_that_cannot_be_read_is_a_finding() {
    let project = Project::at(SAMPLE);
    let wrong = [
        (Order::new().templates(["flier"]), Rule::UnknownTemplate),
        (Order::new().onto("A44"), Rule::UnknownPaper),
        (Order::new().country("UK"), Rule::BadCountry),
        (Order::new().deny(["stale-facts"]), Rule::UnknownRule),
    ];
    for (order, rule) in wrong {
        let build = project.build(&order);
        assert!(build.files.is_empty());
        let rules: Vec<Rule> = build.findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, [rule], "{}", build.findings);
        assert!(build.complete().is_err());
    }
}
