//! Type and lines that are too small to print.

use std::collections::BTreeSet;

use super::laid::Laid;
use crate::diag::Diagnostic;
use crate::frame::{Item, ItemKind, Path, Role};
use crate::geom::{Length, Rect};
use crate::page::{Finding, Spot};

/// Smallest type in print (practice).
pub(super) const SMALLEST_TYPE_PT: f64 = 6.5;
/// The thinnest line that a press prints (practice; crop marks are 0.25 pt).
const THINNEST_LINE_PT: f64 = 0.25;

/// What of a page is too small at its own size.
pub(super) fn check(page: usize, laid: &Laid<'_>) -> Vec<Finding> {
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    for seen in &laid.items {
        let Some(problem) = problem(seen.item) else {
            continue;
        };
        if told.insert((problem.code, seen.item.origin.key.clone())) {
            let spot = Spot::Page(page, seen.rect);
            findings.push(Finding::at(&seen.item.origin, problem).on(spot));
        }
    }
    findings
}

fn problem(item: &Item) -> Option<Diagnostic> {
    match &item.kind {
        ItemKind::Text(run) if item.role != Role::Artifact => {
            let size = run.size.to_pt();
            (size < SMALLEST_TYPE_PT - 0.01).then(|| {
                let words = run.text.trim();
                let problem = format!(
                    "“{words}” is set in {size:.1} pt; under {SMALLEST_TYPE_PT} pt few can read it"
                );
                let hint = "set it larger, and print less of it if need be";
                Diagnostic::warning("small-type", problem).hint(hint)
            })
        }
        ItemKind::Path(path) => {
            let width = thinnest(path)?.to_pt();
            (width < THINNEST_LINE_PT - 0.005).then(|| {
                let problem = format!(
                    "a line is {width:.2} pt wide; under {THINNEST_LINE_PT} pt it breaks off or vanishes"
                );
                let hint = "make it 0.25 pt or more, and 0.5 pt for a copier";
                Diagnostic::warning("thin-line", problem).hint(hint)
            })
        }
        _ => None,
    }
}

/// The width of a line, and of a plain bar.
fn thinnest(path: &Path) -> Option<Length> {
    if let Some(stroke) = path.stroke {
        return Some(stroke.width);
    }
    // A bar is four lines; what has more of them is a shape, or many bars.
    path.fill.filter(|_| path.segments.len() <= 6)?;
    let Rect { size, .. } = path.bounds()?;
    Some(size.short_side())
}
