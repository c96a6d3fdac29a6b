//! Large first letters, outlined letters, and running text on a grid and in balanced columns: measured on what is
//! drawn, and on the text that programs copy from the file.

use crate::common::{self, build_beside, pdf, said, small_campaign};
use handbill::internals::content;
use handbill::internals::diag::{Diagnostics, Warned};
use handbill::internals::frame::{GlyphRun, ItemKind};
use handbill::internals::pipeline::{Built, Job, Pipeline, SheetKind};
use handbill::internals::project::Project;
use handbill::internals::reading;
use handbill::internals::route::RouteKind;
use handbill::internals::rules::Rule;

const ROUTES: [RouteKind; 5] = [
    RouteKind::Screen,
    RouteKind::Home,
    RouteKind::Copier,
    RouteKind::Riso,
    RouteKind::Press,
];

/// A page of A5 with one text, which is the lead, in a style.
fn layout(style: &str) -> String {
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
rows = ["1fr"]
areas = ["it"]
area.it = {{ text = "{{campaign.lead}}", style = "it" }}

[styles.it]
like = "text"
size = "11pt"
{style}
"#
    )
}

fn campaign(language: &str, lead: &str) -> String {
    small_campaign(lead).replace("language = \"en\"", &format!("language = \"{language}\""))
}

fn tried(content: &str, layout: &str) -> Result<Warned<Built>, Diagnostics> {
    let folder = tempfile::tempdir().expect("a folder");
    build_beside(folder.path(), content, layout, "A5")
}

fn built(content: &str, layout: &str) -> Warned<Built> {
    tried(content, layout).unwrap_or_else(|problems| panic!("{}", said(&problems)))
}

fn refused(content: &str, layout: &str) -> String {
    match tried(content, layout) {
        Ok(_) => panic!("it was built"),
        Err(problems) => said(&problems),
    }
}

/// Builds for a route.
fn built_for(route: RouteKind, content: &str, layout: &str) -> Warned<Built> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("campaign.toml"), content).expect("written");
    std::fs::create_dir(path("templates")).expect("made");
    std::fs::write(path("templates/case.toml"), layout).expect("written");
    let project = Project::at(path("campaign.toml"));
    let campaign = content::load(&project).expect("a campaign").value;
    let pipeline = Pipeline::of(&project).expect("fonts");
    let template = pipeline.library.load("case").expect("a layout");
    let mut job = Job::screen(&template, &"A5".parse().expect("a paper"));
    job.printing.route = route;
    job.printing.sheet = Some(SheetKind::Page);
    let built = pipeline.build(&campaign, &job);
    built.unwrap_or_else(|problems| panic!("{route:?}: {}", said(&problems)))
}

fn runs_of(built: &Built, page: usize) -> Vec<GlyphRun> {
    let mut runs = Vec::new();
    built.examined.piece.pages[page].frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind {
            runs.push(run.clone());
        }
    });
    runs
}

fn runs(built: &Built) -> Vec<GlyphRun> {
    runs_of(built, 0)
}

/// Left, top, right and bottom of the ink of a run, in millimetres on the page.
fn ink(run: &GlyphRun) -> [f64; 4] {
    let face = common::pipeline().book.face(run.font);
    let size = run.size.to_mm();
    let mut around = [
        f64::INFINITY,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NEG_INFINITY,
    ];
    for glyph in &run.glyphs {
        if let Some(outline) = outline_bounds(face, glyph.id) {
            let (x, y) = ((run.at.x + glyph.x).to_mm(), (run.at.y + glyph.y).to_mm());
            let [left, bottom, right, top] = outline.map(|side| side * size);
            around = [
                around[0].min(x + left),
                around[1].min(y - top),
                around[2].max(x + right),
                around[3].max(y - bottom),
            ];
        }
    }
    around
}

/// What a glyph covers, in ems: left, bottom, right, top.
fn outline_bounds(face: &handbill::internals::typeset::Face, glyph: u16) -> Option<[f64; 4]> {
    use skrifa::MetadataProvider;
    let font = skrifa::FontRef::new(face.bytes()).ok()?;
    let metrics = font.glyph_metrics(
        skrifa::instance::Size::unscaled(),
        skrifa::instance::LocationRef::default(),
    );
    let bounds = metrics.bounds(glyph.into())?;
    let em = f64::from(face.units_per_em);
    Some([bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|side| f64::from(side) / em))
}

