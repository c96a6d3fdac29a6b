//! Writing systems on paper: the order of signs from right to left, quotation marks, and lines of scripts
//! that set no spaces between words.

use std::fs;

use handbill::internals::content;
use handbill::internals::diag::Diagnostics;
use handbill::internals::frame::{GlyphRun, ItemKind};
use handbill::internals::page::Piece;
use handbill::internals::pipeline::{Built, Job, Pipeline};
use handbill::internals::project::Project;

use crate::common;

/// The fixed words, as a campaign gives them in a language that the program has none for.
fn fixed_words() -> &'static str {
    let table = include_str!("../../languages/en.toml");
    let labels = table.find("[labels]").map_or("", |at| &table[at..]);
    labels.split("\n[note]").next().unwrap_or_default()
}

fn text(language: &str, lead: &str) -> String {
    let lead = lead.replace('\\', "\\\\").replace('"', "\\\"");
    let campaign = common::small_campaign(&lead)
        .replace("language = \"en\"", &format!("language = \"{language}\""));
    if WORDS.iter().any(|(known, ..)| *known == language) {
        format!("{campaign}\n{}", fixed_words())
    } else {
        campaign
    }
}

/// A piece of a campaign, with a font for tests beside the content file.
fn with_font(campaign: &str, font: Option<&str>, template: &str) -> Result<Built, Diagnostics> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("campaign.toml");
    fs::write(&file, campaign).expect("our own");
    if let Some(font) = font {
        let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts/");
        fs::create_dir(folder.path().join("fonts")).expect("our own");
        fs::copy(
            format!("{fonts}{font}"),
            folder.path().join("fonts").join(font),
        )
        .expect("the font for tests");
    }
    let project = Project::at(file);
    let campaign = content::load(&project)?.value;
    let pipeline = Pipeline::of(&project)?;
    let template = pipeline.library.load(template)?;
    let job = Job::screen(&template, &"A4".parse().expect("a paper that there is"));
    pipeline.build(&campaign, &job).map(|built| built.value)
}

fn flyer(language: &str, lead: &str, font: Option<&str>) -> Built {
    let built = with_font(&text(language, lead), font, "flyer");
    built.unwrap_or_else(|problems| panic!("{language}: {}", common::said(&problems)))
}

/// The runs of a key on the first page.
fn runs<'p>(piece: &'p Piece, key: &str) -> Vec<&'p GlyphRun> {
    let mut runs: Vec<&GlyphRun> = Vec::new();
    for page in &piece.pages {
        page.frame.walk(&mut |item| {
            if let ItemKind::Text(run) = &item.kind
                && item.origin.key.starts_with(key)
            {
                runs.push(run);
            }
        });
    }
    runs
}

/// The words of a key as they are read, without signs that steer.
fn read(piece: &Piece, key: &str) -> String {
    let text: String = runs(piece, key)
        .iter()
        .map(|run| run.text.as_str())
        .collect();
    text.replace('\u{200f}', "")
        .replace(['\u{a0}', '\u{202f}'], " ")
}

/// The lines of a key as they are read.
fn lines(piece: &Piece, key: &str) -> Vec<String> {
    let lines = runs(piece, key);
    lines
        .chunk_by(|a, b| a.at.y == b.at.y)
        .map(|line| line.iter().map(|run| run.text.as_str()).collect())
        .collect()
}

/// The signs of a key's first line from left to right.
fn seen(piece: &Piece, key: &str) -> String {
    let runs = runs(piece, key);
    let line = runs
        .chunk_by(|a, b| a.at.y == b.at.y)
        .next()
        .expect("a line");
    let mut signs = Vec::new();
    for run in line {
        for glyph in run.glyphs.iter().filter(|glyph| !glyph.text.is_empty()) {
            signs.push((run.at.x + glyph.x, &run.text[glyph.text.clone()]));
        }
    }
    signs.sort_by_key(|(x, _)| *x);
    let signs: String = signs.into_iter().map(|(_, text)| text).collect();
    signs.replace('\u{200f}', "").replace('\u{a0}', " ")
}

