//! Diagnostics and tables on the terminal.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::geom::Rect;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// Done.
    Done,
    /// The content has problems.
    Problems,
    /// Arguments, files or folders kept it from running.
    CouldNotRun,
}

impl Outcome {
    /// The exit code.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Problems => 1,
            Self::CouldNotRun => 2,
        }
    }

    /// What diagnostics make of a run. One that points at no line of a file speaks of the arguments
    /// or of the machine.
    pub(super) fn of(problems: &Diagnostics) -> Self {
        let errors = problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error);
        errors
            .map(|error| {
                if error.place.is_some() {
                    Self::Problems
                } else {
                    Self::CouldNotRun
                }
            })
            .max()
            .unwrap_or(Self::Done)
    }
}

/// Prints diagnostics to standard error, each with the lines that it speaks of.
pub(super) fn print(problems: &Diagnostics) {
    let mut out = io::stderr().lock();
    let colored =
        out.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let renderer = if colored {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut said = BTreeSet::new();
    for problem in problems.sorted() {
        let text = renderer.render(&group(problem)).to_string();
        // What holds for several pieces is read once.
        if said.insert(text.clone()) {
            // A closed standard error leaves nobody to tell.
            let _ = writeln!(out, "{text}\n");
        }
    }
}

fn group(problem: &Diagnostic) -> [Group<'_>; 1] {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&problem.message).id(problem.code);
    let mut group = match &problem.place {
        Some(place) => {
            let text = &place.source.text;
            let mut end = place.span.end.min(text.len());
            let mut start = place.span.start.min(end);
            // Of a value over many lines the first one is enough to find it.
            if let Some(line_end) = text.get(start..end).and_then(|part| part.find('\n')) {
                end = start + line_end;
            }
            while !text.is_char_boundary(start) {
                start -= 1;
            }
            while !text.is_char_boundary(end) {
                end += 1;
            }
            let snippet = Snippet::source(text.as_str())
                .path(place.source.name.as_str())
                .annotation(AnnotationKind::Primary.span(start..end));
            Group::with_title(title).element(snippet)
        }
        None => Group::with_title(title),
    };
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.message(hint));
    }
    [group]
}

/// A diagnostic for programs.
#[derive(Serialize)]
pub(super) struct Record<'d> {
    severity: Severity,
    code: &'d str,
    message: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'d str>,
    /// The page of the file, from 1, and where on it: left, top, width and height in millimetres.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rect: Option<[f64; 4]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'d str>,
    /// Why the content allows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    allowed: Option<&'d str>,
}

/// Diagnostics for programs.
pub(super) fn records(problems: &Diagnostics) -> Vec<Record<'_>> {
    let sorted = problems.sorted().into_iter();
    sorted.map(|problem| record(problem, None)).collect()
}

/// A diagnostic for programs, with the reason why the content allows it.
pub(super) fn record<'d>(problem: &'d Diagnostic, allowed: Option<&'d str>) -> Record<'d> {
    let place = problem.place.as_ref();
    let position = place.map(|place| place.source.line_and_column(place.span.start));
    Record {
        severity: problem.severity,
        code: problem.code,
        message: &problem.message,
        file: place.map(|place| place.source.name.as_str()),
        line: position.map(|(line, _)| line),
        column: position.map(|(_, column)| column),
        key: place
            .map(|place| place.key.as_str())
            .filter(|key| !key.is_empty()),
        page: problem.on_page.map(|on| on.page + 1),
        rect: problem.on_page.map(|on| millimetres(on.rect)),
        hint: problem.hint.as_deref(),
        allowed,
    }
}

/// A number to a thousandth.
pub(super) fn thousandth(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Left, top, width and height in millimetres.
pub(super) fn millimetres(rect: Rect) -> [f64; 4] {
    let Rect { origin, size } = rect;
    [origin.x, origin.y, size.width, size.height].map(|length| thousandth(length.to_mm()))
}

/// Prints a value as JSON to standard output.
pub(super) fn print_json(value: &impl Serialize) {
    if let Ok(text) = serde_json::to_string_pretty(value) {
        // A closed pipe is the reader's choice.
        let _ = writeln!(io::stdout().lock(), "{text}");
    }
}

/// Prints rows in aligned columns to standard output; the first row is the head.
pub(super) fn print_table(rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = io::stdout().lock();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}", width = *width))
            .collect();
        let _ = writeln!(out, "{}", cells.join("  ").trim_end());
    }
}

/// `1 error`, `2 errors`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
