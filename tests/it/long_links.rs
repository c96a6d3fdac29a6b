//! Codes of long links: larger ones, ones that are read from nearer, and the home page in place of the link. Codes of
//! several actions that open the same, and codes beside words.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use handbill::internals::diag::Warned;
use handbill::internals::frame::{Code, ItemKind};
use handbill::internals::page::Page;
use handbill::internals::pipeline::Built;
use handbill::internals::rules::Rule;

use crate::common::{self, PIECES, SAMPLE, build_beside, said, small_campaign};

/// Lengths of links as people have them.
const LENGTHS: [usize; 4] = [24, 50, 101, 200];

/// The small campaign with a link of that many characters as its first action.
fn with_link(length: usize, more: &str) -> String {
    let start = "https://example.org/";
    let link = format!("{start}{}", "a".repeat(length - start.len()));
    let own = format!("label = \"Read on\"\nurl = \"{start}\"");
    let campaign = small_campaign("They are held.");
    assert!(campaign.contains(&own), "the first action");
    campaign.replacen(
        &own,
        &format!("label = \"Read on\"\nurl = \"{link}\"{more}"),
        1,
    )
}

/// A page of A5 with a code: the keys of its area, and the reading distance of the piece.
fn page(area: &str, distance: &str) -> String {
    format!(
        "[template]\nextends = \"base\"\ndescription = \"A case\"\npapers = [\"A5\"]\ndistance = \"{distance}\"\n\n[[page]]\nmargin = \"10mm\"\ncolumns = [\"1fr\"]\nrows = [\"auto\"]\nareas = [\"it\"]\n\n[page.area.it]\n{area}\n"
    )
}

fn built(campaign: &str, layout: &str) -> Warned<Built> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    build_beside(folder.path(), campaign, layout, "A5")
        .unwrap_or_else(|problems| panic!("{}", said(&problems)))
}

fn codes(built: &Warned<Built>) -> Vec<&Code> {
    let pages = built.value.examined.piece.pages.iter();
    pages.flat_map(Page::codes).collect()
}

/// All words of a piece.
fn words(built: &Warned<Built>) -> String {
    let mut words = String::new();
    for page in &built.value.examined.piece.pages {
        page.frame.walk(&mut |item| {
            if let ItemKind::Text(run) = &item.kind {
                words.push_str(&run.text);
                words.push(' ');
            }
        });
    }
    words
}

/// The warnings about links: their rules, in order.
fn rules(built: &Warned<Built>) -> Vec<Rule> {
    let about = [Rule::NearerCode, Rule::HomeInstead];
    let rules = built.warnings.iter().map(|warning| warning.rule);
    rules.filter(|rule| about.contains(rule)).collect()
}

/// The side of a code with its quiet zone, and the distance that it is read from, both in whole millimetres.
fn measures(code: &Code) -> (i64, i64) {
    let whole = |mm: f64| mm.round() as i64;
    (
        whole(code.rect().size.width.to_mm()),
        whole(code.distance.to_mm()),
    )
}

#[test]
fn a_long_link_is_a_larger_code_and_then_a_nearer_distance() {
    let layout = page(
        "codes = [\"1\"]\nstyle = \"verb\"\nlabel = \"address\"\nsize = \"36mm\"",
        "0.5m",
    );
    let mut found = Vec::new();
    for length in LENGTHS {
        let built = built(
            &with_link(length, "\nshort = \"example.org/read\""),
            &layout,
        );
        let [code] = codes(&built)[..] else {
            panic!("one code");
        };
        assert_eq!(code.payload.encoded().len(), length, "its own address");
        found.push(measures(code));
        let expected: &[Rule] = if length > 50 {
            &[Rule::NearerCode]
        } else {
            &[]
        };
        assert_eq!(rules(&built), expected, "{}", said(&built.warnings));
    }
    // 36 mm carry 33 modules from half a metre; a quarter more carries 41.
    assert_eq!(found, [(36, 500), (45, 500), (45, 422), (45, 318)]);
}

