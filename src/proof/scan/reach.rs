//! How far a code reads.

use super::camera::{self, ASKEW, View};
use super::copy::copied;
use super::grey::Grey;
use crate::geom::Length;
use crate::proof::reader::{self, Found};

/// A code as it is printed, with some of the page around it.
pub struct Print {
    /// The picture.
    pub picture: Grey,
    /// Its pixels to a millimetre.
    pub per_mm: f64,
}

/// Pictures that a hand takes one after the other. Each of them has to read: a phone needs one only, and
/// what is left is for phones and light that are worse than the model.
pub const FRAMES: u32 = 3;

/// The angles from which a code has to read: from straight ahead, and from the side.
pub const ANGLES: [f64; 2] = [0.0, ASKEW];

/// A step of the search, as a share of the distance: the longest distance is found to within it.
const STEP: f64 = 1.04;

impl Print {
    /// What it says to a reader that sees it flat and large.
    pub fn flat(&self) -> Option<String> {
        let plain = texts(&self.picture);
        let found = plain.into_iter().next();
        found.or_else(|| texts(&Grey::blurred(&self.tones(), self.picture.width, 1.0)).pop())
    }

    /// Whether a text is read from a distance and angle, in each of the pictures.
    pub fn reads_from(&self, text: &str, distance: Length, yaw: f64) -> bool {
        let frames = (0..FRAMES).map(|frame| View {
            distance,
            yaw,
            frame,
        });
        let mut seen = frames.map(|view| camera::seen(&self.picture, self.per_mm, view));
        seen.all(|seen| reads(&seen, text))
    }

    /// The longest distance from which it is read from all angles; none where it is not read even from
    /// where it is seen in most pixels.
    pub fn longest(&self, text: &str, module: Length) -> Option<Length> {
        let all = |distance: Length| {
            let mut angles = ANGLES.iter().rev();
            angles.all(|yaw| self.reads_from(text, distance, *yaw))
        };
        // In modules: from 100, where a module has 15 pixels, to 1,000, where it has less than two.
        let (mut near, mut far) = (100.0, 1000.0);
        let mut at = 460.0;
        let mut found = None;
        while far / near > STEP {
            if all(module * at) {
                found = Some(module * at);
                near = at;
            } else {
                far = at;
            }
            at = f64::sqrt(near * far);
        }
        found
    }

    /// Whether a photocopy of it is read from a distance.
    pub fn outlives_copy(&self, text: &str, distance: Length) -> bool {
        let copy = Self {
            picture: copied(&self.picture, self.per_mm),
            per_mm: self.per_mm,
        };
        copy.reads_from(text, distance, 0.0)
    }

    fn tones(&self) -> Vec<f64> {
        let pixels = self.picture.pixels.iter();
        pixels.map(|tone| f64::from(*tone)).collect()
    }
}

/// Whether a text is read from a picture.
fn reads(seen: &Grey, text: &str) -> bool {
    // The reader finds the corners of a code better when its modules have more pixels.
    let large = seen.doubled();
    let mut views = [&large, seen].into_iter();
    views.any(|view| texts(view).iter().any(|read| read == text))
}

fn texts(seen: &Grey) -> Vec<String> {
    let found = reader::read(&seen.pixels, seen.width).into_iter();
    found.filter_map(|Found { text, .. }| text).collect()
}
