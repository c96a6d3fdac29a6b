//! The numbers of sources: counted as a piece cites them, and once for a list that comes from one source.

use std::collections::BTreeSet;

use handbill::internals::frame::ItemKind;
use handbill::internals::page::Piece;
use handbill::internals::pipeline::Built;
use handbill::internals::reading::plain_text;

use crate::common::{self, build_beside, pdf, said, small_campaign};

/// Three more sources, and what comes from them.
const MORE: &str = r#"
[[source]]
id = "second"
author = "Second"
title = "Two"

[[source]]
id = "third"
author = "Third"
title = "Three"

[[source]]
id = "nobody"
author = "Nobody"
title = "Not cited"

[[person]]
id = "a"
name = "Anna"
source = "third"

[[person]]
id = "b"
name = "Boris"
source = "third"

[[person]]
id = "c"
name = "Clara"
source = "third"

[[moment]]
id = "m"
date = "2023-11-01"
text = "It began"
source = "second"

[[moment]]
id = "n"
date = "2023-11-02"
text = "It went on"

[[moment]]
id = "o"
date = "2023-11-03"
text = "It ended"
source = "second"

[[section]]
id = "why"
title = "Why"
body = "As the [second](source:second) says."
"#;

fn built(content: &str, rows: &str, areas: &str, rest: &str) -> Built {
    let layout = format!(
        "[template]\nextends = \"base\"\npapers = [\"A4\"]\n\n[[page]]\nmargin = \"15mm\"\ncolumns = [\"1fr\"]\nrows = [{rows}]\nareas = [{areas}]\n{rest}"
    );
    let folder = tempfile::tempdir().expect("a folder");
    match build_beside(folder.path(), content, &layout, "A4") {
        Ok(built) => built.value,
        Err(problems) => panic!("{}", said(&problems)),
    }
}

/// The words of a page that is one stack.
fn stacked(content: &str, elements: &str) -> String {
    let rest = format!("[page.area.it]\nstack = [{elements}]\n");
    plain_text(&built(content, "\"auto\"", "\"it\"", &rest).examined.piece)
}

fn content() -> String {
    small_campaign("A lead.") + MORE
}

#[test]
fn sources_are_numbered_as_they_are_cited() {
    let lists = "{ names = [\"*\"] }, { timeline = [\"1\"] }, { quotes = [\"1\"] }";
    let cited = stacked(
        &content(),
        &format!("{lists}, {{ sources = \"cited\", flow = \"column\" }}"),
    );
    assert!(cited.contains("Clara¹"), "{cited}");
    assert!(cited.contains("It began²"), "{cited}");
    assert!(cited.contains("A watcher³"), "{cited}");
    let places: Vec<Option<usize>> = ["1 Third", "2 Second", "3 A reporter"]
        .iter()
        .map(|entry| cited.find(entry))
        .collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{cited}"
    );
    assert!(!cited.contains("Nobody"), "{cited}");
    // The rest follows.
    let all = stacked(&content(), &format!("{lists}, {{ sources = \"all\" }}"));
    assert!(all.contains("4 Nobody") && all.contains("1 Third"), "{all}");
}

#[test]
fn a_running_text_counts_where_it_begins() {
    let rest = "[story.main]\nsections = [\"*\"]\n[page.area.a]\nquotes = [\"1\"]\n[page.area.b]\nstory = \"main\"\n[page.area.c]\nstack = [{ names = [\"*\"] }, { sources = \"cited\" }]\n";
    let built = built(
        &content(),
        "\"auto\", \"1fr\", \"auto\"",
        "\"a\", \"b\", \"c\"",
        rest,
    );
    let text = plain_text(&built.examined.piece);
    assert!(text.contains("A watcher¹"), "{text}");
    assert!(text.contains("As the second² says."), "{text}");
    assert!(text.contains("Clara³"), "{text}");
}

