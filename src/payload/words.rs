//! How the short form of a payload is written: in the words of the language and country of a piece.

use super::phone::Phone;
use crate::language::When;

/// The words that a payload is told in.
pub(crate) trait Speaks {
    /// A fixed word with the name in braces replaced.
    fn word(&self, name: &str, value: &str) -> String;
    /// A part that is to be typed as it stands, kept in its order within words of another direction.
    fn token(&self, token: &str) -> String;
    /// When something is, as it is written in a country (ISO 3166-1 alpha-2).
    fn when(&self, when: &When, country: Option<&str>) -> String;
    /// A phone number, as it is dialled where the piece is handed out.
    fn phone(&self, phone: &Phone) -> String;
    /// An amount of money in euros.
    fn euros(&self, amount: &str) -> String;
}

/// Parts that are told one after the other. A middle dot stands well in every script.
pub(super) fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    // A line does not begin with the dot.
    parts.join("\u{a0}· ")
}
