//! What a person is shown: the page itself and not its sheets, what became of the pages, and a folder that is proved.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::common::small_campaign;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbill"));
    command
        .current_dir(folder)
        .args(arguments)
        .env("NO_COLOR", "1");
    command.output().expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let campaign = small_campaign("A lead that says why it matters, and to whom.");
    fs::write(folder.path().join("c.toml"), campaign).expect("written");
    folder
}

/// Width and height in pixels of the pictures of a preview, in order of name.
fn previews(arguments: &[&str]) -> Vec<(String, u32, u32)> {
    let folder = folder();
    // At 25 dots per inch a pixel is nearly a millimetre.
    let all = [
        &["preview", "c.toml", "--dpi", "25", "--out", "p"],
        arguments,
    ]
    .concat();
    let output = run(folder.path(), &all);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let mut files: Vec<_> = fs::read_dir(folder.path().join("p/small/en"))
        .expect("pictures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| !path.to_string_lossy().contains("share-"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            let (width, height) = image::image_dimensions(path).expect("a picture");
            let name = path.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), width, height)
        })
        .collect()
}

/// Millimetres in pixels at 25 dpi, rounded up as the renderer does.
fn pixels(mm: f64) -> u32 {
    (mm / 25.4 * 25.0 - 0.05).ceil() as u32
}

#[test]
fn a_preview_shows_pages_and_sheets_on_request() {
    // A home printer puts two flyers on A4, a press prints with bleed and marks, a poster is divided into tiles.
    for (template, (width, height)) in [("flyer", (148.0, 210.0)), ("poster", (297.0, 420.0))] {
        for route in ["home", "copier", "press", "screen"] {
            let shown = previews(&["--template", template, "--route", route]);
            let [(name, wide, high)] = &shown[..] else {
                panic!("{template} {route}: {shown:?}");
            };
            assert!(name.starts_with(template), "{name}");
            assert_eq!(
                (*wide, *high),
                (pixels(width), pixels(height)),
                "{template} {route}"
            );
        }
    }
    let sheets = previews(&["--template", "flyer", "--sheets"]);
    assert_eq!((sheets[0].1, sheets[0].2), (pixels(297.0), pixels(210.0)));
    // A poster has its tiles, and the map of them.
    assert!(previews(&["--template", "poster", "--sheets"]).len() > 4);
    // Whoever says how pages lie on sheets wants to see them.
    let named = previews(&["--template", "flyer", "--sheet", "nup", "--onto", "A3"]);
    assert_eq!(named[0].1.max(named[0].2), pixels(420.0));
}

#[test]
fn a_build_ends_by_saying_what_became_of_the_pages() {
    let folder = folder();
    let end = |arguments: &[&str]| {
        let output = run(folder.path(), &[&["build", "c.toml"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let words = printed(&output);
        let lines: Vec<&str> = words.lines().collect();
        let [.., before, last] = &lines[..] else {
            panic!("{words}");
        };
        assert!(last.contains(" file"), "{words}");
        (*before).to_owned()
    };
    assert_eq!(
        end(&["--template", "flyer"]),
        "home: two pages on a sheet of A4 to cut apart, laid out within margins of 6.4 mm; `handbill preview c.toml --template flyer` shows the page itself"
    );
    let tiles = end(&["--template", "poster"]);
    assert!(
        tiles.starts_with("home: a page on ") && tiles.contains("sheets of A4 to paste together"),
        "{tiles}"
    );
    let press = end(&["--template", "flyer", "--route", "press"]);
    assert!(
        press.starts_with("press: with 3 mm of bleed and marks; ")
            && press.contains("--template flyer --route press`"),
        "{press}"
    );
    let both = end(&["--template", "flyer", "--template", "poster"]);
    assert!(
        both.contains("(flyer); ") && both.contains("(poster); "),
        "{both}"
    );
    let zine = end(&[
        "--template",
        "flyer",
        "--sheet",
        "stack",
        "--up",
        "4",
        "--onto",
        "A3",
    ]);
    assert!(
        zine.starts_with("home: four pages on a sheet of A3 to cut and stack"),
        "{zine}"
    );
    // Pages that are printed as they are need no words.
    for plain in [
        &["--template", "flyer", "--route", "screen"][..],
        &["--template", "flyer", "--sheet", "page"],
    ] {
        let line = end(plain);
        assert!(!line.contains("preview"), "{line}");
    }
    let output = run(
        folder.path(),
        &["build", "c.toml", "--template", "flyer", "--format", "json"],
    );
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(
        report["printed_as"]
            .as_str()
            .is_some_and(|line| line.starts_with("home: two pages")),
        "{report}"
    );
    let of_file = &report["files"][0]["sheet"]["printed_as"];
    assert!(
        of_file
            .as_str()
            .is_some_and(|words| words.starts_with("two pages on a sheet of A4")),
        "{report}"
    );
}

#[test]
fn a_folder_stands_for_the_pdfs_in_it() {
    let folder = folder();
    let flyer = [
        "build",
        "c.toml",
        "--template",
        "flyer",
        "--template",
        "palm-card",
    ];
    let output = run(
        folder.path(),
        &[&flyer[..], &["--route", "screen"]].concat(),
    );
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    // The folder that a build writes into has those of the campaign and the language in it.
    let output = run(folder.path(), &["proof", "out", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let files = report["files"].as_array().expect("files");
    assert_eq!(files.len(), 2, "{report}");
    let compared = run(
        folder.path(),
        &["proof", "out/small/en", "--content", "c.toml"],
    );
    assert!(
        printed(&compared).contains("2 files"),
        "{}",
        printed(&compared)
    );
    // A folder without PDFs is told, with the way out.
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    let none = run(folder.path(), &["proof", "empty"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(
        said(&none).contains("there is no PDF in the folder `empty`")
            && said(&none).contains("`out` by default"),
        "{}",
        said(&none)
    );
    let content = run(folder.path(), &["preview", "."]);
    // The folder of the content has the PDFs of its builds below it.
    assert_eq!(content.status.code(), Some(0), "{}", said(&content));
    fs::remove_dir_all(folder.path().join("out")).expect("removed");
    let content = run(folder.path(), &["proof", "."]);
    assert!(
        said(&content).contains("did you mean `./c.toml`?"),
        "{}",
        said(&content)
    );
}
