//! What programs read: the reports in JSON are as their schema says, and those in SARIF are what code hosts and
//! editors take.

mod schema;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::small_campaign;
use schema::Schema;

/// A name that has to be encoded in an address.
const CONTENT: &str = "our content/ֆ.toml";

/// A day on which the figures of the small campaign are fresh, and one on which they are out of date.
const FRESH: [&str; 2] = ["--date", "2023-11-20"];
const STALE: [&str; 2] = ["--date", "2026-11-24"];

fn folder_with(campaign: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(CONTENT);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, campaign).expect("written");
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbill"));
    let output = command.current_dir(folder).args(arguments).output();
    output.expect("the program starts")
}

fn parsed(output: &Output) -> Value {
    let said = || String::from_utf8_lossy(&output.stderr).into_owned();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", said()))
}

fn report(folder: &Path, command: &str, file: &str, more: &[&str], format: &str) -> Value {
    let flyer = ["--template", "flyer", "--route", "screen"];
    let choice: &[&str] = if command == "check" { &[] } else { &flyer };
    let start = [command, file, "--format", format];
    parsed(&run(folder, &[&start[..], choice, more].concat()))
}

fn unreadable_date() -> String {
    small_campaign("A lead.").replace("as_of = \"2023-11\"", "as_of = \"soon\"")
}

fn allowed() -> String {
    let allow = "\n[[allow]]\nrule = \"stale-fact\"\nreason = \"No later figure was published\"\n";
    small_campaign("A lead.") + allow
}

/// A page with a hairline, made by another program.
fn hairline() -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let lines = b"0.05 w 20 20 m 200 20 l S".to_vec();
    let content = document.add_object(Stream::new(Dictionary::new(), lines));
    let page = document.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => pages,
        "MediaBox" => vec![0.into(), 0.into(), 298.into(), 420.into()],
        "Contents" => content,
    });
    document.objects.insert(
        pages,
        Object::Dictionary(dictionary! {
            "Type" => "Pages",
            "Kids" => vec![page.into()],
            "Count" => 1,
        }),
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    bytes
}

#[test]
fn reports_are_as_their_schema_says() {
    let good = folder_with(&small_campaign("A lead."));
    let bad = folder_with(&unreadable_date());
    let allowed = folder_with(&allowed());
    fs::write(good.path().join("a line.pdf"), hairline()).expect("written");
    let schema = run(good.path(), &["schema", "report"]);
    let schema = Schema(parsed(&schema));

    let of = |folder: &TempDir, command, file, more: &[&str]| {
        let report = report(folder.path(), command, file, more, "json");
        assert_eq!(report["command"], command);
        assert_eq!(schema.faults(&report), [""; 0], "{command} {file}");
        report
    };
    let found = |report: &Value| report["diagnostics"].as_array().map(Vec::len);
    let built = of(&good, "build", CONTENT, &FRESH);
    assert_eq!(
        (found(&built), built["files"][0]["paper"].as_str()),
        (Some(0), Some("A5"))
    );
    let stale = of(&good, "build", CONTENT, &STALE);
    assert_eq!(stale["diagnostics"][0]["rule"], "stale-fact");
    let broken = of(&bad, "check", CONTENT, &[]);
    assert_eq!(broken["diagnostics"][0]["rule"], "bad-date");
    of(&good, "check", CONTENT, &FRESH);
    let proved = of(&good, "proof", CONTENT, &FRESH);
    assert_eq!(proved["files"][0]["verdict"], "prints");
    let proved = of(&allowed, "proof", CONTENT, &STALE);
    let reason = &proved["files"][0]["findings"][0]["allowed"];
    assert_eq!(reason, "No later figure was published");
    let missing = of(&good, "proof", "nothing.pdf", &[]);
    assert_eq!(missing["diagnostics"][0]["rule"], "cannot-read");
    let line = of(&good, "proof", "a line.pdf", &[]);
    let findings = line["files"][0]["findings"].as_array().expect("a list");
    assert!(
        findings.iter().any(|finding| finding["page"] == 1),
        "{findings:?}"
    );

    // The judge sees what is wrong.
    for (pointer, value) in [
        ("/diagnostics/0/rule", json!("bad-dat")),
        ("/diagnostics/0/line", json!("9")),
        (
            "/diagnostics/0",
            json!({ "rule": "bad-date", "message": "late" }),
        ),
        ("/diagnostics/0/hint", Value::Null),
        ("/command", json!("make")),
    ] {
        let mut changed = broken.clone();
        *changed.pointer_mut(pointer).expect("it is there") = value;
        assert_ne!(schema.faults(&changed), [""; 0], "{pointer}");
    }
    let mut more = broken.clone();
    more["diagnostics"][0]["code"] = json!("bad-date");
    assert_eq!(schema.faults(&more).len(), 1, "{:?}", schema.faults(&more));
}

/// The results of a log, which has one run.
fn results(log: &Value) -> &[Value] {
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("a list");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("a number");
        assert_eq!(rules[index as usize]["id"], result["ruleId"]);
        let message = result["message"]["text"].as_str().expect("a text");
        assert!(message.ends_with(['.', '?', ')']), "{message}");
        assert_eq!(result["locations"].as_array().map(Vec::len), Some(1));
    }
    results
}

