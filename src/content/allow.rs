//! Findings that the content allows (`[[allow]]`). One set of functions serves check, build and proof, so that
//! a finding is allowed everywhere or nowhere.

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::rules::Rule;

/// An `[[allow]]` of the content: a finding that its author knows and accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The rule of the finding.
    pub rule: Rule,
    /// The key that the finding has to come from, or one above it, such as `fact.leaders`; `None` for any key.
    pub at: Option<String>,
    /// The reason that the author gives.
    pub reason: String,
}

impl Allow {
    /// Whether it covers a finding.
    fn suits(&self, finding: &Diagnostic) -> bool {
        let key = finding.place.as_ref().map(|place| place.key.as_str());
        let below = |at: &String| {
            // `fact.leaders` covers `fact.leaders.text`, but not `fact.leaders-2`.
            let rest = key.and_then(|key| key.strip_prefix(at.as_str()));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.rule == finding.rule && self.at.as_ref().is_none_or(below)
    }
}

/// Whether the content may allow a finding: by its rule, and by how much it weighs.
fn may_be_allowed(finding: &Diagnostic) -> bool {
    let is_error = finding.severity == Severity::Error;
    finding.rule.may_be_allowed(is_error)
}

/// What is wrong with allowing a rule; `None` if the content may.
pub(super) fn refusal(rule: Rule) -> Option<Diagnostic> {
    let harm = rule.never_allowed()?;
    let problem = format!("`{rule}` cannot be allowed, because {}", harm.why());
    Some(Diagnostic::error(Rule::CannotAllow, problem).hint(rule.fix()))
}

/// The first that allows a finding. Findings that would print something false or unreadable cannot be allowed:
/// for them the answer is `None`.
pub fn allowed<'a>(
    finding: &Diagnostic,
    allows: impl IntoIterator<Item = &'a Allow>,
) -> Option<&'a Allow> {
    let mut allows = allows.into_iter();
    let allow = allows.find(|allow| allow.suits(finding))?;
    // The first that suits decides; another one could give no more than another reason.
    may_be_allowed(finding).then_some(allow)
}

/// The reason, in words, why a finding counts although the content allows it. `None` if the content does not
/// allow it, or if it may.
pub fn not_allowed<'a>(
    finding: &Diagnostic,
    allows: impl IntoIterator<Item = &'a Allow>,
) -> Option<&'static str> {
    let mut allows = allows.into_iter();
    allows.find(|allow| allow.suits(finding))?;
    let harm = finding.rule.harm()?;
    (!may_be_allowed(finding)).then_some(harm.why())
}

/// Turns allowed errors into warnings, so that they do not keep a piece from being made. They are looked up
/// again where findings are listed, which shows the reason.
#[must_use]
pub fn soften<'a>(
    findings: Diagnostics,
    allows: impl IntoIterator<Item = &'a Allow> + Clone,
) -> Diagnostics {
    findings.filter_map(|finding| {
        Some(match allowed(&finding, allows.clone()) {
            Some(_) => Diagnostic {
                // Not dropped: the report shows allowed findings with their reasons.
                severity: Severity::Warning,
                ..finding
            },
            None => finding,
        })
    })
}
