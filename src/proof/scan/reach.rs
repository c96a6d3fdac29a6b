//! How far a code reads.

use super::TOLD;
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

/// Pictures that a hand takes one after the other. The first has to read, and one of the others: a phone needs
/// one only, and what is left is for phones and light that are worse than the model.
pub const FRAMES: u32 = 3;

/// The angles from which a code has to read: from straight ahead, and from the side.
pub const ANGLES: [f64; 2] = [0.0, ASKEW];

/// A step by which the search looks for distances between which reading ends.
const STEP: f64 = 1.2;
/// The share to which the longest distance is found.
const FINE: f64 = 1.1;
/// Modules from which the search begins: most codes are read from there or a little nearer.
const BEGIN: f64 = 640.0;
/// Modules between which it stays: from where a module has 15 pixels to where it has not two.
const NEAR: f64 = 100.0;
const FAR: f64 = 1000.0;

/// A code close up is seen from as many times the width of its picture.
const NEAR_WIDTHS: f64 = 6.0;

impl Print {
    /// What it says to a reader that sees it flat and large. Our reader misses one placement in a hundred,
    /// where modules end between pixels; a phone moves, so it is shown softer, turned, larger, and as a
    /// camera sees it close up.
    pub fn flat(&self) -> Option<String> {
        let soft = || Grey::blurred(&self.tones(), self.picture.width, 1.0);
        let read = |picture: &Grey| texts(picture).pop();
        // About 200 modules away, where a code is seen with ease.
        let near = Length::mm(self.picture.width as f64 / self.per_mm * NEAR_WIDTHS);
        let close_up = |frame| {
            let view = View {
                distance: near,
                yaw: 0.0,
                frame,
            };
            read(&camera::seen(&self.picture, self.per_mm, view))
        };
        read(&self.picture)
            .or_else(|| read(&soft()))
            .or_else(|| read(&self.picture.turned()))
            .or_else(|| read(&self.picture.larger(3)?))
            .or_else(|| (0..2 * FRAMES).find_map(close_up))
    }

    /// Whether a text is read in one picture.
    pub fn reads_once(&self, text: &str, view: View) -> bool {
        reads(&camera::seen(&self.picture, self.per_mm, view), text)
    }

    /// Whether a text is read from a distance and angle: in the first picture, and in one of those after it.
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

    /// The longest distance from which it is sure to be read from all angles: [`TOLD`] of that at which our
    /// reader ends; none where it is not read even from
    /// where it is seen in most pixels.
    pub fn longest(&self, text: &str, module: Length) -> Option<Length> {
        let reads_at = |modules: f64, yaw: f64| self.reads_from(text, module * modules, yaw);
        let (mut reads, mut fails): (Option<f64>, Option<f64>) = (None, None);
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
        // What reads askew nearly always reads from straight ahead.
        let mut at = reads?;
        while !reads_at(at, 0.0) {
            at /= FINE;
            if at < NEAR {
                return None;
            }
        }
        Some(module * at * TOLD)
    }

    /// Whether it is sure to be read from a distance, looked at more closely: in half of twice as many pictures.
    pub fn surely_reads_from(&self, text: &str, distance: Length) -> bool {
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

    /// Whether a photocopy of it is read from a distance.
    pub fn outlives_copy(&self, text: &str, distance: Length) -> bool {
        let copy = Self {
            picture: copied(&self.picture, self.per_mm),
            per_mm: self.per_mm,
        };
        // One picture is enough: what a copier does to a code differs from copy to copy more than the hand does.
        (0..FRAMES).any(|frame| {
            let view = View {
                distance,
                yaw: 0.0,
                frame,
            };
            copy.reads_once(text, view)
        })
    }

    fn tones(&self) -> Vec<f64> {
        let pixels = self.picture.pixels.iter();
        pixels.map(|tone| f64::from(*tone)).collect()
    }
}

/// Pixels across to which a picture is made larger before it is read: the reader finds the corners of a
/// code better when its modules have more pixels (measured: at three times, 96 of 104 views are read in
/// place of 83 at two).
const ACROSS: usize = 450;

/// Whether a text is read from a picture. The reader goes through it line by line, and finds some codes only
/// when they are turned (measured: 100 of 104 views are read with both, 84 with one).
fn reads(seen: &Grey, text: &str) -> bool {
    let times = ACROSS.div_ceil(seen.width.max(1)).clamp(1, 3) as u32;
    let Some(view) = seen.sharpened().larger(times) else {
        return false;
    };
    let has = |view: &Grey| texts(view).iter().any(|read| read == text);
    has(&view) || has(&view.turned())
}

fn texts(seen: &Grey) -> Vec<String> {
    let found = reader::read(&seen.pixels, seen.width).into_iter();
    found.filter_map(|Found { text, .. }| text).collect()
}
