//! Nothing of the content is lost in silence: what no piece prints is said, the imprint is printed or its
//! absence is told, tallies count what is said in words, and a code carries the words of its own action.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::common::{self, pdf};
use serde_json::Value;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbill"));
    command
        .current_dir(folder)
        .args(arguments)
        .env("NO_COLOR", "1");
    command.output().expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(output)))
}

/// A campaign with ten actions, twelve events, nine facts, three sections, twenty persons, twenty quotations,
/// and short words that are found again in print.
fn full_campaign() -> String {
    let mut text = String::from(
        r##"
[campaign]
id = "rent"
language = "en"
title = "Fair rent"
headline = "Fair rent"
lead = "Rents rose."
home = "https://rent.example/"
as_of = "2026-10"
hashtag = "#FairRent"
thanks = "Gratitude."

[[source]]
id = "s"
author = "Tenants"
title = "Report"
"##,
    );
    let kinds = [
        ("url", "url = \"https://rent.example/\""),
        (
            "tel",
            "phone = \"+44 20 7946 0018\"\nscript = { asks = [\"Stoptherise.\"] }",
        ),
        ("mailto", "email = \"a@rent.example\""),
        ("sms", "phone = \"+44 7700 900123\"\nmessage = \"FAIR\""),
        ("geo", "location = \"51.5, -0.12\""),
        ("url", "url = \"https://rent.example/six\""),
        ("url", "url = \"https://rent.example/seven\""),
        ("url", "url = \"https://rent.example/eight\""),
        (
            "contact",
            "name = \"Tenants\"\nphone = \"+44 20 7946 0018\"",
        ),
        ("url", "url = \"https://rent.example/ten\""),
    ];
    for (at, (kind, keys)) in kinds.iter().enumerate() {
        text.push_str(&format!(
            "[[action]]\nid = \"a{at}\"\nkind = \"{kind}\"\nlabel = \"Deed{}\"\n{keys}\n",
            letter(at)
        ));
    }
    for at in 0..12 {
        text.push_str(&format!(
            "[[event]]\nid = \"e{at}\"\ncity = \"City{0}\"\nplace = \"Square{0}\"\nstart = \"2027-05-12\"\n",
            letter(at)
        ));
    }
    for at in 0..9 {
        text.push_str(&format!(
            "[[fact]]\nid = \"f{at}\"\nfigure = \"{}\"\ncount = {}\ntext = \"thing{}\"\nsource = \"s\"\n",
            at + 2,
            at + 2,
            letter(at)
        ));
    }
    for at in 0..3 {
        text.push_str(&format!(
            "[[section]]\nid = \"c{at}\"\ntitle = \"Part{0}\"\nbody = \"Body{0}.\"\n",
            letter(at)
        ));
    }
    for at in 0..20 {
        text.push_str(&format!(
            "[[person]]\nid = \"p{at}\"\nname = \"Name{}\"\nsource = \"s\"\n",
            letter(at)
        ));
    }
    for at in 0..20 {
        text.push_str(&format!(
            "[[quote]]\nid = \"q{at}\"\ntext = \"Words{0}\"\nspeaker = \"Speaker{0}\"\nsource = \"s\"\n",
            letter(at)
        ));
    }
    text.push_str("[organizer]\nname = \"Tenants\"\n");
    text
}

/// Words that end in a letter are not divided by a line, and `Namea` is in no other.
fn letter(at: usize) -> char {
    char::from(b'a' + u8::try_from(at).expect("few"))
}

