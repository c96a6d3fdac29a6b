//! Folded leaflets: from flat pages, or from their panels.

use super::check::{PAGE, one_size, too_large, too_many_pages};
use super::draw::Pen;
use super::fold_check::{crossed, folds_of_page};
use super::marks::{Block, Rule};
use super::one_up::{bleed, finish, with_rules};
use super::panels::{FoldAxis, Panels};
use super::spec::{Fit, FoldKind, Orientation};
use super::work::{Leaf, Work, centered, whole};
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Edges, Length, Point, Rect, Size};
use crate::sheet::{Sheet, Turn};

/// By how much a page may be wider than its panel, in millimetres: what is lost on both sides is less
/// than the safe area (practice). So DL pages go onto A4, whose tucked-in panel is 97 mm wide.
const WIDER: f64 = 3.0;

/// Pages that are the whole leaflet, with marks where it is folded. The first one is the outside.
pub(super) fn flat(work: &mut Work<'_>, kind: FoldKind) -> Result<Vec<Sheet>, Diagnostic> {
    let right_to_left = work.right_to_left();
    let pages = work.pages;
    for page in pages {
        Panels::of(kind, page.trim, right_to_left)?;
    }
    work.findings = crossed(pages, kind, right_to_left, work.pen.book());
    let wanted = work.spec.marks.fold;
    with_rules(work, &|placement, block| {
        let Some(page) = pages.get(placement.page).filter(|_| wanted) else {
            return Ok(Vec::new());
        };
        let (axis, folds) = folds_of_page(kind, placement.page, page.trim, right_to_left)?;
        let ticks = folds.into_iter().flat_map(|fold| {
            // As it lies on the sheet, where the page may be turned or smaller.
            let ends = match axis {
                FoldAxis::Upright => [Length::ZERO, page.trim.height].map(|y| Point::new(fold, y)),
                FoldAxis::Lying => [Length::ZERO, page.trim.width].map(|x| Point::new(x, fold)),
            };
            let [from, to] = ends.map(|end| placement.point(page.trim, end));
            if from.x == to.x {
                block.upright(from.x, Pen::Fold, true)
            } else {
                block.lying(from.y, Pen::Fold, true)
            }
        });
        Ok(ticks.collect())
    })
}

/// Pages by panel, from 0: the outside from left to right, then the inside, for a leaflet that is read
/// from left to right. Others are mirrored.
///
/// - `Half`: the cover is the right half of the outside, as in a book.
/// - `Letter`: the cover is the right panel of the outside. Opened, it shows the tucked-in panel, the
///   second page. Opened too, that shows the three panels inside, pages 3 to 5. The last page is the
///   back, between cover and tucked-in panel.
/// - `Z`: the cover is the right panel of the outside. Opened like a book it shows page 2; drawn out, the
///   inside is pages 2 to 4. On its other side follow pages 5 and 6, beside the cover.
/// - `Gate`: the two flaps are pages 1 and 2, the inside is pages 3 to 6, the back pages 7 and 8.
fn order(kind: FoldKind) -> (&'static [usize], &'static [usize]) {
    match kind {
        FoldKind::Half => (&[3, 0], &[1, 2]),
        FoldKind::Letter => (&[1, 5, 0], &[2, 3, 4]),
        FoldKind::Z => (&[4, 5, 0], &[1, 2, 3]),
        FoldKind::Gate => (&[1, 6, 7, 0], &[2, 3, 4, 5]),
    }
}

/// Pages that are panels, in the order of reading.
pub(super) fn panels(
    work: &mut Work<'_>,
    kind: FoldKind,
) -> Result<(Vec<Sheet>, usize), Diagnostics> {
    let page = one_size(work.pages)?;
    let count = work.pages.len();
    let (outside, inside) = order(kind);
    let most = outside.len() + inside.len();
    if count > most {
        return Err(too_many_pages("a leaflet folded this way", most, count).into());
    }
    let spec = work.spec;
    if spec.orientation == Orientation::Portrait {
        let problem = "panels stand side by side, so the paper cannot stand";
        let error = Diagnostic::error("fold-portrait", problem);
        return Err(error.hint("let the paper lie").into());
    }
    let sheet = Size::new(
        spec.paper.width.max(spec.paper.height),
        spec.paper.short_side(),
    );
    let right_to_left = work.right_to_left();
    let division = Panels::of(kind, sheet, right_to_left)?;
    let places = places(kind, &division);
    let margin = if spec.whole_sheet {
        Length::ZERO
    } else {
        spec.margin
    };
    let across = places.len() as u32;
    let narrowest = places.iter().map(|place| place.size.width).min();
    let room = Size::new(
        narrowest.unwrap_or_default() - margin * 2.0,
        sheet.height - margin * 2.0,
    );
    if room.width <= Length::ZERO || room.height <= Length::ZERO {
        return Err(too_large(PAGE, page, room, spec, (across, 1)).into());
    }
    let wider = page.width - room.width;
    let mut cell = room;
    if spec.fit == Fit::True {
        if page.height > room.height || wider > Length::mm(WIDER) {
            return Err(too_large(PAGE, page, room, spec, (across, 1)).into());
        }
        if wider > Length::ZERO {
            let problem = format!(
                "a page is {} wide and its panel {}: {} is lost on both sides",
                page.width,
                room.width,
                wider * 0.5
            );
            work.warnings.push(
                Diagnostic::warning("panel-trimmed", problem)
                    .hint("keep words and codes further inside, or shrink the pages"),
            );
            cell.width = page.width;
        }
    }
    let mut pairs: Vec<(usize, usize)> = outside
        .iter()
        .copied()
        .zip(inside.iter().rev().copied())
        .collect();
    if right_to_left {
        pairs.reverse();
    }
    let page = |at: usize| Some(at).filter(|at| *at < count);
    let leaves: Vec<Leaf> = pairs
        .iter()
        .zip(&places)
        .map(|((front, back), place)| Leaf {
            front: page(*front),
            back: page(*back),
            cell: centered(cell, *place),
            limit: *place,
            turn: Turn::None,
        })
        .collect();
    let mut done = work.sheet(sheet, &leaves);
    let block = Block {
        bounds: whole(sheet),
        bleed: bleed(work, 0),
        printable: whole(sheet).grown(Edges::all(spec.margin).inward()),
    };
    let mut rules: Vec<Rule> = Vec::new();
    if spec.marks.fold {
        for fold in division.folds(false) {
            rules.extend(block.upright(fold, Pen::Fold, true));
        }
    }
    finish(work, &mut done, &block, &rules);
    Ok((vec![done], outside.len()))
}

/// The places for pages on the outside: the panels, the one in the middle of a gate twice.
fn places(kind: FoldKind, panels: &Panels) -> Vec<Rect> {
    let mut places = Vec::new();
    for (index, panel) in panels.front.iter().enumerate() {
        if kind == FoldKind::Gate && index == 1 {
            let half = panel.size.width * 0.5;
            let Rect { origin, size } = *panel;
            places.push(Rect::new(origin.x, origin.y, half, size.height));
            let rest = size.width - half;
            places.push(Rect::new(origin.x + half, origin.y, rest, size.height));
        } else {
            places.push(*panel);
        }
    }
    places
}
