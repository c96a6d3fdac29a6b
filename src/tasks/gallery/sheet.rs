//! A contact sheet: all pieces beside each other, small, with their names.

use crate::color::Color;
use crate::diag::Diagnostic;
use crate::frame::{Frame, ItemKind, Origin, Path, Role, Segment, Stroke};
use crate::geom::{Length, Point, Rect, Size, Turn};
use crate::ink::Inks;
use crate::page::Piece;
use crate::pdf::{self, Print, Reused};
use crate::sheet::{Placement, Sheet, Side};
use crate::typeset::FontBook;
use crate::typeset::Lettering;

/// Width of the sheet: A3, lying (practice).
const WIDTH_MM: f64 = 420.0;
/// Empty edge of the sheet (practice).
const MARGIN_MM: f64 = 12.0;
/// Height that the pieces of a row are to have, about (practice).
const HEIGHT_MM: f64 = 78.0;
/// Room between pieces (practice).
const GAP_MM: f64 = 9.0;
/// Room between the pages of a piece (practice).
const PAGES_MM: f64 = 1.6;
/// Room for the names below a row.
const NAMES_MM: f64 = 15.0;
/// Size of the names.
const NAME_PT: f64 = 8.5;

/// A piece on the sheet.
#[derive(Clone, Debug)]
pub struct Exhibit<'a> {
    /// The piece, as it is seen on a screen.
    pub piece: &'a Piece,
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

    /// Width in millimetres where it is so many high: pages grow, the room between them does not.
    fn width(&self, height: f64) -> f64 {
        let pages = self.piece.pages.iter();
        let wide: f64 = pages
            .map(|page| page.trim.width.ratio(page.trim.height))
            .sum();
        let rooms = self.piece.pages.len().saturating_sub(1);
        wide * height + self.between() * rooms as f64
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
        spoken: false,
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
        let height = height(row, measure);
        let mut left = MARGIN_MM;
        for exhibit in row {
            let start = left;
            for (at, page) in exhibit.piece.pages.iter().enumerate() {
                if at > 0 {
                    left += exhibit.between();
                }
                let scale = Length::mm(height).ratio(page.trim.height);
                let width = page.trim.width.to_mm() * scale;
                let seen = Rect::new(
                    Length::mm(left),
                    Length::mm(top),
                    Length::mm(width),
                    Length::mm(height),
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
            pen.line(&exhibit.note, size * 0.9)
                .draw(baseline(2.2), &mut marks);
            left += GAP_MM;
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

/// The height at which a row is as wide as the measure, in millimetres.
fn height(row: &[Exhibit<'_>], measure: f64) -> f64 {
    let at = |height: f64| {
        let wide: f64 = row.iter().map(|exhibit| exhibit.width(height)).sum();
        wide + GAP_MM * row.len().saturating_sub(1) as f64
    };
    let fixed = at(0.0);
    let grows = at(1.0) - fixed;
    // The last row may be short: it does not become a poster.
    ((measure - fixed) / grows.max(1e-9)).clamp(1.0, HEIGHT_MM * 1.3)
}

/// How many pieces each row has, so that the rows are about as high as wanted. Their order is kept.
fn rows(exhibits: &[Exhibit<'_>], measure: f64) -> Vec<usize> {
    // For each number of pieces, the least cost of rows that hold them, and how many the last one has.
    let mut best: Vec<(f64, usize)> = vec![(0.0, 0)];
    for end in 1..=exhibits.len() {
        let cost = |start: usize| {
            let height = height(&exhibits[start..end], measure);
            let off = (height / HEIGHT_MM).ln();
            best[start].0 + off * off
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
