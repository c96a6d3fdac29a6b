//! Which areas of a layout show a table together: one that several areas show, or that a page repeats for, is divided
//! between them.

use std::sync::Arc;

use super::plan::TablePlan;
use super::schema::{File, TableBlock};

/// A table that an area has begun to show.
pub(super) struct BegunTable {
    /// Key of the area.
    pub(super) key: String,
    pub(super) plan: Arc<TablePlan>,
}

/// Whether a table is divided: between the copies of a page, or between areas of which one goes on with it. Areas that
/// each have keys of their own show it anew.
pub(super) fn is_divided(file: &File, name: &str) -> bool {
    let mut pages = file.page.iter().flatten();
    if pages.any(|page| page.repeat.as_deref() == Some(name)) {
        return true;
    }
    let areas: Vec<&TableBlock> = shown(file)
        .filter(|table| table.table.as_deref() == Some(name))
        .collect();
    areas.len() > 1 && areas.iter().any(|table| table.goes_on())
}

/// The names of the tables that the areas of a layout show.
pub(super) fn names(file: &File) -> impl Iterator<Item = &str> {
    shown(file).filter_map(|table| table.table.as_deref())
}

/// The tables that the areas of a layout show, one for each area. An option of a page describes an area of the page
/// anew, so only areas that the page lacks are counted there.
fn shown(file: &File) -> impl Iterator<Item = &TableBlock> {
    file.page.iter().flatten().flat_map(|page| {
        let areas = page.area.iter().flatten();
        let layers = page.layer.iter().flatten().map(|layer| &layer.area);
        let own = areas.map(|(_, area)| area).chain(layers);
        let options = page.option.iter().flatten().flat_map(|option| {
            let areas = option.area.iter().flatten();
            let known = |name: &str| page.area.as_ref().is_some_and(|own| own.contains_key(name));
            areas
                .filter(move |(name, _)| !known(name))
                .map(|(_, area)| area)
        });
        own.chain(options).flat_map(|area| area.tables())
    })
}
