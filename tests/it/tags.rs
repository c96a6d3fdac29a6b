//! Each file is tagged (ISO 32000-1, 14.8) and keeps the clauses of PDF/UA-1 (ISO 14289-1) that a
//! machine can check. Numbers are the failure conditions of the Matterhorn protocol 1.1;
//! `docs/pdf-ua.md` lists them all.

use std::collections::{BTreeMap, BTreeSet};

use handbill::internals::frame::ItemKind;
use handbill::internals::ink::Inks;
use handbill::internals::pdf::{Print, Reused, export};
use handbill::internals::pipeline::Built;
use lopdf::{Document, Object, ObjectId};

use crate::common::structure::{self, Child, Element};
use crate::common::{self, every_piece, name, pdf};

/// Every piece: its name and its objects.
fn opened() -> impl Iterator<Item = (String, Document)> {
    every_piece()
        .iter()
        .map(|built| (name(&built.value), pdf::open(built.value.pdf())))
}

fn annotations(document: &Document, page: ObjectId) -> Vec<ObjectId> {
    match pdf::page(document, page).get(b"Annots") {
        Ok(links) => links
            .as_array()
            .expect("an array")
            .iter()
            .map(|link| link.as_reference().expect("an object of its own"))
            .collect(),
        Err(_) => Vec::new(),
    }
}

/// 01-003, 01-004, 01-005: all that is drawn is an artifact or content that the tree reaches once.
#[test]
fn all_that_is_drawn_is_tagged_or_decoration() {
    for (what, document) in opened() {
        let tree = structure::tree(&document);
        let mut reached: BTreeMap<(ObjectId, i64), usize> = BTreeMap::new();
        for element in tree.all() {
            for child in &element.children {
                if let Child::Content(page, number) = child {
                    *reached.entry((*page, *number)).or_default() += 1;
                }
            }
        }
        assert!(reached.values().all(|times| *times == 1), "{what}");
        let mut drawn = BTreeSet::new();
        for page in pdf::pages(&document) {
            let contents = structure::contents(&document, page);
            assert!(contents.faults.is_empty(), "{what}: {:?}", contents.faults);
            drawn.extend(contents.marked.keys().map(|number| (page, *number)));
        }
        assert!(!drawn.is_empty(), "{what}");
        assert_eq!(drawn, reached.into_keys().collect(), "{what}");
    }
}

/// From the page and the annotation back to the element (ISO 32000-1, 14.7.4.4).
#[test]
fn the_parent_tree_leads_back() {
    for (what, document) in opened() {
        let root = structure::root(&document);
        let parents = pdf::get(&document, root, "ParentTree")
            .as_dict()
            .expect("a tree");
        let numbers = pdf::get(&document, parents, "Nums")
            .as_array()
            .expect("numbers");
        let parents: BTreeMap<i64, &Object> = numbers
            .chunks(2)
            .map(|pair| {
                (
                    pair[0].as_i64().expect("a key"),
                    pdf::followed(&document, &pair[1]),
                )
            })
            .collect();
        let raw: BTreeMap<i64, &Object> = numbers
            .chunks(2)
            .map(|pair| (pair[0].as_i64().expect("a key"), &pair[1]))
            .collect();
        assert!(
            numbers
                .chunks(2)
                .is_sorted_by_key(|pair| pair[0].as_i64().ok()),
            "{what}"
        );
        let next = pdf::get(&document, root, "ParentTreeNextKey")
            .as_i64()
            .expect("a key");
        assert_eq!(
            Some(next),
            parents.keys().last().map(|last| last + 1),
            "{what}"
        );
        let mut used = 0;
        for element in structure::tree(&document).all() {
            for child in &element.children {
                match child {
                    Child::Element(inner) => {
                        let parent = inner.dictionary.get(b"P").and_then(Object::as_reference);
                        assert_eq!(parent.ok(), Some(element.id), "{what}");
                    }
                    Child::Content(page, number) => {
                        let page = pdf::page(&document, *page);
                        let key = pdf::get(&document, page, "StructParents").as_i64();
                        let contents = parents[&key.expect("a key")].as_array().expect("contents");
                        let back = contents[*number as usize].as_reference().ok();
                        assert_eq!(back, Some(element.id), "{what}");
                        used += 1;
                    }
                    Child::Annotation(id, _) => {
                        let annotation = document.get_dictionary(*id).expect("an annotation");
                        let key = pdf::get(&document, annotation, "StructParent").as_i64();
                        let back = raw[&key.expect("a key")].as_reference().ok();
                        assert_eq!(back, Some(element.id), "{what}");
                        used += 1;
                    }
                }
            }
        }
        let told = parents
            .values()
            .map(|value| value.as_array().map_or(1, Vec::len));
        assert_eq!(told.sum::<usize>(), used, "{what}: parents of nothing");
    }
}