/// The elements of [`full_campaign`], each with the words that show that it is printed.
fn elements() -> Vec<(String, String)> {
    let each = |table: &'static str, id: &'static str, word: &'static str, count: usize| {
        (0..count).map(move |at| (format!("{table}.{id}{at}"), format!("{word}{}", letter(at))))
    };
    let mut all: Vec<(String, String)> = each("action", "a", "deed", 10)
        .chain(each("event", "e", "city", 12))
        .chain(each("fact", "f", "thing", 9))
        .chain(each("section", "c", "part", 3))
        .chain(each("person", "p", "name", 20))
        .chain(each("quote", "q", "words", 20))
        .collect();
    // The flyer asks "Scan. Read. Act." for the page of the campaign, and prints its address.
    all[0].1 = "rent.example".into();
    all.push(("action.a1.script".into(), "stoptherise".into()));
    all.push(("campaign.hashtag".into(), "#fairrent".into()));
    all.push(("campaign.thanks".into(), "gratitude".into()));
    all
}

/// All words of the files that a build tells of, in small letters without spaces.
fn words(folder: &Path, report: &Value) -> String {
    let mut words = String::new();
    for file in report["files"].as_array().expect("files") {
        let bytes = fs::read(folder.join(file["path"].as_str().expect("a path"))).expect("a file");
        let document = pdf::open(&bytes);
        for page in pdf::pages(&document) {
            let texts = pdf::texts(&document, page).concat();
            words.extend(
                texts
                    .chars()
                    .filter(|c| !c.is_whitespace() && *c != '\u{ad}'),
            );
            words.push('\n');
        }
    }
    words.to_lowercase()
}

fn left_out(report: &Value) -> BTreeSet<String> {
    let all = report["left_out"].as_array().expect("a list");
    all.iter()
        .map(|one| one["key"].as_str().expect("a key").to_owned())
        .collect()
}

/// What is left out of a build by its own word, held against the text of its files.
fn held_against_the_files(arguments: &[&str]) -> (Value, BTreeSet<String>) {
    held_against_the_files_of(&full_campaign(), arguments)
}

fn held_against_the_files_of(campaign: &str, arguments: &[&str]) -> (Value, BTreeSet<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("c.toml"), campaign).expect("written");
    let mut all = vec!["build", "c.toml", "--route", "screen", "--format", "json"];
    all.extend(arguments);
    let output = run(folder.path(), &all);
    let report = json(&output);
    let words = words(folder.path(), &report);
    let told = left_out(&report);
    let missing: BTreeSet<String> = elements()
        .into_iter()
        .filter(|(key, _)| campaign.contains("[[section]]") || !key.starts_with("section."))
        .filter(|(_, word)| !words.contains(word.as_str()))
        .map(|(key, _)| key)
        .collect();
    assert_eq!(told, missing, "{arguments:?}");
    (report, told)
}

