//! The area that an item inks: of words the outlines of their letters, not the room that the line takes.

use crate::frame::{GlyphRun, Item, ItemKind, Path, Segment};
use crate::geom::{Edges, Length, Point, Rect};
use crate::typeset::FontBook;

/// How far ink reaches over other ink before the two collide, across and down, in millimetres. Under it
/// boxes that touch differ by rounding, and no eye tells the two apart (practice: half of the thinnest
/// line that a press prints surely, a quarter point).
pub(super) const TOLERANCE_MM: f64 = 0.05;

fn tolerance() -> Length {
    Length::mm(TOLERANCE_MM)
}

/// Distance of the rows along which outlines are compared, in millimetres: half of the tolerance, so that
/// ink that meets in two rows one after the other reaches about as far as that.
const ROW_MM: f64 = TOLERANCE_MM / 2.0;

/// Most rows in which two outlines are compared: places that are higher have rows further apart.
const MOST_ROWS: f64 = 2_000.0;

/// Straight lines that stand for a curve (practice: the error is under a hundredth of its length).
const STEPS: u32 = 8;

/// An item of a page as far as it is seen.
pub(super) struct Inked<'a> {
    pub(super) item: &'a Item,
    /// Around all that it inks; may be larger.
    pub(super) rect: Rect,
    clip: Option<Rect>,
}

/// A piece of what an item inks.
struct Piece<'a> {
    rect: Rect,
    kind: PieceKind<'a>,
}

enum PieceKind<'a> {
    Whole,
    Glyph(&'a GlyphRun, usize),
    Fill(&'a Path),
    Stroke(&'a Path, Length),
}

impl<'a> Inked<'a> {
    /// An item within a clip; none where it inks nothing.
    pub(super) fn of(item: &'a Item, clip: Option<Rect>, book: &FontBook) -> Option<Self> {
        let rect = match &item.kind {
            ItemKind::Text(run) => room(run, book)?,
            _ => item.bounds()?,
        };
        let rect = rect.clipped_by(clip);
        Some(Self { item, rect, clip })
    }

    /// Where the ink of two items lies over one another; none where they touch at most.
    pub(super) fn overlap(&self, other: &Self, book: &FontBook) -> Option<Rect> {
        let common = self.rect.overlap(other.rect, tolerance())?;
        let ours = self.pieces(common, book);
        if ours.is_empty() {
            return None;
        }
        let theirs = other.pieces(common, book);
        let mut found: Option<Rect> = None;
        for one in &ours {
            for other in &theirs {
                let Some(common) = one.rect.overlap(other.rect, tolerance()) else {
                    continue;
                };
                if let Some(rect) = meeting(one, other, common, book) {
                    found = Some(found.map_or(rect, |found| found.union(rect)));
                }
            }
        }
        found
    }

    /// The pieces that reach into a place.
    fn pieces(&self, place: Rect, book: &FontBook) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut add = |rect: Rect, kind: PieceKind<'a>| {
            let rect = rect.clipped_by(self.clip);
            if rect.overlaps(place, tolerance()) {
                pieces.push(Piece { rect, kind });
            }
        };
        match &self.item.kind {
            ItemKind::Text(run) => {
                let face = book.face(run.font);
                for (index, glyph) in run.glyphs.iter().enumerate() {
                    if let Some(ink) = face.ink(glyph.id) {
                        let [left, bottom, right, top] = ink.map(|share| run.size * share);
                        let rect =
                            Rect::new(glyph.x + left, glyph.y - top, right - left, top - bottom);
                        add(run.placed(rect), PieceKind::Glyph(run, index));
                    }
                }
            }
            ItemKind::Path(path) => {
                let Some(bounds) = path.bounds() else {
                    return pieces;
                };
                if path.fill.is_some() {
                    add(bounds, PieceKind::Fill(path));
                }
                if let Some(stroke) = path.stroke {
                    let half = stroke.width / 2.0;
                    add(
                        bounds.grown(Edges::all(half)),
                        PieceKind::Stroke(path, half),
                    );
                }
            }
            ItemKind::Image(placed) => add(placed.clip, PieceKind::Whole),
            ItemKind::Code(code) => add(code.rect(), PieceKind::Whole),
            ItemKind::Group(_) | ItemKind::Link(_) => {}
        }
        pieces
    }
}

