//! Diagnostics and tables on the terminal.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use handbill::internals::diag::{Diagnostic, Diagnostics, Severity, counted};
use handbill::internals::geom::Rect;
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

/// Most pieces that a finding lists one by one (practice: more are not read).
const MOST_LISTED: usize = 6;

/// A finding as people read it: once, with all the pieces that it holds for.
struct Shown<'d> {
    problem: &'d Diagnostic,
    /// The same on other pieces, this one first.
    all: Vec<&'d Diagnostic>,
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
    pub(super) fn told(self) -> String {
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

/// Findings gathered: what is the same on several pieces once, and apart from them what the user of a layout
/// of the program cannot change.
fn gather(problems: &Diagnostics) -> (Vec<Shown<'_>>, Vec<&Diagnostic>) {
    let mut shown: Vec<Shown<'_>> = Vec::new();
    let mut notes = Vec::new();
    for problem in problems.sorted() {
        if problem.is_about_shipped_layout() {
            notes.push(problem);
            continue;
        }
        let same = |shown: &&mut Shown<'_>| {
            let other = shown.problem;
            (other.severity, other.rule, &other.message, &other.hint)
                == (
                    problem.severity,
                    problem.rule,
                    &problem.message,
                    &problem.hint,
                )
                && other.place == problem.place
        };
        match shown.iter_mut().find(same) {
            Some(known) => known.all.push(problem),
            None => shown.push(Shown {
                problem,
                all: vec![problem],
            }),
        }
    }
    (shown, notes)
}

/// The pieces of findings in a few words: `flyer A5 and A4, poster A3 (de, en)`.
fn pieces<'d>(all: impl IntoIterator<Item = &'d Diagnostic>) -> String {
    let mut found: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for piece in all
        .into_iter()
        .filter_map(|problem| problem.piece.as_deref())
    {
        let language = piece.language.as_deref();
        let at = found
            .iter()
            .position(|(template, paper, _)| *template == piece.template && *paper == piece.paper);
        match at.and_then(|at| found.get_mut(at)) {
            Some((.., languages)) => {
                languages.extend(language.filter(|new| !languages.contains(new)));
            }
            None => found.push((
                &piece.template,
                &piece.paper,
                language.into_iter().collect(),
            )),
        }
    }
    // Papers of one layout that are alike stand together.
    let mut told: Vec<(&str, Vec<&str>, Vec<&str>)> = Vec::new();
    for (template, paper, languages) in found {
        match told
            .iter_mut()
            .find(|(known, _, tags)| *known == template && *tags == languages)
        {
            Some((_, papers, _)) => papers.push(paper),
            None => told.push((template, vec![paper], languages)),
        }
    }
    // Languages that are the same everywhere are named once.
    let common = told.first().map(|(.., languages)| languages.clone());
    let common = common.filter(|common| told.iter().all(|(.., languages)| languages == common));
    let listed = told.iter().map(|(template, papers, languages)| {
        let papers = match &papers[..] {
            [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
            papers => papers.join(", "),
        };
        match languages.is_empty() || common.is_some() {
            true => format!("{template} {papers}"),
            false => format!("{template} {papers} ({})", languages.join(", ")),
        }
    });
    let listed = listed.collect::<Vec<_>>().join(", ");
    match common.filter(|common| !common.is_empty()) {
        Some(common) => format!("{listed} ({})", common.join(", ")),
        None => listed,
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
        .map(|(rule, notes)| format!("{rule} on {}", pieces(notes.iter().copied())))
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
    let (shown, notes) = gather(problems);
    let mut counts = Counts {
        notes: notes.len(),
        ..Counts::default()
    };
    for shown in &shown {
        let (title, list) = said(shown);
        let text = renderer
            .render(&group(shown.problem, &title, list.as_deref()))
            .to_string();
        match shown.problem.severity {
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

/// A finding in one sentence, and the list of its pieces where they differ.
fn said(shown: &Shown<'_>) -> (String, Option<String>) {
    let problem = shown.problem;
    let differ = shown.all.iter().any(|other| other.detail != problem.detail);
    if shown.all.len() == 1 {
        return (problem.sentence(), None);
    }
    if !differ {
        let pieces = pieces(shown.all.iter().copied());
        let alone = Diagnostic {
            piece: None,
            ..problem.clone()
        };
        let place = if pieces.is_empty() {
            pieces
        } else {
            format!(" (on {pieces})")
        };
        return (alone.sentence() + &place, None);
    }
    let mut lines: Vec<String> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for other in &shown.all {
        let piece = other.piece.as_ref().map(|piece| piece.to_string());
        let piece = piece.unwrap_or_default();
        // The same piece for another printer says nothing new.
        if !known.contains(&piece) {
            lines.push(format!(
                "{piece}: {}",
                other.detail.as_deref().unwrap_or("the same")
            ));
            known.push(piece);
        }
    }
    let more = lines.len().saturating_sub(MOST_LISTED);
    if more > 1 {
        let rest = shown.all.iter().copied().filter(|other| {
            let piece = other
                .piece
                .as_ref()
                .map(|piece| piece.to_string())
                .unwrap_or_default();
            !known[..MOST_LISTED].contains(&piece)
        });
        let rest = pieces(rest);
        lines.truncate(MOST_LISTED);
        lines.push(format!("and on {more} more: {rest}"));
    }
    let count = known.len();
    (
        format!("{} (on {})", problem.message, counted(count, "piece")),
        Some(lines.join("\n")),
    )
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

/// A diagnostic for programs.
#[derive(Serialize)]
pub(super) struct Record<'d> {
    severity: Severity,
    rule: Rule,
    message: String,
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
    hint: Option<String>,
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
        rule: problem.rule,
        message: problem.sentence(),
        file: place.map(|place| place.source.name.as_str()),
        line: position.map(|(line, _)| line),
        column: position.map(|(_, column)| column),
        key: place
            .map(|place| place.key.as_str())
            .filter(|key| !key.is_empty()),
        page: problem.on_page.map(|on| on.page + 1),
        rect: problem.on_page.map(|on| millimetres(on.rect)),
        hint: problem.hint.as_ref().map(ToString::to_string),
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
