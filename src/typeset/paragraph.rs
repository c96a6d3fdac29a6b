//! A shaped paragraph: measured and broken into lines.

use std::ops::Range;
use std::sync::Arc;

use parley::Layout;

use super::SHAPED_AT;
use super::book::FontBook;
use super::case::Written;
use super::ink::LineInk;
use super::lines::{self, End, Measure, Piece};
use super::script::{self, Script};
use super::shape::Ink;
use crate::frame::{FontId, Origin};
use crate::geom::Length;
use crate::payload::Uri;
use crate::text::{Sizing, Text, TextStyle};

/// Words with their glyphs.
pub(super) struct Shaped {
    pub(super) words: String,
    pub(super) written: Written,
    /// Width of the widest hyphen, in units of the shaper.
    pub(super) hyphen: f64,
    pub(super) layout: Layout<Ink>,
    pub(super) pieces: Vec<Piece>,
    pub(super) runs: Vec<RunFacts>,
}

/// Where a run of words came from and leads to.
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
    pub(super) layout: Layout<Ink>,
    pub(super) pieces: Vec<Piece>,
    pub(super) runs: Vec<RunFacts>,
    pub(super) right_to_left: bool,
    /// Height of the capitals, in ems.
    pub(super) cap_height: f64,
    /// Width of the hyphen, in units of the shaper.
    pub(super) hyphen: f64,
    pub(super) fixed: Extent,
    /// Where filled lines end, with their ink: in as many lines as are asked for, then in more.
    pub(super) display: Vec<Vec<(usize, LineInk)>>,
}

/// The heights of lines that stand at a fixed distance, in ems.
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
}

impl Broken {
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
    /// From the top of the paragraph to the baseline.
    pub baseline: Length,
}

impl<'b> Paragraph<'b> {
    pub(super) fn new(
        book: &'b FontBook,
        text: &Text,
        shaped: Shaped,
        right_to_left: bool,
    ) -> Self {
        let Shaped {
            words,
            written,
            hyphen,
            layout,
            pieces,
            runs,
        } = shaped;
        let style = text.style.clone();
        let script = script::of_text(&words);
        let face = book.face(leading_font(&layout, &words, script, book));
        let manner = script::manner(script);
        let size = if style.upper { 1.0 } else { manner.size };
        let cap_height = f64::from(face.cap_height) * size;
        let mut paragraph = Self {
            book,
            text: words,
            written,
            layout,
            pieces,
            runs,
            right_to_left,
            cap_height,
            hyphen,
            fixed: Extent {
                rise: cap_height,
                leading: style.leading.max(manner.leading),
                below: manner.below,
            },
            display: Vec::new(),
            style,
        };
        if let Sizing::Fill(..) = paragraph.style.size {
            paragraph.divide_display(text.lines);
        } else if paragraph.style.upper {
            paragraph.fixed = paragraph.display_extent();
        }
        paragraph
    }

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

    /// Width of the widest word at a size.
    pub fn widest_word(&self, size: Length) -> Length {
        self.at(
            size,
            self.pieces
                .iter()
                .map(|piece| piece.width)
                .fold(0.0, f64::max),
        )
    }

    /// The word with the widest part that is not divided, and how many characters that part has.
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

    /// Width on one line at a size.
    pub fn one_line(&self, size: Length) -> Length {
        let mut widest: f64 = 0.0;
        let mut start = 0;
        for (index, piece) in self.pieces.iter().enumerate() {
            if piece.end == End::Forced || index + 1 == self.pieces.len() {
                let line = &self.pieces[start..=index];
                widest = widest.max(lines::width(line, 0.0));
                start = index + 1;
            }
        }
        self.at(size, widest)
    }

    pub(super) fn at(&self, size: Length, width: f64) -> Length {
        size * (width / SHAPED_AT)
    }

    /// Breaks the paragraph. `share` (0 to 1) chooses between the bounds of a style that is fitted;
    /// a word that is wider than the measure makes it smaller still, down to the lower bound.
    pub fn broken(&self, measure: Length, share: f64) -> Broken {
        match self.style.size {
            Sizing::Fixed(size) => self.broken_at(measure, size),
            Sizing::Fit(low, high) => {
                let wanted = low + (high - low) * share;
                let widest = self.widest_word(wanted);
                let size = if widest > measure {
                    (wanted * measure.ratio(widest)).max(low)
                } else {
                    wanted
                };
                self.broken_at(measure, size)
            }
            Sizing::Fill(low, high) => self.filled(measure, (low, high), share),
        }
    }

    /// Breaks the paragraph at a size.
    pub fn broken_at(&self, measure: Length, size: Length) -> Broken {
        let width = measure.ratio(size) * SHAPED_AT;
        let measure_of = Measure {
            width,
            hyphen: self.hyphen,
            balance: self.style.balance,
        };
        let mut start = 0;
        let leading = self.leading(size);
        let mut broken = Broken {
            lines: Vec::new(),
            height: Length::ZERO,
            overfull: Length::ZERO,
        };
        for end in lines::optimum(&self.pieces, measure_of) {
            let width = self.line_width(start..end, size);
            let baseline = self.rise(size) + leading * broken.lines.len() as f64;
            let pieces = start..end;
            broken.push(
                Line {
                    pieces,
                    size,
                    width,
                    baseline,
                },
                measure,
            );
            broken.height = baseline + self.below(size);
            start = end;
        }
        broken
    }

    pub(super) fn line_width(&self, pieces: Range<usize>, size: Length) -> Length {
        let last = pieces.end == self.pieces.len();
        self.at(
            size,
            lines::width(&self.pieces[pieces], if last { 0.0 } else { self.hyphen }),
        )
    }
}

/// The font of the first letter in the script of most letters.
fn leading_font(layout: &Layout<Ink>, words: &str, script: Script, book: &FontBook) -> FontId {
    let runs = || {
        layout
            .lines()
            .flat_map(|line| line.runs().collect::<Vec<_>>())
    };
    let of_script = |run: &parley::Run<'_, Ink>| {
        let text = words.get(run.text_range()).unwrap_or_default();
        text.chars()
            .any(|c| c.is_alphabetic() && script::of(c) == script)
    };
    let mut first = runs().filter(of_script).chain(runs());
    first.next().map_or(FontId(0), |run| book.id(run.font()))
}
