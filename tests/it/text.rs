//! Text copied from the PDF is the text that is printed: read back through the content stream and the
//! fonts' maps, by a way that shares nothing with the writer.

use handbill::internals::content;
use handbill::internals::frame::{GlyphRun, ItemKind};
use handbill::internals::page::{Page, Piece};
use handbill::internals::pipeline::Built;

use crate::common::{self, every_piece, name, pdf};

/// What a reader gets: spaces that must not break are spaces, and marks that only tell where a line
/// may end are nothing.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}', '\u{2002}'], " ")
        .replace(['\u{200b}', '\u{2060}'], "")
}

fn runs(page: &Page) -> Vec<&GlyphRun> {
    let mut runs = Vec::new();
    page.frame.walk(&mut |item| {
        if let ItemKind::Text(run) = &item.kind {
            runs.push(run);
        }
    });
    runs
}

/// The text of each run, page by page, as the PDF has it.
fn extracted(built: &Built) -> Vec<Vec<String>> {
    let document = pdf::open(built.pdf());
    pdf::pages(&document)
        .into_iter()
        .map(|id| pdf::texts(&document, id))
        .collect()
}

/// All text of a piece as the PDF has it, lines apart.
fn all_text(built: &Built) -> String {
    extracted(built).concat().join("\n")
}

/// A piece from a campaign with that lead.
fn with_lead(lead: &str) -> Built {
    flyer(&common::small_campaign(lead))
}

fn flyer(content: &str) -> Built {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let campaign = common::campaign(folder.path(), content);
    match common::build(&campaign, "flyer", "A5") {
        Ok(built) => built.value,
        Err(problems) => panic!("{}", common::said(&problems)),
    }
}

/// Lines of the lead in reading order, as one text: each line's runs from left to right.
fn lead_lines(piece: &Piece) -> Vec<Vec<&GlyphRun>> {
    let mut lines: Vec<Vec<&GlyphRun>> = Vec::new();
    piece.pages[0].frame.walk(&mut |item| {
        let ItemKind::Text(run) = &item.kind else {
            return;
        };
        if &*item.origin.key != "campaign.lead" {
            return;
        }
        match lines.last_mut() {
            Some(line) if line[0].at.y == run.at.y => line.push(run),
            _ => lines.push(vec![run]),
        }
    });
    lines
}

#[test]
fn every_run_reads_as_printed() {
    for built in every_piece() {
        for (page, texts) in built
            .value
            .examined
            .piece
            .pages
            .iter()
            .zip(extracted(&built.value))
        {
            let printed: Vec<String> = runs(page).iter().map(|run| plain(&run.text)).collect();
            // A space that ends a line is not printed, and is there.
            let ends = |texts: &[String]| -> Vec<String> {
                texts
                    .iter()
                    .map(|text| text.trim_end().to_owned())
                    .collect()
            };
            assert_eq!(ends(&texts), ends(&printed), "{}", name(&built.value));
        }
    }
}

#[test]
fn no_character_is_invisible_or_unknown() {
    for built in every_piece() {
        // A hyphen that divides a word is a soft one.
        let text = all_text(&built.value).replace("\u{ad}\n", "\n");
        let odd = text.chars().find(|c| {
            c.is_control() && *c != '\n'
                || matches!(c, '\u{a0}' | '\u{ad}' | '\u{fffd}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}')
        });
        assert_eq!(odd, None, "{}", name(&built.value));
    }
}

#[test]
fn ligatures_are_letters_again() {
    let lead =
        "Your office, first: five baffling officials, an affluent staff, a flag, fjords, waffles.";
    let built = with_lead(lead);
    let words: Vec<&str> = lead.split(' ').collect();
    let text = all_text(&built);
    let found: Vec<&str> = text.split_whitespace().collect();
    let missing: Vec<&&str> = words.iter().filter(|word| !found.contains(word)).collect();
    assert!(missing.is_empty(), "{missing:?} are not in {text}");
    // The font does join letters, or this shows nothing.
    let lines = lead_lines(&built.examined.piece);
    let joined = lines.iter().flatten().flat_map(|run| {
        run.glyphs
            .iter()
            .filter(|glyph| run.text[glyph.text.clone()].chars().count() > 1)
    });
    assert!(joined.count() > 0, "no ligature in the lead");
}

