//! Reads a layout file, table by table, because the block that an area holds decides which keys the area takes.
//!
//! A file that `extends` another is read with that one at hand: an area that names no block changes the block of
//! the area of that name, and takes the keys of that block.

use std::collections::BTreeMap;

use super::area::{Area, Block, BoxKeys, GridBlock, StackBlock, for_all_blocks};
use super::file::{File, Page, Story, Style};
use super::layer::{Layer, LayerKeys};
use super::merge::Merge;
use super::option::PageOption;
use super::refuse::{self, Held};
use super::variant::Variant;
use super::when::When;
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::{Document, Table, keys_of};
use crate::rules::Rule;

impl File {
    /// Reads a layout file. `base` is the layout that it extends, completed.
    pub(in crate::template) fn read(
        document: &Document,
        base: Option<&Self>,
        problems: &mut Diagnostics,
    ) -> Option<Self> {
        let mut root = document.table();
        let pages = root.take_list("page", problems);
        let styles = root.take_named("styles", problems);
        let stories = root.take_named("story", problems);
        let mut file: Self = root.read(problems)?;
        let of_base = base
            .and_then(|base| base.page.as_deref())
            .unwrap_or_default();
        let read = |(index, page)| read_page(page, of_base.get(index), problems);
        file.page = match pages {
            Some(pages) => Some(
                pages
                    .into_iter()
                    .enumerate()
                    .map(read)
                    .collect::<Option<_>>()?,
            ),
            None => None,
        };
        if let Some(styles) = styles {
            let mut read = BTreeMap::new();
            for (name, table) in styles {
                read.insert(name, read_style(table, problems)?);
            }
            file.styles = Some(read);
        }
        if let Some(stories) = stories {
            let mut read = BTreeMap::new();
            for (name, table) in stories {
                read.insert(name, read_story(table, problems)?);
            }
            file.story = Some(read);
        }
        Some(file)
    }
}

/// Reads a running text with its blocks.
fn read_story(mut table: Table<'_>, problems: &mut Diagnostics) -> Option<Story> {
    let before = table.take_list("before", problems);
    let after = table.take_list("after", problems);
    let mut story: Story = table.read(problems)?;
    story.before = read_elements(before, problems)?;
    story.after = read_elements(after, problems)?;
    Some(story)
}

/// Reads a style with its variants.
fn read_style(mut table: Table<'_>, problems: &mut Diagnostics) -> Option<Style> {
    let variants = table.take_list("variant", problems);
    let mut style: Style = table.read(problems)?;
    let variants = variants.map(|variants| {
        let read = |variant| read_variant(variant, problems);
        variants.into_iter().map(read).collect::<Option<_>>()
    });
    style.variant = match variants {
        Some(variants) => Some(variants?),
        None => None,
    };
    Some(style)
}

/// Reads a variant of a style: its condition, and keys of the style. One without a condition would hold always,
/// and so belongs into the style itself.
fn read_variant(mut table: Table<'_>, problems: &mut Diagnostics) -> Option<Variant> {
    let place = table.place();
    let head: Head = table.split_off(&["when"]).read(problems)?;
    if head.when.is_none() {
        let problem = Diagnostic::error(Rule::MissingKey, "the variant of a style has no `when`");
        let hint = "say when it holds, such as when = { language = \"de\" }; keys that always hold belong into the style itself";
        problems.push(problem.hint(hint).at(place));
    }
    if table.has("variant") {
        let problem = Diagnostic::error(Rule::IdleKey, "a variant cannot have variants of its own");
        let problem = problem.hint("write both conditions into one `when`");
        table.refuse("variant", problem, problems);
    }
    Some(Variant {
        when: head.when.unwrap_or_default(),
        style: table.read(problems)?,
    })
}

/// The key of a variant that a style does not have.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Head {
    when: Option<When>,
}

fn read_page(
    mut table: Table<'_>,
    base: Option<&Page>,
    problems: &mut Diagnostics,
) -> Option<Page> {
    let areas = table.take_named("area", problems);
    let layers = table.take_list("layer", problems);
    let options = table.take_list("option", problems);
    let mut page: Page = table.read(problems)?;
    page.area = read_areas(areas, base.and_then(|base| base.area.as_ref()), problems)?;
    page.layer = read_layers(layers, problems)?;
    if let Some(options) = options {
        // An area of an option changes that of the page, wherever the page has it from.
        let whole = match base {
            Some(base) => page.clone().over(base.clone()),
            None => page.clone(),
        };
        let read = |option| read_option(option, whole.area.as_ref(), problems);
        page.option = Some(options.into_iter().map(read).collect::<Option<_>>()?);
    }
    Some(page)
}

/// Reads the layers of a page or of an option. The outer `None` means that the file has too many problems to go
/// on; the inner one that there are none.
fn read_layers(
    layers: Option<Vec<Table<'_>>>,
    problems: &mut Diagnostics,
) -> Option<Option<Vec<Layer>>> {
    let Some(layers) = layers else {
        return Some(None);
    };
    let layers = layers.into_iter();
    let layers = layers.map(|layer| read_layer(layer, problems));
    layers.collect::<Option<_>>().map(Some)
}

fn read_layer(mut table: Table<'_>, problems: &mut Diagnostics) -> Option<Layer> {
    let keys = keys_of::<LayerKeys>();
    let place = table.split_off(keys).read(problems)?;
    Some(Layer {
        place,
        area: read_area_among(table, keys, None, problems)?,
    })
}

