//! The shape that a picture is cut to, within its visible rectangle.
//!
//! It is kept in shares of that rectangle, so that nothing changes about it when the picture is moved, turned or
//! rotated.

use std::sync::Arc;

use super::path::{Path, Segment};
use crate::color::Color;
use crate::geom::{Point, Rect, Turn};

/// The shape that something is cut to.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cutout {
    /// The whole rectangle.
    #[default]
    Whole,
    /// The ellipse that touches the sides; a circle in a square.
    Ellipse,
    /// An outline, filled by the even-odd rule: a part within another is a hole.
    Outline(Arc<[Step]>),
}

/// A step of an outline. Both coordinates go from 0 (left, top) to 1 (right, bottom).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Begins a part.
    Move((f64, f64)),
    /// A straight line.
    Line((f64, f64)),
    /// A cubic Bézier curve: two control points and the end.
    Curve((f64, f64), (f64, f64), (f64, f64)),
    /// Closes the part.
    Close,
}

/// Distance of the control points of a quarter of a circle, in radii (the usual approximation; it is off by less
/// than 0.03 % of the radius).
const QUARTER: f64 = 0.552_284_749_830_793_6;

impl Step {
    fn mapped(self, to: impl Fn((f64, f64)) -> (f64, f64)) -> Self {
        match self {
            Self::Move(end) => Self::Move(to(end)),
            Self::Line(end) => Self::Line(to(end)),
            Self::Curve(a, b, end) => Self::Curve(to(a), to(b), to(end)),
            Self::Close => Self::Close,
        }
    }
}

impl Cutout {
    /// Whether it cuts nothing away.
    pub fn is_whole(&self) -> bool {
        *self == Self::Whole
    }

    /// The same shape with left and right exchanged.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        self.mapped(|(x, y)| (1.0 - x, y))
    }

    /// The same shape, turned together with its rectangle.
    #[must_use]
    pub fn turned(&self, turn: Turn) -> Self {
        self.mapped(|(x, y)| match turn {
            Turn::None => (x, y),
            Turn::Right => (1.0 - y, x),
            Turn::Over => (1.0 - x, 1.0 - y),
            Turn::Left => (y, 1.0 - x),
        })
    }

    fn mapped(&self, to: impl Fn((f64, f64)) -> (f64, f64)) -> Self {
        match self {
            Self::Outline(steps) => {
                Self::Outline(steps.iter().map(|step| step.mapped(&to)).collect())
            }
            // Both are the same from every side.
            Self::Whole | Self::Ellipse => self.clone(),
        }
    }

    /// Its outline in a rectangle; `None` if it is the whole rectangle.
    pub fn segments(&self, rect: Rect) -> Option<Vec<Segment>> {
        let at = |(x, y): (f64, f64)| {
            rect.origin + Point::new(rect.size.width * x, rect.size.height * y)
        };
        let segment = |step: &Step| match *step {
            Step::Move(to) => Segment::Move(at(to)),
            Step::Line(to) => Segment::Line(at(to)),
            Step::Curve(a, b, to) => Segment::Curve(at(a), at(b), at(to)),
            Step::Close => Segment::Close,
        };
        match self {
            Self::Whole => None,
            Self::Ellipse => Some(ellipse().iter().map(segment).collect()),
            Self::Outline(steps) => Some(steps.iter().map(segment).collect()),
        }
    }

    /// The shape in a rectangle as an area that can be filled; the rectangle itself if nothing is cut away.
    pub fn path(&self, rect: Rect) -> Path {
        let whole = Path::rectangle(rect, Color::WHITE);
        match self.segments(rect) {
            Some(segments) => Path {
                segments,
                even_odd: true,
                ..whole
            },
            None => whole,
        }
    }
}

/// The ellipse that touches the sides of a rectangle, from its rightmost point on.
fn ellipse() -> [Step; 6] {
    let (low, high) = (0.5 - 0.5 * QUARTER, 0.5 + 0.5 * QUARTER);
    [
        Step::Move((1.0, 0.5)),
        Step::Curve((1.0, high), (high, 1.0), (0.5, 1.0)),
        Step::Curve((low, 1.0), (0.0, high), (0.0, 0.5)),
        Step::Curve((0.0, low), (low, 0.0), (0.5, 0.0)),
        Step::Curve((high, 0.0), (1.0, low), (1.0, 0.5)),
        Step::Close,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Length;

    #[test]
    fn an_ellipse_touches_the_sides_of_its_rectangle() {
        let mm = Length::mm;
        let rect = Rect::new(mm(10.0), mm(20.0), mm(40.0), mm(20.0));
        let bounds = Cutout::Ellipse.path(rect).bounds();
        assert_eq!(bounds, Some(rect));
        assert_eq!(Cutout::Whole.segments(rect), None);
    }

    #[test]
    fn a_mirrored_shape_points_the_other_way() {
        let flag = [
            Step::Move((0.0, 0.0)),
            Step::Line((1.0, 0.5)),
            Step::Line((0.0, 1.0)),
            Step::Close,
        ];
        let flag = Cutout::Outline(flag.as_slice().into());
        let Cutout::Outline(steps) = flag.mirrored() else {
            panic!("an outline")
        };
        assert_eq!(steps.get(1), Some(&Step::Line((0.0, 0.5))));
        assert_eq!(flag.mirrored().mirrored(), flag);
        assert_eq!(Cutout::Ellipse.mirrored(), Cutout::Ellipse);
    }
}
