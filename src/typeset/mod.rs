//! Text: fonts, shaping, line breaking and copyfitting.
//!
//! A [`Paragraph`] is shaped once, at one size, and then broken at any size and measure:
//! spacing and leading are relative, so widths grow in proportion.

mod book;
mod breaking;
mod case;
#[cfg(test)]
mod conformance;
mod embedded;
mod filled;
mod hyphen;
mod ink;
mod lettering;
mod line_ink;
mod lines;
mod paragraph;
mod prepare;
mod scratch;
mod script;
mod set;
mod shape;
mod ties;
mod words;

pub use book::{Face, FontBook};
pub(crate) use lettering::{Lettering, lettering_style, origin_of_marks};
pub use paragraph::{Broken, Line, Paragraph};
pub use set::{SetLine, SetRun};
pub use shape::{Missing, Typesetter};

/// The size at which text is shaped, in units of the shaper.
pub(crate) const SHAPED_AT: f64 = 100.0;
