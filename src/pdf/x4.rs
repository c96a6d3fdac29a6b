//! What PDF/X-4 (ISO 15930-7) asks of a file, checked on its objects before it may say that it keeps it.
//! `docs/pdf-x.md` lists the requirements, each with the check here and the test beside it.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

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

/// Streams may be deflated or JPEG; LZW is a filter of older files, JPEG 2000 and JBIG2 need care.
const FILTERS: [&[u8]; 2] = [b"FlateDecode", b"DCTDecode"];
/// The spaces that a file for a CMYK press may hold.
const DEVICE_SPACES: [&[u8]; 2] = [b"DeviceGray", b"DeviceCMYK"];
/// The blend modes of PDF 1.6 that nothing else has to be known for.
const BLEND_MODES: [&[u8]; 2] = [b"Normal", b"Compatible"];
const INTENTS: [&[u8]; 4] = [
    b"AbsoluteColorimetric",
    b"RelativeColorimetric",
    b"Saturation",
    b"Perceptual",
];
/// Operators of content streams that set or paint in RGB.
const RGB_OPERATORS: [&str; 2] = ["rg", "RG"];

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
        let bytes = profile.and_then(|profile| profile.decompressed_content().ok());
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

    fn page(&mut self, number: u32, id: ObjectId) {
        let Ok(page) = self.document.get_dictionary(id) else {
            self.ask(false, "every page is an object");
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
                let slack = 0.01;
                o[0] <= i[0] + slack
                    && o[1] <= i[1] + slack
                    && o[2] + slack >= i[2]
                    && o[3] + slack >= i[3]
            }
            _ => false,
        };
        let crop = rect(b"CropBox");
        self.ask(
            trim.is_some() != art,
            "every page has a trim box or an art box, and not both",
        );
        self.ask(
            nested(media, bleed) && nested(bleed, trim),
            "on every page the media box holds the bleed box, and that the trim box",
        );
        self.ask(
            crop.is_none() || nested(crop, trim),
            "a crop box does not cut into the trim",
        );
        self.ask(
            !page.has(b"AA") && !page.has(b"PresSteps"),
            "pages have no actions",
        );
        let annotations = self
            .get(page, b"Annots")
            .and_then(|annots| annots.as_array().ok());
        self.ask(
            annotations.is_none_or(Vec::is_empty),
            "nothing lies on a page but what is printed",
        );
        self.contents(
            self.document.get_page_content(id),
            &format!("page {number}"),
        );
    }

    /// Looks for RGB in a content stream.
    fn contents(&mut self, bytes: Vec<u8>, what: &str) {
        let Ok(content) = lopdf::content::Content::decode(&bytes) else {
            self.ask(false, &format!("the contents of {what} can be read"));
            return;
        };
        for operation in &content.operations {
            let operator = operation.operator.as_str();
            self.ask(
                !RGB_OPERATORS.contains(&operator),
                "no colour is given as device RGB",
            );
            if matches!(operator, "cs" | "CS") {
                let space = operation
                    .operands
                    .first()
                    .and_then(|name| name.as_name().ok());
                self.ask(
                    space.is_none_or(|name| name != b"DeviceRGB"),
                    "no colour is given as device RGB",
                );
            }
            if operator == "ri" {
                let intent = operation
                    .operands
                    .first()
                    .and_then(|name| name.as_name().ok());
                self.ask(
                    intent.is_some_and(|name| INTENTS.contains(&name)),
                    "rendering intents are those of PDF",
                );
            }
        }
    }

    fn object(&mut self, object: &'a Object) {
        match object {
            Object::Dictionary(dictionary) => self.dictionary(dictionary),
            Object::Stream(stream) => {
                self.stream(stream);
                self.dictionary(&stream.dict);
            }
            Object::Array(values) => {
                if let [Object::Name(kind), Object::Name(_), alternate, _] = &values[..]
                    && kind == b"Separation"
                {
                    let alternate = self.resolved(alternate).as_name().ok();
                    self.ask(
                        alternate.is_some_and(|space| DEVICE_SPACES.contains(&space)),
                        "spot colours are mixed of CMYK where their ink is missing",
                    );
                }
                values.iter().for_each(|value| self.object(value));
            }
            _ => {}
        }
    }

    fn dictionary(&mut self, dictionary: &'a Dictionary) {
        let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).ok();
        if name(b"Type") == Some(b"FontDescriptor") {
            let embedded = [&b"FontFile"[..], b"FontFile2", b"FontFile3"]
                .iter()
                .any(|key| dictionary.has(key));
            self.ask(embedded, "every font is embedded");
        }
        if name(b"Type") == Some(b"Font") {
            let described = match name(b"Subtype") {
                Some(b"Type0") => dictionary.has(b"DescendantFonts"),
                Some(b"Type3") => true,
                _ => dictionary.has(b"FontDescriptor"),
            };
            self.ask(described, "every font is embedded");
        }
        if name(b"Type") == Some(b"ExtGState") {
            for key in [&b"TR"[..], b"HTP"] {
                self.ask(
                    !dictionary.has(key),
                    "no transfer functions and no halftone phases",
                );
            }
            self.ask(
                name(b"TR2").is_none_or(|value| value == b"Default") && !dictionary.has(b"HT"),
                "no transfer functions and no halftones of the file's own",
            );
            self.ask(
                name(b"BM").is_none_or(|mode| BLEND_MODES.contains(&mode)),
                "no blend mode but the normal one",
            );
        }
        if name(b"S") == Some(b"Transparency") {
            self.ask(
                name(b"CS").is_none_or(|space| DEVICE_SPACES.contains(&space)),
                "transparency is blended in the inks of the press",
            );
        }
        if matches!(
            name(b"S"),
            Some(b"JavaScript" | b"Launch" | b"URI" | b"Movie" | b"Sound")
        ) {
            self.ask(false, "there are no actions");
        }
        dictionary.iter().for_each(|(_, value)| self.object(value));
    }

    fn stream(&mut self, stream: &'a lopdf::Stream) {
        let dictionary = &stream.dict;
        let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).ok();
        self.ask(!dictionary.has(b"F"), "no stream lies in another file");
        let filters = match dictionary.get(b"Filter") {
            Ok(Object::Name(filter)) => vec![filter.as_slice()],
            Ok(Object::Array(filters)) => filters
                .iter()
                .filter_map(|filter| filter.as_name().ok())
                .collect(),
            _ => Vec::new(),
        };
        self.ask(
            filters.iter().all(|filter| FILTERS.contains(filter)),
            "streams are deflated or JPEG",
        );
        match name(b"Subtype") {
            Some(b"Image") => {
                let space = self.get(dictionary, b"ColorSpace");
                let mask = dictionary
                    .get(b"ImageMask")
                    .and_then(Object::as_bool)
                    .unwrap_or(false);
                self.ask(
                    mask || space.is_some_and(|space| match space {
                        Object::Name(name) => DEVICE_SPACES.contains(&name.as_slice()),
                        _ => false,
                    }),
                    "pictures are in grey or CMYK",
                );
                self.ask(
                    !dictionary.has(b"Alternates"),
                    "pictures have no alternates",
                );
                self.ask(
                    name(b"Intent").is_none_or(|intent| INTENTS.contains(&intent)),
                    "rendering intents are those of PDF",
                );
            }
            Some(b"Form") => {
                self.ask(!dictionary.has(b"Ref"), "no page of another file is placed");
                if let Ok(bytes) = stream.decompressed_content() {
                    self.contents(bytes, "a form");
                } else {
                    self.contents(stream.content.clone(), "a form");
                }
            }
            Some(b"PS") => self.ask(false, "there is no PostScript"),
            _ => {}
        }
        self.ask(
            !dictionary.has(b"OPI"),
            "no picture stands for one elsewhere",
        );
    }
}
