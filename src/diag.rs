//! Diagnostics: what is wrong, where, and what to do about it.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use crate::geom::Rect;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look; the output is still written.
    Warning,
    /// The piece cannot be printed as asked.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A text file with its name, kept so that a diagnostic can show the line it speaks of.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// The name as a user knows it: the path given, or the path of an embedded file in the program's sources.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// Whether it comes with the program: its user cannot change it.
    pub shipped: bool,
}

impl Source {
    /// Line and column (both from 1, the column in characters) of a byte offset.
    pub fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text[..end];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (
            before.matches('\n').count() + 1,
            before[line_start..].chars().count() + 1,
        )
    }
}

/// Where in a file a diagnostic points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// Byte range in its text.
    pub span: Range<usize>,
    /// The key, such as `fact.leaders.figure`; empty where there is none.
    pub key: String,
}

/// Where on a page of a file a diagnostic points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnPage {
    /// The page of the file, from 0: a side of a sheet, where pages lie on sheets.
    pub page: usize,
    /// From the upper left corner of the page's trim; on a sheet, of the sheet.
    pub rect: Rect,
}

/// The piece that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnPiece {
    /// Id of the layout.
    pub template: String,
    /// Name of the paper.
    pub paper: String,
    /// Language tag, where the problem depends on the language.
    pub language: Option<String>,
    /// Whether the layout comes with the program: its user cannot change it.
    pub shipped: bool,
}

impl fmt::Display for OnPiece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.template, self.paper)?;
        self.language
            .iter()
            .try_for_each(|language| write!(f, ", {language}"))
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// A stable code, such as `unknown-key`.
    pub code: &'static str,
    /// What is wrong, in one sentence: the same on every piece.
    pub message: String,
    /// What holds on its piece alone, such as measures.
    pub detail: Option<String>,
    /// The piece, where it is one of several.
    pub piece: Option<Box<OnPiece>>,
    /// Where, as far as known.
    pub place: Option<Place>,
    /// Where in print, as far as known.
    pub on_page: Option<OnPage>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error with a code and a message.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            detail: None,
            piece: None,
            place: None,
            on_page: None,
            hint: None,
        }
    }

    /// A warning with a code and a message.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, message)
        }
    }

    /// Adds the place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds what holds on its piece alone.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Adds the piece.
    #[must_use]
    pub fn on_piece(mut self, piece: OnPiece) -> Self {
        self.piece = Some(Box::new(piece));
        self
    }

    /// What is wrong, with what holds on its piece and which that is.
    pub fn sentence(&self) -> String {
        let mut sentence = self.message.clone();
        if let Some(detail) = &self.detail {
            sentence.push_str(": ");
            sentence.push_str(detail);
        }
        if let Some(piece) = &self.piece {
            sentence.push_str(&format!(" (on {piece})"));
        }
        sentence
    }

    /// Adds where in print.
    #[must_use]
    pub fn on(mut self, on_page: OnPage) -> Self {
        self.on_page = Some(on_page);
        self
    }

    /// Whether it says the same as another, wherever in print.
    fn says(&self, other: &Self) -> bool {
        let same_words = self.message == other.message
            && self.detail == other.detail
            && self.hint == other.hint
            && self.piece == other.piece;
        let same_weight = self.code == other.code && self.severity == other.severity;
        same_words && same_weight && self.place == other.place
    }

    /// Adds the hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds a "did you mean" where a known name is close to the given one; otherwise lists the known names.
    #[must_use]
    pub fn suggest<'a>(self, given: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        match close_to(given, &known) {
            Some(name) => self.hint(format!("did you mean `{name}`?")),
            None if known.is_empty() => self,
            None => self.hint(format!("known: {}", known.join(", "))),
        }
    }
}

impl fmt::Display for Diagnostic {
    /// One line: `file:line:column: error[code]: message (hint)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            let (line, column) = place.source.line_and_column(place.span.start);
            write!(f, "{}:{line}:{column}: ", place.source.name)?;
        }
        write!(f, "{}[{}]: {}", self.severity, self.code, self.sentence())?;
        if let Some(hint) = &self.hint {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}

/// The known name that a given one is almost spelt like, or that is a part of it.
pub(crate) fn close_to<'k>(given: &str, known: &[&'k str]) -> Option<&'k str> {
    // A name with more around it: `DIN-A4`, `poster_a3`, `flyer.toml`.
    let parts: Vec<String> = given
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .collect();
    let part = known
        .iter()
        .find(|name| name.len() > 1 && parts.contains(&name.to_lowercase()));
    let likeness = |name: &str| strsim::jaro_winkler(&given.to_lowercase(), &name.to_lowercase());
    let scored = known.iter().map(|name| (likeness(name), *name));
    let close = scored
        .filter(|(score, _)| *score >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    part.copied().or(close.map(|(_, name)| name))
}

/// A list of diagnostics in the order found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one, unless the same was said before, of another page maybe.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if !self.0.iter().any(|known| known.says(&diagnostic)) {
            self.0.push(diagnostic);
        }
    }

    /// What is left of them after `change`, in order.
    #[must_use]
    pub fn filter_map(self, change: impl FnMut(Diagnostic) -> Option<Diagnostic>) -> Self {
        Self(self.0.into_iter().filter_map(change).collect())
    }

    /// Adds all of another list.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        other
            .into_iter()
            .for_each(|diagnostic| self.push(diagnostic));
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The diagnostics by file and place; those without a place come last.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.0.iter().collect();
        sorted.sort_by_key(|diagnostic| match &diagnostic.place {
            Some(place) => (false, place.source.name.as_str(), place.span.start),
            None => (true, "", 0),
        });
        sorted
    }

    /// How many are of that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }

    /// The diagnostics in the order found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value where no error was found, otherwise the diagnostics.
    pub fn into_result<T>(self, value: Option<T>) -> Result<Warned<T>, Self> {
        match value {
            Some(value) if !self.has_errors() => Ok(Warned {
                value,
                warnings: self,
            }),
            _ => Err(self),
        }
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

/// A result together with the warnings that came up on the way.
#[derive(Clone, Debug)]
pub struct Warned<T> {
    /// The result.
    pub value: T,
    /// Warnings only; an error would have stopped the work.
    pub warnings: Diagnostics,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_close_name_is_suggested() {
        let diagnostic = Diagnostic::error("unknown-paper", "no paper `A55`")
            .suggest("A55", ["A4", "A5", "letter"]);
        assert_eq!(diagnostic.hint.as_deref(), Some("did you mean `A5`?"));
    }

    #[test]
    fn columns_count_characters() {
        let source = Source {
            name: "x".into(),
            text: "a\nֆբ = 1".into(),
            shipped: false,
        };
        assert_eq!(
            source.line_and_column(source.text.find('=').unwrap_or(0)),
            (2, 4)
        );
    }
}