#[test]
fn a_list_from_one_source_has_one_number() {
    let sources = "{ sources = \"cited\" }";
    let names = stacked(&content(), &format!("{{ names = [\"*\"] }}, {sources}"));
    assert!(
        names.contains("Clara¹") && names.matches('¹').count() == 1,
        "{names}"
    );
    // A heading over the list is about all of it.
    let heading = "{ text = \"Their names\", style = \"heading\", level = 2 }";
    let headed = stacked(
        &content(),
        &format!("{heading}, {{ names = [\"*\"] }}, {sources}"),
    );
    assert!(headed.contains("Their names¹"), "{headed}");
    assert_eq!(headed.matches('¹').count(), 1, "{headed}");
    // A paragraph is not.
    let text = "{ text = \"Their names\", style = \"text\" }";
    let below = stacked(
        &content(),
        &format!("{text}, {{ names = [\"*\"] }}, {sources}"),
    );
    assert!(below.contains("Clara¹"), "{below}");
    // Figures with one date have it under them, with the number of their source.
    let facts = stacked(
        &content(),
        &format!("{{ facts = [\"*\"], note = \"small\" }}, {sources}"),
    );
    assert!(
        facts.contains("2023¹") && facts.matches('¹').count() == 1,
        "{facts}"
    );
}

#[test]
fn beside_what_has_no_source_each_has_its_number() {
    let text = stacked(
        &content(),
        "{ timeline = [\"*\"] }, { sources = \"cited\" }",
    );
    assert!(
        text.contains("It began¹") && text.contains("It ended¹"),
        "{text}"
    );
    assert!(!text.contains("It went on¹"), "{text}");
}

#[test]
fn a_run_from_one_source_has_its_number_at_the_end() {
    let person = "[[person]]\nid = \"b\"\nname = \"Boris\"\nsource = \"third\"";
    let other = person.replace("third", "second");
    let content = content().replace(person, &other);
    let text = stacked(
        &content,
        "{ names = [\"a\", \"c\", \"b\"] }, { sources = \"cited\" }",
    );
    assert!(!text.contains("Anna¹"), "{text}");
    assert!(text.contains("Clara¹") && text.contains("Boris²"), "{text}");
}

#[test]
fn the_list_of_headings_has_no_numbers() {
    let rest = "[page.area.it]\nstack = [{ text = \"Their names\", style = \"heading\", level = 1 }, { names = [\"*\"] }, { sources = \"cited\" }]\n";
    let built = built(&content(), "\"auto\"", "\"it\"", rest);
    let outline = pdf::outline(&pdf::open(built.pdf()));
    assert!(outline.concat().contains("Their names"), "{outline:?}");
    assert!(!outline.concat().contains('¹'), "{outline:?}");
}

/// The keys of all words of a piece.
fn keys(piece: &Piece) -> BTreeSet<&str> {
    let mut keys = BTreeSet::new();
    for page in &piece.pages {
        page.frame.walk(&mut |item| {
            if matches!(item.kind, ItemKind::Text(_)) {
                keys.insert(&*item.origin.key);
            }
        });
    }
    keys
}

/// A number that leads to no list is worse than none: the reader looks for it.
#[test]
fn every_piece_that_prints_numbers_of_sources_has_the_list() {
    let mut numbered = 0;
    for built in common::every_piece() {
        let keys = keys(&built.value.examined.piece);
        let has_numbers = keys.iter().any(|key| key.ends_with(".source"));
        let lists = keys.iter().any(|key| key.starts_with("source."));
        assert!(!has_numbers || lists, "{}", common::name(&built.value));
        numbered += usize::from(has_numbers);
    }
    assert!(numbered > 5, "{numbered}");
}

#[test]
fn a_page_of_sources_alone_stays_where_one_is_cited_and_falls_where_none_is() {
    let pages = |content: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let layout = "[template]\nextends = \"base\"\npapers = [\"A5\"]\n\n[[page]]\nair = \"95%\"\nareas = [\"a\"]\narea.a = { stack = [{ text = \"{campaign.headline}\", style = \"text\" }, { names = [\"*\"], style = \"text\" }] }\n\n[[page]]\nair = \"95%\"\nareas = [\"a\", \"b\"]\narea.a = { stack = [{ text = \"{label.sources}\", style = \"heading\", level = 2 }, { sources = \"cited\", style = \"small\" }] }\narea.b = { stack = [{ text = \"{campaign.thanks}\", style = \"text\" }, { text = \"{organizer.name}\", style = \"text\" }] }\n";
        let built = build_beside(folder.path(), content, layout, "A5");
        let built = built.unwrap_or_else(|problems| panic!("{}", said(&problems)));
        let text = plain_text(&built.value.examined.piece);
        (
            built.value.examined.piece.pages.len(),
            text.contains("Third"),
        )
    };
    assert_eq!(pages(&content()), (2, true));
    assert_eq!(pages(&small_campaign("A lead.")), (1, false));
}
