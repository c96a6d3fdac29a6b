//! Ways to print that cannot be: each ends with its exit code, and says by how much and what to do instead.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::common;

/// A folder with the small campaign and some templates beside it.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    let table = "\n[[image]]\nid = \"photo\"\nfile = \"photo.png\"\nalt = \"Colours\"\ncredit = \"By us\"\nlicense = \"CC0\"\n";
    fs::write(at("c.toml"), common::small_campaign("A lead.") + table).expect("written");
    let photo = image::RgbImage::from_fn(2700, 1800, |x, y| {
        image::Rgb([(x / 11) as u8, (y / 8) as u8, 90])
    });
    photo.save(at("photo.png")).expect("written");
    fs::create_dir(at("templates")).expect("made");
    let page = "\n[[page]]\nareas = [\"text\"]\n[page.area.text]\ntext = \"{campaign.title}\"\n";
    let head = |papers: &str| format!("[template]\nextends = \"base\"\npapers = [{papers}]\n");
    let write = |name: &str, text: String| {
        fs::write(at("templates").join(name), text).expect("written");
    };
    write("nine.toml", head("\"A7\"") + &page.repeat(9));
    write("strip.toml", head("\"A7\", \"A6\"") + page);
    let picture = "\n[[page]]\nareas = [\"image\"]\n[page.area.image]\nimage = \"photo\"\ncredit = false\nwidth = \"40mm\"\nheight = \"30mm\"\n";
    write("photo.toml", head("\"A6\"") + picture);
    folder
}

fn run(folder: &Path, arguments: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_handbill"))
        .current_dir(folder)
        .args(["build", "c.toml"])
        .args(arguments.split_whitespace())
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

/// The diagnostics that a run tells programs.
fn told(folder: &Path, arguments: &str) -> (Option<i32>, Vec<Value>) {
    let output = run(folder, &format!("{arguments} --format json"));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!(
            "{arguments}: {error}: {}",
            String::from_utf8_lossy(&output.stderr)
        )
    });
    let said = report["diagnostics"].as_array().expect("a list").clone();
    (output.status.code(), said)
}