/// 01-007, 02-001 to 02-004, 07-001, 07-002, 11-001 to 11-006, 20-001 to 21-001, 25-001 to 26-002.
#[test]
fn the_catalog_says_that_the_file_is_tagged() {
    for (what, document) in opened() {
        let catalog = document.catalog().expect("a catalog");
        let marks = pdf::get(&document, catalog, "MarkInfo")
            .as_dict()
            .expect("marks");
        assert_eq!(
            marks.get(b"Marked").and_then(Object::as_bool).ok(),
            Some(true),
            "{what}"
        );
        assert!(!marks.has(b"Suspects"), "{what}");
        assert!(!structure::root(&document).has(b"RoleMap"), "{what}");
        let viewer = pdf::get(&document, catalog, "ViewerPreferences").as_dict();
        let shown = pdf::get(&document, viewer.expect("preferences"), "DisplayDocTitle");
        assert_eq!(shown.as_bool().ok(), Some(true), "{what}");
        let language = pdf::get(&document, catalog, "Lang")
            .as_str()
            .expect("a language");
        assert_eq!(language, b"en", "{what}");
        // No layers, attachments, forms, scripts or keys.
        for key in [
            "OCProperties",
            "Names",
            "AF",
            "AcroForm",
            "OpenAction",
            "AA",
            "Collection",
        ] {
            assert!(!catalog.has(key.as_bytes()), "{what}: {key}");
        }
        assert!(!document.trailer.has(b"Encrypt"), "{what}");
    }
}

fn metadata(document: &Document) -> String {
    let catalog = document.catalog().expect("a catalog");
    let stream = pdf::get(document, catalog, "Metadata")
        .as_stream()
        .expect("a stream");
    assert!(stream.dict.has_type(b"Metadata") && !stream.dict.has(b"Filter"));
    String::from_utf8(stream.content.clone()).expect("UTF-8")
}

/// 06-001 to 06-003.
#[test]
fn the_metadata_names_the_title_and_the_standard() {
    let title = &common::sample().title;
    for (what, document) in opened() {
        let packet = metadata(&document);
        for wanted in [
            "<pdfuaid:part>1</pdfuaid:part>".to_owned(),
            format!("<rdf:li xml:lang=\"x-default\">{title}</rdf:li>"),
            "<dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>".to_owned(),
            "<pdf:Producer>handbill ".to_owned(),
        ] {
            assert!(
                packet.contains(&wanted),
                "{what}: {wanted} is not in {packet}"
            );
        }
        assert!(!packet.contains("Date"), "{what}");
    }
}

/// 09-004 to 09-008, 14-006, 14-007, 15-003, 17-002, 19-003, 19-004: the types that are used, and what
/// may stand in what (ISO 32000-1, 14.8.4).
#[test]
fn elements_are_of_standard_types_and_stand_where_they_may() {
    for (what, document) in opened() {
        let tree = structure::tree(&document);
        assert_eq!(tree.kind, "Document", "{what}");
        for element in tree.all() {
            let kinds: Vec<&str> = element
                .elements()
                .map(|inner| inner.kind.as_str())
                .collect();
            let all = |allowed: &[&str]| kinds.iter().all(|kind| allowed.contains(kind));
            let blocks = [
                "H1",
                "H2",
                "H3",
                "H4",
                "H5",
                "H6",
                "P",
                "L",
                "BlockQuote",
                "Figure",
            ];
            let fits = match element.kind.as_str() {
                "Document" => all(&blocks) || all(&[&blocks[..], &["Sect"]].concat()),
                "Sect" => all(&blocks) && kinds.first().is_some_and(|kind| kind.starts_with('H')),
                "H1" | "H2" | "H3" | "H4" | "H5" | "H6" | "P" | "Lbl" | "LBody" => {
                    all(&["Link", "Span"])
                }
                "L" => all(&["LI"]) && !kinds.is_empty(),
                "LI" => kinds == ["Lbl", "LBody"] || kinds == ["LBody"],
                "BlockQuote" => all(&["P"]) && !kinds.is_empty(),
                "Link" => all(&["Figure", "Span"]),
                "Figure" | "Span" => kinds.is_empty(),
                other => panic!("{what}: {other}"),
            };
            assert!(fits, "{what}: {kinds:?} in {}", element.kind);
            let grouping = ["Document", "Sect", "L", "LI", "BlockQuote"];
            let words = element
                .children
                .iter()
                .any(|child| matches!(child, Child::Content(..)));
            assert!(
                !(words && grouping.contains(&element.kind.as_str())),
                "{what}"
            );
            assert!(
                !element.children.is_empty(),
                "{what}: an empty {}",
                element.kind
            );
        }
    }
}

