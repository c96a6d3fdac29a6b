//! Computes the ticks that show where a sheet is cut and folded.
//!
//! Ticks stand in the waste outside of what is kept, never on it. What runs from left to right is computed by
//! exchanging x and y, so that there is one set of rules for both directions.

use super::draw::{Pen, stroke};
use super::mirror::Mirror;
use crate::frame::Frame;
use crate::geom::{Length, Point, Rect, Size};

/// Length of a crop mark, in millimetres (print practice).
pub(super) const LENGTH: f64 = 5.0;

/// Shortest mark that still guides a knife, in millimetres (practice).
const SHORTEST: f64 = 1.5;

/// Least distance of a mark from the trim, in millimetres; where pages bleed it is the bleed (practice).
const OFFSET: f64 = 1.0;

/// Length of a tick at the edge of a sheet without waste, in millimetres (practice).
const EDGE: f64 = 3.0;

/// A line of a mark on the front of a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MarkLine {
    pub(super) from: Point,
    pub(super) to: Point,
    pub(super) pen: Pen,
}

impl MarkLine {
    /// The smallest rectangle around the line.
    pub(super) fn bounds(&self) -> Rect {
        Rect::between(self.from, self.to)
    }

    /// The line as it lies on the back.
    pub(super) fn behind(self, mirror: Mirror, sheet: Size) -> Self {
        Self {
            from: mirror.point(self.from, sheet),
            to: mirror.point(self.to, sheet),
            ..self
        }
    }
}

/// Draws lines.
pub(super) fn draw(rules: &[MarkLine], frame: &mut Frame) {
    for rule in rules {
        stroke(rule.from, rule.to, rule.pen, frame);
    }
}

/// The part of a sheet that is kept, and what is around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// Everything that is kept.
    pub(super) bounds: Rect,
    /// How far the drawing goes beyond it.
    pub(super) bleed: Length,
    /// What the printer reaches.
    pub(super) printable: Rect,
}

impl Block {
    /// Distance of marks from what is kept.
    pub(super) fn offset(&self) -> Length {
        self.bleed.max(Length::mm(OFFSET))
    }

    /// The ticks of a line from top to bottom, above and below what is kept. If there is no waste and `at_edges` is set,
    /// short ones stand at the edges of what the printer reaches. A printer that reaches the edge of the
    /// sheet gets none: pages are there.
    pub(super) fn upright_ticks(&self, x: Length, pen: Pen, at_edges: bool) -> Vec<MarkLine> {
        let reached = self.printable;
        if x < reached.origin.x || x > reached.right() {
            return Vec::new();
        }
        let waste = (
            (reached.origin.y, self.bounds.origin.y - self.offset()),
            (self.bounds.bottom() + self.offset(), reached.bottom()),
        );
        let rule = |from: Length, to: Length| MarkLine {
            from: Point::new(x, from),
            to: Point::new(x, to),
            pen,
        };
        let at_edges = at_edges && reached.origin.y > Length::ZERO;
        let mut rules = Vec::new();
        let edge = Length::mm(EDGE);
        let (long, short) = (Length::mm(LENGTH), Length::mm(SHORTEST));
        // Marks end at the offset and reach outwards, up to their full length.
        let (start, end) = waste.0;
        if end - start >= short {
            rules.push(rule(start.max(end - long), end));
        } else if at_edges {
            rules.push(rule(reached.origin.y, reached.origin.y + edge));
        }
        let (start, end) = waste.1;
        if end - start >= short {
            rules.push(rule(start, end.min(start + long)));
        } else if at_edges {
            rules.push(rule(reached.bottom() - edge, reached.bottom()));
        }
        rules
    }

    /// The ticks of a line from left to right.
    pub(super) fn lying_ticks(&self, y: Length, pen: Pen, at_edges: bool) -> Vec<MarkLine> {
        // A lying line is an upright one on the page with x and y exchanged.
        let turned = Self {
            bounds: transposed(self.bounds),
            printable: transposed(self.printable),
            ..*self
        };
        let rules = turned.upright_ticks(y, pen, at_edges).into_iter();
        rules.map(transposed_rule).collect()
    }

    /// A tick of an upright line in the gap between two rows, where there is room between the bleeds.
    pub(super) fn gap_tick(
        &self,
        x: Length,
        from: Length,
        to: Length,
        pen: Pen,
    ) -> Option<MarkLine> {
        // In a narrow gap the bleeds of both neighbours meet in the middle.
        let bleed = self.offset().min((to - from) * 0.5);
        let (from, to) = (from + bleed, to - bleed);
        (to - from >= Length::mm(SHORTEST)).then_some(MarkLine {
            from: Point::new(x, from),
            to: Point::new(x, to),
            pen,
        })
    }

    /// Ticks where a grid of places is cut, from the two edges of every column and row in turn.
    pub(super) fn crop_ticks(&self, xs: &[Length], ys: &[Length], edges: bool) -> Vec<MarkLine> {
        let mut rules = Vec::new();
        for x in distinct(xs) {
            rules.extend(self.upright_ticks(x, Pen::Crop, edges));
            rules.extend(gaps(ys).filter_map(|(from, to)| self.gap_tick(x, from, to, Pen::Crop)));
        }
        for y in distinct(ys) {
            rules.extend(self.lying_ticks(y, Pen::Crop, edges));
            let lying = gaps(xs).filter_map(|(from, to)| self.gap_tick(y, from, to, Pen::Crop));
            rules.extend(lying.map(transposed_rule));
        }
        rules
    }
}

/// The edges without repetitions: places without a gap between them share an edge.
fn distinct(edges: &[Length]) -> Vec<Length> {
    let mut edges = edges.to_vec();
    edges.dedup();
    edges
}

/// The gaps between places, from the edges of all of them.
fn gaps(edges: &[Length]) -> impl Iterator<Item = (Length, Length)> {
    // Without the outermost two, edges pair up to gaps: the end of a place and the beginning of the next.
    let inner = edges.get(1..).unwrap_or_default();
    inner.chunks_exact(2).filter_map(|pair| match pair {
        [from, to] => Some((*from, *to)),
        _ => None,
    })
}

fn transposed(rect: Rect) -> Rect {
    let Rect { origin, size } = rect;
    Rect::new(origin.y, origin.x, size.height, size.width)
}

fn transposed_rule(rule: MarkLine) -> MarkLine {
    let swapped = |point: Point| Point::new(point.y, point.x);
    MarkLine {
        from: swapped(rule.from),
        to: swapped(rule.to),
        ..rule
    }
}
