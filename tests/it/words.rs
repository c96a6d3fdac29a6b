//! Display type and fitted type as a reader sees them: edges measured on the picture of the page, lines, sizes and
//! letters on the pages themselves.

use std::collections::BTreeSet;

use crate::common::{self, build_beside, render, said, small_campaign};
use handbill::internals::diag::{Diagnostics, Warned};
use handbill::internals::frame::{GlyphRun, ItemKind};
use handbill::internals::geom::Length;
use handbill::internals::pipeline::Built;
use handbill::internals::reading;
use handbill::internals::rules::Rule;

/// A campaign with a headline in a language.
fn campaign(language: &str, headline: &str) -> String {
    let headline = headline.replace('\n', "\\n");
    small_campaign("A lead.")
        .replace("Let them go home", &headline)
        .replace("language = \"en\"", &format!("language = \"{language}\""))
}

/// A layout of one area that fills the page of a paper, with the tables that are given after it.
fn layout(paper: &str, rows: &str, area: &str) -> String {
    format!(
        r#"
[template]
extends = "base"
description = "A case"
design = "{paper}"
papers = ["{paper}"]
distance = "0.3m"

[[page]]
margin = "20mm"
columns = ["1fr"]
rows = ["{rows}"]
areas = ["it"]

[page.area.it]
{area}
"#
    )
}

fn tried(content: &str, layout: &str, paper: &str) -> Result<Warned<Built>, Diagnostics> {
    let folder = tempfile::tempdir().expect("a folder");
    build_beside(folder.path(), content, layout, paper)
}

fn built(content: &str, layout: &str, paper: &str) -> Warned<Built> {
    tried(content, layout, paper).unwrap_or_else(|problems| panic!("{}", said(&problems)))
}

