//! Searches a file for traces of people and machines. Every string, name and comment is searched, whether or
//! not anything refers to it: programs leave old versions and private data in objects that no page uses.

use super::jpeg;
use super::lex::find;
use super::model::{Comment, Inspected, Link, Trace, Traces};
use super::pages::PdfPage;
use super::paths::path_in;
use super::space::Bounds;
use super::store::Store;
use super::value::{Map, Value, words};
use super::xmp;

/// Largest number of traces listed of each kind.
const MOST: usize = 50;
/// Longest text that is searched for paths, in bytes; longer strings are pictures written as text.
const LONGEST: usize = 64 << 10;
/// Largest number of annotations read of a page.
const MOST_NOTES: usize = 2000;

/// Searches all objects, and the bytes between them.
pub(super) fn gather(store: &Store<'_>, found: &mut Inspected) {
    for between in store.between() {
        search_comments(between, &mut found.traces);
    }
    search_value(store, &Value::Map(store.trailer.clone()), &mut found.traces);
    for (number, entry) in &store.objects {
        search_value(store, &entry.value, &mut found.traces);
        let Some(stream) = store.stream_of(*number) else {
            continue;
        };
        if stream.map.has_name(b"Type", b"Metadata") || stream.map.has_name(b"Subtype", b"XML") {
            let bytes = store.unpacked(stream).unwrap_or_default();
            let packet = xmp::text(&bytes);
            xmp::read(&packet, &mut found.about.xmp);
            note_path(&packet, "the metadata", &mut found.traces);
        } else if stream.map.has_name(b"Subtype", b"Image") {
            let filters = store.filters(stream.map);
            if filters
                .last()
                .is_some_and(|filter| matches!(filter.name, b"DCTDecode" | b"DCT"))
            {
                // A JPEG may be packed once more, as in ASCII85.
                let (bytes, _) = store.without_packing(stream);
                let extras = jpeg::extras(&bytes);
                if extras.any() {
                    found.jpegs.insert(*number, extras);
                }
            }
        }
    }
}

/// Searches comments between objects, where some programs write the command that made the file.
fn search_comments(between: &[u8], traces: &mut Traces) {
    let mut from = 0;
    while let Some(start) = find(between, b"%", from) {
        let line = between.get(start..).unwrap_or_default();
        let line = line
            .split(|byte| *byte == b'\n' || *byte == b'\r')
            .next()
            .unwrap_or_default();
        from = start + line.len().max(1);
        if line.len() <= LONGEST {
            note_path(&String::from_utf8_lossy(line), "a comment", traces);
        }
    }
}

/// Notes the path in a text, if it contains one. `place` says in words which part of the file the text is
/// from.
pub(super) fn note_path(text: &str, place: &'static str, traces: &mut Traces) {
    if traces.paths.len() >= MOST {
        return;
    }
    if let Some(text) = path_in(text) {
        let trace = Trace { place, text };
        if !traces.paths.contains(&trace) {
            traces.paths.push(trace);
        }
    }
}

/// Searches an object with everything inside it. The lexer limits the depth of the recursion.
fn search_value(store: &Store<'_>, object: &Value, traces: &mut Traces) {
    match object {
        Value::Text(text) if text.len() <= LONGEST => note_path(&words(text), "a text", traces),
        Value::Name(name) => note_path(&String::from_utf8_lossy(name), "a name", traces),
        Value::List(list) => {
            for inner in list {
                search_value(store, inner, traces);
            }
        }
        Value::Map(map) => {
            search_dictionary(store, map, traces);
            for (key, inner) in &map.0 {
                note_path(&String::from_utf8_lossy(key), "a name", traces);
                search_value(store, inner, traces);
            }
        }
        _ => {}
    }
}

/// Notes scripts and private data, by the keys of a dictionary.
fn search_dictionary(store: &Store<'_>, map: &Map, traces: &mut Traces) {
    traces.scripts |= map.has_name(b"S", b"JavaScript");
    let mut add_private = |name: String| {
        if traces.private.len() < MOST && !traces.private.contains(&name) {
            traces.private.push(name);
        }
    };
    // `PieceInfo` holds private data of programs, by their names (14.5).
    if let Some(private) = store.map(map, b"PieceInfo") {
        for name in private.0.keys() {
            add_private(String::from_utf8_lossy(name).into_owned());
        }
    }
    // Illustrator numbers its data (`AIPrivateData1`), and pdfTeX keeps names of included files under
    // `PTEX.`.
    for key in map
        .0
        .keys()
        .filter(|key| key.starts_with(b"AIPrivateData") || key.starts_with(b"PTEX."))
    {
        add_private(
            String::from_utf8_lossy(key)
                .trim_end_matches(char::is_numeric)
                .to_owned(),
        );
    }
}

/// Returns the links of a page, and notes its comments and attached files.
pub(super) fn links_and_comments(
    store: &Store<'_>,
    pdf_page: &PdfPage<'_>,
    page: usize,
    found: &mut Inspected,
) -> Vec<Link> {
    let mut links = Vec::new();
    let notes = store.list(pdf_page.map, b"Annots").unwrap_or_default();
    for note in notes.iter().take(MOST_NOTES) {
        let Some(note) = store.followed(note).map() else {
            continue;
        };
        let rect = store.numbers::<4>(note, b"Rect").map(Bounds::of);
        let rect = rect
            .map(|area| pdf_page.matrix.bounds_of(area).rect())
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
            // Fields of forms are reported with the form; printer's marks and pop-ups of other comments are
            // no comments.
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
