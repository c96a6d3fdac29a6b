//! Chooses how many pages lie on a sheet, and which way.
//!
//! Every combination is tried: paper upright or across, pages upright or turned, with as many columns as the wanted
//! number allows. There are so few that a formula would only hide the preferences.

use super::check::{MOST, PAGE, format_size, too_large};
use super::spec::{Orientation, Oversize, Spec};
use super::work::centered;
use crate::diag::Diagnostic;
use crate::geom::{Edges, Length, Point, Rect, Size, Turn};
use crate::rules::Rule;

/// Places for pages in columns and rows, in the middle of a sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    pub(super) sheet: Size,
    pub(super) turn: Turn,
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// How many of the places are taken.
    pub(super) up: usize,
    /// Size of a place: that of the page as it lies there.
    cell: Size,
    gutter: Length,
    /// All places together.
    pub(super) block: Rect,
}

/// The ways in which the sheet may lie, the preferred one first.
pub(super) fn orientations(spec: &Spec) -> Vec<Size> {
    let (short, long) = (spec.paper.short_side(), spec.paper.long_side());
    let (portrait, landscape) = (Size::new(short, long), Size::new(long, short));
    match spec.orientation {
        Orientation::Portrait => vec![portrait],
        Orientation::Landscape => vec![landscape],
        Orientation::Best if short == long => vec![portrait],
        Orientation::Best => vec![portrait, landscape],
    }
}

/// The length of so many places with gaps between them.
fn extent(count: usize, cell: Length, gutter: Length) -> Length {
    cell * count as f64 + gutter * count.saturating_sub(1) as f64
}

impl Grid {
    /// Chooses the places for a page: the number that is asked for, or as many as there is room for. Among ways that
    /// hold as many, upright pages come first, then a paper that lies the same way as the pages together.
    pub(super) fn choose(spec: &Spec, page: Size, up: Option<usize>) -> Result<Self, Diagnostic> {
        // Four ways at most: two of the paper, two of the page.
        let ways = || {
            orientations(spec)
                .into_iter()
                .flat_map(|sheet| [Turn::None, Turn::Right].map(|turn| (sheet, turn)))
        };
        let mut found: Vec<Self> = ways()
            .filter_map(|(sheet, turn)| Self::at_true_size(spec, page, (sheet, turn), up))
            .collect();
        // Shrinking is the second choice: only if nothing fits at true size.
        if found.is_empty() && spec.oversize == Oversize::Shrink {
            let shrunk = ways()
                .flat_map(|way| (1..=up.unwrap_or(1).min(MOST)).map(move |columns| (way, columns)));
            found = shrunk
                .filter_map(|(way, columns)| Self::shrunk(spec, page, way, (columns, up)))
                .collect();
            found.sort_by_key(|grid| {
                let page = grid.turn.size(page);
                // The largest page comes first; shares are below one.
                // Sorted by whole numbers, as floats have no total order; a billionth of the size is enough.
                let share = grid.cell.width.ratio(page.width);
                (-(share * 1e9) as i64, grid.is_turned(), grid.lies_across())
            });
        }
        // The sort is stable, so what was better before stays first among equals.
        found.sort_by_key(|grid| {
            let spare = grid.columns * grid.rows - grid.up;
            let count = (usize::MAX - grid.up, spare);
            match spec.oversize {
                // Already in order of size.
                Oversize::Shrink if up.is_some() => (count.0, 0, false, false),
                _ => (count.0, count.1, grid.is_turned(), grid.lies_across()),
            }
        });
        match found.into_iter().next() {
            Some(grid) if grid.up < MOST => Ok(grid),
            Some(_) => Err(Diagnostic::error(
                Rule::TooManyUp,
                format!(
                    "more than {MOST} pages of {} fit on one side, which is too many to cut",
                    format_size(page)
                ),
            )
            .hint("choose a number with `--up`")),
            None => Err(Self::explain_misfit(spec, page, up)),
        }
    }

