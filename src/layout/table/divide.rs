//! Divides the rows of a table among its areas.
//!
//! A row stays whole. A heading stays with the first row under it, and is printed again where its rows go on; the head
//! of the table is printed at the top of each area that has rows. An area that has no room for its head and one row
//! stays empty.

use crate::geom::Length;
use crate::layout::units::tolerance;

/// A part of a table in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The title.
    Caption,
    /// The head; again, if an earlier area has it too.
    Head { again: bool },
    /// A heading over rows, by its number; again, if its rows go on from an earlier area.
    Group { number: usize, again: bool },
    /// A row, by its number.
    Row(usize),
}

/// A part with its distance from the top of the area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PlacedPart {
    pub(super) part: Part,
    pub(super) y: Length,
}

/// The heights of the parts of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    /// Height of the title; `None` without one.
    pub(super) caption: Option<Length>,
    /// Height of the head; `None` without one.
    pub(super) head: Option<Length>,
    /// Heights of the headings over rows.
    pub(super) groups: Vec<Length>,
    /// Heights of the rows, and the heading that each is under.
    pub(super) rows: Vec<(Length, Option<usize>)>,
    /// Distance between two parts.
    pub(super) gap: Length,
    /// What a heading over rows is further away from the row above it than that; half of it from the head.
    pub(super) before_group: Length,
    /// Distance of the first and the last part from the edges of the area.
    pub(super) edge: Length,
}

impl Heights {
    /// The height of a part.
    pub(super) fn of(&self, part: Part) -> Length {
        let height = match part {
            Part::Caption => self.caption,
            Part::Head { .. } => self.head,
            Part::Group { number, .. } => self.groups.get(number).copied(),
            Part::Row(row) => self.rows.get(row).map(|(height, _)| *height),
        };
        height.unwrap_or_default()
    }
}

/// Rows that have no place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Left {
    /// The first of them.
    pub(super) first: usize,
    /// Whether it is too high for every area, even alone under its heading.
    pub(super) too_high: bool,
    /// The height that all rows that are left need.
    pub(super) height: Length,
}

/// A column of parts in one area, from the top.
struct Column<'h> {
    heights: &'h Heights,
    parts: Vec<PlacedPart>,
    /// The lowest edge of the last part.
    end: Length,
}

impl<'h> Column<'h> {
    fn new(heights: &'h Heights) -> Self {
        Self {
            heights,
            parts: Vec::new(),
            end: Length::ZERO,
        }
    }

    fn push(&mut self, part: Part) {
        let heights = self.heights;
        let more = match (part, self.parts.last().map(|placed| placed.part)) {
            (Part::Group { .. }, Some(Part::Row(_))) => heights.before_group,
            (Part::Group { .. }, Some(_)) => heights.before_group * 0.5,
            _ => Length::ZERO,
        };
        let y = match self.parts.is_empty() {
            true => heights.edge,
            false => self.end + heights.gap + more,
        };
        self.parts.push(PlacedPart { part, y });
        self.end = y + heights.of(part);
    }

    /// Adds a row, with the heading before it if it is the first under one, or the first in the area.
    fn push_row(&mut self, row: usize) {
        let heights = self.heights;
        let group = heights.rows.get(row).and_then(|(_, group)| *group);
        let before = row
            .checked_sub(1)
            .and_then(|before| heights.rows.get(before));
        let begins = before.is_none_or(|(_, before)| *before != group);
        let is_first = !self
            .parts
            .iter()
            .any(|placed| matches!(placed.part, Part::Row(_)));
        if let Some(number) = group.filter(|_| begins || is_first) {
            let again = !begins;
            self.push(Part::Group { number, again });
        }
        self.push(Part::Row(row));
    }

    /// The height that an area needs for these parts.
    fn height(&self) -> Length {
        self.end + self.heights.edge
    }
}

/// The parts of an area that goes on at a row, as many as its height allows, and the row after them.
fn fill(heights: &Heights, row: usize, room: Length) -> (Vec<PlacedPart>, usize) {
    let mut column = Column::new(heights);
    if heights.caption.is_some() && row == 0 {
        column.push(Part::Caption);
    }
    if heights.head.is_some() {
        column.push(Part::Head { again: row > 0 });
    }
    let mut next = row;
    while next < heights.rows.len() {
        let (count, end) = (column.parts.len(), column.end);
        column.push_row(next);
        // Sizes go through single precision on their way from the layout of the page.
        if column.height() > room + tolerance() {
            column.parts.truncate(count);
            column.end = end;
            break;
        }
        next += 1;
    }
    if next == row {
        return (Vec::new(), row);
    }
    (column.parts, next)
}