/// The contents of a page carry the type of their element, so that a reader without the tree is told
/// the same.
#[test]
fn contents_are_marked_with_the_type_of_their_element() {
    for (what, document) in opened() {
        let pages: BTreeMap<ObjectId, structure::Contents> = pdf::pages(&document)
            .into_iter()
            .map(|page| (page, structure::contents(&document, page)))
            .collect();
        for element in structure::tree(&document).all() {
            for child in &element.children {
                if let Child::Content(page, number) = child {
                    assert_eq!(pages[page].marked[number].0, element.kind, "{what}");
                }
            }
        }
    }
}

/// 13-004, and the place on the page that ISO 14289-1, 7.3 asks for.
#[test]
fn figures_say_what_they_show_and_where_they_stand() {
    for (what, document) in opened() {
        let tree = structure::tree(&document);
        let elements = tree.all();
        let figures: Vec<&&Element> = elements
            .iter()
            .filter(|element| element.kind == "Figure")
            .collect();
        let heard = what.starts_with("handout-plain");
        assert_eq!(figures.is_empty(), heard, "{what}: a code");
        for figure in figures {
            let alt = figure.text("Alt").unwrap_or_default();
            assert!(!alt.trim().is_empty(), "{what}");
            let place = figure
                .attribute("BBox")
                .and_then(|place| place.as_array().ok());
            let place: Vec<f32> = place
                .unwrap_or_else(|| panic!("{what}: “{alt}” has no place"))
                .iter()
                .map(|number| number.as_float().expect("a number"))
                .collect();
            let page = figure.dictionary.get(b"Pg").and_then(Object::as_reference);
            let page = pdf::page(&document, page.expect("a page"));
            let media = page
                .get(b"MediaBox")
                .and_then(Object::as_array)
                .expect("a box");
            let media: Vec<f32> = media
                .iter()
                .map(|number| number.as_float().expect("a number"))
                .collect();
            assert!(
                place[0] < place[2] && place[1] < place[3],
                "{what}: “{alt}” {place:?}"
            );
            let inside = place[0] >= media[0] - 0.1
                && place[1] >= media[1] - 0.1
                && place[2] <= media[2] + 0.1
                && place[3] <= media[3] + 0.1;
            assert!(inside, "{what}: “{alt}” {place:?} is not in {media:?}");
        }
    }
}

fn levels(document: &Document) -> Vec<u8> {
    let tree = structure::tree(document);
    let kinds = tree.all().into_iter().map(|element| element.kind.clone());
    kinds
        .filter_map(|kind| kind.strip_prefix('H').and_then(|level| level.parse().ok()))
        .collect()
}

fn none_skipped(levels: &[u8]) -> bool {
    let before = [0].into_iter().chain(levels.iter().copied());
    before
        .zip(levels)
        .all(|(before, level)| *level <= before + 1)
}

/// 14-002, 14-003.
#[test]
fn headings_begin_at_the_first_level_and_skip_none() {
    for (what, document) in opened() {
        let levels = levels(&document);
        assert_eq!(levels.first(), Some(&1), "{what}");
        assert!(none_skipped(&levels), "{what}: {levels:?}");
    }
}

