//! Finds type and lines that are too small to print.

use std::collections::BTreeSet;

use super::laid::Laid;
use crate::diag::Diagnostic;
use crate::frame::{Item, ItemKind, Path, Role};
use crate::geom::{Length, Rect};
use crate::page::{PageFinding, Spot};
use crate::rules::Rule;

/// Smallest type size in print, in points (practice).
pub(super) const SMALLEST_TYPE_PT: f64 = 6.5;
/// Width of the thinnest line that a press prints, in points (practice; crop marks are 0.25 pt).
const THINNEST_LINE_PT: f64 = 0.25;

/// Reports type and lines that are too small on a page at its true size.
pub(super) fn check(page: usize, laid: &Laid<'_>) -> Vec<PageFinding> {
    let mut reported = BTreeSet::new();
    let mut findings = Vec::new();
    for seen in &laid.items {
        let Some(problem) = problem(seen.item) else {
            continue;
        };
        // A paragraph has many runs of the same size; its key is reported once.
        if reported.insert((problem.rule, seen.item.origin.key.clone())) {
            let spot = Spot::Page(page, seen.rect);
            findings.push(PageFinding::at(&seen.item.origin, problem).on(spot));
        }
    }
    findings
}

/// The finding about an item that is too small; `None` if it is not.
fn problem(item: &Item) -> Option<Diagnostic> {
    match &item.kind {
        ItemKind::Text(run)
            if run
                .outline
                .is_some_and(|weight| weight.to_pt() < THINNEST_LINE_PT - 0.005) =>
        {
            let problem = format!(
                "the outline of “{}” is {:.2} pt wide; below {THINNEST_LINE_PT} pt it breaks up or disappears",
                run.text.trim(),
                run.outline.unwrap_or_default().to_pt()
            );
            let hint = "make `outline` at least 0.25 pt, or 0.5 pt for a copier";
            Some(Diagnostic::warning(Rule::ThinLine, problem).hint(hint))
        }
        ItemKind::Text(run) if item.role != Role::Artifact => {
            let size = run.size.to_pt();
            // The slack absorbs rounding of lengths: type of exactly the limit is allowed.
            (size < SMALLEST_TYPE_PT - 0.01).then(|| {
                let words = run.text.trim();
                let problem = format!(
                    "“{words}” is set in {size:.1} pt; few people can read type below {SMALLEST_TYPE_PT} pt"
                );
                let hint = "make it larger, and shorten the text if it no longer fits";
                Diagnostic::warning(Rule::SmallType, problem).hint(hint)
            })
        }
        ItemKind::Path(path) => {
            let width = thinnest(path)?.to_pt();
            (width < THINNEST_LINE_PT - 0.005).then(|| {
                let problem = format!(
                    "a line is {width:.2} pt wide; below {THINNEST_LINE_PT} pt it breaks up or disappears"
                );
                let hint = "make it at least 0.25 pt wide, or 0.5 pt for a copier";
                Diagnostic::warning(Rule::ThinLine, problem).hint(hint)
            })
        }
        _ => None,
    }
}

/// The width of a stroke, or the short side of a filled bar; none for other shapes.
fn thinnest(path: &Path) -> Option<Length> {
    if let Some(stroke) = path.stroke {
        return Some(stroke.width);
    }
    // A bar has four sides. An outline with more of them is another shape, or several bars.
    path.fill.filter(|_| path.segments.len() <= 6)?;
    let Rect { size, .. } = path.bounds()?;
    Some(size.short_side())
}
