//! How a photograph is printed, if not in its own colours.

use super::keep::Keep;
use crate::color::Color;
use crate::geom::Angle;

/// How a photograph is printed. By default in its own colours.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Toning {
    /// The colours that its greys become.
    pub ramp: Ramp,
    /// The light one of them, if it is printed with the picture and not as a ground under it: what lies below a picture
    /// with transparent parts has to show there.
    pub light: Option<Color>,
    /// A colour that it keeps.
    pub keep: Option<Keep>,
    /// Dots that it becomes.
    pub halftone: Option<Halftone>,
}

/// The colours that the greys of a photograph become, the dark one first.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Ramp {
    /// Its own colours.
    #[default]
    Own,
    /// Shadows and lights: a duotone.
    Two([Color; 2]),
    /// Shadows, middle tones and lights: a tritone.
    Three([Color; 3]),
}

/// A photograph as a pattern of dots or lines in one colour, large enough to be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Halftone {
    /// Rows of dots to the inch.
    pub ruling: f64,
    /// The angle of the rows.
    pub angle: Angle,
    /// What the dots look like.
    pub dot: Dot,
    /// Their colour.
    pub color: Color,
}

/// What the dots of a halftone look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dot {
    /// Round dots.
    #[default]
    Round,
    /// Lines that swell.
    Line,
    /// Lines in two directions that cross.
    Cross,
}

impl Ramp {
    /// The colours, the dark one first; none if the picture keeps its own.
    pub fn colors(&self) -> &[Color] {
        match self {
            Self::Own => &[],
            Self::Two(colors) => colors,
            Self::Three(colors) => colors,
        }
    }

    /// The colours in which the picture begins and ends.
    pub fn ends(&self) -> Option<[Color; 2]> {
        match *self {
            Self::Own => None,
            Self::Two(ends) => Some(ends),
            Self::Three([dark, _, light]) => Some([dark, light]),
        }
    }
}

/// Mixes the values of two or three colours for a grey. Values are mixed as the route has them, as a press mixes
/// two inks by their amounts; rounded to the nearest.
pub fn mixed_on_ramp(values: &[u8], gray: u8) -> u8 {
    let mix = |dark: u8, light: u8, share: u32| {
        let sum = u32::from(dark) * (255 - share) + u32::from(light) * share;
        ((sum + 127) / 255) as u8
    };
    let gray = u32::from(gray);
    match *values {
        [dark, light] => mix(dark, light, gray),
        // The middle colour is that of the middle grey: half of the way to it, then half of the way on.
        [dark, middle, _] if gray * 2 < 255 => mix(dark, middle, gray * 2),
        [_, middle, light] => mix(middle, light, gray * 2 - 255),
        _ => gray as u8,
    }
}

/// The grey of a pixel of red, green and blue, to judge contrast: the shares of the channels in lightness, in
/// 256ths (sRGB, without its curve).
pub fn lightness([r, g, b]: [u8; 3]) -> u8 {
    ((u32::from(r) * 54 + u32::from(g) * 183 + u32::from(b) * 19) / 256) as u8
}

impl Toning {
    /// Whether the picture is printed in its own colours, as it is.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// What red, green and blue of a pixel look like in print.
    pub fn tone(&self, [r, g, b]: [u8; 3]) -> Color {
        let gray = lightness([r, g, b]);
        let colors = self.ramp.colors();
        if colors.is_empty() {
            return Color::rgb(r, g, b);
        }
        let channel = |of: fn((u8, u8, u8)) -> u8| {
            let values: Vec<u8> = colors.iter().map(|color| of(color.to_rgb())).collect();
            mixed_on_ramp(&values, gray)
        };
        let (x, y, z) = (
            channel(|(r, _, _)| r),
            channel(|(_, g, _)| g),
            channel(|(_, _, b)| b),
        );
        let kept = self.keep.map_or(0, |keep| keep.weights()([r, g, b]));
        let mix = |tone: u8, own: u8| mixed_on_ramp(&[tone, own], kept);
        Color::rgb(mix(x, r), mix(y, g), mix(z, b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tritone_has_its_middle_colour_in_the_middle() {
        let values = [0, 200, 255];
        assert_eq!(mixed_on_ramp(&values, 0), 0);
        assert!(mixed_on_ramp(&values, 127).abs_diff(200) <= 1);
        assert!(mixed_on_ramp(&values, 128).abs_diff(200) <= 1);
        assert_eq!(mixed_on_ramp(&values, 255), 255);
        assert_eq!(mixed_on_ramp(&[10, 250], 255), 250);
    }

    #[test]
    fn a_kept_colour_stays_what_it_is() {
        let keep = Keep {
            color: Color::rgb(0xF2, 0xA8, 0x00),
            tolerance: 20.0,
        };
        let toning = Toning {
            ramp: Ramp::Two([Color::BLACK, Color::WHITE]),
            light: None,
            keep: Some(keep),
            halftone: None,
        };
        assert_eq!(toning.tone([0xF2, 0xA8, 0]).to_rgb(), (0xF2, 0xA8, 0));
        let (r, g, b) = toning.tone([90, 140, 210]).to_rgb();
        assert!(r == g && g == b, "{r} {g} {b}");
    }
}
