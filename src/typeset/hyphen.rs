//! Where words may be divided.

use hypher::Lang;

/// A shorter word is not divided (practice).
const SHORTEST_WORD: usize = 6;

/// Letters that stay together at either end of a word (practice; the patterns allow two).
const KEPT_LETTERS: usize = 3;

/// The patterns of a language. Armenian is left out: the patterns at hand divide the vowel «ու».
pub(super) fn patterns(language: &str) -> Option<Lang> {
    let primary = language.split('-').next().unwrap_or(language).as_bytes();
    <[u8; 2]>::try_from(primary).ok().and_then(Lang::from_iso)
}

/// Byte offsets in `text` at which a word may be divided. Words with anything but letters in them,
/// such as addresses, are left whole, and so are words in capitals.
pub(super) fn points(text: &str, patterns: Lang) -> Vec<usize> {
    let mut points = Vec::new();
    for (start, token) in tokens(text) {
        let letters = token.trim_matches(|c: char| !c.is_alphanumeric());
        let plain = letters.chars().all(char::is_alphabetic)
            && letters.chars().skip(1).any(char::is_lowercase);
        if letters.chars().count() < SHORTEST_WORD || !plain {
            continue;
        }
        let offset = start + token.find(letters).unwrap_or(0);
        let mut at = offset;
        for syllable in hypher::hyphenate_bounded(letters, patterns, KEPT_LETTERS, KEPT_LETTERS) {
            at += syllable.len();
            if at < offset + letters.len() {
                points.push(at);
            }
        }
    }
    points
}

fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(char::is_whitespace)
        .map(|token| (token.as_ptr() as usize - text.as_ptr() as usize, token))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(text: &str) -> String {
        let mut out = text.to_owned();
        for at in points(text, Lang::English).into_iter().rev() {
            out.insert(at, '|');
        }
        out
    }

    #[test]
    fn words_are_divided_and_addresses_are_not() {
        assert_eq!(divided("(imprisonment)"), "(impris|on|ment)");
        assert_eq!(
            divided("armenian-assembly.org UNESCO zipcode4 short"),
            "armenian-assembly.org UNESCO zipcode4 short"
        );
    }

    #[test]
    fn armenian_has_no_patterns() {
        assert!(patterns("hy").is_none());
        assert!(patterns("de-AT").is_some());
    }
}
