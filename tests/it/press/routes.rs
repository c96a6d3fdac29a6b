//! What a template and a job may change of the press, and what is seen through.

use std::fs;
use std::path::Path;

use handbill::internals::content;
use handbill::internals::diag::{Diagnostic, Diagnostics, Warned};
use handbill::internals::geom::Length;
use handbill::internals::pipeline::SheetKind;
use handbill::internals::pipeline::{Built, Job, Pipeline};
use handbill::internals::project::Project;
use handbill::internals::route::RouteKind;
use handbill::internals::rules::Rule;
use image::{Rgb, RgbImage};
use lopdf::{Dictionary, Document, Object};

use super::draw::{self, What, named, streams};
use super::{digits, information, intent, metadata, string, told};
use crate::common::{pdf, said, small_campaign};

/// A page of A6 with words on a ground in the accent.
const LAYOUT: &str = r#"
[template]
extends = "base"
papers = ["A6"]

[[page]]
margin = "10mm"
gap = "5mm"
columns = ["1fr"]
rows = ["40mm", "auto", "1fr"]
areas = ["ground", "words", "."]

[page.area.ground]
fill = "accent"

[page.area.words]
text = "{campaign.lead}"

"#;

/// A drawing of two shapes; through the second the first is seen.
const CLEAR: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40">
<path d="M0 0h40v40h-40z" fill="#003366"/><path d="M20 0h40v40h-40z" fill="#ff8800" opacity="0.5"/>
</svg>"##;

/// Builds the layout in a folder, for a press.
fn build(
    folder: &Path,
    images: &str,
    layout: &str,
    set: impl FnOnce(&mut Job),
) -> Result<Warned<Built>, Diagnostics> {
    let campaign = small_campaign("A lead.") + images;
    fs::write(folder.join("campaign.toml"), campaign).expect("a folder of our own");
    fs::create_dir_all(folder.join("templates")).expect("a folder of our own");
    fs::write(folder.join("templates/case.toml"), layout).expect("a folder of our own");
    let project = Project::at(folder.join("campaign.toml"));
    let campaign = content::load(&project)?.value;
    let pipeline = Pipeline::of(&project)?;
    let template = pipeline.library.load("case")?;
    let mut job = Job::screen(&template, &"A6".parse().expect("a paper"));
    job.printing.route = RouteKind::Press;
    set(&mut job);
    pipeline.build(&campaign, &job)
}

fn with(route: &str) -> String {
    format!("{LAYOUT}[route.press]\n{route}\n")
}

fn must(built: Result<Warned<Built>, Diagnostics>) -> Warned<Built> {
    built.unwrap_or_else(|problems| panic!("{}", said(&problems)))
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// The warning under that rule, its file and its line.
fn one<'d>(diagnostics: &'d Diagnostics, rule: &str) -> (&'d Diagnostic, String, String) {
    let found: Vec<&Diagnostic> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.rule.name() == rule)
        .collect();
    let [diagnostic] = found[..] else {
        panic!("{} of {rule}: {}", found.len(), said(diagnostics));
    };
    let place = diagnostic.place.as_ref().expect("a place");
    let (line, _) = place.source.line_and_column(place.span.start);
    let line = place.source.text.lines().nth(line - 1).expect("a line");
    (diagnostic, place.source.name.clone(), line.to_owned())
}

fn picture(file: &str) -> String {
    format!(
        "\n[[image]]\nid = \"photo\"\nfile = \"{file}\"\nalt = \"A test card\"\ncredit = \"By us\"\nlicense = \"CC0\"\n"
    )
}

fn with_picture() -> String {
    LAYOUT.replace("fill = \"accent\"", "image = \"photo\"\ncredit = false")
}

