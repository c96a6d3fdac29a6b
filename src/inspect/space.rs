//! Geometry of contents: matrices and rectangles in points, as floating-point numbers of the file. They
//! become [`Rect`] and [`Length`], which are exact, only in the result.

use crate::geom::{Length, Rect};

/// A transformation matrix (ISO 32000-1, 8.3.3): a point (x, y) becomes (ax + cy + e, bx + dy + f).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const UNIT: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A shift.
    pub(super) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// The matrix that applies this one first and then the other.
    pub(super) fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, other.0);
        Self([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    /// Transforms a point.
    pub(super) fn point(self, (x, y): (f64, f64)) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Lengths of the transformed unit vectors along the first and second axis.
    pub(super) fn scales(self) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a.hypot(b), c.hypot(d))
    }

    /// Smallest factor by which any direction is scaled.
    pub(super) fn least_scale(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        let (sum, area) = (a * a + b * b + c * c + d * d, (a * d - b * c).abs());
        // The smaller singular value, in closed form for a matrix of two by two.
        let root = (sum * sum - 4.0 * area * area).max(0.0).sqrt();
        ((sum - root) / 2.0).max(0.0).sqrt()
    }

    /// Bounds of a transformed rectangle; larger than it, if it is turned by an odd angle.
    pub(super) fn bounds_of(self, rect: Bounds) -> Bounds {
        // All four corners: a turned rectangle has its extremes at any of them.
        let corners = [
            (rect.left, rect.top),
            (rect.right, rect.top),
            (rect.left, rect.bottom),
            (rect.right, rect.bottom),
        ];
        let mut area = Bounds::NONE;
        for corner in corners {
            area.add(self.point(corner));
        }
        area
    }
}

/// A rectangle in points with `y` downwards; without area if left is not left of right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Bounds {
    /// The rectangle without any point, to which points can be added.
    pub(super) const NONE: Self = Self {
        left: f64::INFINITY,
        top: f64::INFINITY,
        right: f64::NEG_INFINITY,
        bottom: f64::NEG_INFINITY,
    };

    /// A rectangle from two opposite corners of the file, in either order (7.9.5).
    pub(super) fn of([x0, y0, x1, y1]: [f64; 4]) -> Self {
        let mut area = Self::NONE;
        // Adding both corners sorts them.
        area.add((x0, y0));
        area.add((x1, y1));
        area
    }

    /// Extends the rectangle to a point.
    pub(super) fn add(&mut self, (x, y): (f64, f64)) {
        self.left = self.left.min(x);
        self.right = self.right.max(x);
        self.top = self.top.min(y);
        self.bottom = self.bottom.max(y);
    }

    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// The part that both have in common; without area if there is none.
    pub(super) fn intersection(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// The smallest rectangle around both.
    pub(super) fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The rectangle enlarged on all sides.
    pub(super) fn grown(self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// Whether it has an area.
    pub(super) fn has_area(self) -> bool {
        self.left < self.right && self.top < self.bottom
    }

    /// The rectangle in exact lengths.
    pub(super) fn rect(self) -> Rect {
        // One million points is 350 m, longer than any paper; numbers of a broken file may be anything.
        const MOST: f64 = 1e6;
        let [left, top, right, bottom] = [self.left, self.top, self.right, self.bottom]
            .map(|value| Length::pt(value.clamp(-MOST, MOST)));
        Rect::new(left, top, right - left, bottom - top)
    }
}
