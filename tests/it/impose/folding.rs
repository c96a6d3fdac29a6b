//! Sheets are cut and folded as hands would do it, and read.

use handbill::internals::geom::{Length, Point, Rect, Size};
use handbill::internals::impose::{FoldPages, Imposition, Spec};
use handbill::internals::page::Page;
use handbill::internals::paper::{FoldKind, Panels};
use handbill::internals::sheet::Flip;
use handbill::internals::sheet::Sheet;

use super::paper::*;

/// A panel of a sheet: its outside, and its inside as seen through the paper.
type Panel = (Option<Lying>, Option<Lying>);

const FLIPS: [Flip; 2] = [Flip::LongEdge, Flip::ShortEdge];

fn panel(sheet: &Sheet, spec: &Spec, pages: &[Page], rect: Rect) -> Panel {
    let (front, back) = glass(sheet, spec, pages);
    (within(&front, rect), within(&back, rect))
}

/// The pages read are all of them in order, upright, and then blanks.
fn assert_read(read: &[Option<Lying>], count: usize, what: &str) {
    assert!(read.len() >= count, "{what}: all pages have a place");
    for (at, seen) in read.iter().enumerate() {
        assert_eq!(
            seen.map(|it| it.page),
            Some(at).filter(|at| *at < count),
            "{what}: {read:?}"
        );
        if let Some(seen) = seen {
            assert_eq!(seen.up, UPRIGHT, "{what}: page {at} is upright");
        }
    }
}

fn language(right_to_left: bool) -> String {
    if right_to_left { "ar" } else { "hy" }.to_owned()
}

#[test]
fn a_booklet_is_read_in_order() {
    for count in 2..=64 {
        for (flip, right_to_left) in FLIPS.iter().flat_map(|f| [(*f, false), (*f, true)]) {
            let pages = pages(count, named("A5"), 3.0);
            let spec = Spec {
                flip,
                language: language(right_to_left),
                ..on(Imposition::Booklet, "A4")
            };
            let sheets = done(&pages, &spec).sheets;
            assert_eq!(sheets.len(), count.div_ceil(4));
            // Every sheet is folded with its front outside and put into the one before. So a reader
            // turns first the halves away from the spine's other side, from the outermost to the
            // innermost, then the others back again.
            let mut first = Vec::new();
            let mut second = Vec::new();
            for sheet in &sheets {
                let Size { width, height } = sheet.front.size;
                let half = width * 0.5;
                let left = Rect::new(Length::ZERO, Length::ZERO, half, height);
                let right = Rect::new(half, Length::ZERO, half, height);
                let left = panel(sheet, &spec, &pages, left);
                let right = panel(sheet, &spec, &pages, right);
                // The spine of what is read from left to right is at the left.
                let (near, far) = if right_to_left {
                    (left, right)
                } else {
                    (right, left)
                };
                first.extend([near.0, near.1]);
                second.extend([far.0, far.1]);
            }
            second.reverse();
            first.extend(second);
            assert_read(&first, count, "booklet");
        }
    }
}

#[test]
fn the_outer_margins_of_a_booklet_are_the_same_after_folding() {
    let pages = pages(64, named("A5"), 0.0);
    for thickness in [0.0, 0.1, 0.25] {
        let spec = Spec {
            thickness: mm(thickness),
            ..on(Imposition::Booklet, "A4")
        };
        let sheets = done(&pages, &spec).sheets;
        let mut edges = Vec::new();
        for (at, sheet) in sheets.iter().enumerate() {
            let (front, back) = glass(sheet, &spec, &pages);
            let spine = sheet.front.size.width * 0.5;
            // The fold of a sheet lies inside those around it: farther from the back of the spine by one
            // thickness for each.
            let fold = mm(thickness) * at as f64;
            for page in front.iter().chain(&back) {
                let left = spine - page.trim.origin.x;
                let right = page.trim.right() - spine;
                edges.push(left.max(right) + fold);
                let into_spine = if left > right {
                    page.seen.right() <= spine
                } else {
                    page.seen.origin.x >= spine
                };
                assert!(into_spine, "nothing is printed beyond the spine");
            }
        }
        assert_eq!(edges.len(), 64);
        assert!(edges.iter().all(|edge| same(*edge, mm(148.0))), "{edges:?}");
    }
}

