//! Every code on every page, read from a rendering of the PDF as a phone would read it from paper.

use std::thread;

use handbill::internals::diag::Warned;
use handbill::internals::frame::Code;
use handbill::internals::geom::Length;
use handbill::internals::page::Page;
use handbill::internals::pipeline::Built;
use handbill::internals::qr;
use handbill::internals::qr::QUIET_ZONE;
use lopdf::Object;

use crate::common::render::{self, Grey};
use crate::common::{every_piece, name, pdf};

/// What a reader needs of a sharp picture, with room for the codes' own corners.
const PIXELS_TO_A_MODULE: f64 = 6.0;

/// Pixels to the inch for a page: 300 as an office scanner has them for what is held in the hand, and
/// about 2,500 across for posters, but no more than its narrowest module needs.
fn resolution(page: &Page) -> f64 {
    let across = page.trim.short_side().to_inch();
    let module = page.codes().iter().map(|code| code.module).min();
    // A page without a code is looked at for codes that nobody meant.
    let module = module.unwrap_or(Length::mm(1.0));
    (2500.0 / across)
        .min(300.0)
        .min(PIXELS_TO_A_MODULE / module.to_inch())
        .max(40.0)
}

/// A piece, and for each page its resolution and its picture.
type Rendered = (&'static Warned<Built>, Vec<(f64, Grey)>);

/// Each piece with its pages rendered, on two threads.
fn rendered() -> Vec<Rendered> {
    let render = |built: &Warned<Built>| -> Vec<(f64, Grey)> {
        let pages = built.value.examined.piece.pages.iter().enumerate();
        pages
            .map(|(index, page)| {
                let ppi = resolution(page);
                (ppi, render::page(built.value.pdf(), index, ppi))
            })
            .collect()
    };
    let (even, odd): (Vec<_>, Vec<_>) = every_piece()
        .iter()
        .enumerate()
        .partition(|(index, _)| index % 2 == 0);
    let work = |part: Vec<(usize, &'static Warned<Built>)>| -> Vec<_> {
        part.into_iter()
            .map(|(_, built)| (built, render(built)))
            .collect()
    };
    thread::scope(|scope| {
        let other = scope.spawn(|| work(odd));
        let mut all = work(even);
        all.extend(other.join().expect("rendered"));
        all
    })
}

#[test]
fn a_reader_finds_exactly_the_codes_that_are_there() {
    for (built, pages) in rendered() {
        let what = name(&built.value);
        for (page, (ppi, picture)) in built.value.examined.piece.pages.iter().zip(&pages) {
            let mut expected: Vec<String> = page
                .codes()
                .iter()
                .map(|code| code.payload.encoded())
                .collect();
            expected.sort();
            let sorted = |read: Result<Vec<String>, String>| {
                read.map(|mut read| {
                    read.sort();
                    read
                })
            };
            let on_page = || sorted(render::codes(picture));
            // The reader takes corners of codes that are alike for those of one, and the corner of a letter for that of
            // a code. A phone looks at one.
            let each = || {
                let each = page.codes().into_iter().map(|code| {
                    let pixel = |length: Length| (length.to_inch() * ppi).round() as usize;
                    let rect = code.rect();
                    let (x, y) = (pixel(rect.origin.x), pixel(rect.origin.y));
                    render::codes(&picture.cut(
                        x,
                        y,
                        pixel(rect.size.width),
                        pixel(rect.size.height),
                    ))
                });
                let each: Result<Vec<Vec<String>>, String> = each.collect();
                sorted(each.map(|each| each.concat()))
            };
            let read = if page.codes().len() > 4 {
                each()
            } else {
                on_page().or_else(|_| each())
            };
            assert_eq!(read, Ok(expected), "{what} at {ppi:.0} ppi");
            for code in page.codes() {
                assert_quiet_zone(picture, *ppi, code, &what);
            }
        }
    }
}

/// The four modules around a code are as white as the paper.
fn assert_quiet_zone(picture: &Grey, ppi: f64, code: &Code, what: &str) {
    let pixel = |length: Length| length.to_inch() * ppi;
    let (rect, quiet) = (code.rect(), code.module * QUIET_ZONE as f64);
    let inner = (
        (pixel(rect.origin.x + quiet), pixel(rect.origin.y + quiet)),
        (pixel(rect.right() - quiet), pixel(rect.bottom() - quiet)),
    );
    // A pixel on the edge of the zone belongs to it only in part.
    let (left, top) = (
        pixel(rect.origin.x).ceil() as usize + 1,
        pixel(rect.origin.y).ceil() as usize + 1,
    );
    let right = (pixel(rect.right()).floor() as usize - 1).min(picture.width);
    let bottom = (pixel(rect.bottom()).floor() as usize - 1).min(picture.height);
    let inside = |x: usize, y: usize| {
        let ((x0, y0), (x1, y1)) = inner;
        (x as f64) > x0 - 2.0
            && (x as f64) < x1 + 1.0
            && (y as f64) > y0 - 2.0
            && (y as f64) < y1 + 1.0
    };
    let mut seen = 0;
    for y in top..bottom {
        for x in (left..right).filter(|x| !inside(*x, y)) {
            seen += 1;
            let dark = picture.at(x, y) < 250;
            assert!(
                !dark,
                "{what}: {x},{y} is {} in the quiet zone of {}",
                picture.at(x, y),
                code.label
            );
        }
    }
    assert!(seen > 1000, "{what}: the zone was looked at");
}

#[test]
fn modules_are_wide_enough_for_their_distance() {
    for built in every_piece() {
        let piece = &built.value.examined.piece;
        // From where the largest code of each piece is read at least, in millimetres.
        let farthest = match piece.template.as_str() {
            "poster" => 2000.0,
            "poster-picture" => 1500.0,
            // On A3; larger paper carries farther.
            "placard" => 2400.0,
            "banner" => 1200.0,
            "names" => 1000.0,
            "event-poster" => 800.0,
            "tear-off" | "stickers" => 500.0,
            "flyer" | "palm-card" | "door-hanger" | "handout-large" | "vigil" => 400.0,
            "flyer-two" | "handout" | "handout-plain" | "leaflet" | "zine" | "programme"
            | "postcard" | "call-card" => 300.0,
            other => panic!("say here from where {other:?} is read"),
        };
        // The others are for who has it in the hand.
        let in_hand = 250.0;
        let codes: Vec<&Code> = piece.pages.iter().flat_map(Page::codes).collect();
        let largest = codes.iter().map(|code| code.module).max();
        for code in codes {
            let module = code.module.to_mm();
            let distance = if Some(code.module) == largest {
                farthest
            } else {
                in_hand
            };
            // From a tenth nearer is not told: a code of one module more would be as much smaller.
            let least = (distance * 0.9 / qr::LONGEST_RATIO).max(0.5);
            assert!(
                module >= least - 1e-4,
                "{}: {} has {module} mm",
                name(&built.value),
                code.label
            );
        }
    }
}

#[test]
fn a_code_is_one_path_in_black_ink_alone() {
    for built in every_piece() {
        let document = pdf::open(built.value.pdf());
        for (page, id) in built
            .value
            .examined
            .piece
            .pages
            .iter()
            .zip(pdf::pages(&document))
        {
            let mut expected: Vec<usize> = page
                .codes()
                .iter()
                .map(|code| code.symbol.rectangles().len())
                .collect();
            let mut found = code_paths(&pdf::operations(&document, id));
            expected.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, expected, "{}", name(&built.value));
        }
    }
}

