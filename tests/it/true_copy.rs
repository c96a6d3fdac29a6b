//! What is copied from a PDF is what was written, in every script that people print. Other programs look for
//! the ends of words by the room between letters, so what they need is held here: the text of each code, and
//! how codes follow each other.

use std::fs;
use std::path::Path;

use handbill::internals::pipeline::Built;
use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::common::{self, pdf};

const FONTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts");
const LAYOUT: &str = include_str!("../copied/layout.toml");
const TEXTS: &str = include_str!("../copied/texts.json");

/// What joins letters in Devanagari, Bengali, Gujarati, Tamil, Telugu and Sinhala.
const VIRAMAS: &str = "\u{94d}\u{9cd}\u{acd}\u{bcd}\u{c4d}\u{dca}";

/// A text as it is written: its name, language, font where the program has none, headline and lead.
#[derive(Clone)]
struct Text {
    name: String,
    language: String,
    font: Option<String>,
    headline: String,
    lead: String,
}

fn texts() -> Vec<Text> {
    let texts: Vec<serde_json::Value> = serde_json::from_str(TEXTS).expect("our own");
    let of = |text: &serde_json::Value, key: &str| text[key].as_str().map(str::to_owned);
    texts
        .iter()
        .map(|text| Text {
            name: of(text, "name").expect("a name"),
            language: of(text, "language").expect("a language"),
            font: of(text, "font"),
            headline: of(text, "headline").expect("a headline"),
            lead: of(text, "lead").expect("a lead"),
        })
        .collect()
}

fn built(text: &Text, layout: &str) -> Built {
    let folder = tempfile::tempdir().expect("a temporary folder");
    if let Some(font) = &text.font {
        fs::create_dir(folder.path().join("fonts")).expect("our own");
        let own = folder.path().join("fonts").join(font);
        fs::copy(Path::new(FONTS).join(font), own).expect("a font for tests");
    }
    let campaign = format!(
        "[campaign]\nid = \"copied\"\nlanguage = \"{}\"\ntitle = \"Copied\"\nheadline = {:?}\nlead = {:?}\n\
         hashtag = \"#copied\"\nhome = \"https://example.org/\"\nas_of = \"2026-11\"\n\n[organizer]\nname = \"Copied\"\n",
        text.language, "HEADLINE", "LEAD"
    )
    .replace("HEADLINE", &text.headline)
    .replace("LEAD", &text.lead);
    match common::build_beside(folder.path(), &campaign, layout, "A5") {
        Ok(built) => built.value,
        Err(problems) => panic!("{}: {}", text.name, common::said(&problems)),
    }
}

/// Text as a reader has it: without marks of direction and the hyphens of divided words.
fn plain(text: &str) -> String {
    let mark = |c: char| {
        matches!(
            c,
            '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{2066}'..='\u{2069}'
        )
    };
    text.chars().filter(|c| !mark(*c)).collect()
}

/// All of a page as its codes have it. A space that ends a line is there; what begins a paragraph follows.
fn copied(built: &Built) -> String {
    let document = pdf::open(built.pdf());
    let page = pdf::pages(&document)[0];
    plain(&pdf::texts(&document, page).concat())
}

/// What `layout.toml` sets.
fn written(text: &Text) -> String {
    let (headline, lead) = (&text.headline, &text.lead);
    plain(&format!("{headline}{headline}{lead}{lead}"))
}

#[test]
fn words_are_copied_whole_in_every_script() {
    for text in texts() {
        let built = built(&text, LAYOUT);
        assert_eq!(copied(&built), written(&text), "{}", text.name);
    }
}

#[test]
fn no_word_is_torn_by_the_room_between_its_codes() {
    for text in texts() {
        torn_nowhere(&text, LAYOUT);
    }
}

