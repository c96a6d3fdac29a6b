//! A TOML file read with its spans, so that every later complaint can point at a line.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::{Diagnostic, Diagnostics, Place, Source};

mod meanings;
mod syntax;
mod types;

pub use meanings::declared_picture;

/// A parsed file: its text, and the place of every key.
#[derive(Clone, Debug)]
pub struct Document {
    source: Arc<Source>,
    spans: Arc<Spans>,
}

/// Where keys and values stand.
#[derive(Debug, Default)]
struct Spans {
    /// By key path, elements of arrays by their number.
    places: BTreeMap<String, Range<usize>>,
    /// The number of an element, by the path of its array and its id.
    numbers: BTreeMap<String, usize>,
    /// The id of an element, by its path with its number.
    ids: BTreeMap<String, String>,
}

/// A value that holds no others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Its key path, elements by their ids where they have one.
    pub path: String,
    /// Its text; none where it is no text.
    pub text: Option<String>,
}

/// A problem per key is enough; a file with more than this many is another kind of file.
const MOST_PROBLEMS: usize = 50;

impl Document {
    /// Parses a TOML text. All syntax errors are reported, not only the first.
    pub fn parse(source: Source) -> Result<Self, Diagnostics> {
        let source = Arc::new(source);
        let (root, errors) = DeTable::parse_recoverable(&source.text);
        let mut problems = Diagnostics::default();
        let stops = errors.iter().map(|error| syntax::Stop {
            span: error.span().unwrap_or(0..0),
            message: error.message().trim().to_owned(),
        });
        let mut stops: Vec<syntax::Stop> = stops.collect();
        stops.sort_by_key(|stop| stop.span.start);
        if !stops.is_empty() {
            for slip in syntax::slips(&source.text, &stops, MOST_PROBLEMS) {
                let place = Place {
                    source: source.clone(),
                    span: slip.span,
                    key: String::new(),
                };
                let problem = Diagnostic::error("toml-syntax", slip.what).hint(slip.hint);
                problems.push(problem.at(place));
            }
        }
        if problems.has_errors() {
            return Err(problems);
        }
        let mut spans = Spans::default();
        index_table(root.get_ref(), "", &mut spans);
        Ok(Self {
            source: source.clone(),
            spans: Arc::new(spans),
        })
    }

    /// The file behind the document.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Reads the document into a type, and reports every key that is unknown or has the wrong kind
    /// of value. Such keys are left out, so that all of them are found in one go. None where there are
    /// too many of them to go on.
    pub fn read<T: DeserializeOwned>(&self, problems: &mut Diagnostics) -> Option<T> {
        let (mut root, _) = DeTable::parse_recoverable(&self.source.text);
        for _ in 0..MOST_PROBLEMS {
            let error = match T::deserialize(toml::Deserializer::from(root.clone())) {
                Ok(value) => return Some(value),
                Err(error) => error,
            };
            let span = error.span().unwrap_or(0..0);
            let mut removed = String::new();
            let found = remove_at(root.get_mut(), &span, &mut removed);
            let problem = self.explain(error.message(), &span, &removed);
            let place = Place {
                source: self.source.clone(),
                span,
                key: removed,
            };
            problems.push(problem.at(place));
            self.drop_parts_of_misspelt(problems);
            if !found {
                break;
            }
        }
        None
    }

    /// A table whose other parts have its right name is reported by the part that is misspelt alone.
    fn drop_parts_of_misspelt(&self, problems: &mut Diagnostics) {
        let hints: Vec<String> = problems
            .iter()
            .filter_map(|problem| problem.hint.clone())
            .collect();
        let follows = |problem: &Diagnostic| {
            let key = problem.place.as_ref().map_or("", |place| &place.key);
            let meant = format!("did you mean `[[{key}]]`?");
            problem.code == "wrong-type" && hints.contains(&meant)
        };
        let all = std::mem::take(problems);
        *problems = all.filter_map(|problem| (!follows(&problem)).then_some(problem));
    }

    /// Reads the document into a type with other texts in the place of some of its own: by key path,
    /// elements by their ids. None where it does not suit the type; [`Document::read`] says why.
    pub fn read_over<T: DeserializeOwned>(&self, texts: &BTreeMap<String, String>) -> Option<T> {
        let (mut root, _) = DeTable::parse_recoverable(&self.source.text);
        for (key, value) in root.get_mut().iter_mut() {
            self.replace(value, key.get_ref(), texts);
        }
        T::deserialize(toml::Deserializer::from(root)).ok()
    }