#[test]
fn a_zine_is_read_in_order() {
    for (count, right_to_left) in (1..=8).flat_map(|n| [(n, false), (n, true)]) {
        let pages = pages(count, named("A7"), 0.0);
        let spec = Spec {
            language: language(right_to_left),
            ..on(Imposition::Zine, "A4")
        };
        let sheets = done(&pages, &spec).sheets;
        assert_eq!(sheets.len(), 1);
        let sheet = &sheets[0];
        assert!(sheet.back.is_none());
        let Size { width, height } = sheet.front.size;
        let at = |column: f64, row: f64| {
            let (w, h) = (width * 0.25, height * 0.5);
            let rect = Rect::new(w * column, h * row, w, h);
            panel(sheet, &spec, &pages, rect).0
        };
        // Folded along the middle, print outside: the lower row faces us, the upper one is behind it and
        // has turned its head up.
        let near = [at(0.0, 1.0), at(1.0, 1.0), at(2.0, 1.0), at(3.0, 1.0)];
        let far = [at(0.0, 0.0), at(1.0, 0.0), at(2.0, 0.0), at(3.0, 0.0)].map(|page| {
            page.map(|page| {
                assert_eq!(page.up, ON_ITS_HEAD);
                Lying {
                    up: UPRIGHT,
                    ..page
                }
            })
        });
        // Pushed together, the two middle panels of each row stand out as a leaf of two pages, and each
        // end is a leaf with a near and a far page. Seen from above, around the spine: the left end, the
        // near leaf, the right end, the far leaf. A reader who goes on to the right meets them in this
        // order, and begins behind the left end.
        let mut read = vec![
            far[0], near[0], near[1], near[2], near[3], far[3], far[2], far[1],
        ];
        if right_to_left {
            read = vec![
                far[3], near[3], near[2], near[1], near[0], far[0], far[1], far[2],
            ];
        }
        assert_read(&read, count, "zine");
    }
}

/// The panels of the outside from left to right, each with its inside seen through it.
fn strip(kind: FoldKind, count: usize, spec: &Spec, page: Size) -> Vec<Panel> {
    let pages = pages(count, page, 0.0);
    let sheets = done(&pages, spec).sheets;
    assert_eq!(sheets.len(), 1);
    let sheet = &sheets[0];
    let rtl = spec.language == "ar";
    let panels = Panels::of(kind, sheet.front.size, rtl).expect("panels");
    let mut found = Vec::new();
    for rect in panels.front {
        if kind == FoldKind::Gate && rect.size.width > sheet.front.size.width * 0.4 {
            let half = Size::new(rect.size.width * 0.5, rect.size.height);
            let right = rect.origin + Point::new(half.width, Length::ZERO);
            for origin in [rect.origin, right] {
                found.push(panel(sheet, spec, &pages, Rect { origin, size: half }));
            }
        } else {
            found.push(panel(sheet, spec, &pages, rect));
        }
    }
    found
}

