//! Finds tokens in a text: addresses, handles and numbers that a reader types or dials exactly as they are
//! printed. Their signs are not replaced by typographic ones, and in text from right to left a token keeps its
//! own order.

use std::ops::Range;

mod account;

use account::account;

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A web or mail address.
    Address,
    /// `#Free`, `@name`, `@name@host.org`.
    Handle,
    /// A name that ends in a sign: `C++`, `C#`, `LGBTQ+`.
    Signed,
    /// A number in groups that are separated by hyphens or spaces, such as a phone number or that of an account.
    Groups,
    /// A number with a minus sign (U+2212).
    Negative,
}

/// A token, with its position in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) range: Range<usize>,
    pub(crate) kind: Kind,
}

/// Finds the tokens of a text, in order. Punctuation beside a token is not part of it.
pub(crate) fn tokens(text: &[char]) -> Vec<Token> {
    let mut tokens = Vec::new();
    if !may_have_tokens(text) {
        return tokens;
    }
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

/// Whether a text has a character without which there is no token: most texts have none, and every word of a page
/// comes by here.
fn may_have_tokens(text: &[char]) -> bool {
    let joins = |next: Option<&char>| next.is_some_and(|next| !next.is_whitespace());
    text.iter().enumerate().any(|(at, c)| match c {
        '#' | '@' | '+' => true,
        // A full stop between the labels of a host, and the colon of a scheme.
        '.' | ':' => joins(text.get(at + 1)),
        other => digit(*other).is_some(),
    })
}

/// Whether a letter is written from right to left (the blocks that Unicode Annex 9 reserves for such letters).
pub(crate) fn is_leftward(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && letter.is_alphabetic()
}

/// A function that finds the end of a token which begins at an index.
type Find = fn(&[char], usize) -> Option<usize>;

/// The end and the kind of the token that begins at an index.
fn token(text: &[char], at: usize) -> Option<(usize, Kind)> {
    let first = text[at];
    let before = at.checked_sub(1).map(|at| text[at]);
    // Hebrew and Arabic join a prefix of one letter to the next word: ב#Free, وhttps://a.org.
    let after_prefix = before.is_some_and(is_leftward) && !is_leftward(first);
    if before.is_some_and(char::is_alphanumeric) && !after_prefix {
        return None;
    }
    let kinds: [(Find, Kind); 7] = [
        (address, Kind::Address),
        (handle, Kind::Handle),
        (account, Kind::Groups),
        (signed, Kind::Signed),
        (groups, Kind::Groups),
        (starred, Kind::Groups),
        (negative, Kind::Negative),
    ];
    kinds
        .into_iter()
        .find_map(|(find, kind)| find(text, at).map(|end| (end, kind)))
}

/// Length in characters of the longest address that is recognised. It keeps the search short.
const LONGEST_ADDRESS: usize = 2048;

/// Punctuation that belongs to the sentence if it follows an address.
const SENTENCE_MARKS: &str = ".,;:!?…،؛؟۔։।။៖";

/// An address that begins at an index.
fn address(text: &[char], at: usize) -> Option<usize> {
    // Inside a word whose beginning was examined already, such as at "b" in "a.b".
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
    // A host has no brackets, quotation marks or commas, so the word ends before them.
    if !word.contains("://")
        && !word.starts_with("mailto:")
        && let Some(end) = word.find(['"', '\'', '(', ')', ',', ';'])
    {
        // A path may have them.
        if !word[..end].contains('/') {
            word.truncate(end);
        }
    }
    // A suffix in right-to-left letters is not part of a host in Latin letters.
    if !word.contains("://")
        && !word.starts_with(is_leftward)
        && let Some(end) = word.find(is_leftward)
    {
        word.truncate(end);
    }
    trim(&mut word);
    // A case ending in another script, joined by a hyphen: example.org-ի.
    if let Some((host, ending)) = word.rsplit_once('-')
        && !ending.is_empty()
        && ending.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
        && host.ends_with(|c: char| c.is_ascii())
    {
        word.truncate(host.len());
    }
    is_address(&word).then(|| at + word.chars().count())
}

/// Removes punctuation of the sentence from the end of a word, and brackets and quotation marks that were opened
/// before the word.
fn trim(word: &mut String) {
    while let Some(last) = word.chars().last() {
        let count = |wanted: char| word.chars().filter(|c| *c == wanted).count();
        // A mark without its partner in the word belongs to the sentence: the partner is before the word.
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

/// Whether a character only controls layout (direction, line breaks) and draws nothing.
pub(crate) fn is_steering(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Top-level domains in which names of a single letter are common (`t.me`, `x.com`).
const SHORT_HOSTS: [&str; 7] = ["com", "org", "net", "me", "co", "gd", "ly"];

/// Whether a word is a web or e-mail address: it has a scheme, or a dot between two labels of two or more letters.
/// `e.g.`, `U.S.`, `1.5km` and a time such as 18.30 are not addresses.
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
    // Remove a port.
    let host = match host.split_once(':') {
        Some((host, port)) if !port.is_empty() && port.chars().all(|c| c.is_ascii_digit()) => host,
        _ => host,
    };
    let labels: Vec<&str> = host.split('.').collect();
    // At least one label before the top-level domain, and none of them empty.
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
    // "e.g." and "U.S." have labels of one letter. They are allowed in an e-mail address, before a path, and
    // under the domains where such names exist.
    let short = mail || path || SHORT_HOSTS.contains(last);
    !first.is_empty()
        && letters
        && last.chars().count() >= 2
        && first
            .iter()
            .all(|label| plain(label) && (short || label.chars().count() >= 2))
}

/// Whether a character is a mark on a letter, in the scripts of host names.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// A hashtag or handle in left-to-right letters. In right-to-left letters, the bidirectional algorithm already
/// puts the sign in the right place.
fn handle(text: &[char], at: usize) -> Option<usize> {
    let sign = *text.get(at).filter(|c| matches!(c, '#' | '@'))?;
    let part = |c: char| (c.is_alphanumeric() || c == '_') && !is_leftward(c);
    let mut end = at + 1;
    while let Some(&next) = text.get(end) {
        let joins = sign == '@'
            // Dots, hyphens and a second @ occur within handles of federated networks (@name@host.org), not
            // within hashtags.
            && matches!(next, '.' | '-' | '@')
            && end > at + 1
            && text.get(end + 1).is_some_and(|c| part(*c));
        if !part(next) && !joins {
            break;
        }
        end += 1;
    }
    let name = &text[at + 1..end];
    // `#1` is a number, not a handle.
    name.iter().any(|c| c.is_alphabetic()).then_some(end)
}

/// A name in Latin letters that ends with signs: `C++`, `LGBTQ+`.
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

/// A short phone number with a star: `*1234`, `*100#`.
fn starred(text: &[char], at: usize) -> Option<usize> {
    let figures = |at: usize| text[at..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut end = at;
    while text.get(end) == Some(&'*') && figures(end + 1) > 0 {
        end += 1 + figures(end + 1);
    }
    let hash = usize::from(text.get(end) == Some(&'#'));
    let next = text.get(end + hash);
    // With another star at the end, the stars are markup.
    let ends = next.is_none_or(|c| !c.is_alphanumeric() && *c != '*');
    // At least three digits: `*12` is a footnote.
    (end > at + 3 && ends).then_some(end + hash)
}

/// A number with a real minus sign, not a hyphen. With Latin and Persian digits, the sign is on the left (CLDR).
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

/// A group of digits in a number, and the character that joins it to the group before it.
struct Group {
    joint: Option<char>,
    figures: Vec<u32>,
    bracketed: bool,
    end: usize,
}

impl Group {
    fn value(&self) -> u64 {
        let digits = self.figures.iter().take(12);
        // Twelve digits fit into the type; longer numbers are only compared by their length.
        digits.fold(0, |value, digit| value * 10 + u64::from(*digit))
    }

    fn is_year(&self) -> bool {
        self.figures.len() == 4 && (1000..2200).contains(&self.value())
    }
}

/// The value of a digit in Latin, Arabic or Persian numerals.
fn digit(character: char) -> Option<u32> {
    let zero = match character {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return None,
    };
    Some(u32::from(character) - u32::from(zero))
}

/// Largest number of groups in a number: fifteen digits in pairs.
const MOST_GROUPS: usize = 8;

/// A number whose groups are separated by hyphens or spaces. In right-to-left text, the bidirectional algorithm
/// would reverse these groups. A range is not such a number, because it is read in the direction of the text.
fn groups(text: &[char], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).map(|at| text[at]);
    let figure_before = at
        .checked_sub(2)
        .is_some_and(|at| digit(text[at]).is_some());
    let plus = text[at] == '+';
    // Inside a number, or after a sign that belongs to it.
    if before.is_some_and(|c| ".,:/-+٫٬".contains(c)) && figure_before {
        return None;
    }
    // After another number and a space: the two could as well be groups of one number.
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
        // The longest run of groups that can be one number wins; what follows may be another number.
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

/// Whether a character joins the groups of one number. A slash does so only after an area code.
fn is_joint(sign: char, groups: usize, first: &Group) -> bool {
    match sign {
        '-' | '\u{2010}' | '\u{2011}' => true,
        space if is_space(space) => true,
        // 030/901820, as in Germany; 12/5 is a date or a fraction.
        '/' => groups == 1 && first.figures.first() == Some(&0) && first.figures.len() > 2,
        _ => false,
    }
}

/// Whether the number is complete: no unit, decimals or minutes follow.
fn ends_number(rest: &[char]) -> bool {
    match rest {
        [sign, next, ..] if ".,:/٫٬-".contains(*sign) => digit(*next).is_none(),
        [sign, ..] if "%٪°$€£₪﷼".contains(*sign) => false,
        [letter, ..] => !letter.is_alphanumeric() || is_leftward(*letter),
        [] => true,
    }
}

/// Whether groups of digits are one number: a phone number, or a number with its thousands separated. Dates and
/// ranges are not, because they are read in the direction of the text.
fn is_one_number(groups: &[Group], plus: bool) -> bool {
    let digits: usize = groups.iter().map(|group| group.figures.len()).sum();
    if digits > LONGEST_PHONE {
        return false;
    }
    if plus {
        // A phone number in E.164 begins with the country code. Shorter numbers are counts or ages (+18).
        return digits >= 5;
    }
    let [first, rest @ ..] = groups else {
        return false;
    };
    let (Some(second), Some(last)) = (rest.first(), rest.last()) else {
        return false;
    };
    if groups.iter().any(|group| group.bracketed) {
        // A year in brackets is no area code.
        let year = groups
            .iter()
            .any(|group| group.bracketed && group.is_year());
        return digits >= SHORTEST_PHONE && !year;
    }
    let spaced = |group: &Group| group.joint.is_some_and(is_space);
    if !rest.iter().any(spaced) {
        // Only hyphens: 12-5-2027 is a date, 2024-2026 and 50-100 are ranges; 555-1234 and 030-901820 are phone
        // numbers.
        let lengths: Vec<usize> = groups.iter().map(|group| group.figures.len()).collect();
        let date = matches!(lengths.as_slice(), [1 | 2, 1 | 2, 4] | [4, 1 | 2, 1 | 2]);
        let round = |group: &Group| group.figures.last() == Some(&0);
        let range = rest.len() == 1
            && first.figures.first() != Some(&0)
            && first.value() < last.value()
            && (first.is_year() && last.is_year() || round(first) && round(last));
        // A range has two numbers, so three groups or more are none.
        let short = rest.len() > 1 && digits >= 5;
        return !date && !range && (short || digits >= SHORTEST_PHONE);
    }
    // A 0 at the beginning is the prefix of a call within a country.
    let trunk = first.figures.first() == Some(&0) && digits >= 6;
    // 10 000: groups of three after a first group of one to three. Other spaced groups are a phone number if
    // there are enough digits, and if they do not begin with a year (2026 12 10).
    let thousands = rest
        .iter()
        .all(|group| spaced(group) && group.figures.len() == 3)
        && first.figures.len() <= 3
        && first.value() > 0;
    let phone = rest.len() > 1 && digits >= SHORTEST_PHONE && !first.is_year() && spaced(second);
    trunk || thousands || phone
}

/// Smallest number of digits of a phone number without `+`, brackets or a leading 0 (practice: seven in North
/// America and in many towns).
const SHORTEST_PHONE: usize = 7;

/// Largest number of digits of a phone number (E.164).
const LONGEST_PHONE: usize = 15;

#[cfg(test)]
mod tests;
