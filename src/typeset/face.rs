//! A face: one font file, or a variable font at a place on its axes, with what layout and output need to know of it.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use kurbo::{BezPath, Shape};
use parley::fontique::Blob;
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

use crate::frame::{AxisPlace, Segment};
use crate::geom::{Length, Point};

/// A face with what layout and output need to know of it. Measures are in units of the em.
#[derive(Clone)]
pub struct Face {
    /// File name.
    pub file: String,
    /// Family.
    pub family: String,
    /// PostScript name.
    pub postscript_name: String,
    /// Weight, 100 to 900.
    pub weight: f32,
    /// Width as a share of the normal width.
    pub stretch: f32,
    /// Italic.
    pub italic: bool,
    /// Units to the em.
    pub units_per_em: u16,
    /// Height of the capitals; in a font without Latin letters, height of its letters.
    pub cap_height: f32,
    /// Slant in degrees, negative to the right.
    pub italic_angle: f32,
    /// Bounding box of all glyphs: left, bottom, right, top.
    pub bounds: [f32; 4],
    pub(super) data: Blob<u8>,
    /// The place on its axes; empty for the default, and for a font without axes.
    location: Vec<NormalizedCoord>,
    /// Ink of the glyphs that were asked for so far. A page needs that of each letter several times, and
    /// finding it in the tables of the font takes longer than using it.
    inks: Arc<RwLock<HashMap<u16, Option<Ink>>>>,
}

/// What a glyph covers, in ems from its origin: left, bottom, right, top.
type Ink = [f64; 4];

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face")
            .field("file", &self.file)
            .field("family", &self.family)
            .finish_non_exhaustive()
    }
}

impl Face {
    pub(super) fn read(file: &str, data: Blob<u8>) -> Option<Self> {
        let bytes = data.clone();
        let font = FontRef::new(bytes.as_ref()).ok()?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let em = f32::from(metrics.units_per_em.max(1));
        let attributes = font.attributes();
        let name = |id| {
            font.localized_strings(id)
                .english_or_first()
                .map(|name| name.to_string())
        };
        use skrifa::string::StringId;
        let family =
            name(StringId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(StringId::FAMILY_NAME))?;
        // A font without bounds gets generous ones: they only decide how far ink may reach.
        let bounds = metrics.bounds.map_or([0.0, -0.3, 1.0, 1.0], |b| {
            [b.x_min / em, b.y_min / em, b.x_max / em, b.y_max / em]
        });
        Some(Self {
            file: file.to_owned(),
            postscript_name: name(StringId::POSTSCRIPT_NAME)
                .unwrap_or_else(|| family.replace(' ', "")),
            family,
            weight: attributes.weight.value(),
            stretch: attributes.stretch.ratio(),
            italic: !matches!(attributes.style, skrifa::attribute::Style::Normal),
            units_per_em: metrics.units_per_em,
            cap_height: cap_height(&font, metrics.cap_height).map_or(0.7, |height| height / em),
            italic_angle: metrics.italic_angle,
            bounds,
            data,
            location: Vec::new(),
            inks: Arc::default(),
        })
    }

    /// The same font at a place on its axes.
    pub(super) fn at(&self, axes: AxisPlace) -> Self {
        let location: Vec<NormalizedCoord> = axes
            .0
            .iter()
            .map(|place| NormalizedCoord::from_bits(*place))
            .collect();
        let mut face = Self {
            location,
            inks: Arc::default(),
            ..self.clone()
        };
        if let Ok(font) = FontRef::new(self.data.as_ref()) {
            let metrics = font.metrics(Size::unscaled(), face.location());
            let em = f32::from(metrics.units_per_em.max(1));
            // A heavier letter reaches farther than the default one that the stated bounds hold for.
            face.bounds = [
                face.bounds[0] - 0.5,
                face.bounds[1] - 0.5,
                face.bounds[2] + 0.5,
                face.bounds[3] + 0.5,
            ];
            face.cap_height = metrics
                .cap_height
                .filter(|height| *height > 0.0)
                .map_or(face.cap_height, |height| height / em);
        }
        face
    }

