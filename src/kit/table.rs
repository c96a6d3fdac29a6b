//! The table of the note: a row for each file, with a picture of it. Type and pictures are as large as one page allows.

use std::sync::Arc;

use super::listing::{Folder, Row};
use super::pen::{Lines, Pen};
use crate::frame::{CellKind, TableCell};
use crate::geom::{Length, Size};
use crate::language::NoteWords;

/// Sizes that are tried, the largest first: type in points, height of pictures in millimetres. Type below 7 pt is hard to
/// read beside a machine (practice).
const SIZES: [(f64, f64); 11] = [
    (9.5, 46.0),
    (9.0, 34.0),
    (9.0, 27.0),
    (8.5, 22.0),
    (8.5, 18.0),
    (8.0, 16.0),
    (8.0, 14.0),
    (7.5, 13.0),
    (7.5, 11.5),
    (7.0, 10.0),
    (7.0, 8.0),
];
/// Room between columns, and around a row, in millimetres.
const GAP_MM: f64 = 2.0;
/// Most width of pictures, as a share of the page, and of their height: two flyers lie beside each other on a sheet.
const PICTURES: f64 = 0.16;
const LYING: f64 = 1.35;
/// The widths of the columns in proportion: file, paper, sides, ink, copies, sheets, what follows.
const COLUMNS: [f64; 7] = [38.0, 20.0, 22.0, 23.0, 13.0, 13.0, 35.0];

/// Draws the folders with their rows, from the pen down. What does not go on the page goes on the next, below a head of
/// its own.
pub(super) fn draw(folders: &[Folder], words: &NoteWords, pen: &mut Pen<'_>) {
    let room = pen.room();
    let mut set = None;
    for (size, picture) in SIZES {
        let table = Table::set(folders, words, (size, Length::mm(picture)), pen);
        let fits = table.height() <= room;
        set = Some(table);
        if fits {
            break;
        }
    }
    if let Some(table) = set {
        table.draw(pen);
    }
}

/// The table, its words broken into lines.
struct Table {
    head: Vec<SetCell>,
    folders: Vec<SetFolder>,
    picture: Size,
}

/// A folder with its rows.
struct SetFolder {
    name: Vec<Lines>,
    rows: Vec<SetRow>,
}

/// A row.
struct SetRow {
    picture: Option<Arc<crate::picture::Image>>,
    cells: Vec<SetCell>,
    height: Length,
}

/// A cell with its distance to the margin.
struct SetCell {
    start: Length,
    lines: Vec<Lines>,
}

impl SetCell {
    fn height(&self) -> Length {
        self.lines
            .iter()
            .fold(Length::ZERO, |sum, lines| sum + lines.height())
    }
}

fn highest(cells: &[SetCell]) -> Length {
    let heights = cells.iter().map(SetCell::height);
    heights.fold(Length::ZERO, Length::max)
}

