//! Faults that were found by trying, each with the case that failed before.

use std::fs;
use std::path::Path;

use crate::common::{build_beside, pdf, render, said, small_campaign};
use handbill::internals::content;
use handbill::internals::diag::{Diagnostics, Warned};
use handbill::internals::pipeline::Built;
use handbill::internals::project::Project;
use handbill::internals::rules::Rule;

/// Builds a layout on A5 with the small campaign and more tables.
fn build(folder: &Path, more: &str, layout: &str) -> Result<Warned<Built>, Diagnostics> {
    build_beside(folder, &(small_campaign("A lead.") + more), layout, "A5")
}

fn failure(more: &str, layout: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    match build(folder.path(), more, layout) {
        Ok(_) => String::from("built"),
        Err(problems) => said(&problems),
    }
}

fn page(rows: &str, areas: &str, rest: &str) -> String {
    format!(
        "[template]\nextends = \"base\"\npapers = [\"A5\"]\ndistance = \"0.3m\"\n[[page]]\nmargin = \"10mm\"\nrows = [{rows}]\nareas = [{areas}]\n{rest}"
    )
}

#[test]
fn a_word_too_long_for_a_story_is_told() {
    let section = format!(
        "[[section]]\nid = \"s\"\ntitle = \"T\"\nbody = \"{}\"\n",
        "x".repeat(500)
    );
    let layout = page(
        "\"1fr\"",
        "\"a\"",
        "[story.main]\nsections = [\"*\"]\n[page.area.a]\nstory = \"main\"\n",
    );
    let failure = failure(&section, &layout);
    assert!(failure.contains("[overset]: the word “xxx"), "{failure}");
}

#[test]
fn what_overflows_a_fixed_row_is_told() {
    let layout = page(
        "\"8mm\", \"1fr\"",
        "\"a\", \"b\"",
        "[page.area.a]\nstack = [{ text = \"One\" }, { text = \"Two\" }, { text = \"Three\" }, { text = \"Four\" }]\n[page.area.b]\ntext = \"Five\"\n",
    );
    let failure = failure("", &layout);
    assert!(failure.contains("[overset]: the text “"), "{failure}");
    assert!(failure.contains("the area `a` needs"), "{failure}");
}

#[test]
fn nothing_is_drawn_into_a_quiet_zone() {
    let layout = page(
        "\"auto\", \"20mm\"",
        "\"b\", \"a\"",
        "[page.area.a]\ntally = [\"1\"]\n[page.area.b]\nstack = [{ text = \"{action.1.short}\", padding = \"20mm\" }, { codes = [\"1\"], hang = true, beside = \"none\", size = \"40mm\" }]\n",
    );
    let failure = failure("", &layout);
    assert!(
        failure.contains(
            "[quiet-zone]: `fact.leaders.count` is printed in the quiet zone of the code"
        ),
        "{failure}"
    );
}

#[test]
fn a_drawing_is_cropped_to_its_box() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 40\"><rect width=\"10\" height=\"40\" fill=\"#000\"/></svg>";
    fs::write(folder.path().join("tall.svg"), drawing).expect("written");
    let image = "[[image]]\nid = \"tall\"\nfile = \"tall.svg\"\nalt = \"A bar\"\ncredit = \"us\"\nlicense = \"CC0\"\n";
    let layout = page(
        "\"20mm\", \"1fr\"",
        "\"a\", \"b\"",
        "[page.area.a]\nimage = \"tall\"\ncredit = false\n[page.area.b]\ntext = \"\"\n",
    );
    let built = build(folder.path(), image, &layout)
        .unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let (width, _, pixels) = render::color_page(built.value.pdf(), 0, 72.0);
    let at =
        |x: f64, y: f64| pixels[(y / 25.4 * 72.0) as usize * width + (x / 25.4 * 72.0) as usize];
    assert_eq!(at(74.0, 20.0), [0, 0, 0]);
    assert_eq!(at(74.0, 60.0), [255, 255, 255]);
}

