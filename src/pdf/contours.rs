//! Converts fonts with cubic outlines (CFF), and variable fonts at a place on their axes, to TrueType programs (ISO/IEC 14496-22, 5.3 and 5.4).
//!
//! All fonts are written as TrueType because there a glyph can be composed of others, which lets a letter of
//! several glyphs have one code (`signs`); CFF has nothing alike. Cubic curves become quadratic ones within a
//! quarter of a unit, where a unit is a thousandth of the em in nearly all such fonts.

use kurbo::{CubicBez, Point};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider, Tag};

use super::truetype;

/// Largest distance between a curve and its approximation, in units of the font.
const ACCURACY: f64 = 0.25;

/// A font program with these glyphs of a font at a place on its axes, in that order; none if the font cannot be read.
pub(super) fn truetype(file: &[u8], location: LocationRef<'_>, glyphs: &[u16]) -> Option<Vec<u8>> {
    let font = FontRef::new(file).ok()?;
    let outlines = font.outline_glyphs();
    let metrics = font.glyph_metrics(Size::unscaled(), location);
    let settings = || DrawSettings::unhinted(Size::unscaled(), location);
    let (mut data, mut starts, mut widths) = (Vec::new(), vec![0u32], Vec::new());
    let (mut most_points, mut most_contours) = (0, 0);
    for glyph in glyphs {
        let mut contours = Contours::default();
        if let Some(outline) = outlines.get((*glyph).into()) {
            outline.draw(settings(), &mut contours).ok()?;
        }
        // A contour of a single point draws nothing.
        contours.0.retain(|contour| contour.len() > 1);
        let points = contours.0.iter().map(Vec::len).sum::<usize>();
        most_points = most_points.max(u16::try_from(points).ok()?);
        most_contours = most_contours.max(u16::try_from(contours.0.len()).ok()?);
        let left = contours.write(&mut data)?;
        starts.push(u32::try_from(data.len()).ok()?);
        let advance = metrics.advance_width((*glyph).into()).unwrap_or(0.0);
        widths.extend((advance.round() as u16).to_be_bytes());
        widths.extend(left.to_be_bytes());
    }
    let count = u16::try_from(glyphs.len()).ok()?;
    // Only the tables that a PDF needs are written; characters are mapped by the PDF itself (9.9).
    let table = |tag: &[u8; 4]| Some(font.table_data(Tag::new(tag))?.as_bytes().to_vec());
    let (mut head, mut hhea) = (table(b"head")?, table(b"hhea")?);
    // `indexToLocFormat` 1: offsets of four bytes in `loca`.
    truetype::put_u16(&mut head, 50, 1)?;
    // `numberOfHMetrics`: every glyph has a width of its own.
    truetype::put_u16(&mut hhea, 34, count)?;
    // Version 1.0; one zone, as no glyph is hinted.
    let mut maxp = vec![0; 32];
    for (at, value) in [
        (0, 1),
        (4, count),
        (6, most_points),
        (8, most_contours),
        (14, 1),
    ] {
        truetype::put_u16(&mut maxp, at, value)?;
    }
    let loca = starts.iter().flat_map(|start| start.to_be_bytes());
    let tables = [
        (*b"glyf", data),
        (*b"head", head),
        (*b"hhea", hhea),
        (*b"hmtx", widths),
        (*b"loca", loca.collect()),
        (*b"maxp", maxp),
    ];
    truetype::assemble(&[0, 1, 0, 0], tables.into())
}

/// The closed contours of a glyph: points, and whether each is on the curve.
#[derive(Default)]
struct Contours(Vec<Vec<(Point, bool)>>);

impl Contours {
    /// Adds a point to the contour that is open.
    fn add(&mut self, point: Point, on: bool) {
        if let Some(contour) = self.0.last_mut() {
            contour.push((point, on));
        }
    }

    /// The last point, where the next curve begins.
    fn last(&self) -> Point {
        let last = self.0.last().and_then(|contour| contour.last());
        last.map_or(Point::ZERO, |(point, _)| *point)
    }

    /// Appends the glyph to `data`, and returns its left edge in units of the font.
    fn write(&self, data: &mut Vec<u8>) -> Option<i16> {
        if self.0.is_empty() {
            return Some(0);
        }
        let whole = |value: f64| value.round() as i16;
        let points = || self.0.iter().flatten();
        let sides = points().fold([i16::MAX, i16::MAX, i16::MIN, i16::MIN], |s, (p, _)| {
            let (x, y) = (whole(p.x), whole(p.y));
            [s[0].min(x), s[1].min(y), s[2].max(x), s[3].max(y)]
        });
        data.extend(i16::try_from(self.0.len()).ok()?.to_be_bytes());
        data.extend(sides.iter().flat_map(|side| side.to_be_bytes()));
        let mut last = 0u16;
        for contour in &self.0 {
            last = last.checked_add(u16::try_from(contour.len()).ok()?)?;
            // `endPtsOfContours`: the index of the last point, counted from 0 over all contours.
            data.extend(last.saturating_sub(1).to_be_bytes());
        }
        // No instructions.
        data.extend([0, 0]);
        // One flag byte a point, with bit 0 for a point on the curve; no bit for short or repeated values is
        // set, so that each difference takes two bytes.
        data.extend(points().map(|(_, on)| u8::from(*on)));
        for axis in [|p: &Point| p.x, |p: &Point| p.y] {
            let mut before = 0i16;
            for (point, _) in points() {
                let at = whole(axis(point));
                data.extend(at.wrapping_sub(before).to_be_bytes());
                before = at;
            }
        }
        data.resize(data.len().next_multiple_of(4), 0);
        Some(sides[0])
    }
}

