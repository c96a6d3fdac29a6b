//! Draws the items of the display list as operators of a content stream.

use std::collections::BTreeMap;

use printpdf::{
    Actions, BorderArray, Codepoint, ColorArray, DictItem, HighlightingMode, LinkAnnotation, Op,
    PdfFontHandle, Pt, TextItem, TextMatrix,
};

use super::fonts::{self, FontUse};
use super::pen::{Pen, rounded};
use super::signs::{PlacedSign, Sign};
use super::tags::Mark;
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::frame::{Frame, GlyphRun, ItemKind, Link, ROUND_JOIN};
use crate::geom::{Length, Point, Turn};
use crate::ink::Mass;
use crate::typeset::Face;

/// The text rendering mode of outlined letters: stroke (ISO 32000-1, table 106).
const OUTLINED: i64 = 1;

/// The size of type at which a run is shown. A large first letter is a letter of the size of its line whose sign is
/// larger than others (`signs`).
fn shown_size(run: &GlyphRun) -> Length {
    run.initial.map_or(run.size, |initial| initial.size)
}

impl Pen<'_> {
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
        self.end_mark();
        self.ops
    }

    /// Ends the marked content that is open, if any.
    fn end_mark(&mut self) {
        if self.mark.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
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
        // Marks and states nest. A clipped frame is a single figure, whose mark opens before the state is saved; but
        // half a page has many, all within its state.
        let is_half = frame.language.is_some();
        if is_half {
            self.end_mark();
        } else {
            self.begin_mark();
        }
        let mut drawn = Ok(());
        self.with_saved_state(|pen| {
            match frame.slanted_or_cut() {
                None => pen.clip(clip),
                Some(path) => pen.clip_to(&path),
            }
            drawn = pen.draw_items(frame);
            if is_half {
                pen.end_mark();
            }
        });
        drawn
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

    /// Draws a run of text, with a space after it if `space` is true.
    fn draw_text(&mut self, run: &GlyphRun, space: bool) {
        let fonts = self.fonts;
        let shown = fonts.shown(self.place.0, self.runs);
        self.runs += 1;
        let Some(face) = fonts.face(run.font) else {
            return;
        };
        let space = space.then(|| self.space_after(face, run, shown)).flatten();
        let signs = || shown.iter().chain(&space);
        let Some(weight) = run.outline else {
            // Letters count as fine: they keep full ink where a large area may be limited.
            if self.fill_color(run.color, Mass::Fine) {
                self.text_section(run, None, signs());
            }
            return;
        };
        // In a state of its own: what follows is neither outlined nor in its line.
        self.with_saved_state(|pen| {
            if pen.outline_of_letters(run.color, weight) {
                pen.text_section(run, Some(OUTLINED), signs());
            }
        });
    }

    /// Sets the line along the edges of letters. False if its colour has none of the inks of the file.
    fn outline_of_letters(&mut self, color: Color, weight: Length) -> bool {
        let Some(paint) = self.separation.paint(color, Mass::Fine) else {
            return false;
        };
        let over = self.separation.inks.overprints(color, Mass::Fine);
        self.set_overprint((over, over));
        self.set_color(paint, true);
        self.ops.push(Op::SetOutlineThickness {
            pt: Pt(rounded(weight.to_pt())),
        });
        self.op("j", vec![DictItem::Int(ROUND_JOIN.into())]);
        true
    }

    /// Shows signs of a run as a text object, in a text rendering mode if it is not the default.
    fn text_section<'s>(
        &mut self,
        run: &GlyphRun,
        mode: Option<i64>,
        signs: impl Iterator<Item = &'s PlacedSign>,
    ) {
        self.ops.push(Op::StartTextSection);
        if let Some(mode) = mode {
            self.op("Tr", vec![DictItem::Int(mode)]);
        }
        let font = PdfFontHandle::External(printpdf::FontId(FontUse::name(run.font)));
        self.ops.push(Op::SetFont {
            font,
            size: Pt(rounded(shown_size(run).to_pt())),
        });
        self.show_signs(run, signs);
        self.ops.push(Op::EndTextSection);
    }

    /// The space to draw after a run, on the side where reading continues. Software that reads by the
    /// structure has no other sign that a word ends with its line (ISO 32000-1, 14.8.2.5).
    fn space_after(&self, face: &Face, run: &GlyphRun, shown: &[PlacedSign]) -> Option<PlacedSign> {
        let sign = fonts::space(face)?;
        let width = |sign: &Sign| {
            let (_, width) = self.fonts.code(run.font, sign);
            shown_size(run) * (f64::from(width) / 1000.0)
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
        let size = shown_size(run).to_pt();
        let up = run.initial.map_or(Length::ZERO, |initial| initial.down);
        let at = run.point(Point::new(start, -up));
        // Turned text: PDF counts upwards, so that a turn to the right is negative.
        let [a, b, c, d] = match run.turn {
            Turn::None => [1.0, 0.0, 0.0, 1.0],
            Turn::Right => [0.0, -1.0, 1.0, 0.0],
            Turn::Over => [-1.0, 0.0, 0.0, -1.0],
            Turn::Left => [0.0, 1.0, -1.0, 0.0],
        };
        let [a, b, c, d] = if run.angle.is_none() {
            [a, b, c, d]
        } else {
            let (cos, sin) = run.angle.cos_sin();
            let (cos, sin) = (cos as f32, sin as f32);
            // Clockwise, where PDF counts upwards.
            let rotated = |x: f32, y: f32| (x * cos + y * sin, y * cos - x * sin);
            let ((a, b), (c, d)) = (rotated(a, b), rotated(c, d));
            [a, b, c, d]
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