/// The plain handout goes on over as many pages as it takes.
#[test]
fn the_whole_set_leaves_nothing_out_of_a_campaign_with_a_text() {
    let (_, told) = held_against_the_files(&[]);
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn what_the_whole_set_leaves_out_is_told() {
    let full = full_campaign();
    let (before, _) = full.split_once("[[section]]").expect("sections");
    let (_, after) = full.split_once("[[person]]").expect("people");
    let without_text = format!("{before}[[person]]{after}");
    let (report, told) = held_against_the_files_of(&without_text, &[]);
    let quotations = told.iter().filter(|key| key.starts_with("quote.")).count();
    assert!(quotations > 6 && !told.contains("quote.q0"), "{told:?}");
    // A build of everything has a warning for each kind, with the names in it.
    let diagnostics = report["diagnostics"].as_array().expect("a list");
    let mut warnings = diagnostics
        .iter()
        .filter(|one| one["rule"] == "left-out" && key_of(one).starts_with("quote."));
    let warning = warnings.next().expect("a warning about quotations");
    let message = warning["message"].as_str().expect("words");
    let (many, more) = (
        format!("these {quotations} quotations: "),
        format!("and {} more", quotations - 5),
    );
    assert!(
        message.contains(&many) && message.contains(&more) && !message.contains("Wordst"),
        "{message}"
    );
    // A piece that was built and does not print it is no way out.
    let hint = warning["hint"].as_str().expect("a way out");
    assert!(
        hint.contains("no template prints them") && hint.contains("quotes = ["),
        "{hint}"
    );
}

fn key_of(diagnostic: &Value) -> &str {
    diagnostic["key"].as_str().unwrap_or_default()
}

#[test]
fn the_way_out_that_is_named_prints_what_was_left_out() {
    let poster = ["--template", "event-poster"];
    let (report, told) = held_against_the_files(&poster);
    let all = report["left_out"].as_array().expect("a list");
    let event = all.iter().find(|one| one["key"] == "event.e11");
    let templates = event.expect("the last event")["templates"].to_string();
    assert!(templates.contains("programme"), "{templates}");
    assert!(
        told.contains("event.e11") && !told.contains("event.e0"),
        "{told:?}"
    );
    let (_, told) = held_against_the_files(&[&poster[..], &["--event", "all"]].concat());
    assert!(
        !told.iter().any(|key| key.starts_with("event.")),
        "{told:?}"
    );
}

#[test]
fn three_pieces_alone_leave_out_more_and_say_so_in_notes() {
    for piece in ["flyer", "poster", "stickers"] {
        let (report, told) = held_against_the_files(&["--template", piece]);
        assert!(
            told.contains("person.p0") && told.contains("action.a9"),
            "{told:?}"
        );
        // Whoever names a piece leaves out the rest on purpose: nothing to warn of.
        let diagnostics = report["diagnostics"].as_array().expect("a list");
        assert!(diagnostics.iter().all(|one| one["rule"] != "left-out"));
        // Each names the pieces that would print it.
        let all = report["left_out"].as_array().expect("a list");
        let section = all.iter().find(|one| one["key"] == "section.c0");
        let templates = section.expect("a section")["templates"].to_string();
        assert!(templates.contains("handout"), "{templates}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("c.toml"), full_campaign()).expect("written");
    let flyer = ["build", "c.toml", "--template", "flyer"];
    let shown = printed(&run(folder.path(), &flyer));
    assert!(
        shown.contains("note: none of the pieces prints these 20 people"),
        "{shown}"
    );
    // What is denied by its name is an error all the same.
    let denied = run(
        folder.path(),
        &[&flyer[..], &["--deny", "left-out"]].concat(),
    );
    assert_eq!(denied.status.code(), Some(1), "{}", said(&denied));
}

/// A leaflet whose panels have the headline, the ask, and a voice each: with no voice four of them are empty.
const VOICES: &str = r#"[template]
extends = "base"
design = "A4"
papers = ["A4"]
distance = "0.3m"
sheet = "fold-letter"

[[page]]
margin = "11mm 9mm"
rows = ["auto"]
areas = ["title"]
area.title = { text = "{campaign.headline}", style = "headline", level = 1 }
air = "100%"

[[page]]
margin = "11mm 9mm"
rows = ["1fr"]
areas = ["one"]
area.one = { quotes = ["1"], style = "text" }

[[page]]
margin = "11mm 9mm"
rows = ["1fr"]
areas = ["two"]
area.two = { quotes = ["2"], style = "text" }

[[page]]
margin = "11mm 9mm"
rows = ["1fr"]
areas = ["three"]
area.three = { quotes = ["3"], style = "text" }

[[page]]
margin = "11mm 9mm"
rows = ["1fr"]
areas = ["four"]
area.four = { quotes = ["4"], style = "text" }

[[page]]
margin = "11mm 9mm"
rows = ["auto"]
areas = ["ask"]
area.ask = { codes = ["1"], style = "text" }
air = "100%"
"#;

#[test]
fn a_piece_that_a_campaign_has_too_little_for_is_not_made_and_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let little = r#"[campaign]
id = "c"
language = "en"
title = "Small"
headline = "Let them go home"
home = "https://example.org/"
as_of = "2026-10"

[[action]]
id = "read"
kind = "url"
label = "Read on"
url = "https://example.org/read"

[organizer]
name = "Neighbours"
"#;
    fs::write(folder.path().join("c.toml"), little).expect("written");
    fs::create_dir(folder.path().join("templates")).expect("a folder");
    fs::write(folder.path().join("templates/voices.toml"), VOICES).expect("written");
    let all = run(folder.path(), &["build", "c.toml", "--format", "json"]);
    assert_eq!(all.status.code(), Some(0), "{}", said(&all));
    let report = json(&all);
    let files = report["files"].as_array().expect("a list");
    let made: BTreeSet<&str> = files
        .iter()
        .map(|file| file["template"].as_str().expect("a name"))
        .collect();
    assert!(
        made.contains("flyer") && !made.contains("voices"),
        "{made:?}"
    );
    let told = report["diagnostics"].as_array().expect("a list").iter();
    let told: Vec<&str> = told
        .filter(|one| one["rule"] == "empty-page")
        .map(|one| one["message"].as_str().expect("words"))
        .collect();
    let [only] = told[..] else {
        panic!("{told:?}");
    };
    assert!(
        only.starts_with("`voices` is not made: page ") && only.contains("empty"),
        "{only}"
    );
    // Asked for by name, it is an error.
    let named = run(folder.path(), &["build", "c.toml", "--template", "voices"]);
    assert_eq!(named.status.code(), Some(1), "{}", said(&named));
    assert!(
        said(&named).contains("error[empty-page]"),
        "{}",
        said(&named)
    );
}

#[test]
fn what_the_content_allows_is_not_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let allow = "[[allow]]\nrule = \"left-out\"\nat = \"person\"\nreason = \"For the vigil.\"\n";
    fs::write(folder.path().join("c.toml"), full_campaign() + allow).expect("written");
    let flyer = ["build", "c.toml", "--template", "flyer", "--format", "json"];
    let told = left_out(&json(&run(folder.path(), &flyer)));
    assert!(
        !told.iter().any(|key| key.starts_with("person.")),
        "{told:?}"
    );
    assert!(told.contains("section.c0"));
}

/// A campaign with an event and imprints: which country each of them is of.
fn imprinted(campaign: Option<&str>, event: Option<&str>, imprints: &[&str]) -> String {
    let country = campaign.map_or_else(String::new, |code| format!("country = \"{code}\"\n"));
    let mut text = common::small_campaign("A lead.");
    text = text.replacen(
        "language = \"en\"\n",
        &format!("language = \"en\"\n{country}"),
        1,
    );
    let event = event.map_or_else(String::new, |code| format!("country = \"{code}\"\n"));
    text.push_str(&format!(
        "\n[[event]]\nid = \"rally\"\ncity = \"Anytown\"\nplace = \"Main square\"\nstart = \"2027-05-12\"\n{event}"
    ));
    for code in imprints {
        text.push_str(&format!(
            "\n[organizer.imprint.{code}]\nresponsible = \"Responsible-{code}\"\naddress = \"Office, Street 1, Town\"\nprinter = \"Printer, Town\"\nplace = \"Town 2026\"\n"
        ));
    }
    text
}

/// A piece that tells of no event.
const QUIET: &str = r#"
[template]
extends = "base"
papers = ["A5"]

[[page]]
margin = "10mm"
areas = ["all"]

[page.area.all]
gap = "4mm"
stack = [
  { text = "{campaign.headline}", style = "headline", level = 1 },
  { codes = ["1"], size = "60mm" },
  { imprint = "auto", style = "small" },
]
"#;

/// The countries whose imprints a piece prints, and what is told of imprints.
fn imprints(text: &str, piece: &str, arguments: &[&str]) -> (Vec<String>, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("c.toml"), text).expect("written");
    fs::create_dir(folder.path().join("templates")).expect("made");
    fs::write(folder.path().join("templates/quiet.toml"), QUIET).expect("written");
    let mut all = vec!["build", "c.toml", "--route", "screen", "--format", "json"];
    all.extend(["--template", piece, "--paper", paper(piece)]);
    all.extend(arguments);
    let output = run(folder.path(), &all);
    let report = json(&output);
    assert_eq!(output.status.code(), Some(0), "{report:#}\n{text}");
    let words = words(folder.path(), &report);
    let printed = COUNTRIES
        .iter()
        .filter(|code| words.contains(&format!("responsible-{}", code.to_lowercase())));
    let diagnostics = report["diagnostics"].as_array().expect("a list");
    let told = diagnostics
        .iter()
        .filter(|one| one["rule"] == "missing-imprint")
        .map(|one| one["message"].as_str().expect("words").to_owned());
    (printed.map(ToString::to_string).collect(), told.collect())
}

