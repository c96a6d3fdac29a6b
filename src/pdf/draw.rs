//! Draws the items of the display list as operators of a content stream.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use printpdf::{
    Actions, BorderArray, Codepoint, ColorArray, DictItem, HighlightingMode, LinkAnnotation, Op,
    PdfFontHandle, Pt, TextItem, TextMatrix,
};

use super::fonts::{self, FontUse, Reused};
use super::images::Images;
use super::paint::{self, Separation, Spaces};
use super::signs::{PlacedSign, Sign};
use super::surface::Surface;
use super::tags::{Mark, Tags};
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::frame::{Frame, GlyphRun, ItemKind, Link};
use crate::geom::{Length, Point, Rect, Turn};
use crate::ink::{Mass, Paint};
use crate::typeset::{Face, FontBook};

/// State while one content stream is drawn. PDF counts from the lower left corner of the paper, frames from
/// the upper left corner of the trim.
pub(super) struct Pen<'a> {
    surface: &'a Surface<'a>,
    /// Origin of the frame being drawn, from the upper left corner of the paper.
    origin: Point,
    /// Frame being drawn.
    pub(super) page_frame: Option<&'a Frame>,
    fonts: &'a FontUse,
    pub(super) book: &'a FontBook,
    pub(super) separation: Separation<'a>,
    // Shared with all other streams of the document.
    pub(super) shared: &'a mut Shared,
    /// Structure of the piece; none if the file is not tagged.
    tags: Option<&'a Tags>,
    /// Index of this stream, and number of items drawn on it so far.
    place: (usize, usize),
    /// Number of text items among them.
    runs: usize,
    /// Mark of the content that is open.
    mark: Option<Mark>,
    pub(super) ops: Vec<Op>,
    /// Current colour of fills, so that it is not set again for each item.
    fill: Option<Paint>,
    /// Current overprint.
    overprint: Overprint,
}

/// Whether fills overprint what is below them, and whether strokes do.
pub(super) type Overprint = (bool, bool);

/// Name of the graphics state for an opacity in per cent.
pub(super) fn opacity_name(percent: u8) -> String {
    format!("A{percent}")
}

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
    pub(super) spaces: Spaces,
    /// Kinds of overprint that need a graphics state.
    pub(super) overprint: BTreeSet<Overprint>,
}