const TEXTS: [(&str, &str, &str); 6] = [
    (
        "en",
        "H",
        "Her readers have come to this library for forty years, and they have never asked for more than an open door, a warm room and a chair by the window. Now they ask for a vote, and they have time to wait for it.",
    ),
    (
        "ru",
        "П",
        "Пленные ждут уже третий год, и никто не сказал их семьям, когда они вернутся домой и увидят своих детей. Мы пишем письма каждую неделю, и мы будем писать их, пока двери не откроются для всех.",
    ),
    (
        "hy",
        "Հ",
        "Հայ ռազմագերիները սպասում են արդեն երրորդ տարին, և ոչ ոք նրանց ընտանիքներին չի ասել, թե երբ նրանք տուն կվերադառնան։ Մենք նամակներ ենք գրում ամեն շաբաթ, և կգրենք, մինչև դռները բացվեն բոլորի համար։",
    ),
    (
        "ka",
        "თ",
        "თავისუფლება სომეხ ლიდერებსა და ტყვეებს, რომლებიც უკვე მესამე წელია ელოდებიან სახლში დაბრუნებას. ჩვენ ყოველ კვირას ვწერთ წერილებს და დავწერთ მანამ, სანამ კარი ყველასთვის არ გაიღება და ისინი არ დაბრუნდებიან.",
    ),
    (
        "he",
        "ש",
        "שחררו את המנהיגים ואת שבויי המלחמה, שמחכים כבר שנה שלישית לחזור הביתה אל ילדיהם. אנחנו כותבים מכתבים בכל שבוע, ונמשיך לכתוב אותם עד שהדלתות ייפתחו לכולם והם ישובו הביתה אל משפחותיהם.",
    ),
    (
        "de",
        "“E",
        "“Es war unser Haus”, sagt die Frau am Schalter. Sie hat drei Generationen dieser Straße Bücher geliehen, und nun zählt sie die Tage, bis die Türen geschlossen werden. Ihre Leser zählen mit, und sie bringen ihre eigenen Stühle.",
    ),
];

#[test]
fn a_first_letter_is_as_high_as_its_lines() {
    for (language, first, lead) in TEXTS {
        let built = built(&campaign(language, lead), &layout("drop_cap = 3")).value;
        let runs = runs(&built);
        let (letter, lines) = (&runs[0], &runs[1..]);
        assert!(letter.initial.is_some(), "{language}");
        let mut baselines: Vec<_> = lines.iter().map(|run| run.at.y).collect();
        baselines.dedup();
        assert!(baselines.len() > 3, "{language}");
        let [left, top, right, bottom] = ink(letter);
        let face = common::pipeline().book.face(lines[0].font);
        let capitals = lines[0].at.y.to_mm() - f64::from(face.cap_height) * lines[0].size.to_mm();
        let third = baselines[2].to_mm();
        // A capital stands on the line, although some have a tail; other letters stand on their lowest ink.
        let (foot, overshoot) = if matches!(language, "ka" | "he") {
            (bottom, 0.4)
        } else {
            (letter.at.y.to_mm(), 0.02)
        };
        // Round letters overshoot, and a quotation mark rises a little above capitals.
        let near = |one: f64, other: f64, by: f64| (one - other).abs() < by;
        assert!(
            near(top, capitals, 0.6),
            "{language}: {top} beside {capitals}"
        );
        assert!(
            near(foot, third, overshoot),
            "{language}: {foot} beside {third}"
        );
        let rtl = language == "he";
        let edge = if rtl { 128.0 - right } else { left - 20.0 };
        assert!(edge.abs() < 0.02, "{language}: {edge}");
        // Three lines stand beside it, and the fourth at the edge of the column.
        for run in lines {
            let (from, to) = (run.at.x.to_mm(), (run.at.x + run.width).to_mm());
            if run.at.y > baselines[2] {
                continue;
            }
            let clear = if rtl { left - to } else { from - right };
            assert!(clear > 0.5, "{language}: {clear}");
        }
        let fourth = lines.iter().filter(|run| run.at.y == baselines[3]);
        let edge = if rtl {
            let rights = fourth.map(|run| (run.at.x + run.width).to_mm());
            128.0 - rights.fold(0.0, f64::max)
        } else {
            fourth.map(|run| run.at.x.to_mm()).fold(999.0, f64::min) - 20.0
        };
        assert!(edge.abs() < 0.02, "{language}: {edge}");
        let letters = letter.text.replace(['\u{200f}', '\u{200e}'], "");
        assert_eq!(letters, first, "{language}");
        let text = reading::plain_text(&built.examined.piece);
        let word: String = lead.chars().take_while(|c| !c.is_whitespace()).collect();
        assert!(text.contains(&word), "{language}: {text}");
    }
}

