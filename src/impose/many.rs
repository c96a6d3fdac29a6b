//! Many pages on a side, to be cut apart: the same page many times, or all pages in order.

use super::check::common_size;
use super::grid::Grid;
use super::marks::{Block, MarkLine};
use super::one_up::{bleed, finish};
use super::work::{Leaf, Work};
use crate::diag::Diagnostic;
use crate::geom::{Length, Point, Rect, Size};
use crate::sheet::Sheet;

/// Size of the number beside a piece that is stacked, in points (practice).
const NUMBER: f64 = 5.0;

/// Step and repeat: each page, or each front with its back, fills a sheet of its own.
pub(super) fn step_and_repeat(
    work: &mut Work<'_>,
    up: Option<usize>,
) -> Result<(Vec<Sheet>, usize), Diagnostic> {
    let size = common_size(work.pages)?;
    let grid = Grid::choose(work.spec, size, up)?;
    let right_to_left = work.right_to_left();
    let mut sheets = Vec::new();
    for (front, back) in work.leaves() {
        let leaves: Vec<Leaf> = grid
            .places(right_to_left)
            .map(|(column, row)| leaf(&grid, (column, row), (Some(front), back)))
            .collect();
        sheets.push(sheet(work, &grid, &leaves));
    }
    Ok((sheets, grid.up))
}

/// Cut and stack: after cutting, each place of the grid is a pile, and the piles stacked on each other give all pages
/// in order. So page numbers run downward through a pile before they go on to the next place. Piles are
/// stacked row by row in the direction of reading, the first one on top. Places that are left over are blank.
pub(super) fn cut_and_stack(
    work: &mut Work<'_>,
    up: Option<usize>,
) -> Result<(Vec<Sheet>, usize), Diagnostic> {
    let size = common_size(work.pages)?;
    let grid = Grid::choose(work.spec, size, up)?;
    let pieces = work.leaves();
    // Number of sheets, which is also the height of each pile.
    let count = pieces.len().div_ceil(grid.up.max(1));
    let right_to_left = work.right_to_left();
    let mut sheets = Vec::new();
    for at in 0..count {
        let places = grid.places(right_to_left).enumerate();
        let numbered: Vec<(usize, Leaf)> = places
            .filter_map(|(pile, place)| {
                // Each pile holds consecutive pieces, one on every sheet.
                let piece = pile * count + at;
                let (front, back) = *pieces.get(piece)?;
                Some((piece + 1, leaf(&grid, place, (Some(front), back))))
            })
            .collect();
        let leaves: Vec<Leaf> = numbered.iter().map(|(_, leaf)| *leaf).collect();
        let mut sheet = sheet(work, &grid, &leaves);
        for (number, leaf) in numbered {
            draw_number(work, &grid, (number, leaf), &mut sheet);
        }
        sheets.push(sheet);
    }
    Ok((sheets, grid.up))
}

fn leaf(
    grid: &Grid,
    (column, row): (usize, usize),
    (front, back): (Option<usize>, Option<usize>),
) -> Leaf {
    Leaf {
        front,
        back,
        cell: grid.cell(column, row),
        limit: grid.limit(column, row),
        turn: grid.turn,
    }
}

fn sheet(work: &mut Work<'_>, grid: &Grid, leaves: &[Leaf]) -> Sheet {
    let mut sheet = work.sheet(grid.sheet, leaves);
    let block = block(work, grid);
    let marks = work.spec.marks;
    // Ticks for a knife and lines for scissors lie on the same edges.
    let rules: Vec<MarkLine> = if marks.crop || marks.cut {
        block.crop_ticks(&grid.upright_cuts(), &grid.lying_cuts(), marks.cut)
    } else {
        Vec::new()
    };
    finish(work, &mut sheet, &block, &rules);
    sheet
}

fn block(work: &Work<'_>, grid: &Grid) -> Block {
    Block {
        bounds: grid.block,
        bleed: bleed(work, 0),
        printable: work.printable(grid.sheet),
    }
}

/// The number of a piece below it on the front, where the waste has room for it.
fn draw_number(work: &mut Work<'_>, grid: &Grid, (number, leaf): (usize, Leaf), sheet: &mut Sheet) {
    let block = block(work, grid);
    let size = Length::pt(NUMBER);
    let line = work.pen.line(&number.to_string(), size);
    let cell = leaf.cell;
    let at = Point::new(
        cell.origin.x + (cell.size.width - line.width) * 0.5,
        cell.bottom() + block.offset().min(leaf.limit.bottom() - cell.bottom()),
    );
    let rect = Rect {
        origin: at,
        size: Size::new(line.width, size),
    };
    // In a gap between pages, only the part that no bleed covers is free.
    let is_last = cell.bottom() >= grid.block.bottom();
    let end = if is_last {
        block.printable.bottom()
    } else {
        cell.bottom() + grid.gutter() - block.offset()
    };
    let reached = block.printable;
    if rect.bottom() <= end
        && rect.origin.x >= reached.origin.x
        && rect.right() <= reached.right()
        && at.y >= cell.bottom() + block.offset()
    {
        line.draw(
            at + Point::new(Length::ZERO, size * 0.85),
            &mut sheet.front.marks,
        );
    }
}
