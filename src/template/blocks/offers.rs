//! What codes and steps offer: a payload with the words for it.

use super::expander::Expander;
use crate::content::Action;
use crate::payload::Payload;
use crate::text::Run;

/// A payload to offer, with the words for it.
pub(super) struct Offer {
    /// Key in the content file.
    pub(super) key: String,
    /// Id of the action; `None` for a place on the map.
    pub(super) action: Option<String>,
    pub(super) payload: Payload,
    /// What it is good for: one verb, or several if several actions open the same. There is at least one.
    pub(super) verbs: Vec<Verb>,
    /// A call that may take the place of the verb; see `Words::ask_of`.
    pub(super) ask: Option<String>,
    /// The forms to type. There is at least one.
    pub(super) typed: Vec<Typed>,
}

/// What a code does.
pub(super) struct Verb {
    pub(super) words: Vec<Run>,
    /// The same as plain text.
    pub(super) label: String,
    /// One more sentence; empty if the content has none.
    pub(super) detail: Vec<Run>,
}

/// A short address or a number, as it is typed.
pub(super) struct Typed {
    pub(super) key: String,
    pub(super) short: String,
}

impl Offer {
    /// The first verb as plain text.
    pub(super) fn label(&self) -> &str {
        self.verbs.first().map_or("", |verb| &verb.label)
    }

    /// The first form to type.
    pub(super) fn short(&self) -> &str {
        self.typed.first().map_or("", |typed| &typed.short)
    }

    /// Takes over the words of another offer that opens the same.
    fn join(&mut self, other: Self) {
        let same = |verb: &Verb| {
            let mut known = self.verbs.iter();
            known.any(|known| known.label == verb.label && verb.detail.is_empty())
        };
        let new: Vec<Verb> = other.verbs.into_iter().filter(|verb| !same(verb)).collect();
        self.verbs.extend(new);
        for typed in other.typed {
            if self.typed.iter().all(|known| known.short != typed.short) {
                self.typed.push(typed);
            }
        }
        self.ask = self.ask.take().or(other.ask);
    }
}

/// The offers with those that open the same as one, at the place of the first.
pub(super) fn join_alike(offers: Vec<Offer>) -> Vec<Offer> {
    let mut joined: Vec<Offer> = Vec::new();
    for offer in offers {
        let alike = |known: &&mut Offer| known.payload.opens_the_same_as(&offer.payload);
        match joined.iter_mut().find(alike) {
            Some(known) => known.join(offer),
            None => joined.push(offer),
        }
    }
    joined
}

impl Expander<'_, '_> {
    /// The payload and the words of an action.
    pub(super) fn offer(&self, action: &Action) -> Offer {
        let key = |part: &str| format!("action.{}.{part}", action.id);
        let detail = action.detail.as_deref();
        let short = self.context.words.short(action);
        Offer {
            key: format!("action.{}", action.id),
            action: Some(action.id.clone()),
            payload: action.payload.clone(),
            verbs: vec![Verb {
                words: self.content(&key("label"), &action.label),
                label: action.label.clone(),
                detail: detail.map_or(Vec::new(), |detail| self.content(&key("detail"), detail)),
            }],
            ask: self.context.words.ask_of(action).map(|label| label.text),
            // Empty where it is too long for anyone to type (`home_instead`).
            typed: Some(short)
                .filter(|short| !short.is_empty())
                .map(|short| Typed {
                    key: key("short"),
                    short,
                })
                .into_iter()
                .collect(),
        }
    }
}
