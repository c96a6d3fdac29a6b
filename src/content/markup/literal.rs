//! Signs of emphasis that are meant as letters: within a word (`Freund*innen`) and beside a figure (`18*`).

/// Takes the place of a line break while CommonMark reads the words: white space, but not the end of a line.
pub(super) const LINE: &str = "\u{2028}";

/// Puts a backslash before each sign of emphasis that is a letter, so that CommonMark takes it as one:
///
/// - within a word: `Freund*innen`, `snake_case`, `2*3`;
/// - a single one beside a figure: `18*`, `*2026`; two make figures strong: `**50**`;
/// - a single `~`, which some programs take for struck text.
///
/// Chinese, Japanese, Thai, Lao, Khmer and Burmese put no spaces between words: there a star between
/// letters may begin emphasis.
pub(super) fn guard_signs(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&sign) = characters.get(at) {
        // A sign that the author escaped needs no second backslash.
        if sign == '\\'
            && characters
                .get(at + 1)
                .is_some_and(char::is_ascii_punctuation)
        {
            out.extend(&characters[at..at + 2]);
            at += 2;
            continue;
        }
        // Between angle brackets (`<https://…>`) CommonMark would take a backslash for a part of the address.
        if sign == '<'
            && let Some(end) = address_end(&characters, at)
        {
            out.extend(&characters[at..=end]);
            at = end + 1;
            continue;
        }
        if !matches!(sign, '*' | '_' | '~') {
            out.push(sign);
            at += 1;
            continue;
        }
        // A run of equal signs is judged as one: `**` is strong, and both of its stars are escaped or neither.
        let length = characters[at..].iter().take_while(|c| **c == sign).count();
        let before = at.checked_sub(1).and_then(|before| characters.get(before));
        let after = characters.get(at + length);
        let letter = is_letter(sign, length, before.copied(), after.copied());
        for _ in 0..length {
            if letter {
                out.push('\\');
            }
            out.push(sign);
        }
        at += length;
    }
    out
}

/// Whether a run of `length` equal signs between two characters is meant as letters.
pub(super) fn is_letter(
    sign: char,
    length: usize,
    before: Option<char>,
    after: Option<char>,
) -> bool {
    if sign == '~' {
        return length == 1;
    }
    let has = |test: fn(char) -> bool| (before.is_some_and(test), after.is_some_and(test));
    let within = has(is_of_a_word) == (true, true);
    let spaceless = has(is_spaceless) != (false, false);
    let beside_figure = has(char::is_numeric) != (false, false);
    // Within a word of a script with spaces it is a letter. Beside a figure only a single sign is: `**50**` is
    // strong.
    within && !spaceless || length == 1 && beside_figure
}

/// Whether a character belongs to a word: a letter, a figure, or a mark on one of these (Unicode categories L,
/// N, M).
fn is_of_a_word(character: char) -> bool {
    use icu_properties::CodePointMapData;
    use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};
    let category = CodePointMapData::<GeneralCategory>::new().get(character);
    let word = GeneralCategoryGroup::Letter
        .union(GeneralCategoryGroup::Mark)
        .union(GeneralCategoryGroup::Number);
    word.contains(category)
}

/// Whether a character is of a script without spaces between words: Thai, Lao, Burmese, Khmer, Japanese,
/// Chinese.
fn is_spaceless(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// The index of the closing bracket, if an address between angle brackets begins at `start`.
fn address_end(characters: &[char], start: usize) -> Option<usize> {
    let rest = &characters[start + 1..];
    let length = rest
        .iter()
        .position(|c| *c == '>' || *c == '<' || c.is_whitespace())?;
    let inner = &rest[..length];
    // `a < b > c` is no address.
    let is_address = inner.contains(&':') || inner.contains(&'@');
    (rest[length] == '>' && is_address).then_some(start + 1 + length)
}

/// Whether two lines are joined without a space: the last character of one and the first of the next are of a
/// script without spaces between words.
pub(super) fn joins_without_space(before: Option<char>, after: Option<char>) -> bool {
    let wide =
        |c: char| is_spaceless(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}');
    before.is_some_and(wide) && after.is_some_and(wide)
}