impl Shared {
    pub(super) fn new(reused: &Reused) -> Self {
        Self {
            images: Images::new(Arc::clone(&reused.converted)),
            opacities: BTreeSet::new(),
            spaces: Spaces::default(),
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

    /// Draws the placed pages and then the frames of the stream. Errors: a picture cannot be read.
    pub(super) fn draw(mut self) -> Result<Vec<Op>, Diagnostic> {
        for (form, page, placement) in &self.surface.forms {
            self.draw_form(*form, page, placement);
        }
        for (frame, origin) in &self.surface.frames {
            self.origin = *origin;
            self.page_frame = Some(*frame);
            self.draw_frame(frame)?;
        }
        Ok(self.finish())
    }

    fn finish(mut self) -> Vec<Op> {
        if self.mark.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
        self.ops
    }

    /// Begins marked content for the next item: a part of its structure element, or an artifact if it is
    /// decoration (ISO 32000-1, 14.6). Consecutive items of one element share a mark. Returns whether a space
    /// follows the item.
    fn begin_mark(&mut self) -> bool {
        let Some(tags) = self.tags else { return false };
        let (page, leaf) = self.place;
        // Items of one element in a row share a mark, which keeps the structure small.
        let (mark, space) = tags.mark(page, leaf);
        if self.mark != Some(mark) {
            if self.mark.is_some() {
                self.ops.push(Op::EndMarkedContent);
            }
            self.ops.push(match mark {
                Mark::Artifact => Op::BeginMarkedContent {
                    tag: "Artifact".to_owned(),
                },
                Mark::Content(tag, number) => Op::BeginMarkedContentWithProperties {
                    tag: tag.to_owned(),
                    properties: DictItem::Dict {
                        map: BTreeMap::from([("MCID".to_owned(), DictItem::Int(number as i64))]),
                    },
                },
            });
            self.mark = Some(mark);
        }
        space
    }

    fn draw_frame(&mut self, frame: &Frame) -> Result<(), Diagnostic> {
        let Some(clip) = frame.clip else {
            return self.draw_items(frame);
        };
        // A clipped frame is a single figure: its mark opens before the state is saved, so that mark and
        // state nest.
        self.begin_mark();
        let mut drawn = Ok(());
        self.with_saved_state(|pen| {
            pen.clip(clip);
            drawn = pen.draw_items(frame);
        });
        drawn
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

    fn draw_items(&mut self, frame: &Frame) -> Result<(), Diagnostic> {
        for item in &frame.items {
            match &item.kind {
                ItemKind::Group(inner) => {
                    self.draw_frame(inner)?;
                    continue;
                }
                ItemKind::Link(link) => {
                    // Links need a structure element; without tags, and on press sheets, none are written.
                    if self.tags.is_some() {
                        self.draw_link(link);
                    }
                    continue;
                }
                _ => {}
            }
            let space = self.begin_mark();
            match &item.kind {
                ItemKind::Text(run) => self.draw_text(run, space),
                ItemKind::Path(path) => self.draw_path(path),
                ItemKind::Image(placed) => self.draw_image(placed)?,
                ItemKind::Code(code) => self.draw_code(code),
                ItemKind::Group(_) | ItemKind::Link(_) => {}
            }
            // Items are counted as `tags` counts them: groups and links are none.
            self.place.1 += 1;
        }
        Ok(())
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

    /// Draws a run of text, with a space after it if `space` is true.
    fn draw_text(&mut self, run: &GlyphRun, space: bool) {
        let fonts = self.fonts;
        let shown = fonts.shown(self.place.0, self.runs);
        self.runs += 1;
        let Some(face) = fonts.face(run.font) else {
            return;
        };
        // Letters count as fine: they keep full ink where a large area may be limited.
        if !self.fill_color(run.color, Mass::Fine) {
            return;
        }
        self.ops.push(Op::StartTextSection);
        let font = PdfFontHandle::External(printpdf::FontId(FontUse::name(run.font)));
        self.ops.push(Op::SetFont {
            font,
            size: Pt(rounded(run.size.to_pt())),
        });
        let space = space.then(|| self.space_after(face, run, shown)).flatten();
        self.show_signs(run, shown.iter().chain(&space));
        self.ops.push(Op::EndTextSection);
    }

    /// The space to draw after a run, on the side where reading continues. Software that reads by the
    /// structure has no other sign that a word ends with its line (ISO 32000-1, 14.8.2.5).
    fn space_after(&self, face: &Face, run: &GlyphRun, shown: &[PlacedSign]) -> Option<PlacedSign> {
        let sign = fonts::space(face)?;
        let width = |sign: &Sign| {
            let (_, width) = self.fonts.code(run.font, sign);
            run.size * (f64::from(width) / 1000.0)
        };
        let (first, last) = (shown.first()?, shown.last()?);
        // In a line from right to left the last sign stands leftmost.
        let x = if last.x < first.x {
            last.x - width(&sign)
        } else {
            last.x + width(&last.sign)
        };
        Some(PlacedSign { sign, x })
    }

    /// Shows signs with a single operator, at the positions that the layout gave them.
    fn show_signs<'s>(&mut self, run: &GlyphRun, signs: impl Iterator<Item = &'s PlacedSign>) {
        let mut signs = signs.peekable();
        let Some(start) = signs.peek().map(|first| first.x) else {
            return;
        };
        let size = run.size.to_pt();
        let at = run.point(Point::new(start, Length::ZERO));
        // Turned text: PDF counts upwards, so that a turn to the right is negative.
        let [a, b, c, d] = match run.turn {
            Turn::None => [1.0, 0.0, 0.0, 1.0],
            Turn::Right => [0.0, -1.0, 1.0, 0.0],
            Turn::Over => [-1.0, 0.0, 0.0, -1.0],
            Turn::Left => [0.0, 1.0, -1.0, 0.0],
        };
        let matrix = TextMatrix::Raw([a, b, c, d, self.x(at.x), self.y(at.y)]);
        self.ops.push(Op::SetTextMatrix { matrix });
        let mut pen = 0.0;
        let mut shown = Vec::with_capacity(signs.size_hint().0);
        while let Some(set) = signs.next() {
            let (code, width) = self.fonts.code(run.font, &set.sign);
            pen += f64::from(width);
            // A number after a code moves the next one left by thousandths of the em (9.4.3). The difference
            // from where the pen is now, not from the last code, so that rounding does not add up; a tenth of
            // a thousandth is far below what shows.
            let adjust = signs.peek().map_or(0.0, |next| {
                let wanted = (next.x - start).to_pt() * 1000.0 / size;
                ((pen - wanted) * 10.0).round() / 10.0
            });
            pen -= adjust;
            shown.push(Codepoint::new(code, adjust as f32));
        }
        self.ops.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(shown)],
        });
    }

    /// Adds a link without a visible border.
    fn draw_link(&mut self, link: &Link) {
        let rect = printpdf::Rect {
            x: Pt(self.x(link.rect.origin.x)),
            y: Pt(self.y(link.rect.bottom())),
            width: Pt(rounded(link.rect.size.width.to_pt())),
            height: Pt(rounded(link.rect.size.height.to_pt())),
            mode: None,
            winding_order: None,
        };
        let link = LinkAnnotation::new(
            rect,
            Actions::uri(link.uri.to_string()),
            // Viewers draw a black border of one point unless its width is given as zero.
            Some(BorderArray::Solid([0.0; 3])),
            Some(ColorArray::Transparent),
            Some(HighlightingMode::Invert),
        );
        self.ops.push(Op::LinkAnnotation { link });
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
