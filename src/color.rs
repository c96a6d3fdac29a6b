//! Colours of the palette.

use std::str::FromStr;

/// A colour of the palette: how it looks, and what the printers that mix or load inks make it of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// How it looks on screen and on a home printer.
    pub tone: Tone,
    /// What a press mixes it of, where that is not left to conversion.
    pub cmyk: Option<Cmyk>,
    /// The ink that a risograph or a press with a spot colour prints it with.
    pub spot: Option<Tint>,
}

/// How a colour looks.
///
/// Black is kept apart from RGB: it is printed with the black ink alone, so that text and codes stay
/// sharp where the other inks are out of register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Black ink alone, as a tint from 0 (paper) to 255 (full).
    Key(u8),
    /// Red, green and blue (sRGB).
    Rgb(u8, u8, u8),
    /// Every ink there is: for marks that show whether the inks lie on one another.
    Registration,
}

/// Shares of cyan, magenta, yellow and black ink, each from 0 to 1000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cmyk(pub [u16; 4]);

/// A share of a named ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tint {
    /// The ink, by its place among the inks of the piece.
    pub ink: InkId,
    /// From 0 to 1000.
    pub share: u16,
}

/// A named ink, by its place among the inks of the piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InkId(pub u8);

/// An ink with a name that a printer orders or loads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ink {
    /// The name, such as `Sunflower` or `PANTONE 130 C`.
    pub name: String,
    /// How it looks at its full strength.
    pub color: Color,
}

impl Cmyk {
    /// All four inks together, 1000 being one of them in full: the total area coverage.
    pub fn total(self) -> u16 {
        self.0.iter().sum()
    }
}

impl Color {
    /// Full black ink.
    pub const BLACK: Self = Self::key(255);
    /// The paper.
    pub const WHITE: Self = Self::key(0);
    /// Every ink there is.
    pub const REGISTRATION: Self = Self::plain(Tone::Registration);

    /// A tint of black ink from 0 (paper) to 255 (full).
    pub const fn key(tint: u8) -> Self {
        Self::plain(Tone::Key(tint))
    }

    /// A colour as red, green and blue (sRGB).
    pub const fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self::plain(Tone::Rgb(red, green, blue))
    }

    const fn plain(tone: Tone) -> Self {
        Self {
            tone,
            cmyk: None,
            spot: None,
        }
    }

    /// Red, green and blue from 0 to 255.
    pub fn to_rgb(self) -> (u8, u8, u8) {
        match self.tone {
            Tone::Key(tint) => (255 - tint, 255 - tint, 255 - tint),
            Tone::Rgb(r, g, b) => (r, g, b),
            Tone::Registration => (0, 0, 0),
        }
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance").
    pub fn luminance(self) -> f64 {
        let channel = |value: u8| {
            // The curve of sRGB (IEC 61966-2-1): linear near black, a power above.
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        let (r, g, b) = self.to_rgb();
        0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
    }

    /// Contrast ratio with another colour, 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// Why a text is not a colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAColor;

impl FromStr for Color {
    type Err = NotAColor;

    /// Reads `#F2A800`, `#fa0`, `black`, `white`, or a tint of black ink such as `black 20%`.
    fn from_str(text: &str) -> Result<Self, NotAColor> {
        let text = text.trim();
        if let Some(hex) = text.strip_prefix('#') {
            let digits: Vec<u8> = hex
                .chars()
                .map(|c| c.to_digit(16).map(|d| d as u8))
                .collect::<Option<_>>()
                .ok_or(NotAColor)?;
            let (r, g, b) = match digits[..] {
                // A digit is doubled, as in CSS: `f` is `ff`, and 17 is 0x11.
                [r, g, b] => (r * 17, g * 17, b * 17),
                [r1, r0, g1, g0, b1, b0] => (r1 * 16 + r0, g1 * 16 + g0, b1 * 16 + b0),
                _ => return Err(NotAColor),
            };
            // Black as RGB would be mixed from four inks on a press, and small type would blur.
            return Ok(if (r, g, b) == (0, 0, 0) {
                Self::BLACK
            } else {
                Self::rgb(r, g, b)
            });
        }
        match text {
            "black" => Ok(Self::BLACK),
            "white" => Ok(Self::WHITE),
            _ => {
                let percent = text
                    .strip_prefix("black ")
                    .and_then(|rest| rest.strip_suffix('%'))
                    .ok_or(NotAColor)?;
                let percent: f64 = percent.trim().parse().map_err(|_| NotAColor)?;
                if (0.0..=100.0).contains(&percent) {
                    // Cast is safe: the range was checked, and 100 % is 255.
                    Ok(Self::key((percent * 2.55).round() as u8))
                } else {
                    Err(NotAColor)
                }
            }
        }
    }
}

impl FromStr for Cmyk {
    type Err = NotAColor;

    /// Reads `0 34 100 0`: four shares in per cent.
    fn from_str(text: &str) -> Result<Self, NotAColor> {
        let shares: Vec<u16> = text
            .split_whitespace()
            .map(|share| {
                let percent: f64 = share.trim_end_matches('%').parse().ok()?;
                (0.0..=100.0)
                    .contains(&percent)
                    .then_some((percent * 10.0).round() as u16)
            })
            .collect::<Option<_>>()
            .ok_or(NotAColor)?;
        shares.try_into().map(Self).map_err(|_| NotAColor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read() {
        assert_eq!("#F2A800".parse(), Ok(Color::rgb(0xF2, 0xA8, 0)));
        assert_eq!("#000".parse(), Ok(Color::BLACK));
        assert_eq!("black 20%".parse(), Ok(Color::key(51)));
        assert_eq!("0 34 100 0".parse(), Ok(Cmyk([0, 340, 1000, 0])));
        for text in ["", "0 34 100", "0 34 101 0", "a b c d"] {
            assert_eq!(text.parse::<Cmyk>(), Err(NotAColor), "{text}");
        }
        for text in ["", "apricot", "#12", "#12345g", "black 120%"] {
            assert_eq!(text.parse::<Color>(), Err(NotAColor), "{text}");
        }
    }

    #[test]
    fn black_on_apricot_is_readable() {
        assert!(Color::BLACK.contrast(Color::rgb(0xF2, 0xA8, 0)) > 9.0);
        assert!((Color::BLACK.contrast(Color::WHITE) - 21.0).abs() < 0.01);
    }
}
