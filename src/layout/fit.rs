//! Finds the largest size that fits, by bisection.
//!
//! Fitted type of equal priority is set at one share of the way between its bounds, so that headline and text keep their
//! proportion. Where a page is full, type of the lowest priority gets smaller first, down to its smallest size; only
//! then does the next one follow.

use super::texts;
use super::tree::Tree;
use crate::text::Sizing;

/// Number of bisection steps for the size of fitted type: the last step is 1/512 of its range, under a tenth of
/// a point for most type.
pub(super) const FIT_STEPS: usize = 9;

/// The largest number found to fit, between one that fits and one that does not, after that many bisection
/// steps.
///
/// Assumes that whatever fits at a size fits at every smaller one. For a page with line breaks this is nearly
/// true; an exception costs a little size and never overfills the page, since only sizes that were tried are
/// returned.
pub(super) fn largest_that_fits(
    steps: usize,
    (mut fits, mut spills): (f64, f64),
    mut does_fit: impl FnMut(f64) -> bool,
) -> f64 {
    for _ in 0..steps {
        let middle = (fits + spills) / 2.0;
        if does_fit(middle) {
            fits = middle;
        } else {
            spills = middle;
        }
    }
    fits
}

/// Sizes a page with fitted type as large as it allows. Gives whether it fits at all; if not, the page is left with
/// all type at its smallest.
pub(super) fn fit_page(tree: &mut Tree<'_, '_>) -> bool {
    let priorities = priorities(tree);
    hold(tree, |_| None);
    // Most pages fit at the largest size, and a page that does not fit at the smallest needs no search: both
    // are tried before the bisection.
    tree.compute(1.0);
    if !tree.is_overset() {
        return true;
    }
    tree.compute(0.0);
    if tree.is_overset() {
        return false;
    }
    for (place, &priority) in priorities.iter().enumerate() {
        if priorities.len() > 1 {
            hold(tree, |other| match other.cmp(&priority) {
                std::cmp::Ordering::Less => Some(0.0),
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Greater => Some(1.0),
            });
            // The last is known to fit: then all type is at its smallest.
            tree.compute(0.0);
            if place + 1 < priorities.len() && tree.is_overset() {
                continue;
            }
        }
        let largest = largest_that_fits(FIT_STEPS, (0.0, 1.0), |share| {
            tree.compute(share);
            !tree.is_overset()
        });
        // The last size tried need not be the one that fits.
        tree.compute(largest);
        break;
    }
    true
}

/// The priorities of the fitted type on a page, the lowest first.
fn priorities(tree: &mut Tree<'_, '_>) -> Vec<u32> {
    let mut found = Vec::new();
    texts::visit(tree, &mut |text| {
        let style = text.paragraph.style();
        if !matches!(style.size, Sizing::Fixed(_)) && !found.contains(&style.priority) {
            found.push(style.priority);
        }
    });
    found.sort_unstable();
    found
}

/// Holds the type of each priority at a share, or lets it follow the page.
fn hold(tree: &mut Tree<'_, '_>, share: impl Fn(u32) -> Option<f64>) {
    texts::visit(tree, &mut |text| {
        let priority = text.paragraph.style().priority;
        text.hold(share(priority));
    });
}
