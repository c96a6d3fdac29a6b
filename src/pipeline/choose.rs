//! Chooses among the options of a page: each is laid out, and the one with the best score is taken.
//!
//! Pages are decided one after the other, in the order of the layout, each laid out by itself. Only a page that shares
//! a text, a table or a size of type with others is laid out with them, and those after it in their first option: all
//! combinations of several pages would be too many. An option that does not fit has no score. Nothing here depends on
//! threads or time, and of two options with the same score the first is taken.

use std::cmp::Reverse;

use super::Job;
use super::compose::{Laid, Refused};
use super::resources::Pipeline;
use super::taken::{Outcome, Taken, Tried, Why};
use crate::content::Campaign;
use crate::diag::{Diagnostics, Severity};
use crate::layout::{PageMeasures, Score};
use crate::page::Page;
use crate::preflight;
use crate::template::{Bonds, Choice, OptionName, PageOptions, Target};
use crate::typeset::FontBook;

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
        let bonds = Bonds::of(&job.template);
        let lay_out = |choice: &Choice, page: Option<usize>| {
            let around = page.map(|page| (page, &bonds));
            self.composed(campaign, job, Target { choice, ..target }, around)
        };
        let mut tried: Vec<Vec<Attempt>> = vec![Vec::new(); open.len()];
        // While a page that shares a text with it does not fit, no option of a page has a score. So the pages are gone
        // through again as long as one of them has none and another one changed.
        for _ in &open {
            let before = choice.clone();
            for ((page, candidates), tried) in open.iter().zip(&mut tried) {
                // One that is alone is laid out with the whole piece.
                if candidates.len() > 1 && !has_score(tried) {
                    let trial = |choice: &Choice| lay_out(choice, Some(page.page));
                    *tried = try_options(page.page, candidates, &mut choice, (&trial, &self.book))?;
                }
            }
            if before == choice {
                break;
            }
        }
        let mut laid = lay_out(&choice, None)?;
        for ((page, candidates), tried) in open.iter().zip(&mut tried) {
            if let [only] = candidates[..] {
                tried.push((only.index, Some(score_of(&laid, page.page, &self.book))));
            }
            let about = (pinned.as_slice(), &campaign.language);
            laid.taken.push(tell(page, &choice, tried, about));
        }
        laid.choice = choice;
        Ok(laid)
    }
}

/// Lays out a page as each of its options, and takes the best into `choice`. While none fits, the one with the fewest
/// errors is taken, so that the pages that depend on it are tried beside one that leaves them alone. The error is a
/// mistake in how an option is written.
fn try_options(
    page: usize,
    candidates: &[&OptionName],
    choice: &mut Choice,
    (lay_out, book): (&Compose<'_>, &FontBook),
) -> Result<Vec<Attempt>, Diagnostics> {
    let mut tried = Vec::new();
    // Of the best: its score if it fits, and the number of its errors.
    let mut best: Option<(Option<u32>, Reverse<usize>)> = None;
    let mut taken = choice.clone();
    for candidate in candidates {
        // The candidates of last resort come last.
        let is_settled = best.is_some_and(|(score, _)| score.is_some_and(|total| total > 0));
        if candidate.last_resort && is_settled {
            break;
        }
        let mut other = choice.clone();
        other.take(page, candidate.index);
        let laid = lay_out(&other);
        let scored = match &laid {
            Ok(laid) => Some(score_of(laid, page, book)),
            Err(Refused::Laid(_)) => None,
            Err(Refused::Written(problems)) => return Err(problems.clone()),
        };
        tried.push((candidate.index, scored));
        let worth = (scored.map(|score| score.total), Reverse(errors(&laid)));
        if best.is_none_or(|best| worth > best) {
            best = Some(worth);
            taken = other;
        }
    }
    *choice = taken;
    Ok(tried)
}

/// The score of a page of the layout. A page on which blocks collide, or that is empty, has 0: it is taken only where
/// all are so, so that the error is told.
fn score_of(laid: &Laid, page: usize, book: &FontBook) -> Score {
    let composed = &laid.composed.value;
    let score = composed.score_of(page);
    let pages = composed.measures.iter().zip(&composed.piece.pages);
    let mut copies = pages
        .enumerate()
        .filter(|(_, (measures, _))| measures.index == page);
    let template = &composed.piece.template;
    let is_wrong = |(number, (measures, page)): (usize, (&PageMeasures, &Page))| {
        measures.is_blank_by_mistake() || preflight::collides(number, page, template, book)
    };
    if copies.any(is_wrong) {
        return Score { total: 0, ..score };
    }
    score
}

/// Lays out a piece with its pages as those options.
type Compose<'c> = dyn Fn(&Choice) -> Result<Laid, Refused> + 'c;

/// An option that was laid out, by its place in the page, with its score if it fits.
type Attempt = (usize, Option<Score>);

fn has_score(tried: &[Attempt]) -> bool {
    tried.iter().any(|(_, score)| score.is_some())
}

/// The number of errors of a piece. Each page that does not fit has one.
fn errors(laid: &Result<Laid, Refused>) -> usize {
    match laid {
        Ok(_) => 0,
        Err(Refused::Laid(problems) | Refused::Written(problems)) => {
            let errors = problems.iter();
            errors
                .filter(|problem| problem.severity == Severity::Error)
                .count()
        }
    }
}

/// The options of a page that are laid out: those that are pinned, else those that suit the piece, those of last resort
/// after all others.
fn candidates<'p>(page: &'p PageOptions, pinned: &[String]) -> Vec<&'p OptionName> {
    let named = |option: &&OptionName| pinned.contains(&option.name);
    let pinned: Vec<&OptionName> = page.options.iter().filter(named).collect();
    if !pinned.is_empty() {
        return pinned;
    }
    let suiting = page.options.iter().filter(|option| option.suits);
    let mut suiting: Vec<&OptionName> = suiting.collect();
    suiting.sort_by_key(|option| option.last_resort);
    suiting
}

/// The record of a choice.
fn tell(
    page: &PageOptions,
    choice: &Choice,
    tried: &[Attempt],
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
