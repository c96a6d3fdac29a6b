//! Pieces about an event, once for each event that an order names.

use std::collections::BTreeSet;

use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics};
use crate::pipeline::Job;
use crate::rules::Rule;

/// The jobs, with each piece about an event once for every event that is named; none where there is no such
/// event.
pub(super) fn for_each_event(
    jobs: Vec<Job>,
    wanted: &[String],
    campaigns: &[Campaign],
    problems: &mut Diagnostics,
) -> Option<Vec<Job>> {
    if wanted.is_empty() {
        return Some(jobs);
    }
    let known: Vec<&str> = campaigns.first().map_or(Vec::new(), |campaign| {
        campaign
            .events
            .iter()
            .map(|event| event.id.as_str())
            .collect()
    });
    let mut ids: Vec<String> = Vec::new();
    for id in wanted {
        if id == "all" {
            ids.extend(known.iter().map(|id| (*id).to_owned()));
        } else if known.contains(&id.as_str()) {
            ids.push(id.clone());
        } else {
            let problem = format!("no `[[event]]` has the id `{id}`");
            let problem = Diagnostic::error(Rule::UnknownReference, problem);
            problems.push(problem.suggest(id, known.iter().copied()));
            return None;
        }
    }
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    let each = |job: Job| -> Vec<Job> {
        if !job.template.shows_events() {
            return vec![job];
        }
        let about = |id: &String| Job {
            event: Some(id.clone()),
            ..job.clone()
        };
        ids.iter().map(about).collect()
    };
    Some(jobs.into_iter().flat_map(each).collect())
}
