//! Checks pages and what is drawn on them.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId};

use super::check::{INTENTS, X4Check};

/// Operators of content streams that set or paint in RGB.
const RGB_OPERATORS: [&str; 2] = ["rg", "RG"];

impl<'a> X4Check<'a> {
    /// Checks the boxes, annotations and contents of a page.
    pub(super) fn check_page(&mut self, number: u32, id: ObjectId) {
        let Ok(page) = self.document.get_dictionary(id) else {
            self.require(false, "every page is an object");
            return;
        };
        let rect = |key: &[u8]| -> Option<[f64; 4]> {
            let corners = self.get(page, key)?.as_array().ok()?;
            let numbers: Vec<f64> = corners
                .iter()
                .filter_map(|corner| corner.as_float().ok().map(f64::from))
                .collect();
            numbers.try_into().ok()
        };
        let (media, bleed, trim) = (rect(b"MediaBox"), rect(b"BleedBox"), rect(b"TrimBox"));
        let art = page.has(b"ArtBox");
        let nested = |outer: Option<[f64; 4]>, inner: Option<[f64; 4]>| match (outer, inner) {
            (Some(o), Some(i)) => {
                // Boxes are rounded to a ten-thousandth of a point; a hundredth is 3.5 µm.
                let slack = 0.01;
                o[0] <= i[0] + slack
                    && o[1] <= i[1] + slack
                    && o[2] + slack >= i[2]
                    && o[3] + slack >= i[3]
            }
            _ => false,
        };
        let crop = rect(b"CropBox");
        self.require(
            trim.is_some() != art,
            "every page has a trim box or an art box, and not both",
        );
        self.require(
            nested(media, bleed) && nested(bleed, trim),
            "on every page the media box contains the bleed box, and the bleed box contains the trim box",
        );
        self.require(
            crop.is_none() || nested(crop, trim),
            "a crop box does not cut into the trim",
        );
        self.require(
            !page.has(b"AA") && !page.has(b"PresSteps"),
            "pages have no actions",
        );
        let annotations = self
            .get(page, b"Annots")
            .and_then(|annots| annots.as_array().ok());
        self.require(
            annotations.is_none_or(Vec::is_empty),
            "pages have no annotations",
        );
        self.check_contents(
            page,
            &self.document.get_page_content(id),
            &format!("the contents of page {number} can be read"),
        );
    }

    /// Checks the operators of a page or a form. `readable` is the requirement that they can be decoded at
    /// all.
    pub(super) fn check_contents(&mut self, drawn: &'a Dictionary, bytes: &[u8], readable: &str) {
        // The decoder stops without an error at what it does not understand, so contents that are not empty
        // must give operators.
        let content = Content::decode(bytes);
        let read =
            |content: &Content| bytes.trim_ascii().is_empty() || !content.operations.is_empty();
        let Some(content) = content.ok().filter(read) else {
            self.require(false, readable);
            return;
        };
        for operation in &content.operations {
            let operator = operation.operator.as_str();
            let name = name(operation);
            self.require(
                !RGB_OPERATORS.contains(&operator),
                "no colour is given as device RGB",
            );
            if matches!(operator, "cs" | "CS") {
                self.require(
                    name.is_none_or(|name| name != b"DeviceRGB"),
                    "no colour is given as device RGB",
                );
            }
            if operator == "ri" {
                self.require(
                    name.is_some_and(|name| INTENTS.contains(&name)),
                    "rendering intents are those of PDF",
                );
            }
            self.require(
                operator != "BI",
                "pictures are objects of their own, not parts of contents",
            );
        }
        let group = self
            .get(drawn, b"Group")
            .and_then(|group| group.as_dict().ok());
        let in_inks = group.is_some_and(|group| {
            let named = |key: &[u8]| group.get(key).and_then(Object::as_name).ok();
            named(b"S") == Some(b"Transparency") && named(b"CS") == Some(b"DeviceCMYK")
        });
        self.require(
            in_inks || !self.shows_ground(drawn, &content, DEPTH),
            "transparent content is in a group that is blended in the inks of the press",
        );
    }

    /// Whether contents draw anything translucent, also in forms that they place.
    fn shows_ground(&self, drawn: &'a Dictionary, content: &Content, depth: usize) -> bool {
        // Forms nested this deeply are none of this program; they count as translucent, which fails the
        // check.
        let Some(depth) = depth.checked_sub(1) else {
            return true;
        };
        let resources = self
            .get(drawn, b"Resources")
            .and_then(|resources| resources.as_dict().ok());
        let find = |kind: &[u8], name: &[u8]| {
            let named = self.get(resources?, kind)?.as_dict().ok()?;
            self.get(named, name)
        };
        content.operations.iter().any(|operation| {
            let name = name(operation);
            match (operation.operator.as_str(), name) {
                ("gs", Some(name)) => find(b"ExtGState", name)
                    .and_then(|state| state.as_dict().ok())
                    .is_none_or(|state| self.is_clear(state)),
                ("Do", Some(name)) => find(b"XObject", name)
                    .and_then(|object| object.as_stream().ok())
                    .is_none_or(|object| self.is_clear_object(object, depth)),
                _ => false,
            }
        })
    }

    /// Whether a graphics state makes what follows translucent.
    fn is_clear(&self, state: &'a Dictionary) -> bool {
        let clear = |key: &[u8]| {
            let alpha = self.get(state, key).map(Object::as_float);
            alpha.is_some_and(|alpha| alpha.is_ok_and(|alpha| alpha < 1.0))
        };
        let mask = self.get(state, b"SMask");
        let mode = self.get(state, b"BM").map(Object::as_name);
        let blends = mode.is_some_and(|mode| !matches!(mode, Ok(b"Normal" | b"Compatible")));
        blends
            || clear(b"ca")
            || clear(b"CA")
            || mask.is_some_and(|mask| mask.as_name().ok() != Some(b"None"))
    }

    /// Whether a picture has a soft mask, or a form draws anything translucent.
    fn is_clear_object(&self, object: &'a lopdf::Stream, depth: usize) -> bool {
        if object.dict.has(b"SMask") {
            return true;
        }
        if object.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            return false;
        }
        let bytes = object.get_plain_content();
        bytes
            .and_then(|bytes| Content::decode(&bytes))
            .map_or(true, |content| {
                self.shows_ground(&object.dict, &content, depth)
            })
    }
}

/// Deepest nesting of forms that is followed.
const DEPTH: usize = 8;

/// The name that is the first operand of an operation.
fn name(operation: &Operation) -> Option<&[u8]> {
    operation
        .operands
        .first()
        .and_then(|name| name.as_name().ok())
}
