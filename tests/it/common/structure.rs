//! The structure tree of a PDF read back by its objects, with the page contents that it points at.

use std::collections::BTreeMap;
use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::pdf;

/// A structure element.
pub struct Element {
    pub id: ObjectId,
    pub kind: String,
    pub dictionary: Dictionary,
    pub children: Vec<Child>,
}

/// What an element holds.
pub enum Child {
    Element(Element),
    /// Marked content: its page and number.
    Content(ObjectId, i64),
    /// An annotation, and the page that it is said to be on.
    Annotation(ObjectId, ObjectId),
}

impl Element {
    /// This element and all below it, in reading order.
    pub fn all(&self) -> Vec<&Element> {
        let mut all = vec![self];
        for child in self.elements() {
            all.extend(child.all());
        }
        all
    }

    /// The elements right below it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            _ => None,
        })
    }

    /// A text of its dictionary.
    pub fn text(&self, key: &str) -> Option<String> {
        let value = self.dictionary.get(key.as_bytes()).ok()?;
        Some(pdf::utf16(value.as_str().expect("a string")))
    }

    /// Its language, if it says one.
    pub fn language(&self) -> Option<String> {
        let value = self.dictionary.get(b"Lang").ok()?;
        let bytes = value.as_str().expect("a string").to_vec();
        Some(String::from_utf8(bytes).expect("a tag is ASCII"))
    }

    /// An attribute.
    pub fn attribute(&self, key: &str) -> Option<&Object> {
        let attributes = self.dictionary.get(b"A").ok()?.as_dict().ok()?;
        attributes.get(key.as_bytes()).ok()
    }
}

/// The element that all others are in.
pub fn tree(document: &Document) -> Element {
    let root = root(document);
    let id = root.get(b"K").and_then(Object::as_reference);
    element(document, id.expect("one element at the top"))
}

/// The root of the structure tree.
pub fn root(document: &Document) -> &Dictionary {
    let catalog = document.catalog().expect("a catalog");
    pdf::get(document, catalog, "StructTreeRoot")
        .as_dict()
        .expect("a structure tree")
}

fn element(document: &Document, id: ObjectId) -> Element {
    let dictionary = document.get_dictionary(id).expect("an element").clone();
    let page = dictionary.get(b"Pg").and_then(Object::as_reference).ok();
    let held: Vec<Object> = match dictionary.get(b"K") {
        Ok(Object::Array(held)) => held.clone(),
        Ok(one) => vec![one.clone()],
        Err(_) => Vec::new(),
    };
    let children = held.into_iter().map(|held| match held {
        Object::Integer(number) => Child::Content(page.expect("a page for a number"), number),
        Object::Reference(id) => Child::Element(element(document, id)),
        Object::Dictionary(reference) => {
            let page = reference.get(b"Pg").and_then(Object::as_reference);
            let page = page.expect("a page");
            if reference.has_type(b"MCR") {
                let number = reference.get(b"MCID").and_then(Object::as_i64);
                Child::Content(page, number.expect("a number"))
            } else {
                assert!(reference.has_type(b"OBJR"), "{reference:?}");
                let id = reference.get(b"Obj").and_then(Object::as_reference);
                Child::Annotation(id.expect("an object"), page)
            }
        }
        other => panic!("a child that is none: {other:?}"),
    });
    let children = children.collect();
    let kind = dictionary
        .get(b"S")
        .and_then(Object::as_name)
        .expect("a type");
    let kind = String::from_utf8(kind.to_vec()).expect("a type is ASCII");
    Element {
        id,
        kind,
        dictionary,
        children,
    }
}

/// The marked contents of a page.
#[derive(Default)]
pub struct Contents {
    /// Tag and text by number.
    pub marked: BTreeMap<i64, (String, String)>,
    /// Faults: what is drawn outside any mark, marks within marks, numbers used twice.
    pub faults: Vec<String>,
    /// Codes of glyphs that have no text, with their fonts.
    pub unknown: Vec<String>,
}

enum Mark {
    Artifact,
    Content(i64),
    /// Within another: says what glyphs stand for.
    Span(bool),
}

