//! Outlines of the marks of a tally, and of plain shapes.

use crate::color::Color;
use crate::frame::{Path, Segment};
use crate::geom::{Length, Point, Rect};
use crate::template::plan::{Mark, Shape};

/// Most dashes of a broken bar, the last mark of an open tally (practice: as many as people tell apart at a
/// glance).
pub(super) const DASHES: usize = 8;

/// Least height of a dash and of the gap after it (practice: a copier fills gaps under a point).
fn least_dash() -> Length {
    Length::pt(1.0)
}

/// Thickness of the outline of a hollow person, as a share of its width (practice: looks as dark as the ring of
/// a hollow dot, and prints at a width of 2 mm).
const LINE: f64 = 0.12;

/// Length of the handles of the Bézier curve that is nearest to a quarter circle, in radii: 4/3 (√2 − 1).
const QUARTER: f64 = 0.552_284_75;

/// Size of the hole in a hollow mark, as a share of the mark (practice).
const HOLLOW: f64 = 0.6;

/// Adds the outline of a mark in its place; a broken or hollow one for those who were not counted.
pub(super) fn draw(mark: Mark, rect: Rect, broken: bool, segments: &mut Vec<Segment>) {
    match (mark, broken) {
        (Mark::Bar | Mark::Stroke, false) => rectangle(rect, segments),
        (Mark::Bar | Mark::Stroke, true) => dashes(rect, segments),
        (Mark::Dot, broken) => {
            // Round and square marks keep their shape: they are centred in a box that is higher or wider.
            let radius = rect.size.short_side() * 0.5;
            circle(center(rect), radius, segments);
            if broken {
                circle(center(rect), radius * HOLLOW, segments);
            }
        }
        (Mark::Square, broken) => {
            let side = rect.size.short_side();
            let middle = center(rect);
            let square =
                |side: Length| Rect::new(middle.x - side * 0.5, middle.y - side * 0.5, side, side);
            rectangle(square(side), segments);
            if broken {
                rectangle(square(side * HOLLOW), segments);
            }
        }
        (Mark::Person, broken) => {
            person(rect, 0.0, segments);
            if broken {
                person(rect, LINE, segments);
            }
        }
    }
}

/// Adds the fifth stroke of a group, from the lower left to the upper right, as thick as an upright.
pub(super) fn across(rect: Rect, weight: Length, segments: &mut Vec<Segment>) {
    let down = rect.size.height * 0.14;
    // A slanted line looks thicker than its cut from top to bottom: 0.62 of the weight on either side of it
    // makes it look as thick as the uprights (practice).
    let (top, bottom) = (rect.origin.y + down, rect.bottom() - down);
    let half = weight * 0.62;
    segments.extend([
        Segment::Move(Point::new(rect.origin.x, bottom - half)),
        Segment::Line(Point::new(rect.right(), top - half)),
        Segment::Line(Point::new(rect.right(), top + half)),
        Segment::Line(Point::new(rect.origin.x, bottom + half)),
        Segment::Close,
    ]);
}

/// The outline of a plain shape that fills a box. Arrows point in the direction of reading.
pub(super) fn shape(shape: Shape, rect: Rect, right_to_left: bool) -> Vec<Segment> {
    let mut segments = Vec::new();
    // Points are given as shares of the width and the height of the box.
    let polygon = |points: &[(f64, f64)]| {
        let at = |&(x, y): &(f64, f64)| {
            let x = if right_to_left { 1.0 - x } else { x };
            Point::new(
                rect.origin.x + rect.size.width * x,
                rect.origin.y + rect.size.height * y,
            )
        };
        let mut outline: Vec<Segment> = points
            .iter()
            .map(|point| Segment::Line(at(point)))
            .collect();
        if let Some(first) = points.first() {
            outline.insert(0, Segment::Move(at(first)));
        }
        outline.push(Segment::Close);
        outline
    };
    match shape {
        Shape::Circle => circle(center(rect), rect.size.short_side() * 0.5, &mut segments),
        Shape::Rectangle => rectangle(rect, &mut segments),
        Shape::Triangle => segments = polygon(&[(0.5, 0.0), (1.0, 1.0), (0.0, 1.0)]),
        Shape::Arrow => {
            segments = polygon(&[
                (0.0, 0.35),
                (0.55, 0.35),
                (0.55, 0.0),
                (1.0, 0.5),
                (0.55, 1.0),
                (0.55, 0.65),
                (0.0, 0.65),
            ]);
        }
    }
    segments
}

fn center(rect: Rect) -> Point {
    Point::new(
        rect.origin.x + rect.size.width * 0.5,
        rect.origin.y + rect.size.height * 0.5,
    )
}

fn rectangle(rect: Rect, segments: &mut Vec<Segment>) {
    segments.extend(Path::rectangle(rect, Color::BLACK).segments);
}

/// Adds a bar that is cut into dashes.
fn dashes(rect: Rect, segments: &mut Vec<Segment>) {
    let Rect { origin, size } = rect;
    for (top, bottom) in dashes_of(rect) {
        rectangle(Rect::new(origin.x, top, size.width, bottom - top), segments);
    }
}

