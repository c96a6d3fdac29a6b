//! Folded leaflets, from flat pages or from single panels.
//!
//! A leaflet is either laid out as a whole (outside and inside are two pages) or comes as panels in the order of
//! reading, which are put side by side here. Panels differ in width: one that is tucked in is a little
//! narrower, or it would buckle (`crate::fold` has the numbers).

use super::check::{PAGE, common_size, too_large, too_many_pages};
use super::draw::Pen;
use super::fold_check::{find_crossed, folds_of_page};
use super::marks::{Block, MarkLine};
use super::one_up::{bleed, finish, room, with_rules};
use super::spec::{Orientation, Oversize, Room};
use super::work::{Leaf, Work, centered};
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Edges, Length, Point, Rect, Size, Turn};
use crate::paper::{FoldAxis, FoldKind, Panels};
use crate::rules::Rule;
use crate::sheet::Sheet;

/// How much wider than its panel a page may be, in millimetres. It is cropped on both sides, by less than the safe area
/// (practice). So DL pages go onto A4, whose tucked-in panel is 97 mm wide.
const WIDER: f64 = 3.0;

/// Makes sheets of pages that are whole leaflets, with marks where they are folded. The first page is the outside.
pub(super) fn flat(work: &mut Work<'_>, kind: FoldKind) -> Result<Vec<Sheet>, Diagnostic> {
    let right_to_left = work.right_to_left();
    let pages = work.pages;
    for page in pages {
        Panels::of(kind, page.trim, right_to_left)?;
    }
    work.findings = find_crossed(pages, kind, right_to_left, work.pen.book());
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
                block.upright_ticks(from.x, Pen::Fold, true)
            } else {
                block.lying_ticks(from.y, Pen::Fold, true)
            }
        });
        Ok(ticks.collect())
    })
}

/// Makes a sheet of pages that are panels, in the order of reading. `made` says that they were laid out for exactly
/// these panels.
pub(super) fn panels(
    work: &mut Work<'_>,
    kind: FoldKind,
    made: bool,
) -> Result<(Vec<Sheet>, usize), Diagnostics> {
    let count = work.pages.len();
    let (outside, inside) = kind.order();
    let most = outside.len() + inside.len();
    if count > most {
        return Err(too_many_pages("a leaflet folded this way", most, count).into());
    }
    let spec = work.spec;
    if spec.orientation == Orientation::Portrait {
        let problem = "panels lie side by side, so the paper cannot be upright";
        let error = Diagnostic::error(Rule::FoldPortrait, problem);
        return Err(error.hint("turn the paper to landscape").into());
    }
    let Divided {
        sheet,
        flat,
        division,
        cells,
    } = match leaflet_of_panels(work, kind).filter(|_| made) {
        Some(flat) => place_made_panels(work, kind, flat)?,
        None => place_in_panels(work, kind)?,
    };
    let right_to_left = work.right_to_left();
    // From left to right on the outside, each panel with the one behind it: the inside is seen from the other
    // side, so its order is reversed.
    let mut pairs: Vec<(usize, usize)> = outside
        .iter()
        .copied()
        .zip(inside.iter().rev().copied())
        .collect();
    if right_to_left {
        pairs.reverse();
    }
    let page = |at: usize| Some(at).filter(|at| *at < count);
    let bleed = bleed(work, 0);
    let places = division.places(kind);
    let last = places.len().saturating_sub(1);
    let leaf = |(at, ((front, back), cell)): (usize, (&(usize, usize), &Rect))| {
        let place = places.get(at).copied().unwrap_or(*cell);
        // Bleed is for the outer edges; at a fold the neighbour begins.
        // Without this limit, a panel would print over the edge of its neighbour.
        let limit = place.moved(flat.origin).grown(Edges {
            top: bleed,
            bottom: bleed,
            left: if at == 0 { bleed } else { Length::ZERO },
            right: if at == last { bleed } else { Length::ZERO },
        });
        Leaf {
            front: page(*front),
            back: page(*back),
            cell: cell.moved(flat.origin),
            limit,
            turn: Turn::None,
        }
    };
    let leaves: Vec<Leaf> = pairs.iter().zip(&cells).enumerate().map(leaf).collect();
    let mut done = work.sheet(sheet, &leaves);
    let around = spec.room == Room::Around;
    let printable = if around {
        Rect::of_size(sheet)
    } else {
        Rect::of_size(sheet).grown(Edges::all(spec.margin).inward())
    };
    let block = Block {
        bounds: flat,
        bleed,
        printable,
    };
    let mut rules: Vec<MarkLine> = Vec::new();
    if spec.marks.fold {
        for fold in division.folds(false) {
            rules.extend(block.upright_ticks(flat.origin.x + fold, Pen::Fold, true));
        }
    }
    if spec.marks.crop && flat != Rect::of_size(sheet) {
        let xs = [flat.origin.x, flat.right()];
        let ys = [flat.origin.y, flat.bottom()];
        rules.extend(block.crop_ticks(&xs, &ys, false));
    }
    finish(work, &mut done, &block, &rules);
    Ok((vec![done], outside.len()))
}

