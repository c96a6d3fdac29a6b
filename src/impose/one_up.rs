//! Every page on its own side, in the middle of the paper; and how any sheet is finished with marks.

use super::check::common_size;
use super::grid::Grid;
use super::marks::{Block, LENGTH, MarkLine};
use super::mirror::Mirror;
use super::spec::{Imposition, Room};
use super::work::{Leaf, Work, move_back};
use super::{marks, press};
use crate::diag::Diagnostic;
use crate::geom::{Length, Rect};
use crate::sheet::{Placement, Sheet, Side};

/// Room around a page for a press, in millimetres beyond the trim (print practice).
const AROUND: f64 = 10.0;

/// Room beyond the end of crop marks, in millimetres (practice).
const BEYOND: f64 = 2.0;

/// Puts each page on a side of its own.
pub(super) fn impose(work: &mut Work<'_>) -> Result<Vec<Sheet>, Diagnostic> {
    with_rules(work, &|_, _| Ok(Vec::new()))
}

/// Computes the lines of a single page, such as its folds, from its placement and what is around it.
pub(super) type Rules<'r> = dyn Fn(&Placement, &Block) -> Result<Vec<MarkLine>, Diagnostic> + 'r;

/// Puts each page on a side of its own and draws the lines that `rules` computes for it.
pub(super) fn with_rules(work: &mut Work<'_>, rules: &Rules<'_>) -> Result<Vec<Sheet>, Diagnostic> {
    let mut sheets = Vec::new();
    for (front, back) in work.leaves() {
        // Front and back of a sheet must match; other sheets may have other sizes.
        let last = back.unwrap_or(front);
        let size = common_size(work.pages.get(front..=last).unwrap_or_default())?;
        let bleed = bleed(work, front);
        let grid = match work.spec.room {
            Room::Paper => Grid::choose(work.spec, size, Some(1))?,
            Room::Around => Grid::around(size, room(bleed)),
        };
        let cell = grid.cell(0, 0);
        let limit = Rect::of_size(grid.sheet);
        let turn = grid.turn;
        let leaf = Leaf {
            front: Some(front),
            back,
            cell,
            limit,
            turn,
        };
        let mut sheet = work.sheet(grid.sheet, &[leaf]);
        name_boxes(work, &mut sheet.front);
        let printable = match work.spec.room {
            Room::Paper => work.printable(grid.sheet),
            Room::Around => Rect::of_size(grid.sheet),
        };
        let block = Block {
            bounds: sheet.front.trim,
            bleed,
            printable,
        };
        let mut lines = match sheet.front.placements.first() {
            Some(placement) => rules(placement, &block)?,
            None => Vec::new(),
        };
        if work.spec.marks.crop {
            let Rect { origin, .. } = block.bounds;
            let xs = [origin.x, block.bounds.right()];
            let ys = [origin.y, block.bounds.bottom()];
            lines.extend(block.crop_ticks(&xs, &ys, false));
        }
        if let Some(back) = &mut sheet.back {
            name_boxes(work, back);
        }
        finish(work, &mut sheet, &block, &lines);
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Draws the marks on both sides of a sheet and moves the back against misregister.
pub(super) fn finish(work: &mut Work<'_>, sheet: &mut Sheet, block: &Block, rules: &[MarkLine]) {
    work.sides += 1;
    let size = sheet.front.size;
    // What is folded is trimmed as one; pages that are cut apart have no trim in common.
    let as_one = matches!(
        work.spec.imposition,
        Imposition::Booklet | Imposition::Zine | Imposition::Fold { .. }
    );
    if as_one {
        (sheet.front.trim, sheet.front.bleed) = (block.bounds, block.bleed);
    }
    marks::draw(rules, &mut sheet.front.marks);
    press::draw(work, block, rules, &mut sheet.front.marks);
    let Some(back) = &mut sheet.back else { return };
    work.sides += 1;
    let mirror = Mirror::of(work.spec.flip, size);
    // Marks of the back lie exactly behind those of the front, whichever edge the sheet is turned about.
    let behind: Vec<MarkLine> = rules.iter().map(|rule| rule.behind(mirror, size)).collect();
    let block = Block {
        bounds: mirror.rect(block.bounds, size),
        ..*block
    };
    if as_one {
        (back.trim, back.bleed) = (block.bounds, block.bleed);
    }
    marks::draw(&behind, &mut back.marks);
    press::draw(work, &block, &behind, &mut back.marks);
    move_back(back, work.spec.back_offset);
}

/// The bleed of a page on its sheet.
pub(super) fn bleed(work: &Work<'_>, page: usize) -> Length {
    work.pages
        .get(page)
        .map_or(Length::ZERO, |page| page.bleed.max(Length::ZERO))
}

/// Room beyond the trim for bleed and crop marks.
pub(super) fn room(bleed: Length) -> Length {
    let marks = bleed.max(Length::mm(1.0)) + Length::mm(LENGTH + BEYOND);
    marks.max(Length::mm(AROUND))
}

/// Gives a side the trim and bleed of its only page: a PDF names both, and print shops go by them.
fn name_boxes(work: &Work<'_>, side: &mut Side) {
    let [placement] = side.placements.as_slice() else {
        return;
    };
    let Some(page) = work.pages.get(placement.page) else {
        return;
    };
    side.trim = placement.trim(page.trim);
    side.bleed = visible_bleed(side.trim, placement.clip);
}

/// The bleed that is really there on all four sides: a neighbour or the edge of the paper may cut it.
fn visible_bleed(trim: Rect, clip: Rect) -> Length {
    let sides = [
        trim.origin.x - clip.origin.x,
        trim.origin.y - clip.origin.y,
        clip.right() - trim.right(),
        clip.bottom() - trim.bottom(),
    ];
    let least = sides.into_iter().min().unwrap_or_default();
    least.max(Length::ZERO)
}
