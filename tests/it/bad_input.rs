//! Bad content files and layout files, each with what the program must say about it.
//!
//! A case begins with comments that name the diagnostics:
//!
//! ```toml
//! # error: unknown-key 4:1 unknown key `titel`
//! # hint: did you mean `title`?
//! ```
//!
//! Line and column count in the case file; a place in another file begins with its name. The words
//! are a part of the message. A content case goes on with tables; what it leaves out of a small valid
//! campaign is added below it, table by table, so that its lines keep their numbers. The comment
//! `# whole` takes it as it stands. A case of a folder `templates` is a layout file instead; the comment
//! `# route: press` builds it for that route.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use handbill::internals::content::{self, Content};
use handbill::internals::diag::{Diagnostic, Diagnostics};
use handbill::internals::paper;
use handbill::internals::pipeline::{Job, Pipeline};
use handbill::internals::project::Project;
use handbill::internals::route::RouteKind;

use crate::common;

/// What a comment asks for, or what a diagnostic says.
#[derive(Debug)]
struct Finding {
    severity: String,
    rule: String,
    place: String,
    words: String,
    hint: Option<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite")
}

/// The cases of a folder, in order of name.
fn cases(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder)
        .expect("the suite")
        .map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    assert!(files.len() > 10, "the walk finds the cases");
    files
        .into_iter()
        .map(|path| {
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read_to_string(&path).expect("a case"))
        })
        .collect()
}

/// The findings that the comments at the head of a case ask for.
fn expected(case: &str) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for line in case.lines().map_while(|line| line.strip_prefix("# ")) {
        let (kind, rest) = line.split_once(": ").unwrap_or((line, ""));
        match kind {
            "error" | "warning" => {
                let mut parts = rest.splitn(3, ' ').map(str::to_owned);
                let mut part = || parts.next().unwrap_or_default();
                findings.push(Finding {
                    severity: kind.to_owned(),
                    rule: part(),
                    place: part(),
                    words: part(),
                    hint: None,
                });
            }
            "hint" => {
                findings.last_mut().expect("a hint follows an error").hint = Some(rest.to_owned());
            }
            _ => {}
        }
    }
    findings
}

fn found(problem: &Diagnostic, own: &str) -> Finding {
    let place = problem.place.as_ref().map(|place| {
        let (line, column) = place.source.line_and_column(place.span.start);
        let file = place
            .source
            .name
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default();
        let file = if file == own {
            String::new()
        } else {
            format!("{file}:")
        };
        format!("{file}{line}:{column}")
    });
    Finding {
        severity: problem.severity.to_string(),
        rule: problem.rule.name().to_owned(),
        place: place.unwrap_or_default(),
        words: problem.message.clone(),
        hint: problem.hint.as_ref().map(ToString::to_string),
    }
}

fn agrees(expected: &Finding, found: &Finding) -> bool {
    let hint = match (&expected.hint, &found.hint) {
        (Some(expected), Some(found)) => found.contains(expected.as_str()),
        (expected, _) => expected.is_none(),
    };
    expected.severity == found.severity
        && expected.rule == found.rule
        && expected.place == found.place
        && found.words.contains(&expected.words)
        && hint
}

/// What is said but not expected, and what is expected but not said.
fn differences(name: &str, own: &str, case: &str, said: &Diagnostics) -> String {
    let mut report = String::new();
    let mut found: Vec<Finding> = said
        .iter()
        .map(|problem| self::found(problem, own))
        .collect();
    let expected = expected(case);
    assert!(
        !expected.is_empty(),
        "{name} expects nothing: write `# error: …`"
    );
    for wanted in expected {
        match found.iter().position(|found| agrees(&wanted, found)) {
            Some(at) => drop(found.remove(at)),
            None => writeln!(report, "{name} lacks    {wanted:?}").expect("a string takes all"),
        }
    }
    for extra in found {
        writeln!(report, "{name} also says {extra:?}").expect("a string takes all");
    }
    report
}

