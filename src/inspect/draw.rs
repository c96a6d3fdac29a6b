//! Lines, areas, pictures, forms and gradients of contents.

use super::color::{self, Paint};
use super::model::{ColorUse, Drawn, Heaviest, ImageUse, Line, Marked, Space};
use super::space::{Area, Matrix};
use super::state::Path;
use super::value::{Map, Value};
use super::walk_state::{Run, at};
use crate::geom::Length;

/// Most pictures of a page that are told one by one.
const MOST_IMAGES: usize = 2000;
/// Most colour spaces of a page.
const MOST_COLORS: usize = 200;
/// Below this width in points a filled bar is told as a line.
const BAR: f64 = 1.0;

impl<'s> Run<'_, '_, 's, '_> {
    pub(super) fn segment(&mut self, word: &[u8], operands: &[Value]) {
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

    /// Ends the path: fills it, draws its line, cuts with it.
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

    fn fill(&mut self, path: &Path, paint: &Paint, outlined: bool) {
        let Some(area) = self
            .seen(path.bounds)
            .filter(|_| self.state.alpha_fill > 0.0)
        else {
            return;
        };
        let (width, height) = (path.bounds.width(), path.bounds.height());
        // A line around it makes it wider.
        let is_bar =
            !outlined && path.parts == 1 && width.min(height) < BAR && width.max(height) > 2.0;
        if is_bar && !paint.is_white() {
            self.line(width.min(height), area);
        }
        self.mark(Drawn::Fill, paint, area, self.state.overprint_fill);
    }

    fn stroke(&mut self, path: &Path) {
        let width = self.state.line_width * self.state.matrix.least_scale();
        let bounds = path.bounds.grown(width.min(1e5) / 2.0);
        // A line of no width is drawn all the same.
        let Some(area) = self
            .seen(bounds.grown(0.01))
            .filter(|_| self.state.alpha_stroke > 0.0)
        else {
            return;
        };
        let paint = self.state.stroke.clone();
        if !paint.is_white() {
            self.line(width, area);
        }
        self.mark(Drawn::Stroke, &paint, area, self.state.overprint_stroke);
    }

    fn line(&mut self, width: f64, area: Area) {
        let trim = self.page_walk.facts.trim;
        let rect = area.rect();
        let common = rect.intersection(trim);
        // Marks of the printer are thin, and stand beside the page.
        if common.size.width <= Length::ZERO && common.size.height <= Length::ZERO {
            return;
        }
        let width = Length::pt(width.min(1e5));
        let thinnest = &mut self.page_walk.facts.thinnest;
        if thinnest.is_none_or(|line| width < line.width) {
            *thinnest = Some(Line { width, rect });
        }
    }

    /// What is seen of an area: none where it lies beyond the page, is cut off or in a hidden layer.
    pub(super) fn seen(&self, area: Area) -> Option<Area> {
        let seen = area
            .intersection(self.state.clip)
            .intersection(self.page_walk.page);
        (seen.left <= seen.right && seen.top <= seen.bottom && !self.is_hidden()).then_some(seen)
    }

    /// Notes what is drawn: its colour, its ink, and whether it vanishes.
    pub(super) fn mark(&mut self, drawn: Drawn, paint: &Paint, area: Area, overprints: bool) {
        let rect = area.rect();
        if let Some(pattern) = paint.pattern.clone() {
            self.pattern(&pattern, area);
        }
        self.color(drawn, &paint.space, area);
        let facts = &mut self.page_walk.facts;
        if paint.is_white() {
            if overprints && facts.vanishing.is_none() {
                facts.vanishing = Some(Marked { drawn, rect });
            }
            return;
        }
        // Bars that the printer measures stand beside the page.
        let heaviest = facts.heaviest.map_or(0.0, |heaviest| heaviest.share);
        let share = paint.share().filter(|share| *share > heaviest);
        if let Some(share) = share.filter(|_| rect.overlaps(facts.trim, Length::ZERO)) {
            facts.heaviest = Some(Heaviest { share, rect });
        }
        if matches!(drawn, Drawn::Fill | Drawn::Stroke) && !is_for_the_printer(&paint.space) {
            self.cover(area);
        }
    }

    /// Notes that art lies there, where it is on the page at all: marks of the printer stand beside it.
    fn cover(&mut self, area: Area) {
        let trim = self.page_walk.facts.trim;
        if area.rect().overlaps(trim, Length::ZERO) {
            self.page_walk.inked = self.page_walk.inked.with(area);
        }
    }

    pub(super) fn color(&mut self, drawn: Drawn, space: &Space, area: Area) {
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

    /// A pattern: what it is drawn with counts as drawn.
    fn pattern(&mut self, pattern: &Value, area: Area) {
        let store = self.page_walk.file_walk.store;
        if let Some((number, stream)) = store.stream(pattern) {
            let Some(depth) = self.depth.checked_sub(1) else {
                return;
            };
            let bytes = self.page_walk.file_walk.stream(number);
            let resources = store.map(stream.map, b"Resources").or(self.resources);
            let mut state = super::state::State::new(self.state.matrix, area);
            // Where its tiles lie is of no matter; that they are seen is.
            if let Some(bounds) = store.numbers::<4>(stream.map, b"BBox") {
                let tile = self.state.matrix.area(Area::of(bounds));
                let offset = Matrix::moved(area.left - tile.left, area.top - tile.top);
                state.matrix = self.state.matrix.then(offset);
            }
            self.page_walk.run(&bytes, resources, state, depth);
            return;
        }
        let map = store.followed(pattern).map();
        if let Some(shading) = map.and_then(|map| map.get(b"Shading")) {
            self.gradient(shading, area);
        }
    }

    pub(super) fn shading(&mut self, operands: &[Value]) {
        let name = operands.first().and_then(Value::name);
        let shading = name.and_then(|name| self.resource(b"Shading", name));
        if let (Some(shading), Some(area)) = (shading, self.seen(self.state.clip)) {
            self.gradient(shading, area);
            self.cover(area);
        }
    }

    fn gradient(&mut self, shading: &Value, area: Area) {
        let store = self.page_walk.file_walk.store;
        let map = store.followed(shading).map();
        let space = map.and_then(|map| store.get(map, b"ColorSpace"));
        let space = space.and_then(|space| color::space(store, self.resources, space));
        if let Some(space) = space {
            self.color(Drawn::Shading, &space, area);
        }
    }

    /// A picture that is part of the contents; its keys are short there (ISO 32000-1, table 93).
    pub(super) fn inline_image(&mut self, operands: &[Value]) {
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
        self.image(None, &map);
    }

    pub(super) fn image(&mut self, object: Option<u32>, map: &Map) {
        let store = self.page_walk.file_walk.store;
        // A picture fills the unit square.
        let square = Area::of([0.0, 0.0, 1.0, 1.0]);
        let Some(area) = self.seen(self.state.matrix.area(square)) else {
            return;
        };
        let number = |key: &[u8]| store.get(map, key).and_then(Value::whole);
        let is_mask = store.get(map, b"ImageMask") == Some(&Value::Bool(true));
        let clear = store.get(map, b"SMask").is_some() || store.get(map, b"Mask").is_some();
        self.page_walk.facts.transparency |= store.get(map, b"SMask").is_some();
        let space = store.get(map, b"ColorSpace").filter(|_| !is_mask);
        let space = space.and_then(|space| color::space(store, self.resources, space));
        match &space {
            Some(space) => {
                self.color(Drawn::Picture, space, area);
                self.cover(area);
            }
            // Its ink is the colour of fills.
            None if is_mask => {
                let paint = self.state.fill.clone();
                self.mark(Drawn::Fill, &paint, area, self.state.overprint_fill);
            }
            None => self.cover(area),
        }
        let pixels = (
            number(b"Width").unwrap_or(0),
            number(b"Height").unwrap_or(0),
        );
        let (wide, high) = self.state.matrix.scales();
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

/// Whether a colour is that of marks, which every plate prints (ISO 32000-1, 8.6.6.4).
fn is_for_the_printer(space: &Space) -> bool {
    matches!(space, Space::Inks(names) if names.iter().any(|name| name == "All"))
}
