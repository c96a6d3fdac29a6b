//! The pen that draws a content stream: its state, the names of resources, and the operators that all items share.

use std::collections::BTreeSet;
use std::sync::Arc;

use printpdf::{CurTransMat, DictItem, Op};

use super::fonts::{FontUse, Reused};
use super::images::Images;
use super::paint::{self, Separation, Spaces};
use super::shadings::Fades;
use super::surface::Surface;
use super::tags::{Mark, Tags};
use crate::color::Color;
use crate::frame::{Blend, Frame, Path, Segment};
use crate::geom::{Length, Point, Rect, Rotation};
use crate::ink::{Mass, Paint};
use crate::typeset::FontBook;

/// State while one content stream is drawn. PDF counts from the lower left corner of the paper, frames from
/// the upper left corner of the trim.
pub(super) struct Pen<'a> {
    pub(super) surface: &'a Surface<'a>,
    /// Origin of the frame being drawn, from the upper left corner of the paper.
    pub(super) origin: Point,
    /// Frame being drawn.
    pub(super) page_frame: Option<&'a Frame>,
    pub(super) fonts: &'a FontUse,
    pub(super) book: &'a FontBook,
    pub(super) separation: Separation<'a>,
    // Shared with all other streams of the document.
    pub(super) shared: &'a mut Shared,
    /// Structure of the piece; none if the file is not tagged.
    pub(super) tags: Option<&'a Tags>,
    /// Index of this stream, and number of items drawn on it so far.
    pub(super) place: (usize, usize),
    /// Number of text items among them.
    pub(super) runs: usize,
    /// Mark of the content that is open.
    pub(super) mark: Option<Mark>,
    pub(super) ops: Vec<Op>,
    /// Current colour of fills, so that it is not set again for each item.
    pub(super) fill: Option<Paint>,
    /// Current overprint.
    pub(super) overprint: Overprint,
}

/// Whether fills overprint what is below them, and whether strokes do.
pub(super) type Overprint = (bool, bool);

/// Name of the graphics state for an opacity in per cent.
pub(super) fn opacity_name(percent: u8) -> String {
    format!("A{percent}")
}

/// Name of the graphics state in which inks multiply.
pub(super) const MULTIPLY: &str = "B1";

/// Name of the graphics state for a kind of overprint.
pub(super) fn overprint_name(over: Overprint) -> &'static str {
    match over {
        (false, false) => "O0",
        (true, true) => "O1",
        (true, false) => "O1F",
        (false, true) => "O1S",
    }
}

/// Resources that all streams of a document share.
pub(super) struct Shared {
    pub(super) images: Images,
    /// Opacities in per cent that need a graphics state.
    pub(super) opacities: BTreeSet<u8>,
    /// Whether anything multiplies, which needs a graphics state.
    pub(super) multiplies: bool,
    pub(super) spaces: Spaces,
    pub(super) fades: Fades,
    /// Kinds of overprint that need a graphics state.
    pub(super) overprint: BTreeSet<Overprint>,
}

impl Shared {
    pub(super) fn new(reused: &Reused) -> Self {
        Self {
            images: Images::new(Arc::clone(&reused.converted)),
            opacities: BTreeSet::new(),
            multiplies: false,
            spaces: Spaces::default(),
            fades: Fades::default(),
            overprint: BTreeSet::new(),
        }
    }
}

/// Resource name of a page that is placed on sheets.
pub(super) fn form_name(form: usize) -> String {
    format!("P{form}")
}

impl<'a> Pen<'a> {
    pub(super) fn new(
        surface: (usize, &'a Surface<'a>),
        (fonts, book): (&'a FontUse, &'a FontBook),
        tags: Option<&'a Tags>,
        separation: Separation<'a>,
        shared: &'a mut Shared,
    ) -> Self {
        let (number, surface) = surface;
        Self {
            surface,
            origin: Point::default(),
            page_frame: None,
            tags,
            place: (number, 0),
            runs: 0,
            mark: None,
            fonts,
            book,
            separation,
            shared,
            ops: Vec::new(),
            fill: None,
            overprint: (false, false),
        }
    }

    /// Clips what follows to a rectangle.
    pub(super) fn clip(&mut self, rect: Rect) {
        let corner = [self.x(rect.origin.x), self.y(rect.bottom())];
        let extent = [rect.size.width, rect.size.height].map(|length| rounded(length.to_pt()));
        self.op("re", corner.into_iter().chain(extent).map(real).collect());
        self.op("W", vec![]);
        // `n` ends the path without painting it; only then does the clip take effect (8.5.4).
        self.op("n", vec![]);
    }

