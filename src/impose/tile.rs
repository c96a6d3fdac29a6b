//! A poster on several sheets, to be cut, laid over one another and glued.
//!
//! Every tile covers a strip of the one to its left and of the one above it. So it is cut along its left
//! and upper edge where it has such neighbours, and its own right and lower strips are covered in the
//! end: glue, labels and hatching go there, and into paper beyond the poster. On what stays visible lie
//! only the dashed lines, exactly on the edges that are cut.

use super::check::common_size;
use super::draw::{Pen, hatch, stroke};
use super::map;
use super::marks::{Block, MarkLine, draw};
use super::tile_grid::Tiling;
use super::tile_marks::{HATCH, label, sheet};
use super::work::{Work, blank};
use crate::diag::Diagnostic;
use crate::frame::Frame;
use crate::geom::{Length, Point, Rect, Size, Turn};
use crate::sheet::{Placement, Sheet, Side};

/// Makes the tiles row by row, then a map, for every page.
pub(super) fn impose(
    work: &mut Work<'_>,
    overlap: Length,
) -> Result<(Vec<Sheet>, Tiling), Diagnostic> {
    let poster = common_size(work.pages)?;
    let one = Tiling::of(poster, overlap, work.spec)?;
    let mut sheets = Vec::new();
    for page in 0..work.pages.len() {
        for row in 0..one.rows {
            for column in 0..one.columns {
                sheets.push(one_sided(tile(work, &one, page, (column, row))));
            }
        }
        if one.maps > 0 {
            sheets.push(one_sided(map::draw_map(work, &one, page, poster)));
        }
    }
    let count = work.pages.len();
    let mut tiling = one;
    tiling.sheets *= count;
    tiling.maps *= count;
    Ok((sheets, tiling))
}

fn one_sided(front: Side) -> Sheet {
    Sheet { front, back: None }
}

fn tile(work: &mut Work<'_>, tiling: &Tiling, page: usize, at: (usize, usize)) -> Side {
    let (column, row) = at;
    let size = sheet(work, tiling.turned);
    let printable = work.printable(size);
    let window = tiling.window(column, row);
    let shown = Rect {
        origin: printable.origin,
        size: window.size,
    };
    // The whole poster is placed so that the tile's window comes to lie within what the printer reaches; the clip
    // cuts the rest away.
    let mut side = blank(size);
    side.placements.push(Placement {
        page,
        turn: Turn::None,
        scale: 1.0,
        at: printable.origin + Point::new(-window.origin.x, -window.origin.y),
        clip: shown,
    });
    work.sides += 1;
    let marks = &mut side.marks;
    let block = Block {
        bounds: shown,
        bleed: Length::ZERO,
        printable,
    };
    draw(&cut_lines(tiling, at, &block), marks);
    let (right, below) = covered_strips(tiling, at, shown);
    draw_glue(work, (right, below), marks);
    let words = tiling.label(column, row);
    let strips = [right, below].into_iter().flatten();
    let spare = spare_strips(shown, printable);
    label(work, &words, strips.chain(spare).collect(), marks);
    side
}

/// The lines along which a tile is cut: at the edges that come to lie on a neighbour, and around the poster.
fn cut_lines(tiling: &Tiling, (column, row): (usize, usize), block: &Block) -> Vec<MarkLine> {
    let (shown, reached) = (block.bounds, block.printable);
    let mut rules = Vec::new();
    if column > 0 {
        rules.push(MarkLine {
            from: shown.origin,
            to: Point::new(shown.origin.x, reached.bottom()),
            pen: Pen::Cut,
        });
    }
    if row > 0 {
        rules.push(MarkLine {
            from: shown.origin,
            to: Point::new(reached.right(), shown.origin.y),
            pen: Pen::Cut,
        });
    }
    // The right and lower edge of the poster, where paper goes on beyond it.
    if column + 1 == tiling.columns && shown.right() < reached.right() {
        rules.push(MarkLine {
            from: Point::new(shown.right(), shown.origin.y),
            to: Point::new(shown.right(), reached.bottom()),
            pen: Pen::Cut,
        });
    }
    if row + 1 == tiling.rows && shown.bottom() < reached.bottom() {
        rules.push(MarkLine {
            from: Point::new(shown.origin.x, shown.bottom()),
            to: Point::new(reached.right(), shown.bottom()),
            pen: Pen::Cut,
        });
    }
    // Its left and upper edge, beyond which nothing is printed, are shown by ticks beside it.
    if column == 0 {
        rules.extend(block.upright_ticks(shown.origin.x, Pen::Crop, false));
    }
    if row == 0 {
        rules.extend(block.lying_ticks(shown.origin.y, Pen::Crop, false));
    }
    rules
}

/// The strips of a tile that the next tiles will cover, on the right and below.
fn covered_strips(
    tiling: &Tiling,
    (column, row): (usize, usize),
    shown: Rect,
) -> (Option<Rect>, Option<Rect>) {
    let overlap = tiling.overlap;
    if overlap <= Length::ZERO {
        return (None, None);
    }
    let has_right = column + 1 < tiling.columns;
    let right = has_right.then(|| {
        Rect::new(
            shown.right() - overlap,
            shown.origin.y,
            overlap,
            shown.size.height,
        )
    });
    let below = (row + 1 < tiling.rows).then(|| {
        let corner = if has_right { overlap } else { Length::ZERO };
        Rect::new(
            shown.origin.x,
            shown.bottom() - overlap,
            shown.size.width - corner,
            overlap,
        )
    });
    (right, below)
}

/// Draws slanted lines where glue goes, a line where the edge of the neighbour comes to lie, and the words.
fn draw_glue(work: &mut Work<'_>, (right, below): (Option<Rect>, Option<Rect>), frame: &mut Frame) {
    // The line lies within what is covered.
    let inner = Length::pt(super::draw::WEIGHT);
    for strip in [right, below].into_iter().flatten() {
        hatch(strip, Length::mm(HATCH), frame);
    }
    if let Some(strip) = right {
        let x = strip.origin.x + inner;
        let (from, to) = (strip.origin.y, strip.bottom());
        stroke(Point::new(x, from), Point::new(x, to), Pen::Fine, frame);
    }
    if let Some(strip) = below {
        let y = strip.origin.y + inner;
        let (from, to) = (strip.origin.x, strip.right());
        stroke(Point::new(from, y), Point::new(to, y), Pen::Fine, frame);
    }
    let words = work.spec.words.glue.clone();
    if words.trim().is_empty() {
        return;
    }
    // Beside the label, which is in the middle.
    let parts = [right, below].into_iter().flatten().map(|strip| {
        let Size { width, height } = strip.size;
        let size = if height > width {
            Size::new(width, height / 3.0)
        } else {
            Size::new(width / 3.0, height)
        };
        Rect {
            origin: strip.origin,
            size,
        }
    });
    for part in parts {
        label(work, &words, vec![part], frame);
    }
}

/// The strips of paper beyond the poster: a label has room there if no tile covers this one.
fn spare_strips(shown: Rect, printable: Rect) -> Vec<Rect> {
    let gap = Length::mm(1.0);
    let right = Rect::new(
        shown.right() + gap,
        shown.origin.y,
        printable.right() - shown.right() - gap,
        shown.size.height,
    );
    let below = Rect::new(
        shown.origin.x,
        shown.bottom() + gap,
        shown.size.width,
        printable.bottom() - shown.bottom() - gap,
    );
    vec![right, below]
}
