//! Models what the camera of a phone sees of a code.
//!
//! The model is stated in full, so that a distance in the report can be checked: a preview of
//! [`FRAME`] pixels across a field of [`FIELD`] degrees, from which phones read codes (practice);
//! a lens that blurs by [`BLUR`] pixels; light that falls off across the code to [`SHADE`]; the grain
//! of paper; the noise of the sensor; eight bits. The code is seen from straight ahead and from
//! [`ASKEW`] degrees to the side, by a hand that turns the phone a little.

use super::grey::Grey;
use super::noise::Noise;
use crate::geom::Length;

/// Width in pixels of the picture in which phones search for codes (practice: 1080p).
pub const FRAME: f64 = 1920.0;
/// Horizontal angle of view in degrees (practice: main cameras of phones have 65 to 70).
pub const FIELD: f64 = 65.0;
/// Standard deviation of the blur of lens and hand, in pixels (practice).
pub const BLUR: f64 = 0.7;
/// Light at the dark side of a code, as a share of that at the bright side (practice).
pub const SHADE: f64 = 0.6;
/// Angle to the side, in degrees, from which a code still has to be readable.
pub const ASKEW: f64 = 30.0;
/// Standard deviation of the noise of the sensor, in levels of 255 (practice: indoor light).
pub const NOISE: f64 = 5.0;
/// Standard deviation of the grain of paper, in levels of 255 (practice: uncoated).
pub const GRAIN: f64 = 4.0;

/// A view of a code.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Distance of the camera.
    pub distance: Length,
    /// Angle to the side, in degrees.
    pub yaw: f64,
    /// Number of the picture in a series from an unsteady hand: each is turned and moved a little.
    pub frame: u32,
}

/// Number of pixels in which a millimetre appears, from straight ahead.
pub fn pixels_per_mm(distance: Length) -> f64 {
    focal() / distance.to_mm().max(1.0)
}

/// Focal length in pixels, from the width and the angle of the picture (pinhole model).
fn focal() -> f64 {
    FRAME / (2.0 * (FIELD / 2.0).to_radians().tan())
}

/// The picture that a camera takes of a print. `per_mm` is the resolution of the print in pixels to the
/// millimetre. Beyond the edge of the print, its last pixels go on.
pub fn photograph(print: &Grey, per_mm: f64, view: View) -> Grey {
    // The same frame has the same noise on every run.
    let mut noise = Noise::new(u64::from(view.frame) + 1);
    let focal = focal();
    let distance = view.distance.to_mm().max(1.0);
    let seen_per_mm = pixels_per_mm(view.distance);
    // A little larger than the code, so that its corners stay inside when it is turned.
    let size = |pixels: usize| (pixels as f64 / per_mm * seen_per_mm * 1.08).ceil() as usize + 8;
    let (width, height) = (size(print.width), size(print.height));
    let (yaw_sin, yaw_cos) = view.yaw.to_radians().sin_cos();
    // A hand holds the phone within a few degrees.
    let roll = [2.0, -3.0, 5.0, -1.0][view.frame as usize % 4];
    let (roll_sin, roll_cos) = f64::to_radians(roll).sin_cos();
    let (shift_x, shift_y) = (noise.even() * 0.5, noise.even() * 0.5);
    let middle = (print.width as f64 / 2.0, print.height as f64 / 2.0);
    // Samples along a side of a pixel. A pixel of the camera covers several of the print, and all of them
    // count.
    let samples = (per_mm / seen_per_mm).round().clamp(1.0, 3.0) as usize;
    // For each pixel of the camera, its ray is followed back to the print. So no pixel stays empty, as it might
    // if the print were projected forward.
    let mut light = Vec::with_capacity(width * height);
    for row in 0..height {
        for column in 0..width {
            let mut sum = 0_u32;
            for sample in 0..samples * samples {
                let within = |at: usize| (at as f64 + 0.5) / samples as f64;
                let u = column as f64 + within(sample % samples) - width as f64 / 2.0 + shift_x;
                let v = row as f64 + within(sample / samples) - height as f64 / 2.0 + shift_y;
                let (u, v) = (u * roll_cos - v * roll_sin, u * roll_sin + v * roll_cos);
                // The point where the ray through this sample meets the paper, which is turned about a vertical
                // axis.
                let x = u * distance / (focal * yaw_cos - u * yaw_sin).max(1.0);
                let y = v * (distance + x * yaw_sin) / focal;
                let (x, y) = (middle.0 + x * per_mm, middle.1 + y * per_mm);
                sum += u32::from(print.near(x, y));
            }
            let tone = f64::from(sum) / (samples * samples) as f64;
            let shade = 1.0 - (1.0 - SHADE) * column as f64 / width as f64;
            let paper = tone + noise.bell() * GRAIN * tone / 255.0;
            // Black ink reflects some light, and white paper does not reach full exposure (practice).
            light.push((12.0 + paper * 0.86) * shade);
        }
    }
    let mut seen = Grey::blurred(&light, width, BLUR);
    for tone in &mut seen.pixels {
        let noisy = f64::from(*tone) + noise.bell() * NOISE;
        *tone = noisy.round().clamp(0.0, 255.0) as u8;
    }
    seen
}