fn paper(piece: &str) -> &'static str {
    match piece {
        "flyer" | "quiet" => "A5",
        "poster" | "event-poster" => "A3",
        _ => "A4",
    }
}

/// Countries with a law about imprints, and one that asks for none on leaflets.
const COUNTRIES: [&str; 7] = ["DE", "AT", "FR", "BE", "IT", "GB", "US"];
const WITH_A_LAW: [&str; 5] = ["DE", "AT", "FR", "BE", "IT"];

#[test]
fn the_imprint_of_the_content_is_printed_without_a_flag() {
    let pieces = ["flyer", "poster", "stickers"].into_iter().cycle();
    for (code, piece) in COUNTRIES.into_iter().zip(pieces) {
        // The country of the content decides, and another imprint is not taken for it.
        let text = imprinted(Some(code), None, &[code, "PL"]);
        let (printed, told) = imprints(&text, piece, &[]);
        assert_eq!((printed, told), (vec![code.to_owned()], vec![]), "{piece}");
        // Arguments come before the content.
        let text = imprinted(Some("PL"), None, &["PL", code]);
        let (printed, told) = imprints(&text, piece, &["--country", code]);
        assert_eq!((printed, told), (vec![code.to_owned()], vec![]), "{piece}");
        // Where it is missing, it is told; where no law asks for one, there is nothing to tell.
        let (printed, told) = imprints(&imprinted(Some(code), None, &[]), piece, &[]);
        assert!(printed.is_empty());
        assert_eq!(
            !told.is_empty(),
            WITH_A_LAW.contains(&code),
            "{piece} {code} {told:?}"
        );
    }
}

