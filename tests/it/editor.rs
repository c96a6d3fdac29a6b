//! What editors and newcomers get: schemas that are current, and files to start from that build.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::common::{self, pipeline, said};
use handbill::internals::content;
use handbill::internals::content::Content;
use handbill::internals::pipeline::{Job, Pipeline};
use handbill::internals::project::Project;
use handbill::internals::rules::Rule;
use handbill::internals::template;
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn handbill(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbill"));
    command.current_dir(folder).args(arguments);
    command.output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn toml_files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).expect("a folder");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    files
}

#[test]
fn the_schemas_that_lie_there_are_those_of_the_types() {
    for (kind, schema) in [
        ("content", content::json_schema()),
        ("translation", content::translation_json_schema()),
        ("template", template::json_schema()),
        (
            "report",
            text(&handbill(root(), &["schema", "report"]).stdout),
        ),
    ] {
        let path = root().join(format!("schemas/{kind}.schema.json"));
        let there = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            there == schema,
            "{} is old: cargo run -- schema {kind} > schemas/{kind}.schema.json",
            path.display()
        );
        let printed = handbill(root(), &["schema", kind]);
        assert_eq!(text(&printed.stdout), schema);
    }
}

#[test]
fn every_shipped_file_names_its_schema() {
    let mut seen = 0;
    for (folder, own) in [("templates", "template"), ("content", "content")] {
        for path in toml_files(folder) {
            let first = fs::read_to_string(&path).expect("a file");
            let first = first.lines().next().unwrap_or_default().to_owned();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let kind = if stem.contains('.') {
                "translation"
            } else {
                own
            };
            assert_eq!(
                first,
                format!("#:schema ../schemas/{kind}.schema.json"),
                "{}",
                path.display()
            );
            let file = first.trim_start_matches("#:schema ");
            assert!(path.with_file_name(file).exists(), "{file}");
            seen += 1;
        }
    }
    assert!(seen > 30);
}

/// The keys of a schema's table that have to be there.
fn required(schema: &Value) -> BTreeSet<String> {
    let list = schema["required"].as_array().into_iter().flatten();
    list.filter_map(|key| Some(key.as_str()?.to_owned()))
        .collect()
}

/// The schema that a key of a table refers to.
fn inner<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    let reference = schema["$ref"]
        .as_str()
        .or(schema["allOf"][0]["$ref"].as_str());
    match reference.and_then(|path| path.strip_prefix("#")) {
        Some(path) => root.pointer(path).expect("a definition"),
        None => schema,
    }
}

#[test]
fn what_the_schema_asks_for_is_what_the_program_asks_for() {
    let schema: Value = serde_json::from_str(&content::json_schema()).expect("JSON");
    let text = common::library();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("library.toml");
    let mut tried = 0;
    for (table, of) in schema["properties"].as_object().expect("tables") {
        let item = match &of["items"] {
            Value::Null => inner(&schema, of),
            items => inner(&schema, items),
        };
        let needed = required(item);
        let Some(keys) = item["properties"].as_object() else {
            continue;
        };
        let document: toml_edit::DocumentMut = text.parse().expect("TOML");
        for key in keys.keys() {
            let mut without = document.clone();
            let there = match without.get_mut(table) {
                Some(toml_edit::Item::Table(one)) => one.remove(key).is_some(),
                Some(toml_edit::Item::ArrayOfTables(all)) => all
                    .get_mut(0)
                    .is_some_and(|first| first.remove(key).is_some()),
                _ => false,
            };
            if !there {
                continue;
            }
            fs::write(&file, without.to_string()).expect("written");
            let project = Project::at(&file);
            let missed = match content::load(&project) {
                Ok(_) => false,
                Err(problems) => problems
                    .iter()
                    .any(|problem| problem.rule == Rule::MissingKey),
            };
            // What a kind of action needs is told by the description of the kind.
            if ["url", "source", "location"].contains(&key.as_str()) {
                continue;
            }
            assert_eq!(missed, needed.contains(key), "{table}.{key}");
            tried += 1;
        }
    }
    assert!(tried > 30, "{tried} keys were tried");
}

