//! Translations: files `NAME.LANG.toml` beside the content, with the same ids and only the texts.
//!
//! In go the two files; out comes a [`Translation`] with its texts by key path, and findings: keys that the
//! content does not have (`keys`), and what is missing, stale or different from its source (`findings`). A
//! translation is compared with the content as text, before either is turned into a campaign, because it may be
//! incomplete at any time.

mod findings;
mod keys;
mod status;

pub use status::Status;

use std::collections::BTreeMap;

use super::stale::State;
use super::texts::{self, Need};
use crate::diag::Diagnostics;
use crate::document::{Document, Leaf};
use crate::language::Language;
use keys::Reader;

/// A translation, compared with the content.
#[derive(Clone, Debug)]
pub struct Translation {
    /// Its language.
    pub language: Language,
    /// Draft or reviewed.
    pub status: Status,
    /// Who made it.
    pub translator: Option<String>,
    /// Number of texts of the content that need a translation.
    pub needed: usize,
    /// The key paths of those that have none.
    pub missing: Vec<String>,
    /// The key paths of those whose source changed after they were translated.
    pub stale: Vec<String>,
    /// The translated texts by key path.
    pub(in crate::content) texts: BTreeMap<String, String>,
    pub(in crate::content) document: Document,
}

/// The texts of the content, each with its key path, in the order of the file.
fn originals(document: &Document) -> Vec<(String, String, Need)> {
    let text = |leaf: Leaf| {
        let need = texts::need(&leaf.path)?;
        let text = leaf.text.filter(|text| !text.trim().is_empty())?;
        Some((leaf.path, text, need))
    };
    document.leaves().into_iter().filter_map(text).collect()
}

/// The texts that a translation into a language may have: those of the content, and all fixed words of layouts
/// if the program has no table for that language.
pub(in crate::content) fn wanted(
    document: &Document,
    language: &Language,
) -> Vec<(String, String, Need)> {
    let mut wanted = originals(document);
    for (path, _, need) in &mut wanted {
        // The program's table has this word in the language, so the translator need not give one.
        let fixed = path
            .strip_prefix("labels.")
            .and_then(|name| language.label(name));
        if fixed.is_some() && language.is_known() {
            *need = Need::Names;
        }
    }
    // For such a language every fixed word has to come from the translator, with the English one as its source.
    if !language.is_known() {
        for name in language.labels() {
            let path = format!("labels.{name}");
            if !wanted.iter().any(|(known, ..)| *known == path) {
                let english = language.model(name).unwrap_or_default();
                wanted.push((path, english.to_owned(), Need::Words));
            }
        }
    }
    wanted
}

/// The key of the table in which `handbill translate` keeps what each text was translated from.
pub(in crate::content) const KEPT: &str = "translation.from";

/// Reads a translation and compares it with the content. Unknown ids and keys are errors; missing texts, stale
/// texts and drafts are warnings.
pub(in crate::content) fn read(
    document: &Document,
    language: Language,
    original: &Document,
    problems: &mut Diagnostics,
) -> Translation {
    let leaves = document.leaves();
    let kept = read_kept(&leaves);
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
        found: 0,
        problems,
    };
    // A file that says nothing about its state counts as a draft.
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
            // Only words count for how far a translation is: names may stay.
            translation.needed += 1;
            if own.is_none() {
                translation.missing.push(path.clone());
            }
        }
        // The comment that marks a stale text is not read here. Deleting it counts after `translate` has run
        // again.
        let kept = kept.get(path.as_str()).map(String::as_str);
        let state = own.map(|own| State::of(kept, text, own, true));
        if matches!(state, Some(State::Stale { .. })) {
            translation.stale.push(path.clone());
        }
    }
    translation.report(&known, problems);
    translation
}

/// The fingerprints that the file keeps of the sources of its texts, by key path.
pub(in crate::content) fn read_kept(leaves: &[Leaf]) -> BTreeMap<String, String> {
    let of = |leaf: &Leaf| {
        let path = leaf.path.strip_prefix(KEPT)?.strip_prefix('.')?;
        Some((path.to_owned(), leaf.text.clone()?))
    };
    leaves.iter().filter_map(of).collect()
}