/// The case, and below it the tables of the small campaign that it does not have.
fn completed(case: &str) -> String {
    completed_from(case, &common::small_campaign("A lead."))
}

/// The case, and below it the tables of a whole file that it does not have.
fn completed_from(case: &str, whole: &str) -> String {
    if case.lines().any(|line| line == "# whole") {
        return case.to_owned();
    }
    let head = |line: &str| line.trim().trim_matches(['[', ']']).to_owned();
    let is_head = |line: &&str| line.starts_with('[');
    let own: BTreeSet<String> = case.lines().filter(is_head).map(head).collect();
    let mut text = format!("{}\n", case.trim_end());
    let mut keep = false;
    for line in whole.lines() {
        if line.starts_with('[') {
            keep = !own.contains(&head(line));
        }
        if keep {
            text.push_str(line);
            text.push('\n');
        }
    }
    // A part of a case that is long by nature stands for itself.
    text.replace("{5000 words}", &"word ".repeat(5000))
        .replace("{3000 bytes}", &"a".repeat(3000))
}

/// Loads a content file, and builds it with that template for a route.
fn built(content: &Path, template: &str, route: RouteKind) -> Diagnostics {
    let project = Project::at(content);
    let mut said = Diagnostics::default();
    let campaign = match content::load(&project) {
        Ok(loaded) => {
            said.extend(loaded.warnings);
            loaded.value
        }
        Err(problems) => return problems,
    };
    let pipeline = Pipeline::of(&project).unwrap_or_else(|problem| panic!("{problem}"));
    let template = match pipeline.library.load(template) {
        Ok(template) => template,
        Err(problems) => {
            said.extend(problems);
            return said;
        }
    };
    let paper = template
        .papers
        .first()
        .or(paper::by_name("A5"))
        .expect("a paper");
    let mut job = Job::screen(&template, paper);
    job.printing.route = route;
    match pipeline.build(&campaign, &job) {
        Ok(built) => said.extend(built.warnings),
        Err(problems) => said.extend(problems),
    }
    said
}

/// Pictures that are broken in ways that no repository should hold at full size.
fn make_pictures(folder: &Path) {
    let art = folder.join("art");
    fs::create_dir_all(&art).expect("a folder of our own");
    let write = |name: &str, bytes: &[u8]| fs::write(art.join(name), bytes).expect("written");
    let pixels = image::DynamicImage::ImageRgb8(image::RgbImage::from_fn(600, 400, |x, y| {
        image::Rgb([(x % 256) as u8, (y % 256) as u8, ((x * y) % 256) as u8])
    }));
    let encoded = |format| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        pixels.write_to(&mut bytes, format).expect("in memory");
        bytes.into_inner()
    };
    let (jpeg, png) = (
        encoded(image::ImageFormat::Jpeg),
        encoded(image::ImageFormat::Png),
    );
    write("good.png", &png);
    write("cut.jpg", &jpeg[..jpeg.len() / 2]);
    write(
        "corrupt.png",
        &[&png[..200], &[0; 400], &png[600..]].concat(),
    );
    write("note.png", b"This is no picture.\n");
    // Its header claims 60,000 × 60,000 pixels: 14 GB when decoded.
    let mut huge = png;
    huge[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    let check = crc(&huge[12..29]);
    huge[29..33].copy_from_slice(&check.to_be_bytes());
    write("huge.png", &huge);
    write(
        "text.svg",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 60\"><text y=\"30\">No</text></svg>",
    );
    fs::write(folder.join("outside.png"), encoded(image::ImageFormat::Png)).expect("written");
}

/// The check of a chunk (PNG specification, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |check, byte| {
        (0..8).fold(check ^ u32::from(*byte), |check, _| {
            if check & 1 == 1 {
                (check >> 1) ^ 0xEDB8_8320
            } else {
                check >> 1
            }
        })
    })
}

