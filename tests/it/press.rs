//! Files for a press keep PDF/X-4 (ISO 15930-7), as `docs/pdf-x.md` lists it. Read from the saved bytes,
//! by another way than the check of the program.

mod draw;
mod routes;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use handbill::internals::geom::Length;
use handbill::internals::paper::Paper;
use handbill::internals::pipeline::SheetKind;
use handbill::internals::pipeline::{Built, Job};
use handbill::internals::route::RouteKind;
use lopdf::{Dictionary, Document, Object};

use crate::common::{pdf, pipeline, said, sample};
use draw::{What, named, streams};

/// A file for a press, with the paper that each side of it is trimmed to.
struct File {
    what: String,
    bytes: Vec<u8>,
    document: Document,
    trims: Vec<(Length, Length)>,
}

fn built(template: &str, sheet: Option<SheetKind>, set: impl FnOnce(&mut Job)) -> Built {
    let template = pipeline().library.load(template).expect("a template");
    let paper: Paper = template.papers[0].clone();
    let mut job = Job::screen(&template, &paper);
    job.printing.route = RouteKind::Press;
    job.printing.sheet = sheet;
    set(&mut job);
    // A booklet of a handout in two languages has four pages.
    let campaigns = match sheet {
        Some(SheetKind::Booklet) => vec![sample(), sample()],
        _ => vec![sample()],
    };
    match pipeline().build_set(&campaigns, &job) {
        Ok(built) => built.value,
        Err(problems) => panic!("{}", said(&problems)),
    }
}

/// Every template on its first paper, and what lies on sheets.
fn files() -> &'static [File] {
    static FILES: OnceLock<Vec<File>> = OnceLock::new();
    FILES.get_or_init(|| {
        let alone = pipeline().library.ids().into_iter().filter(|id| {
            let template = pipeline().library.load(id).expect("a template");
            template.is_piece() && template.lacking(sample()).is_none()
        });
        let alone: Vec<(String, Option<SheetKind>)> = alone.map(|id| (id, None)).collect();
        assert!(alone.len() >= 3, "{alone:?}");
        let sheets = [
            ("flyer", SheetKind::Page),
            ("flyer", SheetKind::Nup),
            ("handout", SheetKind::Booklet),
            ("handout", SheetKind::Fold),
        ];
        let sheets = sheets.map(|(id, kind)| (id.to_owned(), Some(kind)));
        let all = alone.into_iter().chain(sheets).map(|(id, kind)| {
            let built = built(&id, kind, |_| {});
            let bytes = built.pdf().to_vec();
            let document = pdf::open(&bytes);
            let onto: Paper = built.examined.onto.parse().expect("a paper with a name");
            // What is folded is trimmed as one; pages that are cut apart leave the sheet whole.
            let page = built.examined.piece.pages[0].trim;
            let trim = match kind {
                Some(SheetKind::Booklet) => (page.width * 2.0, page.height),
                Some(SheetKind::Fold) => (page.width, page.height),
                _ => (onto.size().width, onto.size().height),
            };
            File {
                what: format!("{id}, {kind:?}"),
                trims: vec![trim; pdf::pages(&document).len()],
                bytes,
                document,
            }
        });
        all.collect()
    })
}

fn string(dictionary: &Dictionary, key: &str) -> String {
    let bytes = dictionary.get(key.as_bytes()).and_then(Object::as_str);
    let bytes = bytes.unwrap_or_else(|_| panic!("no /{key}"));
    match bytes {
        [0xFE, 0xFF, ..] => pdf::utf16(bytes),
        plain => String::from_utf8(plain.to_vec()).expect("plain text"),
    }
}

fn information(document: &Document) -> &Dictionary {
    pdf::get(document, &document.trailer, "Info")
        .as_dict()
        .expect("information")
}

/// The metadata as they lie in the bytes: a reader that knows no PDF finds them too.
fn metadata(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let from = text.find("<?xpacket begin").expect("metadata");
    let to = text.find("<?xpacket end").expect("metadata that end");
    text[from..to].to_owned()
}

/// What stands between the tags of a name, which there must be once.
fn told(xmp: &str, name: &str) -> String {
    let parts: Vec<&str> = xmp.split(&format!("<{name}>")).collect();
    let [_, rest] = parts[..] else {
        panic!("{} of {name} in {xmp}", parts.len() - 1);
    };
    let (value, _) = rest.split_once(&format!("</{name}>")).expect("an end");
    value.to_owned()
}

