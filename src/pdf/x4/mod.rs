//! Checks the objects of a file against PDF/X-4 (ISO 15930-7), before the file may claim to meet it.
//! `docs/pdf-x.md` lists the requirements, each with the check here and the test beside it.
//!
//! The check is stricter than the standard where this program never uses what the standard allows: layers,
//! patterns, Type 3 fonts, annotations. A file that fails is a bug of this program, not of the content.

mod check;
mod object;
mod page;
#[cfg(test)]
mod tests;

use lopdf::{Document, Object};

use check::X4Check;

/// A requirement that a file does not meet, in words.
pub(super) type Unmet = String;

/// The requirements of PDF/X-4 that a file does not meet. Metadata and file identifier are written later,
/// together with the claim, and are not checked here.
pub(super) fn unmet(document: &Document) -> Vec<Unmet> {
    let mut check = X4Check::new(document);
    check.check_file();
    check.check_output_intent();
    for (number, id) in document.get_pages() {
        check.check_page(number, id);
    }
    for object in document.objects.values() {
        check.check_object(object);
    }
    check.unmet.into_iter().collect()
}

impl X4Check<'_> {
    /// Checks version, encryption, document information and catalog.
    fn check_file(&mut self) {
        let document = self.document;
        self.require(
            matches!(document.version.as_str(), "1.3" | "1.4" | "1.5" | "1.6"),
            "the version is 1.6 or lower",
        );
        self.require(
            !document.trailer.has(b"Encrypt"),
            "the file is not encrypted",
        );
        let information = document.trailer.get(b"Info").ok();
        let information = information.map(|object| self.resolved(object));
        let information = information.and_then(|object| object.as_dict().ok());
        for key in [&b"Title"[..], b"CreationDate", b"ModDate", b"Producer"] {
            let given = information
                .and_then(|information| self.get(information, key))
                .and_then(|value| value.as_str().ok());
            self.require(
                // Two bytes are a byte order mark without text.
                given.is_some_and(|text| text.len() > 2),
                "the document information has a title, dates and a producer",
            );
        }
        let trapped = information
            .and_then(|information| self.get(information, b"Trapped"))
            .and_then(|value| value.as_name().ok());
        self.require(
            trapped.is_some_and(|name| matches!(name, b"True" | b"False")),
            "the information says whether the file is trapped",
        );
        let Ok(catalog) = document.catalog() else {
            self.require(false, "the file has a catalog");
            return;
        };
        for key in [
            &b"OpenAction"[..],
            b"AA",
            b"AcroForm",
            b"Collection",
            b"Threads",
        ] {
            self.require(
                !catalog.has(key),
                "the catalog has no actions, forms or collections",
            );
        }
        let names = self
            .get(catalog, b"Names")
            .and_then(|names| names.as_dict().ok());
        self.require(
            names.is_none_or(|names| !names.has(b"JavaScript") && !names.has(b"EmbeddedFiles")),
            "no scripts and no files are embedded",
        );
        self.require(!catalog.has(b"OCProperties"), "there are no layers");
    }

    /// Checks that exactly one output intent for PDF/X embeds a profile of a CMYK press.
    fn check_output_intent(&mut self) {
        let intents = self
            .document
            .catalog()
            .ok()
            .and_then(|catalog| self.get(catalog, b"OutputIntents"))
            .and_then(|intents| intents.as_array().ok());
        let mut found = intents
            .into_iter()
            .flatten()
            .filter_map(|intent| self.resolved(intent).as_dict().ok())
            .filter(|intent| intent.get(b"S").and_then(Object::as_name).ok() == Some(b"GTS_PDFX"));
        let (Some(intent), None) = (found.next(), found.next()) else {
            self.require(false, "there is one output intent for PDF/X");
            return;
        };
        let text = |key: &[u8]| {
            intent
                .get(key)
                .and_then(Object::as_str)
                .is_ok_and(|text| !text.is_empty())
        };
        let identified = text(b"OutputConditionIdentifier");
        let described = text(b"RegistryName") || text(b"Info");
        self.require(
            identified && described,
            "the output intent names its printing condition, and the registry or a description",
        );
        let profile = self
            .get(intent, b"DestOutputProfile")
            .and_then(|profile| profile.as_stream().ok());
        let bytes = profile.and_then(|profile| profile.get_plain_content().ok());
        self.require(
            bytes.is_some_and(|bytes| {
                // ICC.1, 7.2: version at 8, class at 12, colour space at 16, `acsp` at 36.
                bytes.get(8).is_some_and(|version| *version <= 4)
                    && bytes.get(12..16) == Some(b"prtr")
                    && bytes.get(16..20) == Some(b"CMYK")
                    && bytes.get(36..40) == Some(b"acsp")
            }),
            "the output intent embeds an ICC profile of a CMYK press, version 4 or lower",
        );
    }
}
