//! A local time by a pattern of CLDR, such as `EEEE d MMMM y`, with the names that a language has.

use icu_calendar::cal::Persian;
use icu_calendar::{Date as Day, Gregorian};
use icu_datetime::fieldsets::enums::CompositeDateTimeFieldSet;
use icu_datetime::input::{DateTime, Time};
use icu_datetime::pattern::{
    DateTimePattern, DayPeriodNameLength, FixedCalendarDateTimeNames, MonthNameLength,
    WeekdayNameLength, YearNameLength,
};
use icu_locale_core::Locale;
use jiff::civil;
use writeable::TryWriteable;

use super::forms;

/// Defines functions that write a local time by a pattern in a calendar. There is no generic one, since the names of
/// each calendar have a type of their own in `icu_datetime`.
macro_rules! writer_of_calendar {
    ($(#[$doc:meta])* $write:ident, $include_names:ident, $calendar:ty, $day:path) => {
        $(#[$doc])*
        pub(super) fn $write(
            locale: &Locale,
            pattern: &str,
            time: civil::DateTime,
        ) -> Option<String> {
            let mut names = Names::<$calendar>::try_new(locale.into()).ok()?;
            $include_names(&mut names, pattern)?;
            let pattern = DateTimePattern::try_from_pattern_str(pattern).ok()?;
            // Unchecked because the names were loaded just above; a name that is still missing makes the writing
            // fail below.
            let formatter = names.with_pattern_unchecked(&pattern);
            let input = DateTime {
                date: $day(time.date())?,
                time: Time::try_new(time.hour() as u8, time.minute() as u8, 0, 0).ok()?,
            };
            let written = formatter.format(&input);
            let text = written.try_write_to_string().ok()?;
            Some(text.into_owned())
        }

        /// Loads the names that the fields of a pattern need. `Names::include_for_pattern` does the same for any
        /// field, and brings the names of all time zones into the program for it: 3 MB that no date on a leaflet
        /// shows.
        fn $include_names(names: &mut Names<$calendar>, pattern: &str) -> Option<()> {
            names.include_decimal_formatter().ok()?;
            let letters: Vec<char> = forms::bare(pattern).chars().collect();
            for field in letters.chunk_by(|a, b| a == b) {
                match (field[0], field.len()) {
                    ('G', 1..=3) => {
                        names.include_year_names(YearNameLength::Abbreviated).ok()?;
                    }
                    ('G', 4) => {
                        names.include_year_names(YearNameLength::Wide).ok()?;
                    }
                    ('G', 5) => {
                        names.include_year_names(YearNameLength::Narrow).ok()?;
                    }
                    ('M' | 'L', _) => {
                        names.include_month_names(month(field)?).ok()?;
                    }
                    ('E' | 'c', _) => {
                        names.include_weekday_names(weekday(field)?).ok()?;
                    }
                    ('a' | 'b' | 'B', 1..=3) => {
                        let length = DayPeriodNameLength::Abbreviated;
                        names.include_day_period_names(length).ok()?;
                    }
                    ('a' | 'b' | 'B', 4) => {
                        names
                            .include_day_period_names(DayPeriodNameLength::Wide)
                            .ok()?;
                    }
                    // Days, years and times are figures, which need no names.
                    _ => {}
                }
            }
            Some(())
        }
    };
}

type Names<C> = FixedCalendarDateTimeNames<C, CompositeDateTimeFieldSet>;

writer_of_calendar!(
    /// A local time by a pattern; none where the pattern is not valid or the language lacks a name that it asks for.
    write,
    include_names,
    Gregorian,
    gregorian
);

writer_of_calendar!(
    /// A local time by a pattern, in the Solar Hijri calendar of Iran and Afghanistan.
    write_solar,
    include_solar_names,
    Persian,
    solar
);

/// A day in the calendar that dates are written in.
pub(super) fn gregorian(day: civil::Date) -> Option<Day<Gregorian>> {
    Day::try_new_gregorian(i32::from(day.year()), day.month() as u8, day.day() as u8).ok()
}

/// A day in the Solar Hijri calendar.
pub(super) fn solar(day: civil::Date) -> Option<Day<Persian>> {
    Some(gregorian(day)?.to_calendar(Persian))
}

/// The length of the name of a month, by the letters of its field.
fn month(field: &[char]) -> Option<MonthNameLength> {
    Some(match (field, field.len()) {
        (['M', ..], 1 | 2) => MonthNameLength::Numeric,
        (['M', ..], 3) => MonthNameLength::Abbreviated,
        (['M', ..], 4) => MonthNameLength::Wide,
        (['M', ..], 5) => MonthNameLength::Narrow,
        (_, 1 | 2) => MonthNameLength::StandaloneNumeric,
        (_, 3) => MonthNameLength::StandaloneAbbreviated,
        (_, 4) => MonthNameLength::StandaloneWide,
        (_, 5) => MonthNameLength::StandaloneNarrow,
        _ => return None,
    })
}

/// The length of the name of a day of the week, by the letters of its field.
fn weekday(field: &[char]) -> Option<WeekdayNameLength> {
    Some(match (field, field.len()) {
        (['E', ..], 1..=3) => WeekdayNameLength::Abbreviated,
        (['E', ..], 4) => WeekdayNameLength::Wide,
        (['E', ..], 5) => WeekdayNameLength::Narrow,
        (['E', ..], 6) => WeekdayNameLength::Short,
        (_, 3) => WeekdayNameLength::StandaloneAbbreviated,
        (_, 4) => WeekdayNameLength::StandaloneWide,
        (_, 5) => WeekdayNameLength::StandaloneNarrow,
        (_, 6) => WeekdayNameLength::StandaloneShort,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each pattern of every language is written as `icu_datetime` itself writes it, where it picks the names.
    #[test]
    fn every_pattern_finds_its_names() {
        let table = include_str!("../../languages/cldr/dates.tsv");
        let time = civil::date(2027, 5, 6).at(18, 30, 0, 0);
        let mut written = 0;
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let tag = columns.next().unwrap_or_default().split(' ').next();
            let Some(Ok(locale)) = tag.map(str::parse::<Locale>) else {
                continue;
            };
            for form in columns.filter(|form| !form.contains('{')) {
                let (from, to) = forms::split_range(form);
                for pattern in [from, to, "EEEE", "MMMM"] {
                    let own = write(&locale, pattern, time);
                    assert_eq!(
                        own,
                        as_icu_writes(&locale, pattern, time),
                        "{tag:?} {pattern}"
                    );
                    written += usize::from(own.is_some());
                }
            }
        }
        assert!(written > 1000, "{written}");
    }

    fn as_icu_writes(locale: &Locale, pattern: &str, time: civil::DateTime) -> Option<String> {
        let pattern = DateTimePattern::try_from_pattern_str(pattern).ok()?;
        let mut names = Names::<Gregorian>::try_new(locale.into()).ok()?;
        let formatter = names.include_for_pattern(&pattern).ok()?;
        let input = DateTime {
            date: gregorian(time.date())?,
            time: Time::try_new(time.hour() as u8, time.minute() as u8, 0, 0).ok()?,
        };
        let text = formatter
            .format(&input)
            .try_write_to_string()
            .ok()?
            .into_owned();
        Some(text)
    }
}
