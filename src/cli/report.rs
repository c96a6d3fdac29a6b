//! Diagnostics and tables on the terminal.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use handbill::internals::diag::{Diagnostic, Diagnostics, Severity, counted};
use handbill::internals::findings::{gather, list_pieces};
use handbill::internals::order::Progress;
use handbill::internals::rules::Rule;

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

/// How many findings people read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// Findings on layouts of the program.
    pub(super) notes: usize,
}

impl Counts {
    /// In words: `2 errors, 1 warning, 3 notes on layouts`.
    pub(super) fn in_words(self) -> String {
        let mut told = vec![counted(self.warnings, "warning")];
        if self.errors > 0 {
            told.insert(0, counted(self.errors, "error"));
        }
        if self.notes > 0 {
            told.push(format!("{} on layouts", counted(self.notes, "note")));
        }
        told.join(", ")
    }
}

/// Findings on layouts of the program, in a line; none where there are none.
fn told_of_layouts(notes: &[&Diagnostic]) -> Option<String> {
    let mut by_rule: BTreeMap<Rule, Vec<&Diagnostic>> = BTreeMap::new();
    for note in notes {
        by_rule.entry(note.rule).or_default().push(note);
    }
    let (first, _) = by_rule.first_key_value()?;
    let told: Vec<String> = by_rule
        .iter()
        .map(|(rule, notes)| format!("{rule} on {}", list_pieces(notes.iter().copied())))
        .collect();
    Some(format!(
        "{} on layouts that come with handbill: {} (`handbill explain {first}` explains one, `--format json` lists each)",
        counted(notes.len(), "note"),
        told.join("; ")
    ))
}

/// Prints diagnostics to standard error, each with the lines that it speaks of. What is the same on several
/// pieces is printed once.
pub(super) fn print(problems: &Diagnostics) -> Counts {
    let mut out = io::stderr().lock();
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
        // A closed standard error leaves nobody to tell.
        let _ = writeln!(out, "{text}\n");
    }
    if let Some(line) = told_of_layouts(&notes) {
        let _ = writeln!(out, "{line}\n");
    }
    counts
}

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

/// Shows on a terminal how many pieces are made so far, unless it is to be quiet.
pub(super) fn progress(quiet: bool) -> Progress<'static> {
    if quiet || !io::stderr().is_terminal() {
        return &|_, _| {};
    }
    &|count, total| {
        // Progress that cannot be shown is no loss.
        let _ = write!(
            io::stderr().lock(),
            "\rmaking pieces: {count} of {total}{}",
            if count == total { "\r\x1b[K" } else { "" }
        );
    }
}
