//! Each check finds the one thing that is wrong: a file of a press, broken in one place at a time.

use std::path::Path;
use std::sync::OnceLock;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::unmet;
use crate::content;
use crate::pipeline::Pipeline;
use crate::pipeline::{Job, SheetKind};
use crate::project::Project;
use crate::route::RouteKind;

/// The flyer of the sample for a press: by itself, and twice on a sheet.
fn flyers() -> &'static [Document; 2] {
    static FLYERS: OnceLock<[Document; 2]> = OnceLock::new();
    FLYERS.get_or_init(|| {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/free-armenian-pows.toml");
        let campaign = content::load(&Project::at(&sample))
            .expect("the sample")
            .value;
        let pipeline = Pipeline::embedded();
        let template = pipeline.library.load("flyer").expect("a template");
        let mut job = Job::screen(&template, &"A5".parse().expect("a paper"));
        job.printing.route = RouteKind::Press;
        [None, Some(SheetKind::Nup)].map(|sheet| {
            job.printing.sheet = sheet;
            let built = pipeline.build(&campaign, &job).expect("a flyer").value;
            Document::load_mem(built.pdf()).expect("a PDF")
        })
    })
}

fn catalog(document: &mut Document) -> &mut Dictionary {
    document.catalog_mut().expect("a catalog")
}

fn information(document: &mut Document) -> &mut Dictionary {
    let id = document.trailer.get(b"Info").and_then(Object::as_reference);
    dictionary_at(document, id.expect("information"))
}

fn dictionary_at(document: &mut Document, id: ObjectId) -> &mut Dictionary {
    match document.get_object_mut(id).expect("an object") {
        Object::Stream(stream) => &mut stream.dict,
        other => other.as_dict_mut().expect("a dictionary"),
    }
}

fn page(document: &mut Document) -> &mut Dictionary {
    let id = *document.get_pages().values().next().expect("a page");
    dictionary_at(document, id)
}

fn intent(document: &mut Document) -> &mut Dictionary {
    let intents = catalog(document).get_mut(b"OutputIntents");
    let intents = intents.and_then(Object::as_array_mut).expect("intents");
    intents[0].as_dict_mut().expect("an intent")
}

/// Writes a byte of the profile anew.
fn profile(document: &mut Document, at: usize, bytes: &[u8]) {
    let id = intent(document)
        .get(b"DestOutputProfile")
        .and_then(Object::as_reference);
    let id = id.expect("a profile");
    let stream = document.get_object_mut(id).and_then(Object::as_stream_mut);
    let stream = stream.expect("a profile");
    let mut plain = stream.get_plain_content().expect("a profile that unpacks");
    plain[at..at + bytes.len()].copy_from_slice(bytes);
    stream.dict.remove(b"Filter");
    stream.set_content(plain);
}

/// Draws more on the first page.
fn draw(document: &mut Document, more: &str) {
    let id = *document.get_pages().values().next().expect("a page");
    let mut bytes = document.get_page_content(id);
    bytes.extend(b"\n");
    bytes.extend(more.bytes());
    let contents = document.add_object(Stream::new(Dictionary::new(), bytes));
    dictionary_at(document, id).set("Contents", contents);
}

/// Gives the first page resources of its own with one more.
fn name(document: &mut Document, kind: &str, name: &str, what: impl Into<Object>) {
    let what = what.into();
    let id = page(document)
        .get(b"Resources")
        .and_then(Object::as_reference);
    let mut resources = document
        .get_dictionary(id.expect("resources"))
        .expect("resources")
        .clone();
    resources.set(kind, dictionary! { name => what });
    page(document).set("Resources", resources);
}

fn form(content: &str, more: Dictionary) -> Stream {
    let mut form = dictionary! {
        "Type" => "XObject", "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
    };
    form.extend(&more);
    Stream::new(form, content.as_bytes().to_vec())
}

fn picture(more: Dictionary) -> Stream {
    let mut picture = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1,
        "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
    };
    for (key, value) in more {
        picture.set(key, value);
    }
    Stream::new(picture, vec![0])
}

fn square(low: i64, high: i64) -> Vec<Object> {
    [low, low, high, high].map(Object::from).to_vec()
}

