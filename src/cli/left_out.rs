//! What no piece of a set prints, as a person and a program are told.

use serde::Serialize;

use super::args;
use super::pieces::{Chosen, Piece};
use crate::Press;
use crate::carried::{Carried, ElementKind, LeftOut};
use crate::content::Campaign;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::proof::{self, Deny};
use crate::rules::Rule;

/// What no piece of a set prints.
#[derive(Default)]
pub(super) struct Omissions {
    /// Each element by itself, for programs.
    pub(super) elements: Vec<LeftOut>,
    /// The elements by their kinds, each group in a line.
    pub(super) told: Diagnostics,
    /// Whether the lines are warnings or errors; else they are only shown, since whoever names the pieces
    /// leaves out the rest on purpose.
    pub(super) weigh: bool,
}

/// An element that no piece prints, for programs.
#[derive(Serialize)]
pub(super) struct Record<'r> {
    key: &'r str,
    words: &'r str,
    /// The templates that would print it.
    templates: &'r [String],
}

impl<'r> Record<'r> {
    fn of(element: &'r LeftOut) -> Self {
        Self {
            key: &element.key,
            words: &element.words,
            templates: &element.templates,
        }
    }
}

impl Omissions {
    /// What a set of pieces leaves out of the content. What the content allows is not told.
    pub(super) fn of(
        pieces: &[Piece<'_>],
        chosen: &Chosen,
        choice: &args::Choice,
        deny: &Deny,
    ) -> Self {
        let made = pieces.iter().filter_map(|piece| piece.made.as_ref().ok());
        let mut carried: Option<Carried> = None;
        for built in made {
            carried.get_or_insert_default().add(&built.value.piece);
        }
        Self::of_set(carried.as_ref(), chosen, choice, deny)
    }

    /// What a set leaves out of the content, of which it prints these elements; nothing where no piece was
    /// made, since errors say why.
    pub(super) fn of_set(
        carried: Option<&Carried>,
        chosen: &Chosen,
        choice: &args::Choice,
        deny: &Deny,
    ) -> Self {
        let Some((campaign, carried)) = chosen.first_campaign().zip(carried) else {
            return Self::default();
        };
        let all_pieces = choice.template.is_empty();
        Self::of_campaign(campaign, carried, &chosen.press, all_pieces, deny)
    }

    /// What is left out of a campaign, of which these elements are printed.
    pub(super) fn of_campaign(
        campaign: &Campaign,
        carried: &Carried,
        press: &Press,
        all_pieces: bool,
        deny: &Deny,
    ) -> Self {
        let mut elements = carried.left_out(campaign, press);
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
                ..Diagnostic::warning(Rule::LeftOut, message(&group))
            };
            let place = campaign.files.place(&first.key);
            told.push(problem.hint(hint(&group, all_pieces)).at(place));
        }
        Self {
            elements,
            told,
            weigh: all_pieces || severity == Severity::Error,
        }
    }

    /// The elements for programs.
    pub(super) fn records(&self) -> Vec<Record<'_>> {
        self.elements.iter().map(Record::of).collect()
    }

    /// The lines that are only shown.
    pub(super) fn lines(&self) -> Vec<String> {
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

/// Which elements of one kind are left out.
fn message(group: &[LeftOut]) -> String {
    let Some(first) = group.first() else {
        return String::new();
    };
    let (one, several) = first.kind.nouns();
    let named = |element: &LeftOut| {
        let name = name(element);
        if element.words.is_empty() {
            format!("`{name}`")
        } else {
            format!("`{name}` ({})", element.words)
        }
    };
    let names: Vec<String> = group.iter().map(named).collect();
    match group.len() {
        1 => format!("no piece of this set prints the {one} {}", names.join("")),
        count => format!(
            "no piece of this set prints these {count} {several}: {}",
            names.join(", ")
        ),
    }
}

/// What an element goes by: its id, or its key where it has none.
fn name(element: &LeftOut) -> &str {
    let mut parts = element.key.split('.');
    let id = parts.nth(1);
    match element.kind {
        ElementKind::Text => &element.key,
        ElementKind::Imprint => parts.next().unwrap_or(&element.key),
        _ => id.unwrap_or(&element.key),
    }
}

/// What to do to have them printed.
fn hint(group: &[LeftOut], all_pieces: bool) -> String {
    let Some(first) = group.first() else {
        return String::new();
    };
    let it = if group.len() == 1 { "it" } else { "them" };
    let templates: Vec<String> = first.templates.iter().map(|id| format!("`{id}`")).collect();
    let prints = if templates.len() == 1 {
        "prints"
    } else {
        "print"
    };
    let which = listed(&templates);
    match first.kind {
        ElementKind::Imprint => format!(
            "`--country {}` prints {it}; so do pieces about an event in that country",
            name(first)
        ),
        ElementKind::Event | ElementKind::EventAddress if !templates.is_empty() => format!(
            "{which} {prints} one gathering at a time: `--event {}`, or `--event all` for all",
            name(first)
        ),
        _ if templates.is_empty() => format!(
            "no layout at hand prints {it}; one of your own does with `{}` in an area (`handbill new NAME --template` writes one to change)",
            first.kind.block(name(first))
        ),
        _ if all_pieces => format!("{which} {prints} {it}, and could not be made"),
        _ => format!(
            "{which} {prints} {it}: add `--template {}`",
            first.templates.first().map_or("", String::as_str)
        ),
    }
}

/// `a`, `b` and `c`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
