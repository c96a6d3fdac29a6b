//! Findings as data: what a run has found, for other programs and in the form that people read.
//!
//! In go diagnostics; out come three forms of them. [`Finding`] is the record that `--format json` prints, and the
//! type from which its JSON Schema is made, so that the two cannot differ. [`SarifLog`] is the form that code hosts
//! and editors read (SARIF 2.1.0). [`gather`] prepares the terminal: a finding that holds for many pieces is
//! said once, with the list of the pieces.
//!
//! JSON has each finding for each piece, because a program can group them itself. The other two group them: a
//! host would otherwise open an alert for every piece.

mod gathered;
mod list;
mod record;
mod sarif;

use schemars::JsonSchema;

use crate::document::json_schema;

pub use gathered::{Gathered, gather, list_pieces};
pub use list::Findings;
pub use record::{Finding, PieceName, in_mm, record, records, to_thousandth};
pub use sarif::SarifLog;

/// The JSON Schema of a report, as text that ends with a line break.
pub fn json_schema<T: JsonSchema>(title: &str) -> String {
    json_schema::output_schema::<T>(title)
}

/// Words as a sentence: with a capital, and with a full stop unless another sign ends it.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().collect::<String>());
    let end = if words.ends_with(['.', '?', ')', ':']) {
        ""
    } else {
        "."
    };
    format!("{}{}{end}", first.unwrap_or_default(), letters.as_str())
}
