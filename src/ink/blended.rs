//! Draws grounds that fade or are seen through.

use super::paint::Mass;
use super::raster::InkPainter;
use crate::frame::{Fade, Path};
use crate::geom::Point;

impl InkPainter<'_> {
    /// Draws a ground that fades: its inks and its opacity change evenly from one end to the other, as in the
    /// shadings of a PDF.
    pub(super) fn draw_fade(&mut self, path: &Path, fade: Fade) {
        let mass = Mass::of_fill(path);
        let from = self.layers(fade.from.color, mass);
        let to = self.layers(fade.to.color, mass);
        let Some(mut shape) = self.covered_part(path) else {
            return;
        };
        let shares = shares_of_pixels(fade, (shape.left, shape.top), self.planes.scale);
        let width = shape.width;
        if fade.shows_ground() {
            let opacity = |at: usize| {
                let share = shares(at % width, at / width);
                f64::from(fade.from.opacity)
                    + f64::from(fade.to.opacity - fade.from.opacity) * share
            };
            let mask: Vec<u8> = (0..shape.covered.len())
                .map(|at| (opacity(at).clamp(0.0, 1.0) * 255.0).round() as u8)
                .collect();
            shape.cover(&mask, 1.0);
        }
        for (plane, ends) in from.iter().zip(&to).enumerate() {
            let (from, to) = match ends {
                // An ink that neither end has keeps what lies below.
                (None, None) => continue,
                (from, to) => (
                    f64::from(from.unwrap_or_default()),
                    f64::from(to.unwrap_or_default()),
                ),
            };
            self.planes.blend(plane, &shape, fade.blend, |column, row| {
                (from + (to - from) * shares(column, row)).round() as u8
            });
        }
        self.planes.set_owner(&shape);
    }
}

/// How far each pixel lies along a fade, by column and row from a corner. Computed in plain numbers, because an
/// A3 page has millions of pixels.
fn shares_of_pixels(
    fade: Fade,
    (left, top): (usize, usize),
    (sx, sy): (f64, f64),
) -> impl Fn(usize, usize) -> f64 {
    let inch = |point: Point| (point.x.to_inch(), point.y.to_inch());
    let ((ax, ay), (bx, by)) = (inch(fade.start), inch(fade.end));
    let (dx, dy) = (bx - ax, by - ay);
    let long = (dx * dx + dy * dy).max(1e-12);
    move |column, row| {
        let x = ((left + column) as f64 + 0.5) / sx;
        let y = ((top + row) as f64 + 0.5) / sy;
        (((x - ax) * dx + (y - ay) * dy) / long).clamp(0.0, 1.0)
    }
}
