//! Tokens: what a reader types, dials or searches for, sign by sign as it was written. No sign in an
//! address is replaced, and in text from right to left a token keeps its own order.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A web or mail address.
    Address,
    /// `#Free`, `@name`, `@name@host.org`.
    Handle,
    /// A name that ends in a sign: `C++`, `C#`, `LGBTQ+`.
    Signed,
    /// A number in groups that hyphens or spaces part, such as a phone number.
    Groups,
    /// A number with a minus sign (U+2212).
    Negative,
}

/// A token, with its place counted in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) range: Range<usize>,
    pub(crate) kind: Kind,
}

/// The tokens of a text, from its start to its end. Marks beside a token are no part of it.
pub(crate) fn tokens(text: &[char]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match token(text, at) {
            Some((end, kind)) => {
                tokens.push(Token {
                    range: at..end,
                    kind,
                });
                at = end;
            }
            None => at += 1,
        }
    }
    tokens
}

/// Whether a letter is written from right to left (the blocks that Unicode Annex 9 sets apart for such
/// letters).
pub(crate) fn is_leftward(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && letter.is_alphabetic()
}

/// Finds the end of a token that begins at a place.
type Find = fn(&[char], usize) -> Option<usize>;

/// The end and the kind of the token that begins at a place.
fn token(text: &[char], at: usize) -> Option<(usize, Kind)> {
    let first = text[at];
    let before = at.checked_sub(1).map(|at| text[at]);
    // A prefix of one letter is written to the word after it: ב#Free, وhttps://a.org.
    let after_prefix = before.is_some_and(is_leftward) && !is_leftward(first);
    if before.is_some_and(char::is_alphanumeric) && !after_prefix {
        return None;
    }
    let kinds: [(Find, Kind); 6] = [
        (address, Kind::Address),
        (handle, Kind::Handle),
        (signed, Kind::Signed),
        (groups, Kind::Groups),
        (starred, Kind::Groups),
        (negative, Kind::Negative),
    ];
    kinds
        .into_iter()
        .find_map(|(find, kind)| find(text, at).map(|end| (end, kind)))
}

/// The longest address that is looked for, in characters: what readers can type is far shorter (practice).
const LONGEST_ADDRESS: usize = 2048;

/// Marks after an address that are the sentence's.
const SENTENCE_MARKS: &str = ".,;:!?…،؛؟۔։।။៖";

fn address(text: &[char], at: usize) -> Option<usize> {
    // Within a word that was looked at before.
    let within = |before: &[char]| match before {
        [.., letter, joint] => {
            "./-_~@:=&%?#+".contains(*joint) && letter.is_alphanumeric() && !is_leftward(*letter)
        }
        _ => false,
    };
    if !text[at].is_alphanumeric() || within(&text[..at]) {
        return None;
    }
    let plain = |c: &char| {
        !(c.is_whitespace()
            || c.is_control()
            || "<>«»‹›“”„‟‘‚{}|\\^`".contains(*c)
            || is_steering(*c))
    };
    let rest = text[at..].iter().take(LONGEST_ADDRESS);
    let length = rest.take_while(|c| plain(c)).count();
    let mut word: String = text[at..at + length].iter().collect();
    // Before the first letter of a host there is no bracket, quotation mark or comma.
    if !word.contains("://")
        && !word.starts_with("mailto:")
        && let Some(end) = word.find(['"', '\'', '(', ')', ',', ';'])
    {
        // A path may have them, a host may not.
        if !word[..end].contains('/') {
            word.truncate(end);
        }
    }
    // A suffix in letters of another direction is no part of a host in Latin letters.
    if !word.contains("://")
        && !word.starts_with(is_leftward)
        && let Some(end) = word.find(is_leftward)
    {
        word.truncate(end);
    }
    trim(&mut word);
    // The ending of a case in another script: example.org-ի.
    if let Some((host, ending)) = word.rsplit_once('-')
        && !ending.is_empty()
        && ending.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
        && host.ends_with(|c: char| c.is_ascii())
    {
        word.truncate(host.len());
    }
    is_address(&word).then(|| at + word.chars().count())
}

/// Takes the marks of the sentence off the end of a word, with brackets and quotation marks that were
/// opened before it.
fn trim(word: &mut String) {
    while let Some(last) = word.chars().last() {
        let count = |wanted: char| word.chars().filter(|c| *c == wanted).count();
        let foreign = match last {
            '"' | '\'' => count(last) % 2 == 1,
            '’' => true,
            ')' => count(')') > count('('),
            ']' => count(']') > count('['),
            mark => SENTENCE_MARKS.contains(mark) || matches!(mark, '-' | '–' | '—' | '*'),
        };
        if !foreign {
            return;
        }
        word.pop();
    }
}

