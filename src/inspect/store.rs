//! The objects of a file.
//!
//! They are found by reading the file from its beginning to its end, not by its table of objects: a
//! table can be broken, point anywhere and run in circles. Of an object that was written several times
//! the last one holds, as it does with the tables of a file that was changed.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::filters::{Filter, Unpacked, unpack};
use super::lex::{Item, Lexer, find, is_space, refer};
use super::value::{Map, Value};
use crate::diag::Diagnostic;

/// The largest file that is looked at, in bytes (practice: posters with photographs stay under 200 MB).
const LARGEST_FILE: usize = 1 << 30;
/// Most values in a file; each takes some 100 bytes of memory (practice: pieces to print have thousands).
const MOST_VALUES: usize = 3_000_000;
/// Most bytes that a stream is unpacked to, and all of them together (practice).
const LARGEST_STREAM: usize = 64 << 20;
const MOST_UNPACKED: usize = 256 << 20;
/// Most keys of a trailer (ISO 32000-1, table 15, and those of stream tables: some twenty).
const MOST_KEYS: usize = 64;
/// How far from its end a file is looked for its last words, in bytes (practice: readers take 1024).
const TAIL: usize = 2048;
/// How many references are followed one after the other.
const STEPS: usize = 16;
/// How many filters are taken off a stream.
const MOST_FILTERS: usize = 4;

/// An object with its data, where it is a stream.
pub(super) struct Entry {
    pub(super) value: Value,
    pub(super) data: Option<Range<usize>>,
}

/// The objects of a file.
pub(super) struct Store<'a> {
    bytes: &'a [u8],
    pub(super) objects: BTreeMap<u32, Entry>,
    /// The trailer that holds.
    pub(super) trailer: Map,
    pub(super) encrypted: bool,
    /// Whether objects lie deeper in each other than is read.
    pub(super) is_deep: Cell<bool>,
    /// Where it is neither object nor stream: comments, tables and what was put there.
    pub(super) gaps: Vec<Range<usize>>,
    /// How many bytes may still be unpacked.
    left: Cell<usize>,
    /// Whether something was too large to be looked at.
    pub(super) cut: Cell<bool>,
}

/// A stream: its dictionary and data.
#[derive(Clone, Copy)]
pub(super) struct Stream<'s> {
    pub(super) map: &'s Map,
    pub(super) data: &'s [u8],
}

