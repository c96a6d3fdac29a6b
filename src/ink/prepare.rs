//! Adapts the drawing of a piece to a route before it is written.

use crate::frame::{Frame, ItemKind, Path, Segment};
use crate::geom::{Length, Point, Rect};
use crate::page::Piece;
use crate::route::{Route, RouteKind};

/// The piece as the route draws it: lines thinner than its minimum are thickened, and files for print lose
/// their links.
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
            ItemKind::Text(_) | ItemKind::Image(_) | ItemKind::Link(_) | ItemKind::Code(_) => {}
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

/// The rectangle that five segments draw; none if they draw something else.
fn rectangle(segments: &[Segment]) -> Option<Rect> {
    let &[
        Segment::Move(a),
        Segment::Line(b),
        Segment::Line(c),
        Segment::Line(d),
        Segment::Close,
    ] = segments
    else {
        return None;
    };
    let first_across = a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x;
    let first_down = a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y;
    (first_across || first_down).then(|| Rect::between(a, c))
}
