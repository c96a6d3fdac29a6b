//! Dates in the texts of starters, counted from the day on which a campaign is begun, so that its event is ahead and
//! its figures are of today.

use jiff::civil;
use jiff::{Span, ToSpan};

use crate::language::Date;

/// Fills `{month}` (`2026-11`), `{year}`, and days such as `{day+14}` and `{day-3}`. `None` for a day that is not
/// whole, or beyond the calendar.
pub(super) fn fill(text: &str, today: Date) -> Option<String> {
    let day = civil::Date::new(today.year, today.month?, today.day?).ok()?;
    let text = text
        .replace("{month}", &day.strftime("%Y-%m").to_string())
        .replace("{year}", &day.strftime("%Y").to_string());
    let mut parts = text.split("{day");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (count, rest) = part.split_once('}')?;
        let span: Span = count.parse::<i32>().ok()?.days();
        let other = day.checked_add(span).ok()?;
        filled.push_str(&other.strftime("%Y-%m-%d").to_string());
        filled.push_str(rest);
    }
    Some(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_the_ends_of_months_and_years() {
        let today = Date {
            year: 2026,
            month: Some(12),
            day: Some(30),
        };
        let text = "a {day+3}T18:00 b {day-30} c {month} d {year} {campaign.x}";
        assert_eq!(
            fill(text, today).as_deref(),
            Some("a 2027-01-02T18:00 b 2026-11-30 c 2026-12 d 2026 {campaign.x}")
        );
        let month = Date { day: None, ..today };
        assert_eq!(fill(text, month), None);
    }
}
