//! Sets a table that is divided among several areas: finds the size of its type, gives each area its rows, and draws
//! them.

use std::sync::Arc;

use super::divide::divide;
use super::draw::Place;
use super::set::SetTable;
use crate::frame::{Frame, ItemKind};
use crate::geom::Length;
use crate::layout::fault::Fault;
use crate::layout::reporter::Reporter;
use crate::layout::score::PageMeasures;
use crate::layout::story::StoryArea;
use crate::layout::units::tolerance;
use crate::page::Page;
use crate::template::plan::TablePlan;
use crate::text::Sizing;
use crate::typeset::Typesetter;

/// Steps from the largest to the smallest size of type that is fitted to its areas.
const SIZES_TRIED: u32 = 20;

/// A table with the areas that it goes through, in the order of reading.
pub(in crate::layout) struct TableAreas {
    plan: Arc<TablePlan>,
    areas: Vec<StoryArea>,
}

impl TableAreas {
    /// Adds an area to those of its table.
    pub(in crate::layout) fn add(all: &mut Vec<Self>, plan: Arc<TablePlan>, area: StoryArea) {
        match all.iter_mut().find(|table| Arc::ptr_eq(&table.plan, &plan)) {
            Some(table) => table.areas.push(area),
            None => all.push(Self {
                plan,
                areas: vec![area],
            }),
        }
    }
}

/// Sets tables into their areas on the pages.
pub(in crate::layout) fn flow(
    tables: &[TableAreas],
    (pages, measures): (&mut [Page], &mut [PageMeasures]),
    setter: &mut Typesetter<'_>,
    reporter: &mut Reporter<'_>,
) {
    for table in tables {
        let highest = table.areas.iter().map(|area| area.rect.size.height).max();
        // Areas without any height were reported when they were painted.
        if highest.is_none_or(|highest| highest <= tolerance()) {
            continue;
        }
        let mut missing = Vec::new();
        let mut set = SetTable::new(&table.plan, setter, &mut missing);
        for lacking in missing {
            reporter.report_character(lacking);
        }
        let right_to_left = reporter.plan.is_right_to_left();
        let (share, frames) = match set_into(&mut set, &table.areas, right_to_left) {
            Ok(set) => set,
            Err(fault) => {
                reporter.report_fault(*fault);
                continue;
            }
        };
        let narrowest = table.areas.iter().map(|area| area.rect.size.width).min();
        set.report_divided_addresses(narrowest.unwrap_or_default(), share, reporter);
        let first = table.areas.first();
        if let Some(area) = first
            && let Some(measures) = measures.get_mut(area.page)
        {
            measures.add_texts(set.set_types(area.rect.size.width, share));
        }
        for (area, frame) in table.areas.iter().zip(frames) {
            let items = pages.get_mut(area.page).map(|page| &mut page.frame.items);
            if let Some(slot) = items.and_then(|items| items.get_mut(area.slot)) {
                let rotations = area.rotations.iter();
                let frame = rotations.fold(frame, |frame, by| frame.rotated(*by));
                slot.kind = ItemKind::Group(frame);
            }
        }
    }
}

/// The frame of each area, with the share at which fitted type is set.
fn set_into(
    table: &mut SetTable<'_>,
    areas: &[StoryArea],
    right_to_left: bool,
) -> Result<(f64, Vec<Frame>), Box<Fault>> {
    // One width for all areas, so that the columns are the same everywhere.
    let width = areas.iter().map(|area| area.rect.size.width).min();
    let width = width.unwrap_or_default();
    let rooms: Vec<Length> = areas.iter().map(|area| area.rect.size.height).collect();
    let is_fitted = table
        .texts()
        .any(|text| matches!(text.paragraph.style().size, Sizing::Fit(..)));
    // From the largest on, as for running text: at a smaller size, a table may need more room than at a larger one.
    let steps = if is_fitted { SIZES_TRIED } else { 0 };
    let mut found = None;
    for step in 0..=steps {
        let share = 1.0 - f64::from(step) / f64::from(steps.max(1));
        let measured = match table.measured(width, share) {
            Ok(measured) => measured,
            // Columns get narrower with the type.
            Err(_) if step < steps => continue,
            Err(wide) => return Err(Box::new(table.too_wide(wide))),
        };
        if let Some(wide) = measured.overfull {
            if step < steps {
                continue;
            }
            return Err(Box::new(table.too_wide(wide)));
        }
        match divide(&measured.heights, &rooms) {
            Ok(parts) => {
                found = Some((share, measured, parts));
                break;
            }
            Err(_) if step < steps => {}
            Err(left) => return Err(Box::new(table.too_long(&left, &rooms, &measured.heights))),
        }
    }
    let Some((share, measured, parts)) = found else {
        return Ok((0.0, Vec::new()));
    };
    let mut frames = Vec::with_capacity(areas.len());
    for (area, parts) in areas.iter().zip(&parts) {
        let place = Place {
            rect: area.rect,
            share,
            right_to_left,
        };
        frames.push(table.draw(&measured, parts, place));
    }
    Ok((share, frames))
}