    /// Writes the outline of a path, without painting it.
    pub(super) fn segments(&mut self, path: &Path) {
        for segment in &path.segments {
            // The operators of 8.5.2, with their points in order.
            let (key, points): (&str, Vec<Point>) = match *segment {
                Segment::Move(p) => ("m", vec![p]),
                Segment::Line(p) => ("l", vec![p]),
                Segment::Curve(a, b, p) => ("c", vec![a, b, p]),
                Segment::Close => ("h", vec![]),
            };
            let operands = points
                .into_iter()
                .flat_map(|p| [real(self.x(p.x)), real(self.y(p.y))])
                .collect();
            self.op(key, operands);
        }
    }

    /// Rotates what follows clockwise about a point of the frame.
    pub(super) fn rotate(&mut self, by: Rotation) {
        let Point { x, y } = by.about;
        let (x, y) = (f64::from(self.x(x)), f64::from(self.y(y)));
        let (cos, sin) = by.angle.cos_sin();
        // PDF counts upwards, so that clockwise is negative.
        let to = (x * cos + y * sin, y * cos - x * sin);
        let matrix = [cos, -sin, sin, cos, x - to.0, y - to.1].map(|part| part as f32);
        self.ops.push(Op::SetTransformationMatrix {
            matrix: CurTransMat::Raw(matrix),
        });
    }

    /// A horizontal position of the frame on the paper, in points.
    pub(super) fn x(&self, x: Length) -> f32 {
        rounded((x + self.origin.x).to_pt())
    }

    /// A vertical position of the frame on the paper, in points from the lower edge.
    pub(super) fn y(&self, y: Length) -> f32 {
        rounded((self.surface.size.height - self.origin.y - y).to_pt())
    }

    /// Appends an operator that `printpdf` has no variant for.
    pub(super) fn op(&mut self, key: &str, operands: Vec<DictItem>) {
        self.ops.push(Op::Unknown {
            key: key.to_owned(),
            value: operands,
        });
    }

    /// Sets the colour of fills. False if the colour has none of the inks of the file, so that nothing is to
    /// be drawn.
    pub(super) fn fill_color(&mut self, color: Color, mass: Mass) -> bool {
        // White on a plate of another ink still removes what is below, so it has a paint.
        let Some(paint) = self.separation.paint(color, mass) else {
            return false;
        };
        let over = self.separation.inks.overprints(color, mass);
        self.set_overprint((over, over));
        self.fill_paint(paint);
        true
    }

    pub(super) fn fill_paint(&mut self, paint: Paint) {
        if self.fill != Some(paint) {
            self.fill = Some(paint);
            self.set_color(paint, false);
        }
    }

    /// Sets which of fills and strokes overprint.
    pub(super) fn set_overprint(&mut self, over: Overprint) {
        if self.overprint != over {
            self.overprint = over;
            self.shared.overprint.insert(over);
            let state = DictItem::Name(overprint_name(over).into());
            self.op("gs", vec![state]);
        }
    }

    /// Sets how what follows mixes with what lies below. Only the end of the saved state takes it back.
    pub(super) fn set_blend(&mut self, blend: Blend) {
        if blend == Blend::Multiply {
            self.shared.multiplies = true;
            self.op("gs", vec![DictItem::Name(MULTIPLY.into())]);
        }
    }

    /// Clips what follows to the inside of a path.
    pub(super) fn clip_to(&mut self, path: &Path) {
        self.segments(path);
        self.op(if path.even_odd { "W*" } else { "W" }, vec![]);
        // `n` ends the path without painting it; only then does the clip take effect (8.5.4).
        self.op("n", vec![]);
    }

    /// Sets the colour of fills, or of strokes.
    pub(super) fn set_color(&mut self, paint: Paint, stroke: bool) {
        self.shared.spaces.note(paint);
        for (key, operands) in paint::operators(paint, stroke) {
            self.op(key, operands);
        }
    }

    /// Runs `draw` between saving and restoring the graphics state. The known colour and overprint are
    /// restored with it.
    pub(super) fn with_saved_state(&mut self, draw: impl FnOnce(&mut Self)) {
        let state = (self.fill, self.overprint);
        self.ops.push(Op::SaveGraphicsState);
        draw(self);
        self.ops.push(Op::RestoreGraphicsState);
        // A viewer forgets what was set inside; so does the pen.
        (self.fill, self.overprint) = state;
    }
}

/// Points to a thousandth: finer than any printer, and short in the file.
pub(super) fn rounded(points: f64) -> f32 {
    ((points * 1000.0).round() / 1000.0) as f32
}

/// A real number as an operand.
pub(super) fn real(value: f32) -> DictItem {
    DictItem::Real(value)
}
