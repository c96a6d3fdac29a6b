//! The proof, the preview and the kit as a person or a script runs them.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::{Command, Output};

use crate::common::{pdf, small_campaign};
use handbill::internals::language::Language;
use handbill::internals::proof::Opened;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// Runs the program in a folder, on a fixed day.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbill"));
    command
        .current_dir(folder)
        .args(arguments)
        .env("NO_COLOR", "1");
    command.output().expect("the program starts")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(output)))
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn folder_with(campaign: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("c.toml"), campaign).expect("written");
    folder
}

fn folder() -> TempDir {
    folder_with(&small_campaign(
        "A lead that says why it matters, and to whom.",
    ))
}

const PROOF: [&str; 8] = [
    "proof",
    "c.toml",
    "--template",
    "flyer",
    "--route",
    "screen",
    "--format",
    "json",
];

/// The rules of the findings of the first file.
fn findings(report: &Value) -> Vec<String> {
    let findings = report["files"][0]["findings"].as_array().expect("findings");
    let rules = findings
        .iter()
        .filter_map(|finding| finding["rule"].as_str());
    rules.map(str::to_owned).collect()
}

#[test]
fn a_good_piece_is_proved_good() {
    let folder = folder();
    let output = run(
        folder.path(),
        &[&PROOF[..], &["--date", "2023-12-01", "--copies", "500"]].concat(),
    );
    assert_eq!(code(&output), Some(0), "{}", said(&output));
    let report = json(&output);
    let file = &report["files"][0];
    assert_eq!(file["verdict"], "prints", "{file}");
    assert_eq!(
        file["pages"][0]["size_mm"],
        serde_json::json!([148.0, 210.0])
    );
    let codes = file["codes"].as_array().expect("codes");
    assert_eq!(codes.len(), 3);
    for code in codes {
        assert_eq!(code["read"], code["expected"]);
        assert!(code["margin"].as_f64().expect("a margin") >= 1.0, "{code}");
        assert_eq!(code["outlives_copy"], true);
    }
    let words = file["words"].as_array().expect("words");
    let headline = words.iter().find(|words| words["what"] == "heading 1");
    let headline = headline.expect("a headline")["distance_m"].as_f64();
    assert!(headline.expect("a distance") > 2.0, "{words:?}");
    let cost = &file["cost"];
    assert_eq!(
        (cost["copies"].as_u64(), cost["sheets"].as_u64()),
        (Some(500), Some(500))
    );
    let ways: Vec<f64> = cost["ways"]
        .as_array()
        .expect("ways")
        .iter()
        .filter_map(|way| way["euros"].as_f64())
        .collect();
    assert!(ways.len() > 3 && ways.is_sorted(), "{ways:?}");
}

#[test]
fn what_is_out_of_date_is_told_refused_or_allowed() {
    let folder = folder();
    let late = [
        "proof",
        "c.toml",
        "--template",
        "poster",
        "--route",
        "screen",
        "--format",
        "json",
        "--date",
        "2025-01-01",
    ];
    let output = run(folder.path(), &late);
    assert_eq!(code(&output), Some(0), "{}", said(&output));
    let report = json(&output);
    assert_eq!(findings(&report), ["stale-fact", "stale-fact"]);
    let finding = &report["files"][0]["findings"][0];
    assert!(
        finding["line"].is_u64() && finding["page"] == 1 && finding["rect"].is_array(),
        "{finding}"
    );

    let denied = run(folder.path(), &[&late[..], &["--deny", "stale"]].concat());
    assert_eq!(code(&denied), Some(1));
    assert_eq!(json(&denied)["files"][0]["verdict"], "does-not");
    // A build that is denied writes nothing.
    let build = [
        "build",
        "c.toml",
        "--template",
        "flyer",
        "--date",
        "2025-01-01",
        "--deny",
        "stale",
    ];
    assert_eq!(code(&run(folder.path(), &build)), Some(1));
    assert!(!folder.path().join("out").exists());

    let allowed = small_campaign("A lead.")
        + "\n[[allow]]\nrule = \"stale-fact\"\nreason = \"No later figure was published.\"\n";
    let folder = folder_with(&allowed);
    let report = json(&run(
        folder.path(),
        &[&late[..], &["--deny", "warnings"]].concat(),
    ));
    assert_eq!(report["files"][0]["verdict"], "prints");
    assert_eq!(
        report["files"][0]["findings"][0]["allowed"],
        "No later figure was published."
    );
}

