//! The blocks that layouts are made of, each by what a reader sees of it.

use crate::common::{self, build_beside, said, small_campaign};
use handbill::internals::diag::Warned;
use handbill::internals::frame::{GlyphRun, ItemKind, Path, Segment};
use handbill::internals::geom::{Length, Rect, Turn};
use handbill::internals::payload::Payload;
use handbill::internals::pipeline::Built;

/// More of the small campaign: people, what happened, a gathering, a text long enough for pages.
const MORE: &str = r##"
[[person]]
id = "one"
name = "Ani A."
text = "a teacher"
source = "page"

[[person]]
id = "two"
name = "Ben B."
source = "page"

[[moment]]
id = "first"
date = "2021-05"
text = "They stood there."
source = "page"

[[moment]]
id = "second"
date = "2023-11-01"
text = "They stand there."

[[event]]
id = "berlin"
city = "Berlin"
country = "DE"
place = "Pariser Platz"
start = "2027-05-15T14:00"
zone = "Europe/Berlin"
location = "52.5163, 13.3788"

[[event]]
id = "boston"
city = "Boston"
country = "US"
place = "Copley Square"
start = "2027-05-15T14:00"
zone = "America/New_York"
location = "42.3498, -71.0774"

[[section]]
id = "long"
title = "Long"
body = """
BODY
"""
"##;

/// A page with one area, which has the lines that are given.
fn page(area: &str) -> String {
    format!(
        r#"
[template]
extends = "base"
description = "A case"
design = "A5"
papers = ["A5"]
distance = "0.3m"

[[page]]
margin = "10mm"
gap = "4mm"
columns = ["1fr"]
rows = ["1fr"]
areas = ["it"]

[page.area.it]
{area}
"#
    )
}

fn campaign() -> String {
    let body =
        "A sentence that is as long as this one fills a line or a little more of it. ".repeat(60);
    small_campaign("A lead.") + &MORE.replace("BODY", &body)
}

fn built(layout: &str) -> Warned<Built> {
    let folder = tempfile::tempdir().expect("a folder");
    build_beside(folder.path(), &campaign(), layout, "A5")
        .unwrap_or_else(|problems| panic!("{}", said(&problems)))
}

fn block(area: &str) -> Built {
    built(&page(area)).value
}

fn runs(built: &Built) -> Vec<GlyphRun> {
    let mut runs = Vec::new();
    for page in &built.examined.piece.pages {
        page.frame.walk(&mut |item| {
            if let ItemKind::Text(run) = &item.kind {
                runs.push(run.clone());
            }
        });
    }
    runs
}

fn words(built: &Built) -> String {
    handbill::internals::reading::plain_text(&built.examined.piece)
}

fn paths(built: &Built) -> Vec<Path> {
    let mut paths = Vec::new();
    for page in &built.examined.piece.pages {
        page.frame.walk(&mut |item| {
            if let ItemKind::Path(path) = &item.kind {
                paths.push(path.clone());
            }
        });
    }
    paths
}

/// How many outlines a path has.
fn outlines(path: &Path) -> usize {
    let moves = |segment: &&Segment| matches!(segment, Segment::Move(_));
    path.segments.iter().filter(moves).count()
}

#[test]
fn a_tally_has_a_mark_for_each() {
    // Marks of a dot have as many outlines as dots; a figure is a head on shoulders.
    for (mark, alt, each) in [
        ("bar", "bars", 1),
        ("dot", "dots", 1),
        ("square", "squares", 1),
        ("person", "figures", 2),
    ] {
        let built = block(&format!(
            "tally = [\"leaders\"]\nmark = \"{mark}\"\nheight = \"20mm\""
        ));
        let paths = paths(&built);
        assert_eq!(paths.len(), 1);
        assert_eq!(outlines(&paths[0]), 8 * each, "{mark}");
        assert!(
            words(&built).contains(&format!("8 {alt}")),
            "{}",
            words(&built)
        );
    }
}

