//! Things over things: layers, grounds that fade or are seen through, and rotated boxes. Measured on what is
//! drawn, on every route and in both directions of reading.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use handbill::internals::content::{self, Content};
use handbill::internals::diag::{Diagnostics, Warned};
use handbill::internals::frame::{Code, GlyphRun, Item, ItemKind};
use handbill::internals::geom::Rect;
use handbill::internals::page::Page;
use handbill::internals::pipeline::{Built, Job, Pipeline, SheetKind};
use handbill::internals::project::Project;
use handbill::internals::route::RouteKind;

use crate::common::{render, said, small_campaign};

const ROUTES: [RouteKind; 5] = [
    RouteKind::Screen,
    RouteKind::Home,
    RouteKind::Copier,
    RouteKind::Riso,
    RouteKind::Press,
];

/// A page of A5 with a grid of two areas and room for layers.
const PAGE: &str = r##"
[template]
extends = "base"
papers = ["A5"]
design = "A5"
distance = "0.3m"

[[page]]
margin = "10mm"
gap = "4mm"
columns = ["1fr", "40mm"]
rows = ["1fr", "auto"]
areas = ["title title", "words codes"]
area.title = { text = "{campaign.headline}", style = "headline", lines = 2, level = 1 }
area.words = { text = "{campaign.lead}", style = "text" }
area.codes = { codes = ["1"], beside = "below", style = "small" }
LAYERS

[styles.light]
like = "lead"
color = "white"
"##;

/// Builds the page with some layers, and a photograph of even tone beside it.
fn build(
    layers: &str,
    language: &str,
    tone: u8,
    route: RouteKind,
) -> Result<Warned<Built>, Diagnostics> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let door = image::GrayImage::from_pixel(900, 1300, image::Luma([tone]));
    door.save(folder.path().join("door.png")).expect("written");
    let campaign = small_campaign("They are held for another year, and nobody says why.")
        .replace("language = \"en\"", &format!("language = \"{language}\""))
        + "\n[[image]]\nid = \"door\"\nfile = \"door.png\"\nalt = \"A door\"\ncredit = \"A friend\"\nlicense = \"CC0\"\n";
    fs::write(folder.path().join("campaign.toml"), campaign).expect("written");
    fs::create_dir(folder.path().join("templates")).expect("made");
    let layout = PAGE.replace("LAYERS", layers);
    fs::write(folder.path().join("templates/case.toml"), layout).expect("written");
    let project = Project::at(folder.path().join("campaign.toml"));
    let campaign = content::load(&project)?.value;
    let pipeline = Pipeline::of(&project)?;
    let template = pipeline.library.load("case")?;
    let mut job = Job::screen(&template, &"A5".parse().expect("a paper"));
    job.printing.route = route;
    job.printing.sheet = Some(SheetKind::Page);
    pipeline.build(&campaign, &job)
}

fn built(layers: &str, language: &str, tone: u8, route: RouteKind) -> Warned<Built> {
    build(layers, language, tone, route)
        .unwrap_or_else(|problems| panic!("{layers}: {}", said(&problems)))
}

fn page(built: &Built) -> &Page {
    &built.examined.piece.pages[0]
}

fn rules(built: &Warned<Built>) -> BTreeSet<&'static str> {
    let rules = built.warnings.iter().map(|problem| problem.rule.name());
    rules.collect()
}

/// The items of a layer, by its number in the file.
fn of_layer(page: &Page, number: usize) -> Vec<&Item> {
    let key = format!("page.0.layer.{number}");
    let mut found = Vec::new();
    page.frame.walk(&mut |item| {
        if item.origin.key.starts_with(&key) {
            found.push(item);
        }
    });
    found
}

/// The ground of a layer, in whole millimetres: left, top, width, height.
fn ground(built: &Built, number: usize) -> [f64; 4] {
    let items = of_layer(page(built), number);
    let bounds: Vec<Rect> = items
        .iter()
        .filter(|item| matches!(item.kind, ItemKind::Path(_)))
        .filter_map(|item| item.bounds())
        .collect();
    let Rect { origin, size } = bounds[0];
    [origin.x, origin.y, size.width, size.height].map(|length| length.to_mm().round())
}

