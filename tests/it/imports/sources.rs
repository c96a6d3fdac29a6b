//! The source files as the rules on imports see them: code without comments, strings and tests, and what
//! each file defines and names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A file below `src/`.
pub(super) struct Source {
    /// Its path below `src/`, such as `pdf/draw.rs`.
    pub(super) name: String,
    /// Its code, without comments.
    pub(super) code: String,
    /// Its code without comments, strings and tests.
    pub(super) bare: String,
}

impl Source {
    /// Whether it is compiled for tests alone.
    pub(super) fn is_test(&self) -> bool {
        self.name.contains("/tests/") || TESTS.iter().any(|test| self.name.ends_with(test))
    }
}

/// The names of files that are compiled for tests alone.
const TESTS: [&str; 2] = ["/tests.rs", "/conformance.rs"];

/// Every source file, in the order of their names.
pub(super) fn read() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let name = path.strip_prefix(&root).expect("below src");
            let text = fs::read_to_string(&path).expect("a source file");
            sources.push(Source {
                name: name.to_string_lossy().replace('\\', "/"),
                code: strip(&text, false),
                bare: without_tests(&strip(&text, true)),
            });
        }
    }
    assert!(sources.len() > 30, "the walk finds the sources");
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    sources
}

/// The text without comments and, where asked, without what strings and characters hold.
fn strip(text: &str, strings_too: bool) -> String {
    let bytes = text.as_bytes();
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        // Letters of several bytes stand in names and macros too.
        let Some(rest) = text.get(at..) else {
            kept.push(*byte);
            at += 1;
            continue;
        };
        let end = if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        } else if *byte == b'"' {
            closing_quote(bytes, at + 1)
        } else if rest.starts_with("r\"") || rest.starts_with("r#\"") {
            let fence = if rest.starts_with("r#") { "\"#" } else { "\"" };
            let open = rest.find('"').expect("a quote") + 1;
            at + open + rest[open..].find(fence).expect("the end of a string") + fence.len()
        } else if *byte == b'\'' && is_character(bytes, at) {
            let skip = if bytes[at + 1] == b'\\' { 3 } else { 1 };
            at + skip + rest[skip..].find('\'').expect("the end of a character") + 1
        } else {
            kept.push(*byte);
            at += 1;
            continue;
        };
        if strings_too {
            kept.extend(b"\"\"");
        } else {
            kept.extend(&bytes[at..end]);
        }
        at = end;
    }
    String::from_utf8(kept).expect("only whole characters are left out")
}

/// One past the quote that ends a string.
fn closing_quote(bytes: &[u8], mut at: usize) -> usize {
    while bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at + 1
}

/// Whether a quotation mark begins a character rather than a lifetime.
fn is_character(bytes: &[u8], at: usize) -> bool {
    let next = bytes[at + 1];
    next == b'\\' || !next.is_ascii() || bytes[at + 2] == b'\''
}

/// The code without the items that are compiled for tests alone.
fn without_tests(code: &str) -> String {
    let mut kept = String::new();
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        kept.push_str(&rest[..at]);
        let item = &rest[at..];
        let open = item.find('{').unwrap_or(item.len());
        let semicolon = item.find(';').unwrap_or(item.len());
        let end = if semicolon < open {
            semicolon + 1
        } else {
            open + closing_brace(&item[open..])
        };
        rest = &item[end..];
    }
    kept + rest
}

