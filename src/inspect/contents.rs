//! The contents of a page, followed operator by operator (ISO 32000-1, annex A), no longer than a piece
//! to print takes.

use std::collections::BTreeMap;

use super::color::{self, Paint};
use super::lex::{Item, Lexer};
use super::model::{PageFacts, Space, Trace};
use super::pages::Sheet;
use super::paths::path_in;
use super::space::{Area, Matrix};
use super::state::{Path, State};
use super::store::Stream;
use super::value::{Map, Value};
use super::walk_state::{FileWalk, PageWalk, Run, at};

/// How deep forms are placed into each other.
const DEPTH: usize = 12;
/// How many states are kept (practice: PDF asks readers for 28).
const MOST_STATES: usize = 1000;
/// Most operands of an operator; those of text come as one list.
const MOST_OPERANDS: usize = 64;
/// Most paths in comments that are told.
const MOST_PATHS: usize = 20;

impl<'s> FileWalk<'s, '_> {
    /// Follows the contents of a page.
    pub(super) fn page(&mut self, sheet: Sheet<'s>) -> PageFacts {
        let size = sheet.facts.size;
        let page = Area::of([0.0, 0.0, size.width.to_pt(), size.height.to_pt()]);
        let bytes = self.page_contents(sheet.map);
        let mut look = PageWalk {
            file_walk: self,
            facts: sheet.facts,
            page,
            inked: Area::NONE,
            known: BTreeMap::new(),
        };
        let state = State::new(sheet.matrix, page);
        look.run(&bytes, sheet.resources, state, DEPTH);
        let mut facts = look.facts;
        facts.inked = look.inked.is_there().then(|| look.inked.rect());
        facts
    }
}

impl<'s> PageWalk<'_, 's, '_> {
    /// Follows contents, of the page or of a form on it.
    pub(super) fn run(
        &mut self,
        bytes: &[u8],
        resources: Option<&'s Map>,
        state: State,
        depth: usize,
    ) {
        let mut run = Run {
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
        run.follow(bytes);
    }
}

impl<'s> Run<'_, '_, 's, '_> {
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
                    self.inline_image(&operands);
                    operands.clear();
                    lexer.skip_picture();
                }
                Item::Word(word) => {
                    // Long operands count as more than one.
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
                let stands = "a comment";
                paths.push(Trace { stands, text });
            }
        }
    }

    fn operator(&mut self, word: &[u8], operands: &[Value]) {
        match word {
            b"q" if self.stack.len() < MOST_STATES => self.stack.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.stack.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                let matrix = Matrix([0, 1, 2, 3, 4, 5].map(|place| at(operands, place)));
                self.state.matrix = matrix.then(self.state.matrix);
            }
            b"w" => self.state.line_width = at(operands, 0).abs(),
            b"gs" => self.graphics_state(operands),
            b"Do" => self.object(operands),
            b"sh" => self.shading(operands),
            b"BDC" | b"BMC" => {
                let hides = self.hides(operands);
                if self.marks.len() < MOST_STATES {
                    self.marks.push(hides);
                }
            }
            b"EMC" => drop(self.marks.pop()),
            b"m" | b"l" | b"c" | b"v" | b"y" | b"re" | b"h" => self.segment(word, operands),
            b"W" | b"W*" => self.path.cuts = true,
            b"n" | b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                self.draw_path(word);
            }
            b"g" | b"rg" | b"k" | b"sc" | b"scn" | b"cs" => {
                if let Some(paint) = self.paint(word, operands, &self.state.fill) {
                    self.state.fill = paint;
                }
            }
            b"G" | b"RG" | b"K" | b"SC" | b"SCN" | b"CS" => {
                let lower = word.to_ascii_lowercase();
                if let Some(paint) = self.paint(&lower, operands, &self.state.stroke) {
                    self.state.stroke = paint;
                }
            }
            _ => self.text_operator(word, operands),
        }
    }

    /// A colour as an operator sets it.
    fn paint(&self, word: &[u8], operands: &[Value], before: &Paint) -> Option<Paint> {
        let device = |name: &[u8]| {
            let name = Value::Name(name.to_vec());
            color::space(self.page_walk.file_walk.store, self.resources, &name)
        };
        match word {
            b"g" => Some(Paint::of(device(b"DeviceGray")?, operands)),
            b"rg" => Some(Paint::of(device(b"DeviceRGB")?, operands)),
            b"k" => Some(Paint::of(device(b"DeviceCMYK")?, operands)),
            b"cs" => {
                let space = color::space(
                    self.page_walk.file_walk.store,
                    self.resources,
                    operands.first()?,
                );
                Some(Paint::first(space?))
            }
            _ => {
                let mut paint = Paint::of(before.space.clone(), operands);
                if paint.space == Space::Pattern {
                    let name = operands.last().and_then(Value::name);
                    paint.pattern = name
                        .and_then(|name| self.resource(b"Pattern", name))
                        .cloned();
                }
                Some(paint)
            }
        }
    }

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
        // `OP` alone holds for fills too (ISO 32000-1, table 58).
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

    fn hides(&self, operands: &[Value]) -> bool {
        let is_layer = operands.first().and_then(Value::name) == Some(b"OC");
        let name = operands.get(1).and_then(Value::name).filter(|_| is_layer);
        let layer = name.and_then(|name| self.resource(b"Properties", name));
        self.page_walk.file_walk.is_hidden(layer)
    }

    /// A form or a picture.
    fn object(&mut self, operands: &[Value]) {
        let store = self.page_walk.file_walk.store;
        let name = operands.first().and_then(Value::name);
        let object = name.and_then(|name| self.resource(b"XObject", name));
        let Some((number, stream)) = object.and_then(|object| store.stream(object)) else {
            return;
        };
        if self.page_walk.file_walk.is_hidden(stream.map.get(b"OC")) {
            return;
        }
        if stream.map.says(b"Subtype", b"Form") {
            self.form(number, stream);
        } else if stream.map.says(b"Subtype", b"Image") {
            self.image(Some(number), stream.map);
        }
    }

    fn form(&mut self, number: u32, stream: Stream<'s>) {
        let store = self.page_walk.file_walk.store;
        let Some(depth) = self.depth.checked_sub(1) else {
            store.cut.set(true);
            return;
        };
        if self.is_hidden() {
            return;
        }
        let mut state = self.state.clone();
        if let Some(matrix) = store.numbers::<6>(stream.map, b"Matrix") {
            state.matrix = Matrix(matrix).then(state.matrix);
        }
        if let Some(bounds) = store.numbers::<4>(stream.map, b"BBox") {
            state.clip = state.clip.intersection(state.matrix.area(Area::of(bounds)));
        }
        if !state.clip.is_there() {
            return;
        }
        let group = store.map(stream.map, b"Group");
        let knocks = |key: &[u8]| {
            group.is_some_and(|group| store.get(group, key) == Some(&Value::Bool(true)))
        };
        self.page_walk.facts.transparency |= knocks(b"K");
        let resources = store.map(stream.map, b"Resources").or(self.resources);
        let bytes = self.page_walk.file_walk.stream(number);
        self.page_walk.run(&bytes, resources, state, depth);
    }
}
