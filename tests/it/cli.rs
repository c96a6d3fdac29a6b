//! The program as a person or a script runs it: exit codes, what is written and what is left alone.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output};

use crate::common::{self, pdf, render};
use serde_json::Value;
use tempfile::TempDir;

/// Runs the program in a folder.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbill"));
    command
        .current_dir(folder)
        .args(arguments)
        .env("NO_COLOR", "1");
    command.output().expect("the program starts")
}

fn code(output: &Output) -> i32 {
    output
        .status
        .code()
        .unwrap_or_else(|| panic!("ended by a signal: {}", said(output)))
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// A folder with the small campaign in it.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(
        folder.path().join("c.toml"),
        common::small_campaign("A lead."),
    )
    .expect("written");
    folder
}

const FLYER: &str = "out/small/en/flyer-a5-screen.pdf";
const BUILD: [&str; 6] = [
    "build",
    "c.toml",
    "--template",
    "flyer",
    "--route",
    "screen",
];

#[test]
fn a_build_writes_the_file_that_it_names() {
    let folder = folder();
    let output = run(folder.path(), &BUILD);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(
        printed(&output).contains("flyer-a5-screen.pdf"),
        "{}",
        printed(&output)
    );
    let bytes = fs::read(folder.path().join(FLYER)).expect("written");
    assert_eq!(pdf::pages(&pdf::open(&bytes)).len(), 1);
    let left: Vec<_> = fs::read_dir(folder.path().join("out/small/en"))
        .expect("a folder")
        .collect();
    assert_eq!(left.len(), 1, "no temporary file stays behind");
}

#[test]
fn problems_in_the_content_end_in_1_and_leave_the_earlier_file_whole() {
    let folder = folder();
    assert_eq!(code(&run(folder.path(), &BUILD)), 0);
    let before = fs::read(folder.path().join(FLYER)).expect("written");
    let broken = common::small_campaign("A lead.").replace("https://example.org/", "example.org");
    fs::write(folder.path().join("c.toml"), broken).expect("written");
    for arguments in [&BUILD[..], &["check", "c.toml"]] {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), 1);
        let said = said(&output);
        assert!(
            said.contains("bad-url") && said.contains("c.toml:8:8"),
            "{said}"
        );
    }
    assert!(before == fs::read(folder.path().join(FLYER)).expect("still there"));
}

#[test]
fn what_cannot_be_read_ends_in_2_and_says_why() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("empty.toml"), " \n").expect("written");
    fs::write(at("latin.toml"), b"[campaign]\ntitle = \"Caf\xe9\"\n").expect("written");
    fs::create_dir(at("folder")).expect("made");
    // A file of 100 MB that takes no room on the disk.
    File::create(at("large.toml"))
        .and_then(|file| file.set_len(100 << 20))
        .expect("made");
    for (name, words) in [
        ("nowhere.toml", "cannot read `nowhere.toml`"),
        ("empty.toml", "`empty.toml` is empty"),
        ("latin.toml", "`latin.toml` is not UTF-8"),
        ("folder", "`folder` is a folder"),
        ("large.toml", "`large.toml` is larger than 4 MB"),
    ] {
        for command in ["build", "check"] {
            let output = run(folder.path(), &[command, name]);
            assert_eq!(code(&output), 2, "{command} {name}");
            assert!(
                said(&output).contains(words),
                "{command} {name}: {}",
                said(&output)
            );
        }
    }
    assert!(!at("out").exists(), "nothing was written");
}

#[test]
fn unknown_names_end_in_2_with_the_name_that_was_meant() {
    let folder = folder();
    for (arguments, words) in [
        (
            &["build", "c.toml", "--template", "flier"][..],
            "did you mean `flyer`?",
        ),
        (
            &["build", "c.toml", "--template", "flyer", "--paper", "A55"],
            "did you mean `A5`?",
        ),
        (
            &["build", "c.toml", "--template", "flyer", "--paper", "A1"],
            "not made for A1",
        ),
        (&["biuld", "c.toml"], "'build'"),
        (&["build", "c.toml", "--bleed", "wide"], "a number with mm"),
        (&["build"], "<CONTENT>"),
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(
            said(&output).contains(words),
            "{arguments:?}: {}",
            said(&output)
        );
    }
}

