//! The distance between boxes: as the layout says, or as the type around it asks for.

use crate::geom::Length;

/// The distance between the boxes of a grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gap {
    /// As the layout says: between rows, and between columns.
    Given(Length, Length),
    /// The layout does not say. The distance follows the type above and below, and is never less than a
    /// length.
    ByType {
        /// Distance as a share of the space between two lines of the type above and two of that below.
        share: f64,
        /// The least distance between rows.
        least: Length,
        /// Distance between columns.
        across: Length,
    },
}

impl Gap {
    /// No distance.
    pub const NONE: Self = Self::Given(Length::ZERO, Length::ZERO);

    /// The distance within an element of repeated content: half of that between elements. Where it
    /// follows the type, descenders and accents still keep apart.
    #[must_use]
    pub fn within(self) -> Self {
        match self {
            Self::Given(rows, columns) => Self::Given(rows * 0.5, columns * 0.5),
            Self::ByType {
                share,
                least,
                across,
            } => Self::ByType {
                share: share * WITHIN,
                least: least * 0.5,
                across: across * 0.5,
            },
        }
    }

    /// The same distances, or more between rows where ink reaches out of its box: a figure may have a `$`
    /// or a comma, which no layout can foresee.
    #[must_use]
    pub fn clear_of_ink(self) -> Self {
        match self {
            Self::Given(rows, across) => Self::ByType {
                share: 0.0,
                least: rows,
                across,
            },
            by_type @ Self::ByType { .. } => by_type,
        }
    }

    /// The same distances, or `rows` and `columns` where those are more.
    #[must_use]
    pub fn at_least(self, rows: Length, columns: Length) -> Self {
        if rows <= Length::ZERO && columns <= Length::ZERO {
            return self;
        }
        match self {
            Self::Given(own, across) => Self::Given(own.max(rows), across.max(columns)),
            Self::ByType {
                share,
                least,
                across,
            } => Self::ByType {
                share,
                least: least.max(rows),
                across: across.max(columns),
            },
        }
    }

    /// The distance between the boxes of a single row, or `least` where that is more.
    #[must_use]
    pub fn beside(self, least: Length) -> Self {
        match self {
            Self::Given(rows, columns) => Self::Given(rows, columns.max(least)),
            Self::ByType {
                least: own, across, ..
            } if across < least => Self::Given(own, least),
            by_type @ Self::ByType { .. } => by_type,
        }
    }

    /// Half the distance between rows, where the layout gives it.
    #[must_use]
    pub fn closer(self) -> Self {
        match self {
            Self::Given(rows, columns) => Self::Given(rows * 0.5, columns),
            by_type @ Self::ByType { .. } => by_type,
        }
    }
}

/// Distance within an element as a share of that between elements, where both follow the type: a little
/// less than between two lines, so that the element is seen as one.
const WITHIN: f64 = 0.64;
