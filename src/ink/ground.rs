//! Draws what lies below a picture that is seen through.

use super::below::Below;
use super::inks::Inks;
use super::raster::planes;
use crate::frame::{Frame, Item, ItemKind, Placed};
use crate::geom::{Length, Point};
use crate::page::Page;
use crate::typeset::FontBook;

impl Inks {
    /// Draws what lies on a page below one of its pictures, within the rectangle of the picture, on the plate
    /// that prints pictures. White paper on routes that do not mix pictures with their background.
    pub fn below(&self, frame: &Frame, placed: &Placed, book: &FontBook, dpi: f64) -> Below {
        if !self.flattens() {
            return Below::PAPER;
        }
        let (before, _) = items_before(frame, placed);
        let corner = placed.rect.origin;
        // A page the size of the picture, so that only what is below it is drawn.
        let page = Page {
            trim: placed.rect.size,
            bleed: Length::ZERO,
            frame: before.moved(Point::new(-corner.x, -corner.y)),
        };
        let planes = planes(&page, self, book, dpi);
        // A copier has no plates and a single plane, whose index is 0.
        let key = self.plates.iter().position(|plate| plate.key).unwrap_or(0);
        let (Ok(width), Ok(height)) = (u32::try_from(planes.width), u32::try_from(planes.height))
        else {
            return Below::PAPER;
        };
        match planes.inks.into_iter().nth(key) {
            Some((_, ink)) => Below { width, height, ink },
            None => Below::PAPER,
        }
    }
}

/// The items that are drawn before a picture, and whether the picture was found.
fn items_before(frame: &Frame, placed: &Placed) -> (Frame, bool) {
    let mut items: Vec<Item> = Vec::new();
    let mut found = false;
    for item in &frame.items {
        match &item.kind {
            // Compared by address: the same picture may lie on a page twice, at the same size.
            ItemKind::Image(other) if std::ptr::eq(other, placed) => found = true,
            ItemKind::Group(inner) => {
                let (inner, found_inside) = items_before(inner, placed);
                found = found_inside;
                items.push(Item {
                    kind: ItemKind::Group(inner),
                    origin: item.origin.clone(),
                    role: item.role,
                    owner: item.owner,
                });
            }
            _ => items.push(item.clone()),
        }
        if found {
            break;
        }
    }
    let frame = Frame {
        items,
        clip: frame.clip,
        alt: None,
        thread: None,
    };
    (frame, found)
}