fn digits(date: &str) -> String {
    date.chars().filter(char::is_ascii_digit).collect()
}

#[test]
fn the_file_is_pdf_1_6_with_an_identifier() {
    for file in files() {
        assert!(file.bytes.starts_with(b"%PDF-1.6"), "{}", file.what);
        let catalog = file.document.catalog().expect("a catalog");
        assert!(!catalog.has(b"Version"), "{}", file.what);
        let trailer = &file.document.trailer;
        assert!(!trailer.has(b"Encrypt"), "{}", file.what);
        let parts = pdf::get(&file.document, trailer, "ID")
            .as_array()
            .expect("two");
        let parts: Vec<&[u8]> = parts
            .iter()
            .map(|part| part.as_str().expect("bytes"))
            .collect();
        assert!(parts.len() == 2 && parts[0] == parts[1], "{}", file.what);
        assert!(parts[0].len() == 16 && parts[0] != [0; 16], "{}", file.what);
    }
    let ids: BTreeSet<Vec<u8>> = files()
        .iter()
        .map(|file| {
            let id = file.document.trailer.get(b"ID").and_then(Object::as_array);
            id.expect("an identifier")[0]
                .as_str()
                .expect("bytes")
                .to_vec()
        })
        .collect();
    assert_eq!(ids.len(), files().len(), "two files have one identifier");
}

#[test]
fn the_information_and_the_xmp_agree() {
    for file in files() {
        let what = &file.what;
        let information = information(&file.document);
        let catalog = file.document.catalog().expect("a catalog");
        let stream = pdf::get(&file.document, catalog, "Metadata").as_stream();
        let stream = stream.expect("metadata");
        assert_eq!(named(&stream.dict, "Subtype"), Some("XML"), "{what}");
        assert!(!stream.dict.has(b"Filter"), "{what}");
        let xmp = metadata(&file.bytes);
        assert!(
            String::from_utf8_lossy(&stream.content).contains(&xmp),
            "{what}"
        );

        let title = string(information, "Title");
        assert!(
            title == sample().title.as_str() && !title.is_empty(),
            "{what}"
        );
        assert!(
            xmp.contains(&format!("<rdf:li xml:lang=\"x-default\">{title}</rdf:li>")),
            "{what}: {xmp}"
        );
        assert_eq!(
            string(information, "Producer"),
            told(&xmp, "pdf:Producer"),
            "{what}"
        );
        assert_eq!(
            information.has(b"Author"),
            xmp.contains("<dc:creator>"),
            "{what}"
        );
        // The facts are of November 2023.
        let date = "20231101000000";
        for (key, name) in [
            ("CreationDate", "xmp:CreateDate"),
            ("ModDate", "xmp:ModifyDate"),
        ] {
            let (short, long) = (string(information, key), told(&xmp, name));
            assert_eq!(short, format!("D:{date}Z"), "{what}");
            assert_eq!(long, "2023-11-01T00:00:00Z", "{what}");
            assert_eq!(digits(&short), digits(&long), "{what}");
        }
        assert_eq!(digits(&told(&xmp, "xmp:MetadataDate")), date, "{what}");
        assert_eq!(named(information, "Trapped"), Some("False"), "{what}");
        assert_eq!(told(&xmp, "pdf:Trapped"), "False", "{what}");
        assert_eq!(told(&xmp, "pdfxid:GTS_PDFXVersion"), "PDF/X-4", "{what}");
        // That key of the information is of older parts of the standard.
        assert!(!information.has(b"GTS_PDFXVersion"), "{what}");
        let id = told(&xmp, "xmpMM:DocumentID");
        assert!(id.starts_with("uuid:") && id.len() == 41, "{what}: {id}");
        assert!(!told(&xmp, "xmpMM:VersionID").is_empty(), "{what}");
        assert_eq!(told(&xmp, "xmpMM:RenditionClass"), "default", "{what}");
        assert!(!xmp.contains("pdfuaid:part"), "{what}");
        for space in ["xmp", "xmpMM", "pdf", "pdfxid", "dc"] {
            assert!(
                xmp.contains(&format!("xmlns:{space}=\"http://")),
                "{what}: {space}"
            );
        }
    }
}

