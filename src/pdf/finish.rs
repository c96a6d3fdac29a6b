//! The last pass over the object tree: boxes, fonts, metadata and the file identifier.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::draw::opacity_name;
use super::fonts::{self, FontUse, text_string};
use super::tags::Tags;
use super::{outline, structure, xmp};
use crate::diag::Diagnostic;
use crate::geom::{Length, Rect};
use crate::page::{Page, Piece};

/// Fonts as OpenType, alpha in pictures, and the viewer preference for scaling are all in 1.7.
const VERSION: &str = "1.7";

/// The program, as files name it.
pub(super) const PRODUCER: &str = concat!("handbill ", env!("CARGO_PKG_VERSION"));

/// Completes the document and writes it.
pub(super) fn finish(
    mut document: Document,
    piece: &Piece,
    fonts: &FontUse,
    tags: &Tags,
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
    let outline = outline::write(&mut document, piece, tags, &pages);
    let structure = structure::write(&mut document, piece, tags, &pages);
    let structure = structure.map_err(|error| failed(&error))?;
    set_catalog(&mut document, piece, outline, structure).map_err(|error| failed(&error))?;
    set_information(&mut document, piece);
    compress(&mut document);
    save(document).map_err(|error| failed(&error))
}

fn set_boxes(document: &mut Document, id: ObjectId, page: &Page) -> lopdf::Result<()> {
    let object = document.get_object_mut(id)?.as_dict_mut()?;
    let bleed = page.bleed_box();
    let corners = |rect| corners(page, rect);
    object.set("MediaBox", corners(bleed));
    object.set("BleedBox", corners(bleed));
    object.set("TrimBox", corners(page.trim_box()));
    // A crop box would hide the bleed from the one who checks it.
    object.remove(b"CropBox");
    Ok(())
}

/// A rectangle of the page as PDF writes it: left, bottom, right and top, from the lower left corner
/// of the bleed.
pub(super) fn corners(page: &Page, rect: Rect) -> Object {
    let bleed = page.bleed_box();
    let points = |length: Length| Object::Real((length.to_pt() * 1e4).round() as f32 / 1e4);
    vec![
        points(rect.origin.x - bleed.origin.x),
        points(bleed.bottom() - rect.bottom()),
        points(rect.right() - bleed.origin.x),
        points(bleed.bottom() - rect.origin.y),
    ]
    .into()
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

fn set_catalog(
    document: &mut Document,
    piece: &Piece,
    outline: Option<ObjectId>,
    structure: ObjectId,
) -> lopdf::Result<()> {
    let metadata = document.add_object(xmp::stream(piece));
    let catalog = document.catalog_mut()?;
    catalog.remove(b"PageLayout");
    catalog.set("PageMode", "UseNone");
    catalog.set("Lang", Object::string_literal(piece.language.as_str()));
    // A print dialog's "fit to page" would shrink the piece, its codes and its folds.
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true, "PrintScaling" => "None" },
    );
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", structure);
    catalog.set("Metadata", metadata);
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
        "Producer" => text_string(PRODUCER),
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
