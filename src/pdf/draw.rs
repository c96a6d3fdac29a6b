//! Items of the display list as operations on a page.

use std::collections::BTreeMap;

use printpdf::{
    Actions, BorderArray, Codepoint, ColorArray, CurTransMat, DictItem, HighlightingMode,
    LinkAnnotation, Op, PdfFontHandle, Pt, TextItem, TextMatrix,
};

use super::fonts::{self, FontUse, utf16};
use super::images::Images;
use super::signs::{Cluster, Set, Sign};
use super::tags::{Mark, Tags};
use crate::color::{Color, Tone};
use crate::diag::Diagnostic;
use crate::frame::{Code, Frame, GlyphRun, ItemKind, Link, Path, Placed, Segment};
use crate::geom::{Length, Point, Rect};
use crate::page::Page;
use crate::typeset::Face;

/// Draws one page. PDF counts from the lower left corner of the bleed; frames count from the upper
/// left corner of the trim.
pub(super) struct Pen<'a> {
    page: &'a Page,
    fonts: &'a FontUse,
    images: &'a mut Images,
    /// Opacities in percent that need a graphics state.
    opacities: &'a mut BTreeMap<u8, ()>,
    tags: &'a Tags,
    /// Which page this is, and how many items are drawn on it so far.
    place: (usize, usize),
    /// How many of these are text.
    runs: usize,
    mark: Option<Mark>,
    ops: Vec<Op>,
    fill: Option<Color>,
}

/// The name of the graphics state for an opacity in percent.
pub(super) fn opacity_name(percent: u8) -> String {
    format!("A{percent}")
}

