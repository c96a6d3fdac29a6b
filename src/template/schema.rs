//! The layout file as written: a mirror of its tables, in which everything may be missing, so that a
//! template can extend another.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::palette::Swatch;
use super::values::{
    Align, Beside, Case, Fit, Flow, Mark, Padding, Share, Side, Sizing, Stretch, Track, Vertical,
};
use crate::color::Color;
use crate::geom::Length;

/// Makes `over`, which fills what is missing from a base.
macro_rules! written {
    ($(#[$meta:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub(super) struct $name {
            $(pub(super) $field: Option<$type>,)*
        }

        impl $name {
            /// This value, with what it lacks taken from the base.
            pub(super) fn completed(self, base: Self) -> Self {
                Self { $($field: match (self.$field, base.$field) {
                    (Some(own), Some(base)) => Some(own.over(base)),
                    (own, base) => own.or(base),
                },)* }
            }
        }
    };
}

macro_rules! mergeable {
    ($name:ident { $($fields:tt)* }) => {
        written!($name { $($fields)* });
        impl Merge for $name {
            fn over(self, base: Self) -> Self {
                self.completed(base)
            }
        }
    };
}

/// What a template that extends another keeps of it.
pub(super) trait Merge: Sized {
    /// This value, completed by the base. Plain values replace the base.
    fn over(self, base: Self) -> Self;
}

macro_rules! replaces {
    ($($type:ty),*) => { $(impl Merge for $type { fn over(self, _: Self) -> Self { self } })* };
}
replaces!(
    String,
    bool,
    f64,
    u32,
    Length,
    Color,
    Swatch,
    Share,
    Padding,
    Sizing,
    Align,
    Vertical,
    Case,
    Beside,
    Flow,
    Fit,
    Mark,
    Stretch,
    Vec<String>,
    Vec<Side>,
    Vec<Track>,
    Vec<f64>,
    Vec<Share>
);

impl<T: Merge> Merge for BTreeMap<String, T> {
    fn over(mut self, base: Self) -> Self {
        for (key, theirs) in base {
            let merged = match self.remove(&key) {
                Some(own) => own.over(theirs),
                None => theirs,
            };
            self.insert(key, merged);
        }
        self
    }
}

impl Area {
    /// Whether it says what it holds.
    fn has_block(&self) -> bool {
        self.text.is_some()
            || self.story.is_some()
            || self.facts.is_some()
            || self.tally.is_some()
            || self.quotes.is_some()
            || self.codes.is_some()
            || self.script.is_some()
            || self.events.is_some()
            || self.image.is_some()
            || self.rule.is_some()
            || self.sources.is_some()
            || self.imprint.is_some()
            || self.stack.is_some()
            || self.areas.is_some()
    }
}

/// An area that says what it holds keeps of the base's area only the box.
fn box_of(area: Area) -> Area {
    Area {
        fill: area.fill,
        bleed: area.bleed,
        padding: area.padding,
        align: area.align,
        gap: area.gap,
        width: area.width,
        height: area.height,
        ..Area::default()
    }
}

impl Merge for Area {
    fn over(self, base: Self) -> Self {
        if self.has_block() {
            self.completed(box_of(base))
        } else {
            self.completed(base)
        }
    }
}

/// A page with areas of its own keeps of the base's areas those that it names.
impl Merge for Page {
    fn over(self, mut base: Self) -> Self {
        if let (Some(rows), Some(areas)) = (&self.areas, &mut base.area) {
            areas.retain(|name, _| {
                rows.iter()
                    .any(|row| row.split_whitespace().any(|cell| cell == name))
            });
            // Tracks belong to the rows of names.
            base.columns = None;
            base.rows = None;
        }
        self.completed(base)
    }
}

/// Pages are completed one by one; more of them than the base has are added.
impl Merge for Vec<Page> {
    fn over(self, base: Self) -> Self {
        merge_lists(self, base)
    }
}

/// A stack replaces the base's stack: its elements have no names to tell them by.
impl Merge for Vec<Area> {
    fn over(self, _: Self) -> Self {
        self
    }
}

fn merge_lists<T: Merge>(own: Vec<T>, base: Vec<T>) -> Vec<T> {
    let mut base = base.into_iter();
    let mut merged: Vec<T> = Vec::new();
    for item in own {
        merged.push(match base.next() {
            Some(theirs) => item.over(theirs),
            None => item,
        });
    }
    merged.extend(base);
    merged
}

mergeable!(File {
    template: Template,
    fonts: BTreeMap<String, Vec<String>>,
    palette: BTreeMap<String, Swatch>,
    inks: BTreeMap<String, Color>,
    route: BTreeMap<String, Route>,
    labels: BTreeMap<String, String>,
    styles: BTreeMap<String, Style>,
    story: BTreeMap<String, Story>,
    page: Vec<Page>,
});

impl File {
    /// Whether an area of some page prints the sources.
    pub(super) fn prints_sources(&self) -> bool {
        fn within(area: &Area) -> bool {
            area.sources == Some(true)
                || area.stack.iter().flatten().any(within)
                || area.area.iter().flat_map(BTreeMap::values).any(within)
        }
        self.page
            .iter()
            .flatten()
            .flat_map(|page| page.area.iter().flat_map(BTreeMap::values))
            .any(within)
    }
}

mergeable!(Template {
    id: String,
    description: String,
    extends: String,
    design: String,
    papers: Vec<String>,
    distance: Length,
    bleed: Length,
    share: bool,
});

mergeable!(Style {
    like: String,
    family: String,
    weight: u32,
    stretch: Stretch,
    italic: bool,
    size: Sizing,
    leading: f64,
    color: String,
    tracking: f64,
    case: Case,
    align: Align,
    hyphenate: bool,
    balance: bool,
    before: Length,
    after: Length,
    indent: Length,
});

written!(
    /// The numbers of a route that are not the usual ones.
    Route {
    margin: Length,
    bleed: Length,
    module: Length,
    hairline: Length,
    tints: Vec<Share>,
    coverage: Share,
    solid: Share,
    inks: Vec<String>,
    contrast: f64,
    screen: f64,
    profile: String,
});

mergeable!(Story {
    sections: Vec<String>,
    style: String,
    heading: String,
    item: String,
});

written!(Page {
    margin: Padding,
    gap: Padding,
    fill: String,
    columns: Vec<Track>,
    rows: Vec<Track>,
    areas: Vec<String>,
    area: BTreeMap<String, Area>,
});

written!(
    /// An area of a grid, or an element of a stack: a box with one kind of content.
    Area {
    // The box.
    fill: String,
    bleed: Vec<Side>,
    padding: Padding,
    align: Vertical,
    gap: Padding,
    width: Length,
    height: Length,
    // What it holds: one of these.
    text: String,
    story: String,
    facts: Vec<String>,
    tally: Vec<String>,
    quotes: Vec<String>,
    codes: Vec<String>,
    script: String,
    events: Vec<String>,
    image: String,
    rule: Length,
    sources: bool,
    imprint: String,
    stack: Vec<Area>,
    columns: Vec<Track>,
    rows: Vec<Track>,
    areas: Vec<String>,
    area: BTreeMap<String, Area>,
    // How it is set.
    style: String,
    label: String,
    note: String,
    color: String,
    level: u32,
    flow: Flow,
    beside: Beside,
    size: Length,
    distance: Length,
    lines: u32,
    fit: Fit,
    mark: Mark,
    numbered: bool,
    heading: String,
    hang: bool,
    credit: bool,
    weights: Vec<f64>,
    spacing: f64,
});
