//! Flattens grounds that fade or are seen through, for routes that print each ink by itself.
//!
//! A copier or a risograph prints tints between two bounds, and software of printers mixes what is seen through
//! without knowing them. So such a ground becomes a picture of what it and everything below it add up to, with
//! every tone held to the tints of the route.

use super::inks::Inks;
use super::items::planes;
use super::paint::Mass;
use super::pixels::{Pixels, Space};
use super::plates::Plate;
use super::screen;
use crate::frame::{Frame, Item, ItemKind, Origin, Path, Role};
use crate::geom::{Length, Point};
use crate::page::Page;
use crate::typeset::FontBook;

/// Largest number of pixels of a flattened ground: an A3 page at 240 dots to the inch, more than enough for
/// tones that change slowly (practice).
const MOST_PIXELS: f64 = 12e6;

impl Inks {
    /// The tones of a ground of a page together with all that lies below it, within its bounds, on one plate or
    /// on a copier. None if the plate has no part in its colours.
    pub fn flattened(
        &self,
        (frame, path): (&Frame, &Path),
        plate: Option<&Plate>,
        book: &FontBook,
        dpi: f64,
    ) -> Option<Pixels> {
        let fade = path.fade?;
        let mass = Mass::of_fill(path);
        if let Some(plate) = plate {
            let ends = [fade.from, fade.to].map(|stop| self.on_plate(plate, stop.color, mass));
            // White hides what lies below, unless the ground only adds ink.
            let hides = |ink: &&u16| **ink > 0 || !fade.blend.shows_ground();
            ends.iter().flatten().find(hides)?;
        }
        let bounds = path.bounds()?;
        let is_path = |kind: &ItemKind| {
            // Compared by address: two grounds may be alike.
            matches!(kind, ItemKind::Path(other) if std::ptr::eq(other, path))
        };
        let (mut below, _) = items_before(frame, &is_path);
        below.items.push(Item {
            kind: ItemKind::Path(path.clone()),
            origin: Origin::new("", ""),
            role: Role::Artifact,
            owner: crate::frame::Owner::default(),
        });
        let inches = bounds.size.width.to_inch() * bounds.size.height.to_inch();
        let dpi = dpi.min((MOST_PIXELS / inches.max(1e-6)).sqrt());
        let page = Page {
            trim: bounds.size,
            bleed: Length::ZERO,
            frame: below.moved(Point::new(-bounds.origin.x, -bounds.origin.y)),
        };
        let planes = planes(&page, self, book, dpi);
        // A copier has a single plane.
        let at = plate.map_or(Some(0), |plate| {
            self.plates.iter().position(|own| own.name == plate.name)
        })?;
        let (width, height) = (
            u32::try_from(planes.width).ok()?,
            u32::try_from(planes.height).ok()?,
        );
        let (_, plane) = planes.inks.into_iter().nth(at)?;
        let held = self.band.bytes();
        // The planes count ink, pixels count light.
        let light = |ink: u8| 255 - held.get(usize::from(ink)).copied().unwrap_or(ink);
        let flat = Pixels {
            space: Space::Gray,
            width,
            height,
            bytes: plane.into_iter().map(light).collect(),
            alpha: None,
        };
        Some(match self.screen {
            Some(lines) => screen::lines(&flat, lines, bounds.size),
            None => flat,
        })
    }
}

/// The items that are drawn before one, and whether that one was found.
pub(super) fn items_before(frame: &Frame, is_it: &impl Fn(&ItemKind) -> bool) -> (Frame, bool) {
    let mut items: Vec<Item> = Vec::new();
    let mut found = false;
    for item in &frame.items {
        if is_it(&item.kind) {
            found = true;
        } else if let ItemKind::Group(inner) = &item.kind {
            let (inner, found_inside) = items_before(inner, is_it);
            found = found_inside;
            items.push(Item {
                kind: ItemKind::Group(inner),
                origin: item.origin.clone(),
                role: item.role,
                owner: item.owner,
            });
        } else {
            items.push(item.clone());
        }
        if found {
            break;
        }
    }
    let frame = Frame {
        items,
        clip: frame.clip,
        clip_angle: frame.clip_angle,
        cutout: frame.cutout.clone(),
        alt: None,
        thread: None,
        cell: None,
        language: frame.language.clone(),
    };
    (frame, found)
}
