//! Draws the items of a page onto planes of ink, one for each ink of the route.

use std::collections::BTreeMap;

use super::inks::Inks;
use super::planes::Planes;
use super::raster::InkPainter;
use crate::frame::{Frame, Item, ItemKind};
use crate::geom::narrow_clip;
use crate::page::Page;
use crate::route::RouteKind;
use crate::typeset::FontBook;

/// Largest number of pixels of a raster, so that a large paper does not fill the memory.
const MOST_PIXELS: f64 = 40e6;

/// Largest number of pixels in a row or column, for long banners.
const LONGEST: f64 = 50_000.0;

/// Draws the planes of a page at about `dpi` dots per inch.
pub(super) fn planes(page: &Page, inks: &Inks, book: &FontBook, dpi: f64) -> Planes {
    let (wide, high) = (page.trim.width.to_inch(), page.trim.height.to_inch());
    // Findings are about areas of millimetres: more than 1200 dpi would only take time.
    let dpi = dpi.clamp(1.0, 1200.0);
    let dpi = dpi
        .min((MOST_PIXELS / (wide * high).max(1e-6)).sqrt())
        .min(LONGEST / wide.max(high).max(1e-6));
    let side = |inches: f64| ((inches * dpi).round() as usize).max(1);
    let (width, height) = (side(wide), side(high));
    let names = ink_names(inks);
    let blank = vec![0_u8; width * height];
    let planes = Planes {
        width,
        height,
        // The trim is scaled to a whole number of pixels, so that shares of its area are exact.
        scale: (
            width as f64 / wide.max(1e-6),
            height as f64 / high.max(1e-6),
        ),
        items: vec![0; if names.is_empty() { 0 } else { blank.len() }],
        inks: names
            .into_iter()
            .map(|name| (name, blank.clone()))
            .collect(),
        origins: Vec::new(),
        pictures: Vec::new(),
    };
    let mut painter = InkPainter {
        planes,
        inks,
        book,
        clip: None,
        clip_paths: Vec::new(),
        glyphs: BTreeMap::new(),
    };
    // Without inks of its own a route needs no drawing.
    if !painter.planes.inks.is_empty() {
        painter.draw_frame(&page.frame);
    }
    painter.planes
}

/// The names of a route's inks; none for screens and home printers, which mix their own.
fn ink_names(inks: &Inks) -> Vec<String> {
    match inks.kind() {
        RouteKind::Screen | RouteKind::Home => Vec::new(),
        RouteKind::Copier => vec!["black".to_owned()],
        RouteKind::Riso => inks
            .plates()
            .iter()
            .map(|plate| plate.name.clone())
            .collect(),
        RouteKind::Press => {
            let four = ["cyan", "magenta", "yellow", "black"].map(str::to_owned);
            let spots = inks.spots().iter().filter_map(|id| inks.ink(*id));
            four.into_iter()
                .chain(spots.map(|ink| ink.name.clone()))
                .collect()
        }
    }
}

impl InkPainter<'_> {
    fn draw_frame(&mut self, frame: &Frame) {
        let outer = self.clip;
        self.clip = narrow_clip(outer, frame.clip_bounds());
        let paths = self.clip_paths.len();
        self.clip_paths.extend(frame.slanted_or_cut());
        for item in &frame.items {
            self.draw_item(item);
        }
        self.clip_paths.truncate(paths);
        self.clip = outer;
    }

    /// Draws an item, and records it as the owner of the pixels that it covers.
    fn draw_item(&mut self, item: &Item) {
        if let ItemKind::Group(inner) = &item.kind {
            return self.draw_frame(inner);
        }
        self.planes.origins.push(item.origin.clone());
        let picture = matches!(item.kind, ItemKind::Image(_));
        self.planes.pictures.push(picture);
        match &item.kind {
            ItemKind::Text(run) => self.draw_text(run),
            ItemKind::Path(path) => match path.fade {
                Some(fade) => self.draw_fade(path, fade),
                None => self.draw_path(path),
            },
            ItemKind::Image(placed) => self.draw_picture(placed),
            ItemKind::Code(code) => self.draw_code(code),
            ItemKind::Group(_) | ItemKind::Link(_) => {}
        }
    }
}
