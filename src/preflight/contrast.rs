//! Checks the contrast of words with the background that is really behind them.
//!
//! The background is looked up at three points of each run of text. If something covers the words, or if a picture
//! lies behind them, that is reported instead.

use std::collections::BTreeSet;

use super::collide::{Named, describe, describe_part};
use super::color_blind;
use super::laid::{Ground, Laid};
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::frame::{GlyphRun, Item, ItemKind, Role};
use crate::geom::{Length, Point, Rect, Turn};
use crate::page::{PageFinding, Spot};
use crate::rules::Rule;

/// Smallest contrast of text (WCAG 2.2, 1.4.3).
const LEAST: f64 = 4.5;
/// Smallest contrast of large text, from [`LARGE_PT`] on (WCAG 2.2, 1.4.3).
const LEAST_LARGE: f64 = 3.0;
/// Size in points from which text is large (WCAG 2.2, "large scale"). WCAG allows 18 pt and 14 pt bold; in print,
/// with ink that spreads, this is stricter.
const LARGE_PT: f64 = 24.0;
/// Contrast below which words are practically invisible (practice).
const UNSEEN: f64 = 2.0;
/// Size in points below which ink fills in light letters on a dark background (practice).
const SMALLEST_REVERSED_PT: f64 = 7.0;

/// Reports words with too little contrast. Also returns the pairs of items that overlap in these findings, so that
/// `collide.rs` does not report them again.
pub(super) fn check(page: usize, laid: &Laid<'_>) -> (Vec<PageFinding>, Named) {
    let mut reported = BTreeSet::new();
    let mut findings = Vec::new();
    let mut named = Named::new();
    for (number, seen) in laid.items.iter().enumerate() {
        let ItemKind::Text(run) = &seen.item.kind else {
            continue;
        };
        if run.text.trim().is_empty() {
            continue;
        }
        let over_picture = laid.lies_over_picture(number);
        let points = if over_picture {
            dense_points(run)
        } else {
            sample_points(run, seen.rect)
        };
        let key = |item: &Item| item.origin.key.to_string();
        // Covered words cannot be read in any colour, so this comes before the contrast.
        let cover = points.iter().find_map(|at| laid.cover(number, *at));
        let grounds: Vec<Ground> = points.iter().map(|at| laid.ground(number, *at)).collect();
        let picture = grounds.iter().find_map(|ground| match ground {
            Ground::Picture(picture) => Some(laid.items.get(*picture)?.item),
            Ground::Color(_) => None,
        });
        let problem = match (cover, picture) {
            (Some(cover), _) => {
                let pair = (key(cover), key(seen.item));
                Some((covered(seen.item, cover), Some(pair)))
            }
            (None, Some(picture)) => {
                let pair = (key(seen.item), key(picture));
                Some((on_picture(seen.item, picture), Some(pair)))
            }
            (None, None) => {
                let mut pairs: Vec<(Color, Color)> = grounds
                    .into_iter()
                    .zip(&points)
                    .filter_map(|(ground, at)| Some((ground.color()?, *at)))
                    .map(|(ground, at)| {
                        // What is drawn over the words and seen through changes both.
                        let seen = |color| laid.seen_through(number, at, color);
                        (seen(run.color), seen(ground))
                    })
                    .collect();
                if over_picture {
                    // Of the many tones of a picture, the worst is reported.
                    pairs.sort_by(|(a, b), (c, d)| a.contrast(*b).total_cmp(&c.contrast(*d)));
                }
                let role = seen.item.role;
                let problem = pairs
                    .into_iter()
                    .find_map(|pair| problem(run, pair, role, over_picture));
                problem.map(|problem| (problem, None))
            }
        };
        let Some((problem, pair)) = problem else {
            continue;
        };
        // A paragraph has many runs on the same background; it is reported once.
        if reported.insert((problem.rule, seen.item.origin.key.clone())) {
            let spot = Spot::Page(page, seen.rect);
            findings.push(PageFinding::at(&seen.item.origin, problem).on(spot));
            named.extend(pair);
        }
    }
    (findings, named)
}

/// Points all over a run of text on a picture, whose tones change from letter to letter.
fn dense_points(run: &GlyphRun) -> Vec<Point> {
    let down = [0.1, 0.35, 0.6].map(|share| run.size * -share);
    let across = (0..DENSE).map(|step| run.width * ((f64::from(step) + 0.5) / f64::from(DENSE)));
    across
        .flat_map(|x| down.map(|y| run.point(Point::new(x, y))))
        .collect()
}

