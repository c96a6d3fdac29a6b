//! Collects the problems of a layout and a campaign, each at the key that it is about.
//!
//! Filling never stops at a problem: it puts a stand-in there and goes on, so that one run reports all
//! problems.

use std::collections::BTreeSet;

use super::chain::Chain;
use crate::content::Files;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::rules::Rule;

/// The problems found so far, and the files that their keys are in.
pub(super) struct Report<'a> {
    layout: &'a Chain,
    content: &'a Files,
    problems: Diagnostics,
}

impl<'a> Report<'a> {
    /// A report without problems.
    pub(super) fn new(layout: &'a Chain, content: &'a Files) -> Self {
        Self {
            layout,
            content,
            problems: Diagnostics::default(),
        }
    }

    /// Adds a problem at a key of the layout.
    pub(super) fn add_at_layout(&mut self, key: &str, problem: Diagnostic) {
        self.problems.push(problem.at(self.layout.place(key)));
    }

    /// Adds a problem at a key of the content.
    pub(super) fn add_at_content(&mut self, key: &str, problem: Diagnostic) {
        self.problems.push(problem.at(self.content.place(key)));
    }

    /// Adds a problem at a place.
    pub(super) fn add_at(&mut self, place: Place, problem: Diagnostic) {
        self.problems.push(problem.at(place));
    }

    /// Runs `run` and drops the problems that it finds: the caller knows that they are reported elsewhere.
    pub(super) fn mute<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::take(&mut self.problems);
        let value = run(self);
        self.problems = before;
        value
    }

    /// The messages of all problems of a rule.
    pub(super) fn messages_of(&self, rule: Rule) -> BTreeSet<String> {
        let problems = self.problems.iter();
        let of_rule = problems.filter(|problem| problem.rule == rule);
        of_rule.map(|problem| problem.message.clone()).collect()
    }

    /// All problems, in the order found.
    pub(super) fn into_problems(self) -> Diagnostics {
        self.problems
    }
}
