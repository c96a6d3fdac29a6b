//! Tells whether a translated text is older than its source.
//!
//! `handbill translate` keeps a fingerprint of the source of each text. If the source changes, the fingerprint
//! no longer fits and the text is stale. When `translate` then shows the new source to the translator, it also
//! keeps a fingerprint of the old translation and of the old source. So a text becomes fresh again if the
//! translator changes it, deletes the mark above it, or if the source goes back to what it was.

use sha2::{Digest, Sha256};

/// First word of what is kept of a stale text. After it come three fingerprints: of the source that the
/// translator was shown, of the translation at that time, and of the source that the translation was made from.
const STALE: &str = "stale";

/// The state of a translated text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// There is no translation.
    Missing,
    /// It was made from the source as it is.
    Fresh,
    /// It was made from an earlier source.
    Stale {
        /// Fingerprint of the translation when it was found to be stale.
        before: String,
        /// Fingerprint of the source that it was made from.
        old: String,
    },
}

impl State {
    /// The state of a text, from what is kept of its source. `marked` tells whether the comment that marks it
    /// as stale is still above it.
    pub(super) fn of(kept: Option<&str>, source: &str, own: &str, marked: bool) -> Self {
        let now = fingerprint(source);
        let parts: Vec<&str> = kept.unwrap_or_default().split_whitespace().collect();
        match parts.as_slice() {
            // Nothing is kept of a file that was written by hand. It is taken as fresh.
            [] => Self::Fresh,
            [kept] if *kept == now => Self::Fresh,
            [kept] => Self::Stale {
                // The translation as it is now: once it differs, the translator has worked on it.
                before: fingerprint(own),
                old: (*kept).to_owned(),
            },
            // The source is what it was when the text was translated.
            [STALE, _, _, old] if *old == now => Self::Fresh,
            // The translator was shown this source, and then changed the text or deleted the mark.
            [STALE, shown, before, _]
                if *shown == now && (*before != fingerprint(own) || !marked) =>
            {
                Self::Fresh
            }
            [STALE, shown, before, old] => Self::Stale {
                // The source changed again: what counts from here on is whether this translation changes.
                before: if *shown == now {
                    (*before).to_owned()
                } else {
                    fingerprint(own)
                },
                old: (*old).to_owned(),
            },
            // A note that was edited by hand and cannot be read.
            _ => Self::Fresh,
        }
    }

    /// The note to keep with a text in this state.
    pub(super) fn note_to_keep(&self, source: &str) -> String {
        let now = fingerprint(source);
        match self {
            Self::Missing | Self::Fresh => now,
            Self::Stale { before, old } => format!("{STALE} {now} {before} {old}"),
        }
    }
}

/// A fingerprint of a text: the first eight hexadecimal digits of its SHA-256. Space around the text and the
/// kind of line ends do not count. Four bytes are enough, since only versions of one text are compared.
fn fingerprint(text: &str) -> String {
    let digest = Sha256::digest(text.trim().replace("\r\n", "\n").as_bytes());
    digest
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
