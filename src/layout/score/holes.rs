//! How much of a page is filled, and its largest hole.
//!
//! The page within its margins is divided into cells, and a cell is filled if anything is printed in it. The
//! largest rectangle of empty cells is found row by row: each row is a histogram of the empty cells above it, and
//! the largest rectangle under a histogram needs one pass with a stack.

use super::PageMeasures;
use crate::geom::{Length, Rect};

/// Number of cells across the shorter side (practice: finer cells find no other holes, and cost time).
const CELLS: usize = 32;

/// How the space of a page is used, as shares of the page within its margins.
pub(super) struct Space {
    pub(super) filled: f64,
    pub(super) largest_hole: f64,
    /// The place of the largest hole.
    pub(super) hole: Option<Rect>,
}

pub(super) fn measure(page: &PageMeasures) -> Space {
    let within = page.within;
    let (width, height) = (within.size.width.to_mm(), within.size.height.to_mm());
    if width <= 0.0 || height <= 0.0 {
        return Space {
            filled: 1.0,
            largest_hole: 0.0,
            hole: None,
        };
    }
    let cell = width.min(height) / CELLS as f64;
    // A strip of a page 5 m long and 20 mm wide still has few thousand cells.
    let count = |side: f64| ((side / cell).round() as usize).clamp(1, 64 * CELLS);
    let (columns, rows) = (count(width), count(height));
    let mut filled = vec![false; columns * rows];
    for rect in &page.inked {
        fill(&mut filled, (columns, rows), within, *rect);
    }
    let all = (columns * rows) as f64;
    let full = filled.iter().filter(|filled| **filled).count();
    let hole = largest_empty(&filled, columns);
    let side = |cells: usize, of: f64, count: usize| Length::mm(of * cells as f64 / count as f64);
    let rect = Rect::new(
        within.origin.x + side(hole.left, width, columns),
        within.origin.y + side(hole.top, height, rows),
        side(hole.width, width, columns),
        side(hole.height, height, rows),
    );
    Space {
        filled: full as f64 / all,
        largest_hole: hole.cells() as f64 / all,
        hole: (hole.cells() > 0).then_some(rect),
    }
}

/// Fills the cells whose middle a rectangle covers, and at least one in each direction.
fn fill(filled: &mut [bool], (columns, rows): (usize, usize), within: Rect, rect: Rect) {
    let range = |from: f64, to: f64, start: f64, side: f64, count: usize| {
        let scale = count as f64 / side;
        let (from, to) = ((from - start) * scale, (to - start) * scale);
        if to <= 0.0 || from >= count as f64 {
            return 0..0;
        }
        let first = from.floor().max(0.0) as usize;
        let last = (to.ceil().max(0.0) as usize).min(count);
        first..last
    };
    let (origin, size) = (within.origin, within.size);
    let across = range(
        rect.origin.x.to_mm(),
        rect.right().to_mm(),
        origin.x.to_mm(),
        size.width.to_mm(),
        columns,
    );
    let down = range(
        rect.origin.y.to_mm(),
        rect.bottom().to_mm(),
        origin.y.to_mm(),
        size.height.to_mm(),
        rows,
    );
    for row in down {
        for column in across.clone() {
            if let Some(cell) = filled.get_mut(row * columns + column) {
                *cell = true;
            }
        }
    }
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cells {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Cells {
    fn cells(self) -> usize {
        self.width * self.height
    }
}

/// The largest rectangle of empty cells; of several, the first from the top.
fn largest_empty(filled: &[bool], columns: usize) -> Cells {
    let mut heights = vec![0_usize; columns];
    let mut largest = Cells::default();
    for (number, row) in filled.chunks(columns).enumerate() {
        for (height, filled) in heights.iter_mut().zip(row) {
            *height = if *filled { 0 } else { *height + 1 };
        }
        let found = largest_under(&heights);
        if found.cells() > largest.cells() {
            largest = Cells {
                top: number + 1 - found.height,
                ..found
            };
        }
    }
    largest
}

/// The largest rectangle under a histogram; its top is left open.
fn largest_under(heights: &[usize]) -> Cells {
    // Starts of rising bars, each with its height. A lower bar closes those that are higher.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut largest = Cells::default();
    for (at, height) in heights.iter().copied().chain([0]).enumerate() {
        let mut start = at;
        while let Some((from, above)) = open.pop_if(|(_, above)| *above >= height) {
            let bar = Cells {
                left: from,
                top: 0,
                width: at - from,
                height: above,
            };
            if bar.cells() > largest.cells() {
                largest = bar;
            }
            start = from;
        }
        open.push((start, height));
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;
    fn page(inked: Vec<Rect>) -> PageMeasures {
        let whole = rect(0.0, 0.0, 100.0, 100.0);
        PageMeasures {
            page: whole,
            within: whole,
            inked,
            ..PageMeasures::default()
        }
    }

    fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect::new(
            Length::mm(x),
            Length::mm(y),
            Length::mm(width),
            Length::mm(height),
        )
    }

    #[test]
    fn the_largest_rectangle_under_a_histogram() {
        assert_eq!(largest_under(&[2, 1, 5, 6, 2, 3]).cells(), 10);
        assert_eq!(largest_under(&[3, 3, 3]).cells(), 9);
        assert_eq!(largest_under(&[0]).cells(), 0);
    }

    #[test]
    fn holes_are_shares_of_the_page() {
        let empty = measure(&page(Vec::new()));
        assert_eq!((empty.filled, empty.largest_hole), (0.0, 1.0));
        let half = measure(&page(vec![rect(0.0, 0.0, 50.0, 100.0)]));
        assert_eq!((half.filled, half.largest_hole), (0.5, 0.5));
        // Something in the middle of the free half divides it.
        let two = measure(&page(vec![
            rect(0.0, 0.0, 50.0, 100.0),
            rect(50.0, 45.0, 50.0, 10.0),
        ]));
        assert!(two.largest_hole < 0.25, "{}", two.largest_hole);
    }
}
