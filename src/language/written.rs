//! Dates, times, numbers and lists as a language writes them (CLDR, by `icu4x`).

use icu_calendar::{Date as Day, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter as Formatter;
use icu_datetime::NoCalendarFormatter as Clock;
use icu_datetime::fieldsets::{T, Y, YM, YMD, YMDE};
use icu_datetime::input::{DateTime, Time};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale_core::Locale;
use jiff::civil::DateTime as DateAndTime;

use super::{Date, Language};

impl Language {
    /// A date as exact as it is known, with spaces that do not break: `November 2023`.
    pub fn date(&self, date: Date) -> String {
        let (year, month) = (i32::from(date.year), date.month.unwrap_or(1));
        let day = date.day.unwrap_or(1);
        let written = Day::try_new_gregorian(year, month as u8, day as u8)
            .ok()
            .and_then(|day| self.known(date, &day));
        // All languages have these formats; a date was checked when it was read.
        let written = written.unwrap_or_else(|| year.to_string());
        unbroken(&written)
    }

    fn known(&self, known: Date, day: &Day<Gregorian>) -> Option<String> {
        let locale = (&self.locale).into();
        Some(match (known.month, known.day) {
            (None, _) => {
                let formatter = Formatter::try_new(locale, Y::long()).ok()?;
                formatter.format(day).to_string()
            }
            (_, None) => {
                let formatter = Formatter::try_new(locale, YM::long()).ok()?;
                formatter.format(day).to_string()
            }
            _ => {
                let formatter = Formatter::try_new(locale, YMD::long()).ok()?;
                formatter.format(day).to_string()
            }
        })
    }

    /// A local date and time with the day of the week, as the language and the country (ISO 3166-1
    /// alpha-2) write them: `Thursday, 10 December 2026 at 18:00`.
    pub fn time(&self, time: DateAndTime, country: Option<&str>) -> String {
        let locale = self.in_country(country);
        let fields = YMDE::long().with_time_hm();
        let formatter = Formatter::try_new((&locale).into(), fields).ok();
        let written = formatter.zip(parts(time));
        let written = written.map(|(formatter, parts)| formatter.format(&parts).to_string());
        written.unwrap_or_else(|| time.to_string())
    }

    /// The date alone: `Thursday, 10 December 2026`.
    pub fn day(&self, time: DateAndTime, country: Option<&str>) -> String {
        let locale = self.in_country(country);
        let formatter = Formatter::try_new((&locale).into(), YMDE::long()).ok();
        let written = formatter.zip(parts(time));
        let written = written.map(|(formatter, parts)| formatter.format(&parts.date).to_string());
        written.unwrap_or_else(|| time.date().to_string())
    }

    /// The time of day alone: `18:00`, or `6:00 PM` where clocks have twelve hours.
    pub fn clock(&self, time: DateAndTime, country: Option<&str>) -> String {
        let locale = self.in_country(country);
        let formatter = Clock::try_new((&locale).into(), T::hm()).ok();
        let written = formatter.zip(parts(time));
        let written = written.map(|(formatter, parts)| formatter.format(&parts.time).to_string());
        unbroken(&written.unwrap_or_else(|| time.time().to_string()))
    }

    /// The language as it is written in a country.
    fn in_country(&self, country: Option<&str>) -> Locale {
        let mut locale = self.locale.clone();
        if let Some(region) = country.and_then(|country| country.parse().ok()) {
            locale.id.region = Some(region);
        }
        locale
    }

    /// A whole number, in the figures of the language.
    pub fn number(&self, number: usize) -> String {
        match DecimalFormatter::try_new((&self.locale).into(), Default::default()) {
            Ok(formatter) => formatter.format(&Decimal::from(number)).to_string(),
            Err(_) => number.to_string(),
        }
    }

    /// An amount of euros, given with a point before the cents: `12,50 EUR`.
    pub fn euros(&self, amount: &str) -> String {
        let number: Option<Decimal> = amount.parse().ok();
        let formatter = DecimalFormatter::try_new((&self.locale).into(), Default::default());
        let written = number.zip(formatter.ok());
        let written = written.map(|(number, formatter)| formatter.format(&number).to_string());
        format!("{}\u{a0}EUR", written.unwrap_or_else(|| amount.to_owned()))
    }

    /// Things one after the other: `a, b and c`.
    pub fn list(&self, things: &[String]) -> String {
        match ListFormatter::try_new_and((&self.locale).into(), ListFormatterOptions::default()) {
            Ok(formatter) => formatter.format(things.iter()).to_string(),
            Err(_) => things.join(", "),
        }
    }
}

/// A local time in parts.
fn parts(time: DateAndTime) -> Option<DateTime<Gregorian>> {
    let (year, month) = (i32::from(time.year()), time.month() as u8);
    let date = Day::try_new_gregorian(year, month, time.day() as u8).ok()?;
    let time = Time::try_new(time.hour() as u8, time.minute() as u8, 0, 0).ok()?;
    Some(DateTime { date, time })
}

/// A date on one line, unless a comma divides it.
fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}").replace(",\u{a0}", ", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::of(tag).expect("a tag")
    }

    #[test]
    fn dates_are_written_as_the_language_does() {
        let written = |tag: &str, date: &str| {
            let date = date.parse().expect("a date");
            language(tag)
                .date(date)
                .replace(['\u{a0}', '\u{202f}'], " ")
        };
        assert_eq!(written("en", "2023"), "2023");
        assert_eq!(written("en", "2023-11"), "November 2023");
        assert_eq!(written("en", "2023-11-01"), "1 November 2023");
        assert_eq!(written("en-US", "2023-11-01"), "November 1, 2023");
        assert_eq!(written("de", "2023-11-01"), "1. November 2023");
        assert_eq!(written("ru", "2023-11"), "ноябрь 2023 г.");
        assert_eq!(written("fa", "2023-11"), "نوامبر ۲۰۲۳");
    }

    #[test]
    fn times_numbers_and_lists_too() {
        let time = jiff::civil::date(2026, 12, 10).at(18, 0, 0, 0);
        assert_eq!(
            language("fr").time(time, None),
            "jeudi 10 décembre 2026 à 18:00"
        );
        let english = language("en").time(time, None);
        assert!(english.starts_with("Thursday") && english.contains("10 December 2026"));
        let things = ["8".to_owned(), "50".to_owned()];
        assert_eq!(language("de").list(&things), "8 und 50");
        assert_eq!(language("fa").number(21), "۲۱");
    }

    #[test]
    fn a_city_has_its_own_form_of_day_and_time() {
        let time = jiff::civil::date(2026, 12, 10).at(18, 0, 0, 0);
        let english = language("en");
        assert_eq!(english.clock(time, Some("DE")), "18:00");
        assert!(english.clock(time, Some("US")).starts_with("6:00"));
        assert_eq!(english.day(time, Some("US")), "Thursday, December 10, 2026");
        assert_eq!(english.day(time, Some("GB")), "Thursday, 10 December 2026");
        // What is no country changes nothing.
        assert_eq!(english.day(time, Some("?")), english.day(time, None));
    }

    #[test]
    fn every_language_writes_dates_times_and_lists() {
        for tag in super::super::tags() {
            let own = language(tag);
            for date in ["2023", "2023-11", "2023-11-01"] {
                let written = own.date(date.parse().expect("a date"));
                assert!(written.chars().any(char::is_numeric), "{tag}: {written}");
            }
            let time = own.time(jiff::civil::date(2026, 12, 10).at(18, 30, 0, 0), None);
            assert!(time.chars().count() > 12, "{tag}: {time}");
            assert!(
                own.list(&["a".into(), "b".into(), "c".into()])
                    .contains('b'),
                "{tag}"
            );
        }
    }
}