    fn is_turned(&self) -> bool {
        self.turn != Turn::None
    }

    /// Whether the paper lies and the pages together stand, or the other way round.
    fn lies_across(&self) -> bool {
        let block = self.block.size;
        (block.width > block.height) != (self.sheet.width > self.sheet.height)
    }

    fn at_true_size(
        spec: &Spec,
        page: Size,
        (sheet, turn): (Size, Turn),
        up: Option<usize>,
    ) -> Option<Self> {
        let cell = turn.size(page);
        let area = usable_area(spec, sheet);
        // Without tolerance: four cards of 53.98 mm are 0.02 mm wider than letter paper, and cut at its edge.
        let count = |room: Length, cell| {
            let room = room - Length::TOLERANCE;
            room.count_fitting(cell, spec.gutter).min(MOST)
        };
        let columns = count(area.size.width, cell.width);
        let rows = count(area.size.height, cell.height);
        let (columns, rows) = match up {
            None => (columns, rows),
            Some(up) if up <= columns.saturating_mul(rows) => (1..=columns)
                .map(|count| (count, up.div_ceil(count)))
                .filter(|(_, high)| *high <= rows)
                // The fewest places left empty, then the most compact.
                .min_by_key(|(wide, high)| (wide * high, wide + high))?,
            Some(_) => return None,
        };
        (columns > 0 && rows > 0).then(|| {
            let up = up.unwrap_or(columns * rows);
            Self::new(spec, (sheet, turn), cell, (columns, rows, up))
        })
    }

    fn shrunk(
        spec: &Spec,
        page: Size,
        (sheet, turn): (Size, Turn),
        (columns, up): (usize, Option<usize>),
    ) -> Option<Self> {
        let up = up.unwrap_or(1);
        let rows = up.div_ceil(columns);
        let area = usable_area(spec, sheet).size;
        // Gutters keep their width when pages shrink: they are room for a knife.
        let gaps = |count: usize| spec.gutter * count.saturating_sub(1) as f64;
        let wide = (area.width - gaps(columns)) / columns as f64;
        let high = (area.height - gaps(rows)) / rows as f64;
        let size = turn.size(page);
        let share = wide.ratio(size.width).min(high.ratio(size.height));
        let cell = Size::new(size.width * share, size.height * share);
        let seen = cell.width > Length::ZERO && cell.height > Length::ZERO;
        (seen && share <= 1.0).then(|| Self::new(spec, (sheet, turn), cell, (columns, rows, up)))
    }

    fn new(
        spec: &Spec,
        (sheet, turn): (Size, Turn),
        cell: Size,
        (columns, rows, up): (usize, usize, usize),
    ) -> Self {
        let size = Size::new(
            extent(columns, cell.width, spec.gutter),
            extent(rows, cell.height, spec.gutter),
        );
        Self {
            sheet,
            turn,
            columns,
            rows,
            up,
            cell,
            gutter: spec.gutter,
            block: centered(size, Rect::of_size(sheet)),
        }
    }

    /// One page with room around it.
    pub(super) fn around(page: Size, room: Length) -> Self {
        let sheet = Rect::of_size(page).grown(Edges::all(room)).size;
        Self {
            sheet,
            turn: Turn::None,
            columns: 1,
            rows: 1,
            up: 1,
            cell: page,
            gutter: Length::ZERO,
            block: centered(page, Rect::of_size(sheet)),
        }
    }

