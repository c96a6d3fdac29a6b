//! Sets a paragraph beside its large first letter.
//!
//! The letter is as high as from the top of the first line to the baseline of the last line beside it: the height of
//! its capitals, or of its ink in scripts without capitals. It stands at the edge of the column by its ink, and the
//! lines beside it are shortened. A letter that hangs below its baseline, such as Q, keeps one line more away.
//!
//! A text too short for so many lines has a letter of as many lines as there are, and one of a single line has none. So
//! has a text whose words would not fit beside the letter.

use super::SHAPED_AT;
use super::lines::{self, Measure};
use super::paragraph::{BesideInitial, Broken, Dropped, Line, Paragraph};
use crate::geom::Length;

/// White between the letter and the lines beside it, in ems of these lines (practice: a little more than the space
/// between two words).
const GAP: f64 = 0.32;

/// White between a letter that hangs below its baseline and the top of the next line, in ems of that line (practice).
const CLEAR_BELOW: f64 = 0.1;

/// Fewest lines beside a large letter: with one it is no larger than the others.
const FEWEST: usize = 2;

impl Paragraph<'_> {
    /// Lets the lines stand on a grid of that step, with which a large first letter has to agree; `None` for the
    /// distance of the style.
    pub fn stand_on(&mut self, step: Option<Length>) {
        self.step = step;
    }

    /// Distance of baselines at a size, in whole steps of the grid if there is one.
    fn distance(&self, size: Length) -> Length {
        let leading = self.leading(size);
        match self.step.filter(|step| *step > Length::ZERO) {
            Some(step) => step * (leading.ratio(step) - 1e-6).ceil().max(1.0),
            None => leading,
        }
    }

    /// Breaks the paragraph at a size, beside its large first letter. `None` if it has none, or if there is no room for
    /// it.
    pub(super) fn broken_beside(&self, measure: Length, size: Length) -> Option<Broken> {
        let dropped = self.dropped.as_deref()?;
        let mut heights = (FEWEST..=dropped.lines).rev();
        heights.find_map(|lines| self.broken_beside_lines((dropped, lines), measure, size))
    }

    /// The same with a letter of so many lines.
    fn broken_beside_lines(
        &self,
        (dropped, lines): (&Dropped<'_>, usize),
        measure: Length,
        size: Length,
    ) -> Option<Broken> {
        let step = self.distance(size);
        let fall = step * (lines - 1) as f64;
        let height = self.rise(size) + fall;
        // Other letters are as high as their ink, and stand on their lowest point.
        let (own, hangs) = if dropped.capital {
            (dropped.rise, dropped.depth)
        } else {
            (dropped.rise + dropped.depth, 0.0)
        };
        let large = height / own;
        let down = fall - large * (own - dropped.rise);
        let white = step - self.rise(size) - size * CLEAR_BELOW;
        let beside = lines + usize::from(large * hangs > white);
        let (left, right) = dropped.sides;
        let room = large * (right - left) + size * GAP;
        let width = |measure: Length| measure.ratio(size) * SHAPED_AT;
        let rest = &dropped.rest;
        let whole = Measure {
            width: width(measure),
            hyphen: rest.hyphen,
            balance: rest.style.balance,
        };
        if room >= measure {
            return None;
        }
        let ends = lines::optimum_beside(&rest.pieces, whole, (beside, width(measure - room)));
        if ends.len() < lines {
            return None;
        }
        let mut broken = Broken {
            lines: Vec::new(),
            height: Length::ZERO,
            overfull: Length::ZERO,
            initial: Some(BesideInitial {
                lines: beside,
                size: large,
                down,
            }),
        };
        let leading = self.leading(size);
        let mut start = 0;
        for (number, end) in ends.into_iter().enumerate() {
            let beside = if number < beside { room } else { Length::ZERO };
            let pieces = start..end;
            let line = Line {
                width: rest.line_width(pieces.clone(), size),
                offset: rest.hung_on_the_left(pieces.clone(), size),
                beside,
                pieces,
                size,
                baseline: self.rise(size) + leading * number as f64,
            };
            broken.height = line.baseline + self.below(size);
            broken.push(line, measure - beside);
            start = end;
        }
        (broken.overfull <= Length::ZERO).then_some(broken)
    }
}
