//! Pages and parts of pages on which nothing is.

use super::laid::Laid;
use crate::diag::Diagnostic;
use crate::geom::{Length, Rect};
use crate::page::{Finding, Page, Spot};

/// The share of a page's height that may be empty in one piece (practice: more looks like a mistake).
const EMPTY: f64 = 0.4;

/// What is empty of a page.
pub(super) fn check(number: usize, page: &Page, laid: &Laid<'_>) -> Vec<Finding> {
    let whole = page.trim_box();
    // A ground under all of the page is not something on it.
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
    if pictured {
        return Vec::new();
    }
    if bands.is_empty() {
        let problem = format!("page {} is empty", number + 1);
        let problem = Diagnostic::warning("empty-page", problem)
            .hint("leave the page out of the layout, or fill it");
        return vec![Finding::of_all(problem).on(Spot::Page(number, whole))];
    }
    bands.sort_unstable();
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
    let problem = Diagnostic::warning("empty-area", problem)
        .hint("let the type grow, or use a smaller paper: is something missing?");
    let rect = Rect::new(Length::ZERO, top, page.trim.width, bottom - top);
    vec![Finding::of_all(problem).on(Spot::Page(number, rect))]
}
