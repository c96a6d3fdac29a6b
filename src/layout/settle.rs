//! Sets the fitted type of a page or a layer at the largest size for which there is room.

use super::fit::fit_page;
use super::line_count;
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
    line_count::choose(&mut tree, fit_page);
    if fit_page(&mut tree) {
        return Some(tree);
    }
    if let Some(fault) = tree.fault() {
        reporter.report_fault(fault);
    }
    None
}
