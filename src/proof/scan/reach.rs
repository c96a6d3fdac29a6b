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

/// Share of the longest distance of this reader that the proof reports, since other readers end earlier
/// (measured with zbar and `ZXing`, see `docs/proof.md`).
pub const TOLD: f64 = 0.8;

/// Number of pictures from each distance and angle. The first must be read, and at least one of the others. A
/// phone needs only one of many; the rest is a margin for phones and light that are worse than the model.
pub const FRAMES: u32 = 3;

/// Angles in degrees from which a code has to be readable.
pub const ANGLES: [f64; 2] = [0.0, ASKEW];

/// Factor between distances while the search looks for two between which reading ends.
const STEP: f64 = 1.2;
/// Factor between these two at which the search stops: the distance is found to a tenth.
const FINE: f64 = 1.1;
/// Distance at which the search begins, in widths of a module. Most codes can be read from about there.
const BEGIN: f64 = 640.0;
/// Limits of the search, in widths of a module: from where a module has 15 pixels to where it has under two.
const NEAR: f64 = 100.0;
const FAR: f64 = 1000.0;

/// Distance of a close view, in widths of the picture of a code.
const NEAR_WIDTHS: f64 = 6.0;

impl Print {
    /// The payload, read flat and close up; `None` if it cannot be read. The reader misses about one code in a
    /// hundred, when modules end between pixels. A phone moves and tries again, so the picture is also shown
    /// blurred, turned, enlarged, and through the camera.
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

    /// The longest distance from which it is reliably read from all angles: the share [`TOLD`] of the one at
    /// which this reader ends. `None` if it is not even read from close up.
    pub fn longest(&self, text: &str, module: Length) -> Option<Length> {
        let reads_at = |modules: f64, yaw: f64| self.reads_from(text, module * modules, yaw);
        let (mut reads, mut fails): (Option<f64>, Option<f64>) = (None, None);
        // From the middle outward in steps, then bisection in proportion, as distances matter by their ratio.
        // The angle from the side is the harder one, so it comes first.
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
            // Nearer in fine steps, since only a little is missing.
            at /= FINE;
            if at < NEAR {
                return None;
            }
        }
        Some(module * at * TOLD)
    }

    /// Whether it is reliably read from a distance, tried more thoroughly: in half of twice as many pictures.
    pub fn surely_reads_from(&self, text: &str, distance: Length) -> bool {
        // The limit of this reader lies farther out than the distance that is promised.
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
        // One picture is enough here: copiers differ more from each other than pictures do.
        (0..FRAMES).any(|frame| {
            let view = View {
                distance,
                yaw: 0.0,
                frame,
            };
            copy.reads_once(text, view)
        })
    }

    /// The pixels as numbers.
    fn tones(&self) -> Vec<f64> {
        let pixels = self.picture.pixels.iter();
        pixels.map(|tone| f64::from(*tone)).collect()
    }
}

/// Width in pixels to which a picture is enlarged before it is read. The reader finds the corners of a code
/// better if its modules have more pixels (measured: enlarged three times, it reads 96 of 104 views; two times,
/// 83).
const ACROSS: usize = 450;

/// Whether a payload is read from a picture. The reader searches line by line and finds some codes only if they
/// are turned (measured: it reads 100 of 104 views with both directions, 84 with one).
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
