//! Typesetting: words and a style come in, lines of positioned glyphs go out.
//!
//! A paragraph passes these files in order:
//!
//! 1. `prepare.rs` puts in the characters that keep figures, units and addresses together, and those that keep
//!    numbers in order in text from right to left; `addresses.rs` says where addresses and numbers may be divided.
//! 2. `case.rs` turns a headline into capitals and remembers what the author wrote; `kept.rs` says which words keep
//!    their small letters.
//! 3. `shape.rs` has the shaper of `parley` (`HarfBuzz`'s rules in Rust) choose fonts and glyphs, once, at one size.
//! 4. `lines.rs` chooses all line ends of the paragraph together, after Knuth and Plass (1981); `hyphen.rs` and
//!    `words.rs` say where words may be divided, and `hang.rs` what hangs out of the column.
//! 5. `filled.rs` sets display type, in which every line is as wide as its column; `hero.rs` gives the hero line of a
//!    headline a line of its own, and `evenness.rs` says how well a number of lines suits the words.
//! 6. `initial.rs` and `beside.rs` set a paragraph beside a large first letter.
//! 7. `set.rs` places the glyphs.
//!
//! Why is text shaped only once, when layout tries many sizes to find the one that fits? Advances, kerning and
//! leading are all relative to the size, so a paragraph at twice the size is twice as wide. Layout asks
//! a [`Paragraph`] for dozens of sizes and measures; each answer costs a sum, not a run of the shaper.

mod addresses;
mod beside;
mod book;
mod breaking;
mod case;
#[cfg(test)]
mod conformance;
mod embedded;
mod evenness;
mod face;
mod filled;
mod hang;
mod hero;
mod hyphen;
mod initial;
mod ink;
mod instances;
mod kept;
mod lettering;
mod line_ink;
mod lines;
mod paragraph;
mod prepare;
mod scratch;
mod script;
mod set;
mod shape;
mod taken;
mod ties;
mod words;

pub use book::FontBook;
pub use face::Face;
pub(crate) use lettering::{Lettering, lettering_style, origin_of_marks};
pub use paragraph::{Broken, DividedAddress, Line, LongestWord, Paragraph};
pub use set::{SetLine, SetRun};
pub use shape::{Missing, Typesetter};
pub use taken::Cut;
pub(crate) use words::letters;

/// Size at which all text is shaped, in units of the shaper. Widths are scaled from it.
pub(crate) const SHAPED_AT: f64 = 100.0;