#[test]
fn the_country_of_an_event_comes_before_that_of_the_campaign() {
    for code in COUNTRIES {
        let text = imprinted(Some("PL"), Some(code), &["PL", code]);
        let (printed, told) = imprints(&text, "event-poster", &[]);
        assert_eq!((printed, told), (vec![code.to_owned()], vec![]));
        // So it does on every piece that tells of the event. One that tells of none keeps to that of the campaign.
        let (printed, _) = imprints(&text, "flyer", &[]);
        assert_eq!(printed, [code.to_owned()]);
        let (printed, _) = imprints(&text, "quiet", &[]);
        assert!(printed.is_empty(), "PL, and not {printed:?}");
        let text = imprinted(Some("PL"), Some(code), &["PL"]);
        let (printed, told) = imprints(&text, "event-poster", &[]);
        assert!(printed.is_empty());
        assert_eq!(
            !told.is_empty(),
            WITH_A_LAW.contains(&code),
            "{code} {told:?}"
        );
    }
}

#[test]
fn the_only_imprint_needs_no_country_and_several_do() {
    let (printed, told) = imprints(&imprinted(None, None, &["DE"]), "flyer", &[]);
    assert_eq!((printed, told), (vec!["DE".to_owned()], vec![]));
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("c.toml"),
        imprinted(None, None, &["DE", "AT"]),
    )
    .expect("written");
    let report = json(&run(
        folder.path(),
        &["build", "c.toml", "--template", "flyer", "--format", "json"],
    ));
    let told = left_out(&report);
    assert!(told.contains("organizer.imprint.DE") && told.contains("organizer.imprint.AT"));
}

