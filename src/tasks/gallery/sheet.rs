//! A contact sheet: all pieces beside each other, small, with their names.
//!
//! Pieces are in proportion to each other, but less far apart than in print: beside a poster at true scale, nobody could
//! see what is on a card. The side of a page shrinks by its square root, so a page that is larger in print is larger
//! here too. At true scale all pages have one scale.

use crate::color::Color;
use crate::diag::Diagnostic;
use crate::frame::{Frame, ItemKind, Origin, Path, Role, Segment, Stroke};
use crate::geom::{Length, Point, Rect, Size, Turn};
use crate::ink::Inks;
use crate::page::{Page, Piece};
use crate::pdf::{self, Print, Reused};
use crate::sheet::{Placement, Sheet, Side};
use crate::typeset::FontBook;
use crate::typeset::Lettering;

/// Width of the sheet: A3, lying (practice).
const WIDTH_MM: f64 = 420.0;
/// Empty edge of the sheet (practice).
const MARGIN_MM: f64 = 12.0;
/// A page of [`MIDDLE_MM`] is shown at this share of its size, so that the small print of a card is still seen as
/// lines, and a row has about seven flyers (practice).
const MIDDLE_SCALE: f64 = 0.24;
/// The one scale of pages at true scale: eight flyers of A5 stand in a row (practice).
const TRUE_SCALE: f64 = 0.27;
/// Side of a square as large as A4.
const MIDDLE_MM: f64 = 250.0;
/// Most height of a page: a banner of 5 m would fill the sheet (practice; an A0 poster has 143 mm).
const MOST_HIGH_MM: f64 = 200.0;
/// Room between pieces (practice).
const GAP_MM: f64 = 9.0;
/// Most room between pieces of a row that is spread to the width of the sheet (practice).
const WIDEST_GAP_MM: f64 = 22.0;
/// Room between the pages of a piece (practice).
const PAGES_MM: f64 = 1.6;
/// Room for the names below a row.
const NAMES_MM: f64 = 15.0;
/// Size of the names.
const NAME_PT: f64 = 8.5;
/// Least width of a piece with its name, so that names do not run into each other (practice).
const LEAST_MM: f64 = 26.0;

/// How large pieces are beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GalleryScale {
    /// Small pieces are larger than in proportion, so that all of them can be looked at.
    Seen,
    /// All pieces have one scale, as they lie beside each other in print.
    True,
}

/// A piece on the sheet.
#[derive(Clone, Debug)]
pub struct Exhibit<'a> {
    /// The piece, as it is seen on a screen.
    pub piece: &'a Piece,
    /// How large it is beside the others.
    pub scale: GalleryScale,
    /// Whether its pages are parts of one sheet: they are shown without room between them then.
    pub joined: bool,
    /// Its name.
    pub name: String,
    /// What stands below the name, such as its paper.
    pub note: String,
}

impl Exhibit<'_> {
    fn between(&self) -> f64 {
        if self.joined { 0.0 } else { PAGES_MM }
    }

    /// The scale at which its pages are shown: that of the largest, so that the panels of a sheet stay level.
    fn scale(&self) -> f64 {
        if self.scale == GalleryScale::True {
            return TRUE_SCALE;
        }
        let area = |page: &Page| page.trim.width.to_mm() * page.trim.height.to_mm();
        let pages = self.piece.pages.iter();
        let largest = pages.clone().map(area).fold(1.0, f64::max);
        let highest = pages
            .map(|page| page.trim.height.to_mm())
            .fold(1.0, f64::max);
        let scale = MIDDLE_SCALE * (MIDDLE_MM / largest.sqrt()).sqrt();
        scale.min(MOST_HIGH_MM / highest)
    }

    /// The pages that there is room for in a row of that width, with the scale. There is always one, made smaller if it
    /// is wider than a row.
    fn shown(&self, measure: f64) -> (&[Page], f64) {
        let pages = &self.piece.pages;
        let mut scale = self.scale();
        let mut wide = 0.0;
        for (at, page) in pages.iter().enumerate() {
            let width = page.trim.width.to_mm() * scale;
            if at == 0 && width > measure {
                scale *= measure / width;
                return (&pages[..1], scale);
            }
            wide += width + if at > 0 { self.between() } else { 0.0 };
            if wide > measure {
                return (&pages[..at], scale);
            }
        }
        (pages, scale)
    }

    /// Width and height in millimetres as it is shown.
    fn size(&self, measure: f64) -> (f64, f64) {
        let (pages, scale) = self.shown(measure);
        let wide: f64 = pages.iter().map(|page| page.trim.width.to_mm()).sum();
        let high = pages.iter().map(|page| page.trim.height.to_mm());
        let rooms = pages.len().saturating_sub(1);
        (
            wide * scale + self.between() * rooms as f64,
            high.fold(0.0, f64::max) * scale,
        )
    }

    /// What stands below its name, with the number of pages for which there is no room.
    fn note(&self, measure: f64) -> String {
        let shown = self.shown(measure).0.len();
        if shown == self.piece.pages.len() {
            return self.note.clone();
        }
        format!("{} (the first {shown} are shown)", self.note)
    }
}

