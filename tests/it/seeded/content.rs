//! Faults seeded into a content file and a layout file.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use handbill::internals::content::{self, Campaign};
use handbill::internals::diag::Diagnostics;
use handbill::internals::language::Date;
use handbill::internals::pipeline::{Job, Pipeline};
use handbill::internals::project::Project;
use handbill::internals::proof::{self, Terms};
use handbill::internals::route::RouteKind;
use handbill::internals::template::Template;

const CONTENT: &str = include_str!("good.toml");
const LAYOUT: &str = include_str!("layout.toml");

/// A fault in a text: what stands there, what is put in its place, and the rule of what has to be found.
struct Fault {
    from: &'static str,
    to: &'static str,
    rule: &'static str,
}

const fn fault(from: &'static str, to: &'static str, rule: &'static str) -> Fault {
    Fault { from, to, rule }
}

const IN_CONTENT: [Fault; 26] = [
    fault("as_of = \"2026-10\"", "as_of = \"2026-03\"", "stale-fact"),
    fault("as_of = \"2026-10\"", "as_of = \"2027-01\"", "future-fact"),
    fault(
        "text = \"visits last year\"\nsource = \"agenda\"",
        "text = \"visits last year\"",
        "unsourced-fact",
    ),
    fault(
        "start = \"2026-12-04T18:00\"\nend = \"2026-12-04T19:00\"",
        "start = \"2026-11-20T18:00\"\nend = \"2026-11-20T19:00\"",
        "past-event",
    ),
    fault(
        "weekday = \"Friday\"",
        "weekday = \"Saturday\"",
        "weekday-mismatch",
    ),
    fault("zone = \"America/New_York\"\n", "", "no-time-zone"),
    fault(
        "language = \"en\"",
        "language = \"en\"\nsample = true",
        "sample-campaign",
    ),
    fault(
        "weekday = \"Friday\"",
        "weekday = \"Friday\"\nsample = true",
        "sample-event",
    ),
    fault(
        "url = \"https://library.example/\"\n\n[[action]]",
        "url = \"http://library.example/\"\n\n[[action]]",
        "plain-http",
    ),
    fault(
        "url = \"https://library.example/\"\n\n[[action]]",
        "url = \"https://bit.ly/3xYzAbC\"\n\n[[action]]",
        "link-shortener",
    ),
    fault(
        "url = \"https://library.example/\"\n\n[[action]]",
        "url = \"https://qrco.de/bdAbCd\"\n\n[[action]]",
        "dynamic-redirector",
    ),
    fault(
        "url = \"https://library.example/\"\n\n[[action]]",
        "url = \"https://library.example/?utm_source=flyer\"\n\n[[action]]",
        "tracking-parameter",
    ),
    fault(
        "url = \"https://library.example/\"\n\n[[action]]",
        "url = \"https://lіbrary.example/\"\n\n[[action]]",
        "confusable-host",
    ),
    fault(
        "url = \"https://library.example/\"\n\n[[action]]",
        "url = \"https://library.example/READ/ON\"\n\n[[action]]",
        "upper-case-path",
    ),
    fault(
        "url = \"https://library.example/\"\n\n[[action]]",
        "url = \"https://192.168.1.20/\"\n\n[[action]]",
        "local-address",
    ),
    fault(
        "url = \"https://library.example/\"\n\n[[action]]",
        "url = \"https://library.example/campaigns/2026/keep-our-library-open/act\"\nshort = \"library.example\"\n\n[[action]]",
        "long-address",
    ),
    fault(
        "[organizer.imprint.DE]",
        "[organizer.imprint.AT]",
        "unknown-reference",
    ),
    fault(
        "printer = \"Copy shop Mitte, Torstr. 2, 10119 Berlin\"\n",
        "",
        "missing-imprint",
    ),
    fault(
        "responsible = \"Friends of the library, c/o Town Hall\"",
        "responsible = \"A. Person\"",
        "home-address",
    ),
    fault(
        "credit = \"Photograph: Friends of the library\"\n",
        "",
        "no-credit",
    ),
    fault(
        "file = \"door.png\"",
        "file = \"small.png\"",
        "picture-resolution",
    ),
    fault("alt = \"The door of the library\"\n", "", "missing-key"),
    fault(
        "phone = \"+1 202 555 0143\"",
        "phone = \"(202) 555 0143\"",
        "bad-phone",
    ),
    fault(
        "source = \"agenda\"\n\n[[action]]",
        "source = \"agenda2\"\n\n[[action]]",
        "unknown-reference",
    ),
    fault(
        "publisher = \"Town council\"\n",
        "publisher = \"Town council\"\npublished = true\n",
        "unknown-key",
    ),
    fault(
        "headline = \"Keep our library open\"",
        "headline = \"Keep our library open ☂\"",
        "missing-glyph",
    ),
];

