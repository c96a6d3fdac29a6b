//! Sets the fitted type of a page or a layer at the largest size for which there is room.

use super::code::GiveWay;
use super::fit::{fit_page, largest_that_fits};
use super::line_count;
use super::reporter::Reporter;
use super::tree::Tree;
use crate::rules::Rule;
use crate::template::plan::PagePlan;
use crate::typeset::Typesetter;

/// Number of bisection steps for how far codes give way: the last is a thirty-second of the way, under a millimetre for
/// most codes.
const STEPS: usize = 5;

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
    line_count::choose(&mut tree, fit_page);
    if fit_page(&mut tree) || fit_with_smaller_codes(&mut tree) {
        return Some(tree);
    }
    if let Some(fault) = tree.fault() {
        reporter.report_fault(fault);
    }
    None
}

/// Makes the codes of a page that does not fit smaller, as little as it takes. All of them give back what they grew
/// beyond the layout. They get smaller than that only beside something that is too wide: text that is too long never
/// takes from a code.
fn fit_with_smaller_codes(tree: &mut Tree<'_, '_>) -> bool {
    let mut from = GiveWay::default();
    for to in [GiveWay::TO_LAYOUT, GiveWay::AS_FAR_AS_CAN_BE] {
        if to > GiveWay::TO_LAYOUT && !is_too_narrow(tree) {
            break;
        }
        if tree.codes_can_give_way(from, to) && fits(tree, to) {
            let least =
                largest_that_fits(STEPS, (to.0, from.0), |share| fits(tree, GiveWay(share)));
            // The last one tried need not be the one that fits.
            return fits(tree, GiveWay(least));
        }
        from = to;
    }
    false
}

/// Whether a page fits with its codes giving way so far.
fn fits(tree: &mut Tree<'_, '_>, give_way: GiveWay) -> bool {
    tree.let_codes_give_way(give_way);
    line_count::choose(tree, fit_page);
    fit_page(tree)
}

/// Whether something on the page is wider than its place, or a code is what does not fit.
fn is_too_narrow(tree: &mut Tree<'_, '_>) -> bool {
    tree.beyond().is_some_and(|beyond| beyond.across)
        || tree.turned.values_mut().any(is_too_narrow)
        || tree
            .fault()
            .is_some_and(|fault| fault.rule == Rule::CodeTooSmall)
}
