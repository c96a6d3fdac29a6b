//! Conditions of layouts (`when`): what they leave out, and what is said about wrong ones.

use crate::common::{build_beside, said, small_campaign};
use handbill::internals::frame::ItemKind;
use handbill::internals::geom::Length;
use handbill::internals::pipeline::Built;

/// A layout of one area above another, the first under a condition.
fn layout(when: &str) -> String {
    format!(
        r#"[template]
extends = "base"
papers = ["A5", "A4", "297x210mm"]

[[page]]
columns = ["1fr"]
rows = ["auto", "1fr"]
areas = ["first", "second"]

[page.area.first]
when = {when}
text = "HERE"
style = "text"

[page.area.second]
text = "BELOW"
style = "text"
"#
    )
}

/// The words on each page, with the upper edge of the first ones.
fn words(built: &Built) -> Vec<(String, Length)> {
    let pages = built.examined.piece.pages.iter();
    let of_page = |page: &handbill::internals::page::Page| {
        let (mut words, mut top) = (String::new(), Length::mm(1000.0));
        page.frame.walk(&mut |item| {
            if let ItemKind::Text(run) = &item.kind {
                words.push_str(&run.text);
                words.push(' ');
                top = top.min(run.at.y);
            }
        });
        (words.trim().to_owned(), top)
    };
    pages.map(of_page).collect()
}

fn built(campaign: &str, layout: &str, paper: &str) -> Built {
    let folder = tempfile::tempdir().expect("a folder");
    let made = build_beside(folder.path(), campaign, layout, paper);
    made.unwrap_or_else(|problems| panic!("{layout}\n{}", said(&problems)))
        .value
}

/// What is said about a layout: all of it.
fn told(campaign: &str, layout: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    match build_beside(folder.path(), campaign, layout, "A5") {
        Ok(made) => said(&made.warnings),
        Err(problems) => said(&problems),
    }
}

fn is_there(campaign: &str, when: &str, paper: &str) -> bool {
    let built = built(campaign, &layout(when), paper);
    let (words, top) = words(&built).remove(0);
    // What is left out leaves no gap: the other words move up into its place.
    let first = if words.contains("HERE") {
        "HERE"
    } else {
        "BELOW"
    };
    assert!(
        words.starts_with(first) && words.ends_with("BELOW"),
        "{words}"
    );
    assert!(top < Length::mm(25.0), "{when}: {top}");
    words.contains("HERE")
}

#[test]
fn conditions_hold_or_leave_no_gap() {
    let english = small_campaign("Please.");
    for (when, wanted) in [
        ("{ has = \"fact\" }", true),
        ("{ has = \"event\" }", false),
        ("{ has = [\"fact\", \"event\"] }", false),
        ("{ has = [\"fact\", \"quote\"] }", true),
        ("{ count = { fact = 2 } }", true),
        ("{ count = { fact = \"3..\" } }", false),
        ("{ count = { fact = \"1..2\", quote = \"..1\" } }", true),
        ("{ count = { event = 0 } }", true),
        ("{ image = \"landscape\" }", false),
        ("{ language = \"en\" }", true),
        ("{ language = [\"de\", \"hy\"] }", false),
        ("{ script = \"latin\" }", true),
        ("{ script = [\"arabic\", \"hebrew\"] }", false),
        ("{ paper = \"A5\" }", true),
        ("{ paper = [\"148x210mm\"] }", true),
        ("{ paper = [\"A4\", \"A3\"] }", false),
        ("{ orientation = \"portrait\" }", true),
        ("{ orientation = \"landscape\" }", false),
        ("{ theme = \"base\" }", true),
        ("{ theme = \"broadside\" }", false),
        ("{ language = \"en\", paper = \"A4\" }", false),
        (
            "{ language = \"en\", paper = \"A5\", has = \"fact\" }",
            true,
        ),
    ] {
        assert_eq!(is_there(&english, when, "A5"), wanted, "{when}");
    }
    assert!(is_there(
        &english,
        "{ orientation = \"landscape\" }",
        "297x210mm"
    ));
    assert!(is_there(&english, "{ paper = \"A4\" }", "A4"));
    // A tag holds for its regions, but not for another language that begins like it.
    let british = english.replace("language = \"en\"", "language = \"en-GB\"");
    assert!(is_there(&british, "{ language = \"en\" }", "A5"));
    let german = english.replace("language = \"en\"", "language = \"de\"");
    assert!(!is_there(&german, "{ language = \"en\" }", "A5"));
    assert!(is_there(&german, "{ language = [\"hy\", \"de\"] }", "A5"));
    let western = english.replace("language = \"en\"", "language = \"hyw\"");
    assert!(!is_there(&western, "{ language = \"hy\" }", "A5"));
    let armenian = english
        .replace("language = \"en\"", "language = \"hy\"")
        .replace("Let them go home", "Թող տուն գնան");
    assert!(is_there(&armenian, "{ script = \"armenian\" }", "A5"));
}

