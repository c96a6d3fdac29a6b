//! The file that a translator fills in: what is there stays as it is, comments and order included; what
//! is missing comes with its source beside it, and what is stale is marked.

use std::collections::BTreeMap;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, RawString, Table, Value};

use super::texts::Need;
use super::translation::{self, KEPT, STALE, fingerprint, wanted};
use crate::diag::{Diagnostic, Diagnostics, Source};
use crate::document::Document;
use crate::language::Language;

/// A translation file, written or brought up to date.
#[derive(Clone, Debug)]
pub struct FilledIn {
    /// The file.
    pub text: String,
    /// How many texts need a translation.
    pub needed: usize,
    /// The key paths of those that have none yet.
    pub missing: Vec<String>,
    /// The key paths of those that are older than their source.
    pub stale: Vec<String>,
}

/// Before the line that shows a source text; the tag of its language follows.
const SHOWN: &str = "# ";

/// The line over a stale text.
const STALE_NOTE: &str = "# stale: the source has changed. Change the translation, or delete this line if it still holds.";

/// Tables that stand alone; the others are arrays whose elements have ids.
const SINGLE: [&str; 3] = ["campaign", "organizer", "labels"];

/// The line over the table of fingerprints.
const KEPT_NOTE: &str =
    "# Kept by `handbill translate`: which source each text was translated from.";

pub(super) fn fill_in(
    original: &Document,
    first: &str,
    existing: Option<&Source>,
    language: &Language,
) -> Result<FilledIn, Diagnostics> {
    let (text, leaves) = match existing {
        Some(source) => {
            let copy = Source {
                name: source.name.clone(),
                text: source.text.clone(),
            };
            (source.text.clone(), Document::parse(copy)?.leaves())
        }
        None => (new_file(language), Vec::new()),
    };
    let mut file: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        Diagnostic::error("toml-syntax", error.message().to_owned())
    })?;
    let kept = translation::kept(&leaves);
    let own: BTreeMap<&str, &str> = leaves
        .iter()
        .filter_map(|leaf| Some((leaf.path.as_str(), leaf.text.as_deref()?)))
        .filter(|(_, text)| !text.trim().is_empty())
        .collect();
    let mut filled = FilledIn {
        text: String::new(),
        needed: 0,
        missing: Vec::new(),
        stale: Vec::new(),
    };
    let mut from: BTreeMap<String, String> = BTreeMap::new();
    for (path, source, need) in wanted(original, language) {
        if need == Need::Words {
            filled.needed += 1;
        }
        let shown = shown(first, &source);
        let Some(own) = own.get(path.as_str()) else {
            if need == Need::Words {
                if let Some((holder, key)) = holder(&mut file, &path) {
                    add(holder, key, &path, &shown);
                }
                filled.missing.push(path);
            }
            continue;
        };
        let now = fingerprint(&source);
        let note = holder(&mut file, &path).and_then(|(holder, key)| comment(holder, key));
        let is_marked = note.as_ref().is_some_and(|note| note.contains(STALE_NOTE));
        let parts: Vec<&str> = kept
            .get(&path)
            .map(|kept| kept.split_whitespace().collect())
            .unwrap_or_default();
        let holds = match parts.as_slice() {
            [] => true,
            // Marked before: answered by a new text, or by the translator who took the mark away.
            [STALE, shown, before] if *shown == now => *before != fingerprint(own) || !is_marked,
            [kept] => *kept == now,
            _ => false,
        };
        if holds {
            if is_marked && let Some((holder, key)) = holder(&mut file, &path) {
                mark(holder, key, first, None);
            }
            from.insert(path, now);
        } else {
            let already = matches!(parts.as_slice(), [STALE, shown, _] if *shown == now);
            if !already && let Some((holder, key)) = holder(&mut file, &path) {
                mark(holder, key, first, Some(&shown));
            }
            let before = match parts.as_slice() {
                [STALE, _, before] if already => (*before).to_owned(),
                _ => fingerprint(own),
            };
            from.insert(path.clone(), format!("{STALE} {now} {before}"));
            filled.stale.push(path);
        }
    }
    filled.text = kept_at_end(file, &from);
    Ok(filled)
}

fn new_file(language: &Language) -> String {
    let name = language.english_name();
    format!(
        "# Translation into {name}. Over each text stands what it translates. Figures stay figures, and [words](source:ID)\n\
         # keep their ID. Titles of publications, names and figures may be translated too: give them by\n\
         # the same keys as in the content. An empty text prints in the language of the content.\n\n\
         [translation]\n\
         # `draft` until someone else who speaks the language has read it, then `reviewed`.\n\
         status = \"draft\"\n\
         translator = \"\"\n"
    )
}