fn uri(result: &Value) -> &str {
    let artifact = &result["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(artifact["uriBaseId"], "%SRCROOT%");
    artifact["uri"].as_str().expect("a text")
}

/// The part of a text that a region names.
fn part(text: &str, region: &Value) -> String {
    let number = |key: &str| region[key].as_u64().expect("a number") as usize;
    assert_eq!(region["startLine"], region["endLine"]);
    let line = text.lines().nth(number("startLine") - 1).expect("a line");
    let units: Vec<u16> = line.encode_utf16().collect();
    String::from_utf16_lossy(&units[number("startColumn") - 1..number("endColumn") - 1])
}

#[test]
fn a_log_points_at_the_fault_and_knows_it_again() {
    let campaign = unreadable_date();
    let folder = folder_with(&campaign);
    let log = report(folder.path(), "check", CONTENT, &[], "sarif");
    let [result] = results(&log) else {
        panic!("one fault: {log:#}");
    };
    assert_eq!(
        (&result["ruleId"], &result["level"]),
        (&json!("bad-date"), &json!("error"))
    );
    assert_eq!(
        result["message"]["text"],
        "`soon` is not a date.\nWrite 2023, 2023-11 or 2023-11-01."
    );
    assert_eq!(uri(result), "our%20content/%D6%86.toml");
    let place = &result["locations"][0];
    assert_eq!(
        part(&campaign, &place["physicalLocation"]["region"]),
        "\"soon\""
    );
    assert_eq!(
        place["logicalLocations"][0],
        json!({ "name": "as_of", "fullyQualifiedName": "campaign.as_of", "kind": "property" })
    );
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    assert_eq!(
        run["invocations"],
        json!([{ "executionSuccessful": true, "exitCode": 1 }])
    );
    // Once more the same, wherever the folder is.
    let elsewhere = folder_with(&campaign);
    let again = report(elsewhere.path(), "check", CONTENT, &[], "sarif");
    assert_eq!(again, log);
    // Further down, and still the same finding.
    let moved = folder_with(&format!("# Begun in spring.\n\n{campaign}"));
    let moved = report(moved.path(), "check", CONTENT, &[], "sarif");
    let [later] = results(&moved) else {
        panic!("one fault: {moved:#}");
    };
    assert_ne!(later["locations"], result["locations"]);
    assert_eq!(later["partialFingerprints"], result["partialFingerprints"]);
}

#[test]
fn a_log_says_each_finding_once_and_names_its_pieces() {
    let folder = folder_with(&small_campaign("A lead."));
    let log = report(folder.path(), "check", CONTENT, &STALE, "sarif");
    let results = results(&log);
    let stale = |result: &&Value| result["ruleId"] == "stale-fact";
    let stale: Vec<&Value> = results.iter().filter(stale).collect();
    assert_eq!(stale.len(), 2, "one for each fact: {stale:#?}");
    assert_eq!(stale[0]["level"], "warning");
    // What is wrong with a layout of the program is a note at the content, which its user can change.
    let notes = results.iter().filter(|result| result["level"] == "note");
    for note in notes.clone() {
        assert_eq!(uri(note), "our%20content/%D6%86.toml");
        let at = note["locations"][0]["logicalLocations"].as_array();
        let at = at.expect("a list");
        assert!(at.iter().any(|place| place["kind"] == "piece"), "{note:#}");
    }
    let shipped = notes.filter_map(|note| note["relatedLocations"].get(0));
    for place in shipped {
        let base = &place["physicalLocation"]["artifactLocation"]["uriBaseId"];
        assert_eq!(base, "HANDBILL");
    }
    // A day later the figures are a day older, and the findings the same.
    let later = report(
        folder.path(),
        "build",
        CONTENT,
        &["--date", "2026-11-25"],
        "sarif",
    );
    let built = report(folder.path(), "build", CONTENT, &STALE, "sarif");
    let fingerprints = |log: &Value| -> Vec<Value> {
        let results = log["runs"][0]["results"].as_array().expect("a list");
        let of = results.iter().map(|result| &result["partialFingerprints"]);
        of.cloned().collect()
    };
    assert_ne!(later["runs"][0]["results"], built["runs"][0]["results"]);
    assert_eq!(fingerprints(&later), fingerprints(&built));
    let fingerprint = |result: &Value| {
        let value = &result["partialFingerprints"]["ruleFileKeyMessage/v1"];
        value.as_str().expect("a text").to_owned()
    };
    assert_ne!(fingerprint(stale[0]), fingerprint(stale[1]));
}

#[test]
fn a_log_of_a_proof_names_pages_and_what_is_allowed() {
    let folder = folder_with(&allowed());
    let log = report(folder.path(), "proof", CONTENT, &STALE, "sarif");
    let stale = results(&log).iter();
    let mut stale = stale.filter(|result| result["ruleId"] == "stale-fact");
    let allowed = stale.next().expect("it is out of date");
    assert_eq!(
        allowed["suppressions"],
        json!([{
            "kind": "inSource",
            "status": "accepted",
            "justification": "No later figure was published",
        }])
    );
    assert_eq!(uri(allowed), "our%20content/%D6%86.toml");

    fs::write(folder.path().join("a line.pdf"), hairline()).expect("written");
    let log = report(folder.path(), "proof", "a line.pdf", &[], "sarif");
    let mut thin = results(&log).iter();
    let thin = thin.find(|result| result["ruleId"] == "thin-line");
    let thin = thin.expect("it is thin");
    assert_eq!(uri(thin), "a%20line.pdf");
    let place = &thin["locations"][0];
    assert!(place["physicalLocation"].get("region").is_none());
    assert_eq!(place["logicalLocations"][0]["kind"], "page");
    assert_eq!(
        place["logicalLocations"][0]["fullyQualifiedName"],
        "a line.pdf, page 1"
    );
    assert_eq!(place["logicalLocations"][1]["kind"], "area");

    let missing = report(folder.path(), "proof", "nothing.pdf", &[], "sarif");
    assert_eq!(results(&missing)[0]["ruleId"], "cannot-read");
    let ended = &missing["runs"][0]["invocations"][0];
    assert_eq!(ended["executionSuccessful"], false);
}