#[test]
fn a_layout_that_skips_a_level_makes_no_gap() {
    let layout = r#"
[template]
id = "case"
extends = "base"
description = "Headings of the levels 2, 4 and 1"
design = "A5"
papers = ["A5"]

[[page]]
margin = "10mm"
columns = ["1fr"]
rows = ["1fr"]
areas = ["all"]

[page.area.all]
stack = [
  { text = "{campaign.headline}", style = "heading", level = 2 },
  { text = "{campaign.lead}", style = "heading", level = 4 },
  { text = "{campaign.title}", style = "heading", level = 1 },
]
"#;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let campaign = common::small_campaign("A lead.");
    let built = match common::build_beside(folder.path(), &campaign, layout, "A5") {
        Ok(built) => built.value,
        Err(problems) => panic!("{}", common::said(&problems)),
    };
    assert_eq!(levels(&pdf::open(built.pdf())), [1, 2, 1]);
}

/// 28-002, 28-004, 28-006 to 28-012, 28-016, 28-017.
#[test]
fn annotations_are_links_in_the_tree_with_a_description() {
    for (what, document) in opened() {
        let tree = structure::tree(&document);
        let mut told = BTreeSet::new();
        for element in tree.all() {
            for child in &element.children {
                if let Child::Annotation(id, page) = child {
                    assert_eq!(element.kind, "Link", "{what}");
                    assert!(annotations(&document, *page).contains(id), "{what}");
                    assert!(told.insert(*id), "{what}: twice in the tree");
                }
            }
        }
        let mut there = BTreeSet::new();
        for page in pdf::pages(&document) {
            let tabs = pdf::get(&document, pdf::page(&document, page), "Tabs").as_name();
            assert_eq!(tabs.ok(), Some(&b"S"[..]), "{what}");
            for id in annotations(&document, page) {
                let annotation = document.get_dictionary(id).expect("an annotation");
                assert_eq!(
                    pdf::get(&document, annotation, "Subtype").as_name().ok(),
                    Some(&b"Link"[..])
                );
                let said = pdf::get(&document, annotation, "Contents").as_str();
                assert!(
                    !pdf::utf16(said.expect("a string")).trim().is_empty(),
                    "{what}"
                );
                there.insert(id);
            }
        }
        assert_eq!(told, there, "{what}");
        assert!(!there.is_empty(), "{what}");
    }
}

/// 30-001, 30-002: pictures are the only outer objects. What fades has its mask in a form, which is not drawn itself.
#[test]
fn no_forms_are_drawn() {
    for (what, document) in opened() {
        let mut masks = BTreeSet::new();
        for object in document.objects.values() {
            let mask = object.as_dict().and_then(|state| state.get(b"SMask"));
            let group = mask
                .and_then(Object::as_dict)
                .and_then(|mask| mask.get(b"G"));
            masks.extend(group.and_then(Object::as_reference));
        }
        for (id, object) in &document.objects {
            if masks.contains(id) {
                continue;
            }
            if let Object::Stream(stream) = object {
                let form =
                    stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Form");
                assert!(!form, "{what}");
            }
        }
    }
}

/// 10-001, 17-003, 31-027 to 31-029: each code has a text, also where the stream tells that of several.
fn unreadable(document: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    for page in pdf::pages(document) {
        faults.extend(structure::contents(document, page).unknown);
        for (_, font) in pdf::fonts(document, page) {
            let map = pdf::get(document, &font, "ToUnicode")
                .as_stream()
                .expect("a map");
            let map = pdf::characters(&map.get_plain_content().expect("a map that unpacks"));
            for text in map.values() {
                if text.is_empty() || text.contains(['\0', '\u{feff}', '\u{fffe}']) {
                    faults.push(format!("{text:?}"));
                }
            }
        }
    }
    faults
}

#[test]
fn every_code_has_a_text() {
    for (what, document) in opened() {
        assert_eq!(unreadable(&document), Vec::<String>::new(), "{what}");
    }
}

/// 31-001 to 31-030: composite fonts in Identity-H, embedded, with the widths of the embedded program.
#[test]
fn fonts_are_embedded_and_their_widths_hold() {
    for (what, document) in opened() {
        fonts_hold(&what, &document);
    }
}

