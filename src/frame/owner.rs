//! Which box of the layout drew an item.
//!
//! The check for collisions needs to know: what a box draws may lie on the ground of the boxes that hold it, and
//! on nothing else. Boxes are numbered so that "is within" is a comparison of two numbers, without a tree.

/// The box of the layout that drew an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    /// The number of the box on its page, from 1, in the order of drawing; 0 for what no box drew, such
    /// as the ground of the page.
    pub number: u32,
    /// The number of the last box that lies within this one; its own where it holds none. Numbers are
    /// given box by box, each before what it holds, so that what a box holds lies between the two.
    pub last: u32,
    /// The part of the box that the item belongs to.
    pub part: Part,
}

/// The parts of a box, in the order in which they are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The ground.
    Ground,
    /// The line at its edges.
    Border,
    /// What it shows: words, a code with its quiet zone, a picture, marks, a line or a shape.
    #[default]
    Content,
}

impl Owner {
    /// Whether no box drew the item.
    pub fn is_none(self) -> bool {
        self.number == 0
    }

    /// Whether another box is this one or lies within it.
    pub fn holds(self, other: Self) -> bool {
        self.number <= other.number && other.number <= self.last
    }

    /// Another part of the same box.
    #[must_use]
    pub fn part(self, part: Part) -> Self {
        Self { part, ..self }
    }
}
