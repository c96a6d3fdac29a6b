//! The calendar of the months in which a campaign has events (`table = "month"`).

use crate::common::{build_beside, said, small_campaign};
use handbill::internals::frame::ItemKind;
use handbill::internals::pipeline::Built;

const LAYOUT: &str = r#"[template]
extends = "base"
papers = ["A4"]
design = "A4"

[[page]]
margin = "12mm"
columns = ["1fr"]
rows = ["auto"]
areas = ["month"]
area.month = { table = "month", style = "small", head = "verb", label = "heading", rules = "0.5pt" }
"#;

/// A campaign with an event in May and two in June, in a language and a country.
fn campaign(language: &str, country: &str) -> String {
    let event = |id: &str, city: &str, start: &str| {
        format!(
            "\n[[event]]\nid = \"{id}\"\ncity = \"{city}\"\ncountry = \"{country}\"\nplace = \"Square\"\nstart = \"{start}\"\n"
        )
    };
    small_campaign("Come.").replace(
        "language = \"en\"",
        &format!("language = \"{language}\"\ncountry = \"{country}\""),
    ) + &event("one", "Upperton", "2027-05-12 18:00")
        + &event("two", "Lowerton", "2027-06-01")
        + &event("three", "Upperton", "2027-06-30 09:30")
}

fn built(campaign: &str, layout: &str) -> Result<Built, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let made = build_beside(folder.path(), campaign, layout, "A4");
    made.map(|made| made.value)
        .map_err(|problems| said(&problems))
}

/// The words of the page, each with its left edge and its baseline in millimetres.
fn words(built: &Built) -> Vec<(String, f64, f64)> {
    let mut found = Vec::new();
    built.examined.piece.pages[0].frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind {
            found.push((
                run.text.trim().to_owned(),
                run.at.x.to_mm(),
                run.at.y.to_mm(),
            ));
        }
    });
    found
}

#[test]
fn events_stand_on_their_days_in_weeks_as_their_country_has_them() {
    for (country, week) in [
        ("US", ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]),
        ("GB", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]),
    ] {
        let built = built(&campaign("en", country), LAYOUT).unwrap_or_else(|told| panic!("{told}"));
        let words = words(&built);
        let at = |wanted: &str| {
            let found = words.iter().find(|(text, ..)| text == wanted);
            found.unwrap_or_else(|| panic!("{wanted}: {words:?}"))
        };
        let across: Vec<f64> = week.iter().map(|day| at(day).1).collect();
        assert!(across.is_sorted(), "{country}: {across:?}");
        // 12 May 2027 is a Wednesday: below its name, with the city, as there are several.
        let city = at("Upperton");
        assert!((at("12").1 - at("Wed").1).abs() < 0.5, "{words:?}");
        assert!(
            (city.1 - at("Wed").1).abs() < 25.0 && city.2 > at("12").2,
            "{words:?}"
        );
        let whole: Vec<&str> = words.iter().map(|(text, ..)| text.as_str()).collect();
        let whole = whole.join(" ").replace('\u{a0}', " ");
        for told in ["May 2027", "June 2027", "Lowerton"] {
            assert!(whole.contains(told), "{whole}");
        }
        // Months without an event, and days of other months, are left out.
        assert!(
            !whole.contains("April") && !whole.contains("July"),
            "{whole}"
        );
        assert_eq!(
            words.iter().filter(|(text, ..)| text == "31").count(),
            1,
            "{whole}"
        );
    }
}

#[test]
fn weeks_are_mirrored_where_reading_begins_at_the_right() {
    let built = built(&campaign("ar", "EG"), LAYOUT).unwrap_or_else(|told| panic!("{told}"));
    let words = words(&built);
    let at = |wanted: &str| {
        let is_it = |text: &str| text.trim_start_matches('\u{200f}') == wanted;
        words
            .iter()
            .find(|(text, ..)| is_it(text))
            .map(|word| word.1)
    };
    // 15 May 2027 is a Saturday, with which weeks begin in Egypt; 12 May stands further on, to the left.
    let (saturday, wednesday) = (at("١٥"), at("١٢"));
    assert!(saturday.is_some() && saturday > wednesday, "{words:?}");
}

#[test]
fn what_a_calendar_cannot_show_is_told() {
    for (keys, wanted) in [
        (
            "columns = [\"city\"]",
            "`columns` does nothing in the calendar",
        ),
        ("group = \"day\"", "`group` does nothing in the calendar"),
    ] {
        let layout = LAYOUT.replace("style = \"small\"", &format!("{keys}, style = \"small\""));
        let told = built(&campaign("en", "GB"), &layout).expect_err(keys);
        assert!(told.contains(wanted), "{told}");
    }
    let table = "\n[[table]]\nid = \"month\"\ncolumns = \"a | b\"\nrows = [\"1 | 2\"]\n";
    let told = built(&(campaign("en", "GB") + table), LAYOUT).expect_err("a name that is taken");
    assert!(told.contains("`month` cannot be the id"), "{told}");
}
