//! Checks the claims of a piece: figures with their dates, quotations with their sources, events with their
//! times. Only what the piece prints is checked, so a campaign may keep old facts that no piece uses.

mod days;
mod events;
mod facts;
mod sources;

use super::printed::PrintIndex;
use crate::content::Campaign;
use crate::language::Date;
use crate::page::PageFinding;

/// The findings about the claims that a piece prints. Without `today`, ages are not checked.
pub(super) fn check(
    campaign: &Campaign,
    printed: &PrintIndex<'_>,
    today: Option<Date>,
) -> Vec<PageFinding> {
    let today = today.and_then(days::first);
    let mut findings = facts::check(campaign, printed, today);
    findings.extend(sources::check(campaign, printed));
    findings.extend(events::check(campaign, printed, today));
    findings
}
