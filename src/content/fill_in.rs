//! Writes the file that a translator fills in, or brings an existing one up to date.
//!
//! The file is edited with `toml_edit`, which keeps comments, order and spacing, so that nothing of a
//! translator's work is lost. Each missing text is added, empty, with its source in a comment above it. A text
//! whose source has changed since is marked by one more comment. What each text was translated from is kept as
//! fingerprints in a table at the end of the file (`stale`); the mark goes away when the translator changes the
//! text or deletes the line.

use std::collections::BTreeMap;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Key, RawString, Table, Value};

use super::stale::State;
use super::texts::Need;
use super::translation::{self, KEPT, wanted};
use crate::diag::{Diagnostic, Diagnostics, Source};
use crate::document::{Document, Leaf};
use crate::language::Language;
use crate::rules::Rule;

/// A translation file, written or brought up to date.
#[derive(Clone, Debug)]
pub struct FilledIn {
    /// The file.
    pub text: String,
    /// Number of texts that need a translation.
    pub needed: usize,
    /// The key paths of those that have none yet.
    pub missing: Vec<String>,
    /// The key paths of those that are older than their source.
    pub stale: Vec<String>,
}

/// Beginning of a comment that shows a source text, before the tag of its language.
const SHOWN: &str = "# ";

/// Text of the comment above a stale text.
const STALE_NOTE: &str = "the source has changed. Change the translation, or delete this line if it still holds, and run `handbill translate` again.";

/// Tables that there is one of. The others are lists, whose elements have ids.
const SINGLE: [&str; 3] = ["campaign", "organizer", "labels"];

/// Comment above the table of fingerprints.
const KEPT_NOTE: &str =
    "# Kept by `handbill translate`: which source each text was translated from.";

/// A text of the content, compared with the translation file.
struct Entry {
    path: String,
    source: String,
    need: Need,
    state: State,
}

/// Fills in a translation file. `existing` is the one there is, `first` the tag of the language of the content.
/// An error if the file is not TOML, or has something else in the place of a table.
pub(super) fn fill_in(
    original: &Document,
    first: &str,
    existing: Option<&Source>,
    language: &Language,
) -> Result<FilledIn, Diagnostics> {
    let source = match existing {
        Some(source) => Source {
            name: source.name.clone(),
            text: source.text.clone(),
            shipped: false,
        },
        None => Source {
            name: "a new translation".to_owned(),
            text: new_file(language),
            shipped: false,
        },
    };
    // Parsed twice: `toml_edit` keeps comments and spacing, `Document` knows places and reports slips in plain
    // words.
    let parsed: Result<DocumentMut, _> = source.text.parse();
    let document = Document::parse(source)?;
    let mut file =
        parsed.map_err(|error| Diagnostic::error(Rule::TomlSyntax, error.message().to_owned()))?;
    let leaves = document.leaves();
    let entries = entries(original, language, &leaves, &mut file);
    let mut from = BTreeMap::new();
    // The elements of a list share one key and one comment, so they are treated together.
    for same in entries.chunk_by(|a, b| key(&a.path) == key(&b.path)) {
        // A list is left out only as a whole, because its elements are matched by their places.
        if same.iter().all(Entry::is_left_out) {
            continue;
        }
        let Some((holder, name)) = holder(&mut file, &same[0].path) else {
            // For example `fact = "…"` where a list of tables belongs. Overwriting it would lose somebody's
            // text.
            let path = &same[0].path;
            let problem = Diagnostic::error(
                Rule::WrongType,
                format!("the translation has another kind of value where `{path}` belongs"),
            );
            let problem = problem.hint(
                "write the tables as in the content file: [campaign], and one [[fact]] with an id for each fact",
            );
            return Err(problem.at(document.place(path)).into());
        };
        for entry in same {
            if entry.state == State::Missing {
                // The key is added before its comment, since comments belong to keys in TOML.
                add(holder, &name, &entry.path);
            }
        }
        comment(holder, &name, first, same);
        for entry in same {
            // Kept for missing texts too: once the translator fills one in, its source is known.
            from.insert(entry.path.clone(), entry.state.note_to_keep(&entry.source));
        }
    }
    let of = |state: fn(&State) -> bool| -> Vec<String> {
        let wanted = |entry: &&Entry| state(&entry.state) && !entry.is_left_out();
        let paths = entries.iter().filter(wanted);
        paths.map(|entry| entry.path.clone()).collect()
    };
    let filled = FilledIn {
        text: kept_at_end(file, &from),
        needed: entries
            .iter()
            .filter(|entry| entry.need == Need::Words)
            .count(),
        missing: of(|state| *state == State::Missing),
        stale: of(|state| matches!(state, State::Stale { .. })),
    };
    // A file that this program cannot read back must not replace a translator's work.
    Document::parse(Source {
        name: document.source().name.clone(),
        text: filled.text.clone(),
        shipped: false,
    })?;
    Ok(filled)
}

