//! Where things on the front lie on the back.
//!
//! Two-sided printing goes wrong here more than anywhere else, because "long edge" means a different axis on
//! a sheet that lies. All of imposition works on the front; this file alone knows the back.

use crate::geom::{Point, Rect, Size, Turn};
use crate::sheet::Flip;

/// How the back of a sheet is mirrored against the front. Which way depends on the edge that the printer turns the sheet
/// about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mirror {
    /// Left and right are exchanged: the sheet is turned about an upright edge.
    Columns,
    /// Top and bottom are exchanged: the sheet is turned about a lying edge.
    Rows,
}

impl Mirror {
    /// The mirror of a sheet. Its long edge is upright in portrait and lies in landscape.
    pub(super) fn of(flip: Flip, sheet: Size) -> Self {
        // A square sheet counts as portrait.
        let landscape = sheet.width > sheet.height;
        match (flip, landscape) {
            (Flip::LongEdge, false) | (Flip::ShortEdge, true) => Self::Columns,
            (Flip::LongEdge, true) | (Flip::ShortEdge, false) => Self::Rows,
        }
    }

    /// What lies behind a rectangle of the front.
    pub(super) fn rect(self, rect: Rect, sheet: Size) -> Rect {
        match self {
            Self::Columns => rect.mirrored(sheet.width),
            Self::Rows => Rect {
                origin: Point::new(rect.origin.x, sheet.height - rect.bottom()),
                size: rect.size,
            },
        }
    }

    /// What lies behind a point of the front.
    pub(super) fn point(self, point: Point, sheet: Size) -> Point {
        match self {
            Self::Columns => Point::new(sheet.width - point.x, point.y),
            Self::Rows => Point::new(point.x, sheet.height - point.y),
        }
    }

    /// How a page has to lie behind one of the front so that its top is at the same edge of the leaf: a
    /// leaf is turned like that of a book.
    pub(super) fn turn(self, front: Turn) -> Turn {
        match (self, front) {
            (Self::Columns, Turn::None) | (Self::Rows, Turn::Over) => Turn::None,
            (Self::Columns, Turn::Over) | (Self::Rows, Turn::None) => Turn::Over,
            (Self::Columns, Turn::Right) | (Self::Rows, Turn::Left) => Turn::Left,
            (Self::Columns, Turn::Left) | (Self::Rows, Turn::Right) => Turn::Right,
        }
    }
}
