//! Languages as the command line gives them: which are made and where, drafts, and the list.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::common::{self, pdf};

/// Runs the program in a folder.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, Output) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbill"));
    command
        .current_dir(folder)
        .args(arguments)
        .env("NO_COLOR", "1");
    let output = command.output().expect("the program starts");
    let words = String::from_utf8(output.stderr.clone()).expect("UTF-8");
    (output.status.code().expect("no signal"), words, output)
}

/// A small campaign with a French draft of some texts, of which one is stale, and a reviewed Armenian
/// translation of all.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    let write = |name: &str, text: &str| fs::write(path.join(name), text).expect("written");
    write("c.toml", &common::small_campaign("A lead."));
    write(
        "c.fr.toml",
        "[translation]\nstatus = \"draft\"\ntranslator = \"A friend\"\n\n\
        [campaign]\nheadline = \"Libérez-les\"\nlead = \"Un chapeau.\"\n\n\
        [translation.from]\n\"campaign.lead\" = \"00000000\"\n",
    );
    write(
        "c.hy.toml",
        "[translation]\nstatus = \"reviewed\"\ntranslator = \"A neighbour\"\n\n\
        [campaign]\ntitle = \"Փոքր\"\nheadline = \"Ազատ արձակեք նրանց\"\nlead = \"Նախադասություն:\"\n\n\
        [[fact]]\nid = \"leaders\"\ntext = \"ղեկավար\"\n\n[[fact]]\nid = \"prisoners\"\ntext = \"գերի\"\n\n\
        [[quote]]\nid = \"release\"\ntext = \"ազատ արձակել բոլորին\"\nspeaker = \"Դիտորդ\"\n\n\
        [[action]]\nid = \"learn\"\nlabel = \"Կարդացեք\"\n\n[[action]]\nid = \"call\"\nlabel = \"Զանգեք\"\n\n\
        [[action]]\nid = \"email\"\nlabel = \"Գրեք\"\n",
    );
    folder
}

#[test]
fn each_language_has_a_folder_of_its_own() {
    let folder = folder();
    let all = [
        "build",
        "c.toml",
        "--template",
        "flyer",
        "--lang",
        "all",
        "--format",
        "json",
    ];
    let (code, words, output) = run(folder.path(), &all);
    assert_eq!(code, 0, "{words}");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let files = report["files"].as_array().expect("a list");
    let told: Vec<_> = files
        .iter()
        .map(|file| (&file["language"], &file["path"]))
        .collect();
    let expected =
        ["en", "fr", "hy"].map(|tag| (json!(tag), json!(format!("out/small/{tag}/flyer-a5.pdf"))));
    assert_eq!(
        told,
        expected
            .iter()
            .map(|(tag, path)| (tag, path))
            .collect::<Vec<_>>()
    );
    for (tag, path) in &expected {
        let bytes = fs::read(folder.path().join(path.as_str().expect("a path"))).expect("written");
        let document = pdf::open(&bytes);
        let catalog = document.catalog().expect("a catalog");
        let language = pdf::get(&document, catalog, "Lang")
            .as_str()
            .expect("a tag");
        assert_eq!(language, tag.as_str().expect("a tag").as_bytes());
    }
    // One is named: the content's own is not made.
    let one = [
        "build",
        "c.toml",
        "--template",
        "flyer",
        "--lang",
        "hy",
        "--out",
        "one",
    ];
    let (code, words, _) = run(folder.path(), &one);
    assert_eq!(code, 0, "{words}");
    let made = fs::read_dir(folder.path().join("one/small")).expect("a folder");
    let made: Vec<_> = made
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(made, ["hy"]);
}

#[test]
fn a_draft_prints_unless_only_reviewed_ones_may() {
    let folder = folder();
    let french = ["build", "c.toml", "--template", "flyer", "--lang", "fr"];
    let (code, words, _) = run(folder.path(), &french);
    assert_eq!(code, 0, "{words}");
    for expected in [
        "warning[draft]: the translation into French is a draft",
        "c.fr.toml:2:10",
        "warning[untranslated]: 8 texts are not translated into French",
        "warning[stale]: the source of `campaign.lead` changed after it was translated into French",
    ] {
        assert!(words.contains(expected), "{expected:?} in {words}");
    }
    fs::remove_dir_all(folder.path().join("out")).expect("it was written");
    let (code, words, _) = run(
        folder.path(),
        &[&french[..], &["--require-reviewed"]].concat(),
    );
    assert_eq!(code, 1);
    assert!(
        words.contains("error[draft]: the translation into French is a draft"),
        "{words}"
    );
    assert!(!folder.path().join("out").exists(), "a draft was written");
    let armenian = [
        "build",
        "c.toml",
        "--template",
        "flyer",
        "--lang",
        "hy",
        "--require-reviewed",
        "--date",
        "2023-12-01",
    ];
    let (code, words, _) = run(folder.path(), &armenian);
    assert_eq!((code, words.as_str()), (0, ""));
    // A check looks at all languages.
    let (code, words, _) = run(folder.path(), &["check", "c.toml", "--require-reviewed"]);
    assert_eq!(code, 1);
    assert!(words.contains("error[draft]"), "{words}");
}

#[test]
fn a_language_that_is_not_there_names_the_file_to_make() {
    let folder = folder();
    for (tag, expected) in [
        (
            "xx",
            [
                "the file `c.xx.toml` does not exist",
                "`handbill translate c.toml xx` makes the file",
            ],
        ),
        (
            "fr-CA",
            [
                "the file `c.fr-CA.toml` does not exist",
                "did you mean `fr`?",
            ],
        ),
        ("gr", ["`gr` is not a language tag", "did you mean `el`?"]),
    ] {
        let (code, words, _) = run(folder.path(), &["build", "c.toml", "--lang", tag]);
        assert_eq!(code, 2, "{tag}");
        for expected in expected {
            assert!(words.contains(expected), "{expected:?} in {words}");
        }
    }
    assert!(!folder.path().join("out").exists(), "nothing was written");
}

#[test]
fn the_list_of_languages_tells_how_far_each_is() {
    let folder = folder();
    let (code, words, output) = run(folder.path(), &["list", "languages", "c.toml"]);
    assert_eq!((code, words.as_str()), (0, ""));
    let table = String::from_utf8(output.stdout).expect("UTF-8");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    let expected = [
        "language name translated stale status translator",
        "en English - 0 original -",
        "fr French 20 % (2 of 10) 1 draft A friend",
        "hy Eastern Armenian 100 % (10 of 10) 0 reviewed A neighbour",
    ];
    let expected: Vec<Vec<&str>> = expected
        .iter()
        .map(|row| row.split_whitespace().collect())
        .collect();
    assert_eq!(rows, expected, "{table}");
    let (code, words, output) = run(
        folder.path(),
        &["list", "languages", "c.toml", "--format", "json"],
    );
    assert_eq!(code, 0, "{words}");
    let list: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let french = json!({
        "language": "fr",
        "name": "French",
        "texts": 10,
        "translated": 2,
        "stale": 1,
        "status": "draft",
        "translator": "A friend",
    });
    assert_eq!(list[1], french);
    assert_eq!(list[0]["status"], "original");
    assert_eq!(list.as_array().map(Vec::len), Some(3));
}