#[test]
fn what_no_phone_could_read_gives_way_to_the_home_page() {
    let layout = page(
        "codes = [\"1\"]\nstyle = \"verb\"\nlabel = \"address\"\nsize = \"22mm\"",
        "0.25m",
    );
    let built = built(&with_link(200, ""), &layout);
    let [code] = codes(&built)[..] else {
        panic!("one code");
    };
    assert_eq!(code.payload.encoded(), "https://example.org/");
    assert_eq!(code.short, "example.org");
    assert!(code.alt.contains("example.org ("), "{}", code.alt);
    assert!(!words(&built).contains("aaaa"), "{}", words(&built));
    assert_eq!(
        rules(&built),
        [Rule::HomeInstead],
        "{}",
        said(&built.warnings)
    );
    let told = said(&built.warnings);
    assert!(
        told.contains("`action.learn`") && told.contains("200 characters"),
        "{told}"
    );
}

#[test]
fn an_address_that_nobody_types_is_not_printed() {
    let area = "codes = [\"1\"]\nstyle = \"verb\"\nlabel = \"address\"\nsize = \"60mm\"";
    let long = built(&with_link(101, ""), &page(area, "0.25m"));
    assert_eq!(codes(&long)[0].payload.encoded().len(), 101);
    assert!(!words(&long).contains("aaaa"), "{}", words(&long));
    assert!(words(&long).contains("example.org"), "{}", words(&long));
    assert_eq!(
        rules(&long),
        [Rule::HomeInstead],
        "{}",
        said(&long.warnings)
    );
    // With a short form of its own there is nothing to warn of.
    let short = built(
        &with_link(101, "\nshort = \"example.org/go\""),
        &page(area, "0.25m"),
    );
    assert!(
        words(&short).contains("example.org/go"),
        "{}",
        words(&short)
    );
    assert_eq!(rules(&short), [], "{}", said(&short.warnings));
}

#[test]
fn a_payment_is_read_from_the_hand_before_it_is_refused() {
    let action = "kind = \"payment\"\nlabel = \"Give\"\nname = \"Neighbours\"\niban = \"DE02 1203 0000 0000 2020 51\"\ntext = \"For the lawyers of all\"";
    let own = "kind = \"url\"\nlabel = \"Read on\"\nurl = \"https://example.org/\"";
    let campaign = small_campaign("They are held.").replacen(own, action, 1);
    let area = "codes = [\"1\"]\nstyle = \"verb\"\nlabel = \"address\"\nsize = \"26mm\"";
    let built = built(&campaign, &page(area, "2m"));
    let [code] = codes(&built)[..] else {
        panic!("one code");
    };
    assert_eq!(code.payload.kind(), "payment");
    let (side, distance) = measures(code);
    assert_eq!(side, 33, "a quarter more than its layout asks for");
    assert!((250..500).contains(&distance), "{distance}");
    assert_eq!(
        rules(&built),
        [Rule::NearerCode],
        "{}",
        said(&built.warnings)
    );
}

#[test]
fn a_column_that_is_too_narrow_makes_a_nearer_code() {
    let area = "columns = [\"50mm\", \"1fr\"]\nrows = [\"auto\"]\nareas = [\"code words\"]\narea.code = { codes = [\"1\"], beside = \"none\", size = \"70mm\" }\narea.words = { text = \"{action.1.label} {action.1.short}\", style = \"verb\" }";
    let built = built(&small_campaign("They are held."), &page(area, "1m"));
    assert_eq!(measures(codes(&built)[0]), (50, 697));
    assert_eq!(
        rules(&built),
        [Rule::NearerCode],
        "{}",
        said(&built.warnings)
    );
}

