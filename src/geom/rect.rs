//! Points, sizes and rectangles.

use std::ops::Add;

use super::length::Length;

/// A point; `y` grows downward from the top of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Distance from the left edge.
    pub x: Length,
    /// Distance from the top edge.
    pub y: Length,
}

impl Point {
    /// A point from its two coordinates.
    pub fn new(x: Length, y: Length) -> Self {
        Self { x, y }
    }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

/// Width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Extent from left to right.
    pub width: Length,
    /// Extent from top to bottom.
    pub height: Length,
}

impl Size {
    /// A size from width and height.
    pub fn new(width: Length, height: Length) -> Self {
        Self { width, height }
    }

    /// The shorter of the two sides.
    pub fn short_side(self) -> Length {
        self.width.min(self.height)
    }

    /// The longer of the two sides.
    pub fn long_side(self) -> Length {
        self.width.max(self.height)
    }

    /// The size with its long side upright.
    #[must_use]
    pub fn portrait(self) -> Self {
        Self::new(self.short_side(), self.long_side())
    }

    /// The size with its long side across.
    #[must_use]
    pub fn landscape(self) -> Self {
        Self::new(self.long_side(), self.short_side())
    }
}

/// A rectangle with its sides along the axes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// The upper left corner.
    pub origin: Point,
    /// Width and height.
    pub size: Size,
}

impl Rect {
    /// A rectangle from its upper left corner and size.
    pub fn new(x: Length, y: Length, width: Length, height: Length) -> Self {
        Self {
            origin: Point::new(x, y),
            size: Size::new(width, height),
        }
    }

    /// The rectangle of a size whose upper left corner is the origin, such as a whole page or sheet.
    pub fn of_size(size: Size) -> Self {
        Self {
            origin: Point::default(),
            size,
        }
    }

    /// The rectangle between two opposite corners, in any order.
    pub fn between(one: Point, other: Point) -> Self {
        let (left, top) = (one.x.min(other.x), one.y.min(other.y));
        let (right, bottom) = (one.x.max(other.x), one.y.max(other.y));
        Self::new(left, top, right - left, bottom - top)
    }

    /// The x coordinate of the right side.
    pub fn right(self) -> Length {
        self.origin.x + self.size.width
    }

    /// The y coordinate of the lower side.
    pub fn bottom(self) -> Length {
        self.origin.y + self.size.height
    }

    /// The rectangle moved by `offset`.
    pub fn moved(self, offset: Point) -> Self {
        Self {
            origin: self.origin + offset,
            size: self.size,
        }
    }

    /// The part that two rectangles have in common. Where they have none, its width or height is zero: a
    /// clip by it shows nothing, and its area is zero.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        let left = self.origin.x.max(other.origin.x);
        let top = self.origin.y.max(other.origin.y);
        let width = self.right().min(other.right()) - left;
        let height = self.bottom().min(other.bottom()) - top;
        Self::new(left, top, width.max(Length::ZERO), height.max(Length::ZERO))
    }

    /// The part that a clip leaves; all of it where there is no clip.
    #[must_use]
    pub fn clipped_by(self, clip: Option<Self>) -> Self {
        clip.map_or(self, |clip| self.intersection(clip))
    }

    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        let left = self.origin.x.min(other.origin.x);
        let top = self.origin.y.min(other.origin.y);
        let (right, bottom) = (
            self.right().max(other.right()),
            self.bottom().max(other.bottom()),
        );
        Self::new(left, top, right - left, bottom - top)
    }

    /// The part that two rectangles have in common, if it is larger than a tolerance both across and down.
    /// Rectangles that only touch have none.
    pub fn overlap(self, other: Self, tolerance: Length) -> Option<Self> {
        let common = self.intersection(other);
        // The shorter side decides: a long sliver is still only a touch.
        let is_more = common.size.short_side() > tolerance;
        is_more.then_some(common)
    }

    /// Whether two rectangles have more than a tolerance in common. Those that only touch do not overlap.
    pub fn overlaps(self, other: Self, tolerance: Length) -> bool {
        self.overlap(other, tolerance).is_some()
    }

    /// Whether another rectangle lies within this one; it may touch the sides.
    pub fn contains(self, other: Self) -> bool {
        other.origin.x >= self.origin.x
            && other.origin.y >= self.origin.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }

    /// Its area in square millimetres.
    pub fn area(self) -> f64 {
        self.size.width.to_mm() * self.size.height.to_mm()
    }

    /// The rectangle as seen in a mirror that stands upright in the middle of a page of that width.
    pub fn mirrored(self, page_width: Length) -> Self {
        Self {
            origin: Point::new(page_width - self.right(), self.origin.y),
            size: self.size,
        }
    }

    /// The rectangle grown outward by the given edges (shrunk where they are negative).
    pub fn grown(self, by: Edges) -> Self {
        Self::new(
            self.origin.x - by.left,
            self.origin.y - by.top,
            self.size.width + by.left + by.right,
            self.size.height + by.top + by.bottom,
        )
    }
}

