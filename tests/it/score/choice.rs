//! Which option of a page is taken, and what is told about it.

use std::num::NonZeroUsize;
use std::process::{Command, Output};

use serde_json::Value;

use super::{Desk, scores};
use handbill::internals::content;
use handbill::internals::pipeline::{Job, Outcome, Pipeline, Why};

/// Four compositions: one for campaigns with a portrait picture, one that does not fit, and two that do.
const FOUR: &str = r#"[template]
extends = "base"
papers = ["A5", "A4"]

[[page]]
margin = "10mm"
gap = "5mm"

[page.area]
title = { text = "{campaign.headline}", style = "headline", lines = 3, level = 1 }
lead = { text = "{campaign.lead}", style = "text" }
picture = { image = "1", credit = false }

[[page.option]]
name = "unsuited"
when = { count = { event = "99.." } }
columns = ["1fr"]
rows = ["auto"]
areas = ["title"]

[[page.option]]
name = "overset"
columns = ["1fr"]
rows = ["auto", "20m"]
areas = ["title", "picture"]

[[page.option]]
name = "hole"
columns = ["1fr"]
rows = ["auto", "auto", "1fr"]
areas = ["title", "lead", "."]

[[page.option]]
name = "full"
columns = ["1fr"]
rows = ["auto", "auto", "1fr"]
areas = ["title", "lead", "picture"]
"#;

#[test]
fn the_best_one_that_fits_is_taken_and_the_others_are_told() {
    let desk = Desk::new();
    desk.lay("four", FOUR);
    let taken = &desk.built("four", &[]).examined.taken;
    assert_eq!(
        (taken.len(), taken[0].page, &*taken[0].name),
        (1, 1, "full")
    );
    assert_eq!(taken[0].why, Why::Score);
    let outcomes: Vec<Outcome> = taken[0].tried.iter().map(|tried| tried.outcome).collect();
    assert_eq!(outcomes[0], Outcome::Unsuited);
    assert_eq!(outcomes[1], Outcome::DoesNotFit);
    let scores = scores(&taken[0]);
    assert!(scores[2].1 < scores[3].1, "{scores:?}");
}

/// Two pages that share a text: the second has a composition without it, which looks better by itself.
const LINKED: &str = r#"[template]
extends = "base"
papers = ["A4"]

[styles.text]
size = "15pt"

[story.main]
sections = ["*"]
style = "text"
heading = "heading"
item = "text"

[[page]]
margin = "12mm"
gap = "5mm"
rows = ["auto", "1fr"]
areas = ["title", "one"]
area.title = { text = "{campaign.headline}", style = "headline", lines = 1, level = 1 }
area.one = { story = "main" }

[[page]]
margin = "12mm"
area.two = { story = "main" }
area.picture = { image = "1", credit = false }

[[page.option]]
name = "picture"
rows = ["1fr"]
areas = ["picture"]

[[page.option]]
name = "text"
rows = ["1fr"]
areas = ["two"]
"#;

#[test]
fn a_composition_that_takes_none_of_a_text_is_tried_with_the_pages_that_need_the_room() {
    let desk = Desk::new();
    desk.lay("linked", LINKED);
    let taken = &desk.built("linked", &[]).examined.taken;
    assert_eq!(
        (taken.len(), taken[0].page, &*taken[0].name),
        (1, 2, "text")
    );
    assert_eq!(taken[0].tried[0].outcome, Outcome::DoesNotFit);
}

#[test]
fn an_option_can_be_pinned() {
    let desk = Desk::new();
    desk.lay("four", FOUR);
    let taken = &desk.built("four", &["hole"]).examined.taken;
    assert_eq!((&*taken[0].name, taken[0].why), ("hole", Why::Pinned));
    // Even one whose condition is false: whoever names it wants to see it.
    let taken = &desk.built("four", &["unsuited"]).examined.taken;
    assert_eq!((&*taken[0].name, taken[0].why), ("unsuited", Why::Pinned));
}

#[test]
fn of_two_that_are_as_good_the_first_is_taken() {
    let desk = Desk::new();
    // The same grid twice, which is a warning: the same type, the same holes.
    let twins = FOUR
        .split("[[page.option]]")
        .next()
        .expect("a page")
        .to_owned()
        + "[[page.option]]\nname = \"left\"\ncolumns = [\"1fr\", \"1fr\"]\nrows = [\"auto\", \"1fr\"]\nareas = [\"title title\", \"lead picture\"]\n\n\
           [[page.option]]\nname = \"right\"\ncolumns = [\"1fr\", \"1fr\"]\nrows = [\"auto\", \"1fr\"]\nareas = [\"title title\", \"lead picture\"]\n";
    desk.lay("twins", &twins);
    let taken = &desk.built("twins", &[]).examined.taken;
    assert_eq!(scores(&taken[0])[0].1, scores(&taken[0])[1].1);
    assert_eq!(taken[0].name, "left");
}

