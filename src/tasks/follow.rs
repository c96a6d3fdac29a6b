//! Follows the links of the codes of files that were proved.

use super::bar::Bar;
use crate::diag::{Diagnostics, OnPage};
use crate::proof::CodeProof;
use crate::proof::online::{self, Limits};
use crate::proof::report::Entry;

/// Follows the links of all codes, each once, and tells of them where their codes are.
pub fn follow_links(entries: &mut [Entry], bar: &Bar) {
    let mut links: Vec<String> = Vec::new();
    for entry in entries.iter() {
        let codes = entry.proof.iter().flat_map(|proof| &proof.codes);
        links.extend(codes.filter_map(|code| code.read.clone()));
    }
    let outcomes = online::follow_all(&links, &Limits::default());
    for entry in entries {
        let codes: Vec<CodeProof> = entry
            .proof
            .iter()
            .flat_map(|proof| proof.codes.clone())
            .collect();
        for (link, outcome) in &outcomes {
            let Some(code) = codes.iter().find(|code| code.read.as_ref() == Some(link)) else {
                continue;
            };
            entry.links.push((link.clone(), outcome.clone()));
            let mut found = Diagnostics::default();
            found.extend(online::findings(link, outcome).into_iter().map(|problem| {
                problem.on(OnPage {
                    page: code.page,
                    rect: code.rect,
                })
            }));
            entry.judged.extend(bar.judge(found, &[]));
        }
    }
}
