//! Lines codes on a white ground up with the text.
//!
//! On paper, and on a white panel, nobody sees the quiet zone of a code. What is seen are its dark modules, and these
//! stand four modules inside of the line on which the text begins. So such a code is moved toward that line, and its
//! quiet zone lies in the margin, or in the padding of the panel, as far as these are empty. The box of the code stays
//! where it is, and so does everything else. On a coloured ground the white square is what lines up.
//!
//! It looks at what is drawn and not at the layout, so it holds for any layout, and nothing that is printed can get
//! into a quiet zone by it.

use super::units::tolerance;
use crate::frame::{Code, Frame, Item, ItemKind, Path, Segment};
use crate::geom::{Edges, Length, Point, Rect, Turn, narrow_clip};
use crate::page::Page;
use crate::qr::QUIET_ZONE;

/// How far the beginning of a line may be from the edge of a code that lines up with it: the white beside the first
/// letter differs by about that (practice).
const ALIGNED_MM: f64 = 0.3;

/// Moves the codes of a page. `within` is the page without its margins.
pub(super) fn line_up(page: &mut Page, within: Rect, right_to_left: bool) {
    let side = Side { right_to_left };
    let mut lines = vec![side.start(within)];
    page.frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind
            && run.turn == Turn::None
            && run.angle.is_none()
            && !run.text.trim().is_empty()
        {
            let (left, right) = (run.at.x, run.at.x + run.width);
            lines.push(if right_to_left { right } else { left });
        }
    });
    let codes = page.frame.items.iter().enumerate();
    let moves: Vec<(usize, Length)> = codes
        .filter_map(|(index, item)| {
            let ItemKind::Code(code) = &item.kind else {
                return None;
            };
            let start = side.start(code.rect());
            let is_on_a_line = |line: &Length| (*line - start).abs() <= Length::mm(ALIGNED_MM);
            if !code.angle.is_none() || !lines.iter().any(is_on_a_line) {
                return None;
            }
            // A ground that is larger than the code belongs to the layout: it runs into the bleed.
            ground_of(&page.frame, index, code)?;
            let by = room_beside(page, index, code, side);
            (by > tolerance()).then_some((index, by))
        })
        .collect();
    for (index, by) in moves {
        let by = Point::new(if right_to_left { by } else { -by }, Length::ZERO);
        for at in parts_of(&page.frame, index) {
            let Some(item) = page.frame.items.get_mut(at) else {
                continue;
            };
            let alone = Frame {
                items: vec![item.clone()],
                ..Frame::default()
            };
            if let Some(moved) = alone.moved(by).items.pop() {
                *item = moved;
            }
        }
    }
}

/// The side where reading begins.
#[derive(Clone, Copy)]
struct Side {
    right_to_left: bool,
}

impl Side {
    /// Where a rectangle begins.
    fn start(self, rect: Rect) -> Length {
        if self.right_to_left {
            rect.right()
        } else {
            rect.origin.x
        }
    }

    /// How far before a place something ends that begins before it; none if it reaches the place.
    fn room(self, place: Length, rect: Rect) -> Length {
        let room = if self.right_to_left {
            rect.origin.x - place
        } else {
            place - rect.right()
        };
        room.max(Length::ZERO)
    }

    /// How far before a place something begins.
    fn reach(self, place: Length, rect: Rect) -> Length {
        if self.right_to_left {
            rect.right() - place
        } else {
            place - rect.origin.x
        }
    }
}

/// The white ground of a code, drawn right before it and as large.
fn ground_of<'f>(frame: &'f Frame, index: usize, code: &Code) -> Option<&'f Item> {
    let ground = frame.items.get(index.checked_sub(1)?)?;
    let ItemKind::Path(path) = &ground.kind else {
        return None;
    };
    let (bounds, rect) = (path.bounds()?, code.rect());
    let apart = |one: Length, other: Length| (one - other).abs() > tolerance();
    let other =
        apart(bounds.size.width, rect.size.width) || apart(bounds.size.height, rect.size.height);
    (!other).then_some(ground)
}

