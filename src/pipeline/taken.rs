//! The record of a choice among the options of a page: what was taken, and why.

use crate::layout::Score;

/// The option that was taken for a page, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Language of the piece.
    pub language: String,
    /// Number of the page in the layout file, from 1.
    pub page: usize,
    /// Name of the option.
    pub name: String,
    /// Why it was taken.
    pub why: Why,
    /// All options of the page, in the order of the layout file.
    pub tried: Vec<Tried>,
}

/// Why an option was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It has the best score.
    Score,
    /// The order names it.
    Pinned,
    /// It is the only one that suits the piece and fits.
    Only,
}

impl Why {
    /// The reason in a word, for reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::Pinned => "pinned",
            Self::Only => "only",
        }
    }
}

/// An option of a page, with what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Its name.
    pub name: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was laid out, and has a score.
    Scored(Score),
    /// Its content does not fit, or has another error.
    DoesNotFit,
    /// Its condition does not hold.
    Unsuited,
    /// It was not laid out, because another one is pinned.
    NotTried,
}
