//! Chooses among the options of a page: each is laid out, and the one with the best score is taken.
//!
//! Pages are decided one after the other, in the order of the layout, with the pages after them in their first
//! option: all combinations of several pages would be too many, and pages depend on each other only where a text
//! runs through them. An option that does not fit has no score. Nothing here depends on threads or time, and of two
//! options with the same score the first is taken.

use super::Job;
use super::compose::Laid;
use super::resources::Pipeline;
use super::taken::{Outcome, Taken, Tried, Why};
use crate::content::Campaign;
use crate::diag::Diagnostics;
use crate::layout::Score;
use crate::template::{Choice, OptionName, PageOptions, Target};

impl Pipeline {
    /// Lays out a piece with the best option for each page that has any.
    pub(super) fn lay_out_best(
        &self,
        campaign: &Campaign,
        job: &Job,
        target: Target<'_>,
    ) -> Result<Laid, Diagnostics> {
        let pages = job.template.page_options(campaign, target.paper);
        let pinned = &job.printing.options;
        let mut choice = Choice::default();
        let mut open = Vec::new();
        for page in &pages {
            let candidates = candidates(page, pinned);
            if let Some(first) = candidates.first() {
                choice.take(page.page, first.index);
                open.push((page, candidates));
            }
        }
        let lay_out = |choice: &Choice| self.composed(campaign, job, Target { choice, ..target });
        let mut best = lay_out(&choice);
        let mut taken = Vec::new();
        for (page, candidates) in open {
            let mut tried = Vec::new();
            let mut most: Option<(u32, usize)> = None;
            for candidate in &candidates {
                let known = choice.option_of(page.page) == Some(candidate.index);
                let mut other = choice.clone();
                other.take(page.page, candidate.index);
                let laid = if known { None } else { Some(lay_out(&other)) };
                let scored = match laid.as_ref().unwrap_or(&best) {
                    Ok(laid) => Some(laid.composed.value.score_of(page.page)),
                    Err(_) => None,
                };
                tried.push((candidate.index, scored));
                if let Some(score) = scored
                    && most.is_none_or(|(most, _)| score.total > most)
                {
                    most = Some((score.total, candidate.index));
                    if let Some(laid) = laid {
                        best = laid;
                        choice = other;
                    }
                }
            }
            taken.push(tell(page, &choice, &tried, (pinned, &campaign.language)));
        }
        let mut laid = best?;
        laid.taken = taken;
        laid.choice = choice;
        Ok(laid)
    }
}

/// The options of a page that are laid out: those that are pinned, else those that suit the piece.
fn candidates<'p>(page: &'p PageOptions, pinned: &[String]) -> Vec<&'p OptionName> {
    let named = |option: &&OptionName| pinned.contains(&option.name);
    let pinned: Vec<&OptionName> = page.options.iter().filter(named).collect();
    if !pinned.is_empty() {
        return pinned;
    }
    page.options.iter().filter(|option| option.suits).collect()
}

/// The record of a choice.
fn tell(
    page: &PageOptions,
    choice: &Choice,
    tried: &[(usize, Option<Score>)],
    (pinned, language): (&[String], &crate::language::Language),
) -> Taken {
    let taken = choice.option_of(page.page);
    let named = |index: usize| page.options.iter().find(|option| option.index == index);
    let name = taken
        .and_then(named)
        .map_or_else(String::new, |it| it.name.clone());
    let outcome = |option: &OptionName| {
        let found = tried.iter().find(|(index, _)| *index == option.index);
        match found {
            Some((_, Some(score))) => Outcome::Scored(*score),
            Some((_, None)) => Outcome::DoesNotFit,
            None if option.suits => Outcome::NotTried,
            None => Outcome::Unsuited,
        }
    };
    let scored = tried.iter().filter(|(_, score)| score.is_some()).count();
    Taken {
        language: language.tag().to_string(),
        page: page.page + 1,
        why: if pinned.contains(&name) {
            Why::Pinned
        } else if scored > 1 {
            Why::Score
        } else {
            Why::Only
        },
        name,
        tried: page
            .options
            .iter()
            .map(|option| Tried {
                name: option.name.clone(),
                outcome: outcome(option),
            })
            .collect(),
    }
}