fn fonts_hold(what: &str, document: &Document) {
    use skrifa::outline::{DrawSettings, pen::NullPen};
    use skrifa::{FontRef, GlyphId, MetadataProvider, instance::LocationRef, instance::Size};
    let pages = pdf::pages(document);
    for (name, font) in pdf::fonts(document, pages[0]) {
        let what = format!("{what} {}", String::from_utf8_lossy(&name));
        let is = |dictionary: &lopdf::Dictionary, key: &str, value: &str| {
            let found = pdf::get(document, dictionary, key).as_name().ok();
            assert_eq!(found, Some(value.as_bytes()), "{what}: {key}");
        };
        is(&font, "Subtype", "Type0");
        is(&font, "Encoding", "Identity-H");
        let inner = pdf::get(document, &font, "DescendantFonts")
            .as_array()
            .expect("fonts");
        let inner = pdf::followed(document, &inner[0])
            .as_dict()
            .expect("a font");
        is(inner, "Subtype", "CIDFontType2");
        is(inner, "CIDToGIDMap", "Identity");
        let descriptor = pdf::get(document, inner, "FontDescriptor").as_dict();
        let descriptor = descriptor.expect("a descriptor");
        for key in ["CIDSet", "CharSet", "FontFile", "FontFile3"] {
            assert!(!descriptor.has(key.as_bytes()), "{what}: {key}");
        }
        let program = pdf::get(document, descriptor, "FontFile2").as_stream();
        let program = program
            .expect("a program")
            .get_plain_content()
            .expect("it unpacks");
        let length = pdf::get(document, descriptor, "FontFile2")
            .as_stream()
            .expect("a program");
        let length = length
            .dict
            .get(b"Length1")
            .and_then(Object::as_i64)
            .expect("a length");
        assert_eq!(length, program.len() as i64, "{what}");
        let program = FontRef::new(&program).expect("a font program");
        let drawn = program.outline_glyphs();
        let metrics = program.glyph_metrics(Size::unscaled(), LocationRef::default());
        let em = f32::from(
            program
                .metrics(Size::unscaled(), LocationRef::default())
                .units_per_em,
        );
        let widths = pdf::get(document, inner, "W").as_array().expect("widths");
        let first = widths[0].as_i64().expect("a glyph");
        let listed = widths[1].as_array().expect("widths");
        assert_eq!(widths.len(), 2, "{what}: one block");
        assert!(
            first > 0,
            "{what}: 31-030, no glyph stands for a missing one"
        );
        let map = pdf::get(document, &font, "ToUnicode")
            .as_stream()
            .expect("a map");
        let map = pdf::characters(&map.get_plain_content().expect("a map that unpacks"));
        for code in map.keys() {
            let at = i64::from(*code) - first;
            assert!(
                (0..listed.len() as i64).contains(&at),
                "{what}: glyph {code}"
            );
        }
        for (index, width) in (first..).zip(listed) {
            let glyph = GlyphId::new(index as u32);
            let outline = drawn.get(glyph);
            let outline = outline.unwrap_or_else(|| panic!("{what}: no glyph {index}"));
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            let whole = outline.draw(settings, &mut NullPen);
            assert!(whole.is_ok(), "{what}: glyph {index} {whole:?}");
            let own = metrics.advance_width(glyph);
            let own = own.unwrap_or_else(|| panic!("{what}: no glyph {index}")) * 1000.0 / em;
            let told = width.as_float().expect("a number");
            assert!(
                (own - told).abs() <= 1.0,
                "{what}: glyph {index} {own} {told}"
            );
        }
    }
}

/// What a reader is led through, in order.
fn reading(template: &str, paper: &str) -> String {
    let mut pieces = every_piece().iter().map(|built| &built.value);
    let built = pieces.find(|built| {
        built.examined.piece.template == template && built.examined.piece.paper == paper
    });
    structure::dump(&pdf::open(built.expect("a piece that is built").pdf()))
}

#[test]
fn flyer_a5() {
    insta::assert_snapshot!("flyer-a5", reading("flyer", "A5"));
}

#[test]
fn poster_a3() {
    insta::assert_snapshot!("poster-a3", reading("poster", "A3"));
}

#[test]
fn handout_a4() {
    insta::assert_snapshot!("handout-a4", reading("handout", "A4"));
}

