//! Every route with every kind of sheet: what is built is as large as its paper, holds every page as often
//! as it is placed, once in the file, and its codes are read; what cannot be built says why.

use std::collections::BTreeMap;
use std::fs;

use handbill::internals::diag::Diagnostics;
use handbill::internals::geom::Size;
use handbill::internals::paper::Paper;
use handbill::internals::pipeline::{Built, Job, Pipeline};
use handbill::internals::pipeline::{Printing, SheetKind};
use handbill::internals::project::Project;
use handbill::internals::route::RouteKind;
use handbill::internals::rules::Rule;
use handbill::internals::sheet::Side;
use lopdf::content::Content;
use lopdf::{Document, Object, ObjectId};

use crate::common::{self, pdf, pipeline, render, said, sample};

const SHEETS: [SheetKind; 7] = [
    SheetKind::Page,
    SheetKind::Nup,
    SheetKind::Stack,
    SheetKind::Booklet,
    SheetKind::Zine,
    SheetKind::Fold,
    SheetKind::Tile,
];

/// A template on its first paper.
fn build(template: &str, printing: Printing) -> Result<Built, Diagnostics> {
    let template = pipeline().library.load(template)?;
    let paper = template.papers.first().expect("a paper").clone();
    let job = Job {
        event: None,
        second_language: None,
        template,
        paper,
        printing,
    };
    pipeline().build(sample(), &job).map(|built| built.value)
}

fn built(template: &str, printing: Printing) -> Built {
    match build(template, printing) {
        Ok(built) => built,
        Err(problems) => panic!("{template}: {}", said(&problems)),
    }
}

fn on(route: RouteKind, sheet: SheetKind) -> Printing {
    Printing {
        route,
        sheet: Some(sheet),
        ..Printing::default()
    }
}

/// Why a template cannot be printed that way; none where it can.
fn refused(template: &str, route: RouteKind, sheet: SheetKind) -> Option<&'static str> {
    match (template, sheet) {
        // One page is no booklet.
        ("flyer" | "poster", SheetKind::Booklet) => Some("booklet-too-short"),
        // A3 is larger than what these printers reach; a copier's page keeps an empty edge instead.
        ("poster", SheetKind::Nup | SheetKind::Stack)
            if matches!(route, RouteKind::Screen | RouteKind::Home) =>
        {
            Some("page-too-large")
        }
        _ => None,
    }
}

#[test]
fn every_route_prints_every_template_on_every_kind_of_sheet_or_says_why_not() {
    let mut made = 0;
    for template in ["flyer", "poster", "handout"] {
        for route in RouteKind::ALL {
            for sheet in SHEETS {
                // Measuring the inks of these routes takes long: for each kind of sheet one template.
                let measured = matches!(route, RouteKind::Riso | RouteKind::Press);
                let chosen = if sheet == SheetKind::Booklet {
                    "handout"
                } else {
                    "flyer"
                };
                if measured && template != chosen {
                    continue;
                }
                let what = format!("{template}, {}, {}", route.name(), sheet.name());
                match (
                    build(template, on(route, sheet)),
                    refused(template, route, sheet),
                ) {
                    (Ok(built), None) => {
                        sound(&built, &what);
                        made += 1;
                    }
                    (Err(problems), Some(rule)) => {
                        let rules: Vec<&str> =
                            problems.iter().map(|problem| problem.rule.name()).collect();
                        assert_eq!(rules, [rule], "{what}: {}", said(&problems));
                        let problem = problems.iter().next().expect("one");
                        let numbered = problem.message.contains(|c: char| c.is_ascii_digit())
                            || problem.message.contains("one");
                        assert!(numbered && problem.hint.is_some(), "{what}: {problem}");
                    }
                    (Ok(_), Some(rule)) => panic!("{what} is built, not refused as {rule}"),
                    (Err(problems), None) => panic!("{what}: {}", said(&problems)),
                }
            }
        }
    }
    assert_eq!(made, 3 * 3 * 7 - 3 * 2 - 2 * 2 + 2 * 7);
}

/// How many sides there are of a kind of sheet.
fn sides(built: &Built) -> usize {
    let pages = built.examined.piece.pages.len();
    match built.examined.kind {
        SheetKind::Page | SheetKind::Nup | SheetKind::Stack | SheetKind::Fold => pages,
        SheetKind::Booklet => 2,
        SheetKind::Zine => 1,
        SheetKind::Tile => {
            let tiles = built
                .examined
                .imposed
                .as_ref()
                .and_then(|imposed| imposed.tiles.as_ref());
            tiles.map_or(0, |tiles| tiles.sheets + tiles.maps)
        }
    }
}

