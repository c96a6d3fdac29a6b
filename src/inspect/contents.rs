//! Follows the contents of a page operator by operator (ISO 32000-1, annex A), up to the amount of work that
//! a piece to print takes.
//!
//! Operators change the graphics state as a renderer would change it, but nothing is painted: each drawing
//! operator notes its place, colour and size in the facts of the page. Clips are kept as rectangles, so an
//! area may be taken for larger than it is seen, never for smaller.

use std::collections::BTreeMap;

use super::color::{self, CurrentColor};
use super::lex::{Item, Lexer};
use super::model::{PageFacts, Space, Trace};
use super::over_text::OverText;
use super::pages::PdfPage;
use super::paths::path_in;
use super::space::{Bounds, Matrix};
use super::state::{Path, State};
use super::store::Stream;
use super::value::{Map, Value};
use super::walk_state::{ContentWalk, FileWalk, PageWalk, at};

/// Deepest nesting of forms and patterns that is followed.
const DEPTH: usize = 12;
/// Largest number of saved graphics states (ISO 32000-1, annex C asks readers for 28).
const MOST_STATES: usize = 1000;
/// Largest number of operands kept for one operator; the strings of `TJ` come as one list.
const MOST_OPERANDS: usize = 64;
/// Largest number of file paths that are listed from comments in contents.
const MOST_PATHS: usize = 20;

impl<'s> FileWalk<'s, '_> {
    /// Follows the contents of a page and returns its facts.
    pub(super) fn page(&mut self, pdf_page: PdfPage<'s>) -> PageFacts {
        let size = pdf_page.facts.size;
        // Coordinates are those of the page as it is seen, so the page begins at zero.
        let page = Bounds::of([0.0, 0.0, size.width.to_pt(), size.height.to_pt()]);
        let bytes = self.page_contents(pdf_page.map);
        let mut page_walk = PageWalk {
            file_walk: self,
            facts: pdf_page.facts,
            page,
            inked: Bounds::NONE,
            over_text: OverText::default(),
            known: BTreeMap::new(),
        };
        let state = State::new(pdf_page.matrix, page);
        page_walk.walk_contents(&bytes, pdf_page.resources, state, DEPTH);
        let text_over_text = page_walk.over_text.find();
        let mut facts = page_walk.facts;
        facts.text_over_text = text_over_text;
        facts.inked = page_walk.inked.has_area().then(|| page_walk.inked.rect());
        facts
    }
}

impl<'s> PageWalk<'_, 's, '_> {
    /// Follows one stream of contents: of the page, or of a form or pattern on it.
    pub(super) fn walk_contents(
        &mut self,
        bytes: &[u8],
        resources: Option<&'s Map>,
        state: State,
        depth: usize,
    ) {
        let mut walk = ContentWalk {
            page_walk: self,
            resources,
            state,
            stack: Vec::new(),
            path: Path::new(),
            text_matrix: Matrix::UNIT,
            line_matrix: Matrix::UNIT,
            marks: Vec::new(),
            depth,
        };
        walk.follow(bytes);
    }
}

