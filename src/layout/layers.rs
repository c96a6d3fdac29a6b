//! Places the layers of a page, once the grid has its place.
//!
//! A layer is laid out like a page whose size is that of what it lies on. Its tree then gets the place of that on
//! the page, so that all that follows works in the coordinates of the page.

use super::fault;
use super::fit::fit_page;
use super::reporter::Reporter;
use super::settle::settle;
use super::tree::{Tree, fix_size};
use super::units::tolerance;
use crate::diag::Diagnostic;
use crate::frame::{Origin, Owner};
use crate::geom::{Edges, Length, Rect};
use crate::rules::Rule;
use crate::template::plan::{LayerPlan, On, PagePlan};
use crate::typeset::Typesetter;

/// The trees of a page: its grid, and its layers in the order of the file.
pub(super) struct Placed<'p, 'b> {
    pub(super) grid: Tree<'p, 'b>,
    pub(super) layers: Vec<PlacedLayer<'p, 'b>>,
}

/// A layer with its boxes.
pub(super) struct PlacedLayer<'p, 'b> {
    pub(super) plan: &'p LayerPlan,
    pub(super) tree: Tree<'p, 'b>,
}

impl<'p, 'b> Placed<'p, 'b> {
    /// All trees: that of the grid, then those of the layers.
    pub(super) fn trees(&mut self) -> impl Iterator<Item = &mut Tree<'p, 'b>> {
        let layers = self.layers.iter_mut().map(|layer| &mut layer.tree);
        std::iter::once(&mut self.grid).chain(layers)
    }

