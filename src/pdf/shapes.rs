//! Draws shapes, QR codes and placed pages as operators.

use printpdf::{CurTransMat, DictItem, Op, Pt};

use super::pen::{Pen, form_name, opacity_name, rounded};
use super::repeats::{self, Repeats};
use crate::color::Color;
use crate::frame::{Code, Path};
use crate::geom::{Point, Turn};
use crate::ink::Mass;
use crate::page::Page;
use crate::sheet::Placement;

impl Pen<'_> {
    /// Draws a path, through a graphics state of its own if it is translucent.
    pub(super) fn draw_path(&mut self, path: &Path) {
        if let Some(fade) = path.fade {
            self.draw_fade(path, fade);
        } else if path.shows_ground() {
            let percent = (path.opacity.clamp(0.0, 1.0) * 100.0).round() as u8;
            self.shared.opacities.insert(percent);
            self.with_saved_state(|pen| {
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

    /// Draws the fill and stroke of a path in full opacity of the current state.
    pub(super) fn outline(&mut self, path: &Path) {
        let printed = |color, mass| {
            let paint = self.separation.paint(color, mass)?;
            Some((paint, self.separation.inks.overprints(color, mass)))
        };
        // On a single plate, the fill or the stroke may have no part in its ink and is left out.
        let fill = path
            .fill
            .and_then(|color| printed(color, Mass::of_fill(path)));
        let stroke = path
            .stroke
            .and_then(|stroke| Some((stroke, printed(stroke.color, Mass::Fine)?)));
        let filled = fill.is_some();
        let over = (
            fill.map(|(_, over)| over),
            stroke.map(|(_, (_, over))| over),
        );
        match over {
            (Some(fill), Some(stroke)) => self.set_overprint((fill, stroke)),
            // Only one of both is drawn, so the other may share its state: fewer states are needed.
            (Some(over), None) | (None, Some(over)) => self.set_overprint((over, over)),
            (None, None) => return,
        }
        if let Some((paint, _)) = fill {
            self.fill_paint(paint);
        }
        if let Some((stroke, (paint, _))) = stroke {
            self.set_color(paint, true);
            self.ops.push(Op::SetOutlineThickness {
                pt: Pt(rounded(stroke.width.to_pt())),
            });
            self.op("J", vec![DictItem::Int(stroke.cap.into())]);
            self.op("j", vec![DictItem::Int(stroke.join.into())]);
        }
        if path.stroke.is_none()
            && filled
            && let Some(repeats) = Repeats::of(&path.segments)
        {
            return self.repeated(path, &repeats);
        }
        self.segments(path);
        let paint = match (filled, stroke.is_some(), path.even_odd) {
            (true, true, false) => "B",
            (true, true, true) => "B*",
            (true, false, false) => "f",
            (true, false, true) => "f*",
            (false, true, _) => "S",
            (false, false, _) => "n",
        };
        self.op(paint, vec![]);
    }

    /// Fills an outline that a path repeats, and then the rest of the path.
    fn repeated(&mut self, path: &Path, repeats: &Repeats) {
        let outline = path.segments.get(repeats.outline.clone());
        let Some(form) = outline.and_then(|outline| repeats::form(path, outline)) else {
            return;
        };
        let name = self.shared.images.add_form(form);
        for at in &repeats.at {
            let (x, y) = (self.x(at.x), self.y(at.y));
            self.ops.push(Op::SaveGraphicsState);
            self.ops.push(Op::SetTransformationMatrix {
                matrix: CurTransMat::Raw([1.0, 0.0, 0.0, 1.0, x, y]),
            });
            self.op("Do", vec![DictItem::Name(name.clone().into_bytes())]);
            self.ops.push(Op::RestoreGraphicsState);
        }
        let rest = path.segments.get(repeats.rest..).unwrap_or_default();
        if !rest.is_empty() {
            self.segments(&Path {
                segments: rest.to_vec(),
                ..path.clone()
            });
            self.op(if path.even_odd { "f*" } else { "f" }, vec![]);
        }
    }

    /// Draws a QR code as a single path in black. The unit is a module, so all numbers are integers, and no
    /// hairlines appear between modules.
    pub(super) fn draw_code(&mut self, code: &Code) {
        let (x, y) = (self.x(code.at.x), self.y(code.at.y));
        let module = code.module.to_pt() as f32;
        self.with_saved_state(|pen| {
            if !pen.fill_color(Color::BLACK, Mass::Fine) {
                return;
            }
            if !code.angle.is_none() {
                pen.rotate(code.rotation());
            }
            pen.ops.push(Op::SetTransformationMatrix {
                matrix: CurTransMat::Raw([module, 0.0, 0.0, -module, x, y]),
            });
            // The position of a code includes its quiet zone, which is not drawn.
            let quiet = crate::qr::QUIET_ZONE;
            for (x, y, width, height) in code.symbol.rectangles() {
                let operands =
                    [x + quiet, y + quiet, width, height].map(|value| DictItem::Int(value as i64));
                pen.op("re", operands.to_vec());
            }
            pen.op("f", vec![]);
        });
    }

    /// Draws a placed page within its clip. The origin of a form is the lower left corner of its bleed.
    pub(super) fn draw_form(&mut self, form: usize, page: &Page, placement: &Placement) {
        let (right, up) = match placement.turn {
            Turn::None => ((1.0, 0.0), (0.0, 1.0)),
            Turn::Right => ((0.0, -1.0), (1.0, 0.0)),
            Turn::Over => ((-1.0, 0.0), (0.0, -1.0)),
            Turn::Left => ((0.0, 1.0), (-1.0, 0.0)),
        };
        // That corner in coordinates of the page, whose origin is the upper left corner of the trim.
        let corner = Point::new(-page.bleed, page.trim.height + page.bleed);
        let at = placement.point(page.trim, corner);
        let scale = placement.scale as f32;
        let turn = [right.0, right.1, up.0, up.1].map(|part: f32| part * scale);
        let [a, b, c, d] = turn;
        let (e, f) = (self.x(at.x), self.y(at.y));
        self.with_saved_state(|pen| {
            pen.clip(placement.clip);
            pen.ops.push(Op::SetTransformationMatrix {
                matrix: CurTransMat::Raw([a, b, c, d, e, f]),
            });
            pen.op("Do", vec![DictItem::Name(form_name(form).into_bytes())]);
        });
    }
}