#[test]
fn a_file_in_the_way_of_the_folder_is_not_touched() {
    let folder = folder();
    fs::write(folder.path().join("out"), "mine").expect("written");
    let output = run(folder.path(), &BUILD);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("cannot write"), "{}", said(&output));
    assert!(said(&output).contains("--out"), "{}", said(&output));
    assert_eq!(fs::read(folder.path().join("out")).expect("there"), b"mine");
}

#[test]
fn a_write_that_fails_leaves_the_earlier_file_whole_and_nothing_behind() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // A folder stands where the file should go: the last step, the renaming, fails.
    let target = folder.path().join("code.svg");
    fs::create_dir(&target).expect("made");
    fs::write(target.join("mine"), "mine").expect("written");
    let output = run(folder.path(), &["qr", "HELLO", "-o", "code.svg"]);
    assert_eq!(code(&output), 2);
    assert!(
        said(&output).contains("cannot write `code.svg`"),
        "{}",
        said(&output)
    );
    assert_eq!(fs::read(target.join("mine")).expect("there"), b"mine");
    assert_eq!(
        fs::read_dir(folder.path()).expect("a folder").count(),
        1,
        "no temporary file"
    );
}

/// The system refuses to let the file grow: to the program the same as a full disk.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_earlier_file_whole_and_nothing_behind() {
    let folder = folder();
    assert_eq!(code(&run(folder.path(), &BUILD)), 0);
    let before = fs::read(folder.path().join(FLYER)).expect("written");
    // One block of 512 bytes or 1 kB; the signal is ignored, so that the write itself fails.
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" build c.toml --template flyer --route screen --bleed 3mm";
    let mut shell = Command::new("sh");
    shell
        .current_dir(folder.path())
        .args(["-c", script, env!("CARGO_BIN_EXE_handbill")]);
    let output = shell.output().expect("a shell");
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(said(&output).contains("cannot write"), "{}", said(&output));
    assert!(before == fs::read(folder.path().join(FLYER)).expect("still there"));
    let left = fs::read_dir(folder.path().join("out/small/en")).expect("a folder");
    assert_eq!(left.count(), 1, "no temporary file");
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", printed(output)))
}

#[test]
fn a_build_tells_programs_what_it_wrote() {
    let folder = folder();
    let output = run(
        folder.path(),
        &[
            &BUILD[..],
            &["--format", "json", "--bleed", "3mm"],
            &["--date", "2023-12-01"],
        ]
        .concat(),
    );
    assert_eq!(code(&output), 0, "{}", said(&output));
    let report = json(&output);
    assert_eq!(report["diagnostics"], Value::Array(vec![]));
    let file = &report["files"][0];
    assert_eq!(file["path"], FLYER);
    assert_eq!(
        (&file["template"], &file["paper"]),
        (&"flyer".into(), &"A5".into())
    );
    assert_eq!(file["language"], "en");
    let size = fs::metadata(folder.path().join(FLYER))
        .expect("written")
        .len();
    assert_eq!(file["bytes"], size);
    assert_eq!(
        file["pages"][0]["trim"],
        serde_json::json!([0.0, 0.0, 148.0, 210.0])
    );
    assert_eq!(
        file["pages"][0]["bleed"],
        serde_json::json!([-3.0, -3.0, 154.0, 216.0])
    );
    assert_eq!(file["pages"][0]["media"], file["pages"][0]["bleed"]);
    let codes = file["codes"].as_array().expect("a list");
    let call = codes
        .iter()
        .find(|code| code["payload"] == "tel:+12022243121")
        .expect("a code to call");
    assert_eq!((&call["label"], &call["page"]), (&"Call".into(), &1.into()));
    assert_eq!(
        (&call["short"], &call["version"]),
        (&"+1 202 224 3121".into(), &1.into())
    );
    assert_eq!(call["level"], "Q");
    assert_eq!(call["place"].as_array().map(Vec::len), Some(4));
    let number = |key: &str| call[key].as_f64().expect("a number");
    assert!(number("module_mm") >= 0.5);
    assert!(number("distance_m") < number("longest_distance_m"));
}

#[test]
fn a_check_tells_programs_what_is_wrong_and_where() {
    let folder = folder();
    let broken =
        common::small_campaign("A lead.").replace("as_of = \"2023-11\"", "as_of = \"soon\"");
    fs::write(folder.path().join("c.toml"), broken).expect("written");
    let output = run(folder.path(), &["check", "c.toml", "--format", "json"]);
    assert_eq!(code(&output), 1);
    let expected = serde_json::json!([{
        "severity": "error",
        "rule": "bad-date",
        "message": "`soon` is not a date",
        "file": "c.toml",
        "line": 9,
        "column": 9,
        "end_line": 9,
        "end_column": 15,
        "key": "campaign.as_of",
        "hint": "write 2023, 2023-11 or 2023-11-01",
    }]);
    assert_eq!(json(&output)["diagnostics"], expected);
}