#[test]
fn a_finished_file_is_held_against_its_content() {
    let folder = folder();
    let at = [
        "--template",
        "flyer",
        "--paper",
        "half-letter",
        "--route",
        "copier",
        "--date",
        "2023-12-01",
    ];
    let output = run(folder.path(), &[&["build", "c.toml"], &at[..]].concat());
    assert_eq!(code(&output), Some(0), "{}", said(&output));
    let file = "out/small/en/flyer-half-letter-copier.pdf";
    let proof = [
        "proof",
        file,
        "--content",
        "c.toml",
        "--date",
        "2023-12-01",
        "--format",
        "json",
    ];
    let report = json(&run(folder.path(), &proof));
    assert_eq!(report["files"][0]["verdict"], "prints", "{report}");
    assert!(report["files"][0]["codes"][0]["stated_m"].is_f64());

    // The content goes on, and the file does not.
    let changed = small_campaign("Another lead.").replace(
        "https://example.org/\"\n\n[[action]]",
        "https://example.org/now\"\n\n[[action]]",
    );
    fs::write(folder.path().join("c.toml"), changed).expect("written");
    let output = run(folder.path(), &proof);
    assert_eq!(code(&output), Some(1));
    let found = findings(&json(&output));
    assert!(found.contains(&"outdated-file".to_owned()), "{found:?}");
    assert!(found.contains(&"wrong-payload".to_owned()), "{found:?}");

    // By itself it is anyone's: its codes are read, and nothing is known of them.
    let report = json(&run(folder.path(), &["proof", file, "--format", "json"]));
    let code = &report["files"][0]["codes"][0];
    assert!(
        code["read"].is_string() && code["stated_m"].is_null() && code["longest_m"].is_f64(),
        "{code}"
    );
}

#[test]
fn what_cannot_be_opened_is_told() {
    let folder = folder();
    let output = run(folder.path(), &["proof", "nothing.pdf"]);
    assert_eq!(code(&output), Some(2), "{}", said(&output));
    fs::write(folder.path().join("no.pdf"), "this is no PDF").expect("written");
    let output = run(folder.path(), &["proof", "no.pdf"]);
    assert_eq!(code(&output), Some(1), "{}", said(&output));
    assert!(said(&output).contains("not-a-pdf"));
    let output = run(
        folder.path(),
        &["build", "c.toml", "--country", "Deutschland"],
    );
    assert_eq!(code(&output), Some(2));
    assert!(said(&output).contains("bad-country"));
}

#[test]
fn the_report_stands_by_itself_and_trusts_nobody() {
    let hostile = small_campaign("A lead.").replace(
        "title = \"Small\"",
        "title = \"<script>alert('1')</script> & \\\"more\\\"\"",
    );
    let folder = folder_with(&hostile);
    let arguments = [
        "proof",
        "c.toml",
        "--template",
        "poster",
        "--route",
        "screen",
        "--date",
        "2025-01-01",
        "--country",
        "DE",
        "--report",
        "r.html",
    ];
    assert_eq!(code(&run(folder.path(), &arguments)), Some(0));
    let page = fs::read_to_string(folder.path().join("r.html")).expect("a report");
    assert!(
        page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;more&quot;")
    );
    assert!(!page.contains("<script"));
    // Nothing is loaded from elsewhere: pictures are in the page, and links are for people.
    for (at, _) in page.match_indices("src=\"") {
        assert!(
            page[at + 5..].starts_with("data:image/"),
            "{}",
            &page[at..at + 60]
        );
    }
    assert!(!page.contains("@import") && !page.contains("url("));
    assert!(page.contains("practice, not legal advice"));
    assert!(
        page.contains("class=\"mark weigh\""),
        "findings are marked on the page"
    );
    run(folder.path(), &arguments);
    let again = fs::read_to_string(folder.path().join("r.html")).expect("a report");
    assert!(page == again, "two reports differ");
}

#[test]
fn a_preview_has_pages_and_pictures_to_share() {
    let folder = folder();
    let output = run(
        folder.path(),
        &[
            "preview",
            "c.toml",
            "--template",
            "flyer",
            "--route",
            "screen",
            "--dpi",
            "50",
            "--out",
            "p",
        ],
    );
    assert_eq!(code(&output), Some(0), "{}", said(&output));
    let size = |name: &str| {
        image::image_dimensions(folder.path().join(name)).unwrap_or_else(|_| panic!("{name}"))
    };
    assert_eq!(size("p/small/en/flyer-a5-screen-1.png"), (292, 414));
    assert_eq!(size("p/small/en/share-portrait.png"), (1080, 1350));
    assert_eq!(size("p/small/en/share-landscape.png"), (1200, 630));
    // And of a file from anyone.
    run(
        folder.path(),
        &[
            "build",
            "c.toml",
            "--template",
            "flyer",
            "--route",
            "screen",
        ],
    );
    let output = run(
        folder.path(),
        &[
            "preview",
            "out/small/en/flyer-a5-screen.pdf",
            "--dpi",
            "30",
            "--out",
            "q",
        ],
    );
    assert_eq!(code(&output), Some(0), "{}", said(&output));
    assert_eq!(size("q/flyer-a5-screen-1.png").0, 175);
    assert_eq!(size("q/flyer-a5-screen-share-1080x1350.png"), (1080, 1350));
    assert_eq!(size("q/flyer-a5-screen-share-1200x630.png"), (1200, 630));
}

/// The files of a zip.
fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("read");
        let name = file.name().expect("a name").into_owned();
        files.push((name, bytes));
    }
    files
}

