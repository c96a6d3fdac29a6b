//! Where addresses and numbers that people type may be divided at the end of a line.
//!
//! Whoever types an address from paper must see that it goes on, and must not take a sign for part of it. So a path
//! is divided after a slash or before any other sign, never after one (The Chicago Manual of Style, 17th edition,
//! 14.18): a hyphen at the end of a line could belong to the line alone, and a full stop to the sentence. A mailbox
//! is divided before its `@`. A host stays whole as long as it fits a line of its own; otherwise it is divided
//! before one of its full stops or hyphens, but its last part (`.org`) never stands alone. Only where even its
//! parts are wider than the column are they divided between two letters.
//!
//! Numbers to dial and account numbers are divided between their groups, if they do not fit a line. Amounts
//! (`18 000`) are not: half of one is another amount.

use std::ops::Range;

use super::lines::End;
use crate::language::{Kind, Token};

/// Fewest characters of an address on a line of their own. Fewer look lost, or like a word (practice).
const FEWEST: usize = 3;

/// Fewest digits of a number in groups that is not an amount: 99 999 999 is more than leaflets count (practice),
/// and numbers to dial begin with a plus, with a 0, or are longer.
const FEWEST_DIGITS: usize = 8;

/// The places at which an address or a number in a text may be divided: before the character of that index, in
/// order.
pub(super) fn ends(text: &[char], tokens: &[Token]) -> Vec<(usize, End)> {
    let mut ends = Vec::new();
    for token in tokens {
        let letters = text.get(token.range.clone()).unwrap_or_default();
        let own = match token.kind {
            Kind::Address => of_address(letters),
            Kind::Handle => of_handle(letters),
            Kind::Groups => of_number(letters),
            Kind::Signed | Kind::Negative => Vec::new(),
        };
        ends.extend(
            own.into_iter()
                .map(|(at, end)| (token.range.start + at, end)),
        );
    }
    ends
}

/// Whether Unicode (Annex 14) would end a line after a sign within an address.
pub(super) fn ends_a_line(sign: char) -> bool {
    matches!(sign, '-' | '/' | '?' | '!' | '|' | '‐' | '–' | '—' | '…')
}

/// The parts of an address, as ranges of its characters.
struct Parts {
    /// The name before the `@` of a mailbox; empty for any other address.
    mailbox: Range<usize>,
    host: Range<usize>,
    /// What follows the host, with the sign that it begins with.
    path: Range<usize>,
}

/// Takes an address apart.
fn parts(address: &[char]) -> Parts {
    let scheme = ["://", "mailto:"].into_iter().find_map(|mark| {
        let mark: Vec<char> = mark.chars().collect();
        let at = address.windows(mark.len()).position(|part| part == mark)?;
        Some(at + mark.len())
    });
    let start = scheme.unwrap_or(0);
    let rest = address.get(start..).unwrap_or_default();
    let path = rest.iter().position(|c| matches!(c, '/' | '?' | '#'));
    let path = path.map_or(address.len(), |at| start + at);
    let head = address.get(start..path).unwrap_or_default();
    let sign = head.iter().rposition(|c| *c == '@').map(|at| start + at);
    Parts {
        mailbox: start..sign.unwrap_or(start),
        host: sign.map_or(start, |sign| sign + 1)..path,
        path: path..address.len(),
    }
}

fn of_address(address: &[char]) -> Vec<(usize, End)> {
    let Parts {
        mailbox,
        host,
        path,
    } = parts(address);
    let mut ends = Vec::new();
    if mailbox.start > 0 {
        ends.push((mailbox.start, End::Sign));
    }
    if !mailbox.is_empty() {
        of_signs(address, mailbox.clone(), &mut ends);
        ends.push((mailbox.end, End::Sign));
    }
    of_host(address, host, &mut ends);
    of_signs(address, path, &mut ends);
    ends.sort_by_key(|(at, _)| *at);
    ends.dedup_by_key(|(at, _)| *at);
    ends
}

/// The places within a host.
fn of_host(address: &[char], host: Range<usize>, ends: &mut Vec<(usize, End)>) {
    let letters = address.get(host.clone()).unwrap_or_default();
    // The last label stays with the one before it, and `www` with the one after it.
    let last = letters.iter().rposition(|c| *c == '.').unwrap_or(0);
    for (at, letter) in letters.iter().enumerate().take(last) {
        let www = letters
            .get(..at)
            .is_some_and(|before| before == ['w', 'w', 'w']);
        if matches!(letter, '.' | '-') && at >= FEWEST && !www {
            ends.push((host.start + at, End::Host));
        }
    }
    between_letters(address, host.start..host.start + last, ends);
}

/// The places at the signs of a path or of the name of a mailbox, and between their letters.
fn of_signs(address: &[char], part: Range<usize>, ends: &mut Vec<(usize, End)>) {
    let mut since = part.start;
    for at in part.clone() {
        let before = at.checked_sub(1).and_then(|at| address.get(at));
        let after_slash = before == Some(&'/') && at > part.start && address.get(at) != Some(&'/');
        let sign = |c: &char| {
            matches!(
                c,
                '?' | '&' | '#' | '=' | '.' | '-' | '_' | '~' | '%' | '+' | ',' | ';'
            )
        };
        let at_sign = address.get(at).is_some_and(sign) && !before.is_some_and(sign);
        let alone = address.len() - at < FEWEST;
        if (after_slash || at_sign && at - since >= FEWEST) && !alone {
            ends.push((at, End::Sign));
            since = at;
        }
    }
    between_letters(address, part, ends);
}