#[test]
fn a_page_under_a_condition_is_left_out() {
    let page = |when: &str, text: &str| {
        format!(
            "[[page]]\n{when}\ncolumns = [\"1fr\"]\nrows = [\"auto\"]\nareas = [\"it\"]\n\n[page.area.it]\ntext = \"{text}\"\n\n"
        )
    };
    let head = "[template]\nextends = \"base\"\npapers = [\"A5\", \"A4\"]\n\n";
    let pages = [
        page("", "One {page.number}/{page.count}"),
        page(
            "when = { paper = \"A4\" }",
            "Two {page.number}/{page.count}",
        ),
        page(
            "when = { language = \"en\" }",
            "Three {page.number}/{page.count}",
        ),
    ];
    let layout = format!("{head}{}", pages.concat());
    let campaign = small_campaign("Please.");
    let on = |paper: &str| -> Vec<String> {
        let built = built(&campaign, &layout, paper);
        let pages = words(&built).into_iter();
        // Each word has a run of its own.
        pages.map(|(words, _)| words.replace(' ', "")).collect()
    };
    assert_eq!(on("A5"), ["One1/2", "Three2/2"]);
    assert_eq!(on("A4"), ["One1/3", "Two2/3", "Three3/3"]);
    // Without any page there is nothing to print.
    let none = format!("{head}{}", page("when = { paper = \"A4\" }", "Two"));
    let told = told(&campaign, &none);
    assert!(told.contains("leave no page for this piece"), "{told}");
}

#[test]
fn a_style_has_keys_of_its_own_for_a_language_and_a_paper() {
    let layout = layout("{ has = \"fact\" }")
        + "\n[styles.text]\nsize = \"10pt\"\n\n\
           [[styles.text.variant]]\nwhen = { language = \"de\" }\nsize = \"12pt\"\n\n\
           [[styles.text.variant]]\nwhen = { paper = \"A4\", language = \"de\" }\nsize = \"20pt\"\n";
    let size = |campaign: &str, paper: &str| {
        let built = built(campaign, &layout, paper);
        let mut size = 0.0;
        built.examined.piece.pages[0].frame.walk(&mut |item| {
            if let ItemKind::Text(run) = &item.kind {
                size = run.size.to_pt();
            }
        });
        (size * 100.0).round() / 100.0
    };
    let english = small_campaign("Please.");
    let german = english.replace("language = \"en\"", "language = \"de\"");
    assert_eq!(size(&english, "A5"), 10.0);
    assert_eq!(size(&german, "A5"), 12.0);
    // On A4 the sizes of A5, on which the layout is designed, are larger by the same factor.
    let scale = size(&english, "A4") / 10.0;
    assert!((size(&german, "A4") - 20.0 * scale).abs() < 0.05);
}

