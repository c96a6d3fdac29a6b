//! Checks that pictures have enough pixels for the size at which they are printed.

use std::collections::BTreeMap;

use super::file_check::FileCheck;
use crate::diag::Diagnostic;
use crate::inspect::ImageUse;
use crate::paper::{AMPLE, coarsest_ppi, needed_ppi};
use crate::rules::Rule;

/// Size in millimetres below which a picture is an ornament, whose pixels nobody notices (practice).
const ORNAMENT_MM: f64 = 5.0;
/// Most pixels on the shorter side of a picture that is an area of one colour or a gradient (practice).
const AREA_PIXELS: u32 = 4;

/// The pixels per inch that a page needs, and those below which everyone sees them.
type Wanted = (f64, f64);

impl FileCheck<'_> {
    /// Checks all pictures.
    pub(super) fn pictures(&mut self) {
        // A picture that is printed several times is reported once, where it is coarsest. It is the same if it
        // is the same object of the file; a picture within a content stream has no object number and is its
        // own.
        let mut worst: BTreeMap<(u64, u32), (usize, &ImageUse, Wanted)> = BTreeMap::new();
        for (page, facts) in self.pages() {
            let whole = self.expected.whole.unwrap_or(facts.size);
            let needed = (needed_ppi(whole), coarsest_ppi(whole));
            for (place, image) in facts.images.iter().enumerate() {
                // Half a pixel is rounding, which the message would hide.
                if is_ornament(image) || finest(image) >= needed.0 - 0.5 {
                    continue;
                }
                let key = match image.object {
                    Some(object) => (u64::MAX, object),
                    None => (page as u64, u32::try_from(place).unwrap_or(u32::MAX)),
                };
                let known = worst.get(&key);
                if known.is_none_or(|(_, known, _)| finest(image) < finest(known)) {
                    worst.insert(key, (page, image, needed));
                }
            }
        }
        let mut told: Vec<_> = worst.into_values().collect();
        // The map is ordered by object number, which tells readers nothing; they go through a page from the
        // top.
        told.sort_by_key(|(page, image, _)| (*page, image.rect.origin.y, image.rect.origin.x));
        for (page, image, needed) in told {
            self.coarse(page, image, needed);
        }
    }

    /// Reports a picture with too few pixels.
    fn coarse(&mut self, page: usize, image: &ImageUse, (needed, coarsest): Wanted) {
        let ppi = finest(image);
        let (width, height) = image.pixels;
        let problem = format!(
            "a picture of {width} × {height} pixels has {ppi:.0} pixels per inch at its printed size; it needs {needed:.0}"
        );
        // A picture with one bit for each pixel, such as a code, has sharp edges at any resolution: only a
        // warning.
        let problem = if ppi < coarsest && image.bits > 1 {
            Diagnostic::error(Rule::PictureResolution, problem)
        } else {
            Diagnostic::warning(Rule::PictureResolution, problem)
        };
        // The advice aims higher than the limit, so that a picture need not be exchanged twice.
        let wanted = (f64::from(width) * needed * AMPLE / ppi.max(1.0)).ceil();
        let hint = format!(
            "use a version that is at least {wanted:.0} pixels wide, or print it smaller; enlarging this one does not help"
        );
        self.say_on(page, image.rect, problem.hint(hint));
    }
}

/// Pixels per inch in the direction in which the picture has fewer.
fn finest(image: &ImageUse) -> f64 {
    image.ppi.0.min(image.ppi.1)
}

/// Whether a picture is too small for its pixels to be noticed, or is no picture but an area of colour.
fn is_ornament(image: &ImageUse) -> bool {
    let printed = |pixels: u32, ppi: f64| f64::from(pixels) * 25.4 / ppi.max(1e-6);
    let (width, height) = image.pixels;
    let small =
        printed(width, image.ppi.0) < ORNAMENT_MM && printed(height, image.ppi.1) < ORNAMENT_MM;
    small || width.min(height) <= AREA_PIXELS
}