#[test]
fn strokes_are_counted_in_fives() {
    let built = block("tally = [\"leaders\"]\nmark = \"stroke\"\nheight = \"20mm\"");
    let path = &paths(&built)[0];
    // Eight are five, one of them across, and three: no stroke is lost.
    assert_eq!(outlines(path), 8);
    let bounds = path.bounds().expect("marks");
    let width = bounds.size.width.to_mm();
    assert!((width - 128.0).abs() < 3.0, "to the full width: {width} mm");
}

#[test]
fn marks_in_rows_stand_under_one_another() {
    let built = block(
        "tally = [\"prisoners\"]\nmark = \"square\"\nrow = 10\nspacing = 0.5\nheight = \"60mm\"",
    );
    let path = &paths(&built)[0];
    let mut tops: Vec<i64> = Vec::new();
    for segment in &path.segments {
        if let Segment::Move(at) = segment {
            tops.push((at.y.to_mm() * 100.0).round() as i64);
        }
    }
    tops.sort_unstable();
    tops.dedup();
    // Fifty and those not counted: five rows of ten, and one begun.
    assert!(tops.len() >= 6, "{tops:?}");
}

#[test]
fn people_stand_by_their_names_with_what_they_are() {
    let text = words(&block(
        "names = [\"*\"]\nstyle = \"name\"\nlabel = \"small\"",
    ));
    assert_eq!(text, "Ani A.\n\na teacher\n\nBen B.\n");
    let names = words(&block("names = [\"two\"]\nstyle = \"name\""));
    assert_eq!(names, "Ben B.\n");
}

#[test]
fn what_happened_has_its_dates() {
    let text = words(&block(
        "timeline = [\"*\"]\nstyle = \"heading\"\nlabel = \"text\"",
    ));
    assert_eq!(
        text,
        "May 2021\n\nThey stood there.\n\n1 November 2023\n\nThey stand there.\n"
    );
}

#[test]
fn steps_are_numbered_and_have_their_addresses() {
    let text = words(&block(
        "steps = [\"*\"]\nstyle = \"verb\"\nlabel = \"address\"",
    ));
    for told in [
        "1",
        "Read on",
        "example.org",
        "3",
        "Write",
        "info@example.org",
    ] {
        assert!(text.contains(told), "{told} in {text}");
    }
    assert!(
        block("steps = [\"*\"]").examined.piece.pages[0]
            .codes()
            .is_empty()
    );
}

#[test]
fn an_action_goes_by_its_kind() {
    let built = block("text = \"{action.tel.label}: {action.tel.short}\"");
    assert!(
        words(&built).starts_with("Call: +1 202 224 3121"),
        "{}",
        words(&built)
    );
    let code = block("codes = [\"tel\"]\nstyle = \"verb\"\nlabel = \"address\"");
    let codes = code.examined.piece.pages[0].codes();
    assert_eq!(codes[0].payload.encoded(), "tel:+12022243121");
    // Of a kind that the campaign has none of nothing is shown; a slip is told.
    let none = block(
        "stack = [{ codes = [\"sms\"] }, { codes = [\"1\"], style = \"verb\", label = \"address\" }]",
    );
    assert_eq!(none.examined.piece.pages[0].codes().len(), 1);
    let folder = tempfile::tempdir().expect("a folder");
    let wrong = build_beside(
        folder.path(),
        &campaign(),
        &page("codes = [\"tell\"]"),
        "A5",
    );
    let problems = wrong.expect_err("no such action");
    assert!(
        said(&problems).contains("unknown-reference"),
        "{}",
        said(&problems)
    );
}

