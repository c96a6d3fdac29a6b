//! Goes through the texts of a page, those in turned boxes too.

use super::set_text::SetText;
use super::table::set::SetTable;
use super::tree::Tree;

/// Visits all texts of a page, in the order of its boxes.
pub(super) fn visit<'b>(tree: &mut Tree<'_, 'b>, see: &mut impl FnMut(&mut SetText<'b>)) {
    for entry in &mut tree.entries {
        if let Some(text) = &mut entry.text {
            see(text);
        }
        for text in entry.table.iter_mut().flat_map(SetTable::texts_mut) {
            see(text);
        }
    }
    for inner in tree.turned.values_mut() {
        visit(inner, see);
    }
}

/// The places of the texts that are wanted, in the order of the page. A place has the indexes of the turned boxes around
/// the text, then its own.
pub(super) fn places(
    tree: &Tree<'_, '_>,
    wanted: &impl Fn(&SetText<'_>) -> bool,
) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    for (index, entry) in tree.entries.iter().enumerate() {
        if let Some(inner) = tree.turned.get(&index) {
            found.extend(places(inner, wanted).into_iter().map(|mut place| {
                place.insert(0, index);
                place
            }));
        }
        if entry.text.as_ref().is_some_and(wanted) {
            found.push(vec![index]);
        }
    }
    found
}

/// The tree that holds the text at a place, and the index of the text in it.
pub(super) fn find<'t, 'p, 'b>(
    tree: &'t mut Tree<'p, 'b>,
    place: &[usize],
) -> Option<(&'t mut Tree<'p, 'b>, usize)> {
    match place {
        [] => None,
        [index] => Some((tree, *index)),
        [index, rest @ ..] => find(tree.turned.get_mut(index)?, rest),
    }
}

/// The text at a place.
pub(super) fn text<'t, 'b>(
    tree: &'t mut Tree<'_, 'b>,
    place: &[usize],
) -> Option<&'t mut SetText<'b>> {
    let (tree, index) = find(tree, place)?;
    tree.entries.get_mut(index)?.text.as_mut()
}
