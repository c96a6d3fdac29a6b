//! Writes the headings as an outline (ISO 32000-1, 12.3.3), in reading order.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::fonts::text_string;
use super::surface::Surface;
use super::tags::Tags;

/// Writes the outline, each heading below the last one of a higher level. None if there are no headings.
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
            // A smaller level number is a higher heading.
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
            // The zoom stays as it is: null for left edge and zoom (table 151).
            "Dest" => vec![pages[heading.page].into(), "XYZ".into(), Object::Null, top.into(), Object::Null],
        };
        if let Some(before) = place.checked_sub(1) {
            entry.set("Prev", ids[siblings[before]]);
        }
        if let Some(&after) = siblings.get(place + 1) {
            entry.set("Next", ids[after]);
        }
        // A positive count: the entry is open, and shows all headings below it.
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

/// Sets the first and last child, and the number of entries visible below it when it is open.
fn set_children(entry: &mut Dictionary, children: &[usize], ids: &[ObjectId], within: usize) {
    if let (Some(&first), Some(&last)) = (children.first(), children.last()) {
        entry.set("First", ids[first]);
        entry.set("Last", ids[last]);
        entry.set("Count", within as i64);
    }
}
