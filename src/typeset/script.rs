//! Scripts, as far as typesetting treats them differently.
//!
//! Fonts of different scripts do not match by their nominal size. Arabic at 10 pt looks smaller than Latin at 10 pt,
//! and letters that stack marks above and below need more leading. The numbers were measured in the
//! fonts that come with the program.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::language;

/// The scripts that are set differently from Latin; all others are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Script {
    /// Latin, Cyrillic, Greek, and whatever is not named here.
    Other,
    /// Armenian.
    Armenian,
    /// Georgian.
    Georgian,
    /// Hebrew.
    Hebrew,
    /// Arabic, for all its languages.
    Arabic,
    /// Thai.
    Thai,
    /// Lao.
    Lao,
    /// Khmer.
    Khmer,
    /// Burmese, for all its languages.
    Burmese,
}

/// The script of a letter (the blocks of the Unicode standard).
pub(super) fn of(character: char) -> Script {
    match character {
        // Presentation forms belong to their script: old files and other programs still use them.
        '\u{530}'..='\u{58f}' | '\u{fb13}'..='\u{fb17}' => Script::Armenian,
        '\u{10a0}'..='\u{10ff}' | '\u{1c90}'..='\u{1cbf}' | '\u{2d00}'..='\u{2d2f}' => {
            Script::Georgian
        }
        '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Script::Hebrew,
        '\u{600}'..='\u{6ff}'
        | '\u{750}'..='\u{77f}'
        | '\u{870}'..='\u{8ff}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}' => Script::Arabic,
        '\u{e00}'..='\u{e7f}' => Script::Thai,
        '\u{e80}'..='\u{eff}' => Script::Lao,
        '\u{1780}'..='\u{17ff}' => Script::Khmer,
        '\u{1000}'..='\u{109f}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}' => {
            Script::Burmese
        }
        _ => Script::Other,
    }
}

/// Whether a letter joins the next one when it is written, so that it cannot stand apart: Arabic, Syriac, N'Ko, Mandaic,
/// Mongolian, Adlam and Hanifi Rohingya (Unicode, property `Joining_Type`).
pub(super) fn joins_when_written(letter: char) -> bool {
    of(letter) == Script::Arabic
        || matches!(letter, '\u{700}'..='\u{74f}' | '\u{7c0}'..='\u{7ff}' | '\u{840}'..='\u{85f}'
            | '\u{1800}'..='\u{18af}' | '\u{1e900}'..='\u{1e95f}' | '\u{10d00}'..='\u{10d3f}')
}

/// Whether the shapes of letters meet in print: those that join when they are written, and those that hang from one
/// line (Devanagari, Bengali and Gurmukhi).
pub(super) fn joins_in_print(letter: char) -> bool {
    joins_when_written(letter) || matches!(letter, '\u{900}'..='\u{a7f}')
}

/// How text of a script is set to match Latin text of the same nominal size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Manner {
    /// Size of its letters as a multiple of the nominal size.
    pub(super) size: f64,
    /// The least distance of baselines, as a multiple of the nominal size.
    pub(super) leading: f64,
    /// How much deeper than Latin its letters reach below the last line, in ems of the nominal size.
    pub(super) below: f64,
}

/// The measures of a script, with the reasons:
///
/// Arabic: in Noto Sans Arabic the body of the letters (ح) is 0.42 em high against 0.54 em of the Latin
/// x in Noto Sans, and final ح reaches 0.39 em down against 0.24 em of the Latin g. At a tenth more the
/// alef is about a tenth higher than Latin capitals and the body four fifths of the x, which reads as
/// the same size; letters from ح to أ above one another then take 1.4 em.
///
/// Thai, Lao, Khmer and Burmese: in the regular weights of Noto Sans marks above letters reach 1.01, 1.11,
/// 0.97 and 1.00 em up, those below 0.27, 0.28, 0.50 and 0.55 em down; lines stand a little farther apart
/// than both together.
pub(super) fn manner(script: Script) -> Manner {
    let stacked = |leading, below| Manner {
        size: 1.0,
        leading,
        below,
    };
    match script {
        Script::Thai => stacked(1.35, 0.03),
        Script::Lao => stacked(1.42, 0.04),
        Script::Khmer => stacked(1.52, 0.26),
        Script::Burmese => stacked(1.62, 0.31),
        Script::Arabic => Manner {
            size: 1.1,
            leading: 1.42,
            below: 0.19,
        },
        _ => Manner {
            size: 1.0,
            leading: 0.0,
            below: 0.0,
        },
    }
}

/// The script that most letters of a text belong to.
pub(super) fn of_text(text: &str) -> Script {
    let mut counts: BTreeMap<Script, usize> = BTreeMap::new();
    for letter in text.chars().filter(|c| c.is_alphabetic()) {
        *counts.entry(of(letter)).or_default() += 1;
    }
    // Of equally many, the last script in the order of the type: any fixed choice gives the same page each
    // time.
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(Script::Other, |(script, _)| script)
}

/// The stretches of a text in a script, as byte ranges: letters, marks and figures.
pub(super) fn stretches(text: &str, script: Script) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for (start, character) in text.char_indices() {
        let end = start + character.len_utf8();
        if of(character) != script {
            continue;
        }
        match stretches.last_mut() {
            // A space ends a stretch: it keeps the size of the surrounding text.
            Some(last) if last.end == start => last.end = end,
            _ => stretches.push(start..end),
        }
    }
    stretches
}

/// The direction of a paragraph: that of its letters where all have the same, else that of the page.
/// So the full stop of an English sentence on an Arabic page stands at its end.
pub(super) fn paragraph_is_right_to_left<'t>(
    texts: impl Iterator<Item = &'t str>,
    page_is: bool,
) -> bool {
    let (mut leftward, mut rightward) = (false, false);
    for letter in texts.flat_map(str::chars).filter(|c| c.is_alphabetic()) {
        if language::is_leftward(letter) {
            leftward = true;
        } else {
            rightward = true;
        }
    }
    // Both directions or no letters at all: the text alone does not decide.
    if leftward == rightward {
        page_is
    } else {
        leftward
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_in_one_direction_keeps_it_on_any_page() {
        let direction = |text, page| paragraph_is_right_to_left([text].into_iter(), page);
        assert!(!direction("Human Rights Watch.", true));
        assert!(direction("שלום.", false));
        for page in [true, false] {
            assert_eq!(direction("JAM News يفيد", page), page);
            assert_eq!(direction("(202) 224-3121", page), page);
            assert_eq!(direction("٢١", page), page);
        }
    }
}
