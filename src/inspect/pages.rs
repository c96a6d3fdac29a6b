//! Walks the page tree of a file and reads the boxes of each page (ISO 32000-1, 7.7.3 and 14.11.2).

use std::collections::BTreeSet;

use super::model::PageFacts;
use super::space::{Bounds, Matrix};
use super::store::Store;
use super::value::{Map, Value};
use crate::geom::Size;

/// Largest number of pages read (practice: no piece to hand out has as many).
const MOST_PAGES: usize = 2000;

/// A page with its boxes, before its contents are followed.
pub(super) struct PdfPage<'s> {
    pub(super) map: &'s Map,
    /// Resources of the page, inherited if it has none of its own.
    pub(super) resources: Option<&'s Map>,
    /// Matrix from coordinates of the contents to the page as a viewer shows it.
    pub(super) matrix: Matrix,
    pub(super) facts: PageFacts,
}

/// Attributes that pages inherit from the nodes above them (ISO 32000-1, 7.7.3.4).
#[derive(Clone, Copy, Default)]
struct Inherited<'s> {
    media: Option<[f64; 4]>,
    crop: Option<[f64; 4]>,
    turned: Option<f64>,
    resources: Option<&'s Map>,
}

/// The pages in the order of the file.
pub(super) fn pages<'s>(store: &'s Store<'_>) -> Vec<PdfPage<'s>> {
    let root = store.map(&store.trailer, b"Root");
    let tree = root.and_then(|root| root.get(b"Pages"));
    let mut pages = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<(&Value, Inherited<'_>)> = tree
        .map(|tree| (tree, Inherited::default()))
        .into_iter()
        .collect();
    while let Some((node, inherited)) = open.pop() {
        // A broken tree may name a node twice or contain itself; each node is read once.
        if let Value::Ref(number) = node
            && !seen.insert(*number)
        {
            continue;
        }
        let Some(map) = store.followed(node).map() else {
            continue;
        };
        let inherited = Inherited {
            media: store.numbers(map, b"MediaBox").or(inherited.media),
            crop: store.numbers(map, b"CropBox").or(inherited.crop),
            turned: store
                .get(map, b"Rotate")
                .and_then(Value::number)
                .or(inherited.turned),
            resources: store.map(map, b"Resources").or(inherited.resources),
        };
        match store.list(map, b"Kids") {
            // Reversed, as the last node pushed is read first.
            Some(kids) => open.extend(kids.iter().rev().map(|kid| (kid, inherited))),
            None if pages.len() < MOST_PAGES => pages.push(pdf_page(store, map, inherited)),
            None => {
                store.cut.set(true);
                break;
            }
        }
    }
    pages
}

/// Box of a page that names none: US letter, as viewers assume (practice).
const DEFAULT_BOX: [f64; 4] = [0.0, 0.0, 612.0, 792.0];

/// Reads the boxes and the rotation of a page.
fn pdf_page<'s>(store: &'s Store<'_>, map: &'s Map, inherited: Inherited<'s>) -> PdfPage<'s> {
    let has_area = |corners: &[f64; 4]| Bounds::of(*corners).has_area();
    let media = Bounds::of(inherited.media.filter(has_area).unwrap_or(DEFAULT_BOX));
    // The crop box may reach beyond the paper, or miss it; viewers show what both have in common (14.11.2).
    let crop = inherited.crop.filter(has_area).map(Bounds::of);
    let crop = crop.map_or(media, |crop| crop.intersection(media));
    let crop = if crop.has_area() { crop } else { media };
    let unit = store.get(map, b"UserUnit").and_then(Value::number);
    let unit = unit
        // 10,000 points is 3.5 m; a unit outside these limits is an error of the file.
        .filter(|unit| (0.01..=10_000.0).contains(unit))
        .unwrap_or(1.0);
    let turned = inherited.turned.unwrap_or(0.0).clamp(-36_000.0, 36_000.0);
    // Only quarter turns are allowed; other angles are rounded down to one, and negative ones turn backwards.
    let turned = (turned as i64).rem_euclid(360) / 90 * 90;
    let (width, height) = (crop.width(), crop.height());
    // PDF counts upwards from the lower edge: mirrored first so that y grows downwards, then turned
    // clockwise.
    let upright = Matrix([1.0, 0.0, 0.0, -1.0, -crop.left, crop.bottom]);
    let turn = match turned {
        90 => Matrix([0.0, 1.0, -1.0, 0.0, height, 0.0]),
        180 => Matrix([-1.0, 0.0, 0.0, -1.0, width, height]),
        270 => Matrix([0.0, -1.0, 1.0, 0.0, 0.0, width]),
        _ => Matrix::UNIT,
    };
    let matrix = upright
        .then(turn)
        .then(Matrix([unit, 0.0, 0.0, unit, 0.0, 0.0]));
    let own = |key: &[u8]| {
        let corners = store.numbers::<4>(map, key).filter(has_area);
        corners.map(|corners| matrix.bounds_of(Bounds::of(corners)).rect())
    };
    let whole = matrix.bounds_of(crop).rect();
    let trim = own(b"TrimBox");
    let facts = PageFacts {
        size: Size::new(whole.size.width, whole.size.height),
        media: matrix.bounds_of(media).rect(),
        trim: trim.unwrap_or(whole),
        bleed: own(b"BleedBox").unwrap_or(whole),
        has_trim: trim.is_some(),
        turned: u16::try_from(turned).unwrap_or(0),
        unit,
        ..PageFacts::default()
    };
    PdfPage {
        map,
        resources: inherited.resources,
        matrix,
        facts,
    }
}
