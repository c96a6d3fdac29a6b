//! Headlines: letters, in which one part between two stars is the hero line (`Keep *our library* open`).
//!
//! A headline is the one text that layouts set as display type, where every line fills its column. Which words get
//! a line of their own there is a matter of what the campaign says, so the content marks them. Nothing else is
//! markup in a headline: two stars, brackets and underscores are printed as they stand.

use super::literal::is_letter;

/// The parts of a headline, and whether each is the hero line; at most one is. A star within a word, after a figure that
/// begins no such part, or beside a space is a star, and so is one without a partner; `\*` always is. The error says what two marked parts are.
pub(super) fn parts(text: &str) -> Result<Vec<(String, bool)>, String> {
    let characters: Vec<char> = text.chars().collect();
    let stars = stars(&characters);
    // Signs open and close in turn; one that cannot do either is a star.
    let mut open = None;
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for star in stars {
        match open {
            None if opens(&characters, star) => open = Some(star),
            Some(start) if closes(&characters, star) => {
                pairs.push((start, star));
                open = None;
            }
            _ => {}
        }
    }
    if pairs.len() > 1 {
        return Err("two parts between stars; a headline has one hero line".to_owned());
    }
    let pair = pairs.first().copied();
    let (start, end) = pair.unwrap_or((characters.len(), characters.len()));
    let part = |from: usize, to: usize| unescaped(characters.get(from..to).unwrap_or_default());
    let mut parts = vec![
        (part(0, start), false),
        (part(start + 1, end), true),
        (part(end + 1, characters.len()), false),
    ];
    parts.retain(|(words, _)| !words.is_empty());
    Ok(parts)
}

/// The places of the stars that may mark something: single, not escaped, and not part of a word or a figure.
fn stars(characters: &[char]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&sign) = characters.get(at) {
        if sign == '\\' && characters.get(at + 1) == Some(&'*') {
            at += 2;
            continue;
        }
        if sign != '*' {
            at += 1;
            continue;
        }
        let length = characters[at..].iter().take_while(|c| **c == '*').count();
        let before = at.checked_sub(1).map(|before| characters[before]);
        let after = characters.get(at + length).copied();
        if length == 1 && (!is_letter(sign, length, before, after) || frames_figure(before, after))
        {
            found.push(at);
        }
        at += length;
    }
    found
}

/// Whether a figure stands at one side of a star, and no word at the other: `*8 leaders*`, `*from 30*`.
fn frames_figure(before: Option<char>, after: Option<char>) -> bool {
    let is_figure = |c: Option<char>| c.is_some_and(char::is_numeric);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    is_figure(after) && !is_word(before) || is_figure(before) && !is_word(after)
}

/// Whether a star may begin the hero line: words follow it. After a figure it is a note (`From 18* on`).
fn opens(characters: &[char], star: usize) -> bool {
    let before = star.checked_sub(1).and_then(|at| characters.get(at));
    let after = characters.get(star + 1);
    after.is_some_and(|after| !after.is_whitespace())
        && !before.is_some_and(|before| before.is_numeric())
}

/// Whether a star may end the hero line: words come before it.
fn closes(characters: &[char], star: usize) -> bool {
    star.checked_sub(1)
        .is_some_and(|before| !characters[before].is_whitespace() && characters[before] != '*')
}

/// The letters without the backslashes before stars.
fn unescaped(characters: &[char]) -> String {
    let text: String = characters.iter().collect();
    text.replace("\\*", "*")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts as text, with the hero line in brackets.
    fn read(text: &str) -> String {
        let parts = parts(text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
        let part = |(words, hero): &(String, bool)| match hero {
            true => format!("[{words}]"),
            false => words.clone(),
        };
        parts.iter().map(part).collect()
    }

    #[test]
    fn one_part_of_a_headline_is_its_hero_line() {
        for (written, expected) in [
            ("Keep *our library* open", "Keep [our library] open"),
            ("*Our library*", "[Our library]"),
            ("Keep “*our library*”!", "Keep “[our library]”!"),
            ("Keep\n*our\nlibrary*", "Keep\n[our\nlibrary]"),
            ("*図書館*を守れ", "[図書館]を守れ"),
            ("*Ազատություն* բոլորին", "[Ազատություն] բոլորին"),
            // Stars that are letters, as in every other text.
            ("Alle Schüler*innen *frei*", "Alle Schüler*innen [frei]"),
            ("Free entry*", "Free entry*"),
            ("From 18* on", "From 18* on"),
            ("Free *8 leaders* now", "Free [8 leaders] now"),
            ("*30 km* weit", "[30 km] weit"),
            ("Kinder *unter 12* frei", "Kinder [unter 12] frei"),
            ("2 * 3 * 4", "2 * 3 * 4"),
            ("**Now**", "**Now**"),
            ("\\*Free entry\\*", "*Free entry*"),
            ("a_b [c](d)", "a_b [c](d)"),
        ] {
            assert_eq!(read(written), expected, "{written}");
        }
    }

    #[test]
    fn a_headline_has_one_hero_line() {
        assert!(parts("*Now* or *never*").is_err());
    }
}