#[test]
fn a_layout_without_an_imprint_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("c.toml"),
        imprinted(Some("GB"), None, &["GB"]),
    )
    .expect("written");
    fs::create_dir(folder.path().join("templates")).expect("a folder");
    let layout = "[template]\nextends = \"base\"\npapers = [\"A5\"]\n[[page]]\nareas = [\"all\"]\n[page.area.all]\nstack = [{ text = \"{campaign.lead}\", style = \"text\" }]\n";
    fs::write(folder.path().join("templates/own.toml"), layout).expect("written");
    let output = run(folder.path(), &["build", "c.toml", "--template", "own"]);
    let told = said(&output);
    assert!(
        told.contains("missing-imprint") && told.contains("imprint = \"auto\""),
        "{told}"
    );
}

#[test]
fn paper_dates_and_phone_numbers_follow_from_the_country() {
    let text = common::small_campaign("A lead.");
    let with = |country: &str, phone: &str| {
        let text = text.replacen(
            "language = \"en\"\n",
            &format!("language = \"en\"\ncountry = \"{country}\"\n"),
            1,
        );
        assert!(text.contains("+1 202 224 3121"));
        text.replace("+1 202 224 3121", phone)
    };
    for (country, phone, printed_number, paper) in [
        ("US", "+1 202 555 0143", "(202) 555-0143", "half-letter"),
        ("CA", "+1 416 555 0143", "(416) 555-0143", "half-letter"),
        ("GB", "+44 20 7946 0018", "020 7946 0018", "A5"),
        ("DE", "+49 30 1234567", "030 1234567", "A5"),
        // A number of another country is dialled as abroad.
        ("DE", "+44 20 7946 0018", "+44 20 7946 0018", "A5"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("c.toml"), with(country, phone)).expect("written");
        let build = [
            "build",
            "c.toml",
            "--template",
            "flyer",
            "--route",
            "screen",
            "--format",
            "json",
        ];
        let output = run(folder.path(), &build);
        let report = json(&output);
        assert_eq!(report["files"][0]["paper"], paper, "{country}: {report:#}");
        let words = words(folder.path(), &report);
        let bare: String = printed_number
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        assert!(words.contains(&bare), "{country}: {words}");
        let codes = report["files"][0]["codes"].to_string();
        let dialled: String = phone.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(codes.contains(&format!("tel:{dialled}")), "{codes}");
        // Arguments come before the content.
        let folded = run(folder.path(), &[&build[..], &["--country", "FR"]].concat());
        assert_eq!(json(&folded)["files"][0]["paper"], "A5");
    }
}

#[test]
fn a_country_that_is_none_is_refused() {
    for (given, meant) in [("UK", "GB"), ("de", "DE"), ("Germany", "DE"), ("USA", "US")] {
        let folder = tempfile::tempdir().expect("a folder");
        let text = imprinted(Some(given), None, &[]);
        fs::write(folder.path().join("c.toml"), text).expect("written");
        let output = run(folder.path(), &["build", "c.toml", "--template", "flyer"]);
        assert_eq!(output.status.code(), Some(1));
        let told = said(&output);
        assert!(
            told.contains("bad-country") && told.contains(meant),
            "{told}"
        );
    }
}

