//! Days of dates of which only the year or the month may be known. The first day serves to tell whether a date
//! is in the future, the last day to tell its age: so a doubt never makes a finding.

use jiff::civil;

use crate::language::Date;

/// The first day that a date can mean.
pub(super) fn first(date: Date) -> Option<civil::Date> {
    civil::Date::new(date.year, date.month.unwrap_or(1), date.day.unwrap_or(1)).ok()
}

/// The last day that a date can mean: the age of a month is counted from its end.
pub(super) fn last(date: Date) -> Option<civil::Date> {
    let first = first(date)?;
    match (date.month, date.day) {
        (None, _) => Some(first.last_of_year()),
        (Some(_), None) => Some(first.last_of_month()),
        (Some(_), Some(_)) => Some(first),
    }
}

/// Whole days from one day to another; negative if the second is earlier.
pub(super) fn between(from: civil::Date, to: civil::Date) -> i64 {
    // Civil dates have no summer time, so every day has 24 hours.
    from.duration_until(to).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_ends_with_its_last_day() {
        let last = |text: &str| {
            let date = text.parse().ok().and_then(last);
            date.map(|date| date.to_string())
        };
        assert_eq!(last("2024-02").as_deref(), Some("2024-02-29"));
        assert_eq!(last("2023").as_deref(), Some("2023-12-31"));
        assert_eq!(last("2023-11-01").as_deref(), Some("2023-11-01"));
        let day = |text: &str| text.parse().ok().and_then(first).expect("a day");
        assert_eq!(between(day("2023-11-30"), day("2023-12-01")), 1);
        assert_eq!(between(day("2024-01-01"), day("2023-12-31")), -1);
    }
}
