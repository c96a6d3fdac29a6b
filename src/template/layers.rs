//! The layers of a page: areas that lie over the grid or under it, each at a place of its own.
//!
//! A layer becomes a page of its own whose tracks keep the area at its place: a free track before it, after it,
//! or on both sides. So layout needs no second way of placing things.

use std::collections::BTreeMap;

use super::anchors::{Along, Anchor};
use super::boxes::plan_area;
use super::context::Context;
use super::nodes::{is_tally, plain_box};
use super::plan::{Cell, Fit, Gap, Grid, Kind, LayerPlan, Node, On, PagePlan, Track};
use super::schema::{Area, Block, Layer, Page};
use crate::diag::Diagnostic;
use crate::frame::Origin;
use crate::geom::{Edges, Size};
use crate::rules::Rule;

/// The places that are no areas.
const PLACES: [(&str, On); 3] = [
    ("bleed", On::Bleed),
    ("page", On::Page),
    ("margin", On::Margin),
];

/// Fills the layers of a page. `key` is that of the page.
pub(super) fn plan_layers(context: &mut Context<'_>, key: &str, page: &Page) -> Vec<LayerPlan> {
    let layers = page.layer.iter().flatten().enumerate();
    layers
        .filter_map(|(index, layer)| {
            plan_layer(context, &format!("{key}.layer.{index}"), (key, page), layer)
        })
        .collect()
}

/// Fills a layer; `None` if there is nothing in it, or if it lies on an area that does not exist, which is
/// reported.
fn plan_layer(
    context: &mut Context<'_>,
    key: &str,
    (page_key, page): (&str, &Page),
    layer: &Layer,
) -> Option<LayerPlan> {
    let on = find_place(context, key, (page_key, page), layer);
    let covers = find_covered(context, key, (page_key, page), layer);
    let node = plan_area(context, key, &layer.area);
    if matches!(node.kind, Kind::Empty) && node.fill.is_none() && node.line.is_none() {
        return None;
    }
    let size = (node.width, node.height);
    let inset = layer.place.inset.map_or(Edges::default(), |inset| inset.0);
    Some(LayerPlan {
        origin: context.origin(key),
        under: layer.place.under.unwrap_or_default(),
        on: on?,
        covers,
        inset: inset.scaled(context.scale),
        size,
        page: PagePlan {
            size: Size::default(),
            margin: Edges::default(),
            air: None,
            fill: None,
            root: placed(context, key, node, layer.place.at.unwrap_or_default()),
            layers: Vec::new(),
        },
    })
}

/// A grid that keeps a box at its place.
fn placed(context: &Context<'_>, key: &str, node: Node, at: Anchor) -> Node {
    // Without a width, a layer is as wide as what it lies on. Without a height it is as high as what it holds;
    // what has no height of its own takes all of it.
    let wide = node.width.map_or(Track::Fraction(1.0), Track::Fixed);
    let high = match node.height {
        Some(height) => Track::Fixed(height),
        None if has_own_height(&node.kind) => Track::Auto,
        None => Track::Fraction(1.0),
    };
    let (columns, across) = tracks(wide, at.across);
    let (rows, down) = tracks(high, at.down);
    let cell = Cell {
        columns: across..across + 1,
        rows: down..down + 1,
        node,
    };
    let grid = Grid {
        columns,
        rows,
        gap: Gap::NONE,
        cells: vec![cell],
    };
    plain_box(context.origin(key), Kind::Grid(grid))
}

/// Whether something has a height that follows from its content and its width.
fn has_own_height(kind: &Kind) -> bool {
    match kind {
        _ if is_tally(kind) => false,
        Kind::Picture(picture) => picture.fit == Fit::Contain,
        Kind::Table(table) => !table.divided,
        Kind::Story(_) | Kind::Tally(_) | Kind::Shape(..) | Kind::Turned(_) | Kind::Empty => false,
        Kind::Grid(_) | Kind::Text(_) | Kind::Code(_) | Kind::Rule(_) => true,
    }
}