fn refused(content: &str, layout: &str, paper: &str) -> String {
    match tried(content, layout, paper) {
        Ok(_) => panic!("it was built"),
        Err(problems) => said(&problems),
    }
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

/// The words of each line, from the top down; runs on one baseline are one line.
fn lines(built: &Built) -> Vec<String> {
    let mut lines: Vec<(f64, String)> = Vec::new();
    for run in runs(built) {
        let y = run.at.y.to_pt();
        match lines.last_mut() {
            Some((last, words)) if (*last - y).abs() < 0.01 => words.push_str(&run.text),
            _ => lines.push((y, run.text.clone())),
        }
    }
    lines.into_iter().map(|(_, words)| words).collect()
}

fn sizes(built: &Built) -> BTreeSet<i64> {
    let sizes = runs(built);
    sizes
        .iter()
        .map(|run| (run.size.to_pt() * 100.0).round() as i64)
        .collect()
}

/// The left and the right edge of the ink of each line, in millimetres, from a picture of the page. A pixel that is half
/// covered is where the edge is. A line is looked for from so far above its baseline to so far below it, in ems.
fn edges(built: &Built, (above, below): (f64, f64)) -> Vec<(f64, f64)> {
    const PPI: f64 = 400.0;
    let grey = render::page(built.pdf(), 0, PPI);
    let pixel = 25.4 / PPI;
    let mut baselines: Vec<(f64, f64)> = Vec::new();
    for run in runs(built) {
        let place = (run.at.y.to_mm(), run.size.to_mm());
        if baselines
            .last()
            .is_none_or(|last| (last.0 - place.0).abs() > 0.01)
        {
            baselines.push(place);
        }
    }
    let width = (297.0 / pixel) as usize;
    let edge = |top: usize, bottom: usize, columns: &mut dyn Iterator<Item = usize>| {
        for x in columns {
            let darkest = (top..bottom).map(|y| grey.at(x, y)).min().unwrap_or(255);
            if darkest < 250 {
                // The share of the pixel that is covered says where in it the edge is.
                return (x, f64::from(255 - darkest) / 255.0);
            }
        }
        panic!("a line without ink");
    };
    baselines
        .into_iter()
        .map(|(baseline, size)| {
            let top = ((baseline - size * above) / pixel) as usize;
            let bottom = ((baseline + size * below) / pixel) as usize;
            let (left, covered) = edge(top, bottom, &mut (0..width));
            let left = (left as f64 + 1.0 - covered) * pixel;
            let (right, covered) = edge(top, bottom, &mut (0..width).rev());
            (left, (right as f64 + covered) * pixel)
        })
        .collect()
}

#[test]
fn filled_lines_meet_the_measure_by_their_ink() {
    for (language, headline) in [
        ("en", "Hands off the house and Open all the Windows"),
        ("de", "Heute handeln: Öffnet das Haus für alle Menschen"),
        ("hy", "Ազատություն հայ ղեկավարներին և ռազմագերիներին"),
        ("ka", "თავისუფლება სომეხ ლიდერებსა და ტყვეებს"),
        ("ru", "Свободу лидерам и всем пленным сегодня"),
        ("el", "Ελευθερία στους ομήρους και στους ήρωες"),
        ("he", "שחררו את המנהיגים ואת שבויי המלחמה"),
        ("ar", "الحرية للقادة وأسرى الحرب الأرمن"),
    ] {
        let area = "text = \"{campaign.headline}\"\nstyle = \"headline\"\nlines = 3";
        let content = campaign(language, headline);
        let built = built(&content, &layout("A3", "1fr", area), "A3").value;
        // Latin, Cyrillic and Greek capitals stand between the baseline and their height (but for J, whose hook hangs
        // lower and reaches farthest to the left); letters of other scripts hang lower.
        let rows = match language {
            "hy" | "ka" | "he" | "ar" => (0.8, 0.3),
            _ => (0.7, 0.0),
        };
        let edges = edges(&built, rows);
        assert_eq!(edges.len(), 3, "{language}");
        let spread = |all: Vec<f64>| {
            let low = all.iter().copied().fold(f64::INFINITY, f64::min);
            all.iter().copied().fold(0.0, f64::max) - low
        };
        let left = spread(edges.iter().map(|edge| edge.0).collect());
        let right = spread(edges.iter().map(|edge| edge.1).collect());
        assert!(left <= 0.1 && right <= 0.1, "{language}: {edges:?}");
        // At the margins of the page, and not only even.
        let margin = edges.iter().map(|edge| edge.0).fold(0.0, f64::max);
        assert!((margin - 20.0).abs() <= 0.1, "{language}: {margin}");
    }
}

#[test]
fn a_range_of_lines_takes_the_number_that_covers_the_area() {
    let headline = "Nobody closes our library while we are still reading here";
    let count = |height: &str| {
        let area = format!(
            "text = \"{{campaign.headline}}\"\nstyle = \"headline\"\nlines = \"2..5\"\nheight = \"{height}\""
        );
        let built = built(
            &campaign("en", headline),
            &layout("A4", "auto", &area),
            "A4",
        );
        lines(&built.value).len()
    };
    // Two lines leave the higher areas empty, and five would have to shrink in the lower ones.
    assert_eq!(count("22mm"), 2);
    assert_eq!(count("45mm"), 3);
    assert_eq!(count("90mm"), 4);
    assert_eq!(count("230mm"), 5);
}

#[test]
fn a_wrong_number_of_lines_is_refused_with_a_way_out() {
    for (lines, hint) in [
        ("\"4..2\"", "write \"2..4\""),
        ("\"2-4\"", "write \"2..4\""),
        ("0", "from 1 to 24"),
        ("\"2..99\"", "from 1 to 24"),
        ("\"some\"", "write for example 3, or \"2..4\""),
    ] {
        let area = format!("text = \"Words\"\nstyle = \"headline\"\nlines = {lines}");
        let said = refused(&campaign("en", "Words"), &layout("A5", "1fr", &area), "A5");
        assert!(said.contains(hint), "{lines}: {said}");
    }
}

#[test]
fn the_hero_line_has_a_line_of_its_own_and_no_stars() {
    let filled = "text = \"{campaign.headline}\"\nstyle = \"headline\"\nlines = 2\nlevel = 1";
    for (language, headline, expected) in [
        (
            "en",
            "Keep *our library* open for everyone",
            vec!["Keep", "our library", "open for everyone"],
        ),
        (
            "de",
            "Rettet „*unser Haus*“!",
            vec!["Rettet", "„unser Haus“!"],
        ),
        (
            "hy",
            "Ազատություն *բոլոր* գերիներին",
            vec!["Ազատություն", "բոլոր", "գերիներին"],
        ),
        (
            "ar",
            "الحرية *للقادة* وأسرى الحرب",
            vec!["الحرية", "للقادة", "وأسرى الحرب"],
        ),
        ("en", "*Now*", vec!["Now"]),
        // Typed breaks are kept, and no other line is added.
        (
            "en",
            "One\ntwo three four five six seven eight\nnine",
            vec!["One", "two three four five six seven eight", "nine"],
        ),
    ] {
        let content = campaign(language, headline);
        let built = built(&content, &layout("A4", "1fr", filled), "A4").value;
        assert_eq!(lines(&built), expected, "{language}: {headline}");
    }
    // In other type the headline runs on, and is read as one sentence.
    let running = "text = \"{campaign.headline}\"\nstyle = \"lead\"";
    let content = campaign("en", "Keep *our library* open");
    let built = built(&content, &layout("A4", "1fr", running), "A4").value;
    assert_eq!(lines(&built), ["Keep our library open"]);
    let text = reading::plain_text(&built.examined.piece);
    assert!(text.contains("Keep our library open"), "{text}");
}

#[test]
fn a_headline_with_two_hero_lines_is_refused() {
    let area = "text = \"{campaign.headline}\"\nstyle = \"headline\"";
    let said = refused(
        &campaign("en", "*Now* or *never*"),
        &layout("A5", "1fr", area),
        "A5",
    );
    assert!(said.contains("one hero line"), "{said}");
}

/// The left and right ends of the column of the page that `layout` makes on A5, in millimetres.
const COLUMN: (f64, f64) = (20.0, 128.0);

#[test]
fn punctuation_hangs_out_of_the_column() {
    let area = |style: &str| {
        format!(
            "text = \"{{campaign.headline}}\"\nstyle = \"it\"\n\n[styles.it]\nlike = \"text\"\nsize = \"20pt\"\n{style}"
        )
    };
    let left = |language: &str, headline: &str, style: &str| {
        let content = campaign(language, headline);
        let built = built(&content, &layout("A5", "1fr", &area(style)), "A5").value;
        let runs = runs(&built);
        let lefts = runs.iter().map(|run| run.at.x.to_mm());
        let rights = runs.iter().map(|run| (run.at.x + run.width).to_mm());
        (
            lefts.fold(f64::INFINITY, f64::min),
            rights.fold(0.0, f64::max),
        )
    };
    let quoted = "“We were here before”";
    assert!((left("en", quoted, "").0 - COLUMN.0).abs() < 0.01);
    let hung = left("en", quoted, "hang = true").0;
    assert!(hung < COLUMN.0 - 2.0, "{hung}");
    // Set to the other side, the closing mark hangs out there.
    let right = left("en", quoted, "hang = true\nalign = \"end\"").1;
    assert!(right > COLUMN.1 + 2.0, "{right}");
    // From right to left, text begins at the right.
    for (language, words) in [("he", "”היינו כאן קודם”"), ("ar", "“كنا هنا قبل ذلك”")]
    {
        let plain = left(language, words, "").1;
        let hung = left(language, words, "hang = true").1;
        assert!(hung > plain + 1.0, "{language}: {hung} after {plain}");
    }
    // Letters stay where they are.
    assert!((left("en", "We were here", "hang = true").0 - COLUMN.0).abs() < 0.01);
}

#[test]
fn features_of_the_font_change_the_letters() {
    let glyphs = |style: &str| {
        let area = format!(
            "text = \"11 and 1/2\"\nstyle = \"it\"\n\n[styles.it]\nlike = \"text\"\n{style}"
        );
        let built = built(&campaign("en", "Words"), &layout("A5", "1fr", &area), "A5");
        let told = said(&built.warnings);
        let runs = runs(&built.value);
        let glyphs = runs
            .iter()
            .flat_map(|run| run.glyphs.iter().map(|glyph| glyph.id));
        (glyphs.collect::<Vec<_>>(), lines(&built.value), told)
    };
    let (plain, words, _) = glyphs("");
    for style in ["figures = \"old-style\"", "features = [\"frac\"]"] {
        let (own, copied, told) = glyphs(style);
        assert_ne!(plain, own, "{style}");
        assert_eq!(words, copied, "what is copied stays: {style}");
        assert!(!told.contains("font-lacks"), "{told}");
    }
    assert_eq!(plain, glyphs("features = [\"frac=0\"]").0);
}

#[test]
fn what_a_font_lacks_is_said_with_what_it_has() {
    let area = |style: &str| {
        format!("text = \"Words\"\nstyle = \"it\"\n\n[styles.it]\nlike = \"text\"\n{style}")
    };
    let warned = |style: &str| {
        let built = built(
            &campaign("en", "Words"),
            &layout("A5", "1fr", &area(style)),
            "A5",
        );
        let lacks = built
            .warnings
            .iter()
            .filter(|problem| problem.rule == Rule::FontLacks);
        lacks
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    };
    // A style that takes a group from another, and has a fixed size, just has none.
    let like = "fit_group = \"a\"\nsize = \"fit 9pt..14pt\"\n\n[styles.other]\nlike = \"it\"\nsize = \"9pt\"";
    assert!(warned(like).is_empty());
    let said = warned("features = [\"zzzz\"]");
    assert!(said.contains("the feature `zzzz`"), "{said}");
    assert!(warned("features = [\"zzzz=0\"]").is_empty());
    assert!(warned("figures = \"tabular\"").is_empty());
    for (style, hint) in [
        ("features = [\"small\"]", "four letters or digits"),
        ("figures = \"oldstyle\"", "old-style"),
        ("small_caps = true\ncase = \"upper\"", "case = \"none\""),
        ("fit_group = \"a\"", "fit 9pt..14pt"),
        ("priority = 99", "from 0 to 9"),
        ("feature = [\"ss01\"]", "features"),
    ] {
        let said = refused(
            &campaign("en", "Words"),
            &layout("A5", "1fr", &area(style)),
            "A5",
        );
        assert!(said.contains(hint), "{style}: {said}");
    }
}

/// Two pages of two panels, in styles that are given.
fn panels(styles: &str) -> String {
    format!(
        r#"
[template]
extends = "base"
description = "A case"
design = "A5"
papers = ["A5"]
distance = "0.3m"

[[page]]
margin = "20mm"
columns = ["1fr"]
rows = ["40mm", "1fr"]
areas = ["title", "panel"]
area.title = {{ text = "Short words", style = "title" }}
area.panel = {{ text = "Few words", style = "panel" }}

[[page]]
margin = "20mm"
columns = ["1fr"]
rows = ["1fr", "30mm"]
areas = ["title", "panel"]
area.title = {{ text = "Short words", style = "title" }}
area.panel = {{ text = "Many more words, which take more room than there would be at the largest size of their style, and so they are set smaller", style = "panel" }}

[styles.title]
like = "text"
size = "fit 12pt..40pt"

[styles.panel]
like = "text"
size = "fit 8pt..40pt"
{styles}
"#
    )
}

/// The sizes of the runs whose words begin so.
fn sizes_of(built: &Built, words: &str) -> Vec<f64> {
    let runs = runs(built);
    let found = runs.iter().filter(|run| run.text.starts_with(words));
    found.map(|run| run.size.to_pt()).collect()
}

#[test]
fn a_fit_group_has_one_size_over_all_pages() {
    let content = campaign("en", "Words");
    let apart = built(&content, &panels(""), "A5").value;
    let (few, many) = (sizes_of(&apart, "Few"), sizes_of(&apart, "Many"));
    assert!(few[0] > many[0] + 4.0, "{few:?} {many:?}");
    let grouped = built(&content, &panels("fit_group = \"panels\""), "A5").value;
    let (few, many) = (sizes_of(&grouped, "Few"), sizes_of(&grouped, "Many"));
    assert!((few[0] - many[0]).abs() < 0.02, "{few:?} {many:?}");
    // The titles have rows of their own, and stay as large as they were.
    assert_eq!(sizes_of(&grouped, "Short")[0], sizes_of(&apart, "Short")[0]);
}

/// Areas of the grid move when a group makes their type smaller, and what lies on them moves along.
#[test]
fn layers_follow_their_areas_when_a_group_moves_them() {
    let content = campaign("en", "Words");
    let layer =
        "layer = [{ on = \"panel\", at = \"bottom\", height = \"2mm\", fill = \"accent\" }]\n";
    let layout = panels("fit_group = \"panels\"")
        .replacen(
            "rows = [\"40mm\", \"1fr\"]",
            "rows = [\"40mm\", \"auto\"]",
            1,
        )
        .replacen("areas = ", &format!("{layer}areas = "), 1)
        .replacen("at = \"bottom\"", "under = true, at = \"bottom\"", 1);
    let built = built(&content, &layout, "A5").value;
    let page = &built.examined.piece.pages[0];
    let (mut last, mut ground) = (Length::ZERO, Length::ZERO);
    page.frame.walk(&mut |item| match &item.kind {
        ItemKind::Text(run) if run.text.starts_with("Few") => last = run.at.y,
        ItemKind::Path(_) => ground = item.bounds().map_or(ground, |rect| rect.bottom()),
        _ => {}
    });
    assert!((last - ground).abs() < Length::mm(0.05), "{last} {ground}");
}

#[test]
fn a_fit_group_without_a_common_size_is_refused() {
    let styles = "fit_group = \"all\"\n\n[styles.title]\nlike = \"text\"\nsize = \"fit 30pt..40pt\"\nfit_group = \"all\"";
    let layout = panels(styles).replacen(
        "[styles.title]\nlike = \"text\"\nsize = \"fit 12pt..40pt\"\n",
        "",
        1,
    );
    let said = refused(&campaign("en", "Words"), &layout, "A5");
    assert!(
        said.contains("`all` have no size in common") && said.contains("`title`"),
        "{said}"
    );
}

#[test]
fn type_of_the_lowest_priority_gets_smaller_first() {
    let content = campaign("en", "Words");
    // Both are in rows as high as they need, so that they share the page.
    let layout = |priority: &str| {
        panels("")
            .replace("rows = [\"1fr\", \"30mm\"]", "rows = [\"auto\", \"auto\"]")
            .replace(
                "Many more words,",
                &format!("Many {}", "more words ".repeat(40)),
            )
            .replace(
                "size = \"fit 12pt..40pt\"",
                &format!("size = \"fit 12pt..40pt\"\n{priority}"),
            )
    };
    let alike = built(&content, &layout(""), "A5").value;
    let first = built(&content, &layout("priority = 1"), "A5").value;
    let title = |built: &Built| *sizes_of(built, "Short").last().expect("a title");
    assert!(title(&alike) < 30.0, "{}", title(&alike));
    assert!((title(&first) - 40.0).abs() < 0.01, "{}", title(&first));
    assert!(sizes(&first).len() > 1);
    assert!(sizes_of(&first, "Many")[0] < sizes_of(&alike, "Many")[0]);
}

#[test]
fn capitals_of_a_headline_keep_what_its_words_say() {
    let area = "text = \"{campaign.headline}\"\nstyle = \"it\"\n\n[styles.it]\nlike = \"headline\"\nsize = \"30pt\"";
    let content = campaign("en", "POWs");
    let built = built(&content, &layout("A5", "1fr", area), "A5").value;
    let run = &runs(&built)[0];
    let book = &common::pipeline().book;
    let last = run.glyphs.last().expect("letters");
    let face = book.face(run.font);
    // The last letter is a small s, by its height.
    let size = run.size.to_mm();
    let grey = render::page(built.pdf(), 0, 300.0);
    let at = |mm: f64| (mm / 25.4 * 300.0) as usize;
    // The middle of the letter: an arm of the W may reach over its edge.
    let left = at((run.at.x + last.x + last.advance * 0.4).to_mm());
    let right = at((run.at.x + last.x + last.advance * 0.7).to_mm());
    let rows = at(run.at.y.to_mm() - size)..at(run.at.y.to_mm());
    let top = rows
        .clone()
        .find(|y| (left..right).any(|x| grey.at(x, *y) < 128))
        .expect("ink");
    let height = (rows.end - top) as f64 / 300.0 * 25.4 / size;
    assert!(height < f64::from(face.cap_height) * 0.9, "{height}");
}

/// A layout in the variable font of the tests (`tests/fonts`), whose letters are blocks of a width that its axis says, in
/// thousandths of the size.
fn in_blocks(style: &str) -> Result<Warned<Built>, Diagnostics> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("fonts")).expect("a folder");
    let font = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts/Beam.ttf");
    std::fs::copy(font, folder.path().join("fonts/Beam.ttf")).expect("copied");
    let area = format!(
        "text = \"N\"\nstyle = \"it\"\n\n[fonts]\nblocks = [\"Beam\"]\n\n[styles.it]\nfamily = \"blocks\"\nsize = \"100mm\"\n{style}"
    );
    let layout = layout("A4", "1fr", &area);
    build_beside(folder.path(), &campaign("en", "Words"), &layout, "A4")
}

