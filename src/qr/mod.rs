//! QR codes (ISO/IEC 18004): the smallest symbol for a text, and how large it must be printed.
//!
//! A text comes in, a square of dark and light modules goes out ([`QrSymbol`]). The crate `qrcode` computes
//! error correction and masks. What is decided here is how to make the symbol small: a symbol with fewer
//! modules has larger ones on the same area, and the width of a module is what decides from how far
//! a phone reads it ([`COMFORTABLE_RATIO`]).
//!
//! - The text is divided into digits, capitals and bytes so that it takes the fewest bits (`segments.rs`).
//! - The version (the number of modules) is the smallest that holds the text at level M. Then the level of
//!   error correction is raised as far as this version has room, which costs nothing.
//! - Why not level L, which is smaller? Leaflets get folded, wet and scratched; 7 % of repair is too
//!   little for that (practice).
//!
//! No logo is drawn into a symbol, and no module is rounded: both eat up the error correction.

mod export;
mod segments;

pub use export::{to_png, to_svg};

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use qrcode::bits::Bits;
use qrcode::{EcLevel, QrCode, Version};

use crate::geom::{Length, Point, Rect, Size};

/// Width of the quiet zone on each side, in modules (ISO/IEC 18004, 6.3.8).
pub const QUIET_ZONE: usize = 4;

/// Distance from which a symbol is read comfortably, in widths of a module. It is the "10:1 rule" of the trade
/// (distance to width of the symbol) for a symbol of 25 modules.
pub const COMFORTABLE_RATIO: f64 = 250.0;

/// Distance beyond which a symbol is not read any more, in widths of a module (practice).
pub const LONGEST_RATIO: f64 = 460.0;

/// The narrowest module that an inkjet or a photocopier still renders (practice).
pub fn smallest_module() -> Length {
    Length::mm(0.5)
}

/// The four levels of error correction, weakest first: they restore 7, 15, 25 and 30 % of a symbol.
const LEVELS: [EcLevel; 4] = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H];

/// A QR symbol without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrSymbol {
    side: usize,
    dark: Vec<bool>,
    version: u8,
    level: char,
}

/// A text is too long for any symbol that is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayloadTooLong {
    /// Bytes in the text.
    pub bytes: usize,
}

/// What a symbol has to be beside holding its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Constraint {
    /// As small as it is at level M, with the level raised as far as the version stays the same.
    Smallest,
    /// At level M, for readers that ask for it.
    Medium {
        /// The largest version.
        largest: u8,
    },
}

/// The designator of UTF-8 (AIM ECI assignments). Without it, readers guess the letters beyond ASCII: zbar 0.23
/// took 8 of 22 texts in twelve scripts for other ones, and none with it; ZXing and rqrr read all of both.
const UTF_8: u32 = 26;

impl QrSymbol {
    /// The smallest symbol at level M, with the level raised as far as the version stays the same.
    pub fn encode(text: &str) -> Result<Self, PayloadTooLong> {
        Self::encode_by(text, Constraint::Smallest)
    }

    /// The symbol that keeps to a constraint.
    pub fn encode_by(text: &str, constraint: Constraint) -> Result<Self, PayloadTooLong> {
        let too_long = PayloadTooLong { bytes: text.len() };
        let (levels, largest) = match constraint {
            Constraint::Smallest => (&LEVELS[1..], 40),
            Constraint::Medium { largest } => (&LEVELS[1..2], i16::from(largest)),
        };
        // The first version that holds the text wins; within it, the strongest level that still fits.
        let (version, level, bits) = (1..=largest)
            .find_map(|number| {
                let version = Version::Normal(number);
                // The segments depend on the version, whose number decides the length of their headers.
                let fitting = levels.iter().rev().find_map(|&level| {
                    let mut bits = Bits::new(version);
                    // ASCII reads the same in every encoding, so the twelve bits are saved.
                    if !text.is_ascii() {
                        bits.push_eci_designator(UTF_8).ok()?;
                    }
                    bits.push_segments(
                        text.as_bytes(),
                        segments::optimum(text.as_bytes(), number).into_iter(),
                    )
                    .ok()?;
                    bits.push_terminator(level).ok()?;
                    Some((level, bits))
                });
                fitting.map(|(level, bits)| (number, level, bits))
            })
            .ok_or(too_long)?;
        let code = QrCode::with_bits(bits, level).map_err(|_| too_long)?;
        let letter = match level {
            EcLevel::L => 'L',
            EcLevel::M => 'M',
            EcLevel::Q => 'Q',
            EcLevel::H => 'H',
        };
        Ok(Self {
            side: code.width(),
            dark: code
                .to_colors()
                .into_iter()
                .map(|color| color == qrcode::Color::Dark)
                .collect(),
            version: version as u8,
            level: letter,
        })
    }

    /// Modules on a side, without the quiet zone: 17 + 4 · version.
    pub fn side(&self) -> usize {
        self.side
    }

    /// Modules on a side, with the quiet zone.
    pub fn side_with_quiet_zone(&self) -> usize {
        self.side + 2 * QUIET_ZONE
    }

