//! The colour that a picture keeps while all others become tones of two or three inks.

use crate::color::Color;

/// A colour that a picture keeps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Keep {
    /// The colour.
    pub color: Color,
    /// How far the hue of what is kept may be from it, in degrees of the colour circle.
    pub tolerance: f64,
}

/// Share of the tolerance, beyond it, over which what is kept goes over into the other tones, so that no edge
/// shows where the light changes slowly (practice).
const SOFT: f64 = 0.5;

/// Saturation, as a share of that of the colour, below which nothing is kept, and from which everything is.
/// Skin has about half the saturation of a printed sign, and is not what is meant (practice).
const SATURATION: (f64, f64) = (0.45, 0.7);

/// Colourfulness of a pixel, as a share of the most, below which its hue is noise of the camera, and from which
/// it counts (practice).
const COLORFUL: (f64, f64) = (0.06, 0.14);

/// Hue in degrees, saturation and colourfulness of a colour, the last two from 0 to 1 (HSV).
fn hue_of((r, g, b): (u8, u8, u8)) -> (f64, f64, f64) {
    let [r, g, b] = [r, g, b].map(f64::from);
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let range = most - least;
    if range <= 0.0 {
        return (0.0, 0.0, 0.0);
    }
    let sixth = if most == r {
        (g - b) / range
    } else if most == g {
        2.0 + (b - r) / range
    } else {
        4.0 + (r - g) / range
    };
    (
        (sixth * 60.0).rem_euclid(360.0),
        range / most,
        range / 255.0,
    )
}

/// How far a value is on its way between two bounds, from 0 to 1.
fn ramp(value: f64, (low, high): (f64, f64)) -> f64 {
    ((value - low) / (high - low)).clamp(0.0, 1.0)
}

impl Keep {
    /// Whether a colour has a hue that can be kept: greys have none.
    pub fn has_hue(color: Color) -> bool {
        let (_, _, colorful) = hue_of(color.to_rgb());
        colorful >= COLORFUL.1
    }

    /// A function that gives how far a pixel of red, green and blue (sRGB) is kept: 0 not at all, 255 as it is.
    pub fn weights(self) -> impl Fn([u8; 3]) -> u8 {
        let (own_hue, own_saturation, _) = hue_of(self.color.to_rgb());
        let bounds = (self.tolerance, self.tolerance * (1.0 + SOFT));
        move |[r, g, b]| {
            // Greys are most of a picture that is worth it, and have no hue.
            if r == g && g == b {
                return 0;
            }
            let (hue, saturation, colorful) = hue_of((r, g, b));
            let apart = (hue - own_hue).abs();
            let apart = apart.min(360.0 - apart);
            let near = 1.0 - ramp(apart, bounds);
            let saturated = ramp(saturation / own_saturation.max(1e-6), SATURATION);
            (near * saturated * ramp(colorful, COLORFUL) * 255.0).round() as u8
        }
    }

    /// How much of the colour's own ink a pixel of its hue has, 255 being as much as the colour: a paler pixel
    /// has less.
    pub fn ink(self) -> impl Fn([u8; 3]) -> u8 {
        let (_, own_saturation, _) = hue_of(self.color.to_rgb());
        move |[r, g, b]| {
            let (_, saturation, _) = hue_of((r, g, b));
            ((saturation / own_saturation.max(1e-6)).min(1.0) * 255.0).round() as u8
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_apricot_sign_is_kept_and_faces_and_greys_are_not() {
        let keep = Keep {
            color: Color::rgb(0xF2, 0xA8, 0x00),
            tolerance: 20.0,
        };
        let weight = keep.weights();
        // The sign in the sun, in the shade, and paler than the palette has it.
        for sign in [[0xF2, 0xA8, 0], [140, 96, 6], [246, 180, 60]] {
            assert!(weight(sign) > 250, "{sign:?}: {}", weight(sign));
        }
        // Grey, nearly grey, skin light and dark, sky, grass.
        for other in [
            [128, 128, 128],
            [90, 84, 80],
            [224, 186, 160],
            [120, 86, 68],
            [90, 140, 210],
            [80, 140, 50],
        ] {
            assert!(weight(other) < 40, "{other:?}: {}", weight(other));
        }
        assert!(Keep::has_hue(keep.color) && !Keep::has_hue(Color::BLACK));
    }

    #[test]
    fn hues_meet_across_red() {
        let keep = Keep {
            color: Color::rgb(230, 0, 20),
            tolerance: 20.0,
        };
        let weight = keep.weights();
        assert_eq!(weight([230, 20, 0]), 255);
        assert_eq!(weight([0, 230, 20]), 0);
    }
}
