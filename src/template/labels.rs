//! Fixed words that layouts print, such as "Sources" or "as of": those of the campaign, of the layout, and of
//! the table of the language.
//!
//! The campaign's own words win, then the layout's, then the table's, as long as all are in the right language.
//! In a translation the words of campaign and layout may still be in the language of the original; then the
//! table comes first. A language that has no table gets no words of another language: the piece prints without
//! them, and a warning lists them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::chain::Chain;
use crate::content::Campaign;
use crate::diag::Diagnostic;
use crate::frame::Origin;
use crate::language::{self, Language};
use crate::rules::Rule;

/// Where fixed words are looked for.
pub(super) struct Labels<'a> {
    pub(super) campaign: &'a Campaign,
    /// The words of the layout, which are in the language of the original content.
    pub(super) own: &'a BTreeMap<String, String>,
    pub(super) chain: &'a Chain,
}

/// A fixed word.
pub(super) struct Label {
    pub(super) text: String,
    pub(super) origin: Origin,
    /// Its language (BCP 47), if it is not that of the piece.
    pub(super) language: Option<Arc<str>>,
}

impl Label {
    /// The words before and after the name in braces. Without a name, all words are before it.
    pub(super) fn around(&self) -> (&str, &str) {
        let open = self.text.find('{');
        let close = open.and_then(|open| self.text[open..].find('}').map(|at| open + at));
        match (open, close) {
            (Some(open), Some(close)) => (&self.text[..open], &self.text[close + 1..]),
            _ => (&self.text, ""),
        }
    }

    /// The text with names in braces replaced.
    pub(super) fn filled(&self, values: &[(&str, &str)]) -> String {
        values
            .iter()
            .fold(self.text.clone(), |text, (name, value)| {
                text.replace(&format!("{{{name}}}"), value)
            })
    }
}

impl Labels<'_> {
    /// The word of that name, in the order that the module explains; `None` if the language has no such word.
    pub(super) fn get(&self, name: &str) -> Option<Label> {
        let campaign = self.campaign;
        let key = format!("labels.{name}");
        // A language here means that the translation lacks this key, so the campaign's word is the original's.
        let foreign = campaign.files.language_of(&key).map(Language::tag).cloned();
        let from_content = campaign.labels.get(name).map(|text| Label {
            text: text.clone(),
            origin: Origin::new(&campaign.files.of(&key).source().name, &key),
            language: foreign.clone(),
        });
        let from_layout = self.own.get(name).map(|text| Label {
            text: text.clone(),
            origin: self.chain.origin(&key),
            language: foreign.clone(),
        });
        let language = &campaign.language;
        let fixed = language.label(name).map(|text| Label {
            text: text.to_owned(),
            origin: Origin::new(&language.file(), &key),
            language: None,
        });
        // A variant of the same language counts as the right one: American words of the campaign are better for
        // a British piece than the general ones of the table.
        let related = foreign
            .as_deref()
            .is_some_and(|first| language::primary(first) == language::primary(language.tag()));
        if foreign.is_none() || related {
            // The words of campaign and layout are in the right language.
            from_content.or(from_layout).or(fixed)
        } else if !language.is_known() {
            // No table for this language: only fixed words from the translation's own file count.
            fixed
        } else {
            // A word of the table in the right language is better than the campaign's own in another.
            fixed.or(from_content).or(from_layout)
        }
    }

    /// Whether a layout may ask for a word of that name, even if this language lacks it. Any other name is a
    /// slip.
    pub(super) fn has(&self, name: &str) -> bool {
        let language = &self.campaign.language;
        self.own.contains_key(name)
            || self.campaign.labels.contains_key(name)
            || language.model(name).is_some()
    }

    /// The names of all words, sorted, for a suggestion.
    pub(super) fn names(&self) -> BTreeSet<String> {
        let fixed = self.campaign.language.labels().map(str::to_owned);
        let own = self.own.keys().chain(self.campaign.labels.keys()).cloned();
        fixed.chain(own).collect()
    }

    /// Problems of the words that only this layout has and that the translation lacks, each with its key. They
    /// are printed in the language of the original.
    pub(super) fn untranslated(&self) -> Vec<(String, Diagnostic)> {
        let language = &self.campaign.language;
        let lacking = |name: &&String| {
            let foreign = self.campaign.files.language_of(&format!("labels.{name}"));
            foreign.is_some()
                // A language without a table is reported as a whole, not word by word.
                && language.is_known()
                && language.label(name).is_none()
                && !self.campaign.labels.contains_key(*name)
        };
        self.own
            .keys()
            .filter(lacking)
            .map(|name| {
                let to = language.english_name();
                let problem = Diagnostic::warning(
                    Rule::Untranslated,
                    format!("the fixed word `{name}` of the layout is not translated into {to}"),
                );
                let hint =
                    format!("add `{name}` under [labels], in the content and in the translation");
                (format!("labels.{name}"), problem.hint(hint))
            })
            .collect()
    }
}
