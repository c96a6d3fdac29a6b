//! Converts colours to greys of the same lightness (relative luminance).

use crate::color::{Color, Tone};

/// The sRGB value of an amount of light, both 0 to 1 (IEC 61966-2-1).
fn encode(light: f64) -> f64 {
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

/// The share of black ink, in permille, that is as light as a colour.
pub(super) fn gray(color: Color) -> u16 {
    if let Tone::Key(tint) = color.tone {
        return permille(tint);
    }
    // The share of ink is the complement of the coded grey, as in `DeviceGray`, not of the light.
    let paper = encode(color.luminance()).clamp(0.0, 1.0);
    ((1.0 - paper) * 1000.0).round() as u16
}

/// Tables that convert pixels to greys of the same luminance.
pub(super) struct Luma {
    /// For each channel and byte: its linear light, multiplied by the share of the channel in luminance.
    linear: [[f32; 256]; 3],
    /// The grey for each step of luminance.
    coded: Vec<u8>,
}

impl Luma {
    /// Number of steps between black and white. The sRGB curve is steepest at black, where a luminance of 1
    /// would be 12.92 · 255 bytes; with 8192 steps, each step is less than half a byte.
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
            (encode(light) * 255.0).round() as u8
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
