//! Finds the elements of the content that a layout asks for: by id (`deaths`), by kind (`tel`) or by place
//! (`1`).
//!
//! Layouts of the program go by places and kinds, because they know no campaign. So an element that is not
//! there is no error in general: only a name that no campaign could have is one.

use crate::content::{self, Campaign};
use crate::picture::Image;

/// An element of the content that has an id.
pub(super) trait Named {
    /// The id, unique among elements of its type.
    fn id(&self) -> &str;

    /// Whether it is of a kind, such as `tel`. Only actions have kinds.
    fn is(&self, _kind: &str) -> bool {
        false
    }

    /// Whether a list that asks for a kind means all elements of it, and not the first.
    fn means_all(_kind: &str) -> bool {
        false
    }

    /// The kinds that elements of this type may be of.
    fn kinds() -> &'static [&'static str] {
        &[]
    }
}

macro_rules! named {
    ($($type:ty),*) => { $(impl Named for $type { fn id(&self) -> &str { &self.id } })* };
}
named!(
    content::Quote,
    content::Section,
    Image,
    content::Event,
    content::Person,
    content::Moment,
    content::Table
);

impl Named for content::Fact {
    fn id(&self) -> &str {
        &self.id
    }

    fn is(&self, kind: &str) -> bool {
        kind == "people" && self.people && self.count.is_some()
    }

    fn means_all(kind: &str) -> bool {
        kind == "people"
    }

    fn kinds() -> &'static [&'static str] {
        &["people"]
    }
}

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

/// The result of looking for an element by its id, its kind, or its place in the file (from 1).
pub(super) enum Found<'a, T> {
    /// The element.
    One(&'a T),
    /// The content has fewer elements than that, or none of that kind. A layout that goes by places suits any
    /// campaign, so this is no error: the layout leaves out what it would have shown.
    Fewer,
    /// No element has that id, and there is no such kind.
    Unknown,
}

/// Finds an element. Ids have a letter in them, so a number is always a place. An id is tried before a kind,
/// and the first element of a kind is taken.
pub(super) fn find<'a, T: Named>(all: &'a [T], wanted: &str) -> Found<'a, T> {
    match wanted.parse::<usize>() {
        Ok(place) => place
            // Place 0 is before the first element: `checked_sub` makes it one that is not there.
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

/// What a layout calls the picture of the first person who has one.
pub(super) const PORTRAIT: &str = "portrait";

/// The pictures among which a name is looked for. An id may be that of any picture. For places and `*` the logo
/// does not count: a layout that asks for the first picture wants a photograph.
pub(super) fn pictures(campaign: &Campaign, wanted: &str) -> Vec<Image> {
    if wanted == "*" || wanted.parse::<usize>().is_ok() {
        campaign.pictures().cloned().collect()
    } else if wanted == PORTRAIT {
        campaign.portraits().cloned().collect()
    } else {
        campaign.images.clone()
    }
}