/// The width of the ink on the first page, in millimetres.
fn width_of_ink(built: &Built) -> f64 {
    let grey = render::page(built.pdf(), 0, 254.0);
    let dark = |x: &usize| (0..grey.height).any(|y| grey.at(*x, y) < 128);
    (0..grey.width).filter(dark).count() as f64 / 10.0
}

#[test]
fn axes_of_a_variable_font_are_set_and_printed() {
    for (style, width) in [
        ("", 40.0),
        ("axes = { wght = 900 }", 90.0),
        ("axes = { wght = 650 }", 65.0),
        ("axes = { wght = 100 }", 10.0),
        // A weight is the place on its axis.
        ("weight = 700", 70.0),
        ("weight = 700\naxes = { wght = 500 }", 50.0),
    ] {
        let built = in_blocks(style).unwrap_or_else(|problems| panic!("{}", said(&problems)));
        let ink = width_of_ink(&built.value);
        assert!((ink - width).abs() < 0.3, "{style}: {ink}");
        assert_eq!(lines(&built.value), ["N"]);
    }
    let warned = |style: &str| match in_blocks(style) {
        Ok(built) => said(&built.warnings),
        Err(problems) => said(&problems),
    };
    assert!(!warned("axes = { wght = 650 }").contains("axis"));
    let said = warned("axes = { wdth = 80 }");
    assert!(said.contains("wght (100 to 900)"), "{said}");
    assert!(warned("axes = { wght = 950 }").contains("use 100 to 900"));
    assert!(warned("axes = { weight = 950 }").contains("four letters or digits"));
}

