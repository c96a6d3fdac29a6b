//! The tally: draws one mark for each person or thing that is counted, across the whole width of its box.
//!
//! Marks are first placed in units of the layout's weights and spacing, then scaled so that the longest row is
//! as wide as the box. All marks together are one path, since a tally may have thousands.

use super::marks;
use crate::frame::Path;
use crate::geom::{Length, Point, Rect, Size};
use crate::template::plan::{Mark, Tally};

/// Number of marks that the eye takes in at once. After each group of this size there is a wider gap, or every
/// fifth mark is a stroke across the other four (practice).
const AT_A_GLANCE: usize = 5;

/// The left and right end of a mark in its row, in the units of weights and spacing.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: f64,
    end: f64,
    /// Whether it stands for those who were not counted: it is drawn broken or hollow.
    broken: bool,
    /// Whether it is a stroke across four others.
    across: bool,
}

/// Whether marks or gaps would be thinner than a quarter point: no press prints that reliably (practice).
pub(super) fn too_thin(tally: &Tally, width: Length) -> bool {
    let rows = rows(tally);
    let unit = unit(tally, &rows, width);
    let widths = rows.iter().flatten().map(|place| place.end - place.start);
    unit * widths.fold(tally.spacing, f64::min) < Length::pt(0.25)
}

/// The marks, row by row. With rows, each group begins a new one; without, all groups are in a single row.
fn rows(tally: &Tally) -> Vec<Vec<Place>> {
    let heaviest = tally.groups.iter().map(|(_, weight)| *weight);
    let heaviest = heaviest.fold(0.1, f64::max);
    let last = tally.groups.len().saturating_sub(1);
    let mut groups: Vec<Vec<(f64, bool)>> = Vec::new();
    for (index, (count, weight)) in tally.groups.iter().enumerate() {
        let mut group = vec![(*weight, false); *count as usize];
        if tally.open && index == last {
            group.push((*weight, true));
        }
        groups.push(group);
    }
    match tally.row {
        None => vec![in_row(&groups.concat(), tally, None)],
        Some(most) => groups
            .iter()
            .flat_map(|group| group.chunks(most as usize))
            .map(|row| in_row(row, tally, Some(heaviest)))
            .collect(),
    }
}

/// Places marks in a row. With a `slot` (the heaviest weight), each mark is centred in a slot of the same
/// width, so that the marks of several rows line up.
fn in_row(marks: &[(f64, bool)], tally: &Tally, slot: Option<f64>) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut x = 0.0;
    let mut upright = 0;
    for (weight, broken) in marks {
        if tally.mark == Mark::Stroke && upright + 1 == AT_A_GLANCE && !broken {
            // The fifth stroke goes across the four before it and a little beyond them.
            let reach = tally.spacing * 0.8;
            let from = places
                .len()
                .checked_sub(upright)
                .and_then(|at| places.get(at));
            places.push(Place {
                start: from.map_or(0.0, |first| first.start) - reach,
                end: x - tally.spacing + reach,
                broken: false,
                across: true,
            });
            // The next upright keeps clear of the end of that stroke.
            x += tally.spacing * 2.0;
            upright = 0;
            continue;
        }
        let width = slot.map_or(*weight, |heaviest| weight / heaviest);
        let room = slot.map_or(width, |_| 1.0);
        let start = x + (room - width) * 0.5;
        places.push(Place {
            start,
            end: start + width,
            broken: *broken,
            across: false,
        });
        x += room + tally.spacing;
        upright += 1;
        if slot.is_some() && tally.mark != Mark::Stroke && upright == AT_A_GLANCE {
            x += tally.spacing;
            upright = 0;
        }
    }
    // The first stroke across begins to the left of its uprights, which would be outside the box: the row is
    // moved.
    let least = places.iter().map(|place| place.start).fold(0.0, f64::min);
    for place in &mut places {
        place.start -= least;
        place.end -= least;
    }
    places
}

/// The length of one unit, such that the longest row is as wide as the box. A full row counts even if no group
/// fills one, so that marks keep their size when the numbers change.
fn unit(tally: &Tally, rows: &[Vec<Place>], width: Length) -> Length {
    let ends = rows.iter().flatten().map(|place| place.end);
    let full = tally.row.map_or(0.0, |most| {
        let full = in_row(&vec![(1.0, false); most as usize], tally, Some(1.0));
        full.last().map_or(0.0, |last| last.end)
    });
    width / ends.fold(full, f64::max).max(1e-9)
}

/// Draws all marks into a rectangle, as one path. They begin on the side where reading begins.
pub(super) fn path(tally: &Tally, rect: Rect, right_to_left: bool) -> Path {
    let rows = rows(tally);
    let unit = unit(tally, &rows, rect.size.width);
    let gap = unit * tally.spacing.max(0.25);
    let high = (rect.size.height - gap * rows.len().saturating_sub(1) as f64) / rows.len() as f64;
    let mut segments = Vec::new();
    for (row, places) in rows.iter().enumerate() {
        let top = rect.origin.y + (high + gap) * row as f64;
        for place in places {
            let mark = Rect {
                origin: Point::new(rect.origin.x + unit * place.start, top),
                size: Size::new(unit * (place.end - place.start), high),
            };
            let mark = if right_to_left {
                mark.mirrored(rect.origin.x + rect.right())
            } else {
                mark
            };
            if place.across {
                marks::across(mark, unit, &mut segments);
            } else {
                marks::draw(tally.mark, mark, place.broken, &mut segments);
            }
        }
    }
    Path {
        segments,
        fill: Some(tally.color),
        // By the even-odd rule hollow marks get their holes, but a stroke across others would leave holes as
        // well.
        even_odd: tally.mark != Mark::Stroke,
        stroke: None,
        opacity: 1.0,
        fade: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Color;
    use crate::frame::{Origin, Segment};

    fn tally(mark: Mark) -> Tally {
        Tally {
            groups: vec![(8, 3.0), (50, 1.0)],
            spacing: 0.5,
            open: true,
            mark,
            row: None,
            color: Color::BLACK,
            alt: String::new(),
            origin: Origin::new("f", "k"),
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
        let rows = rows(&ten);
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
        assert!(rows[6][0].broken);
    }

    #[test]
    fn every_fifth_stroke_lies_across_the_four_before_it() {
        let strokes = tally(Mark::Stroke);
        let rows = rows(&strokes);
        assert_eq!(rows.iter().flatten().count(), 59);
        let across = rows.iter().flatten().filter(|place| place.across);
        assert_eq!(across.count(), 58 / 5);
        let fifth = rows[0][4];
        assert!(fifth.across && fifth.start < rows[0][0].start && fifth.end > rows[0][3].end);
    }
}
