use super::fields::{Writing, fields, writing};
use super::*;

fn plain(text: &str) -> Span {
    Span {
        text: text.into(),
        ..Span::default()
    }
}

/// What is printed, with the signs that stand for strong and emphasised words.
fn shown(spans: &[Span]) -> String {
    let mut out = String::new();
    for span in spans {
        let sign = match (span.strong, span.emphasis) {
            (true, true) => "‹‹‹",
            (true, false) => "‹‹",
            (false, true) => "‹",
            (false, false) => "",
        };
        out.push_str(sign);
        out.push_str(&span.text);
        out.push_str(&sign.replace('‹', "›"));
    }
    out
}

fn short(text: &str) -> String {
    shown(&inline(text).unwrap_or_else(|refused| panic!("{text}: {refused:?}")))
}

/// Running text, a paragraph or an element of a list a line.
fn running(text: &str) -> Vec<String> {
    let blocks = blocks(text).unwrap_or_else(|refused| panic!("{text}: {refused:?}"));
    let shown = blocks.iter().map(|block| match block {
        Block::Paragraph(spans) => shown(spans),
        Block::Item(None, spans) => format!("• {}", shown(spans)),
        Block::Item(Some(number), spans) => format!("[{number}] {}", shown(spans)),
    });
    shown.collect()
}

fn refused(text: &str) -> String {
    blocks(text).map_or_else(
        |refused| refused.join(" + "),
        |read| panic!("{text}: {read:?}"),
    )
}

#[test]
fn emphasis_lists_and_links_are_read() {
    let read =
        blocks("One **two** [HRW](source:hrw).\nThree.\n\n1. a\n2. *b*\n").expect("supported");
    assert_eq!(read.len(), 3);
    let Block::Paragraph(spans) = &read[0] else {
        panic!("a paragraph")
    };
    assert_eq!(spans[0], plain("One "));
    assert!(spans[1].strong && spans[1].text == "two");
    assert_eq!(spans[3].link, Some(Link::Source("hrw".into())));
    assert_eq!(spans[4], plain(". Three."));
    assert_eq!(read[1], Block::Item(Some("1.".into()), vec![plain("a")]));
    assert!(matches!(&read[2], Block::Item(Some(_), spans) if spans[0].emphasis));
}

#[test]
fn a_sign_of_emphasis_within_a_word_is_a_letter() {
    for text in [
        "Aktivist*innen und Freund*innen",
        "Schüler*innen, Lehrer*innen und Kolleg*innen",
        "jede*r, ein*e, der*die",
        "Bürger_innen und Nachbar_innen",
        "Trans* Personen und inter* Personen",
        "les étudiant*e*s et les ouvrier**ère**s",
        "snake_case_name",
        "a*b*c",
        "Հայ*եր և Հայ*եր",
        "हिन्दी*भाषा और हिन्दी*भाषा",
    ] {
        assert_eq!(short(text), text);
        assert_eq!(running(text), [text]);
    }
    // Around them emphasis is still read.
    assert_eq!(
        short("*wichtig: Aktivist*innen*, **Freund*innen**"),
        "‹wichtig: Aktivist*innen›, ‹‹Freund*innen››"
    );
    // Without spaces between words a star between letters is one of emphasis.
    assert_eq!(short("这是*重要*的"), "这是‹重要›的");
    assert_eq!(short("นี่*สำคัญ*มาก"), "นี่‹สำคัญ›มาก");
}

#[test]
fn a_sign_of_emphasis_beside_a_figure_is_a_letter() {
    for text in [
        "3*4*5 = 60",
        "Eintritt 5* und 3*, *2 mit Ausweis",
        "*2026* und *2027*",
        "1_000_000 and _5_",
        "2 * 3 * 4",
        "from ~5 to ~10 km",
        "18 €* or 20 €*",
    ] {
        assert_eq!(short(text), text);
    }
    assert_eq!(short("**50** people, *fifty*"), "‹‹50›› people, ‹fifty›");
}

#[test]
fn a_backslash_prints_the_sign_itself() {
    assert_eq!(short(r"\*not emphasised\*"), "*not emphasised*");
    assert_eq!(short(r"\[words](x)"), "[words](x)");
    assert_eq!(short(r"C:\new and \#1"), r"C:\new and #1");
    assert_eq!(running("1\\. a\n2\\. b"), ["1. a 2. b"]);
    assert_eq!(running("\\- a"), ["- a"]);
}

#[test]
fn a_number_at_the_start_of_a_paragraph_is_text() {
    let dates = ["1. Mai: Demo", "12. Juni: Kundgebung", "30. Juli: Fest"];
    assert_eq!(running(&dates.join("\n\n")), dates);
    assert_eq!(running("1. Mai: Demo"), ["1. Mai: Demo"]);
    assert_eq!(running("2027. It ends."), ["2027. It ends."]);
    assert_eq!(
        running("Am 1. Mai und am\n12. Juni kommen alle."),
        ["Am 1. Mai und am 12. Juni kommen alle."]
    );
    // In a short text there are no lists.
    assert_eq!(short("1. Mai\n2. Mai"), "1. Mai\n2. Mai");
    assert_eq!(short("- 5 Grad"), "- 5 Grad");
}

