//! The fonts at hand: those of the program and those beside the content file, and no others.
//!
//! The fonts of the system are never used: the same content has to give the same bytes on every machine. All
//! fonts are read once and shared by all threads.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use parley::fontique::{Blob, Collection, CollectionOptions, FontStyle, SourceCache};
use parley::{FontContext, FontData};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider};

use super::embedded::FONTS;
use super::scratch::Scratch;
use crate::diag::Diagnostic;
use crate::frame::{FontId, Segment};
use crate::geom::{Length, Point};
use crate::rules::Rule;

/// The fonts, loaded once and shared.
pub struct FontBook {
    faces: Vec<Face>,
    /// The face by the number that the shaper gives to its bytes.
    by_blob: BTreeMap<u64, FontId>,
    families: Vec<String>,
    context: FontContext,
    scratch: Mutex<Vec<Scratch>>,
}

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
    data: Blob<u8>,
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
    fn read(file: &str, data: Blob<u8>) -> Option<Self> {
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
            inks: Arc::default(),
        })
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

    /// The advance width of a glyph, in ems.
    pub(crate) fn advance(&self, glyph: u16) -> f64 {
        self.advances()(glyph)
    }

    /// A function that gives the advance width of any glyph, in ems. It reads the tables of the font once.
    pub(crate) fn advances(&self) -> impl Fn(u16) -> f64 {
        let widths = FontRef::new(self.bytes())
            .map(|font| font.glyph_metrics(Size::unscaled(), LocationRef::default()));
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
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let bounds = metrics.bounds(glyph.into())?;
        let em = f64::from(self.units_per_em.max(1));
        let [left, bottom, right, top] =
            [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|v| f64::from(v) / em);
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
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if let Ok(font) = FontRef::new(self.bytes())
            && let Some(outline) = font.outline_glyphs().get(glyph.into())
            && outline.draw(settings, &mut pen).is_err()
        {
            pen.segments.clear();
        }
        pen.segments
    }

    fn same_as(&self, other: &Self) -> bool {
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

impl FontBook {
    /// The fonts of the program alone.
    pub fn embedded() -> Self {
        Self::assemble(Vec::new())
    }

    /// The fonts of the program and others by file name and bytes, which come first: one of the same
    /// family, weight, width and slant takes the place of the program's.
    pub fn with(own: Vec<(String, Vec<u8>)>) -> Result<Self, Diagnostic> {
        let mut faces = Vec::new();
        for (file, bytes) in own {
            let blob = Blob::new(Arc::new(bytes));
            match Face::read(&file, blob) {
                Some(face) => faces.push(face),
                None => {
                    return Err(Diagnostic::error(
                        Rule::BadFont,
                        format!("`fonts/{file}` is not a readable font"),
                    )
                    .hint("use a TrueType or OpenType file (.ttf, .otf)"));
                }
            }
        }
        Ok(Self::assemble(faces))
    }

    fn assemble(mut faces: Vec<Face>) -> Self {
        let own = faces.len();
        for (file, bytes) in FONTS {
            // A font of the campaign replaces the one of the program that it looks like.
            if let Some(face) = Face::read(file, Blob::new(Arc::new(*bytes)))
                && !faces[..own].iter().any(|theirs| theirs.same_as(&face))
            {
                faces.push(face);
            }
        }
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        // In the order of the faces, so that families of the campaign are tried first.
        let mut families: Vec<String> = Vec::new();
        let mut by_blob = BTreeMap::new();
        for (index, face) in faces.iter().enumerate() {
            collection.register_fonts(face.data.clone(), None);
            by_blob.insert(face.data.id(), FontId(index as u16));
            if !families.contains(&face.family) {
                families.push(face.family.clone());
            }
        }
        let context = FontContext {
            collection,
            source_cache: SourceCache::default(),
        };
        Self {
            faces,
            by_blob,
            families,
            context,
            scratch: Mutex::default(),
        }
    }

    /// The families, in the order in which they are tried for a character that a style's own lack.
    pub fn families(&self) -> &[String] {
        &self.families
    }

    /// All faces.
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// A face. Ids come from this book, so an unknown one cannot occur; it would give the last face.
    pub fn face(&self, id: FontId) -> &Face {
        &self.faces[usize::from(id.0).min(self.faces.len() - 1)]
    }

    /// The face that the shaper chose.
    pub(super) fn id(&self, font: &FontData) -> FontId {
        self.by_blob
            .get(&font.data.id())
            .copied()
            .unwrap_or(FontId(0))
    }

    pub(super) fn context(&self) -> FontContext {
        self.context.clone()
    }

    /// Scratch space that an earlier piece gave back.
    pub(super) fn lend_scratch(&self) -> Option<Scratch> {
        self.scratch
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop()
    }

    /// Keeps scratch space for a later piece.
    pub(super) fn return_scratch(&self, scratch: Scratch) {
        self.scratch
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(scratch);
    }

    /// The slant to ask the matcher for.
    pub(super) fn slant(italic: bool) -> FontStyle {
        if italic {
            FontStyle::Italic
        } else {
            FontStyle::Normal
        }
    }
}