/// Checks the boxes and the contents of every file of a piece.
fn sound(built: &Built, what: &str) {
    assert!(!built.files.is_empty(), "{what}");
    for file in &built.files {
        let document = pdf::open(&file.bytes);
        let pages = pdf::pages(&document);
        assert_eq!(pages.len(), sides(built), "{what}");
        for (number, page) in pages.iter().enumerate() {
            let size = match &built.examined.imposed {
                Some(imposed) => imposed.sides().nth(number).expect("a side").size,
                None => built.examined.piece.pages[number].bleed_box().size,
            };
            let [left, bottom, right, top] = pdf::rect(pdf::page(&document, *page), "MediaBox");
            let near = |a: f64, b: f64| (a - b).abs() <= 0.01;
            let fits = near(left, 0.0)
                && near(bottom, 0.0)
                && near(right, size.width.to_mm())
                && near(top, size.height.to_mm());
            assert!(fits, "{what}: side {number} is {right} × {top} mm");
            nominal(built, size, what);
        }
        reads_as_placed(built, &document, &pages, what);
    }
}

/// A sheet is exactly as large as the paper that it is named after. A press cuts its own around a page.
fn nominal(built: &Built, size: Size, what: &str) {
    let around = built.examined.route.kind == RouteKind::Press
        && matches!(built.examined.kind, SheetKind::Page | SheetKind::Fold);
    if around {
        return;
    }
    let paper: Paper = built
        .examined
        .onto
        .parse()
        .unwrap_or_else(|_| panic!("{what}: {}", built.examined.onto));
    let upright = |size: Size| (size.short_side().to_mm(), size.long_side().to_mm());
    let ((width, height), (wide, high)) = (upright(size), upright(paper.size()));
    // The name of a size is in whole millimetres.
    let slack = if built.examined.onto.contains("mm") {
        0.51
    } else {
        0.01
    };
    let same = (width - wide).abs() <= slack && (height - high).abs() <= slack;
    assert!(
        same,
        "{what}: {width} × {height} mm is not {}",
        built.examined.onto
    );
}

/// The pages are forms that are each written once and drawn where they are placed, or the pages of the
/// file itself.
fn reads_as_placed(built: &Built, document: &Document, pages: &[ObjectId], what: &str) {
    let Some(imposed) = &built.examined.imposed else {
        assert_eq!(forms(document).len(), 0, "{what}");
        return;
    };
    let sides: Vec<&Side> = imposed.sides().collect();
    let mut placed: BTreeMap<usize, usize> = BTreeMap::new();
    for placement in sides.iter().flat_map(|side| &side.placements) {
        *placed.entry(placement.page).or_default() += 1;
    }
    let forms = forms(document);
    if forms.is_empty() {
        // Each side holds its page alone and is that page.
        assert!(
            sides.iter().all(|side| side.placements.len() == 1),
            "{what}"
        );
        return;
    }
    assert_eq!(
        forms.len(),
        placed.len(),
        "{what}: each page is written once"
    );
    let mut drawn: BTreeMap<ObjectId, usize> = BTreeMap::new();
    for (page, side) in pages.iter().zip(&sides) {
        let names = drawn_forms(document, *page, &forms);
        assert_eq!(names.len(), side.placements.len(), "{what}");
        for form in names {
            *drawn.entry(form).or_default() += 1;
        }
    }
    let mut counts: Vec<usize> = drawn.values().copied().collect();
    let mut expected: Vec<usize> = placed.values().copied().collect();
    counts.sort_unstable();
    expected.sort_unstable();
    assert_eq!(counts, expected, "{what}");
    if built.files.len() > 1 {
        return;
    }
    // And each of these forms holds the words of one page.
    let words: Vec<String> = forms.iter().map(|form| words(document, *form)).collect();
    for page in placed.keys() {
        let mut longest = String::new();
        built.examined.piece.pages[*page].frame.walk(&mut |item| {
            if let handbill::internals::frame::ItemKind::Text(run) = &item.kind
                && run.text.len() > longest.len()
            {
                longest.clone_from(&run.text);
            }
        });
        let longest: String = longest.split_whitespace().collect();
        assert!(longest.len() > 3, "{what}: page {page} has words");
        let holding = words
            .iter()
            .filter(|words| words.contains(&longest))
            .count();
        assert_eq!(
            holding, 1,
            "{what}: “{longest}” of page {page} in {words:?}"
        );
    }
}

