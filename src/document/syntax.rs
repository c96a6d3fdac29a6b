//! Explains text that is not TOML: names each slip, and shows the line as it should be.
//!
//! The parser says where it stopped. The cause is often earlier on the line, or at a bracket that was opened
//! lines before. So the text around that place is read again here and searched for the slips that people make:
//! quotation marks of a word processor, a colon for `=`, a missing comma, a date in another order. The checks
//! go from the most specific to the most general; if none applies, the parser's own words are shown. One slip
//! is reported for a line, because the parser's later errors on it usually follow from the first.

use std::ops::Range;

mod list;
mod value;

/// Characters that word processors and other languages use for quotation marks.
pub(super) const QUOTES: &[char] = &[
    '“', '”', '„', '‟', '«', '»', '‹', '›', '‘', '’', '‚', '‛', '「', '」', '『', '』', '〝', '〞',
    '〟', '＂', '＇', '`', '´', '′', '″', '❝', '❞',
];

/// A slip: its place, its description, and what to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// Byte range of the text at fault.
    pub(super) span: Range<usize>,
    /// The problem.
    pub(super) what: String,
    /// What to write.
    pub(super) hint: String,
    /// The byte up to which the file cannot be read because of it. Errors of the parser before that byte follow
    /// from this slip and are not reported.
    pub(super) until: usize,
}

/// An error of the parser.
pub(super) struct Stop {
    /// Byte range of the text at fault.
    pub(super) span: Range<usize>,
    /// The parser's words.
    pub(super) message: String,
}

/// Finds the slips in a text that the parser could not read, in the order of the text: one for each line, and
/// none for an error that follows from another. At most `most` are given.
pub(super) fn slips(text: &str, stops: &[Stop], most: usize) -> Vec<Slip> {
    // A file of another format, or a text that swallows the rest of the file, makes all other errors
    // meaningless.
    if let Some(slip) = other_format(text).or_else(|| open_text(text)) {
        return vec![slip];
    }
    let mut slips: Vec<Slip> = Vec::new();
    // The byte up to which errors are explained by slips found so far.
    let mut done = 0;
    let mut torn_header = false;
    let mut told: Vec<String> = Vec::new();
    for stop in stops {
        if slips.len() == most {
            break;
        }
        let at = floor(text, stop.span.start);
        if at < done {
            continue;
        }
        let line = Line::at(text, at);
        let repeated = stop.message.starts_with("duplicate key");
        // If the header of a table could not be read, its keys went to the table above, where they seem to come
        // twice.
        if repeated && torn_header {
            continue;
        }
        let slip = if repeated {
            // A table that is written as `[fact]` again and again is one slip, not one for each.
            let name = text.get(stop.span.clone()).unwrap_or_default().to_owned();
            if line.is_header() && told.contains(&name) {
                continue;
            }
            told.push(name);
            twice(text, &line, stop.span.clone())
        } else {
            list::slip(text, &line, at)
                .or_else(|| header(&line))
                .or_else(|| line.is_header().then(|| misplaced(&line)))
                .or_else(|| value::slip(text, &line))
                .unwrap_or_else(|| unknown(&line, stop))
        };
        torn_header |= line.is_header() && !repeated;
        done = slip.until.max(line.range.end);
        slips.push(slip);
    }
    slips
}

/// A line of the text.
pub(super) struct Line<'t> {
    /// Its bytes, without the line break.
    pub(super) range: Range<usize>,
    /// The line, with its indent.
    pub(super) text: &'t str,
}

impl<'t> Line<'t> {
    /// The line around a byte.
    fn at(text: &'t str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        let line = text.get(start..end).unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        Self {
            range: start..start + line.len(),
            text: line,
        }
    }

    /// The line after it.
    fn next(&self, text: &'t str) -> Option<Self> {
        let rest = text.get(self.range.end..)?;
        let start = self.range.end + rest.find('\n')? + 1;
        (start < text.len()).then(|| Line::at(text, start))
    }

    /// Whether it begins a table.
    fn is_header(&self) -> bool {
        self.text.trim_start().starts_with('[')
    }

    /// The range of a part of it.
    fn range_of(&self, part: &str) -> Range<usize> {
        // `part` is a slice of this line, so the difference of the addresses is its offset. The bounds make a
        // wrong call harmless.
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let start = (self.range.start + offset).min(self.range.end);
        start..(start + part.len()).min(self.range.end)
    }

    /// A slip at a part of it.
    fn slip(&self, part: &str, what: String, hint: String) -> Slip {
        Slip {
            span: self.range_of(part),
            what,
            hint,
            until: self.range.end,
        }
    }
}

