//! Every code that the program reports is explained, and every one explained is reported.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use handbill::codes::{self, Weight};

/// The program's sources without those that explain, and without tests.
fn sources() -> Vec<String> {
    let mut sources = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let explains = path
                .parent()
                .is_some_and(|folder| folder.ends_with("codes"));
            let apart = ["tests.rs", "diag.rs"]
                .iter()
                .any(|name| path.ends_with(name));
            if path.is_dir() {
                folders.push(path);
            } else if !apart && (!explains || path.ends_with("mod.rs")) {
                let text = fs::read_to_string(path).expect("a source file");
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                sources.push(code.to_owned());
            }
        }
    }
    assert!(sources.len() > 100);
    sources
}

/// The codes that stand where diagnostics are made, each with whether it is made an error or a warning.
fn reported(sources: &[String]) -> BTreeMap<String, BTreeSet<bool>> {
    let mut found: BTreeMap<String, BTreeSet<bool>> = BTreeMap::new();
    for source in sources {
        for (call, is_error) in [
            ("Diagnostic::error(", true),
            ("Diagnostic::warning(", false),
        ] {
            for after in source.split(call).skip(1) {
                let after = after.trim_start();
                if let Some(code) = after
                    .strip_prefix('"')
                    .and_then(|text| text.split('"').next())
                {
                    found.entry(code.to_owned()).or_default().insert(is_error);
                }
            }
        }
    }
    found
}

#[test]
fn every_code_is_explained_with_its_weight() {
    let reported = reported(&sources());
    assert!(reported.len() > 100, "{}", reported.len());
    for (code, weights) in reported {
        let Some(explained) = codes::explained(&code) else {
            panic!("say in src/codes why `{code}` matters");
        };
        for is_error in weights {
            let wrong = if is_error {
                Weight::Warning
            } else {
                Weight::Error
            };
            assert_ne!(explained.weight, wrong, "{code}");
        }
    }
}

#[test]
fn every_explained_code_is_reported() {
    let sources = sources();
    for explained in codes::all() {
        let literal = format!("\"{}\"", explained.code);
        let used = sources.iter().any(|source| source.contains(&literal));
        assert!(used, "nothing reports `{}`", explained.code);
        for text in [explained.why, explained.mend] {
            assert!(
                text.ends_with('.') && text.len() > 15,
                "{}: {text}",
                explained.code
            );
        }
    }
}

#[test]
fn the_docs_list_all_codes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/findings.md");
    let page = codes::as_markdown();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).expect("written");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == page,
        "docs/findings.md is out of date: UPDATE_DOCS=1 cargo test --test it explain::"
    );
}
