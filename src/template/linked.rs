//! Which pages of a piece have to be laid out together: those that share a running text, a table, or a size of type.
//!
//! Where a page has several compositions, each is laid out to see whether it fits. Of a zine of eight pages that would
//! be eight times the work if all pages were laid out each time.

use std::collections::{BTreeMap, BTreeSet};

use super::Template;
use super::plan::{Kind, Node, PagePlan, PiecePlan};
use super::schema::{Area, Block};

/// What makes a page depend on others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Story(String),
    Table(String),
    FitGroup(String),
}

/// The running texts and tables of each page of a layout, by its number from 0, in any of its compositions: where a page
/// takes none of a text, more of it is left for the others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bonds(BTreeMap<usize, BTreeSet<Bond>>);

impl Bonds {
    /// What may bind the pages of a layout.
    pub(crate) fn of(template: &Template) -> Self {
        let pages = 0..template.page_count();
        let bonds = pages.map(|number| {
            let mut bonds = BTreeSet::new();
            for area in template.areas_of(number) {
                collect_flowing(area, &mut bonds);
            }
            (number, bonds)
        });
        Self(bonds.collect())
    }
}

/// Adds what flows into an area.
fn collect_flowing(area: &Area, bonds: &mut BTreeSet<Bond>) {
    match &area.block {
        Some(Block::Story(own)) => bonds.extend(own.story.clone().map(Bond::Story)),
        Some(Block::Table(own)) => bonds.extend(own.table.clone().map(Bond::Table)),
        _ => {}
    }
    for inner in area.inner() {
        collect_flowing(inner, bonds);
    }
}

impl PiecePlan {
    /// Leaves only a page, by its number in the layout file from 0, and the pages that it cannot be laid out without.
    pub(crate) fn keep_around(&mut self, number: usize, of_layout: &Bonds) {
        let bonds = self.pages.iter().map(|page| {
            let mut bonds = of_layout.0.get(&page.number()).cloned().unwrap_or_default();
            collect_of_page(page, &mut bonds);
            bonds
        });
        let bonds: Vec<BTreeSet<Bond>> = bonds.collect();
        let is_wanted = |page: &PagePlan| page.number() == number;
        let mut kept: Vec<bool> = self.pages.iter().map(is_wanted).collect();
        let mut held = BTreeSet::new();
        loop {
            let known = held.len();
            for (page, _) in bonds.iter().zip(&kept).filter(|(_, kept)| **kept) {
                held.extend(page.iter().cloned());
            }
            if held.len() == known {
                break;
            }
            for (page, kept) in bonds.iter().zip(&mut kept) {
                *kept |= !page.is_disjoint(&held);
            }
        }
        let mut kept = kept.into_iter();
        self.pages.retain(|_| kept.next().unwrap_or(true));
    }
}

/// Adds the groups of type of one size on a page.
fn collect_of_page(page: &PagePlan, bonds: &mut BTreeSet<Bond>) {
    collect(&page.root, bonds);
    for layer in &page.layers {
        collect_of_page(&layer.page, bonds);
    }
}

fn collect(node: &Node, bonds: &mut BTreeSet<Bond>) {
    match &node.kind {
        Kind::Grid(grid) => {
            for cell in &grid.cells {
                collect(&cell.node, bonds);
            }
        }
        Kind::Turned(turned) => collect_of_page(&turned.page, bonds),
        Kind::Text(text) => {
            let group = text.style.fit_group.as_ref();
            bonds.extend(group.map(|name| Bond::FitGroup(name.to_string())));
        }
        Kind::Story(_)
        | Kind::Table(_)
        | Kind::Code(_)
        | Kind::Picture(_)
        | Kind::Tally(_)
        | Kind::Rule(_)
        | Kind::Shape(..)
        | Kind::Empty => {}
    }
}
