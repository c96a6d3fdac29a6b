//! Checks addresses in QR codes, in print and in links, by the address alone. Nothing is opened here; `online`
//! does that.
//!
//! An address in print is there for years and cannot be changed. So it should be encrypted, on a host of one's
//! own and not on a shortener or a paid redirect, without tracking parameters, short, and not look like another
//! host.

mod address;
mod hosts;
mod lookalike;

pub use hosts::{Kind, Known};

use std::collections::BTreeSet;

use super::printed::PrintIndex;
use crate::diag::Diagnostic;
use crate::page::PageFinding;
use crate::rules::Rule;

/// The findings about the payload of a code. A payload that is no web address (a call, a message, a place) has
/// none.
pub fn lint(payload: &str) -> Vec<Diagnostic> {
    address::lint(payload)
}

/// The entry of a host in the list of link shorteners and redirecting services; `None` if it is not there.
pub fn known(host: &str) -> Option<&'static Known> {
    hosts::known(host)
}

/// Whether a host is the user's own machine or in a local network.
pub fn is_local(host: &str) -> bool {
    hosts::is_local(host)
}

/// Findings that only matter to those who scan or type an address, and not for a link on a screen.
const IN_PRINT_ONLY: [Rule; 2] = [Rule::LongAddress, Rule::UpperCasePath];

/// The findings about the codes and links of a piece, each once.
pub(super) fn check(printed: &PrintIndex<'_>) -> Vec<PageFinding> {
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for (spot, origin, code) in &printed.codes {
        let payload = code.payload.encoded();
        if !seen.insert((origin.key.clone(), payload.clone())) {
            continue;
        }
        // A contact or an event may hold an address. Of anything else, the whole text is checked.
        let mut problems = match code.payload.addresses() {
            Some(address) => lint(address.uri().as_str()),
            None => lint(&payload),
        };
        problems.extend(address::differs(&payload, &code.short));
        findings.extend(
            problems
                .into_iter()
                .map(|problem| PageFinding::at(origin, problem).on(*spot)),
        );
    }
    for (spot, origin, link) in &printed.links {
        // The address of a source is not printed, and the campaign cannot choose it. That of a code is checked
        // above.
        let of_source = origin.key.starts_with("source.");
        let of_code = printed
            .codes
            .iter()
            .any(|(_, _, code)| code.payload.link().as_ref() == Some(&link.uri));
        if of_source || of_code || !seen.insert((origin.key.clone(), link.uri.to_string())) {
            continue;
        }
        let problems = lint(link.uri.as_str()).into_iter();
        let problems = problems.filter(|problem| !IN_PRINT_ONLY.contains(&problem.rule));
        findings.extend(problems.map(|problem| PageFinding::at(origin, problem).on(*spot)));
    }
    findings
}