impl OutlinePen for Contours {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(vec![(Point::new(x.into(), y.into()), true)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add(Point::new(x.into(), y.into()), true);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.add(Point::new(cx.into(), cy.into()), false);
        self.line_to(x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let point = |x: f32, y: f32| Point::new(x.into(), y.into());
        let curve = CubicBez::new(self.last(), point(ax, ay), point(bx, by), point(x, y));
        for (_, _, part) in curve.to_quads(ACCURACY) {
            self.add(part.p1, false);
            self.add(part.p2, true);
        }
    }

    fn close(&mut self) {
        // A contour closes by itself: a last point that is the first again is one too many.
        if let Some(contour) = self.0.last_mut()
            && contour.len() > 1
            && contour.first() == contour.last()
        {
            contour.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_are_kept_to_within_a_unit() {
        let file = include_bytes!("../../tests/fonts/EBGaramond-cut.otf");
        assert!(!truetype::is_truetype(file));
        let font = FontRef::new(file).expect("a font");
        let letters = ['S', 'a', 'ß', 'g', ' ', '.'];
        let glyph = |letter: &char| font.charmap().map(*letter).expect("a glyph").to_u32() as u16;
        let order: Vec<u16> = [0].into_iter().chain(letters.iter().map(glyph)).collect();
        let program = truetype(file, LocationRef::default(), &order).expect("a program");
        assert!(truetype::is_truetype(&program));
        let made = FontRef::new(&program).expect("a font");
        let metrics = |font: &FontRef<'_>, glyph: u16| {
            let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
            let advance = metrics.advance_width(glyph.into());
            (advance, metrics.bounds(glyph.into()))
        };
        for (new, old) in order.iter().enumerate() {
            let (advance, bounds) = metrics(&made, new as u16);
            let (own_advance, own) = metrics(&font, *old);
            assert_eq!(advance, own_advance);
            let sides = |bounds: Option<skrifa::metrics::BoundingBox>| {
                bounds.map_or([0.0; 4], |b| [b.x_min, b.y_min, b.x_max, b.y_max])
            };
            let (sides, own) = (sides(bounds), sides(own));
            let strays = sides.iter().zip(own).map(|(a, b)| (a - b).abs());
            // The box of a TrueType glyph goes around its points, which lie on or beyond the curve.
            assert!(
                strays.fold(0.0, f32::max) <= 12.0,
                "{old}: {sides:?} {own:?}"
            );
            let area = |font: &FontRef<'_>, glyph: u16| {
                let mut area = SignedArea::default();
                let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
                let outline = font.outline_glyphs().get(glyph.into()).expect("an outline");
                outline.draw(settings, &mut area).expect("it draws");
                area.sum.abs()
            };
            let (drawn, own) = (area(&made, new as u16), area(&font, *old));
            assert!(
                (drawn - own).abs() <= own * 0.002 + 1.0,
                "{old}: {drawn} {own}"
            );
        }
    }

    #[test]
    fn broken_fonts_are_refused() {
        assert!(truetype(b"", LocationRef::default(), &[0]).is_none());
        assert!(truetype(b"OTTO", LocationRef::default(), &[0]).is_none());
    }

    /// The area within an outline, by short chords.
    #[derive(Default)]
    struct SignedArea {
        first: (f64, f64),
        at: (f64, f64),
        sum: f64,
    }

    impl SignedArea {
        fn to(&mut self, x: f64, y: f64) {
            self.sum += (self.at.0 * y - x * self.at.1) / 2.0;
            self.at = (x, y);
        }

        fn curve(&mut self, point: impl Fn(f64) -> (f64, f64)) {
            for step in 1..=32 {
                let (x, y) = point(f64::from(step) / 32.0);
                self.to(x, y);
            }
        }
    }

    impl OutlinePen for SignedArea {
        fn move_to(&mut self, x: f32, y: f32) {
            self.at = (x.into(), y.into());
            self.first = self.at;
        }

        fn line_to(&mut self, x: f32, y: f32) {
            self.to(x.into(), y.into());
        }

        fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
            let start = self.at;
            let at = |t: f64, a: f64, b: f32, c: f32| {
                let (s, b, c) = (1.0 - t, f64::from(b), f64::from(c));
                s * s * a + 2.0 * s * t * b + t * t * c
            };
            self.curve(|t| (at(t, start.0, cx, x), at(t, start.1, cy, y)));
        }

        fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
            let point = |x: f32, y: f32| Point::new(x.into(), y.into());
            let start = Point::new(self.at.0, self.at.1);
            let curve = CubicBez::new(start, point(ax, ay), point(bx, by), point(x, y));
            self.curve(|t| {
                let at = kurbo::ParamCurve::eval(&curve, t);
                (at.x, at.y)
            });
        }

        fn close(&mut self) {
            let (x, y) = self.first;
            self.to(x, y);
        }
    }
}
