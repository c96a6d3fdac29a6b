//! Collects the problems of laying out a piece, each with its place in a file and the piece that it is on.

use super::fault::Fault;
use crate::diag::{Diagnostic, Diagnostics, OnPiece};
use crate::frame::Origin;
use crate::rules::Rule;
use crate::template::plan::PiecePlan;
use crate::typeset::Missing;

/// A code that has to be read from nearer than its layout asks for.
pub(super) struct NearerCode {
    /// Its key in the content.
    pub(super) origin: Origin,
    /// The distance as a share of the one that is asked for.
    pub(super) share: f64,
    pub(super) problem: Diagnostic,
}

/// The problems found so far, and the plan whose origins lead to places.
pub(super) struct Reporter<'p> {
    pub(super) plan: &'p PiecePlan,
    problems: Diagnostics,
    /// The codes that are read from nearer than asked for, each action once.
    nearer: Vec<NearerCode>,
}

impl<'p> Reporter<'p> {
    /// A reporter without problems.
    pub(super) fn new(plan: &'p PiecePlan) -> Self {
        Self {
            plan,
            problems: Diagnostics::default(),
            nearer: Vec::new(),
        }
    }

    /// All problems, in the order found.
    pub(super) fn into_problems(mut self) -> Diagnostics {
        for code in std::mem::take(&mut self.nearer) {
            self.report(&code.origin, code.problem);
        }
        self.problems
    }

    /// Notes a code that is read from nearer than asked for. Of several codes of one action, the worst is reported.
    pub(super) fn note_nearer(&mut self, code: NearerCode) {
        let mut known = self.nearer.iter_mut();
        match known.find(|known| known.origin == code.origin) {
            Some(known) if known.share <= code.share => {}
            Some(known) => *known = code,
            None => self.nearer.push(code),
        }
    }

    /// Reports a problem at an origin, with the template, paper and language that it occurs on.
    pub(super) fn report(&mut self, origin: &Origin, problem: Diagnostic) {
        let problem = problem.on_piece(OnPiece {
            template: self.plan.template.clone(),
            paper: self.plan.paper.clone(),
            language: Some(self.plan.language.clone()),
            shipped: self.is_shipped(),
        });
        self.problems.push(match self.plan.place(origin) {
            Some(place) => problem.at(place),
            None => problem,
        });
    }

    /// Reports a thing that does not fit. A user cannot change a layout of the program, so there the message
    /// points to the content and proposes another paper; otherwise it points to the layout.
    pub(super) fn report_fault(&mut self, fault: Fault) {
        let shipped = self.is_shipped();
        let hint = if shipped {
            let change = "or choose a larger paper or another piece (`handbill list templates`)";
            format!("{}, {change}", fault.shorten)
        } else {
            format!("{}, or {}", fault.shorten, fault.make_room)
        };
        let problem = Diagnostic::error(fault.rule, fault.what).detail(fault.detail);
        let origin = match fault.content {
            Some(content) if shipped || fault.rule != Rule::Overset => content,
            _ => fault.area,
        };
        self.report(&origin, problem.hint(hint));
    }

    /// Whether the layout comes with the program.
    fn is_shipped(&self) -> bool {
        let layout = self.plan.documents.first();
        layout.is_some_and(|layout| layout.source().shipped)
    }

    /// Reports a character that no font has, at that character in the file.
    pub(super) fn report_character(&mut self, missing: Missing) {
        let Missing {
            origin,
            character,
            problem,
        } = missing;
        let place = self.plan.place(&origin).map(|mut place| {
            let text = place
                .source
                .text
                .get(place.span.clone())
                .unwrap_or_default();
            if let Some(at) = text.find(character) {
                let start = place.span.start + at;
                place.span = start..start + character.len_utf8();
            }
            place
        });
        self.problems.push(match place {
            Some(place) => problem.at(place),
            None => problem,
        });
    }

    /// Reports a problem that is the same on every paper, without naming the piece.
    pub(super) fn report_plain(&mut self, origin: &Origin, problem: Diagnostic) {
        self.problems.push(match self.plan.place(origin) {
            Some(place) => problem.at(place),
            None => problem,
        });
    }
}