/// Whether a sign steers layout and draws nothing.
pub(crate) fn is_steering(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The last labels of hosts whose name is often a single letter (`t.me`, `x.com`).
const SHORT_HOSTS: [&str; 7] = ["com", "org", "net", "me", "co", "gd", "ly"];

/// Whether a word is a web or mail address: it names its scheme, or there is a dot between two labels of
/// two or more letters. `e.g.`, `U.S.`, `1.5km` and a time such as 18.30 are none.
pub(crate) fn is_address(word: &str) -> bool {
    let scheme = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric());
    if let Some((name, rest)) = word.split_once("://") {
        return scheme(name) && rest.starts_with(char::is_alphanumeric);
    }
    let (word, mail) = match word.strip_prefix("mailto:") {
        Some(rest) => (rest, true),
        None => (word, false),
    };
    let head = word.split(['/', '?', '#']).next().unwrap_or(word);
    let path = head.len() < word.len();
    let (mail, host) = match head.rsplit_once('@') {
        Some((user, host)) => (!user.is_empty(), host),
        None => (mail, head),
    };
    // A port.
    let host = match host.split_once(':') {
        Some((host, port)) if !port.is_empty() && port.chars().all(|c| c.is_ascii_digit()) => host,
        _ => host,
    };
    let labels: Vec<&str> = host.split('.').collect();
    let [first @ .., last] = labels.as_slice() else {
        return false;
    };
    let plain = |label: &&str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || is_mark(c))
    };
    let letters = last.chars().all(|c| c.is_alphabetic() || is_mark(c)) || last.starts_with("xn--");
    let short = mail || path || SHORT_HOSTS.contains(last);
    !first.is_empty()
        && letters
        && last.chars().count() >= 2
        && first
            .iter()
            .all(|label| plain(label) && (short || label.chars().count() >= 2))
}

/// Marks on letters that are no letters themselves, in the scripts of host names.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// A hashtag or handle in letters from left to right. One from right to left has its sign where it
/// belongs without help.
fn handle(text: &[char], at: usize) -> Option<usize> {
    let sign = *text.get(at).filter(|c| matches!(c, '#' | '@'))?;
    let part = |c: char| (c.is_alphanumeric() || c == '_') && !is_leftward(c);
    let mut end = at + 1;
    while let Some(&next) = text.get(end) {
        let joins = sign == '@'
            && matches!(next, '.' | '-' | '@')
            && end > at + 1
            && text.get(end + 1).is_some_and(|c| part(*c));
        if !part(next) && !joins {
            break;
        }
        end += 1;
    }
    let name = &text[at + 1..end];
    name.iter().any(|c| c.is_alphabetic()).then_some(end)
}

/// A name in Latin letters with signs at its end that belong to it.
fn signed(text: &[char], at: usize) -> Option<usize> {
    let letters = text[at..].iter().take_while(|c| c.is_ascii_alphanumeric());
    let letters = letters.count();
    if letters == 0 || !text[at].is_ascii_alphabetic() {
        return None;
    }
    let rest = &text[at + letters..];
    let signs = match rest {
        ['+', '+', ..] => 2,
        ['+' | '#', ..] => 1,
        _ => return None,
    };
    let next = rest.get(signs);
    let ends = next.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '+' | '#' | '='));
    ends.then_some(at + letters + signs)
}

/// A short number that is dialled with its star: `*1234`, `*100#`.
fn starred(text: &[char], at: usize) -> Option<usize> {
    let figures = |at: usize| text[at..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut end = at;
    while text.get(end) == Some(&'*') && figures(end + 1) > 0 {
        end += 1 + figures(end + 1);
    }
    let hash = usize::from(text.get(end) == Some(&'#'));
    let next = text.get(end + hash);
    // A star at its end makes it a word between stars.
    let ends = next.is_none_or(|c| !c.is_alphanumeric() && *c != '*');
    (end > at + 3 && ends).then_some(end + hash)
}

/// A number with a minus sign of its own, which is no hyphen. In Latin and Persian figures it stands on
/// the left (CLDR).
fn negative(text: &[char], at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix(&['\u{2212}'])?;
    let figure = |c: &char| c.is_ascii_digit() || matches!(c, '\u{6f0}'..='\u{6f9}');
    let mut length = rest.iter().take_while(|c| figure(c)).count();
    if length == 0 {
        return None;
    }
    while let [separator, figures @ ..] = &rest[length..]
        && matches!(separator, '.' | ',' | '٫' | '٬')
        && figures.first().is_some_and(figure)
    {
        length += 1 + figures.iter().take_while(|c| figure(c)).count();
    }
    Some(at + 1 + length)
}

/// A group of figures of a number, and how it is joined to the group before it.
struct Group {
    joint: Option<char>,
    figures: Vec<u32>,
    bracketed: bool,
    end: usize,
}

impl Group {
    fn value(&self) -> u64 {
        let digits = self.figures.iter().take(12);
        digits.fold(0, |value, digit| value * 10 + u64::from(*digit))
    }

    fn is_year(&self) -> bool {
        self.figures.len() == 4 && (1000..2200).contains(&self.value())
    }
}

/// The value of a figure.
fn digit(character: char) -> Option<u32> {
    let zero = match character {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return None,
    };
    Some(u32::from(character) - u32::from(zero))
}

/// The most groups that a number has: one of fifteen figures, in pairs.
const MOST_GROUPS: usize = 8;

/// A number whose groups are parted by hyphens or spaces, which the bidi algorithm would set in the order
/// of the text around it. A range is none: it is read in that order.
fn groups(text: &[char], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).map(|at| text[at]);
    let figure_before = at
        .checked_sub(2)
        .is_some_and(|at| digit(text[at]).is_some());
    let plus = text[at] == '+';
    // Within a number, or after a sign that belongs to it.
    if before.is_some_and(|c| ".,:/-+٫٬".contains(c)) && figure_before {
        return None;
    }
    // After another number, which the spaces of this one would join as well.
    let follows = before.is_some_and(is_space) && figure_before;
    let mut groups: Vec<Group> = Vec::new();
    let mut place = at + usize::from(plus);
    while groups.len() < MOST_GROUPS {
        let joint = match groups.last() {
            None => None,
            Some(last) => match text.get(place) {
                Some(&joint) if is_joint(joint, groups.len(), &groups[0]) => {
                    place += 1;
                    Some(joint)
                }
                Some('(') if !last.bracketed => None,
                _ if last.bracketed => None,
                _ => break,
            },
        };
        let bracketed = text.get(place) == Some(&'(');
        let start = place + usize::from(bracketed);
        let rest = text.get(start..).unwrap_or_default();
        let figures: Vec<u32> = rest.iter().map_while(|c| digit(*c)).collect();
        let mut end = start + figures.len();
        if figures.is_empty() || bracketed && text.get(end) != Some(&')') {
            break;
        }
        end += usize::from(bracketed);
        groups.push(Group {
            joint,
            figures,
            bracketed,
            end,
        });
        place = end;
    }
    (1..=groups.len())
        .rev()
        .find(|&count| {
            let end = groups[count - 1].end;
            let groups = &groups[..count];
            let joined = |group: &Group| group.joint.is_some_and(is_space);
            ends_number(&text[end..])
                && is_one_number(groups, plus)
                && !(follows && !plus && groups.iter().any(joined))
        })
        .map(|count| groups[count - 1].end)
}