/// A source text as comment lines, each of which begins with the tag of its language.
fn shown(first: &str, source: &str) -> String {
    source
        .trim()
        .lines()
        .map(|line| format!("{SHOWN}{first}: {line}").trim_end().to_owned() + "\n")
        .collect()
}

/// The table that holds a text, made where it is not there, and the key in it. For an element of a list
/// that is the key of the list.
fn holder<'f>(file: &'f mut DocumentMut, path: &str) -> Option<(&'f mut Table, String)> {
    let parts: Vec<&str> = path.split('.').collect();
    let (table, rest) = parts.split_first()?;
    let (mut holder, rest) = if SINGLE.contains(table) {
        let holder = file.entry(table).or_insert_with(|| Item::Table(spaced()));
        (holder.as_table_mut()?, rest)
    } else {
        let (id, rest) = rest.split_first()?;
        let list = file
            .entry(table)
            .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()))
            .as_array_of_tables_mut()?;
        let named = |table: &Table| table.get("id").and_then(Item::as_str) == Some(*id);
        let known = list.iter().position(named);
        let at = match known {
            Some(at) => at,
            None => {
                let mut element = spaced();
                element.insert("id", Item::Value((*id).into()));
                list.push(element);
                list.len() - 1
            }
        };
        (list.get_mut(at)?, rest)
    };
    // A list such as `asks.0` is held as a whole.
    let rest = match rest {
        [start @ .., last] if last.parse::<usize>().is_ok() => start,
        all => all,
    };
    let (key, inner) = rest.split_last()?;
    for name in inner {
        let item = holder.entry(name).or_insert_with(|| Item::Table(spaced()));
        holder = item.as_table_mut()?;
    }
    Some((holder, (*key).to_owned()))
}

fn spaced() -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table
}

/// Adds an empty text with its source over it.
fn add(holder: &mut Table, key: String, path: &str, shown: &str) {
    let number = path
        .rsplit('.')
        .next()
        .and_then(|last| last.parse::<usize>().ok());
    match number {
        None => {
            let empty = holder.get(&key).is_some();
            if !empty {
                holder.insert(&key, Item::Value("".into()));
            }
            prefix(holder, &key, |before| with_lines(before, shown));
        }
        Some(number) => {
            let list = holder
                .entry(&key)
                .or_insert_with(|| Item::Value(Value::Array(Array::new())));
            let Some(list) = list.as_array_mut() else {
                return;
            };
            let mut added = false;
            while list.len() <= number {
                list.push("");
                added = true;
            }
            if added {
                for value in list.iter_mut() {
                    value.decor_mut().set_prefix("\n  ");
                }
                list.set_trailing("\n");
                list.set_trailing_comma(true);
            }
            prefix(holder, &key, |before| with_lines(before, shown));
        }
    }
}

/// Comment lines with others after them, unless they are there already.
fn with_lines(before: &str, lines: &str) -> String {
    if before.contains(lines.trim_end()) {
        before.to_owned()
    } else {
        format!("{before}{lines}")
    }
}

/// The comment over a key.
fn comment(holder: &Table, key: String) -> Option<String> {
    let key = holder.key(&key)?;
    let prefix = key.leaf_decor().prefix().and_then(RawString::as_str);
    prefix.map(str::to_owned)
}

/// Marks a text as stale, with its new source over it; or takes the mark away.
fn mark(holder: &mut Table, key: String, first: &str, shown: Option<&str>) {
    let source = format!("{SHOWN}{first}: ");
    prefix(holder, &key, |before| {
        let kept: String = before
            .split_inclusive('\n')
            .filter(|line| line.trim() != STALE_NOTE)
            .filter(|line| shown.is_none() || !line.starts_with(&source))
            .collect();
        match shown {
            Some(shown) => format!("{kept}{STALE_NOTE}\n{shown}"),
            None => kept,
        }
    });
}

fn prefix(holder: &mut Table, key: &str, change: impl FnOnce(&str) -> String) {
    if let Some(mut key) = holder.key_mut(key) {
        let decor = key.leaf_decor_mut();
        let before = decor
            .prefix()
            .and_then(RawString::as_str)
            .unwrap_or_default();
        let after = change(before);
        decor.set_prefix(after);
    }
}

/// The file with the fingerprints in a table at its end.
fn kept_at_end(mut file: DocumentMut, from: &BTreeMap<String, String>) -> String {
    if let Some(head) = file.get_mut("translation").and_then(Item::as_table_mut) {
        head.remove("from");
    }
    let mut text = file.to_string().trim_end().to_owned();
    if !from.is_empty() {
        text.push_str("\n\n");
        text.push_str(KEPT_NOTE);
        text.push_str(&format!("\n[{KEPT}]\n"));
        for (path, kept) in from {
            text.push_str(&format!("\"{path}\" = \"{kept}\"\n"));
        }
    } else {
        text.push('\n');
    }
    text
}
