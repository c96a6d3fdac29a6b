//! Grounds that fade from one colour to another, or that are seen through.

use super::blend::Blend;
use crate::color::Color;
use crate::geom::Point;

/// A colour with its opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// The colour.
    pub color: Color,
    /// How much it covers of what lies below: 0 is clear, 1 hides it.
    pub opacity: f32,
}

/// A ground that goes from one colour to another along a line. With both ends alike it is a plain ground that
/// is seen through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fade {
    /// How it begins. Beyond the start of the line it stays so.
    pub from: Stop,
    /// How it ends. Beyond the end of the line it stays so.
    pub to: Stop,
    /// Where the line begins.
    pub start: Point,
    /// Where the line ends.
    pub end: Point,
    /// How it mixes with what lies below.
    pub blend: Blend,
}

impl Fade {
    /// Whether what lies below shows through anywhere.
    pub fn shows_ground(self) -> bool {
        self.blend.shows_ground() || self.is_seen_through()
    }

    /// Whether it is less than opaque anywhere.
    pub fn is_seen_through(self) -> bool {
        // Half a percent is less than one of 256 tones.
        self.from.opacity.min(self.to.opacity) < 0.995
    }

    /// Whether it is the same everywhere.
    pub fn is_even(self) -> bool {
        self.from == self.to
    }

    /// How far a point lies along the line, from 0 at its start to 1 at its end.
    pub fn share(self, at: Point) -> f64 {
        let mm = |point: Point| (point.x.to_mm(), point.y.to_mm());
        let ((ax, ay), (bx, by), (x, y)) = (mm(self.start), mm(self.end), mm(at));
        let (dx, dy) = (bx - ax, by - ay);
        let long = dx * dx + dy * dy;
        if long <= 0.0 {
            return 0.0;
        }
        (((x - ax) * dx + (y - ay) * dy) / long).clamp(0.0, 1.0)
    }

    /// Colour and opacity at a point. Two different colours are mixed as they look.
    pub fn at(self, at: Point) -> Stop {
        let share = self.share(at) as f32;
        // The ends keep their own inks: black stays black ink, and is not mixed of the others.
        if share <= 0.0 {
            return self.from;
        }
        if share >= 1.0 {
            return self.to;
        }
        let between = |from: f32, to: f32| from + (to - from) * share;
        let color = if self.from.color == self.to.color {
            self.from.color
        } else {
            let ((r, g, b), (x, y, z)) = (self.from.color.to_rgb(), self.to.color.to_rgb());
            let mix = |from: u8, to: u8| between(from.into(), to.into()).round() as u8;
            Color::rgb(mix(r, x), mix(g, y), mix(b, z))
        };
        Stop {
            color,
            opacity: between(self.from.opacity, self.to.opacity),
        }
    }

    /// The same ground with its line elsewhere.
    #[must_use]
    pub fn mapped(self, point: impl Fn(Point) -> Point) -> Self {
        Self {
            start: point(self.start),
            end: point(self.end),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Length;

    #[test]
    fn the_middle_of_a_fade_is_between_its_ends() {
        let mm = |x: f64, y: f64| Point::new(Length::mm(x), Length::mm(y));
        let stop = |color, opacity| Stop { color, opacity };
        let fade = Fade {
            from: stop(Color::WHITE, 0.0),
            to: stop(Color::BLACK, 0.8),
            start: mm(0.0, 10.0),
            end: mm(0.0, 30.0),
            blend: Blend::Normal,
        };
        let middle = fade.at(mm(70.0, 20.0));
        assert_eq!(middle.color.to_rgb(), (128, 128, 128));
        assert!((middle.opacity - 0.4).abs() < 1e-6);
        assert_eq!(fade.at(mm(0.0, 90.0)), fade.to);
        assert!(fade.shows_ground() && !fade.is_even());
    }
}