/// The top and the bottom of each dash of a rectangle. Gaps are as long as dashes, and it begins and ends with a
/// dash.
pub(super) fn dashes_of(rect: Rect) -> Vec<(Length, Length)> {
    // `n` dashes and `n - 1` gaps fit if none is under the least height; at least two are drawn, or it is no
    // broken bar.
    let fitting = ((rect.size.height.ratio(least_dash()) + 1.0) / 2.0).floor();
    let count = (fitting.max(0.0) as usize).clamp(2, DASHES);
    let step = rect.size.height / (2 * count - 1) as f64;
    let dash = |index: usize| {
        let top = rect.origin.y + step * (2 * index) as f64;
        (top, top + step)
    };
    (0..count).map(dash).collect()
}

/// Adds a person, head and shoulders, at the foot of the box. `within` moves the outline inward by that share
/// of the width: drawn inside the outer one, it makes a hollow person.
fn person(rect: Rect, within: f64, segments: &mut Vec<Segment>) {
    // Half as high again as wide (practice: recognised as a person at a height of 3 mm).
    let wide = rect.size.width.min(rect.size.height / 1.5);
    let middle = rect.origin.x + rect.size.width * 0.5;
    let foot = rect.bottom();
    let at = |x: f64, y: f64| Point::new(middle + wide * x, foot - wide * y);
    circle(at(0.0, 1.23), wide * (0.27 - within), segments);
    let (side, base, top) = (0.5 - within, within, 0.88 - within);
    // The curve of the shoulders keeps its proportions when the outline moves inward.
    let shoulder = |share: f64| 0.45 + (top - 0.45) * share;
    segments.extend([
        Segment::Move(at(-side, base)),
        Segment::Line(at(-side, 0.45)),
        Segment::Curve(
            at(-side, shoulder(0.63)),
            at(-side * 0.64, top),
            at(0.0, top),
        ),
        Segment::Curve(
            at(side * 0.64, top),
            at(side, shoulder(0.63)),
            at(side, 0.45),
        ),
        Segment::Line(at(side, base)),
        Segment::Close,
    ]);
}

fn circle(center: Point, radius: Length, segments: &mut Vec<Segment>) {
    let at = |x: f64, y: f64| Point::new(center.x + radius * x, center.y + radius * y);
    segments.push(Segment::Move(at(1.0, 0.0)));
    for (from, to) in [
        ((1.0, 0.0), (0.0, 1.0)),
        ((0.0, 1.0), (-1.0, 0.0)),
        ((-1.0, 0.0), (0.0, -1.0)),
        ((0.0, -1.0), (1.0, 0.0)),
    ] {
        let (fx, fy): (f64, f64) = from;
        let (tx, ty): (f64, f64) = to;
        let first = at(fx + tx * QUARTER, fy + ty * QUARTER);
        let second = at(tx + fx * QUARTER, ty + fy * QUARTER);
        segments.push(Segment::Curve(first, second, at(tx, ty)));
    }
    segments.push(Segment::Close);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_person_is_an_outline_of_one_thickness() {
        let rect = Rect::new(Length::ZERO, Length::ZERO, Length::mm(2.0), Length::mm(3.0));
        let mut segments = Vec::new();
        draw(Mark::Person, rect, true, &mut segments);
        let starts: Vec<usize> = (0..segments.len())
            .filter(|at| matches!(segments[*at], Segment::Move(_)))
            .collect();
        assert_eq!(starts.len(), 4, "head and shoulders, twice");
        let bounds = |contour: usize| {
            let end = starts.get(contour + 1).copied().unwrap_or(segments.len());
            let path = Path {
                segments: segments[starts[contour]..end].to_vec(),
                ..Path::rectangle(rect, Color::BLACK)
            };
            path.bounds().expect("a contour has points")
        };
        let line = Length::mm(2.0 * LINE);
        for (outer, inner) in [(0, 2), (1, 3)] {
            let (outer, inner) = (bounds(outer), bounds(inner));
            let edges = [
                inner.origin.x - outer.origin.x,
                inner.origin.y - outer.origin.y,
                outer.right() - inner.right(),
                outer.bottom() - inner.bottom(),
            ];
            for edge in edges {
                assert!((edge - line).abs() < Length::mm(0.01), "{edge}");
            }
        }
    }

    #[test]
    fn a_broken_bar_keeps_gaps_that_print() {
        let broken = |height: f64| {
            let rect = Rect::new(
                Length::ZERO,
                Length::ZERO,
                Length::mm(1.0),
                Length::mm(height),
            );
            let mut segments = Vec::new();
            draw(Mark::Bar, rect, true, &mut segments);
            let dashes = segments.iter().filter(|it| matches!(it, Segment::Move(_)));
            dashes.count()
        };
        assert_eq!(broken(20.0), DASHES);
        assert_eq!(broken(2.0), 3);
        assert_eq!(broken(0.5), 2);
    }
}