#[test]
fn an_event_is_told_in_the_form_of_its_city() {
    let layout = page("text = \"{event.1.city} {event.1.day} {event.1.time} {event.1.place}\"");
    let text = words(&built(&layout).value);
    assert_eq!(text, "Berlin Saturday, 15 May 2027 14:00 Pariser Platz\n");
    let boston = layout.replace("event.1.", "event.boston.");
    let text = words(&built(&boston).value);
    assert!(
        text.contains("May 15, 2027") && text.contains("2:00"),
        "{text}"
    );
    let map = block("map = \"1\"\nstyle = \"verb\"\nlabel = \"address\"");
    let codes = map.examined.piece.pages[0].codes();
    let Payload::Geo {
        latitude,
        longitude,
    } = codes[0].payload
    else {
        panic!("a place on the map: {:?}", codes[0].payload);
    };
    assert_eq!((latitude, longitude), (52.5163, 13.3788));
}

#[test]
fn copies_are_all_drawn_and_said_once() {
    let built = block("copies = \"2x3\"\ncut = true\ntext = \"{campaign.headline}\"");
    let headlines = runs(&built)
        .iter()
        .filter(|run| run.text.contains("home"))
        .count();
    assert_eq!(headlines, 6);
    assert_eq!(words(&built).matches("home").count(), 1);
    // Lines to cut along: one between two columns, two between three rows.
    let thin = |path: &&Path| {
        path.bounds()
            .is_some_and(|bounds| bounds.size.width.min(bounds.size.height) < Length::mm(1.0))
    };
    assert!(paths(&built).iter().filter(thin).count() >= 3);
}

#[test]
fn tabs_are_turned_with_their_codes() {
    let built = block(
        "copies = \"2x1\"\nturn = \"left\"\nheight = \"60mm\"\nstack = [{ gap = \"9mm\", stack = [{ text = \"{action.1.short}\", style = \"small\" }, { codes = [\"1\"], beside = \"none\", size = \"30mm\" }] }]",
    );
    let runs = runs(&built);
    assert!(!runs.is_empty() && runs.iter().all(|run| run.turn == Turn::Left));
    for run in &runs {
        // Read from below: the words go up the page.
        let last = run.glyphs.last().expect("glyphs");
        assert!(
            run.point(handbill::internals::geom::Point::new(last.x, last.y))
                .y
                < run.at.y
        );
    }
    assert_eq!(built.examined.piece.pages[0].codes().len(), 2);
}

#[test]
fn a_box_has_ground_line_and_ink_of_its_own() {
    let layout = page("box = \"night\"\npadding = \"5mm\"\ntext = \"{campaign.lead}\"")
        + "\n[boxes.night]\nfill = \"ink\"\nink = \"white\"\nline = \"2pt\"\nsides = [\"top\"]\n";
    let built = built(&layout).value;
    let text = &runs(&built)[0];
    assert!(text.color.luminance() > 0.9, "white words");
    let ground = paths(&built)[0].fill.expect("a ground");
    assert!(ground.luminance() < 0.1, "on black");
    assert!(text.at.x > Length::mm(14.9), "within the padding");
    assert_eq!(paths(&built).len(), 2, "and one line");
}

#[test]
fn shapes_and_rules_are_drawn() {
    let built = block(
        "stack = [{ shape = \"circle\", height = \"20mm\", width = \"20mm\" }, { rule = \"3pt\" }, { rule = \"2pt\", dashed = true }, { codes = [\"1\"], style = \"verb\", label = \"address\" }]",
    );
    let curved = paths(&built)
        .iter()
        .filter(|path| {
            path.segments
                .iter()
                .any(|it| matches!(it, Segment::Curve(..)))
        })
        .count();
    assert_eq!(curved, 1);
    let rules: Vec<Rect> = paths(&built).iter().filter_map(Path::bounds).collect();
    assert!(
        rules
            .iter()
            .any(|rule| (rule.size.height.to_pt() - 3.0).abs() < 0.01)
    );
}

