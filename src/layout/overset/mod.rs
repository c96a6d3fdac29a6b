//! What does not fit on a page: found before anything is drawn, and reported with the words that take the room.

mod explain;
mod find;

use super::fault::Fault;
use super::tree::Tree;

impl Tree<'_, '_> {
    /// Whether something does not fit.
    pub(super) fn is_overset(&mut self) -> bool {
        self.beyond().is_some()
            || self.overfull().is_some()
            || self.turned.values_mut().any(Self::is_overset)
    }

    /// What fits least, in words.
    pub(super) fn fault(&mut self) -> Option<Fault> {
        // What is too wide for its place moves all that is beside and below it, so it comes first.
        let beyond = self.beyond();
        if let Some(beyond) = beyond.filter(|beyond| beyond.across) {
            return Some(self.too_wide(beyond));
        }
        if let Some((index, over)) = self.overfull() {
            return Some(self.text_beyond(index, over));
        }
        if let Some(beyond) = beyond {
            return Some(self.too_high(beyond));
        }
        self.turned.values_mut().find_map(Self::fault)
    }
}
