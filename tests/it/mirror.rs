//! A page that is read from right to left is the mirror image of the one read from left to right;
//! pictures, codes and the words themselves are not.

use handbill::internals::frame::{GlyphRun, ItemKind};
use handbill::internals::geom::{Length, Rect};
use handbill::internals::page::{Page, Piece};

use crate::common;

/// A piece of the same words in a language: short ones, so that lines end alike.
fn piece(language: &str, template: &str, paper: &str) -> Piece {
    let text = common::small_campaign("A lead of a few words.");
    let text = text.replace("language = \"en\"", &format!("language = \"{language}\""));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let campaign = common::campaign(folder.path(), &text);
    match common::build(&campaign, template, paper) {
        Ok(built) => built.value.examined.piece,
        Err(problems) => panic!("{}", common::said(&problems)),
    }
}

/// The rectangles of grounds, rules and codes, in drawing order, and the marks of tallies.
fn rectangles(page: &Page) -> Vec<Rect> {
    let mut found = Vec::new();
    page.frame.walk(&mut |item| match &item.kind {
        ItemKind::Path(path) => found.extend(path.bounds()),
        ItemKind::Code(code) => found.push(code.rect()),
        ItemKind::Image(placed) => found.push(placed.clip),
        _ => {}
    });
    found
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

fn close(a: Length, b: Length) -> bool {
    (a - b).abs() < Length::mm(0.05)
}

#[test]
fn every_box_is_mirrored() {
    for (template, paper) in [
        ("flyer", "A5"),
        ("flyer", "letter"),
        ("poster", "A3"),
        ("handout", "A4"),
    ] {
        let (english, arabic) = (
            piece("en", template, paper),
            piece("en-Arab", template, paper),
        );
        let mut moved = 0;
        for (there, here) in english.pages.iter().zip(&arabic.pages) {
            let (there_all, here_all) = (rectangles(there), rectangles(here));
            assert_eq!(there_all.len(), here_all.len(), "{template} on {paper}");
            for (a, b) in there_all.iter().zip(&here_all) {
                let mirrored = a.mirrored(there.trim.width);
                assert!(
                    close(mirrored.origin.x, b.origin.x)
                        && close(mirrored.right(), b.right())
                        && close(a.origin.y, b.origin.y)
                        && close(a.size.height, b.size.height),
                    "{template} on {paper}: {a:?} is not mirrored as {b:?}"
                );
                moved += usize::from(!close(a.origin.x, b.origin.x));
            }
        }
        assert!(
            moved > 2,
            "{template}: the page is its own mirror image: this shows nothing"
        );
    }
}

#[test]
fn the_tally_is_counted_from_the_right() {
    let arabic = piece("ar", "handout", "A4");
    let mut marks = Vec::new();
    arabic.pages[0].frame.walk(&mut |item| {
        if let ItemKind::Group(group) = &item.kind
            && group.alt.is_some()
            && let Some(ItemKind::Path(path)) = group.items.first().map(|item| &item.kind)
            && marks.is_empty()
        {
            marks = path.segments.chunks(5).map(<[_]>::to_vec).collect();
        }
    });
    let bounds = |mark: &Vec<handbill::internals::frame::Segment>| {
        let path = handbill::internals::frame::Path {
            segments: mark.clone(),
            fill: None,
            even_odd: false,
            stroke: None,
            opacity: 1.0,
            fade: None,
        };
        path.bounds().expect("a mark")
    };
    let (first, last) = (bounds(&marks[0]), bounds(marks.last().expect("marks")));
    assert!(
        first.origin.x > last.origin.x,
        "the first mark stands at the right"
    );
    assert!(
        first.size.width > last.size.width * 2.0,
        "leaders have heavy bars"
    );
    assert!(
        last.size.height < first.size.height * 0.2,
        "the broken bar comes last"
    );
}

#[test]
fn codes_are_not_seen_in_the_mirror() {
    let (english, arabic) = (piece("en", "flyer", "A5"), piece("ar", "flyer", "A5"));
    let (there, here) = (english.pages[0].codes(), arabic.pages[0].codes());
    assert!(!there.is_empty());
    for (a, b) in there.iter().zip(&here) {
        assert_eq!(a.symbol.rectangles(), b.symbol.rectangles());
        assert_eq!(a.module, b.module);
    }
}

#[test]
fn a_sentence_from_left_to_right_keeps_its_full_stop_at_its_end() {
    let arabic = piece("ar", "flyer", "A5");
    let runs = runs(&arabic.pages[0]);
    let lead = runs.iter().find(|run| run.text.ends_with("words."));
    let lead = lead.expect("the lead on one line");
    let stop = lead
        .glyphs
        .iter()
        .find(|glyph| glyph.text.end == lead.text.len());
    let stop = stop.expect("a full stop").x;
    assert!(
        lead.glyphs.iter().all(|glyph| glyph.x <= stop),
        "the full stop stands last"
    );
    // The line starts at the right of its column all the same.
    assert!(lead.at.x > arabic.pages[0].trim.width * 0.5);
}

#[test]
fn a_divided_word_has_its_hyphen_where_the_line_ends() {
    // Persian and Hebrew words are divided only where the author says so.
    let long = ["שחרור"; 20].join("\u{ad}");
    let text = common::small_campaign(&long).replace("language = \"en\"", "language = \"he\"");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let campaign = common::campaign(folder.path(), &text);
    let built = common::build(&campaign, "flyer", "A5");
    let built = built.unwrap_or_else(|problems| panic!("{}", common::said(&problems)));
    let runs = runs(&built.value.examined.piece.pages[0]);
    let lines: Vec<_> = runs
        .iter()
        .filter(|run| run.text.contains("שחרור"))
        .collect();
    assert!(
        lines.len() > 1,
        "the word is divided, or this shows nothing"
    );
    for line in &lines[..lines.len() - 1] {
        let first = line.glyphs.first().expect("glyphs");
        assert_eq!(
            first.text.end,
            line.text.len(),
            "the hyphen stands at the left"
        );
        assert!(line.glyphs[1].x > first.x, "and on no letter");
    }
}