#[test]
fn bad_content_is_reported_in_its_place() {
    let mut report = String::new();
    for (name, case) in cases(&folder()) {
        let root = tempfile::tempdir().expect("a temporary folder");
        let inner = root.path().join("content");
        make_pictures(&inner);
        fs::write(root.path().join("outside.png"), b"secret").expect("written");
        // A template that shows the picture of the case, where it has one.
        fs::create_dir_all(inner.join("templates")).expect("made");
        fs::write(inner.join("templates/picture.toml"), PICTURE).expect("written");
        let file = inner.join("case.toml");
        fs::write(&file, completed(&case)).expect("written");
        let template = if case.contains("[[image]]") {
            "picture"
        } else {
            "flyer"
        };
        report += &differences(
            &name,
            "case.toml",
            &case,
            &built(&file, template, RouteKind::Screen),
        );
    }
    assert!(report.is_empty(), "\n{report}");
}

const PICTURE: &str = r#"
[template]
extends = "base"
papers = ["A6"]

[[page]]
air = "35%"
columns = ["1fr"]
rows = ["30mm", "1fr"]
areas = ["image", "codes"]

[page.area.image]
image = "photo"
credit = false
width = "40mm"

[page.area.codes]
codes = ["1"]
beside = "below"
distance = "0.9m"
"#;

#[test]
fn bad_layout_files_are_reported_in_their_place() {
    let mut report = String::new();
    for (name, case) in cases(&folder().join("templates")) {
        let root = tempfile::tempdir().expect("a temporary folder");
        let templates = root.path().join("templates");
        fs::create_dir_all(&templates).expect("made");
        fs::write(templates.join(format!("{name}.toml")), &case).expect("written");
        let file = root.path().join("campaign.toml");
        fs::write(&file, common::small_campaign("A lead.")).expect("written");
        let named = case.lines().find_map(|line| line.strip_prefix("# route: "));
        let named = named.unwrap_or("screen");
        let mut routes = RouteKind::ALL.into_iter();
        let route = routes.find(|route| route.name() == named).expect("a route");
        let said = built(&file, &name, route);
        report += &differences(&name, &format!("{name}.toml"), &case, &said);
    }
    assert!(report.is_empty(), "\n{report}");
}

/// The small campaign in German.
const GERMAN: &str = r#"
[translation]
status = "reviewed"
translator = "A neighbour"

[campaign]
title = "Klein"
headline = "Lasst sie heim"
lead = "Ein Vorspann, 2023."

[[fact]]
id = "leaders"
text = "Leiter"

[[fact]]
id = "prisoners"
text = "Gefangene"

[[quote]]
id = "release"
text = "lasst alle frei"
speaker = "Ein Beobachter"

[[action]]
id = "learn"
label = "Lesen"

[[action]]
id = "call"
label = "Anrufen"

[[action]]
id = "email"
label = "Schreiben"
"#;

#[test]
fn bad_translations_are_reported_in_their_place() {
    let mut report = String::new();
    for (name, case) in cases(&folder().join("translations")) {
        let root = tempfile::tempdir().expect("a temporary folder");
        let file = root.path().join("campaign.toml");
        fs::write(&file, common::small_campaign("A lead, dated 2023.")).expect("written");
        let tag = case.lines().find_map(|line| line.strip_prefix("# into: "));
        let tag = tag.unwrap_or("de");
        let own = format!("campaign.{tag}.toml");
        fs::write(root.path().join(&own), completed_from(&case, GERMAN)).expect("written");
        let project = Project::at(&file);
        let content = Content::open(&project)
            .unwrap_or_else(|problems| panic!("{}", common::said(&problems)));
        let mut said = Diagnostics::default();
        match content.campaign(tag) {
            Ok(loaded) => {
                said.extend(loaded.warnings);
                match common::build(&loaded.value, "flyer", "A5") {
                    Ok(built) => said.extend(built.warnings),
                    Err(problems) => said.extend(problems),
                }
            }
            Err(problems) => said.extend(problems),
        }
        report += &differences(&name, &own, &case, &said);
    }
    assert!(report.is_empty(), "\n{report}");
}
