//! Dates of which perhaps only the year, or the year and month, are known.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// A date, as exact as it is known: a year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: i16,
    /// Month, from 1.
    pub month: Option<i8>,
    /// Day of the month, from 1.
    pub day: Option<i8>,
}

impl fmt::Display for Date {
    /// Writes the parts that are known, as in ISO 8601: `2023-11`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// The error for a text that is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date is a year, a month or a day: 2023, 2023-11 or 2023-11-01")
    }
}

impl Error for NotADate {}

impl FromStr for Date {
    type Err = NotADate;

    /// Reads `2023`, `2023-11` or `2023-11-01`; the day must exist.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let parts: Vec<&str> = text.split('-').collect();
        // Exactly this many digits, so that `23-1` is not read as the year 23.
        let widths = [4, 2, 2];
        let well_formed = parts.iter().zip(widths).all(|(part, width)| {
            part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit())
        });
        if parts.len() > 3 || !well_formed {
            return Err(NotADate);
        }
        let year: i16 = parts[0].parse().map_err(|_| NotADate)?;
        let part = |index: usize| {
            parts
                .get(index)
                .map(|text| text.parse::<i8>())
                .transpose()
                .map_err(|_| NotADate)
        };
        let (month, day) = (part(1)?, part(2)?);
        // There is no year 0.
        if year < 1 {
            return Err(NotADate);
        }
        // The calendar refuses days that do not exist, such as 30 February; an unknown part counts as 1.
        jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).map_err(|_| NotADate)?;
        Ok(Self { year, month, day })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        let date = |year, month, day| Ok(Date { year, month, day });
        assert_eq!("2023".parse(), date(2023, None, None));
        assert_eq!("2023-11".parse(), date(2023, Some(11), None));
        assert_eq!(
            "2023-11".parse::<Date>().map(|date| date.to_string()),
            Ok("2023-11".into())
        );
        assert_eq!("2023-11-01".parse(), date(2023, Some(11), Some(1)));
        for text in [
            "",
            "23",
            "2023-13",
            "2023-02-30",
            "2023-1-1",
            "0000-01-01",
            "2023-11-01-05",
            "Nov 2023",
        ] {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
    }
}
