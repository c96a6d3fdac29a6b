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
use super::words::is_invisible;
use crate::frame::Origin;
use crate::geom::Length;
use crate::payload::Uri;
use crate::text::{Align, TextStyle};

/// Letters that a column has room for at least, where it can get narrower than a part of an address (practice: fewer
/// on a line cannot be read as one).
const FEWEST_LETTERS: f64 = 10.0;

/// Number of characters of some pieces.
fn characters_of(pieces: &[LinePiece]) -> usize {
    pieces.iter().map(|piece| piece.characters as usize).sum()
}

/// Width of some pieces on one line, without the space after the last.
fn width_of(pieces: &[LinePiece]) -> f64 {
    let all: f64 = pieces.iter().map(|piece| piece.width + piece.space).sum();
    all - pieces.last().map_or(0.0, |last| last.space)
}

/// The word that keeps a column wide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongestWord {
    /// The word; of what is never divided at its spaces, such as a figure, all of it.
    pub word: String,
    /// Number of characters of its widest part that cannot be divided.
    pub part: usize,
}

/// An address that is divided where it should stay whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DividedAddress {
    /// What stands on the lines before.
    pub before: String,
    /// What stands on the lines after.
    pub after: String,
}

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

    /// Width of the widest word at a size, with addresses and numbers to dial undivided.
    pub(super) fn widest_whole(&self, size: Length) -> Length {
        let joins = |end: End| matches!(end, End::Group | End::Host | End::Anywhere);
        self.at(size, self.widest(joins))
    }

    /// Width of the widest word at a size, or of the widest part of an address or number.
    pub fn widest_part(&self, size: Length) -> Length {
        self.at(size, self.widest(|end| end == End::Anywhere))
    }

    /// The least width of a column at a size: that of the widest word. A part of an address counts as one of ten
    /// letters at most, since it is divided where it has to be.
    pub fn least_width(&self, size: Length) -> Length {
        let units = self.units(|end| end == End::Anywhere);
        let least = units.map(|unit| {
            let letters = characters_of(&self.pieces[unit.clone()]) as f64;
            let width = width_of(&self.pieces[unit.clone()]);
            match unit.len() {
                1 => width,
                _ => width * (FEWEST_LETTERS / letters).min(1.0),
            }
        });
        self.at(size, least.fold(0.0, f64::max))
    }

    /// Width of the widest pieces in a row of which each but the last has an end that `joins`.
    fn widest(&self, joins: impl Fn(End) -> bool) -> f64 {
        let widths = self.units(joins).map(|unit| width_of(&self.pieces[unit]));
        widths.fold(0.0, f64::max)
    }

    /// The pieces, taken together where the end of one `joins` it to the next.
    fn units(&self, joins: impl Fn(End) -> bool) -> impl Iterator<Item = Range<usize>> {
        let count = self.pieces.len();
        let mut start = 0;
        let ends = (0..count).filter(move |index| {
            let last = index + 1 == count;
            last || !self
                .pieces
                .get(*index)
                .is_some_and(|piece| joins(piece.end))
        });
        ends.map(move |index| {
            let unit = start..index + 1;
            start = index + 1;
            unit
        })
    }

    /// The word that keeps a column wide. Messages about text that does not fit name it.
    pub fn longest_word(&self) -> LongestWord {
        let widest = self
            .units(|end| end == End::Anywhere)
            .max_by(|a, b| {
                let width = |unit: &Range<usize>| width_of(&self.pieces[unit.clone()]);
                width(a).total_cmp(&width(b))
            })
            .unwrap_or_default();
        let within = |index: usize| {
            self.pieces
                .get(index)
                .is_some_and(|piece| piece.end.is_within())
        };
        let (mut start, mut end) = (widest.start, widest.end);
        while start > 0 && within(start - 1) {
            start -= 1;
        }
        while end < self.pieces.len() && end > 0 && within(end - 1) {
            end += 1;
        }
        let before = characters_of(&self.pieces[..start]);
        let count = characters_of(&self.pieces[start..end]);
        // Marks of direction and places to divide a word are no letters of it.
        let seen =
            |c: &char| !matches!(*c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}');
        let letters = self.text.chars().skip(before).take(count).filter(seen);
        let word = letters.collect::<String>().trim().to_owned();
        let part = characters_of(&self.pieces[widest]).min(word.chars().count());
        LongestWord { word, part }
    }

    /// The first address that these lines divide where it should stay whole: within its host, or between two letters.
    pub fn divided_address(&self, broken: &Broken) -> Option<DividedAddress> {
        let ends = broken.lines.iter().map(|line| line.pieces.end);
        let bad = ends.filter(|end| *end < self.pieces.len()).find(|end| {
            let last = self.pieces.get(end.wrapping_sub(1));
            last.is_some_and(|piece| matches!(piece.end, End::Host | End::Anywhere))
        })?;
        let (mut start, mut end) = (bad, bad);
        while start > 0 && self.is_space_before(start) != Some(true) {
            start -= 1;
        }
        while end < self.pieces.len() && self.is_space_before(end) != Some(true) {
            end += 1;
        }
        let at = characters_of(&self.pieces[..start]);
        let (before, after) = (
            characters_of(&self.pieces[start..bad]),
            characters_of(&self.pieces[bad..end]),
        );
        let seen = |c: &char| !c.is_whitespace() && !is_invisible(*c);
        let letters = |from: usize, count: usize| -> String {
            let letters = self.text.chars().skip(from).take(count);
            letters.filter(seen).collect()
        };
        Some(DividedAddress {
            before: letters(at, before),
            after: letters(at + before, after),
        })
    }

    /// Whether the piece before that index ends at a space, or the author's line end; `None` if there is none.
    fn is_space_before(&self, index: usize) -> Option<bool> {
        let before = index.checked_sub(1).and_then(|at| self.pieces.get(at))?;
        Some(!before.end.is_within())
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