/// All texts that the translation may have, each with its state.
fn entries(
    original: &Document,
    language: &Language,
    leaves: &[Leaf],
    file: &mut DocumentMut,
) -> Vec<Entry> {
    let kept = translation::read_kept(leaves);
    // An empty text counts as missing: that is how the file comes to the translator.
    let own: BTreeMap<&str, &str> = leaves
        .iter()
        .filter_map(|leaf| Some((leaf.path.as_str(), leaf.text.as_deref()?)))
        .filter(|(_, text)| !text.trim().is_empty())
        .collect();
    wanted(original, language)
        .into_iter()
        .map(|(path, source, need)| {
            let state = match own.get(path.as_str()) {
                None => State::Missing,
                Some(own) => {
                    // The comment tells whether the translator has deleted the mark of a stale text.
                    let marked = holder(file, &path)
                        .is_some_and(|(holder, name)| prefix(holder, &name).contains(&note(&path)));
                    let kept = kept.get(&path).map(String::as_str);
                    State::of(kept, &source, own, marked)
                }
            };
            Entry {
                path,
                source,
                need,
                state,
            }
        })
        .collect()
}

impl Entry {
    /// Whether it is a text that need not be translated, and is not. Adding all of these would bury the others.
    fn is_left_out(&self) -> bool {
        self.state == State::Missing && self.need == Need::Names
    }
}

/// The key path that holds a text; for an element of a list, that of the list.
fn key(path: &str) -> &str {
    match path.rsplit_once('.') {
        // The id of an element has a letter, so a number at the end can only be the place in a list.
        Some((list, number)) if number.parse::<usize>().is_ok() => list,
        _ => path,
    }
}

/// The comment above a stale text. In a list it names the element, counted from 1.
fn note(path: &str) -> String {
    let number = path
        .rsplit('.')
        .next()
        .and_then(|last| last.parse::<usize>().ok());
    let which = number.map_or_else(String::new, |number| format!(", no. {}", number + 1));
    format!("# stale{which}: {STALE_NOTE}")
}

/// The beginning of a new translation file.
fn new_file(language: &Language) -> String {
    let name = language.english_name();
    format!(
        "# Translation into {name}. The comment above each text shows its source. Keep figures as figures, and keep the ID\n\
         # in [words](source:ID). You can also translate titles of publications, names and figures: write them with\n\
         # the same keys as in the content. An empty text is printed in the language of the content.\n\n\
         [translation]\n\
         # `draft` until someone else who speaks the language has read it, then `reviewed`.\n\
         status = \"draft\"\n\
         translator = \"\"\n"
    )
}

/// A source text as comment lines that begin with the tag of its language.
fn shown(first: &str, source: &str) -> String {
    source
        .trim()
        .lines()
        .map(|line| format!("{SHOWN}{first}: {line}").trim_end().to_owned() + "\n")
        .collect()
}

/// The table that holds a text, and the key in it. Missing tables are added. `None` if something else is in the
/// place of a table.
fn holder<'f>(file: &'f mut DocumentMut, path: &str) -> Option<(&'f mut Table, String)> {
    let parts: Vec<&str> = key(path).split('.').collect();
    let (table, rest) = parts.split_first()?;
    // `campaign.title` is in one table; `fact.leaders.text` is in the element of a list with that id.
    let (mut holder, rest) = if SINGLE.contains(table) {
        let item = file.entry(table).or_insert_with(|| Item::Table(spaced()));
        (as_table(item)?, rest)
    } else {
        let (id, rest) = rest.split_first()?;
        let list = file
            .entry(table)
            .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        let list = as_tables(list)?;
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
    let (key, inner) = rest.split_last()?;
    // Tables inside an element, such as `script` of an action.
    for name in inner {
        let item = holder.entry(name).or_insert_with(|| Item::Table(spaced()));
        holder = as_table(item)?;
    }
    Some((holder, (*key).to_owned()))
}

/// An item as a table. A table in braces is written out with a header, as braces leave no room for comments.
fn as_table(item: &mut Item) -> Option<&mut Table> {
    if item.is_inline_table() {
        let table = std::mem::take(item).into_table();
        *item = table.map_or_else(|other| other, Item::Table);
    }
    item.as_table_mut()
}

/// An item as a list of tables. A list in brackets is written out for the same reason.
fn as_tables(item: &mut Item) -> Option<&mut ArrayOfTables> {
    if item.is_array() {
        let tables = std::mem::take(item).into_array_of_tables();
        *item = tables.map_or_else(|other| other, Item::ArrayOfTables);
    }
    item.as_array_of_tables_mut()
}

/// An empty table with an empty line above it.
fn spaced() -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table
}

