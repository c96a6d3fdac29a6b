//! Draws lines and shapes of marks, as paths of a frame.

use crate::color::Color;
use crate::frame::{Frame, ItemKind, Path, Role, Segment, Stroke};
use crate::geom::{Length, Point, Rect};
use crate::typeset::origin_of_marks;

/// Weight of marks, in points (print practice: 0.24 to 0.25 pt).
pub(super) const WEIGHT: f64 = 0.25;

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Pen {
    /// A mark for a knife: solid, in every ink.
    Crop,
    /// A fold: dashed, in every ink.
    Fold,
    /// To be cut with scissors: dashed, black.
    Cut,
    /// A slit: solid and heavier, black.
    Slit,
    /// A line that is glued over or read off: solid, black.
    Fine,
    /// Paper around a line that is read, so that it is seen on black too.
    Casing,
    /// Grey lines where glue goes.
    Glue,
}

impl Pen {
    fn color(self) -> Color {
        match self {
            // Knife and fold marks are on every plate, so that each can be cut by itself.
            Self::Crop | Self::Fold => Color::REGISTRATION,
            Self::Cut | Self::Slit | Self::Fine => Color::BLACK,
            Self::Casing => Color::WHITE,
            // Light, yet dark enough for a photocopier (print practice: 15 % at least).
            Self::Glue => Color::key(102),
        }
    }

    /// Lengths of dash and gap.
    fn dash(self) -> Option<(Length, Length)> {
        let mm = |dash, gap| Some((Length::mm(dash), Length::mm(gap)));
        match self {
            Self::Fold => mm(1.0, 0.7),
            Self::Cut => mm(3.0, 2.0),
            Self::Crop | Self::Slit | Self::Fine | Self::Casing | Self::Glue => None,
        }
    }

    fn stroke(self) -> Stroke {
        let weight = match self {
            Self::Slit => 2.0,
            Self::Casing => 6.0,
            _ => 1.0,
        };
        Stroke {
            color: self.color(),
            width: Length::pt(WEIGHT * weight),
            cap: 0,
            join: 0,
        }
    }
}

/// A straight line.
pub(super) fn stroke(from: Point, to: Point, pen: Pen, frame: &mut Frame) {
    let along = (to.x - from.x).to_mm().hypot((to.y - from.y).to_mm());
    let point = |at: f64| {
        let share = if along > 0.0 { at / along } else { 0.0 };
        from + Point::new((to.x - from.x) * share, (to.y - from.y) * share)
    };
    let mut segments = Vec::new();
    match pen.dash() {
        None => segments.extend([Segment::Move(from), Segment::Line(to)]),
        Some((dash, gap)) => {
            let step = dash.to_mm() + gap.to_mm();
            // Ends with a dash, so that the line is seen at its end.
            // The gap is stretched or narrowed so that a whole number of dashes fits.
            let count = ((along + gap.to_mm()) / step).round().max(1.0);
            let step = (along + gap.to_mm()) / count;
            for at in 0..count as usize {
                let start = at as f64 * step;
                let end = (start + step - gap.to_mm()).min(along);
                segments.extend([Segment::Move(point(start)), Segment::Line(point(end))]);
            }
        }
    }
    push(segments, None, Some(pen.stroke()), frame);
}

/// A circle.
pub(super) fn circle(middle: Point, radius: Length, pen: Pen, frame: &mut Frame) {
    // Handles of the Bézier curve that is closest to a quarter of a circle.
    let handle = radius * 0.552_284_75;
    let at = |x: Length, y: Length| middle + Point::new(x, y);
    let (zero, r, h) = (Length::ZERO, radius, handle);
    let segments = vec![
        Segment::Move(at(r, zero)),
        Segment::Curve(at(r, h), at(h, r), at(zero, r)),
        Segment::Curve(at(-h, r), at(-r, h), at(-r, zero)),
        Segment::Curve(at(-r, -h), at(-h, -r), at(zero, -r)),
        Segment::Curve(at(h, -r), at(r, -h), at(r, zero)),
        Segment::Close,
    ];
    push(segments, None, Some(pen.stroke()), frame);
}

/// A filled rectangle.
pub(super) fn fill(rect: Rect, color: Color, frame: &mut Frame) {
    let path = ItemKind::Path(Path::rectangle(rect, color));
    frame.push(path, &origin_of_marks(), Role::Artifact);
}

/// Slanted lines across a rectangle, 45 degrees, at a distance.
pub(super) fn hatch(rect: Rect, distance: Length, frame: &mut Frame) {
    let (width, height) = (rect.size.width, rect.size.height);
    let steps = (width + height).ratio(distance).min(10_000.0) as usize;
    let mut segments = Vec::new();
    for step in 1..=steps {
        let reach = distance * step as f64;
        // From the left or lower edge to the upper or right one.
        let down = reach.min(height);
        let across = reach.min(width);
        // Lines are cut at the rectangle by their ends, as marks have no clip.
        let start = Point::new(rect.origin.x + (reach - down), rect.origin.y + down);
        let end = Point::new(rect.origin.x + across, rect.origin.y + (reach - across));
        segments.extend([Segment::Move(start), Segment::Line(end)]);
    }
    push(segments, None, Some(Pen::Glue.stroke()), frame);
}

fn push(segments: Vec<Segment>, fill: Option<Color>, stroke: Option<Stroke>, frame: &mut Frame) {
    if segments.is_empty() {
        return;
    }
    let path = Path {
        segments,
        fill,
        even_odd: false,
        stroke,
        opacity: 1.0,
        fade: None,
    };
    frame.push(ItemKind::Path(path), &origin_of_marks(), Role::Artifact);
}
