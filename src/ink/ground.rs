//! Draws what lies below a picture that is seen through.

use super::below::Below;
use super::flat::items_before;
use super::inks::Inks;
use super::items::planes;
use super::plates::Plate;
use crate::frame::{Blend, Frame, ItemKind, Placed};
use crate::geom::{Length, Point};
use crate::page::Page;
use crate::typeset::FontBook;

impl Inks {
    /// Draws what lies on a page below one of its pictures, within the rectangle of the picture, on a plate; without
    /// one, on the plate that prints pictures. White paper on routes that do not mix pictures with their background.
    pub fn below(
        &self,
        (frame, placed): (&Frame, &Placed),
        plate: Option<&Plate>,
        book: &FontBook,
        dpi: f64,
    ) -> Below {
        if !self.flattens() {
            return Below::PAPER;
        }
        let is_placed = |kind: &ItemKind| {
            // Compared by address: the same picture may lie on a page twice, at the same size.
            matches!(kind, ItemKind::Image(other) if std::ptr::eq(other, placed))
        };
        let (before, _) = items_before(frame, &is_placed);
        // A rotated picture is mixed upright, so what lies below is rotated back.
        let before = before.rotated(placed.rotation().reversed());
        let corner = placed.rect.origin;
        // A page the size of the picture, so that only what is below it is drawn.
        let page = Page {
            trim: placed.rect.size,
            bleed: Length::ZERO,
            frame: before.moved(Point::new(-corner.x, -corner.y)),
        };
        let planes = planes(&page, self, book, dpi);
        // A copier has no plates and a single plane, whose index is 0.
        let is_printed = |own: &Plate| plate.map_or(own.key, |plate| plate == own);
        let at = self.plates.iter().position(is_printed).unwrap_or(0);
        let part = self.part(plate, &placed.toning);
        let blend = match part.map(|part| part.blend) {
            Some(Blend::Multiply) => Blend::Multiply,
            _ => placed.blend,
        };
        let (Ok(width), Ok(height)) = (u32::try_from(planes.width), u32::try_from(planes.height))
        else {
            return Below::PAPER;
        };
        match planes.inks.into_iter().nth(at) {
            Some((_, ink)) => Below {
                width,
                height,
                ink,
                blend,
            },
            None => Below::PAPER,
        }
    }
}