    /// Says what is wrong with the value or the key at a place, and what to write.
    fn explain(&self, message: &str, span: &Range<usize>, path: &str) -> Diagnostic {
        let written = self.source.text.get(span.clone()).unwrap_or_default();
        let mut keys = path.rsplit('.').peekable();
        let mut in_list = false;
        while let Some(number) = keys.peek()
            && number.parse::<usize>().is_ok()
        {
            in_list = true;
            keys.next();
        }
        let key = keys.next().unwrap_or_default();
        // serde takes a list for a table whose keys come in order.
        if written.starts_with("[[") && message.starts_with("invalid type: map") {
            return types::one_table(written.trim_matches(['[', ']']).trim());
        }
        let value_of = |span: &Range<usize>| self.spans.places.get(path) == Some(span);
        let misfit = types::Misfit {
            key,
            written,
            in_list: in_list || !value_of(span),
            table: path.split('.').next().unwrap_or_default(),
        };
        let problem = types::explain(message, &misfit).unwrap_or_else(|| explain(message, path));
        // A picture by its file, under a key of another name.
        let after = self.source.text.get(span.end..).unwrap_or_default();
        let line = after.lines().next().unwrap_or_default();
        let value = line.trim_start().strip_prefix('=').map(str::trim_start);
        let file =
            value.and_then(|value| value.strip_prefix(['"', '\''])?.split(['"', '\'']).next());
        match (&problem.hint, file.and_then(declared_picture)) {
            (Some(meant), Some(declared))
                if problem.code == "unknown-key" && meant.contains("`image`") =>
            {
                let hint = format!("{meant} {declared}");
                problem.hint(hint)
            }
            _ => problem,
        }
    }

    fn replace(
        &self,
        value: &mut Spanned<DeValue<'_>>,
        path: &str,
        texts: &BTreeMap<String, String>,
    ) {
        match value.get_mut() {
            DeValue::Table(table) => {
                for (key, value) in table.iter_mut() {
                    self.replace(value, &format!("{path}.{}", key.get_ref()), texts);
                }
            }
            DeValue::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.replace(item, &format!("{path}.{index}"), texts);
                }
            }
            DeValue::String(own) => {
                if let Some(text) = texts.get(&self.by_id(path)) {
                    *own = text.clone().into();
                }
            }
            _ => {}
        }
    }

    /// All values that hold no others, in the order of the file.
    pub fn leaves(&self) -> Vec<Leaf> {
        fn walk(
            value: &Spanned<DeValue<'_>>,
            path: String,
            found: &mut Vec<(usize, String, Option<String>)>,
        ) {
            match value.get_ref() {
                DeValue::Table(table) => {
                    for (key, value) in table {
                        walk(value, format!("{path}.{}", key.get_ref()), found);
                    }
                }
                DeValue::Array(items) => {
                    for (index, item) in items.iter().enumerate() {
                        walk(item, format!("{path}.{index}"), found);
                    }
                }
                leaf => {
                    let text = leaf.as_str().map(str::to_owned);
                    found.push((value.span().start, path, text));
                }
            }
        }
        let (root, _) = DeTable::parse_recoverable(&self.source.text);
        let mut found = Vec::new();
        for (key, value) in root.get_ref() {
            walk(value, key.get_ref().to_string(), &mut found);
        }
        found.sort_by_key(|(at, ..)| *at);
        found
            .into_iter()
            .map(|(_, path, text)| Leaf {
                path: self.by_id(&path),
                text,
            })
            .collect()
    }

    /// A key path with the id of each element in place of its number.
    pub fn by_id(&self, path: &str) -> String {
        let mut numbered = String::with_capacity(path.len());
        let mut named = String::with_capacity(path.len());
        for segment in self.by_number(path).split('.') {
            if !numbered.is_empty() {
                numbered.push('.');
                named.push('.');
            }
            numbered.push_str(segment);
            named.push_str(
                self.spans
                    .ids
                    .get(&numbered)
                    .map_or(segment, String::as_str),
            );
        }
        named
    }

    /// Whether that key is there.
    pub fn has(&self, path: &str) -> bool {
        self.spans.places.contains_key(&self.by_number(path))
    }

    /// The place of a key path such as `fact.leaders.figure`. An element of an array of tables goes
    /// by its `id` or by its number. Where the last key is missing, the place of what should hold it.
    pub fn place(&self, path: &str) -> Place {
        let numbered = self.by_number(path);
        let mut known = numbered.as_str();
        let span = loop {
            if let Some(span) = self.spans.places.get(known) {
                break span.clone();
            }
            match known.rfind('.') {
                Some(dot) => known = &known[..dot],
                None => break 0..0,
            }
        };
        Place {
            source: self.source.clone(),
            span,
            key: path.to_owned(),
        }
    }

    /// A key path with the number of each element in place of its id.
    fn by_number(&self, path: &str) -> String {
        let mut numbered = String::with_capacity(path.len());
        for segment in path.split('.') {
            let parent = numbered.len();
            if parent > 0 {
                numbered.push('.');
            }
            numbered.push_str(segment);
            if let Some(number) = self.spans.numbers.get(&numbered) {
                numbered.truncate(parent);
                numbered.push_str(&format!(".{number}"));
            }
        }
        numbered
    }
}

