//! Greys that are as light as colours.

use crate::color::{Color, Tone};

/// The code of a share of light, both 0 to 1 (IEC 61966-2-1).
fn coded(light: f64) -> f64 {
    if light <= 0.003_130_8 {
        light * 12.92
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    }
}

/// A tint of black in permille.
pub(super) fn permille(tint: u8) -> u16 {
    ((u32::from(tint) * 1000 + 127) / 255) as u16
}

/// The share of black ink, in permille, that is as light as a colour (by its relative luminance), coded
/// like sRGB.
pub(super) fn gray(color: Color) -> u16 {
    if let Tone::Key(tint) = color.tone {
        return permille(tint);
    }
    let paper = coded(color.luminance()).clamp(0.0, 1.0);
    ((1.0 - paper) * 1000.0).round() as u16
}

/// Greys of the luminance of colours.
pub(super) struct Luma {
    /// Linear light of a byte, times the share of the channel in luminance.
    linear: [[f32; 256]; 3],
    /// The byte for a luminance, in steps fine enough for the darkest.
    coded: Vec<u8>,
}

impl Luma {
    /// Steps between black and white: the curve is steepest at black, 12.92 · 255 bytes to a luminance
    /// of 1, so that each step is less than half a byte.
    const STEPS: usize = 8192;

    pub(super) fn new() -> Self {
        // Coefficients of sRGB (WCAG 2.2, "relative luminance").
        let linear = [0.2126, 0.7152, 0.0722].map(|share| {
            std::array::from_fn(|byte| {
                let value = byte as f64 / 255.0;
                let light = if value <= 0.04045 {
                    value / 12.92
                } else {
                    ((value + 0.055) / 1.055).powf(2.4)
                };
                (light * share) as f32
            })
        });
        let coded = (0..=Self::STEPS).map(|step| {
            let light = step as f64 / Self::STEPS as f64;
            (coded(light) * 255.0).round() as u8
        });
        Self {
            linear,
            coded: coded.collect(),
        }
    }

    /// The grey of a pixel of three bytes.
    pub(super) fn gray(&self, pixel: &[u8]) -> u8 {
        let light: f32 = (self.linear.iter().zip(pixel))
            .filter_map(|(table, byte)| table.get(usize::from(*byte)))
            .sum();
        let step = (light * Self::STEPS as f32).round() as usize;
        self.coded.get(step).copied().unwrap_or(255)
    }
}
