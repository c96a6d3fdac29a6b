//! What is known while the contents of pages are followed: of the file, of a page, and of one stream.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::font::Font;
use super::model::{PageFacts, Trace};
use super::space::{Area, Matrix};
use super::state::{Path, State};
use super::store::Store;
use super::value::{Map, Value};

/// Most operations of a file (practice: a page of a drawing program has some ten thousand).
const MOST_OPERATIONS: usize = 4_000_000;
/// Most layers that something is looked for in.
const MOST_LAYERS: usize = 100;

/// What is shared by the pages of a file.
pub(super) struct FileWalk<'s, 'a> {
    pub(super) store: &'s Store<'a>,
    fonts: BTreeMap<u32, Rc<Font>>,
    streams: BTreeMap<u32, Rc<[u8]>>,
    /// Layers that are not shown.
    hidden: &'s BTreeSet<u32>,
    pub(super) left: usize,
    /// Comments in contents that name a path.
    pub(super) paths: Vec<Trace>,
}

/// A page that is being looked at.
pub(super) struct PageWalk<'l, 's, 'a> {
    pub(super) file_walk: &'l mut FileWalk<'s, 'a>,
    pub(super) facts: PageFacts,
    /// The page as it is seen.
    pub(super) page: Area,
    pub(super) inked: Area,
    /// The fonts by their names in resources, to find them again.
    pub(super) known: BTreeMap<u32, usize>,
}

/// One stream of contents that is being followed.
pub(super) struct Run<'r, 'l, 's, 'a> {
    pub(super) page_walk: &'r mut PageWalk<'l, 's, 'a>,
    pub(super) resources: Option<&'s Map>,
    pub(super) state: State,
    pub(super) stack: Vec<State>,
    pub(super) path: Path,
    pub(super) text_matrix: Matrix,
    pub(super) line_matrix: Matrix,
    /// Whether each open mark hides what is in it.
    pub(super) marks: Vec<bool>,
    pub(super) depth: usize,
}

impl<'s, 'a> FileWalk<'s, 'a> {
    pub(super) fn new(store: &'s Store<'a>, hidden: &'s BTreeSet<u32>) -> Self {
        Self {
            store,
            fonts: BTreeMap::new(),
            streams: BTreeMap::new(),
            hidden,
            left: MOST_OPERATIONS,
            paths: Vec::new(),
        }
    }

    /// The contents of a page, its streams one after the other.
    pub(super) fn page_contents(&mut self, map: &'s Map) -> Vec<u8> {
        let store = self.store;
        let Some(contents) = map.get(b"Contents") else {
            return Vec::new();
        };
        let parts = match store.followed(contents) {
            Value::List(parts) => parts.as_slice(),
            _ => std::slice::from_ref(contents),
        };
        let mut bytes = Vec::new();
        for part in parts {
            if let Some((number, _)) = store.stream(part) {
                let stream = self.stream(number);
                // One stream can be named by many pages, many times.
                self.left = self.left.saturating_sub(1 + stream.len() / 64);
                if self.left == 0 {
                    store.cut.set(true);
                    break;
                }
                bytes.extend_from_slice(&stream);
                bytes.push(b'\n');
            }
        }
        bytes
    }

    /// The bytes of a stream, unpacked once.
    pub(super) fn stream(&mut self, number: u32) -> Rc<[u8]> {
        if let Some(known) = self.streams.get(&number) {
            return Rc::clone(known);
        }
        let stream = self.store.stream_of(number);
        let bytes = stream.and_then(|stream| self.store.unpacked(stream));
        let bytes: Rc<[u8]> = bytes.unwrap_or_default().into();
        self.streams.insert(number, Rc::clone(&bytes));
        bytes
    }

    /// A font, read once.
    pub(super) fn font(&mut self, number: Option<u32>, map: &Map) -> Rc<Font> {
        if let Some(known) = number.and_then(|number| self.fonts.get(&number)) {
            return Rc::clone(known);
        }
        let font = Rc::new(Font::of(self.store, map));
        self.left = self.left.saturating_sub(font.cost);
        if let Some(number) = number {
            self.fonts.insert(number, Rc::clone(&font));
        }
        font
    }

    /// Whether a layer, or the layers that something is a member of, are hidden (ISO 32000-1, 8.11.2).
    pub(super) fn is_hidden(&self, layer: Option<&Value>) -> bool {
        let hidden =
            |value: &Value| matches!(value, Value::Ref(number) if self.hidden.contains(number));
        let Some(layer) = layer else { return false };
        if self.hidden.is_empty() || hidden(layer) {
            return !self.hidden.is_empty();
        }
        let member = self.store.followed(layer).map();
        let Some(layers) = member.and_then(|member| member.get(b"OCGs")) else {
            return false;
        };
        match self.store.followed(layers) {
            Value::List(layers) => {
                !layers.is_empty() && layers.iter().take(MOST_LAYERS).all(hidden)
            }
            _ => hidden(layers),
        }
    }
}

impl<'s> Run<'_, '_, 's, '_> {
    /// A resource by its kind and name; a reference as it stands.
    pub(super) fn resource(&self, kind: &[u8], name: &[u8]) -> Option<&'s Value> {
        let store = self.page_walk.file_walk.store;
        store.map(self.resources?, kind)?.get(name)
    }

    /// Whether what is drawn now is in a layer that is not shown.
    pub(super) fn is_hidden(&self) -> bool {
        self.marks.contains(&true)
    }
}

/// The number at a place among operands.
pub(super) fn at(operands: &[Value], place: usize) -> f64 {
    let number = operands.get(place).and_then(Value::number);
    number.filter(|number| number.is_finite()).unwrap_or(0.0)
}
