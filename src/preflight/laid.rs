//! The items of a page in drawing order, without their groups; and what lies above or below a point.

use crate::color::Color;
use crate::frame::{Blend, Frame, Item, ItemKind, Owner, Path, Placed, Segment, Stop, lightness};
use crate::geom::{Length, Point, Rect, narrow_clip};

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
    /// The box that drew it.
    owner: Owner,
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
        laid.frame(frame, None, Owner::default());
        laid
    }

    /// Adds the items of a frame and of the groups in it.
    fn frame(&mut self, frame: &'a Frame, clip: Option<Rect>, holder: Owner) {
        let clip = narrow_clip(clip, frame.clip_bounds());
        for item in &frame.items {
            // Items of a group are of the box of their group.
            let owner = if item.owner.is_none() {
                holder
            } else {
                item.owner
            };
            if let ItemKind::Group(inner) = &item.kind {
                self.frame(inner, clip, owner);
                continue;
            }
            let Some(rect) = item.bounds() else { continue };
            let rect = rect.clipped_by(clip);
            self.items.push(Seen {
                item,
                rect,
                clip,
                owner,
            });
        }
    }

    /// The item that covers a point, of the items above the one with index `above`. A layer that covers that one on
    /// purpose does not count.
    pub(super) fn cover(&self, above: usize, at: Point) -> Option<&'a Item> {
        let covered = self.items.get(above)?.owner;
        // Only what is drawn later can cover; groups are gone, so the order of the list is that of drawing.
        let mut over = self
            .items
            .iter()
            .skip(above + 1)
            .filter(|seen| holds(seen.rect, at) && !covered.is_covered_by(seen.owner.layer));
        let cover = over.find(|seen| match &seen.item.kind {
            ItemKind::Path(path) => path.fill.is_some() && !path.shows_ground() && inside(path, at),
            ItemKind::Image(placed) => !placed.shows_ground() && lies_on(placed, at),
            // The rectangle of a rotated code is larger than the code.
            ItemKind::Code(code) => holds(code.rect(), code.rotation().reversed().point(at)),
            _ => false,
        });
        cover.map(|seen| seen.item)
    }

    /// Whether a picture of another layer lies below an item, so that it was laid there on purpose.
    pub(super) fn lies_over_picture(&self, number: usize) -> bool {
        let Some(above) = self.items.get(number) else {
            return false;
        };
        self.items.iter().take(number).any(|seen| {
            matches!(seen.item.kind, ItemKind::Image(_))
                && seen.owner.layer != above.owner.layer
                && seen.rect.overlaps(above.rect, Length::ZERO)
        })
    }

    /// A colour as it is seen at a point, through what is drawn after the item with index `above`.
    pub(super) fn seen_through(&self, above: usize, at: Point, color: Color) -> Color {
        let mut seen_color = color;
        let over = self.items.iter().skip(above + 1);
        for seen in over.filter(|seen| holds(seen.rect, at)) {
            let through = match &seen.item.kind {
                ItemKind::Path(path) if path.shows_ground() && inside(path, at) => {
                    fill_at(path, at)
                }
                // Of other pictures that are seen through, the clear parts are where words are.
                ItemKind::Image(placed) if placed.blend.shows_ground() && lies_on(placed, at) => {
                    tone(placed, at).map(|stop| (stop, placed.blend))
                }
                _ => None,
            };
            if let Some((Stop { color, opacity }, blend)) = through {
                seen_color = mixed(seen_color, color, opacity, blend);
            }
        }
        seen_color
    }

    /// The background under a point, of the items below the one with index `below`. A picture on the same layer is
    /// named; one on another layer lies there on purpose, and counts with the tone that it has there.
    pub(super) fn ground(&self, below: usize, at: Point) -> Ground {
        let layer = self.items.get(below).map(|seen| seen.owner.layer);
        let mut through: Vec<(Color, f32, Blend)> = Vec::new();
        let mut ground = Ground::Color(Color::WHITE);
        for (number, seen) in self.items.iter().enumerate().take(below).rev() {
            if !holds(seen.rect, at) {
                continue;
            }
            match &seen.item.kind {
                ItemKind::Path(path) => {
                    let fill = fill_at(path, at).filter(|_| inside(path, at));
                    let Some((Stop { color, opacity }, blend)) = fill else {
                        continue;
                    };
                    if opacity < OPAQUE || blend.shows_ground() {
                        // A transparent fill tints whatever is below it, so the search goes on.
                        through.push((color, opacity, blend));
                    } else {
                        ground = Ground::Color(color);
                        break;
                    }
                }
                ItemKind::Image(placed) => {
                    if !lies_on(placed, at) {
                        continue;
                    }
                    match tone(placed, at).filter(|_| layer != Some(seen.owner.layer)) {
                        Some(Stop { color, opacity })
                            if opacity < OPAQUE || placed.blend.shows_ground() =>
                        {
                            through.push((color, opacity, placed.blend));
                        }
                        Some(Stop { color, .. }) => {
                            ground = Ground::Color(color);
                            break;
                        }
                        None => {
                            ground = Ground::Picture(number);
                            break;
                        }
                    }
                }
                _ => {}
            }
        }
        let Ground::Color(mut color) = ground else {
            return ground;
        };
        // Found from the top down, and mixed from the bottom up, as they are printed.
        for (over, opacity, blend) in through.into_iter().rev() {
            color = mixed(color, over, opacity, blend);
        }
        Ground::Color(color)
    }
}