#[test]
fn a_list_keeps_its_numbers() {
    assert_eq!(running("1. a\n2. b\n3. c"), ["[1.] a", "[2.] b", "[3.] c"]);
    assert_eq!(running("3) a\n4) b"), ["[3)] a", "[4)] b"]);
    assert_eq!(
        running("1. Mai: Demo\n12. Juni: Kundgebung"),
        ["[1.] Mai: Demo", "[12.] Juni: Kundgebung"]
    );
    assert_eq!(
        running("7. a\n\n8. b\n\n9. c"),
        ["[7.] a", "[8.] b", "[9.] c"]
    );
    assert_eq!(running("1. a\n1. b"), ["[1.] a", "[1.] b"]);
    assert_eq!(
        running("We ask:\n1. a\n2. b"),
        ["We ask:", "[1.] a", "[2.] b"]
    );
}

#[test]
fn bullets_are_meant() {
    assert_eq!(running("- a\n- b"), ["• a", "• b"]);
    assert_eq!(running("We ask:\n- a"), ["We ask:", "• a"]);
    assert_eq!(running("* a\n* b"), ["• a", "• b"]);
    // The mark of a note, and a telephone number.
    assert_eq!(running("* mit Ausweis"), ["* mit Ausweis"]);
    assert_eq!(running("+ 49 30 1234"), ["+ 49 30 1234"]);
    assert_eq!(running("- a\n  goes on\n- b"), ["• a goes on", "• b"]);
    assert_eq!(
        running("- a\n\n  more of a\n- b"),
        ["• a\nmore of a", "• b"]
    );
}

#[test]
fn line_breaks_of_short_texts_are_kept() {
    assert_eq!(short("line one\nline two"), "line one\nline two");
    assert_eq!(short("line one\r\nline two\n"), "line one\nline two");
    assert_eq!(short("*one\ntwo* three"), "‹one\ntwo› three");
    assert_eq!(short("# one\n# two\n> three"), "# one\n# two\n> three");
    assert_eq!(letters(" one \n two\n"), [plain("one\ntwo")]);
    assert_eq!(
        letters("*one* **two** [x](y)"),
        [plain("*one* **two** [x](y)")]
    );
    assert!(letters(" \n").is_empty());
}

#[test]
fn lines_of_running_text_are_joined() {
    assert_eq!(running("one\ntwo"), ["one two"]);
    assert_eq!(running("one  \ntwo\\\nthree"), ["one\ntwo\nthree"]);
    assert_eq!(running("今日は\n晴れ"), ["今日は晴れ"]);
    assert_eq!(
        running("    set in\n    by the editor\n\n    twice"),
        ["set in by the editor", "twice"]
    );
}

#[test]
fn what_print_cannot_show_is_named() {
    for (text, words) in [
        ("# Title", "a heading"),
        ("Title\n---", "a heading"),
        ("> quote", "block quotation"),
        ("a\n\n---\n\nb", "a horizontal line"),
        ("```\nx\n```", "code block"),
        ("`x`", "backquotes"),
        ("<b>x</b>", "HTML"),
        ("one<br>two", "HTML"),
        ("![x](y.png)", "a picture"),
        ("- a\n  - b", "list inside"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a table"),
        ("~~x~~", "struck text"),
        ("- [ ] x", "a checkbox"),
        ("word[^1]", "a footnote"),
        ("word[^1]\n\n[^1]: note", "a footnote"),
        (
            "[words][1]\n\n[1]: https://example.org/",
            "address of `[1]`",
        ),
        ("[hint]: come", "address of `[hint]`"),
        (
            "[words](https://example.org/ \"title\")",
            "link with a title",
        ),
        ("AT&amp;T", "`&amp;`"),
        ("a&nbsp;b", "`&nbsp;`"),
        ("[words](my page)", "no address"),
    ] {
        let said = refused(text);
        assert!(said.contains(words), "{text}: {said}");
    }
    // All of it at once.
    let both = refused("~~a~~ and `b`\n\n# c");
    assert!(
        ["struck", "backquotes", "heading"]
            .iter()
            .all(|w| both.contains(w)),
        "{both}"
    );
    assert_eq!(
        short("AT&T, a < b > c, 5 & 6; [sic]"),
        "AT&T, a < b > c, 5 & 6; [sic]"
    );
}

#[test]
fn links_to_mailboxes_and_telephones_are_links() {
    for (text, to) in [
        (
            "[write](mailto:info@example.org)",
            "mailto:info@example.org",
        ),
        ("[call](tel:+1-202-555-0199)", "tel:+1-202-555-0199"),
        ("<info@example.org>", "mailto:info@example.org"),
        ("<https://example.org/a_b*c>", "https://example.org/a_b*c"),
        (
            "[a](https://example.org/x*y*z_1)",
            "https://example.org/x*y*z_1",
        ),
    ] {
        let read = inline(text).expect("a link");
        assert_eq!(read[0].link, Some(Link::Url(to.into())), "{text}");
    }
}

#[test]
fn fields_say_how_they_are_read() {
    assert_eq!(writing("campaign.headline"), Writing::Headline);
    assert_eq!(writing("campaign.lead"), Writing::Short);
    assert_eq!(writing("section.why.body"), Writing::Running);
    assert_eq!(writing("section.0.title"), Writing::Letters);
    assert_eq!(writing("quote.x.text"), Writing::Letters);
    assert_eq!(writing("action.x.script.asks.0"), Writing::Letters);
    assert_eq!(writing("nothing.of.the.kind"), Writing::Letters);
    assert!(
        fields()
            .iter()
            .any(|(path, _)| path == "organizer.imprint.*.responsible")
    );
}
