//! Splits bytes into objects and operators (ISO 32000-1, 7.2 and 7.3). Errors are passed over, as viewers do:
//! any program may have written the file, and the readable part is worth reporting.

use std::collections::BTreeMap;
use std::ops::Range;

use super::value::{Map, Value};

/// Deepest nesting of lists and dictionaries that is read (practice: files in use stay under ten).
const DEPTH: usize = 48;
/// Largest number of comments kept.
const MOST_COMMENTS: usize = 64;
/// Largest number of values kept of one object with everything inside it.
const MOST_HELD: usize = 2_000_000;

/// The next item of a file or of contents.
#[derive(Debug)]
pub(super) enum Item<'a> {
    Value(Value),
    /// An operator, or a word of the file's structure.
    Word(&'a [u8]),
    End,
}

/// A single token, before lists and dictionaries are put together.
enum Token<'a> {
    Value(Value),
    Word(&'a [u8]),
    Open(Kind),
    Close(Kind),
    End,
}

/// The kind of a bracket: `[ ]` or `<< >>`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    Map,
}

/// Reader of items, one after the other.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    /// Offset of the next byte to read.
    pub(super) at: usize,
    /// Ranges of the comments that were passed.
    pub(super) comments: Vec<Range<usize>>,
    /// Number of tokens read, which the scan of the file counts against its budget.
    pub(super) values: usize,
    /// Whether anything was nested more deeply than [`DEPTH`].
    pub(super) is_deep: bool,
    /// Number of values in the item that is being read.
    held: usize,
}

/// Whether a byte is white space (ISO 32000-1, table 1), NUL among it.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

fn hex(byte: u8) -> Option<u8> {
    let digit = char::from(byte).to_digit(16)?;
    u8::try_from(digit).ok()
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self {
            bytes,
            at,
            comments: Vec::new(),
            values: 0,
            is_deep: false,
            held: 0,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next item; lists and dictionaries come whole.
    pub(super) fn next(&mut self) -> Item<'a> {
        self.held = 0;
        loop {
            match self.token() {
                Token::Value(value) => return Item::Value(value),
                Token::Word(word) => return Item::Word(word),
                Token::Open(kind) => return Item::Value(self.container(kind, DEPTH)),
                // A closing bracket without an opening one.
                Token::Close(_) => {}
                Token::End => return Item::End,
            }
        }
    }

    /// Reads the rest of a list or dictionary, up to its end or to a word that cannot be inside it.
    fn container(&mut self, kind: Kind, depth: usize) -> Value {
        let mut values: Vec<Value> = Vec::new();
        loop {
            let before = self.at;
            self.held += 1;
            if self.held > MOST_HELD {
                // What is dropped here was never a plausible object; reading goes on to find its end.
                values.clear();
            }
            match self.token() {
                Token::Value(value) => values.push(value),
                Token::Open(inner) => match depth.checked_sub(1) {
                    Some(depth) => values.push(self.container(inner, depth)),
                    None => {
                        // The inner brackets are read at this level instead: deeper recursion could overflow
                        // the stack.
                        self.is_deep = true;
                        values.push(Value::Null);
                    }
                },
                Token::Word(b"R") => make_reference(&mut values),
                Token::Word(b"endobj" | b"obj" | b"stream" | b"endstream") => {
                    // A bracket that is never closed must not swallow the objects after it.
                    self.at = before;
                    break;
                }
                Token::Word(_) => {}
                Token::Close(closed) if closed == kind => break,
                Token::Close(_) => {}
                Token::End => break,
            }
        }
        match kind {
            Kind::List => Value::List(values),
            Kind::Map => Value::Map(paired(values)),
        }
    }

    /// Reads one token.
    fn token(&mut self) -> Token<'a> {
        self.skip_space();
        self.values += 1;
        let Some(byte) = self.peek() else {
            return Token::End;
        };
        self.at += 1;
        match byte {
            b'[' => Token::Open(Kind::List),
            b']' => Token::Close(Kind::List),
            b'<' if self.peek() == Some(b'<') => {
                self.at += 1;
                Token::Open(Kind::Map)
            }
            b'>' if self.peek() == Some(b'>') => {
                self.at += 1;
                Token::Close(Kind::Map)
            }
            b'<' => Token::Value(Value::Text(self.hexadecimal())),
            b'(' => Token::Value(Value::Text(self.literal())),
            b'/' => Token::Value(Value::Name(self.name())),
            // Stray delimiters; braces occur only in functions, which are not read.
            b'>' | b')' | b'{' | b'}' => Token::Word(&[]),
            _ => {
                let start = self.at - 1;
                while self.peek().is_some_and(is_regular) {
                    self.at += 1;
                }
                keyword_or_number(self.bytes.get(start..self.at).unwrap_or_default())
            }
        }
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                // A comment runs to the end of its line. Programs write their command line into some, so they
                // are kept.
                let start = self.at;
                while self
                    .peek()
                    .is_some_and(|byte| byte != b'\n' && byte != b'\r')
                {
                    self.at += 1;
                }
                if self.comments.len() < MOST_COMMENTS {
                    self.comments.push(start..self.at);
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// Reads a name after its slash; `#41` is the byte with that hexadecimal number (7.3.5).
    fn name(&mut self) -> Vec<u8> {
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| is_regular(*byte)) {
            self.at += 1;
            let digit = |at: usize| self.bytes.get(at).copied().and_then(hex);
            match (byte, digit(self.at), digit(self.at + 1)) {
                (b'#', Some(high), Some(low)) => {
                    name.push(high << 4 | low);
                    self.at += 2;
                }
                _ => name.push(byte),
            }
        }
        name
    }

    /// Reads a string in hexadecimal up to `>`; a missing last digit is zero (7.3.4.3).
    fn hexadecimal(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut high = None;
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = hex(byte) else { continue };
            match high.take() {
                Some(high) => bytes.push(high << 4 | digit),
                None => high = Some(digit),
            }
        }
        bytes.extend(high.map(|high| high << 4));
        bytes
    }

    /// Reads a string up to its closing parenthesis; balanced pairs inside need no backslash (7.3.4.2).
    fn literal(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut open = 1_usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    bytes.extend(self.escaped());
                    continue;
                }
                _ => {}
            }
            bytes.push(byte);
        }
        bytes
    }

    /// Reads what follows a backslash in a string (ISO 32000-1, table 3); none for a continued line.
    fn escaped(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
                None
            }
            b'\n' => None,
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else {
                        break;
                    };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                Some((code & 0xFF) as u8)
            }
            other => Some(other),
        }
    }

    /// Skips the data of an inline picture, from after `ID` to after `EI`. The standard gives no length.
    pub(super) fn skip_picture(&mut self) {
        let mut from = self.at + 1;
        while let Some(found) = find(self.bytes, b"EI", from) {
            let space = |at: Option<usize>| {
                let byte = at.and_then(|at| self.bytes.get(at));
                byte.is_none_or(|byte| is_space(*byte))
            };
            // Data may contain `EI` by chance: the true one has white space around it and readable text after
            // it.
            let after = self.bytes.get(found + 2..).unwrap_or_default();
            let text = after.iter().take(12);
            let is_text = text
                .clone()
                .all(|byte| byte.is_ascii_graphic() || is_space(*byte));
            if space(found.checked_sub(1)) && space(Some(found + 2)) && is_text {
                self.at = found + 2;
                return;
            }
            from = found + 2;
        }
        self.at = self.bytes.len();
    }
}