/// Around what of words is seen beyond a rectangle, by their letters and not by the room of their line; none
/// where all ink lies within it.
pub(super) fn ink_beyond(
    run: &GlyphRun,
    (clip, inner): (Option<Rect>, Rect),
    book: &FontBook,
) -> Option<Rect> {
    let seen = |rect: Rect| rect.clipped_by(clip);
    // Nearly all words lie so far within that their letters need not be looked at.
    let room = seen(room(run, book)?);
    if inner.contains(room) {
        return None;
    }
    let face = book.face(run.font);
    let letters = run.glyphs.iter().filter_map(|glyph| {
        let [left, bottom, right, top] = face.ink(glyph.id)?.map(|share| run.size * share);
        let rect = Rect::new(glyph.x + left, glyph.y - top, right - left, top - bottom);
        Some(run.placed(rect))
    });
    let ink = seen(letters.reduce(Rect::union)?);
    let is_seen = ink.size.width > Length::ZERO && ink.size.height > Length::ZERO;
    (is_seen && !inner.contains(ink)).then_some(ink)
}

/// Around all that a run can ink: its font tells how far any of its glyphs reach.
fn room(run: &GlyphRun, book: &FontBook) -> Option<Rect> {
    let [left, bottom, right, top] = book
        .face(run.font)
        .bounds
        .map(|share| run.size * f64::from(share));
    let xs = || run.glyphs.iter().map(|glyph| glyph.x);
    let ys = || run.glyphs.iter().map(|glyph| glyph.y);
    let (from, to) = (xs().min()? + left, xs().max()? + right);
    let (high, low) = (ys().min()? - top, ys().max()? - bottom);
    Some(run.placed(Rect::new(from, high, to - from, low - high)))
}

/// Where two pieces lie over one another within a place that both reach.
fn meeting(one: &Piece<'_>, other: &Piece<'_>, place: Rect, book: &FontBook) -> Option<Rect> {
    if let (PieceKind::Whole, PieceKind::Whole) = (&one.kind, &other.kind) {
        return Some(place);
    }
    let rows = Rows::of(place);
    let (ours, theirs) = (rows.spans(one, book), rows.spans(other, book));
    let mut found: Option<(f64, f64, usize, usize)> = None;
    // What met in the row before.
    let mut before: Option<(f64, f64)> = None;
    for (row, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        let here = widest_common(ours, theirs);
        if let (Some((a, b)), Some((c, d))) = (before, here) {
            let (left, right) = (a.min(c), b.max(d));
            found = Some(
                found.map_or((left, right, row - 1, row), |(l, r, first, _)| {
                    (l.min(left), r.max(right), first, row)
                }),
            );
        }
        before = here;
    }
    let (left, right, first, last) = found?;
    let y = |row: usize| Length::mm(rows.top + rows.step * row as f64);
    Some(Rect::new(
        Length::mm(left),
        y(first),
        Length::mm(right - left),
        y(last) - y(first),
    ))
}

