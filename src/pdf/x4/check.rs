//! The state of a check against PDF/X-4, and how its parts look up objects and note what is not met.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

/// State of the check.
pub(super) struct X4Check<'a> {
    pub(super) document: &'a Document,
    pub(super) unmet: BTreeSet<String>,
}

/// Colour spaces that a file for a CMYK press may use.
pub(super) const DEVICE_SPACES: [&[u8]; 2] = [b"DeviceGray", b"DeviceCMYK"];
/// Rendering intents (ISO 32000-1, table 70).
pub(super) const INTENTS: [&[u8]; 4] = [
    b"AbsoluteColorimetric",
    b"RelativeColorimetric",
    b"Saturation",
    b"Perceptual",
];

impl<'a> X4Check<'a> {
    /// A check of a file of which nothing is known yet.
    pub(super) fn new(document: &'a Document) -> Self {
        Self {
            document,
            unmet: BTreeSet::new(),
        }
    }

    /// Notes a requirement unless it holds. A set: the same requirement is reported once.
    pub(super) fn require(&mut self, holds: bool, requirement: &str) {
        if !holds {
            self.unmet.insert(requirement.to_owned());
        }
    }

    pub(super) fn resolved(&self, object: &'a Object) -> &'a Object {
        self.document
            .dereference(object)
            .map_or(object, |(_, object)| object)
    }

    pub(super) fn get(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        dictionary.get(key).ok().map(|object| self.resolved(object))
    }
}
