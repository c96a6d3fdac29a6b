//! Draws a page onto planes of ink, one for each ink of the route. Coverage and order are those of the PDF:
//! opaque items replace the ink below them, overprinting ones add to it.

use std::collections::BTreeMap;

use tiny_skia::{
    FillRule, LineCap, LineJoin, Mask, Path as Outline, PathBuilder, Stroke as Line, Transform,
};

use super::inks::Inks;
use super::paint::{Mass, Paint};
use super::pixels::Space;
use super::planes::{Planes, Shape, times};
use super::source::Source;
use crate::color::Color;
use crate::frame::{Code, FontId, Frame, GlyphRun, Item, ItemKind, Path, Placed, Segment, Stroke};
use crate::geom::{Length, Point, Rect, Turn, narrow_clip};
use crate::page::Page;
use crate::qr::QUIET_ZONE;
use crate::route::RouteKind;
use crate::typeset::FontBook;

/// Largest number of pixels of a raster, so that a large paper does not fill the memory.
const MOST_PIXELS: f64 = 40e6;

/// Largest number of pixels in a row or column, for long banners.
const LONGEST: f64 = 50_000.0;

/// The ink that a drawing prints on each plane; none leaves the plane unchanged.
type Layers = Vec<Option<u8>>;

/// Draws the planes of a page at about `dpi` dots per inch.
pub(super) fn planes(page: &Page, inks: &Inks, book: &FontBook, dpi: f64) -> Planes {
    let (wide, high) = (page.trim.width.to_inch(), page.trim.height.to_inch());
    // Findings are about areas of millimetres: more than 1200 dpi would only take time.
    let dpi = dpi.clamp(1.0, 1200.0);
    let dpi = dpi
        .min((MOST_PIXELS / (wide * high).max(1e-6)).sqrt())
        .min(LONGEST / wide.max(high).max(1e-6));
    let side = |inches: f64| ((inches * dpi).round() as usize).max(1);
    let (width, height) = (side(wide), side(high));
    let names = ink_names(inks);
    let blank = vec![0_u8; width * height];
    let planes = Planes {
        width,
        height,
        // The trim is scaled to a whole number of pixels, so that shares of its area are exact.
        scale: (
            width as f64 / wide.max(1e-6),
            height as f64 / high.max(1e-6),
        ),
        items: vec![0; if names.is_empty() { 0 } else { blank.len() }],
        inks: names
            .into_iter()
            .map(|name| (name, blank.clone()))
            .collect(),
        origins: Vec::new(),
        pictures: Vec::new(),
    };
    let mut painter = InkPainter {
        planes,
        inks,
        book,
        clip: None,
        glyphs: BTreeMap::new(),
    };
    // Without inks of its own a route needs no drawing.
    if !painter.planes.inks.is_empty() {
        painter.draw_frame(&page.frame);
    }
    painter.planes
}

/// The names of a route's inks; none for screens and home printers, which mix their own.
fn ink_names(inks: &Inks) -> Vec<String> {
    match inks.kind() {
        RouteKind::Screen | RouteKind::Home => Vec::new(),
        RouteKind::Copier => vec!["black".to_owned()],
        RouteKind::Riso => inks
            .plates()
            .iter()
            .map(|plate| plate.name.clone())
            .collect(),
        RouteKind::Press => {
            let four = ["cyan", "magenta", "yellow", "black"].map(str::to_owned);
            let spots = inks.spots().iter().filter_map(|id| inks.ink(*id));
            four.into_iter()
                .chain(spots.map(|ink| ink.name.clone()))
                .collect()
        }
    }
}

/// State of the drawing.
struct InkPainter<'a> {
    planes: Planes,
    inks: &'a Inks,
    book: &'a FontBook,
    /// Clip of the current frame; none for the whole page.
    clip: Option<Rect>,
    /// Outlines of glyphs in pixels, by font, glyph and size: a page repeats the same few.
    glyphs: BTreeMap<(FontId, u16, Length), Option<Outline>>,
}

