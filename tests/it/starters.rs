//! What people begin with: a fresh campaign under any name, and each file that the guides show. All of it builds
//! without an error on all papers, and `check` says nothing about it that its user cannot answer.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::{self, examples, said};
use handbill::internals::content;
use handbill::internals::diag::Diagnostic;
use handbill::internals::language::Date;
use handbill::internals::pipeline::Printing;
use handbill::internals::pipeline::{Job, Pipeline};
use handbill::internals::project::Project;
use handbill::internals::project::starter::{self, LANGUAGES, StarterKind};
use handbill::internals::route::RouteKind;
use handbill::internals::rules::Rule;
use serde_json::Value;
use tempfile::TempDir;

/// A day on which the figures of starter and examples still hold.
const DAY: &str = "2026-05-28";

/// Findings that the user can answer: a campaign and an event that are made up until they are replaced, and a
/// translation that nobody has read yet.
const ANSWERED: [&str; 3] = ["sample-campaign", "sample-event", "draft"];

/// What only a better layout can mend. The messages gather it in one line.
const OF_LAYOUTS: [&str; 1] = ["large-hole"];

fn is_known(rule: &str) -> bool {
    ANSWERED
        .iter()
        .chain(&OF_LAYOUTS)
        .any(|known| *known == rule)
}