/// The forms of a document that are pages.
fn forms(document: &Document) -> Vec<ObjectId> {
    let is_form = |object: &Object| {
        let stream = object.as_stream().ok();
        let kind = stream.and_then(|stream| stream.dict.get(b"Subtype").ok());
        let kind = kind.and_then(|kind| kind.as_name().ok());
        let group = stream.is_some_and(|stream| stream.dict.has(b"Group"));
        kind == Some(b"Form".as_slice()) && !group
    };
    let objects = document.objects.iter();
    objects
        .filter(|(_, object)| is_form(object))
        .map(|(id, _)| *id)
        .collect()
}

/// The forms that a page draws, in order.
fn drawn_forms(document: &Document, page: ObjectId, forms: &[ObjectId]) -> Vec<ObjectId> {
    let resources = pdf::get(document, pdf::page(document, page), "Resources");
    let named = pdf::get(document, resources.as_dict().expect("resources"), "XObject");
    let named = named.as_dict().expect("objects by name");
    let operations = pdf::operations(document, page);
    let drawn = operations
        .iter()
        .filter(|operation| operation.operator == "Do");
    drawn
        .filter_map(|operation| {
            let name = operation.operands[0].as_name().expect("a name");
            named.get(name).and_then(Object::as_reference).ok()
        })
        .filter(|id| forms.contains(id))
        .collect()
}

/// The words of a form, without spaces.
fn words(document: &Document, form: ObjectId) -> String {
    let stream = document
        .get_object(form)
        .and_then(Object::as_stream)
        .expect("a form");
    let resources = pdf::get(document, &stream.dict, "Resources")
        .as_dict()
        .expect("resources");
    let fonts = pdf::get(document, resources, "Font")
        .as_dict()
        .expect("fonts");
    let maps: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = fonts
        .iter()
        .map(|(name, font)| {
            let font = pdf::followed(document, font).as_dict().expect("a font");
            let map = pdf::get(document, font, "ToUnicode")
                .as_stream()
                .expect("a map");
            (
                name.clone(),
                pdf::characters(&map.get_plain_content().expect("a map")),
            )
        })
        .collect();
    let content = stream.get_plain_content().expect("a content stream");
    let operations = Content::decode(&content)
        .expect("a content stream")
        .operations;
    let (mut words, mut font) = (String::new(), None);
    for operation in operations {
        match operation.operator.as_str() {
            "Tf" => font = maps.get(operation.operands[0].as_name().expect("a name")),
            "Tj" | "TJ" => {
                let map = font.expect("a font before text");
                for code in pdf::codes(&operation.operands[0]) {
                    words.push_str(map.get(&code).map_or("", String::as_str));
                }
            }
            _ => {}
        }
    }
    words.split_whitespace().collect()
}

#[test]
fn a_press_gets_a_booklet_on_the_smallest_sheet_with_room_for_its_bleed_and_marks() {
    let booklet = built("handout", on(RouteKind::Press, SheetKind::Booklet));
    assert_eq!(booklet.examined.onto, "SRA3");
    let sheets = &booklet.examined.imposed.as_ref().expect("sheets").sheets;
    let [sheet] = &sheets[..] else {
        panic!("two pages go on one sheet, not on {}", sheets.len());
    };
    // The first page is the right half of the outside; the left one is blank.
    assert_eq!(sheet.front.placements.len(), 1);
}

#[test]
fn codes_are_read_from_whole_sheets() {
    let mut read = 0;
    for (template, route, sheet) in [
        ("flyer", RouteKind::Home, SheetKind::Nup),
        ("flyer", RouteKind::Press, SheetKind::Nup),
        ("flyer", RouteKind::Riso, SheetKind::Nup),
        ("handout", RouteKind::Copier, SheetKind::Stack),
        ("handout", RouteKind::Home, SheetKind::Booklet),
        ("flyer", RouteKind::Home, SheetKind::Zine),
    ] {
        let built = built(template, on(route, sheet));
        let imposed = built.examined.imposed.as_ref().expect("sheets");
        let codes = |page: usize| built.examined.piece.pages[page].codes();
        let modules = (0..built.examined.piece.pages.len())
            .flat_map(codes)
            .map(|code| code.module);
        let module = modules.min().expect("codes").to_inch();
        for (number, side) in imposed.sides().enumerate() {
            assert!(
                side.placements
                    .iter()
                    .all(|placement| placement.scale == 1.0)
            );
            let on_side = side
                .placements
                .iter()
                .flat_map(|placement| codes(placement.page));
            let mut expected: Vec<String> = on_side.map(|code| code.payload.encoded()).collect();
            expected.sort();
            read += expected.len();
            // As fine as the reader needs. It does not find every corner in every picture, so it gets
            // another one, as a phone does.
            let mut seen = [5.0, 6.0, 7.5]
                .into_iter()
                .map(|pixels| render::codes(&render::page(built.pdf(), number, pixels / module)));
            let what = format!("{template}, {}, {}", route.name(), sheet.name());
            let found = seen.find(|codes| codes.as_ref() == Ok(&expected));
            assert!(
                found.is_some(),
                "{what}, side {number}: not all of {expected:?}"
            );
        }
    }
    assert!(read > 20, "{read} codes");
}

