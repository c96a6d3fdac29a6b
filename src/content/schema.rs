//! The content file as written: a mirror of its tables, in which everything may be missing.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub(super) campaign: Campaign,
    pub(super) fact: Vec<Fact>,
    pub(super) quote: Vec<Quote>,
    pub(super) source: Vec<Source>,
    pub(super) action: Vec<Action>,
    pub(super) event: Vec<Event>,
    pub(super) image: Vec<Image>,
    pub(super) section: Vec<Section>,
    pub(super) organizer: Organizer,
    pub(super) allow: Vec<Allow>,
    pub(super) labels: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Campaign {
    pub(super) id: Option<String>,
    pub(super) language: Option<String>,
    pub(super) title: Option<String>,
    pub(super) headline: Option<String>,
    pub(super) lead: Option<String>,
    pub(super) hashtag: Option<String>,
    pub(super) home: Option<String>,
    pub(super) as_of: Option<String>,
    pub(super) max_age: Option<String>,
    pub(super) thanks: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Fact {
    pub(super) id: Option<String>,
    pub(super) figure: Option<String>,
    pub(super) count: Option<u32>,
    pub(super) open: Option<bool>,
    pub(super) text: Option<String>,
    pub(super) source: Option<String>,
    pub(super) as_of: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Quote {
    pub(super) id: Option<String>,
    pub(super) text: Option<String>,
    pub(super) speaker: Option<String>,
    pub(super) source: Option<String>,
    pub(super) context: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Source {
    pub(super) id: Option<String>,
    pub(super) author: Option<String>,
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) date: Option<String>,
    pub(super) url: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Action {
    pub(super) id: Option<String>,
    pub(super) kind: Option<Kind>,
    pub(super) label: Option<String>,
    pub(super) detail: Option<String>,
    pub(super) short: Option<String>,
    pub(super) url: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) message: Option<String>,
    pub(super) location: Option<String>,
    pub(super) script: Option<Script>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Url,
    Tel,
    Mailto,
    Sms,
    Geo,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Script {
    pub(super) opening: Option<String>,
    pub(super) asks: Vec<String>,
    pub(super) closing: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Event {
    pub(super) id: Option<String>,
    pub(super) city: Option<String>,
    pub(super) country: Option<String>,
    pub(super) place: Option<String>,
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    pub(super) zone: Option<String>,
    pub(super) weekday: Option<String>,
    pub(super) url: Option<String>,
    pub(super) sample: Option<bool>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Image {
    pub(super) id: Option<String>,
    pub(super) file: Option<String>,
    pub(super) alt: Option<String>,
    pub(super) credit: Option<String>,
    pub(super) license: Option<String>,
    pub(super) focus: Option<[f64; 2]>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Section {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) body: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Organizer {
    pub(super) name: Option<String>,
    pub(super) about: Option<String>,
    pub(super) url: Option<String>,
    pub(super) logo: Option<String>,
    pub(super) imprint: BTreeMap<String, Imprint>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Imprint {
    pub(super) responsible: Option<String>,
    pub(super) address: Option<String>,
    pub(super) printer: Option<String>,
    pub(super) place: Option<String>,
    pub(super) note: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Allow {
    pub(super) code: Option<String>,
    pub(super) at: Option<String>,
    pub(super) reason: Option<String>,
}
