//! Finds words and codes that are too close to the edge where the paper is cut.

use std::collections::BTreeSet;

use super::inked::ink_beyond;
use super::laid::{Laid, Seen};
use crate::diag::Diagnostic;
use crate::frame::{ItemKind, Role};
use crate::geom::{Edges, Length, Rect};
use crate::page::{Page, PageFinding, Spot};
use crate::rules::Rule;
use crate::typeset::FontBook;

/// Safe distance of words and codes from the cut, in millimetres (practice: a stack moves under the knife).
pub const SAFE_MM: f64 = 5.0;

/// Reports words and codes outside the safe area of a page.
pub(super) fn check(
    number: usize,
    page: &Page,
    laid: &Laid<'_>,
    book: &FontBook,
) -> Vec<PageFinding> {
    // A negative growth: the trim box, smaller on all sides.
    let safe = page.trim_box().grown(Edges::all(-Length::mm(SAFE_MM)));
    let mut reported = BTreeSet::new();
    let mut findings = Vec::new();
    for seen in &laid.items {
        let Some((what, code, rect)) = live_matter(seen, safe, book) else {
            continue;
        };
        let near = beyond(rect, safe);
        // Less than that is rounding.
        if near < Length::mm(0.05) || !reported.insert((code, seen.item.origin.key.clone())) {
            continue;
        }
        let left = Length::mm(SAFE_MM) - near;
        let problem = format!(
            "{what} is {left} from the edge of the page; closer than {SAFE_MM} mm, it may be cut off"
        );
        let problem = if code {
            Diagnostic::warning(Rule::CodeOutsideSafe, problem)
        } else {
            Diagnostic::warning(Rule::TextOutsideSafe, problem)
        };
        let problem = problem.hint("widen the `margin` of the page");
        findings.push(PageFinding::at(&seen.item.origin, problem).on(Spot::Page(number, rect)));
    }
    findings
}

/// An item that must not be cut, if it reaches out of the safe area: its description, whether it is a code, and its
/// rectangle. Backgrounds, pictures and decoration may be cut.
fn live_matter(seen: &Seen<'_>, safe: Rect, book: &FontBook) -> Option<(String, bool, Rect)> {
    match &seen.item.kind {
        ItemKind::Text(run) if seen.item.role != Role::Artifact && !run.text.trim().is_empty() => {
            let ink = ink_beyond(run, (seen.clip, safe), book)?;
            Some((format!("“{}”", run.text.trim()), false, ink))
        }
        ItemKind::Code(code) => {
            let what = format!("the code `{}`", code.payload.encoded());
            // The quiet zone may lose a little.
            Some((what, true, code.ink_bounds()))
        }
        _ => None,
    }
}

/// The distance by which a rectangle reaches out of another; negative if it is inside.
pub(super) fn beyond(inner: Rect, outer: Rect) -> Length {
    [
        outer.origin.x - inner.origin.x,
        outer.origin.y - inner.origin.y,
        inner.right() - outer.right(),
        inner.bottom() - outer.bottom(),
    ]
    .into_iter()
    .max()
    .unwrap_or(Length::ZERO)
}