/// Reads the marked contents of a page.
pub fn contents(document: &Document, page: ObjectId) -> Contents {
    let maps: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = pdf::fonts(document, page)
        .into_iter()
        .map(|(name, font)| {
            let map = pdf::get(document, &font, "ToUnicode");
            let map = map.as_stream().expect("a map").get_plain_content();
            (name, pdf::characters(&map.expect("a map that unpacks")))
        })
        .collect();
    let mut read = Contents::default();
    let mut open: Vec<Mark> = Vec::new();
    let mut font: Option<&BTreeMap<u16, String>> = None;
    let mut within_text = false;
    for operation in pdf::operations(document, page) {
        let operands = &operation.operands;
        let operator = operation.operator.as_str();
        let inside = |open: &[Mark]| open.iter().any(|mark| !matches!(mark, Mark::Span(_)));
        let number = open.iter().find_map(|mark| match mark {
            Mark::Content(number) => Some(*number),
            _ => None,
        });
        match operator {
            "BT" => within_text = true,
            "ET" => within_text = false,
            "BMC" | "BDC" => {
                let tag = operands[0].as_name().expect("a tag");
                let tag = String::from_utf8(tag.to_vec()).expect("ASCII");
                let properties = operands.get(1).and_then(|operand| operand.as_dict().ok());
                let content = properties.and_then(|properties| properties.get(b"MCID").ok());
                if tag == "Artifact" || content.is_some() {
                    if inside(&open) {
                        read.faults.push(format!("{tag} within another mark"));
                    }
                    if within_text {
                        read.faults.push(format!("{tag} within a text object"));
                    }
                }
                if tag == "Artifact" {
                    open.push(Mark::Artifact);
                } else if let Some(content) = content {
                    let content = content.as_i64().expect("a number");
                    if read.marked.insert(content, (tag, String::new())).is_some() {
                        read.faults.push(format!("content {content} comes twice"));
                    }
                    open.push(Mark::Content(content));
                } else {
                    let text = properties.and_then(|properties| properties.get(b"ActualText").ok());
                    if let (Some(text), Some(number)) = (text, number) {
                        let text = pdf::utf16(text.as_str().expect("a string"));
                        if let Some((_, words)) = read.marked.get_mut(&number) {
                            words.push_str(&text);
                        }
                    }
                    open.push(Mark::Span(text.is_some()));
                }
            }
            "EMC" => match open.pop() {
                Some(_) => {}
                None => read.faults.push("an end without a begin".to_owned()),
            },
            "Tf" => font = maps.get(operands[0].as_name().expect("a name")),
            "Tj" | "TJ" => {
                let map = font.expect("a font before text");
                let said = open.iter().any(|mark| matches!(mark, Mark::Span(true)));
                for code in pdf::codes(&operands[0]) {
                    match map.get(&code) {
                        Some(text) => {
                            if let (false, Some(number)) = (said, number)
                                && let Some((_, words)) = read.marked.get_mut(&number)
                            {
                                words.push_str(text);
                            }
                        }
                        None => read.unknown.push(format!("glyph {code}")),
                    }
                }
            }
            _ => {}
        }
        let draws = [
            "Tj", "TJ", "'", "\"", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh",
            "BI", "EI",
        ];
        if draws.contains(&operator) && !inside(&open) {
            read.faults.push(format!("{operator} outside any mark"));
        }
    }
    if !open.is_empty() {
        read.faults.push("a mark that does not end".to_owned());
    }
    read
}

/// The tree as text that a person can review: a line to an element, with its words.
pub fn dump(document: &Document) -> String {
    let mut words = BTreeMap::new();
    for (number, page) in pdf::pages(document).into_iter().enumerate() {
        words.insert(page, (number + 1, contents(document, page)));
    }
    let mut out = String::new();
    dump_element(document, &tree(document), &words, 0, &mut out);
    out
}

type Words = BTreeMap<ObjectId, (usize, Contents)>;

fn dump_element(
    document: &Document,
    element: &Element,
    words: &Words,
    depth: usize,
    out: &mut String,
) {
    let mut line = format!("{:width$}{}", "", element.kind, width = depth * 2);
    if let Some(language) = element.language() {
        line += &format!(" [{language}]");
    }
    if let Some(numbering) = element.attribute("ListNumbering") {
        let name = numbering.as_name().expect("a name");
        line += &format!(" ({})", String::from_utf8_lossy(name));
    }
    if let Some(alt) = element.text("Alt") {
        line += &format!(" alt “{alt}”");
    }
    let text = |child: &Child| match child {
        Child::Content(page, number) => {
            let (_, contents) = words.get(page)?;
            contents.marked.get(number).map(|(_, text)| text.clone())
        }
        _ => None,
    };
    let plain = element.elements().next().is_none();
    if plain && element.kind != "Figure" {
        let parts: Vec<String> = element.children.iter().filter_map(text).collect();
        line += &format!(" “{}”", parts.join("|"));
    }
    for child in &element.children {
        if let Child::Annotation(id, _) = child {
            let annotation = document.get_dictionary(*id).expect("an annotation");
            let action = pdf::get(document, annotation, "A")
                .as_dict()
                .expect("an action");
            let uri = pdf::get(document, action, "URI")
                .as_str()
                .expect("a string");
            let said = pdf::get(document, annotation, "Contents").as_str();
            line += &format!(
                " → {} “{}”",
                String::from_utf8_lossy(uri),
                pdf::utf16(said.expect("a string"))
            );
        }
    }
    writeln!(out, "{line}").expect("a string takes all");
    for child in &element.children {
        match child {
            Child::Element(inner) => dump_element(document, inner, words, depth + 1, out),
            child if !plain => {
                if let Some(text) = text(child) {
                    let width = depth * 2 + 2;
                    writeln!(out, "{:width$}“{text}”", "").expect("a string takes all");
                }
            }
            _ => {}
        }
    }
}
