//! Chooses the number of lines of filled type that a layout leaves open (`lines = "2..4"`).
//!
//! Each number is tried on the page as it will be, with all type as large as it then fits. The number is taken whose
//! letters cover the largest share of their area: few lines of a long headline leave the area empty below, and
//! many get so high that the block has to shrink and leaves white beside it. The share counts less if one line towers
//! over the others, and next to nothing if that line is a short word such as "and". Of several such texts on a page,
//! each is decided in turn, with those after it in the fewest lines.

use super::paragraph::grow_to_fit;
use super::texts;
use super::tree::Tree;

/// Numbers of lines whose letters cover the area alike within this share count as equal, and then the smaller one is
/// taken (practice: the eye sees no difference, and fewer lines are read faster).
const ALIKE: f64 = 0.01;

/// Chooses the numbers of lines on a page. `fits` sizes the page, with all type as large as it fits, and says
/// whether it fits at all. If no number does, the fewest lines are taken.
pub(super) fn choose(tree: &mut Tree<'_, '_>, mut fits: impl FnMut(&mut Tree<'_, '_>) -> bool) {
    for place in texts::places(tree, &|text| text.line_choices() > 1) {
        let choices = texts::text(tree, &place).map_or(1, |text| text.line_choices());
        let mut best: Option<(usize, f64)> = None;
        for choice in 0..choices {
            set(tree, &place, choice);
            if !fits(tree) {
                continue;
            }
            let covered = covered_share(tree, &place);
            if best.is_none_or(|(_, most)| covered > most * (1.0 + ALIKE)) {
                best = Some((choice, covered));
            }
        }
        set(tree, &place, best.map_or(0, |(choice, _)| choice));
    }
}

fn set(tree: &mut Tree<'_, '_>, place: &[usize], choice: usize) {
    if let Some(text) = texts::text(tree, place) {
        text.choose_lines(choice);
    }
}

/// The share of its area that the letters of a text cover, as it would be painted; less if its lines are uneven.
fn covered_share(tree: &mut Tree<'_, '_>, place: &[usize]) -> f64 {
    let Some((tree, index)) = texts::find(tree, place) else {
        return 0.0;
    };
    let (content, share) = (tree.content(index), tree.share());
    let Some(text) = tree
        .entries
        .get_mut(index)
        .and_then(|entry| entry.text.as_mut())
    else {
        return 0.0;
    };
    let broken = grow_to_fit(text, content, share);
    let area = content.size.width.to_pt() * content.size.height.to_pt();
    let paragraph = &text.paragraph;
    paragraph.covered_area(&broken) / area.max(1e-6) * paragraph.evenness(&broken)
}
