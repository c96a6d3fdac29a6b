//! A sheet that shows how far front and back of a printer are apart.
//!
//! No printer puts the back exactly behind the front. Who prints this sheet on both sides and holds it against
//! the light reads two numbers from it, which `--back-offset` then makes up for.

use super::Spec;
use super::draw::{Pen, circle, stroke};
use super::mirror::Mirror;
use super::work::{blank, move_back};
use crate::frame::Frame;
use crate::geom::{Length, Point};
use crate::sheet::{Flip, Sheet};
use crate::typeset::{FontBook, Lettering};

/// How far the rulers reach to both sides, in millimetres: printers are off by one or two (print
/// practice).
const REACH: i32 = 8;

/// Size of the figures, in points (practice).
const FIGURES: f64 = 6.0;

/// A sheet to be printed on both sides and held against the light. The front has crosses in four
/// places, the back rulers in the same places, with the x axis to the right and the y axis down as the
/// back is seen. What the cross of the front points at, in millimetres, is the offset to give as
/// `--back-offset X,Y`. Where `spec` has an offset already, the rulers are moved by it, so the crosses
/// should point at zero.
pub fn calibration(spec: &Spec, book: &FontBook) -> Sheet {
    let size = spec.paper;
    let mirror = Mirror::of(spec.flip, size);
    let mut pen = Lettering::new(book, &spec.language);
    let mut front = blank(size);
    let mut back = blank(size);
    // Four places: a sheet that is fed askew is off by a different amount in each corner.
    for (x, y) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
        let at = Point::new(size.width * x, size.height * y);
        cross(at, &mut front.marks);
        // Exactly behind the cross, if the printer were exact.
        ruler(mirror.point(at, size), &mut pen, &mut back.marks);
    }
    let edge = match spec.flip {
        Flip::LongEdge => "long-edge",
        Flip::ShortEdge => "short-edge",
    };
    for (side, name) in [(&mut front, "1"), (&mut back, "2")] {
        let words = format!("{name}/2  ·  {edge}  ·  --back-offset X,Y  (mm)");
        let line = pen.line(&words, Length::pt(10.0));
        let at = Point::new((size.width - line.width) * 0.5, size.height * 0.5);
        line.draw(at, &mut side.marks);
    }
    // Everything on the back moves, labels too: what is printed is what a piece would get.
    move_back(&mut back, spec.back_offset);
    pen.finish();
    Sheet {
        front,
        back: Some(back),
    }
}

/// Draws a cross with a small circle, which is easy to find against the light.
fn cross(at: Point, frame: &mut Frame) {
    let arm = Length::mm(f64::from(REACH));
    let zero = Length::ZERO;
    stroke(
        at + Point::new(-arm, zero),
        at + Point::new(arm, zero),
        Pen::Fine,
        frame,
    );
    stroke(
        at + Point::new(zero, -arm),
        at + Point::new(zero, arm),
        Pen::Fine,
        frame,
    );
    circle(at, Length::mm(1.0), Pen::Fine, frame);
}

/// Draws a horizontal and a vertical ruler that meet at a point.
fn ruler(at: Point, pen: &mut Lettering<'_>, frame: &mut Frame) {
    let mm = |value: f64| Length::mm(value);
    let size = Length::pt(FIGURES);
    // Half millimetres, longer lines at whole ones.
    for half in -2 * REACH..=2 * REACH {
        let value = f64::from(half) / 2.0;
        let long = if half % 2 == 0 { 2.0 } else { 1.0 };
        let long = if half == 0 { 4.0 } else { long };
        let along = at + Point::new(mm(value), Length::ZERO);
        stroke(
            along,
            along + Point::new(Length::ZERO, mm(long)),
            Pen::Fine,
            frame,
        );
        let down = at + Point::new(Length::ZERO, mm(value));
        stroke(
            down,
            down + Point::new(mm(long), Length::ZERO),
            Pen::Fine,
            frame,
        );
    }
    // Above and to the left, clear of the lines and of one another.
    for value in [-REACH, -REACH + 3, REACH - 3, REACH] {
        let figure = format!("{value:+}");
        let line = pen.line(&figure, size);
        let half = line.width * 0.5;
        let above = Point::new(mm(f64::from(value)) - half, mm(-1.0));
        line.draw(at + above, frame);
        let line = pen.line(&figure, size);
        let beside = Point::new(mm(-1.0) - line.width, mm(f64::from(value)) + size * 0.35);
        line.draw(at + beside, frame);
    }
    for (name, offset) in [
        ("X", Point::new(mm(f64::from(REACH) + 2.0), size * 0.35)),
        (
            "Y",
            Point::new(-size * 0.35, mm(f64::from(REACH) + 2.0) + size),
        ),
    ] {
        pen.line(name, size).draw(at + offset, frame);
    }
}
