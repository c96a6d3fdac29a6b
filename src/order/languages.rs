//! The campaign in the languages of an order.

use std::collections::BTreeSet;

use super::Order;
use crate::content::{self, Campaign, Content, Translation};
use crate::diag::{Diagnostic, Diagnostics, Warned};
use crate::project::Project;
use crate::rules::Rule;

/// The campaign in each language of an order; where it names none, in that of the content, or in all if
/// `all_by_default`. A language with errors is left out, and its errors are reported. None where the
/// content itself cannot be opened.
pub fn campaigns(
    project: &Project,
    order: &Order,
    all_by_default: bool,
    problems: &mut Diagnostics,
) -> Option<Vec<Campaign>> {
    let content = match Content::open(project) {
        Ok(content) => content,
        Err(found) => {
            problems.extend(found);
            return None;
        }
    };
    let mut campaigns = Vec::new();
    for tag in tags(&content, &order.languages, all_by_default) {
        let (campaign, mut found) = match content.campaign(&tag) {
            Ok(Warned { value, warnings }) => {
                // The content cannot allow a draft that the order refuses.
                let demanded = |rule| order.require_reviewed && rule == Rule::Draft;
                let standing = |warning: &Diagnostic| {
                    demanded(warning.rule) || content::allowed(warning, &value.allows).is_none()
                };
                let warnings = warnings.filter_map(|warning| Some(warning).filter(standing));
                (Some(value), warnings)
            }
            Err(found) => (None, found),
        };
        if order.require_reviewed {
            found = Translation::require_reviewed(found);
        }
        let prints = !found.has_errors();
        problems.extend(found);
        campaigns.extend(campaign.filter(|_| prints));
    }
    Some(campaigns)
}

/// The tags of the languages, each once, in the order in which they are named.
fn tags(content: &Content<'_>, named: &[String], all_by_default: bool) -> Vec<String> {
    let first = content.first_language().to_owned();
    let mut tags: Vec<String> = Vec::new();
    let add_all = |tags: &mut Vec<String>| {
        tags.push(first.clone());
        tags.extend(content.translations());
    };
    match named {
        [] if all_by_default => add_all(&mut tags),
        [] => tags.push(first.clone()),
        _ => {}
    }
    for tag in named {
        match tag.as_str() {
            "all" => add_all(&mut tags),
            _ => tags.push(tag.clone()),
        }
    }
    let mut seen = BTreeSet::new();
    tags.retain(|tag| seen.insert(tag.clone()));
    tags
}