fn runs(page: &Page) -> Vec<&GlyphRun> {
    let mut found = Vec::new();
    page.frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind {
            found.push(run);
        }
    });
    found
}

#[test]
fn a_layer_lies_at_its_anchor_in_the_direction_of_reading() {
    // A5 is 148 by 210 mm.
    for (keys, left, right_to_left) in [
        (
            "on = \"page\", at = \"bottom end\", inset = \"5mm\", width = \"30mm\", height = \"20mm\"",
            [113.0, 185.0, 30.0, 20.0],
            [5.0, 185.0, 30.0, 20.0],
        ),
        (
            "at = \"top start\", width = \"30mm\", height = \"20mm\"",
            [10.0, 10.0, 30.0, 20.0],
            [108.0, 10.0, 30.0, 20.0],
        ),
        (
            "on = \"page\", at = \"center\", width = \"48mm\", height = \"10mm\"",
            [50.0, 100.0, 48.0, 10.0],
            [50.0, 100.0, 48.0, 10.0],
        ),
        (
            "on = \"page\", at = \"bottom\", inset = \"0mm 4mm 6mm 8mm\", height = \"10mm\"",
            [8.0, 194.0, 136.0, 10.0],
            [4.0, 194.0, 136.0, 10.0],
        ),
        (
            "on = \"bleed\"",
            [-3.0, -3.0, 154.0, 216.0],
            [-3.0, -3.0, 154.0, 216.0],
        ),
    ] {
        let layer = format!("layer = [{{ {keys}, under = true, fill = \"accent\" }}]");
        for (language, place) in [("en", left), ("en-Arab", right_to_left)] {
            // The press has a bleed.
            let built = built(&layer, language, 128, RouteKind::Press);
            assert_eq!(ground(&built.value, 0), place, "{keys} in {language}");
        }
    }
}

#[test]
fn a_layer_lies_on_an_area_and_is_as_high_as_its_words() {
    let layer = "layer = [{ on = \"title\", at = \"bottom\", fill = \"accent\", padding = \"2mm\", text = \"Now\", style = \"lead\", under = true }]";
    let built = built(layer, "en", 128, RouteKind::Screen);
    let [left, top, width, height] = ground(&built.value, 0);
    assert_eq!((left, width), (10.0, 128.0));
    assert!(height > 5.0 && height < 12.0, "{height}");
    // The title ends where the row of the words begins, 4 mm above it.
    let foot = runs(page(&built.value))
        .iter()
        .find(|run| run.text.starts_with("They"))
        .expect("the words")
        .at
        .y
        .to_mm();
    assert!(top + height < foot, "{top} {height} {foot}");
}

#[test]
fn layers_are_drawn_and_read_under_the_grid_then_over_it() {
    let layers = "layer = [{ at = \"bottom\", on = \"title\", text = \"Over\", style = \"lead\" }, { on = \"title\", at = \"bottom\", inset = \"0mm 0mm 20mm 0mm\", under = true, text = \"Under\", style = \"lead\" }]";
    let built = built(layers, "en", 128, RouteKind::Screen);
    let words: Vec<&str> = runs(page(&built.value))
        .iter()
        .map(|run| run.text.trim())
        .collect();
    let place = |word: &str| words.iter().position(|known| *known == word);
    assert_eq!(place("Under"), Some(0), "{words:?}");
    assert_eq!(place("Over"), Some(words.len() - 1), "{words:?}");
}