/// The contact sheet as PDF, one page as high as it takes. The fonts are those that the pieces were set in.
pub fn draw(exhibits: &[Exhibit<'_>], book: &FontBook) -> Result<Vec<u8>, Diagnostic> {
    let measure = WIDTH_MM - 2.0 * MARGIN_MM;
    let rows = rows(exhibits, measure);
    let mut merged = Piece {
        template: "gallery".to_owned(),
        paper: String::new(),
        title: "Gallery".to_owned(),
        language: "en".to_owned(),
        country: None,
        author: String::new(),
        inks: Vec::new(),
        together: false,
        unscanned: false,
        pages: Vec::new(),
    };
    let mut pen = Lettering::new(book, "en");
    let mut placements = Vec::new();
    let mut marks = Frame::default();
    let mut top = MARGIN_MM;
    let mut rest = exhibits;
    for count in rows {
        let (row, after) = rest.split_at(count);
        rest = after;
        let (gap, height) = (gap(row, measure), height(row, measure));
        let mut left = MARGIN_MM;
        for exhibit in row {
            let start = left;
            let (pages, scale) = exhibit.shown(measure);
            for (at, page) in pages.iter().enumerate() {
                if at > 0 {
                    left += exhibit.between();
                }
                let size = Size::new(page.trim.width * scale, page.trim.height * scale);
                let width = size.width.to_mm();
                // Pieces of a row stand on one line, above their names.
                let foot = Length::mm(top + height);
                let seen = Rect::new(
                    Length::mm(left),
                    foot - size.height,
                    size.width,
                    size.height,
                );
                placements.push(Placement {
                    page: merged.pages.len(),
                    turn: Turn::None,
                    scale,
                    at: seen.origin,
                    clip: seen,
                });
                outline(seen, &mut marks);
                merged.pages.push(page.clone());
                left += width;
            }
            let size = Length::pt(NAME_PT);
            let baseline = |line: f64| {
                let down = Length::mm(top + height + 1.2) + size * line;
                Point::new(Length::mm(start), down)
            };
            let name = pen.weighted(&exhibit.name, size, 700);
            name.draw(baseline(1.0), &mut marks);
            pen.line(&exhibit.note(measure), size * 0.9)
                .draw(baseline(2.2), &mut marks);
            left = left.max(start + LEAST_MM) + gap;
        }
        top += height + NAMES_MM;
    }
    pen.finish();
    let size = Size::new(Length::mm(WIDTH_MM), Length::mm(top + MARGIN_MM / 2.0));
    let sheet = Sheet {
        front: Side {
            size,
            trim: Rect::of_size(size),
            bleed: Length::ZERO,
            placements,
            marks,
        },
        back: None,
    };
    let inks = Inks::on_screen();
    let print = Print {
        sheets: Some(std::slice::from_ref(&sheet)),
        read: false,
        ..Print::pages(&merged, &inks)
    };
    pdf::export(&print, book, &Reused::default())
}

/// Height of a row: that of its highest piece.
fn height(row: &[Exhibit<'_>], measure: f64) -> f64 {
    let heights = row.iter().map(|exhibit| exhibit.size(measure).1);
    heights.fold(0.0, f64::max)
}

/// Width of the pieces of a row, without the room between them.
fn width(row: &[Exhibit<'_>], measure: f64) -> f64 {
    let widths = row.iter().map(|exhibit| exhibit.size(measure).0);
    widths.map(|width| width.max(LEAST_MM)).sum()
}

/// The room between the pieces of a row, so that it reaches the edge of the sheet if it nearly does anyway.
fn gap(row: &[Exhibit<'_>], measure: f64) -> f64 {
    let gaps = row.len().saturating_sub(1);
    if gaps == 0 {
        return GAP_MM;
    }
    let spread = (measure - width(row, measure)) / gaps as f64;
    if spread <= WIDEST_GAP_MM {
        spread
    } else {
        GAP_MM
    }
}

/// How many pieces each row has, so that the sheet is as low as possible, and its rows about as wide. Their order is
/// kept.
fn rows(exhibits: &[Exhibit<'_>], measure: f64) -> Vec<usize> {
    // For each number of pieces, the least cost of rows that hold them, and how many the last one has.
    let mut best: Vec<(f64, usize)> = vec![(0.0, 0)];
    for end in 1..=exhibits.len() {
        let cost = |start: usize| {
            let row = &exhibits[start..end];
            let gaps = GAP_MM * row.len().saturating_sub(1) as f64;
            let free = measure - width(row, measure) - gaps;
            // A single piece fits by itself, if its name is longer than a row is wide.
            if free < -0.01 && row.len() > 1 {
                return f64::INFINITY;
            }
            // An empty end of a row costs as much as the height that it could have held.
            let empty = (free / measure).max(0.0);
            best[start].0 + (height(row, measure) + NAMES_MM) * (1.0 + empty * empty)
        };
        let costs = (0..end).map(|start| (cost(start), end - start));
        best.push(costs.fold((f64::INFINITY, 1), |a, b| if b.0 < a.0 { b } else { a }));
    }
    let mut rows = Vec::new();
    let mut end = exhibits.len();
    while end > 0 {
        let count = best[end].1;
        rows.push(count);
        end -= count;
    }
    rows.reverse();
    rows
}

/// A thin line around a page, so that white paper is seen on white.
fn outline(rect: Rect, marks: &mut Frame) {
    let Point { x, y } = rect.origin;
    let path = Path {
        segments: vec![
            Segment::Move(rect.origin),
            Segment::Line(Point::new(rect.right(), y)),
            Segment::Line(Point::new(rect.right(), rect.bottom())),
            Segment::Line(Point::new(x, rect.bottom())),
            Segment::Close,
        ],
        fill: None,
        even_odd: false,
        stroke: Some(Stroke {
            color: Color::key(100),
            width: Length::pt(0.5),
            cap: 0,
            join: 0,
        }),
        opacity: 1.0,
        fade: None,
    };
    let origin = Origin::new("", "gallery");
    marks.push(ItemKind::Path(path), &origin, Role::Artifact);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(sizes: &[(f64, f64)]) -> Piece {
        let page = |(width, height): &(f64, f64)| Page {
            trim: Size::new(Length::mm(*width), Length::mm(*height)),
            bleed: Length::ZERO,
            frame: Frame::default(),
        };
        Piece {
            template: "it".to_owned(),
            paper: String::new(),
            title: String::new(),
            language: "en".to_owned(),
            country: None,
            author: String::new(),
            inks: Vec::new(),
            together: false,
            unscanned: false,
            pages: sizes.iter().map(page).collect(),
        }
    }

    fn exhibit(piece: &Piece) -> Exhibit<'_> {
        Exhibit {
            piece,
            scale: GalleryScale::Seen,
            joined: false,
            name: "it".to_owned(),
            note: "A4".to_owned(),
        }
    }

    /// A card of A7 was larger than a poster of A3.
    #[test]
    fn what_is_larger_in_print_is_larger_here() {
        let sizes = [
            (74.0, 105.0),
            (105.0, 148.0),
            (148.0, 210.0),
            (297.0, 420.0),
            (841.0, 1189.0),
        ];
        let mut before = 0.0;
        for size in sizes {
            let piece = piece(&[size]);
            let (_, high) = exhibit(&piece).size(396.0);
            assert!(high > before, "{size:?}: {high}");
            // But it does not fill the sheet.
            assert!(high < 200.0, "{size:?}: {high}");
            before = high;
        }
    }

    #[test]
    fn at_true_scale_all_pieces_are_in_proportion() {
        let high = |size| {
            let piece = piece(&[size]);
            let exhibit = Exhibit {
                scale: GalleryScale::True,
                ..exhibit(&piece)
            };
            exhibit.size(396.0).1
        };
        let share = high((148.0, 210.0)) / high((297.0, 420.0));
        assert!((share - 0.5).abs() < 1e-9, "{share}");
    }

    #[test]
    fn pages_that_have_no_room_in_a_row_are_counted() {
        let piece = piece(&[(210.0, 297.0); 24]);
        let exhibit = exhibit(&piece);
        let (wide, _) = exhibit.size(396.0);
        assert!(wide <= 396.0, "{wide}");
        assert_eq!(exhibit.note(396.0), "A4 (the first 7 are shown)");
        let rows = rows(&[exhibit.clone(), exhibit], 396.0);
        assert_eq!(rows, [1, 1]);
    }
}
