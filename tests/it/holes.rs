//! Empty pages and large holes: what is measured on a page, what a layout declares, and what is reported. The measure
//! is held against the rendered page.

use handbill::internals::diag::{Diagnostics, Warned};
use handbill::internals::layout::PageMeasures;
use handbill::internals::pipeline::Built;

use crate::common::{self, build_beside, render, small_campaign};

/// A layout of one page of A5 with a margin of 10 mm: words at the top, and the rest empty.
const LAYOUT: &str = r##"
[template]
extends = "base"
papers = ["A5"]
design = "A5"
distance = "0.3m"

[[page]]
margin = "10mm"
PAGE
rows = ["auto", "1fr"]
areas = ["words", "rest"]

[page.area.words]
stack = [
  { text = "{campaign.headline}", style = "headline", level = 1 },
  { codes = ["1"], style = "small", size = "20mm" },
]

[page.area.rest]
REST
"##;

/// The page with keys of its own, and something in its empty part.
fn build(page: &str, rest: &str) -> Result<Warned<Built>, Diagnostics> {
    build_in("en", page, rest)
}

fn build_in(language: &str, page: &str, rest: &str) -> Result<Warned<Built>, Diagnostics> {
    let folder = tempfile::tempdir().expect("a folder");
    let layout = LAYOUT.replacen("PAGE", page, 1).replacen("REST", rest, 1);
    let campaign = small_campaign("A lead.").replacen(
        "language = \"en\"",
        &format!("language = \"{language}\""),
        1,
    );
    build_beside(folder.path(), &campaign, &layout, "A5")
}

fn rules(problems: &Diagnostics) -> Vec<(&'static str, String)> {
    let problems = problems.iter();
    problems
        .map(|problem| (problem.rule.name(), problem.sentence()))
        .filter(|(rule, _)| {
            rule.contains("hole") || rule.contains("empty") || rule.contains("value")
        })
        .collect()
}

fn measures(built: &Warned<Built>) -> &PageMeasures {
    &built.value.examined.measures[0].measures
}

#[test]
fn a_hole_is_told_with_its_size_and_place() {
    let built = build("", "").expect("a piece");
    let said = rules(&built.warnings);
    let [("large-hole", words)] = &said[..] else {
        panic!("{said:?}");
    };
    assert!(
        words.contains("page 1 is empty on") && words.contains("across the foot; 20 % may be"),
        "{words}"
    );
    let hole = measures(&built).space.hole.expect("a hole");
    // From the code to the lower margin, over the whole width.
    assert!(
        (hole.rect.size.width.to_mm() - 128.0).abs() < 2.0,
        "{hole:?}"
    );
    assert!((hole.rect.bottom().to_mm() - 200.0).abs() < 2.0, "{hole:?}");
    let place = built
        .warnings
        .iter()
        .find(|problem| problem.rule.name() == "large-hole")
        .and_then(|problem| problem.place.as_ref());
    // The line of the layout in which `air` belongs.
    assert!(place.is_some_and(|place| place.source.name.ends_with("case.toml")));
    // A picture or a panel in it is no hole.
    let filled = build(
        "",
        "fill = \"accent\"\ntext = \"{campaign.lead}\"\nstyle = \"text\"",
    );
    assert_eq!(rules(&filled.expect("a piece").warnings), []);
}

#[test]
fn a_layout_may_declare_air_for_a_page_and_for_an_option() {
    let built = build("air = \"80%\"", "").expect("a piece");
    assert_eq!(rules(&built.warnings), []);
    let little = build("air = \"25%\"", "").expect("a piece");
    let said = rules(&little.warnings);
    assert!(said[0].1.contains("25 % may be"), "{said:?}");
    // Declared air counts as meant in the score, too.
    let score = |built: &Warned<Built>| {
        handbill::internals::layout::Score::of(measures(built)).parts[1].expect("holes")
    };
    assert_eq!(score(&built), 1000);
    assert!(score(&little) < 1000);
    let options = |air: &str| {
        format!(
            "option = [{{ name = \"open\", {air}areas = [\"words\", \"rest\"], rows = [\"auto\", \"1fr\"] }}]"
        )
    };
    let declared = build(&options("air = \"80%\", "), "").expect("a piece");
    assert_eq!(rules(&declared.warnings), []);
    // An option without its own takes that of the page.
    let of_page = format!("air = \"80%\"\n{}", options(""));
    assert_eq!(rules(&build(&of_page, "").expect("a piece").warnings), []);
    assert_eq!(
        rules(&build(&options(""), "").expect("a piece").warnings).len(),
        1
    );
}

#[test]
fn air_is_a_share_of_the_page() {
    for (wrong, rule) in [("120%", "bad-value"), ("0.4", ""), ("much", "")] {
        let problems = build(&format!("air = \"{wrong}\""), "").expect_err("an error");
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(
            said.join("\n").contains(rule) && !said.is_empty(),
            "{said:?}"
        );
    }
}

