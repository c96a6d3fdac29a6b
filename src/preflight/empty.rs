//! Finds empty pages, and large empty areas on pages.

use super::laid::Laid;
use crate::diag::Diagnostic;
use crate::geom::{Length, Rect};
use crate::page::{Page, PageFinding, Spot};
use crate::rules::Rule;

/// Largest share of the height of a page that may be empty in one piece (practice: more looks like a mistake).
const EMPTY: f64 = 0.4;

/// Reports an empty page, or the highest empty band of a page if it is too high.
pub(super) fn check(number: usize, page: &Page, laid: &Laid<'_>) -> Vec<PageFinding> {
    let whole = page.trim_box();
    // A background of the whole page does not fill it with content.
    let covers = |rect: Rect| rect.intersection(whole).area() > 0.9 * whole.area();
    let mut bands: Vec<(Length, Length)> = laid
        .items
        .iter()
        .map(|seen| seen.rect.intersection(whole))
        .filter(|rect| rect.size.height > Length::ZERO && !covers(*rect))
        .map(|rect| (rect.origin.y, rect.bottom()))
        .collect();
    let pictured = laid.items.iter().any(|seen| {
        matches!(seen.item.kind, crate::frame::ItemKind::Image(_)) && covers(seen.rect)
    });
    // A picture that fills the page is its content.
    if pictured {
        return Vec::new();
    }
    if bands.is_empty() {
        let problem = format!("page {} is empty", number + 1);
        let problem = Diagnostic::warning(Rule::EmptyPage, problem)
            .hint("remove the page from the layout, or fill it");
        return vec![PageFinding::of_piece(problem).on(Spot::Page(number, whole))];
    }
    bands.sort_unstable();
    // From the top down: the widest gap between the lowest end so far and the next beginning. The foot of the
    // page closes the last one.
    let mut reached = Length::ZERO;
    let mut widest = (Length::ZERO, Length::ZERO);
    for (top, bottom) in bands.into_iter().chain([(whole.bottom(), whole.bottom())]) {
        if top - reached > widest.1 - widest.0 {
            widest = (reached, top);
        }
        reached = reached.max(bottom);
    }
    let (top, bottom) = widest;
    if (bottom - top).ratio(page.trim.height) < EMPTY {
        return Vec::new();
    }
    let share = (bottom - top).ratio(page.trim.height) * 100.0;
    let problem = format!("{share:.0} % of page {} is empty", number + 1);
    let problem = Diagnostic::warning(Rule::EmptyArea, problem)
        .hint("check whether something is missing; or use larger type or smaller paper");
    let rect = Rect::new(Length::ZERO, top, page.trim.width, bottom - top);
    vec![PageFinding::of_piece(problem).on(Spot::Page(number, rect))]
}