#[test]
fn the_largest_code_carries_the_words_of_its_own_action() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = |keys: &str| {
        let text = common::small_campaign("A lead.");
        let at = text.find("[[action]]").expect("an action");
        format!(
            "{}[[action]]\nid = \"first\"\nlabel = \"Text them\"\n{keys}\n\n{}",
            &text[..at],
            &text[at..]
        )
    };
    let build = |text: &str, piece: &str| {
        fs::write(folder.path().join("c.toml"), text).expect("written");
        let output = run(
            folder.path(),
            &[
                "build",
                "c.toml",
                "--template",
                piece,
                "--route",
                "screen",
                "--format",
                "json",
            ],
        );
        words(folder.path(), &json(&output))
    };
    for piece in ["flyer", "poster", "palm-card", "placard", "tear-off"] {
        let sms = first("kind = \"sms\"\nphone = \"+1 202 555 0199\"\nmessage = \"JOIN\"");
        let printed = build(&sms, piece);
        assert!(
            printed.contains("textthem") && !printed.contains("scan.read.act."),
            "{piece}"
        );
        // A petition elsewhere is not the page of the campaign.
        let petition = first("kind = \"url\"\nurl = \"https://petition.example/x\"");
        let printed = build(&petition, piece);
        assert!(
            printed.contains("textthem") && !printed.contains("scan.read.act."),
            "{piece}"
        );
        // Words of the campaign's own are for its pages.
        let own = petition.clone() + "\n[labels]\nask = \"Scan. Read. Vote.\"\n";
        assert!(build(&own, piece).contains("scan.read.vote."), "{piece}");
        let own = sms.clone() + "\n[labels]\nask = \"Scan. Read. Vote.\"\n";
        assert!(!build(&own, piece).contains("scan.read.vote."), "{piece}");
    }
    let home = first("kind = \"url\"\nurl = \"https://small.example\"")
        .replace("https://example.org/", "https://small.example/");
    let home_is_first = home.contains("home = \"https://small.example/\"");
    assert_eq!(
        home_is_first,
        build(&home, "flyer").contains("scan.read.act.")
    );
}

#[test]
fn a_tally_counts_what_the_piece_says_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("c.toml"), full_campaign()).expect("written");
    fs::create_dir(folder.path().join("templates")).expect("a folder");
    let layout = |held: &str, tally: &str| {
        format!(
            "[template]\nextends = \"base\"\npapers = [\"A5\"]\n[[page]]\ngap = \"3mm\"\nrows = [\"20mm\", \"auto\", \"auto\"]\nareas = [\"bars\", \"held\", \"act\"]\narea.bars = {{ tally = [{tally}] }}\narea.held = {{ {held} }}\narea.act = {{ codes = [\"1\"], style = \"verb\", label = \"small\" }}\n"
        )
    };
    let marks = |held: &str, tally: &str| {
        fs::write(
            folder.path().join("templates/own.toml"),
            layout(held, tally),
        )
        .expect("written");
        let project = handbill::internals::project::Project::at(folder.path().join("c.toml"));
        let pipeline = handbill::internals::pipeline::Pipeline::of(&project).expect("layouts");
        let campaign = handbill::internals::content::load(&project)
            .expect("a campaign")
            .value;
        let template = pipeline.library.load("own").expect("a layout");
        let job = handbill::internals::pipeline::Job::screen(&template, &template.papers[0]);
        let built = pipeline.build(&campaign, &job).expect("a piece");
        let mut subpaths = 0;
        built.value.examined.piece.pages[0].frame.walk(&mut |item| {
            if let handbill::internals::frame::ItemKind::Path(path) = &item.kind
                && path.even_odd
            {
                let moves = path.segments.iter();
                subpaths = moves
                    .filter(|one| matches!(one, handbill::internals::frame::Segment::Move(_)))
                    .count();
            }
        });
        let rules: Vec<&str> = built.warnings.iter().map(|one| one.rule.name()).collect();
        (subpaths, rules.contains(&"unexplained-tally"))
    };
    let two = "facts = [\"1\", \"3\"], style = \"figure\", label = \"small\"";
    assert_eq!(marks(two, "\"*\""), (2 + 4, false));
    assert_eq!(
        marks("text = \"{fact.2.figure}\", style = \"text\"", "\"*\""),
        (3, false)
    );
    // With no words there are no marks; marks that are named are drawn, and it is told.
    assert_eq!(
        marks("text = \"{campaign.lead}\", style = \"text\"", "\"*\""),
        (0, false)
    );
    assert_eq!(marks(two, "\"1\", \"2\""), (2 + 3, true));
}
