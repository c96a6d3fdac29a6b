//! Marks lie in the waste, and say what they should.

use std::time::Instant;

use handbill::internals::color::Tone;
use handbill::internals::frame::{Code, Frame, Item, ItemKind, Origin, Role};
use handbill::internals::geom::{Angle, Edges, Length, Point, Rect, Size, Turn};
use handbill::internals::impose::{
    FoldPages, Imposition, Marks, Orientation, Room, Slug, Spec, Words, calibration, find_crossed,
};
use handbill::internals::language::Language;
use handbill::internals::paper::FoldKind;
use handbill::internals::payload::Payload;
use handbill::internals::qr::QrSymbol;
use handbill::internals::rules::Rule;
use handbill::internals::sheet::Flip;

use super::paper::*;

fn all_marks() -> Marks {
    Marks {
        crop: true,
        fold: true,
        registration: true,
        bar: true,
        slug: true,
        cut: false,
    }
}

fn slug() -> Slug {
    Slug {
        file: "flyer-a5.pdf".to_owned(),
        date: Some("2023-11-24".to_owned()),
        batch: Some("3/12".to_owned()),
        ..Slug::default()
    }
}

fn bounds(frame: &Frame) -> Vec<Rect> {
    let mut found = Vec::new();
    frame.walk(&mut |item: &Item| match &item.kind {
        ItemKind::Path(path) => found.extend(path.bounds()),
        ItemKind::Text(run) => found.push(Rect::new(
            run.at.x,
            run.at.y - run.size * 0.7,
            run.size * 0.3 * run.glyphs.len() as f64,
            run.size * 0.7,
        )),
        _ => {}
    });
    found
}

/// Lines without width or without height.
fn ticks(frame: &Frame) -> Vec<Rect> {
    let thin = |it: &Rect| it.size.short_side() == Length::ZERO;
    bounds(frame).into_iter().filter(thin).collect()
}

fn words(frame: &Frame) -> String {
    let mut found = String::new();
    frame.walk(&mut |item: &Item| {
        if let ItemKind::Text(run) = &item.kind {
            found.push_str(&run.text);
        }
    });
    found
}

fn touches(mark: Rect, kept: Rect) -> bool {
    mark.origin.x < kept.right()
        && kept.origin.x < mark.right()
        && mark.origin.y < kept.bottom()
        && kept.origin.y < mark.bottom()
        || (mark.origin.x > kept.origin.x
            && mark.right() < kept.right()
            && mark.origin.y > kept.origin.y
            && mark.bottom() < kept.bottom())
}

#[test]
fn a_press_gets_room_around_the_page() {
    for (bleed, edge) in [(0.0, 10.0), (3.0, 10.0), (5.0, 12.0)] {
        let spec = Spec {
            room: Room::Around,
            marks: all_marks(),
            slug: slug(),
            ..on(Imposition::OneUp, "A4")
        };
        let page = named("A5");
        let done = done(&pages(2, page, bleed), &spec);
        assert_eq!(done.sheets.len(), 2);
        let front = &done.sheets[0].front;
        assert_eq!(front.size, size(148.0 + 2.0 * edge, 210.0 + 2.0 * edge));
        let trim = Rect {
            origin: Point::new(mm(edge), mm(edge)),
            size: page,
        };
        assert_eq!((front.trim, front.bleed), (trim, mm(bleed)));
        assert_eq!(front.placements[0].clip, trim.grown(Edges::all(mm(bleed))));
        let kept = trim.grown(Edges::all(mm(bleed)));
        let marks = bounds(&front.marks);
        // Eight crop marks, four targets of three lines, eight patches, and lettering.
        assert!(marks.len() > 8 + 12 + 8, "{}", marks.len());
        let sheet = Rect::of_size(front.size);
        for mark in &marks {
            assert!(!touches(*mark, kept), "{mark:?} in {kept:?}");
            assert!(inside(*mark, sheet), "{mark:?}");
        }
        let crops = marks.iter().filter(|it| {
            let long = it.size.long_side();
            it.size.short_side() == Length::ZERO && same(long, mm(5.0))
        });
        assert!(crops.count() >= 8);
        assert!(
            words(&front.marks).contains("flyer-a5.pdf"),
            "{}",
            words(&front.marks)
        );
        assert!(words(&done.sheets[1].front.marks).contains('2'));
    }
}