impl Table {
    fn set(
        folders: &[Folder],
        words: &NoteWords,
        (size, picture): (f64, Length),
        pen: &mut Pen<'_>,
    ) -> Self {
        let gap = Length::mm(GAP_MM);
        let pictures = Size::new((pen.measure() * PICTURES).min(picture * LYING), picture);
        let wide = pen.measure() - pictures.width - gap * COLUMNS.len() as f64;
        let whole: f64 = COLUMNS.iter().sum();
        let mut start = pictures.width + gap;
        let columns = COLUMNS.map(|share| {
            let column = (start, wide * (share / whole));
            start = start + column.1 + gap;
            column
        });
        let heads = [
            &words.piece,
            &words.paper,
            &words.sides,
            &words.ink,
            &words.copies,
            &words.sheets,
            &words.after,
        ];
        let head = columns.iter().zip(heads).map(|((start, width), words)| {
            let lines = vec![pen.lines(words, size.min(8.0), 700, *width)];
            SetCell {
                start: *start,
                lines,
            }
        });
        let head = head.collect();
        let measure = pen.measure();
        let set = |folder: &Folder, pen: &mut Pen<'_>| SetFolder {
            name: vec![pen.lines(&folder.name, size + 1.5, 700, measure)],
            rows: folder
                .rows
                .iter()
                .map(|row| SetRow::set(row, (size, pictures), &columns, pen))
                .collect(),
        };
        Self {
            head,
            folders: folders.iter().map(|folder| set(folder, pen)).collect(),
            picture: pictures,
        }
    }

    fn height(&self) -> Length {
        let gap = Length::mm(GAP_MM);
        let folders = self.folders.iter().map(|folder| {
            let rows = folder.rows.iter().map(|row| row.height + gap);
            folder.name_height() + rows.fold(Length::ZERO, |sum, height| sum + height)
        });
        self.head_height() + folders.fold(Length::ZERO, |sum, height| sum + height)
    }

    fn head_height(&self) -> Length {
        highest(&self.head) + Length::mm(GAP_MM)
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let columns = COLUMNS.len();
        let cell = |kind: CellKind, row: usize, column: usize| TableCell {
            table: "files".into(),
            kind,
            row,
            column,
            columns,
        };
        let draw_head = |is_first: bool, pen: &mut Pen<'_>| {
            for (column, head) in self.head.iter().enumerate() {
                let told = is_first.then(|| cell(CellKind::Head, 0, column));
                pen.cell(&head.lines, head.start, told);
            }
            pen.down(self.head_height());
        };
        draw_head(true, pen);
        let mut number = 0;
        for folder in &self.folders {
            // The name of a folder needs room for its first file too.
            let first = folder.rows.first().map_or(Length::ZERO, |row| row.height);
            if folder.name_height() + first > pen.room() {
                pen.turn_page();
                draw_head(false, pen);
            }
            number += 1;
            pen.rule(1.5);
            pen.down(Length::mm(GAP_MM / 2.0));
            pen.cell(
                &folder.name,
                Length::ZERO,
                Some(cell(CellKind::Group, number, 0)),
            );
            pen.down(folder.name_height() - Length::mm(GAP_MM / 2.0));
            for row in &folder.rows {
                if row.height > pen.room() {
                    pen.turn_page();
                    draw_head(false, pen);
                }
                number += 1;
                pen.rule(0.4);
                pen.down(Length::mm(GAP_MM / 2.0));
                if let Some(image) = &row.picture {
                    pen.picture(image, Length::ZERO, self.picture);
                }
                for (column, set) in row.cells.iter().enumerate() {
                    let told = cell(CellKind::Body, number, column);
                    pen.cell(&set.lines, set.start, Some(told));
                }
                pen.down(row.height + Length::mm(GAP_MM / 2.0));
            }
        }
    }
}

impl SetFolder {
    fn name_height(&self) -> Length {
        let name = self.name.iter().map(Lines::height);
        name.fold(Length::mm(GAP_MM * 1.5), |sum, height| sum + height)
    }
}

impl SetRow {
    fn set(
        row: &Row,
        (size, picture): (f64, Size),
        columns: &[(Length, Length); 7],
        pen: &mut Pen<'_>,
    ) -> Self {
        let how = &row.how;
        let texts = [
            &row.file,
            &how.paper,
            &how.sides,
            &how.ink,
            &how.copies,
            &how.sheets,
            &how.after,
        ];
        let mut cells = Vec::new();
        for (column, (words, (start, width))) in texts.into_iter().zip(columns).enumerate() {
            let is_name = column == 0;
            let weight = if is_name { 700 } else { 400 };
            let mut lines = vec![pen.lines(words, size, weight, *width)];
            if is_name {
                lines.push(pen.lines(&row.languages, size, 400, *width));
            }
            cells.push(SetCell {
                start: *start,
                lines,
            });
        }
        let shown = row.picture.as_ref().map_or(Length::ZERO, |image| {
            let (across, down) = image.asset.picture.size;
            // A picture that is wider than its box is lower than it.
            (picture.width * (down / across.max(1.0))).min(picture.height)
        });
        Self {
            picture: row.picture.clone(),
            height: highest(&cells).max(shown),
            cells,
        }
    }
}
