//! The headings as an outline, in the order in which they are read.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::fonts::text_string;
use super::surface::Surface;
use super::tags::Tags;

/// Writes the outline, each heading under the last one of a higher level. None without headings.
pub(super) fn write(
    document: &mut Document,
    surfaces: &[Surface<'_>],
    tags: &Tags,
    pages: &[ObjectId],
) -> Option<ObjectId> {
    let headings = &tags.headings;
    if headings.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = headings.iter().map(|_| document.new_object_id()).collect();
    let parent_of = |index: usize| {
        (0..index)
            .rev()
            .find(|&before| headings[before].level < headings[index].level)
    };
    let children = |parent: Option<usize>| -> Vec<usize> {
        (0..headings.len())
            .filter(|&index| parent_of(index) == parent)
            .collect()
    };
    for (index, heading) in headings.iter().enumerate() {
        let parent = parent_of(index);
        let siblings = children(parent);
        let place = siblings
            .iter()
            .position(|&sibling| sibling == index)
            .unwrap_or(0);
        let top = surfaces[heading.page].height_of(heading.top);
        let mut entry = dictionary! {
            "Title" => text_string(&heading.title),
            "Parent" => parent.map_or(root, |parent| ids[parent]),
            "Dest" => vec![pages[heading.page].into(), "XYZ".into(), Object::Null, top.into(), Object::Null],
        };
        if let Some(before) = place.checked_sub(1) {
            entry.set("Prev", ids[siblings[before]]);
        }
        if let Some(&after) = siblings.get(place + 1) {
            entry.set("Next", ids[after]);
        }
        let within = headings[index + 1..]
            .iter()
            .take_while(|next| next.level > heading.level)
            .count();
        set_children(&mut entry, &children(Some(index)), &ids, within);
        document.set_object(ids[index], entry);
    }
    let mut outline = dictionary! { "Type" => "Outlines" };
    set_children(&mut outline, &children(None), &ids, headings.len());
    document.set_object(root, outline);
    Some(root)
}

/// Names the first and last child, and how many entries show under it when it is open.
fn set_children(entry: &mut Dictionary, children: &[usize], ids: &[ObjectId], within: usize) {
    if let (Some(&first), Some(&last)) = (children.first(), children.last()) {
        entry.set("First", ids[first]);
        entry.set("Last", ids[last]);
        entry.set("Count", within as i64);
    }
}