fn index_table(table: &DeTable<'_>, path: &str, spans: &mut Spans) {
    for (key, value) in table {
        let path = if path.is_empty() {
            key.get_ref().to_string()
        } else {
            format!("{path}.{}", key.get_ref())
        };
        index_value(value, path, spans);
    }
}

fn index_value(value: &Spanned<DeValue<'_>>, path: String, spans: &mut Spans) {
    match value.get_ref() {
        DeValue::Table(table) => index_table(table, &path, spans),
        DeValue::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let id = item.get_ref().as_table().and_then(|table| table.get("id"));
                if let Some(id) = id.and_then(|id| id.get_ref().as_str()) {
                    // Of two elements with one id the first keeps it; the other goes by its number.
                    let number = spans.numbers.entry(format!("{path}.{id}"));
                    if *number.or_insert(index) == index {
                        spans.ids.insert(format!("{path}.{index}"), id.to_owned());
                    }
                }
                index_value(item, format!("{path}.{index}"), spans);
            }
        }
        _ => {}
    }
    spans.places.insert(path, value.span());
}

/// Removes the innermost entry that an error points at, and tells its key path.
fn remove_at(table: &mut DeTable<'_>, span: &Range<usize>, path: &mut String) -> bool {
    fn within(span: &Range<usize>, outer: &Range<usize>) -> bool {
        outer.start <= span.start && span.end <= outer.end
    }
    fn in_value(value: &mut DeValue<'_>, span: &Range<usize>, path: &mut String) -> bool {
        match value {
            DeValue::Table(inner) => remove_at(inner, span, path),
            DeValue::Array(items) => {
                let length = path.len();
                items.iter_mut().enumerate().any(|(index, item)| {
                    path.truncate(length);
                    path.push_str(&format!(".{index}"));
                    in_value(item.get_mut(), span, path)
                }) || {
                    path.truncate(length);
                    false
                }
            }
            _ => false,
        }
    }
    let length = path.len();
    let mut hit = None;
    for (key, value) in table.iter_mut() {
        path.truncate(length);
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(key.get_ref());
        // A table header's span does not cover its body, so the inside is tried in any case.
        if key.span() != *span && value.span() != *span && in_value(value.get_mut(), span, path) {
            return true;
        }
        if within(span, &key.span()) || within(span, &value.span()) {
            hit = Some(key.get_ref().to_string());
            break;
        }
    }
    match hit {
        Some(key) => {
            table.remove(key.as_str());
            true
        }
        None => {
            path.truncate(length);
            false
        }
    }
}