/// The clip inside nested frames: the part that both clips leave, or the only clip of both.
pub fn narrow_clip(outer: Option<Rect>, inner: Option<Rect>) -> Option<Rect> {
    match (outer, inner) {
        (Some(outer), Some(inner)) => Some(outer.intersection(inner)),
        // Without a clip there is nothing to narrow.
        (outer, inner) => outer.or(inner),
    }
}

/// Four distances, one for each side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edges {
    /// Top side.
    pub top: Length,
    /// Right side.
    pub right: Length,
    /// Bottom side.
    pub bottom: Length,
    /// Left side.
    pub left: Length,
}

impl Edges {
    /// The same distance on all sides.
    pub fn all(length: Length) -> Self {
        Self {
            top: length,
            right: length,
            bottom: length,
            left: length,
        }
    }

    /// The widest of the four.
    pub fn widest(self) -> Length {
        let across = self.left.max(self.right);
        across.max(self.top).max(self.bottom)
    }

    /// The edges with every side turned inward.
    pub fn inward(self) -> Self {
        Self {
            top: -self.top,
            right: -self.right,
            bottom: -self.bottom,
            left: -self.left,
        }
    }

    /// The edges scaled by a factor.
    pub fn scaled(self, factor: f64) -> Self {
        Self {
            top: self.top * factor,
            right: self.right * factor,
            bottom: self.bottom * factor,
            left: self.left * factor,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(left: f64, top: f64, width: f64, height: f64) -> Rect {
        let [left, top, width, height] = [left, top, width, height].map(Length::mm);
        Rect::new(left, top, width, height)
    }

    #[test]
    fn an_intersection_is_what_both_cover() {
        let page = rect(0.0, 0.0, 100.0, 50.0);
        let common = page.intersection(rect(80.0, -10.0, 40.0, 20.0));
        assert_eq!(common, rect(80.0, 0.0, 20.0, 10.0));
        assert_eq!(page.intersection(page), page);
        // Apart, or side by side: nothing of it is seen.
        for other in [rect(120.0, 0.0, 10.0, 10.0), rect(100.0, 0.0, 10.0, 10.0)] {
            assert_eq!(page.intersection(other).area(), 0.0);
            assert_eq!(page.intersection(other).size.width, Length::ZERO);
        }
    }

    #[test]
    fn a_union_holds_both() {
        let (one, other) = (rect(0.0, 0.0, 10.0, 10.0), rect(30.0, -5.0, 10.0, 10.0));
        let union = one.union(other);
        assert_eq!(union, rect(0.0, -5.0, 40.0, 15.0));
        assert!(union.contains(one) && union.contains(other));
        assert!(!one.contains(union));
    }

    #[test]
    fn rectangles_that_touch_do_not_overlap() {
        let one = rect(0.0, 0.0, 10.0, 10.0);
        assert!(!one.overlaps(rect(10.0, 0.0, 10.0, 10.0), Length::ZERO));
        assert!(one.overlaps(rect(9.96, 0.0, 10.0, 10.0), Length::ZERO));
        assert!(!one.overlaps(rect(9.96, 0.0, 10.0, 10.0), Length::TOLERANCE));
    }

    #[test]
    fn corners_may_come_in_any_order() {
        let [one, other] =
            [(30.0, 5.0), (10.0, 20.0)].map(|(x, y)| Point::new(Length::mm(x), Length::mm(y)));
        assert_eq!(Rect::between(one, other), rect(10.0, 5.0, 20.0, 15.0));
        assert_eq!(Rect::between(other, one), rect(10.0, 5.0, 20.0, 15.0));
    }
}
