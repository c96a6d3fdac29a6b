//! A shaped paragraph, and the lines that it is broken into.

use std::ops::Range;
use std::sync::Arc;

use parley::Layout;

use super::SHAPED_AT;
use super::book::FontBook;
use super::case::Written;
use super::line_ink::LineInk;
use super::lines::{self, End, LinePiece};
use super::scratch::RunIndex;
use crate::frame::Origin;
use crate::geom::Length;
use crate::payload::Uri;
use crate::text::{Align, TextStyle};

/// What the glyphs of a run keep of the text that they came from.
#[derive(Clone, Debug)]
pub(super) struct RunFacts {
    pub(super) origin: Origin,
    pub(super) link: Option<Uri>,
    pub(super) language: Option<Arc<str>>,
}

/// Text shaped once, to be broken at any size and measure.
pub struct Paragraph<'b> {
    pub(super) book: &'b FontBook,
    pub(super) style: Arc<TextStyle>,
    pub(super) text: String,
    pub(super) written: Written,
    pub(super) layout: Layout<RunIndex>,
    pub(super) pieces: Vec<LinePiece>,
    pub(super) runs: Vec<RunFacts>,
    pub(super) right_to_left: bool,
    /// Height of the capitals, in ems.
    pub(super) cap_height: f64,
    /// Width of the hyphen, in units of the shaper.
    pub(super) hyphen: f64,
    pub(super) fixed: Extent,
    /// Where filled lines end, with their ink: in as many lines as are asked for, from the fewest on, then in more.
    pub(super) display: Vec<Vec<(usize, LineInk)>>,
    /// How many of these numbers of lines the layout leaves to choose from.
    pub(super) choices: usize,
    /// The one that was chosen, by its place in `display`.
    pub(super) chosen: usize,
    /// The pieces of the hero line; empty if there is none.
    pub(super) hero: Range<usize>,
    /// Largest size of fitted type, where its group has one size.
    pub(super) limit: Option<Length>,
    /// Its large first letter, and the rest; none if it has none.
    pub(super) dropped: Option<Box<Dropped<'b>>>,
    /// Step of the grid that its lines stand on.
    pub(super) step: Option<Length>,
}

/// A paragraph without its first letter, and the letter. Measures are in ems of the letter.
pub(super) struct Dropped<'b> {
    /// The letter, with the marks before it.
    pub(super) initial: Paragraph<'b>,
    /// The rest of the words.
    pub(super) rest: Paragraph<'b>,
    /// Number of lines that the letter is high, if there are so many.
    pub(super) lines: usize,
    /// Left and right edge of its ink.
    pub(super) sides: (f64, f64),
    /// From its baseline up to the height of capitals, or to the top of its ink.
    pub(super) rise: f64,
    /// From its baseline down to its lowest ink.
    pub(super) depth: f64,
    /// Whether it is a capital or a figure.
    pub(super) capital: bool,
    /// Whether it is a word of its own.
    pub(super) space: bool,
}

/// The heights of lines at a fixed distance of baselines, in ems.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// From the top of the first line to its baseline.
    pub(super) rise: f64,
    /// Distance of baselines.
    pub(super) leading: f64,
    /// From the last baseline to the bottom; what hangs there in Latin text is not counted.
    pub(super) below: f64,
}

/// A paragraph broken into lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Broken {
    /// The lines.
    pub lines: Vec<Line>,
    /// From the top of the first line's capitals to the last baseline, and to the bottom of letters that
    /// reach far below it.
    pub height: Length,
    /// By how much the widest line is wider than the measure.
    pub overfull: Length,
    /// The large first letter that its first lines stand beside.
    pub(super) initial: Option<BesideInitial>,
}

/// A large first letter at its size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct BesideInitial {
    /// Number of lines that are shortened for it.
    pub(super) lines: usize,
    /// Size of its type.
    pub(super) size: Length,
    /// From the first baseline down to its own.
    pub(super) down: Length,
}

impl Broken {
    /// Number of lines at the beginning that stay together, because they stand beside a large first letter; 0 if there is
    /// none.
    pub fn lines_beside(&self) -> usize {
        self.initial.map_or(0, |initial| initial.lines)
    }

    /// Adds a line, and notes by how much it is wider than the measure.
    pub(super) fn push(&mut self, line: Line, measure: Length) {
        let over = line.width - measure;
        // The shaper counts in single precision; a hundredth of a millimetre is rounding.
        if over > Length::mm(0.01) {
            self.overfull = self.overfull.max(over);
        }
        self.lines.push(line);
    }
}

/// A line, before its glyphs are placed.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub(super) pieces: Range<usize>,
    /// Size of the type.
    pub size: Length,
    /// Width of the line.
    pub width: Length,
    /// From the place of its first glyph on the left to the left edge of the line: what hangs out, or the white
    /// beside the ink of a filled line.
    pub(super) offset: Length,
    /// How much of the measure a large first letter takes beside it.
    pub(super) beside: Length,
    /// From the top of the paragraph to the baseline.
    pub baseline: Length,
}