/// A piece of a campaign with that content.
fn piece_of(content: &str, template: &str, paper: &str) -> Built {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let campaign = common::campaign(folder.path(), content);
    match common::build(&campaign, template, paper) {
        Ok(built) => built.value,
        Err(problems) => panic!("{}", common::said(&problems)),
    }
}

/// The text of the elements of a type, with that of the elements in them.
fn texts(document: &Document, kind: &str) -> Vec<String> {
    let pages: BTreeMap<ObjectId, structure::Contents> = pdf::pages(document)
        .into_iter()
        .map(|page| (page, structure::contents(document, page)))
        .collect();
    let tree = structure::tree(document);
    let elements = tree
        .all()
        .into_iter()
        .filter(|element| element.kind == kind);
    elements
        .map(|element| {
            fn add(
                element: &Element,
                pages: &BTreeMap<ObjectId, structure::Contents>,
                words: &mut String,
            ) {
                for child in &element.children {
                    match child {
                        Child::Element(inner) => add(inner, pages, words),
                        Child::Content(page, number) => {
                            words.push_str(&pages[page].marked[number].1);
                        }
                        Child::Annotation(..) => {}
                    }
                }
            }
            let mut words = String::new();
            add(element, &pages, &mut words);
            words
        })
        .collect()
}

#[test]
fn a_paragraph_in_two_columns_is_one() {
    let mut divided = 0;
    for (what, document) in opened().filter(|(what, _)| what.starts_with("handout")) {
        for element in structure::tree(&document).all() {
            let contents = element
                .children
                .iter()
                .filter(|child| matches!(child, Child::Content(..)));
            divided += usize::from(element.kind == "P" && contents.count() > 1);
        }
        let wanted = "People who came back have told what was done to them.";
        let paragraphs = texts(&document, "P");
        let found = paragraphs.iter().find(|text| text.starts_with(wanted));
        let found = found.unwrap_or_else(|| panic!("{what}: {paragraphs:?}"));
        assert!(found.ends_with("mentally tortured."), "{what}: {found}");
        assert!(!found.contains("  "), "{what}: {found}");
    }
    assert!(divided > 0, "no paragraph is divided: this shows nothing");
}

#[test]
fn a_link_over_two_lines_is_one_with_two_places_to_click() {
    let words = "the page where all of the sources and every one of the letters is kept for you";
    let lead = format!("Read [{words}](https://example.org/sources) and act.");
    let built = piece_of(&common::small_campaign(&lead), "flyer", "A5");
    let document = pdf::open(built.pdf());
    let links = texts(&document, "Link");
    // The space that ends its last line is in it.
    assert!(
        links.iter().any(|text| text.trim_end() == words),
        "{links:?}"
    );
    assert!(texts(&document, "P").contains(&format!("Read {words} and act.")));
    let tree = structure::tree(&document);
    let links = tree
        .all()
        .into_iter()
        .filter(|element| element.kind == "Link");
    let places: Vec<Vec<ObjectId>> = links
        .map(|link| {
            let places = link.children.iter().filter_map(|child| match child {
                Child::Annotation(id, _) => Some(*id),
                _ => None,
            });
            places.collect()
        })
        .collect();
    let two = places
        .iter()
        .find(|places| places.len() > 1)
        .expect("a link over two lines");
    for place in two {
        let annotation = document.get_dictionary(*place).expect("an annotation");
        let said = pdf::get(&document, annotation, "Contents")
            .as_str()
            .expect("a string");
        assert_eq!(pdf::utf16(said), words);
    }
}

#[test]
fn words_in_another_language_say_so() {
    let content = common::small_campaign("A lead in **two** languages.");
    let mut piece = piece_of(&content, "flyer", "A5").examined.piece;
    for item in &mut piece.pages[0].frame.items {
        let ItemKind::Group(lines) = &mut item.kind else {
            continue;
        };
        for inner in &mut lines.items {
            if let ItemKind::Text(run) = &mut inner.kind {
                run.language = match run.text.as_str() {
                    "two" => Some("fr".into()),
                    "Let them go home" | "Let them" | "go home" => Some("hy".into()),
                    _ => Some("en".into()),
                };
            }
        }
    }
    let pipeline = common::pipeline();
    let bytes = export(
        &Print::pages(&piece, &Inks::on_screen()),
        &pipeline.book,
        &Reused::default(),
    )
    .expect("a PDF");
    let document = pdf::open(&bytes);
    let tree = structure::tree(&document);
    let told: Vec<(String, String)> = tree
        .all()
        .into_iter()
        .filter_map(|element| Some((element.kind.clone(), element.language()?)))
        .collect();
    let pair = |kind: &str, language: &str| (kind.to_owned(), language.to_owned());
    assert_eq!(told, [pair("H1", "hy"), pair("Span", "fr")]);
    assert_eq!(texts(&document, "Span"), ["two"]);
    assert!(texts(&document, "P").contains(&"A lead in two languages.".to_owned()));
}

