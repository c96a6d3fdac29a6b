//! Slips as people make them, in content, in layouts and in arguments. Of each: what was written, the text at
//! fault that the message must name, and the way out that the message gives. The way out is then followed, and
//! what was wrong must be gone.
//!
//! `HANDBILL=… cargo test --test it slips:: -- --ignored --nocapture` prints what a program says of each.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A campaign of tenants, without any slip.
const CONTENT: &str = r##"[campaign]
id = "miete"
language = "en"
title = "Rents in Mill Street"
headline = "The rent is too high"
lead = "Our landlord wants a fifth more from May on. The law allows half of that."
hashtag = "#MillStreet"
home = "https://tenants.example/"
as_of = "2026-03"

[[fact]]
id = "flats"
figure = "50+"
count = 50
open = true
text = "flats in the house"
source = "letter"

[[quote]]
id = "promise"
text = "No one has to move out."
speaker = "The landlord"
source = "letter"

[[source]]
id = "letter"
author = "The landlord"
title = "Letter of 1 March"

[[action]]
id = "join"
kind = "url"
label = "Join us"
url = "https://tenants.example/join"

[[action]]
id = "call"
kind = "tel"
label = "Call us"
phone = "+49 30 901820"

[action.script]
asks = ["Withdraw the letter", "Repair the roof"]

[[event]]
id = "meeting"
city = "Berlin"
place = "Mill Street 4"
start = "2027-05-12T18:00"

[[image]]
id = "house"
file = "house.svg"
alt = "A house"
credit = "The tenants"
license = "CC0"

[[section]]
id = "why"
title = "Why"
body = """
The house was paid for long ago."""

[organizer]
name = "Tenants of Mill Street"
about = "We meet each Tuesday."
"##;

/// A layout of their own.
const LAYOUT: &str = r##"[template]
extends = "base"
description = "A card"
papers = ["A5"]
distance = "0.4m"

[styles.small-words]
like = "text"
size = "9pt"
color = "ink"

[[page]]
margin = "9mm"
gap = "4mm"
columns = ["1fr", "40mm"]
rows = ["auto", "auto", "1fr"]
areas = ["title title", "lead code", "house ."]

[page.area.title]
text = "{campaign.headline}"
style = "heading"
level = 1
line = "0.5pt"
padding = "2mm"

[page.area.lead]
text = "{campaign.lead}"
style = "small-words"
align = "top"

[page.area.code]
codes = ["join"]
style = "verb"
label = "small"
beside = "below"

[page.area.house]
image = "house"
fit = "contain"
credit = false
"##;

const PICTURE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 5 5 0 10 5V10H0Z"/></svg>"##;

/// Where a slip is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum In {
    Content,
    Layout,
    Arguments,
}

/// A slip.
struct Slip {
    place: In,
    /// What is there in the right file, or in the right arguments.
    right: &'static str,
    /// What was written instead.
    wrong: &'static str,
    /// The text at fault, as the message names it.
    fault: &'static str,
    /// The way out, as the message gives it.
    way: &'static str,
    /// What one writes who follows it, in the place of what was wrong.
    followed: &'static str,
}

const fn content(
    right: &'static str,
    wrong: &'static str,
    fault: &'static str,
    way: &'static str,
    followed: &'static str,
) -> Slip {
    Slip {
        place: In::Content,
        right,
        wrong,
        fault,
        way,
        followed,
    }
}

const fn layout(
    right: &'static str,
    wrong: &'static str,
    fault: &'static str,
    way: &'static str,
    followed: &'static str,
) -> Slip {
    Slip {
        place: In::Layout,
        ..content(right, wrong, fault, way, followed)
    }
}

const fn arguments(
    right: &'static str,
    wrong: &'static str,
    fault: &'static str,
    way: &'static str,
    followed: &'static str,
) -> Slip {
    Slip {
        place: In::Arguments,
        ..content(right, wrong, fault, way, followed)
    }
}

const HEADLINE: &str = "headline = \"The rent is too high\"";