/// From the first to the last place where spans of both lists lie over one another by more than the
/// tolerance.
fn widest_common(ours: &[(f64, f64)], theirs: &[(f64, f64)]) -> Option<(f64, f64)> {
    let mut found: Option<(f64, f64)> = None;
    let (mut i, mut j) = (0, 0);
    while let (Some(&(a, b)), Some(&(c, d))) = (ours.get(i), theirs.get(j)) {
        let (left, right) = (a.max(c), b.min(d));
        if right - left > TOLERANCE_MM {
            found = Some(found.map_or((left, right), |(first, _)| (first, right)));
        }
        if b < d {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

/// Rows across a place, in millimetres.
struct Rows {
    left: f64,
    right: f64,
    top: f64,
    step: f64,
    count: usize,
}

impl Rows {
    fn of(place: Rect) -> Self {
        let height = place.size.height.to_mm();
        let count = (height / ROW_MM).ceil().clamp(2.0, MOST_ROWS);
        let step = height / count;
        Self {
            left: place.origin.x.to_mm(),
            right: place.right().to_mm(),
            top: place.origin.y.to_mm() + step / 2.0,
            step,
            count: count as usize,
        }
    }

    /// From where to where a piece inks each row.
    fn spans(&self, piece: &Piece<'_>, book: &FontBook) -> Vec<Vec<(f64, f64)>> {
        match &piece.kind {
            PieceKind::Whole => vec![vec![(self.left, self.right)]; self.count],
            PieceKind::Glyph(run, index) => {
                let mut crossings = Crossings::of(self);
                if let Some(glyph) = run.glyphs.get(*index) {
                    let outline = book.face(run.font).outline(glyph.id, run.size);
                    let at = Point::new(glyph.x, glyph.y);
                    crossings.outline(&outline, |point| run.point(at + point));
                }
                crossings.spans(false)
            }
            PieceKind::Fill(path) => {
                let mut crossings = Crossings::of(self);
                crossings.outline(&path.segments, |point| point);
                crossings.spans(path.even_odd)
            }
            PieceKind::Stroke(path, half) => {
                let mut crossings = Crossings::of(self);
                let half = half.to_mm();
                lines(&path.segments, false, |point| point, &mut |from, to| {
                    crossings.bar(from, to, half);
                });
                crossings.spans(false)
            }
        }
    }
}

/// Where outlines cross rows, and whether downwards.
struct Crossings<'r> {
    rows: &'r Rows,
    at: Vec<Vec<(f64, i32)>>,
}

impl<'r> Crossings<'r> {
    fn of(rows: &'r Rows) -> Self {
        Self {
            rows,
            at: vec![Vec::new(); rows.count],
        }
    }

    fn outline(&mut self, segments: &[Segment], placed: impl Fn(Point) -> Point) {
        lines(segments, true, placed, &mut |from, to| self.line(from, to));
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        let (high, low, down) = if from.1 <= to.1 {
            (from, to, 1)
        } else {
            (to, from, -1)
        };
        let row = |y: f64| ((y - self.rows.top) / self.rows.step).ceil().max(0.0) as usize;
        let (first, end) = (row(high.1), row(low.1).min(self.rows.count));
        for row in first..end {
            let y = self.rows.top + self.rows.step * row as f64;
            let share = (y - high.1) / (low.1 - high.1);
            if let Some(crossings) = self.at.get_mut(row) {
                crossings.push((high.0 + (low.0 - high.0) * share, down));
            }
        }
    }

    /// A line of that half width.
    fn bar(&mut self, from: (f64, f64), to: (f64, f64), half: f64) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let long = dx.hypot(dy);
        if long <= 0.0 {
            return;
        }
        let (x, y) = (-dy / long * half, dx / long * half);
        let corners = [
            (from.0 + x, from.1 + y),
            (to.0 + x, to.1 + y),
            (to.0 - x, to.1 - y),
            (from.0 - x, from.1 - y),
        ];
        for (index, corner) in corners.iter().enumerate() {
            self.line(*corner, corners[(index + 1) % 4]);
        }
    }

    /// From where to where each row is inked (ISO 32000-1, 8.5.3.3), within the place.
    fn spans(self, even_odd: bool) -> Vec<Vec<(f64, f64)>> {
        let (left, right) = (self.rows.left, self.rows.right);
        let spans = |mut crossings: Vec<(f64, i32)>| {
            crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut spans: Vec<(f64, f64)> = Vec::new();
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
                    (true, false) => {
                        let span = (start.max(left), x.min(right));
                        if span.0 < span.1 {
                            spans.push(span);
                        }
                    }
                    _ => {}
                }
            }
            spans
        };
        self.at.into_iter().map(spans).collect()
    }
}

/// Calls `line` with each straight line of an outline, in millimetres; curves as several. A filled
/// outline is closed where it is not.
fn lines(
    segments: &[Segment],
    closed: bool,
    placed: impl Fn(Point) -> Point,
    line: &mut dyn FnMut((f64, f64), (f64, f64)),
) {
    let at = |point: Point| {
        let point = placed(point);
        (point.x.to_mm(), point.y.to_mm())
    };
    let (mut start, mut last) = (None, None);
    for segment in segments {
        match *segment {
            Segment::Move(to) => {
                if let (true, Some(from), Some(to)) = (closed, last, start) {
                    line(from, to);
                }
                (start, last) = (Some(at(to)), Some(at(to)));
            }
            Segment::Line(to) => {
                let to = at(to);
                line(last.unwrap_or(to), to);
                last = Some(to);
            }
            Segment::Curve(a, b, to) => {
                let (a, b, to) = (at(a), at(b), at(to));
                let from = last.unwrap_or(a);
                let mut before = from;
                for step in 1..=STEPS {
                    let next = on_curve([from, a, b, to], f64::from(step) / f64::from(STEPS));
                    line(before, next);
                    before = next;
                }
                last = Some(to);
            }
            Segment::Close => {
                if let (Some(from), Some(to)) = (last, start) {
                    line(from, to);
                }
                last = start;
            }
        }
    }
    if let (true, Some(from), Some(to)) = (closed, last, start) {
        line(from, to);
    }
}

fn on_curve(points: [(f64, f64); 4], t: f64) -> (f64, f64) {
    let s = 1.0 - t;
    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
    let mut at = (0.0, 0.0);
    for ((x, y), weight) in points.into_iter().zip(weights) {
        at = (at.0 + x * weight, at.1 + y * weight);
    }
    at
}