/// From a tenth of the em on, mupdf and pdf.js see a space between two codes, and poppler from 0.03 on after
/// marks, which have no width. Where codes lie over each other by three tenths, poppler ends the word. pdf.js
/// gives no width to a code with a mark in it.
fn torn_nowhere(text: &Text, layout: &str) {
    let built = built(text, layout);
    let document = pdf::open(built.pdf());
    let page = pdf::pages(&document)[0];
    let mut between = 0;
    for shown in shown(&document, page) {
        let marked = |code: &&Code| {
            let mark = |c: char| ('\u{300}'..='\u{36f}').contains(&c) || VIRAMAS.contains(c);
            code.to > code.from && code.text.chars().any(mark)
        };
        let wide = shown.iter().find(marked).map(|code| &code.text);
        assert_eq!(wide, None, "{}: a mark in a code that is wide", text.name);
        for pair in shown.windows(2) {
            let space = |code: &Code| code.text.chars().all(char::is_whitespace);
            let number = |code: &Code| code.text.chars().all(char::is_numeric);
            // A number within words from right to left stands beside them, and is shown the other way.
            if pair.iter().any(space) || number(&pair[0]) != number(&pair[1]) {
                continue;
            }
            between += 1;
            let rightward = pair[1].from - pair[0].to;
            let leftward = pair[0].from - pair[1].to;
            let room = if rightward.abs() < leftward.abs() {
                rightward
            } else {
                leftward
            };
            if rightward.abs() < leftward.abs() {
                // poppler puts letters in the order of their places.
                let order = pair[1].from > pair[0].from;
                assert!(
                    order,
                    "{}: {:?} is not before {:?}",
                    text.name, pair[0].text, pair[1].text
                );
            }
            assert!(
                (-0.3..0.03).contains(&room),
                "{}: {room} em between {:?} and {:?}",
                text.name,
                pair[0].text,
                pair[1].text
            );
        }
    }
    assert!(between > 20, "{}: something is shown", text.name);
}

/// A code as it stands in its line, in ems.
struct Code {
    text: String,
    from: f64,
    to: f64,
}

/// The codes of a page, those of each operation apart.
fn shown(document: &Document, page: ObjectId) -> Vec<Vec<Code>> {
    let fonts = pdf::fonts(document, page);
    let mut font: Option<&Dictionary> = None;
    let mut all = Vec::new();
    for operation in pdf::operations(document, page) {
        match operation.operator.as_str() {
            "Tf" => {
                let name = operation.operands[0].as_name().expect("a name");
                font = fonts
                    .iter()
                    .find(|(own, _)| own == name)
                    .map(|(_, font)| font);
            }
            "TJ" => all.push(codes(
                document,
                font.expect("a font"),
                &operation.operands[0],
            )),
            "Tj" => panic!("shown without places"),
            _ => {}
        }
    }
    all
}

fn codes(document: &Document, font: &Dictionary, shown: &Object) -> Vec<Code> {
    let map = pdf::get(document, font, "ToUnicode")
        .as_stream()
        .expect("a map");
    let map = pdf::characters(&map.get_plain_content().expect("it unpacks"));
    let inner = pdf::get(document, font, "DescendantFonts")
        .as_array()
        .expect("a font");
    let inner = pdf::followed(document, &inner[0])
        .as_dict()
        .expect("a font");
    let widths = pdf::get(document, inner, "W").as_array().expect("widths");
    let first = widths[0].as_i64().expect("a code");
    let widths = widths[1].as_array().expect("widths");
    let mut pen = 0.0;
    let mut codes = Vec::new();
    for part in shown.as_array().expect("codes and places") {
        if let Ok(moved) = part.as_float() {
            pen -= f64::from(moved) / 1000.0;
            continue;
        }
        for code in pdf::codes(part) {
            let width = &widths[(i64::from(code) - first) as usize];
            let width = f64::from(width.as_float().expect("a width")) / 1000.0;
            codes.push(Code {
                text: map.get(&code).cloned().expect("every code has a text"),
                from: pen,
                to: pen + width,
            });
            pen += width;
        }
    }
    codes
}