/// One past the brace that closes the first one.
fn closing_brace(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// The path of the module that a file is, such as `["pdf", "draw"]`.
pub(super) fn module(name: &str) -> Vec<String> {
    let mut path: Vec<String> = name
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    if path
        .last()
        .is_some_and(|last| last == "mod" || last == "lib")
    {
        path.pop();
    }
    path
}

/// A path as it is written, such as `["super", "plan", "Node"]`.
pub(super) type Written = Vec<String>;

/// What a file defines and names.
pub(super) struct Names {
    /// The names of its items.
    pub(super) items: BTreeSet<String>,
    /// What its `use` declarations bring in, by the name that it has in the file.
    pub(super) imports: BTreeMap<String, Written>,
    /// The imports that it only gives on, to be named by others.
    pub(super) faces: BTreeSet<String>,
    /// The paths in its code.
    pub(super) paths: BTreeSet<Written>,
}

impl Names {
    pub(super) fn of(source: &Source) -> Self {
        let mut imports = BTreeMap::new();
        let mut given = BTreeSet::new();
        let mut body = String::new();
        let mut rest = source.bare.as_str();
        while let Some((before, tree, after)) = next_use(rest) {
            let is_public = before.trim_end().ends_with("pub")
                || before.trim_end().ends_with(')')
                    && before
                        .rsplit('\n')
                        .next()
                        .is_some_and(|line| line.trim_start().starts_with("pub("));
            body.push_str(before);
            for (name, path) in expand(tree, &[]) {
                if is_public {
                    given.insert(name.clone());
                }
                imports.entry(name).or_insert(path);
            }
            rest = after;
        }
        body.push_str(rest);
        let words: BTreeSet<&str> = body.split(|c: char| !is_word(c)).collect();
        given.retain(|name| !words.contains(name.as_str()));
        Self {
            items: items(&body),
            imports,
            faces: given,
            paths: paths(&body),
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The next `use` declaration: what is before it, its tree, and what is after it.
fn next_use(code: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let at = from + code[from..].find("use ")?;
        let starts = code[..at].chars().next_back().is_none_or(|c| !is_word(c));
        if starts {
            let end = at + code[at..].find(';')?;
            return Some((&code[..at], &code[at + 4..end], &code[end + 1..]));
        }
        from = at + 4;
    }
}

/// The names that a tree of imports brings in, each with its path.
fn expand(tree: &str, before: &[String]) -> Vec<(String, Written)> {
    let tree = tree.trim();
    let path = |text: &str| -> Written {
        let parts = text
            .split("::")
            .map(str::trim)
            .filter(|part| !part.is_empty());
        before
            .iter()
            .cloned()
            .chain(parts.map(str::to_owned))
            .collect()
    };
    if let Some((outer, inner)) = tree.split_once('{') {
        let inner = inner.rsplit_once('}').map_or(inner, |(inner, _)| inner);
        let outer = path(outer);
        return branches(inner)
            .into_iter()
            .flat_map(|branch| expand(branch, &outer))
            .collect();
    }
    let (name, alias) = tree
        .split_once(" as ")
        .map_or((tree, None), |(name, alias)| (name, Some(alias)));
    let mut full = path(name);
    if full.last().is_some_and(|last| last == "self") {
        full.pop();
    }
    let Some(last) = full.last().cloned() else {
        return Vec::new();
    };
    vec![(alias.map_or(last, |alias| alias.trim().to_owned()), full)]
}

/// The parts of a list of imports.
fn branches(list: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// The names of the items that a file defines, those of its macros included.
fn items(body: &str) -> BTreeSet<String> {
    const KINDS: [&str; 9] = [
        "fn",
        "struct",
        "enum",
        "trait",
        "type",
        "const",
        "static",
        "union",
        "macro_rules!",
    ];
    let mut names = BTreeSet::new();
    for line in body.lines() {
        // Items of the file stand at the margin; those that a macro makes are indented once.
        let (line, indented) = match line.strip_prefix("    ") {
            Some(line) => (line, true),
            None => (line, false),
        };
        let is_public = line.starts_with("pub");
        let words: Vec<&str> = line
            .split_whitespace()
            .filter(|word| {
                !word.starts_with("pub") && !word.starts_with("crate") && !word.starts_with("in ")
            })
            .collect();
        let name = |word: &&str| -> String { word.chars().take_while(|c| is_word(*c)).collect() };
        match words.as_slice() {
            [kind, word, ..] if !indented && KINDS.contains(kind) => names.insert(name(word)),
            ["const", "fn", word, ..] if !indented => names.insert(name(word)),
            [word, "{"] if indented && is_public => names.insert(name(word)),
            _ => false,
        };
    }
    names
}

/// The paths in code: words joined by `::`.
fn paths(body: &str) -> BTreeSet<Written> {
    let joined = |c: char| is_word(c) || c == ':';
    body.split(|c: char| !joined(c))
        .filter(|text| text.contains("::"))
        .map(|text| {
            text.trim_matches(':')
                .split("::")
                .map(str::to_owned)
                .collect::<Written>()
        })
        .filter(|path| path.len() > 1)
        .collect()
}
