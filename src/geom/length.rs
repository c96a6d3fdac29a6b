//! Lengths on paper.

use std::error::Error;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};
use std::str::FromStr;

/// Units to the millimetre, the point (1/72 inch) and the inch: English Metric Units (ECMA-376 Part 1,
/// 20.1.10.16), of which all three are whole numbers.
const PER_MM: f64 = 36_000.0;
const PER_PT: f64 = 12_700.0;
const PER_IN: f64 = 914_400.0;

/// A length on paper, exact in millimetres, inches and points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

impl Length {
    /// No length at all.
    pub const ZERO: Self = Self(0);

    /// Largest difference between two lengths that count as the same on paper: 0.05 mm. Printers and
    /// guillotines are less exact than that (practice), and halving a paper rounds by less.
    pub const TOLERANCE: Self = Self(1_800);

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

    /// Number of pieces of a length that lie one after the other within this one, with a gap between two of
    /// them. A piece that is longer than its room by no more than [`Length::TOLERANCE`] still fits: two
    /// halves of a paper whose width is odd would otherwise not fit the paper.
    pub fn count_fitting(self, piece: Self, gap: Self) -> usize {
        // A longer room rather than a shorter piece: the gaps between pieces stay as they are.
        let room = self + Self::TOLERANCE;
        let step = piece + gap;
        if piece <= Self::ZERO || step <= Self::ZERO || room < piece {
            return 0;
        }
        // The last piece needs no gap behind it.
        (room + gap).ratio(step).floor() as usize
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

// Sums saturate: lengths of a broken layout must not wrap around to the other side of the page.
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

/// The error of a text that is no length with a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotALength;

impl fmt::Display for NotALength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a length is a number with mm, cm, m, in or pt")
    }
}

impl Error for NotALength {}

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

    #[test]
    fn pieces_are_counted_with_the_gaps_between_them() {
        let count = |room: f64, piece: f64, gap: f64| {
            Length::mm(room).count_fitting(Length::mm(piece), Length::mm(gap))
        };
        assert_eq!(count(210.0, 105.0, 0.0), 2);
        assert_eq!(count(210.0, 105.0, 1.0), 1);
        // Three pieces have two gaps.
        assert_eq!(count(310.0, 100.0, 5.0), 3);
        assert_eq!(count(309.0, 100.0, 5.0), 2);
        assert_eq!(count(99.0, 100.0, 0.0), 0);
        // What no guillotine tells apart still fits.
        assert_eq!(count(99.96, 100.0, 0.0), 1);
        assert_eq!(count(99.94, 100.0, 0.0), 0);
        // Nonsense has no place, and ends.
        assert_eq!(count(210.0, 0.0, 0.0), 0);
        assert_eq!(count(210.0, 100.0, -100.0), 0);
        assert_eq!(count(-210.0, 100.0, 0.0), 0);
    }
}
