//! The whole set of pieces, measured on what is drawn: type, contrast, codes, and the themes that change
//! the face of all of them.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use crate::common::{self, PIECES, every_piece, name, said, sample};
use handbill::internals::color::Color;
use handbill::internals::content::Campaign;
use handbill::internals::frame::{Frame, GlyphRun, Item, ItemKind, Path, Role, Segment};
use handbill::internals::geom::{Length, Point};
use handbill::internals::page::{Page, Piece};
use handbill::internals::pipeline::{Built, Job, Pipeline};
use handbill::internals::template::Library;

/// The smallest type in print (practice: print-practice notes, "nothing below 6.5 pt").
const SMALLEST_PT: f64 = 6.5;
/// Contrast of text, and of display type from 24 pt on (WCAG 2.2, 1.4.3).
const CONTRAST: f64 = 4.5;
const CONTRAST_LARGE: f64 = 3.0;

/// The items of a page in the order in which they are drawn.
fn drawn<'a>(frame: &'a Frame, items: &mut Vec<&'a Item>) {
    for item in &frame.items {
        match &item.kind {
            ItemKind::Group(inner) => drawn(inner, items),
            _ => items.push(item),
        }
    }
}

/// Whether a path of rectangles covers a point.
fn covers(path: &Path, at: Point) -> bool {
    let corners: Vec<Point> = path
        .segments
        .iter()
        .filter_map(|segment| match segment {
            Segment::Move(point) | Segment::Line(point) => Some(*point),
            _ => None,
        })
        .collect();
    corners.chunks(4).any(|corners| {
        let xs = corners.iter().map(|corner| corner.x);
        let ys = corners.iter().map(|corner| corner.y);
        let (left, right) = (xs.clone().min(), xs.max());
        let (top, bottom) = (ys.clone().min(), ys.max());
        left <= Some(at.x) && Some(at.x) <= right && top <= Some(at.y) && Some(at.y) <= bottom
    })
}

/// Each run of words on a page with the colour that it is printed on.
fn on_grounds(page: &Page) -> Vec<(&Item, &GlyphRun, Color)> {
    let mut items = Vec::new();
    drawn(&page.frame, &mut items);
    let mut found = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let ItemKind::Text(run) = &item.kind else {
            continue;
        };
        let Some(bounds) = item.bounds().filter(|_| !run.text.trim().is_empty()) else {
            continue;
        };
        let middle = Point::new(
            bounds.origin.x + bounds.size.width * 0.5,
            bounds.origin.y + bounds.size.height * 0.5,
        );
        let below = items[..number].iter().rev();
        let ground = below.filter_map(|below| match &below.kind {
            ItemKind::Path(path) if covers(path, middle) => path.fill,
            _ => None,
        });
        found.push((
            *item,
            run,
            ground.into_iter().next().unwrap_or(Color::WHITE),
        ));
    }
    found
}

/// What is too small or too pale on a piece, each told once.
fn hard_to_read(piece: &Piece) -> BTreeSet<String> {
    let mut told = BTreeSet::new();
    for page in &piece.pages {
        for (item, run, ground) in on_grounds(page) {
            let size = run.size.to_pt();
            if size < SMALLEST_PT - 0.01 {
                told.insert(format!("{} at {size:.2} pt", item.origin.key));
            }
            let least = if size >= 24.0 {
                CONTRAST_LARGE
            } else {
                CONTRAST
            };
            let contrast = run.color.contrast(ground);
            if contrast < least && item.role != Role::Artifact {
                told.insert(format!("{} at {contrast:.1} : 1", item.origin.key));
            }
        }
    }
    told
}

/// Every piece on its first paper, in the look of a theme.
fn in_theme(theme: &str) -> (Pipeline, Vec<Built>) {
    let pipeline = Pipeline::embedded().themed(theme);
    let pipeline = pipeline.unwrap_or_else(|problems| panic!("{}", said(&problems)));
    let jobs: Vec<(Vec<&Campaign>, Job)> = PIECES
        .iter()
        .map(|id| {
            let template = pipeline.library.load(id);
            template.unwrap_or_else(|problems| panic!("{}", said(&problems)))
        })
        .filter(|template| template.lacking(sample()).is_none())
        .map(|template| {
            let job = Job::screen(&template, &template.papers[0].clone());
            (vec![sample()], job)
        })
        .collect();
    let built = pipeline.build_all(&jobs, NonZeroUsize::new(2).expect("two"));
    let built = built
        .into_iter()
        .map(|made| {
            made.unwrap_or_else(|problems| panic!("{theme}: {}", said(&problems)))
                .value
        })
        .collect();
    (pipeline, built)
}

#[test]
fn the_set_is_whole() {
    let library = Library::embedded();
    let pieces: BTreeSet<String> = library
        .ids()
        .into_iter()
        .filter(|id| library.load(id).is_ok_and(|template| template.is_piece()))
        .collect();
    assert_eq!(pieces, PIECES.map(str::to_owned).into());
    for id in PIECES {
        let template = library.load(id).expect("a template");
        assert!(template.description.len() > 20, "{id} says what it is for");
        assert!(template.papers.len() > 1, "{id} has papers");
    }
}

