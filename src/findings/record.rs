//! A finding as a record, for `--format json`.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use crate::diag::{Diagnostic, Diagnostics, OnPiece, Severity};
use crate::geom::Rect;
use crate::rules::Rule;

/// A finding. What is not known is left out.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Finding {
    /// Whether it keeps the piece from being made or printed.
    pub severity: Severity,
    /// The rule; `handbill explain RULE` says why it matters and how to fix it.
    pub rule: Rule,
    /// What is wrong, in one sentence, with the piece that it holds for.
    pub message: String,
    /// The file that the finding points at, as it was named on the command line; a file of the program's own
    /// sources if it is a layout that comes with handbill.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line in that file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The column in that line, from 1, counted in characters (code points).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The line in which the faulty part ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_line: Option<usize>,
    /// The column after the last character of the faulty part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_column: Option<usize>,
    /// The key that it is about, such as `fact.deaths.figure`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The piece that it holds for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub piece: Option<PieceName>,
    /// The page of the PDF, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// The place on that page: left, top, width and height in millimetres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rect: Option<[f64; 4]>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The reason for which the content allows it. It then counts neither as an error nor as a warning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<String>,
}

/// A piece that a finding holds for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Piece")]
#[non_exhaustive]
pub struct PieceName {
    /// The id of its layout.
    pub template: String,
    /// The name of its paper.
    pub paper: String,
    /// The tag of its language (BCP 47), if the finding depends on the language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl Finding {
    /// The record of a diagnostic, with the reason for which the content allows it.
    pub(crate) fn of(problem: &Diagnostic, allowed: Option<&str>) -> Self {
        let place = problem.place.as_ref();
        let position = |at: usize| place.map(|place| place.source.line_and_column(at));
        let start = place.and_then(|place| position(place.span.start));
        // The end never comes before the start, even if a span is reversed.
        let end = place.and_then(|place| position(place.span.end.max(place.span.start)));
        Self {
            severity: problem.severity,
            rule: problem.rule,
            message: problem.sentence(),
            file: place.map(|place| place.source.name.clone()),
            line: start.map(|(line, _)| line),
            column: start.map(|(_, column)| column),
            end_line: end.map(|(line, _)| line),
            end_column: end.map(|(_, column)| column),
            key: place
                .map(|place| place.key.clone())
                .filter(|key| !key.is_empty()),
            piece: problem.piece.as_deref().map(PieceName::of),
            // Pages count from 0 in the program and from 1 for people.
            page: problem.on_page.map(|on| on.page + 1),
            rect: problem.on_page.map(|on| in_mm(on.rect)),
            hint: problem.hint.as_ref().map(ToString::to_string),
            allowed: allowed.map(str::to_owned),
        }
    }
}

impl PieceName {
    fn of(piece: &OnPiece) -> Self {
        Self {
            template: piece.template.clone(),
            paper: piece.paper.clone(),
            language: piece.language.clone(),
        }
    }
}

impl fmt::Display for Finding {
    /// One line: `library.toml:4:1: error[unknown-key]: message (hint)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(file), Some(line), Some(column)) = (&self.file, self.line, self.column) {
            write!(f, "{file}:{line}:{column}: ")?;
        }
        write!(f, "{}[{}]: {}", self.severity, self.rule, self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}

/// The record of a diagnostic, with the reason for which the content allows it.
pub fn record(problem: &Diagnostic, allowed: Option<&str>) -> Finding {
    Finding::of(problem, allowed)
}

/// The records of all diagnostics, by file and place.
pub fn records(problems: &Diagnostics) -> Vec<Finding> {
    let sorted = problems.sorted().into_iter();
    sorted.map(|problem| Finding::of(problem, None)).collect()
}

/// A number rounded to a thousandth, so that the noise of floating point is not printed.
pub fn to_thousandth(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Left, top, width and height in millimetres.
pub fn in_mm(rect: Rect) -> [f64; 4] {
    let Rect { origin, size } = rect;
    [origin.x, origin.y, size.width, size.height].map(|length| to_thousandth(length.to_mm()))
}