#[test]
fn any_number_of_threads_takes_the_same() {
    let desk = Desk::new();
    desk.lay("four", FOUR);
    let project = desk.project();
    let campaign = content::load(&project).expect("the sample").value;
    let pipeline = Pipeline::of(&project).expect("a pipeline");
    let template = pipeline.library.load("four").expect("a template");
    let jobs: Vec<_> = (0..6)
        .map(|index| {
            let paper = &template.papers[index % 2];
            (vec![&campaign], Job::screen(&template, paper))
        })
        .collect();
    let bytes = |threads: usize| -> Vec<Vec<u8>> {
        let threads = NonZeroUsize::new(threads).expect("not zero");
        let built = pipeline.build_all(&jobs, threads).into_iter();
        built
            .map(|made| made.expect("a piece").value.pdf().to_vec())
            .collect()
    };
    assert_eq!(bytes(1), bytes(4));
}

fn handbill(desk: &Desk, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbill"));
    command.current_dir(desk.folder.path()).args(arguments);
    command.output().expect("the program runs")
}

#[test]
fn the_choice_is_told_in_words_and_in_json() {
    let desk = Desk::new();
    desk.lay("four", FOUR);
    let build = [
        "build",
        "free-armenian-pows.toml",
        "--template",
        "four",
        "--route",
        "screen",
    ];
    let output = handbill(&desk, &[&build[..], &["--verbose"]].concat());
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        told.contains("page 1 (en): option `full`, the best score:"),
        "{told}"
    );
    assert!(told.contains("overset (does not fit)"), "{told}");
    assert!(told.contains("unsuited (its `when` is false)"), "{told}");
    let output = handbill(&desk, &[&build[..], &["--format", "json"]].concat());
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let option = &report["files"][0]["options"][0];
    assert_eq!(option["name"], "full");
    assert_eq!(option["why"], "score");
    assert_eq!(option["tried"][1]["outcome"], "does-not-fit");
    let score = option["tried"][3]["score"].as_f64().expect("a number");
    assert!((0.0..=1.0).contains(&score), "{score}");
    assert!(option["tried"][3]["parts"]["holes"].is_number());
    // A name that no page has.
    let output = handbill(&desk, &[&build[..], &["--option", "ful"]].concat());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        told.contains("no page has an option `ful`") && told.contains("`full`"),
        "{told}"
    );
}

#[test]
fn wrong_options_are_told_at_their_place() {
    let told = |layout: &str| {
        let desk = Desk::new();
        desk.lay("four", layout);
        let arguments = [
            "build",
            "free-armenian-pows.toml",
            "--template",
            "four",
            "--route",
            "screen",
        ];
        let output = handbill(&desk, &arguments);
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
    };
    let unnamed = told(&FOUR.replace("name = \"hole\"\n", ""));
    assert!(unnamed.contains("the option has no `name`"), "{unnamed}");
    let twice = told(&FOUR.replace("\"hole\"", "\"full\""));
    assert!(
        twice.contains("two options of the page have the name `full`"),
        "{twice}"
    );
    let same = told(&FOUR.replace("\".\"]", "\"picture\"]"));
    assert!(
        same.contains("never-true") && same.contains("the option is never taken"),
        "{same}"
    );
    assert!(same.contains("four.toml:33:"), "{same}");
    let misspelt = told(&FOUR.replace("rows = [\"auto\"]", "rwos = [\"auto\"]"));
    assert!(
        misspelt.contains("unknown key `rwos`") && misspelt.contains("`rows`"),
        "{misspelt}"
    );
    let none = FOUR.replace(
        "name =",
        "when = { has = \"event\", count = { event = 0 } }\nname =",
    );
    let none = told(&none.replace("when = { count = { event = \"99..\" } }\n", ""));
    assert!(
        none.contains("no option of the page suits this piece"),
        "{none}"
    );
    assert!(none.contains("this condition can never be true"), "{none}");
}