#[test]
fn only_the_press_claims_pdf_x() {
    for route in RouteKind::ALL {
        let built = built("flyer", Some(SheetKind::Page), |job| {
            job.printing.route = route;
        });
        for file in &built.files {
            let document = pdf::open(&file.bytes);
            let xmp = metadata(&file.bytes);
            let claims = route == RouteKind::Press;
            assert_eq!(xmp.contains("GTS_PDFX"), claims, "{route:?}");
            let catalog = document.catalog().expect("a catalog");
            assert_eq!(catalog.has(b"OutputIntents"), claims, "{route:?}");
            assert_eq!(
                information(&document).has(b"CreationDate"),
                claims,
                "{route:?}"
            );
        }
    }
}

/// The one output intent: its dictionary and its profile.
fn intent(document: &Document) -> (&Dictionary, Vec<u8>) {
    let catalog = document.catalog().expect("a catalog");
    let intents = pdf::get(document, catalog, "OutputIntents").as_array();
    let [intent] = &intents.expect("an array")[..] else {
        panic!("not one output intent");
    };
    let intent = pdf::followed(document, intent)
        .as_dict()
        .expect("an intent");
    let profile = pdf::get(document, intent, "DestOutputProfile").as_stream();
    let profile = profile.expect("a profile");
    assert_eq!(
        profile.dict.get(b"N").and_then(Object::as_i64).ok(),
        Some(4)
    );
    (
        intent,
        profile.get_plain_content().expect("a profile that unpacks"),
    )
}

#[test]
fn there_is_one_output_intent_with_its_profile() {
    let coated = include_bytes!("../../profiles/coated.icc");
    for file in files() {
        let (intent, profile) = intent(&file.document);
        assert_eq!(named(intent, "Type"), Some("OutputIntent"));
        assert_eq!(named(intent, "S"), Some("GTS_PDFX"));
        assert_eq!(string(intent, "OutputConditionIdentifier"), "FOGRA39");
        assert_eq!(string(intent, "RegistryName"), "http://www.color.org");
        assert!(!string(intent, "Info").is_empty());
        assert!(
            profile == coated,
            "{}: not the profile of the program",
            file.what
        );
        assert_eq!(
            (&profile[12..16], &profile[16..20]),
            (&b"prtr"[..], &b"CMYK"[..])
        );
        let size = u32::from_be_bytes([profile[0], profile[1], profile[2], profile[3]]);
        assert_eq!(size as usize, profile.len());
        assert!(profile[8] <= 4);
    }
}

#[test]
fn boxes_lie_in_one_another_and_the_trim_is_the_paper() {
    for file in files() {
        for (page, (width, height)) in pdf::pages(&file.document).into_iter().zip(&file.trims) {
            let what = &file.what;
            let page = pdf::page(&file.document, page);
            let [media, bleed, trim] =
                ["MediaBox", "BleedBox", "TrimBox"].map(|key| pdf::rect(page, key));
            assert!(!page.has(b"ArtBox") && !page.has(b"CropBox"), "{what}");
            assert!(!page.has(b"Rotate") && !page.has(b"UserUnit"), "{what}");
            for (outer, inner) in [(media, bleed), (bleed, trim)] {
                assert!(
                    outer[0] <= inner[0] && outer[1] <= inner[1],
                    "{what}: {outer:?} {inner:?}"
                );
                assert!(
                    outer[2] >= inner[2] && outer[3] >= inner[3],
                    "{what}: {outer:?} {inner:?}"
                );
            }
            let sides = |a: f64, b: f64| if a < b { [a, b] } else { [b, a] };
            let got = sides(trim[2] - trim[0], trim[3] - trim[1]);
            let wanted = sides(width.to_mm(), height.to_mm());
            for (got, wanted) in got.iter().zip(wanted) {
                assert!((got - wanted).abs() <= 0.01, "{what}: {got} for {wanted}");
            }
            // What is trimmed has bleed; a sheet that is printed whole has none.
            let whole = media == trim;
            for side in 0..4 {
                let drawn = (bleed[side] - trim[side]).abs();
                assert!(
                    whole || (drawn - 3.0).abs() <= 0.01,
                    "{what}: {drawn} mm of bleed"
                );
            }
        }
    }
}

