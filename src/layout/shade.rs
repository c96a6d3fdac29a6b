//! Grounds: a rectangle in one colour, or one that fades.

use crate::frame::{Blend, Fade, Path, Stop};
use crate::geom::{Angle, Length, Point, Rect};
use crate::template::plan::{Fill, Toward};

/// A rectangle with that fill, which mixes with what lies below.
pub(super) fn filled(rect: Rect, fill: Fill, blend: Blend, right_to_left: bool) -> Path {
    match fill {
        Fill::Plain(color) => blended(Path::rectangle(rect, color), blend),
        Fill::Fading { from, to, toward } => {
            let (start, end) = line(rect, toward, right_to_left);
            Path {
                fade: Some(Fade {
                    from,
                    to,
                    start,
                    end,
                    blend,
                }),
                ..Path::rectangle(rect, from.color)
            }
        }
    }
}

/// A filled path that mixes with what lies below it.
pub(super) fn blended(path: Path, blend: Blend) -> Path {
    let (Blend::Multiply, Some(color)) = (blend, path.fill) else {
        return path;
    };
    // Everything that mixes is a fade, if only from a colour to itself.
    let stop = Stop {
        color,
        opacity: path.opacity,
    };
    let bounds = path.bounds().unwrap_or_default();
    let fade = Fade {
        from: stop,
        to: stop,
        start: bounds.origin,
        end: Point::new(bounds.origin.x, bounds.bottom()),
        blend,
    };
    Path {
        opacity: 1.0,
        fade: Some(fade),
        ..path
    }
}

/// The line along which a rectangle fades. It goes through the middle, and is so long that the corners have the
/// colours of both ends (CSS Images Module Level 3, 3.1).
fn line(rect: Rect, toward: Toward, right_to_left: bool) -> (Point, Point) {
    let degrees = match toward {
        Toward::Top => 0.0,
        Toward::End => 90.0,
        Toward::Bottom => 180.0,
        Toward::Start => -90.0,
        Toward::Angle(angle) => angle.to_degrees(),
    };
    let angle = Angle::degrees(if right_to_left { -degrees } else { degrees });
    let (cos, sin) = angle.cos_sin();
    let (wide, high) = (rect.size.width, rect.size.height);
    let long: Length = wide * sin.abs() + high * cos.abs();
    let half = angle.vector(Point::new(Length::ZERO, long * -0.5));
    let middle = rect.middle();
    let start = Point::new(middle.x - half.x, middle.y - half.y);
    (start, middle + half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_fades_from_edge_to_edge() {
        let rect = Rect::new(
            Length::mm(10.0),
            Length::mm(20.0),
            Length::mm(60.0),
            Length::mm(40.0),
        );
        let at = |toward, right_to_left| {
            let (start, end) = line(rect, toward, right_to_left);
            [start.x, start.y, end.x, end.y].map(|length| length.to_mm().round())
        };
        assert_eq!(at(Toward::Bottom, false), [40.0, 20.0, 40.0, 60.0]);
        assert_eq!(at(Toward::End, false), [10.0, 40.0, 70.0, 40.0]);
        // The end of reading is at the left of a mirrored page.
        assert_eq!(at(Toward::End, true), [70.0, 40.0, 10.0, 40.0]);
        let slanted = at(Toward::Angle(Angle::degrees(45.0)), false);
        assert_eq!(slanted, [15.0, 65.0, 65.0, 15.0]);
    }
}
