//! What no piece of a set prints of the content: an organizer trusts what comes out without counting.
//!
//! [`Carried`] collects the keys of the content that finished pages print. Each element of the campaign that
//! is not among them is left out, and so is said which templates would print it. Elements of a kind that the
//! same templates would print are one finding.
//!
//! With an order for everything, what is left out is a warning; whoever names templates leaves out the rest on
//! purpose, and is only shown a note.

mod carried;
mod elements;
mod words;

pub use carried::Carried;
pub use elements::{ElementKind, LeftOut};

use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::order::{MadePiece, Order, PieceSet};
use crate::pipeline::Pipeline;
use crate::proof::{self, Deny};
use crate::rules::Rule;

/// What no piece of a set prints.
#[derive(Default)]
pub struct Omissions {
    /// Each element by itself, for programs.
    pub elements: Vec<LeftOut>,
    /// The elements by their kinds, each group in a line.
    pub told: Diagnostics,
    /// Whether the lines are warnings or errors; else they are only shown, since whoever names the pieces
    /// leaves out the rest on purpose.
    pub weigh: bool,
}

impl Omissions {
    /// What the pieces of a set leave out of the content. What the content allows is not told.
    pub fn of(pieces: &[MadePiece<'_>], set: &PieceSet, order: &Order, deny: &Deny) -> Self {
        let made = pieces.iter().filter_map(|piece| piece.made.as_ref().ok());
        let mut carried: Option<Carried> = None;
        for built in made {
            carried
                .get_or_insert_default()
                .add(&built.value.examined.piece);
        }
        Self::of_set(carried.as_ref(), set, order, deny)
    }

    /// What a set leaves out of the content, of which it prints these elements; nothing where no piece was
    /// made, since errors say why.
    pub fn of_set(carried: Option<&Carried>, set: &PieceSet, order: &Order, deny: &Deny) -> Self {
        let Some((campaign, carried)) = set.first_campaign().zip(carried) else {
            return Self::default();
        };
        let all_pieces = order.templates.is_empty();
        Self::of_campaign(campaign, carried, &set.pipeline, all_pieces, deny)
    }

    /// What is left out of a campaign, of which these elements are printed.
    pub fn of_campaign(
        campaign: &Campaign,
        carried: &Carried,
        pipeline: &Pipeline,
        all_pieces: bool,
        deny: &Deny,
    ) -> Self {
        let mut elements = carried.left_out(campaign, pipeline);
        let mut severity = Severity::Warning;
        elements.retain(|element| {
            let finding =
                Diagnostic::warning(Rule::LeftOut, "").at(campaign.files.place(&element.key));
            let judged = proof::judge(finding.into(), &campaign.allows, deny);
            let standing = proof::standing(judged);
            // Of pieces that are named, only what is denied by its own name is an error.
            if standing.has_errors() && (all_pieces || deny.names(Rule::LeftOut)) {
                severity = Severity::Error;
            }
            !standing.is_empty()
        });
        let mut told = Diagnostics::default();
        for group in grouped(&elements) {
            let Some(first) = group.first() else { continue };
            let problem = Diagnostic {
                severity,
                ..Diagnostic::warning(Rule::LeftOut, words::message(&group))
            };
            let place = campaign.files.place(&first.key);
            told.push(problem.hint(words::hint(&group, all_pieces)).at(place));
        }
        Self {
            elements,
            told,
            weigh: all_pieces || severity == Severity::Error,
        }
    }

    /// Reports what is left out, where it is a finding.
    pub fn report(&self, problems: &mut Diagnostics) {
        if self.weigh {
            problems.extend(self.told.iter().cloned());
        }
    }

    /// The findings as lines of a note.
    pub fn lines(&self) -> Vec<String> {
        let line = |problem: &Diagnostic| match &problem.hint {
            Some(hint) => format!("{}; {hint}", problem.message),
            None => problem.message.clone(),
        };
        self.told.iter().map(line).collect()
    }
}

/// Elements of one kind that the same templates would print, each with the templates that print all of its
/// group.
fn grouped(elements: &[LeftOut]) -> Vec<Vec<LeftOut>> {
    let mut groups: Vec<Vec<LeftOut>> = Vec::new();
    for element in elements {
        let of_kind = groups.iter_mut().filter_map(|group| {
            let first = group.first().filter(|first| first.kind == element.kind)?;
            let (one, other) = (&first.templates, &element.templates);
            let common: Vec<String> = one
                .iter()
                .filter(|id| other.contains(id))
                .cloned()
                .collect();
            let alike = !common.is_empty() || one.is_empty() && other.is_empty();
            let alike = alike && first.by_event == element.by_event;
            // Each imprint is of another country.
            let alike = alike && element.kind != ElementKind::Imprint;
            alike.then_some((group, common))
        });
        match { of_kind }.next() {
            Some((group, common)) => {
                group.push(element.clone());
                for known in group {
                    known.templates.clone_from(&common);
                }
            }
            None => groups.push(vec![element.clone()]),
        }
    }
    groups
}