#[test]
fn a_template_may_ask_for_another_bleed() {
    let folder = folder();
    let built = must(build(folder.path(), "", &with("bleed = \"5mm\""), |_| {}));
    let document = pdf::open(built.value.pdf());
    let page = pdf::page(&document, pdf::pages(&document)[0]);
    let (bleed, trim) = (pdf::rect(page, "BleedBox"), pdf::rect(page, "TrimBox"));
    for side in 0..4 {
        assert!(
            ((bleed[side] - trim[side]).abs() - 5.0).abs() < 0.01,
            "{bleed:?} {trim:?}"
        );
    }
    // The command line comes last.
    let built = must(build(folder.path(), "", &with("bleed = \"5mm\""), |job| {
        job.printing.bleed = Some(Length::mm(2.0));
    }));
    let document = pdf::open(built.value.pdf());
    let page = pdf::page(&document, pdf::pages(&document)[0]);
    let (bleed, trim) = (pdf::rect(page, "BleedBox"), pdf::rect(page, "TrimBox"));
    assert!(
        (trim[0] - bleed[0] - 2.0).abs() < 0.01,
        "{bleed:?} {trim:?}"
    );
}

#[test]
fn too_much_ink_is_told_with_its_place() {
    let folder = folder();
    // The accent is 134 %.
    let built = must(build(
        folder.path(),
        "",
        &with("coverage = \"130%\""),
        |_| {},
    ));
    let (found, file, line) = one(&built.warnings, "coverage");
    assert!(
        found.message.contains("134 %") && found.message.contains("130 %"),
        "{found}"
    );
    assert!(file.ends_with("case.toml"), "{file}");
    assert!(line.contains("fill") || line.contains("ground"), "{line}");
    let built = must(build(
        folder.path(),
        "",
        &with("coverage = \"140%\""),
        |_| {},
    ));
    let told = built
        .warnings
        .iter()
        .any(|problem| problem.rule == Rule::Coverage);
    assert!(!told, "{}", said(&built.warnings));
}

#[test]
fn a_template_may_name_another_paper_or_profile() {
    let folder = folder();
    let built = must(build(
        folder.path(),
        "",
        &with("profile = \"uncoated\""),
        |_| {},
    ));
    let document = pdf::open(built.value.pdf());
    let (named, profile) = intent(&document);
    assert_eq!(string(named, "OutputConditionIdentifier"), "FOGRA47");
    assert!(profile == include_bytes!("../../../profiles/uncoated.icc"));
    assert!(
        built.value.examined.route.coverage < 3.0,
        "uncoated paper takes less ink"
    );

    let bytes = include_bytes!("../../../profiles/coated.icc");
    fs::write(folder.path().join("shop.icc"), bytes).expect("a folder of our own");
    let built = must(build(
        folder.path(),
        "",
        &with("profile = \"shop.icc\""),
        |_| {},
    ));
    let document = pdf::open(built.value.pdf());
    let (named, profile) = intent(&document);
    assert_eq!(string(named, "OutputConditionIdentifier"), "Custom");
    assert!(!named.has(b"RegistryName") && !string(named, "Info").is_empty());
    assert!(profile == bytes);
    assert!(metadata(built.value.pdf()).contains("PDF/X-4"));
}

#[test]
fn a_profile_that_is_none_is_told_with_its_place() {
    let folder = folder();
    fs::write(folder.path().join("shop.icc"), b"no profile").expect("a folder of our own");
    let route = with("profile = \"shop.icc\"");
    let problems = build(folder.path(), "", &route, |_| {}).expect_err("no profile");
    let (found, file, line) = one(&problems, "bad-profile");
    assert!(found.message.contains("`shop.icc`"), "{found}");
    assert!(file.ends_with("case.toml"), "{file}");
    assert_eq!(line, "profile = \"shop.icc\"");

    let route = with("profile = \"other.icc\"");
    let problems = build(folder.path(), "", &route, |_| {}).expect_err("no such file");
    let line = problems
        .iter()
        .filter_map(|problem| problem.place.as_ref())
        .next();
    let place = line.expect("a place");
    assert!(
        place.source.text[place.span.clone()].contains("other.icc"),
        "{}",
        said(&problems)
    );
}