#[test]
fn words_over_words_are_told_and_words_over_a_picture_are_measured() {
    let picture = "{ under = true, on = \"page\", image = \"1\", credit = false }";
    let stamp = "{ at = \"center\", text = \"Now\", style = \"light\" }";
    let clash = "{ on = \"words\", text = \"Now and then and again\", style = \"lead\" }";
    let over = build(&format!("layer = [{clash}]"), "en", 255, RouteKind::Screen)
        .expect_err("words over words");
    assert!(said(&over).contains("ink-over-ink"), "{}", said(&over));
    // Black words on a light photograph, and white ones on a dark one, are fine.
    let light = built(
        &format!("layer = [{picture}]"),
        "en",
        240,
        RouteKind::Screen,
    );
    for rule in ["ink-over-ink", "text-over-picture", "low-contrast"] {
        assert!(
            !rules(&light).contains(rule),
            "{rule}: {:?}",
            light.warnings
        );
    }
    // On a middle grey white words fade, unless a ground lies between.
    let middle = built(
        &format!("layer = [{picture}, {stamp}]"),
        "en",
        180,
        RouteKind::Screen,
    );
    assert!(
        rules(&middle).contains("low-contrast"),
        "{:?}",
        rules(&middle)
    );
    let scrim = "{ under = true, on = \"page\", at = \"center\", height = \"30mm\", fill = { from = \"ink 90%\", to = \"ink 80%\" } }";
    let safe = built(
        &format!("layer = [{picture}, {scrim}, {stamp}]"),
        "en",
        180,
        RouteKind::Screen,
    );
    let told: Vec<String> = safe
        .warnings
        .iter()
        .filter(|problem| problem.rule.name() == "low-contrast")
        .map(ToString::to_string)
        .filter(|told| told.contains("Now"))
        .collect();
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn a_ground_over_words_or_a_code_is_told() {
    let hides = "layer = [{ on = \"words\", fill = \"accent\" }]";
    let problems = build(hides, "en", 255, RouteKind::Screen).expect_err("hidden words");
    assert!(
        said(&problems).contains("printed over"),
        "{}",
        said(&problems)
    );
    let veil = "layer = [{ on = \"codes\", fill = { color = \"accent\", opacity = 0.3 } }]";
    let problems = build(veil, "en", 255, RouteKind::Screen).expect_err("a veiled code");
    assert!(
        said(&problems).contains("quiet zone"),
        "{}",
        said(&problems)
    );
}

/// A photograph under a scrim, a ground that is seen through, and a slanted stamp with a code.
const EVERYTHING: &str = r##"layer = [
  { under = true, on = "bleed", image = "1", credit = false },
  { under = true, on = "page", at = "bottom", height = "90mm", fill = { from = "accent 0%", to = "white 95%", toward = "bottom" } },
  { under = true, on = "page", at = "top", height = "60mm", fill = { color = "accent", opacity = 0.8 } },
  { on = "title", at = "bottom end", inset = "0mm 12mm 12mm 0mm", width = "44mm", rotate = "-8deg", fill = "white", padding = "2mm", gap = "2mm", stack = [{ text = "Today", style = "lead" }, { codes = ["1"], beside = "below", style = "small" }] },
]"##;

#[test]
fn every_route_prints_layers_fades_and_slants_and_the_codes_scan() {
    for language in ["en", "en-Arab"] {
        for route in ROUTES {
            // A press file that does not meet PDF/X-4 is an error of the build.
            let built = built(EVERYTHING, language, 160, route);
            let mut codes: Vec<&Code> = Vec::new();
            page(&built.value).frame.walk(&mut |item| {
                if let ItemKind::Code(code) = &item.kind {
                    codes.push(code);
                }
            });
            assert_eq!(codes.len(), 2);
            let slanted = codes[1].angle.to_degrees();
            let wanted = if language == "en" { -8.0 } else { 8.0 };
            assert!((slanted - wanted).abs() < 0.001, "{slanted}");
            let words = runs(page(&built.value));
            let today = words.iter().find(|run| run.text == "Today");
            assert_eq!(today.expect("the stamp").angle, codes[1].angle);
            if route == RouteKind::Riso {
                continue;
            }
            let (width, height, colors) = render::color_page(built.value.pdf(), 0, 300.0);
            assert_eq!(width * height, colors.len());
            // The photograph shows through where the fades are clear, and is hidden where they are not.
            let at = |x: f64, y: f64| {
                let bleed = page(&built.value).bleed.to_inch();
                let across = ((x / 25.4 + bleed) * 300.0) as usize;
                let down = ((y / 25.4 + bleed) * 300.0) as usize;
                colors[down * width + across]
            };
            let [r, g, b] = at(14.0, 118.0);
            assert!(
                r.abs_diff(160) < 30 && g.abs_diff(160) < 30,
                "{route:?} {r} {g} {b}"
            );
            let [r, ..] = at(74.0, 203.0);
            assert!(r > 235, "{route:?}: white hides the photograph: {r}");
        }
    }
}

