//! Turns by quarters.

use super::angle::Angle;
use super::length::Length;
use super::rect::{Point, Rect, Size};

/// How something is turned, by quarters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Turn {
    /// Upright.
    #[default]
    None,
    /// By 90 degrees clockwise: its top is at the right.
    Right,
    /// Upside down.
    Over,
    /// By 90 degrees counterclockwise: its top is at the left.
    Left,
}

impl Turn {
    /// The same turn as an angle.
    pub fn angle(self) -> Angle {
        Angle::degrees(match self {
            Self::None => 0.0,
            Self::Right => 90.0,
            Self::Over => 180.0,
            Self::Left => -90.0,
        })
    }

    /// Both turns, one after the other.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        let quarters = |turn: Self| match turn {
            Self::None => 0,
            Self::Right => 1,
            Self::Over => 2,
            Self::Left => 3,
        };
        match (quarters(self) + quarters(next)) % 4 {
            0 => Self::None,
            1 => Self::Right,
            2 => Self::Over,
            _ => Self::Left,
        }
    }

    /// A size after turning.
    pub fn size(self, size: Size) -> Size {
        match self {
            Self::None | Self::Over => size,
            Self::Right | Self::Left => Size::new(size.height, size.width),
        }
    }

    /// A direction after turning.
    pub fn vector(self, by: Point) -> Point {
        match self {
            Self::None => by,
            Self::Right => Point::new(-by.y, by.x),
            Self::Over => Point::new(-by.x, -by.y),
            Self::Left => Point::new(by.y, -by.x),
        }
    }

    /// A point of something of that size after turning, from its new upper left corner.
    pub fn point(self, at: Point, size: Size) -> Point {
        let corner = match self {
            Self::None => Point::default(),
            Self::Right => Point::new(size.height, Length::ZERO),
            Self::Over => Point::new(size.width, size.height),
            Self::Left => Point::new(Length::ZERO, size.width),
        };
        corner + self.vector(at)
    }

    /// A rectangle of something of that size after turning, from its new upper left corner.
    pub fn rect(self, rect: Rect, size: Size) -> Rect {
        // Opposite corners stay opposite, in whichever order they come.
        let corners = [rect.origin, Point::new(rect.right(), rect.bottom())];
        let [one, other] = corners.map(|corner| self.point(corner, size));
        Rect::between(one, other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_rectangle_stays_within_the_turned_size() {
        let mm = |width: f64, height: f64| Size::new(Length::mm(width), Length::mm(height));
        let page = mm(100.0, 150.0);
        let corner = Rect::of_size(mm(10.0, 20.0));
        let at = |turn: Turn| {
            let turned = turn.rect(corner, page);
            assert!(Rect::of_size(turn.size(page)).contains(turned), "{turn:?}");
            (turned.origin.x.to_mm(), turned.origin.y.to_mm())
        };
        assert_eq!(at(Turn::None), (0.0, 0.0));
        assert_eq!(at(Turn::Right), (130.0, 0.0));
        assert_eq!(at(Turn::Over), (90.0, 130.0));
        assert_eq!(at(Turn::Left), (0.0, 90.0));
    }

    #[test]
    fn turns_within_turns_add_up() {
        for turn in [Turn::None, Turn::Right, Turn::Over, Turn::Left] {
            for next in [Turn::None, Turn::Right, Turn::Over, Turn::Left] {
                assert_eq!(turn.then(next).angle(), turn.angle().plus(next.angle()));
            }
        }
    }
}
