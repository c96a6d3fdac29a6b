//! The place of a cell in a table, for screen readers: they say the heading of its column with it.

use std::sync::Arc;

/// A cell of a table. The words of a cell are one group of the display list; a table that goes on in another area
/// has cells in several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCell {
    /// The table, by the key of the area in which it begins.
    pub table: Arc<str>,
    /// What kind of cell it is.
    pub kind: CellKind,
    /// Number of its row. Rows count upward through all areas of the table; the numbers may have gaps.
    pub row: usize,
    /// Number of its column, from 0, in the direction of reading.
    pub column: usize,
    /// Number of columns of the table.
    pub columns: usize,
}

/// Kinds of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// The title of the table, which is in no row.
    Caption,
    /// The heading of a column.
    Head,
    /// A heading over the rows that follow, across all columns.
    Group,
    /// A cell of a row.
    Body,
}
