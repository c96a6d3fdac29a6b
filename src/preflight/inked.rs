//! The area that an item covers with ink. For words this is the outlines of their letters, not the room that the
//! line takes.
//!
//! Two outlines are compared in horizontal rows, a fortieth of a millimetre apart. In each row both are reduced to
//! spans of ink (the fill rules of ISO 32000-1, 8.5.3.3), which are easy to intersect. Ink overlaps if spans overlap
//! by more than the tolerance in two rows, one after the other.

use crate::color::Color;
use crate::frame::{GlyphRun, Item, ItemKind, Path, Segment};
use crate::geom::{Edges, Length, Point, Rect, Rotation};
use crate::typeset::FontBook;

/// Overlap in millimetres, across and down, from which ink collides. Less is rounding between boxes that touch, and
/// invisible: it is about half of the thinnest line that a press prints reliably (0.25 pt).
pub(super) const TOLERANCE_MM: f64 = 0.05;

fn tolerance() -> Length {
    Length::mm(TOLERANCE_MM)
}

/// Distance of the rows in which outlines are compared, in millimetres: half of the tolerance, so that an overlap
/// in two consecutive rows is about as high as the tolerance.
const ROW_MM: f64 = TOLERANCE_MM / 2.0;

/// Largest number of rows in which two outlines are compared. In a higher area the rows are further apart.
const MOST_ROWS: f64 = 2_000.0;

/// Number of straight lines that replace a curve; the error is below a hundredth of its length.
const STEPS: u32 = 8;

/// An item of a page, with the rectangle that it can cover.
pub(super) struct Inked<'a> {
    pub(super) item: &'a Item,
    /// Contains all of its ink, and may be larger.
    pub(super) rect: Rect,
    clip: Option<Rect>,
}

/// A part of an item that is compared by itself, such as a letter.
struct Piece<'a> {
    rect: Rect,
    kind: PieceKind<'a>,
}

enum PieceKind<'a> {
    Whole,
    /// A letter; of an outlined one, only its line.
    Glyph(&'a GlyphRun, usize),
    Fill(&'a Path),
    /// A picture that is rotated or cut to a shape, or a rotated code.
    Slanted(Path),
    Stroke(&'a Path, Length),
}

impl<'a> Inked<'a> {
    /// An item inside a clip; none if it prints nothing.
    pub(super) fn of(item: &'a Item, clip: Option<Rect>, book: &FontBook) -> Option<Self> {
        let rect = match &item.kind {
            ItemKind::Text(run) => room(run, book)?,
            _ => item.bounds()?,
        };
        let rect = rect.clipped_by(clip);
        Some(Self { item, rect, clip })
    }

    /// The rectangle in which the ink of two items overlaps; none if they touch at most.
    pub(super) fn overlap(&self, other: &Self, book: &FontBook) -> Option<Rect> {
        let common = self.rect.overlap(other.rect, tolerance())?;
        // Rectangles first, then letters, then outlines: nearly all pairs are settled by the first test.
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
                if let Some(rect) = find_meeting(one, other, common, book) {
                    found = Some(found.map_or(rect, |found| found.union(rect)));
                }
            }
        }
        found
    }

    /// The parts that reach into a rectangle.
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
                        let rect = run.with_overhang(rect);
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
            ItemKind::Image(placed) if placed.angle.is_none() && placed.cutout.is_whole() => {
                add(placed.clip, PieceKind::Whole);
            }
            ItemKind::Image(placed) => {
                add(placed.bounds(), PieceKind::Slanted(placed.visible_path()));
            }
            ItemKind::Code(code) if code.angle.is_none() => add(code.rect(), PieceKind::Whole),
            ItemKind::Code(code) => add(code.bounds(), slanted(code.rect(), code.rotation())),
            ItemKind::Group(_) | ItemKind::Link(_) => {}
        }
        pieces
    }
}

/// A rectangle as a part, after rotating.
fn slanted<'a>(rect: Rect, by: Rotation) -> PieceKind<'a> {
    PieceKind::Slanted(Path::rectangle(rect, Color::BLACK).rotated(by))
}

/// The rectangle of the ink of a run of text, if it reaches beyond `inner`; none if all of its ink is inside.
pub(super) fn ink_beyond(
    run: &GlyphRun,
    (clip, inner): (Option<Rect>, Rect),
    book: &FontBook,
) -> Option<Rect> {
    let seen = |rect: Rect| rect.clipped_by(clip);
    // Nearly all words are so far inside that their letters need not be examined.
    let room = seen(room(run, book)?);
    if inner.contains(room) {
        return None;
    }
    let face = book.face(run.font);
    let letters = run.glyphs.iter().filter_map(|glyph| {
        let [left, bottom, right, top] = face.ink(glyph.id)?.map(|share| run.size * share);
        let rect = Rect::new(glyph.x + left, glyph.y - top, right - left, top - bottom);
        Some(run.placed(run.with_overhang(rect)))
    });
    let ink = seen(letters.reduce(Rect::union)?);
    let is_seen = ink.size.width > Length::ZERO && ink.size.height > Length::ZERO;
    (is_seen && !inner.contains(ink)).then_some(ink)
}