/// Divides a table among areas of these heights. Gives the parts in each area, or the rows that have no place.
pub(super) fn divide(heights: &Heights, areas: &[Length]) -> Result<Vec<Vec<PlacedPart>>, Left> {
    let mut row = 0;
    let mut divided = Vec::with_capacity(areas.len());
    for room in areas {
        let (parts, next) = fill(heights, row, *room);
        divided.push(parts);
        row = next;
    }
    if row >= heights.rows.len() {
        return Ok(divided);
    }
    let highest = areas.iter().copied().max().unwrap_or_default();
    let (_, next) = fill(heights, row, highest);
    let (rest, _) = fill(heights, row, endless());
    Err(Left {
        first: row,
        too_high: next == row,
        height: height_of(heights, &rest),
    })
}

/// All parts one under the other, and the height of an area that holds them.
pub(super) fn undivided(heights: &Heights) -> (Vec<PlacedPart>, Length) {
    let (parts, _) = fill(heights, 0, endless());
    let height = height_of(heights, &parts);
    (parts, height)
}

/// A height that no table has.
fn endless() -> Length {
    Length::mm(1e9)
}

/// The height of an area that holds these parts.
fn height_of(heights: &Heights, parts: &[PlacedPart]) -> Length {
    let end = parts
        .last()
        .map_or(Length::ZERO, |placed| placed.y + heights.of(placed.part));
    end + heights.edge
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mm(value: f64) -> Length {
        Length::mm(value)
    }

    /// Rows of 10 mm under the headings of these numbers, with a head of 5 mm.
    fn table(groups: &[Option<usize>]) -> Heights {
        let count = groups.iter().flatten().max().map_or(0, |most| most + 1);
        Heights {
            head: Some(mm(5.0)),
            groups: vec![mm(6.0); count],
            rows: groups.iter().map(|group| (mm(10.0), *group)).collect(),
            gap: mm(1.0),
            ..Heights::default()
        }
    }

    fn parts(divided: &[Vec<PlacedPart>]) -> Vec<Vec<Part>> {
        let of = |area: &Vec<PlacedPart>| area.iter().map(|placed| placed.part).collect();
        divided.iter().map(of).collect()
    }

    #[test]
    fn the_head_is_repeated_and_rows_keep_their_order() {
        let heights = table(&[None; 5]);
        // 5 + 2 * 11 = 27, with a third row 38.
        let divided = divide(&heights, &[mm(27.0), mm(30.0), mm(16.0)]).expect("it fits");
        let head = |again| Part::Head { again };
        assert_eq!(
            parts(&divided),
            [
                vec![head(false), Part::Row(0), Part::Row(1)],
                vec![head(true), Part::Row(2), Part::Row(3)],
                vec![head(true), Part::Row(4)],
            ]
        );
    }

    #[test]
    fn a_heading_stays_with_its_first_row_and_comes_again() {
        let heights = table(&[Some(0), Some(0), Some(1), Some(1)]);
        // Head, heading and two rows take 34 mm. The heading after them would fit in 41 mm, but not its row.
        let divided = divide(&heights, &[mm(41.0), mm(24.0), mm(24.0)]).expect("it fits");
        let group = |number, again| Part::Group { number, again };
        let head = |again| Part::Head { again };
        assert_eq!(
            parts(&divided),
            [
                vec![head(false), group(0, false), Part::Row(0), Part::Row(1)],
                vec![head(true), group(1, false), Part::Row(2)],
                vec![head(true), group(1, true), Part::Row(3)],
            ]
        );
    }

    #[test]
    fn an_area_without_room_for_a_row_stays_empty() {
        let heights = table(&[None; 2]);
        let divided = divide(&heights, &[mm(12.0), mm(27.0)]).expect("it fits");
        assert!(divided[0].is_empty());
        assert_eq!(divided[1].len(), 3);
    }

    #[test]
    fn what_is_left_is_counted() {
        let heights = table(&[None; 4]);
        let left = divide(&heights, &[mm(16.0)]).expect_err("it is full");
        assert_eq!((left.first, left.too_high), (1, false));
        assert_eq!(left.height, mm(5.0 + 3.0 * 11.0));
        let left = divide(&heights, &[mm(15.0), mm(10.0)]).expect_err("no row fits");
        assert_eq!((left.first, left.too_high), (0, true));
    }
}
