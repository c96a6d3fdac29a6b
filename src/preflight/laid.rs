//! The items of a page in drawing order, without their groups; and what lies above or below a point.

use crate::color::Color;
use crate::frame::{Frame, Item, ItemKind, Path, Segment};
use crate::geom::{Point, Rect, narrow_clip};

/// Number of straight lines that replace a curve; the error is below a hundredth of its length.
const STEPS: u32 = 8;

/// The items of a page, the lowest first.
pub(super) struct Laid<'a> {
    pub(super) items: Vec<Seen<'a>>,
}

/// An item with its visible part.
pub(super) struct Seen<'a> {
    pub(super) item: &'a Item,
    /// The bounds of the item, inside the clip of its groups.
    pub(super) rect: Rect,
    /// The clip of its groups.
    pub(super) clip: Option<Rect>,
}

/// The background under a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Ground {
    /// A colour; white is the paper.
    Color(Color),
    /// A picture, by the index of its item.
    Picture(usize),
}

impl Ground {
    /// The colour; none for a picture.
    pub(super) fn color(self) -> Option<Color> {
        match self {
            Self::Color(color) => Some(color),
            Self::Picture(_) => None,
        }
    }
}

impl<'a> Laid<'a> {
    /// Collects the items of a frame.
    pub(super) fn of(frame: &'a Frame) -> Self {
        let mut laid = Self { items: Vec::new() };
        laid.frame(frame, None);
        laid
    }

    /// Adds the items of a frame and of the groups in it.
    fn frame(&mut self, frame: &'a Frame, clip: Option<Rect>) {
        let clip = narrow_clip(clip, frame.clip);
        for item in &frame.items {
            if let ItemKind::Group(inner) = &item.kind {
                self.frame(inner, clip);
                continue;
            }
            let Some(rect) = item.bounds() else { continue };
            let rect = rect.clipped_by(clip);
            self.items.push(Seen { item, rect, clip });
        }
    }

    /// The item that covers a point, of the items above the one with index `above`.
    pub(super) fn cover(&self, above: usize, at: Point) -> Option<&'a Item> {
        // Only what is drawn later can cover; groups are gone, so the order of the list is that of drawing.
        let mut over = self
            .items
            .iter()
            .skip(above + 1)
            .filter(|seen| holds(seen.rect, at));
        let cover = over.find(|seen| match &seen.item.kind {
            ItemKind::Path(path) => path.fill.is_some() && !path.shows_ground() && inside(path, at),
            ItemKind::Image(placed) => !placed.image.asset.picture.shows_ground(),
            ItemKind::Code(_) => true,
            _ => false,
        });
        cover.map(|seen| seen.item)
    }

    /// The background under a point, of the items below the one with index `below`.
    pub(super) fn ground(&self, below: usize, at: Point) -> Ground {
        let mut through: Vec<(Color, f32)> = Vec::new();
        let mut ground = Ground::Color(Color::WHITE);
        for (number, seen) in self.items.iter().enumerate().take(below).rev() {
            if !holds(seen.rect, at) {
                continue;
            }
            match &seen.item.kind {
                ItemKind::Path(path) => {
                    let Some(fill) = path.fill.filter(|_| inside(path, at)) else {
                        continue;
                    };
                    if path.shows_ground() {
                        // A transparent fill tints whatever is below it, so the search goes on.
                        through.push((fill, path.opacity));
                    } else {
                        ground = Ground::Color(fill);
                        break;
                    }
                }
                ItemKind::Image(_) => {
                    ground = Ground::Picture(number);
                    break;
                }
                _ => {}
            }
        }
        let Ground::Color(mut color) = ground else {
            return ground;
        };
        // Found from the top down, and mixed from the bottom up, as they are printed.
        for (over, opacity) in through.into_iter().rev() {
            color = mixed(color, over, opacity);
        }
        Ground::Color(color)
    }
}

/// Whether a rectangle contains a point, its edges included.
fn holds(rect: Rect, at: Point) -> bool {
    let across = rect.origin.x <= at.x && at.x <= rect.right();
    across && rect.origin.y <= at.y && at.y <= rect.bottom()
}

/// A colour with a transparent one over it.
fn mixed(under: Color, over: Color, opacity: f32) -> Color {
    let ((r, g, b), (x, y, z)) = (under.to_rgb(), over.to_rgb());
    let mix = |under: u8, over: u8| {
        let mixed = f32::from(under) * (1.0 - opacity) + f32::from(over) * opacity;
        mixed.round().clamp(0.0, 255.0) as u8
    };
    Color::rgb(mix(r, x), mix(g, y), mix(b, z))
}

/// Whether a point is inside the filled part of a path (ISO 32000-1, 8.5.3.3).
fn inside(path: &Path, at: Point) -> bool {
    let mut winding = 0_i32;
    let mut crossings = 0_u32;
    let mut line = |from: Point, to: Point| {
        if (from.y <= at.y) == (to.y <= at.y) {
            // Only lines that cross the horizontal ray from the point to the right count.
            return;
        }
        let share = (at.y - from.y).ratio(to.y - from.y);
        if from.x + (to.x - from.x) * share > at.x {
            crossings += 1;
            winding += if from.y <= at.y { 1 } else { -1 };
        }
    };
    let (mut start, mut last) = (Point::default(), Point::default());
    for segment in &path.segments {
        match *segment {
            Segment::Move(to) => {
                line(last, start);
                (start, last) = (to, to);
            }
            Segment::Line(to) => {
                line(last, to);
                last = to;
            }
            Segment::Curve(a, b, to) => {
                let from = last;
                for step in 1..=STEPS {
                    let next = on_curve([from, a, b, to], f64::from(step) / f64::from(STEPS));
                    line(last, next);
                    last = next;
                }
            }
            Segment::Close => {
                line(last, start);
                last = start;
            }
        }
    }
    line(last, start);
    if path.even_odd {
        crossings % 2 == 1
    } else {
        winding != 0
    }
}

/// A point of a cubic Bézier curve.
fn on_curve([from, a, b, to]: [Point; 4], t: f64) -> Point {
    let s = 1.0 - t;
    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
    let sum = |of: fn(Point) -> crate::geom::Length| {
        let parts = [from, a, b, to].into_iter().zip(weights);
        parts.map(|(point, weight)| of(point) * weight).sum()
    };
    Point::new(sum(|point| point.x), sum(|point| point.y))
}
