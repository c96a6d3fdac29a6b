//! Draws a page onto planes of ink, one for each ink of the route. Coverage and order are those of the PDF:
//! opaque items replace the ink below them, overprinting ones add to it.

use std::collections::BTreeMap;

use tiny_skia::{
    FillRule, LineCap, LineJoin, Mask, Path as Outline, PathBuilder, Stroke as Line, Transform,
};

use super::inks::Inks;
use super::paint::{Mass, Paint};
use super::planes::{Planes, Shape, times};
use crate::color::Color;
use crate::frame::{Blend, Code, FontId, GlyphRun, Path, ROUND_JOIN, Segment, Stroke};
use crate::geom::{Angle, Length, Point, Rect, Turn};
use crate::qr::QUIET_ZONE;
use crate::route::RouteKind;
use crate::typeset::FontBook;

/// The ink that a drawing prints on each plane; none leaves the plane unchanged.
type Layers = Vec<Option<u8>>;

/// State of the drawing.
pub(super) struct InkPainter<'a> {
    pub(super) planes: Planes,
    pub(super) inks: &'a Inks,
    pub(super) book: &'a FontBook,
    /// Clip of the current frame; none for the whole page.
    pub(super) clip: Option<Rect>,
    /// Visible parts of frames that are rotated or cut to a shape, around the current one; nearly always none.
    pub(super) clip_paths: Vec<Path>,
    /// Outlines of glyphs in pixels, by font, glyph and size: a page repeats the same few.
    pub(super) glyphs: BTreeMap<(FontId, u16, Length), Option<Outline>>,
}