/// The last boundary between characters at or before a byte: the parser may stop within a character.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The number of the line of a byte, from 1.
fn number(text: &str, at: usize) -> usize {
    text[..floor(text, at)].matches('\n').count() + 1
}

/// Whether a word may be a key without quotation marks (TOML 1.0, "Keys").
pub(super) fn is_key(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-' || c == '.';
    word.chars().all(plain) && word.split('.').all(|part| !part.is_empty())
}

/// Whether a line looks like TOML: the header of a table, or a key with a value.
fn is_toml(line: &str) -> bool {
    let line = line.trim();
    let table = line.strip_prefix('[').and_then(|line| line.split_once(']'));
    let is_table = table.is_some_and(|(name, _)| is_key(name.trim_start_matches('[').trim()));
    let is_pair = line
        .split_once('=')
        .is_some_and(|(key, _)| is_key(key.trim()));
    is_table || is_pair
}

/// Recognises a file of another format: RTF, JSON, HTML, YAML, plain text, or one with the line ends of old
/// computers.
fn other_format(text: &str) -> Option<Slip> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines().find(|line| !line.starts_with('#'))?;
    let all_colons = || {
        // YAML: no line is TOML, and the first one has a key and a colon.
        let mut lines = lines().filter(|line| !line.starts_with(['#', '-']));
        lines.all(|line| !is_toml(line))
            && first.split_once(':').is_some_and(|(key, _)| is_key(key))
    };
    let (name, hint) = if text.contains('\r') && !text.contains('\n') {
        let what = "the lines of the file end with CR alone, as on old computers, so the whole file counts as one line";
        return Some(Slip {
            span: 0..0,
            what: what.to_owned(),
            hint: "save it with Unix or Windows line ends (LF or CRLF)".to_owned(),
            until: text.len(),
        });
    } else if first.starts_with("{\\rtf") {
        // Text editors of some systems save RTF unless told otherwise.
        (
            "RTF, a format of word processors",
            "save it as plain text (UTF-8)",
        )
    } else if first.starts_with('{') && first.trim_end_matches('{').len() < 2
        || first.starts_with("{\"")
        || first.starts_with("{ \"")
    {
        (
            "JSON",
            "write it as TOML: `[campaign]` on a line of its own, and below it lines such as `title = \"Strike\"`",
        )
    } else if first.starts_with('<') {
        (
            "HTML or XML",
            "write it as TOML: `handbill new NAME` makes a file to start from",
        )
    } else if first == "---" || all_colons() {
        (
            "YAML",
            "write it as TOML: `[campaign]` on a line of its own, and below it lines such as `title = \"Strike\"`",
        )
    } else if !text.lines().any(is_toml) {
        (
            "plain text",
            "`handbill new NAME` writes a content file to start from: put your words between its quotation marks",
        )
    } else {
        return None;
    };
    let start = text.find(first).unwrap_or_default();
    Some(Slip {
        span: start..start + first.len(),
        what: format!(
            "the file is {name}, not TOML: it begins with `{}`",
            short(first)
        ),
        hint: hint.to_owned(),
        until: text.len(),
    })
}

/// Finds a text between three quotation marks that is not closed and swallows the tables after it. The parser
/// only notices at the end of the file, or at the next three marks, where it takes the text outside for the
/// inside.
fn open_text(text: &str) -> Option<Slip> {
    let mut at = 0;
    let mut open: Option<(usize, &str)> = None;
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        if let Some((start, mark)) = open {
            let trimmed = line.trim();
            let is_header = trimmed.starts_with('[') && trimmed.ends_with(']') && is_toml(trimmed);
            // A running text hardly ever has a line that is a header, or one that opens another text.
            let opens_again = trimmed
                .split_once('=')
                .is_some_and(|(key, value)| is_key(key.trim()) && value.trim().starts_with(mark));
            if is_header || opens_again {
                let first = Line::at(text, start);
                let key = first.text.split('=').next().unwrap_or_default().trim();
                return Some(Slip {
                    span: start..start + mark.len(),
                    what: format!(
                        "the text of `{}` begins with {mark} and does not end",
                        short(key)
                    ),
                    hint: format!("write {mark} after its last word"),
                    until: text.len(),
                });
            }
            let Some(end) = rest.find(mark) else {
                // Still inside the text.
                at += line.len();
                continue;
            };
            open = None;
            rest = &rest[end + mark.len()..];
        }
        let begins = ["\"\"\"", "'''"]
            .into_iter()
            .filter_map(|mark| Some((rest.find(mark)?, mark)))
            .min();
        if let Some((start, mark)) = begins
            && !rest[..start].contains(['#', '"', '\''])
            && !rest[start + 3..].contains(mark)
        {
            open = Some((at + (line.len() - rest.len()) + start, mark));
        }
        at += line.len();
    }
    None
}

