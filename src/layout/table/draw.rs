//! Draws the part of a table that is in an area: fills, lines, then words.

use super::divide::{Part, PlacedPart, undivided};
use super::set::{Measured, SetTable, row_size};
use crate::frame::{Blend, CellKind, Frame, ItemKind, Origin, Path, Role, TableCell};
use crate::geom::{Length, Point, Rect};
use crate::layout::paragraph::paragraph;
use crate::layout::score::SetType;
use crate::layout::set_text::SetText;
use crate::layout::shade;
use crate::text::Text;

/// The area that a part of a table is drawn in.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) rect: Rect,
    pub(super) share: f64,
    pub(super) right_to_left: bool,
}

impl Place {
    /// The left edge of something that is that far from the side where reading begins.
    fn left(&self, start: Length, width: Length) -> Length {
        if self.right_to_left {
            self.rect.right() - start - width
        } else {
            self.rect.origin.x + start
        }
    }
}

/// A part of a table for an area, with all that is needed to draw it.
struct Laid<'m> {
    measured: &'m Measured,
    parts: &'m [PlacedPart],
}

impl Laid<'_> {
    /// The row or heading after a part.
    fn after(&self, index: usize) -> Option<Part> {
        self.parts.get(index + 1).map(|placed| placed.part)
    }
}

/// Words to be drawn as one cell.
struct Cell<'p> {
    plan: &'p Text,
    /// The place of its box: from the side where reading begins, and from the top of the area.
    start: Length,
    y: Length,
    width: Length,
    cell: TableCell,
    /// Whether it repeats what an earlier area says.
    again: bool,
}

impl SetTable<'_> {
    /// The whole table in one area.
    pub(in crate::layout) fn draw_whole(
        &mut self,
        rect: Rect,
        share: f64,
        right_to_left: bool,
    ) -> Frame {
        let Ok(measured) = self.measured(rect.size.width, share) else {
            // Reported already: a page with a table that is too wide is not drawn.
            return Frame::default();
        };
        let (parts, _) = undivided(&measured.heights);
        let place = Place {
            rect,
            share,
            right_to_left,
        };
        self.draw(&measured, &parts, place)
    }

    /// Some parts of the table in an area.
    pub(super) fn draw(
        &mut self,
        measured: &Measured,
        parts: &[PlacedPart],
        place: Place,
    ) -> Frame {
        let laid = Laid { measured, parts };
        let mut frame = Frame::default();
        self.draw_stripes(&laid, place, &mut frame);
        self.draw_rules(&laid, place, &mut frame);
        for placed in parts {
            self.draw_part(measured, *placed, place, &mut frame);
        }
        frame
    }

    /// The fills of rows, from the middle of the distance above to that below.
    fn draw_stripes(&self, laid: &Laid<'_>, place: Place, frame: &mut Frame) {
        let Some(fill) = self.plan.stripes else {
            return;
        };
        let heights = &laid.measured.heights;
        for placed in laid.parts {
            let Part::Row(row) = placed.part else {
                continue;
            };
            if self.striped.get(row) != Some(&true) {
                continue;
            }
            let half = heights.gap * 0.5;
            let rect = Rect::new(
                place.left(Length::ZERO, laid.measured.width),
                place.rect.origin.y + placed.y - half,
                laid.measured.width,
                heights.of(placed.part) + heights.gap,
            );
            let path = shade::filled(rect, fill, Blend::Normal, place.right_to_left);
            frame.push(ItemKind::Path(path), &self.row_origin(row), Role::Artifact);
        }
    }

    /// The lines under the head and between rows, in the middle of the distance. There is none under a heading,
    /// which belongs to the row below.
    fn draw_rules(&self, laid: &Laid<'_>, place: Place, frame: &mut Frame) {
        let rules = self.plan.rules;
        let heights = &laid.measured.heights;
        let mut lines = Vec::new();
        for (index, placed) in laid.parts.iter().enumerate() {
            let weight = match (placed.part, laid.after(index)) {
                (Part::Head { .. }, Some(_)) => rules.head,
                (Part::Row(_), Some(_)) => rules.rows,
                _ => None,
            };
            let Some(weight) = weight else {
                continue;
            };
            let middle = placed.y + heights.of(placed.part) + heights.gap * 0.5;
            lines.push(Rect::new(
                place.left(Length::ZERO, laid.measured.width),
                place.rect.origin.y + middle - weight * 0.5,
                laid.measured.width,
                weight,
            ));
        }
        if !lines.is_empty() {
            let path = Path::rectangles(&lines, rules.color);
            frame.push(ItemKind::Path(path), &self.plan.origin, Role::Artifact);
        }
    }

    /// The words of a part.
    fn draw_part(
        &mut self,
        measured: &Measured,
        placed: PlacedPart,
        place: Place,
        frame: &mut Frame,
    ) {
        let edge = measured
            .columns
            .first()
            .map_or(Length::ZERO, |(start, _)| *start);
        let plan = self.plan.clone();
        let cell = |kind, row, column| TableCell {
            table: plan.origin.key.clone(),
            kind,
            row,
            column,
            columns: plan.columns.len(),
        };
        let whole = |plan, cell, again| Cell {
            plan,
            start: edge,
            y: placed.y,
            width: measured.width - edge * 2.0,
            cell,
            again,
        };
        match placed.part {
            Part::Caption => {
                if let (Some(text), Some(plan)) = (&mut self.caption, &plan.caption) {
                    draw_cell(
                        text,
                        whole(plan, cell(CellKind::Caption, 0, 0), false),
                        place,
                        frame,
                    );
                }
            }
            Part::Group { number, again } => {
                // Rows have even numbers; a heading has the odd one before that of its first row.
                let first = plan.rows.iter().position(|row| row.group == Some(number));
                let row = first.unwrap_or_default() * 2 + 1;
                if let (Some(text), Some(plan)) =
                    (self.groups.get_mut(number), plan.groups.get(number))
                {
                    draw_cell(
                        text,
                        whole(plan, cell(CellKind::Group, row, 0), again),
                        place,
                        frame,
                    );
                }
            }
            Part::Head { again } => {
                let plans = plan.columns.iter().map(|column| column.head.as_ref());
                let of = |column| cell(CellKind::Head, 0, column);
                draw_row(
                    (&mut self.head, plans.collect()),
                    (measured, placed.y),
                    (&of, again),
                    place,
                    frame,
                );
            }
            Part::Row(row) => {
                let (Some(cells), Some(of_row)) = (self.rows.get_mut(row), plan.rows.get(row))
                else {
                    return;
                };
                let plans = of_row.cells.iter().map(Option::as_ref);
                let of = |column| cell(CellKind::Body, row * 2 + 2, column);
                draw_row(
                    (cells, plans.collect()),
                    (measured, placed.y),
                    (&of, false),
                    place,
                    frame,
                );
            }
        }
    }

    /// What the score of a page looks at: the head and the first row stand for all, which are set alike.
    pub(in crate::layout) fn set_types(&mut self, width: Length, share: f64) -> Vec<SetType> {
        let Ok(measured) = self.measured(width, share) else {
            return Vec::new();
        };
        let plan = self.plan.clone();
        let heads = plan.columns.iter().map(|column| column.head.as_ref());
        let heads = self.head.iter_mut().zip(heads).zip(&measured.columns);
        let first = plan
            .rows
            .first()
            .map(|row| row.cells.iter().map(Option::as_ref));
        let cells = self.rows.first_mut().into_iter().flatten();
        let cells = cells
            .zip(first.into_iter().flatten())
            .zip(&measured.columns);
        let mut types = Vec::new();
        for ((text, plan), (_, width)) in heads.chain(cells) {
            if let (Some(text), Some(plan)) = (text, plan) {
                let broken = text.broken(*width, share);
                types.push(SetType::of(plan, &self.plan.origin, &broken));
            }
        }
        types
    }

    /// Key of a row in the content.
    pub(super) fn row_origin(&self, row: usize) -> Origin {
        let row = self.plan.rows.get(row);
        row.map_or_else(|| self.plan.origin.clone(), |row| row.origin.clone())
    }
}

