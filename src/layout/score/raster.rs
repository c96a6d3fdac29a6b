//! A page within its margins as a raster of cells, with those that have ink on them.

use std::ops::Range;

use crate::frame::Segment;
use crate::geom::{Length, Point, Rect};

/// Number of cells across the shorter side. A hole is measured to about half a cell at each edge, which is within
/// one per cent of the page.
const CELLS: usize = 128;
/// Side, in cells, of the squares in which the filled share is counted: the white between letters and lines is no
/// empty space (practice: a thirty-second of the shorter side).
const SQUARE: usize = 4;
/// Most cells along the longer side: a banner of 5 m by 20 mm still has few of them.
const MOST_CELLS: usize = 32 * CELLS;
/// Number of straight lines that replace a curve; the error is below a hundredth of its length.
const STEPS: u32 = 8;

/// A place on the page, or a span, in cells from the upper left corner.
type Place = (f64, f64);

/// The cells of a page.
pub(super) struct Raster {
    columns: usize,
    rows: usize,
    /// Millimetres on the page of the upper left corner, and of the side of a cell in each direction.
    corner: (f64, f64),
    cell: (f64, f64),
    filled: Vec<bool>,
    /// The columns and rows that may be filled now.
    window: (Range<usize>, Range<usize>),
}

impl Raster {
    /// An empty raster; `None` where the margins leave nothing of the page.
    pub(super) fn new(within: Rect) -> Option<Self> {
        let (width, height) = (within.size.width.to_mm(), within.size.height.to_mm());
        if width <= 0.0 || height <= 0.0 {
            return None;
        }
        let cell = width.min(height) / CELLS as f64;
        let count = |side: f64| ((side / cell).round() as usize).clamp(1, MOST_CELLS);
        let (columns, rows) = (count(width), count(height));
        Some(Self {
            columns,
            rows,
            corner: (within.origin.x.to_mm(), within.origin.y.to_mm()),
            cell: (width / columns as f64, height / rows as f64),
            filled: vec![false; columns * rows],
            window: (0..columns, 0..rows),
        })
    }

    /// Number of columns.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// The cells, row by row.
    pub(super) fn cells(&self) -> &[bool] {
        &self.filled
    }

    /// Share of the page that has something on it.
    pub(super) fn filled_share(&self) -> f64 {
        let (across, down) = (self.columns.div_ceil(SQUARE), self.rows.div_ceil(SQUARE));
        let mut squares = vec![false; across * down];
        for (row, cells) in self.filled.chunks(self.columns).enumerate() {
            for (column, filled) in cells.iter().enumerate() {
                let square = row / SQUARE * across + column / SQUARE;
                if let Some(square) = squares.get_mut(square) {
                    *square |= filled;
                }
            }
        }
        let full = squares.iter().filter(|full| **full).count();
        full as f64 / squares.len().max(1) as f64
    }

    /// The place on the page of a rectangle of cells: columns, then rows.
    pub(super) fn place(&self, columns: Range<usize>, rows: Range<usize>) -> Rect {
        let at = |cells: usize, cell: f64, start: f64| Length::mm(start + cell * cells as f64);
        Rect::between(
            Point::new(
                at(columns.start, self.cell.0, self.corner.0),
                at(rows.start, self.cell.1, self.corner.1),
            ),
            Point::new(
                at(columns.end, self.cell.0, self.corner.0),
                at(rows.end, self.cell.1, self.corner.1),
            ),
        )
    }

    /// The side of a cell.
    pub(super) fn step(&self) -> Length {
        Length::mm(self.cell.0.min(self.cell.1))
    }

    /// From now on, fills only what is inside a rectangle; everything with `None`.
    pub(super) fn clip(&mut self, clip: Option<Rect>) {
        self.window = match clip {
            None => (0..self.columns, 0..self.rows),
            Some(clip) => {
                let (left, top) = self.of_point(clip.origin);
                let (right, bottom) = self.of_point(Point::new(clip.right(), clip.bottom()));
                (
                    touched(left, right, self.columns),
                    touched(top, bottom, self.rows),
                )
            }
        };
    }

    /// Fills a rectangle: the cells whose middle it covers, and at least one in each direction.
    pub(super) fn fill_rect(&mut self, rect: Rect) {
        let start = self.of_point(rect.origin);
        let end = self.of_point(Point::new(rect.right(), rect.bottom()));
        self.fill_cells(start, end);
    }

    /// Fills an outline, by the even-odd rule or by the non-zero winding rule (ISO 32000-1, 8.5.3.3). Points are
    /// those of the page.
    pub(super) fn fill_outline(&mut self, segments: &[Segment], even_odd: bool) {
        let edges = self.edges(segments, true);
        let mut crossings: Vec<Vec<(f64, i32)>> = vec![Vec::new(); self.rows];
        for (from, to) in &edges {
            let (high, low, down) = if from.1 <= to.1 {
                (from, to, 1)
            } else {
                (to, from, -1)
            };
            // A row is crossed in its middle.
            for row in covered_middles(high.1, low.1, &self.window.1) {
                let share = (row as f64 + 0.5 - high.1) / (low.1 - high.1);
                if let Some(row) = crossings.get_mut(row) {
                    row.push((high.0 + (low.0 - high.0) * share, down));
                }
            }
        }
        let mut area = 0.0;
        for (row, crossings) in crossings.into_iter().enumerate() {
            for (from, to) in spans(crossings, even_odd) {
                area += to - from;
                self.fill_row(row, covered_middles(from, to, &self.window.0));
            }
        }
        // A shape thinner than a cell may have the middle of none in it, but it is there. The lines of other shapes
        // would make them larger by half a cell.
        let around: f64 = edges.iter().map(|(from, to)| length_of(*from, *to)).sum();
        if area * 2.0 < around {
            for (from, to) in edges {
                self.draw_line(from, to, (0.0, 0.0));
            }
        }
    }