#[test]
fn an_ink_that_is_loaded_is_a_separation() {
    let folder = folder();
    let spaces = |document: &Document| -> Vec<Vec<Object>> {
        let arrays = document
            .objects
            .values()
            .filter_map(|object| object.as_array().ok());
        let first = |array: &&Vec<Object>| {
            let first = array.first().and_then(|first| first.as_name().ok());
            first == Some(b"Separation")
        };
        arrays.filter(first).cloned().collect()
    };
    let plain = must(build(folder.path(), "", LAYOUT, |_| {}));
    let names = |spaces: &[Vec<Object>]| -> Vec<String> {
        let name = |space: &Vec<Object>| space[1].as_name().expect("a name").to_vec();
        let name = |space| String::from_utf8(name(space)).expect("a name");
        spaces
            .iter()
            .map(name)
            .filter(|name| name != "All")
            .collect()
    };
    assert_eq!(names(&spaces(&pdf::open(plain.value.pdf()))), [""; 0]);

    let route = with("inks = [\"Sunflower\"]");
    let built = must(build(folder.path(), "", &route, |_| {}));
    let document = pdf::open(built.value.pdf());
    let spaces = spaces(&document);
    assert_eq!(names(&spaces), ["Sunflower"]);
    for space in &spaces {
        assert_eq!(space[2].as_name().ok(), Some(&b"DeviceCMYK"[..]));
        let tint = pdf::followed(&document, &space[3])
            .as_dict()
            .expect("a function");
        let full: Vec<f32> = pdf::get(&document, tint, "C1")
            .as_array()
            .expect("an array")
            .iter()
            .map(|share| share.as_float().expect("a number"))
            .collect();
        // Without the ink the palette's own mixture is printed.
        let wanted = if space[1].as_name().ok() == Some(b"All") {
            [1.0; 4]
        } else {
            [0.0, 0.34, 1.0, 0.0]
        };
        assert_eq!(full, wanted);
    }
    let page = pdf::pages(&document)[0];
    let drawn = draw::page(&document, page);
    let spot = drawn.iter().filter(|drawn| drawn.color.starts_with("/S0"));
    assert!(
        spot.clone().count() > 0 && spot.clone().all(|drawn| !drawn.over),
        "{drawn:?}"
    );
    assert!(
        built.value.examined.coverage[0]
            .inks
            .iter()
            .any(|ink| ink.name == "Sunflower" && ink.mean > 0.2)
    );

    let route = with("inks = [\"Sunfower\"]");
    let problems = build(folder.path(), "", &route, |_| {}).expect_err("no such ink");
    let place = problems
        .iter()
        .find_map(|problem| problem.place.as_ref())
        .expect("a place");
    assert!(
        place.source.text[place.span.clone()].contains("Sunfower"),
        "{}",
        said(&problems)
    );
}

#[test]
fn a_picture_without_a_profile_is_told_and_printed_in_inks() {
    let folder = folder();
    let card = RgbImage::from_pixel(720, 480, Rgb([20, 90, 200]));
    card.save(folder.path().join("photo.png"))
        .expect("a folder of our own");
    let images = picture("photo.png");
    let built = must(build(folder.path(), &images, &with_picture(), |_| {}));
    let (found, file, line) = one(&built.warnings, "picture-profile");
    assert!(found.message.contains("`photo.png`"), "{found}");
    assert!(file.ends_with("campaign.toml"), "{file}");
    assert!(line.contains("image") || line.contains("photo"), "{line}");
    let document = pdf::open(built.value.pdf());
    let spaces: Vec<Option<&str>> = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| named(&stream.dict, "Subtype") == Some("Image"))
        .map(|stream| named(&stream.dict, "ColorSpace"))
        .collect();
    assert_eq!(spaces, [Some("DeviceCMYK")]);
}

#[test]
fn the_date_that_is_given_is_the_date_of_the_file() {
    let folder = folder();
    let built = must(build(folder.path(), "", LAYOUT, |job| {
        job.printing.date = Some("2024-02-29".parse().expect("a date"));
    }));
    let document = pdf::open(built.value.pdf());
    let xmp = metadata(built.value.pdf());
    for key in ["CreationDate", "ModDate"] {
        assert_eq!(string(information(&document), key), "D:20240229000000Z");
    }
    for name in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
        assert_eq!(digits(&told(&xmp, name)), "20240229000000");
    }
    let other = must(build(folder.path(), "", LAYOUT, |_| {}));
    let other = metadata(other.value.pdf());
    assert_ne!(
        told(&xmp, "xmpMM:DocumentID"),
        told(&other, "xmpMM:DocumentID")
    );
}

