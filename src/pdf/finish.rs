//! The last pass over the object tree: boxes, fonts, outlines, metadata and the file identifier.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::draw::opacity_name;
use super::fonts::{self, FontUse, readable, text_string};
use crate::diag::Diagnostic;
use crate::frame::{Frame, ItemKind, Role};
use crate::geom::{Length, Rect};
use crate::page::{Page, Piece};

/// Fonts as OpenType, alpha in pictures, and the viewer preference for scaling are all in 1.7.
const VERSION: &str = "1.7";

/// Completes the document and writes it.
pub(super) fn finish(
    mut document: Document,
    piece: &Piece,
    fonts: &FontUse,
    opacities: &[u8],
) -> Result<Vec<u8>, Diagnostic> {
    document.version = VERSION.to_owned();
    let failed = |error: &dyn std::fmt::Display| {
        Diagnostic::error("pdf", format!("the PDF cannot be assembled: {error}"))
    };
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    for (page, id) in piece.pages.iter().zip(&pages) {
        set_boxes(&mut document, *id, page).map_err(|error| failed(&error))?;
    }
    let resources = fonts::write(fonts, &mut document);
    set_resources(&mut document, &pages, resources, opacities).map_err(|error| failed(&error))?;
    let outline = write_outline(&mut document, piece, &pages);
    set_catalog(&mut document, piece, outline).map_err(|error| failed(&error))?;
    set_information(&mut document, piece);
    compress(&mut document);
    save(document).map_err(|error| failed(&error))
}

fn set_boxes(document: &mut Document, id: ObjectId, page: &Page) -> lopdf::Result<()> {
    let descriptions = link_descriptions(&page.frame);
    let object = document.get_object_mut(id)?.as_dict_mut()?;
    let bleed = page.bleed_box();
    let corners = |rect: Rect| -> Object {
        let x = |length: Length| {
            Object::Real(((length - bleed.origin.x).to_pt() * 1e4).round() as f32 / 1e4)
        };
        let y = |length: Length| {
            Object::Real(((bleed.bottom() - length).to_pt() * 1e4).round() as f32 / 1e4)
        };
        vec![
            x(rect.origin.x),
            y(rect.bottom()),
            x(rect.right()),
            y(rect.origin.y),
        ]
        .into()
    };
    object.set("MediaBox", corners(bleed));
    object.set("BleedBox", corners(bleed));
    object.set("TrimBox", corners(page.trim_box()));
    // A crop box would hide the bleed from the one who checks it.
    object.remove(b"CropBox");
    match object.get_mut(b"Annots").and_then(Object::as_array_mut) {
        Ok(links) if !links.is_empty() => {
            for (link, description) in links.iter_mut().zip(descriptions) {
                let link = link.as_dict_mut()?;
                link.set("Contents", text_string(&description));
                link.remove(b"C");
                // Bit 3: a link belongs to the printed page too (ISO 32000-1, table 165).
                link.set("F", 4);
            }
        }
        _ => {
            object.remove(b"Annots");
        }
    }
    Ok(())
}

fn link_descriptions(frame: &Frame) -> Vec<String> {
    let mut descriptions = Vec::new();
    frame.walk(&mut |item| {
        if let ItemKind::Link(link) = &item.kind {
            descriptions.push(readable(&link.description));
        }
    });
    descriptions
}

/// Puts the fonts and opacities into the resources, which all pages share.
fn set_resources(
    document: &mut Document,
    pages: &[ObjectId],
    fonts: Dictionary,
    opacities: &[u8],
) -> lopdf::Result<()> {
    let mut states = Dictionary::new();
    for percent in opacities {
        let alpha = f32::from(*percent) / 100.0;
        states.set(
            opacity_name(*percent),
            dictionary! { "Type" => "ExtGState", "ca" => alpha, "CA" => alpha },
        );
    }
    let fonts = document.add_object(fonts);
    let states = document.add_object(states);
    for page in pages {
        let id = document
            .get_object(*page)?
            .as_dict()?
            .get(b"Resources")?
            .as_reference()?;
        let resources = document.get_object_mut(id)?.as_dict_mut()?;
        resources.set("Font", fonts);
        resources.remove(b"Shading");
        if opacities.is_empty() {
            resources.remove(b"ExtGState");
        } else {
            resources.set("ExtGState", states);
        }
    }
    document.prune_objects();
    Ok(())
}

struct Bookmark {
    level: u8,
    title: String,
    page: usize,
    top: Length,
}

