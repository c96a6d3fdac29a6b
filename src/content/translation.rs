//! Translations: `NAME.LANG.toml` beside the content, with the same ids and only the texts.

use std::collections::{BTreeMap, BTreeSet};

use super::stale::State;
use super::texts::{self, Need};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::document::{Document, Leaf};
use crate::language::Language;

/// A file with more wrong keys than this is another kind of file.
const MOST_PROBLEMS: usize = 50;

/// Most keys that one message names.
const MOST_NAMED: usize = 6;

/// How far a translation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not read by a second person yet.
    Draft,
    /// Read and found right by someone who speaks the language.
    Reviewed,
}

/// A translation, held against the content.
#[derive(Clone, Debug)]
pub struct Translation {
    /// Its language.
    pub language: Language,
    /// How far it is.
    pub status: Status,
    /// Who made it.
    pub translator: Option<String>,
    /// How many texts of the content need a translation.
    pub needed: usize,
    /// The key paths of those that have none.
    pub missing: Vec<String>,
    /// The key paths of those whose source changed after they were translated.
    pub stale: Vec<String>,
    /// The translated texts by key path.
    pub(super) texts: BTreeMap<String, String>,
    pub(super) document: Document,
}

/// The texts of the content, by key path.
fn originals(document: &Document) -> Vec<(String, String, Need)> {
    let text = |leaf: Leaf| {
        let need = texts::need(&leaf.path)?;
        let text = leaf.text.filter(|text| !text.trim().is_empty())?;
        Some((leaf.path, text, need))
    };
    document.leaves().into_iter().filter_map(text).collect()
}

/// The texts that a translation into a language may have: those of the content, and the fixed words of
/// layouts where the program has none in it.
pub(super) fn wanted(document: &Document, language: &Language) -> Vec<(String, String, Need)> {
    let mut wanted = originals(document);
    for (path, _, need) in &mut wanted {
        // The table of the language has its own word.
        let fixed = path
            .strip_prefix("labels.")
            .and_then(|name| language.label(name));
        if fixed.is_some() && language.is_known() {
            *need = Need::Names;
        }
    }
    if !language.is_known() {
        for name in language.labels() {
            let path = format!("labels.{name}");
            if !wanted.iter().any(|(known, ..)| *known == path) {
                let english = language.label(name).unwrap_or_default();
                wanted.push((path, english.to_owned(), Need::Words));
            }
        }
    }
    wanted
}

/// The key of the table in which `handbill translate` keeps what each text was translated from.
pub(super) const KEPT: &str = "translation.from";

/// Reads a translation and holds it against the content. Unknown ids and keys are errors; missing and
/// stale texts and drafts are warnings.
pub(super) fn read(
    document: &Document,
    language: Language,
    original: &Document,
    problems: &mut Diagnostics,
) -> Translation {
    let leaves = document.leaves();
    let kept = kept(&leaves);
    let originals = wanted(original, &language);
    let known: BTreeMap<&str, &str> = originals
        .iter()
        .map(|(path, text, _)| (path.as_str(), text.as_str()))
        .collect();
    let mut reader = Reader {
        document,
        original,
        fixed: &language,
        known: &known,
        said: 0,
        problems,
    };
    let mut status = Status::Draft;
    let mut translator = None;
    let mut texts = BTreeMap::new();
    for leaf in leaves {
        match leaf.path.as_str() {
            "translation.status" => status = reader.status(&leaf),
            "translation.translator" => {
                translator = leaf.text.filter(|name| !name.trim().is_empty());
            }
            path if path
                .strip_prefix(KEPT)
                .is_some_and(|rest| rest.starts_with('.')) => {}
            path => {
                let path = path.to_owned();
                if let Some(text) = reader.text(leaf) {
                    texts.insert(path, text);
                }
            }
        }
    }
    let mut translation = Translation {
        language,
        status,
        translator,
        needed: 0,
        missing: Vec::new(),
        stale: Vec::new(),
        texts,
        document: document.clone(),
    };
    for (path, text, need) in &originals {
        let own = translation.texts.get(path);
        if *need == Need::Words {
            translation.needed += 1;
            if own.is_none() {
                translation.missing.push(path.clone());
            }
        }
        // The line that marks it is not seen here: deleting it counts when `translate` has run again.
        let kept = kept.get(path.as_str()).map(String::as_str);
        let state = own.map(|own| State::of(kept, text, own, true));
        if matches!(state, Some(State::Stale { .. })) {
            translation.stale.push(path.clone());
        }
    }
    translation.report(&known, problems);
    translation
}

/// What is kept of the sources of the texts, by key path.
pub(super) fn kept(leaves: &[Leaf]) -> BTreeMap<String, String> {
    let of = |leaf: &Leaf| {
        let path = leaf.path.strip_prefix(KEPT)?.strip_prefix('.')?;
        Some((path.to_owned(), leaf.text.clone()?))
    };
    leaves.iter().filter_map(of).collect()
}