#[test]
fn a_new_campaign_builds_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = handbill(folder.path(), &["new", "keep-our-library"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    assert!(text(&made.stdout).contains("handbill build"));
    let project = Project::at(folder.path().join("keep-our-library.toml"));
    let content = Content::open(&project).unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let campaign = content
        .campaign("en")
        .unwrap_or_else(|problems| panic!("{}", said(&problems)))
        .value;
    let mut built = 0;
    for id in pipeline().library.ids() {
        let template = pipeline().library.load(&id).expect("a template");
        if !template.is_piece() || template.lacking(&campaign).is_some() {
            continue;
        }
        for paper in &template.papers {
            let made = pipeline().build(&campaign, &Job::screen(&template, paper));
            made.unwrap_or_else(|problems| panic!("{id} on {}: {}", paper.name, said(&problems)));
            built += 1;
        }
    }
    assert!(built > 30, "{built} pieces");
    let again = handbill(folder.path(), &["new", "keep-our-library"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(
        text(&again.stderr).contains("already exists"),
        "{}",
        text(&again.stderr)
    );
    let build = handbill(folder.path(), &["build", "keep-our-library.toml"]);
    assert_eq!(build.status.code(), Some(0), "{}", text(&build.stderr));
    assert!(
        folder
            .path()
            .join("out/keep-our-library/en/flyer-a5.pdf")
            .exists()
    );
    // There is no one to name, so no sheet of names.
    assert!(
        !text(&build.stdout).contains("vigil"),
        "{}",
        text(&build.stdout)
    );
    let named = handbill(
        folder.path(),
        &["build", "keep-our-library.toml", "--template", "vigil"],
    );
    assert_ne!(named.status.code(), Some(0));
    assert!(
        text(&named.stderr).contains("nothing-to-show"),
        "{}",
        text(&named.stderr)
    );
}

#[test]
fn a_new_layout_builds_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    for arguments in [
        &["new", "library", "--kind", "call-in"][..],
        &["new", "notice", "--template"],
    ] {
        let made = handbill(folder.path(), arguments);
        assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    }
    let project = Project::at(folder.path().join("library.toml"));
    let campaign = content::load(&project).expect("a campaign").value;
    let pipeline = Pipeline::of(&project).expect("a press");
    let template = pipeline.library.load("notice").expect("the layout");
    for paper in &template.papers {
        let made = pipeline.build(&campaign, &Job::screen(&template, paper));
        let made = made.unwrap_or_else(|problems| panic!("{}: {}", paper.name, said(&problems)));
        assert!(made.warnings.is_empty(), "{}", said(&made.warnings));
    }
}

#[test]
fn a_campaign_has_any_name_and_its_file_a_safe_one() {
    for (name, file) in [
        ("Keep our Library!", "keep-our-library.toml"),
        ("../up/and away", "up-and-away.toml"),
        ("Ազատություն", "azatowtyown.toml"),
        ("notes.toml", "notes.toml"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let made = handbill(folder.path(), &["new", name, "--kind", "rights"]);
        assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
        let written = fs::read_dir(folder.path()).expect("a folder").flatten();
        let names: Vec<_> = written.map(|entry| entry.file_name()).collect();
        assert_eq!(names, [file], "{name}");
        let content = fs::read_to_string(folder.path().join(file)).expect("a file");
        let title = name.strip_suffix(".toml").map_or(name, |_| "Notes");
        assert!(
            content.contains(&format!("title = \"{title}\"")),
            "{content}"
        );
    }
}

#[test]
fn a_starter_comes_with_its_pictures_and_in_its_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = [
        "new",
        "Wo ist Erika",
        "--kind",
        "missing",
        "--language",
        "de",
    ];
    let made = handbill(folder.path(), &new);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    assert!(folder.path().join("wo-ist-erika-portrait.png").exists());
    let content = fs::read_to_string(folder.path().join("wo-ist-erika.toml")).expect("a file");
    assert!(content.contains("language = \"de\""));
    let check = handbill(folder.path(), &["check", "wo-ist-erika.toml"]);
    assert_eq!(check.status.code(), Some(0), "{}", text(&check.stderr));
    for (arguments, told) in [
        (&["new", "x", "--language", "dee"][..], "did you mean `de`"),
        (&["new", "x", "--language", "pt"], "handbill translate"),
        (&["new", "x", "--kind", "strikes"], "strike"),
        (
            &["new", "x", "--kind", "strike", "--template"],
            "--template",
        ),
    ] {
        let refused = handbill(folder.path(), arguments);
        assert_eq!(refused.status.code(), Some(2));
        assert!(
            text(&refused.stderr).contains(told),
            "{}",
            text(&refused.stderr)
        );
    }
}

#[test]
fn a_name_without_letters_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["2026", "!!!"] {
        let made = handbill(folder.path(), &["new", name]);
        assert_eq!(made.status.code(), Some(2));
        let told = text(&made.stderr);
        assert!(
            told.contains("bad-name") && told.contains("use words"),
            "{told}"
        );
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn a_gallery_shows_every_piece_by_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("gallery.pdf");
    let out = out.to_str().expect("a path");
    let content = root().join("content/free-armenian-pows.toml");
    let content = content.to_str().expect("a path");
    let made = handbill(root(), &["gallery", content, "--output", out]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let opened = common::pdf::open(&fs::read(out).expect("a PDF"));
    let pages = common::pdf::pages(&opened);
    assert_eq!(pages.len(), 1);
    let words = common::pdf::texts(&opened, pages[0]).join(" ");
    for id in pipeline().library.ids() {
        let template = pipeline().library.load(&id).expect("a template");
        let is_shown = template.is_piece() && template.lacking(common::sample()).is_none();
        assert_eq!(words.contains(&id), is_shown, "{id} in {words}");
    }
    let wrong = handbill(root(), &["gallery", content, "-o", "gallery.gif"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn the_plain_twin_is_written_as_text_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let content = root().join("content/free-armenian-pows.toml");
    let content = content.to_str().expect("a path");
    let made = handbill(
        folder.path(),
        &[
            "build",
            content,
            "--template",
            "handout-plain",
            "--lang",
            "en",
            "--lang",
            "ar",
        ],
    );
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let read = |language: &str| {
        let path = format!("out/free-armenian-pows/{language}/handout-plain-a4.txt");
        fs::read_to_string(folder.path().join(path)).expect("a text")
    };
    let english = read("en");
    assert!(
        english.starts_with("Free Armenian leaders and POWs\n\n"),
        "{english}"
    );
    // A paragraph that is divided between two pages is one here.
    assert!(
        english.contains("More than 120 Members of the European Parliament"),
        "{english}"
    );
    assert!(english.contains("(202) 224-3121"));
    assert!(!english.contains("Page 1"), "pages are of paper");
    assert!(!english.contains('\u{ad}'));
    let quote =
        "“immediately release all remaining POWs and civilian detainees”\nHuman Rights Watch";
    assert!(english.contains(quote), "{english}");
    assert!(read("ar").contains("ماذا تقولون"));
}
