//! Draws pictures onto planes of ink, in the pixels of the page and without a line screen.

use super::inks::Inks;
use super::paint::Mass;
use super::pixels::{Pixels, Space};
use super::planes::Shape;
use super::raster::InkPainter;
use super::source::Source;
use crate::frame::{Blend, Placed};
use crate::geom::{Length, Point, narrow_clip};
use crate::route::RouteKind;

/// What a picture prints: its pixels, the planes that they go to, and how they mix with what these have.
struct Printed {
    pixels: Pixels,
    /// For each plane: nothing, white paper, or one of the channels.
    layers: Vec<Option<Option<usize>>>,
    blend: Blend,
}

impl InkPainter<'_> {
    /// Draws a picture.
    pub(super) fn draw_picture(&mut self, placed: &Placed) {
        // The layout has already reported a picture that cannot be read.
        let Ok(source) = Source::of(&placed.image.asset.picture) else {
            return;
        };
        let grid = Grid::of(placed, self.planes.scale);
        let clip = self.clip;
        let mut shape = if placed.angle.is_none() {
            self.clip = narrow_clip(clip, Some(placed.clip));
            self.visible_part(grid.left, grid.top, grid.wide.into(), grid.high.into())
        } else {
            self.covered_part(&placed.visible_path())
        };
        self.clip = clip;
        let Some(shape) = &mut shape else { return };
        if placed.angle.is_none() && !placed.cutout.is_whole() {
            self.limit(shape, &placed.visible_path());
        }
        let at = grid.pixels_under(placed, shape, self.planes.scale);
        if placed.toning.halftone.is_some() {
            self.draw_dots(source, placed, (&grid, shape), &*at);
        } else {
            let source = source.scaled(grid.wide, grid.high);
            for printed in prints(self.inks, &source, placed, self.planes.inks.len()) {
                self.print_pixels(&printed, shape, &*at);
            }
        }
        self.planes.set_owner(shape);
    }

    /// Prints pixels within a shape. `at` gives the index of the pixel for a column and row of the shape.
    fn print_pixels(
        &mut self,
        printed: &Printed,
        shape: &Shape,
        at: &dyn Fn(usize, usize) -> usize,
    ) {
        let Printed {
            pixels,
            layers,
            blend,
        } = printed;
        let channels = match pixels.space {
            Space::Gray => 1,
            Space::Cmyk => 4,
            Space::Rgb | Space::Line => return,
        };
        let mut seen = shape.clone();
        if let Some(alpha) = &pixels.alpha {
            let alpha = |at: usize| alpha.get(at).copied().unwrap_or_default();
            seen.cover(&shape.mask(|x, y| alpha(at(x, y))), 1.0);
        }
        for (plane, channel) in layers.iter().enumerate() {
            let Some(channel) = *channel else { continue };
            self.planes.blend(plane, &seen, *blend, |column, row| {
                let Some(channel) = channel else { return 0 };
                let at = at(column, row) * channels + channel;
                let byte = pixels.bytes.get(at).copied().unwrap_or_default();
                // A grey pixel counts light, a CMYK pixel counts ink.
                if channels == 1 { 255 - byte } else { byte }
            });
        }
    }

    /// Prints the dots of a halftone within a shape.
    fn draw_dots(
        &mut self,
        source: Source,
        placed: &Placed,
        (grid, shape): (&Grid, &Shape),
        at: &dyn Fn(usize, usize) -> usize,
    ) {
        let Some(halftone) = placed.toning.halftone else {
            return;
        };
        let look = (placed.rect.size, halftone);
        let mask = self
            .inks
            .halftone_mask(source, look, (grid.wide, grid.high));
        let mut dots = shape.clone();
        let inked = |at: usize| mask.get(at).copied().unwrap_or_default();
        dots.cover(&shape.mask(|x, y| inked(at(x, y))), 1.0);
        let layers = self.layers(self.inks.dot_color(halftone.color), Mass::Fine);
        let is_riso = self.inks.kind() == RouteKind::Riso;
        for (plane, layer) in layers.into_iter().enumerate() {
            // The dots of a risograph are printed over its other inks.
            if let Some(ink) = layer.filter(|ink| *ink > 0 || !is_riso) {
                self.planes.blend(plane, &dots, placed.blend, |_, _| ink);
            }
        }
    }
}