/// Wrong conditions, each with a part of what is said about it.
const WRONG: &[(&str, &[&str])] = &[
    (
        "{ has = \"evnet\" }",
        &["unknown value `evnet`", "did you mean `event`?"],
    ),
    (
        "{ has = [\"fact\", \"evnet\"] }",
        &["unknown value `evnet`", "did you mean `event`?"],
    ),
    (
        "{ hsa = \"event\" }",
        &["unknown key `hsa`", "did you mean `has`?"],
    ),
    (
        "{ count = { facts = 2 } }",
        &["unknown key `facts`", "did you mean `fact`?"],
    ),
    (
        "{ count = { fact = \"4..2\" } }",
        &[
            "`4..2` is not a number of elements",
            "the smaller number first",
        ],
    ),
    (
        "{ count = { fact = -1 } }",
        &["`-1` is not a number of elements"],
    ),
    (
        "{ orientation = \"upright\" }",
        &["unknown value `upright`"],
    ),
    ("{ image = \"portrat\" }", &["did you mean `portrait`?"]),
    (
        "{ language = \"armenian\" }",
        &["`armenian` is not a language tag", "did you mean `hy`?"],
    ),
    ("{ language = \"xq\" }", &["no language has the tag `xq`"]),
    ("{ script = \"arabc\" }", &["did you mean `arabic`?"]),
    (
        "{ paper = \"A55\" }",
        &["there is no paper `A55`", "did you mean `A5`?"],
    ),
    (
        "{ theme = \"broadsid\" }",
        &["there is no theme `broadsid`", "did you mean `broadside`?"],
    ),
    ("{ theme = 3 }", &["`theme`", "a text or a list of texts"]),
];

#[test]
fn a_wrong_condition_is_an_error_at_its_place() {
    let campaign = small_campaign("Please.");
    for (when, wanted) in WRONG {
        let told = told(&campaign, &layout(when));
        assert!(
            told.contains("case.toml:11:") && told.contains("error["),
            "{when}\n{told}"
        );
        for words in *wanted {
            assert!(told.contains(words), "{when}\n{told}\n{words}");
        }
    }
}

#[test]
fn a_condition_that_can_never_be_true_is_a_warning() {
    let campaign = small_campaign("Please.");
    for when in [
        "{ has = \"event\", count = { event = 0 } }",
        "{ image = \"square\", count = { image = 0 } }",
        "{ paper = \"A5\", orientation = \"landscape\" }",
        "{ language = [] }",
    ] {
        let told = told(&campaign, &layout(when));
        let place = "case.toml:11:";
        assert!(
            told.contains(place) && told.contains("warning[never-true]"),
            "{when}\n{told}"
        );
    }
    for when in [
        "{ paper = \"A4\" }",
        "{ language = \"hy\" }",
        "{ count = { event = \"..3\" } }",
    ] {
        let told = told(&campaign, &layout(when));
        assert!(!told.contains("never-true"), "{when}\n{told}");
    }
    // Conditions around it count too.
    let page = layout("{ language = \"hy\" }")
        .replace("[[page]]\n", "[[page]]\nwhen = { language = \"en\" }\n");
    let told = told(&campaign, &page);
    assert!(
        told.contains("warning[never-true]") && told.contains("no language is left"),
        "{told}"
    );
}

/// A row that holds nothing but what a condition leaves out goes with its gap; one that shares the room stays.
#[test]
fn rows_of_what_is_left_out_close_up() {
    let campaign = small_campaign("Please.");
    let page = |row: &str| {
        layout("{ has = \"event\" }").replace(
            "rows = [\"auto\", \"1fr\"]",
            &format!("gap = \"20mm\"\nrows = [\"{row}\", \"auto\"]"),
        )
    };
    let top = |row: &str| words(&built(&campaign, &page(row), "A5")).remove(0).1;
    let first = words(&built(&campaign, &layout("{ has = \"event\" }"), "A5"))
        .remove(0)
        .1;
    assert_eq!(top("40mm"), first);
    assert_eq!(top("auto"), first);
    assert!(top("1fr") > Length::mm(150.0), "{}", top("1fr"));
}

/// A folded sheet has as many panels as its layout has pages.
#[test]
fn a_folded_sheet_without_one_of_its_pages_is_refused() {
    let page = "[[page]]\nareas = [\"it\"]\narea.it = { text = \"Words\", style = \"text\" }\n";
    let fold = format!(
        "[template]\nextends = \"base\"\npapers = [\"A4\"]\nsheet = \"fold-half\"\n\n{}{}",
        page.repeat(3),
        page.replace("areas", "when = { has = \"event\" }\nareas")
    );
    let folder = tempfile::tempdir().expect("a folder");
    let refused = build_beside(folder.path(), &small_campaign("Please."), &fold, "A4");
    let told = said(&refused.expect_err("a page is missing"));
    assert!(
        told.contains("error[missing-pages]") && told.contains("3 of the 4 pages"),
        "{told}"
    );
}
