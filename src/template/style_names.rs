//! Reports names of styles that do not exist in what a piece leaves out.
//!
//! An area whose condition does not hold is not filled, so a slip in it would be found only by the campaign, the
//! language or the paper that it is for: perhaps by another designer, on another day.

use std::collections::BTreeMap;

use super::context::Context;
use super::schema::{Area, Block, File};
use super::styles::unknown_style;
use crate::rules::Rule;

/// Reports unknown styles in all areas of a layout. Names that were reported when the areas were filled are not
/// reported again.
pub(super) fn report_unknown_styles(context: &mut Context<'_>) {
    let known = context.report.messages_of(Rule::UnknownStyle);
    for (key, name) in style_names(context.layout) {
        if !known.contains(&unknown_style(name)) {
            context
                .styles
                .report_if_unknown(&key, name, &mut context.report);
        }
    }
}

/// The names of styles in all areas of a layout, each with its key.
fn style_names(file: &File) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    for (name, story) in file.story.iter().flatten() {
        for (key, area) in story.blocks() {
            of_area(&format!("story.{name}.{key}"), area, &mut found);
        }
    }
    for (index, page) in file.page.iter().flatten().enumerate() {
        let key = format!("page.{index}");
        of_areas(&key, page.area.as_ref(), &mut found);
        for (index, layer) in page.layer.iter().flatten().enumerate() {
            of_area(&format!("{key}.layer.{index}"), &layer.area, &mut found);
        }
        for (index, option) in page.option.iter().flatten().enumerate() {
            let key = format!("{key}.option.{index}");
            of_areas(&key, option.area.as_ref(), &mut found);
            for (index, layer) in option.layer.iter().flatten().enumerate() {
                of_area(&format!("{key}.layer.{index}"), &layer.area, &mut found);
            }
        }
    }
    found
}

fn of_areas<'f>(
    key: &str,
    areas: Option<&'f BTreeMap<String, Area>>,
    found: &mut Vec<(String, &'f str)>,
) {
    for (name, area) in areas.into_iter().flatten() {
        of_area(&format!("{key}.area.{name}"), area, found);
    }
}

fn of_area<'f>(key: &str, area: &'f Area, found: &mut Vec<(String, &'f str)>) {
    let Some(block) = &area.block else {
        return;
    };
    let names = block.style_names().into_iter();
    found.extend(names.map(|(part, name)| (format!("{key}.{part}"), name)));
    match block {
        Block::Grid(grid) => of_areas(key, grid.area.as_ref(), found),
        Block::Stack(stack) => {
            for (index, element) in stack.stack.iter().flatten().enumerate() {
                of_area(&format!("{key}.stack.{index}"), element, found);
            }
        }
        _ => {}
    }
}
