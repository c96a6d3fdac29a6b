//! The files of a layout and of those that it extends, to find the line that gives a key.
//!
//! Layouts are merged into one before they are filled, so a key alone does not say which file it was read from.
//! The first file that has the key is the one whose value holds, and so the one that a message has to name.

use std::borrow::Cow;

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
        let (holder, key) = self.holder(key);
        holder.place(&key)
    }

    /// The document that has a key, and the key as it is there. What an option of a page does not say is said by
    /// the page itself.
    fn holder<'k>(&self, key: &'k str) -> (&Document, Cow<'k, str>) {
        let find = |key: &str| self.0.iter().find(|document| document.has(key));
        if let Some(holder) = find(key) {
            return (holder, key.into());
        }
        if let Some(of_page) = without_option(key)
            && let Some(holder) = find(&of_page)
        {
            return (holder, of_page.into());
        }
        (&self.0[0], key.into())
    }

    /// The documents, the template's own first.
    pub(super) fn documents(&self) -> std::slice::Iter<'_, Document> {
        self.0.iter()
    }

    /// The origin of words or boxes that a key of the layout makes.
    pub(super) fn origin(&self, key: &str) -> Origin {
        let (holder, key) = self.holder(key);
        Origin::new(&holder.place(&key).source.name, &key)
    }
}

/// A key within an option (`page.0.option.1.area.title`) as that of the page; `None` for any other key.
fn without_option(key: &str) -> Option<String> {
    let (page, rest) = key.split_once(".option.")?;
    let (_, rest) = rest.split_once('.')?;
    Some(format!("{page}.{rest}"))
}
