//! Where a finished page has ink: its items, as cells of a raster.
//!
//! Of words it is the letters that count and not the room of their lines, of a code on white its modules without the
//! quiet zone, of a frame its line. A ground of the whole page counts as paper.

use super::raster::Raster;
use crate::color::Color;
use crate::frame::{Frame, GlyphRun, Item, ItemKind, Owner, Part, Path, Segment};
use crate::geom::{Point, Rect, narrow_clip};
use crate::typeset::FontBook;

/// Share of the page within its margins from which a ground is that of the whole page.
const WHOLE: f64 = 0.9;
/// Letters higher or wider than this many cells count by their outlines: the white beside the foot of a `T` of
/// 20 cm is empty. Of smaller ones the rectangle around the letter will do.
const LARGE: f64 = 6.0;

/// The ink of a page.
pub(super) struct Ink<'b> {
    /// The cells that have ink; `None` where the margins leave nothing of the page.
    pub(super) raster: Option<Raster>,
    /// Whether nothing is drawn on the page but grounds and frames.
    pub(super) is_blank: bool,
    within: Rect,
    /// The colour of the ground of the whole page.
    ground: Color,
    /// The grounds of parts of the page, in the order of painting.
    parts: Vec<(Rect, Color)>,
    book: &'b FontBook,
}

impl<'b> Ink<'b> {
    /// Finds the ink of a page, which counts within a rectangle.
    pub(super) fn of(frame: &Frame, within: Rect, book: &'b FontBook) -> Self {
        let mut ink = Self {
            raster: Raster::new(within),
            is_blank: true,
            within,
            ground: Color::WHITE,
            parts: Vec::new(),
            book,
        };
        ink.frame(frame, None, Owner::default());
        ink
    }

    fn frame(&mut self, frame: &Frame, clip: Option<Rect>, holder: Owner) {
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
            if let Some(raster) = &mut self.raster {
                raster.clip(clip);
            }
            self.item(item, owner);
        }
    }

    fn item(&mut self, item: &Item, owner: Owner) {
        match &item.kind {
            ItemKind::Text(run) if !run.text.trim().is_empty() => {
                self.is_blank = false;
                self.letters(run);
            }
            ItemKind::Path(path) => self.path(path, owner),
            ItemKind::Image(placed) => {
                self.is_blank = false;
                let Some(raster) = &mut self.raster else {
                    return;
                };
                if placed.angle.is_none() && placed.cutout.is_whole() {
                    raster.fill_rect(placed.clip.intersection(placed.rect));
                } else {
                    let path = placed.visible_path();
                    raster.fill_outline(&path.segments, path.even_odd);
                }
            }
            ItemKind::Code(code) => {
                self.is_blank = false;
                // On a coloured ground the white of the quiet zone is seen.
                let seen = match self.ground_of(code.rect()) == Color::WHITE {
                    true => code.ink_bounds(),
                    false => code.bounds(),
                };
                if let Some(raster) = &mut self.raster {
                    raster.fill_rect(seen);
                }
            }
            ItemKind::Text(_) | ItemKind::Group(_) | ItemKind::Link(_) => {}
        }
    }

    fn path(&mut self, path: &Path, owner: Owner) {
        let Some(bounds) = path.bounds() else { return };
        let is_ground = owner.is_none() || owner.part == Part::Ground;
        if is_ground && bounds.intersection(self.within).area() > WHOLE * self.within.area() {
            if let (Some(color), None) = (path.fill, path.fade) {
                self.ground = color;
            }
            return;
        }
        // White on white paper is nothing.
        let ground = self.ground_of(bounds);
        let fill = path
            .fill
            .filter(|color| *color != ground || path.fade.is_some());
        let stroke = path.stroke.filter(|stroke| stroke.color != ground);
        if is_ground && let Some(color) = path.fill {
            self.parts.push((bounds, color));
        }
        if fill.is_none() && stroke.is_none() {
            return;
        }
        if owner.part == Part::Content && !owner.is_none() {
            self.is_blank = false;
        }
        let Some(raster) = &mut self.raster else {
            return;
        };
        if fill.is_some() {
            raster.fill_outline(&path.segments, path.even_odd);
        }
        if let Some(stroke) = stroke {
            raster.fill_stroke(&path.segments, stroke.width / 2.0);
        }
    }

    /// The colour under a rectangle: that of the last ground around its middle.
    fn ground_of(&self, rect: Rect) -> Color {
        let middle = rect.middle();
        let within = |(part, _): &&(Rect, Color)| {
            let (from, across, down) = (part.origin, part.right(), part.bottom());
            (from.x..=across).contains(&middle.x) && (from.y..=down).contains(&middle.y)
        };
        let part = self.parts.iter().rev().find(within);
        part.map_or(self.ground, |(_, color)| *color)
    }

    fn letters(&mut self, run: &GlyphRun) {
        let Some(raster) = &mut self.raster else {
            return;
        };
        let face = self.book.face(run.font);
        let large = raster.step() * LARGE;
        for glyph in &run.glyphs {
            let Some(ink) = face.ink(glyph.id) else {
                continue;
            };
            let [left, bottom, right, top] = ink.map(|share| run.size * share);
            let rect = Rect::new(glyph.x + left, glyph.y - top, right - left, top - bottom);
            if rect.size.long_side() < large {
                raster.fill_rect(run.placed(run.with_overhang(rect)));
                continue;
            }
            let at = Point::new(glyph.x, glyph.y);
            let placed = |point: Point| run.point(at + point);
            let outline: Vec<Segment> = face
                .outline(glyph.id, run.size)
                .into_iter()
                .map(|segment| match segment {
                    Segment::Move(to) => Segment::Move(placed(to)),
                    Segment::Line(to) => Segment::Line(placed(to)),
                    Segment::Curve(a, b, to) => Segment::Curve(placed(a), placed(b), placed(to)),
                    Segment::Close => Segment::Close,
                })
                .collect();
            match run.outline {
                Some(weight) => raster.fill_stroke(&outline, weight / 2.0),
                None => raster.fill_outline(&outline, false),
            }
        }
    }
}
