//! Writes dates, times and ranges as a language does (Unicode CLDR), in one form for a whole piece.
//!
//! Patterns come from [`Forms`]; `icu4x` fills in the names and figures. If the language has no names of months
//! in CLDR, dates are written as in ISO 8601.

use icu_datetime::FixedCalendarDateTimeFormatter as Formatter;
use icu_datetime::NoCalendarFormatter as Clock;
use icu_datetime::fieldsets::{T, Y, YM};
use icu_datetime::input::Time;
use icu_locale_core::Locale;
use icu_locale_core::subtags::Region;
use jiff::civil;

use super::forms::{self, Forms};
use super::pattern::{gregorian, solar, write, write_solar};
use super::{Date, Language, When};

/// The form of the dates on a piece. All blocks of a piece use the same one, so that their dates agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    region: Option<Region>,
}

impl Dates {
    /// The form used in a country (ISO 3166-1 alpha-2), or that of the language if no country is given.
    pub fn in_country(country: Option<&str>) -> Self {
        Self {
            region: country.and_then(|country| country.parse().ok()),
        }
    }

    /// Writes fields of a day by a pattern of CLDR; `None` if the language has no names.
    pub(super) fn written(
        &self,
        pattern: &str,
        language: &Language,
        day: civil::Date,
    ) -> Option<String> {
        self.writer(language).fields(pattern, day)
    }

    /// The country whose form dates have, if one is known.
    pub(super) fn region_of(&self, language: &Language) -> Option<String> {
        let region = self.writer(language).locale.id.region;
        // The region 001 is the whole world.
        let named = region.filter(|region| region.is_alphabetic());
        named.map(|region| region.as_str().to_owned())
    }

    /// Writes a date as exact as it is known, with no-break spaces: `November 2023`. A day of which Persian readers
    /// know another date has both.
    pub fn date(&self, language: &Language, date: Date) -> String {
        let writer = self.writer(language);
        let own = unbroken(&writer.date(date));
        match (civil_day(date), &writer.solar) {
            (Some(day), Some(_)) => writer.beside_solar(own, |writer, calendar| {
                writer
                    .in_calendar(calendar, writer.forms.day[1], day)
                    .map(|date| unbroken(&date))
            }),
            _ => own,
        }
    }

    /// Writes the date of a publication, in the calendar that it was published under.
    pub fn published(&self, language: &Language, date: Date) -> String {
        unbroken(&self.writer(language).date(date))
    }

    /// Writes date and time together: `Thursday, 10 December 2026 at 18:00`, `12–15 May 2027`.
    pub fn when(&self, language: &Language, when: &When) -> String {
        let writer = self.writer(language);
        match when {
            When::Day(day) => writer.day(*day),
            When::Days(first, last) => writer.days(*first, *last),
            When::Time(time) => writer.at(*time),
            When::Times(first, last) if first.date() == last.date() => {
                let times = writer.clocks(first.time(), last.time());
                forms::fill(writer.forms.beside, &times, &writer.day(first.date()))
            }
            When::Times(first, last) => {
                forms::fill(writer.forms.range, &writer.at(*first), &writer.at(*last))
            }
        }
    }

    /// Writes the day or the range of days: `Thursday, 10 December 2026`, `12–15 May 2027`.
    pub fn day(&self, language: &Language, when: &When) -> String {
        let writer = self.writer(language);
        let (first, last) = (when.first_day(), when.last_day());
        if first == last {
            writer.day(first)
        } else {
            writer.days(first, last)
        }
    }

    /// Writes the time or the range of times: `18:00`, `18:00–20:00`, and over several days `Wednesday 18:00 –
    /// Saturday 20:00`. None if no time is known.
    pub fn time(&self, language: &Language, when: &When) -> Option<String> {
        let writer = self.writer(language);
        match when {
            When::Day(_) | When::Days(..) => None,
            When::Time(time) => Some(writer.clock(time.time())),
            When::Times(first, last) if first.date() == last.date() => {
                Some(writer.clocks(first.time(), last.time()))
            }
            When::Times(first, last) => {
                let (first, last) = (writer.on_weekday(*first), writer.on_weekday(*last));
                Some(forms::fill(writer.forms.range, &first, &last))
            }
        }
    }