impl InkPainter<'_> {
    pub(super) fn draw_text(&mut self, run: &GlyphRun) {
        let mut builder = PathBuilder::new();
        let (sx, sy) = self.planes.scale;
        for glyph in &run.glyphs {
            let (book, scale) = (self.book, self.planes.scale);
            let key = (run.font, glyph.id, run.size);
            let drawn = self.glyphs.entry(key).or_insert_with(|| {
                outline(&book.face(run.font).outline(glyph.id, run.size), scale)
            });
            let at = run.point(Point::new(glyph.x, glyph.y));
            let turned = match run.turn {
                Turn::None => 0.0,
                Turn::Right => 90.0,
                Turn::Over => 180.0,
                Turn::Left => 270.0,
            };
            // Glyphs are outlined around their origin: turned first, then moved to their place.
            let by = Transform::from_rotate(turned)
                .post_concat(rotated_by(run.angle))
                .post_translate((at.x.to_inch() * sx) as f32, (at.y.to_inch() * sy) as f32);
            if let Some(drawn) = drawn.clone().and_then(|drawn| drawn.transform(by)) {
                builder.push_path(&drawn);
            }
        }
        let layers = self.layers(run.color, Mass::Fine);
        let drawn = builder.finish();
        // Outlined letters are empty inside.
        let drawn = match run.outline {
            None => drawn,
            Some(width) => drawn.and_then(|drawn| {
                let stroke = Stroke {
                    color: run.color,
                    width,
                    cap: 0,
                    join: ROUND_JOIN,
                };
                drawn.stroke(&line_style(stroke, sx), 1.0)
            }),
        };
        // All glyphs of a run are a single shape, filled once.
        self.fill_outline(drawn, FillRule::Winding, &layers, 1.0);
    }

    pub(super) fn draw_path(&mut self, path: &Path) {
        let Some(drawn) = outline(&path.segments, self.planes.scale) else {
            return;
        };
        if let Some(color) = path.fill {
            let rule = rule_of(path);
            // Large areas may have less than full ink, as in the PDF.
            let layers = self.layers(color, Mass::of_fill(path));
            self.fill_outline(Some(drawn.clone()), rule, &layers, path.opacity);
        }
        if let Some(stroke) = path.stroke {
            let layers = self.layers(stroke.color, Mass::Fine);
            // The scales of both axes differ only by the rounding of the page to whole pixels.
            let line = line_style(stroke, self.planes.scale.0);
            self.fill_outline(
                drawn.stroke(&line, 1.0),
                FillRule::Winding,
                &layers,
                path.opacity,
            );
        }
    }

    /// Draws the dark modules of a QR code, without hairlines between them.
    pub(super) fn draw_code(&mut self, code: &Code) {
        let modules = |count: usize| code.module * count as f64;
        let rects: Vec<Rect> = (code.symbol.rectangles().into_iter())
            .map(|(x, y, width, height)| {
                let corner = Point::new(modules(x + QUIET_ZONE), modules(y + QUIET_ZONE));
                let at = code.at + corner;
                Rect::new(at.x, at.y, modules(width), modules(height))
            })
            .collect();
        let layers = self.layers(Color::BLACK, Mass::Fine);
        let path = Path::rectangles(&rects, Color::BLACK).rotated(code.rotation());
        let drawn = outline(&path.segments, self.planes.scale);
        self.fill_outline(drawn, FillRule::Winding, &layers, 1.0);
    }

    /// The ink that a colour prints on each plane.
    pub(super) fn layers(&self, color: Color, mass: Mass) -> Vec<Option<u8>> {
        let byte = |share: u16| (f64::from(share) * 0.255).round() as u8;
        if self.inks.kind() == RouteKind::Riso {
            let on = |plate| self.inks.on_plate(plate, color, mass).map(byte);
            return self.inks.plates().iter().map(on).collect();
        }
        let mut layers: Layers = vec![Some(0); self.planes.inks.len()];
        let mut set = |at: usize, share: u16| {
            if let Some(layer) = layers.get_mut(at) {
                *layer = Some(byte(share));
            }
        };
        match self.inks.paint(color, mass) {
            Paint::Gray(share) => set(0, share),
            Paint::Cmyk(cmyk) => {
                for (at, share) in cmyk.0.into_iter().enumerate() {
                    set(at, share);
                }
            }
            Paint::Spot(tint) => {
                let at = self.inks.spots().iter().position(|ink| *ink == tint.ink);
                if let Some(at) = at {
                    set(4 + at, tint.share);
                }
            }
            Paint::Registration => layers.fill(Some(255)),
            Paint::Rgb(..) => {}
        }
        if self.inks.overprints(color, mass) {
            // An ink that has no part in an overprinting colour keeps what is below it.
            for layer in &mut layers {
                *layer = layer.filter(|share| *share > 0);
            }
        }
        layers
    }

    /// Fills an outline, given in pixels, with ink on each plane.
    fn fill_outline(
        &mut self,
        drawn: Option<Outline>,
        rule: FillRule,
        layers: &Layers,
        opacity: f32,
    ) {
        let Some(drawn) = drawn else { return };
        let Some(shape) = self.cover(&drawn, rule, opacity) else {
            return;
        };
        for (plane, layer) in layers.iter().enumerate() {
            if let Some(ink) = *layer {
                self.planes.blend(plane, &shape, Blend::Normal, |_, _| ink);
            }
        }
        self.planes.set_owner(&shape);
    }

    /// The pixels that a path covers, and how much of each; none if that is nothing.
    pub(super) fn covered_part(&self, path: &Path) -> Option<Shape> {
        let drawn = outline(&path.segments, self.planes.scale)?;
        self.cover(&drawn, rule_of(path), 1.0)
    }

    /// Limits what a shape covers to a path.
    pub(super) fn limit(&self, shape: &mut Shape, path: &Path) {
        if let Some(drawn) = outline(&path.segments, self.planes.scale) {
            cover_outline(shape, &drawn, rule_of(path), 1.0);
        }
    }

    /// The pixels that an outline, given in pixels, covers at an opacity.
    fn cover(&self, drawn: &Outline, rule: FillRule, opacity: f32) -> Option<Shape> {
        let bounds = drawn.bounds();
        let (left, top) = (bounds.left().floor() as i64, bounds.top().floor() as i64);
        let wide = bounds.right().ceil() as i64 - left;
        let high = bounds.bottom().ceil() as i64 - top;
        let mut shape = self.visible_part(left, top, wide, high)?;
        cover_outline(&mut shape, drawn, rule, opacity);
        Some(shape)
    }

    /// The part of a rectangle of pixels that lies on the page and inside the clip; none if that is empty.
    pub(super) fn visible_part(&self, left: i64, top: i64, wide: i64, high: i64) -> Option<Shape> {
        let (mut x, mut y) = (left.max(0), top.max(0));
        let mut right = (left + wide).min(self.planes.width as i64);
        let mut bottom = (top + high).min(self.planes.height as i64);
        let mut edges = None;
        if let Some(clip) = self.clip {
            let (sx, sy) = self.planes.scale;
            let across = (clip.origin.x.to_inch() * sx, clip.right().to_inch() * sx);
            let down = (clip.origin.y.to_inch() * sy, clip.bottom().to_inch() * sy);
            (x, right) = (
                x.max(across.0.floor() as i64),
                right.min(across.1.ceil() as i64),
            );
            (y, bottom) = (
                y.max(down.0.floor() as i64),
                bottom.min(down.1.ceil() as i64),
            );
            edges = Some((across, down));
        }
        if x >= right || y >= bottom {
            return None;
        }
        let (left, top) = (x as usize, y as usize);
        let (width, height) = ((right - x) as usize, (bottom - y) as usize);
        let share = |at: usize, (low, high): (f64, f64)| {
            let at = at as f64;
            ((high.min(at + 1.0) - low.max(at)).clamp(0.0, 1.0) * 255.0).round() as u8
        };
        // A clip that cuts through a pixel covers part of it; it is a rectangle, so the part is a product.
        let covered = match edges {
            None => vec![255; width * height],
            Some((across, down)) => {
                let columns: Vec<u8> = (left..left + width).map(|at| share(at, across)).collect();
                let rows = (top..top + height).map(|at| share(at, down));
                rows.flat_map(|row| columns.iter().map(move |column| times(row, *column)))
                    .collect()
            }
        };
        let mut shape = Shape {
            left,
            top,
            width,
            height,
            covered,
        };
        for clip in &self.clip_paths {
            if let Some(drawn) = outline(&clip.segments, self.planes.scale) {
                cover_outline(&mut shape, &drawn, rule_of(clip), 1.0);
            }
        }
        Some(shape)
    }
}

