//! Turns pages that lie on sheets into form `XObjects` (ISO 32000-1, 8.10): a page that is placed 16 times is
//! written once.

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

use super::surface::Surface;

/// Takes the first pages of the document out of its page tree and makes forms of them. `printpdf` can only
/// write pages, so that forms begin as such.
pub(super) fn make(
    document: &mut Document,
    surfaces: &[Surface<'_>],
    pages: &[ObjectId],
) -> lopdf::Result<()> {
    if surfaces.is_empty() {
        return Ok(());
    }
    let mut parent = None;
    for (surface, id) in surfaces.iter().zip(pages) {
        let page = document.get_object(*id)?.as_dict()?;
        parent = Some(page.get(b"Parent")?.as_reference()?);
        let contents = page.get(b"Contents")?.as_reference()?;
        let content = document.get_object(contents)?.as_stream()?.content.clone();
        document.objects.remove(&contents);
        let paper = crate::geom::Rect {
            origin: crate::geom::Point::default(),
            size: surface.size,
        };
        let dictionary = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => surface.corners(paper),
        };
        // The form keeps the number of its page.
        document.set_object(*id, Stream::new(dictionary, content));
    }
    if let Some(parent) = parent {
        let tree = document.get_object_mut(parent)?.as_dict_mut()?;
        // The forms are the first pages of the tree, as `Surfaces::all` lists them first.
        let kids: Vec<Object> = tree
            .get(b"Kids")?
            .as_array()?
            .iter()
            .skip(surfaces.len())
            .cloned()
            .collect();
        tree.set("Count", kids.len() as i64);
        tree.set("Kids", kids);
    }
    Ok(())
}
