//! Every rule is explained, and the documentation lists all of them.

use std::fs;
use std::path::Path;

use handbill::internals::rules::{self, Rule};

#[test]
fn every_rule_says_why_it_matters_and_how_to_fix_it() {
    for rule in Rule::ALL {
        for text in [rule.why(), rule.fix()] {
            assert!(text.ends_with('.') && text.len() > 15, "{rule}: {text}");
            assert!(!text.contains("  "), "{rule}: {text}");
        }
    }
}

#[test]
fn the_docs_list_all_rules() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/findings.md");
    let page = rules::as_markdown();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).expect("written");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == page,
        "docs/findings.md is out of date: UPDATE_DOCS=1 cargo test --test it explain::"
    );
}
