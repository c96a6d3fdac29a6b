//! Lines: those at the edges of boxes, and those that stand by themselves, with their dashes.

use crate::geom::{Length, Point, Rect, Size};
use crate::template::plan::{Border, RuledLine, Side};

/// The lines at the edges of a box, as rectangles within it.
pub(super) fn edges(border: &Border, rect: Rect, right_to_left: bool) -> Vec<Rect> {
    let Border { weight, sides, .. } = border;
    let edge = |side: &Side| {
        let at_left = (*side == Side::Left) != right_to_left;
        let (Point { x, y }, Size { width, height }) = (rect.origin, rect.size);
        match side {
            Side::Top => Rect::new(x, y, width, *weight),
            Side::Bottom => Rect::new(x, rect.bottom() - *weight, width, *weight),
            Side::Left | Side::Right if at_left => Rect::new(x, y, *weight, height),
            Side::Left | Side::Right => Rect::new(rect.right() - *weight, y, *weight, height),
        }
    };
    sides.iter().map(edge).collect()
}

/// Length of a dash and of the gap after it, in weights of the line (practice: still looks like one line).
const DASH: (f64, f64) = (5.0, 4.0);

/// The rectangles of a line: one, or its dashes. Rectangles, and not a stroke, because their edges are exact
/// and every later stage can measure them.
pub(super) fn strokes(rule: &RuledLine, room: Rect) -> Vec<Rect> {
    let (long, start) = if rule.upright {
        (room.size.height, room.origin.y)
    } else {
        (room.size.width, room.origin.x)
    };
    let piece = |from: Length, length: Length| {
        if rule.upright {
            Rect::new(room.origin.x, from, rule.weight, length)
        } else {
            Rect::new(from, room.origin.y, length, rule.weight)
        }
    };
    if !rule.dashed {
        return vec![piece(start, long)];
    }
    let (dash, gap) = (rule.weight * DASH.0, rule.weight * DASH.1);
    // A hair line across a poster would have a million dashes; the limit bounds the size of the file.
    let count = (long.ratio(dash + gap).floor() as usize).min(5_000);
    (0..=count)
        .map(|index| (dash + gap) * index as f64)
        .filter(|from| *from < long)
        .map(|from| piece(start + from, dash.min(long - from)))
        .collect()
}
