//! The ink of a line: the rectangle that each of its glyphs covers.
//!
//! Display type is placed by its ink, so that accents, descenders and the letters of scripts without capitals never
//! touch the next line. A rectangle for each glyph is exact enough: two lines are apart if none of their
//! rectangles is over another.

use super::hang::Hang;

/// Round letters such as O reach beyond straight ones at the top and at the bottom, to look as high (practice: by 1 to
/// 2 hundredths of an em). Ink within this distance of a height counts as ending there.
const OVERSHOOT: f64 = 0.03;

/// Punctuation that rises above the capitals by less than this, in ems, may hang out of the box: quotation marks look
/// wrong if the letters are lowered for them.
const HANGING: f64 = 0.1;

/// The rectangle that a glyph covers, in ems from the start of its line and from its baseline; `y` grows upward, as in
/// fonts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mark {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
    pub(super) top: f64,
}

/// The ink of a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct LineInk {
    pub(super) marks: Vec<Mark>,
    /// Whether the line has letters of a script with capitals. Then the eye takes their height for that of the line.
    pub(super) cased: bool,
}

impl LineInk {
    pub(super) fn top(&self) -> f64 {
        self.marks.iter().map(|mark| mark.top).fold(0.0, f64::max)
    }

    fn bottom(&self) -> f64 {
        self.marks
            .iter()
            .map(|mark| mark.bottom)
            .fold(0.0, f64::min)
    }

    /// The left and the right edge of the ink without the marks that hang out, in ems; `None` if there is no ink.
    pub(super) fn edges(&self, left: Hang, right: Hang) -> Option<(f64, f64)> {
        let lefts = self.marks.iter().map(|mark| mark.left);
        // Mirrored, so that the right edge is found like the left one.
        let rights = self.marks.iter().rev().map(|mark| -mark.right);
        Some((edge(lefts, left)?, -edge(rights, right)?))
    }

    /// The sum of the rectangles, in square ems.
    pub(super) fn area(&self) -> f64 {
        let areas = self.marks.iter();
        areas
            .map(|mark| (mark.right - mark.left) * (mark.top - mark.bottom))
            .sum()
    }

    /// From the top of the line to its baseline: the height of the capitals, or that of the ink if an accent rises
    /// above them or the script has no capitals.
    pub(super) fn rise(&self, cap_height: f64) -> f64 {
        // An accent that rises above the capitals needs room, or it would touch the line above.
        let top = self.top();
        if top > cap_height + HANGING || !self.cased {
            top
        } else {
            cap_height
        }
    }

    /// From the baseline to the lowest ink.
    pub(super) fn depth(&self) -> f64 {
        -self.bottom()
    }

    /// The least distance of baselines at which this line, placed at `(x, size)`, stays clear of the line below it.
    /// Places, clearance and result have the same unit.
    pub(super) fn distance(
        &self,
        (x, size): (f64, f64),
        below: &Self,
        (below_x, below_size): (f64, f64),
        clearance: f64,
    ) -> f64 {
        let mut distance: f64 = 0.0;
        for upper in &self.marks {
            for lower in &below.marks {
                // Negative where the two glyphs overlap across.
                let apart = (below_x + lower.left * below_size - x - upper.right * size)
                    .max(x + upper.left * size - below_x - lower.right * below_size);
                // Only glyphs that lie above each other keep the lines apart.
                if apart < clearance {
                    distance = distance.max(lower.top * below_size - upper.bottom * size);
                }
            }
        }
        distance + clearance
    }

    pub(super) fn join(mut self, other: Self) -> Self {
        self.marks.extend(other.marks);
        self.cased |= other.cased;
        self
    }
}

/// The edge of ink, from the places of the glyphs inward, without those that hang out.
fn edge(places: impl Iterator<Item = f64> + Clone, hang: Hang) -> Option<f64> {
    let outermost = |skipped: usize| places.clone().skip(skipped).reduce(f64::min);
    let Some(edge) = outermost(hang.whole) else {
        return outermost(0);
    };
    // Of a mark that hangs out in part, a share of the way to the next glyph.
    let next = outermost(hang.whole + 1).unwrap_or(edge);
    Some(edge + (next - edge) * hang.part)
}

/// The height at which an edge seems to lie: the given one, if the edge overshoots it by no more than round letters do.
pub(super) fn optical_edge(edge: f64, height: f64) -> f64 {
    if (edge - height).abs() < OVERSHOOT {
        height
    } else {
        edge
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(marks: &[(f64, f64, f64, f64)]) -> LineInk {
        let mark = |&(left, right, bottom, top): &(f64, f64, f64, f64)| Mark {
            left,
            right,
            bottom,
            top,
        };
        LineInk {
            marks: marks.iter().map(mark).collect(),
            cased: true,
        }
    }

    #[test]
    fn only_ink_that_meets_keeps_lines_apart() {
        // A comma at the end of a line, over an accent at the start of the next, or over its end.
        let upper = line(&[(0.0, 0.5, 0.0, 0.7), (0.5, 0.6, -0.2, 0.1)]);
        let far = line(&[(0.0, 0.2, 0.0, 0.9), (0.2, 0.6, 0.0, 0.7)]);
        let near = line(&[(0.0, 0.4, 0.0, 0.7), (0.4, 0.6, 0.0, 0.9)]);
        let distance = |lower: &LineInk| upper.distance((0.0, 1.0), lower, (0.0, 1.0), 0.05);
        assert!((distance(&far) - 0.95).abs() < 1e-9);
        assert!((distance(&near) - 1.15).abs() < 1e-9);
    }

    #[test]
    fn accents_count_and_overshoot_does_not() {
        assert_eq!(optical_edge(0.72, 0.7), 0.7);
        assert_eq!(optical_edge(-0.02, 0.0), 0.0);
        assert_eq!(line(&[(0.0, 0.5, 0.0, 0.75)]).rise(0.7), 0.7);
        assert_eq!(line(&[(0.0, 0.5, -0.2, 0.95)]).rise(0.7), 0.95);
        assert_eq!(line(&[(0.0, 0.5, -0.2, 0.95)]).depth(), 0.2);
        let hebrew = LineInk {
            cased: false,
            ..line(&[(0.0, 0.5, 0.0, 0.6)])
        };
        assert_eq!(hebrew.rise(0.7), 0.6);
    }
}
