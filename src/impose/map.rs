//! Draws the map of a poster in tiles, the last sheet of its set: how many tiles there are and where each belongs.

use super::draw::{Pen, hatch, stroke};
use super::tile_grid::Tiling;
use super::tile_marks::{HATCH, label, sheet};
use super::work::{Work, blank};
use crate::frame::Frame;
use crate::geom::{Length, Point, Rect, Size, Turn};
use crate::sheet::{Placement, Side};

/// Height of what is said below the map, in millimetres (practice).
const LEGEND: f64 = 34.0;

/// Size of the lettering, in points (practice).
const LETTERING: f64 = 10.0;

/// Draws the poster small, with the tiles and their labels, and below it the steps of the work.
pub(super) fn draw_map(work: &mut Work<'_>, tiling: &Tiling, page: usize, poster: Size) -> Side {
    // The map lies like the poster.
    let size = sheet(work, poster.width > poster.height);
    let mut side = blank(size);
    work.sides += 1;
    let printable = work.printable(size);
    let legend = Length::mm(LEGEND);
    let room = Size::new(printable.size.width, printable.size.height - legend);
    let share = room.width.ratio(poster.width);
    let scale = share.min(room.height.ratio(poster.height)).min(1.0);
    if scale > 0.0 {
        draw_poster(work, tiling, (page, poster, scale), &mut side);
    }
    draw_legend(work, tiling, poster, &mut side);
    side
}

fn draw_poster(
    work: &mut Work<'_>,
    tiling: &Tiling,
    (page, poster, scale): (usize, Size, f64),
    side: &mut Side,
) {
    let printable = work.printable(side.size);
    let mut placement = Placement {
        page,
        turn: Turn::None,
        scale,
        at: printable.origin,
        clip: Rect::default(),
    };
    let width = placement.trim(poster).size.width;
    // In the middle across, at the top of the page; the legend is below.
    placement.at.x += (printable.size.width - width) * 0.5;
    let trim = placement.trim(poster);
    placement.clip = trim;
    side.placements.push(placement);
    let corners = [
        trim.origin,
        Point::new(trim.right(), trim.origin.y),
        Point::new(trim.right(), trim.bottom()),
        Point::new(trim.origin.x, trim.bottom()),
    ];
    for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
        stroke(*from, *to, Pen::Fine, &mut side.marks);
    }
    for row in 0..tiling.rows {
        for column in 0..tiling.columns {
            let seen = placement.rect(poster, tiling.visible_part(column, row));
            let (top, left) = (seen.origin.y, seen.origin.x);
            if column > 0 {
                let to = Point::new(left, seen.bottom());
                seam(seen.origin, to, &mut side.marks);
            }
            if row > 0 {
                let to = Point::new(seen.right(), top);
                seam(seen.origin, to, &mut side.marks);
            }
            let name = tiling.label(column, row);
            label(work, &name, vec![seen], &mut side.marks);
        }
    }
}

/// A seam between tiles, seen on light and dark.
fn seam(from: Point, to: Point, marks: &mut Frame) {
    stroke(from, to, Pen::Casing, marks);
    stroke(from, to, Pen::Fine, marks);
}

/// Draws the steps: how many sheets there are, what a line to cut and a strip to glue look like, and the order.
fn draw_legend(work: &mut Work<'_>, tiling: &Tiling, poster: Size, side: &mut Side) {
    let printable = work.printable(side.size);
    let size = Length::pt(LETTERING);
    let step = Length::mm(8.0);
    let left = printable.origin.x;
    let mut y = printable.bottom() - Length::mm(LEGEND) + Length::mm(8.0);
    if y < printable.origin.y {
        return;
    }
    // Tenths of a millimetre, as the size of a poster is measured.
    let mm = |length: Length| (length.to_mm() * 10.0).round() / 10.0;
    let (columns, rows) = (tiling.columns, tiling.rows);
    let count = format!(
        "{columns} × {rows} = {}  ·  {} × {} mm",
        columns * rows,
        mm(poster.width),
        mm(poster.height)
    );
    let (first, last) = (tiling.label(0, 0), tiling.label(columns - 1, rows - 1));
    let order = format!("{first} → {last}");
    let words = work.spec.words.clone();
    let lines = [
        (count, None),
        (format!("1.  {}", words.cut), Some(Pen::Cut)),
        (format!("2.  {}", words.glue), Some(Pen::Glue)),
        (format!("3.  {order}"), None),
    ];
    let sample = Length::mm(20.0);
    for (words, pen) in lines {
        let line = work.pen.line(&words, size);
        let end = left + line.width + Length::mm(4.0);
        line.draw(Point::new(left, y), &mut side.marks);
        let middle = y - size * 0.3;
        match pen {
            Some(Pen::Cut) => stroke(
                Point::new(end, middle),
                Point::new(end + sample, middle),
                Pen::Cut,
                &mut side.marks,
            ),
            Some(_) => {
                let height = Length::mm(HATCH);
                let strip = Rect::new(end, middle - height * 0.5, sample, height);
                hatch(strip, Length::mm(HATCH / 2.0), &mut side.marks);
            }
            None => {}
        }
        y += step;
    }
}