#[test]
fn text_from_right_to_left_is_tagged_in_the_order_of_reading() {
    let lead = "تحتجز أذربيجان ثمانية قادة سابقين وأكثر من خمسين أسير حرب أرمنيا، في انتهاك للقانون الدولي. اتصل على +1 202 224 3121 الآن.";
    let headline = "أطلقوا سراح القادة والأسرى";
    let content = common::small_campaign(lead)
        .replace("language = \"en\"", "language = \"ar\"")
        .replace("Let them go home", headline);
    let built = piece_of(&content, "flyer", "A5");
    let document = pdf::open(built.pdf());
    let catalog = document.catalog().expect("a catalog");
    assert_eq!(
        pdf::get(&document, catalog, "Lang").as_str().ok(),
        Some(&b"ar"[..])
    );
    assert!(metadata(&document).contains("<pdfuaid:part>1</pdfuaid:part>"));
    assert_eq!(unreadable(&document), Vec::<String>::new());
    for page in pdf::pages(&document) {
        assert_eq!(
            structure::contents(&document, page).faults,
            Vec::<String>::new()
        );
    }
    // Marks of direction keep signs and spaces in order in readers that turn text around by itself.
    let paragraphs: Vec<String> = texts(&document, "P")
        .iter()
        .map(|text| text.replace('\u{200f}', ""))
        .collect();
    assert!(paragraphs.contains(&lead.to_owned()), "{paragraphs:?}");
    // A number to be called has none.
    assert!(
        texts(&document, "P")
            .iter()
            .any(|text| text.contains("+1 202 224 3121"))
    );
    assert_eq!(texts(&document, "H1"), [headline]);
    fonts_hold("an Arabic flyer", &document);
    // Each letter comes from a code of its own; nothing is told over the heads of the codes.
    for page in pdf::pages(&document) {
        let told = pdf::operations(&document, page).iter().any(|operation| {
            let properties = operation
                .operands
                .get(1)
                .and_then(|operand| operand.as_dict().ok());
            properties.is_some_and(|properties| properties.has(b"ActualText"))
        });
        assert!(!told);
    }
    assert_eq!(pdf::outline(&document), [headline]);
}

#[test]
fn a_code_by_itself_makes_no_claim() {
    let module = handbill::internals::geom::Length::mm(1.0);
    let bytes = handbill::internals::standalone::code_as_pdf("https://example.org/", module)
        .expect("a code");
    let document = pdf::open(&bytes);
    // Nobody said in which language its description is.
    assert!(!metadata(&document).contains("pdfuaid:part"));
    let tree = structure::tree(&document);
    assert_eq!(
        tree.elements()
            .map(|element| element.kind.as_str())
            .collect::<Vec<_>>(),
        ["Figure"]
    );
    assert_eq!(
        tree.elements()
            .next()
            .and_then(|figure| figure.text("Alt"))
            .as_deref(),
        Some("QR code: https://example.org/")
    );
}

#[test]
fn the_table_of_conditions_is_whole_and_names_tests_that_there_are() {
    let table = std::fs::read_to_string("docs/pdf-ua.md").expect("the table");
    let tests = include_str!("tags.rs");
    let mut conditions = BTreeSet::new();
    for line in table.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, condition, _, held, _] = cells[..] else {
            continue;
        };
        if !condition.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        conditions.insert(condition);
        let named = held.split('`').skip(1).step_by(2);
        let named: Vec<&str> = named.filter(|name| name.contains("_")).collect();
        assert!(!named.is_empty(), "{condition}");
        for name in named {
            assert!(
                tests.contains(&format!("fn {name}()")),
                "{condition}: {name}"
            );
        }
    }
    assert_eq!(conditions.len(), 87);
}