    /// Gives layers their places anew, after type of one size for several blocks has moved areas of the grid. Type of
    /// the layers only gets smaller by then, so each still fits unless its area has become too small, which is reported.
    pub(super) fn place_layers_anew(
        &mut self,
        sheet: (&'p PagePlan, Length),
        right_to_left: bool,
        reporter: &mut Reporter<'_>,
    ) -> bool {
        let mut fit = true;
        for PlacedLayer { plan: layer, tree } in &mut self.layers {
            let Some(whole) = place_of(layer, sheet, right_to_left, &self.grid) else {
                continue;
            };
            let room = whole.grown(mirrored(layer.inset, right_to_left).inward());
            if room == tree.page {
                continue;
            }
            if !has_room(layer, whole, room, reporter) {
                fit = false;
                continue;
            }
            tree.lie_in(room, right_to_left.then_some(sheet.0.size.width));
            if !fit_page(tree) {
                if let Some(fault) = tree.fault() {
                    reporter.report_fault(fault);
                }
                fit = false;
            }
        }
        fit
    }
}

/// Lays out the layers of a page. `None` if one of them does not fit, which is reported.
pub(super) fn place_layers<'p, 'b>(
    (plan, bleed): (&'p PagePlan, Length),
    right_to_left: bool,
    grid: Tree<'p, 'b>,
    setter: &mut Typesetter<'b>,
    reporter: &mut Reporter<'_>,
) -> Option<Placed<'p, 'b>> {
    let mut layers = Vec::new();
    let mut fit = true;
    for layer in &plan.layers {
        let Some(whole) = place_of(layer, (plan, bleed), right_to_left, &grid) else {
            // The area that it lies on holds nothing in this campaign, so that it has no size.
            continue;
        };
        let room = whole.grown(mirrored(layer.inset, right_to_left).inward());
        if !has_room(layer, whole, room, reporter) {
            fit = false;
            continue;
        }
        let mut missing = Vec::new();
        let mut tree = Tree::build(&layer.page, right_to_left, setter, &mut missing);
        for lacking in missing {
            reporter.report_character(lacking);
        }
        tree.lie_in(room, right_to_left.then_some(plan.size.width));
        match settle(tree, reporter) {
            Some(tree) => layers.push(PlacedLayer { plan: layer, tree }),
            None => fit = false,
        }
    }
    fit.then_some(Placed { grid, layers })
}

/// The place on the page of what a layer lies on; `None` for an area without size.
fn place_of(
    layer: &LayerPlan,
    (plan, bleed): (&PagePlan, Length),
    right_to_left: bool,
    grid: &Tree<'_, '_>,
) -> Option<Rect> {
    let page = Rect::of_size(plan.size);
    let place = match &layer.on {
        On::Bleed => page.grown(Edges::all(bleed)),
        On::Page => page,
        On::Margin => page.grown(mirrored(plan.margin, right_to_left).inward()),
        On::Area(origin) => grid.rect_of(origin)?,
    };
    let has_size = |length: Length| length > tolerance();
    (has_size(place.size.width) && has_size(place.size.height)).then_some(place)
}

/// Edges of a layout on the page: where reading begins at the right, left and right change places.
fn mirrored(edges: Edges, right_to_left: bool) -> Edges {
    if !right_to_left {
        return edges;
    }
    Edges {
        left: edges.right,
        right: edges.left,
        ..edges
    }
}

/// Reports a layer that is larger than what it lies on, or whose inset leaves no room.
fn has_room(layer: &LayerPlan, whole: Rect, room: Rect, reporter: &mut Reporter<'_>) -> bool {
    let name = name_of(&layer.on);
    if room.size.short_side() <= tolerance() {
        let problem = format!(
            "the `inset` of the layer leaves no room on {name}, which is {} × {}",
            whole.size.width.rounded(),
            whole.size.height.rounded()
        );
        let problem = Diagnostic::error(Rule::LayerOffPage, problem)
            .hint("make the `inset` smaller, or lay the layer on something larger: on = \"page\"");
        reporter.report(&at(layer, "inset"), problem);
        return false;
    }
    let sides = [
        (layer.size.0, room.size.width, "wide", "width"),
        (layer.size.1, room.size.height, "high", "height"),
    ];
    let mut fits = true;
    for (own, most, word, key) in sides {
        let Some(own) = own.filter(|own| *own > most + tolerance()) else {
            continue;
        };
        let (own, most) = Length::apart(own, most);
        let problem = format!("the layer is {own} {word}, but {name} leaves {most} for it");
        let problem = Diagnostic::error(Rule::LayerOffPage, problem).hint(format!(
            "make its `{key}` or its `inset` smaller, or lay it on something larger: on = \"page\" or on = \"bleed\""
        ));
        reporter.report(&at(layer, key), problem);
        fits = false;
    }
    fits
}

fn at(layer: &LayerPlan, key: &str) -> Origin {
    Origin::new(&layer.origin.file, &format!("{}.{key}", layer.origin.key))
}

/// What a layer lies on, in words.
fn name_of(on: &On) -> String {
    match on {
        On::Bleed => "the page with its bleed".to_owned(),
        On::Page => "the page".to_owned(),
        On::Margin => "the page within its margins".to_owned(),
        On::Area(origin) => fault::area_in_words(origin),
    }
}

/// The keys of the areas whose words layers hide on purpose, each with the bit of its layer (`Owner::covered_by`).
/// The layers are in the order of drawing, by which they are numbered.
pub(super) fn covered_areas<'l, 'p: 'l, 'b: 'l>(
    in_order: impl Iterator<Item = &'l PlacedLayer<'p, 'b>>,
) -> Vec<(Origin, u64)> {
    (1..)
        .zip(in_order)
        .flat_map(|(number, layer)| {
            let covered = layer.plan.covers.iter();
            covered.map(move |area| (area.clone(), Owner::bit_of(number)))
        })
        .collect()
}

/// Notes in the owners of a tree which boxes layers hide on purpose: the areas that these name, with all that they
/// hold.
pub(super) fn note_covered(covered: &[(Origin, u64)], tree: &Tree<'_, '_>, owners: &mut [Owner]) {
    for (area, bit) in covered {
        let held = |at: &usize| tree.entries[*at].node.origin == *area;
        let Some(holder) = (0..owners.len()).find(held).map(|at| owners[at]) else {
            continue;
        };
        let inside = owners.iter_mut().filter(|owner| holder.holds(**owner));
        inside.for_each(|owner| owner.covered_by |= bit);
    }
}

impl Tree<'_, '_> {
    /// The place on the page of the first box with that key; `None` if the tree has none.
    fn rect_of(&self, origin: &Origin) -> Option<Rect> {
        let index = self
            .entries
            .iter()
            .position(|entry| entry.node.origin == *origin)?;
        Some(self.rect(index))
    }

    /// Gives the tree a place on the page. `mirror` is the width of a page that is read from right to left.
    fn lie_in(&mut self, room: Rect, mirror: Option<Length>) {
        self.page = room;
        self.mirror = mirror;
        fix_size(&mut self.taffy, self.root, room.size);
    }
}
