//! Times of events as they are written in a content file: one day or several, with times or without.
//!
//! Only the forms of ISO 8601 are accepted. For a date in another form the error suggests the right one; if its
//! order is ambiguous (5/12/2027), it suggests both.

use std::fmt;

use jiff::civil::{Date as Day, DateTime, Time};
use jiff::tz::Offset;

use crate::diag::{Hint, Meant};

/// The time of an event. A day without a time is a variant of its own, so that it cannot be mistaken for
/// midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A day without a time.
    Day(Day),
    /// Several days: the first and the last.
    Days(Day, Day),
    /// The local time at which the event begins.
    Time(DateTime),
    /// The local times at which the event begins and ends, perhaps on different days.
    Times(DateTime, DateTime),
}

impl When {
    /// The first day.
    pub fn first_day(&self) -> Day {
        match self {
            Self::Day(day) | Self::Days(day, _) => *day,
            Self::Time(time) | Self::Times(time, _) => time.date(),
        }
    }

    /// The last day that is known.
    pub fn last_day(&self) -> Day {
        match self {
            Self::Day(day) | Self::Days(_, day) => *day,
            Self::Time(time) | Self::Times(_, time) => time.date(),
        }
    }

    /// The local time at which the event begins, if it is known.
    pub fn start(&self) -> Option<DateTime> {
        match self {
            Self::Time(time) | Self::Times(time, _) => Some(*time),
            Self::Day(_) | Self::Days(..) => None,
        }
    }

    /// The local time at which the event ends, if it is known.
    pub fn end(&self) -> Option<DateTime> {
        match self {
            Self::Times(_, end) => Some(*end),
            _ => None,
        }
    }
}

/// A point in time as it is written: the start or the end of a [`When`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// A day.
    Day(Day),
    /// A time without a day, which means the day on which the event begins.
    Clock(Time),
    /// A local time, with the offset from UTC if one is written after it.
    Time(DateTime, Option<Offset>),
}

/// The error for a text that is not a point in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// What is wrong, as the rest of a sentence that begins with the text.
    pub what: String,
    /// What to do.
    pub hint: Hint,
}

/// The hint if it is not clear which date was meant.
const USUAL: &str = "write a day as 2026-12-10, and a local time as 2026-12-10T18:00";

impl Point {
    /// Reads `2026-12-10`, `2026-12-10T18:00` or `18:00` (ISO 8601, RFC 3339). The T can also be a space or a small
    /// t, seconds must be zero, and an offset such as `+01:00` or `Z` may follow.
    pub fn read(text: &str) -> Result<Self, Misread> {
        let text = text.trim();
        if let Some(time) = clock(text).transpose()? {
            return Ok(Self::Clock(time));
        }
        // `get` gives none if byte 10 is inside a character.
        let Some((date, rest)) = text.get(..10).zip(text.get(10..)) else {
            return Err(misread(text));
        };
        if !has_form(date, "dddd-dd-dd") {
            return Err(misread(text));
        }
        let day = day(date)?;
        let Some(rest) = rest.strip_prefix(['T', 't', ' ']) else {
            return match rest {
                "" => Ok(Self::Day(day)),
                _ => Err(misread(text)),
            };
        };
        let (time, offset) = with_offset(rest.trim()).ok_or_else(|| misread(text))?;
        match clock(time).transpose()? {
            Some(time) => Ok(Self::Time(day.to_datetime(time), offset)),
            None => Err(misread(text)),
        }
    }
}

impl fmt::Display for Point {
    /// Writes it as in a content file, without the offset.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Clock(time) => write!(f, "{}", time.strftime("%H:%M")),
            Self::Time(time, _) => write!(f, "{}", written(*time)),
        }
    }
}

