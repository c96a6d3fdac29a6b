//! Colours of a piece: for screens, for the four inks of a press, and for inks with a name.

use std::str::FromStr;

/// A colour: its appearance on screen, its mixture of the four inks of a press, and its share of a named ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// Appearance on screen and on a home printer.
    pub tone: Tone,
    /// Mixture of the four inks on a press; `None` if the mixture is computed from the tone.
    pub cmyk: Option<Cmyk>,
    /// Ink that a risograph, or a press with a spot colour, prints it with; `None` for mixed colours.
    pub spot: Option<Tint>,
}

/// Appearance of a colour.
///
/// Black is separate from RGB: it is printed with black ink alone, so that text and codes stay sharp even if the
/// other inks are out of register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Black ink alone, as a tint from 0 (paper) to 255 (full).
    Key(u8),
    /// Red, green and blue (sRGB).
    Rgb(u8, u8, u8),
    /// All inks in full, for the marks that show whether the inks align.
    Registration,
}

/// Shares of cyan, magenta, yellow and black ink, each from 0 to 1000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cmyk(pub [u16; 4]);

/// A share of a named ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tint {
    /// Place of the ink among the inks of the piece, from 0.
    pub ink: InkId,
    /// Share of the ink, from 0 (none) to 1000 (full).
    pub share: u16,
}

/// Place of an ink among the inks of the piece, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InkId(pub u8);

/// An ink with a name, which a print shop orders or loads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ink {
    /// Name, such as `Sunflower` or `PANTONE 130 C`.
    pub name: String,
    /// Appearance of a solid area of the ink.
    pub color: Color,
}

impl Cmyk {
    /// Total ink coverage: the sum of all four inks, where 1000 is one ink in full.
    pub fn total(self) -> u16 {
        self.0.iter().sum()
    }
}

impl Color {
    /// Black ink in full.
    pub const BLACK: Self = Self::key(255);
    /// The colour of the paper: no ink.
    pub const WHITE: Self = Self::key(0);
    /// All inks in full.
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

    /// Red, green and blue (sRGB), each from 0 to 255. A tint of black ink is a grey, and registration is black.
    pub fn to_rgb(self) -> (u8, u8, u8) {
        match self.tone {
            Tone::Key(tint) => (255 - tint, 255 - tint, 255 - tint),
            Tone::Rgb(r, g, b) => (r, g, b),
            Tone::Registration => (0, 0, 0),
        }
    }

    /// Relative luminance, from 0 (black) to 1 (white) (WCAG 2.2, "relative luminance").
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

    /// Contrast ratio with another colour, from 1 (none) to 21 (black on white) (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// Error for a text that is not a colour.
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
                // A single digit is doubled, as in CSS: `f` means `ff`. Multiplying by 17 (0x11) doubles it.
                [r, g, b] => (r * 17, g * 17, b * 17),
                [r1, r0, g1, g0, b1, b0] => (r1 * 16 + r0, g1 * 16 + g0, b1 * 16 + b0),
                _ => return Err(NotAColor),
            };
            // On a press, black as RGB would be mixed from four inks, and small type would blur.
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
                    // The cast is safe: the value is in range, and 100 % is 255.
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

    /// Reads shares of cyan, magenta, yellow and black in per cent, such as `0 34 100 0`.
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
