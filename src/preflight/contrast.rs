//! Whether words stand out from what they are printed on, for all eyes.

use std::collections::BTreeSet;

use super::collide::{Named, shown, shown_part};
use super::color_blind;
use super::laid::{Ground, Laid};
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::frame::{GlyphRun, Item, ItemKind, Role};
use crate::geom::{Length, Point, Rect, Turn};
use crate::page::{Finding, Spot};

/// The least contrast of text, and of text from [`LARGE_PT`] on (WCAG 2.2, 1.4.3).
const LEAST: f64 = 4.5;
const LEAST_LARGE: f64 = 3.0;
/// Points from which text is large (WCAG 2.2, "large scale"; here a bold face is not smaller).
const LARGE_PT: f64 = 24.0;
/// Under this, words are not seen at all (practice).
const UNSEEN: f64 = 2.0;
/// Light words on a dark ground fill in under this (practice).
const SMALLEST_REVERSED_PT: f64 = 7.0;

/// Words that do not stand out, and which items lie over which of them or under them.
pub(super) fn check(page: usize, laid: &Laid<'_>) -> (Vec<Finding>, Named) {
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    let mut named = Named::new();
    for (number, seen) in laid.items.iter().enumerate() {
        let ItemKind::Text(run) = &seen.item.kind else {
            continue;
        };
        if run.text.trim().is_empty() {
            continue;
        }
        let places = places(run, seen.rect);
        let key = |item: &Item| item.origin.key.to_string();
        let cover = places.iter().find_map(|at| laid.cover(number, *at));
        let grounds: Vec<Ground> = places.iter().map(|at| laid.ground(number, *at)).collect();
        let picture = grounds.iter().find_map(|ground| match ground {
            Ground::Picture(picture) => Some(laid.items.get(*picture)?.item),
            Ground::Color(_) => None,
        });
        let problem = match (cover, picture) {
            (Some(cover), _) => {
                let pair = (key(cover), key(seen.item));
                Some((hidden(seen.item, cover), Some(pair)))
            }
            (None, Some(picture)) => {
                let pair = (key(seen.item), key(picture));
                Some((on_picture(seen.item, picture), Some(pair)))
            }
            (None, None) => {
                let mut colors = grounds.into_iter().filter_map(Ground::color);
                let problem = colors.find_map(|ground| problem(run, ground, seen.item.role));
                problem.map(|problem| (problem, None))
            }
        };
        let Some((problem, pair)) = problem else {
            continue;
        };
        // A paragraph has many runs, and one ground.
        if told.insert((problem.code, seen.item.origin.key.clone())) {
            let spot = Spot::Page(page, seen.rect);
            findings.push(Finding::at(&seen.item.origin, problem).on(spot));
            named.extend(pair);
        }
    }
    (findings, named)
}

/// Points of a run: at its start, in its middle and at its end.
fn places(run: &GlyphRun, rect: Rect) -> [Point; 3] {
    if run.turn != Turn::None {
        let across = |share: f64| {
            Point::new(
                rect.origin.x + rect.size.width * 0.5,
                rect.origin.y + rect.size.height * share,
            )
        };
        return [0.1, 0.5, 0.9].map(across);
    }
    // The middle of small letters (practice).
    let y = run.at.y - run.size * 0.25;
    let edge = (rect.size.width * 0.1).min(run.size * 0.25);
    let xs = [
        rect.origin.x + edge,
        rect.origin.x + rect.size.width / 2.0,
        rect.right() - edge - run.size * 0.2,
    ];
    xs.map(|x| Point::new(x.max(Length::ZERO), y))
}

fn hidden(words: &Item, cover: &Item) -> Diagnostic {
    let cover = shown_part(cover, cover.owner.part);
    let problem = format!("{cover} is printed over {}", shown(words));
    let hint =
        "a picture or ground that runs into the bleed lies over the words; give it another side";
    Diagnostic::error("covered-text", problem).hint(hint)
}

fn on_picture(words: &Item, picture: &Item) -> Diagnostic {
    let problem = format!(
        "{} is printed over the picture `{}`",
        shown(words),
        picture.origin.key
    );
    let hint = "put it beside the picture";
    Diagnostic::warning("text-over-picture", problem).hint(hint)
}

fn problem(run: &GlyphRun, ground: Color, role: Role) -> Option<Diagnostic> {
    let words = run.text.trim();
    let contrast = run.color.contrast(ground);
    let large = run.size.to_pt() >= LARGE_PT;
    let least = if large { LEAST_LARGE } else { LEAST };
    // Of decoration nothing is lost.
    if contrast < least && role != Role::Artifact {
        let problem = format!(
            "“{words}” has a contrast of {contrast:.1} : 1 to its ground; it takes {least} : 1 to be read"
        );
        let problem = if contrast < UNSEEN {
            Diagnostic::error("low-contrast", problem)
        } else {
            Diagnostic::warning("low-contrast", problem)
        };
        return Some(problem.hint("print it darker on a light ground, or lighter on a dark one"));
    }
    for (who, kind) in &color_blind::KINDS {
        let seen = color_blind::contrast(kind, run.color, ground);
        if contrast >= LEAST && seen < least {
            let problem = format!(
                "“{words}” has a contrast of {seen:.1} : 1 to those who are {who}, and of {contrast:.1} : 1 to others"
            );
            let hint = "choose colours that differ in lightness, not in hue alone";
            return Some(Diagnostic::warning("color-blind", problem).hint(hint));
        }
    }
    let reversed = run.color.luminance() > 0.5 && ground.luminance() < 0.2;
    if reversed && run.size.to_pt() < SMALLEST_REVERSED_PT - 0.01 {
        let problem = format!(
            "“{words}” is light on a dark ground at {:.1} pt; ink runs into letters under {SMALLEST_REVERSED_PT} pt",
            run.size.to_pt()
        );
        let hint = "set it larger, or dark on light";
        return Some(Diagnostic::warning("small-reversed-type", problem).hint(hint));
    }
    None
}