#[test]
fn a_link_of_any_length_builds_every_piece() {
    let sample = Path::new(SAMPLE).parent().expect("a folder");
    let written = fs::read_to_string(SAMPLE).expect("the sample");
    let (before, first) = written.split_once("[[action]]").expect("actions");
    let (link, _) = first
        .split_once("url = \"")
        .expect("a link")
        .1
        .split_once('"')
        .expect("its end");
    let mut told = BTreeSet::new();
    for (part, length) in LENGTHS.into_iter().enumerate() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("art")).expect("a folder of our own");
        for entry in fs::read_dir(sample.join("art")).expect("its pictures") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name");
            fs::copy(&path, folder.path().join("art").join(name)).expect("copied");
        }
        let start = "https://example.org/";
        let long = format!("{start}{}", "a".repeat(length - start.len()));
        let changed = format!("{before}[[action]]{}", first.replacen(link, &long, 1));
        let campaign = common::campaign(folder.path(), &changed);
        // A quarter of the pieces with each length.
        for id in PIECES.iter().skip(part).step_by(LENGTHS.len()) {
            let template = common::pipeline().library.load(id).expect("a piece");
            // A portrait flyer is for campaigns with a portrait.
            if template.lacking(&campaign).is_some() {
                continue;
            }
            let built = common::build(&campaign, id, &template.papers[0].name)
                .unwrap_or_else(|problems| panic!("{id}, {length}: {}", said(&problems)));
            for warning in built.warnings.iter() {
                let about = [Rule::NearerCode, Rule::HomeInstead].contains(&warning.rule);
                let action = warning.place.as_ref().map(|place| place.key.clone());
                // One of each kind for an action on a piece.
                let is_new = !about || told.insert((warning.rule, action, *id));
                assert!(is_new, "{id}: {}", said(&built.warnings));
            }
        }
    }
}

#[test]
fn actions_that_open_the_same_are_one_code() {
    let more = "\n[[action]]\nid = \"give\"\nkind = \"url\"\nlabel = \"Give\"\nurl = \"https://example.org\"\n\n[organizer]";
    let campaign = small_campaign("They are held.").replacen("\n[organizer]", more, 1);
    let area = "codes = [\"learn\", \"call\", \"give\"]\nstyle = \"verb\"\nlabel = \"address\"\nnumbered = true\nsize = \"26mm\"";
    let built = built(&campaign, &page(area, "0.25m"));
    let codes = codes(&built);
    assert_eq!(codes.len(), 2);
    assert!(
        codes[0].alt.contains("Read on") && codes[0].alt.contains("Give"),
        "{}",
        codes[0].alt
    );
    let words = words(&built);
    let place = |word: &str| {
        words
            .find(word)
            .unwrap_or_else(|| panic!("{word}: {words}"))
    };
    assert!(
        place("Read on") < place("Give") && place("Give") < place("Call"),
        "{words}"
    );
    assert_eq!(words.matches("example.org").count(), 1, "{words}");
    assert!(
        words.contains('2') && !words.contains("3\u{2002}"),
        "{words}"
    );
}

#[test]
fn words_keep_clear_of_codes_that_hang() {
    for beside in ["right", "below"] {
        let area = format!(
            "padding = \"10mm\"\ncodes = [\"learn\", \"call\", \"email\"]\nstyle = \"verb\"\nlabel = \"address\"\nhang = true\nbeside = \"{beside}\"\ngap = \"0mm\"\nsize = \"26mm\""
        );
        // The quiet zone would be an error.
        let built = built(&small_campaign("They are held."), &page(&area, "0.25m"));
        assert_eq!(codes(&built).len(), 3);
    }
}

#[test]
fn modules_line_up_with_the_text_on_white() {
    let left = |fill: &str| {
        let area = format!(
            "{fill}\npadding = \"0mm 0mm 0mm 0mm\"\ngap = \"4mm\"\nstack = [{{ text = \"{{campaign.lead}}\", style = \"text\" }}, {{ codes = [\"1\"], style = \"verb\", label = \"address\", beside = \"below\", size = \"33mm\" }}]"
        );
        let built = built(&small_campaign("They are held."), &page(&area, "0.25m"));
        let codes = codes(&built);
        let quiet = codes[0].module.to_mm() * 4.0;
        ((codes[0].at.x.to_mm() + quiet) * 10.0).round() / 10.0
    };
    // The margin is 10 mm, and the quiet zone is 4 mm wide.
    assert!((left("") - 10.0).abs() < 0.11, "{}", left(""));
    assert!(
        (left("fill = \"accent\"") - 14.0).abs() < 0.11,
        "{}",
        left("fill = \"accent\"")
    );
}

