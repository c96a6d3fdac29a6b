//! A mark of one's own: the outlines of a drawing (SVG), for a tally that repeats them.
//!
//! Only the shape is taken; the tally gives the colour. So a drawing of several colours is refused: what tells its
//! parts apart would be lost. Lines become outlines, since every mark of a tally is filled.

use usvg::tiny_skia_path::{self, LineCap, LineJoin, PathBuilder, PathSegment};

use super::drawing;
use super::outline::{bounds_of, contours_of, mapped};
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::frame::{Frame, ItemKind, Origin, Path, Segment, Stroke};
use crate::geom::{Length, Point, Rect, Size};
use crate::picture::{Asset, Picture};
use crate::rules::Rule;
use crate::template::plan::Tally;

/// Most steps of the outlines of a mark (practice: a drawing that is seen at 2 to 20 mm has a few hundred).
const MOST_STEPS: usize = 5_000;
/// Most steps of all marks of a tally together; each takes some 60 bytes of memory.
const MOST_STEPS_OF_ALL: usize = 1_000_000;

/// The outlines of a mark, each with whether the even-odd rule fills it.
pub(super) struct Sign {
    parts: Vec<(Vec<Segment>, bool)>,
    /// The rectangle of its ink.
    bounds: Rect,
}

/// A problem with a drawing, and what to do about it.
type Problem = (String, &'static str);

impl Sign {
    /// The drawing that a tally counts with.
    pub(super) fn of_tally(plan: &Tally, asset: &Asset) -> Result<Self, Diagnostic> {
        let marks: usize = plan.groups.iter().map(|group| group.count as usize).sum();
        let read = Self::of(&asset.picture, &plan.origin).and_then(|sign| {
            if sign.steps().saturating_mul(marks + 1) > MOST_STEPS_OF_ALL {
                let problem = format!("has outlines too long to be printed {marks} times");
                return Err((problem, "simplify the drawing, or draw fewer marks"));
            }
            Ok(sign)
        });
        read.map_err(|(what, hint)| {
            let problem = format!("the mark `{}` {what}", asset.file);
            Diagnostic::error(Rule::SvgUnsupported, problem).hint(hint)
        })
    }

    /// Reads the outlines of a drawing.
    fn of(picture: &Picture, origin: &Origin) -> Result<Self, Problem> {
        let size = Size::new(Length::pt(picture.size.0), Length::pt(picture.size.1));
        let whole = Rect::of_size(size);
        let simple = "simplify the drawing: plain shapes in one colour, text as outlines";
        let frame = drawing::items(picture, whole, whole, origin)
            .map_err(|what| (format!("has {what}"), simple))?;
        let mut reading = Reading::default();
        reading.frame(&frame)?;
        let Reading { parts, .. } = reading;
        let steps: usize = parts.iter().map(|(segments, _)| segments.len()).sum();
        if steps > MOST_STEPS {
            let problem = format!("has outlines of {steps} points; a mark may have {MOST_STEPS}");
            return Err((problem, "simplify the drawing: it is printed small"));
        }
        let contours = parts.iter().flat_map(|(segments, _)| contours_of(segments));
        let bounds = bounds_of(&contours.collect::<Vec<_>>());
        let bounds = bounds.filter(|bounds| bounds.size.short_side() > Length::ZERO);
        let Some(bounds) = bounds else {
            return Err(("draws nothing".to_owned(), "draw the mark as filled shapes"));
        };
        Ok(Self { parts, bounds })
    }

    /// Number of steps of its outlines.
    fn steps(&self) -> usize {
        self.parts.iter().map(|(segments, _)| segments.len()).sum()
    }

    /// Whether each of its outlines is filled by the even-odd rule.
    pub(super) fn rules(&self) -> impl Iterator<Item = bool> {
        self.parts.iter().map(|(_, even_odd)| *even_odd)
    }

    /// Its place within a rectangle: as large as it fits, in the middle, at the foot.
    pub(super) fn place(&self, rect: Rect) -> Rect {
        let Size { width, height } = self.bounds.size;
        let scale = rect
            .size
            .width
            .ratio(width)
            .min(rect.size.height.ratio(height));
        let size = Size::new(width * scale, height * scale);
        let origin = Point::new(
            rect.origin.x + (rect.size.width - size.width) * 0.5,
            rect.bottom() - size.height,
        );
        Rect { origin, size }
    }

    /// One of its outlines in its place.
    pub(super) fn outline(&self, part: usize, place: Rect) -> Vec<Segment> {
        let Some((segments, _)) = self.parts.get(part) else {
            return Vec::new();
        };
        let scale = place.size.width.ratio(self.bounds.size.width);
        let from = self.bounds.origin;
        mapped(segments, |point| {
            place.origin + Point::new((point.x - from.x) * scale, (point.y - from.y) * scale)
        })
    }
}

/// The outlines read so far.
#[derive(Default)]
struct Reading {
    parts: Vec<(Vec<Segment>, bool)>,
    color: Option<Color>,
}

impl Reading {
    fn frame(&mut self, frame: &Frame) -> Result<(), Problem> {
        for item in &frame.items {
            match &item.kind {
                ItemKind::Group(inner) => self.frame(inner)?,
                ItemKind::Path(path) => self.path(path)?,
                ItemKind::Text(_) | ItemKind::Image(_) | ItemKind::Link(_) | ItemKind::Code(_) => {}
            }
        }
        Ok(())
    }

    fn path(&mut self, path: &Path) -> Result<(), Problem> {
        if path.shows_ground() {
            let problem = "has a shape that is seen through".to_owned();
            return Err((problem, "give all shapes of the mark the same full colour"));
        }
        if let Some(color) = path.fill {
            self.note_color(color)?;
            self.parts.push((path.segments.clone(), path.even_odd));
        }
        if let Some(stroke) = path.stroke {
            self.note_color(stroke.color)?;
            if let Some(outline) = outlined(&path.segments, stroke) {
                self.parts.push((outline, false));
            }
        }
        Ok(())
    }

    /// Notes the colour of a shape; an error if another one has a different colour.
    fn note_color(&mut self, color: Color) -> Result<(), Problem> {
        match self.color.replace(color) {
            Some(known) if known.to_rgb() != color.to_rgb() => {
                let problem = "has several colours, but a tally prints its marks in one".to_owned();
                Err((
                    problem,
                    "draw it in one colour, and cut holes out of its shapes",
                ))
            }
            _ => Ok(()),
        }
    }
}

/// The outline of a stroked line; `None` if it draws nothing.
fn outlined(segments: &[Segment], stroke: Stroke) -> Option<Vec<Segment>> {
    let at = |point: Point| (point.x.to_pt() as f32, point.y.to_pt() as f32);
    let mut builder = PathBuilder::new();
    for segment in segments {
        match *segment {
            Segment::Move(p) => builder.move_to(at(p).0, at(p).1),
            Segment::Line(p) => builder.line_to(at(p).0, at(p).1),
            Segment::Curve(a, b, p) => {
                let ((ax, ay), (bx, by), (x, y)) = (at(a), at(b), at(p));
                builder.cubic_to(ax, ay, bx, by, x, y);
            }
            Segment::Close => builder.close(),
        }
    }
    let wanted = tiny_skia_path::Stroke {
        width: stroke.width.to_pt() as f32,
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
        ..tiny_skia_path::Stroke::default()
    };
    // Curves are followed as closely as at ten times the size: the drawing may be tiny.
    let outline = builder.finish()?.stroke(&wanted, 10.0)?;
    let point = |x: f32, y: f32| Point::new(Length::pt(f64::from(x)), Length::pt(f64::from(y)));
    let mut last = (0.0, 0.0);
    let mut found = Vec::new();
    for segment in outline.segments() {
        let to = match segment {
            PathSegment::MoveTo(p) => {
                found.push(Segment::Move(point(p.x, p.y)));
                p
            }
            PathSegment::LineTo(p) => {
                found.push(Segment::Line(point(p.x, p.y)));
                p
            }
            PathSegment::QuadTo(c, p) => {
                // The cubic with the same curve: handles two thirds of the way to the control point.
                let third = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
                found.push(Segment::Curve(
                    point(third(last.0, c.x), third(last.1, c.y)),
                    point(third(p.x, c.x), third(p.y, c.y)),
                    point(p.x, p.y),
                ));
                p
            }
            PathSegment::CubicTo(a, b, p) => {
                found.push(Segment::Curve(
                    point(a.x, a.y),
                    point(b.x, b.y),
                    point(p.x, p.y),
                ));
                p
            }
            PathSegment::Close => {
                found.push(Segment::Close);
                continue;
            }
        };
        last = (to.x, to.y);
    }
    Some(found)
}