#[test]
fn crops_of_many_pages_lie_between_their_bleeds() {
    for (gutter, bleed) in [(0.0, 0.0), (0.0, 3.0), (8.0, 3.0), (10.0, 2.0), (3.0, 3.0)] {
        for flip in [Flip::LongEdge, Flip::ShortEdge] {
            let spec = Spec {
                flip,
                duplex: true,
                gutter: mm(gutter),
                marks: Marks {
                    crop: true,
                    ..Marks::default()
                },
                ..on(Imposition::NUp { up: Some(4) }, "A4")
            };
            let pages = pages(2, size(80.0, 120.0), bleed);
            let done = done(&pages, &spec);
            let sheet = &done.sheets[0];
            for side in [Some(&sheet.front), sheet.back.as_ref()]
                .into_iter()
                .flatten()
            {
                let marks = bounds(&side.marks);
                assert!(marks.len() >= 8);
                for mark in marks {
                    for placement in &side.placements {
                        assert!(!touches(mark, placement.clip), "{mark:?} {placement:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn pages_that_fill_the_sheet_are_cut_by_ticks_at_its_edge() {
    let spec = Spec {
        marks: Marks {
            cut: true,
            ..Marks::default()
        },
        ..on(Imposition::NUp { up: None }, "A4")
    };
    let done = done(&pages(1, named("A5"), 0.0), &spec);
    let side = &done.sheets[0].front;
    assert!(side.size.width > side.size.height);
    let marks = bounds(&side.marks);
    let middle: Vec<&Rect> = marks
        .iter()
        .filter(|it| it.size.width == Length::ZERO && same(it.origin.x, mm(148.5)))
        .collect();
    assert_eq!(middle.len(), 2, "{marks:?}");
    let reached = Rect::of_size(side.size).grown(Edges::all(spec.margin).inward());
    assert!(marks.iter().all(|mark| inside(*mark, reached)));
    assert!(
        marks
            .iter()
            .all(|mark| mark.size.height.max(mark.size.width) <= mm(3.0))
    );
}

#[test]
fn folds_are_marked_on_both_sides() {
    for flip in [Flip::LongEdge, Flip::ShortEdge] {
        let spec = Spec {
            flip,
            duplex: true,
            words: Words {
                fold: "Fold here".to_owned(),
                ..Words::default()
            },
            marks: Marks {
                fold: true,
                ..Marks::default()
            },
            ..on(
                Imposition::Fold {
                    kind: FoldKind::Letter,
                    pages: FoldPages::Flat,
                },
                "A3",
            )
        };
        let page = size(297.0, 210.0);
        let done = done(&pages(2, page, 0.0), &spec);
        let sheet = &done.sheets[0];
        let back = sheet.back.as_ref().expect("two sides");
        let at = |side: &handbill::internals::sheet::Side| -> Vec<f64> {
            let placement = &side.placements[0];
            let trim = placement.trim(page);
            let mut found: Vec<f64> = ticks(&side.marks)
                .iter()
                .map(|mark| {
                    let (x, y) = (mark.origin.x - trim.origin.x, mark.origin.y - trim.origin.y);
                    let along = if trim.size.width > trim.size.height {
                        x
                    } else {
                        y
                    };
                    assert!(!touches(*mark, trim));
                    along.to_mm().round()
                })
                .collect();
            found.sort_by(f64::total_cmp);
            found.dedup();
            found
        };
        assert!(words(&sheet.front.marks).contains("Fold here"));
        // The tucked-in panel is at the left of the outside, so at the right of the inside.
        assert_eq!(at(&sheet.front), [97.0, 197.0]);
        let upright = back.placements[0].turn == handbill::internals::geom::Turn::None;
        assert_eq!(
            at(back),
            if upright {
                [100.0, 200.0]
            } else {
                [97.0, 197.0]
            }
        );
    }
}

#[test]
fn a_page_that_is_turned_on_its_sheet_is_folded_where_it_should() {
    let spec = Spec {
        orientation: Orientation::Portrait,
        marks: Marks {
            fold: true,
            ..Marks::default()
        },
        ..Spec::new(
            Imposition::Fold {
                kind: FoldKind::Letter,
                pages: FoldPages::Flat,
            },
            size(230.0, 320.0),
        )
    };
    let page = size(297.0, 210.0);
    let side = &done(&pages(1, page, 0.0), &spec).sheets[0].front;
    let placement = side.placements[0];
    assert!(placement.turn == Turn::Right);
    let trim = placement.trim(page);
    let marks = bounds(&side.marks);
    assert!(marks.len() >= 2);
    for mark in marks {
        assert!(mark.size.height == Length::ZERO, "folds lie");
        let down = (mark.origin.y - trim.origin.y).to_mm().round();
        assert!([97.0, 197.0].contains(&down), "{down}");
    }
}

#[test]
fn stacked_pieces_are_numbered_where_there_is_room() {
    let numbers = |gutter: f64| {
        let spec = Spec {
            gutter: mm(gutter),
            ..on(Imposition::CutAndStack { up: Some(4) }, "A4")
        };
        let done = done(&pages(6, size(80.0, 120.0), 1.0), &spec);
        let sheets = done.sheets.iter().map(|sheet| words(&sheet.front.marks));
        sheets.collect::<Vec<_>>()
    };
    assert_eq!(numbers(8.0), ["135", "246"]);
    // Nothing between the rows: those of the last row alone.
    assert_eq!(numbers(0.0), ["5", "6"]);
}

#[test]
fn what_a_fold_runs_through_is_told() {
    let code = |x: f64| {
        ItemKind::Code(Code {
            at: Point::new(mm(x), mm(20.0)),
            module: mm(0.8),
            symbol: QrSymbol::encode("https://example.org")
                .expect("short")
                .into(),
            distance: mm(200.0),
            payload: Payload::of_text("https://example.org").expect("an address"),
            label: String::new(),
            ask: None,
            alt: String::new(),
            short: String::new(),
            angle: Angle::NONE,
        })
    };
    let mut leaflet = pages(1, size(297.0, 210.0), 0.0);
    for (key, x) in [("action.call", 90.0), ("action.write", 110.0)] {
        let origin = Origin::new("content.toml", key);
        leaflet[0].frame.push(code(x), &origin, Role::Figure);
    }
    let said = find_crossed(&leaflet, FoldKind::Letter, false, book());
    assert_eq!(said.len(), 1);
    let said = &said.first().expect("one").diagnostic;
    assert_eq!(said.rule, Rule::FoldThroughCode);
    assert!(said.message.contains("`action.call`, 97 mm"), "{said}");
    let spec = on(
        Imposition::Fold {
            kind: FoldKind::Letter,
            pages: FoldPages::Flat,
        },
        "A4",
    );
    let warned = try_on(&leaflet, &spec).expect("it is printed all the same");
    assert_eq!(warned.value.findings.len(), 1);
}

#[test]
fn a_back_can_be_set_against_its_front() {
    for flip in [Flip::LongEdge, Flip::ShortEdge] {
        let off = Point::new(mm(1.5), mm(-0.5));
        let spec = |back_offset| Spec {
            flip,
            back_offset,
            ..on(Imposition::OneUp, "A4")
        };
        let plain = calibration(&spec(Point::default()), book());
        let moved = calibration(&spec(off), book());
        let (plain, moved) = (
            bounds(&plain.back.expect("a back").marks),
            bounds(&moved.back.expect("a back").marks),
        );
        assert!(plain.len() > 4 * 60);
        for (a, b) in plain.iter().zip(&moved) {
            assert!(same_rect(a.moved(off), *b));
        }
        // The zero of every ruler lies behind a cross.
        let front = calibration(&spec(Point::default()), book()).front;
        let crosses: Vec<Point> = bounds(&front.marks)
            .iter()
            .filter(|it| same(it.size.width, mm(2.0)) && same(it.size.height, mm(2.0)))
            .map(|it| it.origin + Point::new(mm(1.0), mm(1.0)))
            .collect();
        assert_eq!(crosses.len(), 4);
        let sheet = named("A4");
        for cross in crosses {
            let behind = if flip == Flip::LongEdge {
                Point::new(sheet.width - cross.x, cross.y)
            } else {
                Point::new(cross.x, sheet.height - cross.y)
            };
            let zero = Rect::new(behind.x, behind.y, Length::ZERO, mm(4.0));
            assert!(plain.iter().any(|it| same_rect(*it, zero)), "{zero:?}");
        }
    }
}

#[test]
fn lettering_is_in_the_language() {
    let language = Language::of("hy").expect("a tag");
    let spec = Spec {
        words: Words::of(|name| language.label(name)),
        language: "hy".to_owned(),
        ..on(Imposition::Tiled { overlap: mm(15.0) }, "A4")
    };
    assert_eq!(spec.words.glue, "Սոսնձեք այստեղ");
    let done = done(&pages(1, named("A3"), 0.0), &spec);
    let map = &done.sheets.last().expect("a map").front.marks;
    assert!(words(map).contains("Սոսնձեք"), "{}", words(map));
    assert!(words(&done.sheets[0].front.marks).contains("Սոսնձեք"));
}

#[test]
fn marks_for_a_press_are_in_every_ink() {
    let spec = Spec {
        room: Room::Around,
        marks: Marks {
            crop: true,
            registration: true,
            ..Marks::default()
        },
        ..on(Imposition::OneUp, "A4")
    };
    let done = done(&pages(1, named("A5"), 3.0), &spec);
    done.sheets[0].front.marks.walk(&mut |item: &Item| {
        let ItemKind::Path(path) = &item.kind else {
            return;
        };
        let stroke = path.stroke.expect("a line");
        assert_eq!(stroke.color.tone, Tone::Registration);
        assert_eq!(stroke.width, Length::pt(0.25));
    });
}

#[test]
fn a_booklet_of_32_pages_takes_no_time() {
    let spec = Spec {
        marks: all_marks(),
        slug: slug(),
        ..on(Imposition::Booklet, "A3")
    };
    let pages = pages(32, Size::new(mm(140.0), mm(200.0)), 3.0);
    done(&pages, &spec);
    let start = Instant::now();
    done(&pages, &spec);
    let took = start.elapsed();
    // Far less in a release build; tests are not optimized.
    assert!(took.as_millis() < 1000, "{took:?}");
}
