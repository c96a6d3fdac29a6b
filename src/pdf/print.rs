//! What is asked of a file.

use super::intent::Intent;
use super::paint::Separation;
use crate::ink::Inks;
use crate::page::Piece;
use crate::sheet::{Flip, Sheet};

/// What is written into a file.
#[derive(Clone, Copy)]
pub struct Print<'a> {
    /// The piece.
    pub piece: &'a Piece,
    /// The sheets that its pages lie on; the pages by themselves where there are none.
    pub sheets: Option<&'a [Sheet]>,
    /// The edge about which the printer is to turn the sheets, where they have backs.
    pub flip: Option<Flip>,
    /// The inks of the file.
    pub separation: Separation<'a>,
    /// The press that it is made for; the file keeps PDF/X-4 then.
    pub intent: Option<Intent<'a>>,
    /// Whether it is read on a screen too: with structure, outline and links. Only pages that are
    /// each on a side of their own can be.
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