#[test]
fn panels_are_read_in_order() {
    use FoldKind::{Gate, Half, Letter, Z};
    let kinds = [
        (Half, 4, named("A5")),
        (Letter, 6, size(97.0, 210.0)),
        (Letter, 6, named("DL")),
        (Z, 6, named("DL")),
        (Gate, 8, size(73.0, 210.0)),
    ];
    for (kind, most, page) in kinds {
        for count in 1..=most {
            for (flip, right_to_left) in FLIPS.iter().flat_map(|f| [(*f, false), (*f, true)]) {
                let spec = Spec {
                    flip,
                    language: language(right_to_left),
                    ..on(
                        Imposition::Fold {
                            kind,
                            pages: FoldPages::Panels,
                        },
                        "A4",
                    )
                };
                let mut strip = strip(kind, count, &spec, page);
                // What is read from right to left is the same in a mirror.
                if right_to_left {
                    strip.reverse();
                }
                let out = |at: usize| strip[at].0;
                let inside: Vec<Option<Lying>> = strip.iter().rev().map(|it| it.1).collect();
                let read = match kind {
                    // The right half of the outside is in front once the left one is behind it.
                    Half => vec![out(1), inside[0], inside[1], out(0)],
                    // The left panel is tucked in, the right one folded over it: closed, the right one is
                    // seen. Opened to the left it uncovers the outside of the tucked-in panel. With that
                    // opened too the inside is seen, and the middle is the back.
                    Letter => vec![out(2), out(0), inside[0], inside[1], inside[2], out(1)],
                    // The right panel on top opens like a book, and the rest is drawn out to the right: the
                    // inside is seen; then the other side, beside the cover.
                    Z => vec![out(2), inside[0], inside[1], inside[2], out(0), out(1)],
                    // Flaps folded to the front show their outsides: what was at the right end of the
                    // outside is now at the left.
                    Gate => vec![
                        out(3),
                        out(0),
                        inside[0],
                        inside[1],
                        inside[2],
                        inside[3],
                        out(1),
                        out(2),
                    ],
                };
                assert_read(&read, count, &format!("{kind:?}"));
            }
        }
    }
}

#[test]
fn panels_are_as_wide_as_practice_says() {
    let widths = |kind, paper: &str| {
        let Size { width, height } = named(paper);
        let flat = Size::new(height, width);
        let panels = Panels::of(kind, flat, false).expect("panels");
        let widths: Vec<Length> = panels.front.iter().map(|it| it.size.width).collect();
        assert_eq!(widths.iter().copied().sum::<Length>(), flat.width);
        let mut back: Vec<Length> = panels.back.iter().map(|it| it.size.width).collect();
        back.reverse();
        assert_eq!(widths, back, "the back mirrors the front");
        widths
    };
    let inches = |all: [f64; 3]| all.map(Length::inch).to_vec();
    assert_eq!(
        widths(FoldKind::Letter, "A4"),
        [97.0, 100.0, 100.0].map(mm).to_vec()
    );
    assert_eq!(
        widths(FoldKind::Letter, "letter"),
        inches([3.625, 3.6875, 3.6875])
    );
    assert_eq!(widths(FoldKind::Z, "A4"), [99.0; 3].map(mm).to_vec());
    assert_eq!(
        widths(FoldKind::Gate, "A4"),
        [73.25, 150.5, 73.25].map(mm).to_vec()
    );
    assert_eq!(widths(FoldKind::Half, "A4"), [148.5; 2].map(mm).to_vec());
    for paper in handbill::internals::paper::PAPERS {
        for kind in [FoldKind::Letter, FoldKind::Z, FoldKind::Gate] {
            if paper.size().height >= mm(200.0) {
                widths(kind, &paper.name);
            }
        }
    }
}

/// Cuts the pile of sheets at every place of the first one, stacks the piles and reads.
#[test]
fn stacked_piles_are_in_order() {
    for (count, duplex) in (1..=40).flat_map(|n| [(n, false), (n, true)]) {
        for (flip, right_to_left) in FLIPS.iter().flat_map(|f| [(*f, false), (*f, true)]) {
            let pages = pages(count, named("A6"), 0.0);
            let spec = Spec {
                flip,
                duplex,
                language: language(right_to_left),
                ..on(Imposition::CutAndStack { up: None }, "A4")
            };
            let sheets = done(&pages, &spec).sheets;
            let leaves = if duplex { count.div_ceil(2) } else { count };
            assert_eq!(sheets.len(), leaves.div_ceil(4));
            let (mut places, _) = glass(&sheets[0], &spec, &pages);
            places.sort_by_key(|it| {
                let x = it.trim.origin.x;
                (it.trim.origin.y, if right_to_left { -x } else { x })
            });
            let mut read = Vec::new();
            for place in places {
                for sheet in &sheets {
                    let (front, back) = panel(sheet, &spec, &pages, place.trim);
                    read.push(front);
                    if duplex {
                        read.push(back);
                    }
                }
            }
            assert_read(&read, count, "stack");
        }
    }
}
