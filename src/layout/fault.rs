//! What does not fit, as a user is told.

use crate::frame::Origin;

/// Something that does not fit, in words.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// The code of the diagnostic.
    pub(super) code: &'static str,
    /// The words or the code at fault, in the content.
    pub(super) content: Option<Origin>,
    /// The area that it is in.
    pub(super) area: Origin,
    /// What is wrong, on any piece.
    pub(super) what: String,
    /// Where, with both measures.
    pub(super) detail: String,
    /// How to make the text or the address shorter.
    pub(super) shorten: String,
    /// Which keys of the layout give it more room.
    pub(super) make_room: String,
}

/// The key of a text in the content, for a message.
pub(super) fn key_in_words(origin: Option<&Origin>) -> String {
    origin.map_or_else(String::new, |origin| format!(" of `{}`", origin.key))
}

/// A key of a layout in words: `page.0.area.facts.stack.1` is part 2 of the area `facts`.
pub(super) fn area_in_words(origin: &Origin) -> String {
    let mut words = String::new();
    let mut keys = origin.key.split('.').peekable();
    let mut page = None;
    while let Some(key) = keys.next() {
        let next = keys.peek().copied();
        match (key, next) {
            ("page", Some(number)) => {
                page = number.parse::<usize>().ok();
                keys.next();
            }
            ("area", Some(name)) => {
                words = if words.is_empty() {
                    format!("the area `{name}`")
                } else {
                    format!("the area `{name}` within {words}")
                };
                keys.next();
            }
            ("stack", Some(number)) => {
                if let Ok(number) = number.parse::<usize>() {
                    words = format!("part {} of {words}", number + 1);
                }
                keys.next();
            }
            ("story", Some(name)) => {
                words = format!("the story `{name}`");
                keys.next();
            }
            _ => {}
        }
    }
    match (words.is_empty(), page) {
        (true, Some(page)) => format!("page {}", page + 1),
        (true, None) => format!("`{}`", origin.key),
        (false, Some(page)) if page > 0 => format!("{words} of page {}", page + 1),
        (false, _) => words,
    }
}

/// `1 line`, `2 lines`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The beginning of a text.
pub(super) fn shortened(words: &str) -> String {
    let words = words.trim();
    let mut short: String = words.chars().take(40).collect();
    if short.len() < words.len() {
        short = short.trim_end().to_owned();
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_named_in_words() {
        let said = |key: &str| area_in_words(&Origin::new("x", key));
        assert_eq!(said("page.0"), "page 1");
        assert_eq!(said("page.0.area.facts"), "the area `facts`");
        assert_eq!(
            said("page.1.area.facts.stack.1"),
            "part 2 of the area `facts` of page 2"
        );
        assert_eq!(said("story.why"), "the story `why`");
    }
}