/// Turns serde's sentence on keys and words into one of ours.
fn explain(message: &str, path: &str) -> Diagnostic {
    let mut quoted = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field") {
        let given = quoted.next().unwrap_or_default().to_owned();
        let known: Vec<&str> = quoted.collect();
        let problem = Diagnostic::error("unknown-key", format!("unknown key `{given}`"));
        let Some(meant) = meanings::meant(&given, &known) else {
            let close = problem.clone().suggest(&given, known);
            let is_close = close
                .hint
                .as_ref()
                .is_some_and(|hint| hint.starts_with("did you"));
            return match meanings::home(&given) {
                Some(table) if !is_close => {
                    problem.hint(format!("`{given}` belongs below {table}"))
                }
                _ => close,
            };
        };
        // At the top of a file the keys are tables.
        let is_table = !path.contains('.');
        return problem.hint(match is_table {
            true if meanings::is_list(meant) => format!("did you mean `[[{meant}]]`?"),
            true => format!("did you mean `[{meant}]`?"),
            false => format!("did you mean `{meant}`?"),
        });
    }
    if message.starts_with("unknown variant") {
        let given = quoted.next().unwrap_or_default().to_owned();
        let known: Vec<&str> = quoted.collect();
        let problem = Diagnostic::error("unknown-value", format!("unknown value `{given}`"));
        return match meanings::meant(&given, &known) {
            Some(meant) => problem.hint(format!("did you mean `{meant}`?")),
            None => problem.suggest(&given, known),
        };
    }
    if message.starts_with("missing field") {
        let lacks = quoted.next().unwrap_or_default();
        return Diagnostic::error("missing-key", format!("`{lacks}` is missing"));
    }
    if message.starts_with("invalid") || message.starts_with("data did not match") {
        let key = path.rsplit('.').find(|part| part.parse::<usize>().is_err());
        let key = key.unwrap_or_default();
        // The words of a person who writes files, not those of a programmer.
        let what = match message.split_once(", expected ") {
            Some((_, expected)) => format!("`{key}` is {}", expected.trim()),
            None => format!("`{key}` has another kind of value than it takes"),
        };
        return Diagnostic::error("wrong-type", what).hint(
            "texts stand between quotation marks, numbers do not, and lists stand between [ and ]",
        );
    }
    match message.split_once(" — ") {
        Some((message, hint)) => {
            Diagnostic::error("bad-value", message.trim().to_owned()).hint(hint.trim())
        }
        None => Diagnostic::error("bad-value", message.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Sample {
        name: Option<String>,
        item: Vec<Item>,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Item {
        id: Option<String>,
        count: Option<u32>,
    }

    fn document(text: &str) -> Document {
        Document::parse(Source {
            name: "sample.toml".into(),
            text: text.into(),
            shipped: false,
        })
        .expect("well-formed")
    }

    #[test]
    fn all_problems_come_at_once() {
        let text = "nam = 'x'\n[[item]]\nid = 'a'\ncount = 'two'\n[[item]]\nid = 'b'\nconut = 2\ncount = 3\n";
        let mut problems = Diagnostics::default();
        let sample: Sample = document(text).read(&mut problems).expect("few problems");
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(
            said.iter()
                .any(|line| line.contains("sample.toml:1:1: error[unknown-key]")
                    && line.contains("`name`"))
        );
        assert!(
            said.iter()
                .any(|line| line.contains("sample.toml:4:9: error[wrong-type]"))
        );
        assert!(
            said.iter()
                .any(|line| line.contains("sample.toml:7:1: error[unknown-key]")
                    && line.contains("`count`"))
        );
        assert_eq!(sample.item.len(), 2);
        assert_eq!(sample.item[1].count, Some(3));
        assert_eq!(sample.name, None);
        assert_eq!(sample.item[0].id.as_deref(), Some("a"));
    }

    /// A character more or less anywhere in a file: it is read, or a slip is named, and nothing else happens.
    #[test]
    fn any_slip_of_a_key_is_named() {
        let text = "# note\n[campaign]\ntitle = \"A – b\" # x\nday = 2026-03-01\n\n[[fact]]\nid = 'é'\nlist = [\"a\", \"ü\"]\ninner = { a = 1, b = \"c\" }\nbody = \"\"\"\nx\n\"\"\"\n";
        let signs = [
            "", "\"", "'", "“", "»", "[", "]", "{", "}", "=", ":", ",", "#", "\\", "\n", "\r",
            "\u{a0}", "\u{feff}", "é", "\"\"\"", "//", ".",
        ];
        for (at, sign) in text
            .char_indices()
            .flat_map(|(at, _)| signs.iter().map(move |sign| (at, sign)))
        {
            let rest = text.get(at..).unwrap_or_default();
            let next = rest.chars().next().map_or(0, char::len_utf8);
            for skipped in [0, next] {
                let slip = format!("{}{sign}{}", &text[..at], &text[at + skipped..]);
                if let Err(problems) = Document::parse(Source {
                    name: "sample.toml".into(),
                    text: slip.clone(),
                    shipped: false,
                }) {
                    assert!(problems.has_errors(), "{slip}");
                    for problem in problems.iter() {
                        let span = problem.place.clone().expect("a place").span;
                        assert!(span.end <= slip.len(), "{slip}");
                        assert!(problem.hint.is_some(), "{slip}");
                    }
                }
            }
        }
    }

    #[test]
    fn places_are_found_by_id() {
        let document = document("[[item]]\nid = 'a'\n[[item]]\nid = 'b'\ncount = 3\n");
        let place = document.place("item.b.count");
        assert_eq!(&document.source().text[place.span], "3");
        assert_eq!(document.by_id("item.1.count"), "item.b.count");
    }

    #[test]
    fn texts_are_listed_and_replaced() {
        let document = document("name = 'x'\n[[item]]\nid = 'a'\ncount = 2\n");
        let paths: Vec<String> = document
            .leaves()
            .into_iter()
            .map(|leaf| leaf.path)
            .collect();
        assert_eq!(paths, ["name", "item.a.id", "item.a.count"]);
        let texts = BTreeMap::from([("name".to_owned(), "y".to_owned())]);
        let read: Sample = document.read_over(&texts).expect("it suits");
        assert_eq!(read.name.as_deref(), Some("y"));
    }
}
