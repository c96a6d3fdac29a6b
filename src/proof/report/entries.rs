//! What a report is about: the run, its files, and the verdict on each.

use std::num::NonZeroU32;

use crate::diag::{Diagnostics, Severity, counted};
use crate::language::Date;
use crate::preflight::Reading;
use crate::proof::cost::Cost;
use crate::proof::online::Outcome;
use crate::proof::{Judged, Proof};

/// The subject of a report.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The campaign, or the file.
    pub title: String,
    /// The day at which ages were checked; `None` if they were not.
    pub today: Option<Date>,
    /// The country in which the pieces are handed out (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// The print run: number of copies.
    pub copies: Option<NonZeroU32>,
    /// The names that the user denied, as given.
    pub denied: Vec<String>,
}

/// A file with the results of all checks.
#[derive(Debug, Default)]
pub struct Entry {
    /// Its path as the user knows it.
    pub name: String,
    /// Its description, such as `flyer, A5, for the press`.
    pub title: String,
    /// The language of its text (BCP 47), of several all of them, such as `en+es`; and whether the first is written
    /// from right to left.
    pub language: Option<(String, bool)>,
    /// The proof; `None` if the file could not be made or opened.
    pub proof: Option<Proof>,
    /// The findings, with the decisions about them.
    pub judged: Vec<Judged>,
    /// Its links and where they lead, if they were followed.
    pub links: Vec<(String, Outcome)>,
    /// The distances from which its words can be read.
    pub readings: Vec<Reading>,
    /// The estimated cost, for a file of this program.
    pub cost: Option<Cost>,
}

/// The verdict on a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Print it.
    Prints,
    /// Print it after weighing that many warnings.
    Weigh(usize),
    /// Do not print it: it has that many errors.
    DoesNot(usize),
}

impl Entry {
    /// The findings that the content does not allow.
    pub fn standing(&self) -> Diagnostics {
        let mut standing = Diagnostics::default();
        let not_allowed = self.judged.iter().filter(|judged| judged.allowed.is_none());
        standing.extend(not_allowed.map(|judged| judged.diagnostic.clone()));
        standing
    }

    /// Whether an error among them speaks against printing it.
    pub fn has_errors(&self) -> bool {
        let mut standing = self.judged.iter().filter(|judged| judged.allowed.is_none());
        standing.any(|judged| judged.diagnostic.severity == Severity::Error)
    }

    /// The verdict that follows from the findings that count.
    pub fn verdict(&self) -> Verdict {
        let standing = self.judged.iter().filter(|judged| judged.allowed.is_none());
        let severities: Vec<Severity> = standing.map(|judged| judged.diagnostic.severity).collect();
        let count = |of: Severity| {
            severities
                .iter()
                .filter(|severity| **severity == of)
                .count()
        };
        match (count(Severity::Error), count(Severity::Warning)) {
            (0, 0) => Verdict::Prints,
            (0, warnings) => Verdict::Weigh(warnings),
            (errors, _) => Verdict::DoesNot(errors),
        }
    }
}

impl Verdict {
    /// The verdict in words.
    pub fn in_words(self) -> String {
        match self {
            Self::Prints => "ready to print".to_owned(),
            Self::Weigh(warnings) => {
                format!("ready to print, with {}", counted(warnings, "warning"))
            }
            Self::DoesNot(errors) => format!("not ready to print: {}", counted(errors, "error")),
        }
    }
}
