//! What a file puts onto paper, read from its content streams: each thing drawn with its colour, and
//! whether it is printed over what lies below.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::common::pdf;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Text,
    Fill,
    Stroke,
    Picture,
}

/// A thing drawn.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub(super) what: What,
    /// The colour as the file sets it: operands and operator. Empty for pictures, and where none is set.
    pub(super) color: String,
    /// Whether it is printed over the inks below it, and in which mode.
    pub(super) over: bool,
    pub(super) mode: i64,
    /// Its opacity.
    pub(super) alpha: f64,
}

#[derive(Clone)]
struct State {
    fill: String,
    stroke: String,
    fill_over: bool,
    stroke_over: bool,
    mode: i64,
    fill_alpha: f64,
    stroke_alpha: f64,
}

/// A content stream with what it names.
pub(super) struct Stream<'d> {
    pub(super) dictionary: &'d Dictionary,
    pub(super) operations: Vec<Operation>,
    /// Whether it is a page.
    pub(super) is_page: bool,
}

/// The content streams of a file: pages, then forms.
pub(super) fn streams(document: &Document) -> Vec<Stream<'_>> {
    let mut streams: Vec<Stream<'_>> = pdf::pages(document)
        .into_iter()
        .map(|id| Stream {
            dictionary: pdf::page(document, id),
            operations: pdf::operations(document, id),
            is_page: true,
        })
        .collect();
    for object in document.objects.values() {
        let Ok(stream) = object.as_stream() else {
            continue;
        };
        if named(&stream.dict, "Subtype") == Some("Form") {
            let bytes = stream.get_plain_content().expect("a form that unpacks");
            streams.push(Stream {
                dictionary: &stream.dict,
                operations: Content::decode(&bytes).expect("operations").operations,
                is_page: false,
            });
        }
    }
    streams
}

/// The value of a key, where it is a name.
pub(super) fn named<'d>(dictionary: &'d Dictionary, key: &str) -> Option<&'d str> {
    let name = dictionary.get(key.as_bytes()).and_then(Object::as_name);
    std::str::from_utf8(name.ok()?).ok()
}

/// What the resources of a stream call that.
pub(super) fn resource<'d>(
    document: &'d Document,
    drawn: &'d Dictionary,
    kind: &str,
    name: &[u8],
) -> &'d Object {
    let resources = pdf::get(document, drawn, "Resources").as_dict();
    let named = pdf::get(document, resources.expect("resources"), kind).as_dict();
    let name = std::str::from_utf8(name).expect("a plain name");
    pdf::get(document, named.expect("names"), name)
}

/// All that a page draws, in order, also in the forms that it places.
pub(super) fn page(document: &Document, id: ObjectId) -> Vec<Drawn> {
    let state = State {
        fill: String::new(),
        stroke: String::new(),
        fill_over: false,
        stroke_over: false,
        mode: 0,
        fill_alpha: 1.0,
        stroke_alpha: 1.0,
    };
    let mut out = Vec::new();
    let operations = pdf::operations(document, id);
    run(
        document,
        pdf::page(document, id),
        &operations,
        state,
        &mut out,
    );
    out
}

fn text(operation: &Operation) -> String {
    let operand = |object: &Object| match object {
        Object::Name(name) => format!("/{} ", String::from_utf8_lossy(name)),
        number => format!("{} ", number.as_float().expect("a number")),
    };
    let operands: String = operation.operands.iter().map(operand).collect();
    operands + &operation.operator
}

fn run(
    document: &Document,
    dictionary: &Dictionary,
    operations: &[Operation],
    mut state: State,
    out: &mut Vec<Drawn>,
) {
    let mut saved = Vec::new();
    for operation in operations {
        let push = |out: &mut Vec<Drawn>, what: What| {
            let stroke = what == What::Stroke;
            let pick = |fill, line| if stroke { line } else { fill };
            out.push(Drawn {
                what,
                color: match what {
                    What::Picture => String::new(),
                    _ => pick(&state.fill, &state.stroke).clone(),
                },
                over: if stroke {
                    state.stroke_over
                } else {
                    state.fill_over
                },
                mode: state.mode,
                alpha: if stroke {
                    state.stroke_alpha
                } else {
                    state.fill_alpha
                },
            });
        };
        let operator = operation.operator.as_str();
        match operator {
            "q" => saved.push(state.clone()),
            "Q" => state = saved.pop().expect("a state that was saved"),
            "g" | "rg" | "k" | "cs" => state.fill = text(operation),
            "G" | "RG" | "K" | "CS" => state.stroke = text(operation),
            "scn" | "sc" => state.fill = format!("{} {}", state.fill, text(operation)),
            "SCN" | "SC" => state.stroke = format!("{} {}", state.stroke, text(operation)),
            "gs" => {
                let name = operation.operands[0].as_name().expect("a name");
                let set = resource(document, dictionary, "ExtGState", name).as_dict();
                let set = set.expect("a graphics state");
                let truth = |key: &[u8]| set.get(key).and_then(Object::as_bool).ok();
                let number = |key: &[u8]| set.get(key).and_then(Object::as_float).ok();
                // `OP` holds for fills too where `op` is not given (ISO 32000-1, table 58).
                state.stroke_over = truth(b"OP").unwrap_or(state.stroke_over);
                let fill_over = truth(b"op").or(truth(b"OP"));
                state.fill_over = fill_over.unwrap_or(state.fill_over);
                state.mode = number(b"OPM").map_or(state.mode, |mode| mode as i64);
                state.fill_alpha = number(b"ca").map_or(state.fill_alpha, f64::from);
                state.stroke_alpha = number(b"CA").map_or(state.stroke_alpha, f64::from);
            }
            "Tj" | "TJ" => push(out, What::Text),
            "f" | "f*" => push(out, What::Fill),
            "S" => push(out, What::Stroke),
            "B" | "B*" => {
                push(out, What::Fill);
                push(out, What::Stroke);
            }
            "F" | "s" | "b" | "b*" | "sh" | "BI" | "'" | "\"" | "Tr" => {
                panic!("`{operator}` is not written");
            }
            "Do" => {
                let name = operation.operands[0].as_name().expect("a name");
                let object = resource(document, dictionary, "XObject", name).as_stream();
                let object = object.expect("a stream");
                match named(&object.dict, "Subtype") {
                    Some("Image") => push(out, What::Picture),
                    Some("Form") => {
                        let bytes = object.get_plain_content().expect("a form that unpacks");
                        let inner = Content::decode(&bytes).expect("operations").operations;
                        run(document, &object.dict, &inner, state.clone(), out);
                    }
                    other => panic!("{other:?} is drawn"),
                }
            }
            _ => {}
        }
    }
    assert!(saved.is_empty(), "a state that is not restored");
}
