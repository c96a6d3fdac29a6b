//! The ink below a picture that is seen through, on routes that print pictures with one ink.
//!
//! Such a route mixes the picture with its background before it converts the tones: two tones that the route
//! can print may add up to one that it cannot.

use super::screen::nearest;
use crate::frame::Blend;

/// The ink on each spot below a picture.
#[derive(Clone, Debug)]
pub struct Below {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Row after row from the top, 255 being full ink; empty for white paper.
    pub(super) ink: Vec<u8>,
    /// How the picture mixes with it.
    pub(super) blend: Blend,
}

impl Below {
    /// White paper, without ink.
    pub const PAPER: Self = Self {
        width: 1,
        height: 1,
        ink: Vec::new(),
        blend: Blend::Normal,
    };

    /// The ink under a pixel. `across` is its column and the number of columns, `down` its row and the number
    /// of rows; the picture may have more or fewer pixels than this background.
    pub(super) fn ink(&self, across: (u32, u32), down: (u32, u32)) -> u8 {
        let x = nearest(across.0, across.1, self.width);
        let y = nearest(down.0, down.1, self.height);
        // Beyond the stored pixels, and on white paper, there is no ink.
        let at = y * self.width as usize + x;
        self.ink.get(at).copied().unwrap_or_default()
    }
}
