//! Estimates the share of each ink on a page from its picture, for printers that mix their inks themselves.

use super::look::Raster;
use crate::ink::InkShare;

/// Inks of a desktop printer, in the order of the sums below.
const INKS: [&str; 4] = ["Cyan", "Magenta", "Yellow", "Black"];

/// The inks of a page in colour. The grey that cyan, magenta and yellow have in common is counted as black.
/// Printers replace only a part of it, so they use a little more colour than this (practice).
pub(super) fn in_color(picture: &Raster) -> Vec<InkShare> {
    let mut sums = [0_u64; 4];
    let mut areas = [0_u64; 4];
    let mut pixels = 0_u64;
    for pixel in &picture.pixels {
        // Ink is what is missing from white: red light is missing where cyan is, and so on.
        let inks = pixel.map(|tone| 255 - tone);
        // The grey that all three colours share.
        let black = inks.into_iter().min().unwrap_or_default();
        let [c, m, y] = inks.map(|ink| ink - black);
        for ((sum, area), ink) in sums.iter_mut().zip(&mut areas).zip([c, m, y, black]) {
            *sum += u64::from(ink);
            // A pixel counts as covered if it has any of the ink.
            *area += u64::from(ink > 0);
        }
        pixels += 1;
    }
    let share = |((name, sum), area): ((&str, u64), u64)| InkShare {
        name: name.to_owned(),
        mean: sum as f64 / 255.0 / pixels.max(1) as f64,
        area: area as f64 / pixels.max(1) as f64,
    };
    INKS.into_iter().zip(sums).zip(areas).map(share).collect()
}

/// The ink of a page that is printed in black alone, as on a copier.
pub(super) fn in_black(picture: &Raster) -> Vec<InkShare> {
    let greys = picture.greys();
    let pixels = greys.len().max(1) as f64;
    let sum: u64 = greys.iter().map(|grey| u64::from(255 - grey)).sum();
    let area = greys.iter().filter(|grey| **grey < 255).count();
    vec![InkShare {
        name: "Black".to_owned(),
        mean: sum as f64 / 255.0 / pixels,
        area: area as f64 / pixels,
    }]
}
