//! Checks a PDF by its structure, without its source: fonts, lines, pictures, colours, page boxes, and traces
//! of the people who made it.
//!
//! In go the facts that `inspect` has read from the file, and an [`Expectation`] if something is known about
//! it. Out come findings with places on pages. The same rules hold for files of this program and for others;
//! only traces of people are errors in the former, which must not have any, and warnings in the latter.

mod boxes;
mod collisions;
mod colors;
mod expectation;
mod file_check;
mod pictures;
mod privacy;
mod type_and_lines;

pub use expectation::Expectation;

use crate::diag::Diagnostic;
use crate::inspect::Inspected;
use crate::route::RouteKind;
use crate::rules::Rule;
use file_check::FileCheck;

/// Checks a file. For an encrypted one, that is the only finding.
pub fn findings(found: &Inspected, expected: &Expectation) -> Vec<Diagnostic> {
    let ours = is_ours(found);
    let known = expected.author.is_some();
    let mut check = FileCheck {
        found,
        expected,
        ours: ours || known,
        // A file of this program without its source: only files with plain pages are tagged, so one without
        // tags has sheets.
        sheets: expected.sheets || (ours && !known && !found.about.tagged),
        press: expected.route == Some(RouteKind::Press)
            || found
                .about
                .standards
                .iter()
                .any(|name| name.starts_with("PDF/X")),
        findings: Vec::new(),
    };
    if found.encrypted {
        let problem = "the file is encrypted, so nothing else can be checked";
        let hint = "save it without a password and without restrictions: print shops refuse encrypted files";
        check.say(Diagnostic::error(Rule::Encrypted, problem).hint(hint));
        return check.findings;
    }
    // The order is that of the report: what stops a printer first, what reveals people last.
    check.fonts();
    check.type_and_lines();
    check.text_over_text();
    check.pictures();
    check.colors();
    check.boxes();
    check.privacy();
    if !found.has_table {
        let problem = "the file is damaged: its table of objects is not where it should be. Viewers repair that, but a printer may refuse the file";
        let hint = "export or copy it again; it may have been cut off or changed in transfer";
        check.say(Diagnostic::warning(Rule::DamagedFile, problem).hint(hint));
    }
    if found.cut {
        let problem = "the file is unusually large, and only a part of it was checked";
        let hint = "export it again for print, with pictures at 300 pixels per inch";
        check.say(Diagnostic::warning(Rule::NotAllSeen, problem).hint(hint));
    }
    check.findings
}

/// Whether a file names this program as its producer.
fn is_ours(found: &Inspected) -> bool {
    let producer = found.about.info.get("Producer");
    // The space keeps programs with a longer name out.
    producer.is_some_and(|producer| producer.starts_with("handbill "))
}
