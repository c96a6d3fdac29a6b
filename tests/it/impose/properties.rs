//! What holds of all sheets, whatever the sizes.

use std::collections::BTreeMap;

use handbill::internals::geom::{Edges, Length, Point, Rect, Size};
use handbill::internals::impose::{FoldPages, Imposition, Marks, Oversize, Spec};
use handbill::internals::page::Page;
use handbill::internals::paper::FoldKind;
use handbill::internals::sheet::Flip;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::paper::*;

const PAPERS: [&str; 6] = ["A4", "A3", "letter", "tabloid", "SRA3", "legal"];

/// Pages as shares of the paper, so that most of them fit somehow.
#[derive(Clone, Debug)]
struct Case {
    pages: Vec<Page>,
    spec: Spec,
}

fn kinds() -> impl Strategy<Value = (Imposition, f64, f64)> {
    let fold = |kind, pages| Imposition::Fold { kind, pages };
    // Each with the shares of the paper, as it stands, that a page takes at the most.
    prop::sample::select(vec![
        (Imposition::OneUp, 1.0, 1.0),
        (Imposition::NUp { up: None }, 0.5, 0.5),
        (Imposition::NUp { up: Some(3) }, 0.4, 0.4),
        (Imposition::CutAndStack { up: None }, 0.5, 0.5),
        (Imposition::CutAndStack { up: Some(2) }, 0.6, 0.48),
        (Imposition::Booklet, 0.7, 0.7),
        (Imposition::Zine, 0.35, 0.35),
        (fold(FoldKind::Half, FoldPages::Flat), 1.0, 1.0),
        (fold(FoldKind::Letter, FoldPages::Flat), 1.0, 1.0),
        (fold(FoldKind::Half, FoldPages::Panels), 0.6, 0.7),
        (fold(FoldKind::Letter, FoldPages::Panels), 0.45, 0.7),
        (fold(FoldKind::Gate, FoldPages::Panels), 0.33, 0.7),
    ])
}

fn cases() -> impl Strategy<Value = Case> {
    let lengths = (300u32..1000, 300u32..1000, 0u32..60, 0u32..120, 0u32..80);
    let signs = (
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
    );
    let paper = prop::sample::select(PAPERS.to_vec());
    (
        kinds(),
        paper,
        1usize..24,
        lengths,
        signs,
        (-20i32..20, -20i32..20),
    )
        .prop_map(
            |((imposition, wide, high), paper, count, lengths, signs, offset)| {
                let tenth = |value: u32| mm(f64::from(value) / 10.0);
                let paper = named(paper);
                let share = |value: u32, most: f64| f64::from(value) / 1000.0 * most;
                let trim = Size::new(
                    mm((paper.width.to_mm() * share(lengths.0, wide) * 10.0).round() / 10.0),
                    mm((paper.height.to_mm() * share(lengths.1, high) * 10.0).round() / 10.0),
                );
                let (duplex, long, right_to_left, shrink, whole_sheet) = signs;
                let spec = Spec {
                    margin: tenth(lengths.4),
                    gutter: tenth(lengths.3),
                    duplex,
                    whole_sheet,
                    flip: if long {
                        Flip::LongEdge
                    } else {
                        Flip::ShortEdge
                    },
                    oversize: if shrink {
                        Oversize::Shrink
                    } else {
                        Oversize::Refuse
                    },
                    language: if right_to_left { "fa" } else { "en" }.to_owned(),
                    back_offset: Point::new(
                        mm(f64::from(offset.0) / 10.0),
                        mm(f64::from(offset.1) / 10.0),
                    ),
                    marks: Marks {
                        crop: true,
                        fold: true,
                        ..Marks::default()
                    },
                    ..Spec::new(imposition, paper)
                };
                let count = match spec.imposition {
                    Imposition::Zine => count.min(8),
                    Imposition::Fold {
                        pages: FoldPages::Panels,
                        ..
                    } => count.min(4),
                    _ => count,
                };
                let bleed = f64::from(lengths.2) / 10.0;
                Case {
                    pages: pages(count, trim, bleed),
                    spec,
                }
            },
        )
}

