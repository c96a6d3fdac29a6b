//! Decides which findings count: the content may allow some, the user may turn warnings into errors (`--deny`),
//! and some can never be allowed.

use std::collections::BTreeSet;

use crate::content::{Allow, allowed, not_allowed};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::rules::Rule;

/// A finding and the decision about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The finding; an error if it is denied.
    pub diagnostic: Diagnostic,
    /// The reason that the content gives for allowing it; `None` if it counts.
    pub allowed: Option<String>,
}

/// The findings that are turned into errors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deny {
    /// Whether all warnings are that the content does not allow.
    warnings: bool,
    rules: BTreeSet<Rule>,
}

/// A name for several rules.
struct DenyGroup {
    name: &'static str,
    what: &'static str,
    rules: &'static [Rule],
}

const GROUPS: [DenyGroup; 2] = [
    DenyGroup {
        name: "stale",
        what: "everything that is out of date",
        rules: &[Rule::StaleFact, Rule::PastEvent, Rule::Stale],
    },
    DenyGroup {
        name: "imprint",
        what: "a missing imprint",
        rules: &[Rule::MissingImprint],
    },
];

impl Deny {
    /// Reads codes, names of groups, and `warnings`. The error names unknown ones.
    pub fn of(names: &[String]) -> Result<Self, Diagnostics> {
        let mut deny = Self::default();
        let mut problems = Diagnostics::default();
        for name in names {
            let group = GROUPS.iter().find(|group| group.name == name);
            match (group, Rule::named(name)) {
                (Some(group), _) => deny.rules.extend(group.rules),
                // No rule has this name, so it cannot hide one.
                (None, _) if name == "warnings" => deny.warnings = true,
                (None, Some(rule)) => drop(deny.rules.insert(rule)),
                (None, None) => problems.push(Diagnostic::unknown_rule(name)),
            }
        }
        problems.into_result(Some(deny)).map(|deny| deny.value)
    }

    /// The names that stand for several findings, each with a description.
    pub fn groups() -> impl Iterator<Item = (&'static str, &'static str)> {
        let all = [("warnings", "all warnings that the content does not allow")];
        let groups = GROUPS.iter().map(|group| (group.name, group.what));
        all.into_iter().chain(groups)
    }

    /// Whether a finding is denied by its own name or that of its group.
    pub fn names(&self, rule: Rule) -> bool {
        self.rules.contains(&rule)
    }
}

/// Decides about findings. A finding that the user denies by name counts even if the content allows it: the
/// person who prints has the last word. One that would print something false or unreadable counts in any case,
/// and its hint says why `[[allow]]` has no effect.
pub fn judge<'a>(
    findings: Diagnostics,
    allows: impl IntoIterator<Item = &'a Allow>,
    deny: &Deny,
) -> Vec<Judged> {
    let allows: Vec<&Allow> = allows.into_iter().collect();
    let judged = findings.into_iter().map(|mut diagnostic| {
        let named = deny.names(diagnostic.rule);
        // Whoever prints has the last word over the content.
        let allow = allowed(&diagnostic, allows.iter().copied()).filter(|_| !named);
        let allowed = allow.map(|allow| allow.reason.clone());
        if let Some(why) = not_allowed(&diagnostic, allows.iter().copied()) {
            // The hint of the finding stays: it says how to mend it.
            let hint = diagnostic.hint.take().unwrap_or_default();
            let more = format!("`[[allow]]` has no effect on it, because {why}");
            diagnostic.hint = Some(Box::new(hint.and(&more)));
        }
        if named || (deny.warnings && allowed.is_none()) {
            diagnostic.severity = Severity::Error;
        }
        Judged {
            diagnostic,
            allowed,
        }
    });
    judged.collect()
}

/// The findings that count.
pub fn standing(judged: Vec<Judged>) -> Diagnostics {
    let mut standing = Diagnostics::default();
    let not_allowed = judged.into_iter().filter(|judged| judged.allowed.is_none());
    standing.extend(not_allowed.map(|judged| judged.diagnostic));
    standing
}