#[test]
fn lists_name_what_can_be_chosen() {
    let folder = folder();
    let templates = run(folder.path(), &["list", "templates", "--format", "json"]);
    let ids: Vec<Value> = json(&templates)
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| row["id"].clone())
        .collect();
    assert_eq!(
        ids,
        common::PIECES,
        "and not the base, which cannot be built"
    );
    let papers = run(folder.path(), &["list", "papers", "--format", "json"]);
    let letter = json(&papers)
        .as_array()
        .expect("a list")
        .iter()
        .find(|row| row["name"] == "letter")
        .cloned();
    let letter = letter.expect("letter");
    assert_eq!(
        (&letter["width_mm"], &letter["height_mm"]),
        (&215.9.into(), &279.4.into())
    );
    let fonts = run(folder.path(), &["list", "fonts"]);
    assert!(
        printed(&fonts).contains("Fira Sans Extra Condensed"),
        "{}",
        printed(&fonts)
    );
    for output in [templates, papers, fonts] {
        assert_eq!(code(&output), 0, "{}", said(&output));
    }
}

#[test]
fn a_code_is_written_as_svg_png_and_pdf() {
    let folder = folder();
    let text = "https://example.org/?q=1";
    for ending in ["svg", "png", "pdf"] {
        let output = run(
            folder.path(),
            &["qr", text, "-o", &format!("code.{ending}")],
        );
        assert_eq!(code(&output), 0, "{}", said(&output));
    }
    let png = image::open(folder.path().join("code.png"))
        .expect("a picture")
        .to_luma8();
    let grey = render::Grey {
        width: png.width() as usize,
        height: png.height() as usize,
        pixels: png.into_raw(),
    };
    assert_eq!(render::codes(&grey), Ok(vec![text.to_owned()]));
    let bytes = fs::read(folder.path().join("code.pdf")).expect("written");
    assert_eq!(
        render::codes(&render::page(&bytes, 0, 300.0)),
        Ok(vec![text.to_owned()])
    );
    let svg = fs::read_to_string(folder.path().join("code.svg")).expect("written");
    assert_eq!(render::codes(&drawn(&svg)), Ok(vec![text.to_owned()]));
    for (arguments, words) in [
        (["qr", text, "-o", "code.gif"], ".svg, .png or .pdf"),
        (["qr", text, "-o", "code"], ".svg, .png or .pdf"),
        (
            ["qr", &"long ".repeat(1000), "-o", "long.svg"],
            "5000 bytes are more than a code holds",
        ),
    ] {
        let output = run(folder.path(), &arguments);
        assert_eq!(code(&output), 2);
        assert!(said(&output).contains(words), "{}", said(&output));
    }
}

/// The rectangles of an SVG's second path, six pixels to a unit.
fn drawn(svg: &str) -> render::Grey {
    const SCALE: usize = 6;
    let side = svg
        .split("viewBox=\"0 0 ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next());
    let side: usize = side.and_then(|side| side.parse().ok()).expect("a view box");
    let mut pixels = vec![255; (side * SCALE).pow(2)];
    let path = svg
        .rsplit("d=\"")
        .next()
        .and_then(|rest| rest.split('"').next())
        .expect("a path");
    for part in path.split('M').skip(1) {
        let mut numbers = part
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|n| n.parse().ok());
        let mut number = || -> usize { numbers.next().expect("a number") };
        let (x, y, width, height) = (number(), number(), number(), number());
        for row in y * SCALE..(y + height) * SCALE {
            let start = row * side * SCALE + x * SCALE;
            pixels[start..start + width * SCALE].fill(0);
        }
    }
    render::Grey {
        width: side * SCALE,
        height: side * SCALE,
        pixels,
    }
}

#[test]
fn help_completions_and_the_manual_are_printed() {
    let folder = folder();
    for (arguments, words) in [
        (&["--help"][..], "Usage: handbill"),
        (&["build", "--help"], "--bleed"),
        (&["--version"], env!("CARGO_PKG_VERSION")),
        (&["completions", "bash"], "complete -F _handbill"),
        (&["man"], ".TH handbill"),
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), 0, "{arguments:?}: {}", said(&output));
        assert!(
            printed(&output).contains(words),
            "{arguments:?}: {}",
            printed(&output)
        );
    }
}

