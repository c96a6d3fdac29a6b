//! The age that a figure may have when it is printed. Older ones are reported by the proof.

use std::str::FromStr;

/// An age in whole days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MaxAge {
    /// Days.
    pub days: u32,
}

/// Default age (practice: half a year).
pub const DEFAULT_MAX_AGE: MaxAge = MaxAge { days: 180 };

/// Longest age that makes sense, in days: a hundred years. A typing error is above it.
const LONGEST: u32 = 36_500;

impl Default for MaxAge {
    fn default() -> Self {
        DEFAULT_MAX_AGE
    }
}

/// Why a text is not an age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnAge;

impl FromStr for MaxAge {
    type Err = NotAnAge;

    /// Reads `180 days`, `6 months` or `1 year`. A month counts as 30 days, a year as 365.
    fn from_str(text: &str) -> Result<Self, NotAnAge> {
        let (count, unit) = text.trim().split_once(' ').ok_or(NotAnAge)?;
        let count: u32 = count.parse().map_err(|_| NotAnAge)?;
        let each = match unit.trim() {
            "day" | "days" => 1,
            "week" | "weeks" => 7,
            "month" | "months" => 30,
            "year" | "years" => 365,
            _ => return Err(NotAnAge),
        };
        // A count of ten digits would overflow before the limit is compared.
        match count.checked_mul(each) {
            // An age of zero days would report every figure.
            Some(days) if (1..=LONGEST).contains(&days) => Ok(Self { days }),
            _ => Err(NotAnAge),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_read() {
        let days = |text: &str| text.parse::<MaxAge>().map(|age| age.days);
        assert_eq!(days("180 days"), Ok(180));
        assert_eq!(days("1 day"), Ok(1));
        assert_eq!(days("2 weeks"), Ok(14));
        assert_eq!(days("6 months"), Ok(180));
        assert_eq!(days("1 year"), Ok(365));
        for text in [
            "",
            "180",
            "days",
            "0 days",
            "-1 days",
            "half a year",
            "1e3 days",
            "4294967295 years",
        ] {
            assert_eq!(days(text), Err(NotAnAge), "{text}");
        }
    }
}