/// The places between two letters or figures, some way from the nearest sign.
fn between_letters(address: &[char], part: Range<usize>, ends: &mut Vec<(usize, End)>) {
    let plain = |at: usize| address.get(at).is_some_and(|c| c.is_alphanumeric());
    for at in part.clone() {
        let within = |range: Range<usize>| range.start >= part.start && range.end <= part.end;
        let around = at.saturating_sub(FEWEST)..at + FEWEST;
        // Three characters, such as `%C3`, are one letter.
        let escaped = (1..FEWEST).any(|back| address.get(at.wrapping_sub(back)) == Some(&'%'));
        if at >= FEWEST && within(around.clone()) && around.clone().all(plain) && !escaped {
            ends.push((at, End::Anywhere));
        }
    }
}

/// A handle of a network of several hosts, `@name@host.org`, goes on with its second sign.
fn of_handle(handle: &[char]) -> Vec<(usize, End)> {
    let second = handle.iter().skip(1).position(|c| *c == '@');
    second.map(|at| (at + 1, End::Sign)).into_iter().collect()
}

/// The places between the groups of a number.
fn of_number(number: &[char]) -> Vec<(usize, End)> {
    if !may_be_divided(number) {
        return Vec::new();
    }
    let group = |c: &char| c.is_alphanumeric();
    let ends = number.windows(2).enumerate();
    let ends = ends.filter(|(_, pair)| !group(&pair[0]) && (group(&pair[1]) || pair[1] == '('));
    ends.map(|(at, _)| (at + 1, End::Group))
        // The sign before the first group, a plus or a bracket, stays with it.
        .filter(|(at, _)| {
            number
                .get(..*at)
                .is_some_and(|before| before.iter().any(group))
        })
        // So does a bracket before any other.
        .filter(|(at, _)| number.get(at - 1) != Some(&'('))
        .collect()
}

/// Whether a number in groups is one to dial or that of an account, and not an amount.
pub(super) fn may_be_divided(number: &[char]) -> bool {
    let digits = number.iter().filter(|c| c.is_numeric()).count();
    match number.first() {
        Some('+' | '(' | '0' | '٠' | '۰') => true,
        Some(first) => first.is_alphabetic() || digits >= FEWEST_DIGITS,
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;

    /// A text with its places: `|` at a sign or between groups, `¦` within a host. Those between letters are left out.
    fn divided(text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let ends = ends(&letters, &language::tokens(&letters));
        let mut out = String::new();
        for (at, letter) in letters.iter().enumerate() {
            for (_, end) in ends.iter().filter(|(end, _)| *end == at) {
                match end {
                    End::Sign | End::Group => out.push('|'),
                    End::Host => out.push('¦'),
                    _ => {}
                }
            }
            out.push(*letter);
        }
        out
    }

    #[test]
    fn a_path_is_divided_before_its_signs_and_after_its_slashes() {
        assert_eq!(
            divided("see example.org/petition/read-it?from=flyer&lang=en."),
            "see example.org/|petition/|read|-it|?from|=flyer|&lang|=en."
        );
        assert_eq!(divided("https://example.org/ab"), "https://|example.org/ab");
        assert_eq!(divided("example.org/a%C3%A4bc"), "example.org/|a%C3|%A4bc");
    }

    #[test]
    fn a_host_keeps_its_last_label() {
        assert_eq!(divided("example.co"), "example.co");
        assert_eq!(divided("www.caja.example.co"), "www.caja¦.example.co");
        assert_eq!(
            divided("sans-papiers.example.org"),
            "sans¦-papiers¦.example.org"
        );
    }

    #[test]
    fn a_mailbox_is_divided_before_its_sign() {
        assert_eq!(
            divided("council@library.example"),
            "council|@library.example"
        );
        assert_eq!(
            divided("@reading@library.example"),
            "@reading|@library.example"
        );
    }

    #[test]
    fn numbers_are_divided_between_their_groups_and_amounts_are_not() {
        for expected in [
            "+1 |202 |224 |3121",
            "(202) |224-|3121",
            "030/|901820",
            "ES91 |2100 |0418 |4502 |0005 |1332",
            "GB29 |NWBK |6016 |1331 |9268 |19",
            "18 000",
            "1 200 000",
            "555-1234",
        ] {
            assert_eq!(divided(&expected.replace('|', "")), expected);
        }
    }

    #[test]
    fn letters_are_parted_where_nothing_else_helps() {
        let letters: Vec<char> = "a.buechereifreunde.example/ab%C3%A4".chars().collect();
        let ends = ends(&letters, &language::tokens(&letters));
        let between: Vec<usize> = ends
            .iter()
            .filter(|(_, end)| *end == End::Anywhere)
            .map(|(at, _)| *at)
            .collect();
        assert_eq!(between.first(), Some(&5));
        // Not within three letters of the full stop, and not in the last label.
        assert_eq!(between.last(), Some(&("a.buechereifreunde".len() - 3)));
    }
}
