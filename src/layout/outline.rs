//! Outlines as polygons: what the open mark of a tally is cut, broken and bent from, and how outlines get a place.

use crate::frame::Segment;
use crate::geom::{Length, Point, Rect};

/// Number of straight lines that replace a curve; the error is below a hundredth of its length.
const STEPS: u32 = 16;

/// A closed contour, by its corners in millimetres.
pub(super) type Contour = Vec<(f64, f64)>;

/// The contours of an outline. Each is taken as closed.
pub(super) fn contours_of(segments: &[Segment]) -> Vec<Contour> {
    let mm = |point: Point| (point.x.to_mm(), point.y.to_mm());
    let mut contours: Vec<Contour> = Vec::new();
    for segment in segments {
        match (*segment, contours.last_mut()) {
            (Segment::Move(to), _) => contours.push(vec![mm(to)]),
            (Segment::Line(to), Some(contour)) => contour.push(mm(to)),
            (Segment::Curve(a, b, to), Some(contour)) => {
                let from = contour.last().copied().unwrap_or(mm(a));
                let points = [from, mm(a), mm(b), mm(to)];
                contour.extend(
                    (1..=STEPS).map(|step| on_curve(points, f64::from(step) / f64::from(STEPS))),
                );
            }
            (Segment::Close, _) | (_, None) => {}
        }
    }
    contours
}

/// A point of a cubic Bézier curve.
fn on_curve(points: [(f64, f64); 4], t: f64) -> (f64, f64) {
    let s = 1.0 - t;
    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
    let sum = |part: fn((f64, f64)) -> f64| {
        let parts = points.into_iter().zip(weights);
        parts.map(|(point, weight)| part(point) * weight).sum()
    };
    (sum(|point| point.0), sum(|point| point.1))
}

/// The outline of contours.
pub(super) fn segments_of(contours: &[Contour]) -> Vec<Segment> {
    let mut segments = Vec::new();
    for contour in contours.iter().filter(|contour| contour.len() > 2) {
        for (index, (x, y)) in contour.iter().enumerate() {
            let point = Point::new(Length::mm(*x), Length::mm(*y));
            segments.push(match index {
                0 => Segment::Move(point),
                _ => Segment::Line(point),
            });
        }
        segments.push(Segment::Close);
    }
    segments
}

/// The part of contours on one side of a line (Sutherland and Hodgman, "Reentrant polygon clipping", 1974). `side`
/// is the signed distance of a point, positive where it is kept.
pub(super) fn cut(contours: &[Contour], side: impl Fn((f64, f64)) -> f64) -> Vec<Contour> {
    let cut_one = |contour: &Contour| {
        let mut kept = Contour::new();
        let mut from = contour.last().copied().unwrap_or_default();
        for to in contour {
            let (before, after) = (side(from), side(*to));
            if (before >= 0.0) != (after >= 0.0) {
                let share = before / (before - after);
                kept.push((
                    from.0 + (to.0 - from.0) * share,
                    from.1 + (to.1 - from.1) * share,
                ));
            }
            if after >= 0.0 {
                kept.push(*to);
            }
            from = *to;
        }
        kept
    };
    contours.iter().map(cut_one).collect()
}

/// Contours with more corners on their long sides, so that a straight side can become a curve. `step` is the longest
/// side that stays, in millimetres.
pub(super) fn with_more_corners(contours: &[Contour], step: f64) -> Vec<Contour> {
    let one = |contour: &Contour| {
        let mut more = Contour::new();
        let mut from = contour.last().copied().unwrap_or_default();
        for to in contour {
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            let parts = (dx.hypot(dy) / step).ceil().clamp(1.0, 64.0) as u32;
            more.extend((1..=parts).map(|part| {
                let share = f64::from(part) / f64::from(parts);
                (from.0 + dx * share, from.1 + dy * share)
            }));
            from = *to;
        }
        more
    };
    contours.iter().map(one).collect()
}

/// The smallest rectangle around contours; none without a point.
pub(super) fn bounds_of(contours: &[Contour]) -> Option<Rect> {
    let points = contours.iter().flatten();
    let points: Vec<Point> = points
        .map(|(x, y)| Point::new(Length::mm(*x), Length::mm(*y)))
        .collect();
    (!points.is_empty()).then(|| Rect::around(&points))
}

/// An outline whose points are moved.
pub(super) fn mapped(segments: &[Segment], to: impl Fn(Point) -> Point) -> Vec<Segment> {
    let map = |segment: &Segment| match *segment {
        Segment::Move(p) => Segment::Move(to(p)),
        Segment::Line(p) => Segment::Line(to(p)),
        Segment::Curve(a, b, p) => Segment::Curve(to(a), to(b), to(p)),
        Segment::Close => Segment::Close,
    };
    segments.iter().map(map).collect()
}