/// A leaflet on its sheet.
struct Divided {
    sheet: Size,
    /// Where the leaflet lies on it.
    flat: Rect,
    division: Panels,
    /// Where the pages of the outside lie in the leaflet, each in the middle of its cell.
    cells: Vec<Rect>,
}

/// Places pages that were laid out as the panels of a leaflet of that size: they cover it without gaps.
fn place_made_panels(work: &Work<'_>, kind: FoldKind, flat: Size) -> Result<Divided, Diagnostics> {
    let spec = work.spec;
    let sheet = match spec.room {
        Room::Around => {
            let room = room(bleed(work, 0)) * 2.0;
            Size::new(flat.width + room, flat.height + room)
        }
        Room::Paper => spec.paper.landscape(),
    };
    let flat = centered(flat, Rect::of_size(sheet));
    if flat.origin.x < Length::ZERO || flat.origin.y < Length::ZERO {
        return Err(too_large("the leaflet", flat.size, sheet, spec, (1, 1)).into());
    }
    let division = Panels::of(kind, flat.size, work.right_to_left())?;
    let cells = division.places(kind);
    Ok(Divided {
        sheet,
        flat,
        division,
        cells,
    })
}

/// Places pages of any size, each in the middle of a panel of the sheet.
fn place_in_panels(work: &mut Work<'_>, kind: FoldKind) -> Result<Divided, Diagnostics> {
    let spec = work.spec;
    let lying = spec.paper.landscape();
    let right_to_left = work.right_to_left();
    let page = common_size(work.pages)?;
    let division = Panels::of(kind, lying, right_to_left)?;
    let places = division.places(kind);
    let margin = spec.kept_margin();
    let across = places.len() as u32;
    let narrowest = places.iter().map(|place| place.size.width).min();
    let room = Size::new(
        narrowest.unwrap_or_default() - margin * 2.0,
        lying.height - margin * 2.0,
    );
    if room.width <= Length::ZERO || room.height <= Length::ZERO {
        return Err(too_large(PAGE, page, room, spec, (across, 1)).into());
    }
    let wider = page.width - room.width;
    let mut cell = room;
    if spec.oversize == Oversize::Refuse {
        if page.height > room.height || wider > Length::mm(WIDER) {
            return Err(too_large(PAGE, page, room, spec, (across, 1)).into());
        }
        if wider > Length::ZERO {
            let problem = format!(
                "a page is {} wide, but its panel is {}: {} is cut off on both sides",
                page.width,
                room.width,
                (wider * 0.5).rounded()
            );
            work.warnings
                .push(Diagnostic::warning(Rule::PanelTrimmed, problem).hint(
                "keep words and codes away from the edges, or shrink the pages (`--fit shrink`)",
            ));
            cell.width = page.width;
        }
    }
    Ok(Divided {
        sheet: lying,
        flat: Rect::of_size(lying),
        cells: places.iter().map(|place| centered(cell, *place)).collect(),
        division,
    })
}

/// The size of the leaflet that the pages make up, if each has exactly the size of its panel.
fn leaflet_of_panels(work: &Work<'_>, kind: FoldKind) -> Option<Size> {
    let (outside, _) = kind.order();
    let trims = outside.iter().map(|at| work.pages.get(*at));
    let trims: Vec<Size> = trims
        .map(|page| page.map(|page| page.trim))
        .collect::<Option<_>>()?;
    let width = trims.iter().map(|trim| trim.width).sum();
    let flat = Size::new(width, trims.first()?.height);
    let sizes = kind.pages(flat).ok()?;
    // Only if every page has exactly the size of its own panel do they cover the leaflet without gaps.
    let same = work
        .pages
        .iter()
        .zip(&sizes)
        .all(|(page, size)| page.trim == *size);
    (same && flat.width > flat.height).then_some(flat)
}
