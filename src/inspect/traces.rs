//! What in a file tells of people and machines: every string, every name and every comment is looked at.

use super::jpeg;
use super::lex::find;
use super::model::{Comment, Inspected, Link, Trace, Traces};
use super::pages::Sheet;
use super::paths::path_in;
use super::space::Area;
use super::store::Store;
use super::value::{Map, Value, words};
use super::xmp;

/// Most traces of a kind that are told.
const MOST: usize = 50;
/// Longest text in which paths are looked for, in bytes; pictures as text are longer.
const LONGEST: usize = 64 << 10;
/// Most links and comments of a page.
const MOST_NOTES: usize = 2000;

/// Looks at all objects, and at what lies between them.
pub(super) fn gather(store: &Store<'_>, found: &mut Inspected) {
    for between in store.between() {
        comments(between, &mut found.traces);
    }
    value(store, &Value::Map(store.trailer.clone()), &mut found.traces);
    for (number, entry) in &store.objects {
        value(store, &entry.value, &mut found.traces);
        let Some(stream) = store.stream_of(*number) else {
            continue;
        };
        if stream.map.says(b"Type", b"Metadata") || stream.map.says(b"Subtype", b"XML") {
            let bytes = store.unpacked(stream).unwrap_or_default();
            let packet = xmp::text(&bytes);
            xmp::read(&packet, &mut found.about.xmp);
            path(&packet, "the metadata", &mut found.traces);
        } else if stream.map.says(b"Subtype", b"Image") {
            let filters = store.filters(stream.map);
            if filters
                .last()
                .is_some_and(|filter| matches!(filter.name, b"DCTDecode" | b"DCT"))
            {
                let (bytes, _) = store.without_packing(stream);
                let extras = jpeg::extras(&bytes);
                if extras.any() {
                    found.jpegs.insert(*number, extras);
                }
            }
        }
    }
}

/// Paths in the comments of the file itself, where some programs write how they were called.
fn comments(between: &[u8], traces: &mut Traces) {
    let mut from = 0;
    while let Some(start) = find(between, b"%", from) {
        let line = between.get(start..).unwrap_or_default();
        let line = line
            .split(|byte| *byte == b'\n' || *byte == b'\r')
            .next()
            .unwrap_or_default();
        from = start + line.len().max(1);
        if line.len() <= LONGEST {
            path(&String::from_utf8_lossy(line), "a comment", traces);
        }
    }
}

/// A path in the comments of contents.
pub(super) fn path(text: &str, stands: &'static str, traces: &mut Traces) {
    if traces.paths.len() >= MOST {
        return;
    }
    if let Some(text) = path_in(text) {
        let trace = Trace { stands, text };
        if !traces.paths.contains(&trace) {
            traces.paths.push(trace);
        }
    }
}

fn value(store: &Store<'_>, object: &Value, traces: &mut Traces) {
    match object {
        Value::Text(text) if text.len() <= LONGEST => path(&words(text), "a text", traces),
        Value::Name(name) => path(&String::from_utf8_lossy(name), "a name", traces),
        Value::List(list) => {
            for inner in list {
                value(store, inner, traces);
            }
        }
        Value::Map(map) => {
            dictionary(store, map, traces);
            for (key, inner) in &map.0 {
                path(&String::from_utf8_lossy(key), "a name", traces);
                value(store, inner, traces);
            }
        }
        _ => {}
    }
}

/// What the keys of a dictionary tell.
fn dictionary(store: &Store<'_>, map: &Map, traces: &mut Traces) {
    traces.scripts |= map.says(b"S", b"JavaScript");
    let mut tell = |name: String| {
        if traces.private.len() < MOST && !traces.private.contains(&name) {
            traces.private.push(name);
        }
    };
    if let Some(private) = store.map(map, b"PieceInfo") {
        for name in private.0.keys() {
            tell(String::from_utf8_lossy(name).into_owned());
        }
    }
    for key in map
        .0
        .keys()
        .filter(|key| key.starts_with(b"AIPrivateData") || key.starts_with(b"PTEX."))
    {
        tell(
            String::from_utf8_lossy(key)
                .trim_end_matches(char::is_numeric)
                .to_owned(),
        );
    }
}

/// The links and comments on a page.
pub(super) fn notes(
    store: &Store<'_>,
    sheet: &Sheet<'_>,
    page: usize,
    found: &mut Inspected,
) -> Vec<Link> {
    let mut links = Vec::new();
    let notes = store.list(sheet.map, b"Annots").unwrap_or_default();
    for note in notes.iter().take(MOST_NOTES) {
        let Some(note) = store.followed(note).map() else {
            continue;
        };
        let rect = store.numbers::<4>(note, b"Rect").map(Area::of);
        let rect = rect
            .map(|area| sheet.matrix.area(area).rect())
            .unwrap_or_default();
        let text = |key: &[u8]| store.get(note, key).and_then(Value::text).map(words);
        let filled = |text: &String| !text.trim().is_empty();
        match store.get(note, b"Subtype").and_then(Value::name) {
            Some(b"Link") => {
                let action = store.map(note, b"A");
                let address = action
                    .and_then(|action| store.get(action, b"URI"))
                    .and_then(Value::text);
                let address = address.map(words).filter(filled);
                links.extend(address.map(|address| Link { address, rect }));
            }
            // Parts of forms, and marks that the printer needs.
            Some(b"Widget" | b"PrinterMark" | b"TrapNet" | b"Popup") => {}
            Some(b"FileAttachment") => {
                let file = store.map(note, b"FS");
                let name =
                    file.and_then(|file| store.get(file, b"UF").or_else(|| store.get(file, b"F")));
                let name = name.and_then(Value::text).map(words).unwrap_or_default();
                if found.traces.attachments.len() < MOST {
                    found.traces.attachments.push(name);
                }
            }
            Some(_) if found.traces.comments.len() < MOST => found.traces.comments.push(Comment {
                page,
                rect,
                author: text(b"T").filter(filled),
            }),
            _ => {}
        }
    }
    links
}
