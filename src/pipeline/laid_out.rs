//! A piece after layout, before anything was put onto sheets or looked at.

use super::measured::Measured;
use super::taken::Taken;
use crate::document::Document;
use crate::page::Piece;
use crate::template::Choice;

/// A piece with the files that its origins name.
#[derive(Clone)]
pub(super) struct LaidOut {
    pub(super) piece: Piece,
    /// The measures of its pages, for overlays.
    pub(super) measures: Vec<Measured>,
    /// The options that were taken.
    pub(super) taken: Vec<Taken>,
    /// The same, for the first language.
    pub(super) choice: Choice,
    pub(super) documents: Vec<Document>,
}
