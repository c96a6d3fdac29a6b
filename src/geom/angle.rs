//! Angles that are no quarters, and rotations by them.
//!
//! Sine and cosine are computed here with sums and products alone. Those of the standard library may differ in
//! the last digit from one machine to another, and the same layout has to give the same bytes on all of them.

use super::length::Length;
use super::rect::{Point, Rect};

/// Hundredths of a degree in a full turn.
const FULL: i32 = 36_000;
/// Hundredths of a degree in a quarter turn.
const QUARTER: i32 = 9_000;

/// An angle, clockwise as seen on paper, exact to a hundredth of a degree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Angle(i32);

impl Angle {
    /// No angle: upright.
    pub const NONE: Self = Self(0);

    /// An angle in degrees; 360 degrees more or less are the same angle.
    pub fn degrees(degrees: f64) -> Self {
        Self::hundredths((degrees * 100.0).round() as i64)
    }

    /// The angle in degrees, above -180 and up to 180.
    pub fn to_degrees(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// Whether it is no angle at all.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The same angle the other way round.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self::hundredths(-i64::from(self.0))
    }

    /// Both angles, one after the other.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self::hundredths(i64::from(self.0) + i64::from(other.0))
    }

    fn hundredths(hundredths: i64) -> Self {
        let full = i64::from(FULL);
        let turned = hundredths.rem_euclid(full);
        let signed = if turned > full / 2 {
            turned - full
        } else {
            turned
        };
        // Less than half a turn, so that it fits.
        Self(signed as i32)
    }

    /// Its cosine and sine.
    pub fn cos_sin(self) -> (f64, f64) {
        let quarters = (f64::from(self.0) / f64::from(QUARTER)).round() as i32;
        let rest = f64::from(self.0 - quarters * QUARTER) / 100.0;
        // At most 45 degrees are left, where the series below is exact to the last digits of a number.
        let x = rest * std::f64::consts::PI / 180.0;
        let series = |first: f64, start: f64| {
            let (mut sum, mut term, mut n) = (0.0, first, start);
            for _ in 0..10 {
                sum += term;
                term *= -x * x / ((n + 1.0) * (n + 2.0));
                n += 2.0;
            }
            sum
        };
        let (cos, sin) = (series(1.0, 0.0), series(x, 1.0));
        match quarters.rem_euclid(4) {
            0 => (cos, sin),
            1 => (-sin, cos),
            2 => (-cos, -sin),
            _ => (sin, -cos),
        }
    }

    /// A direction after rotating.
    pub fn vector(self, by: Point) -> Point {
        if self.is_none() {
            return by;
        }
        let (cos, sin) = self.cos_sin();
        Point::new(by.x * cos - by.y * sin, by.x * sin + by.y * cos)
    }
}

/// A rotation about a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// How far.
    pub angle: Angle,
    /// The point that stays where it is.
    pub about: Point,
}

impl Rotation {
    /// A rotation about the middle of a rectangle.
    pub fn about_middle(rect: Rect, angle: Angle) -> Self {
        Self {
            angle,
            about: rect.middle(),
        }
    }

    /// A point after rotating.
    pub fn point(self, at: Point) -> Point {
        let from = Point::new(at.x - self.about.x, at.y - self.about.y);
        self.about + self.angle.vector(from)
    }

    /// The corners of a rectangle after rotating, from its upper left one clockwise.
    pub fn corners(self, rect: Rect) -> [Point; 4] {
        rect.corners().map(|corner| self.point(corner))
    }

    /// The smallest upright rectangle around a rectangle after rotating.
    pub fn bounds(self, rect: Rect) -> Rect {
        if self.angle.is_none() {
            return rect;
        }
        Rect::around(&self.corners(rect))
    }

    /// The rotation that undoes this one.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self {
            angle: self.angle.reversed(),
            ..self
        }
    }

    /// How far something moves whose middle is there.
    pub fn offset(self, middle: Point) -> Point {
        let to = self.point(middle);
        Point::new(to.x - middle.x, to.y - middle.y)
    }
}

impl Rect {
    /// The point in its middle.
    pub fn middle(self) -> Point {
        self.origin + Point::new(self.size.width * 0.5, self.size.height * 0.5)
    }

    /// Its corners, from the upper left one clockwise.
    pub fn corners(self) -> [Point; 4] {
        let Point { x, y } = self.origin;
        [
            self.origin,
            Point::new(self.right(), y),
            Point::new(self.right(), self.bottom()),
            Point::new(x, self.bottom()),
        ]
    }

    /// The smallest rectangle around some points; one without size at the origin if there are none.
    pub fn around(points: &[Point]) -> Self {
        let along = |of: fn(&Point) -> Length| {
            let low = points.iter().map(of).min().unwrap_or_default();
            let high = points.iter().map(of).max().unwrap_or_default();
            (low, high)
        };
        let ((left, right), (top, bottom)) = (along(|point| point.x), along(|point| point.y));
        Self::between(Point::new(left, top), Point::new(right, bottom))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sines_are_those_of_the_standard_library() {
        for hundredths in (-18_000..=18_000).step_by(37) {
            let angle = Angle::degrees(f64::from(hundredths) / 100.0);
            let (cos, sin) = angle.cos_sin();
            let radians = angle.to_degrees().to_radians();
            assert!((cos - radians.cos()).abs() < 1e-14, "{hundredths}");
            assert!((sin - radians.sin()).abs() < 1e-14, "{hundredths}");
        }
    }

    #[test]
    fn a_rotation_and_its_reverse_lead_back() {
        let mm = |x: f64, y: f64| Point::new(Length::mm(x), Length::mm(y));
        let rotation = Rotation {
            angle: Angle::degrees(-6.0),
            about: mm(50.0, 20.0),
        };
        let at = mm(10.0, 90.0);
        let back = rotation.reversed().point(rotation.point(at));
        assert!((back.x - at.x).abs() < Length::mm(0.001), "{back:?}");
        // Counterclockwise: what is on the right goes up.
        let right = rotation.point(mm(60.0, 20.0));
        assert!(right.y < Length::mm(20.0));
        assert_eq!(Angle::degrees(366.0), Angle::degrees(6.0));
    }

    #[test]
    fn bounds_hold_all_corners() {
        let rect = Rect::new(
            Length::ZERO,
            Length::ZERO,
            Length::mm(40.0),
            Length::mm(10.0),
        );
        let rotation = Rotation::about_middle(rect, Angle::degrees(90.0));
        let bounds = rotation.bounds(rect);
        assert!((bounds.size.width - Length::mm(10.0)).abs() < Length::mm(0.001));
        assert!((bounds.origin.x - Length::mm(15.0)).abs() < Length::mm(0.001));
    }
}
