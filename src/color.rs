//! Colours of the palette.

use std::str::FromStr;

/// A colour of the palette.
///
/// Black is kept apart from RGB: it is printed with the black ink alone, so that text and codes stay
/// sharp where the other inks are out of register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// Black ink alone, as a tint from 0 (paper) to 255 (full). Written as `DeviceGray`, which ISO
    /// 32000-1, 10.3.3 turns into C = M = Y = 0, K = 1 − grey, and screens show as true black.
    Key(u8),
    /// A colour as red, green and blue (sRGB).
    Rgb(u8, u8, u8),
}

impl Color {
    /// Full black ink.
    pub const BLACK: Self = Self::Key(255);
    /// The paper.
    pub const WHITE: Self = Self::Key(0);

    /// Red, green and blue from 0 to 255.
    pub fn rgb(self) -> (u8, u8, u8) {
        match self {
            Self::Key(tint) => (255 - tint, 255 - tint, 255 - tint),
            Self::Rgb(r, g, b) => (r, g, b),
        }
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance").
    pub fn luminance(self) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        let (r, g, b) = self.rgb();
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
                [r, g, b] => (r * 17, g * 17, b * 17),
                [r1, r0, g1, g0, b1, b0] => (r1 * 16 + r0, g1 * 16 + g0, b1 * 16 + b0),
                _ => return Err(NotAColor),
            };
            return Ok(if (r, g, b) == (0, 0, 0) {
                Self::BLACK
            } else {
                Self::Rgb(r, g, b)
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
                    Ok(Self::Key((percent * 2.55).round() as u8))
                } else {
                    Err(NotAColor)
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read() {
        assert_eq!("#F2A800".parse(), Ok(Color::Rgb(0xF2, 0xA8, 0)));
        assert_eq!("#000".parse(), Ok(Color::BLACK));
        assert_eq!("black 20%".parse(), Ok(Color::Key(51)));
        for text in ["", "apricot", "#12", "#12345g", "black 120%"] {
            assert_eq!(text.parse::<Color>(), Err(NotAColor), "{text}");
        }
    }

    #[test]
    fn black_on_apricot_is_readable() {
        assert!(Color::BLACK.contrast(Color::Rgb(0xF2, 0xA8, 0)) > 9.0);
        assert!((Color::BLACK.contrast(Color::WHITE) - 21.0).abs() < 0.01);
    }
}