#[test]
fn the_hero_line_is_not_divided() {
    let area = |lines: &str, least: &str| {
        format!(
            "text = \"{{campaign.headline}}\"\nstyle = \"it\"\nlines = {lines}\n\n[styles.it]\nlike = \"headline\"\nsize = \"fill {least}..400pt\""
        )
    };
    for (language, headline, hero) in [
        (
            "en",
            "Keep *our whole library* open for everyone who reads",
            "our whole library",
        ),
        (
            "de",
            "Rettet *unser altes Haus* am Markt vor dem Abriss",
            "unser altes Haus",
        ),
        (
            "hy",
            "Ազատություն *մեր բոլոր* ռազմագերիներին և ղեկավարներին",
            "մեր բոլոր",
        ),
        (
            "ar",
            "الحرية *لكل القادة* وأسرى الحرب الأرمن جميعًا",
            "لكل القادة",
        ),
    ] {
        for count in ["3", "5", "\"3..6\""] {
            let content = campaign(language, headline);
            let layout = layout("A4", "1fr", &area(count, "24pt"));
            let lines = lines(&built(&content, &layout, "A4").value);
            assert!(lines.iter().any(|line| line == hero), "{count}: {lines:?}");
        }
    }
    // Wider than the column at the smallest size: the last resort.
    let long = "Keep *our whole old house* open";
    let layout = layout("A4", "1fr", &area("3", "90pt"));
    let divided = lines(&built(&campaign("en", long), &layout, "A4").value);
    assert!(divided.len() > 3, "{divided:?}");
    assert_eq!(divided.first().map(String::as_str), Some("Keep"));
    assert_eq!(divided.last().map(String::as_str), Some("open"));
}