const SLIPS: &[Slip] = &[
    // Not TOML.
    content(
        HEADLINE,
        "headline = \"The rent is too high",
        "`headline` has no quotation mark at its end",
        "`headline = \"The rent is too high\"`",
        HEADLINE,
    ),
    content(
        HEADLINE,
        "headline = The rent is too high",
        "`The rent is too high` is text without quotation marks",
        "`headline = \"The rent is too high\"`",
        HEADLINE,
    ),
    content(
        HEADLINE,
        "headline = The rent is too high\"",
        "`headline` has no quotation mark at its beginning",
        "`headline = \"The rent is too high\"`",
        HEADLINE,
    ),
    content(
        HEADLINE,
        "headline = “The rent is too high”",
        "begins with “",
        "`headline = \"The rent is too high\"`",
        HEADLINE,
    ),
    content(
        HEADLINE,
        "headline = „Die Miete ist zu hoch“",
        "begins with „",
        "`headline = \"Die Miete ist zu hoch\"`",
        "headline = \"Die Miete ist zu hoch\"",
    ),
    content(
        HEADLINE,
        "headline = «الإيجار مرتفع»",
        "begins with «",
        "`headline = \"الإيجار مرتفع\"`",
        "headline = \"The rent\"",
    ),
    content(
        HEADLINE,
        "headline: \"The rent is too high\"",
        "`headline` is followed by `:`",
        "`headline = \"The rent is too high\"`",
        HEADLINE,
    ),
    content(
        HEADLINE,
        "headline \"The rent is too high\"",
        "`=` is missing after `headline`",
        "`headline = \"The rent is too high\"`",
        HEADLINE,
    ),
    content(
        HEADLINE,
        "headline = \"The \"fair\" rent\"",
        "`fair\" rent\"`",
        "`headline = 'The \"fair\" rent'`",
        "headline = 'The \"fair\" rent'",
    ),
    content(
        HEADLINE,
        "headline = 'It isn't fair'",
        "the apostrophe before `t fair'`",
        "`headline = \"It isn't fair\"`",
        "headline = \"It isn't fair\"",
    ),
    content(
        HEADLINE,
        "headline = \"The rent\nis too high\"",
        "`headline` spans 2 lines",
        "headline = \"\"\"The rent",
        "headline = \"\"\"The rent\nis too high\"\"\"",
    ),
    content(
        HEADLINE,
        r#"headline = "C:\rent \d""#,
        r"`\d`",
        r"`headline = 'C:\rent \d'`",
        "headline = 'C:rent'",
    ),
    content(
        HEADLINE,
        "headline = \"The rent is too high\" // three words",
        "`//` does not begin a comment",
        "`headline = \"The rent is too high\"  # three words`",
        "headline = \"The rent is too high\"  # three words",
    ),
    content(
        "asks = [\"Withdraw the letter\", \"Repair the roof\"]",
        "asks = [\"Withdraw the letter\" \"Repair the roof\"]",
        "between `\"Withdraw the letter\"` and `\"Repair the roof\"`",
        "`\"Withdraw the letter\", \"Repair the roof\"`",
        "asks = [\"Withdraw the letter\", \"Repair the roof\"]",
    ),
    content(
        "asks = [\"Withdraw the letter\", \"Repair the roof\"]",
        "asks = [\"Withdraw the letter\", \"Repair the roof\"",
        "the list of `asks`",
        "\"Repair the roof\"]`",
        "asks = [\"Withdraw the letter\", \"Repair the roof\"]",
    ),
    content(
        HEADLINE,
        "headline = \"The rent is too high\"\nheadline = \"Too high\"",
        "`headline` occurs twice",
        "keep one of the two",
        HEADLINE,
    ),
    content(
        "[[fact]]",
        "[fact]\nid = \"first\"\nfigure = \"2\"\ntext = \"stairs\"\n\n[[fact]]",
        "`fact` is a single table in line 11",
        "`[[fact]]` in line 11",
        "[[fact]]\nid = \"first\"\nfigure = \"2\"\ntext = \"stairs\"\nsource = \"letter\"\n\n[[fact]]",
    ),
    content(
        "hashtag = \"#MillStreet\"",
        "hashtag = #MillStreet",
        "`#MillStreet` is a comment",
        "`hashtag = \"#MillStreet\"`",
        "hashtag = \"#MillStreet\"",
    ),
    content(
        "open = true",
        "open = True",
        "`True` is neither",
        "`open = true`",
        "open = true",
    ),
    content(
        "as_of = \"2026-03\"",
        "as_of = 12.03.2026",
        "`12.03.2026`",
        "`as_of = \"2026-03-12\"`",
        "as_of = \"2026-03-12\"",
    ),
    // Another kind of value.
    content(
        "count = 50",
        "count = \"50+\"",
        "`\"50+\"` is a text",
        "`count = 50`",
        "count = 50",
    ),
    content(
        "figure = \"50+\"",
        "figure = 50",
        "`50` has no quotation marks",
        "`figure = \"50\"`",
        "figure = \"50\"",
    ),
    content(
        "open = true",
        "open = \"yes\"",
        "`open` is `true` or `false`",
        "`open = true`",
        "open = true",
    ),
    content(
        "[[event]]",
        "[event]",
        "`event` is a list of tables",
        "`[[event]]`",
        "[[event]]",
    ),
    content(
        "asks = [\"Withdraw the letter\", \"Repair the roof\"]",
        "asks = \"Withdraw the letter\"",
        "`asks` is a list",
        "`asks = [\"Withdraw the letter\"]`",
        "asks = [\"Withdraw the letter\"]",
    ),
    content(
        "as_of = \"2026-03\"",
        "as_of = 2026-03-12T18:00:00+02:00",
        "`2026-03-12T18:00:00+02:00`",
        "did you mean `2026-03-12`?",
        "as_of = 2026-03-12",
    ),
    // Another word.
    content(
        "url = \"https://tenants.example/join\"",
        "link = \"https://tenants.example/join\"",
        "unknown key `link`",
        "`url`",
        "url = \"https://tenants.example/join\"",
    ),
    content(
        "phone = \"+49 30 901820\"",
        "telephone = \"+49 30 901820\"",
        "unknown key `telephone`",
        "`phone`",
        "phone = \"+49 30 901820\"",
    ),
    content(
        "[[event]]",
        "[[events]]",
        "unknown key `events`",
        "`[[event]]`",
        "[[event]]",
    ),
    content(
        "about = \"We meet each Tuesday.\"",
        "about = \"We meet each Tuesday.\"\nlogo = \"house.svg\"",
        "`house.svg`",
        "write its id: `house`",
        "about = \"We meet each Tuesday.\"\nlogo = \"house\"",
    ),
    // Too long.
    content(
        "label = \"Join us\"",
        "label = \"Grundstücksverwaltungsgesellschaftsvertragsklausel\"",
        "“Grundstücksverwaltungsgesellschaftsvertr…” of `action.join.label`",
        "put a hyphen or a space into it",
        "label = \"Vertrags-Klausel\"",
    ),
    // Layouts.
    layout(
        "margin = \"9mm\"",
        "margin = 9",
        "`9` is a number without a unit",
        "\"9mm\"",
        "margin = \"9mm\"",
    ),
    layout(
        "gap = \"4mm\"",
        "gap = [4, 6]",
        "`[4, 6]`",
        "\"4mm 6mm\"",
        "gap = \"4mm 6mm\"",
    ),
    layout(
        "size = \"9pt\"",
        "size = 9",
        "`9` is a number without a unit",
        "\"9pt\"",
        "size = \"9pt\"",
    ),
    layout(
        "distance = \"0.4m\"",
        "distance = 0.4",
        "`0.4` is a number without a unit",
        "\"0.4m\"",
        "distance = \"0.4m\"",
    ),
    layout(
        "columns = [\"1fr\", \"40mm\"]",
        "columns = [\"1fr\", 40]",
        "`40` is a number without a unit",
        "\"40mm\"",
        "columns = [\"1fr\", \"40mm\"]",
    ),
    layout(
        "columns = [\"1fr\", \"40mm\"]",
        "columns = \"1fr 40mm\"",
        "`columns` is a list",
        "`columns = [\"1fr\", \"40mm\"]`",
        "columns = [\"1fr\", \"40mm\"]",
    ),
    layout(
        "line = \"0.5pt\"",
        "line = \"2px\"",
        "handbill does not know the unit `px`",
        "\"2pt\"",
        "line = \"2pt\"",
    ),
    layout(
        "color = \"ink\"",
        "colour = \"ink\"",
        "unknown key `colour`",
        "`color`",
        "color = \"ink\"",
    ),
    layout(
        "image = \"house\"",
        "picture = \"house.svg\"",
        "unknown key `picture`",
        "`[[image]]`, `id = \"house\"`, `file = \"house.svg\"`",
        "image = \"house\"",
    ),
    layout(
        "image = \"house\"",
        "image = \"house.svg\"",
        "`house.svg`",
        "`image = \"house\"`",
        "image = \"house\"",
    ),
    layout(
        "codes = [\"join\"]",
        "codes = \"join\"",
        "`codes` is a list",
        "`codes = [\"join\"]`",
        "codes = [\"join\"]",
    ),
    layout(
        "text = \"{campaign.lead}\"",
        "text = \"{campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead} {campaign.lead}\"",
        "the text “Our landlord wants",
        "shorten this text",
        "text = \"{campaign.lead}\"",
    ),
    // Arguments.
    arguments(
        "build c.toml --template card",
        "build d.toml --template card",
        "`d.toml`",
        "check the name",
        "build c.toml --template card",
    ),
    arguments(
        "build c.toml --template card",
        "build c --template card",
        "`c`",
        "did you mean `c.toml`?",
        "build c.toml --template card",
    ),
    arguments(
        "build c.toml --template card",
        "build . --template card",
        "`.` is a folder",
        "c.toml`?",
        "build c.toml --template card",
    ),
    arguments(
        "build c.toml --template card",
        "build c.toml card",
        "'card'",
        "handbill build c.toml --template card",
        "build c.toml --template card",
    ),
    arguments(
        "build c.toml --template card",
        "c.toml",
        "'c.toml'",
        "handbill build c.toml",
        "build c.toml --template card",
    ),
    arguments(
        "build c.toml --template card --paper A5",
        "build c.toml --template card --paper DIN-A5",
        "`DIN-A5`",
        "`A5`",
        "build c.toml --template card --paper A5",
    ),
    arguments(
        "build c.toml --template card",
        "build c.toml --template card,flyer",
        "`card,flyer`",
        "`--template card --template flyer`",
        "build c.toml --template card --template flyer",
    ),
    arguments(
        "build c.toml --template card --lang en",
        "build c.toml --template card --lang de",
        "no translation into `de`",
        "`handbill translate c.toml de`",
        "translate c.toml de",
    ),
    arguments(
        "build c.toml --template card --theme grid",
        "build c.toml --template card --theme gird",
        "no theme `gird`",
        "`grid`",
        "build c.toml --template card --theme grid",
    ),
];