#[test]
fn parts_of_a_script_are_chosen() {
    let campaign = campaign().replace(
        "phone = \"+1 202 224 3121\"",
        "phone = \"+1 202 224 3121\"\n\n[action.script]\nopening = \"Say your name.\"\nasks = [\"Let them go.\", \"Tell where they are.\"]\nclosing = \"Say thank you.\"",
    );
    let folder = tempfile::tempdir().expect("a folder");
    let area = "script = \"*\"\nstyle = \"text\"\nlabel = \"text\"\nparts = [\"asks\"]";
    let built = build_beside(folder.path(), &campaign, &page(area), "A5")
        .unwrap_or_else(|problems| panic!("{}", said(&problems)));
    assert_eq!(
        words(&built.value),
        "1 Let them go.\n2 Tell where they are.\n"
    );
}

#[test]
fn only_cited_sources_are_printed() {
    let campaign = campaign().replace(
        "[[quote]]",
        "[[source]]\nid = \"other\"\nauthor = \"Nobody\"\ntitle = \"Not cited\"\n\n[[quote]]",
    );
    let text = |which: &str| {
        let area = format!("stack = [{{ quotes = [\"1\"] }}, {{ sources = \"{which}\" }}]");
        let folder = tempfile::tempdir().expect("a folder");
        let built = build_beside(folder.path(), &campaign, &page(&area), "A5")
            .unwrap_or_else(|problems| panic!("{}", said(&problems)));
        words(&built.value)
    };
    assert!(!text("cited").contains("Not cited"), "{}", text("cited"));
    assert!(text("cited").contains("A watcher¹"), "{}", text("cited"));
    assert!(text("all").contains("Not cited"));
}

#[test]
fn a_page_is_repeated_until_its_story_is_told_and_numbered() {
    let layout = page("story = \"main\"")
        .replace("rows = [\"1fr\"]\nareas = [\"it\"]", "rows = [\"60mm\", \"auto\"]\nareas = [\"it\", \"folio\"]\nrepeat = \"main\"\narea.folio = { text = \"{page.number} of {page.count}\", style = \"folio\" }")
        + "\n[story.main]\nsections = [\"*\"]\nstyle = \"text\"\n";
    let built = built(&layout).value;
    let count = built.examined.piece.pages.len();
    assert!(count > 2, "{count} pages");
    for (at, page) in built.examined.piece.pages.iter().enumerate() {
        let mut folios = Vec::new();
        page.frame.walk(&mut |item| {
            if let ItemKind::Text(run) = &item.kind
                && (item.origin.key.contains("folio") || item.origin.key.starts_with("page."))
                && !item.origin.key.ends_with("area.it")
            {
                folios.push(run.text.clone());
            }
        });
        assert_eq!(folios.concat(), format!("{} of {count}", at + 1));
    }
    // The text is whole, and the numbers are not in it.
    assert_eq!(words(&built).matches("A sentence that").count(), 60);
    assert!(!words(&built).contains("2 of"));
}

#[test]
fn a_picture_is_printed_in_two_colours_whichever_is_named_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let pixels = image::GrayImage::from_fn(1600, 1600, |x, _| {
        image::Luma([if x < 800 { 0 } else { 255 }])
    });
    pixels
        .save(folder.path().join("half.png"))
        .expect("written");
    let picture = "\n[[image]]\nid = \"half\"\nfile = \"half.png\"\nalt = \"half and half\"\n";
    let campaign = campaign() + picture;
    let mut pictures = Vec::new();
    for colors in ["\"ink\", \"accent\"", "\"accent\", \"ink\""] {
        let area = format!("image = \"half\"\nduotone = [{colors}]");
        let built = build_beside(folder.path(), &campaign, &page(&area), "A5")
            .unwrap_or_else(|problems| panic!("{}", said(&problems)));
        let (width, height, pixels) = common::render::color_page(built.value.pdf(), 0, 50.0);
        let at = |share: f64| pixels[height / 2 * width + (width as f64 * share) as usize];
        pictures.push((at(0.25), at(0.75)));
    }
    assert_eq!(pictures[0], pictures[1]);
    let (dark, light) = &pictures[0];
    assert!(dark.iter().all(|value| *value < 60), "{dark:?}");
    assert!(light[0] > 200 && light[2] < 80, "apricot: {light:?}");
}
