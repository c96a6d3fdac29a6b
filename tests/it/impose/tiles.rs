//! A poster from tiles is the poster.

use handbill::internals::frame::{Item, ItemKind};
use handbill::internals::geom::{Length, Point, Rect, Size};
use handbill::internals::impose::{Imposed, Imposition, Spec, Tiling};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::paper::*;

fn tiled(paper: Size, margin: f64, overlap: f64) -> Spec {
    Spec {
        margin: mm(margin),
        ..Spec::new(
            Imposition::Tiled {
                overlap: mm(overlap),
            },
            paper,
        )
    }
}

/// The fewest tiles along a side, by laying one after the other.
fn fewest(length: Length, usable: Length, overlap: Length) -> usize {
    let mut covered = usable;
    let mut count = 1;
    while covered < length && count < 2000 {
        covered += usable - overlap;
        count += 1;
    }
    count
}

/// Windows of the tiles in the poster, row by row.
fn windows(done: &Imposed, tiling: &Tiling) -> Vec<Rect> {
    let tiles = done.sheets.iter().take(tiling.columns * tiling.rows);
    tiles
        .map(|sheet| {
            let [placement] = sheet.front.placements.as_slice() else {
                panic!("one poster to a tile")
            };
            assert_eq!(placement.scale, 1.0);
            let at = placement.at;
            placement.clip.moved(Point::new(-at.x, -at.y))
        })
        .collect()
}

fn check(poster: Size, spec: &Spec) -> Result<(), TestCaseError> {
    let Ok(done) = try_on(&pages(1, poster, 0.0), spec) else {
        return Ok(());
    };
    let done = done.value;
    let Imposition::Tiled { overlap } = spec.imposition else {
        panic!("tiles")
    };
    let tiling = done.tiles.expect("tiles");
    let maps = usize::from(tiling.sheets > 1);
    prop_assert_eq!(done.sheets.len(), tiling.sheets + maps);
    let windows = windows(&done, &tiling);
    let columns: Vec<Rect> = windows[..tiling.columns].to_vec();
    let rows: Vec<Rect> = windows.iter().step_by(tiling.columns).copied().collect();
    for (at, window) in windows.iter().enumerate() {
        let (column, row) = (columns[at % tiling.columns], rows[at / tiling.columns]);
        let product = Rect::new(
            column.origin.x,
            row.origin.y,
            column.size.width,
            row.size.height,
        );
        prop_assert_eq!(*window, product);
    }
    for (strip, length) in [
        (
            columns
                .iter()
                .map(|it| (it.origin.x, it.right()))
                .collect::<Vec<_>>(),
            poster.width,
        ),
        (
            rows.iter().map(|it| (it.origin.y, it.bottom())).collect(),
            poster.height,
        ),
    ] {
        prop_assert_eq!(strip[0].0, Length::ZERO);
        prop_assert_eq!(strip[strip.len() - 1].1, length);
        for pair in strip.windows(2) {
            prop_assert_eq!(
                pair[0].1 - pair[1].0,
                overlap,
                "neighbours share the overlap"
            );
            prop_assert!(pair[1].1 > pair[0].1, "every tile shows something new");
        }
    }
    // What is seen in the end covers the poster once.
    let area = |size: Size| size.width.to_mm() * size.height.to_mm();
    let mut sum = 0.0;
    for row in 0..tiling.rows {
        for column in 0..tiling.columns {
            sum += area(tiling.visible_part(column, row).size);
        }
    }
    prop_assert!((sum / area(poster) - 1.0).abs() < 1e-9);
    for sheet in done.sheets.iter().take(tiling.sheets) {
        let size = sheet.front.size;
        let reached = Rect::new(
            spec.margin,
            spec.margin,
            size.width - spec.margin * 2.0,
            size.height - spec.margin * 2.0,
        );
        prop_assert!(inside(sheet.front.placements[0].clip, reached));
    }
    let usable = |size: Size| {
        let margins = spec.margin * 2.0;
        Size::new(size.width - margins, size.height - margins)
    };
    let count = |sheet: Size| {
        let usable = usable(sheet);
        fewest(poster.width, usable.width, overlap) * fewest(poster.height, usable.height, overlap)
    };
    let turned = Size::new(spec.paper.height, spec.paper.width);
    prop_assert_eq!(tiling.sheets, count(spec.paper).min(count(turned)));
    Ok(())
}

