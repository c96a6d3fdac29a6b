//! Tables: measures their cells, divides their rows among areas, and draws them.
//!
//! A table is not made of boxes, since a table of a thousand rows would need many thousands of them, and since its rows
//! may be on several pages. `columns` finds the widths of the columns, `divide` says which rows each area gets, and
//! `draw` makes items of them. A table in one area is as high as its rows, takes part in the fitting of its page, and is
//! drawn with it. One that is divided takes the heights that its areas get; like a running text, it is set when the areas
//! of all pages are known (`flow`).

mod columns;
mod divide;
mod draw;
mod fault;
pub(super) mod flow;
pub(super) mod set;
