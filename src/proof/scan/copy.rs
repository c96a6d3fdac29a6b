//! Models a photocopy of a code. People copy what they are handed, so a code should survive it.

use super::grey::Grey;
use super::noise::Noise;

/// Blur of lens and toner, as a standard deviation in millimetres (practice: about a dot at 300 dots per inch).
const SPREAD_MM: f64 = 0.1;
/// Standard deviation of its noise, in levels of 255 (practice).
const NOISE: f64 = 16.0;
/// Tone below which it prints black, of 255 (practice: the default setting).
const THRESHOLD: f64 = 140.0;

/// A copy of a print: blurred, with noise, and in pure black and white. `per_mm` is the resolution of the
/// print.
pub(super) fn copied(print: &Grey, per_mm: f64) -> Grey {
    let tones: Vec<f64> = print.pixels.iter().map(|tone| f64::from(*tone)).collect();
    // Below a third of a pixel the blur would have no effect.
    let mut copy = Grey::blurred(&tones, print.width, (SPREAD_MM * per_mm).max(0.3));
    // Any fixed seed: the same print gives the same copy.
    let mut noise = Noise::new(97);
    for tone in &mut copy.pixels {
        let noisy = f64::from(*tone) + noise.bell() * NOISE;
        *tone = if noisy < THRESHOLD { 0 } else { 255 };
    }
    copy
}
