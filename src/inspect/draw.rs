//! Notes the lines, filled areas, pictures, patterns and gradients that contents draw.

use super::color::{self, CurrentColor};
use super::model::{ColorUse, Drawn, Heaviest, ImageUse, Line, Marked, Space};
use super::space::{Bounds, Matrix};
use super::state::Path;
use super::value::{Map, Value};
use super::walk_state::{ContentWalk, at};
use crate::geom::Length;

/// Largest number of pictures listed for one page.
const MOST_IMAGES: usize = 2000;
/// Largest number of colour spaces listed for one page, each use counted apart.
const MOST_COLORS: usize = 200;
/// A filled rectangle narrower than this counts as a line, in points: many programs draw rules as rectangles.
const BAR: f64 = 1.0;

impl<'s> ContentWalk<'_, '_, 's, '_> {
    /// Adds a segment to the current path. Only the bounds are kept: control points count as if the curve
    /// touched them, which can make the bounds larger, never smaller.
    pub(super) fn add_segment(&mut self, word: &[u8], operands: &[Value]) {
        let mut add = |x: f64, y: f64| {
            let place = self.state.matrix.point((x, y));
            self.path.bounds.add(place);
            self.path.pen = (x, y);
        };
        match word {
            b"m" | b"l" => add(at(operands, 0), at(operands, 1)),
            b"c" | b"v" | b"y" => {
                for pair in 0..operands.len() / 2 {
                    add(at(operands, pair * 2), at(operands, pair * 2 + 1));
                }
            }
            b"re" => {
                let (x, y) = (at(operands, 0), at(operands, 1));
                let (width, height) = (at(operands, 2), at(operands, 3));
                for corner in [
                    (x, y),
                    (x + width, y),
                    (x, y + height),
                    (x + width, y + height),
                ] {
                    add(corner.0, corner.1);
                }
            }
            _ => {}
        }
        self.path.parts += usize::from(matches!(word, b"m" | b"re"));
    }

    /// Paints the current path as `word` says, then applies a pending clip and begins a new path.
    pub(super) fn draw_path(&mut self, word: &[u8]) {
        let path = std::mem::replace(&mut self.path, Path::new());
        let fills = matches!(word, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*");
        let strokes = matches!(word, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*");
        if fills {
            let paint = self.state.fill.clone();
            self.fill(&path, &paint, strokes);
        }
        if strokes {
            self.stroke(&path);
        }
        if path.cuts {
            self.state.clip = self.state.clip.intersection(path.bounds);
        }
    }

    /// Notes a filled path; as a line too, if it is a thin bar.
    fn fill(&mut self, path: &Path, paint: &CurrentColor, outlined: bool) {
        let Some(area) = self
            .visible_part(path.bounds)
            .filter(|_| self.state.alpha_fill > 0.0)
        else {
            return;
        };
        let (width, height) = (path.bounds.width(), path.bounds.height());
        // An outlined bar prints wider than it is. Two points of length keep dots and commas out.
        let is_bar =
            !outlined && path.parts == 1 && width.min(height) < BAR && width.max(height) > 2.0;
        if is_bar && !paint.is_white() {
            self.note_line(width.min(height), area);
        }
        if self.state.alpha_fill >= 0.95 {
            self.page_walk.over_text.note_cover(area);
        }
        self.note_drawn(Drawn::Fill, paint, area, self.state.overprint_fill);
    }

    /// Notes a stroked path. Of a line that is stretched more in one direction the narrowest width counts.
    fn stroke(&mut self, path: &Path) {
        let width = self.state.line_width * self.state.matrix.least_scale();
        let bounds = path.bounds.grown(width.min(1e5) / 2.0);
        // A width of zero prints as the thinnest line of the device (8.4.3.2). A straight line has bounds
        // without an area: 0.01 pt keeps it visible.
        let Some(area) = self
            .visible_part(bounds.grown(0.01))
            .filter(|_| self.state.alpha_stroke > 0.0)
        else {
            return;
        };
        let paint = self.state.stroke.clone();
        if !paint.is_white() {
            self.note_line(width, area);
        }
        self.note_drawn(Drawn::Stroke, &paint, area, self.state.overprint_stroke);
    }

    /// Notes a line if it is the thinnest of the page so far.
    fn note_line(&mut self, width: f64, area: Bounds) {
        let trim = self.page_walk.facts.trim;
        let rect = area.rect();
        let common = rect.intersection(trim);
        // Crop and registration marks are thin on purpose, and lie outside the trimmed page.
        if common.size.width <= Length::ZERO && common.size.height <= Length::ZERO {
            return;
        }
        let width = Length::pt(width.min(1e5));
        let thinnest = &mut self.page_walk.facts.thinnest;
        if thinnest.is_none_or(|line| width < line.width) {
            *thinnest = Some(Line { width, rect });
        }
    }

    /// The visible part of an area; none if it lies off the page, is clipped or belongs to a hidden layer.
    /// Lines without a width or height count as visible.
    pub(super) fn visible_part(&self, area: Bounds) -> Option<Bounds> {
        let seen = area
            .intersection(self.state.clip)
            .intersection(self.page_walk.page);
        (seen.left <= seen.right && seen.top <= seen.bottom && !self.is_hidden()).then_some(seen)
    }

    /// Notes something drawn: its colour, its amount of ink, and whether it disappears in print.
    pub(super) fn note_drawn(
        &mut self,
        drawn: Drawn,
        paint: &CurrentColor,
        area: Bounds,
        overprints: bool,
    ) {
        let rect = area.rect();
        if let Some(pattern) = paint.pattern.clone() {
            self.follow_pattern(&pattern, area);
        }
        self.note_color(drawn, &paint.space, area);
        let facts = &mut self.page_walk.facts;
        if paint.is_white() {
            // White that overprints adds no ink to what is below it: on a press the shape disappears.
            if overprints && facts.vanishing.is_none() {
                facts.vanishing = Some(Marked { drawn, rect });
            }
            return;
        }
        // Colour bars outside the trimmed page are printed at full ink on purpose.
        let heaviest = facts.heaviest.map_or(0.0, |heaviest| heaviest.share);
        let share = paint.share().filter(|share| *share > heaviest);
        if let Some(share) = share.filter(|_| rect.overlaps(facts.trim, Length::ZERO)) {
            facts.heaviest = Some(Heaviest { share, rect });
        }
        if matches!(drawn, Drawn::Fill | Drawn::Stroke) && !is_for_the_printer(&paint.space) {
            self.note_inked(area);
        }
    }

    /// Extends the printed area of the page. What lies outside the trimmed page is for the printer and does
    /// not count.
    fn note_inked(&mut self, area: Bounds) {
        let trim = self.page_walk.facts.trim;
        if area.rect().overlaps(trim, Length::ZERO) {
            self.page_walk.inked = self.page_walk.inked.with(area);
        }
    }

    /// Notes the use of a colour space, at the first place where it is used.
    pub(super) fn note_color(&mut self, drawn: Drawn, space: &Space, area: Bounds) {
        let colors = &mut self.page_walk.facts.colors;
        let known = colors
            .iter()
            .any(|known| known.drawn == drawn && known.space == *space);
        if !known && colors.len() < MOST_COLORS {
            colors.push(ColorUse {
                space: space.clone(),
                drawn,
                rect: area.rect(),
            });
        }
    }

    /// Follows the contents of a tiling pattern, or notes the gradient of a shading pattern.
    fn follow_pattern(&mut self, pattern: &Value, area: Bounds) {
        let store = self.page_walk.file_walk.store;
        if let Some((number, stream)) = store.stream(pattern) {
            let Some(depth) = self.depth.checked_sub(1) else {
                return;
            };
            let bytes = self.page_walk.file_walk.stream(number);
            let resources = store.map(stream.map, b"Resources").or(self.resources);
            let mut state = super::state::State::new(self.state.matrix, area);
            // Only the first tile is followed, moved to the corner of the area: the colours and lines of a
            // pattern are the same in every tile.
            if let Some(bounds) = store.numbers::<4>(stream.map, b"BBox") {
                let tile = self.state.matrix.bounds_of(Bounds::of(bounds));
                let offset = Matrix::moved(area.left - tile.left, area.top - tile.top);
                state.matrix = self.state.matrix.then(offset);
            }
            self.page_walk
                .walk_contents(&bytes, resources, state, depth);
            return;
        }
        let map = store.followed(pattern).map();
        if let Some(shading) = map.and_then(|map| map.get(b"Shading")) {
            self.note_gradient(shading, area);
        }
    }

    /// Draws a gradient over the current clip (`sh`).
    pub(super) fn draw_shading(&mut self, operands: &[Value]) {
        let name = operands.first().and_then(Value::name);
        let shading = name.and_then(|name| self.resource(b"Shading", name));
        if let (Some(shading), Some(area)) = (shading, self.visible_part(self.state.clip)) {
            self.note_gradient(shading, area);
            self.page_walk.over_text.note_cover(area);
            self.note_inked(area);
        }
    }

    /// Notes the colour space of a gradient.
    fn note_gradient(&mut self, shading: &Value, area: Bounds) {
        let store = self.page_walk.file_walk.store;
        let map = store.followed(shading).map();
        let space = map.and_then(|map| store.get(map, b"ColorSpace"));
        let space = space.and_then(|space| color::space(store, self.resources, space));
        if let Some(space) = space {
            self.note_color(Drawn::Shading, &space, area);
        }
    }

    /// Notes an inline picture; its dictionary abbreviates keys (ISO 32000-1, table 93).
    pub(super) fn note_inline_image(&mut self, operands: &[Value]) {
        let mut map = Map::default();
        for pair in operands.chunks_exact(2) {
            let [Value::Name(key), value] = pair else {
                continue;
            };
            let key: &[u8] = match key.as_slice() {
                b"W" => b"Width",
                b"H" => b"Height",
                b"BPC" => b"BitsPerComponent",
                b"CS" => b"ColorSpace",
                b"F" => b"Filter",
                b"IM" => b"ImageMask",
                other => other,
            };
            map.0.insert(key.to_vec(), value.clone());
        }
        self.note_image(None, &map);
    }

    /// Notes a picture with its place and resolution; `object` is its number, none for an inline picture.
    pub(super) fn note_image(&mut self, object: Option<u32>, map: &Map) {
        let store = self.page_walk.file_walk.store;
        // A picture fills the unit square of the current coordinates (8.9.5.1).
        let square = Bounds::of([0.0, 0.0, 1.0, 1.0]);
        let Some(area) = self.visible_part(self.state.matrix.bounds_of(square)) else {
            return;
        };
        self.page_walk.over_text.note_cover(area);
        let number = |key: &[u8]| store.get(map, key).and_then(Value::whole);
        let is_mask = store.get(map, b"ImageMask") == Some(&Value::Bool(true));
        let clear = store.get(map, b"SMask").is_some() || store.get(map, b"Mask").is_some();
        // A soft mask has grades of transparency; a `Mask` is on or off and needs none.
        self.page_walk.facts.transparency |= store.get(map, b"SMask").is_some();
        let space = store.get(map, b"ColorSpace").filter(|_| !is_mask);
        let space = space.and_then(|space| color::space(store, self.resources, space));
        match &space {
            Some(space) => {
                self.note_color(Drawn::Picture, space, area);
                self.note_inked(area);
            }
            // A stencil has no colours of its own: it prints in the current fill colour (8.9.6.2).
            None if is_mask => {
                let paint = self.state.fill.clone();
                self.note_drawn(Drawn::Fill, &paint, area, self.state.overprint_fill);
            }
            None => self.note_inked(area),
        }
        let pixels = (
            number(b"Width").unwrap_or(0),
            number(b"Height").unwrap_or(0),
        );
        let (wide, high) = self.state.matrix.scales();
        // 72 points per inch; a picture squeezed to nothing would divide by zero.
        let ppi = |pixels: u32, points: f64| f64::from(pixels) * 72.0 / points.max(1e-3);
        let filters = store.filters(map);
        let filter = filters
            .last()
            .map(|filter| String::from_utf8_lossy(filter.name).into_owned());
        if self.page_walk.facts.images.len() >= MOST_IMAGES {
            return;
        }
        self.page_walk.facts.images.push(ImageUse {
            object,
            pixels,
            rect: area.rect(),
            ppi: (ppi(pixels.0, wide), ppi(pixels.1, high)),
            space,
            bits: if is_mask {
                1
            } else {
                number(b"BitsPerComponent").unwrap_or(8)
            },
            filter,
            clear: clear || is_mask,
        });
    }
}

/// Whether a colour is "All", which prints on every plate and is meant for marks of the printer (ISO 32000-1,
/// 8.6.6.4).
fn is_for_the_printer(space: &Space) -> bool {
    matches!(space, Space::Inks(names) if names.iter().any(|name| name == "All"))
}