impl InkPainter<'_> {
    fn draw_frame(&mut self, frame: &Frame) {
        let outer = self.clip;
        self.clip = narrow_clip(outer, frame.clip);
        for item in &frame.items {
            self.draw_item(item);
        }
        self.clip = outer;
    }

    /// Draws an item, and records it as the owner of the pixels that it covers.
    fn draw_item(&mut self, item: &Item) {
        if let ItemKind::Group(inner) = &item.kind {
            return self.draw_frame(inner);
        }
        self.planes.origins.push(item.origin.clone());
        let picture = matches!(item.kind, ItemKind::Image(_));
        self.planes.pictures.push(picture);
        match &item.kind {
            ItemKind::Text(run) => self.draw_text(run),
            ItemKind::Path(path) => self.draw_path(path),
            ItemKind::Image(placed) => self.draw_picture(placed),
            ItemKind::Code(code) => self.draw_code(code),
            ItemKind::Group(_) | ItemKind::Link(_) => {}
        }
    }

    fn draw_text(&mut self, run: &GlyphRun) {
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
                .post_translate((at.x.to_inch() * sx) as f32, (at.y.to_inch() * sy) as f32);
            if let Some(drawn) = drawn.clone().and_then(|drawn| drawn.transform(by)) {
                builder.push_path(&drawn);
            }
        }
        let layers = self.layers(run.color, Mass::Fine);
        // All glyphs of a run are a single shape, filled once.
        self.fill_outline(builder.finish(), FillRule::Winding, &layers, 1.0);
    }

    fn draw_path(&mut self, path: &Path) {
        let Some(drawn) = outline(&path.segments, self.planes.scale) else {
            return;
        };
        if let Some(color) = path.fill {
            let rule = if path.even_odd {
                FillRule::EvenOdd
            } else {
                FillRule::Winding
            };
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
    fn draw_code(&mut self, code: &Code) {
        let modules = |count: usize| code.module * count as f64;
        let rects: Vec<Rect> = (code.symbol.rectangles().into_iter())
            .map(|(x, y, width, height)| {
                let corner = Point::new(modules(x + QUIET_ZONE), modules(y + QUIET_ZONE));
                let at = code.at + corner;
                Rect::new(at.x, at.y, modules(width), modules(height))
            })
            .collect();
        let layers = self.layers(Color::BLACK, Mass::Fine);
        let path = Path::rectangles(&rects, Color::BLACK);
        let drawn = outline(&path.segments, self.planes.scale);
        self.fill_outline(drawn, FillRule::Winding, &layers, 1.0);
    }

    /// Draws a picture in the pixels of the page, without a line screen.
    fn draw_picture(&mut self, placed: &Placed) {
        let (sx, sy) = self.planes.scale;
        let pixels = |length: Length, scale: f64| (length.to_inch() * scale).round();
        let rect = placed.rect;
        let (left, top) = (pixels(rect.origin.x, sx), pixels(rect.origin.y, sy));
        // Both edges are rounded, not the width, so that pictures side by side leave no gap.
        let wide = (pixels(rect.right(), sx) - left).clamp(1.0, 65535.0) as u32;
        let high = (pixels(rect.bottom(), sy) - top).clamp(1.0, 65535.0) as u32;
        // The layout has already reported a picture that cannot be read.
        let Ok(source) = Source::of(&placed.image.asset.picture) else {
            return;
        };
        // Toned as for the file: what is measured is the ink that will be printed.
        let drawn = self.inks.toned(source.scaled(wide, high), placed.duotone);
        let channels = match drawn.space {
            Space::Gray => 1,
            Space::Cmyk => 4,
            Space::Rgb | Space::Line => return,
        };
        let clip = self.clip;
        self.clip = narrow_clip(clip, Some(placed.clip));
        let (x, y) = (left as i64, top as i64);
        let visible = self.visible_part(x, y, i64::from(drawn.width), i64::from(drawn.height));
        if let Some(mut shape) = visible {
            if let Some(alpha) = &drawn.alpha {
                let (from, down) = (
                    (shape.left as i64 - x) as usize,
                    (shape.top as i64 - y) as usize,
                );
                let rows = alpha.chunks_exact(drawn.width as usize).skip(down);
                let seen = rows.flat_map(|row| row.iter().skip(from).take(shape.width).copied());
                let mask: Vec<u8> = seen.take(shape.width * shape.height).collect();
                shape.cover(&mask, 1.0);
            }
            let layers = self.picture_layers(channels);
            let byte = |column: usize, row: usize, channel: usize| {
                // The visible part begins at the picture's corner or after it, so this is not negative.
                let column = (shape.left as i64 - x) as usize + column;
                let row = (shape.top as i64 - y) as usize + row;
                let at = (row * drawn.width as usize + column) * channels + channel;
                let byte = drawn.bytes.get(at).copied().unwrap_or_default();
                // A grey pixel counts light, a CMYK pixel counts ink.
                if channels == 1 { 255 - byte } else { byte }
            };
            for (plane, channel) in layers.iter().enumerate() {
                let Some(channel) = channel else { continue };
                self.planes.blend(plane, &shape, |column, row| {
                    channel.map_or(0, |channel| byte(column, row, channel))
                });
            }
            self.planes.set_owner(&shape);
        }
        self.clip = clip;
    }

    /// What a picture prints on each plane: nothing, white paper, or one of its channels.
    fn picture_layers(&self, channels: usize) -> Vec<Option<Option<usize>>> {
        let key = |at: usize| match self.inks.kind() {
            RouteKind::Riso => self.inks.plates().get(at).is_some_and(|plate| plate.key),
            RouteKind::Press => at == 3,
            _ => at == 0,
        };
        let planes = 0..self.planes.inks.len();
        planes
            .map(|at| match (channels, self.inks.kind()) {
                (4, _) => Some((at < 4).then_some(at)),
                // The other plates of a risograph keep what is below; a press knocks it out.
                (_, RouteKind::Riso) => key(at).then_some(Some(0)),
                _ => Some(key(at).then_some(0)),
            })
            .collect()
    }

    /// The ink that a colour prints on each plane.
    fn layers(&self, color: Color, mass: Mass) -> Layers {
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
        let bounds = drawn.bounds();
        let (left, top) = (bounds.left().floor() as i64, bounds.top().floor() as i64);
        let wide = bounds.right().ceil() as i64 - left;
        let high = bounds.bottom().ceil() as i64 - top;
        let Some(mut shape) = self.visible_part(left, top, wide, high) else {
            return;
        };
        let (Ok(width), Ok(height)) = (u32::try_from(shape.width), u32::try_from(shape.height))
        else {
            return;
        };
        let Some(mut mask) = Mask::new(width, height) else {
            return;
        };
        let to_mask = Transform::from_translate(-(shape.left as f32), -(shape.top as f32));
        // Smoothed edges: thin lines keep their mean amount of ink at any resolution.
        mask.fill_path(&drawn, rule, true, to_mask);
        shape.cover(mask.data(), opacity);
        for (plane, layer) in layers.iter().enumerate() {
            if let Some(ink) = *layer {
                self.planes.blend(plane, &shape, |_, _| ink);
            }
        }
        self.planes.set_owner(&shape);
    }

    /// The part of a rectangle of pixels that lies on the page and inside the clip; none if that is empty.
    fn visible_part(&self, left: i64, top: i64, wide: i64, high: i64) -> Option<Shape> {
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
        Some(Shape {
            left,
            top,
            width,
            height,
            covered,
        })
    }
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