/// Number of places along a run of text at which a picture behind it is looked at.
const DENSE: u32 = 16;

/// Three points of a run of text: at its start, in its middle and at its end.
fn sample_points(run: &GlyphRun, rect: Rect) -> Vec<Point> {
    if !run.angle.is_none() {
        let up = run.size * -0.25;
        let along = |share: f64| run.point(Point::new(run.width * share, up));
        return [0.1, 0.5, 0.85].map(along).to_vec();
    }
    // Turned words run up or down the page, so the three points follow the height of their rectangle.
    if run.turn != Turn::None {
        let across = |share: f64| {
            Point::new(
                rect.origin.x + rect.size.width * 0.5,
                rect.origin.y + rect.size.height * share,
            )
        };
        return [0.1, 0.5, 0.9].map(across).to_vec();
    }
    // Half the height of small letters is about a quarter of the type size.
    let y = run.at.y - run.size * 0.25;
    let edge = (rect.size.width * 0.1).min(run.size * 0.25);
    let xs = [
        rect.origin.x + edge,
        rect.origin.x + rect.size.width / 2.0,
        // A run may end with a space, which is about a fifth of the type size wide.
        rect.right() - edge - run.size * 0.2,
    ];
    xs.map(|x| Point::new(x.max(Length::ZERO), y)).to_vec()
}

/// The finding that something covers words.
fn covered(words: &Item, cover: &Item) -> Diagnostic {
    let cover = describe_part(cover, cover.owner.part);
    let problem = format!("{cover} is printed over {}", describe(words));
    let hint = "a picture or background that extends into the bleed covers the words: let it bleed on another side; a layer that hides words on purpose names their areas in `covers`";
    Diagnostic::error(Rule::CoveredText, problem).hint(hint)
}

/// The finding that words are printed on a picture.
fn on_picture(words: &Item, picture: &Item) -> Diagnostic {
    let problem = format!(
        "{} is printed over the picture `{}`",
        describe(words),
        picture.origin.key
    );
    let hint = "move the words beside the picture, or lay the picture under them on purpose: a `[[page.layer]]` with `under = true`";
    Diagnostic::warning(Rule::TextOverPicture, problem).hint(hint)
}

/// The finding about words on a plain background: too little contrast, too little for people who are
/// colour-blind, or too small for light letters. `None` if the words are fine.
fn problem(
    run: &GlyphRun,
    (color, ground): (Color, Color),
    role: Role,
    over_picture: bool,
) -> Option<Diagnostic> {
    let words = run.text.trim();
    let contrast = color.contrast(ground);
    let large = run.size.to_pt() >= LARGE_PT;
    let least = if large { LEAST_LARGE } else { LEAST };
    // Decoration need not be read.
    if contrast < least && role != Role::Artifact {
        let problem = format!(
            "“{words}” has a contrast of {contrast:.1} : 1 with its background; it needs {least} : 1 to be readable"
        );
        let problem = if contrast < UNSEEN {
            Diagnostic::error(Rule::LowContrast, problem)
        } else {
            Diagnostic::warning(Rule::LowContrast, problem)
        };
        return Some(problem.hint(if over_picture {
            "lay a ground between the words and the picture: a `[[page.layer]]` with fill = { color = \"…\", opacity = 0.7 }"
        } else {
            "use a darker colour on a light background, or a lighter one on a dark background"
        }));
    }
    for (who, kind) in &color_blind::KINDS {
        let seen = color_blind::contrast(kind, color, ground);
        if contrast >= LEAST && seen < least {
            // If the contrast is low for everyone, that was reported above.
            let problem = format!(
                "“{words}” has a contrast of {seen:.1} : 1 for people who are {who}, and {contrast:.1} : 1 for others"
            );
            let hint = "choose colours that differ in lightness, not only in hue";
            return Some(Diagnostic::warning(Rule::ColorBlind, problem).hint(hint));
        }
    }
    // Light enough and dark enough that ink surrounds the letters and runs into them.
    let reversed = color.luminance() > 0.5 && ground.luminance() < 0.2;
    if reversed && run.size.to_pt() < SMALLEST_REVERSED_PT - 0.01 {
        let problem = format!(
            "“{words}” is light on a dark background at {:.1} pt; below {SMALLEST_REVERSED_PT} pt, ink fills in the letters",
            run.size.to_pt()
        );
        let hint = "make it larger, or print dark on light";
        return Some(Diagnostic::warning(Rule::SmallReversedType, problem).hint(hint));
    }
    None
}
