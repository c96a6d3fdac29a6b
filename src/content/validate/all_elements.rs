//! All elements of a content file, each checked by the method of its table.

use std::collections::BTreeMap;

use super::ids::Ids;
use super::payloads::Around;
use super::value_checks::Check;
use crate::content::allow::Allow;
use crate::content::campaign::{
    Action, Event, Fact, Moment, Person, Quote, Section, Source, Table,
};
use crate::content::schema;
use crate::language::{Date, Language};
use crate::picture::Image;

/// The keys of the campaign that its elements depend on.
pub(super) struct Head<'h> {
    /// The tag of the language, unchecked.
    pub(super) language: Option<String>,
    /// The day that figures without a date of their own hold for.
    pub(super) as_of: Date,
    pub(super) title: Option<&'h str>,
    /// The fixed words of the campaign's own.
    pub(super) labels: &'h BTreeMap<String, String>,
}

/// The elements without errors, in the order of the file.
pub(super) struct Elements {
    /// The language of the campaign; `None` if its tag is wrong or missing.
    pub(super) language: Option<Language>,
    pub(super) facts: Vec<Fact>,
    pub(super) quotes: Vec<Quote>,
    pub(super) sources: Vec<Source>,
    pub(super) actions: Vec<Action>,
    pub(super) events: Vec<Event>,
    pub(super) images: Vec<Image>,
    pub(super) sections: Vec<Section>,
    pub(super) persons: Vec<Person>,
    pub(super) moments: Vec<Moment>,
    pub(super) tables: Vec<Table>,
    pub(super) allows: Vec<Allow>,
}

impl Check<'_> {
    /// Checks the lists of a file.
    pub(super) fn elements(&mut self, raw: schema::File, ids: &Ids, head: Head<'_>) -> Elements {
        let sources = each("source", raw.source, |at, item| self.source(at, item));
        let facts = each("fact", raw.fact, |at, item| {
            self.fact(at, item, &ids.sources, head.as_of)
        });
        let quotes = each("quote", raw.quote, |at, item| {
            self.quote(at, item, &ids.sources)
        });
        let language = self
            .need("campaign.language", head.language)
            .and_then(|tag| self.language(tag));
        // Before the actions, which may be about an event.
        let events = each("event", raw.event, |at, item| self.event(at, item));
        let around = Around {
            language: language.as_ref(),
            labels: head.labels,
            event_ids: &ids.events,
            events: &events,
            title: head.title,
        };
        let actions = each("action", raw.action, |at, item| {
            self.action(at, item, &around)
        });
        let images = each("image", raw.image, |at, item| self.image(at, item));
        let sections = each("section", raw.section, |at, item| self.section(at, item));
        let persons = each("person", raw.person, |at, item| {
            self.person(at, item, &ids.sources, &ids.images)
        });
        let moments = each("moment", raw.moment, |at, item| {
            self.moment(at, item, &ids.sources)
        });
        let tables = each("table", raw.table, |at, item| self.table(at, item));
        let allows = each("allow", raw.allow, |at, item| self.allow(at, item));
        Elements {
            language,
            facts,
            quotes,
            sources,
            actions,
            events,
            images,
            sections,
            persons,
            moments,
            tables,
            allows,
        }
    }
}

/// Checks each element of a list. The closure gets its key path with its number, such as `fact.0`.
fn each<T, U>(table: &str, items: Vec<T>, mut one: impl FnMut(&str, T) -> Option<U>) -> Vec<U> {
    items
        .into_iter()
        .enumerate()
        .filter_map(|(index, item)| one(&format!("{table}.{index}"), item))
        .collect()
}
