//! All conditions of a layout, each with its key and with those around it.
//!
//! The checks of conditions need all of them, whether or not a piece comes to look at them: a wrong name in a
//! condition for another language is a mistake too.

use std::collections::BTreeMap;

use super::schema::{Area, Block, File, Layer, Page, When};

/// A condition of a layout.
pub(super) struct Condition<'f> {
    /// Its key, such as `page.0.area.title.when`.
    pub(super) key: String,
    pub(super) when: &'f When,
    /// The conditions of what it lies in: all of them must hold, too. The innermost comes last.
    pub(super) around: Vec<&'f When>,
}

/// All conditions of a layout.
pub(super) fn conditions(file: &File) -> Vec<Condition<'_>> {
    let mut found = Vec::new();
    let head = file.template.as_ref();
    if let Some(when) = head.and_then(|head| head.when.as_ref()) {
        found.push(Condition {
            key: "template.when".to_owned(),
            when,
            around: Vec::new(),
        });
    }
    for (name, style) in file.styles.iter().flatten() {
        for (index, variant) in style.variant.iter().flatten().enumerate() {
            found.push(Condition {
                key: format!("styles.{name}.variant.{index}.when"),
                when: &variant.when,
                around: Vec::new(),
            });
        }
    }
    for (name, story) in file.story.iter().flatten() {
        for (key, area) in story.blocks() {
            of_area(&format!("story.{name}.{key}"), area, &[], &mut found);
        }
    }
    for (index, page) in file.page.iter().flatten().enumerate() {
        of_page(&format!("page.{index}"), page, &mut found);
    }
    found
}

fn of_page<'f>(key: &str, page: &'f Page, found: &mut Vec<Condition<'f>>) {
    let around = note(key, page.when.as_ref(), &[], found);
    of_areas(key, page.area.as_ref(), &around, found);
    of_layers(key, page.layer.as_deref(), &around, found);
    for (index, option) in page.option.iter().flatten().enumerate() {
        let key = format!("{key}.option.{index}");
        let around = note(&key, option.when.as_ref(), &around, found);
        of_areas(&key, option.area.as_ref(), &around, found);
        of_layers(&key, option.layer.as_deref(), &around, found);
    }
}

fn of_layers<'f>(
    key: &str,
    layers: Option<&'f [Layer]>,
    around: &[&'f When],
    found: &mut Vec<Condition<'f>>,
) {
    for (index, layer) in layers.into_iter().flatten().enumerate() {
        of_area(&format!("{key}.layer.{index}"), &layer.area, around, found);
    }
}

fn of_areas<'f>(
    key: &str,
    areas: Option<&'f BTreeMap<String, Area>>,
    around: &[&'f When],
    found: &mut Vec<Condition<'f>>,
) {
    for (name, area) in areas.into_iter().flatten() {
        of_area(&format!("{key}.area.{name}"), area, around, found);
    }
}

fn of_area<'f>(key: &str, area: &'f Area, around: &[&'f When], found: &mut Vec<Condition<'f>>) {
    let around = note(key, area.around.when.as_ref(), around, found);
    match &area.block {
        Some(Block::Grid(grid)) => of_areas(key, grid.area.as_ref(), &around, found),
        Some(Block::Stack(stack)) => {
            for (index, element) in stack.stack.iter().flatten().enumerate() {
                of_area(&format!("{key}.stack.{index}"), element, &around, found);
            }
        }
        _ => {}
    }
}

/// Notes the condition of a table, and gives those that hold for what lies in it.
fn note<'f>(
    key: &str,
    when: Option<&'f When>,
    around: &[&'f When],
    found: &mut Vec<Condition<'f>>,
) -> Vec<&'f When> {
    let mut inner = around.to_vec();
    if let Some(when) = when {
        found.push(Condition {
            key: format!("{key}.when"),
            when,
            around: around.to_vec(),
        });
        inner.push(when);
    }
    inner
}
