//! Sets the fitted type of a page or a layer at the largest size for which there is room.

use super::fit::{FIT_STEPS, largest_that_fits};
use super::reporter::Reporter;
use super::tree::Tree;
use crate::template::plan::PagePlan;
use crate::typeset::Typesetter;

/// Places the boxes of a page, with fitted type as large as the page allows. All fitted type is set at the same
/// share of the way between its bounds, so that headline and text keep their proportion. `None` if the page
/// does not fit with all type at its smallest, which is reported.
pub(super) fn lay_out<'p, 'b>(
    plan: &'p PagePlan,
    right_to_left: bool,
    setter: &mut Typesetter<'b>,
    reporter: &mut Reporter<'_>,
) -> Option<Tree<'p, 'b>> {
    let mut missing = Vec::new();
    let tree = Tree::build(plan, right_to_left, setter, &mut missing);
    for lacking in missing {
        reporter.report_character(lacking);
    }
    settle(tree, reporter)
}

/// Sets the fitted type of a page or a layer as large as there is room for. `None` if it does not fit at its
/// smallest, which is reported.
pub(super) fn settle<'p, 'b>(
    mut tree: Tree<'p, 'b>,
    reporter: &mut Reporter<'_>,
) -> Option<Tree<'p, 'b>> {
    // Most pages fit at the largest size, and a page that does not fit at the smallest needs no search: both
    // are tried before the bisection.
    tree.compute(1.0);
    if !tree.is_overset() {
        return Some(tree);
    }
    tree.compute(0.0);
    if let Some(fault) = tree.fault() {
        reporter.report_fault(fault);
        return None;
    }
    let largest = largest_that_fits(FIT_STEPS, (0.0, 1.0), |share| {
        tree.compute(share);
        !tree.is_overset()
    });
    // The last size tried need not be the one that fits.
    tree.compute(largest);
    Some(tree)
}