/// The tracks that keep one track at its place, and the index of that one. A track that takes all of the room
/// needs no other.
fn tracks(own: Track, at: Along) -> (Vec<Track>, usize) {
    let free = Track::Fraction(1.0);
    if let Track::Fraction(_) = own {
        return (vec![own], 0);
    }
    match at {
        Along::Start => (vec![own, free], 0),
        Along::Middle => (vec![free, own, free], 1),
        Along::End => (vec![free, own], 1),
    }
}

/// What a layer lies on. An unknown area is reported.
fn find_place(
    context: &mut Context<'_>,
    key: &str,
    (page_key, page): (&str, &Page),
    layer: &Layer,
) -> Option<On> {
    let Some(name) = &layer.place.on else {
        return Some(On::Margin);
    };
    let mut areas = Vec::new();
    name_areas(page_key, page.area.as_ref(), &mut areas);
    let named = areas.iter().find(|(known, ..)| known == name);
    if let Some((_, place)) = PLACES.iter().find(|(place, _)| place == name) {
        if let Some((_, area, _)) = named {
            report_ambiguous(context, name, area);
        }
        return Some(place.clone());
    }
    if let Some((_, area, _)) = named {
        return Some(On::Area(context.origin(area)));
    }
    let problem = Diagnostic::error(
        Rule::UnknownArea,
        format!("the layer lies on `{name}`, but the page has no area of that name"),
    );
    let names = PLACES.iter().map(|(place, _)| *place);
    let names = names.chain(areas.iter().map(|(known, ..)| known.as_str()));
    context
        .report
        .add_at_layout(&format!("{key}.on"), problem.suggest(name, names));
    None
}

/// Reports an area with the name of a place: a layer on that place would be taken to lie on the area.
fn report_ambiguous(context: &mut Context<'_>, name: &str, area: &str) {
    let problem = Diagnostic::error(
        Rule::BadValue,
        format!("a layer lies on `{name}`, but an area of the page has that name too"),
    );
    let problem = problem.hint(
        "give the area another name: `bleed`, `page` and `margin` are places that a layer lies on",
    );
    context.report.add_at_layout(area, problem);
}

/// The keys of the areas whose words a layer hides on purpose. Names that no area has are reported, and so is an
/// imprint, which the law wants to be read.
fn find_covered(
    context: &mut Context<'_>,
    key: &str,
    (page_key, page): (&str, &Page),
    layer: &Layer,
) -> Vec<Origin> {
    let at = format!("{key}.covers");
    let names = layer.place.covers.as_deref().unwrap_or_default();
    if !names.is_empty() && layer.place.under == Some(true) {
        let problem = "`covers` does nothing in a layer with `under = true`: it is drawn first, and hides nothing";
        let problem = Diagnostic::error(Rule::IdleKey, problem);
        let problem = problem.hint("remove `covers`, or draw the layer over the grid");
        context.report.add_at_layout(&at, problem);
    }
    let mut areas = Vec::new();
    name_areas(page_key, page.area.as_ref(), &mut areas);
    let mut found = Vec::new();
    for name in names {
        let problem = match areas.iter().find(|(known, ..)| known == name) {
            Some((_, area, held)) if !held.prints_imprint() => {
                found.push(context.origin(area));
                continue;
            }
            Some(_) => Diagnostic::error(
                Rule::BadValue,
                format!("a layer must not cover `{name}`, which has the imprint"),
            )
            .hint("the law wants it to be read: move the layer, or the imprint"),
            None => Diagnostic::error(
                Rule::UnknownArea,
                format!("the layer covers `{name}`, but the page has no area of that name"),
            )
            .suggest(name, areas.iter().map(|(known, ..)| known.as_str())),
        };
        context.report.add_at_layout(&at, problem);
    }
    found
}

/// Lists the areas of a grid and of the grids within it, each with its key.
fn name_areas<'a>(
    key: &str,
    areas: Option<&'a BTreeMap<String, Area>>,
    found: &mut Vec<(String, String, &'a Area)>,
) {
    for (name, area) in areas.into_iter().flatten() {
        let key = format!("{key}.area.{name}");
        if let Some(Block::Grid(grid)) = &area.block {
            name_areas(&key, grid.area.as_ref(), found);
        }
        found.push((name.clone(), key, area));
    }
}
