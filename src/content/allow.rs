//! Findings that the content allows, applied alike wherever findings are judged.

use crate::codes;
use crate::diag::{Diagnostic, Diagnostics, Severity};

/// A finding that is known and stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The code of the finding.
    pub code: String,
    /// The key that it has to come from, or one above it, such as `fact.leaders`; any where there is none.
    pub at: Option<String>,
    /// Why it stands.
    pub reason: String,
}

impl Allow {
    /// Whether it is about a finding.
    fn suits(&self, finding: &Diagnostic) -> bool {
        let key = finding.place.as_ref().map(|place| place.key.as_str());
        let below = |at: &String| {
            let rest = key.and_then(|key| key.strip_prefix(at.as_str()));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.code == finding.code && self.at.as_ref().is_none_or(below)
    }
}

/// The first that allows a finding; none for what would print something false or unreadable.
pub fn allowed<'a>(
    finding: &Diagnostic,
    allows: impl IntoIterator<Item = &'a Allow>,
) -> Option<&'a Allow> {
    let mut allows = allows.into_iter();
    let allow = allows.find(|allow| allow.suits(finding))?;
    codes::may_be_allowed(finding).then_some(allow)
}

/// Why a finding stands though the content allows it, in words; none where it does not, or may.
pub fn not_allowed<'a>(
    finding: &Diagnostic,
    allows: impl IntoIterator<Item = &'a Allow>,
) -> Option<&'static str> {
    let mut allows = allows.into_iter();
    allows.find(|allow| allow.suits(finding))?;
    let harm = codes::explained(finding.code)?.harm?;
    (!codes::may_be_allowed(finding)).then_some(harm.why())
}

/// The findings with those errors as warnings that are allowed, so that they do not keep a piece from being
/// made. That they are allowed is found again where the piece is judged.
#[must_use]
pub fn soften<'a>(
    findings: Diagnostics,
    allows: impl IntoIterator<Item = &'a Allow> + Clone,
) -> Diagnostics {
    findings.filter_map(|finding| {
        Some(match allowed(&finding, allows.clone()) {
            Some(_) => Diagnostic {
                severity: Severity::Warning,
                ..finding
            },
            None => finding,
        })
    })
}
