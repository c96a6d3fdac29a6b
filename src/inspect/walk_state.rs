//! State of a walk over contents, in three nested scopes: the file, a page, and one stream of contents.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::font::Font;
use super::model::{PageFacts, Trace};
use super::over_text::OverText;
use super::space::{Bounds, Matrix};
use super::state::{Path, State};
use super::store::Store;
use super::value::{Map, Value};

/// Largest amount of work for all contents of a file, in operators (practice: a page of a drawing program has
/// some ten thousand).
const MOST_OPERATIONS: usize = 4_000_000;
/// Largest number of layers in a membership that are looked up.
const MOST_LAYERS: usize = 100;

/// State shared by all pages of a file.
pub(super) struct FileWalk<'s, 'a> {
    pub(super) store: &'s Store<'a>,
    /// Fonts that were read, by object number.
    fonts: BTreeMap<u32, Rc<Font>>,
    /// Streams that were unpacked, by object number: a form may be drawn on every page.
    streams: BTreeMap<u32, Rc<[u8]>>,
    /// Numbers of hidden layers.
    hidden: &'s BTreeSet<u32>,
    /// Work that may still be done, in operators.
    pub(super) left: usize,
    /// Paths found in comments of contents.
    pub(super) paths: Vec<Trace>,
}

/// State of the walk over one page.
pub(super) struct PageWalk<'l, 's, 'a> {
    pub(super) file_walk: &'l mut FileWalk<'s, 'a>,
    pub(super) facts: PageFacts,
    /// Bounds of the page as a viewer shows it.
    pub(super) page: Bounds,
    /// Bounds of what is drawn on the trimmed page.
    pub(super) inked: Bounds,
    /// The text of the page, and what was drawn over it.
    pub(super) over_text: OverText,
    /// Index in the list of fonts of the page, by object number of the font.
    pub(super) known: BTreeMap<u32, usize>,
}

/// State of the walk over one stream of contents. A form has a state of its own, so that its `Q` and `EMC`
/// cannot undo what the page set.
pub(super) struct ContentWalk<'r, 'l, 's, 'a> {
    pub(super) page_walk: &'r mut PageWalk<'l, 's, 'a>,
    pub(super) resources: Option<&'s Map>,
    pub(super) state: State,
    /// States saved by `q`.
    pub(super) stack: Vec<State>,
    pub(super) path: Path,
    /// Matrix of the pen within text (9.4.2).
    pub(super) text_matrix: Matrix,
    /// Matrix of the beginning of the current line of text.
    pub(super) line_matrix: Matrix,
    /// For each open marked content, whether it belongs to a hidden layer.
    pub(super) marks: Vec<bool>,
    /// Number of levels of forms that may still be entered.
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

    /// The contents of a page: its streams, one after the other.
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
            // A part that is missing is skipped; the rest of the page is still worth reading.
            if let Some((number, _)) = store.stream(part) {
                let stream = self.stream(number);
                // Pages may name one large stream many times, so its length counts as work each time.
                self.left = self.left.saturating_sub(1 + stream.len() / 64);
                if self.left == 0 {
                    store.cut.set(true);
                    break;
                }
                bytes.extend_from_slice(&stream);
                // Streams are divided between tokens, so that a space is needed between them (7.8.2).
                bytes.push(b'\n');
            }
        }
        bytes
    }

    /// The unpacked data of a stream; unpacked once for the whole file.
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

    /// A font; read once for the whole file, if it has a number.
    pub(super) fn font(&mut self, number: Option<u32>, map: &Map) -> Rc<Font> {
        if let Some(known) = number.and_then(|number| self.fonts.get(&number)) {
            return Rc::clone(known);
        }
        // Fonts written out in place have no number and are read at each use, which their cost accounts for.
        let font = Rc::new(Font::of(self.store, map));
        self.left = self.left.saturating_sub(font.cost);
        if let Some(number) = number {
            self.fonts.insert(number, Rc::clone(&font));
        }
        font
    }

    /// Whether a layer is hidden, or all layers of a membership are (ISO 32000-1, 8.11.2.2: `AnyOn`, the
    /// default).
    pub(super) fn is_hidden(&self, layer: Option<&Value>) -> bool {
        let hidden =
            |value: &Value| matches!(value, Value::Ref(number) if self.hidden.contains(number));
        let Some(layer) = layer else { return false };
        // Nothing is hidden, or the layer itself is.
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

impl<'s> ContentWalk<'_, '_, 's, '_> {
    /// A resource by kind and name; a reference is not followed.
    pub(super) fn resource(&self, kind: &[u8], name: &[u8]) -> Option<&'s Value> {
        let store = self.page_walk.file_walk.store;
        store.map(self.resources?, kind)?.get(name)
    }

    /// Whether the current marked content belongs to a hidden layer.
    pub(super) fn is_hidden(&self) -> bool {
        self.marks.contains(&true)
    }
}

/// The number at an index among operands; 0 if it is missing, as renderers assume.
pub(super) fn at(operands: &[Value], place: usize) -> f64 {
    let number = operands.get(place).and_then(Value::number);
    // Infinite numbers would spread through every matrix.
    number.filter(|number| number.is_finite()).unwrap_or(0.0)
}
