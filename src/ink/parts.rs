//! What each plate of a risograph prints of a picture: the greys, the middle tones of a tritone, or the colour
//! that a picture keeps.
//!
//! A risograph prints its inks over each other. So the plate for black prints the greys; of a tritone the plate of
//! the middle colour prints from the lights down to the shadows, and black only the shadows; and a colour that is
//! kept goes to the plate of its ink.

use super::inks::Inks;
use super::luma::gray;
use super::paint::Mass;
use super::plates::Plate;
use crate::color::Color;
use crate::frame::{Blend, Keep, Ramp, Toning, mixed_on_ramp};

/// What is printed of the greys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tonal {
    All,
    /// The darker half.
    Shadows,
    /// All but the lights, in full from the middle on.
    Middle,
    /// The same ink everywhere, 255 being full ink: the light colour, over which black prints the rest.
    Even(u8),
    None,
}

/// What is done with the colour that the picture keeps.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kept {
    /// It counts as a grey.
    Gray,
    /// It is printed.
    Printed(Keep),
    /// Another plate prints it; this one, of black, prints what makes it darker than that ink.
    Elsewhere(Keep),
    /// Another plate prints it; this one leaves it out.
    LeftOut(Keep),
}

/// What one plate prints of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    tonal: Tonal,
    kept: Kept,
    /// How it mixes with what the plate has below it.
    pub(super) blend: Blend,
}

impl Part {
    /// The whole picture in grey, as a copier prints it.
    pub(super) const GRAY: Self = Self {
        tonal: Tonal::All,
        kept: Kept::Gray,
        blend: Blend::Normal,
    };

    /// Whether it is the whole picture in grey.
    fn is_gray(self) -> bool {
        self.tonal == Tonal::All && self.kept == Kept::Gray
    }

    /// Replaces greys by the light that the plate leaves. `pixels` are the same in red, green and blue; none for
    /// a grey picture.
    pub(super) fn take(self, grays: &mut [u8], pixels: Option<&[u8]>) {
        if self.is_gray() {
            return;
        }
        for gray in grays.iter_mut() {
            let ink = u32::from(255 - *gray);
            let part = match self.tonal {
                Tonal::All => ink,
                Tonal::Shadows => (ink * 2).saturating_sub(255),
                Tonal::Middle => (ink * 2).min(255),
                Tonal::Even(even) => u32::from(even),
                Tonal::None => 0,
            };
            *gray = 255 - part as u8;
        }
        let Some(pixels) = pixels else { return };
        match self.kept {
            Kept::Gray => {}
            Kept::Printed(keep) => {
                let (weight, ink) = (keep.weights(), keep.ink());
                for (gray, pixel) in grays.iter_mut().zip(colors(pixels)) {
                    let kept = super::planes::times(weight(pixel), ink(pixel));
                    *gray = Blend::Multiply.light(255 - kept, *gray);
                }
            }
            Kept::LeftOut(keep) => {
                let weight = keep.weights();
                for (gray, pixel) in grays.iter_mut().zip(colors(pixels)) {
                    *gray = mixed_on_ramp(&[*gray, 255], weight(pixel));
                }
            }
            Kept::Elsewhere(keep) => {
                let (weight, ink) = (keep.weights(), keep.ink());
                let own = ink_of(keep.color);
                for (gray, pixel) in grays.iter_mut().zip(colors(pixels)) {
                    let [r, g, b] = pixel;
                    let darkness = ink_of(Color::rgb(r, g, b));
                    let rest = darkness.saturating_sub(super::planes::times(own, ink(pixel)));
                    *gray = mixed_on_ramp(&[*gray, 255 - rest], weight(pixel));
                }
            }
        }
    }
}

/// Pixels of red, green and blue.
fn colors(bytes: &[u8]) -> impl Iterator<Item = [u8; 3]> {
    bytes.chunks_exact(3).map(|pixel| match *pixel {
        [r, g, b] => [r, g, b],
        _ => [255; 3],
    })
}

/// The ink of a grey as light as a colour, 255 being full ink.
fn ink_of(color: Color) -> u8 {
    (f64::from(gray(color)) * 0.255).round() as u8
}

impl Inks {
    /// Whether a plate of a risograph prints anything of a picture.
    pub fn shows_picture(&self, plate: &Plate, toning: &Toning) -> bool {
        self.part(Some(plate), toning).is_some()
    }

    /// Whether a picture needs more than the plate for black.
    pub fn divides(&self, toning: &Toning) -> bool {
        let others = self.plates.iter().filter(|plate| !plate.key);
        let mut parts = others.map(|plate| self.part(Some(plate), toning));
        parts.any(|part| part.is_some())
    }

    /// What a plate prints of a picture; `None` for nothing. Without a plate, on a copier and where all plates are
    /// shown together, the picture is grey.
    pub(super) fn part(&self, plate: Option<&Plate>, toning: &Toning) -> Option<Part> {
        let Some(plate) = plate else {
            return Some(Part::GRAY);
        };
        let middle = self.plate_of_middle(toning);
        let kept = toning
            .keep
            .and_then(|keep| Some((self.plate_of_keep(keep)?, keep)));
        if plate.key {
            return Some(Part {
                tonal: match middle {
                    Some(middle) if !middle.key => Tonal::Shadows,
                    _ => Tonal::All,
                },
                kept: match kept {
                    Some((other, keep)) if !other.key => Kept::Elsewhere(keep),
                    _ => Kept::Gray,
                },
                blend: Blend::Normal,
            });
        }
        let tonal = if middle == Some(plate) {
            Tonal::Middle
        } else {
            match self.light_on(plate, toning) {
                0 => Tonal::None,
                ink => Tonal::Even(ink),
            }
        };
        let prints_kept = kept.is_some_and(|(own, _)| own == plate);
        (tonal != Tonal::None || prints_kept).then_some(Part {
            tonal,
            kept: match kept {
                Some((own, keep)) if own == plate => Kept::Printed(keep),
                // A colour that is kept lies over the light one, as over a ground.
                Some((own, keep)) if !own.key && !matches!(tonal, Tonal::Even(_)) => {
                    Kept::LeftOut(keep)
                }
                _ => Kept::Gray,
            },
            // Beside black, the inks of a risograph lie over each other.
            blend: Blend::Multiply,
        })
    }

    /// The ink of the light colour on a plate, if it is printed with the picture; 255 is full ink.
    fn light_on(&self, plate: &Plate, toning: &Toning) -> u8 {
        let light = toning.light.filter(|_| toning.halftone.is_none());
        let ink = light.and_then(|light| self.on_plate(plate, light, Mass::Solid));
        (f64::from(ink.unwrap_or(0)) * 0.255).round() as u8
    }

    /// The plate that prints the middle tones of a tritone; none if its ink is not loaded.
    fn plate_of_middle(&self, toning: &Toning) -> Option<&Plate> {
        let Ramp::Three([_, middle, _]) = toning.ramp else {
            return None;
        };
        let ink = self.loaded(middle)?.ink;
        self.plates.iter().find(|plate| plate.ink == Some(ink))
    }

    /// The plate for a colour that is kept: that of its ink, or else the one that looks most like it.
    fn plate_of_keep(&self, keep: Keep) -> Option<&Plate> {
        if let Some(tint) = self.loaded(keep.color) {
            return self.plates.iter().find(|plate| plate.ink == Some(tint.ink));
        }
        let (r, g, b) = keep.color.to_rgb();
        let apart = |plate: &&Plate| {
            let (x, y, z) = plate.look;
            let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
            square(r, x) + square(g, y) + square(b, z)
        };
        self.plates.iter().min_by_key(apart)
    }
}