const IN_LAYOUT: [Fault; 15] = [
    fault(
        "text = \"{campaign.lead}\"\nstyle = \"text\"",
        "text = \"{campaign.lead}\"\nstyle = \"pale\"",
        "low-contrast",
    ),
    fault(
        "text = \"{campaign.lead}\"\nstyle = \"text\"",
        "text = \"{campaign.lead}\"\nstyle = \"unseen\"",
        "low-contrast",
    ),
    fault(
        "{ text = \"{organizer.name}\", style = \"small\" }",
        "{ text = \"{organizer.name}\", style = \"tiny\" }",
        "small-type",
    ),
    fault(
        "[page.area.lead]\n",
        "[page.area.lead]\nfill = \"black\"\npadding = \"1mm\"\n",
        "low-contrast",
    ),
    fault(
        "text = \"{campaign.lead}\"\nstyle = \"text\"",
        "text = \"{campaign.lead}\"\nstyle = \"red\"\nfill = \"black\"\npadding = \"1mm\"",
        "color-blind",
    ),
    fault(
        "codes = [\"read\", \"call\"]\nbeside = \"below\"\nflow = \"row\"\nstyle = \"verb\"\nlabel = \"small\"",
        "text = \"{action.read.short}\"\nstyle = \"verb\"",
        "no-code",
    ),
    fault("margin = \"10mm\"", "margin = \"2mm\"", "text-outside-safe"),
    fault(
        "image = \"door\"",
        "image = \"door\"\nfocus = \"none\"",
        "unknown-key",
    ),
    fault("distance = \"0.25m\"", "distance = \"6m\"", "nearer-code"),
    fault(
        "style = \"text\"\n\n[page.area.words]",
        "style = \"large\"\n\n[page.area.words]",
        "overset",
    ),
    fault("[palette]", "[palette]\npaper = \"wine\"", "toml-syntax"),
    fault("\"foot  codes\",", "\"foot\",", "bad-grid"),
    fault(
        "style = \"headline\"",
        "style = \"headlines\"",
        "unknown-style",
    ),
    fault(
        "{fact.visits.figure}",
        "{fact.visitors.figure}",
        "unknown-placeholder",
    ),
    fault(
        "[page.area.foot]",
        "[[page]]\n[page.area.foot]",
        "missing-key",
    ),
];

/// Styles that some faults use.
const STYLES: &str = "\n[styles.tiny]\nlike = \"small\"\nsize = \"5.5pt\"\n\n[styles.large]\nlike = \"text\"\nsize = \"40pt\"\n\n[styles.pale]\nlike = \"text\"\ncolor = \"black 25%\"\n\n[styles.unseen]\nlike = \"text\"\ncolor = \"white\"\n\n[styles.red]\nlike = \"text\"\ncolor = \"#FF0000\"\n";

/// The rules of all that is said of a content and a layout, printed on a route and handed out in Germany on
/// 24 November 2026.
fn said(content: &str, layout: &str, route: RouteKind) -> BTreeSet<&'static str> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("templates")).expect("made");
    fs::write(at("campaign.toml"), content).expect("written");
    fs::write(at("templates/case.toml"), format!("{layout}{STYLES}")).expect("written");
    door(&at("door.png"), (620, 900));
    door(&at("small.png"), (155, 225));
    let mut said = Diagnostics::default();
    if let Some((campaign, pipeline, template)) = opened(&at("campaign.toml"), &mut said) {
        let mut job = Job::screen(&template, &"A5".parse().expect("a paper"));
        job.printing.route = route;
        let day = "2026-11-24".parse::<Date>().expect("a day");
        let terms = Terms {
            today: Some(day),
            country: Some("DE".to_owned()),
            copies: None,
        };
        match pipeline.build(&campaign, &job) {
            Ok(built) => {
                said.extend(built.warnings);
                let findings = proof::of_frames(&[&campaign], &built.value.examined, &terms);
                said.extend(built.value.examined.placed(findings));
            }
            Err(problems) => said.extend(problems),
        }
    }
    said.iter()
        .map(|diagnostic| diagnostic.rule.name())
        .collect()
}

fn opened(content: &Path, said: &mut Diagnostics) -> Option<(Campaign, Pipeline, Template)> {
    let project = Project::at(content);
    let campaign = content::load(&project)
        .map_err(|problems| said.extend(problems))
        .ok()?;
    said.extend(campaign.warnings);
    let pipeline = Pipeline::of(&project).ok()?;
    let template = pipeline
        .library
        .load("case")
        .map_err(|problems| said.extend(problems))
        .ok()?;
    Some((campaign.value, pipeline, template))
}

/// A picture, printed 52 mm wide: 300 pixels to the inch are 620.
fn door(path: &Path, (width, height): (u32, u32)) {
    let door = image::GrayImage::from_fn(width, height, |x, y| image::Luma([(x ^ y) as u8]));
    door.save(path).expect("written");
}

#[test]
fn every_fault_of_the_content_is_found() {
    found(&IN_CONTENT, CONTENT, &|text| {
        said(text, LAYOUT, RouteKind::Screen)
    });
}

#[test]
fn every_fault_of_the_layout_is_found() {
    found(&IN_LAYOUT, LAYOUT, &|text| {
        said(CONTENT, text, RouteKind::Screen)
    });
}

fn found(faults: &[Fault], good: &str, said: &dyn Fn(&str) -> BTreeSet<&'static str>) {
    let mut missed = Vec::new();
    for Fault { from, to, rule } in faults {
        assert!(good.contains(from), "{from}");
        let said = said(&good.replacen(from, to, 1));
        if !said.contains(rule) {
            missed.push(format!("{to}: {rule} is not among {said:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn what_is_good_gives_no_alarm() {
    for route in [
        RouteKind::Screen,
        RouteKind::Home,
        RouteKind::Copier,
        RouteKind::Press,
    ] {
        let said = said(CONTENT, LAYOUT, route);
        assert!(said.is_empty(), "{}: {said:?}", route.name());
    }
}
