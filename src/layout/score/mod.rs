//! The score of a page: a number for how well a composition holds this campaign, in this language, on this paper.
//!
//! In go the measures of a page that was laid out ([`PageMeasures`]); out comes a [`Score`] with its parts, each
//! from 0 to 1. A page that does not fit has no score: it is never taken. The guide for designers
//! (`templates/README.md`) has the formula and the weights, and `tests/it/score` has pairs of pages that the
//! score ranks as the eye does.
//!
//! Only additions, multiplications, divisions and square roots are used, which IEEE 754 rounds in one way on every
//! machine, and each part is rounded to a thousandth before it is compared: two machines never take different
//! pages.

mod holes;
mod inked;
mod measures;
mod parts;
mod raster;

pub use holes::{Hole, Space, USUAL_AIR};
pub use measures::{AreaPlace, PageMeasures};
pub(super) use measures::{CodeRoom, Gathered, SetType};

/// Weights of the parts, in the order of [`Score::PARTS`]. (Practice: what a reader notices first weighs most.)
const WEIGHTS: [u32; PARTS] = [30, 20, 5, 20, 10, 10, 5];

/// Number of parts.
const PARTS: usize = 7;

/// How good a page is, in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// The weighted mean of the parts that the page has.
    pub total: u32,
    /// The parts, in the order of [`Self::PARTS`]; `None` for what the page does not have, such as a code.
    pub parts: [Option<u32>; PARTS],
}

impl Score {
    /// The names of the parts.
    pub const PARTS: [&str; PARTS] = ["type", "holes", "filled", "ask", "code", "lines", "picture"];

    /// The score of a page.
    pub fn of(page: &PageMeasures) -> Self {
        Self::from_parts([
            parts::type_near_best(page),
            Some(parts::free_of_holes(page)),
            Some(parts::filled(page)),
            parts::ask_is_second(page),
            parts::code_at_its_distance(page),
            parts::headline_even(page),
            parts::pictures_shown(page),
        ])
    }

    /// The mean of several pages, part by part: for a page that is repeated.
    pub fn mean(scores: &[Self]) -> Self {
        let mut parts = [None; PARTS];
        for (index, part) in parts.iter_mut().enumerate() {
            let given: Vec<f64> = scores
                .iter()
                .filter_map(|score| score.parts[index])
                .map(|part| f64::from(part) / 1000.0)
                .collect();
            if !given.is_empty() {
                *part = Some(given.iter().sum::<f64>() / given.len() as f64);
            }
        }
        Self::from_parts(parts)
    }

    fn from_parts(parts: [Option<f64>; PARTS]) -> Self {
        let parts = parts.map(|part| part.map(thousandths));
        let (mut sum, mut weights) = (0, 0);
        for (part, weight) in parts.iter().zip(WEIGHTS) {
            if let Some(part) = part {
                sum += part * weight;
                weights += weight;
            }
        }
        // Half of the divisor rounds to the nearest.
        let total = (sum + weights / 2).checked_div(weights).unwrap_or_default();
        Self { total, parts }
    }
}

/// A share as a number of thousandths.
fn thousandths(share: f64) -> u32 {
    // Between 0 and 1000, so the conversion loses nothing.
    (share.clamp(0.0, 1.0) * 1000.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_lacks_does_not_count() {
        let all = Score::from_parts([Some(1.0); PARTS]);
        assert_eq!(all.total, 1000);
        let mut few = [None; PARTS];
        few[..3].copy_from_slice(&[Some(1.0), Some(0.5), Some(1.0)]);
        // 30 + 10 + 5 of 55.
        assert_eq!(Score::from_parts(few).total, 818);
        assert_eq!(Score::from_parts([None; PARTS]).total, 0);
        assert_eq!(WEIGHTS.iter().sum::<u32>(), 100);
    }

    #[test]
    fn pages_that_repeat_are_one() {
        let page = |part| {
            let mut parts = [None; PARTS];
            parts[0] = Some(part);
            Score::from_parts(parts)
        };
        assert_eq!(Score::mean(&[page(0.2), page(0.6)]).total, 400);
    }
}
