//! The parts of a score. Each is a share from 0 to 1, or `None` if the page has nothing that it is about.

use super::{CodeRoom, PageMeasures, SetType};
use crate::frame::Role;
use crate::geom::Length;
use crate::text::Sizing;

/// A hole of this share of the page within its margins is not noticed; one that is larger by [`LARGE_HOLE`] looks like
/// a mistake (practice).
const SMALL_HOLE: f64 = 0.10;
const LARGE_HOLE: f64 = 0.30;

/// Share of the page within its margins that has something on it when the page looks full (practice: the space
/// between lines and blocks is the rest).
const FULL: f64 = 0.65;

/// The side of a code as a multiple of the size of type that attracts as much attention (practice: a code of 30 mm
/// and type of 14 pt).
const CODE_TO_TYPE: f64 = 6.0;

/// A headline whose shortest line has this share of its longest is even; below [`UNEVEN`] one word hangs alone.
const EVEN: f64 = 0.80;
const UNEVEN: f64 = 0.25;

/// A picture of which this share is left still shows what it is of; [`SLIVER`] and less is a strip of something
/// (practice).
const SHOWN: f64 = 0.60;
const SLIVER: f64 = 0.20;

/// How often a headline counts among the paragraphs of a page (practice: it is most of what is seen from afar).
const HEADLINE: f64 = 3.0;

/// Largest size of filled type that a page can use, as a share of its shorter side (practice: a headline of one
/// short word). The bounds of `fill` serve all papers, and often end far above.
const LARGEST_FILL: f64 = 0.25;

/// How near type is to its best size: the mean over all paragraphs in fitted or filled type. For `fit` it is the
/// share of the way to the upper bound; for `fill`, whose bounds lie far apart, that of their square roots.
pub(super) fn type_near_best(page: &PageMeasures) -> Option<f64> {
    let most = page.page.size.short_side() * LARGEST_FILL;
    let (mut sum, mut count) = (0.0, 0.0);
    for text in &page.texts {
        let weight = if is_headline(text) { HEADLINE } else { 1.0 };
        if let Some(share) = share_of(text, most) {
            sum += share * weight;
            count += weight;
        }
    }
    (count > 0.0).then(|| sum / count)
}

fn share_of(text: &SetType, most: Length) -> Option<f64> {
    if text.lines.is_empty() {
        return None;
    }
    let (size, low, high, root) = match text.sizing {
        Sizing::Fixed(_) => return None,
        Sizing::Fit(low, high) => (text.largest(), low, high, false),
        // Its smallest line is what a reader may miss.
        Sizing::Fill(low, high) => (text.smallest(), low, high.min(most), true),
    };
    let scale = |length: Length| {
        let size = length.to_mm().max(0.0);
        if root { size.sqrt() } else { size }
    };
    let (size, low, high) = (scale(size), scale(low), scale(high));
    // Bounds that are the same leave nothing to be better.
    Some(if high > low {
        ((size - low) / (high - low)).clamp(0.0, 1.0)
    } else {
        1.0
    })
}

/// How small the largest hole is. A hole that the layout declares is none.
pub(super) fn free_of_holes(page: &PageMeasures) -> f64 {
    let largest = page.space.hole.map_or(0.0, |hole| hole.share);
    let small = page.air.map_or(SMALL_HOLE, |air| air.max(SMALL_HOLE));
    ((small + LARGE_HOLE - largest) / LARGE_HOLE).clamp(0.0, 1.0)
}

/// How much of the page has something on it. What the layout declares as air need not.
pub(super) fn filled(page: &PageMeasures) -> f64 {
    let full = page.air.map_or(FULL, |air| FULL.min(1.0 - air));
    if full > 0.0 {
        (page.space.filled / full).clamp(0.0, 1.0)
    } else {
        1.0
    }
}

/// How nearly the ask is the second largest thing after the headline. The ask is the type and the code of the first
/// action. Figures and codes of other actions should be smaller than it, the headline larger.
pub(super) fn ask_is_second(page: &PageMeasures) -> Option<f64> {
    let ask = page.ask.as_ref()?;
    let (mut asked, mut headline, mut others) = (0.0_f64, 0.0_f64, 0.0_f64);
    for text in &page.texts {
        let size = text.largest().to_mm();
        if is_headline(text) {
            headline = headline.max(size);
        } else if ask.is_at(&text.origin.key) {
            asked = asked.max(size);
        } else {
            others = others.max(size);
        }
    }
    for code in &page.codes {
        let size = code.side.to_mm() / CODE_TO_TYPE;
        if ask.is_at(&code.origin.key) {
            asked = asked.max(size);
        } else {
            others = others.max(size);
        }
    }
    if asked <= 0.0 {
        return Some(0.0);
    }
    let above_others = if asked >= others { 1.0 } else { asked / others };
    let below_headline = if headline <= 0.0 || asked <= headline {
        1.0
    } else {
        headline / asked
    };
    Some(above_others.min(below_headline))
}

/// How far codes are from the size at which they can just be read to the one that is comfortable.
pub(super) fn code_at_its_distance(page: &PageMeasures) -> Option<f64> {
    let share = |code: &CodeRoom| {
        let (side, least) = (code.side.to_mm(), code.least.to_mm());
        let comfortable = code.comfortable.to_mm();
        if comfortable > least {
            ((side - least) / (comfortable - least)).clamp(0.0, 1.0)
        } else {
            1.0
        }
    };
    let shares: Vec<f64> = page.codes.iter().map(share).collect();
    mean(&shares)
}

/// How even the lines of the headline are: the width of its shortest line against its longest. Filled lines are all
/// as wide, so there it is their sizes.
pub(super) fn headline_even(page: &PageMeasures) -> Option<f64> {
    let headlines = page.texts.iter().filter(|text| is_headline(text));
    let shares: Vec<f64> = headlines.filter_map(evenness).collect();
    mean(&shares)
}

fn evenness(text: &SetType) -> Option<f64> {
    let filled = matches!(text.sizing, Sizing::Fill(..));
    let of_line = |(size, width): &(Length, Length)| {
        if filled { size.to_mm() } else { width.to_mm() }
    };
    let lines = text.lines.iter().map(of_line);
    let (mut least, mut most) = (f64::MAX, 0.0_f64);
    for line in lines {
        least = least.min(line);
        most = most.max(line);
    }
    let share = (most > 0.0).then(|| least / most)?;
    Some(((share - UNEVEN) / (EVEN - UNEVEN)).clamp(0.0, 1.0))
}

/// How much is left of pictures that are cropped to their areas.
pub(super) fn pictures_shown(page: &PageMeasures) -> Option<f64> {
    let share = |shown: &f64| ((shown - SLIVER) / (SHOWN - SLIVER)).clamp(0.0, 1.0);
    let shares: Vec<f64> = page.pictures.iter().map(share).collect();
    mean(&shares)
}

fn is_headline(text: &SetType) -> bool {
    text.role == Role::Heading(1) || &*text.origin.key == "campaign.headline"
}

fn mean(shares: &[f64]) -> Option<f64> {
    (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64)
}
