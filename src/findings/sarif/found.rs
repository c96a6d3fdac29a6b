//! A finding that is about to become a result.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::log::Location;
use crate::diag::Diagnostic;

/// Name of the fingerprint. It has to change whenever [`Found::fingerprint`] changes what it computes.
pub(super) const FINGERPRINT: &str = "ruleFileKeyMessage/v1";

/// A finding with everything that it holds for.
#[derive(Debug)]
pub(super) struct Found<'r> {
    pub(super) all: Vec<&'r Diagnostic>,
    /// The PDFs that it was found in, if it was found in PDFs.
    pub(super) files: BTreeSet<&'r str>,
    /// The reason for which the content allows it.
    pub(super) allowed: Option<&'r str>,
}

impl Found<'_> {
    /// A number by which a host recognizes the finding in a later run. Lines are not part of it, since they move.
    /// Nor are numbers in the message, such as the age of a figure, which grows every day.
    pub(super) fn fingerprint(&self, problem: &Diagnostic, location: &Location) -> String {
        let place = problem.place.as_ref();
        let physical = location.physical_location.as_ref();
        // With a place in a text file, the page adds nothing and may move with the layout.
        let page = match (place, problem.on_page) {
            (None, Some(on)) => (on.page + 1).to_string(),
            _ => String::new(),
        };
        let parts = [
            problem.rule.name(),
            physical.map_or("", |at| &at.artifact_location.uri),
            place.map_or("", |place| &place.key),
            &page,
            &without_numbers(&problem.message),
        ];
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part);
            // No part contains it, so that parts cannot run into each other.
            hash.update([0]);
        }
        let bytes = hash.finalize();
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A message without the digits that the program put into it. What it quotes from a file stays.
fn without_numbers(message: &str) -> String {
    let mut is_quoted = false;
    let kept = message.chars().filter(|letter| {
        if *letter == '`' {
            is_quoted = !is_quoted;
        }
        is_quoted || !letter.is_ascii_digit()
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_and_quotations_stay() {
        assert_eq!(
            without_numbers("the figure `21` is of 2023-11, 1095 days ago"),
            "the figure `21` is of -,  days ago"
        );
    }
}
