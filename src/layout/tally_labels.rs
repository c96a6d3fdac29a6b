//! Checks that each label of a tally stands under the marks that it explains.
//!
//! The columns of labels are as wide as the groups, but a column is never narrower than the longest word in it. A
//! long label under a small group moves the others, and one that no longer begins under its own marks would be read
//! as that of others.

use super::reporter::Reporter;
use super::tally;
use super::tree::Tree;
use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::rules::Rule;
use crate::template::plan::Tally;

/// Distance by which a label may begin beside its marks (practice: not seen).
fn slack() -> Length {
    Length::mm(0.5)
}

/// Warns of labels that are not under their groups. `index` is the box of the marks.
pub(super) fn check(
    tree: &Tree<'_, '_>,
    index: usize,
    plan: &Tally,
    right_to_left: bool,
    reporter: &mut Reporter<'_>,
) {
    // Groups in rows of their own have their labels below the rows.
    if plan.labelled.is_empty() || plan.row.is_some() {
        return;
    }
    let children = |holder: Option<usize>| {
        let entries = tree.entries.iter().enumerate().skip(index + 1);
        entries.filter(move |(_, entry)| holder.is_some() && entry.parent == holder)
    };
    let row = children(tree.entries[index].parent)
        .next()
        .map(|(at, _)| at);
    let labels = children(row).map(|(at, _)| tree.content(at));
    let groups = tally::edges(plan, tree.content(index), right_to_left);
    for ((label, (left, right)), fact) in labels.zip(groups).zip(&plan.labelled) {
        let start = if right_to_left {
            label.right()
        } else {
            label.origin.x
        };
        if start < left - slack() || start > right + slack() {
            let problem = format!(
                "the label of `{}` does not begin under its marks, because the labels take more room than the marks",
                fact.key
            );
            let hint = "give the facts a shorter `label`, use a smaller style, or set `row` in the tally, so that each group has rows of its own";
            let problem = Diagnostic::warning(Rule::UnexplainedTally, problem).hint(hint);
            reporter.report(fact, problem);
        }
    }
}
