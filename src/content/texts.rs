//! The list of values of a content file that are texts, and so may be translated. Anything that is not listed
//! here (addresses, dates, counts, ids) is the same in all languages.

use std::collections::BTreeSet;

/// Whether a translation has to contain a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Words. A page without them is not translated, and a warning says so.
    Words,
    /// Names, titles of publications, figures. They may stay as they are.
    Names,
}

/// Key paths of texts. `*` stands for an id or a number.
const TEXTS: [(&str, Need); 45] = [
    ("campaign.title", Need::Words),
    ("campaign.headline", Need::Words),
    ("campaign.lead", Need::Words),
    ("campaign.thanks", Need::Words),
    ("campaign.hashtag", Need::Names),
    ("fact.*.text", Need::Words),
    ("fact.*.label", Need::Words),
    ("fact.*.figure", Need::Names),
    ("quote.*.text", Need::Words),
    ("quote.*.speaker", Need::Words),
    ("quote.*.context", Need::Words),
    ("source.*.author", Need::Names),
    ("source.*.title", Need::Names),
    ("source.*.publisher", Need::Names),
    ("action.*.label", Need::Words),
    ("action.*.detail", Need::Words),
    ("action.*.short", Need::Names),
    ("action.*.subject", Need::Names),
    ("action.*.message", Need::Names),
    ("action.*.name", Need::Names),
    ("action.*.organization", Need::Names),
    ("action.*.address", Need::Names),
    ("action.*.note", Need::Names),
    ("action.*.summary", Need::Names),
    ("action.*.place", Need::Names),
    ("action.*.text", Need::Names),
    ("action.*.script.opening", Need::Words),
    ("action.*.script.asks.*", Need::Words),
    ("action.*.script.closing", Need::Words),
    ("event.*.title", Need::Words),
    ("event.*.city", Need::Words),
    ("event.*.place", Need::Words),
    ("image.*.alt", Need::Words),
    ("image.*.credit", Need::Names),
    ("section.*.title", Need::Words),
    ("section.*.body", Need::Words),
    ("person.*.name", Need::Names),
    ("person.*.text", Need::Words),
    ("moment.*.text", Need::Words),
    ("table.*.title", Need::Words),
    ("table.*.columns", Need::Words),
    ("table.*.rows.*", Need::Words),
    ("organizer.name", Need::Names),
    ("organizer.about", Need::Words),
    ("labels.*", Need::Words),
];

/// The kind of a text; `None` if the key path is not that of a text.
pub(super) fn need(path: &str) -> Option<Need> {
    let suits = |pattern: &str| {
        let (mut own, mut wanted) = (path.split('.'), pattern.split('.'));
        loop {
            match (own.next(), wanted.next()) {
                (None, None) => return true,
                (Some(_), Some("*")) => {}
                (Some(a), Some(b)) if a == b => {}
                _ => return false,
            }
        }
    };
    let found = TEXTS.iter().find(|(pattern, _)| suits(pattern));
    found.map(|(_, need)| *need)
}

/// The tables that have texts.
pub(super) fn tables() -> BTreeSet<&'static str> {
    let table = |(pattern, _): &(&'static str, Need)| pattern.split('.').next().unwrap_or(*pattern);
    TEXTS.iter().map(table).collect()
}

/// Whether a table is a list with elements that go by their ids: its pattern has a field after the `*`.
pub(super) fn is_list(table: &str) -> bool {
    let of_list = |pattern: &str| {
        let mut parts = pattern.split('.');
        parts.next() == Some(table) && parts.next() == Some("*") && parts.next().is_some()
    };
    TEXTS.iter().any(|(pattern, _)| of_list(pattern))
}

/// The names of the fields of a table that are texts, for a suggestion.
pub(super) fn fields(table: &str) -> Vec<&'static str> {
    let of_table = |pattern: &&(&'static str, Need)| pattern.0.split('.').next() == Some(table);
    // `asks` of `action.*.script.asks.*`: the last part that is a name.
    let last = |pattern: &(&'static str, Need)| {
        let mut parts = pattern.0.rsplit('.').filter(|part| *part != "*");
        parts.next().unwrap_or(pattern.0)
    };
    TEXTS.iter().filter(of_table).map(last).collect()
}