#[test]
fn four_pages_on_a_sheet_are_hardly_larger_than_one() {
    for (route, paper) in [
        (RouteKind::Screen, "A3"),
        (RouteKind::Home, "A3"),
        (RouteKind::Copier, "A3"),
        // What is trimmed with its bleed needs a little more; a risograph takes no sheet that large.
        (RouteKind::Press, "SRA3"),
    ] {
        let one = built("flyer", on(route, SheetKind::Page));
        let four = built(
            "flyer",
            Printing {
                onto: Some(paper.parse().expect("a paper")),
                up: Some(4),
                ..on(route, SheetKind::Nup)
            },
        );
        let imposed = four.examined.imposed.as_ref().expect("sheets");
        assert_eq!(
            (imposed.up, imposed.sheets[0].front.placements.len()),
            (4, 4)
        );
        for (one, four) in one.files.iter().zip(&four.files) {
            let (one_size, four_size) = (one.bytes.len(), four.bytes.len());
            assert!(
                four_size * 10 <= one_size * 11,
                "{} {:?}: {four_size} and {one_size}",
                route.name(),
                four.ink
            );
            assert_eq!(forms(&pdf::open(&four.bytes)).len(), 1);
        }
    }
}

/// Type does not get smaller than 6.5 pt: a page that is full of it does not fit within a copier's edge.
#[test]
fn a_layout_that_does_not_fit_within_the_edge_is_made_smaller() {
    let full = r#"
[template]
extends = "base"
papers = ["A4"]

[styles]
text = { size = "6.5pt", leading = 1.3 }

[[page]]
margin = "5mm"
gap = "4mm"
rows = ["1fr", "auto"]
areas = ["lead", "code"]
area.lead = { text = "{campaign.lead}", style = "text" }
area.code = { codes = ["1"], size = "30mm" }
"#;
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("templates")).expect("made");
    fs::write(folder.path().join("templates/full.toml"), full).expect("written");
    let lead = ["They are held for another year."; 480].join(" ");
    let campaign = common::campaign(folder.path(), &common::small_campaign(&lead));
    let pipeline = Pipeline::of(&Project::at(folder.path().join("campaign.toml")));
    let pipeline = pipeline.expect("a pipeline");
    let template = pipeline.library.load("full").expect("a template");
    let mut job = Job::screen(&template, &template.papers[0]);
    job.printing.route = RouteKind::Copier;
    let made = pipeline.build(&campaign, &job);
    let made = made.unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let told = made
        .warnings
        .iter()
        .any(|told| told.rule == Rule::MadeSmaller);
    assert!(told, "{}", said(&made.warnings));
    let imposed = made.value.examined.imposed.expect("a sheet");
    assert!((0.9..1.0).contains(&imposed.scale), "{}", imposed.scale);
    assert_eq!((imposed.sheets.len(), imposed.tiles.is_some()), (1, false));
}

/// A handout of two sides is one sheet, and the print dialog is told how to turn it.
#[test]
fn both_sides_of_a_handout_are_one_sheet() {
    let built = built("handout", Printing::default());
    let imposed = built.examined.imposed.as_ref().expect("a sheet");
    assert_eq!((imposed.sheets.len(), sides(&built)), (1, 2));
    let document = pdf::open(built.pdf());
    let catalog = document.catalog().expect("a catalog");
    let preferences = catalog.get(b"ViewerPreferences").and_then(Object::as_dict);
    let duplex = preferences.and_then(|own| own.get(b"Duplex")?.as_name());
    assert_eq!(duplex.ok(), Some(&b"DuplexFlipLongEdge"[..]));
    // It is still read on a screen.
    assert!(catalog.has(b"StructTreeRoot"));
}