fn german(headline: &str, lead: &str, font: Option<&str>) -> Text {
    Text {
        name: format!("{headline} in {font:?}"),
        language: "de".to_owned(),
        font: font.map(str::to_owned),
        headline: headline.to_owned(),
        lead: lead.to_owned(),
    }
}

/// A letter that has several glyphs as its capital is one code, as wide as they are.
#[test]
fn sharp_s_in_capitals_is_one_code_as_wide_as_two_letters() {
    let text = german(
        "Straße Grüße",
        "Fuß und Maß, und noch viel mehr davon.",
        None,
    );
    let built = built(&text, LAYOUT);
    let document = pdf::open(built.pdf());
    let page = pdf::pages(&document)[0];
    let lines = shown(&document, page);
    let of = |text: &str| {
        lines[0]
            .iter()
            .find(|code| code.text == text)
            .expect("a code")
    };
    let width = |text: &str| of(text).to - of(text).from;
    // `S` of "Straße" is one S.
    assert!(
        (width("ß") - 2.0 * width("S")).abs() < 0.05,
        "{} {}",
        width("ß"),
        width("S")
    );
}

/// Fonts with CFF outlines are written like all others, so that one code can draw several glyphs.
#[test]
fn fonts_with_other_outlines_are_copied_and_held_alike() {
    let font = Some("EBGaramond-cut.otf");
    let layout = LAYOUT.replace(
        "[styles.spaced]",
        "[fonts]\ndisplay = [\"EB Garamond 12\"]\ntext = [\"EB Garamond 12\"]\n\n[styles.spaced]",
    );
    let text = german(
        "Straße Grüße afflict",
        "office fjord afflict Stra\u{301}ße cafe\u{301}",
        font,
    );
    assert_eq!(copied(&built(&text, &layout)), written(&text));
    torn_nowhere(&text, &layout);
    let built = built(&text, &layout);
    let document = pdf::open(built.pdf());
    let page = pdf::pages(&document)[0];
    for (_, font) in pdf::fonts(&document, page) {
        let inner = pdf::get(&document, &font, "DescendantFonts")
            .as_array()
            .expect("a font");
        let inner = pdf::followed(&document, &inner[0])
            .as_dict()
            .expect("a font");
        let descriptor = pdf::get(&document, inner, "FontDescriptor")
            .as_dict()
            .expect("one");
        assert!(descriptor.has(b"FontFile2"), "{descriptor:?}");
    }
}

/// Letters that stand far apart are still one word, and so are those that are set close.
#[test]
fn words_with_spaced_letters_stay_words() {
    for tracking in ["0.06", "0.1", "0.3", "1", "-0.05"] {
        let layout = LAYOUT.replace("tracking = 0.15", &format!("tracking = {tracking}"));
        let text = german(
            "Fuß, Straße, iii",
            "Ein Satz mit Wörtern, die ganz bleiben.",
            None,
        );
        torn_nowhere(&text, &layout);
    }
}

/// Soft hyphens keep their places where letters become two, and what is copied has none of the hyphens.
#[test]
fn a_word_in_capitals_is_divided_at_its_soft_hyphens_and_copied_whole() {
    let layout = LAYOUT.replace("tracking = 0.15", "tracking = 0.02");
    let headline =
        "Groß\u{ad}straßen\u{ad}bahn\u{ad}spaß\u{ad}gesell\u{ad}schafts\u{ad}fest\u{ad}straße";
    let text = german(headline, "Ein Satz mit Wörtern, die ganz bleiben.", None);
    let built = built(&text, &layout);
    let document = pdf::open(built.pdf());
    let page = pdf::pages(&document)[0];
    let lines = pdf::texts(&document, page);
    assert!(
        lines.iter().any(|line| line.ends_with('\u{ad}')),
        "it is divided: {lines:?}"
    );
    assert_eq!(copied(&built), written(&text));
    torn_nowhere(&text, &layout);
}