struct Reader<'a> {
    document: &'a Document,
    original: &'a Document,
    fixed: &'a Language,
    known: &'a BTreeMap<&'a str, &'a str>,
    said: usize,
    problems: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn report(&mut self, path: &str, problem: Diagnostic) {
        self.said += 1;
        if self.said > MOST_PROBLEMS {
            return;
        }
        self.problems.push(problem.at(self.document.place(path)));
    }

    fn status(&mut self, leaf: &Leaf) -> Status {
        match leaf.text.as_deref() {
            Some("draft") => Status::Draft,
            Some("reviewed") => Status::Reviewed,
            other => {
                let given = other.unwrap_or_default();
                let problem =
                    Diagnostic::error("unknown-value", format!("unknown status `{given}`"));
                self.report(&leaf.path, problem.suggest(given, ["draft", "reviewed"]));
                // That much was said; that it is a draft was not.
                Status::Reviewed
            }
        }
    }

    /// A text of the translation, where the content has one of that key.
    fn text(&mut self, leaf: Leaf) -> Option<String> {
        let Leaf { path, text } = leaf;
        let mut parts = path.split('.');
        let (table, id) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        if table == "labels" {
            self.label(&path, id, text.as_deref().unwrap_or_default());
        }
        if table == "labels"
            || texts::need(&path).is_some() && self.known.contains_key(path.as_str())
        {
            if text.is_none() {
                let problem = Diagnostic::error("wrong-type", format!("`{path}` is no text"));
                self.report(&path, problem.hint("text stands between quotes"));
            }
            return text.filter(|text| !text.trim().is_empty());
        }
        let has_ids = texts::fields(table).len() > 1
            && self.original.has(table)
            && !matches!(table, "campaign" | "organizer");
        if has_ids && !self.is_element(table, id, &path) {
            return None;
        }
        if has_ids && path.ends_with(".id") {
            self.id(table, text.as_deref().unwrap_or_default(), &path);
            return None;
        }
        if has_ids && !self.original.has(&format!("{table}.{id}")) {
            // Said once, at its id.
            return None;
        }
        // An empty text that the content does not have is nobody's mistake.
        if texts::need(&path).is_some() && text.as_ref().is_some_and(|text| text.trim().is_empty())
        {
            return None;
        }
        self.stray(table, &path);
        None
    }

    /// Whether a key stands in an element of a list that goes by its id; says so where it does not.
    fn is_element(&mut self, table: &str, id: &str, path: &str) -> bool {
        let element = format!("{table}.{id}");
        let has_id = self.document.has(&format!("{element}.id"));
        let numbered = id.parse::<usize>().is_ok();
        let problem = match (numbered, has_id) {
            (false, true) => return true,
            (true, true) if !path.ends_with(".id") => return false,
            (true, true) => Diagnostic::error(
                "duplicate-id",
                format!("two of `[[{table}]]` have the same id"),
            )
            .hint("give all texts of an element in one place"),
            (true, false) => Diagnostic::error(
                "missing-key",
                format!("an element of `[[{table}]]` has no id"),
            )
            .hint("write the id that it has in the content"),
            (false, false) => Diagnostic::error(
                "wrong-type",
                format!("`{table}` is a list: its elements go by their ids"),
            )
            .hint(format!("write [[{table}]] above, and id = \"…\" in it")),
        };
        self.report(path, problem);
        false
    }

    /// A fixed word. A layout may have words of its own, so an unknown name is an error only where it is
    /// close to a known one.
    fn label(&mut self, path: &str, name: &str, text: &str) {
        if let Some(problem) = self.fixed.lacking(name, text) {
            self.report(path, problem);
        }
        let own = self
            .known
            .keys()
            .filter_map(|path| path.strip_prefix("labels."));
        let names: BTreeSet<&str> = self.fixed.labels().chain(own).collect();
        if names.contains(name) {
            return;
        }
        let problem = Diagnostic::error("unknown-key", format!("there is no fixed word `{name}`"));
        let problem = problem.suggest(name, names);
        if problem
            .hint
            .as_ref()
            .is_some_and(|hint| hint.starts_with("did you"))
        {
            self.report(path, problem);
        }
    }

    fn id(&mut self, table: &str, id: &str, path: &str) {
        if self.original.has(&format!("{table}.{id}")) {
            return;
        }
        let prefix = format!("{table}.");
        let ids: BTreeSet<&str> = self
            .known
            .keys()
            .filter_map(|path| path.strip_prefix(&prefix)?.split('.').next())
            .collect();
        let problem = Diagnostic::error(
            "unknown-id",
            format!("the content has no `[[{table}]]` with the id `{id}`"),
        );
        self.report(path, problem.suggest(id, ids));
    }

    /// A key that is not that of a text of the content.
    fn stray(&mut self, table: &str, path: &str) {
        let field = path
            .rsplit('.')
            .find(|part| part.parse::<usize>().is_err())
            .unwrap_or(path);
        let problem = if self.original.has(path) && texts::need(path).is_none() {
            Diagnostic::error("not-a-text", format!("`{field}` is not translated"))
                .hint("a translation has texts only; addresses, dates and counts are those of the content")
        } else if texts::need(path).is_some() {
            Diagnostic::error("unknown-key", format!("the content has no `{path}`"))
                .hint("put it into the content first, or leave it out here")
        } else {
            let fields = match table {
                "translation" => vec!["status", "translator"],
                _ => texts::fields(table),
            };
            let unknown = |what: &str| Diagnostic::error("unknown-key", format!("unknown {what}"));
            if fields.is_empty() {
                let tables = texts::tables();
                let known = tables.iter().copied().chain(["translation"]);
                unknown(&format!("table `{table}`")).suggest(table, known)
            } else {
                unknown(&format!("key `{field}`")).suggest(field, fields)
            }
        };
        self.report(path, problem);
    }
}

