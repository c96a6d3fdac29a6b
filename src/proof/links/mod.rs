//! Where codes and printed addresses lead, as far as the address itself tells. Nothing is opened here.

mod address;
mod hosts;
mod lookalike;

pub use hosts::{Kind, Known};

use std::collections::BTreeSet;

use super::printed::Printed;
use crate::diag::Diagnostic;
use crate::page::Finding;

/// What is wrong with what a code holds. A payload that is no web address (a call, a message, a place)
/// has nothing to tell.
pub fn lint(payload: &str) -> Vec<Diagnostic> {
    address::lint(payload)
}

/// Whether a host is on a list of link shorteners and redirecting services, with the reason.
pub fn known(host: &str) -> Option<&'static Known> {
    hosts::known(host)
}

/// Whether an address leads into one's own machine or network.
pub fn is_local(host: &str) -> bool {
    hosts::is_local(host)
}

/// Codes of findings that only matter to those who scan or type: not to a link on screen.
const IN_PRINT_ONLY: [&str; 2] = ["long-address", "upper-case-path"];

/// What is wrong with the codes and addresses of a piece.
pub(super) fn check(printed: &Printed<'_>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for (spot, origin, code) in &printed.codes {
        let payload = code.payload.encoded();
        if !seen.insert((origin.key.clone(), payload.clone())) {
            continue;
        }
        let mut problems = match code.payload.addresses() {
            Some(address) => lint(address.uri().as_str()),
            None => lint(&payload),
        };
        problems.extend(address::differs(&payload, &code.short));
        findings.extend(
            problems
                .into_iter()
                .map(|problem| Finding::at(origin, problem).on(*spot)),
        );
    }
    for (spot, origin, link) in &printed.links {
        // The address of a publication is not printed, and not ours to choose.
        let of_source = origin.key.starts_with("source.");
        let of_code = printed
            .codes
            .iter()
            .any(|(_, _, code)| code.payload.link().as_ref() == Some(&link.uri));
        if of_source || of_code || !seen.insert((origin.key.clone(), link.uri.to_string())) {
            continue;
        }
        let problems = lint(link.uri.as_str()).into_iter();
        let problems = problems.filter(|problem| !IN_PRINT_ONLY.contains(&problem.code));
        findings.extend(problems.map(|problem| Finding::at(origin, problem).on(*spot)));
    }
    findings
}
