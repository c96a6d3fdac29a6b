//! Faults seeded into finished files.

use handbill::internals::geom::Rect;
use handbill::internals::inspect::inspect;
use handbill::internals::pipeline::{Built, Job};
use handbill::internals::proof::file::{self, Expectation};
use handbill::internals::proof::{self, Known, Terms};
use handbill::internals::route::RouteKind;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::common::{pdf, pipeline, said, sample};

/// A fault: what is done to which piece, and the rule of what has to be found.
struct Fault {
    what: &'static str,
    rule: &'static str,
    piece: (&'static str, RouteKind),
    /// Whether the file is held against what it was made from; else it is anyone's.
    ours: bool,
    seed: fn(&mut Document, &Built),
}

pub(super) const FLYER: (&str, RouteKind) = ("flyer", RouteKind::Screen);
const PIPELINE: (&str, RouteKind) = ("flyer", RouteKind::Press);
const HANDOUT: (&str, RouteKind) = ("handout", RouteKind::Screen);
/// A piece with a photograph.
const PICTURE: (&str, RouteKind) = ("postcard", RouteKind::Screen);

const fn ours(
    what: &'static str,
    rule: &'static str,
    piece: (&'static str, RouteKind),
    seed: fn(&mut Document, &Built),
) -> Fault {
    Fault {
        what,
        rule,
        piece,
        ours: true,
        seed,
    }
}

const fn anyones(what: &'static str, rule: &'static str, seed: fn(&mut Document, &Built)) -> Fault {
    Fault {
        what,
        rule,
        piece: FLYER,
        ours: false,
        seed,
    }
}

const FAULTS: [Fault; 25] = [
    ours(
        "a code painted over",
        "unread-code",
        FLYER,
        |file, built| {
            fill(file, "1 g", code(built));
        },
    ),
    ours(
        "a bar through the quiet zone",
        "unread-code",
        FLYER,
        |file, built| {
            let mut bar = code(built);
            bar.size.width = bar.size.width * 0.13;
            fill(file, "0 g", bar);
        },
    ),
    ours(
        "half of a code covered",
        "unread-code",
        FLYER,
        |file, built| {
            let mut half = code(built);
            half.size.height = half.size.height * 0.5;
            fill(file, "0.95 0.66 0 rg", half);
        },
    ),
    ours("a code washed out", "unread-code", FLYER, |file, built| {
        let veil = dictionary! { "Type" => "ExtGState", "ca" => 0.93_f32 };
        resource(file, "ExtGState", "Veil", veil.into());
        fill(file, "/Veil gs 1 g", code(built));
    }),
    ours("a page made small", "unread-code", FLYER, |file, _| {
        // Its codes are elsewhere, and those that are looked for are not there.
        around(file, "q 0.4 0 0 0.4 0 0 cm\n", "\nQ");
    }),
    ours("a font taken out", "font-not-embedded", FLYER, |file, _| {
        for object in file.objects.values_mut() {
            if let Ok(font) = object.as_dict_mut() {
                font.remove(b"FontFile2");
                font.remove(b"FontFile3");
            }
        }
    }),
    ours(
        "a font without a map to letters",
        "font-no-unicode",
        FLYER,
        |file, _| {
            for object in file.objects.values_mut() {
                if let Ok(font) = object.as_dict_mut() {
                    font.remove(b"ToUnicode");
                }
            }
        },
    ),
    ours(
        "red, green and blue on a press",
        "rgb-in-press",
        PIPELINE,
        |file, _| {
            draw(file, "1 0 0 rg 100 100 50 50 re f");
        },
    ),
    ours(
        "white that overprints",
        "white-overprint",
        PIPELINE,
        |file, _| {
            let over =
                dictionary! { "Type" => "ExtGState", "op" => true, "OP" => true, "OPM" => 1 };
            resource(file, "ExtGState", "Over", over.into());
            draw(file, "/Over gs 0 0 0 0 k 100 100 50 50 re f");
        },
    ),
    ours(
        "letters of four inks",
        "rich-black-text",
        PIPELINE,
        |file, _| {
            draw(
                file,
                "BT /T0 12 Tf 0.6 0.4 0.4 1 k 100 100 Td <00010002> Tj ET",
            );
        },
    ),
    ours("more ink than dries", "coverage", PIPELINE, |file, _| {
        draw(file, "1 1 1 1 k 100 100 150 150 re f");
    }),
    ours("no trim box", "page-boxes", PIPELINE, |file, _| {
        page(file).remove(b"TrimBox");
    }),
    ours(
        "a trim beyond the paper",
        "page-boxes",
        PIPELINE,
        |file, _| {
            let wide: Vec<Object> = [-50, -50, 2000, 2000].map(Object::from).to_vec();
            page(file).set("TrimBox", wide);
        },
    ),
    anyones("a hairline", "thin-line", |file, _| {
        draw(file, "0 G 0.05 w 20 20 m 300 20 l S");
    }),
    anyones("letters of three points", "small-type", |file, _| {
        draw(file, "BT /T0 3 Tf 0 g 100 100 Td <00010002> Tj ET");
    }),
    anyones("a page of another size", "mixed-page-sizes", |file, _| {
        let wide: Vec<Object> = [0, 0, 842, 1191].map(Object::from).to_vec();
        let first = pdf::pages(file)[0];
        let mut copy = pdf::page(file, first).clone();
        for name in ["MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"] {
            copy.set(name, wide.clone());
        }
        let parent = copy
            .get(b"Parent")
            .and_then(Object::as_reference)
            .expect("a parent");
        let id = file.add_object(copy);
        let tree = file.get_dictionary_mut(parent).expect("a tree");
        tree.set("Count", 2);
        let kids = tree
            .get_mut(b"Kids")
            .and_then(Object::as_array_mut)
            .expect("pages");
        kids.push(Object::Reference(id));
    }),
    anyones(
        "a picture of few pixels",
        "picture-resolution",
        |file, _| {
            let picture = dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 8, "Height" => 8,
                "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
            };
            let id = file.add_object(Stream::new(picture, vec![128; 64]));
            resource(file, "XObject", "Coarse", id.into());
            draw(file, "q 200 0 0 200 100 200 cm /Coarse Do Q");
        },
    ),
    ours("a person's name", "author-trace", FLYER, |file, _| {
        info(file, "Author", "alice.sample");
    }),
    ours("a path of a home folder", "path-trace", FLYER, |file, _| {
        info(file, "Subject", "/home/alice/protest/flyer.indd");
    }),
    ours("the time of day", "time-trace", FLYER, |file, _| {
        info(file, "CreationDate", "D:20261124081500+01'00'");
    }),
    ours("an editor's memory", "editor-trace", FLYER, |file, _| {
        let private = dictionary! { "Illustrator" => dictionary! { "Private" => 1 } };
        page(file).set("PieceInfo", private);
    }),
    ours("a script", "hidden-content", FLYER, |file, _| {
        let script =
            dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
        let root = file
            .trailer
            .get(b"Root")
            .and_then(Object::as_reference)
            .expect("a root");
        file.get_dictionary_mut(root)
            .expect("a root")
            .set("OpenAction", script);
    }),
    ours(
        "where a picture was taken",
        "exif-left-in",
        PICTURE,
        |file, _| {
            // A JPEG begins with its mark; a part for Exif comes behind it.
            let mut part = vec![0xFF, 0xE1, 0, 0];
            part.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0");
            let length = (part.len() - 2) as u16;
            part[2..4].copy_from_slice(&length.to_be_bytes());
            for object in file.objects.values_mut() {
                if let Ok(stream) = object.as_stream_mut()
                    && stream.content.starts_with(&[0xFF, 0xD8])
                {
                    let rest = stream.content.split_off(2);
                    stream.content.extend(&part);
                    stream.content.extend(rest);
                    let length = stream.content.len() as i64;
                    stream.dict.set("Length", length);
                }
            }
        },
    ),
    ours(
        "a code that opens another page",
        "wrong-payload",
        FLYER,
        |file, built| {
            other_code(file, built);
        },
    ),
    anyones(
        "a code that opens another page, in anyone's file",
        "plain-http",
        |file, built| {
            other_code(file, built);
        },
    ),
];

/// Draws a code over the first one, in its place, that opens another page.
fn other_code(file: &mut Document, built: &Built) {
    let place = code(built);
    fill(file, "1 g", place);
    let symbol = qrcode::QrCode::new("http://elsewhere.example/").expect("a code");
    let side = symbol.width();
    let module = place.size.width.to_pt() / (side + 8) as f64;
    let (left, top) = corner(built, place);
    let mut drawn = String::from("0 g\n");
    for (at, color) in symbol.to_colors().into_iter().enumerate() {
        if color == qrcode::Color::Dark {
            let (x, y) = (at % side + 4, at / side + 4);
            let (x, y) = (left + x as f64 * module, top - (y + 1) as f64 * module);
            drawn.push_str(&format!("{x:.3} {y:.3} {module:.3} {module:.3} re f\n"));
        }
    }
    draw(file, &drawn);
}

/// The place of the first code of a piece.
pub(super) fn code(built: &Built) -> Rect {
    built.examined.piece.pages[0].codes()[0].rect()
}

/// Left and top of a place in points from the lower left corner of the page.
fn corner(built: &Built, place: Rect) -> (f64, f64) {
    let height = built.examined.piece.pages[0].trim.height;
    (place.origin.x.to_pt(), (height - place.origin.y).to_pt())
}

pub(super) fn fill(file: &mut Document, color: &str, place: Rect) {
    let page = pdf::pages(file)[0];
    let bottom = pdf::rect(pdf::page(file, page), "MediaBox")[3] - place.bottom().to_mm();
    let numbers = [
        place.origin.x.to_mm(),
        bottom,
        place.size.width.to_mm(),
        place.size.height.to_mm(),
    ];
    let numbers = numbers.map(|mm| format!("{:.3}", mm / 25.4 * 72.0));
    draw(file, &format!("{color} {} re f", numbers.join(" ")));
}

/// Draws over the first page.
fn draw(file: &mut Document, operations: &str) {
    around(file, "q\n", &format!("\nQ\nq\n{operations}\nQ"));
}

fn around(file: &mut Document, before: &str, after: &str) {
    let id = pdf::pages(file)[0];
    let own = file.get_page_content(id);
    let mut content = before.as_bytes().to_vec();
    content.extend(own);
    content.extend(after.as_bytes());
    let stream = file.add_object(Stream::new(Dictionary::new(), content));
    page(file).set("Contents", stream);
}

fn page(file: &mut Document) -> &mut Dictionary {
    let first = pdf::pages(file)[0];
    file.get_dictionary_mut(first).expect("a page")
}

/// Names something for the first page to draw with.
pub(super) fn resource(file: &mut Document, kind: &str, name: &str, value: Object) {
    let first = pdf::pages(file)[0];
    let resources = pdf::get(file, pdf::page(file, first), "Resources");
    let mut resources = resources.as_dict().expect("resources").clone();
    let mut of_kind = match resources.get(kind.as_bytes()) {
        Ok(there) => pdf::followed(file, there)
            .as_dict()
            .expect("a dictionary")
            .clone(),
        Err(_) => Dictionary::new(),
    };
    of_kind.set(name, value);
    resources.set(kind, of_kind);
    page(file).set("Resources", resources);
}

fn info(file: &mut Document, key: &str, value: &str) {
    let id: ObjectId = match file.trailer.get(b"Info").and_then(Object::as_reference) {
        Ok(id) => id,
        Err(_) => {
            let id = file.add_object(Dictionary::new());
            file.trailer.set("Info", id);
            id
        }
    };
    let info = file.get_dictionary_mut(id).expect("a dictionary");
    info.set(key, Object::string_literal(value));
}

pub(super) fn built((template, route): (&str, RouteKind)) -> Built {
    let template = pipeline().library.load(template).expect("a template");
    let paper = template.papers.first().expect("a paper").clone();
    let mut job = Job::screen(&template, &paper);
    job.printing.route = route;
    match pipeline().build(sample(), &job) {
        Ok(built) => built.value,
        Err(problems) => panic!("{}", said(&problems)),
    }
}

/// The rules of what is found in a file.
fn found(bytes: &[u8], built: &Built, ours: bool) -> Vec<&'static str> {
    let campaigns = [sample()];
    let known = Known {
        campaigns: &campaigns,
        examined: &built.examined,
        ink: None,
    };
    match proof::prove(bytes, ours.then_some(known), &Terms::default()) {
        Ok(proof) => proof
            .findings
            .iter()
            .map(|finding| finding.rule.name())
            .collect(),
        Err(problem) => vec![problem.rule.name()],
    }
}

