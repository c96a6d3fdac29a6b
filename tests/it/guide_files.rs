//! The files that the guides show are tried as they stand there.

use std::fs;

use crate::common::{self, said};
use handbill::internals::content;
use handbill::internals::content::Content;
use handbill::internals::pipeline::{Job, Pipeline};
use handbill::internals::project::Project;

/// A file that a guide shows.
fn shown(guide: &str, path: &str) -> String {
    common::examples::file(guide, path)
}

const ORGANIZERS: &str = "docs/organizers.md";

#[test]
fn another_campaign_goes_into_every_shipped_layout_and_into_one_of_its_own() {
    let campaign = shown(ORGANIZERS, "library.toml");
    let notice = shown("docs/designers.md", "templates/notice.toml");
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("library.toml"), campaign).expect("written");
    fs::create_dir(folder.path().join("templates")).expect("a folder");
    fs::write(folder.path().join("templates/notice.toml"), notice).expect("written");
    let project = Project::at(folder.path().join("library.toml"));
    let campaign = content::load(&project).unwrap_or_else(|problems| panic!("{}", said(&problems)));
    assert!(campaign.warnings.is_empty(), "{}", said(&campaign.warnings));
    let pipeline = Pipeline::of(&project).expect("fonts and templates");
    let mut built = Vec::new();
    for id in pipeline.library.ids() {
        let template = pipeline
            .library
            .load(&id)
            .unwrap_or_else(|problems| panic!("{}", said(&problems)));
        if !template.is_piece() || template.lacking(&campaign.value).is_some() {
            continue;
        }
        let paper = template.papers[0].clone();
        let made = pipeline.build(&campaign.value, &Job::screen(&template, &paper));
        let made = made.unwrap_or_else(|problems| panic!("{id}: {}", said(&problems)));
        let codes: usize = made
            .value
            .examined
            .piece
            .pages
            .iter()
            .map(|page| page.codes().len())
            .sum();
        built.push((id, codes));
    }
    // It has nobody to name and no gathering, but its own layout.
    let expected = [("flyer", 2), ("poster", 1), ("handout", 2), ("notice", 2)];
    for (id, codes) in expected {
        assert!(built.contains(&(id.to_owned(), codes)), "{id}: {built:?}");
    }
    let left_out = [
        "event-poster",
        "flyer-portrait",
        "names",
        "programme",
        "vigil",
        "poster-picture",
        "leaflet",
        "zine",
        "handout-large",
        "handout-plain",
    ];
    for id in common::PIECES {
        let is_built = built.iter().any(|(own, _)| own == id);
        assert_eq!(is_built, !left_out.contains(&id), "{id}: {built:?}");
    }
}

#[test]
fn its_translation_is_whole_and_goes_into_the_same_layouts() {
    let campaign = shown(ORGANIZERS, "library.toml");
    let notice = shown("docs/designers.md", "templates/notice.toml");
    let german = shown("docs/translators.md", "library.de.toml");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write =
        |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    fs::create_dir(folder.path().join("templates")).expect("a folder");
    write("library.toml", &campaign);
    write("library.de.toml", &german);
    write("templates/notice.toml", &notice);
    let project = Project::at(folder.path().join("library.toml"));
    let content = Content::open(&project).unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let campaign = content.campaign("de");
    let campaign = campaign.unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let rules: Vec<&str> = campaign
        .warnings
        .iter()
        .map(|problem| problem.rule.name())
        .collect();
    assert_eq!(rules, ["draft"], "{}", said(&campaign.warnings));
    let pipeline = Pipeline::of(&project).expect("fonts and templates");
    for (id, words) in [
        ("flyer", "das „Aus“ der Bücherei"),
        ("poster", "Unsere Bücherei"),
        ("handout", "Besuche im letzten Jahr"),
        ("notice", "Gezählt bis März 2026"),
    ] {
        let template = pipeline.library.load(id);
        let template = template.unwrap_or_else(|problems| panic!("{}", said(&problems)));
        let job = Job::screen(&template, &template.papers[0]);
        let made = pipeline.build(&campaign.value, &job);
        let made = made.unwrap_or_else(|problems| panic!("{id}: {}", said(&problems)));
        // So short a campaign leaves the handout half empty, and that is told.
        let short = |rule: &str| id == "handout" && rule == "large-hole";
        let mut told = made
            .warnings
            .iter()
            .filter(|problem| !short(problem.rule.name()));
        assert!(told.next().is_none(), "{id}: {}", said(&made.warnings));
        let document = common::pdf::open(made.value.pdf());
        let pages = common::pdf::pages(&document).into_iter();
        let texts: Vec<String> = pages
            .flat_map(|page| common::pdf::texts(&document, page))
            .collect();
        let text = texts.concat();
        assert!(text.contains(words), "{id}: “{words}” is not in {text}");
    }
}

#[test]
fn the_green_flyer_differs_from_the_shipped_one_in_three_lines() {
    let green = shown("docs/designers.md", "content/templates/green-flyer.toml");
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("templates")).expect("a folder");
    fs::write(folder.path().join("templates/green-flyer.toml"), green).expect("written");
    let project = Project::at(folder.path().join("campaign.toml"));
    let pipeline = Pipeline::of(&project).expect("fonts and templates");
    let template = pipeline
        .library
        .load("green-flyer")
        .unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let papers: Vec<&str> = template.papers.iter().map(|paper| &*paper.name).collect();
    assert_eq!(papers, ["A5", "A4", "A3"]);
    for paper in template.papers.clone() {
        let job = Job::screen(&template, &paper);
        let made = pipeline.build(common::sample(), &job);
        assert!(
            made.is_ok(),
            "{}: {}",
            paper.name,
            made.err().map(|p| said(&p)).unwrap_or_default()
        );
    }
}
