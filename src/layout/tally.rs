//! The tally: draws one mark for each person or thing that is counted, across the whole width of its box.
//!
//! Marks are first placed in units of the layout's weights and spacing (`template::tally_rows`), then scaled so
//! that the longest row is as wide as the box. All marks together are one path, since a tally may have thousands;
//! a drawing is one path for each of its shapes.

use super::marks;
use super::open_mark;
use super::outline::{bounds_of, contours_of};
use super::sign::Sign;
use crate::frame::{Path, Segment};
use crate::geom::{Length, Point, Rect, Size};
use crate::template::plan::{Mark, OpenEnd, Tally};
use crate::template::tally_rows::Place;

/// Whether marks or gaps would be thinner than a quarter point: no press prints that reliably (practice).
pub(super) fn too_thin(tally: &Tally, size: Size) -> bool {
    let rows = tally.rows();
    let unit = unit(tally, &rows, size.width);
    let widths = rows.iter().flatten().map(|place| place.end - place.start);
    let low = size.height * (0.5 / (rows.len() as f64).max(1.0)) < Length::pt(0.25);
    low || unit * widths.fold(tally.spacing, f64::min) < Length::pt(0.25)
}

/// The length of one unit, such that the longest row is as wide as the box.
fn unit(tally: &Tally, rows: &[Vec<Place>], width: Length) -> Length {
    let ends = rows.iter().flatten().map(|place| place.end + place.lean);
    width / ends.fold(tally.full_row(), f64::max).max(1e-9)
}

/// The left and right edge of each group of a tally in a single row.
pub(super) fn edges(tally: &Tally, rect: Rect, right_to_left: bool) -> Vec<(Length, Length)> {
    let unit = unit(tally, &tally.rows(), rect.size.width);
    let edge = |(start, end): (f64, f64)| {
        let (start, end) = (unit * start, unit * end);
        if right_to_left {
            (rect.right() - end, rect.right() - start)
        } else {
            (rect.origin.x + start, rect.origin.x + end)
        }
    };
    tally.spans().into_iter().map(edge).collect()
}

/// A mark in its place on the page.
struct Placed {
    rect: Rect,
    place: Place,
    /// The room beside it that it leans into, in millimetres; negative if that is on the left.
    lean: f64,
}

/// The marks in a rectangle. They begin on the side where reading begins.
fn placed(tally: &Tally, rect: Rect, right_to_left: bool) -> (Length, Vec<Placed>) {
    let rows = tally.rows();
    let unit = unit(tally, &rows, rect.size.width);
    let count = rows.len() as f64;
    // Tallies above each other, with labels between them, have rows of equal height only if each row brings its
    // gap: otherwise the number of rows would decide.
    let gaps = if tally.row.is_some() && !tally.labelled.is_empty() {
        count
    } else {
        count - 1.0
    };
    // In a low box the gaps leave at least half of the height to the marks.
    let most = rect.size.height * (0.5 / gaps.max(1.0));
    let gap = (unit * tally.spacing.max(0.25)).min(most);
    let high = (rect.size.height - gap * gaps) / count;
    let mut found = Vec::new();
    for (row, places) in rows.iter().enumerate() {
        let top = rect.origin.y + (high + gap) * row as f64;
        for place in places {
            let mark = Rect {
                origin: Point::new(rect.origin.x + unit * place.start, top),
                size: Size::new(unit * (place.end - place.start), high),
            };
            let lean = (unit * place.lean).to_mm();
            let (mark, lean) = if right_to_left {
                (mark.mirrored(rect.origin.x + rect.right()), -lean)
            } else {
                (mark, lean)
            };
            found.push(Placed {
                rect: mark,
                place: *place,
                lean,
            });
        }
    }
    (unit, found)
}

/// Draws all marks into a rectangle, as one path.
pub(super) fn path(tally: &Tally, rect: Rect, right_to_left: bool) -> Path {
    let (unit, placed) = placed(tally, rect, right_to_left);
    let mut segments = Vec::new();
    for Placed { rect, place, lean } in placed {
        match Some(tally.open).filter(|_| place.open) {
            _ if place.across => marks::across(rect, unit, &mut segments),
            None | Some(OpenEnd::Dashed) => {
                marks::draw(tally.mark, rect, place.open, &mut segments);
            }
            Some(end) => {
                let mut whole = Vec::new();
                marks::draw(tally.mark, rect, false, &mut whole);
                // Round marks and persons are narrower than their place.
                let drawn = bounds_of(&contours_of(&whole)).unwrap_or(rect);
                segments.extend(open_mark::open(&whole, drawn, end, lean));
            }
        }
    }
    // By the even-odd rule hollow marks get their holes, but a stroke across others would leave holes as
    // well.
    filled(tally, segments, tally.mark != Mark::Stroke)
}

