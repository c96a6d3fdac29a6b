//! Objects, wherever in the file they lie.

use lopdf::{Dictionary, Object};

use super::{Check, DEVICE_SPACES, INTENTS};

/// Streams may be deflated or JPEG; LZW is a filter of older files, JPEG 2000 and JBIG2 need care.
const FILTERS: [&[u8]; 2] = [b"FlateDecode", b"DCTDecode"];
/// The blend modes of PDF 1.6 that nothing else has to be known for.
const BLEND_MODES: [&[u8]; 2] = [b"Normal", b"Compatible"];
/// Spaces that a press has no inks for; no name of ours is any of them.
const SCREEN_SPACES: [&[u8]; 3] = [b"DeviceRGB", b"CalRGB", b"CalGray"];
/// The kinds of actions of PDF (ISO 32000-1, table 198).
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

const FORM_IS_READ: &str = "the contents of a form can be read";

impl<'a> Check<'a> {
    pub(super) fn object(&mut self, object: &'a Object) {
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
            Object::Name(name) => self.ask(
                !SCREEN_SPACES.contains(&name.as_slice()),
                "no colour is given as device RGB",
            ),
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
        self.ask(
            name(b"S").is_none_or(|kind| !ACTIONS.contains(&kind)),
            "there are no actions",
        );
        self.ask(
            !dictionary.has(b"PatternType") && name(b"Subtype") != Some(b"Type3"),
            "nothing draws but pages and forms",
        );
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
                match stream.get_plain_content() {
                    Ok(bytes) => self.contents(dictionary, &bytes, FORM_IS_READ),
                    Err(_) => self.ask(false, FORM_IS_READ),
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
