//! Explains a table that does not fit: columns that are too narrow, a row that is too high, or rows that have no
//! place.

use super::columns::TooWide;
use super::divide::{Heights, Left, divide, undivided};
use super::set::SetTable;
use crate::frame::Origin;
use crate::geom::{Length, Size};
use crate::layout::fault::{Fault, area_in_words, counted};
use crate::layout::named;
use crate::rules::Rule;

/// The widest word of a column.
struct Word {
    word: String,
    width: Length,
    /// Key that it comes from.
    origin: Origin,
}

impl SetTable<'_> {
    /// Explains columns that are too narrow for their words.
    pub(super) fn too_wide(&self, wide: TooWide) -> Fault {
        let (TooWide::Column { column, needs, has } | TooWide::Together { column, needs, has }) =
            wide;
        let table = &self.plan.name;
        let plan = self.plan.columns.get(column);
        let name = plan.map_or("", |column| column.name.as_str());
        let area = plan
            .map_or(&self.plan.origin, |column| &column.origin)
            .clone();
        let Word {
            word,
            width,
            origin,
        } = self.widest_word(column);
        let key = &origin.key;
        let named = named::name(&word, Some(&origin));
        let shorten = named.shorten.to_owned();
        let smaller = format!(
            "lower the smallest `size` of the style `{}`",
            self.style_of(column)
        );
        match wide {
            TooWide::Column { .. } => {
                let (wide, narrow) = Length::apart(needs, has);
                Fault {
                    rule: Rule::TableTooWide,
                    content: None,
                    what: format!(
                        "the column `{name}` of the table `{table}` is narrower than {} of `{key}`",
                        named.what
                    ),
                    detail: format!("the column is {narrow} wide, but needs {wide} for it"),
                    shorten,
                    make_room: format!("give the column a `width` of {wide}, or {smaller}"),
                    area,
                }
            }
            TooWide::Together { .. } => {
                let gaps = self.gaps(0.0);
                let (wide, narrow) = Length::apart(needs + gaps, has + gaps);
                Fault {
                    rule: Rule::TableTooWide,
                    content: None,
                    what: format!("the table `{table}` is wider than its area"),
                    detail: format!(
                        "with each column as narrow as it can be, it needs {wide}, but {} is {narrow} wide. The widest is {} of `{key}` in the column `{name}` ({})",
                        area_in_words(&self.plan.origin),
                        named.what,
                        width.rounded(),
                    ),
                    shorten,
                    make_room: format!(
                        "leave a column out, make {} wider, or {smaller}",
                        area_in_words(&self.plan.origin)
                    ),
                    area,
                }
            }
        }
    }

    /// Explains rows that have no place in areas of these heights.
    pub(super) fn too_long(&self, left: &Left, rooms: &[Length], heights: &Heights) -> Fault {
        let table = &self.plan.name;
        let row = self.row_origin(left.first);
        let in_words = area_in_words(&self.plan.origin);
        if left.too_high {
            let (needs, has) = Length::apart(
                height_alone(heights, left.first),
                rooms.iter().copied().max().unwrap_or_default(),
            );
            let with = match (heights.head, self.plan.groups.is_empty()) {
                (None, true) => "it",
                (Some(_), true) => "with the head, it",
                (_, false) => "with the head and its heading, it",
            };
            return Fault {
                rule: Rule::RowTooHigh,
                what: format!(
                    "row {} of the table `{table}` (`{}`) is higher than its area",
                    left.first + 1,
                    row.key
                ),
                detail: format!("{with} needs a height of {needs}, but {in_words} has {has}"),
                shorten: "shorten its longest cell".to_owned(),
                make_room: format!("make the column of that cell wider, or make {in_words} higher"),
                content: Some(row),
                area: self.plan.origin.clone(),
            };
        }
        let count = self.plan.rows.len();
        let without = count - left.first.min(count);
        let have = if without == 1 { "has" } else { "have" };
        Fault {
            rule: Rule::Overset,
            what: format!("the table `{table}` does not fit"),
            detail: format!(
                "{without} of its {} {have} no place: with type at its smallest size, they need {} more, from `{}` on",
                counted(count, "row"),
                left.height.rounded(),
                row.key
            ),
            shorten: "leave some rows out".to_owned(),
            make_room: format!(
                "repeat its page until all rows are set (repeat = \"{table}\"), give another area `table = \"{table}\"`, make {in_words} higher, or lower the smallest `size` of its styles"
            ),
            content: Some(row),
            area: self.plan.origin.clone(),
        }
    }

    /// The fault of the table in one place of that size, at the share that it is set with; `None` if it fits.
    pub(in crate::layout) fn fault(&mut self, room: Size, share: f64) -> Option<Fault> {
        let measured = match self.measured(room.width, share) {
            Ok(measured) => measured,
            Err(wide) => return Some(self.too_wide(wide)),
        };
        if let Some(wide) = measured.overfull {
            return Some(self.too_wide(wide));
        }
        let rooms = [room.height];
        let left = divide(&measured.heights, &rooms).err()?;
        Some(self.too_long(&left, &rooms, &measured.heights))
    }

    /// Whether the table does not fit a place, as [`SetTable::fault`] explains it.
    pub(in crate::layout) fn is_overset(&mut self, room: Size, share: f64) -> bool {
        self.measured(room.width, share).map_or(true, |measured| {
            measured.overfull.is_some() || divide(&measured.heights, &[room.height]).is_err()
        })
    }

    /// The widest word in a column.
    fn widest_word(&self, column: usize) -> Word {
        let plan = &self.plan;
        let head = plan
            .columns
            .get(column)
            .and_then(|column| column.head.as_ref());
        let head = self.head.get(column).and_then(Option::as_ref).zip(head);
        let rows = self.rows.iter().zip(&plan.rows);
        let cells = rows.filter_map(|(row, plan)| {
            let text = row.get(column)?.as_ref()?;
            Some((text, plan.cells.get(column)?.as_ref()?))
        });
        let widest = cells.chain(head).max_by_key(|(text, _)| text.widest_part());
        let Some((text, plan)) = widest else {
            return Word {
                word: String::new(),
                width: Length::ZERO,
                origin: Origin::new("", ""),
            };
        };
        Word {
            word: text.paragraph.longest_word().word,
            width: text.widest_part(),
            origin: plan.origin(&Origin::new("", "")),
        }
    }

    /// Name of the style of the cells in a column.
    fn style_of(&self, column: usize) -> String {
        let mut cells = self.rows.iter().filter_map(|row| row.get(column)?.as_ref());
        let first = cells.next();
        first.map_or_else(
            || "text".to_owned(),
            |text| text.paragraph.style().name.clone(),
        )
    }
}

/// The height of an area that holds one row, with the head and the heading before it.
fn height_alone(heights: &Heights, row: usize) -> Length {
    let one = Heights {
        caption: None,
        rows: heights.rows.get(row).copied().into_iter().collect(),
        ..heights.clone()
    };
    undivided(&one).1
}