#[test]
fn the_words_of_the_content_are_all_there() {
    let campaign = common::sample();
    let handout = every_piece()
        .iter()
        .find(|built| built.value.examined.piece.template == "handout");
    let text = all_text(&handout.expect("a handout").value);
    // Words that a line divides are put together again.
    let text = text
        .replace("\u{ad}\n", "")
        .replace("-\n", "")
        .to_lowercase();
    for section in &campaign.sections {
        for block in content::blocks(&section.body).expect("checked") {
            let (content::Block::Paragraph(spans) | content::Block::Item(_, spans)) = block;
            let words: String = spans.iter().map(|span| span.text.as_str()).collect();
            for word in words
                .split_whitespace()
                .filter(|word| word.chars().count() > 3)
            {
                // A compound may have been divided at its own hyphen.
                let word = word
                    .trim_matches(|c: char| !c.is_alphanumeric())
                    .to_lowercase();
                let there = text.contains(&word) || text.contains(&word.replace('-', ""));
                assert!(there, "“{word}” of {} is not in the handout", section.id);
            }
        }
    }
}

#[test]
fn divided_words_end_in_a_hyphen_and_go_on_in_the_next_line() {
    let handout = every_piece()
        .iter()
        .find(|built| built.value.examined.piece.template == "handout");
    let built = &handout.expect("a handout").value;
    let text = all_text(built);
    let mut divided = Vec::new();
    for (first, second) in text.lines().zip(text.lines().skip(1)) {
        let Some(head) = first.strip_suffix('\u{ad}') else {
            continue;
        };
        let head = head.rsplit(' ').next().unwrap_or_default();
        let tail = second.split(' ').next().unwrap_or_default();
        divided.push(format!("{head}{tail}"));
    }
    assert!(
        !divided.is_empty(),
        "the handout divides no word: this shows nothing"
    );
    let source = std::fs::read_to_string(common::SAMPLE).expect("the sample");
    for word in divided {
        let word = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let compound = source.replace('-', "");
        assert!(
            source.contains(word) || compound.contains(word),
            "“{word}” is no word of the content"
        );
    }
}

#[test]
fn spaces_that_hold_words_together_are_copied_as_spaces() {
    let flyer = every_piece()
        .iter()
        .find(|built| built.value.examined.piece.paper == "A5");
    let built = &flyer.expect("a flyer on A5").value;
    let printed: String = built
        .examined
        .piece
        .pages
        .iter()
        .flat_map(runs)
        .map(|run| run.text.as_str())
        .collect();
    assert!(
        printed.contains("November\u{a0}2023"),
        "the date is held together in print"
    );
    let text = all_text(built);
    assert!(text.contains("November 2023"), "{text}");
    assert!(
        text.contains("(202) 224-3121"),
        "a phone number can be copied: {text}"
    );
}

#[test]
fn addresses_are_copied_whole() {
    let handout = every_piece().iter().find(|built| {
        built.value.examined.piece.paper == "letter"
            && built.value.examined.piece.template == "handout"
    });
    // An address may go over two lines, but nothing is put into it.
    let text = all_text(&handout.expect("a handout").value).replace('\n', "");
    for address in [
        "armenian-assembly.org/advocacy",
        "marchtojustice.org",
        "freepows.carrd.co",
    ] {
        assert!(text.contains(address), "{address} is not in {text}");
    }
}