    /// The place on the axes of a variable font.
    pub(crate) fn location(&self) -> LocationRef<'_> {
        LocationRef::new(&self.location)
    }

    /// Whether it is a variable font away from its default.
    pub(crate) fn is_varied(&self) -> bool {
        !self.location.is_empty()
    }

    /// The axes of a variable font: tag, and the lowest and highest value.
    pub(super) fn axes(&self) -> Vec<(String, f32, f32)> {
        let Ok(font) = FontRef::new(self.bytes()) else {
            return Vec::new();
        };
        let axes = font.axes();
        axes.iter()
            .map(|axis| (axis.tag().to_string(), axis.min_value(), axis.max_value()))
            .collect()
    }

    /// The bytes of the font.
    pub fn bytes(&self) -> &[u8] {
        self.data.as_ref()
    }

    /// The glyph for a character.
    pub(crate) fn glyph(&self, character: char) -> Option<u16> {
        let font = FontRef::new(self.bytes()).ok()?;
        font.charmap()
            .map(character)
            .map(|glyph| glyph.to_u32() as u16)
    }

    /// The tags of its features.
    pub(super) fn features(&self) -> BTreeSet<String> {
        let mut tags = BTreeSet::new();
        let Ok(font) = FontRef::new(self.bytes()) else {
            return tags;
        };
        let substitutions = font.gsub().and_then(|table| table.feature_list());
        let positions = font.gpos().and_then(|table| table.feature_list());
        for list in [substitutions, positions].into_iter().flatten() {
            let records = list.feature_records().iter();
            tags.extend(records.map(|record| record.feature_tag().to_string()));
        }
        tags
    }

    /// The advance width of a glyph, in ems.
    pub(crate) fn advance(&self, glyph: u16) -> f64 {
        self.advances()(glyph)
    }

    /// A function that gives the advance width of any glyph, in ems. It reads the tables of the font once.
    pub(crate) fn advances(&self) -> impl Fn(u16) -> f64 {
        let widths = FontRef::new(self.bytes())
            .map(|font| font.glyph_metrics(Size::unscaled(), self.location()));
        let em = f64::from(self.units_per_em.max(1));
        move |glyph| {
            let width = widths
                .as_ref()
                .ok()
                .and_then(|widths| widths.advance_width(glyph.into()));
            f64::from(width.unwrap_or(0.0)) / em
        }
    }

    /// What a glyph covers, in ems from its origin: left, bottom, right, top. None if it draws nothing.
    pub(crate) fn ink(&self, glyph: u16) -> Option<Ink> {
        // Read first: once the letters of a page are known, threads do not wait for each other.
        let known = self.inks.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(ink) = known.get(&glyph) {
            return *ink;
        }
        drop(known);
        // Found outside of the lock. Two threads may find the same ink, which is the same then.
        let ink = self.find_ink(glyph);
        let mut known = self.inks.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(glyph, ink);
        ink
    }

    fn find_ink(&self, glyph: u16) -> Option<Ink> {
        let font = FontRef::new(self.bytes()).ok()?;
        if self.is_varied() {
            return self.ink_of_outline(glyph);
        }
        let metrics = font.glyph_metrics(Size::unscaled(), self.location());
        let bounds = metrics.bounds(glyph.into())?;
        let em = f64::from(self.units_per_em.max(1));
        let [left, bottom, right, top] =
            [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|v| f64::from(v) / em);
        (left < right && bottom < top).then_some([left, bottom, right, top])
    }

    /// What the outline of a glyph covers: no table states it for a place on the axes.
    fn ink_of_outline(&self, glyph: u16) -> Option<Ink> {
        let em = Length::pt(f64::from(self.units_per_em.max(1)));
        let mut path = BezPath::new();
        let point = |point: Point| kurbo::Point::new(point.x.to_pt(), -point.y.to_pt());
        for segment in self.outline(glyph, em) {
            match segment {
                Segment::Move(to) => path.move_to(point(to)),
                // A broken outline may begin without a place.
                _ if path.elements().is_empty() => return None,
                Segment::Line(to) => path.line_to(point(to)),
                Segment::Curve(a, b, to) => path.curve_to(point(a), point(b), point(to)),
                Segment::Close => path.close_path(),
            }
        }
        let bounds = path.bounding_box();
        let [left, bottom, right, top] =
            [bounds.x0, bounds.y0, bounds.x1, bounds.y1].map(|value| value / em.to_pt());
        (left < right && bottom < top).then_some([left, bottom, right, top])
    }

    /// The outline of a glyph at a size, from its origin on the baseline.
    pub(crate) fn outline(&self, glyph: u16, size: Length) -> Vec<Segment> {
        let mut pen = Outline {
            unit: size.to_pt() / f64::from(self.units_per_em.max(1)),
            at: (0.0, 0.0),
            segments: Vec::new(),
        };
        // Hinting would move points to the pixels of one screen; print has none. A broken outline draws nothing.
        let settings = DrawSettings::unhinted(Size::unscaled(), self.location());
        if let Ok(font) = FontRef::new(self.bytes())
            && let Some(outline) = font.outline_glyphs().get(glyph.into())
            && outline.draw(settings, &mut pen).is_err()
        {
            pen.segments.clear();
        }
        pen.segments
    }

    pub(super) fn same_as(&self, other: &Self) -> bool {
        self.family == other.family
            && self.weight == other.weight
            && self.stretch == other.stretch
            && self.italic == other.italic
    }
}

