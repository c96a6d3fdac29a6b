//! No input makes the program panic: the shipped content and layouts, damaged in many small ways.

use std::fs;
use std::path::Path;

use handbill::internals::content;
use handbill::internals::pipeline::{Job, Pipeline};
use handbill::internals::project::Project;

use crate::common::numbers::Numbers;

/// Values that break assumptions: empty, huge, negative, of another kind, in another script.
const VALUES: [&str; 16] = [
    "\"\"",
    "\"0mm\"",
    "\"-5mm\"",
    "\"1e9mm\"",
    "\"{\"",
    "\"{fact.leaders.figure}\"",
    "\"**\"",
    "\"\\u202E\\u0000\"",
    "\"שלום עולם +1 202 مرحبا\"",
    "\"👩‍👩‍👧 ✊\"",
    "[]",
    "[\"*\"]",
    "-1",
    "999999999999",
    "true",
    "{ text = \"x\", stack = [] }",
];

fn damaged(text: &str, numbers: &mut Numbers) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..1 + numbers.below(3) {
        let at = numbers.below(lines.len());
        match numbers.below(5) {
            0 => drop(lines.remove(at)),
            1 => {
                let line = lines[at].clone();
                lines.insert(at, line);
            }
            2 => {
                let other = numbers.below(lines.len());
                lines.swap(at, other);
            }
            _ => {
                let value = VALUES[numbers.below(VALUES.len())];
                if let Some((key, _)) = lines[at].clone().split_once('=') {
                    lines[at] = format!("{key}= {value}");
                }
            }
        }
    }
    lines.join("\n")
}

/// Loads and builds; whether it succeeds does not matter.
fn try_build(folder: &Path, template: &str) {
    let project = Project::at(folder.join("campaign.toml"));
    let Ok(campaign) = content::load(&project) else {
        return;
    };
    let Ok(pipeline) = Pipeline::of(&project) else {
        return;
    };
    let Ok(template) = pipeline.library.load(template) else {
        return;
    };
    for paper in template.papers.clone().into_iter().take(1) {
        let _ = pipeline.build(&campaign.value, &Job::screen(&template, &paper));
    }
}

#[test]
fn damaged_content_is_reported_and_not_a_panic() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("art")).expect("a folder");
    for picture in ["hands.svg", "wordmark.svg"] {
        fs::copy(
            format!("content/art/{picture}"),
            folder.path().join("art").join(picture),
        )
        .expect("a copy");
    }
    // The photograph is left out: decoding it hundreds of times would take longer than it tells.
    let text = fs::read_to_string("content/free-armenian-pows.toml").expect("the shipped content");
    let text = text.replace("art/vigil.jpg", "art/hands.svg");
    // Small pieces are laid out in less time; together these have a block of each kind.
    let pieces = ["flyer", "palm-card", "call-card", "tear-off", "handout"];
    let mut numbers = Numbers(1);
    for piece in pieces.into_iter().cycle().take(300) {
        fs::write(
            folder.path().join("campaign.toml"),
            damaged(&text, &mut numbers),
        )
        .expect("written");
        try_build(folder.path(), piece);
    }
}

#[test]
fn damaged_layouts_are_reported_and_not_a_panic() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["art", "templates"] {
        fs::create_dir(folder.path().join(name)).expect("a folder");
    }
    for picture in ["hands.svg", "wordmark.svg"] {
        fs::copy(
            format!("content/art/{picture}"),
            folder.path().join("art").join(picture),
        )
        .expect("a copy");
    }
    let content =
        fs::read_to_string("content/free-armenian-pows.toml").expect("the shipped content");
    let content = content.replace("art/vigil.jpg", "art/hands.svg");
    fs::write(folder.path().join("campaign.toml"), content).expect("written");
    let mut numbers = Numbers(2);
    for name in ["flyer", "poster", "handout", "base"] {
        let text = fs::read_to_string(format!("templates/{name}.toml")).expect("a shipped layout");
        for _ in 0..80 {
            let path = folder.path().join("templates").join(format!("{name}.toml"));
            fs::write(&path, damaged(&text, &mut numbers)).expect("written");
            try_build(folder.path(), if name == "base" { "flyer" } else { name });
            fs::remove_file(&path).expect("removed");
        }
    }
}