#[test]
fn a_kit_has_all_that_a_helper_needs() {
    let folder = folder();
    let arguments = [
        "kit",
        "c.toml",
        "--template",
        "poster",
        "--copies",
        "500",
        "--also",
        "copier,riso,press",
        "-o",
        "kit.zip",
    ];
    let output = run(folder.path(), &arguments);
    assert_eq!(code(&output), Some(0), "{}", said(&output));
    let kit = fs::read(folder.path().join("kit.zip")).expect("a kit");
    let files = unzipped(&kit);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "1-home-or-office-printer/en/poster-a3.pdf",
        "2-photocopier/en/poster-a3-copier.pdf",
        "3-risograph/en/poster-a3-riso-black.pdf",
        "3-risograph/en/poster-a3-riso-sunflower.pdf",
        "4-press/en/poster-a3-press.pdf",
        "NOTE-FOR-THE-PRINTER.pdf",
        "READ-ME-FIRST.txt",
        "SHA256SUMS",
        "proof.html",
    ];
    for name in expected {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
    // Every file has its checksum.
    let content = |wanted: &str| {
        &files
            .iter()
            .find(|(name, _)| name == wanted)
            .expect("a file")
            .1
    };
    let sums = String::from_utf8(content("SHA256SUMS").clone()).expect("text");
    assert_eq!(sums.lines().count(), files.len() - 1);
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").expect("a sum and a name");
        let digest = Sha256::digest(content(name));
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(sum, hex, "{name}");
    }
    // The ruler of the note is 100 mm, to a tenth.
    let note = Opened::new(content("NOTE-FOR-THE-PRINTER.pdf")).expect("a PDF");
    assert_eq!(note.pages(), 1);
    let drawn = note.draw(0, 254.0);
    let dark = |pixel: &[u8; 3]| pixel[0] < 128;
    let rows = drawn
        .pixels
        .chunks_exact(drawn.width)
        .take(drawn.height / 3);
    let longest = rows.map(|row| {
        row.split(|pixel| !dark(pixel))
            .map(<[_]>::len)
            .max()
            .unwrap_or(0)
    });
    // Rules between folders are wider than the ruler; it comes before them.
    let ruler = longest.into_iter().find(|run| *run > 500).expect("a ruler");
    assert!(
        (999..=1001).contains(&ruler),
        "{ruler} tenths of a millimetre"
    );

    // The same bytes from another folder, and on another day.
    let other = self::folder();
    assert_eq!(code(&run(other.path(), &arguments)), Some(0));
    assert!(
        fs::read(other.path().join("kit.zip")).expect("a kit") == kit,
        "two kits differ"
    );
}

#[test]
fn a_kit_has_the_pieces_and_the_printer_that_were_asked_for() {
    let folder = folder_with(
        &small_campaign("Ein Satz, der sagt, worum es geht, und wen es betrifft.")
            .replace("language = \"en\"", "language = \"de\""),
    );
    let arguments = [
        "kit",
        "c.toml",
        "--template",
        "flyer",
        "--template",
        "poster",
        "--copies",
        "flyer=500,poster=40",
        "-o",
        "kit.zip",
    ];
    let output = run(folder.path(), &arguments);
    assert_eq!(code(&output), Some(0), "{}", said(&output));
    let kit = fs::read(folder.path().join("kit.zip")).expect("a kit");
    assert!(kit.len() < 1_000_000, "{} bytes", kit.len());
    let files = unzipped(&kit);
    let printed: Vec<&str> = files
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| name.contains('/'))
        .collect();
    assert_eq!(
        printed,
        [
            "home-or-office-printer/de/flyer-a5.pdf",
            "home-or-office-printer/de/poster-a3.pdf"
        ]
    );
    // The note is one page in the language of the content, with a picture of each piece, its copies and sheets.
    let note = files
        .iter()
        .find(|(name, _)| name == "NOTE-FOR-THE-PRINTER.pdf");
    let note = pdf::open(&note.expect("a note").1);
    let [page] = pdf::pages(&note)[..] else {
        panic!("the note has more than a page");
    };
    let words = pdf::texts(&note, page).concat();
    let language = Language::of("de").expect("a tag");
    let expected = &language.note();
    for wanted in [
        &expected.title,
        &expected.home,
        &expected.copies,
        "flyer-a5.pdf",
        "poster-a3.pdf",
        "500",
        "250",
        "40",
        "200",
    ] {
        let wanted: String = wanted.split_whitespace().collect();
        let said: String = words.split_whitespace().collect();
        assert!(said.contains(&wanted), "{wanted} is not in {words}");
    }
    assert_ne!(
        expected.title,
        Language::of("en").expect("a tag").note().title
    );
    let pictures = pdf::operations(&note, page);
    let pictures = pictures.iter().filter(|it| it.operator == "Do").count();
    assert_eq!(pictures, 2, "a picture of each piece");
}

#[test]
fn a_kit_leaves_out_what_is_refused() {
    let folder = folder();
    let arguments = [
        "kit",
        "c.toml",
        "--template",
        "flyer",
        "--deny",
        "stale",
        "--date",
        "2025-01-01",
        "-o",
        "kit.zip",
    ];
    let output = run(folder.path(), &arguments);
    assert_ne!(code(&output), Some(0));
    assert!(said(&output).contains("empty-kit"), "{}", said(&output));
    assert!(!folder.path().join("kit.zip").exists());
}
