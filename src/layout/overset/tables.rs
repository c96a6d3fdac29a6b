//! Tables that do not fit their boxes, and boxes that are too high because of a table.

use super::find::Beyond;
use crate::geom::{Length, Size};
use crate::layout::fault::Fault;
use crate::layout::tree::Tree;

impl Tree<'_, '_> {
    /// Whether a table does not fit its box. Those that are divided are no part of the tree.
    pub(super) fn has_overset_table(&mut self) -> bool {
        let share = self.share();
        (0..self.entries.len()).any(|index| {
            let room = self.content(index).size;
            let table = &mut self.entries[index].table;
            table
                .as_mut()
                .is_some_and(|table| table.is_overset(room, share))
        })
    }

    /// Explains the first table that does not fit its box.
    pub(super) fn table_fault(&mut self) -> Option<Fault> {
        let share = self.share();
        (0..self.entries.len()).find_map(|index| {
            let room = self.content(index).size;
            let table = self.entries[index].table.as_mut()?;
            table.fault(room, share)
        })
    }

    /// Explains a place that is too low, if a table takes most of the height in it.
    pub(super) fn table_beyond(&mut self, beyond: Beyond) -> Option<Fault> {
        let holder = self.content(beyond.holder);
        let share = self.share();
        let within = |tree: &Self, index: usize| {
            let mut at = Some(index);
            while let Some(index) = at.filter(|index| *index != beyond.holder) {
                at = tree.entries[index].parent;
            }
            at.is_some()
        };
        let all = 0..self.entries.len();
        let tables =
            all.filter(|index| self.entries[*index].table.is_some() && within(self, *index));
        let highest = tables.max_by_key(|index| self.content(*index).size.height)?;
        let room = self.content(highest).size;
        // A lower one is not the cause.
        if room.height * 2.0 < holder.size.height {
            return None;
        }
        let left = (room.height - beyond.over).max(Length::ZERO);
        let table = self.entries[highest].table.as_mut()?;
        table.fault(Size::new(room.width, left), share)
    }
}