/// Reads a composition of a page. `base` has the areas of the page.
fn read_option(
    mut table: Table<'_>,
    base: Option<&BTreeMap<String, Area>>,
    problems: &mut Diagnostics,
) -> Option<PageOption> {
    let areas = table.take_named("area", problems);
    let layers = table.take_list("layer", problems);
    let mut option: PageOption = table.read(problems)?;
    option.area = read_areas(areas, base, problems)?;
    option.layer = read_layers(layers, problems)?;
    Some(option)
}

/// Reads the areas of a page or of a grid. The outer `None` means that the file has too many problems to go on;
/// the inner one that it names no areas.
fn read_areas(
    tables: Option<BTreeMap<String, Table<'_>>>,
    base: Option<&BTreeMap<String, Area>>,
    problems: &mut Diagnostics,
) -> Option<Option<BTreeMap<String, Area>>> {
    let Some(tables) = tables else {
        return Some(None);
    };
    let mut areas = BTreeMap::new();
    for (name, table) in tables {
        let base = base.and_then(|areas| areas.get(&name));
        areas.insert(name, read_area(table, base, problems)?);
    }
    Some(Some(areas))
}

/// Reads an area. `base` is the area of the same name in the layout that this one extends.
fn read_area(table: Table<'_>, base: Option<&Area>, problems: &mut Diagnostics) -> Option<Area> {
    read_area_among(table, &[], base, problems)
}

/// Reads an area whose table may have further keys, which were taken out before; messages name them too.
fn read_area_among(
    mut table: Table<'_>,
    further: &[&'static str],
    base: Option<&Area>,
    problems: &mut Diagnostics,
) -> Option<Area> {
    let base_block = base.and_then(|area| area.block.as_ref());
    // The block is found first, since it decides which other keys are allowed. An area that names no block
    // keeps that of the base, and so its keys.
    let held = match naming_keys(&table, base_block)[..] {
        [] => base_block.map_or(Held::Nothing, |base| Held::One(Box::new(base.clone()))),
        [key] => Block::named(key).map_or(Held::Nothing, |block| Held::One(Box::new(block))),
        ref several => {
            refuse::report_several(&table, several, problems);
            Held::Several
        }
    };
    refuse::refuse_keys(&mut table, &held, further, problems);
    // What is left are keys of the box and keys of the block; each part is read by its own struct.
    let around = table.split_off(keys_of::<BoxKeys>()).read(problems)?;
    let block = match held {
        Held::One(block) => Some(read_block(&block, table, base_block, problems)?),
        Held::Nothing | Held::Several => None,
    };
    Some(Area { around, block })
}

/// The keys in a table that say which block an area holds.
///
/// `shape` is a block, and also what a picture is cut to. Beside `image`, or in an area that changes a picture of
/// the base, it is the latter.
fn naming_keys(table: &Table<'_>, base: Option<&Block>) -> Vec<&'static str> {
    let keys = Block::KEYS.iter().copied();
    let mut keys: Vec<&str> = keys.filter(|key| table.has(key)).collect();
    let changes_picture = keys == ["shape"] && matches!(base, Some(Block::Image(_)));
    if changes_picture || keys.contains(&"image") {
        keys.retain(|key| *key != "shape");
    }
    keys
}

macro_rules! block_reader {
    ($($name:ident($type:ident): $key:ident,)*) => {
        /// Reads the keys of a block. `base` is the block that they change.
        fn read_block(
            block: &Block,
            table: Table<'_>,
            base: Option<&Block>,
            problems: &mut Diagnostics,
        ) -> Option<Block> {
            if let Block::Stack(_) = block {
                return read_stack(table, problems).map(Block::Stack);
            }
            if let Block::Grid(_) = block {
                let base = match base {
                    Some(Block::Grid(base)) => base.area.as_ref(),
                    _ => None,
                };
                return read_grid(table, base, problems).map(Block::Grid);
            }
            // The other blocks hold no areas: serde reads them whole.
            match block { $(Block::$name(_) => table.read(problems).map(Block::$name),)* }
        }
    };
}
for_all_blocks!(block_reader);

fn read_stack(mut table: Table<'_>, problems: &mut Diagnostics) -> Option<StackBlock> {
    let elements = table.take_list("stack", problems);
    let mut stack: StackBlock = table.read(problems)?;
    stack.stack = read_elements(elements, problems)?;
    Some(stack)
}

/// Reads the elements of a stack or of a running text. They have no names, so they cannot say which element of the
/// base they would change, and have no base. The outer `None` means that the file has too many problems to go on; the
/// inner one that there are no elements.
fn read_elements(
    elements: Option<Vec<Table<'_>>>,
    problems: &mut Diagnostics,
) -> Option<Option<Vec<Area>>> {
    let Some(elements) = elements else {
        return Some(None);
    };
    let elements = elements.into_iter();
    let elements = elements.map(|element| read_area(element, None, problems));
    elements.collect::<Option<_>>().map(Some)
}

fn read_grid(
    mut table: Table<'_>,
    base: Option<&BTreeMap<String, Area>>,
    problems: &mut Diagnostics,
) -> Option<GridBlock> {
    let areas = table.take_named("area", problems);
    let mut grid: GridBlock = table.read(problems)?;
    grid.area = read_areas(areas, base, problems)?;
    Some(grid)
}