#[test]
fn a_copied_word_has_its_large_letter() {
    for (language, _, lead) in TEXTS {
        for route in ROUTES {
            let built = built_for(route, &campaign(language, lead), &layout("drop_cap = 4")).value;
            let document = pdf::open(built.pdf());
            let page = pdf::pages(&document)[0];
            // The letter is shown at the size and on the baseline of its line: readers join what stands there.
            let shown: Vec<(f32, f32)> = {
                let mut size = 0.0;
                let mut shown = Vec::new();
                for operation in pdf::operations(&document, page) {
                    let number = |at: usize| operation.operands[at].as_float().expect("a number");
                    match operation.operator.as_str() {
                        "Tf" => size = number(1),
                        "Tm" => shown.push((size, number(5))),
                        _ => {}
                    }
                }
                shown
            };
            assert_eq!(shown[0], shown[1], "{language} {route:?}");
            let texts: String = pdf::texts(&document, page).concat();
            let clean = |text: &str| text.replace(['\u{200f}', '\u{200e}', '\u{ad}'], "");
            let word: String = lead.chars().take_while(|c| !c.is_whitespace()).collect();
            assert!(
                clean(&texts).starts_with(&word),
                "{language} {route:?}: {texts}"
            );
        }
    }
}

#[test]
fn letters_that_join_are_not_taken_apart() {
    let lead = "الحرية للقادة وأسرى الحرب الأرمن جميعًا، فقد انتظروا ثلاث سنوات ليعودوا إلى بيوتهم وأطفالهم. نكتب الرسائل كل أسبوع وسنكتبها حتى تفتح الأبواب للجميع.";
    let content = campaign("ar", lead);
    let places = |style: &str| {
        let runs = runs(&built(&content, &layout(style)).value);
        runs.iter()
            .map(|run| (run.at, run.size))
            .collect::<Vec<_>>()
    };
    assert_eq!(places("drop_cap = 3"), places(""));
}

#[test]
fn a_short_text_has_a_lower_letter_or_none() {
    let lines = |lead: &str| {
        let runs = runs(&built(&campaign("en", lead), &layout("drop_cap = 5")).value);
        runs[0]
            .initial
            .map(|initial| (initial.down.to_pt() / (11.0 * 1.4)).round() as usize + 1)
    };
    let words =
        "Her readers have come to this library for forty years, and they never asked for more. ";
    assert_eq!(lines(&words.repeat(5)), Some(5));
    assert_eq!(lines(words), Some(2));
    assert_eq!(lines("Only a few words."), None);
    assert_eq!(
        lines(
            "– a dash begins the line, and the text goes on for a while, until it has three lines or more to show, and then it ends."
        ),
        None
    );
    // A word of one letter.
    let built = built(
        &campaign("en", &format!("A {}", words.repeat(3))),
        &layout("drop_cap = 3"),
    );
    let text = reading::plain_text(&built.value.examined.piece);
    assert!(text.contains("A Her readers"), "{text}");
}

#[test]
fn a_letter_that_hangs_keeps_one_line_more_away() {
    let tail = "uiet rooms are what her readers have come for in forty years, and they have never asked for more than an open door, a warm room and a chair. Now they ask for a vote.";
    let beside = |letter: &str| {
        let lead = format!("{letter}{tail}");
        let runs = runs(&built(&campaign("en", &lead), &layout("drop_cap = 3")).value);
        runs[1..]
            .iter()
            .filter(|run| run.at.x.to_mm() > 21.0)
            .count()
    };
    assert_eq!(beside("O"), 3);
    assert_eq!(beside("Q"), 4);
}

#[test]
fn wrong_first_letters_are_refused_with_a_way_out() {
    for (style, hint) in [
        ("drop_cap = 0", "from 2 to 9"),
        ("drop_cap = 1", "from 2 to 9"),
        ("drop_cap = 10", "from 2 to 9"),
        ("drop_cap = -3", "drop_cap"),
        ("drop_cap = \"three\"", "drop_cap"),
        ("drop_cap = 3\nalign = \"center\"", "align = \"start\""),
        ("dropcap = 3", "drop_cap"),
        ("outline = \"3mm\"", "a tenth of the size"),
        ("outline = \"-1pt\"", "outline"),
        ("outline = 1", "\"1pt\""),
        ("outlines = \"1pt\"", "outline"),
    ] {
        let said = refused(&campaign("en", "Words"), &layout(style));
        assert!(said.contains(hint), "{style}: {said}");
        assert!(said.contains("case.toml"), "{style}: {said}");
    }
    let filled = layout("drop_cap = 3").replace("size = \"11pt\"", "size = \"fill 8pt..40pt\"");
    let said = refused(&campaign("en", "Words"), &filled);
    assert!(said.contains("`drop_cap` does nothing"), "{said}");
}

