//! Measures the ink on a page: the share of each ink, and the square millimetre with the most.

use super::inks::Inks;
use super::items::planes;
use super::planes::Planes;
use crate::diag::Diagnostic;
use crate::frame::Origin;
use crate::geom::{Edges, Length, Point, Rect, Size};
use crate::page::{self, Page, PageFinding};
use crate::rules::Rule;
use crate::typeset::FontBook;

/// The ink on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// Each ink of the route.
    pub inks: Vec<InkShare>,
    /// The highest total of all inks on one spot: 3 means three inks in full.
    pub most: f64,
    /// The place of that spot; none on an empty page.
    pub worst: Option<Spot>,
}

/// How much of one ink lies on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct InkShare {
    /// Name of the ink.
    pub name: String,
    /// Mean coverage of the trimmed page, 0 to 1: how much ink the press uses.
    pub mean: f64,
    /// Share of the trimmed page that has any of this ink, 0 to 1.
    pub area: f64,
}

/// A place on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The key of the topmost item on it.
    pub origin: Origin,
    /// Distance from the upper left corner of the trim.
    pub at: Point,
}

/// Side of the square, in millimetres, whose average coverage is compared with the limit. On less than about
/// a square millimetre, too much ink still dries in time (practice).
const SQUARE_MM: f64 = 1.0;

/// Measures the ink on a page at `dpi` dots per inch. Screens and home printers mix their own inks, so there
/// is nothing to measure for them.
pub fn coverage(page: &Page, inks: &Inks, book: &FontBook, dpi: f64) -> Coverage {
    let planes = planes(page, inks, book, dpi);
    let pixels = (planes.width * planes.height).max(1) as f64;
    let share = |(name, plane): &(String, Vec<u8>)| InkShare {
        name: name.clone(),
        // Summed as integers: a million bytes added as floats would depend on the order of addition.
        mean: plane.iter().map(|ink| u64::from(*ink)).sum::<u64>() as f64 / 255.0 / pixels,
        area: count_inked_dots(plane, &planes) / pixels,
    };
    let (most, worst) = find_darkest_square(&planes);
    Coverage {
        inks: planes.inks.iter().map(share).collect(),
        most,
        worst,
    }
}

impl Coverage {
    /// A finding if the page has more ink on one spot than the route allows. Pages are numbered from 1.
    pub fn finding(&self, inks: &Inks, page: usize) -> Option<PageFinding> {
        let spot = self.worst.as_ref()?;
        let percent = |share: f64| (share * 100.0).round();
        // One step of a plane (a byte) is 0.4 % of an ink; rounding is no finding.
        if self.most <= inks.limit + 0.005 {
            return None;
        }
        let message = format!(
            "the ink coverage at `{}` reaches {} % on page {page} ({:.0} mm from the left, {:.0} mm from the top); this route allows {} %",
            spot.origin.key,
            percent(self.most),
            spot.at.x.to_mm(),
            spot.at.y.to_mm(),
            percent(inks.limit),
        );
        let problem = Diagnostic::warning(Rule::Coverage, message)
            // Rounded, as 221.6 % and 222 % are the same to a press operator.
            .hint("choose a lighter colour, or overlap fewer colours");
        let dot = Rect {
            origin: spot.at,
            size: Size::default(),
        };
        Some(PageFinding::at(&spot.origin, problem).on(page::Spot::Page(
            page - 1,
            dot.grown(Edges::all(Length::mm(SQUARE_MM))),
        )))
    }
}

/// Counts the dots of a plane that have ink. A dot at the edge of an inked area is only partly covered, so it
/// counts as its ink divided by the ink beside it. In a picture, where tones change from dot to dot, every dot
/// with ink counts as one.
fn count_inked_dots(plane: &[u8], planes: &Planes) -> f64 {
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
        // The eight neighbours and the dot itself, fewer at the edge of the page.
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

/// Finds the square with the most ink of all planes together: the mean coverage, and its darkest pixel.
///
/// `columns` holds the sum of the last `high` rows for each column, and a window of `wide` columns slides
/// over it, so each pixel is added and subtracted once, whatever the size of the square.
fn find_darkest_square(planes: &Planes) -> (f64, Option<Spot>) {
    let (width, height) = (planes.width, planes.height);
    if planes.inks.is_empty() {
        return (0.0, None);
    }
    // A page smaller than the square is measured as a whole.
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
        // The first window is complete only after `high` rows.
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
    // A pixel at an edge may have ink but no owner.
    let owned = |(x, y): (usize, usize)| {
        let at = y * width + x;
        let item = planes.items.get(at).copied()?.checked_sub(1)?;
        let origin = planes.origins.get(item as usize)?;
        Some((totals.get(at).copied()?, x, y, origin))
    };
    // Of several equally dark pixels, the first.
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
