//! The layout file as written: a mirror of its tables, in which everything may be missing, so that a
//! template can extend another. The comments on the fields are what an editor shows beside a key
//! (`handbill schema template`).

mod area;
mod merge;

use std::collections::BTreeMap;

use super::measures;
use super::palette::Swatch;
use super::values::{Case, Form, Need, Padding, Share, Side, Stretch, Track};
use crate::color::Color;
use crate::geom::Length;
use crate::text::{Align, Sizing};

pub(super) use area::{Area, Sources};
pub(super) use merge::Merge;

/// Makes a table in which everything may be missing, and `completed`, which fills what is missing from
/// a base.
macro_rules! written {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub(in crate::template) struct $name {
            $($(#[$field_meta])* pub(in crate::template) $field: Option<$type>,)*
        }

        impl $name {
            /// This value, with what it lacks taken from the base.
            pub(in crate::template) fn completed(self, base: Self) -> Self {
                Self { $($field: match (self.$field, base.$field) {
                    (Some(own), Some(base)) => Some($crate::template::schema::Merge::over(own, base)),
                    (own, base) => own.or(base),
                },)* }
            }
        }
    };
}

macro_rules! mergeable {
    ($(#[$meta:meta])* $name:ident { $($fields:tt)* }) => {
        written!($(#[$meta])* $name { $($fields)* });
        impl Merge for $name {
            fn over(self, base: Self) -> Self {
                self.completed(base)
            }
        }
    };
}

pub(super) use written;

mergeable!(
    /// A layout: the papers it suits, its colours and type, and what its pages hold.
    File {
    /// What the layout is, and what it is made for.
    template: Template,
    /// Lists of font families by the role that styles ask for: a character that the first family lacks is
    /// taken from the next.
    fonts: BTreeMap<String, Vec<String>>,
    /// Colours by name.
    palette: BTreeMap<String, Swatch>,
    /// How inks with names look, where no colour is printed with all of one.
    inks: BTreeMap<String, Color>,
    /// Numbers of a route (`home`, `copier`, `riso`, `press`, `screen`) that are not the usual ones.
    route: BTreeMap<String, Route>,
    /// Words of the layout's own, for `{label.NAME}`.
    labels: BTreeMap<String, String>,
    /// How text is set, by name.
    styles: BTreeMap<String, Style>,
    /// How bands, panels and grounds look, by name: an area takes one with `box`.
    boxes: BTreeMap<String, Look>,
    /// How pictures look where their area says nothing else.
    picture: PictureLook,
    /// Running texts that flow through areas, by name.
    story: BTreeMap<String, Story>,
    /// The pages.
    page: Vec<Page>,
});

impl File {
    /// Which sources the pages print, if any; all of them where one area prints all.
    pub(super) fn sources(&self) -> Option<Sources> {
        let areas = self.page.iter().flatten().flat_map(|page| &page.area);
        let found = areas.flat_map(BTreeMap::values);
        found.filter_map(Area::sources_within).max()
    }
}

mergeable!(
    /// What a layout is, and what it is made for.
    Template {
    /// Its name, where it is not that of the file.
    id: String,
    /// What it is for, in one line.
    description: String,
    /// The layout that this one changes: what is not said here is as there.
    extends: String,
    /// The paper that lengths are given for; they are scaled to others.
    design: String,
    /// Papers that it suits, by name or as a size such as `105x148mm`; the first is the default, and the first
    /// in inches where the country prints on letter sizes.
    papers: Vec<String>,
    /// From how far it is read: decides how large codes are.
    #[serde(deserialize_with = "measures::metres")]
    distance: Length,
    /// Drawing beyond the trim, where it is not that of the route.
    bleed: Length,
    /// What a campaign must have for it: `build` leaves it out otherwise, unless it is named.
    needs: Vec<Need>,
    /// Whether it is a picture to share on the web, and no piece to print.
    share: bool,
    /// Whether its words are also written as a file of plain text, for e-mail, braille and screen readers.
    text: bool,
    /// Whether it is a theme: colours, fonts and type for all layouts that extend `base`.
    theme: bool,
    /// How a sheet of the paper becomes the pages, where a page is a part of it.
    sheet: Form,
});

mergeable!(
    /// How text is set.
    Style {
    /// A style that this one takes from what it does not say itself.
    like: String,
    /// A role of `[fonts]`.
    family: String,
    /// 100 (thin) to 900 (black); 400 is regular, 700 bold.
    weight: u32,
    /// Width of the letters.
    stretch: Stretch,
    /// Slanted letters.
    italic: bool,
    /// Size: fixed, fitted, or filling the measure.
    size: Sizing,
    /// Distance of baselines as a multiple of the size; for filled lines, the gap between them as a share
    /// of the capital height above 1.
    leading: f64,
    /// A colour of the palette. `ink` is that of the ground that the text stands on.
    color: String,
    /// Space added between letters, as a share of the size.
    tracking: f64,
    /// Letter case.
    case: Case,
    /// How lines stand in the measure.
    align: Align,
    /// Whether words may be divided.
    hyphenate: bool,
    /// Whether all lines are to be about as long.
    balance: bool,
    /// Space before a paragraph of a story.
    #[serde(deserialize_with = "measures::weight")]
    before: Length,
    /// Space after a paragraph of a story.
    #[serde(deserialize_with = "measures::weight")]
    after: Length,
    /// Indent of list elements.
    indent: Length,
});

mergeable!(
    /// How a band, a panel or a ground looks.
    Look {
    /// Colour of the ground.
    fill: String,
    /// What `ink` is on this ground.
    ink: String,
    /// Weight of a line at its edges.
    #[serde(deserialize_with = "measures::weight")]
    line: Length,
    /// The edges that have the line; all where none are named.
    sides: Vec<Side>,
});

mergeable!(
    /// How pictures look.
    PictureLook {
    /// Two colours that pictures of pixels are printed in; in their own where none are named.
    duotone: Vec<String>,
});

written!(
    /// The numbers of a route that are not the usual ones.
    Route {
    /// The edge that the printer does not reach.
    margin: Length,
    /// Drawing beyond the trim.
    bleed: Length,
    /// The narrowest module of a code.
    module: Length,
    /// The thinnest line.
    #[serde(deserialize_with = "measures::weight")]
    hairline: Length,
    /// The lightest and the darkest tint.
    tints: Vec<Share>,
    /// The most ink on one spot.
    coverage: Share,
    /// The most ink in a solid.
    solid: Share,
    /// Inks that the printer loads.
    inks: Vec<String>,
    /// By how much pictures gain contrast.
    contrast: f64,
    /// Lines to the inch of a line screen.
    screen: f64,
    /// What the press prints: `coated`, `uncoated`, or an ICC profile beside the content.
    profile: String,
});

mergeable!(
    /// A running text.
    Story {
    /// Ids or places of sections; `*` takes all.
    sections: Vec<String>,
    /// Style of paragraphs.
    style: String,
    /// Style of headings.
    heading: String,
    /// Style of list elements.
    item: String,
});

written!(
    /// A page: a grid of named areas.
    Page {
    /// Distance of the grid from the trim.
    margin: Padding,
    /// Distance between rows and between columns.
    gap: Padding,
    /// Colour of the ground.
    fill: String,
    /// A look of `[boxes]` for the ground.
    #[serde(rename = "box")]
    look: String,
    /// A story: the page is repeated until all of it is told.
    repeat: String,
    /// Widths of the columns.
    columns: Vec<Track>,
    /// Heights of the rows.
    rows: Vec<Track>,
    /// The grid drawn with names, a line for each row; a dot is an empty cell.
    areas: Vec<String>,
    /// What each area holds.
    area: BTreeMap<String, Area>,
});
