//! Finds text that is printed over other text, in a file whose blocks nobody knows.
//!
//! Font programs are not opened, so the outlines of letters are unknown. Instead each run of text gets a band that
//! its letters fill for certain: along the run, from the baseline to less than the height of small letters. Where
//! two bands overlap by the width of a letter, letters overlap. Everything that could explain an overlap is left
//! out: the same words twice (shadows, bold by doubling), type far larger than the other (words within a large
//! letter), text that something was drawn over, light or translucent text, slanted text, and fonts whose letters or
//! widths are unknown.

use super::font::Font;
use super::model::TextOverText;
use super::space::{Bounds, Matrix};

/// Height of a band, as a share of the size of type: less than that of small letters (practice: 0.45 to 0.55).
const BAND: f64 = 0.4;
/// Distance of a band from both ends of its run, as a share of the size: spaces, and letters with little ink.
const ENDS: f64 = 0.15;
/// Overlap from which letters overlap, as shares of the smaller size: across the lines and along them (practice:
/// lines set solid are four times as far apart, and a letter is half as wide).
const LEAST: (f64, f64) = (0.15, 1.0);
/// Largest ratio of two sizes. The white within a letter holds type that is a third as large.
const RATIO: f64 = 3.0;
/// Fewest letters and figures of a run: accents and marks are often placed one by one.
const FEWEST_LETTERS: usize = 3;
/// Largest number of runs, and of areas drawn over them, that are kept of a page (practice: a page of small print
/// has some thousand runs).
const MOST_KEPT: usize = 20_000;
/// Largest number of comparisons on a page.
const MOST_COMPARED: usize = 2_000_000;

/// The text of a page, and what was drawn over it.
#[derive(Default)]
pub(super) struct OverText {
    bands: Vec<Band>,
    covers: Vec<Cover>,
    /// Whether there was more than is kept.
    is_cut: bool,
}

/// A run of text.
struct Band {
    area: Bounds,
    /// Size as printed, in points.
    size: f64,
    upright: bool,
    text: String,
}

/// An area that was filled after so many runs.
struct Cover {
    area: Bounds,
    after: usize,
}

/// A run of text as it was shown, in coordinates of the text.
pub(super) struct Shown<'s> {
    /// Where the pen ended; it began at zero.
    pub(super) pen: f64,
    /// Size in these coordinates.
    pub(super) size: f64,
    pub(super) rise: f64,
    /// From these coordinates to the page.
    pub(super) matrix: Matrix,
    pub(super) text: &'s str,
}

impl Shown<'_> {
    /// The band of the run, and whether it runs along the page; none for slanted text and for few letters.
    fn band(&self, font: &Font) -> Option<(Bounds, bool)> {
        let letters = self.text.chars().filter(|c| c.is_alphanumeric());
        let facts = &font.facts;
        if letters.count() < FEWEST_LETTERS || facts.drawn || !facts.embedded || font.vertical {
            return None;
        }
        let Matrix([a, b, c, d, ..]) = self.matrix;
        let most = a.abs().max(b.abs()) * 1e-3;
        let upright = b.abs() <= most && c.abs() <= most;
        let turned = a.abs() <= most && d.abs() <= most;
        if !upright && !turned {
            return None;
        }
        let size = self.size.abs();
        let (from, to) = (
            self.pen.min(0.0) + size * ENDS,
            self.pen.max(0.0) - size * ENDS,
        );
        (from < to).then(|| {
            let band = [from, self.rise, to, self.rise + self.size * BAND];
            (self.matrix.bounds_of(Bounds::of(band)), upright)
        })
    }
}

impl OverText {
    /// Notes a run of text. `visible` gives the visible part of an area.
    pub(super) fn note_text(
        &mut self,
        shown: &Shown<'_>,
        font: &Font,
        visible: impl Fn(Bounds) -> Option<Bounds>,
    ) {
        let Some((band, upright)) = shown.band(font) else {
            return;
        };
        let Some(area) = visible(band).filter(|area| area.has_area()) else {
            return;
        };
        if self.bands.len() >= MOST_KEPT {
            self.is_cut = true;
            return;
        }
        self.bands.push(Band {
            area,
            size: shown.size.abs() * shown.matrix.scales().1,
            upright,
            text: shown.text.trim().to_owned(),
        });
    }

    /// Notes an area that hides what was drawn before. It may be smaller than its rectangle; that only leaves out
    /// a finding.
    pub(super) fn note_cover(&mut self, area: Bounds) {
        if self.covers.len() >= MOST_KEPT {
            self.is_cut = true;
            return;
        }
        // What is drawn before any text hides none.
        if !self.bands.is_empty() {
            self.covers.push(Cover {
                area,
                after: self.bands.len(),
            });
        }
    }

    /// The largest overlap of two texts, and how many there are; none if there is none, or if the page has too much
    /// to tell.
    pub(super) fn find(&self) -> Option<TextOverText> {
        if self.is_cut {
            return None;
        }
        let mut by_top: Vec<usize> = (0..self.bands.len()).collect();
        by_top.sort_by(|a, b| {
            let top = |at: &usize| self.bands.get(*at).map_or(0.0, |band| band.area.top);
            top(a).total_cmp(&top(b))
        });
        let mut left = MOST_COMPARED;
        let mut open: Vec<usize> = Vec::new();
        let mut found: Option<(f64, TextOverText)> = None;
        for at in by_top {
            let band = self.bands.get(at)?;
            open.retain(|other| {
                let other = self.bands.get(*other);
                other.is_some_and(|other| other.area.bottom > band.area.top)
            });
            left = left.checked_sub(open.len())?;
            for other in &open {
                let Some(area) = self.overlap(at.min(*other), at.max(*other)) else {
                    continue;
                };
                let size = area.width() * area.height();
                let times = found.as_ref().map_or(0, |(_, known)| known.times) + 1;
                let is_larger = found.as_ref().is_none_or(|(known, _)| size > *known);
                if is_larger {
                    let text = |at: usize| {
                        self.bands
                            .get(at)
                            .map(|band| band.text.clone())
                            .unwrap_or_default()
                    };
                    let overlap = TextOverText {
                        below: text(at.min(*other)),
                        above: text(at.max(*other)),
                        rect: area.rect(),
                        times,
                    };
                    found = Some((size, overlap));
                } else if let Some((_, known)) = &mut found {
                    known.times = times;
                }
            }
            open.push(at);
        }
        found.map(|(_, overlap)| overlap)
    }

    /// The area in which the letters of two runs overlap, by their places in the order of drawing; none if they do
    /// not, or if the overlap may be meant.
    fn overlap(&self, below: usize, above: usize) -> Option<Bounds> {
        let (lower, upper) = (self.bands.get(below)?, self.bands.get(above)?);
        let small = lower.size.min(upper.size);
        let is_alike = lower.upright == upper.upright
            && lower.size.max(upper.size) <= small * RATIO
            && !lower.text.contains(upper.text.as_str())
            && !upper.text.contains(lower.text.as_str());
        let area = lower.area.intersection(upper.area);
        let (across, along) = if lower.upright {
            (area.height(), area.width())
        } else {
            (area.width(), area.height())
        };
        if !is_alike || across < small * LEAST.0 || along < small * LEAST.1 {
            return None;
        }
        // Whatever was drawn over the lower text may have hidden it.
        let hides = |cover: &Cover| cover.after > below && cover.area.intersection(area) == area;
        (!self.covers.iter().any(hides)).then_some(area)
    }
}
