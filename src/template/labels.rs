//! Fixed words that layouts print: those of the campaign, of the layout, and of the language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::chain::Chain;
use crate::content::Campaign;
use crate::diag::Diagnostic;
use crate::frame::Origin;
use crate::language::{self, Language};

/// Where fixed words are looked for.
pub(super) struct Labels<'a> {
    pub(super) campaign: &'a Campaign,
    /// Those of the layout, in the language that the content is written in.
    pub(super) own: &'a BTreeMap<String, String>,
    pub(super) chain: &'a Chain,
}

/// A fixed word.
pub(super) struct Label {
    pub(super) text: String,
    pub(super) origin: Origin,
    /// Its language, where it is another than the campaign's.
    pub(super) language: Option<Arc<str>>,
}

impl Label {
    /// What stands before and after the name in braces; all of it before, where it has none.
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
    /// The word of a name. The campaign's own comes first, then the layout's where it is in the right
    /// language, then that of the language. None where there is none: a language that the program has no
    /// words for gets none of another.
    pub(super) fn get(&self, name: &str) -> Option<Label> {
        let campaign = self.campaign;
        let key = format!("labels.{name}");
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
        // American words of the campaign's own serve in Britain before British ones of the table.
        let related = foreign
            .as_deref()
            .is_some_and(|first| language::primary(first) == language::primary(language.tag()));
        if foreign.is_none() || related {
            from_content.or(from_layout).or(fixed)
        } else if !language.is_known() {
            fixed
        } else {
            fixed.or(from_content).or(from_layout)
        }
    }

    /// Whether a layout may ask for a word of that name, be it given or not.
    pub(super) fn has(&self, name: &str) -> bool {
        let language = &self.campaign.language;
        self.own.contains_key(name)
            || self.campaign.labels.contains_key(name)
            || language.model(name).is_some()
    }

    /// All names, in order.
    pub(super) fn names(&self) -> BTreeSet<String> {
        let fixed = self.campaign.language.labels().map(str::to_owned);
        let own = self.own.keys().chain(self.campaign.labels.keys()).cloned();
        fixed.chain(own).collect()
    }

    /// Words of the layout that are in no table and that the translation does not have: key and problem.
    pub(super) fn untranslated(&self) -> Vec<(String, Diagnostic)> {
        let language = &self.campaign.language;
        let lacking = |name: &&String| {
            let foreign = self.campaign.files.language_of(&format!("labels.{name}"));
            foreign.is_some()
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
                    "untranslated",
                    format!("the label `{name}` of the layout is not translated into {to}"),
                );
                let hint =
                    format!("put `{name}` under [labels] in the translation, and in the content");
                (format!("labels.{name}"), problem.hint(hint))
            })
            .collect()
    }
}