#[test]
fn outlined_letters_stay_words_on_every_route() {
    let layout = layout("outline = \"0.1mm\"").replace("size = \"11pt\"", "size = \"30pt\"");
    for route in ROUTES {
        let built = built_for(route, &campaign("en", "Hands off"), &layout);
        let run = &runs(&built.value)[0];
        let weight = run.outline.expect("an outline").to_pt();
        // 0.1 mm is 0.28 pt: a copier loses lines below 0.5 pt.
        if route == RouteKind::Copier {
            assert!(weight >= 0.5, "{weight}");
        }
        let document = pdf::open(built.value.pdf());
        let page = pdf::pages(&document)[0];
        assert_eq!(pdf::texts(&document, page).concat().trim(), "Hands off");
        let operations = pdf::operations(&document, page);
        let modes: Vec<i64> = operations
            .iter()
            .filter(|operation| operation.operator == "Tr")
            .map(|operation| operation.operands[0].as_i64().expect("a number"))
            .collect();
        assert_eq!(modes, [1], "{route:?}");
        assert!(
            !built
                .warnings
                .iter()
                .any(|problem| problem.rule == Rule::ThinLine),
            "{route:?}"
        );
    }
    // What follows is filled again.
    let two = layout.replace(
        "area.it = {",
        "area.it = { stack = [{ text = \"Plain\", style = \"text\" }, {",
    );
    let two = two.replace(
        "style = \"it\" }",
        "style = \"it\" }, { text = \"Words\", style = \"text\" }] }",
    );
    let runs = runs(&built(&campaign("en", "Hands off"), &two).value);
    let outlined: Vec<bool> = runs.iter().map(|run| run.outline.is_some()).collect();
    assert_eq!(outlined, [false, true, false]);
}

#[test]
fn letters_that_touch_are_filled() {
    let style = layout("outline = \"0.3mm\"");
    for (language, lead, outlined) in [
        ("ar", "الحرية للقادة", false),
        ("he", "שחררו את", true),
        ("hy", "Ազատություն", true),
        ("ka", "თავისუფლება", true),
    ] {
        let runs = runs(&built(&campaign(language, lead), &style).value);
        assert_eq!(runs[0].outline.is_some(), outlined, "{language}");
    }
    let none = layout("outline = \"0mm\"");
    assert!(
        runs(&built(&campaign("en", "Words"), &none).value)[0]
            .outline
            .is_none()
    );
}

/// A campaign with sections of running text.
fn with_sections(language: &str, sections: usize) -> String {
    let sentence = match language {
        "ar" => {
            "ننتظر منذ ثلاث سنوات، ونكتب الرسائل كل أسبوع حتى تفتح الأبواب للجميع ويعود الجميع إلى بيوتهم. "
        }
        _ => {
            "We have waited for three years, and we write letters each week until the doors are opened for all of them. "
        }
    };
    let mut content = campaign(language, "A lead.");
    for number in 0..sections {
        content.push_str(&format!(
            "\n[[section]]\nid = \"s{number}\"\ntitle = \"Section number {number} has a title of two lines, which is long\"\nbody = \"{}\\n\\n{}\"\n",
            sentence.repeat(4 + number % 3).trim(),
            sentence.repeat(3).trim()
        ));
    }
    content
}

/// A piece of pages with columns of running text.
fn story(columns: usize, keys: &str) -> String {
    let names: Vec<String> = (0..columns).map(|at| format!("c{at}")).collect();
    let areas: String = names
        .iter()
        .map(|name| format!("area.{name} = {{ story = \"it\" }}\n"))
        .collect();
    format!(
        r#"
[template]
extends = "base"
description = "A case"
design = "A5"
papers = ["A5"]
distance = "0.3m"

[[page]]
margin = "14mm"
repeat = "it"
columns = [{}]
rows = ["7mm", "1fr"]
gap = "5mm"
areas = ["{}", "{}"]
area.top = {{ text = "Running head", style = "small" }}
{areas}

[story.it]
sections = ["*"]
style = "text"
heading = "heading"
{keys}
"#,
        vec!["\"1fr\""; columns].join(", "),
        vec!["top"; columns].join(" "),
        names.join(" "),
    )
}