/// A folder with the campaign, its picture and its layout.
fn folder(content: &str, layout: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).expect("written");
    };
    fs::create_dir(folder.path().join("templates")).expect("made");
    write("c.toml", content);
    write("house.svg", PICTURE);
    write("templates/card.toml", layout);
    folder
}

fn run(program: &str, folder: &Path, arguments: &str) -> Output {
    let mut command = Command::new(program);
    let command = command.current_dir(folder).env("NO_COLOR", "1");
    command
        .args(arguments.split_whitespace())
        .output()
        .expect("the program starts")
}

impl Slip {
    /// What the program says with `written` in the place of what is right.
    fn run(&self, program: &str, written: &str) -> (Option<i32>, String) {
        let swap = |place: In, text: &str| {
            if self.place != place {
                return text.to_owned();
            }
            assert!(
                text.contains(self.right),
                "{} is not in the file",
                self.right
            );
            text.replacen(self.right, written, 1)
        };
        let folder = folder(&swap(In::Content, CONTENT), &swap(In::Layout, LAYOUT));
        // A code that is too large is one of a narrow place.
        let arguments = match self.place {
            In::Arguments => written,
            _ => "build c.toml --template card --date 2026-03-15",
        };
        let output = run(program, folder.path(), arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said)
    }
}