/// Writes a local time as in a content file: `2026-12-10T18:00`.
pub(super) fn written(time: DateTime) -> String {
    time.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// Whether a text has a form, in which `d` stands for any digit.
fn has_form(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text
            .bytes()
            .zip(form.bytes())
            .all(|(own, form)| match form {
                b'd' => own.is_ascii_digit(),
                other => own == other,
            })
}

/// A number that was checked to have digits only; 0 if it does not fit the type.
fn number<T: std::str::FromStr + Default>(text: &str) -> T {
    text.parse().unwrap_or_default()
}

/// Reads a day in the form `2026-12-10`. Fails if the calendar does not have it.
fn day(text: &str) -> Result<Day, Misread> {
    let year: i16 = number(&text[..4]);
    // There is no year 0 in the calendar of content files.
    let exists = (year > 0).then(|| Day::new(year, number(&text[5..7]), number(&text[8..])));
    exists.and_then(Result::ok).ok_or_else(|| Misread {
        what: format!("is not a date: the calendar has no {text}"),
        hint: "check the month and the day; write the year first, then the month, then the day"
            .into(),
    })
}

/// Reads a time of day; none if the text has another form.
fn clock(text: &str) -> Option<Result<Time, Misread>> {
    let (minutes, rest) = text.get(..5).zip(text.get(5..))?;
    if !has_form(minutes, "dd:dd") {
        return None;
    }
    let wrong = |what: &str, hint: &str| {
        Some(Err(Misread {
            what: what.to_owned(),
            hint: hint.into(),
        }))
    };
    let (seconds, fraction) = match rest.strip_prefix(':') {
        None if rest.is_empty() => ("00", ""),
        None => return None,
        Some(rest) => rest.split_once(['.', ',']).unwrap_or((rest, "")),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !has_form(seconds, "dd") || !digits(fraction) || rest.ends_with(['.', ',']) {
        return None;
    }
    let (hour, minute): (i8, i8) = (number(&minutes[..2]), number(&minutes[3..]));
    // People write and mean this time, so it gets a hint of its own.
    if (hour, minute) == (24, 0) {
        let hint = "write midnight at the end of a day as 00:00 of the next day";
        return wrong("has the time 24:00", hint);
    }
    let Ok(time) = Time::new(hour, minute, 0, 0) else {
        return wrong(
            "has a time that does not exist",
            "hours are 00 to 23, minutes 00 to 59",
        );
    };
    if seconds != "00" || fraction.bytes().any(|byte| byte != b'0') {
        let hint = "leave out the seconds: only hours and minutes are printed";
        return wrong("has seconds", hint);
    }
    Some(Ok(time))
}

/// Splits a time from the offset after it. None if something like an offset follows that is not one.
fn with_offset(text: &str) -> Option<(&str, Option<Offset>)> {
    // The last sign is the minus of typography, which word processors put in.
    let Some(at) = text.find(['+', '-', 'Z', 'z', '−']) else {
        return Some((text, None));
    };
    let (time, offset) = text.split_at(at);
    let time = time.trim_end();
    if offset.eq_ignore_ascii_case("z") {
        return Some((time, Some(Offset::UTC)));
    }
    let sign = if offset.starts_with('+') { 1 } else { -1 };
    let digits = offset.trim_start_matches(['+', '-', '−']);
    let (hours, minutes) = if has_form(digits, "dd:dd") {
        (&digits[..2], &digits[3..])
    } else if has_form(digits, "dddd") {
        digits.split_at(2)
    } else if has_form(digits, "dd") {
        (digits, "0")
    } else {
        return None;
    };
    let (hours, minutes): (i32, i32) = (number(hours), number(minutes));
    let offset = Offset::from_seconds(sign * (hours * 60 + minutes) * 60).ok()?;
    (hours < 24 && minutes < 60).then_some((time, Some(offset)))
}

/// Guesses the time that is meant by a text in another form: `18.00`, `6 pm`, `18 Uhr`, `18h30`.
fn time_meant(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['T', 't', ' ', ',']).to_lowercase();
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let (hour, rest) = text.split_at(digits(&text));
    let after = rest.trim_start_matches([':', '.', 'h']);
    let (minute, rest) = after.split_at(digits(after));
    let (hour, minute): (u8, u8) = (
        hour.parse().ok()?,
        if minute.is_empty() {
            0
        } else {
            minute.parse().ok()?
        },
    );
    let hour = match rest.trim().trim_end_matches('.') {
        // 12 pm is noon, so 12 stays.
        "pm" | "p.m" if hour < 12 => hour + 12,
        "am" | "a.m" if hour == 12 => 0,
        _ => hour,
    };
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

/// The error for a text in another form, with the date that was probably meant.
fn misread(text: &str) -> Misread {
    let date = text.split(['T', 't', ' ', ',']).next().unwrap_or_default();
    let parts: Vec<&str> = date.split(['-', '.', '/']).collect();
    let numbers: Vec<Option<i16>> = parts.iter().map(|part| part.parse().ok()).collect();
    let iso = |year: i16, month: i16, day: i16| {
        let day = Day::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
        (1000..=9999).contains(&year).then(|| day.to_string())
    };
    let meant: Vec<String> = match numbers[..] {
        [Some(year), Some(month), Some(day)] if year > 31 => {
            iso(year, month, day).into_iter().collect()
        }
        // Dates with full stops have the day first everywhere. With slashes, the order depends on the country.
        [Some(day), Some(month), Some(year)] if date.contains('.') => {
            iso(year, month, day).into_iter().collect()
        }
        [Some(first), Some(second), Some(year)] => {
            // 13/5/2027 has one reading, since there is no month 13; 5/12/2027 has two, and both are proposed.
            let mut both = vec![iso(year, second, first), iso(year, first, second)];
            both.dedup();
            both.into_iter().flatten().collect()
        }
        _ => Vec::new(),
    };
    let rest = text.get(date.len()..).unwrap_or_default();
    let time = time_meant(rest).map_or_else(String::new, |time| format!("T{time}"));
    let hint = match &meant[..] {
        [] => USUAL.into(),
        [one] => Hint::meant(Meant::Name(format!("{one}{time}"))).and(USUAL),
        both => format!("write {}: year, month, day", both.join(" or ")).into(),
    };
    Misread {
        what: "is not a date with or without a time".to_owned(),
        hint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match Point::read(text) {
            Ok(Point::Time(time, Some(offset))) => format!("{} {offset}", written(time)),
            Ok(point) => point.to_string(),
            Err(misread) => format!("{}; {}", misread.what, misread.hint),
        }
    }

    #[test]
    fn points_are_read_in_the_forms_of_the_standard() {
        assert_eq!(read("2027-05-12"), "2027-05-12");
        assert_eq!(read("2028-02-29"), "2028-02-29");
        assert_eq!(read("2027-05-12T00:00"), "2027-05-12T00:00");
        for text in [
            "2027-05-12T18:00",
            "2027-05-12t18:00",
            "2027-05-12 18:00",
            " 2027-05-12T18:00:00 ",
            "2027-05-12T18:00:00.000",
        ] {
            assert_eq!(read(text), "2027-05-12T18:00", "{text}");
        }
        assert_eq!(read("20:00"), "20:00");
        assert_eq!(read("2027-05-12T18:00+02:00"), "2027-05-12T18:00 +02");
        assert_eq!(read("2027-05-12T18:00-0330"), "2027-05-12T18:00 -03:30");
        assert_eq!(read("2027-05-12T18:00:00Z"), "2027-05-12T18:00 +00");
    }

    #[test]
    fn other_forms_are_told_with_what_to_write() {
        let cases = [
            ("12.05.2027", "did you mean `2027-05-12`?"),
            ("12.05.2027 18:00", "did you mean `2027-05-12T18:00`?"),
            ("12.05.2027, 18 Uhr", "did you mean `2027-05-12T18:00`?"),
            ("2027-05-12 6pm", "did you mean `2027-05-12T18:00`?"),
            ("2027-05-12T18h30", "did you mean `2027-05-12T18:30`?"),
            ("2027-5-12", "did you mean `2027-05-12`?"),
            ("2027/05/12", "did you mean `2027-05-12`?"),
            ("5/12/2027", "write 2027-12-05 or 2027-05-12"),
            ("25/12/2027", "did you mean `2027-12-25`?"),
            ("12 May 2027", "write a day as"),
            ("2027-05-12T6pm", "write a day as"),
            ("2027-05-12T18:00 Uhr", "write a day as"),
            ("2027-05-12T18:00[Europe/Berlin]", "write a day as"),
            ("2027-05-12T", "write a day as"),
            ("2027-05", "write a day as"),
            ("", "write a day as"),
            ("ՀՀՀՀՀՀՀՀ", "write a day as"),
            ("2027-02-29", "the calendar has no 2027-02-29"),
            ("0000-01-01", "the calendar has no 0000-01-01"),
            ("2027-05-12T24:00", "00:00 of the next day"),
            ("2027-05-12T25:00", "hours are 00 to 23"),
            ("2027-05-12T18:60", "hours are 00 to 23"),
            ("2027-05-12T18:00:30", "leave out the seconds"),
            ("2027-05-12T18:00:00.5", "leave out the seconds"),
        ];
        for (text, told) in cases {
            assert!(read(text).contains(told), "{text}: {}", read(text));
        }
    }
}