#[test]
fn a_picture_with_a_credit_still_runs_into_the_bleed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 10\"><rect width=\"40\" height=\"10\" fill=\"#000\"/></svg>";
    fs::write(folder.path().join("wide.svg"), drawing).expect("written");
    let image = "[[image]]\nid = \"wide\"\nfile = \"wide.svg\"\nalt = \"A bar\"\ncredit = \"us\"\nlicense = \"CC0\"\n";
    let layout = page(
        "\"40mm\", \"1fr\"",
        "\"a\", \"b\"",
        "[page.area.a]\nimage = \"wide\"\nbleed = [\"left\", \"top\", \"right\"]\n[page.area.b]\ntext = \"\"\n",
    );
    let built = build(folder.path(), image, &layout)
        .unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let (_, _, pixels) = render::color_page(built.value.pdf(), 0, 72.0);
    assert_eq!(pixels[0], [0, 0, 0]);
}

#[test]
fn a_source_is_numbered_once_for_one_link() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let section = "[[section]]\nid = \"s\"\ntitle = \"T\"\nbody = \"the [**whole** page](source:page) here\"\n";
    let layout = page(
        "\"1fr\", \"auto\"",
        "\"a\", \"b\"",
        "[story.main]\nsections = [\"*\"]\n[page.area.a]\nstory = \"main\"\n[page.area.b]\nsources = \"all\"\nstyle = \"small\"\n",
    );
    let built = build(folder.path(), section, &layout)
        .unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let document = pdf::open(built.value.pdf());
    let text = pdf::texts(&document, pdf::pages(&document)[0]).concat();
    assert_eq!(text.matches('¹').count(), 1, "{text}");
}

#[test]
fn every_text_of_the_content_is_checked_for_its_mark_up() {
    let fact = "[[fact]]\nid = \"more\"\nfigure = \"3\"\ntext = \"[people](source:nope) `held`\"\n";
    let failure = failure(
        fact,
        &page("\"1fr\"", "\"a\"", "[page.area.a]\ntext = \"x\"\n"),
    );
    assert!(
        failure.contains("[markup]: `fact.more.text` has code between backquotes"),
        "{failure}"
    );
}

#[test]
fn a_template_takes_away_what_it_does_not_name() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let layout = "[template]\nextends = \"flyer\"\n[[page]]\ncolumns = [\"1fr\"]\nrows = [\"auto\", \"1fr\"]\nareas = [\"title\", \"quote\"]\n[page.area.quote]\ntext = \"instead of the quotation\"\n";
    let built =
        build(folder.path(), "", layout).unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let document = pdf::open(built.value.pdf());
    let text = pdf::texts(&document, pdf::pages(&document)[0]).concat();
    assert!(
        text.contains("instead of the quotation") && text.contains("Let them"),
        "{text}"
    );
    assert!(built.value.examined.piece.pages[0].codes().is_empty());
}

#[test]
fn a_file_of_wrong_keys_is_not_called_a_file_of_missing_ones() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let wrong: String = (0..60)
        .map(|number| format!("wrong{number} = 1\n"))
        .collect();
    let text = small_campaign("A lead.").replace("[campaign]\n", &format!("[campaign]\n{wrong}"));
    fs::write(folder.path().join("campaign.toml"), text).expect("written");
    let problems =
        content::load(&Project::at(folder.path().join("campaign.toml"))).expect_err("wrong keys");
    assert!(
        problems
            .iter()
            .all(|problem| problem.rule == Rule::UnknownKey),
        "{}",
        said(&problems)
    );
}

#[test]
fn deep_nests_are_read_in_no_time() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let nest = (0..60).fold("1".to_owned(), |inner, _| {
        format!("[{{ id = \"a\", x = {inner} }}]")
    });
    fs::write(folder.path().join("campaign.toml"), format!("x = {nest}\n")).expect("written");
    // At twice the time for each level this would not end.
    assert!(content::load(&Project::at(folder.path().join("campaign.toml"))).is_err());
}

#[test]
fn a_text_with_a_width_and_a_padding_gets_the_lines_that_it_needs() {
    // It was measured with its padding, and set without it: at some widths it got a line too few.
    for width in (30..70).step_by(2) {
        for keys in [
            format!("width = \"{width}mm\", padding = \"4mm\""),
            format!("padding = \"2mm {}mm 2mm 4mm\"", 98 - width),
        ] {
            let layout = page(
                "\"auto\", \"1fr\"",
                "\"a\", \"b\"",
                &format!(
                    "[page.area.a]\nstack = [{{ text = \"Some words that take a line or two within the edges of their box\", {keys} }}]\n[page.area.b]\ncodes = [\"1\"]\nbeside = \"below\"\nstyle = \"small\"\n"
                ),
            );
            let failure = failure("", &layout);
            assert_eq!(failure, "built", "{keys}");
        }
    }
}
