//! Writes the resources that content streams name: fonts, colour spaces, pictures, placed pages and graphics
//! states (ISO 32000-1, 7.8.3).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::pen::{MULTIPLY, Shared, form_name, opacity_name, overprint_name};

/// Resources of a document.
pub(super) struct Resources<'a> {
    pub(super) fonts: Dictionary,
    /// Colour spaces.
    pub(super) spaces: Option<Dictionary>,
    pub(super) shared: &'a Shared,
    /// Placed pages, in order.
    pub(super) forms: &'a [ObjectId],
}

/// Gives all placed pages the same resources, and all pages of the document the same with the placed pages
/// added. Placed pages do not list each other, so that no form can contain itself.
pub(super) fn set(
    document: &mut Document,
    resources: Resources<'_>,
    pages: &[ObjectId],
) -> lopdf::Result<()> {
    let mut states = Dictionary::new();
    for percent in &resources.shared.opacities {
        let alpha = f32::from(*percent) / 100.0;
        // `ca` is for fills, `CA` for strokes: a shape has one opacity.
        states.set(
            opacity_name(*percent),
            dictionary! { "Type" => "ExtGState", "ca" => alpha, "CA" => alpha },
        );
    }
    for over in &resources.shared.overprint {
        let (fill, stroke) = *over;
        // Overprint mode 1: inks that have no part in a colour leave what is below (ISO 32000-1, 8.6.7). With
        // mode 0 black text would erase the colours below it.
        let state = dictionary! {
            "Type" => "ExtGState", "OP" => stroke, "op" => fill, "OPM" => i64::from(fill || stroke),
        };
        states.set(overprint_name(*over), state);
    }
    if resources.shared.multiplies {
        states.set(
            MULTIPLY,
            dictionary! { "Type" => "ExtGState", "BM" => "Multiply" },
        );
    }
    let fades = &resources.shared.fades;
    let shadings = fades.write(document, &mut states, resources.spaces.as_ref());
    let mut contents = dictionary! { "Font" => document.add_object(resources.fonts) };
    if !states.is_empty() {
        contents.set("ExtGState", document.add_object(states));
    }
    if let Some(spaces) = resources.spaces {
        contents.set("ColorSpace", document.add_object(spaces));
    }
    if let Some(shadings) = shadings {
        contents.set("Shading", document.add_object(shadings));
    }
    let pictures = pictures(document, pages)?;
    let mut sides = contents.clone();
    let mut placed = pictures.clone();
    for (number, form) in resources.forms.iter().enumerate() {
        placed.set(form_name(number), *form);
    }
    if !pictures.is_empty() {
        contents.set("XObject", document.add_object(pictures));
    }
    if !placed.is_empty() {
        sides.set("XObject", document.add_object(placed));
    }
    let sides = document.add_object(sides);
    for page in pages {
        let page = document.get_object_mut(*page)?.as_dict_mut()?;
        page.set("Resources", sides);
    }
    if !resources.forms.is_empty() {
        let contents = document.add_object(contents);
        for form in resources.forms {
            let form = document.get_object_mut(*form)?.as_stream_mut()?;
            form.dict.set("Resources", contents);
        }
    }
    // The resources that `printpdf` wrote are no longer referred to.
    document.prune_objects();
    Ok(())
}

/// The pictures of the document, which `printpdf` gives to every page.
fn pictures(document: &Document, pages: &[ObjectId]) -> lopdf::Result<Dictionary> {
    let Some(page) = pages.first() else {
        return Ok(Dictionary::new());
    };
    let own = document.get_object(*page)?.as_dict()?.get(b"Resources")?;
    let own = document.dereference(own)?.1.as_dict()?;
    match own.get(b"XObject") {
        Ok(named) => match document.dereference(named)?.1 {
            Object::Dictionary(named) => Ok(named.clone()),
            _ => Ok(Dictionary::new()),
        },
        Err(_) => Ok(Dictionary::new()),
    }
}
