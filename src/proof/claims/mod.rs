//! What a piece claims: figures with their dates, quotations with their sources, events with their
//! times. Only what is printed is looked at.

mod days;
mod events;
mod facts;
mod sources;

use super::printed::Printed;
use crate::content::Campaign;
use crate::language::Date;
use crate::page::Finding;

/// What is wrong with the claims that are printed. Ages are not counted without a day.
pub(super) fn check(
    campaign: &Campaign,
    printed: &Printed<'_>,
    today: Option<Date>,
) -> Vec<Finding> {
    let today = today.and_then(days::first);
    let mut findings = facts::check(campaign, printed, today);
    findings.extend(sources::check(campaign, printed));
    findings.extend(events::check(campaign, printed, today));
    findings
}