#[test]
fn a_copier_holds_the_tones_of_a_fade() {
    let layers = "layer = [{ under = true, on = \"page\", image = \"1\", credit = false }, { under = true, on = \"page\", fill = { from = \"white 0%\", to = \"white\" } }]";
    let built = built(layers, "en", 120, RouteKind::Copier);
    let (width, height, colors) = render::color_page(built.value.pdf(), 0, 150.0);
    // A column without words, away from the edge that a copier does not reach: light grows, and no tint is
    // lighter than 15 % or lost.
    let rows = 60..height - 60;
    let column: Vec<u8> = rows.map(|row| colors[row * width + 40][0]).collect();
    let tones: BTreeSet<u8> = column.iter().copied().collect();
    assert!(tones.len() > 50, "{tones:?}");
    let held = |tone: &u8| {
        let ink = f64::from(255 - tone) / 2.55;
        ink < 0.5 || (14.0..=86.0).contains(&ink)
    };
    let wrong: Vec<&u8> = tones.iter().filter(|tone| !held(tone)).collect();
    // A renderer may mix the two sides of the step to white paper in one pixel.
    assert!(wrong.len() <= 1, "{wrong:?}");
}

#[test]
fn what_a_rotation_moves_off_the_page_is_told() {
    let near = "layer = [{ on = \"page\", at = \"top end\", inset = \"1mm\", width = \"60mm\", rotate = \"-20deg\", under = true, fill = \"accent\", height = \"12mm\" }]";
    let told = built(near, "en", 255, RouteKind::Screen);
    assert!(
        rules(&told).contains("rotated-off-page"),
        "{:?}",
        rules(&told)
    );
    let far = near.replace("inset = \"1mm\"", "inset = \"20mm\"");
    let quiet = built(&far, "en", 255, RouteKind::Screen);
    assert!(
        !rules(&quiet).contains("rotated-off-page"),
        "{:?}",
        rules(&quiet)
    );
}

#[test]
fn a_fade_between_equal_ends_is_told() {
    let even = "layer = [{ under = true, fill = { from = \"accent 30%\", to = \"accent 30%\" } }]";
    let told = built(even, "en", 255, RouteKind::Screen);
    assert!(rules(&told).contains("even-gradient"), "{:?}", rules(&told));
}

#[test]
fn the_example_layouts_are_short_and_build_in_every_direction() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let copy = |from: &Path, to: &Path| {
        fs::create_dir_all(to).expect("made");
        for entry in fs::read_dir(from).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("copied");
            }
        }
    };
    copy(&root.join("content"), folder.path());
    copy(&root.join("content/art"), &folder.path().join("art"));
    copy(
        &root.join("examples/layouts"),
        &folder.path().join("templates"),
    );
    let project = Project::at(folder.path().join("free-armenian-pows.toml"));
    let pipeline = Pipeline::of(&project).expect("fonts and layouts");
    let mut seen = 0;
    for id in ["hero", "names", "swiss", "collage", "riso", "broadside"] {
        let file = root.join(format!("examples/layouts/{id}.toml"));
        let lines = fs::read_to_string(file).expect("a layout").lines().count();
        assert!(lines <= 25, "{id} has {lines} lines");
        let template = pipeline
            .library
            .load(id)
            .unwrap_or_else(|problems| panic!("{}", said(&problems)));
        for language in ["en", "de", "hy", "ar"] {
            let content = Content::open(&project).expect("content");
            let campaign = content.campaign(language).expect("a language").value;
            let job = Job::screen(&template, &template.papers[0]);
            let built = pipeline
                .build(&campaign, &job)
                .unwrap_or_else(|problems| panic!("{id} in {language}: {}", said(&problems)));
            for rule in ["ink-over-ink", "text-over-picture", "low-contrast"] {
                assert!(!rules(&built).contains(rule), "{id} in {language}: {rule}");
            }
            seen += 1;
        }
    }
    assert_eq!(seen, 24);
}

