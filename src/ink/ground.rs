//! Draws what lies below a picture that is seen through.

use super::below::Below;
use super::inks::Inks;
use super::raster::planes;
use crate::frame::{Frame, Item, ItemKind, Placed};
use crate::geom::{Length, Point};
use crate::page::Page;
use crate::typeset::FontBook;

impl Inks {
    /// What lies on a page below a picture of it, within the picture's rectangle and with that many dots to
    /// the inch: on the plate that prints pictures. Paper on routes that do not flatten.
    pub fn below(&self, frame: &Frame, placed: &Placed, book: &FontBook, dpi: f64) -> Below {
        if !self.flattens() {
            return Below::PAPER;
        }
        let (before, _) = before(frame, placed);
        let corner = placed.rect.origin;
        let page = Page {
            trim: placed.rect.size,
            bleed: Length::ZERO,
            frame: before.moved(Point::new(-corner.x, -corner.y)),
        };
        let planes = planes(&page, self, book, dpi);
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

/// What is drawn before a picture, and whether the picture was met.
fn before(frame: &Frame, placed: &Placed) -> (Frame, bool) {
    let mut items: Vec<Item> = Vec::new();
    let mut met = false;
    for item in &frame.items {
        match &item.kind {
            ItemKind::Image(other) if std::ptr::eq(other, placed) => met = true,
            ItemKind::Group(inner) => {
                let (inner, found) = before(inner, placed);
                met = found;
                items.push(Item {
                    kind: ItemKind::Group(inner),
                    origin: item.origin.clone(),
                    role: item.role,
                    owner: item.owner,
                });
            }
            _ => items.push(item.clone()),
        }
        if met {
            break;
        }
    }
    let frame = Frame {
        items,
        clip: frame.clip,
        alt: None,
        thread: None,
    };
    (frame, met)
}
