//! TOML files that people write: read with the place of every key, so that a complaint can point at a line.
//!
//! In goes the text of a file; out comes a [`Document`], which reads itself into a type of serde, whole
//! ([`Document::read`]) or part by part ([`Table`]). All problems of a file are reported in one go: a key that
//! serde refuses is removed, and the rest is read again.
//!
//! A slip is told in the words of a person who writes files, not in those of a parser: `syntax` looks again at a
//! line that is not TOML, `types` at a value of another kind than its key takes, and `meanings` at a word that is
//! no key (`link` for `url`). `explain` puts these together. The parser's own messages are used where none of
//! them knows better.

mod explain;
mod file;
pub(crate) mod json_schema;
mod keys;
mod meanings;
mod syntax;
mod table;
mod types;

pub use explain::{home_of_key, meant_key};
pub use file::{Document, Leaf};
pub use keys::keys_of;
pub use meanings::declared_picture;
pub use table::Table;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::diag::{Diagnostics, Source};
    use serde::Deserialize;

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Sample {
        name: Option<String>,
        item: Vec<Item>,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Item {
        id: Option<String>,
        count: Option<u32>,
    }

    fn document(text: &str) -> Document {
        Document::parse(Source {
            name: "sample.toml".into(),
            text: text.into(),
            shipped: false,
        })
        .expect("well-formed")
    }

    #[test]
    fn all_problems_come_at_once() {
        let text = "nam = 'x'\n[[item]]\nid = 'a'\ncount = 'two'\n[[item]]\nid = 'b'\nconut = 2\ncount = 3\n";
        let mut problems = Diagnostics::default();
        let sample: Sample = document(text).read(&mut problems).expect("few problems");
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(
            said.iter()
                .any(|line| line.contains("sample.toml:1:1: error[unknown-key]")
                    && line.contains("`name`"))
        );
        assert!(
            said.iter()
                .any(|line| line.contains("sample.toml:4:9: error[wrong-type]"))
        );
        assert!(
            said.iter()
                .any(|line| line.contains("sample.toml:7:1: error[unknown-key]")
                    && line.contains("`count`"))
        );
        assert_eq!(sample.item.len(), 2);
        assert_eq!(sample.item[1].count, Some(3));
        assert_eq!(sample.name, None);
        assert_eq!(sample.item[0].id.as_deref(), Some("a"));
    }

    /// A character more or less anywhere in a file: it is read, or a slip is named, and nothing else happens.
    #[test]
    fn any_slip_of_a_key_is_named() {
        let text = "# note\n[campaign]\ntitle = \"A – b\" # x\nday = 2026-03-01\n\n[[fact]]\nid = 'é'\nlist = [\"a\", \"ü\"]\ninner = { a = 1, b = \"c\" }\nbody = \"\"\"\nx\n\"\"\"\n";
        let signs = [
            "", "\"", "'", "“", "»", "[", "]", "{", "}", "=", ":", ",", "#", "\\", "\n", "\r",
            "\u{a0}", "\u{feff}", "é", "\"\"\"", "//", ".",
        ];
        for (at, sign) in text
            .char_indices()
            .flat_map(|(at, _)| signs.iter().map(move |sign| (at, sign)))
        {
            let rest = text.get(at..).unwrap_or_default();
            let next = rest.chars().next().map_or(0, char::len_utf8);
            for skipped in [0, next] {
                let slip = format!("{}{sign}{}", &text[..at], &text[at + skipped..]);
                if let Err(problems) = Document::parse(Source {
                    name: "sample.toml".into(),
                    text: slip.clone(),
                    shipped: false,
                }) {
                    assert!(problems.has_errors(), "{slip}");
                    for problem in problems.iter() {
                        let span = problem.place.clone().expect("a place").span;
                        assert!(span.end <= slip.len(), "{slip}");
                        assert!(problem.hint.is_some(), "{slip}");
                    }
                }
            }
        }
    }

    #[test]
    fn places_are_found_by_id() {
        let document = document("[[item]]\nid = 'a'\n[[item]]\nid = 'b'\ncount = 3\n");
        let place = document.place("item.b.count");
        assert_eq!(&document.source().text[place.span], "3");
        assert_eq!(document.by_id("item.1.count"), "item.b.count");
    }

    #[test]
    fn texts_are_listed_and_replaced() {
        let document = document("name = 'x'\n[[item]]\nid = 'a'\ncount = 2\n");
        let paths: Vec<String> = document
            .leaves()
            .into_iter()
            .map(|leaf| leaf.path)
            .collect();
        assert_eq!(paths, ["name", "item.a.id", "item.a.count"]);
        let texts = BTreeMap::from([("name".to_owned(), "y".to_owned())]);
        let read: Sample = document.read_over(&texts).expect("it suits");
        assert_eq!(read.name.as_deref(), Some("y"));
    }
}