#[test]
fn a_word_that_only_joins_others_does_not_become_the_largest_line() {
    let area = "text = \"{campaign.headline}\"\nstyle = \"headline\"\nlines = \"2..7\"";
    for (language, headline, joins) in [
        (
            "en",
            "Freedom for the leaders and prisoners",
            ["for", "the", "and"],
        ),
        (
            "ka",
            "თავისუფლება სომეხ ლიდერებსა და ტყვეებს",
            ["და", "და", "და"],
        ),
        (
            "de",
            "Freiheit für Anführer und Gefangene",
            ["für", "und", "und"],
        ),
        (
            "hy",
            "Ազատություն առաջնորդներին և գերիներին",
            ["և", "և", "և"],
        ),
    ] {
        let built = built(
            &campaign(language, headline),
            &layout("A4", "1fr", area),
            "A4",
        )
        .value;
        let largest = runs(&built)
            .into_iter()
            .max_by_key(|run| run.size)
            .expect("lines");
        let lines = lines(&built);
        assert!(
            !joins.contains(&largest.text.trim()),
            "{language}: {lines:?}"
        );
        assert!(lines.len() > 1, "{language}: {lines:?}");
    }
}

#[test]
fn outlined_lines_meet_the_measure_with_their_outlines() {
    let area = "text = \"{campaign.headline}\"\nstyle = \"it\"\nlines = 3\n\n[styles.it]\nlike = \"headline\"\noutline = \"0.8mm\"";
    for (language, headline) in [
        ("en", "Hands off the house and Open all the Windows"),
        ("ru", "Свободу лидерам и всем пленным сегодня"),
        ("he", "שחררו את המנהיגים ואת שבויי המלחמה"),
    ] {
        let content = campaign(language, headline);
        let built = built(&content, &layout("A3", "1fr", area), "A3").value;
        assert!(runs(&built).iter().all(|run| run.outline.is_some()));
        for (left, right) in edges(&built, (0.8, 0.3)) {
            assert!((left - 20.0).abs() <= 0.1, "{language}: {left}");
            assert!((right - 277.0).abs() <= 0.1, "{language}: {right}");
        }
    }
}