/// The rules of what a file shows by itself.
fn of_file(bytes: &[u8], built: &Built, ours: bool) -> Vec<&'static str> {
    let Ok(inspected) = inspect(bytes) else {
        return Vec::new();
    };
    let known = if ours {
        Expectation::of(&built.examined)
    } else {
        Expectation::default()
    };
    let findings = file::findings(&inspected, &known);
    findings.iter().map(|finding| finding.rule.name()).collect()
}

#[test]
fn every_fault_of_a_file_is_found() {
    let mut missed = Vec::new();
    for piece in [FLYER, PIPELINE, HANDOUT, PICTURE] {
        let built = built(piece);
        for fault in FAULTS.iter().filter(|fault| fault.piece == piece) {
            let mut file = Document::load_mem(built.pdf()).expect("our own file");
            (fault.seed)(&mut file, &built);
            let mut bytes = Vec::new();
            file.save_to(&mut bytes).expect("saved");
            // What the file shows by itself is found first; its codes are read only for the others.
            if of_file(&bytes, &built, fault.ours).contains(&fault.rule) {
                continue;
            }
            let found = found(&bytes, &built, fault.ours);
            if !found.contains(&fault.rule) {
                missed.push(format!(
                    "{}: {} is not among {found:?}",
                    fault.what, fault.rule
                ));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn an_untouched_file_gives_no_alarm() {
    for piece in [FLYER, PIPELINE, HANDOUT] {
        let built = built(piece);
        // What is anyone's is known by nothing of ours: one of them is enough.
        for ours in [true, false] {
            if !ours && piece != FLYER {
                continue;
            }
            let found = found(built.pdf(), &built, ours);
            assert!(
                found.is_empty(),
                "{} {}: {found:?}",
                piece.0,
                piece.1.name()
            );
        }
    }
}

#[test]
fn a_locked_or_broken_file_is_told() {
    let built = built(FLYER);
    assert_eq!(found(b"no PDF at all", &built, false), ["not-a-pdf"]);
    assert_eq!(found(&built.pdf()[..500], &built, false), ["not-a-pdf"]);
}
