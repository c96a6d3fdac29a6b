//! Layouts over campaigns that lack what they are made for: nothing empty is left, no heading stands over nothing.

use crate::common::{build_beside, said, small_campaign};
use handbill::internals::frame::ItemKind;
use handbill::internals::geom::Rect;
use handbill::internals::page::Page;
use handbill::internals::pipeline::Built;

/// A layout with these pages.
fn layout(pages: &str) -> String {
    format!("[template]\nextends = \"base\"\npapers = [\"A5\"]\n\n{pages}")
}

fn built(campaign: &str, pages: &str) -> Built {
    let folder = tempfile::tempdir().expect("a folder");
    let made = build_beside(folder.path(), campaign, &layout(pages), "A5");
    made.unwrap_or_else(|problems| panic!("{pages}\n{}", said(&problems)))
        .value
}

fn words(page: &Page) -> String {
    let mut words = String::new();
    page.frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind {
            words.push_str(&run.text);
            words.push(' ');
        }
    });
    words.trim().to_owned()
}

fn pages(campaign: &str, pages: &str) -> Vec<String> {
    let built = built(campaign, pages);
    built.examined.piece.pages.iter().map(words).collect()
}

/// Where the words of an area begin and end, across the page, in millimetres.
fn across(built: &Built, text: &str) -> (f64, f64) {
    let mut found: Option<(f64, f64)> = None;
    built.examined.piece.pages[0].frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind
            && text.contains(run.text.trim())
        {
            let (start, end) = (run.at.x.to_mm(), (run.at.x + run.width).to_mm());
            let (first, last) = found.unwrap_or((start, end));
            found = Some((first.min(start), last.max(end)));
        }
    });
    found.expect("words")
}

/// A campaign without a lead, quotations, persons and events.
fn bare() -> String {
    let campaign = small_campaign("LEAD");
    let without = campaign.split("[[quote]]").next().expect("a part");
    assert!(!without.contains("[[person]]"));
    let organizer = &campaign[campaign.find("[organizer]").expect("an organizer")..];
    let organizer = organizer.split("\n\n").next().expect("a table");
    format!("{without}\n{organizer}\n").replace("lead = \"LEAD\"\n", "")
}

const COLUMN: &str = r#"
[[page]]
gap = "5mm"
columns = ["1fr", "45mm"]
rows = ["auto", "1fr"]
areas = ["title title", "text quote"]
area.title = { text = "HEADLINE", style = "small" }
area.text = { text = "Words that take the whole measure, as far as there is a measure for them to take up here", style = "text" }
area.quote = { quotes = ["QUOTE"], style = "quote", label = "small" }
"#;

#[test]
fn a_column_without_content_leaves_its_room_to_the_others() {
    let campaign = small_campaign("LEAD");
    let long =
        "Words that take the whole measure, as far as there is a measure for them to take up here";
    let with = built(&campaign, &COLUMN.replace("QUOTE", "1"));
    let without = built(&campaign, &COLUMN.replace("QUOTE", "9"));
    let (_, end) = across(&with, long);
    assert!(end < 84.0, "{end}");
    let (_, end) = across(&without, long);
    assert!(end > 110.0, "{end}");
}

#[test]
fn a_heading_over_nothing_is_left_out_and_words_of_the_layout_stay() {
    let stack = |more: &str| {
        format!(
            "[[page]]\ncolumns = [\"1fr\"]\nrows = [\"auto\", \"1fr\"]\nareas = [\"a\", \"b\"]\narea.b = {{ text = \"{{campaign.headline}}\", style = \"text\" }}\n[page.area.a]\nstack = [{{ text = \"{{label.names}}\", style = \"text\" }}, {{ rule = \"1pt\" }}, {more}]\n"
        )
    };
    let campaign = small_campaign("LEAD");
    let said = pages(&campaign, &stack("{ names = [\"*\"], style = \"text\" }"));
    assert!(!said[0].contains("Their names"), "{said:?}");
    // A heading of nothing but fixed words that the layout gives by themselves is meant.
    let said = pages(&campaign, &stack("{ rule = \"2pt\" }"));
    assert!(said[0].contains("Their names"), "{said:?}");
    let own = stack("{ names = [\"*\"], style = \"text\" }").replace("{label.names}", "By hand");
    assert!(pages(&campaign, &own)[0].contains("By hand"));
}

#[test]
fn a_ground_under_nothing_is_not_drawn() {
    let page = |facts: &str| {
        format!(
            "[[page]]\ncolumns = [\"1fr\"]\nrows = [\"30mm\", \"1fr\"]\nareas = [\"a\", \"b\"]\narea.a = {{ box = \"panel\", padding = \"4mm\", facts = [\"{facts}\"], style = \"text\" }}\narea.b = {{ text = \"{{campaign.headline}}\", style = \"text\" }}\n"
        )
    };
    let campaign = small_campaign("LEAD");
    let grounds = |facts: &str| {
        let mut grounds: Vec<Rect> = Vec::new();
        let built = built(&campaign, &page(facts));
        built.examined.piece.pages[0].frame.walk(&mut |item| {
            if let ItemKind::Path(path) = &item.kind {
                grounds.extend(path.bounds());
            }
        });
        grounds.len()
    };
    assert_eq!((grounds("1"), grounds("9")), (1, 0));
}

