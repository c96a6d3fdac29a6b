//! The page as it is seen: points of its contents become places.

use crate::geom::{Length, Rect};

/// A matrix (ISO 32000-1, 8.3.3).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const UNIT: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This one first, then the other.
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

    pub(super) fn point(self, (x, y): (f64, f64)) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How much longer a step along the first axis becomes, and one along the second.
    pub(super) fn scales(self) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a.hypot(b), c.hypot(d))
    }

    /// The least that any step is made longer.
    pub(super) fn least_scale(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        let (sum, area) = (a * a + b * b + c * c + d * d, (a * d - b * c).abs());
        // The smaller of the singular values.
        let root = (sum * sum - 4.0 * area * area).max(0.0).sqrt();
        ((sum - root) / 2.0).max(0.0).sqrt()
    }

    pub(super) fn area(self, rect: Area) -> Area {
        let corners = [
            (rect.left, rect.top),
            (rect.right, rect.top),
            (rect.left, rect.bottom),
            (rect.right, rect.bottom),
        ];
        let mut area = Area::NONE;
        for corner in corners {
            area.add(self.point(corner));
        }
        area
    }
}

/// A rectangle in points with `y` downward; of no size where left is not left of right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    pub(super) const NONE: Self = Self {
        left: f64::INFINITY,
        top: f64::INFINITY,
        right: f64::NEG_INFINITY,
        bottom: f64::NEG_INFINITY,
    };

    /// From four numbers of the file, of which either corner may come first.
    pub(super) fn of([x0, y0, x1, y1]: [f64; 4]) -> Self {
        let mut area = Self::NONE;
        area.add((x0, y0));
        area.add((x1, y1));
        area
    }

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

    pub(super) fn intersection(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Grown on all sides.
    pub(super) fn grown(self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// Whether there is anything of it.
    pub(super) fn is_there(self) -> bool {
        self.left < self.right && self.top < self.bottom
    }

    pub(super) fn rect(self) -> Rect {
        // No paper is longer; numbers of a broken file may be anything.
        const MOST: f64 = 1e6;
        let [left, top, right, bottom] = [self.left, self.top, self.right, self.bottom]
            .map(|value| Length::pt(value.clamp(-MOST, MOST)));
        Rect::new(left, top, right - left, bottom - top)
    }
}
