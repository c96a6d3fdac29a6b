//! What the tests share: pieces built through the library, PDF pages as pictures and as text, frames
//! as text.

#![allow(
    unreachable_pub,
    reason = "nothing outside the test program can reach it"
)]

pub mod copying;
pub mod dump;
pub mod examples;
pub mod numbers;
pub mod pdf;
pub mod render;
pub mod structure;

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::OnceLock;

use handbill::internals::content::{self, Campaign};
use handbill::internals::diag::{Diagnostics, Warned};
use handbill::internals::geom::Length;
use handbill::internals::pipeline::{Built, Job, Pipeline};
use handbill::internals::project::Project;

/// The pieces that organizers carry, in the order in which they are built.
pub const PIECES: [&str; 22] = [
    "flyer",
    "flyer-two",
    "flyer-portrait",
    "programme",
    "poster",
    "poster-picture",
    "event-poster",
    "names",
    "banner",
    "placard",
    "handout",
    "handout-large",
    "handout-plain",
    "leaflet",
    "zine",
    "palm-card",
    "call-card",
    "postcard",
    "door-hanger",
    "tear-off",
    "stickers",
    "vigil",
];

/// The content file that the program comes with.
pub const SAMPLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/content/free-armenian-pows.toml"
);

/// The embedded fonts and templates, read once.
pub fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(Pipeline::embedded)
}

/// The campaign that the program comes with.
pub fn sample() -> &'static Campaign {
    static CAMPAIGN: OnceLock<Campaign> = OnceLock::new();
    CAMPAIGN.get_or_init(|| {
        let loaded = content::load(&Project::at(SAMPLE)).expect("the sample holds together");
        assert!(loaded.warnings.is_empty(), "{}", said(&loaded.warnings));
        loaded.value
    })
}

/// A campaign from a text, without pictures unless they lie in the folder.
pub fn campaign(folder: &Path, text: &str) -> Campaign {
    let file = folder.join("campaign.toml");
    fs::write(&file, text).expect("a folder of our own");
    match content::load(&Project::at(file)) {
        Ok(loaded) => loaded.value,
        Err(problems) => panic!("{}", said(&problems)),
    }
}

/// Every template that is a piece and for which the sample has what it needs, on every paper that it names.
pub fn jobs(bleed: Option<Length>) -> Vec<Job> {
    let library = &pipeline().library;
    let templates = library.ids().into_iter().map(|id| match library.load(&id) {
        Ok(template) => template,
        Err(problems) => panic!("{}", said(&problems)),
    });
    templates
        .filter(|template| template.is_piece() && template.lacking(sample()).is_none())
        .flat_map(|template| {
            let papers = template.papers.clone();
            papers.into_iter().map(move |paper| {
                let mut job = Job::screen(&template, &paper);
                job.printing.bleed = bleed;
                job
            })
        })
        .collect()
}

/// The sample as every template on every paper, built once for a test program.
pub fn every_piece() -> &'static [Warned<Built>] {
    static PIECES: OnceLock<Vec<Warned<Built>>> = OnceLock::new();
    PIECES.get_or_init(|| {
        let threads = NonZeroUsize::new(2).expect("not zero");
        let jobs: Vec<(Vec<&Campaign>, Job)> = jobs(None)
            .into_iter()
            .map(|job| (vec![sample()], job))
            .collect();
        let built = pipeline().build_all(&jobs, threads);
        let all = built.into_iter().map(|result| match result {
            Ok(built) => built,
            Err(problems) => panic!("{}", said(&problems)),
        });
        all.collect()
    })
}

/// One piece of a campaign, with the embedded templates.
pub fn build(
    campaign: &Campaign,
    template: &str,
    paper: &str,
) -> Result<Warned<Built>, Diagnostics> {
    let template = pipeline().library.load(template)?;
    let job = Job::screen(&template, &paper.parse().expect("a paper that there is"));
    pipeline().build(campaign, &job)
}

/// A piece of a campaign in a folder of its own, with a template beside it.
pub fn build_beside(
    folder: &Path,
    campaign: &str,
    layout: &str,
    paper: &str,
) -> Result<Warned<Built>, Diagnostics> {
    fs::write(folder.join("campaign.toml"), campaign).expect("a folder of our own");
    fs::create_dir_all(folder.join("templates")).expect("a folder of our own");
    fs::write(folder.join("templates/case.toml"), layout).expect("a folder of our own");
    let project = Project::at(folder.join("campaign.toml"));
    let campaign = content::load(&project)?.value;
    let pipeline = Pipeline::of(&project)?;
    let template = pipeline.library.load("case")?;
    let job = Job::screen(&template, &paper.parse().expect("a paper that there is"));
    pipeline.build(&campaign, &job)
}

/// `flyer on A5`.
pub fn name(built: &Built) -> String {
    format!(
        "{} on {}",
        built.examined.piece.template, built.examined.piece.paper
    )
}

/// Diagnostics, one to a line.
pub fn said(problems: &Diagnostics) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// A campaign about a library, with a little of everything, that the guide for designers is tried with.
pub fn library() -> &'static str {
    include_str!("library.toml")
}

/// A campaign with nothing but what must be there, and its last table open for more.
pub fn small_campaign(lead: &str) -> String {
    format!(
        r##"[campaign]
id = "small"
language = "en"
title = "Small"
headline = "Let them go home"
lead = "{lead}"
hashtag = "#LetThemGo"
home = "https://example.org/"
as_of = "2023-11"

[[fact]]
id = "leaders"
figure = "8"
count = 8
people = true
text = "leaders"
source = "page"

[[fact]]
id = "prisoners"
figure = "50+"
count = 50
people = true
open = true
text = "prisoners"
source = "page"

[[source]]
id = "page"
author = "A reporter"
title = "A report"

[[quote]]
id = "release"
text = "release them all"
speaker = "A watcher"
source = "page"

[[action]]
id = "learn"
kind = "url"
label = "Read on"
url = "https://example.org/"

[[action]]
id = "call"
kind = "tel"
label = "Call"
phone = "+1 202 224 3121"

[[action]]
id = "email"
kind = "mailto"
label = "Write"
email = "info@example.org"

[organizer]
name = "Neighbours"
"##
    )
}