#[test]
fn words_written_from_right_to_left_keep_their_order() {
    let built = with_lead("They say שלום לכולם and call +1 202 224 3121 at once.");
    let lines = lead_lines(&built.examined.piece);
    let logical: String = lines
        .iter()
        .flatten()
        .map(|run| plain(&run.text))
        .collect::<Vec<_>>()
        .join("|");
    for word in ["שלום", "לכולם"] {
        assert!(logical.contains(word), "{word} is not in {logical}");
    }
    // On the page the first word stands right of the second, and both right of “say”.
    let run = |word: &str| {
        let mut places = lines.iter().flatten().filter(|run| run.text.contains(word));
        let run = places.next().unwrap_or_else(|| panic!("{word} is not set"));
        let at = run.text.find(word).expect("it contains it");
        let glyph = run
            .glyphs
            .iter()
            .find(|glyph| glyph.text.contains(&at))
            .expect("a glyph");
        (run.at.y, run.at.x + glyph.x)
    };
    let (first, second, before) = (run("שלום"), run("לכולם"), run("say"));
    assert!(
        first.0 == second.0 && first.0 == before.0,
        "one line, or this shows nothing"
    );
    assert!(
        before.1 < second.1 && second.1 < first.1,
        "read from right to left"
    );
    let text = all_text(&built);
    // The page has the letters in the order in which they are read.
    let words: Vec<&str> = text.split_whitespace().collect();
    for word in ["שלום", "לכולם", "say", "and"] {
        assert!(words.contains(&word), "{word} is not in {words:?}");
    }
    assert!(
        text.replace('\n', " ").contains("+1 202 224 3121"),
        "digits keep their order: {text}"
    );
}

#[test]
fn a_number_within_right_to_left_text_keeps_its_digits() {
    let built = with_lead("אמרו +1 202 224 3121 עכשיו");
    let text = all_text(&built);
    for digits in ["202", "224", "3121"] {
        assert!(text.contains(digits), "{digits} is not in {text}");
    }
    let joined = text.replace('\n', "");
    assert!(!joined.contains("1213"), "reversed: {text}");
}

#[test]
fn a_heading_written_from_right_to_left_is_readable_in_the_outline() {
    let content = common::small_campaign("A lead.").replace("Let them go home", "שחררו אותם עכשיו");
    let built = flyer(&content);
    assert_eq!(pdf::outline(&pdf::open(built.pdf())), ["שחררו אותם עכשיו"]);
}

#[test]
fn a_joiner_within_a_word_is_copied() {
    let lead = "نیروهای ما می\u{200c}خواهند خانه\u{200c}ها";
    let content = common::small_campaign(lead).replace("language = \"en\"", "language = \"fa\"");
    let built = flyer(&content);
    let lines = lead_lines(&built.examined.piece);
    let text: String = lines
        .iter()
        .flatten()
        .map(|run| run.text.as_str())
        .collect();
    assert!(text.contains("می\u{200c}خواهند"), "{text:?}");
    assert!(text.contains("خانه\u{200c}ها"), "{text:?}");
    // The letter before it does not join the next one: it has another glyph than in the word without.
    let joined = flyer(&content.replace('\u{200c}', ""));
    let glyphs = |built: &Built| -> Vec<u16> {
        let lines = lead_lines(&built.examined.piece);
        let glyphs = lines.iter().flatten().flat_map(|run| &run.glyphs);
        glyphs.map(|glyph| glyph.id).collect()
    };
    assert_ne!(glyphs(&built), glyphs(&joined));
}

#[test]
fn emphasis_is_seen_in_every_script() {
    for (language, lead) in [
        ("en", "They are *held* still"),
        ("ru", "Их *держат* всё ещё"),
        ("el", "Τους *κρατούν* ακόμη"),
        ("hy", "Նրանց *պահում* են դեռ"),
        ("ka", "მათ *ისევ* აკავებენ"),
        ("he", "הם *עדיין* מוחזקים"),
        ("ar", "إنهم *ما زالوا* محتجزين"),
    ] {
        let tag = format!("language = \"{language}\"");
        let content = common::small_campaign(lead).replace("language = \"en\"", &tag);
        let built = flyer(&content);
        let lines = lead_lines(&built.examined.piece);
        // The spaces between words may come from another font.
        let words = lines
            .iter()
            .flatten()
            .filter(|run| run.text.contains(char::is_alphabetic));
        let mut fonts: Vec<_> = words.map(|run| run.font).collect();
        fonts.sort_unstable();
        fonts.dedup();
        assert_eq!(
            fonts.len(),
            2,
            "{language}: the emphasised word has a font of its own"
        );
    }
}