#[test]
fn a_page_with_nothing_on_it_is_an_error() {
    let page = |more: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let layout = LAYOUT
            .replacen("PAGE", "air = \"90%\"", 1)
            .replacen("REST", "", 1)
            + &format!("\n[[page]]\nmargin = \"10mm\"\n{more}");
        build_beside(folder.path(), &small_campaign("A lead."), &layout, "A5")
    };
    // A colour is no content, over the page or in an area.
    let grounds = [
        "areas = [\"a\"]\n[page.area.a]\nfill = \"accent\"\n",
        "fill = \"accent\"\nareas = [\"a\"]\n[page.area.a]\nheight = \"20mm\"\nfill = \"black\"\n",
    ];
    for ground in grounds {
        let problems = page(ground).expect_err("an empty page");
        let said = rules(&problems);
        assert!(
            said.iter()
                .any(|(rule, words)| *rule == "empty-page" && words.starts_with("page 2 is empty")),
            "{said:?}"
        );
    }
    let meant = page("air = \"100%\"\nareas = [\"a\"]\n[page.area.a]\nfill = \"accent\"\n");
    assert_eq!(rules(&meant.expect("a piece").warnings), []);
}

/// The largest rectangle of the ground within the margins of a rendered page, as a share.
fn hole_in_picture(built: &Built, page: usize) -> f64 {
    let examined = &built.examined;
    let (width, height, pixels) = render::color_page(built.pdf(), page, 50.8);
    let within = examined.measures[page].measures.within;
    // Two pixels to the millimetre.
    let at = |mm: f64| (mm * 2.0).round().max(0.0) as usize;
    let (left, top) = (at(within.origin.x.to_mm()), at(within.origin.y.to_mm()));
    let (right, bottom) = (
        at(within.right().to_mm()).min(width),
        at(within.bottom().to_mm()).min(height),
    );
    let rows: Vec<&[[u8; 3]]> = (top..bottom)
        .map(|row| &pixels[row * width + left..row * width + right])
        .collect();
    // The ground is what most of the page has, unless that is the black of a letter of 25 cm.
    let mut counts = std::collections::BTreeMap::new();
    let colored = rows.iter().copied().flatten();
    for pixel in colored.filter(|pixel| pixel.iter().any(|part| *part > 40)) {
        *counts.entry(*pixel).or_insert(0_usize) += 1;
    }
    let ground = counts.iter().max_by_key(|(_, count)| **count);
    let ground = *ground.expect("pixels").0;
    let is_ground = |pixel: &[u8; 3]| (0..3).all(|at| pixel[at].abs_diff(ground[at]) < 12);
    let columns = right - left;
    let mut heights = vec![0_usize; columns];
    let mut most = 0;
    for row in &rows {
        for (height, pixel) in heights.iter_mut().zip(*row) {
            *height = if is_ground(pixel) { *height + 1 } else { 0 };
        }
        // The widest run at each height, by a stack of rising bars.
        let mut open: Vec<(usize, usize)> = Vec::new();
        for (x, height) in heights.iter().copied().chain([0]).enumerate() {
            let mut start = x;
            while let Some((from, above)) = open.pop_if(|(_, above)| *above >= height) {
                most = most.max((x - from) * above);
                start = from;
            }
            open.push((start, height));
        }
    }
    most as f64 / (rows.len() * columns) as f64
}

#[test]
fn holes_are_those_of_the_rendered_page() {
    let mut compared = 0;
    let mut wrong = Vec::new();
    for built in common::every_piece() {
        let piece = &built.value.examined.piece;
        // One paper of each piece is enough, and large ones take long to draw.
        let is_first = common::pipeline()
            .library
            .load(&piece.template)
            .is_ok_and(|template| template.papers[0].name == piece.paper);
        if !is_first || piece.pages[0].trim.long_side().to_mm() > 430.0 {
            continue;
        }
        for page in 0..piece.pages.len().min(2) {
            let measured = built.value.examined.measures[page].measures.space.hole;
            let measured = measured.map_or(0.0, |hole| hole.share);
            let seen = hole_in_picture(&built.value, page);
            compared += 1;
            if (measured - seen).abs() > 0.02 {
                wrong.push(format!(
                    "{} page {}: measured {measured:.3}, seen {seen:.3}",
                    piece.template,
                    page + 1
                ));
            }
        }
    }
    assert!(compared >= 15, "{compared}");
    assert!(wrong.is_empty(), "{compared} pages: {}", wrong.join("\n"));
}

/// Margins are those of reading: the hole of a page in Arabic lies at the other side.
#[test]
fn a_page_from_right_to_left_is_measured_as_it_is_seen() {
    let sides = "margin = \"10mm 10mm 10mm 40mm\"\nair = \"90%\"";
    let page = LAYOUT.replacen("margin = \"10mm\"\n", "", 1);
    let of = |language: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let campaign = small_campaign("A lead.").replacen(
            "language = \"en\"",
            &format!("language = \"{language}\""),
            1,
        );
        let layout = page.replacen("PAGE", sides, 1).replacen("REST", "", 1);
        let built = build_beside(folder.path(), &campaign, &layout, "A5").expect("a piece");
        let hole = measures(&built).space.hole.expect("a hole");
        (hole.rect.origin.x.to_mm(), hole.rect.right().to_mm())
    };
    let (left, right) = of("en");
    assert!(
        (left - 40.0).abs() < 1.0 && (right - 138.0).abs() < 1.0,
        "{left} {right}"
    );
    let (left, right) = of("ar");
    assert!(
        (left - 10.0).abs() < 1.0 && (right - 108.0).abs() < 1.0,
        "{left} {right}"
    );
}
