//! What lies below a picture that is seen through, on routes that print pictures with one ink.

use super::Inks;
use super::raster::planes;
use super::screen::nearest;
use crate::frame::{Frame, Item, ItemKind, Placed};
use crate::geom::{Length, Point};
use crate::page::Page;
use crate::typeset::FontBook;

/// The ink on each spot below a picture.
#[derive(Clone, Debug)]
pub struct Below {
    width: u32,
    height: u32,
    /// Row after row, 255 being full ink; empty where there is none at all.
    ink: Vec<u8>,
}

impl Below {
    /// Paper.
    pub const PAPER: Self = Self {
        width: 1,
        height: 1,
        ink: Vec::new(),
    };

    /// The ink under a pixel, which is given by its place and by how many there are, across and down.
    pub(super) fn ink(&self, across: (u32, u32), down: (u32, u32)) -> u8 {
        let x = nearest(across.0, across.1, self.width);
        let y = nearest(down.0, down.1, self.height);
        let at = y * self.width as usize + x;
        self.ink.get(at).copied().unwrap_or_default()
    }
}

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