/// Adds an empty text, as a value or as an element of a list.
fn add(holder: &mut Table, key: &str, path: &str) {
    let number = path
        .rsplit('.')
        .next()
        .and_then(|last| last.parse::<usize>().ok());
    let Some(number) = number else {
        holder.entry(key).or_insert_with(|| Item::Value("".into()));
        return;
    };
    let list = holder
        .entry(key)
        .or_insert_with(|| Item::Value(Value::Array(Array::new())));
    let Some(list) = list.as_array_mut() else {
        return;
    };
    let before = list.len();
    while list.len() <= number {
        // Elements are matched by their place, so those before it must exist too.
        list.push("");
    }
    if list.len() > before {
        for value in list.iter_mut().skip(before) {
            value.decor_mut().set_prefix("\n  ");
        }
        list.set_trailing("\n");
        // Each element on its own line, with a comma after it, so that a translator can add or move lines.
        list.set_trailing_comma(true);
    }
}

/// Writes the sources above a key, and a mark for each stale text, in place of those from an earlier run. Other
/// comments stay. A fresh text that never had its source above it is left alone: its author did not want it.
fn comment(holder: &mut Table, key: &str, first: &str, entries: &[Entry]) {
    let before = prefix(holder, key);
    let (start, bare) = (format!("{SHOWN}{first}: "), format!("{SHOWN}{first}:"));
    let ours = |line: &str| {
        let line = line.trim_end();
        line == bare
            || line.starts_with(&start)
            || line.starts_with("# stale") && line.ends_with(STALE_NOTE)
    };
    let theirs: String = before
        .split_inclusive('\n')
        .filter(|line| !ours(line))
        .collect();
    let had = theirs.len() < before.len();
    // No comment of this program was there, and none is needed.
    if !had && entries.iter().all(|entry| entry.state == State::Fresh) {
        return;
    }
    let mut after = theirs;
    for entry in entries {
        if matches!(entry.state, State::Stale { .. }) {
            after.push_str(&note(&entry.path));
            after.push('\n');
        }
        after.push_str(&shown(first, &entry.source));
    }
    if let Some(mut key) = holder.key_mut(key) {
        key.leaf_decor_mut().set_prefix(after);
    }
}

/// The comment before a key.
fn prefix(holder: &Table, key: &str) -> String {
    let key = holder.key(key);
    let prefix = key.and_then(|key| key.leaf_decor().prefix()?.as_str().map(str::to_owned));
    prefix.unwrap_or_default()
}

/// The text of the file, with the table of fingerprints at its end. Comments that an author wrote there are
/// moved in front of the table.
fn kept_at_end(mut file: DocumentMut, from: &BTreeMap<String, String>) -> String {
    let mut comments = String::new();
    if let Some(head) = file.get_mut("translation").and_then(as_table)
        && let Some(Item::Table(old)) = head.remove("from")
    {
        let text = |raw: Option<&RawString>| {
            raw.and_then(RawString::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        comments.push_str(&text(old.decor().prefix()));
        for (name, _) in &old {
            comments.push_str(&prefix(&old, name));
        }
    }
    // Comments after the last table belong to the file as a whole; TOML would give them to the table that is
    // added below.
    comments.push_str(file.trailing().as_str().unwrap_or_default());
    file.set_trailing("");
    let mut text = file.to_string().trim_end().to_owned();
    text.push('\n');
    for line in comments.lines().map(str::trim_end) {
        // The note is written again below, so it must not pile up with each run.
        if line.starts_with('#') && line != KEPT_NOTE {
            text.push_str(&format!("\n{line}"));
        }
    }
    if !from.is_empty() {
        text = format!("{}\n\n{KEPT_NOTE}\n[{KEPT}]\n", text.trim_end());
        for (path, kept) in from {
            text.push_str(&format!("{} = \"{kept}\"\n", Key::new(path.as_str())));
        }
    }
    text
}
