//! Lengths, points, sizes and rectangles.
//!
//! A [`Length`] counts English Metric Units: 914 400 to the inch, 36 000 to the millimetre, 12 700 to
//! the point (ECMA-376 Part 1, 20.1.10.16). Millimetres, inches and points are all whole numbers of
//! it, so paper sizes stay exact in every unit and sums do not depend on their order.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};
use std::str::FromStr;

const PER_MM: f64 = 36_000.0;
const PER_PT: f64 = 12_700.0;
const PER_IN: f64 = 914_400.0;

/// A length on paper, exact in millimetres, inches and points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

impl Length {
    /// No length at all.
    pub const ZERO: Self = Self(0);

    /// A length in millimetres.
    pub fn mm(value: f64) -> Self {
        Self((value * PER_MM).round() as i64)
    }

    /// A length in points (1/72 inch).
    pub fn pt(value: f64) -> Self {
        Self((value * PER_PT).round() as i64)
    }

    /// A length in inches.
    pub fn inch(value: f64) -> Self {
        Self((value * PER_IN).round() as i64)
    }

    /// The length in millimetres.
    pub fn to_mm(self) -> f64 {
        self.0 as f64 / PER_MM
    }

    /// The length in points.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / PER_PT
    }

    /// The length in inches.
    pub fn to_inch(self) -> f64 {
        self.0 as f64 / PER_IN
    }

    /// The length without its sign.
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The length as a person would say it: whole millimetres, tenths below a centimetre, and metres from one
    /// metre on.
    pub fn rounded(self) -> String {
        let mm = self.to_mm();
        let tenths = |value: f64| (value * 10.0).round() / 10.0;
        match mm.abs() {
            size if size >= 1000.0 => format!("{} m", tenths(mm / 1000.0)),
            size if size >= 10.0 => format!("{} mm", mm.round()),
            _ => format!("{} mm", tenths(mm)),
        }
    }

    /// Two lengths as a person would say them, with as many digits as tell them apart.
    pub fn apart(one: Self, other: Self) -> (String, String) {
        let (whole, rest) = (one.rounded(), other.rounded());
        if whole != rest || one == other {
            return (whole, rest);
        }
        let finer = |length: Self| format!("{} mm", (length.to_mm() * 100.0).round() / 100.0);
        (finer(one), finer(other))
    }

    /// How many times `other` goes into this length; zero where `other` is zero.
    pub fn ratio(self, other: Self) -> f64 {
        if other.0 == 0 {
            0.0
        } else {
            self.0 as f64 / other.0 as f64
        }
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<f64> for Length {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self((self.0 as f64 * factor).round() as i64)
    }
}

impl Div<f64> for Length {
    type Output = Self;
    fn div(self, divisor: f64) -> Self {
        self * (1.0 / divisor)
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mm = (self.to_mm() * 100.0).round() / 100.0;
        write!(f, "{mm} mm")
    }
}

/// Why a text is not a length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotALength;

impl FromStr for Length {
    type Err = NotALength;

    /// Reads `9mm`, `1.5cm`, `3m`, `0.25in` or `12pt`; a space may stand before the unit.
    fn from_str(text: &str) -> Result<Self, NotALength> {
        let text = text.trim();
        let unit_at = text
            .find(|c: char| c.is_ascii_alphabetic())
            .ok_or(NotALength)?;
        let value: f64 = text[..unit_at].trim().parse().map_err(|_| NotALength)?;
        // Ten kilometres is more paper than anyone has, and keeps every sum of lengths far from overflow.
        let length = match &text[unit_at..] {
            "mm" => Self::mm(value),
            "cm" => Self::mm(value * 10.0),
            "m" => Self::mm(value * 1000.0),
            "in" => Self::inch(value),
            "pt" => Self::pt(value),
            _ => return Err(NotALength),
        };
        if value.is_finite() && length.to_mm().abs() <= 1e7 {
            Ok(length)
        } else {
            Err(NotALength)
        }
    }
}

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

    /// What it has in common with another; of no size where that is nothing.
    #[must_use]
    pub fn common(self, other: Self) -> Self {
        let x = self.origin.x.max(other.origin.x);
        let y = self.origin.y.max(other.origin.y);
        let width = self.right().min(other.right()) - x;
        let height = self.bottom().min(other.bottom()) - y;
        Self::new(x, y, width.max(Length::ZERO), height.max(Length::ZERO))
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

/// How something is turned, by quarters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Turn {
    /// Upright.
    #[default]
    None,
    /// By 90 degrees clockwise: its top is at the right.
    Right,
    /// Upside down.
    Over,
    /// By 90 degrees counterclockwise: its top is at the left.
    Left,
}

impl Turn {
    /// A size after turning.
    pub fn size(self, size: Size) -> Size {
        match self {
            Self::None | Self::Over => size,
            Self::Right | Self::Left => Size::new(size.height, size.width),
        }
    }

    /// A direction after turning.
    pub fn vector(self, by: Point) -> Point {
        match self {
            Self::None => by,
            Self::Right => Point::new(-by.y, by.x),
            Self::Over => Point::new(-by.x, -by.y),
            Self::Left => Point::new(by.y, -by.x),
        }
    }

    /// A point of something of that size after turning, from its new upper left corner.
    pub fn point(self, at: Point, size: Size) -> Point {
        let corner = match self {
            Self::None => Point::default(),
            Self::Right => Point::new(size.height, Length::ZERO),
            Self::Over => Point::new(size.width, size.height),
            Self::Left => Point::new(Length::ZERO, size.width),
        };
        corner + self.vector(at)
    }

    /// A rectangle of something of that size after turning, from its new upper left corner.
    pub fn rect(self, rect: Rect, size: Size) -> Rect {
        let corners = [rect.origin, Point::new(rect.right(), rect.bottom())];
        let [a, b] = corners.map(|corner| self.point(corner, size));
        let (left, top) = (a.x.min(b.x), a.y.min(b.y));
        Rect::new(left, top, a.x.max(b.x) - left, a.y.max(b.y) - top)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_exact() {
        assert_eq!(Length::inch(1.0), Length::mm(25.4));
        assert_eq!(Length::pt(72.0), Length::mm(25.4));
        assert_eq!("8.5in".parse(), Ok(Length::mm(215.9)));
        assert_eq!("1.5 cm".parse(), Ok(Length::mm(15.0)));
        let tenths: Length = (0..2100).map(|_| Length::mm(0.1)).sum();
        assert_eq!(tenths, Length::mm(210.0));
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "9", "mm", "9 px", "nanmm", "infmm", "1e300mm", "9m m"] {
            assert_eq!(text.parse::<Length>(), Err(NotALength), "{text}");
        }
    }
}
