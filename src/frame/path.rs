//! Outlines, filled or stroked.

use super::fade::Fade;
use crate::color::Color;
use crate::geom::{Length, Point, Rect};

/// A step of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Begins a subpath.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic Bézier curve: two control points and the end.
    Curve(Point, Point, Point),
    /// Closes the subpath.
    Close,
}

/// Stroke of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour of the line.
    pub color: Color,
    /// Width of the line.
    pub width: Length,
    /// Form of the ends: 0 butt, 1 round, 2 projecting square (ISO 32000-1, table 54).
    pub cap: u8,
    /// Form of the corners: 0 mitred, 1 round, 2 bevelled (ISO 32000-1, table 55).
    pub join: u8,
}

/// A shape, filled or stroked.
#[derive(Clone, Debug)]
pub struct Path {
    /// Steps of the outline.
    pub segments: Vec<Segment>,
    /// Fill colour; `None` for an outline without a fill.
    pub fill: Option<Color>,
    /// Whether the even-odd rule decides which parts are inside; otherwise the non-zero winding rule does.
    pub even_odd: bool,
    /// Stroke; `None` for a shape that is only filled.
    pub stroke: Option<Stroke>,
    /// Opacity of fill and stroke, from 0 (invisible) to 1 (opaque).
    pub opacity: f32,
    /// How a ground fades, or how far it is seen through. It takes the place of `fill`, which then is the
    /// colour that it begins with.
    pub fade: Option<Fade>,
}

impl Path {
    /// Creates a filled rectangle.
    pub fn rectangle(rect: Rect, fill: Color) -> Self {
        Self::rectangles(&[rect], fill)
    }

    /// Creates one path of several filled rectangles.
    pub fn rectangles(rects: &[Rect], fill: Color) -> Self {
        let segments = rects
            .iter()
            .flat_map(|rect| {
                let Point { x, y } = rect.origin;
                [
                    Segment::Move(rect.origin),
                    Segment::Line(Point::new(rect.right(), y)),
                    Segment::Line(Point::new(rect.right(), rect.bottom())),
                    Segment::Line(Point::new(x, rect.bottom())),
                    Segment::Close,
                ]
            })
            .collect();
        Self {
            segments,
            fill: Some(fill),
            even_odd: false,
            stroke: None,
            opacity: 1.0,
            fade: None,
        }
    }
}

impl Path {
    /// Whether items below the shape are visible through it.
    pub fn shows_ground(&self) -> bool {
        // A transparency of half a per cent changes a colour by about one of 256 tones, which nobody sees.
        self.opacity < 0.995 || self.fade.is_some_and(Fade::shows_ground)
    }

    /// Smallest rectangle around all points of the outline; `None` for an empty path.
    pub fn bounds(&self) -> Option<Rect> {
        // A curve stays within its control points, so the rectangle may be a little too large, but never too small.
        let mut points = self.segments.iter().flat_map(|segment| match *segment {
            Segment::Move(p) | Segment::Line(p) => vec![p],
            Segment::Curve(a, b, p) => vec![a, b, p],
            Segment::Close => vec![],
        });
        let first = points.next()?;
        // Both corners start at a point of the path. Starting at the origin would include it, even if it is outside.
        let (mut low, mut high) = (first, first);
        for point in points {
            low = Point::new(low.x.min(point.x), low.y.min(point.y));
            high = Point::new(high.x.max(point.x), high.y.max(point.y));
        }
        Some(Rect::between(low, high))
    }
}