/// Arguments, exit code, rule of the diagnostic, parts of its message and parts of its hint.
type Case<'a> = (&'a str, i32, &'a str, &'a [&'a str], &'a [&'a str]);

const REFUSED: &[Case<'_>] = &[
    (
        "--template poster --sheet nup",
        2,
        "page-too-large",
        &[
            "297 mm × 420 mm",
            "197.3 mm × 284.3 mm",
            "100 mm too wide",
            "poster A3",
        ],
        &["--sheet tile", "--fit shrink"],
    ),
    (
        "--template flyer --sheet page --onto A6",
        2,
        "page-too-large",
        &["148 mm × 210 mm", "92.3 mm × 135.3 mm", "56 mm too wide"],
        &["--fit shrink"],
    ),
    (
        "--template flyer --sheet nup --onto A7",
        2,
        "page-too-large",
        &["148 mm × 210 mm", "87 mm too wide and 118 mm too high"],
        &["--sheet tile"],
    ),
    (
        "--template flyer --sheet nup --up 9",
        2,
        "up-does-not-fit",
        &["2 pages of 148 mm × 210 mm fit on 210 mm × 297 mm, not 9"],
        &["--fit shrink"],
    ),
    (
        "--template poster --sheet tile --onto A6 --overlap 100mm",
        2,
        "overlap-too-large",
        &["overlap by 100 mm", "92.3 mm × 135.3 mm"],
        &["less than 92.3 mm"],
    ),
    (
        "--template poster --paper A1 --sheet tile --onto 30x30mm --margin 5mm",
        2,
        "too-many-tiles",
        &["594 mm × 841 mm", "1000 sheets of 30 mm × 30 mm"],
        &["larger paper"],
    ),
    (
        "--template strip --paper 40x50mm --fit layout --sheet fold --margin 0mm",
        2,
        "fold-panel-narrow",
        &["40 mm × 50 mm", "a panel of 14.67 mm; 20 mm is the least"],
        &["larger paper"],
    ),
    (
        "--template flyer --sheet page --margin 70mm",
        2,
        "margin-too-large",
        &["a margin of 70 mm", "leaves only 8 mm of A5"],
        &["--onto", "--margin"],
    ),
    (
        "--template flyer --sheet booklet",
        2,
        "booklet-too-short",
        &["at least two pages, and this piece has one", "flyer A5"],
        &[],
    ),
    (
        "--template flyer --route press --sheet booklet",
        2,
        "booklet-too-short",
        &["at least two pages, and this piece has one"],
        &[],
    ),
    (
        "--template handout --sheet booklet --onto A4",
        2,
        "page-too-large",
        &["a spread of 420 mm × 297 mm", "mm too wide"],
        &["--fit shrink"],
    ),
    (
        "--template nine --sheet zine",
        2,
        "too-many-pages",
        &["at most 8 pages, and there are 9"],
        &["booklet"],
    ),
    (
        "--template flyer --onto A99",
        2,
        "unknown-paper",
        &["no paper `A99`"],
        &["letter"],
    ),
    (
        "--template flyer --onto 5x5mm",
        2,
        "unknown-paper",
        &["`5x5mm`"],
        &["20 mm to 5 m"],
    ),
    (
        "--template flyer --paper 105x148mm",
        2,
        "unsuited-paper",
        &["`flyer` is not made for 105x148mm"],
        &["--fit layout", "--fit true", "--fit shrink"],
    ),
    (
        "--template flyer --paper 105x148mm --fit true",
        2,
        "unsuited-paper",
        &[
            "A5, A4, half-letter, letter",
            "none of which fits 105x148mm",
        ],
        &["--fit layout", "--fit shrink"],
    ),
    (
        "--template flyer --paper A4 --fit true --sheet page --margin 12mm",
        1,
        "unprintable-edge",
        &["“Neighbours”", "mm into the edge of 12 mm", "page 1"],
        &["instead of `--fit true`", "--fit shrink"],
    ),
    (
        "--template flyer --sheet nup --onto A7 --fit shrink",
        1,
        "code-too-small",
        &["at 41 %", "the printer needs 0.5 mm"],
        &["larger"],
    ),
    (
        "--template flyer --marks none,crop",
        2,
        "contradiction",
        &["`--marks none`"],
        &["omit `none`"],
    ),
];

#[test]
fn what_cannot_be_printed_says_by_how_much_and_what_to_do() {
    let folder = folder();
    for (arguments, code, kind, words, hints) in REFUSED {
        let (ended, said) = told(folder.path(), arguments);
        assert_eq!(ended, Some(*code), "{arguments}: {said:#?}");
        let of_kind: Vec<&Value> = said.iter().filter(|one| one["rule"] == *kind).collect();
        let right = of_kind.iter().any(|one| {
            let message = one["message"].as_str().expect("a message");
            let hint = one["hint"].as_str().unwrap_or_default();
            one["severity"] == "error"
                && words.iter().all(|words| message.contains(words))
                && hints.iter().all(|words| hint.contains(words))
        });
        assert!(right, "{arguments}: {said:#?}");
    }
    assert!(!folder.path().join("out").exists(), "nothing was written");
}

/// Every option that a hint names is one that there is.
#[test]
fn hints_name_options_that_there_are() {
    let folder = folder();
    let help = run(folder.path(), "--help");
    let help = String::from_utf8(help.stdout).expect("UTF-8");
    for (arguments, ..) in REFUSED {
        let (_, said) = told(folder.path(), arguments);
        for hint in said.iter().filter_map(|one| one["hint"].as_str()) {
            for option in hint.split_whitespace().filter_map(|word| {
                let start = word.find("--")?;
                let name = &word[start..];
                name.split(|c: char| !c.is_ascii_lowercase() && c != '-')
                    .next()
            }) {
                assert!(help.contains(option), "{arguments}: {option} in “{hint}”");
            }
        }
    }
}

#[test]
fn arguments_that_cannot_be_read_say_how_they_are_written() {
    let folder = folder();
    for (arguments, words) in [
        (
            "--marks funny",
            "none, crop, fold, cut, registration, bar, slug",
        ),
        (
            "--back-offset 1mm",
            "two lengths are expected, right and down: 1mm,-0.5mm",
        ),
        ("--back-offset 1,2", "two lengths are expected"),
        ("--back-offset 30mm,1mm", "an offset is at most 20 mm"),
        (
            "--date yesterday",
            "a date is year, month and day: 2026-11-24",
        ),
        ("--date 2026-11", "a date is year, month and day"),
        ("--date 2026-13-45", "a date is year, month and day"),
        ("--overlap 200mm", "a length from 0 to 100 mm is expected"),
        ("--margin=-5mm", "a length from 0 to 100 mm is expected"),
        ("--margin wide", "a number with mm, cm, in or pt"),
        ("--up 0", "a whole number from 1 is expected"),
        ("--jobs none", "a whole number from 1 is expected"),
        ("--route fax", "screen, home, copier, riso, press"),
        (
            "--sheet pile",
            "page, nup, stack, booklet, zine, fold, tile",
        ),
        ("--fold twice", "half, letter, z, gate"),
        ("--fit stretch", "layout, true, shrink"),
    ] {
        let output = run(folder.path(), arguments);
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(2), "{arguments}: {said}");
        assert!(said.contains(words), "{arguments}: {said}");
    }
    assert!(!folder.path().join("out").exists(), "nothing was written");
}

#[test]
fn each_rule_brings_a_page_onto_another_paper() {
    let folder = folder();
    // Smaller than what the template is made for: smaller, or at its true size from a smaller one.
    let on = |arguments: &str| {
        let output = run(folder.path(), &format!("{arguments} --format json"));
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(output.status.code(), Some(0), "{arguments}: {report:#}");
        let file = &report["files"][0];
        let side = |at: usize| file["pages"][0]["media"][at].as_f64().expect("a number");
        (
            side(2),
            side(3),
            file["sheet"]["scale"].as_f64().expect("a share"),
        )
    };
    let shrunk = on("--template strip --paper 60x80mm --fit shrink --sheet page");
    assert_eq!((shrunk.0, shrunk.1), (60.0, 80.0));
    assert!(shrunk.2 < 0.7 && shrunk.2 > 0.6, "{shrunk:?}");
    let laid_out = on("--template strip --paper 60x80mm --fit layout --sheet page");
    assert_eq!(laid_out, (60.0, 80.0, 1.0));
    let true_size = on("--template strip --paper 110x150mm --fit true --sheet page --margin 0mm");
    assert_eq!(true_size, (110.0, 150.0, 1.0));
}

#[test]
fn a_sheet_smaller_than_the_page_and_a_rule_give_a_smaller_page_not_tiles() {
    let folder = folder();
    let (_, said) = told(
        folder.path(),
        "--template strip --paper 60x80mm --fit shrink",
    );
    let rules: Vec<&Value> = said.iter().map(|one| &one["rule"]).collect();
    assert!(rules.contains(&&Value::from("made-smaller")), "{rules:?}");
}

#[test]
fn a_picture_without_a_profile_is_told_of_on_a_press_alone() {
    let folder = folder();
    let warned = |route: &str| {
        let (code, said) = told(folder.path(), &format!("--template photo --route {route}"));
        assert_eq!(code, Some(0), "{route}: {said:#?}");
        let mut warnings = said.iter().filter(|one| one["rule"] == "picture-profile");
        warnings
            .next()
            .map(|one| (one["severity"].clone(), one["line"].is_number()))
    };
    assert_eq!(warned("press"), Some(("warning".into(), true)));
    assert_eq!(warned("home"), None);
}

/// What prints all the same, but not as a person may think: arguments, rule, and parts of the message.
const TOLD: &[(&str, &str, &[&str])] = &[
    (
        "--template flyer --sheet zine --paper A5",
        "large-sheet",
        &["paper of A2", "A4"],
    ),
    (
        "--template flyer --sheet zine --paper A5",
        "blank-pages",
        &["7 of the eight"],
    ),
    (
        "--template flyer --sheet nup --marks registration,slug",
        "mark-left-out",
        &["registration marks", "slug line"],
    ),
    (
        "--template flyer --paper A4 --bleed 3mm",
        "no-bleed",
        &["A4 is as large as its sheet"],
    ),
    (
        "--template flyer --route press --bleed 1mm",
        "small-bleed",
        &["1 mm", "the default is 3 mm"],
    ),
    (
        "--template blue --route riso",
        "blank-plate",
        &["nothing is printed with the ink `Blue`"],
    ),
    (
        "--template poster --paper A4 --fit shrink --route press",
        "made-smaller",
        &["70"],
    ),
];

#[test]
fn what_is_not_as_a_person_may_think_is_told() {
    let folder = folder();
    let blue = "[template]\nextends = \"flyer\"\n[route.riso]\ninks = [\"Black\", \"Sunflower\", \"Blue\"]\n";
    fs::write(folder.path().join("templates/blue.toml"), blue).expect("written");
    for (arguments, rule, parts) in TOLD {
        let (exit, said) = told(folder.path(), arguments);
        assert_eq!(exit, Some(0), "{arguments}: {said:?}");
        let found = said.iter().find(|said| said["rule"] == *rule);
        let message = found.unwrap_or_else(|| panic!("{arguments}: no {rule} in {said:?}"));
        let message = message["message"].as_str().expect("a text");
        for part in *parts {
            assert!(
                message.contains(part),
                "{arguments}: no `{part}` in {message}"
            );
        }
    }
}

#[test]
fn an_option_that_would_do_nothing_is_an_error() {
    let folder = folder();
    for (arguments, option) in [
        ("--thickness 1mm", "--thickness"),
        ("--sheet nup --fold z", "--fold"),
        ("--sheet booklet --up 2", "--up"),
        ("--sheet booklet --gutter 2mm", "--gutter"),
        ("--sheet nup --overlap 10mm", "--overlap"),
        ("--sheet tile --flip short", "--flip"),
        ("--route screen --back-offset 1mm,0mm", "--back-offset"),
        ("--sheet page --marks crop", "--marks"),
        ("--route press --margin 5mm", "--margin"),
        ("--sheet tile --bleed 3mm", "--bleed"),
        ("--batch 7", "--batch"),
    ] {
        let (exit, said) = told(folder.path(), &format!("--template flyer {arguments}"));
        assert_eq!(exit, Some(2), "{arguments}");
        let found = said.iter().find(|said| said["rule"] == "unused-option");
        let message = found.unwrap_or_else(|| panic!("{arguments}: {said:?}"));
        let message = message["message"].as_str().expect("a text");
        assert!(message.starts_with(&format!("`{option}`")), "{message}");
    }
    // Where the route decides, they may do something.
    // A date does in every case: ages are counted at it.
    for arguments in [
        "--up 2",
        "--overlap 15mm",
        "--gutter 4mm",
        "--flip short",
        "--date 2026-01-01",
    ] {
        let (exit, said) = told(folder.path(), &format!("--template flyer {arguments}"));
        assert_eq!(exit, Some(0), "{arguments}: {said:?}");
    }
}
