//! Finds all objects of a file.
//!
//! One pass reads the file from its beginning to its end and takes each `12 0 obj` that it meets. The table
//! of objects is not used: it can be broken, point anywhere and run in circles. Of an object that was written
//! several times the last one counts, which is what the tables of an updated file say too.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::lex::{Item, Lexer, find, is_space, make_reference};
use super::store::{Entry, Store, Stream};
use super::value::{Map, Value};
use crate::diag::Diagnostic;
use crate::rules::Rule;

/// Largest file that is read, in bytes (practice: posters with photographs stay under 200 MB).
const LARGEST_FILE: usize = 1 << 30;
/// Largest number of values in a file; each takes some 100 bytes of memory (practice: pieces to print have
/// thousands).
const MOST_VALUES: usize = 3_000_000;
/// Largest number of keys in a trailer (ISO 32000-1, table 15, and the keys of cross-reference streams: some
/// twenty).
const MOST_KEYS: usize = 64;
/// Most bytes that all streams together may unpack to (practice).
const MOST_UNPACKED: usize = 256 << 20;

impl<'a> Store<'a> {
    /// Reads a file. Errors: it is not a PDF, or larger than any piece to print.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Diagnostic> {
        // Viewers accept bytes before the header, as long as it begins in the first 1024.
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        if find(head, b"%PDF-", 0).is_none() {
            return Err(Diagnostic::error(Rule::NotAPdf, "the file is not a PDF")
                .hint("save or export it as PDF again"));
        }
        if bytes.len() > LARGEST_FILE {
            return Err(too_large("the file is larger than 1 GB"));
        }
        let mut store = Self {
            bytes,
            objects: BTreeMap::new(),
            trailer: Map::default(),
            encrypted: false,
            is_deep: Cell::new(false),
            gaps: Vec::new(),
            left: Cell::new(MOST_UNPACKED),
            cut: Cell::new(false),
        };
        store.scan()?;
        // A file whose end was cut off has no trailer; its catalog is still among the objects.
        if store.trailer.get(b"Root").is_none() {
            let is_root = |entry: &&Entry| {
                let map = entry.value.map();
                map.is_some_and(|map| map.has_name(b"Type", b"Catalog"))
            };
            let root = store.objects.iter().rfind(|(_, entry)| is_root(entry));
            let Some(number) = root.map(|(number, _)| *number) else {
                return Err(
                    Diagnostic::error(Rule::NotAPdf, "the PDF is too damaged to open")
                        .hint("part of it is missing: copy or export it again"),
                );
            };
            store.trailer.0.insert(b"Root".to_vec(), Value::Ref(number));
        }
        Ok(store)
    }

    /// Finds all objects, in the order of the file.
    fn scan(&mut self) -> Result<(), Diagnostic> {
        let mut at = 0;
        let mut from = 0;
        let mut scan = Scan {
            // An object without an end is read to the end of the file. Many of them would take quadratic
            // time, so all reading together is limited to eight times the length of the file.
            work: self.bytes.len().saturating_mul(8) + (1 << 20),
            values: MOST_VALUES,
            no_end_after: usize::MAX,
        };
        while let Some(found) = find(self.bytes, b"obj", from) {
            from = found + 3;
            // `endobj` contains the same letters; only `obj` after two numbers begins an object.
            let Some((start, number)) = header(self.bytes, at, found) else {
                continue;
            };
            self.note_gap(at..start);
            at = self.read_object(number, from, &mut scan)?;
            from = at.max(from);
        }
        self.note_gap(at..self.bytes.len());
        Ok(())
    }

    /// Reads an object from after `obj`, and returns the offset of its end.
    fn read_object(
        &mut self,
        number: u32,
        from: usize,
        scan: &mut Scan,
    ) -> Result<usize, Diagnostic> {
        let mut lexer = Lexer::new(self.bytes, from);
        let mut values = Vec::new();
        let word = loop {
            match lexer.next() {
                Item::Value(value) if values.len() < 4 => values.push(value),
                Item::Value(_) => {}
                Item::Word(b"R") => make_reference(&mut values),
                Item::Word(word) => break word,
                Item::End => break &[],
            }
        };
        let mut end = lexer.at;
        self.note_depth(&lexer);
        scan.spend(end - from, lexer.values)?;
        let value = values.into_iter().next().unwrap_or(Value::Null);
        let mut data = None;
        match word {
            b"stream" => {
                let range = self.stream_data(&value, end, scan);
                end = range.end;
                data = Some(range);
            }
            b"endobj" | b"" => {}
            // The object has no end: the word belongs to what follows and is read again.
            word => end -= word.len(),
        }
        let entry = Entry { value, data };
        if let (Some(map), Some(data)) = (entry.value.map(), &entry.data) {
            let data = self.bytes.get(data.clone()).unwrap_or_default();
            if map.has_name(b"Type", b"ObjStm") {
                // Objects in a stream are stored where the stream is, so that later versions replace them.
                let inner = self.objects_of_stream(map, data, scan)?;
                self.objects.extend(inner);
            } else if map.has_name(b"Type", b"XRef") {
                self.merge_trailer(map.clone());
            }
        }
        self.objects.insert(number, entry);
        Ok(end)
    }

    fn note_depth(&self, lexer: &Lexer<'_>) {
        self.is_deep.set(self.is_deep.get() || lexer.is_deep);
    }

    /// The range of the data of a stream, from after the word `stream`.
    fn stream_data(&self, value: &Value, from: usize, scan: &mut Scan) -> Range<usize> {
        // Data begin after one line break; a lone carriage return is not allowed (7.3.8.1) but accepted.
        let start = match self.bytes.get(from..) {
            Some([b'\r', b'\n', ..]) => from + 2,
            Some([b'\r' | b'\n', ..]) => from + 1,
            _ => from,
        };
        let length = value.map().and_then(|map| map.get(b"Length"));
        let length = length.and_then(|length| self.followed(length).whole());
        // The length is believed only if `endstream` follows. If it is wrong, or refers to an object further
        // on, the word is searched instead.
        if let Some(end) = length.and_then(|length| start.checked_add(length as usize)) {
            let after = self.bytes.get(end..).unwrap_or_default();
            let after = after.iter().position(|byte| !is_space(*byte));
            let ends = after.and_then(|skipped| self.bytes.get(end + skipped..));
            if ends.is_some_and(|ends| ends.starts_with(b"endstream")) {
                return start..end;
            }
        }
        // An earlier search found no `endstream` after this point: thousands of such streams would each
        // search to the end of the file.
        if start >= scan.no_end_after {
            return start..start;
        }
        match find(self.bytes, b"endstream", start) {
            Some(end) => start..end,
            None => {
                scan.no_end_after = start;
                start..start
            }
        }
    }

    /// Reads the objects in an object stream (ISO 32000-1, 7.5.7).
    fn objects_of_stream(
        &self,
        map: &Map,
        data: &[u8],
        scan: &mut Scan,
    ) -> Result<Vec<(u32, Entry)>, Diagnostic> {
        let Some(bytes) = self.unpacked(Stream { map, data }) else {
            return Ok(Vec::new());
        };
        let number = |key: &[u8]| map.get(key).and_then(Value::whole);
        let (Some(count), Some(first)) = (number(b"N"), number(b"First")) else {
            return Ok(Vec::new());
        };
        // The unpacked data may be many times as long as the file, so they bring a budget of their own.
        scan.work = scan.work.saturating_add(bytes.len().saturating_mul(4));
        let mut index = Lexer::new(&bytes, 0);
        let mut entries = Vec::new();
        for _ in 0..count {
            let mut next = || match index.next() {
                Item::Value(value) => value.whole(),
                _ => None,
            };
            let (Some(number), Some(offset)) = (next(), next()) else {
                break;
            };
            let Some(at) = (first as usize).checked_add(offset as usize) else {
                break;
            };
            let mut lexer = Lexer::new(&bytes, at);
            let item = lexer.next();
            self.note_depth(&lexer);
            scan.spend(lexer.at.saturating_sub(at), lexer.values + 2)?;
            if let Item::Value(value) = item {
                entries.push((number, Entry { value, data: None }));
            }
        }
        Ok(entries)
    }

    /// Notes a range between objects, and reads the trailers in it.
    fn note_gap(&mut self, range: Range<usize>) {
        let Some(gap) = self.bytes.get(range.clone()) else {
            return;
        };
        let mut from = 0;
        while let Some(found) = find(gap, b"trailer", from) {
            let mut lexer = Lexer::new(gap, found + 7);
            if let Item::Value(Value::Map(map)) = lexer.next() {
                self.merge_trailer(map);
            }
            from = lexer.at.max(found + 7);
        }
        self.gaps.push(range);
    }

    /// Takes a trailer, or the dictionary of a cross-reference stream, into account.
    fn merge_trailer(&mut self, map: Map) {
        self.encrypted |= map
            .get(b"Encrypt")
            .is_some_and(|value| *value != Value::Null);
        if map.get(b"Root").is_some() {
            // A later trailer counts first, but that of an update may leave out keys of the original.
            let mut map = map;
            for (key, value) in std::mem::take(&mut self.trailer.0) {
                // Every update merges the keys of all before it: without a limit their number grows with
                // each.
                if map.0.len() < MOST_KEYS {
                    map.0.entry(key).or_insert(value);
                }
            }
            self.trailer = map;
        }
    }
}

