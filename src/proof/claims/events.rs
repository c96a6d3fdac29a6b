//! Checks events: they are not over, their weekday is right, and their times have a time zone.

use jiff::civil;

use crate::content::{Campaign, Event};
use crate::diag::Diagnostic;
use crate::page::PageFinding;
use crate::proof::printed::{PrintIndex, at};
use crate::rules::Rule;

/// The findings about the events that a piece prints.
pub(super) fn check(
    campaign: &Campaign,
    printed: &PrintIndex<'_>,
    today: Option<civil::Date>,
) -> Vec<PageFinding> {
    let mut findings = Vec::new();
    for event in &campaign.events {
        // An event that the piece does not print cannot mislead its readers.
        let Some(spot) = printed.any("event", &event.id, &["start", "city", "place"]) else {
            continue;
        };
        let told = [
            today.and_then(|today| past(event, today)),
            weekday(event),
            zone(event),
        ];
        for (field, problem) in told.into_iter().flatten() {
            let key = format!("event.{}.{field}", event.id);
            findings.push(at(campaign, &key, Some(spot), problem));
        }
    }
    findings
}

/// A finding about a field of an event.
type FieldFinding = Option<(&'static str, Diagnostic)>;

/// Whether an event is over. It is not on its last day.
fn past(event: &Event, today: civil::Date) -> FieldFinding {
    // People may still join an event of several days before it ends.
    let last = event.when.last_day();
    (last < today).then(|| {
        let problem = format!("the event in {} was on {last}", event.city);
        let hint = "remove it, or replace it with the next one";
        (
            "start",
            Diagnostic::warning(Rule::PastEvent, problem).hint(hint),
        )
    })
}

/// Whether the weekday that the author gives is not that of the date: one of the two must be a mistake.
fn weekday(event: &Event) -> FieldFinding {
    let (said, date) = (event.weekday?, event.when.first_day());
    (said != date.weekday()).then(|| {
        let (said, is) = (name(said), name(date.weekday()));
        let problem = format!("{date} is a {is}, not a {said}: one of the two is wrong");
        let hint = "ask the organizers of the event, and correct `start` or `weekday`";
        (
            "weekday",
            Diagnostic::error(Rule::WeekdayMismatch, problem).hint(hint),
        )
    })
}

/// Whether an event with a time lacks a time zone.
fn zone(event: &Event) -> FieldFinding {
    // A day without a time needs no zone.
    if event.zone.is_some() || event.when.start().is_none() {
        return None;
    }
    let problem = format!("the event in {} has a time but no time zone", event.city);
    let hint = "add it, for example zone = \"Europe/Berlin\", for people who join from elsewhere";
    Some((
        "start",
        Diagnostic::warning(Rule::NoTimeZone, problem).hint(hint),
    ))
}

fn name(weekday: civil::Weekday) -> &'static str {
    match weekday {
        civil::Weekday::Monday => "Monday",
        civil::Weekday::Tuesday => "Tuesday",
        civil::Weekday::Wednesday => "Wednesday",
        civil::Weekday::Thursday => "Thursday",
        civil::Weekday::Friday => "Friday",
        civil::Weekday::Saturday => "Saturday",
        civil::Weekday::Sunday => "Sunday",
    }
}
