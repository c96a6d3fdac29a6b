//! The leaflet and the zine that come with the program, folded on paper: read in order, and no word near a
//! fold.

use std::collections::BTreeSet;

use handbill::internals::content;
use handbill::internals::frame::ItemKind;
use handbill::internals::geom::{Length, Rect, Turn};
use handbill::internals::impose::Imposed;
use handbill::internals::paper::{FoldKind, Panels};
use handbill::internals::pipeline::{Built, Pipeline};
use handbill::internals::pipeline::{Job, Printing};
use handbill::internals::project::Project;
use handbill::internals::route::RouteKind;
use handbill::internals::sheet::Side;

fn built(template: &str, paper: &str, language: &str) -> Built {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/content/free-armenian-pows.toml"
    );
    let project = Project::at(file);
    let content = content::Content::open(&project).expect("the sample");
    let campaign = content.campaign(language).expect("a language").value;
    let pipeline = Pipeline::embedded();
    let template = pipeline.library.load(template).expect("a template");
    let job = Job {
        paper: template.paper(paper).expect("a paper"),
        template,
        event: None,
        second_language: None,
        printing: Printing {
            route: RouteKind::Home,
            ..Printing::default()
        },
    };
    pipeline.build(&campaign, &job).expect("a piece").value
}

fn sides(imposed: &Imposed) -> Vec<&Side> {
    imposed.sides().collect()
}

/// The page that lies in a rectangle of a side.
fn page_in(built: &Built, side: &Side, rect: Rect) -> Option<usize> {
    let lies = side.placements.iter().find(|placement| {
        let trim = placement.trim(built.examined.piece.pages[placement.page].trim);
        trim.intersection(rect).area() > rect.area() * 0.9
    });
    lies.map(|placement| placement.page)
}

/// Where words of the pages stand on a side.
fn words(built: &Built, side: &Side) -> Vec<Rect> {
    let mut found = Vec::new();
    for placement in &side.placements {
        let page = &built.examined.piece.pages[placement.page];
        page.frame.walk(&mut |item| {
            if let (ItemKind::Text(run), Some(bounds)) = (&item.kind, item.bounds())
                && !run.text.trim().is_empty()
            {
                found.push(placement.rect(page.trim, bounds));
            }
        });
    }
    found
}

/// The least distance of words from a line across a side, at a place along one of its edges.
fn from_fold(words: &[Rect], at: Length, upright: bool) -> Length {
    let distance = |rect: &Rect| {
        let (start, end) = if upright {
            (rect.origin.x, rect.right())
        } else {
            (rect.origin.y, rect.bottom())
        };
        if start < at && at < end {
            return Length::ZERO;
        }
        (start - at).abs().min((end - at).abs())
    };
    words.iter().map(distance).min().expect("words")
}

#[test]
fn the_leaflet_is_opened_in_order_and_no_word_lies_on_a_fold() {
    for (paper, language, left_to_right) in [
        ("A4", "en", true),
        ("letter", "de", true),
        ("A4", "ar", false),
    ] {
        let built = built("leaflet", paper, language);
        let imposed = built.examined.imposed.as_ref().expect("a sheet");
        let [outside, inside] = sides(imposed)[..] else {
            panic!("two sides");
        };
        let panels = Panels::of(FoldKind::Letter, outside.size, !left_to_right).expect("panels");
        let seen = |side: &Side, rects: &[Rect]| -> Vec<Option<usize>> {
            rects
                .iter()
                .map(|rect| page_in(&built, side, *rect))
                .collect()
        };
        let mut front = seen(outside, &panels.front);
        let mut back = seen(inside, &panels.back);
        // The back lies as the printer turns it: of a lying sheet that is turned about its long edge it is
        // on its head, and its last panel is the first one of the reader.
        let on_its_head = inside.placements.iter().any(|it| it.turn == Turn::Over);
        if on_its_head {
            back = seen(inside, &panels.front);
            back.reverse();
        }
        if !left_to_right {
            front.reverse();
            back.reverse();
        }
        // In the hand the cover is in front and the back behind it. It is opened like a book: there is the
        // panel that is tucked in, and that opened too, the three inside.
        assert_eq!(front, [Some(1), Some(5), Some(0)], "{paper} {language}");
        assert_eq!(back, [Some(2), Some(3), Some(4)], "{paper} {language}");
        for (side, is_inside) in [(outside, false), (inside, true)] {
            let words = words(&built, side);
            assert!(words.len() > 20);
            for fold in panels.folds(is_inside) {
                let turned = side.size.width - fold;
                let lies = side.placements.iter().any(|it| it.turn != Turn::None);
                let at = if lies { turned } else { fold };
                let least = from_fold(&words, at, true);
                assert!(
                    least >= Length::mm(3.0),
                    "{paper} {language}: {least} from a fold"
                );
            }
        }
    }
}

#[test]
fn the_zine_is_folded_into_eight_pages_and_no_word_lies_on_a_fold() {
    for (paper, language) in [("A4", "en"), ("A3", "hy"), ("letter", "ka"), ("A4", "ar")] {
        let built = built("zine", paper, language);
        let imposed = built.examined.imposed.as_ref().expect("a sheet");
        let [side] = sides(imposed)[..] else {
            panic!("one side");
        };
        let (width, height) = (side.size.width * 0.25, side.size.height * 0.5);
        let at = |column: usize, row: usize| {
            let rect = Rect::new(width * column as f64, height * row as f64, width, height);
            page_in(&built, side, rect).expect("a page in each panel")
        };
        // Folded along the middle with the print outside and pushed together, the eight panels are met in
        // this order by who turns the pages.
        let mut ring = vec![
            at(0, 0),
            at(0, 1),
            at(1, 1),
            at(2, 1),
            at(3, 1),
            at(3, 0),
            at(2, 0),
            at(1, 0),
        ];
        if language == "ar" {
            ring = vec![
                at(3, 0),
                at(3, 1),
                at(2, 1),
                at(1, 1),
                at(0, 1),
                at(0, 0),
                at(1, 0),
                at(2, 0),
            ];
        }
        assert_eq!(ring, (0..8).collect::<Vec<usize>>(), "{paper} {language}");
        let pages: BTreeSet<usize> = ring.into_iter().collect();
        assert_eq!(pages.len(), 8);
        let words = words(&built, side);
        for column in 1..4 {
            let least = from_fold(&words, width * f64::from(column), true);
            assert!(least >= Length::mm(3.0), "{paper} {language}: {least}");
        }
        let least = from_fold(&words, height, false);
        assert!(least >= Length::mm(3.0), "{paper} {language}: {least}");
    }
}
