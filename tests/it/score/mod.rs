//! The score of compositions: twenty pairs of pages that it ranks as the eye does.
//!
//! Each file in `pairs` is a layout with two options of a page: `worse` comes first, so that it would be taken if
//! both had the same score. The first line says what the eye sees. They were looked at in print size:
//! `handbill preview --option worse` and `--option better` show them.

use std::fs;
use std::path::Path;

use crate::common::said;
use handbill::internals::content;
use handbill::internals::pipeline::{Built, Job, Outcome, Pipeline, Taken, Why};
use handbill::internals::project::Project;

mod choice;

/// A folder with the sample and layouts beside it.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        for entry in fs::read_dir(&content).expect("the sample") {
            let path = entry.expect("an entry").path();
            let to = folder.path().join(path.file_name().expect("a name"));
            if path.is_dir() {
                fs::create_dir(&to).expect("a folder");
                for inner in fs::read_dir(&path).expect("pictures") {
                    let inner = inner.expect("an entry").path();
                    fs::copy(&inner, to.join(inner.file_name().expect("a name"))).expect("copied");
                }
            } else {
                fs::copy(&path, &to).expect("copied");
            }
        }
        fs::create_dir(folder.path().join("templates")).expect("a folder");
        // The pairs were looked at with a headline that has no hero line.
        let file = folder.path().join("free-armenian-pows.toml");
        let text = fs::read_to_string(&file).expect("the sample");
        fs::write(&file, text.replace("*Free*", "Free")).expect("written");
        Self { folder }
    }

    fn lay(&self, name: &str, text: &str) {
        let path = self.folder.path().join(format!("templates/{name}.toml"));
        fs::write(path, text).expect("written");
    }

    fn project(&self) -> Project {
        Project::at(self.folder.path().join("free-armenian-pows.toml"))
    }

    /// The piece of a layout on its first paper, with options pinned.
    fn built(&self, name: &str, pinned: &[&str]) -> Built {
        let project = self.project();
        let campaign = content::load(&project).expect("the sample").value;
        let pipeline = Pipeline::of(&project).expect("a pipeline");
        let template = pipeline.library.load(name);
        let template = template.unwrap_or_else(|problems| panic!("{}", said(&problems)));
        let mut job = Job::screen(&template, &template.papers[0]);
        job.printing.options = pinned.iter().map(|name| (*name).to_owned()).collect();
        let made = pipeline.build(&campaign, &job);
        made.unwrap_or_else(|problems| panic!("{name}: {}", said(&problems)))
            .value
    }
}

/// The scores of the options of a page, in thousandths; none for one that was not laid out.
fn scores(taken: &Taken) -> Vec<(String, Option<u32>)> {
    let of = |outcome: Outcome| match outcome {
        Outcome::Scored(score) => Some(score.total),
        _ => None,
    };
    let tried = taken.tried.iter();
    tried
        .map(|tried| (tried.name.clone(), of(tried.outcome)))
        .collect()
}

#[test]
fn twenty_pairs_are_ranked_as_the_eye_ranks_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/score");
    let desk = Desk::new();
    desk.lay(
        "pairs",
        &fs::read_to_string(root.join("pairs.toml")).expect("a layout"),
    );
    let mut files: Vec<_> = fs::read_dir(root.join("pairs"))
        .expect("pairs")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 20);
    let mut wrong = Vec::new();
    for file in files {
        desk.lay("pair", &fs::read_to_string(&file).expect("a pair"));
        let built = desk.built("pair", &[]);
        let [taken] = &built.examined.taken[..] else {
            panic!("{}: one page has options", file.display());
        };
        // Both have to be laid out: a page that does not fit would be no comparison.
        if taken.name != "better" || taken.why != Why::Score {
            wrong.push(format!("{}: {:?}", file.display(), taken.tried));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