    /// The version, 1 to 40.
    pub fn version(&self) -> u8 {
        self.version
    }

    /// The level of error correction: `M`, `Q` or `H`.
    pub fn level(&self) -> char {
        self.level
    }

    /// Whether the module in that column and row is dark.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        self.dark.get(y * self.side + x).copied().unwrap_or(false)
    }

    /// The dark modules as few rectangles in units of a module: runs in a row, with equal runs of
    /// following rows merged downward. Together they are drawn as one path, so no hairline shows
    /// between modules.
    pub fn rectangles(&self) -> Vec<(usize, usize, usize, usize)> {
        // `open` holds the rectangles (column, row, width, height) that reach down to the row before. A run
        // of the same columns makes such a rectangle one row higher; all others are finished.
        let mut done: Vec<(usize, usize, usize, usize)> = Vec::new();
        let mut open: Vec<(usize, usize, usize, usize)> = Vec::new();
        for y in 0..self.side {
            let mut next = Vec::new();
            let mut x = 0;
            while x < self.side {
                if !self.is_dark(x, y) {
                    x += 1;
                    continue;
                }
                let start = x;
                while x < self.side && self.is_dark(x, y) {
                    x += 1;
                }
                match open
                    .iter()
                    .position(|run| run.0 == start && run.2 == x - start)
                {
                    Some(at) => {
                        let run = open.swap_remove(at);
                        next.push((run.0, run.1, run.2, run.3 + 1));
                    }
                    None => next.push((start, y, x - start, 1)),
                }
            }
            done.append(&mut open);
            open = next;
        }
        done.append(&mut open);
        // The same symbol must give the same bytes in every file.
        done.sort_by_key(|run| (run.1, run.0));
        done
    }

    /// The same rectangles on paper, for a symbol whose modules have that width and whose quiet zone
    /// begins at the origin.
    pub fn outline(&self, module: Length) -> Vec<Rect> {
        let at = |count: usize| module * count as f64;
        self.rectangles()
            .into_iter()
            .map(|(x, y, width, height)| Rect {
                origin: Point::new(at(x + QUIET_ZONE), at(y + QUIET_ZONE)),
                size: Size::new(at(width), at(height)),
            })
            .collect()
    }
}

/// Symbols that were computed before. A code that is on every piece of a print run is computed once.
#[derive(Debug, Default)]
pub struct Symbols(Mutex<HashMap<(String, Constraint), Arc<QrSymbol>>>);

impl Symbols {
    /// The symbol for a text, as by [`QrSymbol::encode_by`].
    pub fn encode(
        &self,
        text: &str,
        constraint: Constraint,
    ) -> Result<Arc<QrSymbol>, PayloadTooLong> {
        let key = (text.to_owned(), constraint);
        // A poisoned lock only means that another thread failed; the symbols in the map are whole.
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(symbol) = known().get(&key) {
            return Ok(Arc::clone(symbol));
        }
        // The lock is not held while the symbol is computed: two threads may compute the same one, which
        // is cheaper than that all wait.
        let symbol = Arc::new(QrSymbol::encode_by(text, constraint)?);
        known().insert(key, Arc::clone(&symbol));
        Ok(symbol)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_level_rises_while_the_version_stays() {
        let symbol = QrSymbol::encode("https://freepows.carrd.co/").expect("short");
        assert_eq!(
            (symbol.version(), symbol.side(), symbol.level()),
            (2, 25, 'M')
        );
        let number = QrSymbol::encode("tel:+12022243121").expect("short");
        assert_eq!((number.version(), number.level()), (1, 'Q'));
        assert_eq!(
            QrSymbol::encode("HELLO").map(|s| (s.version(), s.level())),
            Ok((1, 'H'))
        );
    }

    #[test]
    fn a_payment_is_at_level_m_and_no_larger_than_version_13() {
        let constraint = Constraint::Medium { largest: 13 };
        let symbol = QrSymbol::encode_by("HELLO", constraint).expect("short");
        assert_eq!((symbol.version(), symbol.level()), (1, 'M'));
        let most = QrSymbol::encode_by(&"a".repeat(331), constraint).expect("it fits");
        assert_eq!((most.version(), most.level()), (13, 'M'));
        assert!(QrSymbol::encode_by(&"a".repeat(332), constraint).is_err());
    }

    #[test]
    fn too_much_is_refused() {
        assert_eq!(
            QrSymbol::encode(&"ä".repeat(3000)),
            Err(PayloadTooLong { bytes: 6000 })
        );
    }

    #[test]
    fn rectangles_cover_the_dark_modules_once() {
        let symbol = QrSymbol::encode("https://www.armenian-assembly.org/advocacy").expect("short");
        let mut covered = vec![0; symbol.side() * symbol.side()];
        for (x, y, width, height) in symbol.rectangles() {
            for row in y..y + height {
                for column in x..x + width {
                    covered[row * symbol.side() + column] += 1;
                }
            }
        }
        for y in 0..symbol.side() {
            for x in 0..symbol.side() {
                assert_eq!(
                    covered[y * symbol.side() + x],
                    i32::from(symbol.is_dark(x, y))
                );
            }
        }
    }
}
