//! Account numbers, which people copy group by group.

use std::ops::RangeInclusive;

/// Least and most characters of an account number without its spaces (ISO 13616).
const ACCOUNT: RangeInclusive<usize> = 15..=34;

/// An account number in groups of four, of which only the last may be shorter (IBAN, ISO 13616). References of
/// creditors have the same form (ISO 11649).
pub(super) fn account(text: &[char], at: usize) -> Option<usize> {
    let is_part = |c: &&char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let group = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        rest.iter().take_while(is_part).count()
    };
    let head = text.get(at..at + 4)?;
    let lettered = head.iter().take(2).all(char::is_ascii_uppercase);
    let checked = head.iter().skip(2).all(char::is_ascii_digit);
    if !lettered || !checked || group(at) != 4 {
        return None;
    }
    let (mut end, mut count) = (at + 4, 4);
    let mut found = None;
    while matches!(text.get(end), Some(' ' | '\u{a0}' | '\u{202f}')) {
        let length = group(end + 1);
        let next = text.get(end + 1 + length);
        if length == 0 || length > 4 || next.is_some_and(|c| c.is_alphanumeric()) {
            break;
        }
        let letters = text.get(end + 1..end + 1 + length).unwrap_or_default();
        end += 1 + length;
        count += length;
        // The letters of a word in capitals that follows are no part of it.
        if letters.iter().any(char::is_ascii_digit) && ACCOUNT.contains(&count) {
            found = Some(end);
        }
        if length < 4 {
            break;
        }
    }
    found
}
