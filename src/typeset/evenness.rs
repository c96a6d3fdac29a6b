//! How even the sizes of filled lines are, for layouts that leave the number of lines open.
//!
//! In filled type the shortest line is the largest. With one line too many, a word such as "and" or "და" has a line
//! for itself and shouts above all others. And where one line towers over the rest, the headline no longer reads as
//! one. The hero line is left out: it is large on purpose.

use std::ops::Range;

use super::paragraph::{Broken, Line, Paragraph};

/// The largest line may be so much larger than the median line without any loss (practice: on broadsides of wood type
/// neighbouring lines differ by up to half).
const FREE_RATIO: f64 = 1.8;

/// Fewest letters of a line that may be the largest (practice: shorter words are mostly conjunctions, prepositions and
/// articles).
const FEWEST_LETTERS: usize = 4;

/// What is left of the score if a word that carries no meaning is the largest: it is taken only if every number of
/// lines has one.
const SHOUTING: f64 = 0.01;

/// Sizes that differ by less, as a share, look equal.
const ALIKE: f64 = 0.02;

/// Words of four letters and more that only join others, of the languages that the program comes with (from their
/// grammars). Shorter words need no list. A word of one list that means more in another language is rare, and
/// only costs that it is not set larger than all others.
const JOINING: [&str; 70] = [
    // English.
    "also",
    "from",
    "have",
    "into",
    "must",
    "that",
    "their",
    "them",
    "then",
    "these",
    "they",
    "this",
    "those",
    "what",
    "when",
    "which",
    "will",
    "with",
    "your",
    // German.
    "aber",
    "auch",
    "dass",
    "dein",
    "denn",
    "diese",
    "eine",
    "einem",
    "einen",
    "einer",
    "nach",
    "nicht",
    "oder",
    "sind",
    "sich",
    "über",
    "unser",
    "unter",
    "wenn",
    "wird",
    // French, Spanish, Italian, Portuguese.
    "avec",
    "cette",
    "dans",
    "elle",
    "leur",
    "mais",
    "nous",
    "pour",
    "sans",
    "sont",
    "vous",
    "como",
    "esta",
    "este",
    "para",
    "pero",
    "della",
    "nella",
    "sono",
    "pelo",
    // Armenian.
    "համար",
    "մինչև",
    "որպես",
    "դեպի",
    // Georgian.
    "მაგრამ",
    "უნდა",
    "ჩვენ",
    // Russian and Ukrainian.
    "если",
    "когда",
    "чтобы",
    "якщо",
];

impl Paragraph<'_> {
    /// A factor from 0 to 1 for how even the sizes of filled lines are: 1 if no line is much larger than the others,
    /// next to nothing if the largest line is one short word. 1 for other type.
    pub fn evenness(&self, broken: &Broken) -> f64 {
        if self.display.is_empty() {
            return 1.0;
        }
        let is_hero =
            |line: &&Line| line.pieces.start < self.hero.end && self.hero.start < line.pieces.end;
        let others: Vec<&Line> = broken.lines.iter().filter(|line| !is_hero(line)).collect();
        let size = |line: &&Line| line.size.to_pt();
        let largest = others.iter().map(size).fold(0.0, f64::max);
        let shouts = |line: &&Line| {
            size(line) > largest * (1.0 - ALIKE) && says_little(&self.words_of(&line.pieces))
        };
        // A headline of one line has no other that it could be compared with.
        if others.len() > 1 && others.iter().any(shouts) {
            return SHOUTING;
        }
        let mut sizes: Vec<f64> = others.iter().map(size).collect();
        sizes.sort_by(f64::total_cmp);
        let ratio = largest / median(&sizes).max(1e-6);
        (FREE_RATIO / ratio.max(1e-6)).min(1.0)
    }

    /// The words of some pieces, as the author wrote them.
    fn words_of(&self, pieces: &Range<usize>) -> String {
        let count = |pieces: &[super::lines::LinePiece]| -> usize {
            pieces.iter().map(|piece| piece.characters as usize).sum()
        };
        let before = count(self.pieces.get(..pieces.start).unwrap_or_default());
        let own = count(self.pieces.get(pieces.clone()).unwrap_or_default());
        self.text.chars().skip(before).take(own).collect()
    }
}

/// Whether a line has fewer than four letters, or is a single word that only joins others. Figures say something: `1915`
/// or `8` may be large.
fn says_little(line: &str) -> bool {
    if line.chars().any(char::is_numeric) {
        return false;
    }
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let word = line
        .trim_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    letters < FEWEST_LETTERS || JOINING.contains(&word.as_str())
}

/// The median of sorted numbers; of two in the middle, their mean. 0 for none.
fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    match (sorted.get(middle.wrapping_sub(1)), sorted.get(middle)) {
        (Some(one), Some(other)) if sorted.len().is_multiple_of(2) => (one + other) / 2.0,
        (_, Some(one)) => *one,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_and_words_that_join_say_little() {
        for line in [
            "and",
            "და",
            "UND ",
            "և",
            "With",
            "eine,",
            "համար",
            "“If”",
            "—",
        ] {
            assert!(says_little(line), "{line}");
        }
        for line in [
            "Now or",
            "1915",
            "8",
            "Free",
            "თავისუფლება",
            "հայ և",
            "keep it",
        ] {
            assert!(!says_little(line), "{line}");
        }
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&[]), 0.0);
        assert_eq!(median(&[3.0]), 3.0);
        assert_eq!(median(&[1.0, 3.0]), 2.0);
        assert_eq!(median(&[1.0, 3.0, 9.0]), 3.0);
    }
}