impl<'a> Store<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Diagnostic> {
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        if find(head, b"%PDF-", 0).is_none() {
            return Err(
                Diagnostic::error("not-a-pdf", "the file is no PDF that can be opened")
                    .hint("save it as PDF; a damaged file, make again"),
            );
        }
        if bytes.len() > LARGEST_FILE {
            return Err(too_large("the file has more than 1 GB"));
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
        if store.trailer.get(b"Root").is_none() {
            let is_root = |entry: &&Entry| {
                let map = entry.value.map();
                map.is_some_and(|map| map.says(b"Type", b"Catalog"))
            };
            let root = store.objects.iter().rfind(|(_, entry)| is_root(entry));
            let Some(number) = root.map(|(number, _)| *number) else {
                return Err(Diagnostic::error(
                    "not-a-pdf",
                    "the file is no PDF that can be opened",
                )
                .hint("its beginning or end is missing: copy or make it again"));
            };
            store.trailer.0.insert(b"Root".to_vec(), Value::Ref(number));
        }
        Ok(store)
    }

    /// Finds all objects, one after the other.
    fn scan(&mut self) -> Result<(), Diagnostic> {
        let mut at = 0;
        let mut from = 0;
        let mut scan = Scan {
            // Objects that never end are read to the end of the file each: that has a limit too.
            work: self.bytes.len().saturating_mul(8) + (1 << 20),
            values: MOST_VALUES,
            no_end_after: usize::MAX,
        };
        while let Some(found) = find(self.bytes, b"obj", from) {
            from = found + 3;
            let Some((start, number)) = header(self.bytes, at, found) else {
                continue;
            };
            self.gap(at..start);
            at = self.object(number, from, &mut scan)?;
            from = at.max(from);
        }
        self.gap(at..self.bytes.len());
        Ok(())
    }

    /// Reads an object from after `obj`, and gives where it ends.
    fn object(&mut self, number: u32, from: usize, scan: &mut Scan) -> Result<usize, Diagnostic> {
        let mut lexer = Lexer::new(self.bytes, from);
        let mut values = Vec::new();
        let word = loop {
            match lexer.next() {
                Item::Value(value) if values.len() < 4 => values.push(value),
                Item::Value(_) => {}
                Item::Word(b"R") => refer(&mut values),
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
                let range = self.data(&value, end, scan);
                end = range.end;
                data = Some(range);
            }
            b"endobj" | b"" => {}
            // What is next is none of it: an object without an end.
            word => end -= word.len(),
        }
        let entry = Entry { value, data };
        if let (Some(map), Some(data)) = (entry.value.map(), &entry.data) {
            let data = self.bytes.get(data.clone()).unwrap_or_default();
            if map.says(b"Type", b"ObjStm") {
                let inner = self.packed(map, data, scan)?;
                self.objects.extend(inner);
            } else if map.says(b"Type", b"XRef") {
                self.trailers(map.clone());
            }
        }
        self.objects.insert(number, entry);
        Ok(end)
    }

    fn note_depth(&self, lexer: &Lexer<'_>) {
        self.is_deep.set(self.is_deep.get() || lexer.is_deep);
    }

    /// The data of a stream, from after `stream`.
    fn data(&self, value: &Value, from: usize, scan: &mut Scan) -> Range<usize> {
        let start = match self.bytes.get(from..) {
            Some([b'\r', b'\n', ..]) => from + 2,
            Some([b'\r' | b'\n', ..]) => from + 1,
            _ => from,
        };
        let length = value.map().and_then(|map| map.get(b"Length"));
        let length = length.and_then(|length| self.followed(length).whole());
        if let Some(end) = length.and_then(|length| start.checked_add(length as usize)) {
            let after = self.bytes.get(end..).unwrap_or_default();
            let after = after.iter().position(|byte| !is_space(*byte));
            let ends = after.and_then(|skipped| self.bytes.get(end + skipped..));
            if ends.is_some_and(|ends| ends.starts_with(b"endstream")) {
                return start..end;
            }
        }
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

    /// The objects of an object stream (ISO 32000-1, 7.5.7).
    fn packed(
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
        // What was packed may be many times as long as the file.
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

    /// What lies between objects: trailers are found there.
    fn gap(&mut self, range: Range<usize>) {
        let Some(gap) = self.bytes.get(range.clone()) else {
            return;
        };
        let mut from = 0;
        while let Some(found) = find(gap, b"trailer", from) {
            let mut lexer = Lexer::new(gap, found + 7);
            if let Item::Value(Value::Map(map)) = lexer.next() {
                self.trailers(map);
            }
            from = lexer.at.max(found + 7);
        }
        self.gaps.push(range);
    }

    fn trailers(&mut self, map: Map) {
        self.encrypted |= map
            .get(b"Encrypt")
            .is_some_and(|value| *value != Value::Null);
        if map.get(b"Root").is_some() {
            // A part of a file that was changed may say less than the whole before it.
            let mut map = map;
            for (key, value) in std::mem::take(&mut self.trailer.0) {
                if map.0.len() < MOST_KEYS {
                    map.0.entry(key).or_insert(value);
                }
            }
            self.trailer = map;
        }
    }

    /// The bytes between objects.
    pub(super) fn between(&self) -> impl Iterator<Item = &'a [u8]> {
        let bytes = self.bytes;
        self.gaps
            .iter()
            .filter_map(move |range| bytes.get(range.clone()))
    }

    /// The version in the header, such as `1.7`.
    pub(super) fn version(&self) -> String {
        let at = find(self.bytes, b"%PDF-", 0).unwrap_or(0) + 5;
        let version = self.bytes.get(at..at + 3).unwrap_or_default();
        String::from_utf8_lossy(version).into_owned()
    }

    /// Whether its end says where its table of objects is, and one is there (ISO 32000-1, 7.5.5).
    pub(super) fn has_table(&self) -> bool {
        let head = find(self.bytes, b"%PDF-", 0).unwrap_or(0);
        let tail = self.bytes.len().saturating_sub(TAIL);
        let mut from = tail;
        let mut last = None;
        while let Some(found) = find(self.bytes, b"startxref", from) {
            last = Some(found);
            from = found + 9;
        }
        let mut lexer = Lexer::new(self.bytes, from);
        let (Some(_), Item::Value(offset)) = (last, lexer.next()) else {
            return false;
        };
        let Some(offset) = offset.whole() else {
            return false;
        };
        // Offsets count from the header, which something may stand before.
        let is_table = |at: usize| {
            let mut lexer = Lexer::new(self.bytes, at);
            let mut next = || match lexer.next() {
                Item::Word(word) => Some(word),
                _ => None,
            };
            match next() {
                Some(word) => word == b"xref",
                None => next().is_none() && next() == Some(b"obj"),
            }
        };
        let offset = offset as usize;
        offset > 0 && (is_table(offset) || is_table(offset.saturating_add(head)))
    }

    /// The object that a reference leads to, or the value itself.
    pub(super) fn followed<'s>(&'s self, value: &'s Value) -> &'s Value {
        let mut value = value;
        for _ in 0..STEPS {
            let Value::Ref(number) = value else {
                return value;
            };
            match self.objects.get(number) {
                Some(entry) => value = &entry.value,
                None => return &Value::Null,
            }
        }
        &Value::Null
    }

    /// The value of a key, references followed.
    pub(super) fn get<'s>(&'s self, map: &'s Map, key: &[u8]) -> Option<&'s Value> {
        let value = self.followed(map.get(key)?);
        (*value != Value::Null).then_some(value)
    }

    /// The dictionary at a key; of a stream its own.
    pub(super) fn map<'s>(&'s self, map: &'s Map, key: &[u8]) -> Option<&'s Map> {
        self.get(map, key)?.map()
    }

    /// The list at a key.
    pub(super) fn list<'s>(&'s self, map: &'s Map, key: &[u8]) -> Option<&'s [Value]> {
        self.get(map, key)?.list()
    }

    /// The numbers at a key, where it has that many.
    pub(super) fn numbers<const N: usize>(&self, map: &Map, key: &[u8]) -> Option<[f64; N]> {
        let numbers = self.list(map, key)?.iter().take(N);
        let numbers = numbers.map(|value| self.followed(value).number());
        let numbers: Option<Vec<f64>> = numbers.collect();
        numbers?.try_into().ok()
    }

    /// The stream of that number.
    pub(super) fn stream_of(&self, number: u32) -> Option<Stream<'_>> {
        let entry = self.objects.get(&number)?;
        let data = self.bytes.get(entry.data.clone()?)?;
        let map = entry.value.map()?;
        Some(Stream { map, data })
    }

    /// The stream that a value refers to, with its number.
    pub(super) fn stream(&self, value: &Value) -> Option<(u32, Stream<'_>)> {
        let mut value = value;
        for _ in 0..STEPS {
            let Value::Ref(number) = value else {
                return None;
            };
            if let Some(stream) = self.stream_of(*number) {
                return Some((*number, stream));
            }
            value = &self.objects.get(number)?.value;
        }
        None
    }

    /// The filters of a stream, in the order in which they are taken off.
    pub(super) fn filters<'s>(&'s self, map: &'s Map) -> Vec<Filter<'s>> {
        let value = self.get(map, b"Filter");
        let parameters = self.get(map, b"DecodeParms");
        let names: Vec<&[u8]> = match value {
            Some(Value::Name(name)) => vec![name],
            Some(Value::List(list)) => {
                let names = list.iter().filter_map(|name| self.followed(name).name());
                names.take(MOST_FILTERS).collect()
            }
            _ => Vec::new(),
        };
        let parameters_of = |at: usize| match parameters {
            Some(Value::Map(map)) if at == 0 => Some(map),
            Some(Value::List(list)) => self.followed(list.get(at)?).map(),
            _ => None,
        };
        let filters = names.into_iter().enumerate();
        let filters = filters.map(|(at, name)| Filter {
            name,
            parameters: parameters_of(at),
        });
        filters.collect()
    }

    /// A stream without its filters; none where one is for pictures or too much comes out.
    pub(super) fn unpacked<'s>(&self, stream: Stream<'s>) -> Option<Cow<'s, [u8]>> {
        let (bytes, kept) = self.without_packing(stream);
        kept.is_none().then_some(bytes)
    }

    /// A stream without its filters, as far as they can be taken off, and the first one that is left.
    pub(super) fn without_packing<'s>(
        &self,
        stream: Stream<'s>,
    ) -> (Cow<'s, [u8]>, Option<Vec<u8>>) {
        let mut bytes = Cow::Borrowed(stream.data);
        for filter in self.filters(stream.map) {
            let limit = self.left.get().min(LARGEST_STREAM);
            match unpack(&filter, &bytes, limit) {
                Unpacked::Whole(whole) => {
                    self.left.set(self.left.get().saturating_sub(whole.len()));
                    bytes = Cow::Owned(whole);
                }
                Unpacked::Cut(_) => {
                    self.left.set(self.left.get().saturating_sub(limit));
                    self.cut.set(true);
                    return (Cow::Borrowed(&[]), Some(filter.name.to_vec()));
                }
                Unpacked::Other => return (bytes, Some(filter.name.to_vec())),
            }
        }
        (bytes, None)
    }
}

/// What is left of the work that a file is worth.
struct Scan {
    work: usize,
    values: usize,
    /// From here on no stream has an end.
    no_end_after: usize,
}

impl Scan {
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
                "the file holds more objects than a piece to print has",
            )),
        }
    }
}

fn too_large(problem: &str) -> Diagnostic {
    Diagnostic::error("file-too-large", problem)
        .hint("export it again for print, with pictures of 300 pixels to the inch")
}

/// Where `12 0 obj` begins and its number; `found` is where `obj` stands.
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
    let spaces: fn(&u8) -> bool = |byte| is_space(*byte);
    let generation = back(before.len(), spaces).or(Some(before.len()))?;
    let spaced = back(generation, u8::is_ascii_digit)?;
    let number = back(spaced, spaces)?;
    let start = back(number, u8::is_ascii_digit)?;
    let digits = std::str::from_utf8(before.get(start..number)?).ok()?;
    Some((from + start, digits.parse().ok()?))
}
