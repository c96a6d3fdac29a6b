//! The files of a layout and of those that it extends, to find the line that gives a key.
//!
//! Layouts are merged into one before they are filled, so a key alone does not say which file it was read from.
//! The first file that has the key is the one whose value holds, and so the one that a message has to name.

use crate::diag::Place;
use crate::document::Document;
use crate::frame::Origin;

/// The documents of a template and of those that it extends, the template first. There is always at least one.
#[derive(Clone, Debug)]
pub(super) struct Chain(pub(super) Vec<Document>);

impl Chain {
    /// The place of a key: in the first document that has it, otherwise in the template itself, which could
    /// have it.
    pub(super) fn place(&self, key: &str) -> Place {
        let holder = self
            .0
            .iter()
            .find(|document| document.has(key))
            .unwrap_or(&self.0[0]);
        holder.place(key)
    }

    /// The documents, the template's own first.
    pub(super) fn documents(&self) -> std::slice::Iter<'_, Document> {
        self.0.iter()
    }

    /// The origin of words or boxes that a key of the layout makes.
    pub(super) fn origin(&self, key: &str) -> Origin {
        Origin::new(&self.place(key).source.name, key)
    }
}