/// Sets a key of every dictionary of a type.
fn every(document: &mut Document, kind: &str, change: impl Fn(&mut Dictionary)) {
    let mut found = 0;
    for object in document.objects.values_mut() {
        if let Ok(dictionary) = object.as_dict_mut()
            && dictionary.get(b"Type").and_then(Object::as_name).ok() == Some(kind.as_bytes())
        {
            change(dictionary);
            found += 1;
        }
    }
    assert!(found > 0, "no {kind}");
}

const CLEAR: &str = "transparent content is in a group that is blended in the inks of the press";
const RGB: &str = "no colour is given as device RGB";
const PROFILE: &str = "the output intent embeds an ICC profile of a CMYK press, version 4 or lower";
const BOXES: &str =
    "on every page the media box contains the bleed box, and the bleed box contains the trim box";
const ACTIONLESS: &str = "the catalog has no actions, forms or collections";

/// A fault, and the requirement that is no longer met.
type Case = (&'static str, fn(&mut Document));

const CASES: &[Case] = &[
    ("the version is 1.6 or lower", |d| {
        d.version = "1.7".to_owned();
    }),
    ("the file is not encrypted", |d| {
        d.trailer.set("Encrypt", dictionary! {});
    }),
    (
        "the document information has a title, dates and a producer",
        |d| {
            information(d).remove(b"Title");
        },
    ),
    (
        "the document information has a title, dates and a producer",
        |d| {
            information(d).remove(b"CreationDate");
        },
    ),
    (
        "the document information has a title, dates and a producer",
        |d| {
            information(d).remove(b"ModDate");
        },
    ),
    (
        "the document information has a title, dates and a producer",
        |d| {
            information(d).set("Producer", Object::string_literal(""));
        },
    ),
    ("the information says whether the file is trapped", |d| {
        information(d).remove(b"Trapped");
    }),
    ("the information says whether the file is trapped", |d| {
        information(d).set("Trapped", "Unknown");
    }),
    (ACTIONLESS, |d| catalog(d).set("OpenAction", dictionary! {})),
    (ACTIONLESS, |d| catalog(d).set("AA", dictionary! {})),
    (ACTIONLESS, |d| catalog(d).set("AcroForm", dictionary! {})),
    ("no scripts and no files are embedded", |d| {
        catalog(d).set("Names", dictionary! { "JavaScript" => dictionary! {} });
    }),
    ("no scripts and no files are embedded", |d| {
        catalog(d).set("Names", dictionary! { "EmbeddedFiles" => dictionary! {} });
    }),
    ("there are no layers", |d| {
        catalog(d).set("OCProperties", dictionary! {});
    }),
    ("there is one output intent for PDF/X", |d| {
        catalog(d).remove(b"OutputIntents");
    }),
    ("there is one output intent for PDF/X", |d| {
        intent(d).set("S", "GTS_PDFA1");
    }),
    ("there is one output intent for PDF/X", |d| {
        let first = intent(d).clone();
        catalog(d).set("OutputIntents", vec![first.clone().into(), first.into()]);
    }),
    (
        "the output intent names its printing condition, and the registry or a description",
        |d| {
            intent(d).remove(b"OutputConditionIdentifier");
        },
    ),
    (
        "the output intent names its printing condition, and the registry or a description",
        |d| {
            intent(d).remove(b"RegistryName");
            intent(d).remove(b"Info");
        },
    ),
    (PROFILE, |d| {
        intent(d).remove(b"DestOutputProfile");
    }),
    (PROFILE, |d| profile(d, 8, &[5])),
    (PROFILE, |d| profile(d, 12, b"mntr")),
    (PROFILE, |d| profile(d, 16, b"RGB ")),
    (PROFILE, |d| profile(d, 36, b"ICC ")),
    (
        "every page has a trim box or an art box, and not both",
        |d| {
            page(d).remove(b"TrimBox");
        },
    ),
    (
        "every page has a trim box or an art box, and not both",
        |d| {
            let trim = page(d).get(b"TrimBox").expect("a box").clone();
            page(d).set("ArtBox", trim);
        },
    ),
    (BOXES, |d| {
        page(d).remove(b"BleedBox");
    }),
    (BOXES, |d| {
        page(d).set("MediaBox", square(0, 50));
    }),
    (BOXES, |d| {
        page(d).set("TrimBox", square(-9, 5000));
    }),
    ("a crop box does not cut into the trim", |d| {
        page(d).set("CropBox", square(0, 99));
    }),
    ("pages have no actions", |d| {
        page(d).set("AA", dictionary! {});
    }),
    ("pages have no actions", |d| {
        page(d).set("PresSteps", dictionary! {});
    }),
    ("pages have no annotations", |d| {
        page(d).set("Annots", vec![dictionary! { "Subtype" => "Link" }.into()]);
    }),
    ("the contents of page 1 can be read", |d| {
        let contents = d.add_object(Stream::new(Dictionary::new(), b"(((".to_vec()));
        page(d).set("Contents", contents);
    }),
    (RGB, |d| draw(d, "1 0 0 rg")),
    (RGB, |d| draw(d, "1 0 0 RG")),
    (RGB, |d| draw(d, "/DeviceRGB cs")),
    (RGB, |d| name(d, "ColorSpace", "X", "DeviceRGB")),
    (RGB, |d| {
        let space: Vec<Object> = vec!["CalRGB".into(), dictionary! {}.into()];
        name(d, "ColorSpace", "X", space);
    }),
    (RGB, |d| {
        d.add_object(form("1 0 0 rg", dictionary! {}));
    }),
    ("rendering intents are those of PDF", |d| {
        draw(d, "/Pretty ri");
    }),
    ("rendering intents are those of PDF", |d| {
        d.add_object(picture(dictionary! { "Intent" => "Pretty" }));
    }),
    (
        "pictures are objects of their own, not parts of contents",
        |d| {
            draw(d, "BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI");
        },
    ),
    (CLEAR, |d| {
        name(d, "ExtGState", "T", dictionary! { "ca" => 0.5 });
        draw(d, "/T gs");
    }),
    (CLEAR, |d| {
        name(d, "ExtGState", "T", dictionary! { "CA" => 0.5 });
        draw(d, "/T gs");
        page(d).set("Group", dictionary! { "S" => "Transparency" });
    }),
    (CLEAR, |d| {
        let mask = d.add_object(picture(dictionary! {}));
        let picture = d.add_object(picture(dictionary! { "SMask" => mask }));
        name(d, "XObject", "X", picture);
        draw(d, "/X Do");
    }),
    (CLEAR, |d| {
        let state = dictionary! { "T" => dictionary! { "ca" => 0.5 } };
        let more = dictionary! {
            "Resources" => dictionary! { "ExtGState" => state },
            "Group" => dictionary! { "S" => "Transparency", "CS" => "DeviceCMYK" },
        };
        let form = d.add_object(form("/T gs", more));
        name(d, "XObject", "X", form);
        draw(d, "/X Do");
    }),
    (
        "each spot colour has a mixture of grey or CMYK for printers without its ink",
        |d| {
            let space: Vec<Object> = vec![
                "Separation".into(),
                "Gold".into(),
                "Lab".into(),
                dictionary! {}.into(),
            ];
            name(d, "ColorSpace", "X", space);
        },
    ),
    ("every font is embedded", |d| {
        every(d, "FontDescriptor", |font| {
            for key in [&b"FontFile2"[..], b"FontFile3"] {
                font.remove(key);
            }
        });
    }),
    ("every font is embedded", |d| {
        d.add_object(
            dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" },
        );
    }),
    ("every font is embedded", |d| {
        d.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type0" });
    }),
    ("there are no patterns and no Type 3 fonts", |d| {
        d.add_object(dictionary! { "PatternType" => 1 });
    }),
    ("no transfer functions and no halftone phases", |d| {
        d.add_object(dictionary! { "Type" => "ExtGState", "TR" => "Identity" });
    }),
    ("no transfer functions and no halftone phases", |d| {
        d.add_object(dictionary! { "Type" => "ExtGState", "HTP" => vec![0.into(), 0.into()] });
    }),
    (
        "no transfer functions and no halftones of the file's own",
        |d| {
            d.add_object(dictionary! { "Type" => "ExtGState", "TR2" => "Identity" });
        },
    ),
    (
        "no transfer functions and no halftones of the file's own",
        |d| {
            d.add_object(dictionary! { "Type" => "ExtGState", "HT" => dictionary! {} });
        },
    ),
    ("no blend mode but Normal and Multiply", |d| {
        d.add_object(dictionary! { "Type" => "ExtGState", "BM" => "Screen" });
    }),
    (CLEAR, |d| {
        name(d, "ExtGState", "T", dictionary! { "BM" => "Multiply" });
        draw(d, "/T gs");
    }),
    ("transparency is blended in the inks of the press", |d| {
        d.add_object(dictionary! { "S" => "Transparency", "CS" => "Lab" });
    }),
    ("there are no actions", |d| {
        d.add_object(dictionary! { "S" => "URI" });
    }),
    ("there are no actions", |d| {
        d.add_object(dictionary! { "S" => "SubmitForm" });
    }),
    ("no stream is stored in another file", |d| {
        let elsewhere = dictionary! { "F" => Object::string_literal("x") };
        d.add_object(Stream::new(elsewhere, Vec::new()));
    }),
    ("streams are deflated or JPEG", |d| {
        d.add_object(Stream::new(
            dictionary! { "Filter" => "LZWDecode" },
            Vec::new(),
        ));
    }),
    ("streams are deflated or JPEG", |d| {
        let filters: Vec<Object> = vec!["FlateDecode".into(), "JPXDecode".into()];
        d.add_object(Stream::new(dictionary! { "Filter" => filters }, Vec::new()));
    }),
    ("pictures are in grey or CMYK", |d| {
        d.add_object(picture(dictionary! { "ColorSpace" => "DeviceRGB" }));
    }),
    ("pictures are in grey or CMYK", |d| {
        let space: Vec<Object> = vec!["ICCBased".into(), Object::Null];
        d.add_object(picture(dictionary! { "ColorSpace" => space }));
    }),
    ("pictures have no alternates", |d| {
        let others: Vec<Object> = Vec::new();
        d.add_object(picture(dictionary! { "Alternates" => others }));
    }),
    ("no page of another file is placed", |d| {
        d.add_object(form("", dictionary! { "Ref" => dictionary! {} }));
    }),
    ("the contents of a form can be read", |d| {
        d.add_object(form("(((", dictionary! {}));
    }),
    ("there is no PostScript", |d| {
        d.add_object(Stream::new(dictionary! { "Subtype" => "PS" }, Vec::new()));
    }),
    (
        "no picture is a stand-in for one in another file (OPI)",
        |d| {
            d.add_object(picture(dictionary! { "OPI" => dictionary! {} }));
        },
    ),
];

#[test]
fn a_file_for_a_press_meets_them_all() {
    for flyer in flyers() {
        assert_eq!(unmet(flyer), Vec::<String>::new());
    }
}

#[test]
fn what_lies_in_a_group_of_the_press_may_be_seen_through() {
    let mut broken = flyers()[0].clone();
    name(
        &mut broken,
        "ExtGState",
        "T",
        dictionary! { "Type" => "ExtGState", "ca" => 0.5 },
    );
    draw(&mut broken, "/T gs");
    page(&mut broken).set(
        "Group",
        dictionary! { "S" => "Transparency", "CS" => "DeviceCMYK" },
    );
    let told = unmet(&broken);
    assert!(!told.iter().any(|told| told == CLEAR), "{told:?}");
}

#[test]
fn each_check_finds_what_it_is_for() {
    for (number, (requirement, fault)) in CASES.iter().enumerate() {
        for flyer in flyers() {
            let mut broken = flyer.clone();
            fault(&mut broken);
            let told = unmet(&broken);
            assert!(
                told.iter().any(|told| told == requirement),
                "case {number}, {requirement}: {told:?}"
            );
        }
    }
}

/// Requirements stand in the sources as texts of more than one word; each has a case, and is in the list.
#[test]
fn every_check_has_a_case_and_a_line_in_the_list() {
    let sources = [
        include_str!("mod.rs"),
        include_str!("page.rs"),
        include_str!("object.rs"),
    ];
    let list = include_str!("../../../docs/pdf-x.md");
    let mut found = 0;
    for line in sources.iter().flat_map(|source| source.lines()) {
        let line = line.trim();
        if line.starts_with("//") {
            continue;
        }
        let texts = line.split('"').skip(1).step_by(2);
        // Where no file of a library can be without one, it cannot be broken either.
        for text in texts.filter(|text| text.contains(' ') && !text.contains('{')) {
            assert!(list.contains(text), "`{text}` is not in docs/pdf-x.md");
            found += 1;
            if matches!(text, "the file has a catalog" | "every page is an object") {
                continue;
            }
            assert!(
                CASES.iter().any(|(requirement, _)| *requirement == text),
                "`{text}` has no case"
            );
        }
    }
    assert!(found > 30, "{found}");
}
