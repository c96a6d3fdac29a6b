//! Prints diagnostics, tables, JSON and progress, and maps diagnostics to the exit code.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use handbill::internals::diag::{Diagnostic, Diagnostics, Severity, counted};
use handbill::internals::findings::{gather, list_pieces};
use handbill::internals::order::{Progress, Stage};
use handbill::internals::rules::Rule;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// Done.
    Done,
    /// The content has problems.
    Problems,
    /// The command could not run, because of its arguments, a file or a folder.
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

    /// The outcome of a run with these diagnostics. An error that points at a line is a problem of the content; one
    /// without a place is about the arguments or the machine, so the command could not run.
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
            // Outcomes are ordered from best to worst.
            .max()
            .unwrap_or(Self::Done)
    }
}

/// Numbers of printed findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// Findings on layouts that come with the program.
    pub(super) notes: usize,
}

impl Counts {
    /// The numbers in words: `2 errors, 1 warning, 3 notes on layouts`.
    pub(super) fn in_words(self) -> String {
        let mut parts = vec![counted(self.warnings, "warning")];
        if self.errors > 0 {
            parts.insert(0, counted(self.errors, "error"));
        }
        if self.notes > 0 {
            parts.push(format!("{} on layouts", counted(self.notes, "note")));
        }
        parts.join(", ")
    }
}

/// One line about findings on layouts that come with the program. Users cannot change these layouts, so such findings
/// must not hide those that they can fix.
fn describe_notes(notes: &[&Diagnostic]) -> Option<String> {
    // Sorted, so that two runs print the same line.
    let mut by_rule: BTreeMap<Rule, Vec<&Diagnostic>> = BTreeMap::new();
    for note in notes {
        by_rule.entry(note.rule).or_default().push(note);
    }
    let (first, _) = by_rule.first_key_value()?;
    let rules: Vec<String> = by_rule
        .iter()
        .map(|(rule, notes)| format!("{rule} on {}", list_pieces(notes.iter().copied())))
        .collect();
    Some(format!(
        "{} on layouts that come with handbill: {} (`handbill explain {first}` explains one; `--format json` lists each)",
        counted(notes.len(), "note"),
        rules.join("; ")
    ))
}

/// Prints diagnostics to standard error, each with the line that it points at. A finding that several pieces have in
/// common is printed once. Returns the numbers of printed findings.
pub(super) fn print(problems: &Diagnostics) -> Counts {
    let mut out = io::stderr().lock();
    // NO_COLOR is the convention of no-color.org: any value but an empty one switches colours off.
    let colored =
        out.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let renderer = if colored {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let (gathered, notes) = gather(problems);
    let mut counts = Counts {
        notes: notes.len(),
        ..Counts::default()
    };
    for found in &gathered {
        let (title, list) = found.describe();
        let text = renderer
            .render(&group(found.problem, &title, list.as_deref()))
            .to_string();
        match found.problem.severity {
            Severity::Error => counts.errors += 1,
            Severity::Warning => counts.warnings += 1,
        }
        // If standard error is closed, there is nowhere to report that.
        let _ = writeln!(out, "{text}\n");
    }
    if let Some(line) = describe_notes(&notes) {
        let _ = writeln!(out, "{line}\n");
    }
    counts
}

/// A diagnostic in the form that the renderer takes: title, line, list of pieces, and hint.
fn group<'g>(problem: &'g Diagnostic, title: &'g str, list: Option<&'g str>) -> [Group<'g>; 1] {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(title).id(problem.rule.name());
    let mut group = match &problem.place {
        Some(place) => {
            let text = &place.source.text;
            let mut end = place.span.end.min(text.len());
            let mut start = place.span.start.min(end);
            // The first line of a long value is enough to find it.
            if let Some(line_end) = text.get(start..end).and_then(|part| part.find('\n')) {
                end = start + line_end;
            }
            // The renderer slices the text by bytes, so a span must not divide a character.
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
    if let Some(list) = list {
        group = group.element(Level::NOTE.message(list));
    }
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.message(hint.to_string()));
    }
    [group]
}

/// Prints a value as JSON to standard output.
pub(super) fn print_json(value: &impl Serialize) {
    if let Ok(text) = serde_json::to_string_pretty(value) {
        print_line(text);
    }
}

/// Prints a line to standard output. If the reader has closed the pipe, as `head` does, nobody wants the line, so that
/// is no error.
pub(super) fn print_line(line: impl Display) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// Prints rows in aligned columns to standard output. The first row has the headings.
pub(super) fn print_table(rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            // Names of files and languages are rarely in wide scripts, so characters stand for columns.
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

/// Progress on standard error: how many pieces are made and proved. Nothing is shown if `quiet`, or if standard error is not a
/// terminal, where the line could not be overwritten.
pub(super) fn progress(quiet: bool) -> Progress<'static> {
    if quiet || !io::stderr().is_terminal() {
        return &|_, _, _| {};
    }
    &|stage, count, total| {
        let doing = match stage {
            Stage::Building => "building pieces",
            Stage::Proving => "checking files",
        };
        // The line is overwritten by the next one, and cleared (ESC [ K) after the last piece. If it cannot be shown,
        // nothing is lost.
        let _ = write!(
            io::stderr().lock(),
            "\r{doing}: {count} of {total}{}",
            if count == total { "\r\x1b[K" } else { "" }
        );
    }
}