#[test]
fn a_page_of_nothing_but_furniture_falls_away_and_numbers_close_up() {
    let page = |block: &str| {
        format!(
            "[[page]]\ncolumns = [\"1fr\"]\nrows = [\"1fr\", \"auto\"]\nareas = [\"a\", \"folio\"]\narea.a = {{ {block} }}\narea.folio = {{ text = \"{{page.number}}/{{page.count}} {{organizer.name}}\", style = \"small\" }}\n"
        )
    };
    let campaign = small_campaign("LEAD");
    let three = [
        page("text = \"{campaign.headline}\", style = \"text\""),
        page("names = [\"*\"], style = \"text\""),
        page("facts = [\"1\"], style = \"text\""),
    ];
    let said = pages(&campaign, &three.concat());
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[1].contains("2 / 2"), "{said:?}");
    // A page that was made of nothing else is a back cover.
    let back = page("text = \"{organizer.name}\", style = \"text\"");
    let said = pages(&campaign, &[three[0].clone(), back].concat());
    assert_eq!(said.len(), 2, "{said:?}");
}

#[test]
fn the_day_of_figures_stands_only_where_there_is_one() {
    let page = |more: &str| {
        format!(
            "[[page]]\ncolumns = [\"1fr\"]\ngap = \"6mm\"\nrows = [\"auto\", \"1fr\"]\nareas = [\"a\", \"b\"]\narea.a = {{ text = \"{{campaign.headline}}\", style = \"text\" }}\narea.b = {{ stack = [{{ text = \"{{label.as_of campaign.as_of}}\", style = \"text\" }}{more}], gap = \"4mm\" }}\n"
        )
    };
    let campaign = small_campaign("LEAD");
    let dated = |more: &str| pages(&campaign, &page(more))[0].contains("As of");
    assert!(!dated(""));
    // Also where the figure comes after it.
    assert!(dated(", { facts = [\"1\"], style = \"text\" }"));
}

#[test]
fn a_campaign_needs_no_lead() {
    let campaign = bare();
    let said = pages(
        &campaign,
        "[[page]]\ncolumns = [\"1fr\"]\nrows = [\"auto\", \"1fr\"]\nareas = [\"a\", \"b\"]\narea.a = { when = { has = \"lead\" }, text = \"HERE\", style = \"text\" }\narea.b = { text = \"{campaign.headline} {campaign.lead}\", style = \"text\" }\n",
    );
    assert!(!said[0].contains("HERE"), "{said:?}");
}

#[test]
fn bars_are_drawn_for_people_alone() {
    let page = "[[page]]\ncolumns = [\"1fr\"]\nrows = [\"auto\", \"20mm\", \"1fr\"]\nareas = [\"a\", \"t\", \"b\"]\narea.a = { text = \"{campaign.headline}\", style = \"text\" }\narea.t = { tally = [\"people\"] }\narea.b = { facts = [\"*\"], style = \"text\" }\n";
    let campaign = small_campaign("LEAD").replace("people = true\n", "");
    let marks = |campaign: &str| {
        let built = built(campaign, page);
        let mut marks = 0;
        built.examined.piece.pages[0].frame.walk(&mut |item| {
            marks += usize::from(matches!(item.kind, ItemKind::Path(_)));
        });
        marks
    };
    assert!(campaign.contains("count = "), "{campaign}");
    assert_eq!(marks(&campaign), 0);
    let people = campaign.replacen("count = ", "people = true\ncount = ", 1);
    assert!(marks(&people) > 0);
    let without = campaign.replacen("[[fact]]", "[[fact]]\npeople = true", 1);
    let counted: String = without
        .lines()
        .filter(|line| !line.starts_with("count = "))
        .map(|line| format!("{line}\n"))
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let told = match build_beside(folder.path(), &counted, &layout(page), "A5") {
        Ok(made) => said(&made.warnings),
        Err(problems) => said(&problems),
    };
    assert!(told.contains("count = …"), "{told}");
}

#[test]
fn a_banner_has_a_sheet_for_each_letter_of_the_hero_line() {
    let page = "[[page]]\nrepeat = \"letters\"\ncolumns = [\"1fr\"]\nrows = [\"1fr\"]\nareas = [\"a\"]\narea.a = { text = \"{page.letter}\", style = \"headline\", lines = 1 }\n";
    let campaign = small_campaign("LEAD");
    let line = campaign
        .lines()
        .find(|line| line.starts_with("headline = "))
        .expect("a headline");
    let spelt = |headline: &str| {
        let campaign = campaign.replace(line, &format!("headline = \"{headline}\""));
        pages(&campaign, page)
    };
    assert_eq!(spelt("Keep *our 2* open"), ["o", "u", "r", "2"]);
    // A mark stays with its letter.
    assert_eq!(spelt("Да\u{301} к"), ["Д", "а\u{301}", "к"]);
    // Letters that join are not taken apart.
    assert_eq!(spelt("أوقفوا الحرب").len(), 2);
}
