//! A QR code that is to be placed, and the ask of a piece.

use std::sync::Arc;

use super::code_size::CodeSize;
use crate::frame::Origin;
use crate::payload::Payload;
use crate::qr::QrSymbol;

/// A code to be placed.
#[derive(Clone, Debug)]
pub struct CodePlan {
    /// The modules.
    pub symbol: Arc<QrSymbol>,
    /// What it opens.
    pub payload: Payload,
    /// The verb.
    pub label: String,
    /// Other words that may stand in place of the verb.
    pub ask: Option<String>,
    /// What it is and opens, for those who do not see it.
    pub alt: String,
    /// The typed form.
    pub short: String,
    /// How large it may be, and from where it is read then.
    pub size: CodeSize,
    /// Whether the dark modules stand at the edges of the box and the quiet zone hangs out of it.
    pub hang: bool,
    /// Key in the content file.
    pub origin: Origin,
}

/// What a piece asks for: the first action of the campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The key of the action, such as `action.sign`.
    pub action: String,
    /// The key of the fixed word that is its call, such as "Scan. Read. Act."; `None` if its verb is.
    pub word: Option<String>,
}

impl Ask {
    /// Whether words or a code with that key are the ask.
    pub fn is_at(&self, key: &str) -> bool {
        let of_action = key.strip_prefix(&self.action);
        of_action.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            || self.word.as_deref() == Some(key)
    }
}
