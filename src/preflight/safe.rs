//! Words and codes too near to where the paper is cut.

use std::collections::BTreeSet;

use super::inked::ink_beyond;
use super::laid::{Laid, Seen};
use crate::diag::Diagnostic;
use crate::frame::{ItemKind, Role};
use crate::geom::{Edges, Length, Rect};
use crate::page::{Finding, Page, Spot};
use crate::qr::QUIET_ZONE;
use crate::typeset::FontBook;

/// How far from the cut words and codes are safe, in millimetres (practice: a stack moves under the knife).
const SAFE_MM: f64 = 5.0;

/// What of a page lies outside its safe area.
pub(super) fn check(number: usize, page: &Page, laid: &Laid<'_>, book: &FontBook) -> Vec<Finding> {
    let safe = page.trim_box().grown(Edges::all(-Length::mm(SAFE_MM)));
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    for seen in &laid.items {
        let Some((what, code, rect)) = live(seen, safe, book) else {
            continue;
        };
        let near = beyond(rect, safe);
        // Rounding is no fault.
        if near < Length::mm(0.05) || !told.insert((code, seen.item.origin.key.clone())) {
            continue;
        }
        let left = Length::mm(SAFE_MM) - near;
        let problem = format!(
            "{what} is {left} from the edge of the page; within {SAFE_MM} mm it may be cut"
        );
        let problem = if code {
            Diagnostic::warning("code-outside-safe", problem)
        } else {
            Diagnostic::warning("text-outside-safe", problem)
        };
        let problem = problem.hint("give the page a wider `margin`");
        findings.push(Finding::at(&seen.item.origin, problem).on(Spot::Page(number, rect)));
    }
    findings
}

/// What must not be cut where it reaches out of the safe area, and whether it is a code; grounds, pictures
/// and decoration may be.
fn live(seen: &Seen<'_>, safe: Rect, book: &FontBook) -> Option<(String, bool, Rect)> {
    match &seen.item.kind {
        ItemKind::Text(run) if seen.item.role != Role::Artifact && !run.text.trim().is_empty() => {
            let ink = ink_beyond(run, (seen.clip, safe), book)?;
            Some((format!("“{}”", run.text.trim()), false, ink))
        }
        ItemKind::Code(code) => {
            let what = format!("the code `{}`", code.payload.encoded());
            // Of its quiet zone a little may be lost.
            let quiet = code.module * QUIET_ZONE as f64;
            Some((what, true, seen.rect.grown(Edges::all(-quiet))))
        }
        _ => None,
    }
}

/// How far a rectangle reaches out of another.
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