/// Every name in the file that is a value, with the key it stands at.
fn names<'d>(object: &'d Object, out: &mut BTreeSet<&'d [u8]>) {
    match object {
        Object::Name(name) => {
            out.insert(name);
        }
        Object::Array(values) => values.iter().for_each(|value| names(value, out)),
        Object::Dictionary(dictionary) => {
            dictionary.iter().for_each(|(_, value)| names(value, out));
        }
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| names(value, out)),
        _ => {}
    }
}

#[test]
fn nothing_is_in_rgb() {
    for file in files() {
        let what = &file.what;
        let mut values = BTreeSet::new();
        file.document
            .objects
            .values()
            .for_each(|object| names(object, &mut values));
        for space in [
            "DeviceRGB",
            "CalRGB",
            "CalGray",
            "Lab",
            "ICCBased",
            "Indexed",
            "DeviceN",
        ] {
            assert!(!values.contains(space.as_bytes()), "{what}: {space}");
        }
        // What fades has a shading, in the colours of the press like all else.
        for kind in ["Pattern", "Type3"] {
            assert!(!values.contains(kind.as_bytes()), "{what}: {kind}");
        }
        let (mut inks, mut forms) = (0, 0);
        for stream in streams(&file.document) {
            forms += usize::from(!stream.is_page);
            for operation in &stream.operations {
                let operator = operation.operator.as_str();
                let rgb = ["rg", "RG", "sc", "SC", "ri", "BI", "ID", "EI"];
                assert!(!rgb.contains(&operator), "{what}: {operator}");
                inks += usize::from(operator == "k");
                if matches!(operator, "scn" | "SCN") {
                    assert_eq!(operation.operands.len(), 1, "{what}: more than one ink");
                }
            }
        }
        assert!(inks > 0, "{what}: no colours");
        let on_sheets = ["Nup", "Booklet", "leaflet,", "zine,"]
            .iter()
            .any(|kind| what.contains(kind));
        // The mask of what fades is a form, too.
        let fades = what.contains("poster-picture");
        assert_eq!(forms > 0, on_sheets || fades, "{what}: {forms} forms");
        let mut pictures = 0;
        for object in file.document.objects.values() {
            let Ok(stream) = object.as_stream() else {
                continue;
            };
            if named(&stream.dict, "Subtype") == Some("Image") {
                let space = named(&stream.dict, "ColorSpace");
                assert!(
                    matches!(space, Some("DeviceGray" | "DeviceCMYK")),
                    "{what}: {space:?}"
                );
                for key in ["Alternates", "SMask", "Mask", "Intent"] {
                    assert!(!stream.dict.has(key.as_bytes()), "{what}: {key}");
                }
                pictures += 1;
            }
        }
        assert_eq!(
            pictures > 0,
            ["poster-picture", "door-hanger,", "palm-card,", "postcard,"]
                .iter()
                .any(|it| what.starts_with(it)),
            "{what}: {pictures} pictures"
        );
    }
}

#[test]
fn streams_are_deflated_or_jpeg_and_in_the_file() {
    for file in files() {
        for object in file.document.objects.values() {
            let Ok(stream) = object.as_stream() else {
                continue;
            };
            let filter = named(&stream.dict, "Filter");
            let filtered = stream.dict.has(b"Filter");
            let known = matches!(filter, Some("FlateDecode" | "DCTDecode"));
            assert!(!filtered || known, "{}: {filter:?}", file.what);
            for key in ["F", "FFilter", "OPI", "Ref", "PS"] {
                assert!(!stream.dict.has(key.as_bytes()), "{}: {key}", file.what);
            }
            assert_ne!(named(&stream.dict, "Subtype"), Some("PS"), "{}", file.what);
        }
    }
}

/// The graphics states that a stream names.
fn states<'d>(document: &'d Document, drawn: &'d Dictionary) -> Vec<&'d Dictionary> {
    let resources = pdf::get(document, drawn, "Resources")
        .as_dict()
        .expect("resources");
    if !resources.has(b"ExtGState") {
        return Vec::new();
    }
    let named = pdf::get(document, resources, "ExtGState")
        .as_dict()
        .expect("names");
    named
        .iter()
        .map(|(_, state)| pdf::followed(document, state).as_dict().expect("a state"))
        .collect()
}