/// The items of a code by their places: its ground, its modules, and its link.
fn parts_of(frame: &Frame, index: usize) -> Vec<usize> {
    let link = frame.items.get(index + 1);
    let has_link = link.is_some_and(|item| matches!(item.kind, ItemKind::Link(_)));
    let last = if has_link { index + 1 } else { index };
    (index.saturating_sub(1)..=last).collect()
}

/// How far a code can be moved toward the side where reading begins, with nothing but white under its quiet zone: by
/// that zone at most.
fn room_beside(page: &Page, index: usize, code: &Code, side: Side) -> Length {
    let rect = code.rect();
    let place = side.start(rect);
    // No further than the edge of the paper.
    let most = (code.module * QUIET_ZONE as f64).min(side.reach(place, Rect::of_size(page.trim)));
    let mut beside = Beside {
        rect,
        side,
        most,
        room: most,
        is_later: false,
        is_on_colour: false,
    };
    let own = parts_of(&page.frame, index);
    for (at, item) in page.frame.items.iter().enumerate() {
        if own.contains(&at) {
            beside.is_later = true;
        } else {
            beside.look_at(item, None);
        }
    }
    if beside.is_on_colour {
        return Length::ZERO;
    }
    beside.room
}

/// The room beside a code, as it becomes less by what is drawn there.
struct Beside {
    rect: Rect,
    side: Side,
    /// The room that is wanted.
    most: Length,
    room: Length,
    /// Whether what is looked at is drawn after the code.
    is_later: bool,
    /// Whether the code itself is on a colour or a picture, whose edge its white square must not cross.
    is_on_colour: bool,
}

impl Beside {
    fn look_at(&mut self, item: &Item, clip: Option<Rect>) {
        if let ItemKind::Group(frame) = &item.kind {
            let clip = narrow_clip(clip, frame.clip_bounds());
            for item in &frame.items {
                self.look_at(item, clip);
            }
            return;
        }
        let Some(bounds) = item.bounds() else {
            return;
        };
        let bounds = match &item.kind {
            ItemKind::Text(run) if run.text.trim().is_empty() => return,
            // Another code keeps its own quiet zone.
            ItemKind::Code(code) => code.rect(),
            _ => bounds.clipped_by(clip),
        };
        self.note_ground(item, bounds);
        let (top, bottom) = (self.rect.origin.y, self.rect.bottom());
        let slack = tolerance();
        if bounds.bottom() <= top + slack || bounds.origin.y >= bottom - slack {
            return;
        }
        let place = self.side.start(self.rect);
        let reach = self.side.reach(place, bounds);
        if reach <= slack {
            return;
        }
        if let ItemKind::Path(path) = &item.kind
            && !self.is_later
            && is_white(path)
        {
            // A white panel hides what was drawn before it; beyond its edge there may be a colour.
            let is_under = self.side.room(place, bounds) <= slack
                && bounds.origin.y <= top + slack
                && bounds.bottom() >= bottom - slack;
            if is_under {
                self.room = self.room.max(reach.min(self.most));
            }
            return;
        }
        self.room = self.room.min(self.side.room(place, bounds));
    }
}

impl Beside {
    /// Notes what the code is drawn on.
    fn note_ground(&mut self, item: &Item, bounds: Rect) {
        let is_ground = matches!(item.kind, ItemKind::Path(_) | ItemKind::Image(_));
        if self.is_later || !is_ground || !bounds.overlaps(self.rect, tolerance()) {
            return;
        }
        match &item.kind {
            ItemKind::Path(path) if is_white(path) => {
                let slack = Edges::all(tolerance());
                self.is_on_colour &= !bounds.grown(slack).contains(self.rect);
            }
            _ => self.is_on_colour = true,
        }
    }
}