fn bookmarks(piece: &Piece) -> Vec<Bookmark> {
    let mut found = Vec::new();
    for (index, page) in piece.pages.iter().enumerate() {
        page.frame.walk(&mut |item| {
            let (Role::Heading(level), ItemKind::Group(lines)) = (item.role, &item.kind) else {
                return;
            };
            let mut title = String::new();
            let mut top = None;
            let mut baseline = None;
            lines.walk(&mut |inner| {
                let ItemKind::Text(run) = &inner.kind else {
                    return;
                };
                if baseline.is_some_and(|y| y != run.at.y) && !title.ends_with(' ') {
                    title.push(' ');
                }
                baseline = Some(run.at.y);
                top.get_or_insert(run.at.y - run.size);
                title.push_str(&readable(&run.text));
            });
            if let Some(top) = top {
                found.push(Bookmark {
                    level,
                    title: title.trim().to_owned(),
                    page: index,
                    top,
                });
            }
        });
    }
    found
}

/// Writes the headings as an outline, each under the last one of a higher level. None without headings.
fn write_outline(document: &mut Document, piece: &Piece, pages: &[ObjectId]) -> Option<ObjectId> {
    let bookmarks = bookmarks(piece);
    if bookmarks.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| document.new_object_id()).collect();
    let parent_of = |index: usize| {
        (0..index)
            .rev()
            .find(|&before| bookmarks[before].level < bookmarks[index].level)
    };
    let children = |parent: Option<usize>| -> Vec<usize> {
        (0..bookmarks.len())
            .filter(|&index| parent_of(index) == parent)
            .collect()
    };
    for (index, bookmark) in bookmarks.iter().enumerate() {
        let parent = parent_of(index);
        let siblings = children(parent);
        let place = siblings
            .iter()
            .position(|&sibling| sibling == index)
            .unwrap_or(0);
        let page = &piece.pages[bookmark.page];
        let top = (page.trim.height + page.bleed - bookmark.top).to_pt() as f32;
        let mut entry = dictionary! {
            "Title" => text_string(&bookmark.title),
            "Parent" => parent.map_or(root, |parent| ids[parent]),
            "Dest" => vec![pages[bookmark.page].into(), "XYZ".into(), Object::Null, top.into(), Object::Null],
        };
        if let Some(before) = place.checked_sub(1) {
            entry.set("Prev", ids[siblings[before]]);
        }
        if let Some(&after) = siblings.get(place + 1) {
            entry.set("Next", ids[after]);
        }
        let within = bookmarks[index + 1..]
            .iter()
            .take_while(|next| next.level > bookmark.level)
            .count();
        set_children(&mut entry, &children(Some(index)), &ids, within);
        document.set_object(ids[index], entry);
    }
    let mut outline = dictionary! { "Type" => "Outlines" };
    set_children(&mut outline, &children(None), &ids, bookmarks.len());
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

fn set_catalog(
    document: &mut Document,
    piece: &Piece,
    outline: Option<ObjectId>,
) -> lopdf::Result<()> {
    let catalog = document.catalog_mut()?;
    catalog.remove(b"PageLayout");
    catalog.set("PageMode", "UseNone");
    catalog.set("Lang", Object::string_literal(piece.language.as_str()));
    // A print dialog's "fit to page" would shrink the piece, its codes and its folds.
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true, "PrintScaling" => "None" },
    );
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    Ok(())
}

/// Title and maker, and nothing of the machine: no dates, no user, no path.
fn set_information(document: &mut Document, piece: &Piece) {
    let information = document.add_object(dictionary! {
        "Title" => text_string(&piece.title),
        "Author" => text_string(&piece.author),
        "Producer" => text_string(concat!("handbill ", env!("CARGO_PKG_VERSION"))),
    });
    document.trailer.set("Info", information);
    document.prune_objects();
}

/// Deflates the streams that are not coded yet.
fn compress(document: &mut Document) {
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.allows_compression
            && !stream.dict.has(b"Filter")
        {
            stream.set_content(fonts::deflate(&stream.content));
            stream.dict.set("Filter", "FlateDecode");
        }
    }
}

/// Writes the document with an identifier made from its own bytes (ISO 32000-1, 14.4).
fn save(mut document: Document) -> std::io::Result<Vec<u8>> {
    document.trailer.remove(b"ID");
    document.renumber_objects();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes)?;
    let digest = Object::String(
        Sha256::digest(&bytes)[..16].to_vec(),
        StringFormat::Hexadecimal,
    );
    document.trailer.set("ID", vec![digest.clone(), digest]);
    let mut bytes = Vec::with_capacity(bytes.len() + 100);
    document.save_to(&mut bytes)?;
    Ok(bytes)
}
