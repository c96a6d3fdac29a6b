//! Draws pictures as operators.

use printpdf::{CurTransMat, DictItem, Op};

use super::images::PictureGround;
use super::pen::{Pen, rounded};
use crate::diag::Diagnostic;
use crate::frame::{Blend, Frame, Halftone, Placed};
use crate::ink::{Mass, Plate};

/// Matrix of a picture that is stored upright.
const UPRIGHT: [f32; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

impl Pen<'_> {
    /// Draws a picture within its clip. Errors: the picture cannot be decoded.
    pub(super) fn draw_image(&mut self, placed: &Placed) -> Result<(), Diagnostic> {
        if let Some(halftone) = placed.toning.halftone {
            return self.draw_dots(placed, halftone);
        }
        // On the other plates of a risograph nothing is printed or removed there.
        if !self.separation.shows_picture(&placed.toning) {
            return Ok(());
        }
        let inks = self.separation.inks;
        if self.separation.plate.is_none() && inks.divides(&placed.toning) {
            return self.draw_all_plates(placed);
        }
        self.draw_pixels(placed, self.separation.plate)
    }

    /// Draws the pixels of a picture for a plate.
    fn draw_pixels(&mut self, placed: &Placed, plate: Option<&Plate>) -> Result<(), Diagnostic> {
        let nothing = Frame::default();
        let inks = self.separation.inks;
        let ground = PictureGround {
            inks,
            plate,
            frame: self.page_frame.unwrap_or(&nothing),
            book: self.book,
        };
        let (id, matrix) = self.shared.images.add(placed, &ground)?;
        // What flattens is mixed with what lies below already.
        let blend = if inks.flattens() {
            Blend::Normal
        } else {
            placed.blend
        };
        self.show_image(placed, (id, matrix), blend, |_| {});
        Ok(())
    }

    /// Draws what each plate of a risograph prints of a picture, one over the other, for a file that shows all of
    /// them. Other files have one plate each.
    fn draw_all_plates(&mut self, placed: &Placed) -> Result<(), Diagnostic> {
        let inks = self.separation.inks;
        for plate in inks.plates().iter().filter(|plate| plate.key) {
            self.draw_pixels(placed, Some(plate))?;
        }
        for plate in inks.plates().iter().filter(|plate| !plate.key) {
            if inks.shows_picture(plate, &placed.toning) {
                let id = self.shared.images.add_tinted(placed, inks, plate)?;
                self.show_image(placed, (id, UPRIGHT), Blend::Multiply, |_| {});
            }
        }
        Ok(())
    }

    /// Draws the dots of a halftone. Errors: the picture cannot be decoded.
    fn draw_dots(&mut self, placed: &Placed, halftone: Halftone) -> Result<(), Diagnostic> {
        let inks = self.separation.inks;
        let color = inks.dot_color(halftone.color);
        if !self.separation.shows_dots(color) {
            return Ok(());
        }
        let id = self.shared.images.add_dots(placed, inks, halftone)?;
        // Dots in full ink are as dark over any ground, so a route that flattens need not mix them.
        let blend = if inks.flattens() {
            Blend::Normal
        } else {
            placed.blend
        };
        self.show_image(placed, (id, UPRIGHT), blend, |pen| {
            // The plate has a part in the colour, as was asked above.
            let _ = pen.fill_color(color, Mass::Fine);
        });
        Ok(())
    }

    /// Shows an image object at the place of a picture. `prepare` sets what the object needs.
    fn show_image(
        &mut self,
        placed: &Placed,
        (id, matrix): (String, [f32; 6]),
        blend: Blend,
        prepare: impl FnOnce(&mut Self),
    ) {
        let (x, y) = (self.x(placed.rect.origin.x), self.y(placed.rect.bottom()));
        let (w, h) = (
            rounded(placed.rect.size.width.to_pt()),
            rounded(placed.rect.size.height.to_pt()),
        );
        self.with_saved_state(|pen| {
            // A picture covers what is below it, whatever overprint was set before.
            pen.set_overprint((false, false));
            prepare(pen);
            pen.set_blend(blend);
            if !placed.angle.is_none() {
                pen.rotate(placed.rotation());
            }
            if !placed.cutout.is_whole() {
                pen.clip_to(&placed.cutout.path(placed.clip));
            } else if placed.clip != placed.rect {
                pen.clip(placed.clip);
            }
            // The upright unit square, scaled and moved to the rectangle of the picture.
            let [a, b, c, d, e, f] = matrix;
            let matrix = [a * w, b * h, c * w, d * h, e * w + x, f * h + y];
            pen.ops.push(Op::SetTransformationMatrix {
                matrix: CurTransMat::Raw(matrix),
            });
            pen.op("Do", vec![DictItem::Name(id.into_bytes())]);
        });
    }
}
