//! Findings that are the same on several pieces, as one.
//!
//! A layout is checked on every paper in every language, and a flaw of it comes up each time. Two findings are the same
//! if they have the same rule, severity, message, hint and place. The details, such as measures, may differ.

use crate::diag::{Diagnostic, Diagnostics, counted};

/// Largest number of pieces that a finding lists one by one (practice: more are not read).
const MOST_LISTED: usize = 6;

/// A finding that is said once, with all the pieces that it holds for.
#[derive(Debug)]
pub struct Gathered<'d> {
    /// The finding on the first piece.
    pub problem: &'d Diagnostic,
    /// The finding on every piece, the first one included.
    pub all: Vec<&'d Diagnostic>,
}

/// Gathers findings that differ in their piece alone. Findings on layouts of the program, which their user
/// cannot change, come apart from the others.
pub fn gather(problems: &Diagnostics) -> (Vec<Gathered<'_>>, Vec<&Diagnostic>) {
    let mut gathered: Vec<Gathered<'_>> = Vec::new();
    let mut notes = Vec::new();
    for problem in problems.sorted() {
        // Their user can only choose another layout, so they come as notes at the end.
        if problem.is_about_shipped_layout() {
            notes.push(problem);
            continue;
        }
        let is_same = |known: &&mut Gathered<'_>| {
            let other = known.problem;
            (other.severity, other.rule, &other.message, &other.hint)
                == (
                    problem.severity,
                    problem.rule,
                    &problem.message,
                    &problem.hint,
                )
                && other.place == problem.place
        };
        match gathered.iter_mut().find(is_same) {
            Some(known) => known.all.push(problem),
            None => gathered.push(Gathered {
                problem,
                all: vec![problem],
            }),
        }
    }
    (gathered, notes)
}

/// The pieces of findings in a few words: `flyer A5 and A4, poster A3 (de, en)`.
pub fn list_pieces<'d>(all: impl IntoIterator<Item = &'d Diagnostic>) -> String {
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
    // Papers of one layout are listed together if their languages are the same.
    let mut listed: Vec<(&str, Vec<&str>, Vec<&str>)> = Vec::new();
    for (template, paper, languages) in found {
        match listed
            .iter_mut()
            .find(|(known, _, tags)| *known == template && *tags == languages)
        {
            Some((_, papers, _)) => papers.push(paper),
            None => listed.push((template, vec![paper], languages)),
        }
    }
    // Languages that are the same everywhere are named once.
    let common = listed.first().map(|(.., languages)| languages.clone());
    let common = common.filter(|common| listed.iter().all(|(.., languages)| languages == common));
    let listed = listed.iter().map(|(template, papers, languages)| {
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

impl<'d> Gathered<'d> {
    /// A finding on one or more pieces; `None` if there is none.
    pub fn of(all: Vec<&'d Diagnostic>) -> Option<Self> {
        let problem = *all.first()?;
        Some(Self { problem, all })
    }

    /// The finding in one sentence, and what differs from piece to piece as a list.
    pub fn describe(&self) -> (String, Option<String>) {
        let problem = self.problem;
        if self.all.len() == 1 {
            return (problem.sentence(), None);
        }
        if self.all.iter().all(|other| other.detail == problem.detail) {
            return (self.without_list(), None);
        }
        let named = self.all.iter().map(|other| (name_of_piece(other), *other));
        let mut lines: Vec<String> = Vec::new();
        let mut known: Vec<String> = Vec::new();
        for (piece, other) in named.clone() {
            // The same piece for another printer says nothing new.
            if !known.contains(&piece) {
                let detail = other.detail.as_deref().unwrap_or("the same");
                lines.push(format!("{piece}: {detail}"));
                known.push(piece);
            }
        }
        let more = lines.len().saturating_sub(MOST_LISTED);
        // A line that says "and on 1 more" would take the place of that one.
        if more > 1 {
            let listed = &known[..MOST_LISTED];
            let rest = named.filter(|(piece, _)| !listed.contains(piece));
            let rest = list_pieces(rest.map(|(_, other)| other));
            lines.truncate(MOST_LISTED);
            lines.push(format!("and on {more} more: {rest}"));
        }
        let pieces = counted(known.len(), "piece");
        (
            format!("{} (on {pieces})", problem.message),
            Some(lines.join("\n")),
        )
    }

    /// The sentence of a finding that is the same on all its pieces.
    fn without_list(&self) -> String {
        let alone = Diagnostic {
            piece: None,
            ..self.problem.clone()
        };
        match list_pieces(self.all.iter().copied()) {
            pieces if pieces.is_empty() => alone.sentence(),
            pieces => format!("{} (on {pieces})", alone.sentence()),
        }
    }
}

fn name_of_piece(problem: &Diagnostic) -> String {
    problem
        .piece
        .as_ref()
        .map_or_else(String::new, ToString::to_string)
}