impl<'b> Paragraph<'b> {
    /// The style that it is set in.
    pub fn style(&self) -> &TextStyle {
        &self.style
    }

    /// Whether its page is read from right to left, so that its lines start at the right.
    pub fn is_right_to_left(&self) -> bool {
        self.right_to_left
    }

    /// From the top of a first line to its baseline: the height of the capitals, or of what rises above
    /// them in display type.
    pub fn rise(&self, size: Length) -> Length {
        size * self.fixed.rise
    }

    /// Distance of baselines at a size.
    pub fn leading(&self, size: Length) -> Length {
        size * self.fixed.leading
    }

    /// From the last baseline to the bottom, where letters reach deeper than in Latin text.
    pub fn below(&self, size: Length) -> Length {
        size * self.fixed.below
    }

    /// Width of the widest word at a size: no column can be narrower.
    pub fn widest_word(&self, size: Length) -> Length {
        self.at(
            size,
            self.pieces
                .iter()
                .map(|piece| piece.width)
                .fold(0.0, f64::max),
        )
    }

    /// The word that keeps a column wide, and the number of characters of its widest part that cannot be divided. Messages
    /// about text that does not fit name it.
    pub fn longest_word(&self) -> (String, usize) {
        let mut start = 0;
        let mut widest = (0.0, 0, 0);
        for piece in &self.pieces {
            if piece.width > widest.0 {
                widest = (piece.width, start, piece.characters as usize);
            }
            start += piece.characters as usize;
        }
        let characters: Vec<char> = self.text.chars().collect();
        let at = widest.1.min(characters.len());
        let (before, after) = characters.split_at(at);
        let is_within = |c: &&char| !c.is_whitespace();
        let begin = before.iter().rev().take_while(is_within).count();
        let end = after.iter().take_while(is_within).count();
        let word = &characters[at - begin..at + end];
        // Marks of direction and places to divide a word are no letters of it.
        let seen = |c: &&char| !matches!(**c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}');
        let word: String = word.iter().filter(seen).collect();
        let part = widest.2.min(word.chars().count());
        (word, part)
    }

    /// Sets the largest size of fitted type; `None` for that of its style.
    pub fn limit_size(&mut self, limit: Option<Length>) {
        self.limit = limit;
    }

    /// The size of fitted type at a share of the way between its bounds, before long words are considered.
    pub fn fitted_size(&self, (low, high): (Length, Length), share: f64) -> Length {
        let size = low + (high - low) * share;
        self.limit.map_or(size, |limit| size.min(limit))
    }

    /// Width on one line at a size.
    pub fn one_line(&self, size: Length) -> Length {
        let mut widest: f64 = 0.0;
        let mut start = 0;
        for (index, piece) in self.pieces.iter().enumerate() {
            if piece.end == End::Forced || index + 1 == self.pieces.len() {
                let line = &self.pieces[start..=index];
                // On one line nothing is divided, so no hyphen is added.
                widest = widest.max(lines::width(line, 0.0));
                start = index + 1;
            }
        }
        self.at(size, widest)
    }

    pub(super) fn at(&self, size: Length, width: f64) -> Length {
        size * (width / SHAPED_AT)
    }

    pub(super) fn line_width(&self, pieces: Range<usize>, size: Length) -> Length {
        let last = pieces.end == self.pieces.len();
        self.at(
            size,
            // The last line ends at the end of the text, never with a hyphen.
            lines::width(&self.pieces[pieces], if last { 0.0 } else { self.hyphen }),
        )
    }

    /// How far a line hangs out on its left: its first marks, or its last in text from right to left.
    pub(super) fn hung_on_the_left(&self, pieces: Range<usize>, size: Length) -> Length {
        let pieces = &self.pieces[pieces];
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
            return Length::ZERO;
        };
        let hang = if self.layout.is_rtl() {
            last.hang_end
        } else {
            first.hang_start
        };
        self.at(size, hang.width)
    }

    /// Breaks the shaped text into lines that end after so many pieces.
    pub(super) fn break_at(&mut self, ends: &[usize]) {
        let mut breaker = self.layout.break_lines();
        let mut start = 0;
        for &end in ends {
            let pieces = &self.pieces[start..end];
            // By characters, because the shaper counts in them and would otherwise choose the ends itself.
            breaker.break_next_with_length(pieces.iter().map(|piece| piece.characters).sum());
            start = end;
        }
        breaker.finish();
    }

    /// Where the text of a line ends that is drawn: the space at its end is not.
    pub(super) fn visible_end(&self, line: &parley::Line<'_, RunIndex>) -> usize {
        let range = line.text_range();
        let drawn =
            self.text[range.clone()].trim_end_matches(|c: char| c.is_whitespace() && c != '\u{a0}');
        range.start + drawn.len()
    }

    /// Where a line with that much free room begins.
    pub(super) fn aligned(&self, free: Length) -> Length {
        match (self.style.align, self.right_to_left) {
            (Align::Start, false) | (Align::End, true) => Length::ZERO,
            (Align::Center, _) => free * 0.5,
            _ => free,
        }
    }
}