#[test]
fn features_are_looked_up_in_the_face_of_the_style() {
    let warned = |style: &str| {
        let area = format!(
            "text = \"Words\"\nstyle = \"it\"\n\n[styles.it]\nlike = \"text\"\nfeatures = [\"ss01\"]\n{style}"
        );
        let built = built(&campaign("en", "Words"), &layout("A5", "1fr", &area), "A5");
        said(&built.warnings)
    };
    // Of this family, only the italics have the feature.
    assert!(!warned("italic = true").contains("font-lacks"));
    assert!(warned("").contains("no font of the style `it` has the feature `ss01`"));
    let bold = warned("weight = 700");
    assert!(bold.contains("at weight 700"), "{bold}");
}

#[test]
fn a_block_on_a_layer_is_a_member_of_its_fit_group() {
    let layer = "\n[[page.layer]]\non = \"page\"\nat = \"bottom end\"\nwidth = \"60mm\"\nheight = \"20mm\"\ntext = \"Words of a layer, which has little room for them\"\nstyle = \"panel\"\n";
    let with_layer = |styles: &str| {
        panels(styles).replacen("\n[[page]]\nmargin = \"20mm\"\ncolumns = [\"1fr\"]\nrows = [\"1fr\", \"30mm\"]", &format!("{layer}\n[[page]]\nmargin = \"20mm\"\ncolumns = [\"1fr\"]\nrows = [\"1fr\", \"30mm\"]"), 1)
    };
    let content = campaign("en", "Words");
    let apart = built(&content, &with_layer(""), "A5").value;
    let alone = sizes_of(&apart, "Words of a layer")[0];
    assert!(alone < sizes_of(&apart, "Few")[0] - 2.0, "{alone}");
    let grouped = built(&content, &with_layer("fit_group = \"panels\""), "A5").value;
    let sizes = ["Few", "Many", "Words of a layer"].map(|words| sizes_of(&grouped, words)[0]);
    for size in sizes {
        assert!((size - sizes[0]).abs() < 0.02, "{sizes:?}");
    }
    assert!(sizes[0] <= alone + 0.02, "{sizes:?} {alone}");
}

#[test]
fn priorities_hold_on_a_layer_too() {
    let layer = |priority: &str| {
        format!(
            "\n[[page.layer]]\non = \"page\"\nat = \"top start\"\nwidth = \"90mm\"\nheight = \"60mm\"\nstack = [\n  {{ text = \"Large words\", style = \"first\" }},\n  {{ text = \"{}\", style = \"second\" }},\n]\n\n[styles.first]\nlike = \"text\"\nsize = \"fit 12pt..40pt\"\n{priority}\n\n[styles.second]\nlike = \"text\"\nsize = \"fit 8pt..40pt\"\n",
            "Other words of the layer ".repeat(8).trim()
        )
    };
    let page = |priority: &str| {
        let area = format!(
            "text = \"Words\"\nstyle = \"text\"\nalign = \"bottom\"\n{}",
            layer(priority)
        );
        built(&campaign("en", "Words"), &layout("A5", "1fr", &area), "A5").value
    };
    let size = |built: &Built| sizes_of(built, "Large")[0];
    let (alike, first) = (size(&page("")), size(&page("priority = 1")));
    assert!(
        alike < 36.0 && (first - 40.0).abs() < 0.01,
        "{alike} {first}"
    );
}
