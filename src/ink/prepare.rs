//! Adapts the drawing of a piece to a route before it is written.

use crate::frame::{Frame, ItemKind, Path, Segment};
use crate::geom::{Length, Point, Rect};
use crate::page::Piece;
use crate::route::{Route, RouteKind};

/// The piece as the route draws it: lines thinner than its minimum are thickened, also those of outlined letters, and
/// files for print lose their links.
#[must_use]
pub fn prepare(mut piece: Piece, route: &Route) -> Piece {
    let links = matches!(route.kind, RouteKind::Screen | RouteKind::Home);
    for page in &mut piece.pages {
        adapt_frame(&mut page.frame, route.hairline, links);
    }
    piece
}

/// Adapts a frame with everything inside it.
fn adapt_frame(frame: &mut Frame, hairline: Length, links: bool) {
    if !links {
        frame
            .items
            .retain(|item| !matches!(item.kind, ItemKind::Link(_)));
    }
    for item in &mut frame.items {
        match &mut item.kind {
            ItemKind::Group(inner) => adapt_frame(inner, hairline, links),
            ItemKind::Path(path) => thicken(path, hairline),
            ItemKind::Text(run) => {
                run.outline = run.outline.map(|weight| weight.max(hairline));
            }
            ItemKind::Image(_) | ItemKind::Link(_) | ItemKind::Code(_) => {}
        }
    }
}

/// Thickens strokes and filled rules to the minimum. A rule grows on both sides, so that its middle stays in
/// place.
fn thicken(path: &mut Path, hairline: Length) {
    if let Some(stroke) = &mut path.stroke {
        stroke.width = stroke.width.max(hairline);
    }
    if path.fill.is_none() {
        return;
    }
    for at in 0..path.segments.len() {
        let Some(part) = path.segments.get_mut(at..at + 5) else {
            return;
        };
        if let Some(corners) = slanted_rectangle(part) {
            let grown = grow(corners, hairline);
            for (segment, corner) in part.iter_mut().zip(grown) {
                if let Segment::Move(p) | Segment::Line(p) = segment {
                    *p = corner;
                }
            }
            continue;
        }
        // Layout draws rules as filled rectangles, of exactly these five segments.
        if let Some(rule) = rectangle(part) {
            let size = rule.size;
            // A rectangle without width or height draws nothing, and must not appear.
            let grown = |extent: Length| match extent {
                Length::ZERO => Length::ZERO,
                extent => (hairline - extent).max(Length::ZERO) / 2.0,
            };
            let (x, y) = (grown(size.width), grown(size.height));
            for segment in part {
                if let Segment::Move(p) | Segment::Line(p) = segment {
                    let away =
                        |at: Length, low: Length, by: Length| if at == low { -by } else { by };
                    *p = *p + Point::new(away(p.x, rule.origin.x, x), away(p.y, rule.origin.y, y));
                }
            }
        }
    }
}

/// The corners that five segments draw in turn; none if they draw something else.
fn four_corners(segments: &[Segment]) -> Option<[Point; 4]> {
    match *segments {
        [
            Segment::Move(a),
            Segment::Line(b),
            Segment::Line(c),
            Segment::Line(d),
            Segment::Close,
        ] => Some([a, b, c, d]),
        _ => None,
    }
}

/// The rectangle that five segments draw; none if they draw something else.
fn rectangle(segments: &[Segment]) -> Option<Rect> {
    let [a, b, c, d] = four_corners(segments)?;
    let first_across = a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x;
    let first_down = a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y;
    (first_across || first_down).then(|| Rect::between(a, c))
}

/// The corners of a rectangle that was rotated; none for an upright one, and for anything else.
fn slanted_rectangle(segments: &[Segment]) -> Option<[Point; 4]> {
    let [a, b, c, d] = four_corners(segments)?;
    let (across, down) = (vector(a, b), vector(a, d));
    let is_upright = across.1 == 0.0 || across.0 == 0.0;
    // Rotated corners are rounded, each by less than a thousandth of a millimetre.
    let meets = |one: f64, other: f64| (one - other).abs() < 0.001;
    let last = vector(a, c);
    let is_whole = meets(across.0 + down.0, last.0) && meets(across.1 + down.1, last.1);
    let (long, high) = (length(across), length(down));
    let square = across.0 * down.0 + across.1 * down.1;
    let is_square = square.abs() < 0.001 * (long + high);
    (!is_upright && is_whole && is_square).then_some([a, b, c, d])
}

/// From one point to another, in millimetres.
fn vector(from: Point, to: Point) -> (f64, f64) {
    ((to.x - from.x).to_mm(), (to.y - from.y).to_mm())
}

/// A rotated rectangle with both sides at least as long as the minimum. It grows on both sides.
fn grow([a, b, c, d]: [Point; 4], least: Length) -> [Point; 4] {
    let by = |(x, y): (f64, f64)| {
        let long = length((x, y));
        let more = ((least.to_mm() - long) / 2.0).max(0.0) / long.max(1e-9);
        // A rectangle without width draws nothing, and must not appear.
        let more = if long > 0.0 { more } else { 0.0 };
        Point::new(Length::mm(x * more), Length::mm(y * more))
    };
    let (across, down) = (by(vector(a, b)), by(vector(a, d)));
    let moved = |corner: Point, x: f64, y: f64| {
        corner + Point::new(across.x * x + down.x * y, across.y * x + down.y * y)
    };
    [
        moved(a, -1.0, -1.0),
        moved(b, 1.0, -1.0),
        moved(c, 1.0, 1.0),
        moved(d, -1.0, 1.0),
    ]
}

/// The length of a vector. Unlike `hypot`, a square root is exact on every machine.
fn length((x, y): (f64, f64)) -> f64 {
    (x * x + y * y).sqrt()
}
