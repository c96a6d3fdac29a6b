//! The structure tree as objects, and the page contents and annotations tied to it
//! (ISO 32000-1, 14.7).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::fonts::text_string;
use super::surface::Surface;
use super::tags::{Child, Element, Tags};

/// Writes the structure tree, and gives its root.
pub(super) fn write(
    document: &mut Document,
    surfaces: &[Surface<'_>],
    tags: &Tags,
    pages: &[ObjectId],
) -> lopdf::Result<ObjectId> {
    let annotations: Vec<Vec<ObjectId>> = pages
        .iter()
        .map(|page| take_annotations(document, *page))
        .collect::<lopdf::Result<_>>()?;
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = tags
        .elements
        .iter()
        .map(|_| document.new_object_id())
        .collect();
    for (element, id) in tags.elements.iter().zip(&ids) {
        let parent = element.parent.map_or(root, |parent| ids[parent]);
        let written = Writer {
            surfaces,
            pages,
            annotations: &annotations,
            ids: &ids,
        }
        .element(element, parent);
        document.set_object(*id, written);
    }
    let parents = parent_tree(document, tags, pages, &annotations, &ids)?;
    let next = parents.len() as i64;
    let numbers: Vec<Object> = (0..)
        .zip(parents)
        .flat_map(|(key, value)| [Object::Integer(key), value])
        .collect();
    let parents = document.add_object(dictionary! { "Nums" => numbers });
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => ids[0],
            "ParentTree" => parents,
            "ParentTreeNextKey" => next,
        },
    );
    Ok(root)
}

/// Makes the annotations of a page objects of their own, so that the tree can point at them.
fn take_annotations(document: &mut Document, page: ObjectId) -> lopdf::Result<Vec<ObjectId>> {
    let dictionary = document.get_object_mut(page)?.as_dict_mut()?;
    let links = match dictionary.remove(b"Annots") {
        Some(Object::Array(links)) => links,
        _ => Vec::new(),
    };
    let ids: Vec<ObjectId> = links
        .into_iter()
        .map(|link| document.add_object(link))
        .collect();
    let dictionary = document.get_object_mut(page)?.as_dict_mut()?;
    if !ids.is_empty() {
        let references: Vec<Object> = ids.iter().map(|id| Object::Reference(*id)).collect();
        dictionary.set("Annots", references);
    }
    // The keyboard goes through the links in the order of the structure (ISO 14289-1, 7.18.3).
    dictionary.set("Tabs", "S");
    Ok(ids)
}

struct Writer<'a> {
    surfaces: &'a [Surface<'a>],
    pages: &'a [ObjectId],
    annotations: &'a [Vec<ObjectId>],
    ids: &'a [ObjectId],
}

impl Writer<'_> {
    fn element(&self, element: &Element, parent: ObjectId) -> Dictionary {
        let mut written = dictionary! {
            "Type" => "StructElem",
            "S" => element.kind,
            "P" => parent,
        };
        let own_page = element.children.iter().find_map(|child| match child {
            Child::Content(page, _) => Some(*page),
            _ => None,
        });
        if let Some(page) = own_page {
            written.set("Pg", self.pages[page]);
        }
        let mut children: Vec<Object> = element
            .children
            .iter()
            .filter_map(|child| self.child(*child, own_page))
            .collect();
        match children.len() {
            0 => {}
            1 => written.set("K", children.remove(0)),
            _ => written.set("K", children),
        }
        if let Some(alt) = &element.alt {
            written.set("Alt", text_string(alt));
        }
        if let Some(language) = &element.language {
            written.set("Lang", Object::string_literal(language.as_str()));
        }
        if let Some(numbering) = element.numbering {
            written.set(
                "A",
                dictionary! { "O" => "List", "ListNumbering" => numbering },
            );
        }
        if let Some((page, area)) = element.area {
            let area = self.surfaces[page].page_corners(area);
            let mut layout = dictionary! { "O" => "Layout", "BBox" => area };
            if !element.inline {
                layout.set("Placement", "Block");
            }
            written.set("A", layout);
        }
        written
    }

    fn child(&self, child: Child, own_page: Option<usize>) -> Option<Object> {
        Some(match child {
            Child::Element(index) => self.ids[index].into(),
            Child::Content(page, number) if Some(page) == own_page => (number as i64).into(),
            Child::Content(page, number) => dictionary! {
                "Type" => "MCR",
                "Pg" => self.pages[page],
                "MCID" => number as i64,
            }
            .into(),
            Child::Link(page, place) => dictionary! {
                "Type" => "OBJR",
                "Pg" => self.pages[page],
                "Obj" => *self.annotations[page].get(place)?,
            }
            .into(),
        })
    }
}

/// From page contents and annotations back to their elements: for each key its value (ISO 32000-1,
/// 14.7.4.4). The keys of the pages come first.
fn parent_tree(
    document: &mut Document,
    tags: &Tags,
    pages: &[ObjectId],
    annotations: &[Vec<ObjectId>],
    ids: &[ObjectId],
) -> lopdf::Result<Vec<Object>> {
    let mut parents = Vec::new();
    for (page, id) in tags.pages.iter().zip(pages) {
        let key = parents.len() as i64;
        let contents: Vec<Object> = page
            .contents
            .iter()
            .map(|index| ids[*index].into())
            .collect();
        parents.push(contents.into());
        let dictionary = document.get_object_mut(*id)?.as_dict_mut()?;
        dictionary.set("StructParents", key);
    }
    for (page, links) in tags.pages.iter().zip(annotations) {
        for (place, id) in links.iter().enumerate() {
            let link = document.get_object_mut(*id)?.as_dict_mut()?;
            link.remove(b"C");
            // Bit 3: a link belongs to the printed page too (ISO 32000-1, table 165).
            link.set("F", 4);
            if let Some(Some((element, words))) = page.links.get(place) {
                link.set("Contents", text_string(words));
                link.set("StructParent", parents.len() as i64);
                parents.push(ids[*element].into());
            }
        }
    }
    Ok(parents)
}