/// What a picture prints on the planes of a route, of which there are `count`.
fn prints(inks: &Inks, source: &Source, placed: &Placed, count: usize) -> Vec<Printed> {
    let (toning, blend) = (&placed.toning, placed.blend);
    if inks.kind() == RouteKind::Riso {
        let plates = inks.plates().iter().enumerate();
        let print = |(own, plate)| {
            let part = inks.part(Some(plate), toning)?;
            Some(Printed {
                pixels: inks.toned(source.clone(), toning, Some(plate)),
                // Every plate but its own keeps what is below.
                layers: (0..count)
                    .map(|at| (at == own).then_some(Some(0)))
                    .collect(),
                blend: if part.blend.shows_ground() {
                    part.blend
                } else {
                    blend
                },
            })
        };
        return plates.filter_map(print).collect();
    }
    let pixels = inks.toned(source.clone(), toning, None);
    let is_press = inks.kind() == RouteKind::Press;
    let layer = |at: usize| match pixels.space {
        Space::Cmyk => Some((at < 4).then_some(at)),
        // A press knocks out the other inks.
        _ => Some((at == if is_press { 3 } else { 0 }).then_some(0)),
    };
    vec![Printed {
        layers: (0..count).map(layer).collect(),
        pixels,
        blend,
    }]
}

/// The place of a whole picture in the pixels of the page, before it is rotated.
struct Grid {
    left: i64,
    top: i64,
    wide: u32,
    high: u32,
}

impl Grid {
    fn of(placed: &Placed, (sx, sy): (f64, f64)) -> Self {
        let pixels = |length: Length, scale: f64| (length.to_inch() * scale).round();
        let rect = placed.rect;
        let (left, top) = (pixels(rect.origin.x, sx), pixels(rect.origin.y, sy));
        let side = |pixels: f64| pixels.clamp(1.0, 65535.0) as u32;
        let (wide, high) = if placed.angle.is_none() {
            // Both edges are rounded, not the width, so that pictures side by side leave no gap.
            (
                side(pixels(rect.right(), sx) - left),
                side(pixels(rect.bottom(), sy) - top),
            )
        } else {
            (
                side(pixels(rect.size.width, sx)),
                side(pixels(rect.size.height, sy)),
            )
        };
        Self {
            left: left as i64,
            top: top as i64,
            wide,
            high,
        }
    }

    /// The index of the pixel of the picture that lies under a column and row of a shape. In a rotated picture it
    /// is the one under the middle of the pixel of the page.
    fn pixels_under(
        &self,
        placed: &Placed,
        shape: &Shape,
        (sx, sy): (f64, f64),
    ) -> Box<dyn Fn(usize, usize) -> usize> {
        let (from_left, from_top) = (shape.left, shape.top);
        let (wide, high) = (self.wide, self.high);
        if placed.angle.is_none() {
            // The visible part begins at the picture's corner or after it, so this is not negative.
            let x = (from_left as i64 - self.left).max(0) as usize;
            let y = (from_top as i64 - self.top).max(0) as usize;
            return Box::new(move |column, row| (y + row) * wide as usize + x + column);
        }
        let (back, rect) = (placed.rotation().reversed(), placed.rect);
        Box::new(move |column, row| {
            let at = back.point(Point::new(
                Length::inch(((from_left + column) as f64 + 0.5) / sx),
                Length::inch(((from_top + row) as f64 + 0.5) / sy),
            ));
            let along = |from: Length, length: Length, count: u32| {
                let share = from.ratio(length) * f64::from(count);
                (share.max(0.0) as u32).min(count.saturating_sub(1)) as usize
            };
            let x = along(at.x - rect.origin.x, rect.size.width, wide);
            let y = along(at.y - rect.origin.y, rect.size.height, high);
            y * wide as usize + x
        })
    }
}
