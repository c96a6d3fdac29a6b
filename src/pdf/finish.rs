//! Completes the object tree: boxes, fonts, structure, metadata, compression and the file identifier.

use lopdf::{Document, Object, ObjectId, dictionary};
use sha2::{Digest, Sha256};

use super::deflate::deflate;
use super::fonts::{self, FontUse, Reused, text_string};
use super::pen::Shared;
use super::print::Print;
use super::resources::{self, Resources};
use super::surface::{Surface, Surfaces};
use super::tags::Tags;
use super::xmp::PRODUCER;
use super::{forms, outline, structure, x4, xmp};
use crate::diag::Diagnostic;
use crate::geom::Rect;
use crate::page::Piece;
use crate::rules::Rule;
use crate::sheet::{Flip, Sheet};

/// Version of files that are not for a press. 1.7 is the version of ISO 32000-1, which PDF/UA-1 is built on.
const VERSION: &str = "1.7";

/// Version of press files: PDF/X-4 is built on PDF 1.6 (ISO 15930-7).
const VERSION_OF_X4: &str = "1.6";

/// Everything that a document is completed with.
pub(super) struct Parts<'a> {
    pub(super) print: &'a Print<'a>,
    pub(super) surfaces: &'a Surfaces<'a>,
    pub(super) fonts: &'a FontUse,
    /// Structure; none if the file is not tagged.
    pub(super) tags: Option<&'a Tags>,
    pub(super) shared: &'a Shared,
    pub(super) reused: &'a Reused,
}

/// Completes the document and writes it. Errors: the object tree is broken, or a press file does not meet
/// PDF/X-4.
pub(super) fn finish(mut document: Document, parts: &Parts<'_>) -> Result<Vec<u8>, Diagnostic> {
    let failed = |error: &dyn std::fmt::Display| {
        Diagnostic::error(Rule::Pdf, format!("the PDF cannot be written: {error}"))
    };
    complete(&mut document, parts).map_err(|error| failed(&error))?;
    if let Some(intent) = &parts.print.intent {
        intent
            .write(&mut document, parts.reused)
            .map_err(|error| failed(&error))?;
        // The check runs before the metadata are written, so that no file claims what it does not meet.
        let unmet = x4::unmet(&document);
        if !unmet.is_empty() {
            let problem = format!(
                "the file does not meet these requirements of PDF/X-4: {}",
                unmet.join("; ")
            );
            return Err(Diagnostic::error(Rule::PdfX, problem)
                .hint("this is a fault of handbill: please report it with the content file"));
        }
    }
    write_metadata(&mut document, parts).map_err(|error| failed(&error))?;
    compress(&mut document);
    save(document).map_err(|error| failed(&error))
}

/// Sets everything in the document except its metadata.
fn complete(document: &mut Document, parts: &Parts<'_>) -> lopdf::Result<()> {
    let press = parts.print.intent.is_some();
    document.version = if press { VERSION_OF_X4 } else { VERSION }.to_owned();
    let streams: Vec<ObjectId> = document.get_pages().into_values().collect();
    let (placed, pages) = streams.split_at(parts.surfaces.forms.len().min(streams.len()));
    // Placed pages leave the page tree first, so that boxes and resources below go to true pages only.
    forms::make(document, &parts.surfaces.forms, placed)?;
    for (surface, id) in parts.surfaces.pages.iter().zip(pages) {
        set_boxes(document, *id, surface)?;
    }
    let resources = Resources {
        fonts: fonts::write(parts.fonts, document),
        spaces: parts.shared.spaces.write(
            document,
            &parts.print.piece.inks,
            &parts.print.separation,
        ),
        shared: parts.shared,
        forms: placed,
    };
    resources::set(document, resources, pages)?;
    if press {
        let clear = |surface: &Surface<'_>| surface.shows_ground();
        set_blend_space(document, parts.surfaces, &streams, ("DeviceCMYK", clear))?;
    } else if parts.shared.multiplies {
        let multiplies = |surface: &Surface<'_>| surface.multiplies();
        let space = if parts.print.separation.inks.blends_as_inks() {
            "DeviceCMYK"
        } else {
            "DeviceRGB"
        };
        set_blend_space(document, parts.surfaces, &streams, (space, multiplies))?;
    }
    match parts.tags {
        Some(tags) => {
            let surfaces = &parts.surfaces.pages;
            let outline = outline::write(document, surfaces, tags, pages);
            let structure = structure::write(document, surfaces, tags, pages)?;
            let catalog = document.catalog_mut()?;
            catalog.set("MarkInfo", dictionary! { "Marked" => true });
            catalog.set("StructTreeRoot", structure);
            if let Some(outline) = outline {
                catalog.set("Outlines", outline);
            }
        }
        None => {
            // `printpdf` writes an empty list of annotations even for pages without links.
            for page in pages {
                let page = document.get_object_mut(*page)?.as_dict_mut()?;
                page.remove(b"Annots");
            }
        }
    }
    set_catalog(document, parts)?;
    set_information(document, parts.print.piece);
    Ok(())
}

