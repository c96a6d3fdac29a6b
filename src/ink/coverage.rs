//! How much ink lies on a page, and where too much.

use super::inks::Inks;
use super::planes::Planes;
use super::raster::planes;
use crate::diag::Diagnostic;
use crate::frame::Origin;
use crate::geom::{Edges, Length, Point, Rect, Size};
use crate::page::{self, Finding, Page};
use crate::typeset::FontBook;

/// The ink on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// Each ink of the route.
    pub inks: Vec<InkShare>,
    /// All inks together where there is most: 3 is three inks in full.
    pub most: f64,
    /// Where that is; none on an empty page.
    pub worst: Option<Spot>,
}

/// How much of one ink lies on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct InkShare {
    /// Name of the ink.
    pub name: String,
    /// Its mean share over the trimmed page, 0 to 1: what a press uses of it.
    pub mean: f64,
    /// The share of the trimmed page that has any of it, 0 to 1.
    pub area: f64,
}

/// A place on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The key of the topmost item there.
    pub origin: Origin,
    /// Where, from the upper left corner of the trim.
    pub at: Point,
}

/// Side of the square that too much ink has to fill on average before it counts: on less than about a
/// square millimetre it dries in time (practice).
const SQUARE_MM: f64 = 1.0;

/// The ink on a page, measured with that many dots to the inch. On routes that mix their own inks
/// (screens and home printers) there is none to measure.
pub fn coverage(page: &Page, inks: &Inks, book: &FontBook, dpi: f64) -> Coverage {
    let planes = planes(page, inks, book, dpi);
    let pixels = (planes.width * planes.height).max(1) as f64;
    let share = |(name, plane): &(String, Vec<u8>)| InkShare {
        name: name.clone(),
        mean: plane.iter().map(|ink| u64::from(*ink)).sum::<u64>() as f64 / 255.0 / pixels,
        area: inked(plane, &planes) / pixels,
    };
    let (most, worst) = worst(&planes);
    Coverage {
        inks: planes.inks.iter().map(share).collect(),
        most,
        worst,
    }
}

impl Coverage {
    /// What to tell where there is more ink than the route allows. Pages count from 1.
    pub fn finding(&self, inks: &Inks, page: usize) -> Option<Finding> {
        let spot = self.worst.as_ref()?;
        let percent = |share: f64| (share * 100.0).round();
        // A step of a plane is 0.4 % of an ink.
        if self.most <= inks.limit + 0.005 {
            return None;
        }
        let message = format!(
            "`{}` puts {} % of ink on one spot of page {page} ({:.0} mm from the left, {:.0} mm from the top); the route allows {} %",
            spot.origin.key,
            percent(self.most),
            spot.at.x.to_mm(),
            spot.at.y.to_mm(),
            percent(inks.limit),
        );
        let problem = Diagnostic::warning("coverage", message)
            .hint("choose a lighter colour, or put fewer colours on one another");
        let dot = Rect {
            origin: spot.at,
            size: Size::default(),
        };
        Some(Finding::at(&spot.origin, problem).on(page::Spot::Page(
            page - 1,
            dot.grown(Edges::all(Length::mm(SQUARE_MM))),
        )))
    }
}

/// How many dots of a plane have ink. A dot at the edge of what is inked counts by its share of the ink
/// beside it: it is covered by as much. In a picture tones change from dot to dot, and all count.
fn inked(plane: &[u8], planes: &Planes) -> f64 {
    let (width, height) = (planes.width, planes.height);
    let in_picture = |at: usize| {
        let item = planes.items.get(at).and_then(|item| item.checked_sub(1));
        item.and_then(|item| planes.pictures.get(item as usize))
            .copied()
            .unwrap_or(false)
    };
    let dot = |x: usize, y: usize| plane.get(y * width + x).copied().unwrap_or_default();
    let mut dots = 0.0;
    for (at, ink) in plane.iter().enumerate().filter(|(_, ink)| **ink > 0) {
        let (x, y) = (at % width, at / width);
        let columns = x.saturating_sub(1)..(x + 2).min(width);
        let around = (y.saturating_sub(1)..(y + 2).min(height))
            .flat_map(|y| columns.clone().map(move |x| (x, y)))
            .map(|(x, y)| dot(x, y));
        let (least, most) = around.fold((255, 0), |(least, most), ink| {
            (least.min(ink), most.max(ink))
        });
        dots += if least > 0 || in_picture(at) {
            1.0
        } else {
            f64::from(*ink) / f64::from(most.max(1))
        };
    }
    dots
}

/// The square with the most ink: all inks together, and the place of its darkest pixel.
fn worst(planes: &Planes) -> (f64, Option<Spot>) {
    let (width, height) = (planes.width, planes.height);
    if planes.inks.is_empty() {
        return (0.0, None);
    }
    let side = |scale: f64, most: usize| {
        ((SQUARE_MM / 25.4 * scale).round() as usize).clamp(1, most.max(1))
    };
    let (wide, high) = (side(planes.scale.0, width), side(planes.scale.1, height));
    let mut totals = vec![0_u16; width * height];
    for (_, plane) in &planes.inks {
        for (total, ink) in totals.iter_mut().zip(plane) {
            *total = total.saturating_add(u16::from(*ink));
        }
    }
    let row = |y: usize| totals.get(y * width..(y + 1) * width).unwrap_or_default();
    let mut columns = vec![0_u32; width];
    let (mut most, mut corner) = (0, (0, 0));
    for y in 0..height {
        for (column, total) in columns.iter_mut().zip(row(y)) {
            *column += u32::from(*total);
        }
        if y >= high {
            for (column, total) in columns.iter_mut().zip(row(y - high)) {
                *column -= u32::from(*total);
            }
        }
        if y + 1 < high {
            continue;
        }
        let mut sum: u32 = columns.iter().take(wide - 1).sum();
        for (x, (entering, leaving)) in columns.iter().skip(wide - 1).zip(&columns).enumerate() {
            sum += entering;
            if sum > most {
                (most, corner) = (sum, (x, y + 1 - high));
            }
            sum -= leaving;
        }
    }
    let share = f64::from(most) / 255.0 / (wide * high) as f64;
    let square =
        (corner.1..corner.1 + high).flat_map(|y| (corner.0..corner.0 + wide).map(move |x| (x, y)));
    let owned = |(x, y): (usize, usize)| {
        let at = y * width + x;
        let item = planes.items.get(at).copied()?.checked_sub(1)?;
        let origin = planes.origins.get(item as usize)?;
        Some((totals.get(at).copied()?, x, y, origin))
    };
    // The first of the darkest.
    let darkest = square
        .filter_map(owned)
        .reduce(|a, b| if b.0 > a.0 { b } else { a });
    let spot = darkest.filter(|_| most > 0).map(|(_, x, y, origin)| Spot {
        origin: origin.clone(),
        at: Point::new(
            Length::inch((x as f64 + 0.5) / planes.scale.0),
            Length::inch((y as f64 + 0.5) / planes.scale.1),
        ),
    });
    (share, spot)
}
