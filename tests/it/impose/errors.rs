//! What cannot be printed is said with its numbers, and only then.

use handbill::internals::diag::Diagnostics;
use handbill::internals::geom::{Length, Size};
use handbill::internals::impose::{FoldPages, Imposition, Oversize, Room, Spec};
use handbill::internals::paper::FoldKind;
use handbill::internals::rules::Rule;

use super::paper::*;

fn fails(count: usize, trim: Size, spec: &Spec, rule: &str, words: &[&str]) {
    let problems: Diagnostics = match try_on(&pages(count, trim, 0.0), spec) {
        Ok(_) => panic!("{rule} was expected"),
        Err(problems) => problems,
    };
    let found = problems.iter().find(|it| it.rule.name() == rule);
    let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let found = found.unwrap_or_else(|| panic!("{rule} was expected: {all:?}"));
    for word in words {
        assert!(found.message.contains(word), "{word}: {}", found.message);
    }
    assert!(found.hint.is_some() || rule.starts_with("no-") || rule.starts_with("neg"));
}

fn works(count: usize, trim: Size, spec: &Spec) {
    done(&pages(count, trim, 0.0), spec);
}

#[test]
fn a_page_has_to_fit_its_sheet() {
    let one = on(Imposition::OneUp, "A4");
    works(1, named("A4"), &one);
    works(1, size(297.0, 210.0), &one);
    fails(
        1,
        size(210.5, 297.0),
        &one,
        "page-too-large",
        &["0.5 mm too wide", "210.5 mm × 297 mm"],
    );
    fails(
        1,
        size(211.0, 299.0),
        &one,
        "page-too-large",
        &["1 mm too wide", "2 mm too high"],
    );
    let inside = Spec {
        whole_sheet: false,
        margin: mm(5.0),
        ..one.clone()
    };
    works(1, size(200.0, 287.0), &inside);
    fails(
        1,
        size(200.1, 287.0),
        &inside,
        "page-too-large",
        &["0.1 mm too wide"],
    );
    let shrunk = Spec {
        oversize: Oversize::Shrink,
        ..inside
    };
    let done = try_on(&pages(1, named("A4"), 0.0), &shrunk).expect("it is made smaller");
    assert!((done.value.scale - 200.0 / 210.0).abs() < 1e-6);
    assert!(
        done.warnings
            .iter()
            .any(|it| it.rule == Rule::MadeSmaller && it.message.contains("95.2 %"))
    );
    let same = try_on(&pages(1, size(200.0, 287.0), 0.0), &shrunk).expect("it fits");
    assert_eq!(same.value.scale, 1.0);
    assert!(same.warnings.is_empty());
}

#[test]
fn a_hint_names_the_paper_that_takes_it() {
    let hint = |count, trim, spec: &Spec| {
        let problems = try_on(&pages(count, trim, 0.0), spec).expect_err("too large");
        let hints = problems.into_iter().filter_map(|it| Some(it.hint?.words));
        hints.collect::<Vec<_>>().join("; ")
    };
    let one = hint(1, named("A4"), &on(Imposition::OneUp, "A5"));
    assert!(one.contains("on A4 paper or on several sheets"), "{one}");
    let zine = hint(8, named("A6"), &on(Imposition::Zine, "A4"));
    assert!(zine.contains("on A3 paper or smaller"), "{zine}");
    let booklet = hint(8, named("A4"), &on(Imposition::Booklet, "A4"));
    assert!(booklet.contains("on A3 paper or smaller"), "{booklet}");
}

#[test]
fn margins_and_gutters_leave_room() {
    let spec = |margin: f64| Spec {
        whole_sheet: false,
        margin: mm(margin),
        ..on(Imposition::OneUp, "A4")
    };
    fails(
        1,
        size(1.0, 1.0),
        &spec(105.0),
        "margin-too-large",
        &["105 mm", "210 mm × 297 mm"],
    );
    works(1, size(1.0, 1.0), &spec(104.0));
    fails(
        1,
        size(1.0, 1.0),
        &spec(-1.0),
        "negative-length",
        &["margin", "-1 mm"],
    );
    let up = |up: usize, gutter: f64| Spec {
        gutter: mm(gutter),
        ..on(Imposition::NUp { up: Some(up) }, "A4")
    };
    works(1, size(100.0, 140.0), &up(4, 10.0));
    fails(
        1,
        size(100.0, 140.0),
        &up(4, 10.1),
        "gutter-too-large",
        &["10.1 mm", "2 pages", "not 4"],
    );
    works(1, named("A6"), &up(4, 0.0));
    fails(
        1,
        named("A6"),
        &up(5, 0.0),
        "up-does-not-fit",
        &["4 pages", "not 5"],
    );
    fails(1, named("A6"), &up(0, 0.0), "up-does-not-fit", &["0 pages"]);
    fails(
        1,
        size(1.0, 1.0),
        &on(Imposition::NUp { up: None }, "A0"),
        "too-many-up",
        &["1000"],
    );
    fails(0, named("A6"), &up(4, 0.0), "no-pages", &[]);
    fails(1, size(0.0, 10.0), &up(4, 0.0), "no-size", &["0 mm"]);
    let around = Spec {
        room: Room::Around,
        ..up(4, 0.0)
    };
    fails(1, named("A6"), &around, "room-around", &[]);
}