fn assert_sheets(case: &Case) -> Result<bool, TestCaseError> {
    let Case { pages, spec } = case;
    let Ok(done) = try_on(pages, spec) else {
        return Ok(false);
    };
    let done = done.value;
    let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
    let panels = matches!(
        spec.imposition,
        Imposition::Fold {
            pages: FoldPages::Panels,
            ..
        }
    );
    for sheet in &done.sheets {
        let size = sheet.front.size;
        let turned = Size::new(size.height, size.width);
        prop_assert!(spec.paper == size || spec.paper == turned, "nominal paper");
        prop_assert!(sheet.back.iter().all(|back| back.size == size));
        let (front, back) = glass(sheet, spec, pages);
        let all = Rect::of_size(size);
        for side in [&front, &back] {
            for (at, page) in side.iter().enumerate() {
                *seen.entry(page.page).or_default() += 1;
                // A page may be a little wider than its panel; what is seen of it never is.
                let lost = match spec.imposition {
                    Imposition::Booklet => spec.thickness * done.sheets.len() as f64,
                    _ if panels => mm(3.0),
                    _ => Length::ZERO,
                };
                let (trim, shown) = (page.trim.size, page.seen.size);
                prop_assert!(shown.height == trim.height, "{page:?} is seen whole");
                prop_assert!(shown.width >= trim.width - lost, "{page:?} is seen whole");
                let within = if panels { page.seen } else { page.trim };
                // A page that is wider than the outer panel goes over the edge of the paper by half of that.
                let sheet = all.grown(Edges::all(if panels { lost * 0.5 } else { Length::ZERO }));
                prop_assert!(inside(within, sheet), "{page:?} in {size:?}");
                for other in &side[at + 1..] {
                    prop_assert!(!overlap(page.seen, other.seen), "{page:?} {other:?}");
                }
            }
        }
        // What lies behind a page lies exactly behind it, and its top is at the same edge.
        for page in &back {
            let middle = Point::new(
                page.trim.origin.x + page.trim.size.width * 0.5,
                page.trim.origin.y + page.trim.size.height * 0.5,
            );
            let behind = front.iter().find(|it| {
                it.trim.origin.x < middle.x
                    && middle.x < it.trim.right()
                    && it.trim.origin.y < middle.y
                    && middle.y < it.trim.bottom()
            });
            // The page in front may be blank.
            if let Some(behind) = behind {
                prop_assert!(same_rect(page.trim, behind.trim), "{page:?} {behind:?}");
                prop_assert_eq!(page.up, behind.up);
            }
        }
        if spec.duplex && matches!(spec.imposition, Imposition::NUp { .. }) && !back.is_empty() {
            prop_assert_eq!(front.len(), back.len());
        }
    }
    let times = match spec.imposition {
        Imposition::NUp { .. } => done.up,
        _ => 1,
    };
    for page in 0..pages.len() {
        prop_assert_eq!(seen.get(&page), Some(&times), "page {} of {:?}", page, seen);
    }
    prop_assert!(done.scale > 0.0 && done.scale <= 1.0);
    prop_assert!(spec.oversize == Oversize::Shrink || done.scale == 1.0);
    Ok(true)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::with_cases(600) })]

    #[test]
    fn every_page_lies_where_it_belongs(case in cases()) {
        assert_sheets(&case)?;
    }

    /// No way of laying pages side by side holds more.
    #[test]
    fn as_many_fit_as_can(
        width in 30u32..250,
        height in 30u32..250,
        gutter in 0u32..20,
        paper in prop::sample::select(PAPERS.to_vec()),
    ) {
        let (page, gutter) = (size(f64::from(width), f64::from(height)), mm(f64::from(gutter)));
        let spec = Spec { gutter, ..on(Imposition::NUp { up: None }, paper) };
        let along = |room, cell| {
            let mut count = 0;
            let mut used = cell;
            while used <= room {
                count += 1;
                used += gutter + cell;
            }
            count
        };
        let paper = named(paper);
        let upright = along(paper.width, page.width) * along(paper.height, page.height);
        let lying = along(paper.height, page.width) * along(paper.width, page.height);
        let most = upright.max(lying);
        match try_on(&pages(1, page, 0.0), &spec) {
            Ok(done) => prop_assert_eq!(done.value.up, most),
            Err(_) => prop_assert_eq!(most, 0),
        }
    }
}

/// The cases of which the properties speak do come about.
#[test]
fn most_cases_can_be_printed() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let fit = (0..300).filter(|_| {
        let case = cases().new_tree(&mut runner).expect("a case").current();
        assert_sheets(&case).expect("the properties hold")
    });
    let fit = fit.count();
    assert!(fit > 180, "{fit} of 300");
}

#[test]
fn usual_sheets_hold_what_they_usually_hold() {
    let up = |page: Size, paper: &str| {
        done(
            &pages(1, page, 0.0),
            &on(Imposition::NUp { up: None }, paper),
        )
        .up
    };
    assert_eq!(up(named("A6"), "A4"), 4);
    assert_eq!(up(named("A5"), "A4"), 2);
    assert_eq!(up(named("ID-1"), "letter"), 10);
    assert_eq!(up(size(85.0, 55.0), "A4"), 10);
    assert_eq!(up(named("quarter-letter"), "letter"), 4);
    let inside = Spec {
        whole_sheet: false,
        ..on(Imposition::NUp { up: None }, "letter")
    };
    assert_eq!(done(&pages(1, named("ID-1"), 0.0), &inside).up, 9);
    // Bleeds share the gap between neighbours.
    let spec = Spec {
        gutter: mm(4.0),
        ..on(Imposition::NUp { up: Some(2) }, "A4")
    };
    let pages = pages(1, named("A6"), 3.0);
    let sheet = &done(&pages, &spec).sheets[0];
    let [a, b] = sheet.front.placements.as_slice() else {
        panic!("two")
    };
    assert!(!overlap(a.clip, b.clip));
    let widths = [
        a.clip.size.width + a.clip.size.height,
        b.clip.size.width + b.clip.size.height,
    ];
    assert_eq!(widths, [mm(105.0 + 148.0 + 12.0 - 1.0); 2]);
}