fn group(dictionary: &Dictionary) -> Option<&Dictionary> {
    dictionary.get(b"Group").and_then(Object::as_dict).ok()
}

#[test]
fn what_is_seen_through_is_blended_in_inks() {
    let folder = folder();
    fs::write(folder.path().join("clear.svg"), CLEAR).expect("a folder of our own");
    let images = picture("clear.svg");
    for sheet in [None, Some(SheetKind::Page), Some(SheetKind::Nup)] {
        let built = must(build(folder.path(), &images, &with_picture(), |job| {
            job.printing.sheet = sheet;
        }));
        let document = pdf::open(built.value.pdf());
        let drawn = draw::page(&document, pdf::pages(&document)[0]);
        let clear = drawn.iter().filter(|drawn| drawn.alpha < 1.0);
        assert!(
            clear.clone().count() > 0,
            "{sheet:?}: nothing is seen through"
        );
        assert!(
            clear.clone().all(|drawn| drawn.alpha == 0.5 && !drawn.over),
            "{drawn:?}"
        );
        for stream in streams(&document) {
            let group = group(stream.dictionary);
            let group = group.unwrap_or_else(|| panic!("{sheet:?}: no group"));
            assert_eq!(named(group, "S"), Some("Transparency"));
            assert_eq!(named(group, "CS"), Some("DeviceCMYK"));
        }
    }
    // Where nothing is seen through, there is no transparency for a shop to flatten.
    let built = must(build(folder.path(), "", LAYOUT, |job| {
        job.printing.sheet = Some(SheetKind::Nup);
    }));
    let document = pdf::open(built.value.pdf());
    assert!(
        streams(&document)
            .iter()
            .all(|stream| group(stream.dictionary).is_none())
    );
    // Screens blend as they like.
    let built = must(build(folder.path(), &images, &with_picture(), |job| {
        job.printing.route = RouteKind::Screen;
    }));
    let document = pdf::open(built.value.pdf());
    assert!(
        streams(&document)
            .iter()
            .all(|stream| group(stream.dictionary).is_none())
    );
}

/// Black text before a line must not leave the line printed over what lies below it.
#[test]
fn lines_and_pictures_after_black_text_knock_out() {
    const LINES: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40">
<path d="M0 0h60v40h-60z" fill="#f2a800"/><path d="M5 5h2v2h-2z" fill="#000000"/>
<path d="M0 10h60" stroke="#ffffff" fill="none"/><path d="M0 20h60" stroke="#0000ff" fill="none"/>
<path d="M0 30h60" stroke="#000000" fill="none"/><path d="M5 5h2v2h-2z" fill="#000000"/>
<path d="M9 5h2v2h-2z" fill="#000000" stroke="#ffffff"/>
</svg>"##;
    let folder = folder();
    fs::write(folder.path().join("lines.svg"), LINES).expect("a folder of our own");
    let built = must(build(
        folder.path(),
        &picture("lines.svg"),
        &with_picture(),
        |_| {},
    ));
    let document = pdf::open(built.value.pdf());
    let drawn = draw::page(&document, pdf::pages(&document)[0]);
    let strokes: Vec<_> = drawn
        .iter()
        .filter(|drawn| drawn.what == What::Stroke)
        .collect();
    let black = |drawn: &draw::Drawn| drawn.color.eq_ignore_ascii_case("0 0 0 1 k");
    assert!(
        strokes
            .iter()
            .filter(|drawn| black(drawn))
            .any(|drawn| drawn.over),
        "{strokes:?}"
    );
    assert!(
        strokes.iter().filter(|drawn| !black(drawn)).count() >= 3,
        "{strokes:?}"
    );
    for drawn in strokes.into_iter().filter(|drawn| !black(drawn)) {
        assert!(!drawn.over, "{drawn:?}");
    }
}
