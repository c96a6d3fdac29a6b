//! The files of a layout and of those that it extends, to find the line that a key stands in.

use crate::diag::Place;
use crate::document::Document;
use crate::frame::Origin;

/// The documents of a template and of what it extends, the template first.
#[derive(Clone, Debug)]
pub(super) struct Chain(pub(super) Vec<Document>);

impl Chain {
    /// The place of a key: in the first document that has it, otherwise in the template itself.
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

    /// The origin of a key.
    pub(super) fn origin(&self, key: &str) -> Origin {
        Origin::new(&self.place(key).source.name, key)
    }
}