#[test]
fn the_files_without_slips_are_right() {
    let folder = folder(CONTENT, LAYOUT);
    let own = env!("CARGO_BIN_EXE_handbill");
    let output = run(
        own,
        folder.path(),
        "build c.toml --template card --date 2026-03-15",
    );
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(!said.contains("error"), "{said}");
}

#[test]
fn each_message_names_the_fault_and_a_way_out_that_works() {
    let own = env!("CARGO_BIN_EXE_handbill");
    let mut wrong = Vec::new();
    for slip in SLIPS {
        let (code, said) = slip.run(own, slip.wrong);
        if code == Some(0) {
            wrong.push(format!("{}\n  is no slip to the program", slip.wrong));
            continue;
        }
        for (what, words) in [("fault", slip.fault), ("way out", slip.way)] {
            if !said.contains(words) {
                wrong.push(format!(
                    "{}\n  the {what} is not named: {words}\n{said}",
                    slip.wrong
                ));
            }
        }
        let (code, said) = slip.run(own, slip.followed);
        if code != Some(0) {
            wrong.push(format!(
                "{}\n  the way out does not work\n{said}",
                slip.followed
            ));
        }
    }
    assert!(SLIPS.len() >= 40);
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// One slip is one error: what only follows from it is not told.
#[test]
fn a_slip_is_told_once() {
    let own = env!("CARGO_BIN_EXE_handbill");
    for slip in SLIPS.iter().filter(|slip| slip.place != In::Arguments) {
        let (_, said) = slip.run(own, slip.wrong);
        assert_eq!(errors(&said).len(), 1, "{}\n{said}", slip.wrong);
    }
}

/// Nobody is sent to look at files that were not made.
#[test]
fn after_a_failure_the_next_step_is_to_mend_it() {
    let own = env!("CARGO_BIN_EXE_handbill");
    let told = |content: &str| {
        let folder = folder(content, LAYOUT);
        let output = run(
            own,
            folder.path(),
            "build c.toml --template card --date 2026-03-15",
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let failed = told(&CONTENT.replacen(HEADLINE, "headline = 5", 1));
    assert!(!failed.contains("proof"), "{failed}");
    assert!(failed.contains("fix the error"), "{failed}");
    assert!(told(CONTENT).contains("handbill proof"));
}

/// Runs the program on the campaign with something of it replaced.
fn run_with(right: &str, other: &str, arguments: &str) -> Output {
    assert!(CONTENT.contains(right), "{right}");
    let folder = folder(&CONTENT.replacen(right, other, 1), LAYOUT);
    run(env!("CARGO_BIN_EXE_handbill"), folder.path(), arguments)
}

fn errors(said: &str) -> Vec<&str> {
    said.lines()
        .filter(|line| line.starts_with("error"))
        .collect()
}

const LINK: &str = "url = \"https://tenants.example/join\"";

/// A message says how long an address may be to be read from the distance of the layout; one of that length is.
#[test]
fn a_code_of_the_length_that_is_named_is_read_from_its_distance() {
    let build = |length: usize| {
        let address = format!("https://tenants.example/{}", "a".repeat(length - 24));
        let action = format!("url = \"{address}\"\nshort = \"tenants.example\"");
        let output = run_with(
            LINK,
            &action,
            "build c.toml --template card --date 2026-03-15",
        );
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let said = build(150);
    assert!(said.contains("warning[nearer-code]"), "{said}");
    assert!(
        said.contains("`action.join`") && said.contains("has 150 characters"),
        "{said}"
    );
    let (_, after) = said
        .split_once("with up to ")
        .expect("a length that is read");
    let most = after.split(' ').next().expect("a number");
    let most: usize = most.parse().expect("a number");
    assert!((30..150).contains(&most), "{said}");
    assert!(!build(most).contains("nearer-code"), "{most}");
}

/// One long address refuses no piece, and is not a message for each of the pieces that it is too long for.
#[test]
fn the_same_on_many_pieces_is_one_message() {
    let address = format!("url = \"https://tenants.example/{}\"", "a".repeat(176));
    let folder = folder(&CONTENT.replacen(LINK, &address, 1), LAYOUT);
    let own = env!("CARGO_BIN_EXE_handbill");
    let output = run(own, folder.path(), "build c.toml --date 2026-03-15");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(errors(&said).is_empty(), "{said}");
    let links = ["warning[nearer-code]", "warning[home-instead]"];
    let warned = said.lines().filter(|line| {
        let is_about_links = links.iter().any(|rule| line.starts_with(rule));
        is_about_links && line.contains("`action.join`")
    });
    assert!((1..=3).contains(&warned.count()), "{said}");
    assert!(said.contains("tenants.example"), "{said}");
}

/// A headline, with nothing to do and nothing to know: no shipped piece is full with it.
const HEADLINE_ALONE: &str = r#"[campaign]
id = "c"
language = "en"
title = "Small"
headline = "Let them go home"
home = "https://example.org/"
as_of = "2026-03"

[organizer]
name = "Neighbours"
"#;

/// What only another layout would mend is a line; programs get each, and a layout of one's own is told in full.
#[test]
fn notes_on_layouts_of_the_program_are_one_line() {
    let arguments = "build c.toml --template handout --template poster --date 2026-03-15";
    let alone = tempfile::tempdir().expect("a folder");
    fs::write(alone.path().join("c.toml"), HEADLINE_ALONE).expect("written");
    let program = env!("CARGO_BIN_EXE_handbill");
    let output = run(program, alone.path(), arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(!said.contains("warning[large-hole]"), "{said}");
    let lines: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("on layouts that come with handbill: "))
        .collect();
    assert_eq!(lines.len(), 1, "{said}");
    assert!(
        lines[0].contains("large-hole on") && lines[0].contains("handout A4"),
        "{said}"
    );
    let output = run(program, alone.path(), &format!("{arguments} --format json"));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let each = told["diagnostics"].as_array().expect("a list").iter();
    let empty = each.filter(|found| found["rule"] == "large-hole").count();
    assert!(empty > 1, "{told}");

    let own = folder(
        CONTENT,
        &LAYOUT
            .replacen("image = \"house\"", "text = \"-\"", 1)
            .replacen("fit = \"contain\"\ncredit = false\n", "", 1),
    );
    let output = run(
        env!("CARGO_BIN_EXE_handbill"),
        own.path(),
        "build c.toml --template card --date 2026-03-15",
    );
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("warning[large-hole]"), "{said}");
}

/// Files that are no content file are told by their kind.
#[test]
fn other_files_are_told_by_their_kind() {
    let own = env!("CARGO_BIN_EXE_handbill");
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(CONTENT.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let latin = CONTENT.replacen("The rent", "Die Miete f\u{fc}r", 1);
    let latin: Vec<u8> = latin
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
        .collect();
    let cases: [(&str, &[u8], &str, &str); 7] = [
        ("a.toml", &utf16, "UTF-16", "UTF-8"),
        (
            "b.toml",
            &latin,
            "line 5 (`headline = \"Die Miete für",
            "UTF-8",
        ),
        (
            "c.pdf",
            b"%PDF-1.7\n\xe2\xe3",
            "is a PDF",
            "handbill proof c.pdf",
        ),
        (
            "d.docx",
            b"PK\x03\x04\xff\xfe",
            "word processor",
            "handbill new",
        ),
        (
            "e.txt",
            b"Dear all,\nwe meet on Monday.\n",
            "plain text",
            "handbill new",
        ),
        ("f.json", b"{\"campaign\": {}}\n", "JSON", "[campaign]"),
        ("g.yaml", b"campaign:\n  id: x\n", "YAML", "[campaign]"),
    ];
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes, fault, way) in cases {
        fs::write(folder.path().join(name), bytes).expect("written");
        let output = run(own, folder.path(), &format!("build {name}"));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_ne!(output.status.code(), Some(0), "{name}");
        assert!(said.contains(fault) && said.contains(way), "{name}: {said}");
        assert_eq!(errors(&said).len(), 1, "{name}: {said}");
    }
}

#[test]
#[ignore = "prints what a program says of each slip; it checks nothing"]
fn table() {
    let own = env!("CARGO_BIN_EXE_handbill");
    let program = std::env::var("HANDBILL").unwrap_or_else(|_| own.to_owned());
    for slip in SLIPS {
        let (code, said) = slip.run(&program, slip.wrong);
        println!(
            "@@ {:?} @@ {} @@ {code:?}\n{said}",
            slip.place,
            slip.wrong.replace('\n', "\\n")
        );
    }
}
