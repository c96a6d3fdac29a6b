//! Diagnostics: what is wrong, where, and what to do about it.

mod hint;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::geom::Rect;

use crate::rules::{Rule, Weight};
pub use hint::{Hint, Meant, closest};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
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
        // Parsers count bytes. An offset inside a character would panic when the text is sliced.
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
    /// The rule it is reported under.
    pub rule: Rule,
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
    pub hint: Option<Box<Hint>>,
}

impl Diagnostic {
    /// An error under a rule, with a message.
    pub fn error(rule: Rule, message: impl Into<String>) -> Self {
        debug_assert_ne!(rule.weight(), Weight::Warning, "{rule} is no error");
        Self::new(Severity::Error, rule, message.into())
    }

    /// A warning under a rule, with a message.
    pub fn warning(rule: Rule, message: impl Into<String>) -> Self {
        debug_assert_ne!(rule.weight(), Weight::Error, "{rule} is no warning");
        Self::new(Severity::Warning, rule, message.into())
    }

    fn new(severity: Severity, rule: Rule, message: String) -> Self {
        Self {
            severity,
            rule,
            message,
            detail: None,
            piece: None,
            place: None,
            on_page: None,
            hint: None,
        }
    }

    /// What is wrong with a name that no rule has.
    pub fn unknown_rule(name: &str) -> Self {
        let problem = Self::error(Rule::UnknownRule, format!("no rule has the name `{name}`"));
        let names = Rule::ALL.iter().map(|rule| rule.name());
        problem.suggest_or(name, names, "`handbill explain` lists all rules")
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

    /// Whether it is a warning about a layout that comes with the program, which only another layout would mend.
    pub fn is_about_shipped_layout(&self) -> bool {
        // An error always concerns the user, who must choose another layout; a line in their own file can be
        // mended.
        let shipped = self.piece.as_ref().is_some_and(|piece| piece.shipped);
        let place = self.place.as_ref();
        let own_line = place.is_some_and(|place| !place.source.shipped);
        shipped && !own_line && self.severity == Severity::Warning && self.rule.is_about_layout()
    }

    /// Whether it says the same as another, wherever in print.
    fn says_the_same_as(&self, other: &Self) -> bool {
        // The place on the page is left out of the comparison: a header that repeats on ten pages is one
        // problem.
        let same_words = self.message == other.message
            && self.detail == other.detail
            && self.hint == other.hint
            && self.piece == other.piece;
        let same_weight = self.rule == other.rule && self.severity == other.severity;
        same_words && same_weight && self.place == other.place
    }

    /// Adds the hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> Self {
        self.hint = Some(Box::new(hint.into()));
        self
    }

    /// Adds the name that was most likely meant as the hint.
    #[must_use]
    pub fn meant(self, name: impl Into<String>) -> Self {
        self.hint(Hint::meant(Meant::Name(name.into())))
    }

    /// Adds the known name that is close to the given one as the hint; otherwise lists the known names.
    #[must_use]
    pub fn suggest<'k>(self, given: &str, known: impl IntoIterator<Item = &'k str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        // A hint that lists nothing would only add noise.
        if known.is_empty() {
            return self;
        }
        let list = format!("known: {}", known.join(", "));
        self.suggest_or(given, known, list)
    }

    /// Adds the known name that is close to the given one as the hint; otherwise another hint.
    #[must_use]
    pub fn suggest_or<'k>(
        self,
        given: &str,
        known: impl IntoIterator<Item = &'k str>,
        otherwise: impl Into<Hint>,
    ) -> Self {
        match closest(given, known) {
            Some(name) => self.meant(name),
            None => self.hint(otherwise),
        }
    }
}

impl fmt::Display for Diagnostic {
    /// One line: `file:line:column: error[rule]: message (hint)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            let (line, column) = place.source.line_and_column(place.span.start);
            write!(f, "{}:{line}:{column}: ", place.source.name)?;
        }
        write!(f, "{}[{}]: {}", self.severity, self.rule, self.sentence())?;
        if let Some(hint) = &self.hint {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}

/// A list of diagnostics in the order found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one, unless the same was said before, of another page maybe.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if !self
            .0
            .iter()
            .any(|known| known.says_the_same_as(&diagnostic))
        {
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
        // The sort is stable: of two at the same place, the one found first comes first.
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

/// A number of things in words: `1 error`, `2 errors`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

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
