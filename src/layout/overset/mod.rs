//! Finds what does not fit on a page, before anything is drawn, and explains it by the words that take the
//! room.
//!
//! `find` compares every box with the one that holds it, and every text with its own box. One fault is reported
//! for a page: once boxes overlap, all further differences follow from the first. `explain` then looks for the
//! cause, which is rarely the box that sticks out: a row is too high because of its longest text, a column too
//! wide because of its longest word.

mod explain;
mod find;
mod tables;

use super::fault::Fault;
use super::tree::Tree;

impl Tree<'_, '_> {
    /// Whether anything on the page, or in a turned box of it, does not fit.
    pub(super) fn is_overset(&mut self) -> bool {
        self.beyond().is_some()
            || self.overfull().is_some()
            || self.has_overset_table()
            || self.turned.values_mut().any(Self::is_overset)
    }

    /// The fault to report, if anything does not fit.
    pub(super) fn fault(&mut self) -> Option<Fault> {
        if let Some(fault) = self.table_fault() {
            return Some(fault);
        }
        // A box that is too wide moves everything beside and below it, so it is the cause and comes first.
        let beyond = self.beyond();
        if let Some(beyond) = beyond.filter(|beyond| beyond.across) {
            return Some(self.too_wide(beyond));
        }
        if let Some((index, over)) = self.overfull() {
            return Some(self.text_beyond(index, over));
        }
        if let Some(beyond) = beyond {
            if let Some(fault) = self.table_beyond(beyond) {
                return Some(fault);
            }
            return Some(self.too_high(beyond));
        }
        self.turned.values_mut().find_map(Self::fault)
    }
}
