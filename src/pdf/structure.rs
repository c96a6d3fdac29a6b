//! Writes the structure tree as objects, and ties page contents and annotations to it (ISO 32000-1, 14.7).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::fonts::text_string;
use super::surface::Surface;
use super::tags::{Child, Element, Tags};

/// Writes the structure tree, and returns its root.
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
    // Numbers are reserved first, since parents and children refer to each other.
    let ids: Vec<ObjectId> = tags
        .elements
        .iter()
        .map(|_| document.new_object_id())
        .collect();
    for (element, id) in tags.elements.iter().zip(&ids) {
        let parent = element.parent.map_or(root, |parent| ids[parent]);
        let written = ElementWriter {
            surfaces,
            pages,
            annotations: &annotations,
            ids: &ids,
        }
        .element_dictionary(element, parent);
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

/// Turns the annotations of a page into objects of their own, so that the tree can refer to them.
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
    // The tab key follows the structure (ISO 14289-1, 7.18.3).
    dictionary.set("Tabs", "S");
    Ok(ids)
}

/// What is needed to write an element.
struct ElementWriter<'a> {
    surfaces: &'a [Surface<'a>],
    pages: &'a [ObjectId],
    annotations: &'a [Vec<ObjectId>],
    ids: &'a [ObjectId],
}

impl ElementWriter<'_> {
    /// The dictionary of a structure element.
    fn element_dictionary(&self, element: &Element, parent: ObjectId) -> Dictionary {
        let mut written = dictionary! {
            "Type" => "StructElem",
            "S" => element.kind,
            "P" => parent,
        };
        // Content on the page of the element is referred to by number alone, which keeps files short.
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
            .filter_map(|child| self.child_object(*child, own_page))
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
        if element.scope.is_some() || element.span > 1 {
            let mut table = dictionary! { "O" => "Table" };
            if let Some(scope) = element.scope {
                table.set("Scope", scope);
            }
            if element.span > 1 {
                table.set("ColSpan", element.span as i64);
            }
            written.set("A", table);
        }
        if let Some((page, area)) = element.area {
            let area = self.surfaces[page].page_corners(area);
            // A figure has a bounding box (ISO 32000-1, 14.8.5.4); block placement is for those that are not
            // in a line.
            let mut layout = dictionary! { "O" => "Layout", "BBox" => area };
            if !element.inline {
                layout.set("Placement", "Block");
            }
            written.set("A", layout);
        }
        written
    }

    /// A child as an object; none if it refers to a link that the page does not have.
    fn child_object(&self, child: Child, own_page: Option<usize>) -> Option<Object> {
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

/// The parent tree, which leads from page contents and annotations to their elements (ISO 32000-1, 14.7.4.4).
/// The value at index n has the key n; the keys of the pages come first.
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
            // The colour of a border that is not drawn.
            link.remove(b"C");
            // Bit 3: the link belongs to the printed page too (ISO 32000-1, table 165).
            link.set("F", 4);
            if let Some(Some((element, words))) = page.links.get(place) {
                // What a screen reader says for the link (ISO 14289-1, 7.18.5).
                link.set("Contents", text_string(words));
                link.set("StructParent", parents.len() as i64);
                parents.push(ids[*element].into());
            }
        }
    }
    Ok(parents)
}