impl<'s> ContentWalk<'_, '_, 's, '_> {
    /// Reads operands until an operator comes, and applies it.
    fn follow(&mut self, bytes: &[u8]) {
        let mut lexer = Lexer::new(bytes, 0);
        let mut operands: Vec<Value> = Vec::new();
        let mut start = 0;
        loop {
            match lexer.next() {
                Item::Value(value) => {
                    if operands.len() < MOST_OPERANDS {
                        operands.push(value);
                    }
                }
                Item::Word(b"ID") => {
                    // `BI … ID` has the keys of a picture before the data, so that they are operands here
                    // (8.9.7).
                    self.note_inline_image(&operands);
                    operands.clear();
                    lexer.skip_picture();
                }
                Item::Word(word) => {
                    // An operator costs one unit of work, and one more for each 64 bytes of its operands.
                    let cost = 1 + (lexer.at - start) / 64;
                    start = lexer.at;
                    let Some(left) = self.page_walk.file_walk.left.checked_sub(cost) else {
                        self.page_walk.file_walk.left = 0;
                        self.page_walk.file_walk.store.cut.set(true);
                        return;
                    };
                    self.page_walk.file_walk.left = left;
                    self.operator(word, &operands);
                    operands.clear();
                }
                Item::End => break,
            }
        }
        for comment in lexer.comments {
            let comment = String::from_utf8_lossy(bytes.get(comment).unwrap_or_default());
            let paths = &mut self.page_walk.file_walk.paths;
            if let Some(text) = path_in(&comment)
                && paths.len() < MOST_PATHS
            {
                let place = "a comment";
                paths.push(Trace { place, text });
            }
        }
    }

    /// Applies one operator to the state, or notes what it draws.
    fn operator(&mut self, word: &[u8], operands: &[Value]) {
        match word {
            b"q" if self.stack.len() < MOST_STATES => self.stack.push(self.state.clone()),
            // A `Q` without `q` is an error of the file; renderers ignore it.
            b"Q" => {
                if let Some(state) = self.stack.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                // New coordinates are defined in terms of the old ones, so the new matrix applies first
                // (8.3.4).
                let matrix = Matrix([0, 1, 2, 3, 4, 5].map(|place| at(operands, place)));
                self.state.matrix = matrix.then(self.state.matrix);
            }
            b"w" => self.state.line_width = at(operands, 0).abs(),
            b"gs" => self.graphics_state(operands),
            b"Do" => self.draw_object(operands),
            b"sh" => self.draw_shading(operands),
            b"BDC" | b"BMC" => {
                let is_hidden = self.begins_hidden(operands);
                if self.marks.len() < MOST_STATES {
                    self.marks.push(is_hidden);
                }
            }
            b"EMC" => drop(self.marks.pop()),
            b"m" | b"l" | b"c" | b"v" | b"y" | b"re" | b"h" => self.add_segment(word, operands),
            // The clip takes effect with the painting operator that follows it (8.5.4).
            b"W" | b"W*" => self.path.cuts = true,
            b"n" | b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                self.draw_path(word);
            }
            b"g" | b"rg" | b"k" | b"sc" | b"scn" | b"cs" => {
                if let Some(paint) = self.color_set_by(word, operands, &self.state.fill) {
                    self.state.fill = paint;
                }
            }
            b"G" | b"RG" | b"K" | b"SC" | b"SCN" | b"CS" => {
                // Operators for strokes are those for fills in capitals.
                let lower = word.to_ascii_lowercase();
                if let Some(paint) = self.color_set_by(&lower, operands, &self.state.stroke) {
                    self.state.stroke = paint;
                }
            }
            _ => self.text_operator(word, operands),
        }
    }

    /// The colour that an operator sets; none if its colour space cannot be read.
    fn color_set_by(
        &self,
        word: &[u8],
        operands: &[Value],
        before: &CurrentColor,
    ) -> Option<CurrentColor> {
        let device = |name: &[u8]| {
            let name = Value::Name(name.to_vec());
            color::space(self.page_walk.file_walk.store, self.resources, &name)
        };
        match word {
            b"g" => Some(CurrentColor::of(device(b"DeviceGray")?, operands)),
            b"rg" => Some(CurrentColor::of(device(b"DeviceRGB")?, operands)),
            b"k" => Some(CurrentColor::of(device(b"DeviceCMYK")?, operands)),
            b"cs" => {
                let space = color::space(
                    self.page_walk.file_walk.store,
                    self.resources,
                    operands.first()?,
                );
                Some(CurrentColor::first(space?))
            }
            _ => {
                let mut paint = CurrentColor::of(before.space.clone(), operands);
                if paint.space == Space::Pattern {
                    // `scn` takes the components of an uncoloured pattern first and the name of the pattern
                    // last.
                    let name = operands.last().and_then(Value::name);
                    paint.pattern = name
                        .and_then(|name| self.resource(b"Pattern", name))
                        .cloned();
                }
                Some(paint)
            }
        }
    }

    /// Applies the parameters of `gs` (ISO 32000-1, table 58), as far as they change what is reported.
    fn graphics_state(&mut self, operands: &[Value]) {
        let store = self.page_walk.file_walk.store;
        let name = operands.first().and_then(Value::name);
        let Some(map) = name
            .and_then(|name| self.resource(b"ExtGState", name))
            .and_then(|value| store.followed(value).map())
        else {
            return;
        };
        let number = |key: &[u8]| store.get(map, key).and_then(Value::number);
        let state = &mut self.state;
        if let Some(width) = number(b"LW") {
            state.line_width = width.abs();
        }
        let flag = |key: &[u8]| match store.get(map, key) {
            Some(Value::Bool(flag)) => Some(*flag),
            _ => None,
        };
        // `OP` without `op` sets overprint for fills too (ISO 32000-1, table 58).
        if let Some(overprint) = flag(b"OP") {
            state.overprint_stroke = overprint;
            state.overprint_fill = overprint;
        }
        if let Some(overprint) = flag(b"op") {
            state.overprint_fill = overprint;
        }
        if let Some(alpha) = number(b"ca") {
            state.alpha_fill = alpha;
        }
        if let Some(alpha) = number(b"CA") {
            state.alpha_stroke = alpha;
        }
        let font = store
            .list(map, b"Font")
            .and_then(|font| Some((font.first()?, font.get(1)?)));
        if let Some((font, size)) = font {
            self.set_font(font, store.followed(size).number().unwrap_or(0.0));
        }
        // Soft masks and blend modes other than these need transparency; a list of modes names fallbacks.
        let plain = |value: &Value| match value {
            Value::Name(name) => matches!(name.as_slice(), b"None" | b"Normal" | b"Compatible"),
            Value::List(names) => names.iter().all(|name| name.name() == Some(b"Normal")),
            _ => false,
        };
        let clear = number(b"ca").is_some_and(|alpha| alpha < 1.0)
            || number(b"CA").is_some_and(|alpha| alpha < 1.0)
            || [&b"SMask"[..], b"BM"]
                .iter()
                .any(|key| store.get(map, key).is_some_and(|value| !plain(value)));
        self.page_walk.facts.transparency |= clear;
    }

    /// Whether marked content begins that belongs to a hidden layer (ISO 32000-1, 8.11.3.2).
    fn begins_hidden(&self, operands: &[Value]) -> bool {
        let is_layer = operands.first().and_then(Value::name) == Some(b"OC");
        let name = operands.get(1).and_then(Value::name).filter(|_| is_layer);
        let layer = name.and_then(|name| self.resource(b"Properties", name));
        self.page_walk.file_walk.is_hidden(layer)
    }

    /// Draws a form or a picture, unless its layer is hidden.
    fn draw_object(&mut self, operands: &[Value]) {
        let store = self.page_walk.file_walk.store;
        let name = operands.first().and_then(Value::name);
        let object = name.and_then(|name| self.resource(b"XObject", name));
        let Some((number, stream)) = object.and_then(|object| store.stream(object)) else {
            return;
        };
        if self.page_walk.file_walk.is_hidden(stream.map.get(b"OC")) {
            return;
        }
        if stream.map.has_name(b"Subtype", b"Form") {
            self.follow_form(number, stream);
        } else if stream.map.has_name(b"Subtype", b"Image") {
            self.note_image(Some(number), stream.map);
        }
    }

    /// Follows the contents of a form with the state of the place where it is drawn.
    fn follow_form(&mut self, number: u32, stream: Stream<'s>) {
        let store = self.page_walk.file_walk.store;
        let Some(depth) = self.depth.checked_sub(1) else {
            store.cut.set(true);
            return;
        };
        if self.is_hidden() {
            return;
        }
        let mut state = self.state.clone();
        // The order of the standard (8.10.1): the matrix of the form applies first, and its box clips.
        if let Some(matrix) = store.numbers::<6>(stream.map, b"Matrix") {
            state.matrix = Matrix(matrix).then(state.matrix);
        }
        if let Some(bounds) = store.numbers::<4>(stream.map, b"BBox") {
            state.clip = state
                .clip
                .intersection(state.matrix.bounds_of(Bounds::of(bounds)));
        }
        if !state.clip.has_area() {
            return;
        }
        // A knockout group needs transparency; an ordinary group alone does not.
        let group = store.map(stream.map, b"Group");
        let knocks = |key: &[u8]| {
            group.is_some_and(|group| store.get(group, key) == Some(&Value::Bool(true)))
        };
        self.page_walk.facts.transparency |= knocks(b"K");
        // Forms without resources use those of the page, as PDF 1.1 allowed (7.8.3).
        let resources = store.map(stream.map, b"Resources").or(self.resources);
        let bytes = self.page_walk.file_walk.stream(number);
        self.page_walk
            .walk_contents(&bytes, resources, state, depth);
    }
}