/// Explains a table or key that exists already.
fn twice(text: &str, line: &Line<'_>, span: Range<usize>) -> Slip {
    let (what, hint) = if line.is_header() {
        table_twice(text, line)
    } else {
        key_twice(text, line, &span)
    };
    Slip {
        span,
        what,
        hint,
        until: line.range.end,
    }
}

/// The problem and the hint for a table that exists already, in the same or in another form.
fn table_twice(text: &str, line: &Line<'_>) -> (String, String) {
    let before = &text[..line.range.start];
    let inner = line.text.trim().trim_matches(['[', ']']).trim();
    let path = inner.split([']', '#']).next().unwrap_or(inner).trim();
    // The byte of an earlier line with that header.
    let headed = |form: String| {
        let mut at = 0;
        before.split_inclusive('\n').find_map(|other| {
            let start = at;
            at += other.len();
            let other = other.trim();
            let after = other.strip_prefix(&form)?;
            (after.is_empty() || after.trim_start().starts_with('#')).then_some(start)
        })
    };
    let (one, many) = (headed(format!("[{path}]")), headed(format!("[[{path}]]")));
    // `[action.script]` above its `[[action]]`: to TOML the inner one has made `action` a single table.
    let within = format!("[{path}.");
    let early = before
        .find(&within)
        .filter(|_| one.is_none() && many.is_none());
    if let Some(at) = early {
        let inner = Line::at(text, at).text.trim();
        return (
            format!(
                "`{inner}` in line {} comes before the table that it belongs to",
                number(text, at)
            ),
            format!("move it below `{}`", line.text.trim()),
        );
    }
    let is_many = line.text.trim_start().starts_with("[[");
    match (one, many) {
        (Some(at), _) if is_many => (
            format!(
                "`{path}` is a single table in line {} and a list here",
                number(text, at)
            ),
            format!("write `[[{path}]]` in line {} too", number(text, at)),
        ),
        (_, Some(at)) if !is_many => (
            format!(
                "`{path}` is a list in line {} and a single table here",
                number(text, at)
            ),
            format!("write `[[{path}]]` here too"),
        ),
        (Some(at), _) if super::meanings::is_list(path) => (
            format!(
                "`[{path}]` occurs twice, first in line {}",
                number(text, at)
            ),
            format!("write `[[{path}]]` for each of them: two brackets allow several"),
        ),
        (Some(at), _) => (
            format!(
                "`[{path}]` occurs twice, first in line {}",
                number(text, at)
            ),
            match path.split_once('.') {
                Some((list, _)) if super::meanings::is_list(list) => format!(
                    "begin the element that it belongs to with `[[{list}]]` above it, or put the keys of both under one"
                ),
                _ => format!("put the keys of both under one `[{path}]`"),
            },
        ),
        (None, _) => {
            let mut lines = before.lines().enumerate();
            let first = lines.find(|(_, other)| {
                other
                    .split_once('=')
                    .is_some_and(|(key, _)| key.trim() == path)
            });
            let place = first.map(|(at, _)| format!(" in line {}", at + 1));
            (
                format!(
                    "`{path}` has a value{} and is a table here",
                    place.unwrap_or_default()
                ),
                "keep one of the two".to_owned(),
            )
        }
    }
}

