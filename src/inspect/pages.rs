//! The pages of a file with their boxes (ISO 32000-1, 7.7.3 and 14.11.2).

use std::collections::BTreeSet;

use super::model::PageFacts;
use super::space::{Area, Matrix};
use super::store::Store;
use super::value::{Map, Value};
use crate::geom::Size;

/// Most pages that are looked at (practice: no piece to hand out has as many).
const MOST_PAGES: usize = 2000;

/// A page before its contents are looked at.
pub(super) struct Sheet<'s> {
    pub(super) map: &'s Map,
    /// What it draws with; from the pages above it, where it says none itself.
    pub(super) resources: Option<&'s Map>,
    /// From the points of its contents to the page as it is seen.
    pub(super) matrix: Matrix,
    pub(super) facts: PageFacts,
}

/// What pages take from those above them.
#[derive(Clone, Copy, Default)]
struct Above<'s> {
    media: Option<[f64; 4]>,
    crop: Option<[f64; 4]>,
    turned: Option<f64>,
    resources: Option<&'s Map>,
}

/// The pages in order.
pub(super) fn pages<'s>(store: &'s Store<'_>) -> Vec<Sheet<'s>> {
    let root = store.map(&store.trailer, b"Root");
    let tree = root.and_then(|root| root.get(b"Pages"));
    let mut pages = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<(&Value, Above<'_>)> = tree
        .map(|tree| (tree, Above::default()))
        .into_iter()
        .collect();
    while let Some((node, above)) = open.pop() {
        if let Value::Ref(number) = node
            && !seen.insert(*number)
        {
            continue;
        }
        let Some(map) = store.followed(node).map() else {
            continue;
        };
        let above = Above {
            media: store.numbers(map, b"MediaBox").or(above.media),
            crop: store.numbers(map, b"CropBox").or(above.crop),
            turned: store
                .get(map, b"Rotate")
                .and_then(Value::number)
                .or(above.turned),
            resources: store.map(map, b"Resources").or(above.resources),
        };
        match store.list(map, b"Kids") {
            Some(kids) => open.extend(kids.iter().rev().map(|kid| (kid, above))),
            None if pages.len() < MOST_PAGES => pages.push(sheet(store, map, above)),
            None => {
                store.cut.set(true);
                break;
            }
        }
    }
    pages
}

/// US letter, which a page has that says no size (practice of readers).
const UNSAID: [f64; 4] = [0.0, 0.0, 612.0, 792.0];

fn sheet<'s>(store: &'s Store<'_>, map: &'s Map, above: Above<'s>) -> Sheet<'s> {
    let is_there = |corners: &[f64; 4]| Area::of(*corners).is_there();
    let media = Area::of(above.media.filter(is_there).unwrap_or(UNSAID));
    let crop = above.crop.filter(is_there).map(Area::of);
    let crop = crop.map_or(media, |crop| crop.intersection(media));
    let crop = if crop.is_there() { crop } else { media };
    let unit = store.get(map, b"UserUnit").and_then(Value::number);
    let unit = unit
        .filter(|unit| (0.01..=10_000.0).contains(unit))
        .unwrap_or(1.0);
    let turned = above.turned.unwrap_or(0.0).clamp(-36_000.0, 36_000.0);
    let turned = (turned as i64).rem_euclid(360) / 90 * 90;
    let (width, height) = (crop.width(), crop.height());
    // Upside down, so that y grows downward; then turned clockwise.
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
        let corners = store.numbers::<4>(map, key).filter(is_there);
        corners.map(|corners| matrix.area(Area::of(corners)).rect())
    };
    let whole = matrix.area(crop).rect();
    let trim = own(b"TrimBox");
    let facts = PageFacts {
        size: Size::new(whole.size.width, whole.size.height),
        media: matrix.area(media).rect(),
        trim: trim.unwrap_or(whole),
        bleed: own(b"BleedBox").unwrap_or(whole),
        has_trim: trim.is_some(),
        turned: u16::try_from(turned).unwrap_or(0),
        unit,
        ..PageFacts::default()
    };
    Sheet {
        map,
        resources: above.resources,
        matrix,
        facts,
    }
}
