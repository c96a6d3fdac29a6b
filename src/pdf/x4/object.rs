//! Checks single objects, wherever in the file they are.

use lopdf::{Dictionary, Object};

use super::check::{DEVICE_SPACES, INTENTS, X4Check};

/// Filters that may be used: LZW is outdated, JPEG 2000 and JBIG2 have conditions that are not checked here.
const FILTERS: [&[u8]; 2] = [b"FlateDecode", b"DCTDecode"];
/// Blend modes that may be used: the first two are the normal one.
const BLEND_MODES: [&[u8]; 3] = [b"Normal", b"Compatible", b"Multiply"];
/// Colour spaces that a press has no inks for. Names of fonts or resources of this program never equal them,
/// so any object may be compared.
const SCREEN_SPACES: [&[u8]; 3] = [b"DeviceRGB", b"CalRGB", b"CalGray"];
/// Kinds of actions (ISO 32000-1, table 198).
const ACTIONS: [&[u8]; 18] = [
    b"GoTo",
    b"GoToR",
    b"GoToE",
    b"Launch",
    b"Thread",
    b"URI",
    b"Sound",
    b"Movie",
    b"Hide",
    b"Named",
    b"SubmitForm",
    b"ResetForm",
    b"ImportData",
    b"JavaScript",
    b"SetOCGState",
    b"Rendition",
    b"Trans",
    b"GoTo3DView",
];

/// Requirement that the contents of a form can be decoded.
const FORM_IS_READ: &str = "the contents of a form can be read";

impl<'a> X4Check<'a> {
    /// Checks an object with everything inside it.
    pub(super) fn check_object(&mut self, object: &'a Object) {
        match object {
            Object::Dictionary(dictionary) => self.check_dictionary(dictionary),
            Object::Stream(stream) => {
                self.check_stream(stream);
                self.check_dictionary(&stream.dict);
            }
            Object::Array(values) => {
                // A spot colour: `[/Separation /Name /Alternate function]`.
                if let [Object::Name(kind), Object::Name(_), alternate, _] = &values[..]
                    && kind == b"Separation"
                {
                    let alternate = self.resolved(alternate).as_name().ok();
                    self.require(
                        alternate.is_some_and(|space| DEVICE_SPACES.contains(&space)),
                        "each spot colour has a mixture of grey or CMYK for printers without its ink",
                    );
                }
                values.iter().for_each(|value| self.check_object(value));
            }
            Object::Name(name) => self.require(
                !SCREEN_SPACES.contains(&name.as_slice()),
                "no colour is given as device RGB",
            ),
            _ => {}
        }
    }

    /// Checks a dictionary, by the keys that mark what it is.
    fn check_dictionary(&mut self, dictionary: &'a Dictionary) {
        let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).ok();
        if name(b"Type") == Some(b"FontDescriptor") {
            let embedded = [&b"FontFile"[..], b"FontFile2", b"FontFile3"]
                .iter()
                .any(|key| dictionary.has(key));
            self.require(embedded, "every font is embedded");
        }
        if name(b"Type") == Some(b"Font") {
            // A composite font is described by its descendant, which comes here as a dictionary of its own.
            let described = match name(b"Subtype") {
                Some(b"Type0") => dictionary.has(b"DescendantFonts"),
                _ => dictionary.has(b"FontDescriptor"),
            };
            self.require(described, "every font is embedded");
        }
        if name(b"Type") == Some(b"ExtGState") {
            for key in [&b"TR"[..], b"HTP"] {
                self.require(
                    !dictionary.has(key),
                    "no transfer functions and no halftone phases",
                );
            }
            self.require(
                name(b"TR2").is_none_or(|value| value == b"Default") && !dictionary.has(b"HT"),
                "no transfer functions and no halftones of the file's own",
            );
            self.require(
                name(b"BM").is_none_or(|mode| BLEND_MODES.contains(&mode)),
                "no blend mode but Normal and Multiply",
            );
        }
        if name(b"S") == Some(b"Transparency") {
            self.require(
                name(b"CS").is_none_or(|space| DEVICE_SPACES.contains(&space)),
                "transparency is blended in the inks of the press",
            );
        }
        self.require(
            // `S` is also the key of structure types, groups and intents, whose values are no kinds of
            // actions.
            name(b"S").is_none_or(|kind| !ACTIONS.contains(&kind)),
            "there are no actions",
        );
        self.require(
            !dictionary.has(b"PatternType") && name(b"Subtype") != Some(b"Type3"),
            "there are no patterns and no Type 3 fonts",
        );
        dictionary
            .iter()
            .for_each(|(_, value)| self.check_object(value));
    }

    /// Checks a stream: its filters, and what pictures and forms may not have.
    fn check_stream(&mut self, stream: &'a lopdf::Stream) {
        let dictionary = &stream.dict;
        let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).ok();
        self.require(!dictionary.has(b"F"), "no stream is stored in another file");
        let filters = match dictionary.get(b"Filter") {
            Ok(Object::Name(filter)) => vec![filter.as_slice()],
            Ok(Object::Array(filters)) => filters
                .iter()
                .filter_map(|filter| filter.as_name().ok())
                .collect(),
            _ => Vec::new(),
        };
        self.require(
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
                self.require(
                    mask || space.is_some_and(|space| match space {
                        Object::Name(name) => DEVICE_SPACES.contains(&name.as_slice()),
                        _ => false,
                    }),
                    "pictures are in grey or CMYK",
                );
                self.require(
                    !dictionary.has(b"Alternates"),
                    "pictures have no alternates",
                );
                self.require(
                    name(b"Intent").is_none_or(|intent| INTENTS.contains(&intent)),
                    "rendering intents are those of PDF",
                );
            }
            Some(b"Form") => {
                self.require(!dictionary.has(b"Ref"), "no page of another file is placed");
                match stream.get_plain_content() {
                    Ok(bytes) => self.check_contents(dictionary, &bytes, FORM_IS_READ),
                    Err(_) => self.require(false, FORM_IS_READ),
                }
            }
            Some(b"PS") => self.require(false, "there is no PostScript"),
            _ => {}
        }
        self.require(
            !dictionary.has(b"OPI"),
            "no picture is a stand-in for one in another file (OPI)",
        );
    }
}