/// Whether a path is a white rectangle that hides what lies below it.
fn is_white(path: &Path) -> bool {
    let white = path
        .fill
        .is_some_and(|fill| fill.to_rgb() == (255, 255, 255));
    let is_rectangle = match path.segments.as_slice() {
        [
            Segment::Move(a),
            Segment::Line(b),
            Segment::Line(c),
            Segment::Line(d),
            Segment::Close,
        ] => {
            let across = a.y == b.y && c.y == d.y && b.x == c.x && a.x == d.x;
            let down = a.x == b.x && c.x == d.x && b.y == c.y && a.y == d.y;
            across || down
        }
        _ => false,
    };
    white && is_rectangle && path.fade.is_none() && path.stroke.is_none() && path.opacity >= 1.0
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::color::Color;
    use crate::frame::{Origin, Role};
    use crate::geom::{Angle, Size};
    use crate::payload::Payload;
    use crate::qr::QrSymbol;

    fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect::new(
            Length::mm(x),
            Length::mm(y),
            Length::mm(width),
            Length::mm(height),
        )
    }

    /// A page of 100 mm with margins of 10 mm: the grounds, and a code with modules of 1 mm at the margin. Gives the
    /// place of the code.
    fn place(grounds: &[(Rect, Color)], margin: f64, right_to_left: bool) -> f64 {
        let origin = Origin::new("c.toml", "action.x");
        let mut frame = Frame::default();
        for (rect, color) in grounds {
            let path = Path::rectangle(*rect, *color);
            frame.push(ItemKind::Path(path), &origin, Role::Artifact);
        }
        let symbol = Arc::new(QrSymbol::encode("HELLO").expect("short"));
        let side = symbol.side_with_quiet_zone() as f64;
        let left = if right_to_left {
            100.0 - margin - side
        } else {
            margin
        };
        let code = Code {
            at: Point::new(Length::mm(left), Length::mm(20.0)),
            module: Length::mm(1.0),
            symbol,
            distance: Length::mm(300.0),
            payload: Payload::Text("HELLO".to_owned()),
            label: String::new(),
            ask: None,
            alt: String::new(),
            short: String::new(),
            angle: Angle::NONE,
        };
        let ground = Path::rectangle(code.rect(), Color::WHITE);
        frame.push(ItemKind::Path(ground), &origin, Role::Artifact);
        frame.push(ItemKind::Code(code), &origin, Role::Figure);
        let mut page = Page {
            trim: Size::new(Length::mm(100.0), Length::mm(100.0)),
            bleed: Length::ZERO,
            frame,
        };
        let within = rect(margin, margin, 100.0 - 2.0 * margin, 100.0 - 2.0 * margin);
        line_up(&mut page, within, right_to_left);
        let placed = page.codes().first().map_or(0.0, |code| code.at.x.to_mm());
        placed - left
    }

    #[test]
    fn modules_line_up_on_paper_and_not_on_a_colour() {
        let colour = Color::rgb(242, 168, 0);
        assert_eq!(place(&[], 10.0, false), -4.0);
        assert_eq!(place(&[], 10.0, true), 4.0);
        let whole = rect(0.0, 0.0, 100.0, 100.0);
        assert_eq!(place(&[(whole, Color::WHITE)], 10.0, false), -4.0);
        assert_eq!(place(&[(whole, colour)], 10.0, false), 0.0);
        // On a panel whose edge is that of the code.
        let panel = rect(10.0, 15.0, 60.0, 60.0);
        assert_eq!(place(&[(panel, colour)], 10.0, false), 0.0);
        // A white panel on a colour, with a padding of 3 mm.
        let panel = rect(7.0, 15.0, 60.0, 60.0);
        assert_eq!(
            place(&[(whole, colour), (panel, Color::WHITE)], 10.0, false),
            -3.0
        );
    }

    #[test]
    fn the_quiet_zone_stays_empty_and_on_the_paper() {
        assert_eq!(place(&[], 2.0, false), -2.0);
        let line = rect(5.0, 0.0, 2.5, 90.0);
        assert_eq!(place(&[(line, Color::BLACK)], 10.0, false), -2.5);
        // Beside it, but above the code.
        let above = rect(5.0, 0.0, 2.5, 19.0);
        assert_eq!(place(&[(above, Color::BLACK)], 10.0, false), -4.0);
    }
}