#[test]
fn posters_of_practice_take_the_sheets_that_they_take() {
    let count = |poster: &str, paper: &str, margin: f64, overlap: f64| {
        let spec = tiled(named(paper), margin, overlap);
        let tiling = done(&pages(1, named(poster), 0.0), &spec)
            .tiles
            .expect("tiles");
        (tiling.columns, tiling.rows, tiling.turned)
    };
    assert_eq!(count("A4", "A4", 0.0, 10.0), (1, 1, false));
    // Lying paper: 420 mm over 285 mm, then 275 mm each, are two columns; 594 mm over 198 and 188 are four
    // rows. Standing paper would take three by three.
    assert_eq!(count("A2", "A4", 6.0, 10.0), (2, 4, true));
    assert_eq!(count("A3", "A4", 6.0, 10.0), (2, 2, false));
    assert_eq!(count("18x24in", "letter", 6.35, 10.0), (2, 4, true));
    // Two tiles that fit exactly stay two: 390 = 200 + 190.
    let exact = |height: f64| {
        let spec = tiled(named("A4"), 5.0, 10.0);
        let poster = size(390.0, height);
        done(&pages(1, poster, 0.0), &spec)
            .tiles
            .expect("tiles")
            .sheets
    };
    assert_eq!(exact(287.0), 2);
    assert_eq!(exact(287.1), 4);
}

#[test]
fn labels_go_from_row_to_row() {
    let spec = tiled(named("A4"), 6.0, 10.0);
    let done = done(&pages(1, named("A2"), 0.0), &spec);
    let words = |at: usize| -> Vec<String> {
        let mut found = Vec::new();
        done.sheets[at].front.marks.walk(&mut |item: &Item| {
            if let ItemKind::Text(run) = &item.kind {
                found.push(run.text.clone());
            }
        });
        found
    };
    assert!(words(0).contains(&"A1".to_owned()), "{:?}", words(0));
    assert!(words(5).contains(&"C2".to_owned()));
    let map = words(8);
    for label in ["A1", "A2", "B1", "B2", "C1", "C2", "D1", "D2"] {
        assert!(map.contains(&label.to_owned()), "{map:?}");
    }
    assert!(map.iter().any(|it| it.contains("2 × 4 = 8")), "{map:?}");
    let [small] = done.sheets[8].front.placements.as_slice() else {
        panic!("the map shows the poster")
    };
    assert!(small.scale < 0.5);
    assert!(inside(
        small.trim(named("A2")),
        whole(done.sheets[8].front.size)
    ));
}

fn whole(size: Size) -> Rect {
    Rect::of_size(size)
}

/// What stays visible of a tile has no marks on it but lines on the edges that are cut.
#[test]
fn what_stays_visible_of_a_tile_is_clean() {
    for (poster, overlap) in [("A2", 10.0), ("A1", 15.0), ("A3", 3.0)] {
        let mut spec = tiled(named("A4"), 6.0, overlap);
        spec.words.glue = "Glue here".to_owned();
        let done = done(&pages(1, named(poster), 0.0), &spec);
        let tiling = done.tiles.expect("tiles");
        for (at, sheet) in done.sheets.iter().take(tiling.sheets).enumerate() {
            let (column, row) = (at % tiling.columns, at / tiling.columns);
            let seen = tiling
                .visible_part(column, row)
                .moved(sheet.front.placements[0].at);
            let reached = Rect::new(
                mm(6.0),
                mm(6.0),
                sheet.front.size.width - mm(12.0),
                sheet.front.size.height - mm(12.0),
            );
            let mut count = 0;
            sheet.front.marks.walk(&mut |item: &Item| {
                let bounds = match &item.kind {
                    ItemKind::Path(path) => path.bounds().expect("a line"),
                    ItemKind::Text(run) => Rect::new(
                        run.at.x,
                        run.at.y - run.size * 0.7,
                        run.size,
                        run.size * 0.7,
                    ),
                    _ => return,
                };
                count += 1;
                assert!(!overlap_with_thin(bounds, seen), "{bounds:?} on {seen:?}");
                assert!(inside(bounds, reached), "{bounds:?} is not printed");
            });
            assert!(count > 0);
        }
    }
}

/// Whether a shape, which may be a line without width, reaches into a rectangle.
fn overlap_with_thin(shape: Rect, rect: Rect) -> bool {
    let slack = mm(0.001);
    shape.origin.x < rect.right() - slack
        && rect.origin.x + slack < shape.right()
        && shape.origin.y < rect.bottom() - slack
        && rect.origin.y + slack < shape.bottom()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::with_cases(96) })]

    #[test]
    fn tiles_put_together_are_the_poster(
        width in 100u32..12_000,
        height in 100u32..12_000,
        paper in prop::sample::select(vec!["A4", "A3", "letter", "tabloid", "SRA3"]),
        margin in 0u32..150,
        overlap in 0u32..400,
    ) {
        let poster = size(f64::from(width) / 10.0, f64::from(height) / 10.0);
        let spec = tiled(named(paper), f64::from(margin) / 10.0, f64::from(overlap) / 10.0);
        check(poster, &spec)?;
    }
}