/// Draws the cells of a row on one first baseline.
fn draw_row(
    (cells, plans): (&mut [Option<SetText<'_>>], Vec<Option<&Text>>),
    (measured, y): (&Measured, Length),
    (of, again): (&dyn Fn(usize) -> TableCell, bool),
    place: Place,
    frame: &mut Frame,
) {
    let baseline = row_size(cells, &measured.columns, place.share).baseline;
    let columns = measured.columns.iter().enumerate();
    for ((text, plan), (column, (start, width))) in cells.iter_mut().zip(plans).zip(columns) {
        let (Some(text), Some(plan)) = (text, plan) else {
            continue;
        };
        let first = text
            .broken(*width, place.share)
            .lines
            .first()
            .map(|line| line.baseline);
        let down = baseline - first.unwrap_or_default();
        let cell = Cell {
            plan,
            start: *start,
            y: y + down,
            width: *width,
            cell: of(column),
            again,
        };
        draw_cell(text, cell, place, frame);
    }
}

/// Draws the words of a cell as one group.
fn draw_cell(text: &mut SetText<'_>, cell: Cell<'_>, place: Place, frame: &mut Frame) {
    let broken = text.broken(cell.width, place.share);
    let at = Point::new(
        place.left(cell.start, cell.width),
        place.rect.origin.y + cell.y,
    );
    let color = cell.plan.style.color;
    let mut words = paragraph(text, &broken, at, cell.width, color);
    let origin = cell.plan.origin(&Origin::new("", ""));
    let role = if cell.again {
        // Heard once is enough; on the next page it is there for those who see it (ISO 14289-1, 7.5).
        words = words.as_decoration();
        Role::Artifact
    } else {
        words.cell = Some(cell.cell);
        Role::Cell
    };
    frame.push(ItemKind::Group(words), &origin, role);
}