    /// The error for pages that do not oversize: it tells whether a smaller gutter would help.
    fn explain_misfit(spec: &Spec, page: Size, up: Option<usize>) -> Diagnostic {
        let count = |gutter: Length| {
            let spec = Spec {
                gutter,
                ..spec.clone()
            };
            let found = orientations(&spec).into_iter().flat_map(|sheet| {
                let ways = [Turn::None, Turn::Right];
                ways.map(|turn| Self::at_true_size(&spec, page, (sheet, turn), None))
            });
            found.flatten().map(|grid| grid.up).max().unwrap_or(0)
        };
        let room = usable_area(spec, spec.paper).size;
        let (most, without) = (count(spec.gutter), count(Length::ZERO));
        if up == Some(0) {
            return Diagnostic::error(Rule::UpDoesNotFit, "0 pages on a side print nothing")
                .hint("leave the number out to print as many as fit");
        }
        let Some(up) = up.filter(|_| without > 0) else {
            return too_large(PAGE, page, room, spec, (1, 1));
        };
        let page = format_size(page);
        if without >= up {
            let problem = format!(
                "with a gutter of {}, {most} pages of {page} fit on {}, not {up}",
                spec.gutter,
                format_size(room)
            );
            return Diagnostic::error(Rule::GutterTooLarge, problem)
                .hint("make the gutter smaller; without one they fit");
        }
        let problem = format!(
            "{most} pages of {page} fit on {}, not {up}",
            format_size(room)
        );
        Diagnostic::error(Rule::UpDoesNotFit, problem)
            .hint("put fewer on a side, or make them smaller (`--fit shrink`)")
    }

    fn left(&self, column: usize) -> Length {
        self.block.origin.x + (self.cell.width + self.gutter) * column as f64
    }

    fn top(&self, row: usize) -> Length {
        self.block.origin.y + (self.cell.height + self.gutter) * row as f64
    }

    /// The taken places, row by row, each with its column and row.
    pub(super) fn places(&self, right_to_left: bool) -> impl Iterator<Item = (usize, usize)> {
        let columns = self.columns;
        (0..self.up).map(move |at| {
            let column = at % columns;
            let column = if right_to_left {
                columns - 1 - column
            } else {
                column
            };
            (column, at / columns)
        })
    }

    /// A place.
    pub(super) fn cell(&self, column: usize, row: usize) -> Rect {
        Rect {
            origin: Point::new(self.left(column), self.top(row)),
            size: self.cell,
        }
    }

    /// The area that a page may cover with its bleed: up to the middle of the gap to each neighbour, and up to the edge of
    /// the sheet where it has none.
    pub(super) fn limit(&self, column: usize, row: usize) -> Rect {
        // Two neighbours share a gutter, half of it for the bleed of each.
        let half = self.gutter * 0.5;
        let cell = self.cell(column, row);
        let inner = |has_neighbour: bool, near: Length, edge: Length| {
            if has_neighbour { near } else { edge }
        };
        let left = inner(column > 0, cell.origin.x - half, Length::ZERO);
        let top = inner(row > 0, cell.origin.y - half, Length::ZERO);
        let last = |at: usize, count: usize| at + 1 < count;
        let right = inner(
            last(column, self.columns),
            cell.right() + half,
            self.sheet.width,
        );
        let bottom = inner(
            last(row, self.rows),
            cell.bottom() + half,
            self.sheet.height,
        );
        Rect::new(left, top, right - left, bottom - top)
    }

    /// Positions of the cuts from top to bottom: the left and right edges of all columns in turn.
    pub(super) fn upright_cuts(&self) -> Vec<Length> {
        let edges = |column| [self.left(column), self.left(column) + self.cell.width];
        (0..self.columns).flat_map(edges).collect()
    }

    /// Positions of the cuts from left to right: the upper and lower edges of all rows in turn.
    pub(super) fn lying_cuts(&self) -> Vec<Length> {
        let edges = |row| [self.top(row), self.top(row) + self.cell.height];
        (0..self.rows).flat_map(edges).collect()
    }

    /// Distance of the places.
    pub(super) fn gutter(&self) -> Length {
        self.gutter
    }
}

/// The part of a sheet that pages may lie on.
fn usable_area(spec: &Spec, sheet: Size) -> Rect {
    let margin = spec.kept_margin();
    Rect::of_size(sheet).grown(Edges::all(margin).inward())
}
