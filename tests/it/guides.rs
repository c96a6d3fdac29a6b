//! The commands of the README and the guides, run in their order as they stand there, beside the files that the guides
//! show.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::{self, examples};

/// The sample, as the guides name it.
const SAMPLE: &str = "content/free-armenian-pows.toml";

/// A step of a guide: a file to write, or a command to run.
enum Step {
    File { path: String, text: String },
    Command(String),
}

/// The steps of a guide, in order.
fn steps(guide: &str) -> Vec<Step> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(guide);
    let text = fs::read_to_string(path).expect("a guide");
    let mut steps = Vec::new();
    for block in text.split("\n```").skip(1).step_by(2) {
        let (kind, lines) = block.split_once('\n').unwrap_or((block, ""));
        match kind {
            "toml" => {
                let first = lines.lines().next().unwrap_or_default();
                let path = first.strip_prefix("# ").filter(|it| it.ends_with(".toml"));
                steps.extend(path.map(|path| Step::File {
                    path: path.to_owned(),
                    text: lines.to_owned(),
                }));
            }
            "sh" => {
                let commands = lines.lines().filter(|line| line.starts_with("handbill "));
                steps.extend(commands.map(|line| Step::Command(line.to_owned())));
            }
            _ => {}
        }
    }
    steps
}

/// The words of a command as a shell splits them: quotation marks keep words together, and a `#` after a space begins a
/// comment.
fn split(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '"' => quoted = !quoted,
            '#' if !quoted && word.is_empty() => break,
            ' ' if !quoted => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            c => word.push(c),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// A command that names no piece is run for one: that all of them are built is tested elsewhere, and takes minutes. The
/// same holds for a check of the sample in sixteen languages.
fn shortened(mut words: Vec<String>) -> Vec<String> {
    let has = |name: &str| words.iter().any(|word| word == name);
    let of_content = words.iter().any(|word| word.ends_with(".toml"));
    let extra: &[&str] = match words.get(1).map_or("", String::as_str) {
        "build" | "proof" | "preview" | "kit" | "gallery" if of_content && !has("--template") => {
            &["--template", "flyer"]
        }
        "check" if has(SAMPLE) && !has("--lang") => &["--lang", "en"],
        _ => &[],
    };
    let place = words.iter().position(|word| word == ">");
    let place = place.unwrap_or(words.len());
    words.splice(place..place, extra.iter().map(|word| (*word).to_owned()));
    words
}

fn run(folder: &Path, command: &str) -> Result<(), String> {
    let mut words = shortened(split(command));
    let written = match words.iter().position(|word| word == ">") {
        Some(place) => words.split_off(place).pop(),
        None => None,
    };
    let output = Command::new(env!("CARGO_BIN_EXE_handbill"))
        .current_dir(folder)
        .args(&words[1..])
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts");
    if let Some(path) = written {
        fs::write(folder.join(path), &output.stdout).expect("written");
    }
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(format!("{command}\n{said}"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("a file").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).expect("copied");
        }
    }
}

/// Follows a guide in a folder of its own, which has the sample.
fn follow(guide: &str, before: &[(&str, String)]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    copy(&content, &folder.path().join("content"));
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    };
    for (path, text) in before {
        write(path, text);
    }
    if guide == "docs/proof.md" {
        // The files that it proves.
        let flyer = format!("handbill build {SAMPLE} --template flyer");
        run(folder.path(), &flyer).expect("a flyer");
        let built = folder.path().join("out/free-armenian-pows/en/flyer-a5.pdf");
        fs::copy(&built, folder.path().join("flyer-of-a-friend.pdf")).expect("copied");
    }
    let mut failed = Vec::new();
    let mut commands = 0;
    for step in steps(guide) {
        match step {
            Step::File { path, text } => write(&path, &text),
            Step::Command(command) => {
                commands += 1;
                failed.extend(run(folder.path(), &command).err());
            }
        }
    }
    assert!(commands > 0, "{guide} shows no command");
    assert!(failed.is_empty(), "{guide}\n{}", failed.join("\n"));
}

#[test]
fn the_commands_of_the_readme_work() {
    follow("README.md", &[]);
}

#[test]
fn the_commands_of_the_guide_for_organizers_work() {
    follow("docs/organizers.md", &[]);
}

#[test]
fn the_commands_of_the_guide_for_designers_work() {
    let library = examples::file("docs/organizers.md", "library.toml");
    follow("docs/designers.md", &[("library.toml", library)]);
}

#[test]
fn the_commands_of_the_guide_for_translators_work() {
    let library = examples::file("docs/organizers.md", "library.toml");
    follow("docs/translators.md", &[("library.toml", library)]);
}

#[test]
fn the_commands_of_the_guide_for_print_shops_work() {
    follow("docs/print-shops.md", &[]);
}

#[test]
fn the_commands_of_the_guide_to_printing_work() {
    follow("docs/printing.md", &[]);
}

#[test]
fn the_commands_of_the_guide_to_proofs_and_reports_work() {
    follow("docs/proof.md", &[]);
    follow("docs/reports.md", &[]);
}

#[test]
fn the_commands_of_the_guide_to_layouts_work() {
    let steps = examples::of_kind("templates/README.md", "step").len();
    let theme = examples::of_kind("templates/README.md", "theme").remove(0);
    follow(
        "templates/README.md",
        &[
            ("library.toml", common::library().to_owned()),
            ("templates/street.toml", examples::after(steps)),
            (&format!("templates/{}/theme.toml", theme.0), theme.1),
        ],
    );
}

#[test]
fn a_command_is_split_as_a_shell_does() {
    assert_eq!(
        split("handbill new \"Keep our park\" --kind event    # writes it"),
        ["handbill", "new", "Keep our park", "--kind", "event"]
    );
}
