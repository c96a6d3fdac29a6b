//! Draws what is more than a shape in one colour: grounds that fade or are seen through, and pictures that are
//! rotated.

use super::paint::Mass;
use super::pixels::Space;
use super::raster::InkPainter;
use super::source::Source;
use crate::color::Color;
use crate::frame::{Fade, Path, Placed};
use crate::geom::{Length, Point};

impl InkPainter<'_> {
    /// Draws a ground that fades: its inks and its opacity change evenly from one end to the other, as in the
    /// shadings of a PDF.
    pub(super) fn draw_fade(&mut self, path: &Path, fade: Fade) {
        let mass = Mass::of_fill(path);
        let from = self.layers(fade.from.color, mass);
        let to = self.layers(fade.to.color, mass);
        let Some(mut shape) = self.covered_part(&path.segments, path.even_odd) else {
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
            self.planes.blend(plane, &shape, |column, row| {
                (from + (to - from) * shares(column, row)).round() as u8
            });
        }
        self.planes.set_owner(&shape);
    }

    /// Draws a rotated picture in the pixels of the page, each with the nearest pixel of the picture.
    pub(super) fn draw_rotated_picture(&mut self, placed: &Placed) {
        let (sx, sy) = self.planes.scale;
        // The layout has already reported a picture that cannot be read.
        let Ok(source) = Source::of(&placed.image.asset.picture) else {
            return;
        };
        let rect = placed.rect;
        let side = |length: Length, scale: f64| {
            (length.to_inch() * scale).round().clamp(1.0, 65535.0) as u32
        };
        let source = source.scaled(side(rect.size.width, sx), side(rect.size.height, sy));
        let drawn = self.inks.toned(source, placed.duotone);
        let channels = match drawn.space {
            Space::Gray => 1,
            Space::Cmyk => 4,
            Space::Rgb | Space::Line => return,
        };
        let rotation = placed.rotation();
        let visible = Path::rectangle(placed.clip, Color::WHITE).rotated(rotation);
        let Some(mut shape) = self.covered_part(&visible.segments, false) else {
            return;
        };
        let back = rotation.reversed();
        let (from_left, from_top) = (shape.left, shape.top);
        let most = (
            drawn.width.saturating_sub(1),
            drawn.height.saturating_sub(1),
        );
        // The pixel of the picture that lies under the middle of a pixel of the page.
        let pixel = |column: usize, row: usize| -> usize {
            let at = Point::new(
                Length::inch(((from_left + column) as f64 + 0.5) / sx),
                Length::inch(((from_top + row) as f64 + 0.5) / sy),
            );
            let at = back.point(at);
            let along = |from: Length, length: Length, count: u32, most: u32| {
                let share = from.ratio(length) * f64::from(count);
                (share.max(0.0) as u32).min(most) as usize
            };
            let x = along(at.x - rect.origin.x, rect.size.width, drawn.width, most.0);
            let y = along(at.y - rect.origin.y, rect.size.height, drawn.height, most.1);
            y * drawn.width as usize + x
        };
        if let Some(alpha) = &drawn.alpha {
            let mask: Vec<u8> = (0..shape.covered.len())
                .map(|at| pixel(at % shape.width, at / shape.width))
                .map(|at| alpha.get(at).copied().unwrap_or_default())
                .collect();
            shape.cover(&mask, 1.0);
        }
        for (plane, channel) in self.picture_layers(channels).iter().enumerate() {
            let Some(channel) = *channel else { continue };
            self.planes.blend(plane, &shape, |column, row| {
                let Some(channel) = channel else { return 0 };
                let at = pixel(column, row) * channels + channel;
                let byte = drawn.bytes.get(at).copied().unwrap_or_default();
                // A grey pixel counts light, a CMYK pixel counts ink.
                if channels == 1 { 255 - byte } else { byte }
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
