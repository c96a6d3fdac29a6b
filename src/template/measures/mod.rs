//! The measures that a layout file may give: lengths, sizes of type, columns and rows, shares. The one place
//! that reads them, and that says what to write instead of what is none.

mod kinds;
mod read;
mod units;

pub use kinds::Track;
pub(super) use kinds::{Copies, Padding, Share, metres, weight};
