//! Grounds that fade or are seen through: axial shadings (ISO 32000-1, 8.7.4.5.3) under soft masks (11.6.5.2),
//! or one opacity for the whole ground.
//!
//! PDF/X-4 permits both. A file of one ink, for a copier or a risograph, gets a picture instead (`ink::flat`).

use printpdf::{CurTransMat, DictItem, Op};

use super::pen::{Pen, opacity_name, rounded};
use super::shadings::{Mask, Shading, Space};
use crate::color::{Cmyk, Color};
use crate::frame::{Fade, Frame, Path};
use crate::ink::{Mass, Paint};

/// Resolution of flattened grounds, in dots to the inch: that of pictures.
const FLAT_DPI: f64 = 300.0;

/// The colour space of a paint, and its parts there.
fn parts(paint: Paint) -> (Space, Vec<f32>) {
    let share = |share: u16| f32::from(share) / 1000.0;
    match paint {
        Paint::Gray(ink) => (
            Space::Device("DeviceGray"),
            vec![1.0 - share(ink.min(1000))],
        ),
        Paint::Rgb(r, g, b) => {
            let light = [r, g, b].map(|part| f32::from(part) / 255.0);
            (Space::Device("DeviceRGB"), light.to_vec())
        }
        Paint::Cmyk(Cmyk(shares)) => (Space::Device("DeviceCMYK"), shares.map(share).to_vec()),
        Paint::Spot(tint) => (Space::Spot(tint.ink), vec![share(tint.share)]),
        // Marks of the printer do not fade.
        Paint::Registration => (Space::Device("DeviceGray"), vec![0.0]),
    }
}

/// Grey as red, green and blue, or as black ink, if the other end needs it.
fn widened((space, parts): (Space, Vec<f32>), other: Space) -> (Space, Vec<f32>) {
    match (space, other, parts[..].first().copied()) {
        (Space::Device("DeviceGray"), Space::Device("DeviceRGB"), Some(light)) => {
            (other, vec![light; 3])
        }
        (Space::Device("DeviceGray"), Space::Device("DeviceCMYK"), Some(light)) => {
            (other, vec![0.0, 0.0, 0.0, 1.0 - light])
        }
        _ => (space, parts),
    }
}

impl Pen<'_> {
    /// Draws a ground that fades or is seen through.
    pub(super) fn draw_fade(&mut self, path: &Path, fade: Fade) {
        let inks = self.separation.inks;
        // A copier has no plates; a risograph has a file for each, and one that shows all of them together.
        let one_ink = inks.plates().is_empty() || self.separation.plate.is_some();
        if one_ink && inks.flattens() {
            return self.draw_flattened(path);
        }
        let mass = Mass::of_fill(path);
        let (Some(from), Some(to)) = (
            self.separation.paint(fade.from.color, mass),
            self.separation.paint(fade.to.color, mass),
        ) else {
            return;
        };
        let line = self.line(fade);
        self.with_saved_state(|pen| {
            // What is seen through never overprints: it is mixed with what lies below.
            pen.set_overprint((false, false));
            pen.set_blend(fade.blend);
            if fade.is_seen_through() {
                let state = pen.opacity_state(path, fade, line);
                pen.op("gs", vec![DictItem::Name(state.into_bytes())]);
            }
            if from == to {
                pen.fill_paint(from);
                pen.segments(path);
                pen.op(if path.even_odd { "f*" } else { "f" }, vec![]);
                return;
            }
            pen.segments(path);
            pen.op(if path.even_odd { "W*" } else { "W" }, vec![]);
            pen.op("n", vec![]);
            let shading = pen.shading(fade, mass, (from, to), line);
            let name = pen.shared.fades.shade(shading);
            pen.op("sh", vec![DictItem::Name(name.into_bytes())]);
        });
    }

    /// The line of a fade on the paper, in points.
    fn line(&self, fade: Fade) -> [f32; 4] {
        let Fade { start, end, .. } = fade;
        [
            self.x(start.x),
            self.y(start.y),
            self.x(end.x),
            self.y(end.y),
        ]
    }

    /// The name of the graphics state for the opacity of a ground.
    fn opacity_state(&mut self, path: &Path, fade: Fade, line: [f32; 4]) -> String {
        let (from, to) = (fade.from.opacity, fade.to.opacity);
        if from == to {
            let percent = (from.clamp(0.0, 1.0) * 100.0).round() as u8;
            self.shared.opacities.insert(percent);
            return opacity_name(percent);
        }
        let bounds = path.bounds().unwrap_or_default();
        let mask = Mask {
            from,
            to,
            line,
            bounds: [
                self.x(bounds.origin.x),
                self.y(bounds.bottom()),
                self.x(bounds.right()),
                self.y(bounds.origin.y),
            ],
        };
        self.shared.fades.mask(mask)
    }

    /// The shading between two paints. Paints of different kinds are mixed in the inks that all colours have.
    fn shading(
        &mut self,
        fade: Fade,
        mass: Mass,
        (from, to): (Paint, Paint),
        line: [f32; 4],
    ) -> Shading {
        let (mut from, mut to) = (parts(from), parts(to));
        if from.0 != to.0 {
            let mixed = |color: Color| {
                let plain = Color {
                    spot: None,
                    ..color
                };
                parts(self.separation.inks.paint(plain, mass))
            };
            (from, to) = (mixed(fade.from.color), mixed(fade.to.color));
        }
        let (from, to) = (widened(from.clone(), to.0), widened(to, from.0));
        if let Space::Spot(ink) = from.0 {
            self.shared.spaces.note_ink(ink);
        }
        Shading {
            space: from.0,
            from: from.1,
            to: to.1,
            line,
        }
    }

    /// Draws a ground as a picture of what it and all that lies below it add up to.
    fn draw_flattened(&mut self, path: &Path) {
        let nothing = Frame::default();
        let frame = self.page_frame.unwrap_or(&nothing);
        let (inks, plate) = (self.separation.inks, self.separation.plate);
        let pixels = inks.flattened((frame, path), plate, self.book, FLAT_DPI);
        let (Some(pixels), Some(bounds)) = (pixels, path.bounds()) else {
            return;
        };
        let name = self.shared.images.add_flat(pixels);
        let (x, y) = (self.x(bounds.origin.x), self.y(bounds.bottom()));
        let (w, h) = (
            rounded(bounds.size.width.to_pt()),
            rounded(bounds.size.height.to_pt()),
        );
        self.with_saved_state(|pen| {
            pen.set_overprint((false, false));
            pen.segments(path);
            pen.op(if path.even_odd { "W*" } else { "W" }, vec![]);
            pen.op("n", vec![]);
            pen.ops.push(Op::SetTransformationMatrix {
                matrix: CurTransMat::Raw([w, 0.0, 0.0, h, x, y]),
            });
            pen.op("Do", vec![DictItem::Name(name.into_bytes())]);
        });
    }
}
