//! Breaks a shaped paragraph into lines, by what its style asks for.

use std::ops::Range;
use std::sync::Arc;

use parley::Layout;

use super::SHAPED_AT;
use super::book::FontBook;
use super::case::Written;
use super::lines::{self, LinePiece, Measure};
use super::paragraph::{Broken, Extent, Line, Paragraph, RunFacts};
use super::scratch::RunIndex;
use super::script::{self, Script};
use crate::frame::FontId;
use crate::geom::Length;
use crate::text::{Sizing, Text, TextStyle};

/// The result of shaping a paragraph: its words with their glyphs, and the measures of their runs.
pub(super) struct Shaped {
    pub(super) words: String,
    pub(super) written: Written,
    /// Width of the widest hyphen, in units of the shaper.
    pub(super) hyphen: f64,
    pub(super) layout: Layout<RunIndex>,
    pub(super) pieces: Vec<LinePiece>,
    pub(super) runs: Vec<RunFacts>,
    /// Whether the author typed a line break.
    pub(super) typed: bool,
    /// The pieces of the hero line; empty if there is none.
    pub(super) hero: Range<usize>,
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
            typed,
            hero,
        } = shaped;
        let mut style = text.style.clone();
        // The lines of letters that join would cross at each joint.
        if style.outline.is_some() && words.chars().any(script::joins_in_print) {
            style = Arc::new(TextStyle {
                outline: None,
                ..TextStyle::clone(&style)
            });
        }
        let script = script::of_text(&words);
        let face = book.face(leading_font(&layout, &words, script, book));
        let manner = script::manner(script);
        // Arabic text is set larger than its nominal size, so the cap height of its font counts for more. A
        // style that sets all in capitals does not enlarge it.
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
            choices: 1,
            chosen: 0,
            hero,
            limit: None,
            dropped: None,
            step: None,
            style,
        };
        // Display type is divided here. Each line is scaled to fill the measure, so neither size nor measure decides
        // where lines end. Only the number of lines does.
        if let Sizing::Fill(..) = paragraph.style.size {
            paragraph.divide_display(text.lines.filter(|_| !typed));
        } else if paragraph.style.upper {
            paragraph.fixed = paragraph.display_extent();
        }
        paragraph
    }

    /// Breaks the paragraph into lines. `share` (0 to 1) chooses the size between the bounds of a fitted style. If a
    /// word is then wider than the measure, the text gets smaller still, down to the lower bound.
    pub fn broken(&self, measure: Length, share: f64) -> Broken {
        match self.style.size {
            Sizing::Fixed(size) => self.broken_at(measure, size),
            Sizing::Fit(low, high) => {
                let wanted = self.fitted_size((low, high), share);
                self.broken_at(measure, self.size_for_words((wanted, low), measure))
            }
            Sizing::Fill(low, high) => self.filled(measure, (low, high), share),
        }
    }

    /// The size at which the widest word fits the measure: the wanted one, or a smaller one, down to the lower bound.
    /// An address that is too wide even then is divided anyway, so that its parts decide.
    fn size_for_words(&self, (wanted, low): (Length, Length), measure: Length) -> Length {
        for widest in [self.widest_whole(wanted), self.widest_part(wanted)] {
            // The widest word would cross the edge: it alone decides the size then.
            let size = if widest > measure {
                wanted * measure.ratio(widest)
            } else {
                wanted
            };
            if size >= low {
                return size;
            }
        }
        low
    }

    /// Breaks the paragraph at a size.
    pub fn broken_at(&self, measure: Length, size: Length) -> Broken {
        if let Some(broken) = self.broken_beside(measure, size) {
            return broken;
        }
        // Text was shaped at one size; a measure at another size is scaled instead of the text.
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
            initial: None,
        };
        for end in lines::optimum(&self.pieces, measure_of) {
            let width = self.line_width(start..end, size);
            let baseline = self.rise(size) + leading * broken.lines.len() as f64;
            let pieces = start..end;
            let offset = self.hung_on_the_left(pieces.clone(), size);
            broken.push(
                Line {
                    pieces,
                    size,
                    width,
                    offset,
                    beside: Length::ZERO,
                    baseline,
                },
                measure,
            );
            // The height of the paragraph ends with the last line, so each line overwrites it.
            broken.height = baseline + self.below(size);
            start = end;
        }
        broken
    }
}

/// The font that decides the heights of lines: that of the first letter in the paragraph's main script. A name in
/// another script must not move the baselines.
fn leading_font(layout: &Layout<RunIndex>, words: &str, script: Script, book: &FontBook) -> FontId {
    let runs = || {
        layout
            .lines()
            .flat_map(|line| line.runs().collect::<Vec<_>>())
    };
    let of_script = |run: &parley::Run<'_, RunIndex>| {
        let text = words.get(run.text_range()).unwrap_or_default();
        text.chars()
            .any(|c| c.is_alphabetic() && script::of(c) == script)
    };
    // Without any letter of the script, the first font of the paragraph.
    let mut first = runs().filter(of_script).chain(runs());
    first.next().map_or(FontId::of_face(0), |run| book.id(&run))
}