#[test]
fn overlays_are_drawn_onto_the_picture_alone() {
    let desk = Desk::new();
    desk.lay("four", FOUR);
    let preview = |out: &str, more: &[&str]| {
        let arguments = [
            "preview",
            "free-armenian-pows.toml",
            "--template",
            "four",
            "--route",
            "screen",
            "--dpi",
            "40",
        ];
        let output = handbill(&desk, &[&arguments[..], &["--out", out], more].concat());
        assert!(output.status.success(), "{output:?}");
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let file = told
            .lines()
            .find(|line| line.contains("four-a5") && line.ends_with(".png"));
        let file = file.unwrap_or_else(|| panic!("{told}")).to_owned();
        std::fs::read(desk.folder.path().join(file)).expect("a picture")
    };
    let plain = preview("plain", &[]);
    for overlay in ["grid", "areas", "baselines", "safe", "score"] {
        assert_ne!(
            preview(overlay, &["--overlay", overlay]),
            plain,
            "{overlay}"
        );
    }
    assert_eq!(preview("again", &[]), plain);
    let output = handbill(
        &desk,
        &["preview", "free-armenian-pows.toml", "--overlay", "girds"],
    );
    assert!(!output.status.success());
}

/// Two pages, each with a first option that does not fit.
const PAGES: &str = r#"[template]
extends = "base"
papers = ["A5"]

[[page]]
gap = "6mm"
area.title = { text = "{campaign.headline}", style = "headline", lines = 3, level = 1 }
area.lead = { text = "{campaign.lead}", style = "text" }
option = [
  { name = "spills", columns = ["1fr"], rows = ["20m"], areas = ["title"] },
  { name = "poor", columns = ["1fr"], rows = ["auto", "1fr"], areas = ["title", "."] },
  { name = "good", columns = ["1fr"], rows = ["auto", "1fr"], areas = ["title", "lead"] },
]

[[page]]
area.text = { text = "{campaign.lead}", style = "text" }
option = [
  { name = "far", columns = ["1fr"], rows = ["20m"], areas = ["text"] },
  { name = "near", columns = ["1fr"], rows = ["auto"], areas = ["text"] },
]
"#;

#[test]
fn a_page_that_does_not_fit_leaves_the_choice_of_the_others_alone() {
    let desk = Desk::new();
    desk.lay("pages", PAGES);
    let taken = &desk.built("pages", &[]).examined.taken;
    let names: Vec<&str> = taken.iter().map(|taken| taken.name.as_str()).collect();
    assert_eq!(names, ["good", "near"]);
    assert_eq!(taken[0].why, Why::Score);
    assert!(scores(&taken[0])[1].1.is_some(), "{taken:?}");
}

#[test]
fn a_mistake_in_an_option_is_told_and_not_taken_for_too_little_room() {
    let told = |layout: &str| {
        let desk = Desk::new();
        desk.lay("pages", layout);
        let arguments = ["build", "free-armenian-pows.toml", "--template", "pages"];
        let output = handbill(&desk, &arguments);
        assert!(!output.status.success(), "{layout}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let good = "name = \"good\", ";
    let misspelt = PAGES.replace(
        good,
        "name = \"good\", area.lead = { text = \"{campaign.lead}\", style = \"txt\" }, ",
    );
    assert!(told(&misspelt).contains("`txt`"), "{}", told(&misspelt));
    // An area that no option draws would be lost in silence.
    let lost = PAGES.replace("[\"title\", \"lead\"]", "[\"title\", \".\"]");
    let lost = told(&lost);
    assert!(
        lost.contains("no option of the page has `lead` in its `areas`"),
        "{lost}"
    );
}

#[test]
fn an_option_whose_blocks_collide_is_not_taken() {
    let desk = Desk::new();
    // The same page, but for words of a layer over the words of the page.
    let clash =
        "name = \"good\", layer = [{ on = \"lead\", text = \"Now and then\", style = \"text\" }], ";
    let layout = PAGES.replace("name = \"good\", ", clash);
    desk.lay("pages", &layout);
    let taken = &desk.built("pages", &[]).examined.taken;
    assert_eq!(taken[0].name, "poor");
    assert_eq!(scores(&taken[0])[2].1, Some(0));
}

#[test]
fn an_option_leaves_out_the_layers_on_areas_that_it_leaves_out() {
    let desk = Desk::new();
    let stamp = "layer = [{ on = \"lead\", at = \"bottom end\", width = \"20mm\", height = \"8mm\", fill = \"accent\" }]\noption";
    desk.lay("pages", &PAGES.replacen("option", stamp, 1));
    for name in ["poor", "good"] {
        let built = desk.built("pages", &[name, "near"]);
        assert_eq!(built.examined.taken[0].name, name);
    }
}
