//! What PDF/X-4 (ISO 15930-7) asks of a file, checked on its objects before it may say that it keeps it.
//! `docs/pdf-x.md` lists the requirements, each with the check here and the test beside it.

mod object;
mod page;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

/// A requirement that a file does not keep, in words.
pub(super) type Unmet = String;

/// What a file does not keep of PDF/X-4. The metadata and the file identifier are written with the
/// claim itself, and are not looked at here.
pub(super) fn unmet(document: &Document) -> Vec<Unmet> {
    let mut check = Check {
        document,
        unmet: BTreeSet::new(),
    };
    check.file();
    check.output_intent();
    for (number, id) in document.get_pages() {
        check.page(number, id);
    }
    for object in document.objects.values() {
        check.object(object);
    }
    check.unmet.into_iter().collect()
}

struct Check<'a> {
    document: &'a Document,
    unmet: BTreeSet<Unmet>,
}

/// The spaces that a file for a CMYK press may hold.
const DEVICE_SPACES: [&[u8]; 2] = [b"DeviceGray", b"DeviceCMYK"];
const INTENTS: [&[u8]; 4] = [
    b"AbsoluteColorimetric",
    b"RelativeColorimetric",
    b"Saturation",
    b"Perceptual",
];

impl<'a> Check<'a> {
    fn ask(&mut self, holds: bool, requirement: &str) {
        if !holds {
            self.unmet.insert(requirement.to_owned());
        }
    }

    fn resolved(&self, object: &'a Object) -> &'a Object {
        self.document
            .dereference(object)
            .map_or(object, |(_, object)| object)
    }

    fn get(&self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        dictionary.get(key).ok().map(|object| self.resolved(object))
    }

    fn file(&mut self) {
        let document = self.document;
        self.ask(
            matches!(document.version.as_str(), "1.3" | "1.4" | "1.5" | "1.6"),
            "the version is 1.6 or lower",
        );
        self.ask(
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
            self.ask(
                given.is_some_and(|text| text.len() > 2),
                "the document information has a title, dates and a producer",
            );
        }
        let trapped = information
            .and_then(|information| self.get(information, b"Trapped"))
            .and_then(|value| value.as_name().ok());
        self.ask(
            trapped.is_some_and(|name| matches!(name, b"True" | b"False")),
            "the information says whether the file is trapped",
        );
        let Ok(catalog) = document.catalog() else {
            self.ask(false, "the file has a catalog");
            return;
        };
        for key in [
            &b"OpenAction"[..],
            b"AA",
            b"AcroForm",
            b"Collection",
            b"Threads",
        ] {
            self.ask(
                !catalog.has(key),
                "the catalog has no actions, forms or collections",
            );
        }
        let names = self
            .get(catalog, b"Names")
            .and_then(|names| names.as_dict().ok());
        self.ask(
            names.is_none_or(|names| !names.has(b"JavaScript") && !names.has(b"EmbeddedFiles")),
            "no scripts and no files are embedded",
        );
        self.ask(!catalog.has(b"OCProperties"), "there are no layers");
    }

    fn output_intent(&mut self) {
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
            self.ask(false, "there is one output intent for PDF/X");
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
        self.ask(
            identified && described,
            "the output intent names its printing condition, and the registry or a description",
        );
        let profile = self
            .get(intent, b"DestOutputProfile")
            .and_then(|profile| profile.as_stream().ok());
        let bytes = profile.and_then(|profile| profile.get_plain_content().ok());
        self.ask(
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
