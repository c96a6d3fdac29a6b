//! Owner of an item: the box of the layout that drew it.
//!
//! The check for collisions needs it, because the items of a box may cover only the backgrounds of the boxes around
//! it. Boxes are numbered so that comparing two numbers shows whether one box is inside another, without a tree.

/// The box of the layout that drew an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    /// Number of the box on its page, from 1, in drawing order; 0 for items that no box drew, such as the background
    /// of the page.
    pub number: u32,
    /// Number of the last box inside this one; the number of this box if there is none inside. A box is numbered
    /// before the boxes inside it, so their numbers are between `number` and `last`.
    pub last: u32,
    /// Part of the box that the item belongs to.
    pub part: Part,
    /// The layer that the box is on, counted from 1 in the order of drawing; 0 for the grid of the page. Things on
    /// different layers lie over each other on purpose.
    pub layer: u16,
    /// The layers that hide the words of the box on purpose: the lowest bit for layer 1, and so on. Only the first 64
    /// layers of a page can.
    pub covered_by: u64,
}

/// Parts of a box, in drawing order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Background of the box.
    Ground,
    /// Line along the edges of the box.
    Border,
    /// Content: words, a code with its quiet zone, a picture, marks, a line or a shape.
    #[default]
    Content,
}

impl Owner {
    /// Whether no box drew the item.
    pub fn is_none(self) -> bool {
        self.number == 0
    }

    /// Whether another box is this one or is inside it.
    pub fn holds(self, other: Self) -> bool {
        self.number <= other.number && other.number <= self.last
    }

    /// Whether a layer hides the words of the box on purpose.
    pub fn is_covered_by(self, layer: u16) -> bool {
        self.covered_by & Self::bit_of(layer) != 0
    }

    /// The bit of a layer in [`Self::covered_by`]; 0 for the grid, and for layers beyond the 64th.
    pub fn bit_of(layer: u16) -> u64 {
        let place = u32::from(layer).checked_sub(1);
        place
            .and_then(|place| 1_u64.checked_shl(place))
            .unwrap_or(0)
    }

    /// The owner for another part of the same box.
    #[must_use]
    pub fn part(self, part: Part) -> Self {
        Self { part, ..self }
    }
}