    /// A writer for a language in the region of the piece.
    fn writer<'l>(&self, language: &'l Language) -> Writer<'l> {
        let locale = in_region(&language.locale, self.region);
        let forms = Forms::of(&locale);
        Writer {
            clock_form: language.clock(),
            named: has_names(&locale),
            forms,
            solar: solar_of(&locale),
            locale,
        }
    }
}

impl Language {
    /// Whether the program knows the names of months and days in the language. Without them, dates are printed
    /// as in ISO 8601.
    pub fn has_names_of_months(&self) -> bool {
        has_names(&self.locale)
    }
}

/// Whether CLDR has names of months in a language. If not, it writes "M05" or a number for May.
fn has_names(locale: &Locale) -> bool {
    let may = civil::date(2027, 5, 1);
    let name = write(locale, "MMMM", may.to_datetime(civil::Time::midnight()));
    // May is asked for because its name is short in most languages and still no number.
    name.is_some_and(|name| name != "M05" && name != "5")
}

/// The locale of a language in a region. A region in the tag of the language takes precedence.
fn in_region(own: &Locale, region: Option<Region>) -> Locale {
    // The region 001 is the whole world, so it does not count as a region that was named.
    let named = own.id.region.filter(|named| named.is_alphabetic());
    let mut locale = own.clone();
    if let (None, Some(region)) = (named, region) {
        // CLDR has no English for most countries and would use that of the United States. A locale with a
        // region (English of the world) is replaced only if CLDR has the language in the new region.
        let tag = format!("{}-{region}", own.id.language);
        if own.id.region.is_none() || Forms::has(&tag) {
            locale.id.region = Some(region);
        }
    }
    locale
}

/// Writes the dates of a language in a region.
struct Writer<'l> {
    locale: Locale,
    forms: Forms,
    /// The form of a time on the 24-hour clock, such as `{time} Uhr`; none if the time is written alone.
    clock_form: Option<&'l str>,
    /// Whether months and days have names; otherwise dates are written as in ISO 8601.
    named: bool,
    /// The place of the Solar Hijri date beside the Gregorian one; `None` if the language does not use it.
    solar: Option<SolarPlace>,
}

/// Where the Solar Hijri date of a day stands. The date that people of the country live by comes first, and the other one
/// follows in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SolarPlace {
    First,
    InBrackets,
}

/// A calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Calendar {
    Gregorian,
    Solar,
}

/// Countries whose calendar is the Solar Hijri one (Unicode CLDR 46, `calendarPreferenceData`: `persian` comes first).
const SOLAR: [&str; 2] = ["IR", "AF"];

/// The place of the Solar Hijri date in a locale. Persian without a country is that of Iran (CLDR, `likelySubtags`);
/// readers elsewhere meet Gregorian dates every day, and know the day of a memorial by the other.
fn solar_of(locale: &Locale) -> Option<SolarPlace> {
    if locale.id.language.as_str() != "fa" {
        return None;
    }
    let region = locale.id.region.filter(|region| region.is_alphabetic());
    Some(match region {
        Some(region) if !SOLAR.contains(&region.as_str()) => SolarPlace::InBrackets,
        _ => SolarPlace::First,
    })
}

/// The day of a date; `None` if only its month or its year is known. A month of one calendar is parts of two of the
/// other, so such a date stays what it is.
fn civil_day(date: Date) -> Option<civil::Date> {
    civil::Date::new(date.year, date.month?, date.day?).ok()
}