#[test]
fn lines_of_all_columns_stand_on_one_grid() {
    for language in ["en", "ar"] {
        let content = with_sections(language, 5);
        let built = built(&content, &story(2, "baseline = \"15pt\""));
        let pages = built.value.examined.piece.pages.len();
        assert!(pages > 1, "{pages}");
        assert!(
            !said(&built.warnings).contains("leading-over-grid"),
            "{}",
            said(&built.warnings)
        );
        let mut on_grid = 0;
        for page in 0..pages {
            for run in runs_of(&built.value, page) {
                // The text is set in 9.5 pt, headings in 10.5 pt. Arabic is a tenth larger.
                let size = run.size.to_pt();
                if !(9.4..9.6).contains(&size) && !(10.44..10.46).contains(&size) {
                    continue;
                }
                let steps = (run.at.y.to_mm() - 14.0) / 25.4 * 72.0 / 15.0;
                assert!(
                    (steps - steps.round()).abs() < 0.01,
                    "{language}: {}: {steps}",
                    run.text
                );
                on_grid += 1;
            }
        }
        assert!(on_grid > 40, "{on_grid}");
    }
}

#[test]
fn a_grid_that_is_too_narrow_is_said_with_a_way_out() {
    let content = with_sections("en", 1);
    let told = said(&built(&content, &story(2, "baseline = \"12pt\"")).warnings);
    assert!(
        told.contains("leading-over-grid") && told.contains("13.3"),
        "{told}"
    );
    for (keys, hint) in [
        ("baseline = \"2pt\"", "from 6 to 100 pt"),
        ("baseline = \"50cm\"", "from 6 to 100 pt"),
        ("baseline = 14", "\"14pt\""),
        ("baselines = \"14pt\"", "baseline"),
        ("balanced = true", "balance"),
    ] {
        let said = refused(&content, &story(2, keys));
        assert!(said.contains(hint), "{keys}: {said}");
    }
}

/// The lowest baseline in each column of a page, in points, and the number of lines there.
fn feet(built: &Built, columns: usize) -> Vec<(f64, usize)> {
    let width = (148.0 - 28.0 - 5.0 * (columns as f64 - 1.0)) / columns as f64;
    let mut feet = vec![(0.0f64, 0); columns];
    let mut lines: Vec<(usize, i64)> = Vec::new();
    for run in runs(built) {
        let column = ((run.at.x.to_mm() - 13.9) / (width + 5.0)).floor() as usize;
        if run.at.y.to_mm() < 22.0 || column >= columns {
            continue;
        }
        let y = run.at.y.to_pt();
        feet[column].0 = feet[column].0.max(y);
        let line = (column, (y * 100.0) as i64);
        if !lines.contains(&line) {
            lines.push(line);
            feet[column].1 += 1;
        }
    }
    feet
}

#[test]
fn columns_end_within_a_line_of_each_other() {
    // The lines of one section can be divided nearly anywhere; a heading keeps six lines together.
    for (sections, columns, lines) in [(1, 2, 2.1), (1, 3, 2.1), (2, 2, 3.1), (2, 3, 3.1)] {
        let content = with_sections("en", sections);
        let built = built(&content, &story(columns, "")).value;
        let feet = feet(&built, columns);
        let lowest = feet.iter().map(|foot| foot.0).fold(0.0, f64::max);
        let highest = feet.iter().map(|foot| foot.0).fold(f64::INFINITY, f64::min);
        // A line of text is 13.3 pt.
        assert!(
            lowest - highest < 13.3 * lines,
            "{sections} {columns}: {feet:?}"
        );
    }
    // Filled one after the other.
    let built = built(&with_sections("en", 1), &story(2, "balance = false")).value;
    let feet = feet(&built, 2);
    assert!(feet[0].1 > feet[1].1 + 2, "{feet:?}");
}

#[test]
fn only_the_first_paragraph_of_a_running_text_has_a_large_letter() {
    let layout = story(2, "baseline = \"14pt\"")
        + "\n[styles.text]\ndrop_cap = 3\nsize = \"9.5pt\"\nleading = 1.4\n";
    let built = built(&with_sections("en", 3), &layout).value;
    let pages = built.examined.piece.pages.len();
    let all: Vec<GlyphRun> = (0..pages).flat_map(|page| runs_of(&built, page)).collect();
    let initials: Vec<&GlyphRun> = all.iter().filter(|run| run.initial.is_some()).collect();
    assert_eq!(initials.len(), 1);
    let down = initials[0].initial.expect("a large letter").down.to_pt();
    assert!((down - 28.0).abs() < 0.01, "two steps of the grid: {down}");
}
