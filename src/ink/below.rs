//! What lies below a picture that is seen through, on routes that print pictures with one ink.

use super::screen::nearest;

/// The ink on each spot below a picture.
#[derive(Clone, Debug)]
pub struct Below {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Row after row, 255 being full ink; empty where there is none at all.
    pub(super) ink: Vec<u8>,
}

impl Below {
    /// Paper.
    pub const PAPER: Self = Self {
        width: 1,
        height: 1,
        ink: Vec::new(),
    };

    /// The ink under a pixel, which is given by its place and by how many there are, across and down.
    pub(super) fn ink(&self, across: (u32, u32), down: (u32, u32)) -> u8 {
        let x = nearest(across.0, across.1, self.width);
        let y = nearest(down.0, down.1, self.height);
        let at = y * self.width as usize + x;
        self.ink.get(at).copied().unwrap_or_default()
    }
}