/// The height of a text is that of its lines between its padding, not of those that it would have without any.
#[test]
fn a_text_with_padding_is_as_high_as_its_lines() {
    let words = "Keep on reading, and keep on asking. ".repeat(6);
    for (width, padding) in [("", "0mm 15mm"), ("width = \"90mm\", ", "6mm 9mm")] {
        let layers = format!(
            "layer = [{{ {width}fill = \"accent\", padding = \"{padding}\", stack = [{{ padding = \"{padding}\", text = \"{words}\", style = \"text\" }}] }}]"
        );
        // What lies under the layer is covered, which is another finding.
        let told = match build(&layers, "en", 90, RouteKind::Screen) {
            Ok(built) => said(&built.warnings),
            Err(problems) => said(&problems),
        };
        assert!(!told.contains("overset"), "{told}");
    }
}

#[test]
fn a_layer_hides_words_where_it_says_so() {
    let strip = |keys: &str| {
        format!("layer = [{{ on = \"words\", fill = \"black\", height = \"30mm\"{keys} }}]")
    };
    let names = |problems: &Diagnostics| -> BTreeSet<&'static str> {
        problems.iter().map(|problem| problem.rule.name()).collect()
    };
    let hidden = build(&strip(""), "en", 0, RouteKind::Screen).expect_err("words are hidden");
    assert!(names(&hidden).contains("covered-text"), "{}", said(&hidden));
    assert!(said(&hidden).contains("`covers`"), "{}", said(&hidden));
    let meant = built(&strip(", covers = [\"words\"]"), "en", 0, RouteKind::Screen);
    for rule in ["covered-text", "ink-over-ink", "low-contrast"] {
        assert!(!rules(&meant).contains(rule), "{rule}: {:?}", rules(&meant));
    }
    // It covers what it names, and nothing else.
    let other = strip(", covers = [\"title\"]");
    let other = build(&other, "en", 0, RouteKind::Screen).expect_err("words are hidden");
    assert!(names(&other).contains("covered-text"), "{}", said(&other));
    // A code is never covered.
    let code =
        "layer = [{ on = \"codes\", fill = \"black\", height = \"20mm\", covers = [\"codes\"] }]";
    let code = build(code, "en", 0, RouteKind::Screen).expect_err("a code is hidden");
    assert!(names(&code).contains("quiet-zone"), "{}", said(&code));
}

#[test]
fn names_of_covered_areas_and_of_places_are_checked() {
    for (layers, rule, wanted) in [
        (
            "layer = [{ on = \"words\", fill = \"black\", covers = [\"wrds\"] }]",
            "unknown-area",
            "`words`",
        ),
        (
            "layer = [{ under = true, on = \"page\", fill = \"accent\", covers = [\"words\"] }]",
            "idle-key",
            "hides nothing",
        ),
    ] {
        let problems = build(layers, "en", 0, RouteKind::Screen).expect_err(layers);
        let found = problems.iter().find(|problem| problem.rule.name() == rule);
        let found = found.unwrap_or_else(|| panic!("{rule}: {}", said(&problems)));
        assert!(found.to_string().contains(wanted), "{found}");
    }
    // An area with the name of a place, and one with the imprint.
    let page = |from: &str, to: &str, layer: &str| {
        let layout = PAGE.replace("LAYERS", layer).replace(from, to);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let campaign = small_campaign("They are held for another year.");
        match crate::common::build_beside(folder.path(), &campaign, &layout, "A5") {
            Ok(built) => said(&built.warnings),
            Err(problems) => said(&problems),
        }
    };
    let named = page(
        "words",
        "page",
        "layer = [{ on = \"page\", under = true, fill = \"accent\" }]",
    );
    assert!(named.contains("give the area another name"), "{named}");
    let apart = page("words", "page", "");
    assert!(!apart.contains("give the area another name"), "{apart}");
    let law = page(
        "text = \"{campaign.lead}\", style = \"text\"",
        "imprint = \"auto\", style = \"small\"",
        "layer = [{ on = \"words\", fill = \"black\", height = \"4mm\", covers = [\"words\"] }]",
    );
    assert!(law.contains("must not cover `words`"), "{law}");
}