/// Budget for reading a file.
struct Scan {
    /// Number of bytes that may still be read, repetitions counted.
    work: usize,
    /// Number of values that may still be read.
    values: usize,
    /// Offset after which no `endstream` comes any more.
    no_end_after: usize,
}

impl Scan {
    /// Takes bytes and values from the budget. Errors: the budget is used up.
    fn spend(&mut self, bytes: usize, values: usize) -> Result<(), Diagnostic> {
        match (
            self.work.checked_sub(bytes),
            self.values.checked_sub(values),
        ) {
            (Some(work), Some(values)) => {
                self.work = work;
                self.values = values;
                Ok(())
            }
            _ => Err(too_large(
                "the file holds more objects than any printed piece needs",
            )),
        }
    }
}

fn too_large(problem: &str) -> Diagnostic {
    Diagnostic::error(Rule::FileTooLarge, problem)
        .hint("export it again for print, with pictures at 300 pixels per inch")
}

/// Offset where `12 0 obj` begins, and its number; `found` is the offset of `obj`, `from` the end of the
/// object before it.
fn header(bytes: &[u8], from: usize, found: usize) -> Option<(usize, u32)> {
    let before = bytes.get(from..found)?;
    let back = |end: usize, wanted: fn(&u8) -> bool| {
        let part = before.get(..end)?;
        // A number is ten digits at most, and a few spaces stand before it.
        let skipped = part.iter().rev().take(20).take_while(|byte| wanted(byte));
        match skipped.count() {
            0 => None,
            count => Some(end - count),
        }
    };
    // Read backwards: space, generation, space, number. Some writers leave out the space before `obj`.
    let spaces: fn(&u8) -> bool = |byte| is_space(*byte);
    let generation = back(before.len(), spaces).or(Some(before.len()))?;
    let spaced = back(generation, u8::is_ascii_digit)?;
    let number = back(spaced, spaces)?;
    let start = back(number, u8::is_ascii_digit)?;
    let digits = std::str::from_utf8(before.get(start..number)?).ok()?;
    Some((from + start, digits.parse().ok()?))
}