/// Opacity from which nothing shows through: half a percent is less than one of 256 tones.
const OPAQUE: f32 = 0.995;

/// The fill of a path at a point, and how it mixes with what lies below; none if it has none.
fn fill_at(path: &Path, at: Point) -> Option<(Stop, Blend)> {
    match path.fade {
        Some(fade) => Some((fade.at(at), fade.blend)),
        None => path.fill.map(|color| {
            let opacity = path.opacity;
            (Stop { color, opacity }, Blend::Normal)
        }),
    }
}

/// Whether the visible part of a picture, which may be rotated and cut to a shape, contains a point.
fn lies_on(placed: &Placed, at: Point) -> bool {
    let at = placed.rotation().reversed().point(at);
    let in_shape = || inside(&placed.cutout.path(placed.clip), at);
    holds(placed.clip, at) && (placed.cutout.is_whole() || in_shape())
}

/// The tone of a picture at a point; none if it cannot be read.
fn tone(placed: &Placed, at: Point) -> Option<Stop> {
    let at = placed.rotation().reversed().point(at);
    let Rect { origin, size } = placed.rect;
    let share = |from: Length, length: Length| from.ratio(length.max(Length::mm(0.001)));
    let shares = (
        share(at.x - origin.x, size.width),
        share(at.y - origin.y, size.height),
    );
    let [r, g, b, alpha] = placed.image.asset.picture.tone(shares)?;
    let opacity = f32::from(alpha) / 255.0;
    Some(match placed.toning.halftone {
        // Seen from where a poster is read, dots are a tone: as much of their colour as there is ink.
        Some(halftone) => {
            let light = f64::from(lightness([r, g, b])) / 255.0;
            Stop {
                color: halftone.color,
                opacity: opacity * (1.0 - light as f32),
            }
        }
        None => Stop {
            color: placed.toning.tone([r, g, b]),
            opacity,
        },
    })
}

/// Whether a rectangle contains a point, its edges included.
fn holds(rect: Rect, at: Point) -> bool {
    let across = rect.origin.x <= at.x && at.x <= rect.right();
    across && rect.origin.y <= at.y && at.y <= rect.bottom()
}

/// A colour with a transparent one over it.
fn mixed(under: Color, over: Color, opacity: f32, blend: Blend) -> Color {
    let ((r, g, b), (x, y, z)) = (under.to_rgb(), over.to_rgb());
    let mix = |under: u8, over: u8| {
        let over = blend.light(over, under);
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
