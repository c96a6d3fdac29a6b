//! Elements of the content that a layout names: by their ids, by their kinds, or by their places.

use crate::content::{self, Campaign};
use crate::picture::Image;

/// An element of the content that goes by an id.
pub(super) trait Named {
    /// The id.
    fn id(&self) -> &str;

    /// Whether it is of a kind, where there are several.
    fn is(&self, _kind: &str) -> bool {
        false
    }

    /// The kinds that there are.
    fn kinds() -> &'static [&'static str] {
        &[]
    }
}

macro_rules! named {
    ($($type:ty),*) => { $(impl Named for $type { fn id(&self) -> &str { &self.id } })* };
}
named!(
    content::Fact,
    content::Quote,
    content::Section,
    Image,
    content::Event,
    content::Person,
    content::Moment
);

impl Named for content::Action {
    fn id(&self) -> &str {
        &self.id
    }

    fn is(&self, kind: &str) -> bool {
        self.payload.kind() == kind || kind == "script" && self.script.is_some()
    }

    fn kinds() -> &'static [&'static str] {
        &[
            "url", "tel", "mailto", "sms", "geo", "wifi", "contact", "event", "payment", "script",
        ]
    }
}

/// An element found by its id, by its kind, or by its place in the file, from 1.
pub(super) enum Found<'a, T> {
    /// It is there.
    One(&'a T),
    /// The content has fewer elements than that. A layout that goes by places suits any campaign, so
    /// this is no error: what it would have shown is left out.
    Fewer,
    /// Nothing has that id.
    Unknown,
}

/// Finds an element. Ids have a letter in them, so a number is always a place. An id comes before a kind,
/// and of a kind the first is taken.
pub(super) fn find<'a, T: Named>(all: &'a [T], wanted: &str) -> Found<'a, T> {
    match wanted.parse::<usize>() {
        Ok(place) => place
            .checked_sub(1)
            .and_then(|index| all.get(index))
            .map_or(Found::Fewer, Found::One),
        Err(_) => {
            let by_id = all.iter().find(|item| item.id() == wanted);
            let of_kind = || all.iter().find(|item| item.is(wanted));
            match by_id.or_else(of_kind) {
                Some(item) => Found::One(item),
                None if T::kinds().contains(&wanted) => Found::Fewer,
                None => Found::Unknown,
            }
        }
    }
}

/// The pictures that a name is looked for in: all by their ids; by places and of `*` those that are not the
/// logo.
pub(super) fn pictures(campaign: &Campaign, wanted: &str) -> Vec<Image> {
    if wanted == "*" || wanted.parse::<usize>().is_ok() {
        campaign.pictures().cloned().collect()
    } else {
        campaign.images.clone()
    }
}