#[test]
fn no_word_of_any_piece_is_too_small_or_too_pale() {
    let mut runs = 0;
    for built in every_piece() {
        let piece = &built.value.examined.piece;
        let told = hard_to_read(piece);
        assert!(told.is_empty(), "{}: {told:?}", name(&built.value));
        runs += piece
            .pages
            .iter()
            .map(|page| on_grounds(page).len())
            .sum::<usize>();
    }
    assert!(runs > 2_500, "{runs} runs were looked at");
}

#[test]
fn every_piece_has_a_code_with_a_verb_and_an_address() {
    for built in every_piece() {
        let piece = &built.value.examined.piece;
        let codes: Vec<_> = piece.pages.iter().flat_map(Page::codes).collect();
        // The plain twin is heard: it has addresses.
        let heard = piece.template == "handout-plain";
        assert_eq!(codes.is_empty(), heard, "{}", name(&built.value));
        for code in codes {
            assert!(!code.label.is_empty() && !code.short.is_empty());
            let eases = code.distance.ratio(code.module);
            assert!(
                eases <= 460.5,
                "{}: a module is too small",
                name(&built.value)
            );
        }
    }
}

#[test]
fn a_theme_changes_the_face_of_every_piece() {
    let (usual, plain) = in_theme("base");
    for theme in ["broadside", "xerox"] {
        let (pipeline, built) = in_theme(theme);
        for (before, after) in plain.iter().zip(&built) {
            let id = &after.examined.piece.template;
            let told = hard_to_read(&after.examined.piece);
            assert!(told.is_empty(), "{theme}: {id}: {told:?}");
            let shapes = |built: &Built| format!("{:?}", built.examined.piece.pages);
            // The plain twin has no look.
            let plain = id == "handout-plain";
            assert!(
                plain || shapes(before) != shapes(after),
                "{theme} changes {id}"
            );
            // Its own compositions may leave out further codes, but open nothing else.
            let codes = |built: &Built| -> BTreeSet<String> {
                let codes = built.examined.piece.pages.iter().flat_map(Page::codes);
                codes.map(|code| code.payload.encoded()).collect()
            };
            assert!(
                codes(after).is_subset(&codes(before)),
                "{theme}: {id} opens something else"
            );
        }
        drop(pipeline);
    }
    drop(usual);
}

#[test]
fn an_unknown_theme_is_told_with_those_that_there_are() {
    let Err(problems) = Pipeline::embedded().themed("broadsid") else {
        panic!("there is no such theme");
    };
    let told = said(&problems);
    assert!(told.contains("broadside"), "{told}");
    let Err(problems) = Pipeline::embedded().themed("flyer") else {
        panic!("a flyer is no theme");
    };
    assert!(
        said(&problems).contains("unknown-theme"),
        "{}",
        said(&problems)
    );
}

/// The distance of words from the edges of their page.
fn from_edges(page: &Page) -> Length {
    let mut least = page.trim.width;
    page.frame.walk(&mut |item| {
        let (ItemKind::Text(_), Some(bounds)) = (&item.kind, item.bounds()) else {
            return;
        };
        let inside = [
            bounds.origin.x,
            bounds.origin.y,
            page.trim.width - bounds.right(),
            page.trim.height - bounds.bottom(),
        ];
        least = inside.into_iter().fold(least, Length::min);
    });
    least
}

#[test]
fn no_word_of_a_folded_piece_lies_within_3_mm_of_a_fold() {
    let mut seen = 0;
    for built in every_piece() {
        let piece = &built.value.examined.piece;
        if ["leaflet", "zine"].contains(&piece.template.as_str()) {
            // Every edge of a panel is a fold or the edge of the paper.
            for (number, page) in piece.pages.iter().enumerate() {
                let least = from_edges(page);
                assert!(
                    least >= Length::mm(3.0),
                    "{}, page {}: {least}",
                    name(&built.value),
                    number + 1
                );
                seen += 1;
            }
        }
    }
    assert_eq!(
        seen,
        2 * 6 + 4 * 8,
        "panels of two leaflets and pages of four zines"
    );
}

#[test]
fn a_panel_is_as_wide_as_folding_asks() {
    let leaflet = common::build(sample(), "leaflet", "A4")
        .expect("a leaflet")
        .value;
    let widths: Vec<f64> = leaflet
        .examined
        .piece
        .pages
        .iter()
        .map(|page| (page.trim.width.to_mm() * 10.0).round() / 10.0)
        .collect();
    // The second page is tucked in; its back is the panel of the inside that is tucked in with it.
    assert_eq!(widths[0], 100.0);
    assert_eq!(widths[1], 97.0);
    assert_eq!(widths[2..5].iter().sum::<f64>(), 297.0);
}
