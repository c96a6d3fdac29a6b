//! Counts the cuts through a pile of sheets: the different lines at which its pages end.

use std::collections::BTreeSet;

use crate::geom::{Length, Rect};
use crate::pipeline::Examined;
use crate::pipeline::SheetKind;
use crate::sheet::Side;

/// The number of cuts of the first sheet of a piece; all sheets of a pile are alike.
pub(super) fn of_sheets(examined: &Examined) -> u32 {
    let Some(side) = examined
        .imposed
        .as_ref()
        .and_then(|imposed| imposed.sides().next())
    else {
        return 0;
    };
    let pieces: Vec<Rect> = match examined.kind {
        // A folded sheet is only cut at its outer edges.
        SheetKind::Booklet | SheetKind::Zine | SheetKind::Fold => vec![side.trim],
        _ => side
            .placements
            .iter()
            .map(|placed| placed.clip.intersection(trimmed(side, examined)))
            .collect(),
    };
    let mut across = BTreeSet::new();
    let mut down = BTreeSet::new();
    for piece in pieces {
        // Neighbours without a gutter share a line, which the set holds once.
        across.extend([piece.origin.x, piece.right()]);
        down.extend([piece.origin.y, piece.bottom()]);
    }
    let inner = |lines: BTreeSet<Length>, end: Length| {
        let near = Length::mm(0.1);
        let inside = lines
            .into_iter()
            .filter(|line| *line > near && *line < end - near);
        // Lines that are closer than a blade is thick are one cut.
        let mut count = 0;
        let mut last: Option<Length> = None;
        for line in inside {
            if last.is_none_or(|last| line - last > near) {
                count += 1;
            }
            last = Some(line);
        }
        count
    };
    inner(across, side.size.width) + inner(down, side.size.height)
}

/// The area within which a placement counts: one page or a tile is cut at the trim of its side, several pages
/// at their own edges.
fn trimmed(side: &Side, examined: &Examined) -> Rect {
    if side.placements.len() == 1 || examined.kind == SheetKind::Tile {
        return side.trim;
    }
    Rect::of_size(side.size)
}