#[test]
fn marks_beside_numbers_and_tokens_stand_where_the_bidi_algorithm_has_them() {
    let mut wrong = Vec::new();
    for (language, lead, expected) in [
        // What is seen, from left to right: the mark after a number is on the left of it.
        ("he", "אב גד 18! הו", "!18"),
        ("he", "אב (18) גד", ")18("),
        ("he", "אב 18% גד", "18%"),
        ("he", "אב 5₪, גד", ",5₪"),
        ("he", "אב \"18\" גד", "”18“"),
        ("he", "אב 2019-2023. גד", ".2019-2023"),
        ("he", "אב 18:00? גד", "?18:00"),
        ("he", "אב 12/05/2027; גד", ";12/05/2027"),
        ("he", "אב 1,000.50! גד", "!1,000.50"),
        ("he", "בשנת 2021 25 גד", "25 2021"),
        ("he", "אב 050 123 4567! גד", "!050 123 4567"),
        ("he", "אב (t.me/free)! גד", "!)t.me/free("),
        ("he", "אב \"#Free\"! גד", "!”#Free“"),
        ("he", "אב C++. גד", ".C++"),
        ("he", "אב a@b.org, גד", ",a@b.org"),
        ("ar", "هل جئتم في 2027؟ نعم", "؟2027"),
        ("ar", "في (2027) نعم", ")2027("),
        ("ar", "في 18:00؛ نعم", "؛18:00"),
        // A range is read with the text, a phone number as it is dialled.
        ("ar", "في 2019-2023. نعم", ".2023-2019"),
        ("ar", "هنا 12-34-56. نعم", ".12-34-56"),
        ("ar", "هنا ٠٢-٢٣٤٥٦٧. نعم", ".٠٢-٢٣٤٥٦٧"),
        ("ar", "هنا +1 202 224 3121. نعم", ".+1 202 224 3121"),
        ("fa", "تا (۲۱) و", ")۲۱("),
        ("fa", "تا ۵۰٪ و", "٪۵۰"),
    ] {
        let built = flyer(language, lead, None);
        let seen = seen(&built.examined.piece, "campaign.lead");
        if !seen.contains(expected) {
            wrong.push(format!("{language} {lead}: {seen} for {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn straight_quotation_marks_become_those_of_the_language() {
    for (language, lead, expected) in [
        ("fr", "l'\"été\" fini", "l’« été » fini"),
        (
            "fr",
            "d'\"*ici*\" et d'*\"ailleurs\"*",
            "d’« ici » et d’« ailleurs »",
        ),
        (
            "en",
            "\"'Nested' first\" he said",
            "“‘Nested’ first” he said",
        ),
        ("en", "\"*All* of 'them*' here*\"", "“All of ‘them’ here”"),
        ("en", "the workers' \"union\"", "the workers’ “union”"),
        ("he", "ה\"ארץ\" וצה\"ל", "ה“ארץ” וצה״ל"),
        ("de", "\"Er sagte 'Nein'\"", "„Er sagte ‚Nein‘“"),
        (
            "en",
            "at https://x.org/?q='a' 6'2\"",
            "at https://x.org/?q='a' 6'2\"",
        ),
    ] {
        // Stars within a word are letters.
        let lead = lead.replace("'them*'", "'*them*'").replace("here*", "here");
        let built = flyer(language, &lead, None);
        assert_eq!(
            read(&built.examined.piece, "campaign.lead"),
            expected,
            "{language}"
        );
    }
}

#[test]
fn an_inner_quotation_is_nested_in_the_marks_of_the_layout() {
    let campaign = text("en", "Lead").replace("release them all", "say \\\"no\\\" to it");
    let built = with_font(&campaign, None, "handout")
        .unwrap_or_else(|problems| panic!("{}", common::said(&problems)));
    let quote = read(&built.examined.piece, "quote.release.text");
    // Its lines are read without the spaces between them.
    assert_eq!(quote.replace(' ', ""), "“say‘no’toit”");
}

/// Sentences of the Universal Declaration of Human Rights, with the places where lines may end.
const WORDS: [(&str, &str, &str); 4] = [
    (
        "th",
        "NotoSansThai-cut.ttf",
        "มนุษย์|ทั้ง|หลาย|เกิด|มา|มี|อิสระ|และ|เสมอ|ภาค|กัน|ใน|เกียรติศักดิ์|และ|สิทธิ |ต่าง|มี|เหตุผล|และ|มโนธรรม|และ|ควร|ปฏิบัติ|ต่อ|กัน|ด้วย|เจตนารมณ์|แห่ง|ภราดรภาพ",
    ),
    (
        "lo",
        "NotoSansLao-cut.ttf",
        "ທຸກໆ|ຄົນ|ມີ|ເຫດຜົນ|ແລະ|ຄວາມຄິດ|ຄວາມເຫັນ|ສ່ວນຕົວ|ຂອງ|ໃຜ|ຂອງ|ມັນ|ແລະ|ຄວາມ|ສະເໝີພາບ|ເທົ່າທຽມ|ກັນ",
    ),
    (
        "km",
        "NotoSansKhmer-cut.ttf",
        "មនុស្ស|ទាំងអស់|កើតមក|មាន|សេរីភាព|និង|សមភាព|ក្នុង|ផ្នែក|សេចក្ដីថ្លៃថ្នូរ|និង|សិទ្ធិ",
    ),
    (
        "my",
        "NotoSansMyanmar-cut.ttf",
        "လူ|တိုင်း|သည်|တူညီ|လွတ်လပ်|သော|ဂုဏ်သိက္ခာ|ဖြင့်|လည်းကောင်း|တူညီ|လွတ်လပ်|သော|အခွင့်အရေး|များ|ဖြင့်|လည်းကောင်း",
    ),
];

#[test]
fn lines_of_scripts_without_spaces_end_between_words() {
    for (language, font, divided) in WORDS {
        let divided = format!("{divided} |{divided}");
        let words = divided.replace('|', "");
        let built = flyer(language, &words, Some(font));
        let lines = lines(&built.examined.piece, "campaign.lead");
        assert!(lines.len() > 2, "{language}: {lines:?}");
        let mut ends = Vec::new();
        let mut at = 0;
        for word in divided.split('|') {
            at += word.trim_end().len();
            ends.push(at);
            at += word.len() - word.trim_end().len();
        }
        let mut read = 0;
        for line in &lines {
            read += words[read..].len() - words[read..].trim_start().len();
            assert!(
                words[read..].starts_with(line.as_str()),
                "{language}: {lines:?}"
            );
            read += line.len();
            assert!(
                ends.contains(&read),
                "{language}: no line ends after {line}"
            );
        }
        assert_eq!(read, words.len(), "{language}: nothing is lost");
        // Nothing but the words is copied: no sign between them.
        let document = common::pdf::open(built.pdf());
        let page = common::pdf::pages(&document)[0];
        let copied = common::pdf::texts(&document, page)
            .concat()
            .replace(' ', "");
        assert!(
            copied.contains(&words.replace(' ', "")),
            "{language}: {copied}"
        );
    }
}

#[test]
fn a_thai_section_fits_its_handout() {
    let (_, font, divided) = WORDS[0];
    let body = divided.replace(['|', ' '], "");
    let body: String = body.chars().cycle().take(150).collect();
    let section =
        format!("[[section]]\nid = \"who\"\ntitle = \"มนุษย์\"\nbody = \"{body}\"\n\n[organizer]");
    let campaign = text("th", "มนุษย์").replace("[organizer]", &section);
    let built = with_font(&campaign, Some(font), "handout");
    let built = built.unwrap_or_else(|problems| panic!("{}", common::said(&problems)));
    let lines = lines(&built.examined.piece, "section.who.body");
    assert!(lines.len() > 1, "{lines:?}");
    assert_eq!(lines.concat(), body);
}