/// Sets the space in which streams with transparency are blended: the inks of a press, or the colours of a screen.
/// Without it a viewer would mix colours in its own space (ISO 32000-1, 11.6.6).
fn set_blend_space(
    document: &mut Document,
    surfaces: &Surfaces<'_>,
    streams: &[ObjectId],
    (space, is_blended): (&str, impl Fn(&Surface<'_>) -> bool),
) -> lopdf::Result<()> {
    let all = surfaces.all().zip(streams);
    for (_, id) in all.filter(|(surface, _)| is_blended(surface)) {
        let group = dictionary! {
            "Type" => "Group", "S" => "Transparency", "CS" => space,
        };
        match document.get_object_mut(*id)? {
            Object::Stream(form) => form.dict.set("Group", group),
            page => page.as_dict_mut()?.set("Group", group),
        }
    }
    Ok(())
}

/// Sets the media, bleed and trim box of a page.
fn set_boxes(document: &mut Document, id: ObjectId, surface: &Surface<'_>) -> lopdf::Result<()> {
    let object = document.get_object_mut(id)?.as_dict_mut()?;
    let paper = Rect::of_size(surface.size);
    object.set("MediaBox", surface.corners(paper));
    object.set("BleedBox", surface.corners(surface.bleed));
    object.set("TrimBox", surface.corners(surface.trim));
    // Viewers show the crop box only: it would hide the bleed from whoever checks the file.
    object.remove(b"CropBox");
    Ok(())
}

/// Sets language, viewer preferences and the side that a duplex printer turns about.
fn set_catalog(document: &mut Document, parts: &Parts<'_>) -> lopdf::Result<()> {
    let piece = parts.print.piece;
    let catalog = document.catalog_mut()?;
    // Viewers open the file as the reader has set them.
    catalog.remove(b"PageLayout");
    catalog.set("PageMode", "UseNone");
    catalog.set("Lang", Object::string_literal(piece.language.as_str()));
    // A print dialog's "fit to page" would shrink the piece, its codes and its folds.
    let mut preferences = dictionary! { "DisplayDocTitle" => true, "PrintScaling" => "None" };
    let has_backs = |sheet: &Sheet| sheet.back.is_some();
    if parts
        .print
        .sheets
        .is_some_and(|sheets| sheets.iter().any(has_backs))
        && let Some(flip) = parts.print.flip
    {
        // Preset of the print dialog (ISO 32000-1, table 150).
        let duplex = match flip {
            Flip::LongEdge => "DuplexFlipLongEdge",
            Flip::ShortEdge => "DuplexFlipShortEdge",
        };
        preferences.set("Duplex", duplex);
    }
    catalog.set("ViewerPreferences", preferences);
    Ok(())
}

/// Writes the metadata, which name the standards that the file meets.
fn write_metadata(document: &mut Document, parts: &Parts<'_>) -> lopdf::Result<()> {
    let drawn = parts
        .print
        .intent
        .is_some()
        .then(|| digest_of_drawing(document));
    let claims = xmp::Claims {
        tagged: parts.tags.is_some(),
        press: parts.print.intent.as_ref().zip(drawn),
    };
    let metadata = xmp::stream(parts.print.piece, &claims);
    let metadata = document.add_object(metadata);
    document.catalog_mut()?.set("Metadata", metadata);
    Ok(())
}

/// A digest of everything that is drawn and of the paper sizes. It distinguishes files of one piece: sheets,
/// plates, routes. The profile of the press (the stream with a key `N`) is left out, as it is the same in all
/// of them.
fn digest_of_drawing(document: &Document) -> [u8; 32] {
    let mut digest = Sha256::new();
    for object in document.objects.values() {
        match object {
            Object::Stream(stream) if !stream.dict.has(b"N") => digest.update(&stream.content),
            Object::Dictionary(dictionary) => {
                if let Ok(paper) = dictionary.get(b"MediaBox") {
                    digest.update(format!("{paper:?}"));
                }
            }
            _ => {}
        }
    }
    digest.finalize().into()
}

/// Writes title, author and program. Nothing about the machine: no dates, no user, no path.
fn set_information(document: &mut Document, piece: &Piece) {
    let mut information = dictionary! {
        "Title" => text_string(&piece.title),
        "Producer" => text_string(PRODUCER),
    };
    // An empty author is left out of the XMP as well; both have to agree.
    if !piece.author.is_empty() {
        information.set("Author", text_string(&piece.author));
    }
    let information = document.add_object(information);
    document.trailer.set("Info", information);
    document.prune_objects();
}

/// Deflates the streams that have no filter yet. Pictures of pixels come deflated and only get the name of
/// their filter. Metadata stay readable, so that any program can find them.
fn compress(document: &mut Document) {
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else {
            continue;
        };
        // JPEGs, fonts and profiles have their filter already.
        if stream.dict.has(b"Filter") {
            continue;
        }
        if stream.allows_compression {
            stream.set_content(deflate(&stream.content));
        } else if !stream.dict.has_type(b"XObject") {
            continue;
        }
        stream.dict.set("Filter", "FlateDecode");
    }
}

/// Writes the document with an identifier made from its own bytes (ISO 32000-1, 14.4).
///
/// The identifier is inserted as the last entry of the trailer. Nothing comes after it that is found by its
/// offset, so the document need not be written a second time.
fn save(mut document: Document) -> std::io::Result<Vec<u8>> {
    const TRAILER_END: &[u8] = b">>\nstartxref";
    document.trailer.remove(b"ID");
    // Numbers depend on the order in which objects were added and removed; renumbered, they are the same on
    // every run.
    document.renumber_objects();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes)?;
    // The last occurrence: a stream may contain the same bytes.
    let mut windows = bytes.windows(TRAILER_END.len());
    let end = windows.rposition(|window| window == TRAILER_END);
    let end = end.ok_or_else(|| std::io::Error::other("it has no trailer"))?;
    let digest = Sha256::digest(&bytes);
    // Sixteen bytes, as writers that use MD5 have it; both halves of the identifier are equal in a new file.
    let hex = digest.iter().take(16).map(|byte| format!("{byte:02X}"));
    let digest: String = hex.collect();
    bytes.splice(end..end, format!("/ID[<{digest}><{digest}>]").into_bytes());
    Ok(bytes)
}
