//! Says what a word is that does not fit: an address, a number to dial, an account number, a figure, a name or a word.
//!
//! A message that asks for a shorter address where an account number is too long helps nobody. What it is follows from
//! the key of the content that it comes from, and from its own form.

use super::fault::shortened;
use crate::frame::Origin;
use crate::language::{self, Kind};

/// A word that does not fit, for a message.
pub(super) struct Named {
    /// What it is, with the word: "the address “example.org”".
    pub(super) what: String,
    /// What its length is counted in.
    pub(super) unit: &'static str,
    /// How whoever writes the content can make it fit.
    pub(super) shorten: &'static str,
    /// The key that it comes from: an action, where the program derives the words from it.
    pub(super) key: Option<String>,
}

/// Fewest characters of an account number that is written without spaces (ISO 13616: Norway has 15).
const SHORTEST_ACCOUNT: usize = 15;

/// What a word is. `origin` is that of its words in the content.
pub(super) fn name(word: &str, origin: Option<&Origin>) -> Named {
    let key = origin.map(|origin| &*origin.key);
    // What people type beside a code is derived from several keys, so there may be none with that word in it.
    let action = key.and_then(|key| key.strip_suffix(".short"));
    let (noun, unit, shorten) = kind(word, key.unwrap_or_default(), action.is_some());
    Named {
        what: format!("{noun} “{}”", shortened(word)),
        unit,
        shorten,
        key: action.or(key).map(str::to_owned),
    }
}

/// The noun for a word, the unit of its length, and the advice.
fn kind(word: &str, key: &str, of_action: bool) -> (&'static str, &'static str, &'static str) {
    let field = |table: &str, field: &str| {
        key.starts_with(table) && key.rsplit('.').next().is_some_and(|last| last == field)
    };
    if field("fact.", "figure") {
        let shorten = "write the figure shorter, or put its unit into the `text` of the fact";
        return ("the figure", "characters", shorten);
    }
    let letters: Vec<char> = word.chars().collect();
    let token = language::tokens(&letters).into_iter().next();
    match token.map(|token| token.kind) {
        Some(Kind::Address) if !word.contains('/') && word.contains('@') => {
            return (
                "the mail address",
                "characters",
                "use a shorter mail address",
            );
        }
        Some(Kind::Address) => {
            let shorten = if of_action {
                "use a shorter address, or give it a `short` that people can type and that leads to the same page"
            } else {
                "use a shorter address that leads to the same page"
            };
            return ("the address", "characters", shorten);
        }
        Some(Kind::Handle) => {
            return ("the name", "characters", "use a shorter name");
        }
        Some(Kind::Groups) if letters.first().is_some_and(|c| c.is_alphabetic()) => {
            let shorten = "write it in groups of four, as banks do: lines may end between them";
            return ("the account number", "characters", shorten);
        }
        Some(Kind::Groups) => {
            let shorten = "write it in groups with spaces between them: lines may end there";
            return ("the number", "characters", shorten);
        }
        Some(Kind::Signed | Kind::Negative) | None => {}
    }
    if is_account(&letters) {
        let shorten = "write it in groups of four, as banks do: lines may end between them";
        return ("the account number", "characters", shorten);
    }
    if letters
        .iter()
        .all(|c| c.is_numeric() || !c.is_alphanumeric())
    {
        let shorten = "write it shorter, or in groups with spaces between them";
        return ("the number", "characters", shorten);
    }
    if field("person.", "name") || field("quote.", "speaker") || field("organizer.", "name") {
        let shorten = "put a hyphen or a space into it, where the name may be divided";
        return ("the name", "letters", shorten);
    }
    if letters.iter().any(|c| c.is_whitespace()) {
        let shorten = "use shorter words, or other ones that need not stay on one line";
        return ("the words", "letters", shorten);
    }
    let shorten = "use a shorter word, or put a hyphen or a space into it";
    ("the word", "letters", shorten)
}

/// Whether a word is an account number without spaces: two letters, two digits, and letters and digits (ISO 13616).
fn is_account(word: &[char]) -> bool {
    let (head, rest) = word.split_at(word.len().min(4));
    let lettered = head.iter().take(2).all(char::is_ascii_uppercase);
    let checked = head.iter().skip(2).all(char::is_ascii_digit);
    let plain = rest
        .iter()
        .all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    lettered && checked && plain && word.len() >= SHORTEST_ACCOUNT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_called_what_it_is() {
        for (word, key, expected) in [
            (
                "example.org/join",
                "action.join.short",
                "the address “example.org/join”",
            ),
            (
                "a@library.example",
                "action.write.short",
                "the mail address “a@library.example”",
            ),
            (
                "ES91 2100 0418 4502 0005 1332",
                "action.give.short",
                "the account number “ES91 2100 0418 4502 0005 1332”",
            ),
            (
                "ES9121000418450200051332",
                "campaign.lead",
                "the account number “ES9121000418450200051332”",
            ),
            (
                "+1 202 555 0142",
                "action.call.short",
                "the number “+1 202 555 0142”",
            ),
            (
                "18\u{a0}000\u{a0}EUR",
                "fact.rent.figure",
                "the figure “18\u{a0}000\u{a0}EUR”",
            ),
            (
                "Hovhannisyan",
                "person.anna.name",
                "the name “Hovhannisyan”",
            ),
            (
                "Section\u{a0}907",
                "campaign.lead",
                "the words “Section\u{a0}907”",
            ),
            ("Verwaltung", "fact.rent.text", "the word “Verwaltung”"),
            (
                "#KeepOurLibraryOpen",
                "campaign.hashtag",
                "the name “#KeepOurLibraryOpen”",
            ),
        ] {
            let named = name(word, Some(&Origin::new("c.toml", key)));
            assert_eq!(named.what, expected);
        }
        let account = name("ES91 2100 0418 4502 0005 1332", None);
        assert!(!account.shorten.contains("address"), "{}", account.shorten);
        let address = name(
            "example.org/join",
            Some(&Origin::new("c.toml", "action.join.short")),
        );
        assert_eq!(address.key.as_deref(), Some("action.join"));
    }
}
