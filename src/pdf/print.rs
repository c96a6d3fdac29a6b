//! The order for a file: what to write, and for which inks and press.

use super::intent::Intent;
use super::paint::Separation;
use crate::ink::Inks;
use crate::page::Piece;
use crate::sheet::{Flip, Sheet};

/// Everything that decides the content of a file.
#[derive(Clone, Copy)]
pub struct Print<'a> {
    /// The piece.
    pub piece: &'a Piece,
    /// Sheets that its pages lie on; none for a file of single pages.
    pub sheets: Option<&'a [Sheet]>,
    /// Edge about which the printer turns sheets that have backs.
    pub flip: Option<Flip>,
    /// The inks of the file.
    pub separation: Separation<'a>,
    /// Press that the file is made for; the file then meets PDF/X-4.
    pub intent: Option<Intent<'a>>,
    /// Whether the file is also read on a screen: with structure, outline and links. This takes effect only
    /// if each page is on a side of its own.
    pub read: bool,
}

impl<'a> Print<'a> {
    /// The pages of a piece by themselves, to be read on a screen too.
    pub fn pages(piece: &'a Piece, inks: &'a Inks) -> Self {
        Self {
            piece,
            sheets: None,
            flip: None,
            separation: Separation { inks, plate: None },
            intent: None,
            read: true,
        }
    }
}