impl Writer<'_> {
    /// Writes a date as exact as it is known.
    fn date(&self, date: Date) -> String {
        let (month, day) = (date.month.unwrap_or(1), date.day.unwrap_or(1));
        // The date was checked when it was read, so this always succeeds.
        let Ok(first) = civil::Date::new(date.year, month, day) else {
            return date.to_string();
        };
        let written = match (date.month, date.day) {
            _ if !self.named => None,
            (None, _) => Formatter::try_new((&self.locale).into(), Y::long())
                .ok()
                .zip(gregorian(first))
                .map(|(formatter, day)| formatter.format(&day).to_string()),
            (_, None) => Formatter::try_new((&self.locale).into(), YM::long())
                .ok()
                .zip(gregorian(first))
                .map(|(formatter, day)| formatter.format(&day).to_string()),
            _ => self.fields(self.forms.day[1], first),
        };
        written.unwrap_or_else(|| date.to_string())
    }

    /// A day with its weekday, which is not said twice where the day has two dates.
    fn day(&self, day: civil::Date) -> String {
        let written = |pattern, calendar| self.in_calendar(calendar, pattern, day);
        let own = written(self.forms.day[0], Calendar::Gregorian);
        let own = own.unwrap_or_else(|| day.to_string());
        match self.solar {
            None => own,
            Some(SolarPlace::First) => both(
                written(self.forms.day[0], Calendar::Solar),
                written(self.forms.day[1], Calendar::Gregorian),
            )
            .unwrap_or(own),
            Some(SolarPlace::InBrackets) => {
                let solar = written(self.forms.day[1], Calendar::Solar);
                both(Some(own.clone()), solar).unwrap_or(own)
            }
        }
    }

    /// A date in the Gregorian calendar with the Solar Hijri one, in their order.
    fn beside_solar(
        &self,
        own: String,
        write: impl Fn(&Self, Calendar) -> Option<String>,
    ) -> String {
        let solar = write(self, Calendar::Solar);
        let written = match self.solar {
            None => None,
            Some(SolarPlace::First) => both(solar, Some(own.clone())),
            Some(SolarPlace::InBrackets) => both(Some(own.clone()), solar),
        };
        written.unwrap_or(own)
    }

    /// Writes a range of days.
    fn days(&self, first: civil::Date, last: civil::Date) -> String {
        let own = self.days_in(Calendar::Gregorian, first, last);
        // A pattern without a second half, or no names: two dates in ISO 8601.
        let own = own.unwrap_or_else(|| {
            forms::fill(self.forms.range, &first.to_string(), &last.to_string())
        });
        self.beside_solar(own, |writer, calendar| {
            writer.days_in(calendar, first, last)
        })
    }

    /// Writes a range of days in a calendar. Parts that both days share, such as the year, are written once.
    fn days_in(&self, calendar: Calendar, first: civil::Date, last: civil::Date) -> Option<String> {
        let [same_month, same_year, other] = self.forms.days;
        // Compared from the largest part down: 12 May 2026 and 12 May 2027 share a month and still need both
        // years.
        let (from, to) = (month_of(calendar, first)?, month_of(calendar, last)?);
        let form = if from.0 != to.0 {
            other
        } else if from.1 != to.1 {
            same_year
        } else {
            same_month
        };
        let (from, to) = forms::split_range(form);
        let written = self
            .in_calendar(calendar, from, first)
            .zip(self.in_calendar(calendar, to, last));
        let written = written.filter(|_| !to.is_empty());
        written.map(|(from, to)| from + &to)
    }

    /// A time of a day with its weekday.
    fn at(&self, time: civil::DateTime) -> String {
        // The pattern of the language may have words around the date, which do not suit a date in ISO 8601.
        let form = if self.named { self.forms.at } else { "{1} {0}" };
        forms::fill(form, &self.clock(time.time()), &self.day(time.date()))
    }

    /// A time of day, with spaces that do not break.
    fn clock(&self, time: civil::Time) -> String {
        let formatter = Clock::try_new((&self.locale).into(), T::hm()).ok();
        let parts = Time::try_new(time.hour() as u8, time.minute() as u8, 0, 0).ok();
        let written = formatter.zip(parts);
        let written = written.map(|(formatter, time)| formatter.format(&time).to_string());
        let written = written.unwrap_or_else(|| time.strftime("%H:%M").to_string());
        match self.clock_form {
            // The word belongs to the 24-hour clock: `6 pm Uhr` is said nowhere.
            Some(form) if !self.has_twelve_hours() => unbroken(&form.replace("{time}", &written)),
            _ => unbroken(&written),
        }
    }

    /// Writes a range of times on one day, with no-break spaces.
    fn clocks(&self, first: civil::Time, last: civil::Time) -> String {
        let form = match (
            self.has_twelve_hours(),
            // On the 12-hour clock, two times of one half of the day share its name: 6–8 pm.
            (first.hour() < 12) == (last.hour() < 12),
        ) {
            (false, _) => self.forms.clock24,
            (true, false) => self.forms.clock12[0],
            (true, true) => self.forms.clock12[1],
        };
        let own = self.clock_pattern();
        let form = forms::with_hour_of(form, &own);
        let (from, to) = forms::split_range(&form);
        // If the pattern of a range has other words ("o'clock") than that of a single time, the range is two
        // single times instead, so that all times on a piece look alike.
        let suits =
            self.clock_form.is_some() || forms::literal_letters(to) == forms::literal_letters(&own);
        if !suits || to.is_empty() {
            return forms::fill(self.forms.range, &self.clock(first), &self.clock(last));
        }
        // The pattern has only fields of time, so any day serves.
        let some_day = civil::date(2027, 1, 1);
        let written =
            |form: &str, time: civil::Time| write(&self.locale, form, some_day.to_datetime(time));
        match written(from, first).zip(written(to, last)) {
            Some((from, to)) => unbroken(&(from + &to)),
            None => forms::fill(self.forms.range, &self.clock(first), &self.clock(last)),
        }
    }

    /// Writes a time with its weekday, for ranges over several days.
    fn on_weekday(&self, time: civil::DateTime) -> String {
        let [clock24, clock12] = self.forms.weekday;
        let form = if self.has_twelve_hours() {
            clock12
        } else {
            clock24
        };
        // CLDR abbreviates the weekday here. Only the order and the separator are taken from its pattern.
        let day = forms::bare(form);
        let (before, after) = (day.starts_with(['E', 'c']), day.ends_with(['E', 'c']));
        let weekday = self.fields("EEEE", time.date());
        let (Some(weekday), true) = (weekday, before || after) else {
            return self.at(time);
        };
        let between = |c: char| c.is_ascii_alphabetic();
        let joint: String = if before {
            form.trim_start_matches(['E', 'c'])
                .chars()
                .take_while(|c| !between(*c) && *c != '\'')
                .collect()
        } else {
            " ".to_owned()
        };
        let clock = self.clock(time.time());
        if before {
            format!("{weekday}{joint}{clock}")
        } else {
            format!("{clock}{joint}{weekday}")
        }
    }

    /// Whether the region writes times on the 12-hour clock.
    fn has_twelve_hours(&self) -> bool {
        forms::bare(&self.clock_pattern()).contains(['h', 'K'])
    }

    /// The CLDR pattern of a time of day in the region.
    fn clock_pattern(&self) -> String {
        let formatter = Clock::try_new((&self.locale).into(), T::hm()).ok();
        // The pattern is the same for every time of day.
        let some_time = Time::try_new(18, 0, 0, 0).ok();
        let written = formatter.zip(some_time);
        let pattern =
            written.map(|(formatter, time)| formatter.format(&time).pattern().to_string());
        pattern.unwrap_or_else(|| "HH:mm".to_owned())
    }

    /// Writes a day with a pattern; none if the language has no names for months and days.
    fn fields(&self, pattern: &str, day: civil::Date) -> Option<String> {
        self.in_calendar(Calendar::Gregorian, pattern, day)
    }

    /// Writes a day with a pattern in a calendar.
    fn in_calendar(&self, calendar: Calendar, pattern: &str, day: civil::Date) -> Option<String> {
        let midnight = day.to_datetime(civil::Time::midnight());
        let write = match calendar {
            Calendar::Gregorian => write,
            Calendar::Solar => write_solar,
        };
        self.named.then(|| write(&self.locale, pattern, midnight))?
    }
}

/// The year and the month of a day in a calendar.
fn month_of(calendar: Calendar, day: civil::Date) -> Option<(i32, u8)> {
    match calendar {
        Calendar::Gregorian => Some((i32::from(day.year()), day.month() as u8)),
        Calendar::Solar => {
            let day = solar(day)?;
            Some((day.year().extended_year(), day.month().ordinal))
        }
    }
}

/// Two dates of one day, the second in brackets; none if either is lacking. A line may end between them.
fn both(first: Option<String>, second: Option<String>) -> Option<String> {
    Some(format!("{} ({})", first?, second?))
}

/// Replaces spaces with no-break spaces, except after a comma: there a date may continue on the next line.
fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}").replace(",\u{a0}", ", ")
}
