//! Whether a translation is older than its source: told by what was noted when it was made.

use sha2::{Digest, Sha256};

/// The mark of a note on a stale text. After it come the fingerprints of the source that the translator
/// was shown, of the translation at that time, and of the source that it was made from.
const STALE: &str = "stale";

/// How a translated text stands to its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// There is none.
    Missing,
    /// It is of the source as it is.
    Fresh,
    /// It is of an earlier source.
    Stale {
        /// Fingerprint of the translation when it was found to be stale.
        before: String,
        /// Fingerprint of the source that it was made from.
        old: String,
    },
}

impl State {
    /// The state of a text, by what is kept of its source. `marked` tells whether the line that marks it
    /// as stale is still over it.
    pub(super) fn of(kept: Option<&str>, source: &str, own: &str, marked: bool) -> Self {
        let now = fingerprint(source);
        let parts: Vec<&str> = kept.unwrap_or_default().split_whitespace().collect();
        match parts.as_slice() {
            // Made by hand, without a note: nobody can tell.
            [] => Self::Fresh,
            [kept] if *kept == now => Self::Fresh,
            [kept] => Self::Stale {
                before: fingerprint(own),
                old: (*kept).to_owned(),
            },
            // The source is again what it was.
            [STALE, _, _, old] if *old == now => Self::Fresh,
            // Shown to the translator, who changed the text, or took the mark away.
            [STALE, shown, before, _]
                if *shown == now && (*before != fingerprint(own) || !marked) =>
            {
                Self::Fresh
            }
            [STALE, shown, before, old] => Self::Stale {
                before: if *shown == now {
                    (*before).to_owned()
                } else {
                    fingerprint(own)
                },
                old: (*old).to_owned(),
            },
            _ => Self::Fresh,
        }
    }

    /// What to keep of the source.
    pub(super) fn kept(&self, source: &str) -> String {
        let now = fingerprint(source);
        match self {
            Self::Missing | Self::Fresh => now,
            Self::Stale { before, old } => format!("{STALE} {now} {before} {old}"),
        }
    }
}

/// What tells whether a text changed: eight digits of its SHA-256, without the space around it and with
/// plain line ends.
fn fingerprint(text: &str) -> String {
    let digest = Sha256::digest(text.trim().replace("\r\n", "\n").as_bytes());
    digest
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