/// Replaces the last two numbers, which precede an `R`, by a reference.
pub(super) fn make_reference(values: &mut Vec<Value>) {
    let generation = values.pop();
    let number = values.pop();
    let number = number.as_ref().and_then(Value::whole);
    values.push(match (number, generation) {
        (Some(number), Some(Value::Number(_))) => Value::Ref(number),
        _ => Value::Null,
    });
}

/// Makes a dictionary of keys and values in turn. A value without a name before it is dropped, so that one
/// missing value does not shift all the others.
fn paired(values: Vec<Value>) -> Map {
    let mut map = BTreeMap::new();
    let mut key = None;
    for value in values {
        match (key.take(), value) {
            (None, Value::Name(name)) => key = Some(name),
            (None, _) => {}
            (Some(key), value) => drop(map.insert(key, value)),
        }
    }
    Map(map)
}

/// The value of a bare word, or the word itself if it is an operator.
fn keyword_or_number(word: &[u8]) -> Token<'_> {
    match word {
        b"true" => Token::Value(Value::Bool(true)),
        b"false" => Token::Value(Value::Bool(false)),
        b"null" => Token::Value(Value::Null),
        _ => match number(word) {
            Some(number) => Token::Value(Value::Number(number)),
            None => Token::Word(word),
        },
    }
}

/// Reads a number, malformed ones such as `--5` and `0.0.1` included, which some programs write.
fn number(word: &[u8]) -> Option<f64> {
    let looks = word
        .iter()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.'));
    if !looks || !word.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let mut whole = 0.0_f64;
    let mut place = None;
    for byte in word {
        match (byte, &mut place) {
            (b'0'..=b'9', None) => whole = whole * 10.0 + f64::from(byte - b'0'),
            (b'0'..=b'9', Some(place)) => {
                whole += f64::from(byte - b'0') * *place;
                *place *= 0.1;
            }
            (b'.', None) => place = Some(0.1),
            (b'.', Some(_)) => break,
            _ => {}
        }
    }
    let negative = word.first() == Some(&b'-');
    Some(if negative { -whole } else { whole })
}

/// Offset of the next occurrence of a sequence of bytes.
pub(super) fn find(bytes: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let (first, rest) = needle.split_first()?;
    let mut at = from;
    loop {
        let found = bytes.get(at..)?.iter().position(|byte| byte == first)?;
        at += found + 1;
        if bytes.get(at..)?.starts_with(rest) {
            return Some(at - 1);
        }
    }
}