/// Draws all marks with a drawing: one path for each of its shapes.
pub(super) fn sign_paths(tally: &Tally, sign: &Sign, rect: Rect, right_to_left: bool) -> Vec<Path> {
    let (_, placed) = placed(tally, rect, right_to_left);
    let shape = |(part, even_odd): (usize, bool)| {
        let mut segments = Vec::new();
        for Placed { rect, place, lean } in &placed {
            let at = sign.place(*rect);
            let whole = sign.outline(part, at);
            match Some(tally.open).filter(|_| place.open) {
                None => segments.extend(whole),
                Some(end) => segments.extend(open_mark::open(&whole, at, end, *lean)),
            }
        }
        filled(tally, segments, even_odd)
    };
    sign.rules().enumerate().map(shape).collect()
}

/// A path in the colour of the tally.
fn filled(tally: &Tally, segments: Vec<Segment>, even_odd: bool) -> Path {
    Path {
        segments,
        even_odd,
        ..Path::rectangles(&[], tally.color)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Color;
    use crate::frame::Origin;
    use crate::template::plan::MarkGroup;

    fn group(count: u32, weight: f64, open: bool) -> MarkGroup {
        MarkGroup {
            count,
            weight,
            open,
        }
    }

    fn tally(mark: Mark) -> Tally {
        Tally {
            groups: vec![group(8, 3.0, false), group(50, 1.0, true)],
            spacing: 0.5,
            open: OpenEnd::Dashed,
            mark,
            sign: None,
            heaviest: 3.0,
            labelled: Vec::new(),
            row: None,
            color: Color::BLACK,
            alt: String::new(),
            origin: Origin::new("f", "k"),
            layout: Origin::new("f", "k"),
        }
    }

    #[test]
    fn one_mark_a_person_exact_to_the_width() {
        let rect = Rect::new(
            Length::mm(9.0),
            Length::mm(5.0),
            Length::mm(130.0),
            Length::mm(20.0),
        );
        let path = path(&tally(Mark::Bar), rect, false);
        let moves = path
            .segments
            .iter()
            .filter(|segment| matches!(segment, Segment::Move(_)))
            .count();
        assert_eq!(moves, 8 + 50 + marks::DASHES);
        let right = path.segments.iter().filter_map(|segment| match segment {
            Segment::Line(point) => Some(point.x),
            _ => None,
        });
        assert!((right.max().unwrap_or_default() - rect.right()).abs() < Length::mm(0.01));
    }

    #[test]
    fn dots_have_a_ring_at_the_open_end() {
        let path = path(
            &tally(Mark::Dot),
            Rect::new(
                Length::ZERO,
                Length::ZERO,
                Length::mm(100.0),
                Length::mm(4.0),
            ),
            false,
        );
        let moves = path
            .segments
            .iter()
            .filter(|segment| matches!(segment, Segment::Move(_)))
            .count();
        assert_eq!(moves, 8 + 50 + 2);
    }

    #[test]
    fn rows_of_ten_stand_under_one_another() {
        let ten = Tally {
            row: Some(10),
            ..tally(Mark::Dot)
        };
        let rows = ten.rows();
        let lengths: Vec<usize> = rows.iter().map(Vec::len).collect();
        assert_eq!(lengths, [8, 10, 10, 10, 10, 10, 1]);
        let centers = |row: usize| -> Vec<f64> {
            let places = rows[row].iter();
            places.map(|place| place.start + place.end).collect()
        };
        assert!(
            centers(0)
                .iter()
                .zip(centers(1))
                .all(|(a, b)| (a - b).abs() < 1e-9)
        );
        // After five there is a wider gap.
        let between = |at: usize| centers(1)[at] - centers(1)[at - 1];
        assert!(between(5) > between(4) + ten.spacing);
        assert!(rows[6][0].open);
    }

    #[test]
    fn every_fifth_stroke_lies_across_the_four_before_it() {
        let strokes = tally(Mark::Stroke);
        let rows = strokes.rows();
        assert_eq!(rows.iter().flatten().count(), 59);
        let across = rows.iter().flatten().filter(|place| place.across);
        assert_eq!(across.count(), 58 / 5);
        let fifth = rows[0][4];
        // Five strokes together are of one group: the second group begins anew after the three that were left.
        let across_of_next = rows[0].iter().filter(|place| place.across).nth(1);
        let first_of_next = rows[0][8];
        assert!(across_of_next.is_some_and(|place| place.start > rows[0][7].end));
        assert!(first_of_next.start - rows[0][7].end > strokes.spacing);
        assert!(fifth.across && fifth.start < rows[0][0].start && fifth.end > rows[0][3].end);
    }
}
