//! A thing that does not fit, in the words of the user: which text or code, in which area, by how much, and
//! what would help. The reporter chooses the place and the hint, depending on who can change what.

use crate::frame::Origin;
use crate::geom::Length;
use crate::rules::Rule;

/// A thing that does not fit, in words.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// The rule that it is reported under.
    pub(super) rule: Rule,
    /// The words or the code at fault, in the content.
    pub(super) content: Option<Origin>,
    /// The area that it is in.
    pub(super) area: Origin,
    /// The problem without any measure, so that it reads the same on every piece and is reported once.
    pub(super) what: String,
    /// The area, with the height or width that is needed and that there is.
    pub(super) detail: String,
    /// The advice for whoever writes the content: how to make the text or the address shorter.
    pub(super) shorten: String,
    /// The advice for whoever designs the layout: which keys give it more room.
    pub(super) make_room: String,
}

/// The key of a text in the content, for a message.
pub(super) fn key_in_words(origin: Option<&Origin>) -> String {
    origin.map_or_else(String::new, |origin| format!(" of `{}`", origin.key))
}

/// A key of a layout in words: `page.0.area.facts.stack.1` is "part 2 of the area `facts`". People count from
/// 1, and the page is named only if it is not the first.
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
            ("layer", Some(number)) => {
                if let Ok(number) = number.parse::<usize>() {
                    words = format!("layer {}", number + 1);
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

/// A reading distance as a person would say it: `40 cm`, `2.3 m`. Rounded down, so that a code is read from there.
pub(super) fn distance_in_words(distance: Length) -> String {
    // A thousandth allows for rounding: 24.99 cm are 25 cm.
    let down = |value: f64| (value * 1.001).floor();
    match distance.to_mm() {
        mm if mm < 1000.0 => format!("{} cm", down(mm / 10.0)),
        mm => format!("{} m", down(mm / 100.0) / 10.0),
    }
}

/// `1 line`, `2 lines`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The first 40 characters of a text, for a message.
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
        assert_eq!(said("page.0.layer.1"), "layer 2");
        assert_eq!(said("page.0.layer.0.stack.1"), "part 2 of layer 1");
        assert_eq!(said("story.why"), "the story `why`");
    }
}