impl Translation {
    /// How many of the texts that need a translation have one.
    pub fn translated(&self) -> usize {
        self.needed - self.missing.len()
    }

    fn report(&self, known: &BTreeMap<&str, &str>, problems: &mut Diagnostics) {
        let name = self.language.english_name();
        let tag = self.language.tag();
        if self.status == Status::Draft {
            let problem =
                Diagnostic::warning("draft", format!("the translation into {name} is a draft"));
            problems.push(problem.at(self.document.place("translation.status")).hint(
                "have it read by someone who speaks the language, then write status = \"reviewed\"",
            ));
        }
        if self.translator.is_none() {
            let problem = Diagnostic::warning(
                "no-translator",
                format!("the translation into {name} does not say who made it"),
            );
            problems.push(
                problem
                    .at(self.document.place("translation.translator"))
                    .hint("write translator = \"…\" under [translation]"),
            );
        }
        if !self.missing.is_empty() {
            let count = self.missing.len();
            let texts = if count == 1 {
                "1 text is"
            } else {
                &format!("{count} texts are")
            };
            let problem = Diagnostic::warning(
                "untranslated",
                format!(
                    "{texts} not translated into {name}: {}",
                    named(&self.missing)
                ),
            );
            problems.push(
                problem
                    .at(self.document.place(""))
                    .hint(format!("they print in the first language; `handbill translate CONTENT {tag}` adds them to the file")),
            );
        }
        for path in &self.stale {
            let problem = Diagnostic::warning(
                "stale",
                format!("`{path}` changed after it was translated into {name}"),
            );
            problems.push(problem.at(self.document.place(path)).hint(format!(
                "it now reads: {}",
                shortened(known.get(path.as_str()).copied().unwrap_or_default())
            )));
        }
        for (path, own) in &self.texts {
            let original = known.get(path.as_str()).copied().unwrap_or_default();
            self.compare(path, original, own, problems);
        }
        if &**tag == "am" {
            let problem = Diagnostic::warning("unusual-language", "`am` is Amharic");
            problems.push(
                problem
                    .at(self.document.place("translation"))
                    .hint("Armenian is `hy`"),
            );
        }
    }

    /// What a printed translation must not lose: the figures, and the references to sources.
    fn compare(&self, path: &str, original: &str, own: &str, problems: &mut Diagnostics) {
        let (theirs, ours) = (figures(original), figures(own));
        if theirs != ours && !path.starts_with("source.") {
            let problem = Diagnostic::warning(
                "figures-differ",
                format!(
                    "the figures of `{path}` differ from the source's: {} there, {} here",
                    told(&theirs),
                    told(&ours)
                ),
            );
            problems.push(
                problem
                    .at(self.document.place(path))
                    .hint("write in figures what the source has in figures, and in words what it has in words"),
            );
        }
        let (theirs, ours) = (references(original), references(own));
        if theirs != ours {
            let problem = Diagnostic::warning(
                "references-differ",
                format!(
                    "`{path}` names other sources than the content: {} there, {} here",
                    told(&theirs),
                    told(&ours)
                ),
            );
            problems.push(
                problem
                    .at(self.document.place(path))
                    .hint("keep each [words](source:ID)"),
            );
        }
    }
}

impl Translation {
    /// Makes a draft an error, for those who print only what was read twice.
    pub fn require_reviewed(problems: Diagnostics) -> Diagnostics {
        let mut raised = Diagnostics::default();
        raised.extend(problems.into_iter().map(|mut problem| {
            if problem.code == "draft" {
                problem.severity = Severity::Error;
            }
            problem
        }));
        raised
    }
}

/// Numbers written in figures of any script, as European ones, in order of size.
fn figures(text: &str) -> Vec<String> {
    let european = |c: char| -> char {
        match c {
            '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
            '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
            other => other,
        }
    };
    let text: String = text.chars().map(european).collect();
    let mut found: Vec<String> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    found.sort();
    found
}

/// The sources that a text refers to, in order of their ids.
fn references(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text
        .split("](source:")
        .skip(1)
        .filter_map(|part| part.split(')').next().map(str::to_owned))
        .collect();
    found.sort();
    found
}

fn told(things: &[String]) -> String {
    if things.is_empty() {
        "none".to_owned()
    } else {
        things.join(", ")
    }
}

fn named(paths: &[String]) -> String {
    let mut named = paths[..paths.len().min(MOST_NAMED)].join(", ");
    if paths.len() > MOST_NAMED {
        named.push_str(&format!(" and {} more", paths.len() - MOST_NAMED));
    }
    named
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 160;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
