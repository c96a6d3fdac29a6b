//! Words for the short forms of payloads, in the language and country of a piece.

use super::phone::Phone;
use crate::language::When;

/// Words and forms of a language and country, which the caller supplies.
pub(crate) trait PayloadWords {
    /// A fixed word, with the name in braces replaced.
    fn word(&self, name: &str, value: &str) -> String;
    /// A part that is typed as it is, kept in its order within text of another direction.
    fn token(&self, token: &str) -> String;
    /// A day or time as it is written in a country (ISO 3166-1 alpha-2).
    fn when(&self, when: &When, country: Option<&str>) -> String;
    /// A phone number as it is dialled where the piece is handed out.
    fn phone(&self, phone: &Phone) -> String;
    /// An amount of money in euros.
    fn euros(&self, amount: &str) -> String;
}

/// Joins parts with a middle dot, which suits every script.
pub(super) fn join_parts(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    // The space before the dot does not break, so that no line begins with it.
    parts.join("\u{a0}· ")
}
