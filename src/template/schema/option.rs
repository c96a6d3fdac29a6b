//! Compositions of a page, of which the program takes the one that suits a piece best.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::area::Area;
use super::file::Page;
use super::layer::Layer;
use super::merge::Merge;
use super::when::When;
use super::written::read_apart;
use crate::template::shade::Shade;
use crate::template::values::{Padding, Share, Track};

/// One of several compositions of a page. Keys that it lacks are those of the page; an option with `areas` of its own
/// draws another grid, so it has `rows` and `columns` of its own too.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(in crate::template) struct PageOption {
    /// Its name, for reports and for `--option`.
    pub(in crate::template) name: Option<String>,
    /// What must hold for it to be tried.
    pub(in crate::template) when: Option<When>,
    /// Whether it is tried only if no other option fits.
    pub(in crate::template) last_resort: Option<bool>,
    /// Distance of the grid from the edge.
    pub(in crate::template) margin: Option<Padding>,
    /// Distance between rows and between columns.
    pub(in crate::template) gap: Option<Padding>,
    /// Share of the page within its margins that may be empty in one piece, such as `40%`.
    pub(in crate::template) air: Option<Share>,
    /// Fill of the ground: a colour, or a table for one that fades or is seen through.
    pub(in crate::template) fill: Option<Shade>,
    /// A look of `[boxes]` for the ground.
    #[serde(rename = "box")]
    pub(in crate::template) look: Option<String>,
    /// Widths of the columns.
    pub(in crate::template) columns: Option<Vec<Track>>,
    /// Heights of the rows.
    pub(in crate::template) rows: Option<Vec<Track>>,
    /// The grid drawn with names, one text for each row. A dot is an empty cell.
    pub(in crate::template) areas: Option<Vec<String>>,
    /// What each area holds. An area that names no block changes the area of that name of the page.
    #[serde(deserialize_with = "read_apart")]
    pub(in crate::template) area: Option<BTreeMap<String, Area>>,
    /// What lies over the grid or under it, in the order of drawing, in place of the layers of the page.
    #[serde(deserialize_with = "read_apart")]
    pub(in crate::template) layer: Option<Vec<Layer>>,
}

/// Options replace those of the base: a composition is made for the others beside it.
impl Merge for Vec<PageOption> {
    fn over(self, _: Self) -> Self {
        self
    }
}

impl PageOption {
    /// The page in this composition.
    pub(in crate::template) fn of_page(&self, page: &Page) -> Page {
        let own = Page {
            when: page.when.clone(),
            margin: self.margin,
            gap: self.gap,
            // The air of the page holds for its options too, also for those that draw their own grid.
            air: self.air.or(page.air),
            fill: self.fill.clone(),
            look: self.look.clone(),
            repeat: page.repeat.clone(),
            columns: self.columns.clone(),
            rows: self.rows.clone(),
            areas: self.areas.clone(),
            area: self.area.clone(),
            layer: self.layer.clone(),
            option: None,
            keep_options: None,
        };
        let described: Vec<String> = page.area.iter().flatten().map(|it| it.0.clone()).collect();
        let base = Page {
            option: None,
            ..page.clone()
        };
        let mut page = own.over(base);
        // An option may leave out areas that the page describes for other options.
        if let (Some(rows), Some(areas)) = (&page.areas, &mut page.area) {
            let names: Vec<&str> = rows.iter().flat_map(|row| row.split_whitespace()).collect();
            let own = self.area.as_ref();
            areas.retain(|name, _| {
                names.contains(&name.as_str()) || own.is_some_and(|own| own.contains_key(name))
            });
            // So are the layers of the page that lie on them.
            let left_out =
                |name: &str| described.contains(&name.to_owned()) && !areas.contains_key(name);
            if let (None, Some(layers)) = (&self.layer, &mut page.layer) {
                layers.retain(|layer| !layer.place.on.as_deref().is_some_and(left_out));
            }
        }
        page
    }
}
