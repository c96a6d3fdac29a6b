//! Letters that are drawn in another way than by filling them on their line: outlined ones, and large first letters.

use crate::geom::Length;

/// Form of the corners of outlined letters: round (ISO 32000-1, table 55). Mitred ones would stick out of sharp letters
/// such as A and M.
pub const ROUND_JOIN: u8 = 1;

/// Where readers find a large first letter: in the first line of its paragraph, as a letter of the size of that line.
/// Programs that copy text would otherwise take it for a word of its own, on the line that it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Initial {
    /// From the baseline of the first line down to that of the letter.
    pub down: Length,
    /// Size of type of the first line.
    pub size: Length,
}