impl<'a> Pen<'a> {
    pub(super) fn new(
        page: (usize, &'a Page),
        fonts: &'a FontUse,
        tags: &'a Tags,
        images: &'a mut Images,
        opacities: &'a mut BTreeMap<u8, ()>,
    ) -> Self {
        let (number, page) = page;
        Self {
            page,
            tags,
            place: (number, 0),
            runs: 0,
            mark: None,
            fonts,
            images,
            opacities,
            ops: Vec::new(),
            fill: None,
        }
    }

    pub(super) fn finish(mut self) -> Vec<Op> {
        if self.mark.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
        self.ops
    }

    /// Marks what is drawn next as a part of its element, or as decoration (ISO 32000-1, 14.6).
    /// Whether a space follows it.
    fn marked(&mut self) -> bool {
        let (page, leaf) = self.place;
        let (mark, space) = self.tags.mark(page, leaf);
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

    pub(super) fn frame(&mut self, frame: &Frame) -> Result<(), Diagnostic> {
        let Some(clip) = frame.clip else {
            return self.items(frame);
        };
        // What is clipped is one figure: its mark goes around the clip.
        self.marked();
        let fill = self.fill;
        self.ops.push(Op::SaveGraphicsState);
        self.clip(clip);
        let drawn = self.items(frame);
        self.ops.push(Op::RestoreGraphicsState);
        self.fill = fill;
        drawn
    }

    fn clip(&mut self, rect: Rect) {
        let corner = [self.x(rect.origin.x), self.y(rect.bottom())];
        let extent = [rect.size.width, rect.size.height].map(|length| rounded(length.to_pt()));
        self.op("re", corner.into_iter().chain(extent).map(real).collect());
        self.op("W", vec![]);
        self.op("n", vec![]);
    }

    fn items(&mut self, frame: &Frame) -> Result<(), Diagnostic> {
        for item in &frame.items {
            match &item.kind {
                ItemKind::Group(inner) => {
                    self.frame(inner)?;
                    continue;
                }
                ItemKind::Link(link) => {
                    self.link(link);
                    continue;
                }
                _ => {}
            }
            let space = self.marked();
            match &item.kind {
                ItemKind::Text(run) => self.text(run, space),
                ItemKind::Path(path) => self.path(path),
                ItemKind::Image(placed) => self.image(placed)?,
                ItemKind::Code(code) => self.code(code),
                ItemKind::Group(_) | ItemKind::Link(_) => {}
            }
            self.place.1 += 1;
        }
        Ok(())
    }

    fn x(&self, x: Length) -> f32 {
        rounded((x + self.page.bleed).to_pt())
    }

    fn y(&self, y: Length) -> f32 {
        rounded((self.page.trim.height + self.page.bleed - y).to_pt())
    }

    fn op(&mut self, key: &str, operands: Vec<DictItem>) {
        self.ops.push(Op::Unknown {
            key: key.to_owned(),
            value: operands,
        });
    }

    fn fill_color(&mut self, color: Color) {
        if self.fill != Some(color) {
            self.fill = Some(color);
            self.ops.push(Op::SetFillColor { col: ink(color) });
        }
    }

    /// Runs `draw` between saving and restoring the graphics state.
    fn saved(&mut self, draw: impl FnOnce(&mut Self)) {
        let fill = self.fill;
        self.ops.push(Op::SaveGraphicsState);
        draw(self);
        self.ops.push(Op::RestoreGraphicsState);
        self.fill = fill;
    }

    fn text(&mut self, run: &GlyphRun, space: bool) {
        let fonts = self.fonts;
        let shown = fonts.shown(self.place.0, self.runs);
        self.runs += 1;
        let Some(face) = fonts.face(run.font) else {
            return;
        };
        self.fill_color(run.color);
        self.ops.push(Op::StartTextSection);
        let font = PdfFontHandle::External(printpdf::FontId(FontUse::name(run.font)));
        self.ops.push(Op::SetFont {
            font,
            size: Pt(rounded(run.size.to_pt())),
        });
        let space = space.then(|| self.space_after(face, run, shown)).flatten();
        let exact = |cluster: &Cluster| {
            let told = |set: &Set| fonts.code(run.font, &set.sign).2;
            cluster.exact && cluster.signs.iter().all(told)
        };
        let clusters: Vec<(&Cluster, bool)> = shown
            .iter()
            .chain(&space)
            .map(|cluster| (cluster, exact(cluster)))
            .collect();
        // Signs on one height whose codes stand for their text go into one operation.
        for part in clusters.chunk_by(|a, b| a.1 && b.1) {
            let special = part.iter().find(|(_, exact)| !exact);
            if let Some((cluster, _)) = special {
                let text = DictItem::String {
                    data: utf16(&cluster.text),
                    literal: false,
                };
                let properties = DictItem::Dict {
                    map: BTreeMap::from([("ActualText".to_owned(), text)]),
                };
                self.ops.push(Op::BeginMarkedContentWithProperties {
                    tag: "Span".to_owned(),
                    properties,
                });
            }
            let signs: Vec<&Set> = part
                .iter()
                .flat_map(|(cluster, _)| &cluster.signs)
                .collect();
            for level in signs.chunk_by(|a, b| a.y == b.y) {
                self.show(run, level);
            }
            if special.is_some() {
                self.ops.push(Op::EndMarkedContent);
            }
        }
        self.ops.push(Op::EndTextSection);
    }

    /// The space after a run, at the side where reading goes on: who reads by the structure has no
    /// other sign that a word ends with its line (ISO 32000-1, 14.8.2.5).
    fn space_after(&self, face: &Face, run: &GlyphRun, shown: &[Cluster]) -> Option<Cluster> {
        let sign = fonts::space(face)?;
        let width = |sign: &Sign| {
            let (_, width, _) = self.fonts.code(run.font, sign);
            run.size * (f64::from(width) / 1000.0)
        };
        let all = || shown.iter().flat_map(|cluster| &cluster.signs);
        let (first, last) = (all().next()?, all().last()?);
        let x = if last.x < first.x {
            last.x - width(&sign)
        } else {
            last.x + width(&last.sign)
        };
        Some(Cluster {
            text: sign.text.clone(),
            signs: vec![Set { sign, x, y: last.y }],
            exact: true,
        })
    }

    fn show(&mut self, run: &GlyphRun, signs: &[&Set]) {
        let Some(first) = signs.first() else { return };
        let size = run.size.to_pt();
        let at = run.at + Point::new(first.x, first.y);
        let matrix = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, self.x(at.x), self.y(at.y)]);
        self.ops.push(Op::SetTextMatrix { matrix });
        let mut pen = 0.0;
        let mut shown = Vec::with_capacity(signs.len());
        for (index, set) in signs.iter().enumerate() {
            let (code, width, _) = self.fonts.code(run.font, &set.sign);
            pen += f64::from(width);
            // A number after a code moves the next one left by thousandths of the em.
            let adjust = signs.get(index + 1).map_or(0.0, |next| {
                let wanted = (next.x - first.x).to_pt() * 1000.0 / size;
                ((pen - wanted) * 10.0).round() / 10.0
            });
            pen -= adjust;
            shown.push(Codepoint::new(code, adjust as f32));
        }
        self.ops.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(shown)],
        });
    }

    fn path(&mut self, path: &Path) {
        if path.opacity < 0.995 {
            let percent = (path.opacity.clamp(0.0, 1.0) * 100.0).round() as u8;
            self.opacities.insert(percent, ());
            self.saved(|pen| {
                pen.op(
                    "gs",
                    vec![DictItem::Name(opacity_name(percent).into_bytes())],
                );
                pen.outline(path);
            });
        } else {
            self.outline(path);
        }
    }

    fn outline(&mut self, path: &Path) {
        if let Some(color) = path.fill {
            self.fill_color(color);
        }
        if let Some(stroke) = path.stroke {
            self.ops.push(Op::SetOutlineColor {
                col: ink(stroke.color),
            });
            self.ops.push(Op::SetOutlineThickness {
                pt: Pt(rounded(stroke.width.to_pt())),
            });
            self.op("J", vec![DictItem::Int(stroke.cap.into())]);
            self.op("j", vec![DictItem::Int(stroke.join.into())]);
        }
        for segment in &path.segments {
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
        let paint = match (path.fill.is_some(), path.stroke.is_some(), path.even_odd) {
            (true, true, false) => "B",
            (true, true, true) => "B*",
            (true, false, false) => "f",
            (true, false, true) => "f*",
            (false, true, _) => "S",
            (false, false, _) => "n",
        };
        self.op(paint, vec![]);
    }

    /// A code as one path in black ink. Modules are the unit, so all numbers are whole.
    fn code(&mut self, code: &Code) {
        let (x, y) = (self.x(code.at.x), self.y(code.at.y));
        let module = code.module.to_pt() as f32;
        self.saved(|pen| {
            pen.fill_color(Color::BLACK);
            pen.ops.push(Op::SetTransformationMatrix {
                matrix: CurTransMat::Raw([module, 0.0, 0.0, -module, x, y]),
            });
            let quiet = crate::qr::QUIET_ZONE;
            for (x, y, width, height) in code.symbol.rectangles() {
                let operands =
                    [x + quiet, y + quiet, width, height].map(|value| DictItem::Int(value as i64));
                pen.op("re", operands.to_vec());
            }
            pen.op("f", vec![]);
        });
    }

    fn image(&mut self, placed: &Placed) -> Result<(), Diagnostic> {
        let (id, matrix) = self.images.add(placed)?;
        let corner = |rect: Rect| (self.x(rect.origin.x), self.y(rect.bottom()));
        let extent = |rect: Rect| {
            (
                rounded(rect.size.width.to_pt()),
                rounded(rect.size.height.to_pt()),
            )
        };
        let ((x, y), (w, h)) = (corner(placed.rect), extent(placed.rect));
        self.saved(|pen| {
            if placed.clip != placed.rect {
                pen.clip(placed.clip);
            }
            let [a, b, c, d, e, f] = matrix;
            let matrix = [a * w, b * h, c * w, d * h, e * w + x, f * h + y];
            pen.ops.push(Op::SetTransformationMatrix {
                matrix: CurTransMat::Raw(matrix),
            });
            pen.op("Do", vec![DictItem::Name(id.into_bytes())]);
        });
        Ok(())
    }

    fn link(&mut self, link: &Link) {
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
            Actions::uri(link.uri.clone()),
            Some(BorderArray::Solid([0.0; 3])),
            Some(ColorArray::Transparent),
            Some(HighlightingMode::Invert),
        );
        self.ops.push(Op::LinkAnnotation { link });
    }
}

/// Points to a thousandth: finer than any printer, and short in the file.
fn rounded(points: f64) -> f32 {
    ((points * 1000.0).round() / 1000.0) as f32
}

fn real(value: f32) -> DictItem {
    DictItem::Real(value)
}

fn ink(color: Color) -> printpdf::Color {
    let part = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
    match color.tone {
        Tone::Registration => ink(Color::BLACK),
        Tone::Key(tint) => printpdf::Color::Greyscale(printpdf::Greyscale {
            percent: part(255 - tint),
            icc_profile: None,
        }),
        Tone::Rgb(r, g, b) => printpdf::Color::Rgb(printpdf::Rgb {
            r: part(r),
            g: part(g),
            b: part(b),
            icc_profile: None,
        }),
    }
}