/// Whoever has nothing but a form has no shorter home page: its code stands alone, and it is told.
#[test]
fn where_the_home_page_is_as_long_the_code_stands_without_an_address() {
    let long = format!(
        "https://forms.example.org/d/e/{}/viewform",
        "1FAIpQLSdK3x".repeat(6)
    );
    assert_eq!(long.len(), 111);
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!(
        "[campaign]\nid = \"c\"\nlanguage = \"en\"\ntitle = \"C\"\nheadline = \"Keep the bus\"\nhome = \"{long}\"\nas_of = \"2026-11\"\n\n[organizer]\nname = \"Riders (sample)\"\n\n[[action]]\nid = \"sign\"\nkind = \"url\"\nlabel = \"Sign the letter\"\nurl = \"{long}\"\n"
    );
    let campaign = crate::common::campaign(folder.path(), &text);
    for (piece, paper) in [
        ("flyer", "A5"),
        ("poster", "A3"),
        ("stickers", "A4"),
        ("palm-card", "A6"),
    ] {
        let built = crate::common::build(&campaign, piece, paper);
        let built =
            built.unwrap_or_else(|problems| panic!("{piece}: {}", crate::common::said(&problems)));
        let said = crate::common::said(&built.warnings);
        assert!(
            said.contains("no address is printed for `action.sign`"),
            "{piece}: {said}"
        );
        let mut printed = String::new();
        for page in &built.value.examined.piece.pages {
            page.frame.walk(&mut |item| {
                if let handbill::internals::frame::ItemKind::Text(run) = &item.kind {
                    printed.push_str(&run.text);
                }
            });
            for code in page.codes() {
                assert_eq!(code.payload.encoded(), long, "{piece}");
                assert!(code.alt.ends_with(": Sign the letter"), "{}", code.alt);
            }
        }
        assert!(!printed.contains("forms.example"), "{piece}: {printed}");
        // Words tell what the code is for, although nothing else of their box is left.
        let letters = printed.replace(' ', "").to_lowercase();
        assert!(letters.contains("scan.read.act."), "{piece}: {printed}");
        let lacks_words = built
            .warnings
            .iter()
            .any(|found| found.rule == Rule::CodeWithoutAsk);
        assert!(!lacks_words, "{piece}: {said}");
    }
}

/// A link of two hundred characters needs a code that is wider than a tab of six.
#[test]
fn a_notice_has_fewer_tabs_only_where_its_code_is_too_wide_for_six() {
    let options = |length: usize| {
        let link = format!("https://example.org/{}", "a".repeat(length - 20));
        let text = format!(
            "[campaign]\nid = \"c\"\nlanguage = \"en\"\ntitle = \"C\"\nheadline = \"Keep the bus\"\nhome = \"{link}\"\nas_of = \"2026-11\"\n\n[organizer]\nname = \"Riders (sample)\"\n\n[[action]]\nid = \"sign\"\nkind = \"url\"\nlabel = \"Sign the letter\"\nurl = \"{link}\"\n"
        );
        let folder = tempfile::tempdir().expect("a folder");
        let campaign = common::campaign(folder.path(), &text);
        let built = common::build(&campaign, "tear-off", "A4");
        let built = built.unwrap_or_else(|problems| panic!("{length}: {}", said(&problems)));
        let taken = built.value.examined.taken.iter();
        taken.map(|taken| taken.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(options(200), ["long-link"]);
    assert_ne!(options(24), ["long-link"]);
}
