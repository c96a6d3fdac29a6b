//! What is found in pages before they are written: each case is a page with one thing wrong.

use std::fs;

use crate::common::{build_beside, small_campaign};
use handbill::internals::diag::Severity;

/// A page that is filled, with a code, and with room for one area more.
const PAGE: &str = r##"
[template]
extends = "base"
papers = ["A5"]
design = "A5"
distance = "0.3m"

[styles.large]
like = "text"
size = "40pt"

[styles.night]
like = "small"
size = "6.6pt"
color = "white"

[[page]]
margin = "MARGIN"
gap = "4mm"
columns = ["1fr", "60mm"]
rows = ["auto", "1fr", "auto"]
areas = ["title title", "words photo", "more codes"]

[page.area.title]
text = "{campaign.headline}"
style = "headline"
lines = 2
level = 1

[page.area.words]
WORDS

[page.area.photo]
PHOTO

[page.area.more]
MORE

[page.area.codes]
codes = ["1"]
BESIDE
"##;

/// What stands in the places of the page, where nothing is wrong.
const GOOD: [(&str, &str); 5] = [
    ("MARGIN", "10mm"),
    ("WORDS", "text = \"{campaign.lead}\"\nstyle = \"large\""),
    ("PHOTO", "image = \"door\""),
    ("MORE", "text = \"{organizer.name}\"\nstyle = \"small\""),
    ("BESIDE", "style = \"small\"\nsize = \"24mm\""),
];

/// The findings of the page with some places changed: rule, whether it is an error, and its page.
fn found(changed: &[(&str, &str)], more: &str) -> Vec<(&'static str, bool, Option<usize>)> {
    let mut layout = PAGE.to_owned();
    for (place, text) in changed.iter().chain(&GOOD) {
        layout = layout.replacen(place, text, 1);
    }
    layout.push_str(more);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let door = image::GrayImage::from_pixel(900, 1400, image::Luma([40]));
    door.save(folder.path().join("door.png")).expect("written");
    let campaign = small_campaign("They are held for another year, and nobody says why.")
        + "\n[[image]]\nid = \"door\"\nfile = \"door.png\"\nalt = \"A door\"\ncredit = \"A friend\"\nlicense = \"CC0\"\n";
    fs::create_dir_all(folder.path().join("templates")).expect("made");
    let findings = match build_beside(folder.path(), &campaign, &layout, "A5") {
        Ok(built) => built.warnings,
        Err(problems) => problems,
    };
    let told = findings.iter().map(|problem| {
        let page = problem.on_page.map(|on| on.page);
        (
            problem.rule.name(),
            problem.severity == Severity::Error,
            page,
        )
    });
    told.collect()
}

#[test]
fn a_good_page_is_quiet() {
    assert_eq!(found(&[], ""), []);
}

#[test]
fn words_and_codes_near_the_edge_are_told() {
    // The quiet zone of a code is wider than the margin lacks, so that it stays safe.
    let near = found(&[("MARGIN", "4mm")], "");
    assert!(
        near.contains(&("text-outside-safe", false, Some(0))),
        "{near:?}"
    );
    assert!(
        near.iter().all(|(rule, ..)| *rule != "code-outside-safe"),
        "{near:?}"
    );
    let nearer = found(
        &[
            ("MARGIN", "1mm"),
            ("BESIDE", "style = \"small\"\nsize = \"22mm\""),
        ],
        "",
    );
    assert!(
        nearer.contains(&("code-outside-safe", false, Some(0))),
        "{nearer:?}"
    );
}

#[test]
fn words_over_and_under_a_picture_are_told() {
    // The picture runs into the bleed, under the words of the code below it.
    let over = found(&[("PHOTO", "image = \"door\"\nbleed = [\"bottom\"]")], "");
    assert!(
        over.contains(&("text-over-picture", false, Some(0))),
        "{over:?}"
    );
    // And over those that were drawn before it.
    let under = found(&[("PHOTO", "image = \"door\"\nbleed = [\"left\"]")], "");
    assert!(
        under.contains(&("covered-text", true, Some(0))),
        "{under:?}"
    );
}

#[test]
fn small_light_words_on_a_dark_ground_are_told() {
    let dark =
        "text = \"{organizer.name}\"\nstyle = \"night\"\nfill = \"black\"\npadding = \"1mm\"";
    assert_eq!(
        found(&[("MORE", dark)], ""),
        [("small-reversed-type", false, Some(0))]
    );
    let larger = dark.replace("night", "day");
    let style = "\n[styles.day]\nlike = \"night\"\nsize = \"8pt\"\n";
    assert_eq!(found(&[("MORE", &larger)], style), []);
}

#[test]
fn empty_places_and_a_leaf_without_a_code_are_told() {
    let page = |areas: &str| {
        format!(
            "\n[[page]]\nmargin = \"10mm\"\ncolumns = [\"1fr\"]\nrows = [\"auto\"]\nareas = [\"only\"]\n{areas}"
        )
    };
    let short = page("[page.area.only]\ntext = \"{campaign.lead}\"\nstyle = \"small\"\n");
    // The back of the first page: its leaf has a code.
    assert_eq!(found(&[], &short), [("large-hole", false, Some(1))]);
    let third = short.clone() + &short;
    let told = found(&[], &third);
    assert!(told.contains(&("no-code", false, Some(2))), "{told:?}");
    let nothing = page("[page.area.only]\nfill = \"accent\"\n");
    let told = found(&[], &nothing);
    assert!(told.contains(&("empty-page", true, Some(1))), "{told:?}");
}