    /// Fills the lines of an outline; `half` is half of their width.
    pub(super) fn fill_stroke(&mut self, segments: &[Segment], half: Length) {
        let half = (half.to_mm() / self.cell.0, half.to_mm() / self.cell.1);
        for (from, to) in self.edges(segments, false) {
            self.draw_line(from, to, half);
        }
    }

    /// Fills a line between two places, and what is nearer to it than `half`; all in cells.
    fn draw_line(&mut self, from: Place, to: Place, half: (f64, f64)) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let long = length_of(from, to);
        // Two steps to a cell, so that none is left out. A line across the longest page takes no more.
        let steps = (long * 2.0).ceil().clamp(1.0, 4.0 * MOST_CELLS as f64);
        for step in 0..=steps as u32 {
            let share = f64::from(step) / steps;
            let (x, y) = (from.0 + dx * share, from.1 + dy * share);
            self.fill_cells((x - half.0, y - half.1), (x + half.0, y + half.1));
        }
    }

    fn fill_cells(&mut self, start: Place, end: Place) {
        let across = covered(start.0, end.0, &self.window.0);
        for row in covered(start.1, end.1, &self.window.1) {
            self.fill_row(row, across.clone());
        }
    }

    fn fill_row(&mut self, row: usize, across: Range<usize>) {
        let start = row * self.columns;
        for column in across {
            if let Some(cell) = self.filled.get_mut(start + column) {
                *cell = true;
            }
        }
    }

    /// The straight lines of an outline, in cells. A curve becomes several, and an outline that is filled is closed.
    fn edges(&self, segments: &[Segment], closed: bool) -> Vec<(Place, Place)> {
        let mut edges = Vec::new();
        let (mut start, mut last): (Option<Place>, Option<Place>) = (None, None);
        let ends = |start, last| Option::zip(last, start).filter(|_| closed);
        for segment in segments {
            match *segment {
                Segment::Move(to) => {
                    edges.extend(ends(start, last));
                    let to = self.of_point(to);
                    (start, last) = (Some(to), Some(to));
                }
                Segment::Line(to) => {
                    let to = self.of_point(to);
                    edges.push((last.unwrap_or(to), to));
                    last = Some(to);
                }
                Segment::Curve(a, b, to) => {
                    let [a, b, to] = [a, b, to].map(|point| self.of_point(point));
                    let from = last.unwrap_or(a);
                    let mut before = from;
                    for step in 1..=STEPS {
                        let share = f64::from(step) / f64::from(STEPS);
                        let next = on_curve([from, a, b, to], share);
                        edges.push((before, next));
                        before = next;
                    }
                    last = Some(to);
                }
                Segment::Close => {
                    edges.extend(Option::zip(last, start));
                    last = start;
                }
            }
        }
        edges.extend(ends(start, last));
        edges
    }

    /// A point of the page in cells from the corner.
    fn of_point(&self, point: Point) -> Place {
        (
            (point.x.to_mm() - self.corner.0) / self.cell.0,
            (point.y.to_mm() - self.corner.1) / self.cell.1,
        )
    }
}

fn length_of(from: Place, to: Place) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    (dx * dx + dy * dy).sqrt()
}

/// The spans of a row that are inside an outline, from its crossings with the row: the place of each, and 1 where the
/// outline goes down or -1 where it goes up.
fn spans(mut crossings: Vec<(f64, i32)>, even_odd: bool) -> Vec<Place> {
    crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut spans = Vec::new();
    let (mut winding, mut start) = (0, 0.0);
    for (x, down) in crossings {
        let was = winding != 0;
        winding = if even_odd {
            1 - winding
        } else {
            winding + down
        };
        match (was, winding != 0) {
            (false, true) => start = x,
            (true, false) => spans.push((start, x)),
            _ => {}
        }
    }
    spans
}

/// The cells that a span touches.
fn touched(from: f64, to: f64, count: usize) -> Range<usize> {
    let (first, last) = (from.floor().max(0.0), to.ceil().max(0.0));
    (first as usize).min(count)..(last as usize).min(count)
}

/// The cells of a window whose middle a span covers.
fn covered_middles(from: f64, to: f64, window: &Range<usize>) -> Range<usize> {
    let cell = |at: f64| (at - 0.5).ceil().max(0.0) as usize;
    let first = cell(from).max(window.start);
    first..cell(to).min(window.end).max(first)
}

/// The cells of a window whose middle a span covers; of a span between two middles, the cell that it is in.
fn covered(from: f64, to: f64, window: &Range<usize>) -> Range<usize> {
    let range = covered_middles(from, to, window);
    let middle = (from + to) / 2.0;
    if !range.is_empty() || middle < window.start as f64 || middle >= window.end as f64 {
        return range;
    }
    let cell = middle as usize;
    cell..cell + 1
}

/// A point of a cubic Bézier curve.
fn on_curve(points: [Place; 4], t: f64) -> Place {
    let s = 1.0 - t;
    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
    let mut at = (0.0, 0.0);
    for ((x, y), weight) in points.into_iter().zip(weights) {
        at = (at.0 + x * weight, at.1 + y * weight);
    }
    at
}