fn is_space(joint: char) -> bool {
    matches!(joint, ' ' | '\u{a0}' | '\u{202f}')
}

/// Whether a sign joins groups of one number. A slash does after an area code only.
fn is_joint(sign: char, groups: usize, first: &Group) -> bool {
    match sign {
        '-' | '\u{2010}' | '\u{2011}' => true,
        space if is_space(space) => true,
        '/' => groups == 1 && first.figures.first() == Some(&0) && first.figures.len() > 2,
        _ => false,
    }
}

/// Whether no more of a number follows: no unit, no decimals, no minutes.
fn ends_number(rest: &[char]) -> bool {
    match rest {
        [sign, next, ..] if ".,:/٫٬-".contains(*sign) => digit(*next).is_none(),
        [sign, ..] if "%٪°$€£₪﷼".contains(*sign) => false,
        [letter, ..] => !letter.is_alphanumeric() || is_leftward(*letter),
        [] => true,
    }
}

/// Whether groups of figures are one number: a phone number, or a number with its thousands apart. Dates
/// and ranges are none: they are read in the order of the text.
fn is_one_number(groups: &[Group], plus: bool) -> bool {
    let digits: usize = groups.iter().map(|group| group.figures.len()).sum();
    if digits > LONGEST_PHONE {
        return false;
    }
    if plus {
        // E.164 begins with the country; shorter numbers are counts (+18).
        return digits >= 5;
    }
    let [first, rest @ ..] = groups else {
        return false;
    };
    let (Some(second), Some(last)) = (rest.first(), rest.last()) else {
        return false;
    };
    if groups.iter().any(|group| group.bracketed) {
        let year = groups
            .iter()
            .any(|group| group.bracketed && group.is_year());
        return digits >= SHORTEST_PHONE && !year;
    }
    let spaced = |group: &Group| group.joint.is_some_and(is_space);
    if !rest.iter().any(spaced) {
        let lengths: Vec<usize> = groups.iter().map(|group| group.figures.len()).collect();
        let date = matches!(lengths.as_slice(), [1 | 2, 1 | 2, 4] | [4, 1 | 2, 1 | 2]);
        let round = |group: &Group| group.figures.last() == Some(&0);
        let range = rest.len() == 1
            && first.figures.first() != Some(&0)
            && first.value() < last.value()
            && (first.is_year() && last.is_year() || round(first) && round(last));
        let short = rest.len() > 1 && digits >= 5;
        return !date && !range && (short || digits >= SHORTEST_PHONE);
    }
    // The prefix of a call within a country.
    let trunk = first.figures.first() == Some(&0) && digits >= 6;
    let thousands = rest
        .iter()
        .all(|group| spaced(group) && group.figures.len() == 3)
        && first.figures.len() <= 3
        && first.value() > 0;
    let phone = rest.len() > 1 && digits >= SHORTEST_PHONE && !first.is_year() && spaced(second);
    trunk || thousands || phone
}

/// The fewest figures of a phone number that is written without a sign of its own, with its area code
/// (practice: seven in North America and in many towns).
const SHORTEST_PHONE: usize = 7;

/// The most figures of a phone number (E.164).
const LONGEST_PHONE: usize = 15;

#[cfg(test)]
mod tests;