/// The problem and the hint for a key that its table has already.
fn key_twice(text: &str, line: &Line<'_>, span: &Range<usize>) -> (String, String) {
    let name = text.get(span.clone()).unwrap_or_default().trim();
    let before = &text[..line.range.start];
    let table = before.rfind("\n[").map_or(0, |at| at + 1);
    // A key that comes twice: the first one is somewhere between the header of the table and this line.
    let mut at = table;
    let first = before[table..].split_inclusive('\n').find_map(|other| {
        let start = at;
        at += other.len();
        let (key, _) = other.split_once('=')?;
        (key.trim() == name).then_some(start)
    });
    let place = first.map(|at| format!(", first in line {}", number(text, at)));
    (
        format!(
            "`{name}` occurs twice in one table{}",
            place.unwrap_or_default()
        ),
        "keep one of the two; put # before the other line to keep it as a comment".to_owned(),
    )
}

/// Explains a slip in the header of a table: brackets that do not match, a name that is none, text after it.
fn header(line: &Line<'_>) -> Option<Slip> {
    let trimmed = line.text.trim();
    let inner = trimmed.trim_start_matches('[');
    let opened = trimmed.len() - inner.len();
    if opened == 0 {
        return None;
    }
    let end = inner.find([']', '#']).unwrap_or(inner.len());
    let name = inner[..end].trim();
    let rest = &inner[end..];
    let closed = rest.len() - rest.trim_start_matches(']').len();
    let after = rest.trim_start_matches(']').trim();
    let marks = |count: usize| match count {
        1 => "one bracket",
        2 => "two brackets",
        _ => "three brackets",
    };
    let slip = |what: String, hint: String| Some(line.slip(trimmed, what, hint));
    let word: String = name
        .chars()
        .map(|c| if c.is_whitespace() { '-' } else { c })
        .collect();
    if name.is_empty() {
        return slip(
            "there is no name of a table between the brackets".to_owned(),
            "write for example `[campaign]` or `[[fact]]`".to_owned(),
        );
    }
    if opened > 2 || (opened != closed && is_key(name)) {
        // More brackets on either side mean a list, as `[[` is the form that people half remember.
        let right = if opened.max(closed) >= 2 { 2 } else { 1 };
        let (open, close) = ("[".repeat(right), "]".repeat(right));
        let what = if closed == 0 {
            format!("the name of the table `{name}` is not closed")
        } else {
            format!(
                "the name of the table `{name}` has {} before it and {} after it",
                marks(opened.min(2)),
                marks(closed.min(3))
            )
        };
        return slip(what, format!("write `{open}{name}{close}`"));
    }
    if !is_key(name) {
        let (open, close) = ("[".repeat(opened), "]".repeat(opened));
        let word = word.trim_matches('.').to_owned();
        let hint = if word.is_ascii() && is_key(&word) {
            format!("write it as one word: `{open}{word}{close}`")
        } else {
            "names of tables are words of letters, digits, - and _, such as `[[fact]]`".to_owned()
        };
        return slip(
            format!("`{}` cannot be the name of a table", short(name)),
            hint,
        );
    }
    if !after.is_empty() && !after.starts_with('#') {
        let hint = "begin a new line after the bracket; a comment begins with #".to_owned();
        return Some(line.slip(
            after,
            format!(
                "`{}` is on the same line as the name of a table",
                short(after)
            ),
            hint,
        ));
    }
    None
}

/// Explains a table within a key that has a plain value already.
fn misplaced(line: &Line<'_>) -> Slip {
    let trimmed = line.text.trim();
    let name = trimmed.trim_matches(['[', ']']);
    let what = format!("a part of `{name}` has a value already, so it cannot be a table");
    let hint = if name.contains(".areas.") {
        // Layouts draw the grid in `areas` and describe its areas in `area`, which is easily mixed up.
        format!("write `[{}]`", name.replace(".areas.", ".area."))
    } else {
        "give the table another name".to_owned()
    };
    line.slip(trimmed, what, hint)
}

/// Passes on the words of the parser for a slip that is not recognised.
fn unknown(line: &Line<'_>, stop: &Stop) -> Slip {
    Slip {
        span: stop.span.clone(),
        what: format!("`{}` cannot be read: {}", short(line.text.trim()), stop.message.trim()),
        hint: "a line is a key with its value, such as `title = \"Strike\"`, the name of a table in [ ], or a comment after #".to_owned(),
        until: line.range.end,
    }
}

/// The first 40 characters of a text, for a message.
pub(super) fn short(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