/// How many rectangles each path has that is drawn in units of a module: after its own matrix, in
/// grey 0, and painted once.
fn code_paths(operations: &[lopdf::content::Operation]) -> Vec<usize> {
    let operator = |index: usize| operations.get(index).map(|op| op.operator.as_str());
    let mut paths = Vec::new();
    for (index, operation) in operations.iter().enumerate() {
        let starts = operation.operator == "cm" && operator(index + 1) == Some("re");
        if !starts {
            continue;
        }
        let gray = &operations[index - 1];
        assert_eq!(gray.operator, "g", "a code sets its own ink");
        assert_eq!(gray.operands[0].as_float().ok(), Some(0.0));
        let rectangles = operations[index + 1..]
            .iter()
            .take_while(|op| op.operator == "re");
        let rectangles: Vec<_> = rectangles.collect();
        let whole = |operand: &Object| matches!(operand, Object::Integer(_));
        assert!(
            rectangles.iter().all(|op| op.operands.iter().all(whole)),
            "whole modules"
        );
        assert_eq!(
            operator(index + 1 + rectangles.len()),
            Some("f"),
            "painted at once"
        );
        assert_eq!(
            operator(index + 2 + rectangles.len()),
            Some("Q"),
            "and nothing else"
        );
        paths.push(rectangles.len());
    }
    paths
}
