//! What is known about a file that this program made.

use crate::content::Campaign;
use crate::ink::{Inks, Plate};
use crate::pipeline::Examined;

/// The source of a file that this program made.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The content, in each of its languages.
    pub campaigns: &'a [&'a Campaign],
    /// The piece.
    pub examined: &'a Examined,
    /// The ink that the file is for, if each ink has a file of its own (riso).
    pub ink: Option<&'a str>,
}

impl Known<'_> {
    /// The plate that the file is for, if each ink has a file of its own.
    pub(super) fn plate(&self) -> Option<Plate> {
        // The piece was built with these inks, so an error does not occur here.
        let inks = Inks::of(&self.examined.route, &self.examined.piece.inks).ok()?;
        let suffix = self.ink?;
        inks.plates()
            .iter()
            .find(|plate| plate.suffix == suffix)
            .cloned()
    }
}