#[test]
fn graphics_states_set_overprint_and_opacity_alone() {
    // PDF/X-4 has live transparency (ISO 15930-7, 6.3), masks that fade included.
    for file in files() {
        let mut found = 0;
        for stream in streams(&file.document) {
            for state in states(&file.document, stream.dictionary) {
                for (key, _) in state.iter() {
                    let known = [&b"Type"[..], b"ca", b"CA", b"SMask", b"OP", b"op", b"OPM"];
                    assert!(known.contains(&key.as_slice()), "{}: {state:?}", file.what);
                }
                found += 1;
            }
        }
        assert!(found > 0, "{}: no states", file.what);
    }
}

#[test]
fn black_text_is_printed_over_and_nothing_else_is() {
    const BLACK: &str = "0 0 0 1 k";
    for file in files() {
        let what = &file.what;
        let (mut texts, mut others) = (0, 0);
        for page in pdf::pages(&file.document) {
            for drawn in draw::page(&file.document, page) {
                let black = drawn.color.eq_ignore_ascii_case(BLACK);
                match drawn.what {
                    What::Text if black => {
                        assert!(drawn.over && drawn.mode == 1, "{what}: {drawn:?}");
                        texts += 1;
                    }
                    _ if black => {}
                    _ => {
                        assert!(!drawn.over, "{what}: {drawn:?}");
                        others += 1;
                    }
                }
            }
        }
        assert!(
            texts >= 1 && others >= 3 && texts + others >= 10,
            "{what}: {texts} texts, {others} others"
        );
    }
}

#[test]
fn fonts_are_embedded() {
    for file in files() {
        let mut found = 0;
        for object in file.document.objects.values() {
            let Ok(font) = object.as_dict() else { continue };
            if named(font, "Type") != Some("Font") {
                continue;
            }
            match named(font, "Subtype") {
                Some("Type0") => {
                    let inner = pdf::get(&file.document, font, "DescendantFonts").as_array();
                    assert_eq!(inner.expect("an array").len(), 1, "{}", file.what);
                }
                Some("CIDFontType0" | "CIDFontType2") => {
                    let about = pdf::get(&file.document, font, "FontDescriptor").as_dict();
                    let about = about.expect("a descriptor");
                    let programs: Vec<&str> = ["FontFile", "FontFile2", "FontFile3"]
                        .into_iter()
                        .filter(|key| about.has(key.as_bytes()))
                        .collect();
                    assert_eq!(programs.len(), 1, "{}", file.what);
                    let program = pdf::get(&file.document, about, programs[0]).as_stream();
                    let bytes = program.expect("a font").get_plain_content().expect("bytes");
                    assert!(bytes.len() > 500, "{}", file.what);
                    let name = named(font, "BaseFont").expect("a name");
                    assert_eq!(name.find('+'), Some(6), "{}: {name}", file.what);
                    found += 1;
                }
                other => panic!("{}: a font of the kind {other:?}", file.what),
            }
        }
        assert!(found > 0, "{}: no fonts", file.what);
    }
}

#[test]
fn nothing_acts_and_nothing_hides() {
    let keys = [
        "Annots",
        "AA",
        "A",
        "OpenAction",
        "AcroForm",
        "XFA",
        "JS",
        "JavaScript",
        "EmbeddedFiles",
        "OCProperties",
        "OC",
        "Collection",
        "Threads",
        "PresSteps",
        "Dests",
        "Names",
        "Outlines",
        "StructTreeRoot",
        "StructParents",
        "Trans",
        "Perms",
        "Legal",
        "SpiderInfo",
    ];
    fn look(object: &Object, keys: &[&str], what: &str) {
        let dictionary = match object {
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            Object::Array(values) => {
                return values.iter().for_each(|value| look(value, keys, what));
            }
            _ => return,
        };
        for (key, value) in dictionary {
            let key = String::from_utf8_lossy(key);
            assert!(
                !keys.contains(&key.as_ref()),
                "{what}: {key} in {dictionary:?}"
            );
            look(value, keys, what);
        }
    }
    for file in files() {
        for object in file.document.objects.values() {
            look(object, &keys, &file.what);
        }
        let catalog = file.document.catalog().expect("a catalog");
        let preferences = pdf::get(&file.document, catalog, "ViewerPreferences").as_dict();
        assert_eq!(
            named(preferences.expect("preferences"), "PrintScaling"),
            Some("None")
        );
    }
}