/// A campaign in a folder, with layouts beside it.
fn desk(content: &str, layouts: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("campaign.toml"), content).expect("written");
    fs::create_dir(folder.path().join("templates")).expect("a folder");
    for (name, text) in layouts {
        let path = folder.path().join(format!("templates/{name}.toml"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
    folder
}

/// What `check` says of a campaign beyond what its user can answer.
fn unanswered(folder: &Path, more: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_handbill"))
        .current_dir(folder)
        .args(["check", "campaign.toml", "--date", DAY, "--format", "json"])
        .args(more)
        .output()
        .expect("the program starts");
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let told = told["diagnostics"].as_array().expect("a list");
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    told.iter()
        .filter(|finding| {
            let rule = text(finding, "rule");
            let known = ANSWERED
                .iter()
                .chain(&OF_LAYOUTS)
                .any(|known| *known == rule);
            !known || text(finding, "severity") == "error"
        })
        .map(|finding| {
            let parts = ["rule", "key", "message"].map(|key| text(finding, key));
            parts.join(" | ")
        })
        .collect()
}

/// The day on which a campaign is begun here.
const BEGUN: Date = Date {
    year: 2026,
    month: Some(5),
    day: Some(28),
};

/// A folder with a campaign that was just begun.
fn begun(title: &str, kind: StarterKind, language: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let files = starter::campaign(title, kind, language, BEGUN);
    let files = files.unwrap_or_else(|| panic!("{} {language}", kind.name()));
    for file in &files {
        fs::write(folder.path().join(&file.name), &file.bytes).expect("written");
    }
    let content = folder.path().join(&files[0].name);
    (folder, content)
}

/// A title, from one letter to many words, in several scripts.
const TITLES: [&str; 6] = [
    "a",
    "line-7-2027",
    "Keep the night bus to the old harbour and the hospital",
    "Mieten runter – jetzt!",
    "Ազատություն հիմա",
    "الحرية الآن",
];

/// Each kind in one of the languages; `.ci/run` has all of them in all.
#[test]
fn check_says_nothing_of_a_campaign_just_begun() {
    for (turn, kind) in StarterKind::ALL.into_iter().enumerate() {
        let language = LANGUAGES[turn % LANGUAGES.len()];
        let (folder, content) = begun(TITLES[turn % TITLES.len()], kind, language);
        fs::rename(content, folder.path().join("campaign.toml")).expect("renamed");
        let told = unanswered(folder.path(), &[]);
        assert!(
            told.is_empty(),
            "{} {language}\n{}",
            kind.name(),
            told.join("\n")
        );
    }
}

/// All seventy-two, each as two of its pieces in turn, for the screen and at home.
#[test]
fn every_starter_builds_in_every_language() {
    for (at, kind) in StarterKind::ALL.into_iter().enumerate() {
        for (turn, language) in LANGUAGES.into_iter().enumerate() {
            let name = format!("{} {language}", kind.name());
            let (_folder, content) = begun(TITLES[(at + turn) % TITLES.len()], kind, language);
            let project = Project::at(content);
            let campaign = content::load(&project);
            let campaign =
                campaign.unwrap_or_else(|problems| panic!("{name}: {}", said(&problems)));
            // It says that it is made up, and nothing else.
            let rules: Vec<Rule> = campaign.warnings.iter().map(|told| told.rule).collect();
            let told = said(&campaign.warnings);
            assert_eq!(rules, [Rule::SampleCampaign], "{name}: {told}");
            let pipeline = Pipeline::of(&project).expect("a press");
            let own = campaign.value.theme.clone();
            let theme = own.or_else(|| pipeline.library.theme_for(&campaign.value));
            let theme = theme.expect("a theme");
            let pipeline = pipeline.themed(&theme).expect("a theme that can be read");
            let ids = pipeline.library.ids();
            for id in ids.iter().skip((at + turn) % 12).step_by(12) {
                let template = pipeline.library.load(id).expect("a template");
                if !template.is_piece() || template.lacking(&campaign.value).is_some() {
                    continue;
                }
                let job = Job::screen(&template, &template.papers[0]);
                let home = Printing::default();
                let printings = [job.printing.clone(), home];
                for examined in pipeline.examine(&[&campaign.value], &job, &printings) {
                    let examined = examined
                        .unwrap_or_else(|problems| panic!("{name}, {id}: {}", said(&problems)));
                    let warnings = examined.warnings.into_iter();
                    let told: Vec<String> = warnings
                        .filter(|problem| !is_known(problem.rule.name()))
                        // A payment has a long code: the starter allows that, with its reason.
                        .filter(|problem| {
                            kind != StarterKind::Fundraiser || problem.rule != Rule::NearerCode
                        })
                        .map(|problem| problem.to_string())
                        .collect();
                    assert!(told.is_empty(), "{name}, {id}: {}", told.join("\n"));
                }
            }
        }
    }
}

#[test]
fn check_says_nothing_of_what_the_guides_show() {
    let campaign = examples::file("docs/organizers.md", "library.toml");
    let notice = examples::file("docs/designers.md", "templates/notice.toml");
    let german = examples::file("docs/translators.md", "library.de.toml");
    let green = examples::file("docs/designers.md", "content/templates/green-flyer.toml");
    let layouts = [("notice", &*notice), ("green-flyer", &*green)];
    let folder = desk(&campaign, &layouts);
    fs::write(folder.path().join("campaign.de.toml"), &german).expect("written");
    let told = unanswered(folder.path(), &[]);
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn check_says_nothing_of_the_layouts_that_the_guide_walks_through() {
    let steps = examples::of_kind("templates/README.md", "step").len();
    assert!(steps >= 6, "{steps}");
    let notice = starter::template("notice").expect("a name").bytes;
    let notice = String::from_utf8(notice).expect("UTF-8");
    let mut layouts = vec![("notice".to_owned(), notice)];
    layouts.extend((1..=steps).map(|step| (format!("street-{step}"), examples::after(step))));
    let layouts: Vec<(&str, &str)> = layouts.iter().map(|(a, b)| (&**a, &**b)).collect();
    let folder = desk(common::library(), &layouts);
    let told = unanswered(folder.path(), &[]);
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn check_says_nothing_of_a_fresh_campaign_in_the_theme_of_the_guide() {
    let themes = examples::of_kind("templates/README.md", "theme");
    let [(name, text)] = &themes[..] else {
        panic!("one theme");
    };
    let file = format!("{name}/theme");
    let folder = desk(common::library(), &[(&file, text)]);
    let told = unanswered(folder.path(), &["--theme", name]);
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// Findings of a page that shows one block of the guide and nothing else.
const OF_A_BLOCK_ALONE: [&str; 3] = ["no-code", "empty-page", "unexplained-tally"];

#[test]
fn the_blocks_of_the_guide_are_built_without_a_finding() {
    let areas = examples::of_kind("templates/README.md", "area");
    let layouts: Vec<(String, String)> = areas
        .into_iter()
        .map(|(name, area)| (format!("block-{name}"), examples::alone(&area)))
        .collect();
    let pages = examples::of_kind("templates/README.md", "page").into_iter();
    let pages = pages.map(|(name, page)| (format!("page-{name}"), examples::page_alone(&page)));
    let layouts: Vec<_> = layouts.into_iter().chain(pages).collect();
    let layouts: Vec<(&str, &str)> = layouts.iter().map(|(a, b)| (&**a, &**b)).collect();
    let folder = desk("", &layouts);
    for (name, _) in layouts {
        let told = findings(folder.path(), name, &RouteKind::ALL[..2]);
        let told: Vec<&Diagnostic> = told
            .iter()
            .filter(|problem| !OF_A_BLOCK_ALONE.contains(&problem.rule.name()))
            .filter(|problem| !is_known(problem.rule.name()))
            .collect();
        assert!(told.is_empty(), "{name}: {told:#?}");
    }
}

#[test]
fn the_inks_of_the_guide_are_built_without_a_finding_on_every_route() {
    let printing = examples::of("docs/printing.md");
    let inks: Vec<&str> = printing.iter().map(|example| &*example.text).collect();
    assert!(inks.len() >= 2, "{}", inks.len());
    let own = format!(
        "[template]\nextends = \"flyer\"\ndescription = \"The flyer in inks of its own\"\n\n{}",
        inks.join("\n")
    );
    let folder = desk("", &[("inks", &own)]);
    let mut told = findings(folder.path(), "inks", &RouteKind::ALL);
    // The gatherings of the sample are samples.
    told.retain(|problem| problem.rule != Rule::SampleEvent);
    assert!(told.is_empty(), "{told:#?}");
}

/// What is found in a layout of the folder with the sample, which has something for every block.
fn findings(folder: &Path, id: &str, routes: &[RouteKind]) -> Vec<Diagnostic> {
    let pipeline = Pipeline::of(&Project::at(folder.join("campaign.toml"))).expect("a press");
    let template = pipeline.library.load(id);
    let template = template.unwrap_or_else(|problems| panic!("{id}: {}", said(&problems)));
    let printings: Vec<Printing> = routes
        .iter()
        .map(|route| Printing {
            route: *route,
            ..Printing::default()
        })
        .collect();
    let mut found = Vec::new();
    for paper in &template.papers {
        let job = Job::screen(&template, paper);
        for examined in pipeline.examine(&[common::sample()], &job, &printings) {
            let examined = examined.unwrap_or_else(|problems| panic!("{id}: {}", said(&problems)));
            found.extend(examined.warnings);
        }
    }
    found
}

#[test]
fn what_the_guides_allow_can_be_allowed() {
    for guide in ["docs/findings.md", "docs/proof.md"] {
        let allows = examples::of(guide);
        assert_eq!(allows.len(), 1, "{guide}");
        let sample = fs::read_to_string(common::SAMPLE).expect("the sample");
        let folder = desk(&format!("{sample}\n{}", allows[0].text), &[]);
        copy_pictures(folder.path());
        let loaded = content::load(&Project::at(folder.path().join("campaign.toml")));
        let loaded = loaded.unwrap_or_else(|problems| panic!("{guide}: {}", said(&problems)));
        assert!(loaded.warnings.is_empty(), "{}", said(&loaded.warnings));
    }
}

fn copy_pictures(folder: &Path) {
    let from = Path::new(common::SAMPLE)
        .parent()
        .expect("a folder")
        .join("art");
    let to = folder.join("art");
    fs::create_dir(&to).expect("a folder");
    for file in fs::read_dir(from).expect("pictures") {
        let file = file.expect("a picture");
        fs::copy(file.path(), to.join(file.file_name())).expect("copied");
    }
}

/// The commands of the program, as its help lists them.
fn commands() -> BTreeSet<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_handbill"))
        .arg("--help")
        .output()
        .expect("the program starts");
    let help = String::from_utf8(output.stdout).expect("UTF-8");
    let listed = help.split("Commands:\n").nth(1).expect("commands");
    let listed = listed.split("\n\n").next().expect("an end of the list");
    let name = |line: &str| {
        line.strip_prefix("  ")?
            .split(' ')
            .next()
            .map(str::to_owned)
    };
    let names = listed.lines().filter_map(name);
    names
        .filter(|name| !name.is_empty() && name != "help")
        .collect()
}

#[test]
fn the_readme_lists_every_command_and_no_other() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(path).expect("the README");
    let table = readme.split("\n## Commands\n").nth(1).expect("a table");
    let table = table.split("\n## ").next().expect("an end");
    let rows: Vec<String> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `handbill "))
        .map(|row| row.split([' ', '`']).next().unwrap_or_default().to_owned())
        .collect();
    let listed: BTreeSet<String> = rows.iter().cloned().collect();
    assert_eq!(listed.len(), rows.len(), "a command is listed once");
    assert!(listed.len() > 10);
    assert_eq!(listed, commands());
}

/// A check looks at each page for the screen and for a home printer. The type of what it looks at has no
/// files, so that none can be made for nothing; that it lays out no more than differs is counted here.
#[test]
fn a_check_lays_pages_out_once_that_the_screen_and_a_printer_share() {
    let pipeline = Pipeline::embedded();
    let printings = [RouteKind::Screen, RouteKind::Home].map(|route| Printing {
        route,
        ..Printing::default()
    });
    let lay_outs = |id: &str, paper: &str| {
        let template = pipeline.library.load(id).expect("a template");
        let paper = template.paper(paper).expect("a paper");
        let before = pipeline.lay_outs();
        let examined = pipeline.examine(
            &[common::sample()],
            &Job::screen(&template, &paper),
            &printings,
        );
        assert!(examined.iter().all(Result::is_ok), "{id}");
        assert_eq!(examined.len(), 2);
        pipeline.lay_outs() - before
    };
    // Tiles show the pages of the screen.
    assert_eq!(lay_outs("poster", "A3"), 1);
    assert_eq!(lay_outs("placard", "A2"), 1);
    // Within the edge of its sheet, or with a bleed to be cut off, a page is another.
    assert_eq!(lay_outs("handout", "A4"), 2);
    assert_eq!(lay_outs("call-card", "ID-1"), 2);
}

#[test]
fn a_check_finds_what_a_build_finds() {
    let pipeline = Pipeline::embedded();
    for (id, paper) in [("flyer", "A5"), ("handout", "A4"), ("stickers", "letter")] {
        let template = pipeline.library.load(id).expect("a template");
        let paper = template.paper(paper).expect("a paper");
        let job = Job {
            printing: Printing::default(),
            ..Job::screen(&template, &paper)
        };
        let built = pipeline.build(common::sample(), &job).expect("a piece");
        let mut examined = pipeline.examine(&[common::sample()], &job, &[Printing::default()]);
        let examined = examined.pop().expect("one way").expect("a piece");
        assert_eq!(examined.warnings, built.warnings, "{id}");
        assert!(!built.value.files.is_empty());
    }
}
