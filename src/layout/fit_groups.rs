//! One size for the fitted type of several blocks, over all pages (`fit_group = "panels"`).
//!
//! Each page is first fitted by itself. The smallest size that a block of the group then has becomes the largest that
//! any of them may have, and their pages are fitted again: a block that gets smaller leaves room, so no other block of
//! its page has to give way for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fault::{Fault, area_in_words};
use super::fit::fit_page;
use super::paragraph::grow_to_fit;
use super::texts;
use super::tree::Tree;
use crate::frame::Origin;
use crate::geom::Length;
use crate::rules::Rule;
use crate::text::Sizing;

/// Number of times that a group is made even. The second time finds nothing to do, unless a block sets fewer words on
/// a line at a smaller size; the others are for such blocks.
const ROUNDS: usize = 4;

/// Sizes that differ by less are one size: the last step of fitting is larger.
const SAME: f64 = 0.01;

/// A block of a group.
struct Member {
    tree: usize,
    place: Vec<usize>,
    /// Its area in the layout.
    area: Origin,
    /// Name of its style.
    style: String,
    /// The size that it has on its page.
    size: Length,
    /// The smallest size of its style.
    least: Length,
}

/// Gives the blocks of each group one size. The faults say which groups have no size that all their blocks can have.
pub(super) fn equalise(trees: &mut [&mut Tree<'_, '_>]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for round in 0..ROUNDS {
        let mut changed = false;
        for (name, members) in members(trees) {
            // Ties go to the first block, so that a message names the same block in every run.
            let smallest = members.iter().min_by_key(|member| member.size);
            let least = members.iter().rev().max_by_key(|member| member.least);
            let (Some(smallest), Some(least)) = (smallest, least) else {
                continue;
            };
            if least.least.to_pt() > smallest.size.to_pt() + SAME {
                if round == 0 {
                    faults.push(no_common_size(&name, smallest, least));
                }
                continue;
            }
            let even = |member: &Member| (member.size - smallest.size).to_pt() <= SAME;
            if members.iter().all(even) {
                continue;
            }
            for member in &members {
                let tree = trees.get_mut(member.tree);
                if let Some(text) = tree.and_then(|tree| texts::text(tree, &member.place)) {
                    text.limit_size(Some(smallest.size));
                }
            }
            changed = true;
        }
        if !changed {
            break;
        }
        for tree in trees.iter_mut() {
            fit_page(tree);
        }
    }
    faults
}

/// The blocks of each group, by its name, in the order of the pages.
fn members(trees: &mut [&mut Tree<'_, '_>]) -> BTreeMap<Arc<str>, Vec<Member>> {
    let mut groups: BTreeMap<Arc<str>, Vec<Member>> = BTreeMap::new();
    for (number, tree) in trees.iter_mut().enumerate() {
        let grouped = |text: &super::set_text::SetText<'_>| {
            let style = text.paragraph.style();
            style.fit_group.is_some() && matches!(style.size, Sizing::Fit(..))
        };
        for place in texts::places(tree, &grouped) {
            let Some((inner, index)) = texts::find(tree, &place) else {
                continue;
            };
            let (content, share) = (inner.content(index), inner.share());
            let entry = &mut inner.entries[index];
            let Some(text) = &mut entry.text else {
                continue;
            };
            let style = text.paragraph.style().clone();
            let (Some(name), Sizing::Fit(least, _)) = (style.fit_group, style.size) else {
                continue;
            };
            let broken = grow_to_fit(text, content, share);
            let size = broken.lines.first().map_or(least, |line| line.size);
            groups.entry(name).or_default().push(Member {
                tree: number,
                place,
                area: entry.node.origin.clone(),
                style: style.name,
                size,
                least,
            });
        }
    }
    groups
}

/// Explains a group whose blocks have no size in common.
fn no_common_size(name: &str, smallest: &Member, least: &Member) -> Fault {
    let (size, needed) = (smallest.size.to_pt(), least.least.to_pt());
    Fault {
        rule: Rule::FitGroup,
        content: None,
        area: smallest.area.clone(),
        what: format!("the blocks of the fit group `{name}` have no size in common"),
        detail: format!(
            "{} fits at {size:.1} pt at most, but {} has at least {needed:.1} pt",
            area_in_words(&smallest.area),
            area_in_words(&least.area)
        ),
        shorten: "shorten the words of the first".to_owned(),
        make_room: format!(
            "give it more room, or lower the smallest `size` of the style `{}`",
            least.style
        ),
    }
}