#[test]
fn a_template_beside_the_content_changes_three_lines_of_the_built_in_one() {
    let folder = folder();
    assert_eq!(code(&run(folder.path(), &BUILD)), 0);
    let before = fs::read(folder.path().join(FLYER)).expect("written");
    fs::create_dir(folder.path().join("templates")).expect("made");
    let template =
        "template.extends = \"flyer\"\npalette.accent = \"#3366CC\"\nlabels.ask = \"Scan now.\"\n";
    fs::write(folder.path().join("templates/flyer.toml"), template).expect("written");
    let output = run(folder.path(), &BUILD);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let after = fs::read(folder.path().join(FLYER)).expect("written");
    let foot = |bytes: &[u8]| {
        let (width, height, pixels) = render::color_page(bytes, 0, 36.0);
        pixels[(height - 2) * width + 2]
    };
    assert_eq!(foot(&before), [0xF2, 0xA8, 0]);
    assert_eq!(foot(&after), [0x33, 0x66, 0xCC]);
    let texts = |bytes: &[u8]| {
        let document = pdf::open(bytes);
        pdf::texts(&document, pdf::pages(&document)[0])
    };
    // Lines may end elsewhere, but no other word is another one.
    let words = |bytes: &[u8]| {
        let text = texts(bytes).join(" ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let expected = words(&before).replace("Scan. Read. Act.", "Scan now.");
    assert_ne!(expected, words(&before));
    assert_eq!(words(&after), expected);
}

/// The shipped face of the text with twice as many units to the em: its letters are half as large.
fn smaller_regular() -> Vec<u8> {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/NotoSans-Regular.ttf");
    let mut bytes = fs::read(shipped).expect("a font");
    let entry = bytes
        .windows(4)
        .position(|tag| tag == b"head")
        .expect("a table `head`");
    let offset: [u8; 4] = bytes[entry + 8..entry + 12].try_into().expect("four bytes");
    let at = u32::from_be_bytes(offset) as usize + 18;
    let units = u16::from_be_bytes([bytes[at], bytes[at + 1]]);
    bytes[at..at + 2].copy_from_slice(&(units * 2).to_be_bytes());
    bytes
}

#[test]
fn fonts_beside_the_content_come_first() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("fonts")).expect("made");
    assert_eq!(code(&run(folder.path(), &BUILD)), 0);
    let before = fs::read(at(FLYER)).expect("written");
    fs::write(at("fonts/Mine.ttf"), smaller_regular()).expect("written");
    let listed = run(folder.path(), &["list", "fonts", "c.toml"]);
    assert_eq!(code(&listed), 0, "{}", said(&listed));
    let listed = printed(&listed);
    assert!(listed.contains("Mine.ttf"), "{listed}");
    assert!(
        !listed.contains("NotoSans-Regular.ttf"),
        "it takes the place of this: {listed}"
    );
    let output = run(folder.path(), &BUILD);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let capitals = |bytes: &[u8]| {
        let document = pdf::open(bytes);
        let fonts = pdf::fonts(&document, pdf::pages(&document)[0]);
        let named = |font: &lopdf::Dictionary| {
            let name = pdf::get(&document, font, "BaseFont")
                .as_name()
                .expect("a name");
            name.ends_with(b"+NotoSans-Regular")
        };
        let (_, font) = fonts
            .iter()
            .find(|(_, font)| named(font))
            .expect("the face of the text");
        let inner = pdf::get(&document, font, "DescendantFonts")
            .as_array()
            .expect("a list");
        let inner = pdf::followed(&document, &inner[0])
            .as_dict()
            .expect("a font");
        let descriptor = pdf::get(&document, inner, "FontDescriptor")
            .as_dict()
            .expect("one");
        pdf::get(&document, descriptor, "CapHeight")
            .as_i64()
            .expect("a number")
    };
    let after = fs::read(at(FLYER)).expect("written");
    assert_eq!(
        capitals(&before),
        2 * capitals(&after),
        "capitals are half as high in this face"
    );
    fs::write(at("fonts/Broken.ttf"), b"no font").expect("written");
    let output = run(folder.path(), &BUILD);
    assert_eq!(code(&output), 2);
    assert!(
        said(&output).contains("`fonts/Broken.ttf` is not a readable font"),
        "{}",
        said(&output)
    );
}
