//! The objects of a file, found by `scan.rs`: follows references, and unpacks streams.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::filters::{Filter, Unpacked, unpack};
use super::lex::{Item, Lexer, find};
use super::value::{Map, Value};

/// Most bytes that one stream may unpack to (practice).
const LARGEST_STREAM: usize = 64 << 20;
/// Distance from the end of the file within which `startxref` is searched, in bytes (practice: viewers take
/// 1024).
const TAIL: usize = 2048;
/// Longest chain of references that is followed.
const STEPS: usize = 16;
/// Largest number of filters removed from a stream.
const MOST_FILTERS: usize = 4;

/// An object, and the range of its data if it is a stream.
pub(super) struct Entry {
    pub(super) value: Value,
    pub(super) data: Option<Range<usize>>,
}

/// All objects of a file.
pub(super) struct Store<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) objects: BTreeMap<u32, Entry>,
    /// Trailer of the latest version of the file, with keys that only earlier ones have.
    pub(super) trailer: Map,
    pub(super) encrypted: bool,
    /// Whether objects are nested more deeply than the lexer reads.
    pub(super) is_deep: Cell<bool>,
    /// Ranges outside all objects: comments, tables, and anything that was put there.
    pub(super) gaps: Vec<Range<usize>>,
    /// Number of bytes that may still be unpacked.
    pub(super) left: Cell<usize>,
    /// Whether a limit ended the reading of some part. A cell, as reading a stream needs no other change.
    pub(super) cut: Cell<bool>,
}

/// A stream: its dictionary and its packed data.
#[derive(Clone, Copy)]
pub(super) struct Stream<'s> {
    pub(super) map: &'s Map,
    pub(super) data: &'s [u8],
}

impl<'a> Store<'a> {
    /// The bytes outside all objects.
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

    /// Whether the end of the file says where its table of objects is, and a table is there (ISO 32000-1,
    /// 7.5.5).
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
        // Offsets count from the header, which other bytes may precede; some programs count from the
        // beginning of the file.
        let is_table = |at: usize| {
            let mut lexer = Lexer::new(self.bytes, at);
            let mut next = || match lexer.next() {
                Item::Word(word) => Some(word),
                _ => None,
            };
            match next() {
                Some(word) => word == b"xref",
                // Not a word but a number: a cross-reference stream, which begins `12 0 obj`.
                None => next().is_none() && next() == Some(b"obj"),
            }
        };
        let offset = offset as usize;
        offset > 0 && (is_table(offset) || is_table(offset.saturating_add(head)))
    }

    /// The object that a reference leads to, or the value itself. Null if the object is missing or references
    /// run in a circle.
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

    /// The value of a key, with references followed; none for null.
    pub(super) fn get<'s>(&'s self, map: &'s Map, key: &[u8]) -> Option<&'s Value> {
        let value = self.followed(map.get(key)?);
        (*value != Value::Null).then_some(value)
    }

    /// The dictionary at a key; for a stream, the dictionary of the stream.
    pub(super) fn map<'s>(&'s self, map: &'s Map, key: &[u8]) -> Option<&'s Map> {
        self.get(map, key)?.map()
    }

    /// The list at a key.
    pub(super) fn list<'s>(&'s self, map: &'s Map, key: &[u8]) -> Option<&'s [Value]> {
        self.get(map, key)?.list()
    }

    /// The numbers at a key, if it has at least that many.
    pub(super) fn numbers<const N: usize>(&self, map: &Map, key: &[u8]) -> Option<[f64; N]> {
        let numbers = self.list(map, key)?.iter().take(N);
        let numbers = numbers.map(|value| self.followed(value).number());
        let numbers: Option<Vec<f64>> = numbers.collect();
        numbers?.try_into().ok()
    }

    /// The stream with an object number.
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

    /// The filters of a stream, in the order in which they are removed.
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

    /// The unpacked data of a stream; none if a filter for pictures remains or the data exceed the limit.
    pub(super) fn unpacked<'s>(&self, stream: Stream<'s>) -> Option<Cow<'s, [u8]>> {
        let (bytes, kept) = self.without_packing(stream);
        kept.is_none().then_some(bytes)
    }

    /// The data of a stream with filters removed as far as possible, and the name of the first one that
    /// remains.
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
