//! Checks figures: each has a source, its date is not in the future, and it is not older than the content
//! allows.

use jiff::civil;

use super::days;
use crate::content::{Campaign, Fact};
use crate::diag::Diagnostic;
use crate::page::PageFinding;
use crate::proof::printed::{PrintIndex, at};
use crate::rules::Rule;

/// The fields of a fact that print its figure: in words, or as the marks of a tally.
pub(super) const FIELDS: [&str; 4] = ["figure", "text", "label", "count"];

/// The findings about the figures that a piece prints.
pub(super) fn check(
    campaign: &Campaign,
    printed: &PrintIndex<'_>,
    today: Option<civil::Date>,
) -> Vec<PageFinding> {
    let mut findings = Vec::new();
    for fact in &campaign.facts {
        let Some(spot) = printed.any("fact", &fact.id, &FIELDS) else {
            continue;
        };
        let mut tell = |field: &str, problem: Diagnostic| {
            let key = format!("fact.{}.{field}", fact.id);
            findings.push(at(campaign, &key, Some(spot), problem));
        };
        if fact.source.is_none() {
            let problem = format!("the figure `{}` ({}) has no source", fact.figure, fact.text);
            let problem = Diagnostic::warning(Rule::UnsourcedFact, problem);
            tell(
                "figure",
                problem.hint("name who counted it: source = \"…\", with a [[source]] of that id"),
            );
        }
        if let Some(problem) = today.and_then(|today| dated(campaign, fact, today)) {
            tell("as_of", problem);
        }
    }
    findings
}

/// Reports a figure whose date is in the future, or longer ago than `max_age` allows.
fn dated(campaign: &Campaign, fact: &Fact, today: civil::Date) -> Option<Diagnostic> {
    let (figure, what, date) = (&fact.figure, &fact.text, fact.as_of);
    // Only if even the first day of the date is to come, so that the current month passes.
    if days::first(date)? > today {
        let problem = format!(
            "the figure `{figure}` ({what}) has a date in the future: {date}, and today is {today}"
        );
        let hint = "correct `as_of`: it is the day for which the figure was true";
        return Some(Diagnostic::warning(Rule::FutureFact, problem).hint(hint));
    }
    // Counted from the last day that the date can mean, so that an open month is not called old too early.
    let age = days::between(days::last(date)?, today);
    let limit = campaign.max_age.days;
    (age > i64::from(limit)).then(|| {
        let problem = format!(
            "the figure `{figure}` ({what}) is from {date}, {age} days ago; the limit is {limit} days"
        );
        Diagnostic::warning(Rule::StaleFact, problem)
            .hint("check it and update `as_of`, or change `max_age` under [campaign]")
    })
}
