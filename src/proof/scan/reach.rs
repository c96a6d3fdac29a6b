//! Finds the longest distance from which a code can be read.

use super::camera::{self, ASKEW, View};
use super::copy::copied;
use super::grey::Grey;
use crate::geom::Length;
use crate::proof::reader::{self, Found};

/// A printed code, with some of the page around it.
pub struct Print {
    /// The picture.
    pub picture: Grey,
    /// Its pixels to a millimetre.
    pub per_mm: f64,
}

/// Share of the measured distance that the proof reports. Other decoders give up nearer to the code than ours. So
/// the report promises less (measured with zbar and `ZXing`, see `docs/proof.md`).
pub const TOLD: f64 = 0.8;

/// Number of pictures from each distance and angle. At least two must be read, and the first is one of them. A phone
/// takes many pictures and needs one. The second gives a margin for phones and light worse than in the model.
pub const FRAMES: u32 = 3;

/// Angles in degrees from which a code has to be readable.
pub const ANGLES: [f64; 2] = [0.0, ASKEW];

/// Factor from one tried distance to the next, until one distance is readable and its neighbour is not.
const STEP: f64 = 1.2;
/// The search stops when the unreadable distance is at most this many times the readable one. The result is then
/// accurate to ten per cent.
const FINE: f64 = 1.1;
/// Distance at which the search begins, in widths of a module. Most codes can be read from about there.
const BEGIN: f64 = 640.0;
/// Limits of the search, in widths of a module: from where a module has 15 pixels to where it has under two.
const NEAR: f64 = 100.0;
const FAR: f64 = 1000.0;

/// Distance of a close view, in widths of the picture of a code.
const NEAR_WIDTHS: f64 = 6.0;

impl Print {
    /// The payload, read from the flat picture or from close up; `None` if no try succeeds. The decoder misses about
    /// one code in a hundred, because the edges of modules fall between pixels. A phone would move and try again. So
    /// the picture is also tried blurred, turned by a quarter, enlarged, and through the camera.
    pub fn flat(&self) -> Option<String> {
        let soft = || Grey::blurred(&self.tones(), self.picture.width, 1.0);
        let read = |picture: &Grey| texts(picture).pop();
        // About 200 modules away, where any code is easy to read.
        let near = Length::mm(self.picture.width as f64 / self.per_mm * NEAR_WIDTHS);
        let close_up = |frame| {
            let view = View {
                distance: near,
                yaw: 0.0,
                frame,
            };
            read(&camera::photograph(&self.picture, self.per_mm, view))
        };
        read(&self.picture)
            .or_else(|| read(&soft()))
            .or_else(|| read(&self.picture.turned()))
            .or_else(|| read(&self.picture.larger(3)?))
            .or_else(|| (0..2 * FRAMES).find_map(close_up))
    }

    /// Whether a payload is read in one picture.
    pub fn reads_once(&self, text: &str, view: View) -> bool {
        reads(&camera::photograph(&self.picture, self.per_mm, view), text)
    }

    /// Whether a payload is read from a distance and angle: in the first picture, and in one of the others.
    pub fn reads_from(&self, text: &str, distance: Length, yaw: f64) -> bool {
        let read = |frame| {
            let view = View {
                distance,
                yaw,
                frame,
            };
            self.reads_once(text, view)
        };
        read(0) && (1..FRAMES).any(read)
    }

    /// The longest distance that the proof may promise for a payload: the readable distance times [`TOLD`]. It has to
    /// be read from every angle of [`ANGLES`]. `None` if it is not even read at the nearest distance.
    pub fn longest(&self, text: &str, module: Length) -> Option<Length> {
        let reads_at = |modules: f64, yaw: f64| self.reads_from(text, module * modules, yaw);
        let (mut reads, mut fails): (Option<f64>, Option<f64>) = (None, None);
        // The search starts at `BEGIN` and goes nearer or farther by `STEP` until the result changes. Then it tries
        // the geometric mean, because distances compare by ratio. The side view is harder, so it comes first.
        let mut at = BEGIN;
        while (NEAR..=FAR).contains(&at) {
            if reads_at(at, ASKEW) {
                reads = Some(at);
            } else {
                fails = Some(at);
            }
            at = match (reads, fails) {
                (Some(reads), None) => reads * STEP,
                (None, Some(fails)) => fails / STEP,
                (Some(reads), Some(fails)) if fails / reads > FINE => f64::sqrt(reads * fails),
                _ => break,
            };
        }
        // A code that reads from the side nearly always reads from straight ahead.
        let mut at = reads?;
        while !reads_at(at, 0.0) {
            // The view from straight ahead failed where the side view was read. So go nearer in fine steps; the
            // code is nearly readable here.
            at /= FINE;
            if at < NEAR {
                return None;
            }
        }
        Some(module * at * TOLD)
    }

    /// Whether a payload is reliably read from a distance, tried with twice as many pictures. From each angle half of
    /// them must be read.
    pub fn surely_reads_from(&self, text: &str, distance: Length) -> bool {
        // The reported distance is [`TOLD`] of the one measured. So the test moves out to the measured distance.
        let distance = distance / TOLD;
        ANGLES.into_iter().all(|yaw| {
            let frames = (0..2 * FRAMES).filter(|frame| {
                let view = View {
                    distance,
                    yaw,
                    frame: *frame,
                };
                self.reads_once(text, view)
            });
            frames.take(FRAMES as usize).count() == FRAMES as usize
        })
    }

    /// Whether a photocopy of it is read from a distance, straight ahead.
    pub fn outlives_copy(&self, text: &str, distance: Length) -> bool {
        let copy = Self {
            picture: copied(&self.picture, self.per_mm),
            per_mm: self.per_mm,
        };
        // It suffices that one of the pictures is read. Copiers vary more than pictures, so a stricter test would
        // mean little.
        (0..FRAMES).any(|frame| {
            let view = View {
                distance,
                yaw: 0.0,
                frame,
            };
            copy.reads_once(text, view)
        })
    }

    /// The grey tones of the pixels (0 black, 255 white) as `f64`, because the blur needs fractions.
    fn tones(&self) -> Vec<f64> {
        let pixels = self.picture.pixels.iter();
        pixels.map(|tone| f64::from(*tone)).collect()
    }
}

/// Least width in pixels of a picture before it is read. A narrower one is enlarged by a whole factor, at most three
/// times. The decoder finds the corners better in larger modules (measured: three times reads 96 of 104 views, two
/// times 83).
const ACROSS: usize = 450;

/// Whether a payload is read from a picture, upright or turned by a quarter. The decoder searches along the lines and
/// misses some codes one way round. Measured: both ways read 100 of 104 views, one alone reads 84.
fn reads(seen: &Grey, text: &str) -> bool {
    let times = ACROSS.div_ceil(seen.width.max(1)).clamp(1, 3) as u32;
    let Some(view) = seen.sharpened().larger(times) else {
        return false;
    };
    let has = |view: &Grey| texts(view).iter().any(|read| read == text);
    has(&view) || has(&view.turned())
}

/// The payloads of all codes in a picture.
fn texts(seen: &Grey) -> Vec<String> {
    let found = reader::read(&seen.pixels, seen.width).into_iter();
    found.filter_map(|Found { text, .. }| text).collect()
}
