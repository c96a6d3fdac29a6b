//! Reads the measures of a layout file: lengths, sizes of type, columns and rows, shares.
//!
//! In goes whatever the file has in the place of a measure, even a number or a list; out comes the measure, or
//! an error that says what to write. `kinds` has the types and their syntax, `units` guesses the unit that a
//! number lacks, and `read` puts the message together: if the text with the guessed units is a measure, the
//! message offers exactly that ("write \"9mm\""). A bare number is an error and not a default unit, because
//! lengths are given in millimetres and type in points, and a guess that is wrong by a factor of three would be
//! printed.

mod degrees;
mod kinds;
mod line_count;
mod read;
mod units;

pub(super) use degrees::{Degrees, Opacity, parse_degrees};
pub use kinds::Track;
pub(super) use kinds::{Copies, Padding, Share, metres, weight};