/// Receives an outline from the font, whose `y` grows upward, and turns it over: on the page it grows downward.
struct Outline {
    /// A unit of the font in points.
    unit: f64,
    at: (f32, f32),
    segments: Vec<Segment>,
}

impl Outline {
    fn point(&self, (x, y): (f32, f32)) -> Point {
        Point::new(
            Length::pt(f64::from(x) * self.unit),
            Length::pt(-f64::from(y) * self.unit),
        )
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = (x, y);
        self.segments.push(Segment::Move(self.point(self.at)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = (x, y);
        self.segments.push(Segment::Line(self.point(self.at)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        // The same curve as a cubic one: its control points lie two thirds of the way to the other's.
        let toward =
            |(fx, fy): (f32, f32)| (fx + (cx - fx) * 2.0 / 3.0, fy + (cy - fy) * 2.0 / 3.0);
        let (a, b) = (toward(self.at), toward((x, y)));
        self.curve_to(a.0, a.1, b.0, b.1, x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.at = (x, y);
        let (a, b) = (self.point((ax, ay)), self.point((bx, by)));
        self.segments
            .push(Segment::Curve(a, b, self.point(self.at)));
    }

    fn close(&mut self) {
        self.segments.push(Segment::Close);
    }
}

/// Letters that are as high as the line, from scripts without capitals: alef, and characters of Chinese, Japanese
/// and Korean. Their height stands in for that of capitals.
const TALL_LETTERS: [char; 5] = ['\u{627}', '国', '日', 'の', '한'];

/// Height of the capitals in units of the font. A font without Latin capitals may state any number there, so a tall
/// letter is measured instead.
fn cap_height(font: &FontRef<'_>, stated: Option<f32>) -> Option<f32> {
    let charmap = font.charmap();
    let stated = stated.filter(|height| *height > 0.0);
    if charmap.map('H').is_some() {
        return stated;
    }
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let mut tall = TALL_LETTERS
        .iter()
        .filter_map(|letter| charmap.map(*letter));
    let measured = tall.find_map(|glyph| metrics.bounds(glyph));
    measured.map(|bounds| bounds.y_max).or(stated)
}
