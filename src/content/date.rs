//! Dates that may be known to the year or month only.

use std::fmt;
use std::str::FromStr;

/// A date as exact as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: i16,
    /// Month, from 1.
    pub month: Option<i8>,
    /// Day of the month, from 1.
    pub day: Option<i8>,
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotADate;

impl FromStr for Date {
    type Err = NotADate;

    /// Reads `2023`, `2023-11` or `2023-11-01`; the day must exist.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let parts: Vec<&str> = text.split('-').collect();
        let widths = [4, 2, 2];
        let well_formed = parts.iter().zip(widths).all(|(part, width)| {
            part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit())
        });
        if parts.len() > 3 || !well_formed {
            return Err(NotADate);
        }
        let year = parts[0].parse().map_err(|_| NotADate)?;
        let part = |index: usize| {
            parts
                .get(index)
                .map(|text| text.parse::<i8>())
                .transpose()
                .map_err(|_| NotADate)
        };
        let (month, day) = (part(1)?, part(2)?);
        jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).map_err(|_| NotADate)?;
        Ok(Self { year, month, day })
    }
}

/// Names of the months in English; other languages come with their translations.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl fmt::Display for Date {
    /// `2023`, `November 2023` or `1 November 2023`, with no-break spaces.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.day {
            write!(f, "{day}\u{a0}")?;
        }
        if let Some(name) = self.month.and_then(|month| MONTHS.get(month as usize - 1)) {
            write!(f, "{name}\u{a0}")?;
        }
        write!(f, "{}", self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_written() {
        let written = |text: &str| {
            text.parse::<Date>()
                .map(|date| date.to_string().replace('\u{a0}', " "))
        };
        assert_eq!(written("2023"), Ok("2023".into()));
        assert_eq!(written("2023-11"), Ok("November 2023".into()));
        assert_eq!(written("2023-11-01"), Ok("1 November 2023".into()));
        for text in [
            "",
            "23",
            "2023-13",
            "2023-02-30",
            "2023-1-1",
            "2023-11-01-05",
            "Nov 2023",
        ] {
            assert_eq!(written(text), Err(NotADate), "{text}");
        }
    }
}