/// A rectangle that contains all ink of a run of text, from the bounding box of all glyphs of the font.
fn room(run: &GlyphRun, book: &FontBook) -> Option<Rect> {
    let [left, bottom, right, top] = book
        .face(run.font)
        .bounds
        .map(|share| run.size * f64::from(share));
    let xs = || run.glyphs.iter().map(|glyph| glyph.x);
    let ys = || run.glyphs.iter().map(|glyph| glyph.y);
    // The box of all glyphs around the outermost pens: too large, never too small.
    let (from, to) = (xs().min()? + left, xs().max()? + right);
    let (high, low) = (ys().min()? - top, ys().max()? - bottom);
    let room = Rect::new(from, high, to - from, low - high);
    Some(run.placed(run.with_overhang(room)))
}

/// The rectangle in which two parts overlap, inside `place`, which both reach.
fn find_meeting(one: &Piece<'_>, other: &Piece<'_>, place: Rect, book: &FontBook) -> Option<Rect> {
    if let (PieceKind::Whole, PieceKind::Whole) = (&one.kind, &other.kind) {
        return Some(place);
    }
    let rows = Rows::of(place);
    let (ours, theirs) = (rows.spans(one, book), rows.spans(other, book));
    let mut found: Option<(f64, f64, usize, usize)> = None;
    // The overlap in the previous row.
    let mut before: Option<(f64, f64)> = None;
    for (row, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        let here = widest_common(ours, theirs);
        // An overlap in one row only is thinner than the tolerance.
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

/// From the start of the first to the end of the last overlap of two lists of spans that is wider than the tolerance.
fn widest_common(ours: &[(f64, f64)], theirs: &[(f64, f64)]) -> Option<(f64, f64)> {
    let mut found: Option<(f64, f64)> = None;
    let (mut i, mut j) = (0, 0);
    while let (Some(&(a, b)), Some(&(c, d))) = (ours.get(i), theirs.get(j)) {
        let (left, right) = (a.max(c), b.min(d));
        if right - left > TOLERANCE_MM {
            found = Some(found.map_or((left, right), |(first, _)| (first, right)));
        }
        if b < d {
            // The span that ends first cannot overlap any later one.
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

/// The rows of a rectangle, in millimetres.
struct Rows {
    left: f64,
    right: f64,
    top: f64,
    step: f64,
    count: usize,
}

impl Rows {
    /// The rows of a rectangle, each through the middle of its strip.
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

    /// The spans of ink that a part has in each row.
    fn spans(&self, piece: &Piece<'_>, book: &FontBook) -> Vec<Vec<(f64, f64)>> {
        match &piece.kind {
            PieceKind::Whole => vec![vec![(self.left, self.right)]; self.count],
            PieceKind::Glyph(run, index) => {
                let mut crossings = Crossings::of(self);
                if let Some(glyph) = run.glyphs.get(*index) {
                    let outline = book.face(run.font).outline(glyph.id, run.size);
                    let at = Point::new(glyph.x, glyph.y);
                    let placed = |point| run.point(at + point);
                    match run.outline {
                        None => crossings.outline(&outline, placed),
                        Some(weight) => {
                            let half = (weight / 2.0).to_mm();
                            lines(&outline, true, placed, &mut |from, to| {
                                crossings.bar(from, to, half);
                            });
                        }
                    }
                }
                crossings.spans(false)
            }
            PieceKind::Slanted(path) => {
                let mut crossings = Crossings::of(self);
                crossings.outline(&path.segments, |point| point);
                crossings.spans(path.even_odd)
            }
            PieceKind::Fill(path) => {
                let mut crossings = Crossings::of(self);
                crossings.outline(&path.segments, |point| point);
                crossings.spans(path.even_odd)
            }
            PieceKind::Stroke(path, half) => {
                let mut crossings = Crossings::of(self);
                let half = half.to_mm();
                // A stroke is drawn piece by piece and not closed, or an open line would gain a side.
                lines(&path.segments, false, |point| point, &mut |from, to| {
                    crossings.bar(from, to, half);
                });
                crossings.spans(false)
            }
        }
    }
}

/// The points at which outlines cross rows, with 1 for a line that goes down and -1 for one that goes up.
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

    /// Adds the lines of a filled outline.
    fn outline(&mut self, segments: &[Segment], placed: impl Fn(Point) -> Point) {
        lines(segments, true, placed, &mut |from, to| self.line(from, to));
    }

    /// Adds the crossings of a line with all rows between its ends.
    fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        let (high, low, down) = if from.1 <= to.1 {
            // y grows downward, so the point with the smaller y is the higher one.
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

    /// Adds a stroked line as the four sides of its rectangle. `half` is half of its width.
    fn bar(&mut self, from: (f64, f64), to: (f64, f64), half: f64) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let long = dx.hypot(dy);
        if long <= 0.0 {
            return;
        }
        // Half of the width, at a right angle to the line.
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

    /// The spans of ink in each row (ISO 32000-1, 8.5.3.3), inside the rectangle.
    fn spans(self, even_odd: bool) -> Vec<Vec<(f64, f64)>> {
        let (left, right) = (self.rows.left, self.rows.right);
        let spans = |mut crossings: Vec<(f64, i32)>| {
            // Crossings come in the order of the outline; the winding number needs them from left to right.
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
                    // Ink begins where the winding number leaves zero, and ends where it gets back to it.
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

/// Calls `line` with each straight line of an outline, in millimetres. A curve becomes several lines, and a filled
/// outline that is open is closed.
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

/// A point of a cubic Bézier curve.
fn on_curve(points: [(f64, f64); 4], t: f64) -> (f64, f64) {
    let s = 1.0 - t;
    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
    let mut at = (0.0, 0.0);
    for ((x, y), weight) in points.into_iter().zip(weights) {
        at = (at.0 + x * weight, at.1 + y * weight);
    }
    at
}
