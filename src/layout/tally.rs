//! The tally: one mark for each that is counted, exact to the width.

use crate::frame::{Path, Segment};
use crate::geom::{Length, Point, Rect, Size};
use crate::template::plan::{Mark, Tally};

/// Dashes of the broken bar at the open end (practice: as many as are told apart at a glance).
const DASHES: usize = 8;

/// Handle of the Bézier curve for a quarter circle, in radii.
const QUARTER: f64 = 0.552_284_75;

/// Whether marks or gaps would be thinner than a quarter point, the thinnest line that prints surely
/// (practice).
pub(super) fn too_thin(tally: &Tally, width: Length) -> bool {
    let (widths, unit) = widths(tally, width);
    let thinnest = widths.iter().copied().fold(tally.spacing, f64::min);
    unit * thinnest < Length::pt(0.25)
}

/// The relative widths of the marks, and the width of one unit.
fn widths(tally: &Tally, width: Length) -> (Vec<f64>, Length) {
    let mut widths: Vec<f64> = tally
        .groups
        .iter()
        .flat_map(|(count, weight)| vec![*weight; *count as usize])
        .collect();
    let last = tally.groups.last().map_or(1.0, |(_, weight)| *weight);
    if tally.open {
        widths.push(last);
    }
    let gaps = tally.spacing * widths.len().saturating_sub(1) as f64;
    let unit = width / (widths.iter().sum::<f64>() + gaps).max(1e-9);
    (widths, unit)
}

/// The marks in a rectangle, as one path. They are counted from the side where reading begins.
pub(super) fn path(tally: &Tally, rect: Rect, right_to_left: bool) -> Path {
    let (widths, unit) = widths(tally, rect.size.width);
    let mut segments = Vec::new();
    let mut x = 0.0;
    for (index, width) in widths.iter().enumerate() {
        let mark = Rect {
            origin: Point::new(rect.origin.x + unit * x, rect.origin.y),
            size: Size::new(unit * *width, rect.size.height),
        };
        let mark = if right_to_left {
            mark.mirrored(rect.origin.x + rect.right())
        } else {
            mark
        };
        let broken = tally.open && index + 1 == widths.len();
        match (tally.mark, broken) {
            (Mark::Bar, false) => rectangle(mark, &mut segments),
            (Mark::Bar, true) => dashes(mark, &mut segments),
            (Mark::Dot, broken) => dot(mark, broken, &mut segments),
        }
        x += width + tally.spacing;
    }
    Path {
        segments,
        fill: Some(tally.color),
        even_odd: true,
        stroke: None,
        opacity: 1.0,
    }
}

fn rectangle(rect: Rect, segments: &mut Vec<Segment>) {
    segments.extend(Path::rectangle(rect, crate::color::Color::BLACK).segments);
}

/// A bar with gaps as long as its dashes; it begins and ends with a dash.
fn dashes(rect: Rect, segments: &mut Vec<Segment>) {
    let step = rect.size.height / (2 * DASHES - 1) as f64;
    for index in 0..DASHES {
        let top = rect.origin.y + step * (2 * index) as f64;
        rectangle(
            Rect::new(rect.origin.x, top, rect.size.width, step),
            segments,
        );
    }
}

/// A dot, or a ring where it stands for those not counted.
fn dot(rect: Rect, ring: bool, segments: &mut Vec<Segment>) {
    let radius = rect.size.short_side() * 0.5;
    let center = Point::new(
        rect.origin.x + rect.size.width * 0.5,
        rect.origin.y + rect.size.height * 0.5,
    );
    circle(center, radius, segments);
    if ring {
        circle(center, radius * 0.6, segments);
    }
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
    use crate::color::Color;
    use crate::frame::Origin;

    fn tally(mark: Mark) -> Tally {
        Tally {
            groups: vec![(8, 3.0), (50, 1.0)],
            spacing: 0.5,
            open: true,
            mark,
            color: Color::BLACK,
            alt: String::new(),
            origin: Origin::new("f", "k"),
        }
    }

    #[test]
    fn one_mark_a_person_exact_to_the_width() {
        let rect = Rect::new(
            Length::mm(9.0),
            Length::mm(5.0),
            Length::mm(130.0),
            Length::mm(20.0),
        );
        let path = path(&tally(Mark::Bar), rect, false);
        let moves = path
            .segments
            .iter()
            .filter(|segment| matches!(segment, Segment::Move(_)))
            .count();
        assert_eq!(moves, 8 + 50 + DASHES);
        let right = path.segments.iter().filter_map(|segment| match segment {
            Segment::Line(point) => Some(point.x),
            _ => None,
        });
        assert!((right.max().unwrap_or_default() - rect.right()).abs() < Length::mm(0.01));
    }

    #[test]
    fn dots_have_a_ring_at_the_open_end() {
        let path = path(
            &tally(Mark::Dot),
            Rect::new(
                Length::ZERO,
                Length::ZERO,
                Length::mm(100.0),
                Length::mm(4.0),
            ),
            false,
        );
        let moves = path
            .segments
            .iter()
            .filter(|segment| matches!(segment, Segment::Move(_)))
            .count();
        assert_eq!(moves, 8 + 50 + 2);
    }
}
