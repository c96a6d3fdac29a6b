//! A PDF read back by its objects: boxes, and text by way of the content stream and the fonts' maps.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// The objects of a PDF.
pub fn open(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).expect("a PDF that opens")
}

/// The pages in order.
pub fn pages(document: &Document) -> Vec<ObjectId> {
    document.get_pages().into_values().collect()
}

/// An object with its reference followed.
pub fn followed<'d>(document: &'d Document, object: &'d Object) -> &'d Object {
    document
        .dereference(object)
        .expect("an object that is there")
        .1
}

/// The value of a key, with its reference followed.
pub fn get<'d>(document: &'d Document, dictionary: &'d Dictionary, key: &str) -> &'d Object {
    match dictionary.get(key.as_bytes()) {
        Ok(object) => followed(document, object),
        Err(_) => panic!("no /{key} in {dictionary:?}"),
    }
}

/// The dictionary of a page.
pub fn page(document: &Document, id: ObjectId) -> &Dictionary {
    document.get_dictionary(id).expect("a page")
}

/// Four numbers of a dictionary in millimetres.
pub fn rect(dictionary: &Dictionary, key: &str) -> [f64; 4] {
    let corners = dictionary.get(key.as_bytes()).and_then(Object::as_array);
    let corners = corners.unwrap_or_else(|_| panic!("no /{key}"));
    let number = |at: usize| f64::from(corners[at].as_float().expect("a number")) * 25.4 / 72.0;
    [number(0), number(1), number(2), number(3)]
}

/// The operations that draw a page.
pub fn operations(document: &Document, id: ObjectId) -> Vec<Operation> {
    Content::decode(&document.get_page_content(id))
        .expect("a content stream")
        .operations
}

/// The fonts of a page by name.
pub fn fonts(document: &Document, id: ObjectId) -> Vec<(Vec<u8>, Dictionary)> {
    let resources = get(document, page(document, id), "Resources")
        .as_dict()
        .expect("resources");
    let fonts = get(document, resources, "Font").as_dict().expect("fonts");
    fonts
        .iter()
        .map(|(name, font)| {
            (
                name.clone(),
                followed(document, font).as_dict().expect("a font").clone(),
            )
        })
        .collect()
}

/// The texts of a page in the order of the stream, one for each text object. Where the stream says
/// what some glyphs stand for (`ActualText`), that holds; else the font's `ToUnicode`.
pub fn texts(document: &Document, id: ObjectId) -> Vec<String> {
    let maps: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = fonts(document, id)
        .into_iter()
        .map(|(name, font)| {
            let map = get(document, &font, "ToUnicode")
                .as_stream()
                .expect("a map");
            (
                name,
                characters(&map.get_plain_content().expect("a map that unpacks")),
            )
        })
        .collect();
    let mut texts = Vec::new();
    let mut font = None;
    let mut actual = false;
    for operation in operations(document, id) {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BT" => texts.push(String::new()),
            "Tf" => font = maps.get(operands[0].as_name().expect("a name")),
            "BDC" => {
                let text = operands[1]
                    .as_dict()
                    .and_then(|properties| properties.get(b"ActualText"));
                if let Ok(text) = text {
                    actual = true;
                    let text = utf16(text.as_str().expect("a string"));
                    texts.last_mut().expect("in a text object").push_str(&text);
                }
            }
            "EMC" => actual = false,
            "Tj" | "TJ" if !actual => {
                let map = font.expect("a font before text");
                let text = texts.last_mut().expect("in a text object");
                for code in codes(&operands[0]) {
                    text.push_str(map.get(&code).map_or("\u{fffd}", String::as_str));
                }
            }
            _ => {}
        }
    }
    texts
}

pub fn codes(shown: &Object) -> Vec<u16> {
    let strings: Vec<&Object> = match shown {
        Object::Array(parts) => parts.iter().collect(),
        one => vec![one],
    };
    strings
        .into_iter()
        .filter_map(|part| part.as_str().ok())
        .flat_map(|bytes| {
            bytes
                .chunks(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        })
        .collect()
}

/// A string of the PDF: UTF-16BE after a byte order mark.
pub fn utf16(bytes: &[u8]) -> String {
    assert!(
        bytes.starts_with(&[0xFE, 0xFF]),
        "no byte order mark: {bytes:?}"
    );
    let units: Vec<u16> = bytes[2..]
        .chunks(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect();
    String::from_utf16(&units).expect("UTF-16")
}

/// The entries of a `ToUnicode` map.
pub fn characters(map: &[u8]) -> BTreeMap<u16, String> {
    let map = String::from_utf8(map.to_vec()).expect("a map is ASCII");
    let mut characters = BTreeMap::new();
    for block in map.split("beginbfchar").skip(1) {
        let block = block.split("endbfchar").next().unwrap_or_default();
        let mut hex = block.split(['<', '>']).skip(1).step_by(2);
        while let (Some(code), Some(text)) = (hex.next(), hex.next()) {
            let unit = |at: usize| u16::from_str_radix(&text[at..at + 4], 16).expect("hexadecimal");
            let units: Vec<u16> = (0..text.len()).step_by(4).map(unit).collect();
            let code = u16::from_str_radix(code, 16).expect("hexadecimal");
            characters.insert(code, String::from_utf16(&units).expect("UTF-16"));
        }
    }
    characters
}

/// The titles of the outline, the first one first.
pub fn outline(document: &Document) -> Vec<String> {
    let root = get(document, document.catalog().expect("a catalog"), "Outlines");
    let mut titles = Vec::new();
    let mut open = vec![root.as_dict().expect("an outline")];
    while let Some(entry) = open.pop() {
        if let Ok(title) = entry.get(b"Title").and_then(Object::as_str) {
            titles.push(utf16(title));
        }
        for key in ["Next", "First"] {
            if entry.has(key.as_bytes()) {
                open.push(get(document, entry, key).as_dict().expect("an entry"));
            }
        }
    }
    titles
}