/// The same rotation in pixels, whose `y` grows downward like that of a page.
fn rotated_by(angle: Angle) -> Transform {
    if angle.is_none() {
        return Transform::identity();
    }
    let (cos, sin) = angle.cos_sin();
    Transform::from_row(cos as f32, sin as f32, -sin as f32, cos as f32, 0.0, 0.0)
}

/// The rule that decides what is inside of a path.
fn rule_of(path: &Path) -> FillRule {
    if path.even_odd {
        FillRule::EvenOdd
    } else {
        FillRule::Winding
    }
}

/// Limits what a shape covers to an outline, given in pixels of the page.
fn cover_outline(shape: &mut Shape, drawn: &Outline, rule: FillRule, opacity: f32) {
    let (Ok(width), Ok(height)) = (u32::try_from(shape.width), u32::try_from(shape.height)) else {
        return;
    };
    let Some(mut mask) = Mask::new(width, height) else {
        return;
    };
    let to_mask = Transform::from_translate(-(shape.left as f32), -(shape.top as f32));
    // Smoothed edges: thin lines keep their mean amount of ink at any resolution.
    mask.fill_path(drawn, rule, true, to_mask);
    shape.cover(mask.data(), opacity);
}

/// An outline in pixels; none if it has no segments.
fn outline(segments: &[Segment], (sx, sy): (f64, f64)) -> Option<Outline> {
    let mut builder = PathBuilder::new();
    let at = |p: Point| ((p.x.to_inch() * sx) as f32, (p.y.to_inch() * sy) as f32);
    for segment in segments {
        match *segment {
            Segment::Move(p) => {
                let (x, y) = at(p);
                builder.move_to(x, y);
            }
            Segment::Line(p) => {
                let (x, y) = at(p);
                builder.line_to(x, y);
            }
            Segment::Curve(a, b, p) => {
                let ((ax, ay), (bx, by), (x, y)) = (at(a), at(b), at(p));
                builder.cubic_to(ax, ay, bx, by, x, y);
            }
            Segment::Close => builder.close(),
        }
    }
    builder.finish()
}

/// A stroke in pixels; `scale` is the number of pixels to an inch.
fn line_style(stroke: Stroke, scale: f64) -> Line {
    Line {
        width: (stroke.width.to_inch() * scale) as f32,
        // The default of PDF (ISO 32000-1, table 52).
        miter_limit: 10.0,
        line_cap: match stroke.cap {
            1 => LineCap::Round,
            2 => LineCap::Square,
            _ => LineCap::Butt,
        },
        line_join: match stroke.join {
            1 => LineJoin::Round,
            2 => LineJoin::Bevel,
            _ => LineJoin::Miter,
        },
        dash: None,
    }
}
