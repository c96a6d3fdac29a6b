//! Reads what a file says about itself: its catalog, information dictionary and metadata.

use std::collections::BTreeSet;

use super::model::{About, Traces};
use super::store::Store;
use super::value::{Map, Value, words};
use super::xmp;

/// Largest number of entries read from the information dictionary (practice: programs write about ten).
const MOST_ENTRIES: usize = 100;
/// Longest value that is kept, in characters.
const LONGEST: usize = 300;
/// Largest number of nodes read of a name tree (ISO 32000-1, 7.9.6): a broken tree may contain itself.
const MOST_NODES: usize = 500;
/// Largest number of names that are listed, of attachments, layers or output intents.
const MOST_NAMES: usize = 50;

/// Reads the catalog, the information dictionary and the metadata of the whole document.
pub(super) fn read(store: &Store<'_>) -> About {
    let mut about = About::default();
    if let Some(info) = store.map(&store.trailer, b"Info") {
        for (key, value) in info.0.iter().take(MOST_ENTRIES) {
            let value = match store.followed(value) {
                Value::Text(text) => words(text),
                Value::Name(name) => String::from_utf8_lossy(name).into_owned(),
                _ => continue,
            };
            let value: String = value.trim().chars().take(LONGEST).collect();
            if !value.is_empty() {
                about
                    .info
                    .insert(String::from_utf8_lossy(key).into_owned(), value);
            }
        }
        about
            .standards
            // PDF/X-1a and X-3 name themselves here; X-4 does so in the metadata, which are read below.
            .extend(about.info.get("GTS_PDFXVersion").cloned());
    }
    let Some(root) = store.map(&store.trailer, b"Root") else {
        return about;
    };
    about.language = store.get(root, b"Lang").and_then(Value::text).map(words);
    let marked = store
        .map(root, b"MarkInfo")
        .and_then(|map| store.get(map, b"Marked"));
    about.tagged = marked == Some(&Value::Bool(true));
    let preferences = store.map(root, b"ViewerPreferences");
    about.true_size = preferences.is_some_and(|map| map.has_name(b"PrintScaling", b"None"));
    for intent in store
        .list(root, b"OutputIntents")
        .unwrap_or_default()
        .iter()
        .take(MOST_NAMES)
    {
        let Some(intent) = store.followed(intent).map() else {
            continue;
        };
        let text = |key: &[u8]| store.get(intent, key).and_then(Value::text).map(words);
        // The identifier may be missing if the profile itself is embedded; `Info` then describes the
        // condition.
        let condition = text(b"OutputConditionIdentifier").or_else(|| text(b"Info"));
        about.intents.extend(condition);
    }
    if let Some((_, stream)) = root.get(b"Metadata").and_then(|value| store.stream(value)) {
        let packet = store.unpacked(stream).unwrap_or_default();
        for standard in xmp::standards(&xmp::text(&packet)) {
            if !about.standards.contains(&standard) {
                about.standards.push(standard);
            }
        }
    }
    about
}

/// Numbers of the layers that are off by default, on screen and in print (ISO 32000-1, 8.11.4).
pub(super) fn hidden_layers(store: &Store<'_>) -> BTreeSet<u32> {
    let root = store.map(&store.trailer, b"Root");
    let Some(layers) = root.and_then(|root| store.map(root, b"OCProperties")) else {
        return BTreeSet::new();
    };
    let numbers = |map: &Map, key: &[u8]| {
        let list = store.list(map, key).unwrap_or_default().iter();
        let numbers = list.filter_map(|value| match value {
            Value::Ref(number) => Some(*number),
            _ => None,
        });
        numbers.collect::<BTreeSet<u32>>()
    };
    let Some(default) = store.map(layers, b"D") else {
        return BTreeSet::new();
    };
    let mut hidden = numbers(default, b"OFF");
    // `BaseState` is ON unless named: with OFF, only the layers listed under `ON` are visible.
    if default.has_name(b"BaseState", b"OFF") {
        let on = numbers(default, b"ON");
        hidden.extend(numbers(layers, b"OCGs").difference(&on));
    }
    hidden
}

/// Notes attachments, forms, scripts and hidden layers, as the catalog lists them.
pub(super) fn read_catalog(store: &Store<'_>, hidden: &BTreeSet<u32>, traces: &mut Traces) {
    let Some(root) = store.map(&store.trailer, b"Root") else {
        return;
    };
    let form = store.map(root, b"AcroForm");
    let fields = form.and_then(|form| store.list(form, b"Fields"));
    // An `AcroForm` without fields cannot be filled in; an XFA form need not list any field.
    traces.form = fields.is_some_and(|fields| !fields.is_empty())
        || form.is_some_and(|form| store.get(form, b"XFA").is_some());
    let names = store.map(root, b"Names");
    traces.scripts = names.is_some_and(|names| store.get(names, b"JavaScript").is_some());
    if let Some(files) = names.and_then(|names| store.map(names, b"EmbeddedFiles")) {
        names_in_tree(store, files, &mut traces.attachments);
    }
    for layer in hidden.iter().take(MOST_NAMES) {
        let name = store.objects.get(layer).and_then(|entry| entry.value.map());
        let name = name
            .and_then(|layer| store.get(layer, b"Name"))
            .and_then(Value::text);
        traces
            .hidden_layers
            .push(name.map(words).unwrap_or_default());
    }
}

/// Adds the names of attached files, from a name tree (ISO 32000-1, 7.9.6).
fn names_in_tree<'s>(store: &'s Store<'_>, root: &'s Map, names: &mut Vec<String>) {
    let mut open = vec![root];
    let mut left = MOST_NODES;
    while let Some(node) = open.pop() {
        // `Names` alternates between a key and its value.
        for pair in store.list(node, b"Names").unwrap_or_default().chunks(2) {
            if names.len() >= MOST_NAMES {
                return;
            }
            let file = pair.get(1).and_then(|file| store.followed(file).map());
            // The file specification names the file; the key of the tree may be any string.
            let own = file.and_then(|file| {
                let name = store.get(file, b"UF");
                name.or_else(|| store.get(file, b"F"))
            });
            let own = own.or_else(|| pair.first().map(|name| store.followed(name)));
            names.extend(own.and_then(Value::text).map(words));
        }
        let kids = store.list(node, b"Kids").unwrap_or_default().iter();
        // Reversed, as the last node pushed is read first: names come in the order of the file.
        let kids = kids.rev().filter_map(|kid| store.followed(kid).map());
        let before = open.len();
        open.extend(kids.take(left));
        left -= open.len() - before;
    }
}