#[test]
fn kinds_have_their_numbers_of_pages() {
    let booklet = on(Imposition::Booklet, "A4");
    fails(1, named("A5"), &booklet, "booklet-too-short", &["one"]);
    works(2, named("A5"), &booklet);
    fails(
        4,
        named("A4"),
        &booklet,
        "page-too-large",
        &["420 mm × 297 mm", "123 mm too wide", "87 mm too high"],
    );
    let thick = |thickness: f64| Spec {
        thickness: mm(thickness),
        ..booklet.clone()
    };
    works(12, named("A5"), &thick(7.4));
    fails(
        12,
        named("A5"),
        &thick(7.41),
        "creep-too-large",
        &["3 sheets", "14.82 mm", "14.8 mm"],
    );
    let zine = on(Imposition::Zine, "A4");
    works(8, named("A7"), &zine);
    fails(9, named("A7"), &zine, "too-many-pages", &["8 pages", "9"]);
    fails(
        8,
        size(74.3, 105.0),
        &zine,
        "page-too-large",
        &["0.1 mm too wide"],
    );
    let mut mixed = pages(4, named("A5"), 0.0);
    mixed[2].trim = named("A6");
    let problems = try_on(&mixed, &booklet).expect_err("sizes differ");
    let said = problems.iter().next().expect("a problem");
    assert_eq!(said.rule, Rule::MixedSizes);
    assert!(said.message.contains("page 3 is 105 mm × 148 mm"), "{said}");
}

#[test]
fn folds_leave_panels_to_read() {
    let fold = |kind, pages, paper: Size| Spec {
        ..Spec::new(Imposition::Fold { kind, pages }, paper)
    };
    let flat = |width: f64| {
        let page = size(width, 20.0);
        (page, fold(FoldKind::Z, FoldPages::Flat, size(300.0, 300.0)))
    };
    let (page, spec) = flat(59.9);
    fails(1, page, &spec, "fold-panel-narrow", &["19.97 mm", "20 mm"]);
    let (page, spec) = flat(60.0);
    works(1, page, &spec);
    let panels = |kind| fold(kind, FoldPages::Panels, named("A4"));
    fails(
        7,
        named("DL"),
        &panels(FoldKind::Z),
        "too-many-pages",
        &["6 pages", "7"],
    );
    fails(
        4,
        size(149.0 + 3.0, 210.0),
        &panels(FoldKind::Half),
        "page-too-large",
        &["3.5 mm too wide"],
    );
    let trimmed = try_on(&pages(6, named("DL"), 0.0), &panels(FoldKind::Letter));
    let trimmed = trimmed.expect("the safe area is wider");
    let said = trimmed.warnings.iter().next().expect("it is told");
    assert_eq!(said.rule, Rule::PanelTrimmed);
    assert!(said.message.contains("1 mm is cut off"), "{said}");
}

#[test]
fn tiles_have_to_get_on() {
    let tiled = |overlap: f64| Spec {
        margin: mm(5.0),
        ..on(
            Imposition::Tiled {
                overlap: mm(overlap),
            },
            "A4",
        )
    };
    fails(
        1,
        named("A2"),
        &tiled(200.0),
        "overlap-too-large",
        &["200 mm", "200 mm × 287 mm"],
    );
    works(1, named("A2"), &tiled(190.0));
    fails(
        1,
        named("A0"),
        &tiled(199.0),
        "too-many-tiles",
        &["841 mm × 1189 mm", "1000"],
    );
    fails(
        1,
        named("A2"),
        &tiled(-1.0),
        "negative-length",
        &["overlap"],
    );
    let none = Spec {
        margin: mm(105.0),
        ..tiled(10.0)
    };
    fails(1, named("A2"), &none, "margin-too-large", &["105 mm"]);
}

#[test]
fn extreme_lengths_do_no_harm() {
    let far = [
        Length::ZERO,
        Length::mm(1e-3),
        Length::mm(1e7),
        Length::mm(2e11),
    ];
    for a in far {
        for b in far {
            for imposition in [
                Imposition::OneUp,
                Imposition::NUp { up: None },
                Imposition::NUp {
                    up: Some(usize::MAX),
                },
                Imposition::CutAndStack { up: Some(0) },
                Imposition::Booklet,
                Imposition::Zine,
                Imposition::Fold {
                    kind: FoldKind::Letter,
                    pages: FoldPages::Flat,
                },
                Imposition::Fold {
                    kind: FoldKind::Gate,
                    pages: FoldPages::Panels,
                },
                Imposition::Tiled { overlap: b },
            ] {
                for oversize in [Oversize::Refuse, Oversize::Shrink] {
                    let spec = Spec {
                        oversize,
                        gutter: b,
                        margin: a,
                        thickness: b,
                        ..Spec::new(imposition.clone(), Size::new(a, b))
                    };
                    for trim in [Size::new(b, a), Size::new(a, a)] {
                        drop(try_on(&pages(3, trim, 0.0), &spec));
                    }
                }
            }
        }
    }
}
